"""The government in office on a day, and what begins after it."""

from dataclasses import replace
from datetime import date

import pytest

from reformdata.curation.editing.timing import begun_later, government_on
from reformdata.curation.reading.checkout import read_checkout
from reformdata.models import Period
from tests.curation.rules.pages import FIXTURE


@pytest.fixture(scope="module")
def corpus():
    """Two governments one after the other, and a reform of the second without a period."""
    corpus = read_checkout(FIXTURE).corpus
    general, reform = corpus.actors["regeringen"], corpus.reforms["madordningen"]
    governments = {
        id_: replace(general, id=id_, part_of="regeringen", period=Period(period))
        for id_, period in (("a", "2019-06-27/2022-12-15"), ("b", "2022-12-15/.."))
    }
    reforms = {
        "r": replace(reform, id="r", owners=("b",)),
        "s": replace(reform, id="s", owners=("b",), period=Period("2022")),
        "t": replace(reform, id="t", owners=("b", "skovby")),
    }
    return replace(corpus, actors={**corpus.actors, **governments}, reforms=reforms)


@pytest.mark.parametrize(
    ("day", "found"),
    [("2022-09-26", "a"), ("2023-01-01", "b"), ("2022-12-15", None), ("2019-01-01", None)],
)
def test_the_government_in_office(corpus, day, found):
    """None where the data has none, and on the day on which one takes over."""
    government = government_on(corpus, "regeringen", date.fromisoformat(day))
    assert (government.id if government else None) == found


def test_another_actor_is_no_government(corpus):
    """Not a municipality, nor one of the governments itself."""
    assert government_on(corpus, "skovby", date(2022, 9, 26)) is None
    assert government_on(corpus, "a", date(2022, 9, 26)) is None


def test_a_reform_without_a_period_begins_with_its_owners(corpus):
    """If all of them have a beginning; its own period comes first, and what the voice owns is left out."""
    day = date(2022, 9, 26)
    assert list(begun_later(corpus, "reforms", ("r", "s", "t", "none"), day, "skovby")) == [("r", date(2022, 12, 15))]
    assert list(begun_later(corpus, "reforms", ("r",), day, "b")) == []
    assert list(begun_later(corpus, "actors", ("b", "a"), day, "skovby")) == [("b", date(2022, 12, 15))]
