"""All checks together."""

import ast
from dataclasses import replace
from pathlib import Path

import pytest

import reformdata.curation.checks
from reformdata.curation.checks import CHECKS, Report, check, validate
from tests.curation.checks.altering import FIXTURE, STATEMENT, add_copy, alter, base, empty, put, relation, tombstone

IDS = {
    f"skovby-2020-brev.{name[:2]}": f"records/sources/skovby-2020-brev/{name}.yaml"
    for name in ("01-skriv-loven-om", "02-mad-giver-ro", "03-madordning")
}


@pytest.mark.parametrize("root", [FIXTURE.resolve(), FIXTURE / "records"])
def test_the_report_of_a_good_checkout_counts_files_records_and_checks(root):
    """The folder `records` gives the same report as the folder above it."""
    expected = Report(root=FIXTURE.resolve(), findings=(), files=13, records=3, checks=len(CHECKS), ids=IDS)
    report = validate(root)
    assert replace(report, entries={}) == expected
    assert report.entries["areas", "schools"] == "records/areas.yaml"


@pytest.mark.parametrize("one", CHECKS, ids=lambda one: one.__name__)
def test_no_check_finds_anything_in_an_empty_checkout(one):
    """A check of nothing ends, and finds nothing."""
    assert list(one(empty())) == []


def test_no_check_asks_the_clock_or_the_network():
    """What the checks import is the same in every year and offline."""
    imported = {
        name
        for path in Path(reformdata.curation.checks.__file__).parent.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert imported.isdisjoint({"datetime", "time", "random", "socket", "ssl", "http", "urllib", "urllib.request"})


def test_findings_of_several_checks_come_together_with_their_places(tmp_path):
    """All findings are there in one run, in the order of files and lines."""
    from tests.curation.rules.pages import write_checkout

    record = "records/sources/skovby-2020-brev/02-mad-giver-ro.yaml"
    text = (FIXTURE / record).read_text(encoding="utf-8")
    text = text.replace("[schools]", "[scools]").replace("brev.01", "brev.09").replace("seven", "nine")
    report = validate(write_checkout({record: text}, tmp_path))
    assert [(found.rule.code, found.span.line, found.span.column) for found in report.findings] == [
        ("RD402", 7, 28),
        ("RD402", 8, 23),
        ("RD302", 11, 9),
        ("RD303", 15, 9),
    ]
    assert (report.errors, report.warnings) == (4, 0)


def test_checks_hold_no_state():
    """Checked twice, a checkout gives the same findings; the base checkout is as clean after as before."""
    wrong = put(
        alter(base(), "records", STATEMENT, relations=(relation("motivates", "a.09"),) * 2),
        "retired",
        "x",
        tombstone(7),
    )
    wrong = add_copy(wrong, STATEMENT, 8, areas=())
    assert list(check(wrong)) == list(check(wrong))
    assert list(check(base())) == []
