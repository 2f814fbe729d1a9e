"""Findings as JSON, in ASCII: in full and in both languages, or in SARIF 2.1.0, the OASIS format of static analysis."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any
from urllib.parse import quote

from reformdata.about import __version__
from reformdata.cli.output.report import View
from reformdata.curation.checks import Report
from reformdata.curation.rules.pages import open_message, page
from reformdata.findings import Finding, Rule, Span

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
        "message": asdict(finding.message),
        "help": finding.advice and asdict(finding.advice),
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
    text = page(rule)
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
