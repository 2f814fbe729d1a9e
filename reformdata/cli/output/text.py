"""Findings for people, in full with an excerpt of the file or on one line each, and the settings of all formats."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import category, east_asian_width

from reformdata.cli.terminal import printable
from reformdata.findings import Finding, Span
from reformdata.messages import Message, visible, visible_character

if TYPE_CHECKING:  # without findings, no file is read and no model needed
    from reformdata.curation.fixing import Applicability
    from reformdata.curation.report import Report
    from reformdata.models import Language

EXPECTED = Message("forventet", "expected")
_MOST_EXPECTED = 12
"""Up to so many expected values are listed; of longer lists the advice names the nearest value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The settings with which findings are shown."""

    root: Path
    """The checkout that holds the files of the findings."""
    language: "Language" = "en"
    color: bool = False
    fixes: "Mapping[Finding, Applicability]" = field(default_factory=dict)
    """The findings that `validate --fix` or `--unsafe-fixes` would fix."""
    repository: str = ""
    """The address of the files on GitHub, where the repository holds the pages of the rules; else empty."""
    unwritten: Mapping[str, str] = field(default_factory=dict)
    """The text of files that are not written yet, by their paths."""

    def message(self, finding: Finding) -> str:
        """What is wrong, marked with [*] if it can be fixed safely."""
        return f"{finding.message.in_(self.language)}{' [*]' if self.fixes.get(finding) == 'safe' else ''}"

    def expected(self, finding: Finding) -> str:
        """The expected values, if they are few and the advice does not list them already; else nothing."""
        listed = [f"`{visible(value)}`" for value in finding.expected[: _MOST_EXPECTED + 1]]
        said = finding.advice.en if finding.advice else ""
        return "" if len(listed) > _MOST_EXPECTED or all(value in said for value in listed) else ", ".join(listed)

    def help(self, finding: Finding) -> str:
        """What to do about it, on one line: the advice, or else the expected values; nothing without either.

        For a missing or empty field both are given, since the advice does not name a value.
        """
        from reformdata.curation.rules import EMPTY_VALUE, MISSING_FIELD

        advice = [finding.advice.in_(self.language)] if finding.advice else []
        expected = self.expected(finding) if not advice or finding.rule in (MISSING_FIELD, EMPTY_VALUE) else ""
        return "; ".join([*advice, f"{EXPECTED.in_(self.language)}: {expected}"] if expected else advice)

    def lines(self, file: str) -> list[str]:
        """The lines of `file`; none if it cannot be read. Bytes that are not UTF-8 become U+FFFD."""
        if file in self.unwritten:
            return self.unwritten[file].split("\n")
        from reformdata.curation.reading.files import read_bytes

        data, _ = read_bytes(self.root / file, file)
        return data.decode("utf-8", errors="replace").replace("\r\n", "\n").split("\n") if data is not None else []


def place(finding: Finding) -> str:
    """Where a finding is: `file:line:column`, or the file alone if the finding is about all of it."""
    file = printable(finding.file)
    return f"{file}:{finding.span.line}:{finding.span.column}" if finding.span else file


def summary(report: "Report") -> Message:
    """How many errors and warnings, in how many files and records, by how many checks."""
    found = [
        _count_message(report.errors, "fejl", "fejl", "error") if report.errors else None,
        _count_message(report.warnings, "advarsel", "advarsler", "warning") if report.warnings else None,
    ]
    counts = [one for one in found if one] or [Message("Ingen fund", "No findings")]
    files = _count_message(report.files, "fil", "filer", "file")
    records = _count_message(report.records, "post", "poster", "record")
    checks = _count_message(report.checks, "kontrol", "kontroller", "check")
    older = _count_message(report.older, "ældre fund", "ældre fund", "older finding")
    left_out = Message(f" {older.da} er udeladt.", f" {older.en} left out.") if report.older else Message("", "")
    return Message(
        f"{' og '.join(one.da for one in counts)} i {files.da} med {records.da} ({checks.da} på tværs af dem).{left_out.da}",
        f"{' and '.join(one.en for one in counts)} in {files.en} with {records.en} ({checks.en} across them).{left_out.en}",
    )


def _count_message(count: int, one_da: str, many_da: str, one_en: str) -> Message:
    return Message(f"{count} {one_da if count == 1 else many_da}", f"{count} {one_en}{'' if count == 1 else 's'}")


WIDTH = 100
"""The most columns of an excerpt; the text of a record may be longer."""
_BEFORE = 30
"""The columns kept before the value when a line is cut."""

SEVERITY = {"error": Message("fejl", "error"), "warning": Message("advarsel", "warning")}
_HELP = Message("hjælp", "help")
_RED, _YELLOW, _BLUE, _BOLD, _PLAIN = "\x1b[1;31m", "\x1b[1;33m", "\x1b[1;34m", "\x1b[1m", "\x1b[0m"


def concise(report: "Report", view: View) -> Iterator[str]:
    """A line for each finding, as compilers write and editors read it, and the closing line."""
    for finding in report.findings:
        advice = view.help(finding)
        rule = finding.rule
        yield f"{place(finding)}: {rule.severity}[{rule.code}] {view.message(finding)}{f'; {advice}' if advice else ''}"
    yield summary(report).in_(view.language)


def text(report: "Report", view: View) -> Iterator[str]:
    """Each finding in full with an empty line after it, then the closing line."""
    for finding in report.findings:
        yield from render(finding, view)
        yield ""
    yield summary(report).in_(view.language)


def render_unwritten(findings: Iterable[Finding], view: View) -> Iterator[str]:
    """Each finding in full with an empty line after it; places are those in `view.unwritten`, else in the files."""
    for finding in findings:
        yield from render(finding if finding.span else _with_span(finding, view), view)
        yield ""


def render(finding: Finding, view: View) -> Iterator[str]:
    """The lines that show one finding, in the manner of rustc: message, place, the line with carets, what to do."""
    strong = _RED if finding.rule.severity == "error" else _YELLOW
    severity = SEVERITY[finding.rule.severity].in_(view.language)
    head = _paint(f"{severity}[{finding.rule.code}]", strong, view)
    yield f"{head}: {_paint(view.message(finding), _BOLD, view)}"

    margin = " " * (len(str(finding.span.line)) if finding.span else 1)
    bar = _paint("|", _BLUE, view)
    yield f"{margin}{_paint('-->', _BLUE, view)} {place(finding)}"
    quoted = excerpt(view.lines(finding.file), finding.span) if finding.span else None
    if quoted and finding.span:
        yield f"{margin} {bar}"
        yield f"{_paint(str(finding.span.line), _BLUE, view)} {bar} {quoted.line}".rstrip()
        yield f"{margin} {bar} {' ' * quoted.indent}{_paint('^' * quoted.width, strong, view)}"

    notes = [(_HELP, finding.advice.in_(view.language))] if finding.advice else []
    if expected := view.expected(finding):
        notes.append((EXPECTED, expected))
    for name, note in notes:
        yield f"{margin} {_paint('=', _BLUE, view)} {_paint(name.in_(view.language), _BOLD, view)}: {note}"


def _paint(text: str, color: str, view: View) -> str:
    return f"{color}{text}{_PLAIN}" if view.color else text


def _with_span(finding: Finding, view: View) -> Finding:
    """`finding` with its line and column, in the text that its file has or would have."""
    from reformdata.curation.reading.checkout import locate, locate_word, span_of
    from reformdata.curation.reading.strict_yaml import parse, spans

    if finding.file not in view.unwritten:
        return locate(view.root, [finding])[0]
    content = view.unwritten[finding.file]
    places = {} if parse(content, finding.file)[1] else spans(content)
    span = span_of(finding, places)
    if span and finding.found:
        span = locate_word(view.lines(finding.file), span, finding.found)
    return finding.with_span(span)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A line of a file as it is shown, and the carets under it, in columns of the terminal."""

    line: str
    indent: int
    width: int


def excerpt(lines: Sequence[str], span: Span) -> Excerpt | None:
    """The line of `lines` at which `span` starts, cut around the value; None if the file has no such line."""
    if span.line > len(lines):
        return None
    line = lines[span.line - 1]
    start = min(span.column - 1, len(line))
    end = span.end_column - 1 if span.end_line == span.line else len(line)
    end = max(min(end, len(line)), start)
    first, last = _window(line, start, end)
    head = "…" if first > 0 else ""
    return Excerpt(
        line=f"{head}{_escape(line[first:last])}{'…' if last < len(line) else ''}",
        indent=len(head) + columns(line[first:start]),
        width=max(columns(line[start : min(end, last)]), 1),  # also at the end of a line, where something is missing
    )


def columns(text: str) -> int:
    """The columns that `text` takes on a terminal: æ one, 漢 two, a combining accent none."""
    drawn = (character for character in _escape(text) if category(character) not in ("Mn", "Me"))
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in drawn)


def _escape(text: str) -> str:
    return "".join(map(visible_character, text.replace("\t", "\\t")))


def _window(line: str, start: int, end: int) -> tuple[int, int]:
    """The part of `line` to show: all of it if it fits, else as much around the value as fits."""
    if columns(line) <= WIDTH:
        return 0, len(line)
    first = start if columns(line[:end]) > WIDTH else 0
    while first > 0 and columns(line[first - 1 : start]) <= _BEFORE:
        first -= 1
    last = first
    while last < len(line) and columns(line[first : last + 1]) <= WIDTH:
        last += 1
    return first, last
