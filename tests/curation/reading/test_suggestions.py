"""The names of terms, which are suggested for their values; other suggestions are in `cases/suggestions.md`."""

import pytest

from reformdata.models import Term


@pytest.mark.parametrize("terms", Term.__subclasses__(), ids=lambda terms: terms.__name__)
def test_no_two_terms_of_a_vocabulary_have_the_same_name(terms: type[Term]):
    """So that a name has one right answer."""
    owners = {(name.casefold(), each) for each in terms for name in (each.value, each.label.da, each.label.en)}
    assert len(owners) == len({name for name, _ in owners})
