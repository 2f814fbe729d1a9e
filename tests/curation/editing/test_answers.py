"""What people type, the values that it means, and the file names made from it."""

import re
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reformdata.curation.editing.answers import by_texts, choice_id, nearest, value_of
from reformdata.curation.editing.fields import Choice, Field, table_choices, term_choices
from reformdata.curation.editing.trial import likely_duplicates
from reformdata.curation.reading.checkout import read_checkout
from reformdata.curation.reading.names import slug
from reformdata.errors import RefusedError
from reformdata.models import Doc, Label, Strength, Text
from reformdata.models.ids import ENTRY_ID
from tests.curation.rules.pages import FIXTURE

CHECKOUT = read_checkout(FIXTURE)
RECORDS = CHECKOUT.corpus.records.values()
CHOICES = (
    Choice("kl", Label("KL", "KL – Local Government Denmark"), ("Kommunernes Landsforening",)),
    Choice("kommunerne", Label("Kommunerne", "The municipalities")),
    Choice("frikommunerne", Label("Frikommunerne", "The free municipalities")),
    Choice("a", Label("Skole, dag og nat", "Same"), ("b",)),
    Choice("b", Label("B", "Same")),
    Choice(
        "c", Label("Børne- og Undervisningsministeriet", "The Ministry"), definition=Text("Et ressort.", "A remit.")
    ),
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
        ("numbers", "Afsnit 1–3 og 5", ("1", "2", "3", "5")),
        ("numbers", "1 til 2 & 4 and 6", ("1", "2", "4", "6")),
        ("day", "2020-02-29", "2020-02-29"),
        ("day", "2020-2-3", "2020-02-03"),
        ("day", "1. oktober  2020", "2020-10-01"),
        ("day", "den 1. okt. 2020", "2020-10-01"),
        ("day", "1/10-2020", "2020-10-01"),
        ("day", "1.10.2020", "2020-10-01"),
        ("day", "28/10/2020", "2020-10-28"),
        ("day", "1 October 2020", "2020-10-01"),
        ("day", "October 1st, 2020", "2020-10-01"),
        ("period", "2018-08", "2018-08"),
        ("period", "oktober 2020", "2020-10"),
        ("period", "1/10-2020", "2020-10-01"),
        ("period", "sommer 2022", "2022-22"),
        ("period", "efteråret 2022", "2022-23"),
        ("period", "Spring 2022 to autumn 2023", "2022-21/2023-23"),
        ("period", "2019-2021", "2019/2021"),
        ("period", "2019–2021", "2019/2021"),
        ("period", "August 2018 to 2020", "2018-08/2020"),
        ("period", "2019/..", "2019/.."),
        ("one", "kommunernes   landsforening", "kl"),
        ("one", "", ""),
        ("one", "b", "b"),
        ("many", "KL; kommunerne, KL", ("kl", "kommunerne")),
        ("many", "skole, dag og nat", ("a",)),
        ("many", "KL og kommunerne", ("kl", "kommunerne")),
        ("many", "kommunerne and KL; Frikommunerne", ("kommunerne", "kl", "frikommunerne")),
        ("many", "Børne- og Undervisningsministeriet og KL", ("c", "kl")),
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
            "figures",
            "mindst syv = a / b\n1.000.000 = a / b\nover 2,5 mio. = a / b",
            (
                {"value": "7", "of": {"da": "a", "en": "b"}, "qualifier": "at-least"},
                {"value": "1000000", "of": {"da": "a", "en": "b"}},
                {"value": "2500000", "of": {"da": "a", "en": "b"}, "qualifier": "over"},
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
    ("typed", "texts", "value"),
    [
        ("13.500", {("text", "da"): "13.500 elever fik 12,5 timer."}, "13500"),
        ("13.500", {("title", "en"): "13,500 pupils"}, "13500"),
        ("13.500", {("text", "en"): "13.500 litres"}, "13.5"),
        ("13,500", {("text", "da"): "13,500 liter", ("text", "en"): "13.5 litres"}, "13.5"),
        ("-13.500", {("text", "da"): "13.500 færre"}, "-13500"),
    ],
)
def test_the_texts_say_what_a_number_means(typed, texts, value):
    """Those of the record, each in the notation of its language."""
    which = by_texts(texts)
    assert value_of(f"mindst {typed} = a / b", _field("figures"), (), which)[0]["value"] == value


@pytest.mark.parametrize(
    "texts",
    [
        {},
        {("text", "da"): "12 elever"},
        {("text", "da"): "13.500 elever fik 13,5 timer"},
        {("text", "da"): "13.500 elever", ("text", "en"): "13.5 pupils"},
    ],
)
def test_a_number_that_the_texts_leave_open_is_refused(texts):
    """The message says how to write either."""
    with pytest.raises(RefusedError) as refused:
        value_of("13.500 = a / b", _field("figures"), (), by_texts(texts))
    assert refused.value.message.da == "`13.500` kan være to tal; skriv 13,5 eller 13500"
    assert refused.value.message.en == "`13.500` can be two numbers; write 13.5 or 13500"
    for typed, value in (("13,5", "13.5"), ("13500", "13500")):
        assert value_of(f"{typed} = a / b", _field("figures"), (), by_texts(texts))[0]["value"] == value


@pytest.mark.parametrize(
    ("input_kind", "typed"),
    [
        ("numbers", "0"), ("numbers", "7-5"), ("numbers", "1-999999"), ("numbers", "-3"), ("numbers", "٣"),
        ("day", "2021-02-29"), ("day", "20201028"), ("day", "04-09-2020"), ("day", "4/9/2020"), ("day", "٤/9-2020"),
        ("period", "sommer"), ("period", "2021-2019"), ("period", "4/9/2020"), ("period", "1999–2000–2001"), ("one", "Same"), ("one", "kommune"), ("many", "KL, x"), ("many", "KL og x"),
        ("figures", "7"), ("figures", "13.500 = a / b"), ("figures", "13,500 = a / b"), ("figures", "7 = a"),
        ("figures", "40 % = a / b"), ("figures", "= a / b"), ("figures", "mindst = a / b"), ("figures", "around 7 = a / b"),
        ("relations", "x.01 = a / b"), ("relations", "sideways x.01 = a / b"),
    ],
)  # fmt: skip
def test_an_invalid_answer_is_explained_in_both_languages(input_kind, typed):
    """A name of two values is invalid too."""
    with pytest.raises(RefusedError) as error:
        value_of(typed, _field(input_kind), CHOICES)
    message = error.value.message
    assert message.da != message.en


def test_another_form_of_a_word_is_understood_where_it_means_one_value():
    """Of areas, themes and target groups; `kommune` is no form of the actor `Kommunerne`."""
    areas = (
        Choice("school", Label("Folkeskolen", "The Folkeskole")),
        Choice("elder-care", Label("Ældrepleje", "Care for older people")),
        Choice("b", Label("Byggesager", "Building permits")),
        Choice("c", Label("Byggesagen", "Building permit")),
    )
    field = replace(_field("many"), table="areas")
    assert value_of("folkeskole, Ældreplejen", field, areas) == ("school", "elder-care")
    with pytest.raises(RefusedError):
        value_of("byggesag", field, areas)
    with pytest.raises(RefusedError):
        value_of("kommune", replace(_field("one"), table="actors"), CHOICES)


def test_addresses_have_commas_semicolons_or_blanks_between():
    """None of these is in an address."""
    field = replace(_field("lines"), loc=("sources",))
    addresses = ("https://example.org/a", "https://example.org/b,c", "https://example.org/d")
    assert value_of("https://example.org/a, https://example.org/b,c; https://example.org/d", field, ()) == addresses
    assert value_of("\n".join(addresses), field, ()) == addresses


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("september 2022", "mangler dagen; står den ikke på siden, så se efter den i sidens metadata, eller spørg projektet i en issue"),
        ("31. september 2022", "findes ikke i kalenderen"),
        ("den 31. juni 2022", "findes ikke i kalenderen"),
        ("31/9-2022", "findes ikke i kalenderen"),
        ("2022-02-30", "findes ikke i kalenderen"),
        ("26.9.22", "har ikke hele årstallet; skriv 26. september 2022, 26/9-2022 eller 2022-09-26"),
        ("26/9-22", "har ikke hele årstallet; skriv 26. september 2022, 26/9-2022 eller 2022-09-26"),
        ("26. september", "har ikke hele årstallet; skriv 26. september 2022, 26/9-2022 eller 2022-09-26"),
        ("i går", "er ikke en dato; skriv 26. september 2022, 26/9-2022 eller 2022-09-26"),
    ],
)  # fmt: skip
def test_what_is_no_day_is_told_why(typed, reason):
    """The message says what is missing, or that the day does not exist, and names every form that is accepted."""
    with pytest.raises(RefusedError) as error:
        value_of(typed, _field("day"), ())
    assert error.value.message.da == f"`{typed}` {reason}"


@pytest.mark.parametrize("day", ["26. september 2022", "26/9-2022", "2022-09-26", "26 September 2022"])
def test_every_form_of_a_day_that_is_named_is_taken(day):
    """The message of an invalid day names them."""
    assert value_of(day, _field("day"), ()) == "2022-09-26"


@pytest.mark.parametrize(
    ("input_kind", "typed", "da", "en"),
    [
        (
            "figures", "98 kommuner",
            "`98 kommuner` siger ikke på engelsk, hvad der tælles; skriv tallet, et lighedstegn og det, der tælles, på dansk og engelsk: 98 = kommuner / …",
            "`98 kommuner` does not say in both languages what is counted; write the number, an equals sign and what is counted, in Danish and English: 98 = kommuner / …",
        ),
        (
            "figures", "13.500 = a / b",
            "`13.500` kan være to tal; skriv 13,5 eller 13500", "`13.500` can be two numbers; write 13.5 or 13500",
        ),
        (
            "day", "4/9/2020",
            "`4/9/2020` kan være to datoer; skriv 2020-04-09 eller 2020-09-04",
            "`4/9/2020` can be two dates; write 2020-04-09 or 2020-09-04",
        ),
        (
            "one", "same",
            "`same` kan være `a` (Skole, dag og nat) eller `b`; skriv id'et", "`same` can be `a` (Same) or `b` (Same); write the id",
        ),
    ],
)  # fmt: skip
def test_an_answer_with_two_meanings_is_refused_with_both(input_kind, typed, da, en):
    """In the notation of the language of the message."""
    with pytest.raises(RefusedError) as error:
        value_of(typed, _field(input_kind), CHOICES)
    assert (error.value.message.da, error.value.message.en) == (da, en)


def test_an_unknown_value_lists_a_few_values_and_names_the_command_for_many():
    """With labels; the three nearest come first."""
    many = tuple(Choice(f"by-{number}", Label(f"By {number}", f"Town {number}")) for number in range(20))
    with pytest.raises(RefusedError) as error:
        choice_id("By 3o", many, table="actors")
    assert error.value.message.da == (
        "`By 3o` findes ikke; mente du `by-3`, `by-13` eller `by-0`? Se alle: reformdata show actors"
    )
    with pytest.raises(RefusedError) as error:
        choice_id("skall", term_choices(Strength))
    assert error.value.message.da == (
        "`skall` findes ikke; mente du `must` (skal)? Værdierne er `must` (skal), `ought` (bør), `may` (kan)"
    )


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
        ("Ressort", ["c"]),
        ("remi", []),
        ("x" * 10_000, []),
        ("", []),
    ],
)
def test_the_nearest_values_are_suggested(typed, ids):
    """By any of their names, also one that contains what was typed; else by a word of their definition."""
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
        ({"da": "Ro i timerne efter et måltid", "en": "Calm lessons after a midday meal"}, ["skovby-2020-brev.02"]),
        ({"da": "Staten køber skibe med sejl", "en": "A calm lesson after a midday meal"}, []),
        ({"da": "", "en": ""}, []),
        ({"da": "Skibe uden sejl"}, []),
        ({"da": '" OR * NEAR( "', "en": "-"}, []),
        ({"da": "Forsøget", "en": "The trial"}, []),
    ],
)
def test_likely_duplicates_contain_the_words_of_a_title_in_any_form(title, ids):
    """In both languages, as far as there are two; a single word makes no duplicate."""
    assert [each.id for each in likely_duplicates(RECORDS, title)] == ids
    assert likely_duplicates((), title) == []
