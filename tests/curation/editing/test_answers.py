"""What people type, the values that it means, and the file names made from it."""

import re
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reformdata.curation.editing.answers import nearest, value_of
from reformdata.curation.editing.fields import Choice, Field, table_choices, term_choices
from reformdata.curation.editing.trial import likely_duplicates
from reformdata.curation.reading.checkout import read_checkout
from reformdata.curation.reading.names import slug
from reformdata.errors import RefusedError
from reformdata.models import Doc, Label, Strength
from reformdata.models.scalars import ENTRY_ID
from tests.curation.rules.pages import FIXTURE

CHECKOUT = read_checkout(FIXTURE)
RECORDS = CHECKOUT.corpus.records.values()
CHOICES = (
    Choice("kl", Label("KL", "KL – Local Government Denmark"), ("Kommunernes Landsforening",)),
    Choice("kommunerne", Label("Kommunerne", "The municipalities")),
    Choice("frikommunerne", Label("Frikommunerne", "The free municipalities")),
    Choice("a", Label("Skole, dag og nat", "Same"), ("b",)),
    Choice("b", Label("B", "Same")),
)


def _field(input_kind):
    return Field(("x",), input_kind, required=True, doc=Doc("", ""))


@pytest.mark.parametrize(
    ("input_kind", "typed", "value"),
    [
        ("line", "  To \t ord\n", "To ord"),
        ("line", "A\u030a", "\u00c5"),
        ("prose", " En linje \r\n\r\n og  en til\n", "En linje\n\nog en til"),
        ("numbers", "3, 5-7;9  11 – 12", ("3", "5", "6", "7", "9", "11", "12")),
        ("numbers", "2,2, 1-2", ("2", "1")),
        ("numbers", " ", ()),
        ("day", "2020-02-29", "2020-02-29"),
        ("period", "2019/..", "2019/.."),
        ("one", "kommunernes   landsforening", "kl"),
        ("one", "", ""),
        ("one", "b", "b"),
        ("many", "KL; kommunerne, KL", ("kl", "kommunerne")),
        ("many", "skole, dag og nat", ("a",)),
        ("figures", "", ()),
        (
            "figures",
            "2.5 = mio. kr. / DKK million\nhøjst 7 = kommuner / municipalities",
            (
                {"value": "2.5", "of": {"da": "mio. kr.", "en": "DKK million"}},
                {"value": "7", "of": {"da": "kommuner", "en": "municipalities"}, "qualifier": "at-most"},
            ),
        ),
        (
            "relations",
            "er del af x.01 = Fordi a / b / Because",
            ({"type": "part-of", "to": "x.01", "reason": {"da": "Fordi a", "en": "b / Because"}},),
        ),
    ],
)
def test_what_is_typed_means_a_value(input_kind, typed, value):
    """Names, spans and blanks as people type them; an id comes before a name."""
    assert value_of(typed, _field(input_kind), CHOICES) == value


@pytest.mark.parametrize(
    ("input_kind", "typed"),
    [
        ("numbers", "0"), ("numbers", "7-5"), ("numbers", "1-999999"), ("numbers", "-3"), ("numbers", "٣"),
        ("day", "2021-02-29"), ("day", "20201028"), ("day", "28-10-2020"),
        ("period", "sommer"), ("one", "Same"), ("one", "kommune"), ("many", "KL, x"),
        ("figures", "7"), ("figures", "syv = a / b"), ("figures", "7 = a"), ("figures", "around 7 = a / b"),
        ("relations", "x.01 = a / b"), ("relations", "sideways x.01 = a / b"),
    ],
)  # fmt: skip
def test_an_invalid_answer_is_explained_in_both_languages(input_kind, typed):
    """A name of two values is invalid too."""
    with pytest.raises(RefusedError) as error:
        value_of(typed, _field(input_kind), CHOICES)
    message = error.value.message
    assert message.da != message.en


@given(st.sampled_from(["line", "prose", "numbers", "day", "period", "one", "many", "figures", "relations"]), st.text())
def test_anything_typed_is_a_value_or_an_error_of_ours(input_kind, typed):
    """Never another exception."""
    with suppress(RefusedError):
        assert isinstance(value_of(typed, _field(input_kind), CHOICES), str | tuple)


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("kommuner", ["kommunerne", "frikommunerne", "kl"]),
        ("komunerne", ["kommunerne", "frikommunerne"]),
        ("landsforening", ["kl"]),
        ("x" * 10_000, []),
        ("", []),
    ],
)
def test_the_nearest_values_are_suggested(typed, ids):
    """By any of their names, also one that contains what was typed."""
    assert [choice.id for choice in nearest(typed, CHOICES)] == ids


def test_values_come_from_the_vocabularies_and_the_tables():
    """With their labels; entries of a table with their aliases too."""
    assert [(choice.id, choice.label.da) for choice in term_choices(Strength)] == [
        ("must", "skal"), ("ought", "bør"), ("may", "kan"),
    ]  # fmt: skip
    assert [choice.names for choice in table_choices(CHECKOUT.corpus, "actors")] == [
        ("anna-holm", "Anna Holm", "Anna Holm"),
        ("regeringen", "Regeringen", "The government"),
        ("skovby", "Skovby Kommune", "The Municipality of Skovby", "Skovby"),
    ]
    assert [choice.names for choice in table_choices(CHECKOUT.corpus, "sources")] == [
        ("skovby-2020-brev", "Brev om skolemad", "A letter on school meals")
    ]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Afskaf kvalitetsrapporterne på børneområdet", "afskaf-kvalitetsrapporterne-paa"),
        ("Ærø, Ålborg og Østerbro", "aeroe-aalborg-og-oesterbro"),
        ("KL's »nye« vej", "kls-nye-vej"),
        ("Cafe\u0301 & a\u030a", "cafe-aa"),
        ("x" * 60, "x" * 40),
        ("…", "post"),
        ("", "post"),
    ],
)
def test_a_title_becomes_part_of_a_file_name(title, name):
    """Danish letters are written as without a Danish keyboard."""
    assert slug(title) == name


@given(st.text())
def test_any_title_becomes_a_name_for_every_file_system(title):
    """It has the form of an id and at most forty characters."""
    made = slug(title)
    assert re.fullmatch(ENTRY_ID, made)
    assert len(made) <= 40


@pytest.mark.parametrize(
    ("title", "ids"),
    [
        ({"da": "Forældrene betaler ikke for forsøget", "en": ""}, ["skovby-2020-brev.03"]),
        ({"da": "Noget helt andet", "en": "A calm lesson after a midday meal"}, ["skovby-2020-brev.02"]),
        ({"da": "", "en": ""}, []),
        ({"da": "Skibe uden sejl"}, []),
        ({"da": '" OR * NEAR( "', "en": "-"}, []),
        ({"da": "Forsøget", "en": "The trial"}, []),
    ],
)
def test_likely_duplicates_contain_the_words_of_a_title_in_any_form(title, ids):
    """In either language; a single word makes no duplicate."""
    assert [each.id for each in likely_duplicates(RECORDS, title)] == ids
    assert likely_duplicates((), title) == []
