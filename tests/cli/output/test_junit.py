"""Findings in the XML of JUnit."""

from xml.etree import ElementTree as ET

import pytest

from reformdata.cli.output.junit import junit
from reformdata.cli.output.report import View
from reformdata.curation.checks import Report
from reformdata.curation.rules import UNKNOWN_FIELD, UNKNOWN_FILE
from reformdata.findings import Span


def _suites(report, **settings):
    return ET.fromstring("\n".join(junit(report, View(root=report.root, **settings))).encode())  # noqa: S314 - our own XML


def test_an_error_is_a_failed_case_and_a_warning_one_that_passed(report):
    """The counts say the same."""
    suites = _suites(report)
    cases = list(suites.iter("testcase"))
    assert suites.attrib == {"name": "reformdata validate", "tests": "5", "failures": "4", "errors": "0"}
    assert [case[0].tag for case in cases] == ["failure", "failure", "failure", "system-out", "failure"]
    assert cases[1].attrib == {
        "classname": "records/a.yaml",
        "name": "RD201 unknown-field records/a.yaml:1:1",
        "file": "records/a.yaml",
        "line": "1",
    }


def test_a_failure_holds_the_finding_in_full_without_colour(report):
    """Though it be printed on a terminal."""
    failure = next(_suites(report, color=True).iter("failure"))
    assert failure.attrib == {"type": "RD006", "message": "the file does not belong here"}
    assert failure.text == (
        "error[RD006]: the file does not belong here\n"
        " --> records/\\u001b[2J::x\n"
        "  = help: a file in records/ is named like sources/<source>/01-short-name.yaml or actors/<id>.yaml"
    )


@pytest.mark.parametrize("value", ["]]></failure>", '"><!--', "&lt;", "\x00\x1b", "\ufffe", "\ud800", "a\nb\tc"])
def test_any_value_and_any_file_name_leave_the_xml_whole(value, tmp_path):
    """Characters that XML has not are escapes already, the others are escaped here."""
    findings = (
        UNKNOWN_FIELD.finding("records/none.yaml", ("x",), found=value, span=Span(1, 1, 1, 2)),
        UNKNOWN_FILE.finding(f"records/{value}"),
    )
    suites = _suites(Report(root=tmp_path, findings=findings, files=1, records=1, checks=1))
    assert [[child.tag for child in case] for case in suites.iter("testcase")] == [["failure"]] * 2


def test_no_findings_are_one_case_that_passed(tmp_path):
    """A server would take a run without cases for a broken one."""
    suites = _suites(Report(root=tmp_path, findings=(), files=2, records=1, checks=1), language="da")
    (case,) = suites.iter("testcase")
    assert (suites.attrib["tests"], suites.attrib["failures"], list(case)) == ("1", "0", [])
    assert case.attrib["name"] == "Ingen fund i 2 filer med 1 post (1 kontrol på tværs af dem)."
