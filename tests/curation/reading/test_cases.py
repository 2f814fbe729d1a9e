"""Every case in `cases/*.md` is reported as it stands there, in Danish and in English."""

from pathlib import Path

import pytest

from tests.curation.reading.cases import Case, all_cases, report


@pytest.mark.parametrize("case", all_cases(), ids=lambda case: case.name)
def test_a_damaged_checkout_is_reported_to_the_letter(case: Case, tmp_path: Path):
    """After a change of words run: python -m tests.curation.renew."""
    assert report(case, tmp_path) == case.report


def test_the_names_of_the_cases_differ():
    """So that each can be run alone."""
    names = [case.name for case in all_cases()]
    assert len(names) > 100
    assert len(set(names)) == len(names)
