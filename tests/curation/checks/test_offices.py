"""The offices of persons, and the records that name one."""

from datetime import date

import pytest

from reformdata.curation.checks import offices
from reformdata.models import Label, Office, Period
from tests.curation.checks.altering import PROPOSAL, SOURCE, alter, base, findings_of, put, without

MAYOR = Label("borgmester", "mayor")
MINISTER = Label("minister", "Minister")


def holding(*held, checkout=None):
    """The base checkout, in which Anna Holm and Bo Lund hold offices of the government in these periods."""
    checkout = checkout or base()
    anna = checkout.corpus.actors["anna-holm"]
    checkout = put(checkout, "actors", "bo-lund", type(anna)(**{**_fields(anna), "id": "bo-lund"}))
    for actor, period in zip(("anna-holm", "bo-lund"), held, strict=True):
        office = Office(title=MINISTER, for_="regeringen", period=Period(period))
        checkout = alter(checkout, "actors", actor, offices=(office,))
    return checkout


def _fields(entry):
    return {name: getattr(entry, name) for name in type(entry).__dataclass_fields__}


def as_mayor(period, **fields):
    """The base checkout, in which Anna Holm is mayor in that period."""
    office = Office(title=MAYOR, for_="skovby", period=Period(period))
    return alter(base(), "actors", "anna-holm", offices=(office,), **fields)


@pytest.mark.parametrize(
    ("first", "second", "overlap"),
    [
        ("2015-06-28/2016-11-28", "2016-11-28/2019-06-27", False),
        ("2015-06-28/2016-11-28", "2016-11-27/2019-06-27", True),
        ("2015-06-28/..", "2016-11-28/2019-06-27", True),
        ("../2016-11-28", "2015-01-01/2019-06-27", True),
        ("2015/2016", "2016/2019", False),
    ],
)
def test_an_office_of_a_government_has_one_holder(first, second, overlap):
    """The day of the change may be shared; what is not known to the day is not compared."""
    found = findings_of(offices.overlapping_offices, holding(first, second))
    message = "`anna-holm` is also Minister for part of that period"
    assert found == ([("RD321", "bo-lund.yaml", ("offices", 0, "period"), message)] if overlap else [])


def test_one_person_may_hold_an_office_twice():
    """Only two persons are compared, and only offices of a government."""
    twice = tuple(
        Office(title=MINISTER, for_=organisation, period=Period(period))
        for organisation, period in [
            ("regeringen", "2015-06-28/2016-11-28"), ("regeringen", "2016-01-01/2017-01-01"), ("skovby", "2015-06-28/2016-11-28"),
            (None, "2015-06-28/2016-11-28"),
        ]
    )  # fmt: skip
    assert findings_of(offices.overlapping_offices, alter(base(), "actors", "anna-holm", offices=twice)) == []


@pytest.mark.parametrize("period", ["2020", "2020-03-02", "2019/..", "../2020-03"])
def test_an_office_that_was_held_that_day_is_right(period):
    """The day may be the first or the last of the period."""
    assert findings_of(offices.offices_not_held, as_mayor(period)) == []


@pytest.mark.parametrize("period", ["2019", "2020-03-03/..", "../2020-02"])
def test_an_office_that_was_not_held_that_day_is_found(period):
    """The day is that of the source, unless the record gives one."""
    message = "`anna-holm` was not mayor on 2 March 2020"
    found = [("RD322", "01-skriv-loven-om.yaml", ("voice", "office"), message)]
    assert findings_of(offices.offices_not_held, as_mayor(period)) == found


def test_the_day_of_the_record_counts_before_that_of_the_source():
    """A speech is older than the news of it."""
    early = alter(as_mayor("2020"), "records", PROPOSAL, stated_date=date(2019, 12, 31))
    assert [found[0] for found in findings_of(offices.offices_not_held, early)] == ["RD322"]


def test_another_office_of_that_day_is_found():
    """The name of the office is compared in both languages."""
    other = Office(title=Label("borgmester", "Mayor"), for_="skovby", period=Period("2020"))
    found = findings_of(offices.offices_not_held, alter(base(), "actors", "anna-holm", offices=(other,)))
    assert [one[0] for one in found] == ["RD322"]


def test_a_person_without_known_offices_may_have_any():
    """Neither is there a finding where the actor or the source could not be read, or the voice has no office."""
    assert findings_of(offices.offices_not_held, base()) == []
    assert findings_of(offices.offices_not_held, without(as_mayor("2019"), "sources", SOURCE)) == []
    assert findings_of(offices.offices_not_held, without(as_mayor("2019"), "actors", "anna-holm")) == []
