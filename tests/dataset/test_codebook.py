"""`rd.codebook`: the vocabularies at the prompt."""

import pytest

import reformdata as rd
from reformdata.errors import ConditionValueError, UnknownIdError
from reformdata.models import VOCABULARIES, Strength
from reformdata.models.terms import vocabulary_name


def test_one_vocabulary():
    """Its terms, in their order, with labels and definitions in both languages."""
    codebook = rd.codebook("strength")

    assert list(codebook) == list(Strength)
    assert (codebook[0], list(codebook[:1]), len(codebook)) == (Strength.MUST, [Strength.MUST], 3)
    assert repr(codebook) == "<Codebook: strength, 3 values>"
    assert str(codebook).splitlines()[0] == "strength: must"
    assert f"  bør: {Strength.OUGHT.definition.da}"[:60] in str(codebook)
    assert codebook.to_dicts()[1] == {
        "vocabulary": "strength",
        "value": "ought",
        "label_da": "bør",
        "label_en": "ought",
        "definition_da": Strength.OUGHT.definition.da,
        "definition_en": Strength.OUGHT.definition.en,
    }


@pytest.mark.parametrize("lang", ["da", "en"])
def test_one_language(lang):
    """In the rows, in the frame, in print and in a notebook."""
    codebook = rd.codebook("tone", lang=lang)
    label = {"da": "kritisk", "en": "critical"}[lang]
    other = {"da": "favourable", "en": "positiv"}[lang]

    assert codebook.to_dicts()[0]["label"] == label
    assert list(codebook.to_pandas().columns) == ["vocabulary", "value", "label", "definition"]
    assert label in codebook._repr_html_()
    assert f'lang="{lang}"' in codebook._repr_html_()
    assert f"<strong>{other}" not in codebook._repr_html_()


def test_all_vocabularies():
    """Every value of each, under the name that its columns have."""
    codebook = rd.codebook()

    assert [term for one in VOCABULARIES for term in one] == list(codebook)
    assert {row["vocabulary"] for row in codebook.to_dicts()} == {vocabulary_name(one) for one in VOCABULARIES}
    assert repr(codebook) == f"<Codebook: {len(VOCABULARIES)} vocabularies, {len(codebook)} values>"


def test_a_name_that_is_no_vocabulary():
    """A similar one is suggested; of what grows with the data, where it is."""
    with pytest.raises(UnknownIdError, match="did you mean 'strength'"):
        rd.codebook("strenght")
    with pytest.raises(UnknownIdError, match=r"what it can be is in the data: ds\.themes"):
        rd.codebook("theme")
    with pytest.raises(ConditionValueError, match="lang='sv'"):
        rd.codebook("tone", lang="sv")
