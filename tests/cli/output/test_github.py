"""What GitHub shows of a report: annotations, the log, the summary."""

import pytest

from reformdata.cli import main
from reformdata.cli.output.github import SHOWN, annotated, annotation, github, table
from reformdata.cli.output.report import View
from reformdata.curation.checks import Report
from reformdata.curation.rules import INITIATIVE_WITHOUT_OWNER, UNKNOWN_FIELD, UNKNOWN_FILE
from reformdata.findings import Span
from reformdata.models.markdown import escape_markdown
from tests.curation.rules.pages import FIXTURE


def _annotations(lines):
    return [line for line in lines if line.lstrip().startswith("::")]


def _error(file, line, found="x"):
    return UNKNOWN_FIELD.finding(file, (found,), found=found, span=Span(line, 1, line, 2))


def test_the_findings_as_annotations(report, view):
    """The log first; then errors, the first of each file before any second, then warnings."""
    lines = list(github(report, view))
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


def test_no_more_is_annotated_than_github_shows(view, tmp_path):
    """Ten errors and ten warnings; the log holds every one and says so."""
    errors = [_error("records/a.yaml", line) for line in range(1, 31)]
    warnings = [
        INITIATIVE_WITHOUT_OWNER.finding("records/b.yaml", span=Span(line, 1, line, 2)) for line in range(1, 12)
    ]
    report = Report(root=tmp_path, findings=(*errors, *warnings), files=1, records=1, checks=1)
    lines = list(github(report, view))
    assert len(_annotations(lines)) == 2 * SHOWN
    assert lines[40].startswith("records/b.yaml:11:1: warning[RD411] ")
    assert lines[42] == "20 of 41 are shown at their lines; all are in this log."


def test_each_file_has_its_first_error_shown_before_any_has_its_second():
    """A file with many errors does not hide the others."""
    many = [_error("records/a.yaml", line) for line in range(1, 20)]
    others = [_error(f"records/{name}.yaml", 7) for name in "bcde"]
    shown = [(finding.file[8], finding.span.line) for finding in annotated([*many, *others], "error")]
    assert shown == [("a", 1), ("b", 7), ("c", 7), ("d", 7), ("e", 7), *(("a", line) for line in range(2, 7))]


def test_a_value_cannot_end_its_annotation_or_begin_another(view):
    """Percent signs, line ends, and in properties colons and commas are escaped."""
    finding = UNKNOWN_FILE.finding("records/100%,line=1::warning::\r\n::error::.yaml")
    assert annotation(finding, view).partition(",title=")[0] == (
        "::error file=records/100%25%2Cline=1%3A%3Awarning%3A%3A\\u000d\\u000a%3A%3Aerror%3A%3A.yaml"
    )


def test_a_message_keeps_its_colons_and_its_percent_signs(view):
    """The reader sees them as they are."""
    assert annotation(_error("a", 1, "50%:x,y"), view).endswith("::there is no field `50%25:x,y` here")


def test_a_value_of_several_lines_has_no_columns(view):
    """GitHub would refuse them."""
    finding = UNKNOWN_FIELD.finding("a", ("x",), found="x", span=Span(2, 7, 4, 3))
    assert annotation(finding, view).startswith("::error file=a,line=2,endLine=4,title=")


@pytest.mark.parametrize(
    "value", ["##[add-path]/x", "x\n::set-output name=a::b", "  ::stop-commands::x", "##[endgroup]"]
)
def test_the_runner_obeys_nothing_that_a_file_says(value, view, tmp_path):
    """Neither `::` at the start of a line nor `##[` anywhere, be it in a value or in the name of a file."""
    findings = (_error("records/a.yaml", 1, value), UNKNOWN_FILE.finding(f"records/{value}"))
    lines = list(github(Report(root=tmp_path, findings=findings, files=1, records=1, checks=1), view))
    log = [line for line in lines if not line.startswith(("::error file=", "::warning file="))]
    assert [line for line in log if "##[" in line or line.startswith("::")] == []
    assert [line for line in lines if "\n" in line or "\r" in line] == []
    assert len(_annotations(lines)) == 2


def test_the_summary_is_a_table(report, view):
    """A row for each finding, below the closing line."""
    assert list(table(report, view)) == [
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


def test_a_summary_without_findings_is_one_line(tmp_path):
    """No empty table."""
    report = Report(root=tmp_path, findings=(), files=2, records=1, checks=1)
    assert list(table(report, View(root=tmp_path, language="da"))) == [
        "### Ingen fund i 2 filer med 1 post (1 kontrol på tværs af dem).",
        "",
    ]


def test_a_summary_stays_below_what_github_takes(view, tmp_path):
    """However many and long the findings are."""
    long = UNKNOWN_FIELD.finding("records/" + "<" * 255, ("x",), found="<" * 500, span=Span(1, 1, 1, 2))
    lines = list(table(Report(root=tmp_path, findings=(long,) * 5000, files=1, records=1, checks=1), view))
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
    """Behind what earlier steps have put there; only where GitHub names a file and asks for this format."""
    page = tmp_path / "summary.md"
    page.write_text("before\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(page))
    assert main(["validate", str(FIXTURE), "--format", "concise"]) == 0
    assert page.read_text(encoding="utf-8") == "before\n"
    assert main(["validate", str(FIXTURE), "--format", "github", "--lang", "en"]) == 0
    said = capsys.readouterr().out.splitlines()[-1]
    assert page.read_text(encoding="utf-8") == f"before\n### {said}\n\n"


def test_without_a_page_only_the_log_is_written(monkeypatch, capsys):
    """As on one's own machine."""
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    assert main(["validate", str(FIXTURE), "--format", "github"]) == 0
    assert _annotations(capsys.readouterr().out.splitlines()) == []
