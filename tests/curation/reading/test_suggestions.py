"""The names of terms, which are suggested for their values, and periods; other suggestions are in `cases/suggestions.md`."""

import pytest

from reformdata.curation.reading.field_suggestions import possible_periods
from reformdata.models import Term


@pytest.mark.parametrize("terms", Term.__subclasses__(), ids=lambda terms: terms.__name__)
def test_no_two_terms_of_a_vocabulary_have_the_same_name(terms: type[Term]):
    """So that a name has one right answer."""
    owners = {(name.casefold(), each) for each in terms for name in (each.value, each.label.da, each.label.en)}
    assert len(owners) == len({name for name, _ in owners})


@pytest.mark.parametrize(
    ("written", "periods"),
    [
        ("2019", ("2019",)),
        ("1. oktober 2020", ("2020-10-01",)),
        ("torsdag den 1. oktober 2020", ("2020-10-01",)),
        ("Thursday, 1 October 2020", ("2020-10-01",)),
        ("4/9/2020", ("2020-04-09", "2020-09-04")),
        ("oktober 2020", ("2020-10",)),
        ("2019-2021", ("2019/2021",)),
        ("2021-2019", ()),
        ("august 2020 - oktober 2021", ("2020-08/2021-10",)),
        ("1. juli 2023 til og med 2026", ("2023-07-01/2026",)),
        ("1 July 2023 to 31 December 2026", ("2023-07-01/2026-12-31",)),
        ("sommeren 2020", ()),
        ("2019-2020-2021", ()),
    ],
)
def test_what_a_period_can_mean(written, periods):
    """As it is written in a file; several if it is open, none if it is no period."""
    assert possible_periods(written) == periods
