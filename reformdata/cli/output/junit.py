"""Findings in the XML of JUnit, as CI servers other than GitHub show them."""

from collections.abc import Iterator
from dataclasses import replace

from reformdata.cli.output.report import View, place, summary
from reformdata.cli.output.text import render
from reformdata.cli.terminal import printable
from reformdata.curation.checks import Report
from reformdata.findings import Finding


def junit(report: Report, view: View) -> Iterator[str]:
    """A test case for each finding: a failed one for an error, one that passed with output for a warning.

    Without findings there is one case that passed: a server takes a run without cases for a broken one.
    """
    from xml.sax.saxutils import quoteattr  # here, since it imports urllib, http and ssl

    plain = replace(view, color=False)
    total = max(1, len(report.findings))
    counts = f'name="reformdata validate" tests="{total}" failures="{report.errors}" errors="0"'
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f"<testsuites {counts}>"
    yield f"  <testsuite {counts}>"
    if not report.findings:
        yield f'    <testcase classname="records" name={quoteattr(summary(report).in_(plain.language))}/>'
    for finding in report.findings:
        yield from _case(finding, plain)
    yield "  </testsuite>"
    yield "</testsuites>"


def _case(finding: Finding, view: View) -> Iterator[str]:
    from xml.sax.saxutils import escape, quoteattr

    rule = finding.rule
    line = f' line="{finding.span.line}"' if finding.span else ""
    file = quoteattr(printable(finding.file))
    name = quoteattr(f"{rule.code} {rule.name} {place(finding)}")
    yield f"    <testcase classname={file} name={name} file={file}{line}>"
    text = escape("\n".join(render(finding, view)))
    if rule.severity == "error":
        message = quoteattr(finding.message.in_(view.language))
        yield f'      <failure type="{rule.code}" message={message}>{text}</failure>'
    else:
        yield f"      <system-out>{text}</system-out>"
    yield "    </testcase>"
