"""Findings for programs: JSON, SARIF 2.1.0 (the OASIS format of static analysis), JUnit's XML, and annotations on GitHub.

The JSON is ASCII.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from reformdata.about import __version__
from reformdata.cli.output.text import View, concise, place, render, summary
from reformdata.cli.terminal import printable
from reformdata.curation.report import Report
from reformdata.curation.rules import name_in, open_message, page, path_in
from reformdata.findings import Finding, Rule, Severity, Span
from reformdata.messages import Message
from reformdata.models.markup import escape_markdown

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT = "%SRCROOT%"
"""The root of the checkout, by a convention of SARIF."""


def as_json(report: Report, view: View) -> Iterator[str]:
    """One JSON object with the findings and the counts."""
    counts = ("errors", "warnings", "files", "records", "checks", "older")
    findings = [_finding(finding, view) for finding in report.findings]
    yield json.dumps({"findings": findings, **{name: getattr(report, name) for name in counts}}, indent=2)


def _finding(finding: Finding, view: View) -> dict[str, Any]:
    span = finding.span
    return {
        "code": finding.rule.code,
        "name": finding.rule.name,
        "severity": finding.rule.severity,
        "file": finding.file,
        "loc": list(finding.loc),
        "line": span and span.line,
        "column": span and span.column,
        "end_line": span and span.end_line,
        "end_column": span and span.end_column,
        "message": finding.message.to_dict(),
        "help": finding.advice and finding.advice.to_dict(),
        "found": finding.found,
        "expected": list(finding.expected),
        "fix": view.fixes.get(finding),
    }


def sarif(report: Report, view: View) -> Iterator[str]:
    """One SARIF log with one run, with the broken rules, each with its page as help."""
    rules = sorted({finding.rule for finding in report.findings}, key=lambda rule: rule.code)
    driver = {"name": "reformdata", "semanticVersion": __version__, "rules": [_rule(rule, view) for rule in rules]}
    run = {
        "tool": {"driver": driver},
        "language": view.language,
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, rules.index(finding.rule), view) for finding in report.findings],
    }
    yield json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2)


def _rule(rule: Rule, view: View) -> dict[str, Any]:
    text = page(rule, view.language)
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": open_message(rule.message.in_(view.language))},
        "help": {"text": text, "markdown": text},
        "defaultConfiguration": {"level": rule.severity},
    }


def _result(finding: Finding, rule_index: int, view: View) -> dict[str, Any]:
    text = "\n".join(filter(None, (finding.message.in_(view.language), view.help(finding))))
    file = {"uri": quote(finding.file), "uriBaseId": _ROOT}
    place = {"artifactLocation": file} | ({"region": _region(finding.span)} if finding.span else {})
    fix = view.fixes.get(finding)
    return ({"properties": {"fix": fix}} if fix else {}) | {
        "ruleId": finding.rule.code,
        "ruleIndex": rule_index,
        "level": finding.rule.severity,
        "message": {"text": text},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"finding/v1": _fingerprint(finding)},
    }


def _region(span: Span) -> dict[str, int]:
    return {"startLine": span.line, "startColumn": span.column, "endLine": span.end_line, "endColumn": span.end_column}


def _fingerprint(finding: Finding) -> str:
    """What identifies the finding, whatever its line and the language of the output."""
    identity = (finding.rule.code, finding.file, *map(str, finding.loc), finding.message.en)
    return hashlib.sha256("\0".join(identity).encode()).hexdigest()[:32]


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
    properties["title"] = f"{finding.rule.code} {name_in(finding.rule, view.language)}"
    listed = ",".join(f"{name}={_data(value, ':,')}" for name, value in properties.items())
    text = "\n".join(filter(None, (finding.message.in_(view.language), view.help(finding), _page(finding, view))))
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
        address = _page(finding, view)
        rule = f"[{finding.rule.code}]({address})" if address else finding.rule.code
        cells = (place(finding), finding.message.in_(view.language), view.help(finding))
        yield f"| {_MARKS[finding.rule.severity]} | {rule} | {' | '.join(map(escape_markdown, cells))} |"
    yield ""
    if len(report.findings) > _MOST_ROWS:
        yield _REST.fill({"most": str(_MOST_ROWS)}).in_(view.language)


def _page(finding: Finding, view: View) -> str:
    """The address of the page of the rule; empty without one."""
    return f"{view.repository}/{path_in(finding.rule, view.language)}" if view.repository else ""


def _data(text: str, more: str = "") -> str:
    """`text` with the characters escaped that end a command, and those of `more`, which end a property."""
    return text.translate({ord(character): f"%{ord(character):02X}" for character in f"%\r\n{more}"})
