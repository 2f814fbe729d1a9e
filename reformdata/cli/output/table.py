"""Findings as a table in Markdown: what GitHub shows on the page of a run, where a file of it is named."""

from collections.abc import Iterator

from reformdata.cli.output.concise import place
from reformdata.cli.output.summary import summary
from reformdata.cli.output.view import View
from reformdata.curation.checks import Report
from reformdata.findings import Message
from reformdata.models.markdown import escaped

_MOST = 300
"""So many rows at most: GitHub refuses a summary of more than 1 MiB, and a row takes at most 3 KiB."""

_MARKS = {"error": "❌", "warning": "⚠️"}
_HEAD = Message("| | regel | sted | hvad der er galt | hjælp |", "| | rule | place | what is wrong | help |")
_REST = Message("Kun de første {most} er vist her; resten står i loggen.", "Only the first {most} are here; the log has the rest.")  # fmt: skip


def table(report: Report, view: View) -> Iterator[str]:
    """The closing line as a heading, and a row for each finding."""
    yield f"### {escaped(view.say(summary(report)))}"
    yield ""
    if not report.findings:
        return
    yield view.say(_HEAD)
    yield "|---|---|---|---|---|"
    for finding in report.findings[:_MOST]:
        advice = escaped(view.help(finding))
        cells = (_MARKS[finding.rule.severity], finding.rule.code, escaped(place(finding)))
        yield f"| {' | '.join(cells)} | {escaped(view.say(finding.message))} | {advice} |"
    yield ""
    if len(report.findings) > _MOST:
        yield view.say(_REST.filled({"most": str(_MOST)}))
