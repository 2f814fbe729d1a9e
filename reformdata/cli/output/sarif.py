"""Findings in SARIF 2.1.0, the interchange format of static analysis (OASIS), in ASCII."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from reformdata.about import __version__
from reformdata.cli.output.view import View
from reformdata.curation.checks import Report
from reformdata.curation.rules.pages import open_message, page
from reformdata.findings import Finding, Rule, Span

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT = "%SRCROOT%"
"""What stands for the root of the checkout, by a convention of SARIF's."""


def sarif(report: Report, view: View) -> Iterator[str]:
    """One SARIF log with one run, and in it the rules that were broken, each with its page as help."""
    rules = sorted(
        {finding.rule.code: finding.rule for finding in report.findings}.values(), key=lambda rule: rule.code
    )
    places = {rule.code: index for index, rule in enumerate(rules)}
    driver = {"name": "reformdata", "semanticVersion": __version__, "rules": [_rule(rule, view) for rule in rules]}
    run = {
        "tool": {"driver": driver},
        "language": view.language,
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, places[finding.rule.code], view) for finding in report.findings],
    }
    yield json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2)


def _rule(rule: Rule, view: View) -> dict[str, Any]:
    text = page(rule)
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": open_message(view.say(rule.message))},
        "help": {"text": text, "markdown": text},
        "defaultConfiguration": {"level": rule.severity},
    }


def _result(finding: Finding, rule_index: int, view: View) -> dict[str, Any]:
    told = "\n".join(filter(None, (view.say(finding.message), view.help(finding))))
    file = {"uri": quote(finding.file), "uriBaseId": _ROOT}
    place = {"artifactLocation": file} | ({"region": _region(finding.span)} if finding.span else {})
    fix = view.fixes.get(finding)
    return ({"properties": {"fix": fix}} if fix else {}) | {
        "ruleId": finding.rule.code,
        "ruleIndex": rule_index,
        "level": finding.rule.severity,
        "message": {"text": told},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"finding/v1": _fingerprint(finding)},
    }


def _region(span: Span) -> dict[str, int]:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }


def _fingerprint(finding: Finding) -> str:
    """By what the finding is known again, though lines above it come and go and whichever language it is told in."""
    known = (finding.rule.code, finding.file, *map(str, finding.loc), finding.message.en)
    return hashlib.sha256("\0".join(known).encode()).hexdigest()[:32]
