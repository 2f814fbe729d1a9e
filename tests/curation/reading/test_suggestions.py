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
    ("text", "periods"),
    [
        ("2019/2021", ("2019/2021",)),
        ("24. september 2020", ("2020-09-24",)),
        ("oktober 2020", ("2020-10",)),
        ("2019-2021", ("2019/2021",)),
        ("snart", ()),
        ("2021-2019", ()),
    ],
)
def test_a_period_is_what_its_text_can_mean(text, periods):
    """A span that ends before it begins is none."""
    assert possible_periods(text) == periods
