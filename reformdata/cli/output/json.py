"""Findings as JSON, for programs: all that is known of each, in both languages, in ASCII."""

import json
from collections.abc import Iterator
from typing import Any

from reformdata.cli.output.report import View
from reformdata.curation.checks import Report
from reformdata.findings import Finding, Message


def as_json(report: Report, view: View) -> Iterator[str]:
    """One JSON object with the findings and the counts."""
    whole = {
        "findings": [_finding(finding, view) for finding in report.findings],
        "errors": report.errors,
        "warnings": report.warnings,
        "files": report.files,
        "records": report.records,
        "checks": report.checks,
        "older": report.older,
    }
    yield json.dumps(whole, indent=2)


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
        "message": _both(finding.message),
        "help": _both(finding.advice),
        "found": finding.found,
        "expected": list(finding.expected),
        "fix": view.fixes.get(finding),
    }


def _both(message: Message | None) -> dict[str, str] | None:
    return {"da": message.da, "en": message.en} if message else None
