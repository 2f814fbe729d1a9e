"""How findings are shown, format by format, on the same few findings."""

import json
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from reformdata.about import __version__
from reformdata.cli import main
from reformdata.cli.output import FORMATS
from reformdata.cli.output.machines import SHOWN, annotation, select_annotated, table
from reformdata.cli.output.text import WIDTH, Excerpt, View, columns, excerpt, summary
from reformdata.curation.checks import Report
from reformdata.curation.rules import DUPLICATE_KEY, INITIATIVE_WITHOUT_OWNER, UNKNOWN_FIELD, UNKNOWN_FILE, page
from reformdata.findings import Span
from reformdata.messages import Message, visible
from reformdata.models.markup import escape_markdown
from tests.curation.rules.pages import FIXTURE, write_checkout

FILE = "records/a.yaml"
FINDINGS = (
    UNKNOWN_FILE.finding("records/\x1b[2J::x"),
    UNKNOWN_FIELD.finding(FILE, ("aria",), found="aria", expected=[*"abcdefghijklm"], span=Span(1, 1, 1, 5)),
    UNKNOWN_FIELD.finding(FILE, ("x",), found="\u202e::e" + "x" * 90, expected=["y\n"], span=Span(2, 1, 2, 3)),
    INITIATIVE_WITHOUT_OWNER.finding(FILE, span=Span(9, 1, 9, 2)),
    DUPLICATE_KEY.finding(FILE, ("x",), found="x", line=1, span=Span(10, 3, 10, 4)),
)


@pytest.fixture
def report(tmp_path):
    """A report of the findings, in a checkout that holds their file."""
    (tmp_path / "records").mkdir()
    (tmp_path / FILE).write_text("aria: [漢字]\n::x\n\n\n\n\n\n\n\n  x: 1\n", encoding="utf-8")
    return Report(root=tmp_path, findings=FINDINGS, files=2, records=1, checks=1)


VIEW = View(root=Path())
NONE = Report(root=Path(), findings=(), files=2, records=1, checks=1)


def _lines(name, report, **settings):
    return list(FORMATS[name](report, View(root=report.root, **settings)))


def _of(*findings):
    return replace(NONE, findings=findings)


def _error(file, line, found="x"):
    return UNKNOWN_FIELD.finding(file, (found,), found=found, span=Span(line, 1, line, 2))


def test_findings_in_full(report):
    """Excerpt and carets where there is a place; expected values where they are few."""
    assert _lines("text", report) == [
        "error[RD006]: the file does not belong here",
        " --> records/\\u001b[2J::x",
        "  = help: a file in records/ is named like sources/<source>/01-short-name.yaml or actors/<id>.yaml",
        "",
        "error[RD201]: there is no field `aria` here",
        " --> records/a.yaml:1:1",
        "  |",
        "1 | aria: [漢字]",
        "  | ^^^^",
        "",
        f"error[RD201]: there is no field `\\u202e::e{'x' * 75}…` here",
        " --> records/a.yaml:2:1",
        "  |",
        "2 | ::x",
        "  | ^^",
        "  = expected: `y\\u000a`",
        "",
        "warning[RD411]: the initiative has no owner",
        " --> records/a.yaml:9:1",
        "  |",
        "9 |",
        "  | ^",
        "  = help: write under owners: who decided it or carries it out; if no one in particular, the record is a statement",
        "",
        "error[RD102]: duplicate key `x`",
        "  --> records/a.yaml:10:3",
        "   |",
        "10 |   x: 1",
        "   |   ^",
        "   = help: delete one of them: the first is on line 1",
        "",
        "4 errors and 1 warning in 2 files with 1 record (1 check across them).",
    ]


def test_findings_in_short(report):
    """One line each."""
    assert _lines("concise", report)[:3] == [
        "records/\\u001b[2J::x: error[RD006] the file does not belong here; a file in records/ is named like "
        "sources/<source>/01-short-name.yaml or actors/<id>.yaml",
        "records/a.yaml:1:1: error[RD201] there is no field `aria` here",
        f"records/a.yaml:2:1: error[RD201] there is no field `\\u202e::e{'x' * 75}…` here; expected: `y\\u000a`",
    ]


def test_findings_as_json(report):
    """Unknown places are null; the fields are in `test_validate`."""
    (text,) = _lines("json", report)
    findings = json.loads(text)["findings"]
    assert [(found["code"], found["line"]) for found in findings] == [
        ("RD006", None), ("RD201", 1), ("RD201", 2), ("RD411", 9), ("RD102", 10),
    ]  # fmt: skip
    assert findings[1]["help"] is None


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "github"])
def test_text_from_a_file_is_never_a_command(name, report):
    """No control character, no bidirectional control, no line that starts with two colons (GitHub is tested below)."""
    parts = [part for line in _lines(name, report) for part in line.split("\n")]
    assert [part for part in parts if part.startswith("::") or "".join(map(visible, part)) != part] == []


def test_a_file_that_cannot_be_read_has_no_excerpt(report):
    """Nor has one that has become shorter."""
    (report.root / FILE).unlink()
    assert [line for line in _lines("text", report) if "|" in line] == []
    assert excerpt(["one"], Span(2, 1, 2, 2)) is None


@pytest.mark.parametrize(
    ("errors", "warnings", "expected"),
    [
        (0, 0, Message("Ingen fund", "No findings")),
        (1, 0, Message("1 fejl", "1 error")),
        (0, 2, Message("2 advarsler", "2 warnings")),
        (2, 1, Message("2 fejl og 1 advarsel", "2 errors and 1 warning")),
    ],
)
def test_the_closing_line_counts_in_words(errors, warnings, expected):
    """What does not occur is left out."""
    findings = (UNKNOWN_FILE.finding("a"),) * errors + (INITIATIVE_WITHOUT_OWNER.finding("a"),) * warnings
    report = Report(root=Path(), findings=findings, files=1, records=2, checks=3)
    assert summary(report) == Message(
        f"{expected.da} i 1 fil med 2 poster (3 kontroller på tværs af dem).",
        f"{expected.en} in 1 file with 2 records (3 checks across them).",
    )


@pytest.mark.parametrize(
    ("line", "span", "expected"),
    [
        ("areas: [x]", Span(1, 9, 1, 10), Excerpt("areas: [x]", 8, 1)),
        ("da: 漢字 æ", Span(1, 8, 1, 9), Excerpt("da: 漢字 æ", 9, 1)),
        ("da: 漢字", Span(1, 5, 1, 7), Excerpt("da: 漢字", 4, 4)),
        ("a\u030a: b", Span(1, 5, 1, 6), Excerpt("a\u030a: b", 3, 1)),
        ("\tx", Span(1, 2, 1, 3), Excerpt("\\tx", 2, 1)),
        ("a\u202eb", Span(1, 2, 1, 3), Excerpt("a\\u202eb", 1, 6)),
        ("text: |-", Span(1, 7, 3, 4), Excerpt("text: |-", 6, 2)),
        ("short", Span(1, 6, 1, 6), Excerpt("short", 5, 1)),
        ("short", Span(1, 90, 1, 95), Excerpt("short", 5, 1)),
    ],
)
def test_carets_are_under_the_value(line, span, expected):
    """Wide characters take two columns, combining ones none, escapes as many as they show."""
    assert excerpt([line], span) == expected


@pytest.mark.parametrize("start", [0, 20, 95, 150, 290])
def test_a_long_line_is_cut_around_the_value(start):
    """The value is in it, the carets are under it, and it fits a terminal."""
    line = "".join(chr(ord("a") + number % 26) for number in range(300))
    drawn = excerpt([line], Span(1, start + 1, 1, start + 11))
    assert drawn.line[drawn.indent : drawn.indent + drawn.width] == line[start : start + 10]
    assert columns(drawn.line) <= WIDTH + 2
    assert drawn.line.strip("…") in line


def test_a_value_that_is_longer_than_a_line_of_the_terminal_is_cut():
    """The carets are under the part that is shown."""
    drawn = excerpt(["x" * 500], Span(1, 101, 1, 501))
    assert drawn.indent + drawn.width == WIDTH + 1
    assert drawn.line == f"…{'x' * WIDTH}…"


# ---- GitHub


def test_the_findings_as_annotations(report):
    """The log first; then errors, the first of each file before any second, then warnings."""
    lines = _lines("github", report)
    assert lines[5] == "4 errors and 1 warning in 2 files with 1 record (1 check across them)."
    assert lines[6:] == [
        "::error file=records/\\u001b[2J%3A%3Ax,title=RD006 unknown-file::the file does not belong here%0A"
        "a file in records/ is named like sources/<source>/01-short-name.yaml or actors/<id>.yaml",
        "::error file=records/a.yaml,line=1,endLine=1,col=1,endColumn=5,title=RD201 unknown-field::"
        "there is no field `aria` here",
        f"::error file=records/a.yaml,line=2,endLine=2,col=1,endColumn=3,title=RD201 unknown-field::"
        f"there is no field `\\u202e::e{'x' * 75}…` here%0Aexpected: `y\\u000a`",
        "::error file=records/a.yaml,line=10,endLine=10,col=3,endColumn=4,title=RD102 duplicate-key::"
        "duplicate key `x`%0Adelete one of them: the first is on line 1",
        "::warning file=records/a.yaml,line=9,endLine=9,col=1,endColumn=2,title=RD411 initiative-without-owner::"
        "the initiative has no owner%0Awrite under owners: who decided it or carries it out; if no one in particular, "
        "the record is a statement",
    ]


PAGES = "https://example.org/data/blob/HEAD/reformdata/curation/rules"


@pytest.mark.parametrize(
    ("language", "title", "address"),
    [
        ("da", "RD102 gentaget-nøgle", f"{PAGES}/RD102-duplicate-key.md#dansk"),
        ("en", "RD102 duplicate-key", f"{PAGES}/RD102-duplicate-key.md#english"),
    ],
)
def test_an_annotation_and_the_summary_lead_to_the_page_of_the_rule(language, title, address):
    """To its section in the language of the output, by its name in that language."""
    view = replace(VIEW, language=language, repository="https://example.org/data/blob/HEAD")
    annotated = annotation(FINDINGS[-1], view)
    assert f",title={title}::" in annotated
    assert annotated.endswith(f"%0A{address}")
    assert list(table(_of(FINDINGS[-1]), view))[4].startswith(f"| ❌ | [RD102]({address}) | records/a.yaml:10:3 | ")


def test_no_more_is_annotated_than_github_shows():
    """Ten errors and ten warnings; the log holds every one and says so."""
    errors = [_error("records/a.yaml", line) for line in range(1, 31)]
    warnings = [
        INITIATIVE_WITHOUT_OWNER.finding("records/b.yaml", span=Span(line, 1, line, 2)) for line in range(1, 12)
    ]
    report = _of(*errors, *warnings)
    lines = _lines("github", report)
    assert sum(line.startswith("::") for line in lines) == 2 * SHOWN
    assert lines[40].startswith("records/b.yaml:11:1: warning[RD411] ")
    assert lines[42] == "20 of 41 are shown at their lines; all are in this log."


def test_each_file_has_its_first_error_shown_before_any_has_its_second():
    """A file with many errors does not hide the others."""
    many = [_error("records/a.yaml", line) for line in range(1, 20)]
    others = [_error(f"records/{name}.yaml", 7) for name in "bcde"]
    shown = [(finding.file[8], finding.span.line) for finding in select_annotated([*many, *others], "error")]
    assert shown == [("a", 1), ("b", 7), ("c", 7), ("d", 7), ("e", 7), *(("a", line) for line in range(2, 7))]


@pytest.mark.parametrize(
    ("finding", "expected"),
    [
        (
            UNKNOWN_FILE.finding("records/100%,line=1::warning::\r\n::error::.yaml"),
            "::error file=records/100%25%2Cline=1%3A%3Awarning%3A%3A\\u000d\\u000a%3A%3Aerror%3A%3A.yaml,title=",
        ),
        (_error("a", 1, "50%:x,y"), "::there is no field `50%25:x,y` here"),
        (
            UNKNOWN_FIELD.finding("a", ("x",), found="x", span=Span(2, 7, 4, 3)),
            "::error file=a,line=2,endLine=4,title=",
        ),
    ],
)
def test_an_annotation_is_escaped_and_has_columns_within_one_line_only(finding, expected):
    """Percent signs and line ends, and in properties colons and commas, are escaped."""
    assert expected in annotation(finding, VIEW)


@pytest.mark.parametrize(
    "value", ["##[add-path]/x", "x\n::set-output name=a::b", "  ::stop-commands::x", "##[endgroup]"]
)
def test_no_text_from_a_file_is_a_command_to_the_runner(value):
    """Neither `::` at the start of a line nor `##[` anywhere, in a value or in the name of a file."""
    findings = (_error("records/a.yaml", 1, value), UNKNOWN_FILE.finding(f"records/{value}"))
    lines = _lines("github", _of(*findings))
    log = [line for line in lines if not line.startswith(("::error file=", "::warning file="))]
    assert [line for line in log if "##[" in line or line.startswith("::")] == []
    assert [line for line in lines if "\n" in line or "\r" in line] == []
    assert sum(line.startswith("::") for line in lines) == 2


def test_the_summary_is_a_table(report):
    """A row for each finding, below the closing line."""
    assert list(table(report, VIEW)) == [
        "### 4 errors and 1 warning in 2 files with 1 record (1 check across them).",
        "",
        "| | rule | place | what is wrong | help |",
        "|---|---|---|---|---|",
        r"| ❌ | RD006 | records/\\u001b\[2J::x | the file does not belong here "
        r"| a file in records/ is named like sources/&lt;source&gt;/01-short-name.yaml or actors/&lt;id&gt;.yaml |",
        r"| ❌ | RD201 | records/a.yaml:1:1 | there is no field \`aria\` here |  |",
        rf"| ❌ | RD201 | records/a.yaml:2:1 | there is no field \`\\u202e::e{'x' * 75}…\` here | expected: \`y\\u000a\` |",
        r"| ⚠️ | RD411 | records/a.yaml:9:1 | the initiative has no owner | write under owners: who decided it or "
        "carries it out; if no one in particular, the record is a statement |",
        r"| ❌ | RD102 | records/a.yaml:10:3 | duplicate key \`x\` "
        "| delete one of them: the first is on line 1 |",
        "",
    ]


def test_a_summary_stays_below_what_github_takes():
    """However many and long the findings are."""
    long = UNKNOWN_FIELD.finding("records/" + "<" * 255, ("x",), found="<" * 500, span=Span(1, 1, 1, 2))
    lines = list(table(_of(*(long,) * 5000), replace(VIEW, repository="https://example.org/" + "x" * 200)))
    assert sum(len(line.encode()) + 1 for line in lines) < 2**20
    assert lines[-1] == "Only the first 300 are shown here; the rest are in the log."


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a|b", r"a\|b"),
        ("`x` *y* _z_ ~w~", r"\`x\` \*y\* \_z\_ \~w\~"),
        ("<script>&amp;", "&lt;script&gt;&amp;amp;"),
        ("[a](http://b.dk) www.c.dk", r"\[a\](http:<!-- -->//b.dk) www<!-- -->.c.dk"),
        ("@kl #12 a@b.dk", "@<!-- -->kl #<!-- -->12 a@<!-- -->b.dk"),
        ("one\r\n\n| two\\", r"one \| two\\"),
        ("ældre pleje: 50 %, $x$", r"ældre pleje: 50 %, \$x\$"),
    ],
)
def test_a_value_in_markdown_is_seen_and_does_nothing(text, shown):
    """No markup, no HTML, no link, no mention, no further line."""
    assert escape_markdown(text) == shown


def test_validate_adds_the_table_to_the_page_of_the_run(tmp_path, monkeypatch, capsys):
    """After what earlier steps wrote; only if GitHub names a file and the format is this one."""
    page = tmp_path / "summary.md"
    page.write_text("before\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(page))
    assert main(["validate", str(FIXTURE), "--format", "concise"]) == 0
    assert page.read_text(encoding="utf-8") == "before\n"
    assert main(["validate", str(FIXTURE), "--format", "github", "--lang", "en"]) == 0
    closing = capsys.readouterr().out.splitlines()[-1]
    assert page.read_text(encoding="utf-8") == f"before\n### {closing}\n\n"
    monkeypatch.delenv("GITHUB_STEP_SUMMARY")
    assert main(["validate", str(FIXTURE), "--format", "github", "--lang", "en"]) == 0
    assert capsys.readouterr().out == f"{closing}\n"


@pytest.mark.parametrize("has_pages", [True, False])
def test_findings_lead_to_pages_only_where_the_repository_holds_them(has_pages, tmp_path, monkeypatch, capsys):
    """A repository of one's own has no such folder."""
    root = write_checkout({"records/x.yaml": "x: 1\n"}, tmp_path)
    if has_pages:
        (root / "reformdata" / "curation" / "rules").mkdir(parents=True)
    monkeypatch.setenv("GITHUB_SERVER_URL", "https://example.org")
    monkeypatch.setenv("GITHUB_REPOSITORY", "owner/data")
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    assert main(["validate", str(root), "--format", "github", "--lang", "da"]) == 1
    address = "https://example.org/owner/data/blob/HEAD/reformdata/curation/rules/RD006-unknown-file.md#dansk"
    assert (address in capsys.readouterr().out) is has_pages


# ---- SARIF


def _sarif_run(report, language="en"):
    (text,) = _lines("sarif", report, language=language)
    assert text.isascii()
    whole = json.loads(text)
    assert (whole["version"], len(whole["runs"])) == ("2.1.0", 1)
    return whole["runs"][0]


def test_the_tool_names_itself_its_version_and_the_rules_that_were_broken(report):
    """A viewer shows the page of a rule beside what broke it."""
    driver = _sarif_run(report)["tool"]["driver"]
    assert (driver["name"], driver["semanticVersion"]) == ("reformdata", __version__)
    assert [rule["id"] for rule in driver["rules"]] == ["RD006", "RD102", "RD201", "RD411"]
    assert driver["rules"][1] == {
        "id": "RD102",
        "name": "duplicate-key",
        "shortDescription": {"text": "duplicate key …"},
        "help": {"text": page(DUPLICATE_KEY, "en"), "markdown": page(DUPLICATE_KEY, "en")},
        "defaultConfiguration": {"level": "error"},
    }


def test_a_result_says_rule_message_and_place(report):
    """Columns are counted in characters, as the run says."""
    run = _sarif_run(report)
    rules, last = run["tool"]["driver"]["rules"], run["results"][-1]
    assert run["columnKind"] == "unicodeCodePoints"
    assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == [
        result["ruleId"] for result in run["results"]
    ]
    assert len(last.pop("partialFingerprints")["finding/v1"]) == 32
    assert last == {
        "ruleId": "RD102",
        "ruleIndex": 1,
        "level": "error",
        "message": {"text": "duplicate key `x`\ndelete one of them: the first is on line 1"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "records/a.yaml", "uriBaseId": "%SRCROOT%"},
                    "region": {"startLine": 10, "startColumn": 3, "endLine": 10, "endColumn": 4},
                }
            }
        ],
    }


def test_a_file_without_a_place_has_no_region_and_its_name_is_a_uri(report):
    """Characters that a URI has not are escape_markdown."""
    assert _sarif_run(report)["results"][0]["locations"] == [
        {"physicalLocation": {"artifactLocation": {"uri": "records/%1B%5B2J%3A%3Ax", "uriBaseId": "%SRCROOT%"}}}
    ]


def test_a_finding_is_known_again_on_another_line_and_in_another_language(report):
    """So that GitHub does not open it a second time."""
    moved = tuple(
        replace(finding, span=Span(finding.span.line + 5, 1, finding.span.line + 5, 2)) if finding.span else finding
        for finding in report.findings
    )
    runs = (_sarif_run(report), _sarif_run(replace(report, findings=moved), "da"))
    first, second = ([result["partialFingerprints"] for result in run["results"]] for run in runs)
    assert first == second
    assert len({tuple(known.items()) for known in first}) == len(report.findings)


def test_no_findings_are_a_run_without_results():
    """A missing run would say nothing."""
    run = _sarif_run(NONE)
    assert (run["results"], run["tool"]["driver"]["rules"]) == ([], [])


# ---- JUnit


def _suites(report, **settings):
    return ET.fromstring("\n".join(_lines("junit", report, **settings)).encode())  # noqa: S314 - our own XML


def test_an_error_is_a_failed_case_and_a_warning_one_that_passed(report):
    """The counts say the same."""
    suites = _suites(report)
    cases = list(suites.iter("testcase"))
    assert suites.attrib == {"name": "reformdata validate", "tests": "5", "failures": "4", "errors": "0"}
    assert [case[0].tag for case in cases] == ["failure", "failure", "failure", "system-out", "failure"]
    assert cases[1].attrib == {
        "classname": "records/a.yaml",
        "name": "RD201 unknown-field records/a.yaml:1:1",
        "file": "records/a.yaml",
        "line": "1",
    }
    # The finding is in full, without colour even on a terminal.
    failure = next(_suites(report, color=True).iter("failure"))
    assert failure.attrib == {"type": "RD006", "message": "the file does not belong here"}
    assert failure.text == (
        "error[RD006]: the file does not belong here\n"
        " --> records/\\u001b[2J::x\n"
        "  = help: a file in records/ is named like sources/<source>/01-short-name.yaml or actors/<id>.yaml"
    )


@pytest.mark.parametrize("value", ["]]></failure>", '"><!--', "&lt;", "\x00\x1b", "\ufffe", "\ud800", "a\nb\tc"])
def test_any_value_and_any_file_name_leave_the_xml_whole(value):
    """Characters that XML has not are escapes already, the others are escape_markdown here."""
    findings = (
        UNKNOWN_FIELD.finding("records/none.yaml", ("x",), found=value, span=Span(1, 1, 1, 2)),
        UNKNOWN_FILE.finding(f"records/{value}"),
    )
    suites = _suites(_of(*findings))
    assert [[child.tag for child in case] for case in suites.iter("testcase")] == [["failure"]] * 2


def test_no_findings_are_one_case_that_passed():
    """A server would take a run without cases for a broken one."""
    suites = _suites(NONE, language="da")
    (case,) = suites.iter("testcase")
    assert (suites.attrib["tests"], suites.attrib["failures"], list(case)) == ("1", "0", [])
    assert case.attrib["name"] == "Ingen fund i 2 filer med 1 post (1 kontrol på tværs af dem)."
