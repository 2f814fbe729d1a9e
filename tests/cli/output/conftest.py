"""The report that every output is tested on."""

import pytest

from reformdata.cli.output import View
from reformdata.curation.checks import Report
from tests.cli.test_output import FILE, FINDINGS


@pytest.fixture
def report(tmp_path):
    """A report of the findings, in a checkout that holds their file."""
    (tmp_path / "records").mkdir()
    (tmp_path / FILE).write_text("aria: [漢字]\n::x\n\n\n\n\n\n\n\n  x: 1\n", encoding="utf-8")
    return Report(root=tmp_path, findings=FINDINGS, files=2, records=1, checks=1)


@pytest.fixture
def view(report):
    """Shown in English."""
    return View(root=report.root)
