"""How findings are shown, format by format, on the same few findings."""

import json
from pathlib import Path

import pytest

from reformdata.cli.output import FORMATS, View
from reformdata.cli.output.report import summary
from reformdata.cli.output.text import WIDTH, Excerpt, columns, excerpt
from reformdata.curation.checks import Report
from reformdata.curation.rules import DUPLICATE_KEY, INITIATIVE_WITHOUT_OWNER, UNKNOWN_FIELD, UNKNOWN_FILE
from reformdata.findings import Message, Span, visible

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


def _shown(name, report):
    return list(FORMATS[name](report, View(root=report.root)))


def test_findings_in_full(report):
    """Excerpt and carets where there is a place; expected values where they are few; an empty line behind each."""
    assert _shown("text", report) == [
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
    assert _shown("concise", report)[:3] == [
        "records/\\u001b[2J::x: error[RD006] the file does not belong here; a file in records/ is named like "
        "sources/<source>/01-short-name.yaml or actors/<id>.yaml",
        "records/a.yaml:1:1: error[RD201] there is no field `aria` here",
        f"records/a.yaml:2:1: error[RD201] there is no field `\\u202e::e{'x' * 75}…` here; expected: `y\\u000a`",
    ]


def test_findings_as_json(report):
    """Places that are not known are null."""
    (text,) = _shown("json", report)
    findings = json.loads(text)["findings"]
    assert [(found["code"], found["line"]) for found in findings] == [
        ("RD006", None),
        ("RD201", 1),
        ("RD201", 2),
        ("RD411", 9),
        ("RD102", 10),
    ]
    assert findings[1]["help"] is None


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "github"])
def test_no_format_lets_a_value_act(name, report):
    """No control character, no bidi control, no line that starts with two colons: those of GitHub have their own test."""
    lines = _shown(name, report)
    assert [line for line in lines for part in line.split("\n") if part.startswith("::") or visible_differs(part)] == []


def visible_differs(line):
    """Whether a line holds a character that is only shown as an escape."""
    return "".join(map(visible, line)) != line


def test_a_file_that_cannot_be_read_has_no_excerpt(report):
    """The finding is shown without."""
    (report.root / FILE).unlink()
    assert [line for line in _shown("text", report) if "|" in line] == []


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
    """Nothing is counted that is not there."""
    findings = (UNKNOWN_FILE.finding("a"),) * errors + (INITIATIVE_WITHOUT_OWNER.finding("a"),) * warnings
    said = summary(Report(root=Path(), findings=findings, files=1, records=2, checks=3))
    assert said == Message(
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
def test_carets_stand_under_the_value(line, span, expected):
    """Wide characters take two columns, combining ones none, escapes as many as they show."""
    assert excerpt([line], span) == expected


def test_a_line_that_the_file_has_not_is_not_shown():
    """The file may have changed since."""
    assert excerpt(["one"], Span(2, 1, 2, 2)) is None


@pytest.mark.parametrize("start", [0, 20, 95, 150, 290])
def test_a_long_line_is_cut_around_the_value(start):
    """The value is in it, the carets are under it, and it fits a terminal."""
    line = "".join(chr(ord("a") + number % 26) for number in range(300))
    drawn = excerpt([line], Span(1, start + 1, 1, start + 11))
    assert drawn.line[drawn.indent : drawn.indent + drawn.width] == line[start : start + 10]
    assert columns(drawn.line) <= WIDTH + 2
    assert drawn.line.strip("…") in line


def test_a_value_that_is_longer_than_a_line_of_the_terminal_is_cut():
    """Carets stand under what is shown of it."""
    drawn = excerpt(["x" * 500], Span(1, 101, 1, 501))
    assert drawn.indent + drawn.width == WIDTH + 1
    assert drawn.line == f"…{'x' * WIDTH}…"
