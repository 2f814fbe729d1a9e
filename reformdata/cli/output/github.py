"""Findings as annotations of a pull request on GitHub, below all of them as text for the log."""

from collections import Counter
from collections.abc import Iterator, Sequence

from reformdata.cli.output.concise import concise, visible_path
from reformdata.cli.output.view import View
from reformdata.curation.checks import Report
from reformdata.findings import Finding, Message, Severity

SHOWN = 10
"""So many errors and so many warnings GitHub shows of a step, whatever the log holds."""

_LEFT = Message(
    "{shown} af {all} er vist ved linjerne; alle står her i loggen.",
    "{shown} of {all} are shown at their lines; all are in this log.",
)


def github(report: Report, view: View) -> Iterator[str]:
    """All findings as lines of the log, then the annotations; see `chosen` for which.

    The runner obeys a line that starts with `::`, and one that holds `##[` anywhere: none that a file gave does.
    """
    for line in concise(report, view):
        yield line.replace("##[", "##\\u005b")
    shown = [*chosen(report.findings, "error"), *chosen(report.findings, "warning")]
    if len(shown) < len(report.findings):
        yield view.say(_LEFT.filled({"shown": str(len(shown)), "all": str(len(report.findings))}))
    yield from (annotation(finding, view) for finding in shown)


def chosen(findings: Sequence[Finding], severity: Severity) -> list[Finding]:
    """Those of `findings` to be shown: the first of each file before any file's second, at most ten.

    A file's first finding is often the cause of its others, and whoever has several files sees each of them marked.
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
    properties = {
        "file": visible_path(finding.file),
        **_place(finding),
        "title": f"{finding.rule.code} {finding.rule.name}",
    }
    given = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    told = "\n".join(filter(None, (view.say(finding.message), view.help(finding))))
    return f"::{finding.rule.severity} {given}::{_data(told)}"


def _place(finding: Finding) -> dict[str, str]:
    span = finding.span
    if span is None:
        return {}
    lines = {"line": str(span.line), "endLine": str(span.end_line)}
    if span.line != span.end_line:
        return lines  # GitHub takes columns within one line only
    return {**lines, "col": str(span.column), "endColumn": str(span.end_column)}


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
