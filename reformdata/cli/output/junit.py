"""Findings in the XML of JUnit, as CI servers other than GitHub show them."""

from collections.abc import Iterator
from dataclasses import replace

from reformdata.cli.output.concise import place, visible_path
from reformdata.cli.output.summary import summary
from reformdata.cli.output.text import shown
from reformdata.cli.output.view import View
from reformdata.curation.checks import Report
from reformdata.findings import Finding


def junit(report: Report, view: View) -> Iterator[str]:
    """A test case for each finding: a failed one for an error, for a warning one that passed and has something to say.

    Without findings it is one case that passed: a server takes a run without cases for a broken one.
    """
    from xml.sax.saxutils import quoteattr  # here, since it brings urllib, http and ssl with it

    plain = replace(view, color=False)
    total = max(1, len(report.findings))
    counts = f'name="reformdata validate" tests="{total}" failures="{report.errors}" errors="0"'
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f"<testsuites {counts}>"
    yield f"  <testsuite {counts}>"
    if not report.findings:
        yield f'    <testcase classname="records" name={quoteattr(plain.say(summary(report)))}/>'
    for finding in report.findings:
        yield from _case(finding, plain)
    yield "  </testsuite>"
    yield "</testsuites>"


def _case(finding: Finding, view: View) -> Iterator[str]:
    from xml.sax.saxutils import escape, quoteattr

    rule = finding.rule
    line = f' line="{finding.span.line}"' if finding.span else ""
    file = quoteattr(visible_path(finding.file))
    name = quoteattr(f"{rule.code} {rule.name} {place(finding)}")
    yield f"    <testcase classname={file} name={name} file={file}{line}>"
    text = escape("\n".join(shown(finding, view)))
    if rule.severity == "error":
        message = quoteattr(view.say(finding.message))
        yield f'      <failure type="{rule.code}" message={message}>{text}</failure>'
    else:
        yield f"      <system-out>{text}</system-out>"
    yield "    </testcase>"
