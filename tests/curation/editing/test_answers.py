"""What people type, the values it stands for, and the file names made of it."""

import re
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reformdata.curation.editing.answers import find_choice, nearest, value_of
from reformdata.curation.editing.draft import slug
from reformdata.curation.editing.fields import Choice, Field, table_choices, term_choices
from reformdata.curation.editing.trial import likely_duplicates
from reformdata.curation.reading.checkout import read_checkout
from reformdata.errors import RefusedError
from reformdata.models import Doc, Label, Strength
from reformdata.models.ids import ENTRY_ID
from tests.curation.rules.pages import FIXTURE

CHECKOUT = read_checkout(FIXTURE)
RECORDS = CHECKOUT.corpus.records.values()
CHOICES = (
    Choice("kl", Label("KL", "KL – Local Government Denmark"), ("Kommunernes Landsforening",)),
    Choice("kommunerne", Label("Kommunerne", "The municipalities")),
    Choice("frikommunerne", Label("Frikommunerne", "The free municipalities")),
    Choice("a", Label("Skole, dag og nat", "Same")),
    Choice("b", Label("B", "Same")),
)


def _field(sort):
    return Field(("x",), sort, required=True, doc=Doc("", ""))


@pytest.mark.parametrize(
    ("sort", "said", "value"),
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
def test_what_is_typed_stands_for_a_value(sort, said, value):
    """In the way of a person: names, spans, blanks as they come."""
    assert value_of(said, _field(sort), CHOICES) == value


@pytest.mark.parametrize(
    ("sort", "said"),
    [
        ("numbers", "0"), ("numbers", "7-5"), ("numbers", "1-999999"), ("numbers", "-3"), ("numbers", "٣"),
        ("day", "2021-02-29"), ("day", "20201028"), ("day", "28-10-2020"),
        ("period", "sommer"), ("one", "Same"), ("one", "kommune"), ("many", "KL, x"),
        ("figures", "7"), ("figures", "syv = a / b"), ("figures", "7 = a"), ("figures", "around 7 = a / b"),
        ("relations", "x.01 = a / b"), ("relations", "sideways x.01 = a / b"),
    ],
)  # fmt: skip
def test_what_stands_for_none_is_told_in_both_languages(sort, said):
    """The error carries the sentence; a name of two values is none."""
    with pytest.raises(RefusedError) as error:
        value_of(said, _field(sort), CHOICES)
    message = error.value.message
    assert message.da != message.en


@given(st.sampled_from(["line", "prose", "numbers", "day", "period", "one", "many", "figures", "relations"]), st.text())
def test_anything_typed_is_a_value_or_an_error_of_ours(sort, said):
    """Never another exception."""
    with suppress(RefusedError):
        assert isinstance(value_of(said, _field(sort), CHOICES), str | tuple)


def test_an_id_comes_before_a_name():
    """Somebody else's name cannot take its place."""
    assert find_choice("b", (Choice("a", Label("b", "b")), Choice("b", Label("x", "x")))) == "b"


@pytest.mark.parametrize(
    ("said", "ids"),
    [
        ("kommuner", ["kommunerne", "frikommunerne", "kl"]),
        ("komunerne", ["kommunerne", "frikommunerne"]),
        ("landsforening", ["kl"]),
        ("x" * 10_000, []),
        ("", []),
    ],
)
def test_the_nearest_values_are_offered(said, ids):
    """By any of their names; one that holds what was typed counts."""
    assert [choice.id for choice in nearest(said, CHOICES)] == ids


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
    """Danish letters as Danes write them without a Danish keyboard."""
    assert slug(title) == name


@given(st.text())
def test_any_title_becomes_a_name_that_every_file_system_takes(title):
    """It has the form of an id and at most forty characters."""
    made = slug(title)
    assert re.fullmatch(ENTRY_ID, made)
    assert len(made) <= 40


def test_likely_duplicates_are_found_in_either_language():
    """In other forms of the words, and in the text as well as the title; the likest first."""
    found = likely_duplicates(RECORDS, {"da": "Forældrene betaler ikke for forsøget", "en": ""})
    assert [each.id for each in found] == ["skovby-2020-brev.03"]
    found = likely_duplicates(RECORDS, {"da": "Noget helt andet", "en": "A calm lesson after a midday meal"})
    assert [each.id for each in found] == ["skovby-2020-brev.02"]


@pytest.mark.parametrize(
    "title", [{"da": "", "en": ""}, {"da": "Skibe uden sejl"}, {"da": '" OR * NEAR( "', "en": "-"}]
)
def test_what_nothing_is_like_has_no_duplicates(title):
    """Neither an empty title nor one in the language of the index."""
    assert likely_duplicates(RECORDS, title) == []


def test_an_empty_corpus_has_no_duplicates():
    """There is nothing to be like."""
    assert likely_duplicates((), {"da": "Noget", "en": "Something"}) == []


def test_a_title_of_one_telling_word_is_like_nothing():
    """The word is in many records and makes none of them a duplicate."""
    assert likely_duplicates(RECORDS, {"da": "Forsøget", "en": "The trial"}) == []
