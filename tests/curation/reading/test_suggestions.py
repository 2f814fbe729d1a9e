"""What is offered in the place of a value that does not fit, and what is left to its writer."""

from datetime import date
from typing import Annotated, Any, get_type_hints

import pytest

from reformdata.curation.reading import suggestions
from reformdata.findings import Fix, Message
from reformdata.models import Action, Claim, Proposal, Strength, Term
from reformdata.models.entries import Actor

RECORD = get_type_hints(Proposal, include_extras=True)
ENTRY = get_type_hints(Actor, include_extras=True)


def _type(annotation: Any) -> Any:
    assert hasattr(annotation, "__metadata__")
    return annotation.__origin__


PARAGRAPHS, AREAS, QUANTITIES = (_type(RECORD[name]) for name in ("paragraphs", "areas", "quantities"))
ALIASES = _type(ENTRY["aliases"])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("24/9 2020", "2020-09-24"),
        ("24-09-2020", "2020-09-24"),
        ("24.9.2020", "2020-09-24"),
        ("24. 9. 2020", "2020-09-24"),
        ("9/24/2020", "2020-09-24"),
        ("9-9-2020", "2020-09-09"),
        ("2020/9/4", "2020-09-04"),
        ("2020-9-4", "2020-09-04"),
        ("24. september 2020", "2020-09-24"),
        ("den 4. sept. 2020", "2020-09-04"),
        ("4 oktober 2020", "2020-10-04"),
        ("4 Oct 2020", "2020-10-04"),
        ("September 4, 2020", "2020-09-04"),
        ("3. maj 2020", "2020-05-03"),
        ("29/2 2020", "2020-02-29"),
    ],
)
def test_a_day_written_otherwise_is_offered_as_year_month_day(text: str, found: str) -> None:
    """Where day and month can be told apart, or are the same."""
    assert suggestions.day(text) == (Message(f"skriv `{found}`", f"write `{found}`"), Fix(found))


@pytest.mark.parametrize("text", ["4/9 2020", "04-09-2020", "9.4.2020"])
def test_a_day_that_can_be_two_is_never_guessed(text: str) -> None:
    """Danes write the day first, Americans the month: both are shown, and neither is taken."""
    assert suggestions.days(text) == (date(2020, 4, 9), date(2020, 9, 4))
    assert suggestions.day(text) == (
        Message(
            "det kan være to datoer: skriv `2020-04-09` eller `2020-09-04`",
            "this can be two dates: write `2020-04-09` or `2020-09-04`",
        ),
        None,
    )


@pytest.mark.parametrize(
    "text",
    ["i går", "2020", "24/9", "24/9 20", "31/6 2020", "2020-13-01", "0000-01-01", "4. ma 2020", "4. juli-20", ""],
)
def test_what_is_no_day_of_the_calendar_is_offered_nothing(text: str) -> None:
    """The general advice says how to write one."""
    assert suggestions.day(text) == (None, None)


@pytest.mark.parametrize(
    ("text", "da", "en"),
    [
        ("3-5", "skriv 3, 4, 5", "write 3, 4, 5"),
        ("3 – 4", "skriv 3, 4", "write 3, 4"),
        ("afsnit 9", "skriv kun tallet: 9", "write only the number: 9"),
        ("9.", "skriv kun tallet: 9", "write only the number: 9"),
    ],
)
def test_numbers_in_a_span_or_among_words_are_offered(text: str, da: str, en: str) -> None:
    """As a list has them."""
    assert suggestions.whole_numbers(text) == Message(da, en)


@pytest.mark.parametrize("text", ["fire", "5-3", "2.5", "1234567", "1" + "x" * 100])
def test_what_holds_no_number_or_several_is_offered_none(text: str) -> None:
    """The general advice says how to write one."""
    assert suggestions.whole_numbers(text) is None


@pytest.mark.parametrize(
    ("text", "wanted", "fix"),
    [
        ("8", PARAGRAPHS, Fix(("8",), safe=True)),
        ("primary-school", AREAS, Fix(("primary-school",), safe=True)),
        ("KL", ALIASES, Fix(("KL",), safe=True)),
        ("3, 5", PARAGRAPHS, Fix(("3", "5"))),
        ("3-5, 8", PARAGRAPHS, Fix(("3", "4", "5", "8"))),
        ("housing, health", AREAS, Fix(("housing", "health"))),
    ],
)
def test_a_lone_value_is_offered_as_a_list(text: str, wanted: Any, fix: Fix) -> None:
    """A list of one says what the value said; parts between commas are what was most likely suggestions."""
    assert suggestions.as_list(text, wanted) == fix


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Kommunernes Landsforening, KL", ALIASES),
        ("Ældrepleje", AREAS),
        ("5-3", PARAGRAPHS),
        ("1-999999", PARAGRAPHS),
        ("8, x", PARAGRAPHS),
        ("7 skoler", QUANTITIES),
        ("8", Annotated[str, "no list"]),
    ],
)
def test_a_lone_value_that_is_no_list_is_offered_nothing(text: str, wanted: Any) -> None:
    """A name may have a comma in it; what does not fit is not made to."""
    assert suggestions.as_list(text, wanted) is None


@pytest.mark.parametrize(
    ("found", "terms", "value", "da", "en"),
    [
        ("skal", Strength, "must", "skriv `must` (skal)", "write `must`"),
        ("Sætte Fri", Action, "liberate", "skriv `liberate` (sætte fri)", "write `liberate` (set free)"),
        ("set free", Action, "liberate", "skriv `liberate` (sætte fri)", "write `liberate` (set free)"),
        ("MUST", Strength, "must", "skriv `must` (skal)", "write `must`"),
    ],
)
def test_a_term_by_its_name_is_fixed(found: str, terms: Any, value: str, da: str, en: str) -> None:
    """In either language, in capitals too."""
    assert suggestions.term(found, terms) == (Message(da, en), Fix(value))


def test_no_name_is_that_of_two_terms_of_one_vocabulary() -> None:
    """So that a name has one right answer."""
    for terms in Term.__subclasses__():
        owners = {(name.casefold(), each) for each in terms for name in (each.value, each.label.da, each.label.en)}
        assert len(owners) == len({name for name, _ in owners})


@pytest.mark.parametrize(
    ("found", "terms", "advice"),
    [
        ("afskaffes", Action, Message("mente du `abolish` (afskaffe)?", "did you mean `abolish`?")),
        ("holdninger", Claim, Message("mente du `stance` (holdning)?", "did you mean `stance`?")),
        ("abolsih", Action, None),
        ("farve", Claim, None),
        ("x" * 1000, Claim, None),
        ("retired", str, None),
    ],
)
def test_a_term_by_something_like_its_name_is_offered_and_not_fixed(
    found: str, terms: Any, advice: Message | None
) -> None:
    """What is like a value itself is offered with the values that there are, and not here."""
    assert suggestions.term(found, terms) == (advice, None)
