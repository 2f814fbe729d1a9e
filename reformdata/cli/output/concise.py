"""One line a finding, as compilers and editors read it: `file:line:column: error[RD302] message; help`."""

from collections.abc import Iterator

from reformdata.cli.output.summary import summary
from reformdata.cli.output.view import View
from reformdata.curation.checks import Report
from reformdata.findings import Finding, visible_character


def concise(report: Report, view: View) -> Iterator[str]:
    """A line for each finding, and the closing line."""
    for finding in report.findings:
        advice = view.help(finding)
        rule = finding.rule
        yield f"{place(finding)}: {rule.severity}[{rule.code}] {view.message(finding)}{f'; {advice}' if advice else ''}"
    yield view.say(summary(report))


def place(finding: Finding) -> str:
    """Where a finding is: `file:line:column`, or the file alone where the whole of it is meant."""
    if finding.span is None:
        return visible_path(finding.file)
    return f"{visible_path(finding.file)}:{finding.span.line}:{finding.span.column}"


def visible_path(path: str) -> str:
    """`path` as it may be shown, whole: whoever fixes the file has to find it."""
    return "".join(map(visible_character, path))
