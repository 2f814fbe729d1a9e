"""Findings as annotations of a pull request on GitHub, with all of them in the log and in a summary page."""

from collections import Counter
from collections.abc import Iterator, Sequence

from reformdata.cli.output.report import View, place, summary
from reformdata.cli.output.text import concise
from reformdata.cli.terminal import printable
from reformdata.curation.checks import Report
from reformdata.findings import Finding, Message, Severity
from reformdata.models.markdown import escape_markdown

SHOWN = 10
"""GitHub shows so many errors and so many warnings of a step."""
_MOST_ROWS = 300
"""GitHub refuses a summary of more than 1 MiB, and a row takes at most 3 KiB."""

_MARKS = {"error": "❌", "warning": "⚠️"}
_HEAD = Message("| | regel | sted | hvad der er galt | hjælp |", "| | rule | place | what is wrong | help |")
_REST = Message(
    "Kun de første {most} er vist her; resten findes i loggen.",
    "Only the first {most} are shown here; the rest are in the log.",
)
_LEFT = Message(
    "{shown} af {all} er vist ved linjerne; alle findes i loggen.",
    "{shown} of {all} are shown at their lines; all are in this log.",
)


def github(report: Report, view: View) -> Iterator[str]:
    """All findings as lines of the log, then the annotations; see `select_annotated` for which.

    The runner obeys a line that starts with `::`, and one that holds `##[` anywhere; no text from a file can do that.
    """
    for line in concise(report, view):
        yield line.replace("##[", "##\\u005b")
    shown = [*select_annotated(report.findings, "error"), *select_annotated(report.findings, "warning")]
    if len(shown) < len(report.findings):
        yield _LEFT.fill({"shown": str(len(shown)), "all": str(len(report.findings))}).in_(view.language)
    yield from (annotation(finding, view) for finding in shown)


def select_annotated(findings: Sequence[Finding], severity: Severity) -> list[Finding]:
    """The `findings` to annotate: the first of each file before the second of any file, at most ten.

    The first finding of a file is often the cause of its others, and every file with findings should be marked.
    """
    seen: Counter[str] = Counter()
    ranked: list[tuple[int, Finding]] = []
    for finding in findings:
        if finding.rule.severity == severity:
            ranked.append((seen[finding.file], finding))
            seen[finding.file] += 1
    return [finding for _, finding in sorted(ranked, key=lambda pair: pair[0])[:SHOWN]]


def annotation(finding: Finding, view: View) -> str:
    """The command by which the runner marks the place of `finding`."""
    properties = {"file": printable(finding.file)}
    if span := finding.span:
        properties |= {"line": str(span.line), "endLine": str(span.end_line)}
        if span.line == span.end_line:  # GitHub accepts columns within one line only
            properties |= {"col": str(span.column), "endColumn": str(span.end_column)}
    properties["title"] = f"{finding.rule.code} {finding.rule.name}"
    listed = ",".join(f"{name}={_data(value, ':,')}" for name, value in properties.items())
    text = "\n".join(filter(None, (finding.message.in_(view.language), view.help(finding))))
    return f"::{finding.rule.severity} {listed}::{_data(text)}"


def table(report: Report, view: View) -> Iterator[str]:
    """The summary page in Markdown: the closing line as a heading, and a row for each finding."""
    yield f"### {escape_markdown(summary(report).in_(view.language))}"
    yield ""
    if not report.findings:
        return
    yield _HEAD.in_(view.language)
    yield "|---|---|---|---|---|"
    for finding in report.findings[:_MOST_ROWS]:
        cells = (finding.rule.code, place(finding), finding.message.in_(view.language), view.help(finding))
        yield f"| {_MARKS[finding.rule.severity]} | {' | '.join(map(escape_markdown, cells))} |"
    yield ""
    if len(report.findings) > _MOST_ROWS:
        yield _REST.fill({"most": str(_MOST_ROWS)}).in_(view.language)


def _data(text: str, more: str = "") -> str:
    """`text` with the characters escaped that end a command, and those of `more`, which end a property."""
    return text.translate({ord(character): f"%{ord(character):02X}" for character in f"%\r\n{more}"})
