"""Findings for people: message, place, the line itself with carets under the value, and what to do."""

from collections.abc import Iterator

from reformdata.cli.output.concise import place
from reformdata.cli.output.excerpts import excerpt
from reformdata.cli.output.summary import summary
from reformdata.cli.output.view import EXPECTED, View
from reformdata.curation.checks import Report
from reformdata.findings import Finding, Message

_SEVERITY = {"error": Message("fejl", "error"), "warning": Message("advarsel", "warning")}
_HELP = Message("hjælp", "help")

_RED, _YELLOW, _BLUE, _BOLD, _PLAIN = "\x1b[1;31m", "\x1b[1;33m", "\x1b[1;34m", "\x1b[1m", "\x1b[0m"


def text(report: Report, view: View) -> Iterator[str]:
    """Each finding with its excerpt and an empty line behind it, then the closing line."""
    for finding in report.findings:
        yield from shown(finding, view)
        yield ""
    yield view.say(summary(report))


def shown(finding: Finding, view: View) -> Iterator[str]:
    """The lines that show one finding, in the manner of rustc."""
    strong = _RED if finding.rule.severity == "error" else _YELLOW
    severity = view.say(_SEVERITY[finding.rule.severity])
    head = _painted(f"{severity}[{finding.rule.code}]", strong, view)
    yield f"{head}: {_painted(view.message(finding), _BOLD, view)}"

    margin = " " * (len(str(finding.span.line)) if finding.span else 1)
    bar = _painted("|", _BLUE, view)
    yield f"{margin}{_painted('-->', _BLUE, view)} {place(finding)}"
    drawn = excerpt(view.lines(finding.file), finding.span) if finding.span else None
    if drawn and finding.span:
        yield f"{margin} {bar}"
        yield f"{_painted(str(finding.span.line), _BLUE, view)} {bar} {drawn.line}".rstrip()
        yield f"{margin} {bar} {' ' * drawn.indent}{_painted('^' * drawn.width, strong, view)}"

    notes = [(_HELP, view.say(finding.advice))] if finding.advice else []
    if expected := view.expected(finding):
        notes.append((EXPECTED, expected))
    for name, said in notes:
        yield f"{margin} {_painted('=', _BLUE, view)} {_painted(view.say(name), _BOLD, view)}: {said}"


def _painted(text: str, color: str, view: View) -> str:
    return f"{color}{text}{_PLAIN}" if view.color else text
