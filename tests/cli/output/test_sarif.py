"""Findings in SARIF."""

import json
from dataclasses import replace

from reformdata.about import __version__
from reformdata.cli.output.report import View
from reformdata.cli.output.sarif import sarif
from reformdata.curation.checks import Report
from reformdata.curation.rules import DUPLICATE_KEY
from reformdata.curation.rules.pages import page
from reformdata.findings import Span


def _run(report, language="en"):
    (text,) = sarif(report, View(root=report.root, language=language))
    assert text.isascii()
    whole = json.loads(text)
    assert (whole["version"], len(whole["runs"])) == ("2.1.0", 1)
    return whole["runs"][0]


def test_the_tool_names_itself_its_version_and_the_rules_that_were_broken(report):
    """A viewer shows the page of a rule beside what broke it."""
    driver = _run(report)["tool"]["driver"]
    assert (driver["name"], driver["semanticVersion"]) == ("reformdata", __version__)
    assert [rule["id"] for rule in driver["rules"]] == ["RD006", "RD102", "RD201", "RD411"]
    assert driver["rules"][1] == {
        "id": "RD102",
        "name": "duplicate-key",
        "shortDescription": {"text": "duplicate key …"},
        "help": {"text": page(DUPLICATE_KEY), "markdown": page(DUPLICATE_KEY)},
        "defaultConfiguration": {"level": "error"},
    }


def test_a_result_says_rule_message_and_place(report):
    """Columns are counted in characters, as the run says."""
    run = _run(report)
    last = run["results"][-1]
    assert run["columnKind"] == "unicodeCodePoints"
    assert len(last.pop("partialFingerprints")["finding/v1"]) == 32
    assert last == {
        "ruleId": "RD102",
        "ruleIndex": 1,
        "level": "error",
        "message": {"text": "duplicate key `x`\ndelete one of them: the first is on line 1"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "records/a.yaml", "uriBaseId": "%SRCROOT%"},
                    "region": {"startLine": 10, "startColumn": 3, "endLine": 10, "endColumn": 4},
                }
            }
        ],
    }


def test_every_result_points_at_its_rule(report):
    """By index and by id."""
    run = _run(report)
    rules = run["tool"]["driver"]["rules"]
    assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == [
        result["ruleId"] for result in run["results"]
    ]


def test_a_file_without_a_place_has_no_region_and_its_name_is_a_uri(report):
    """Characters that a URI has not are escaped."""
    assert _run(report)["results"][0]["locations"] == [
        {"physicalLocation": {"artifactLocation": {"uri": "records/%1B%5B2J%3A%3Ax", "uriBaseId": "%SRCROOT%"}}}
    ]


def test_a_finding_is_known_again_on_another_line_and_in_another_language(report):
    """So that GitHub does not open it a second time."""
    moved = tuple(
        replace(finding, span=Span(finding.span.line + 5, 1, finding.span.line + 5, 2)) if finding.span else finding
        for finding in report.findings
    )
    runs = (_run(report), _run(replace(report, findings=moved), "da"))
    first, second = ([result["partialFingerprints"] for result in run["results"]] for run in runs)
    assert first == second
    assert len({tuple(known.items()) for known in first}) == len(report.findings)


def test_no_findings_are_a_run_without_results(tmp_path):
    """Which says that all is well; a missing run would say nothing."""
    run = _run(Report(root=tmp_path, findings=(), files=1, records=1, checks=1))
    assert (run["results"], run["tool"]["driver"]["rules"]) == ([], [])
