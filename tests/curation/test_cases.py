"""Every damaged checkout of the text cases is reported as they say, in Danish and in English."""

from pathlib import Path

import pytest

from tests.curation.cases import SUITES, Case, Suite

CASES = [
    pytest.param(suite, case, id=f"{suite.folder.name}/{path.stem}: {case.name}")
    for suite in SUITES
    for path in suite.paths()
    for case in suite.cases(path)
]


@pytest.mark.parametrize(("suite", "case"), CASES)
def test_a_damaged_checkout_is_reported_to_the_letter(suite: Suite, case: Case, tmp_path: Path):
    """After a change of words run: python -m tests.curation.renew."""
    assert suite.report(case, tmp_path) == case.report


def test_the_names_of_the_cases_differ():
    """So that each can be run alone."""
    names = [param.id for param in CASES]
    assert len(names) > 100
    assert len(set(names)) == len(names)
