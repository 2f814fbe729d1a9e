"""Periods: what they are read from, what they may mean, and whether the library `edtf` agrees.

It raises TypeError for an open end, reads `2012/` as ten years, and accepts 2020/2018 and 1900-02-29 in intervals.
"""

import copy
import pickle
from datetime import date

import pytest
from edtf import EDTFParseException, parse_edtf
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from reformdata.models import Period

# text, earliest, latest, precision, qualifiers
CASES = [
    ("2018", date(2018, 1, 1), date(2018, 12, 31), "year", ()),
    ("2018-11", date(2018, 11, 1), date(2018, 11, 30), "month", ()),
    ("2018-11-02", date(2018, 11, 2), date(2018, 11, 2), "day", ()),
    ("2020-02", date(2020, 2, 1), date(2020, 2, 29), "month", ()),
    ("1900-02", date(1900, 2, 1), date(1900, 2, 28), "month", ()),
    ("2018-21", date(2018, 3, 1), date(2018, 5, 31), "season", ()),
    ("2018-22~", date(2018, 6, 1), date(2018, 8, 31), "season", ("approximate",)),
    ("2018-23/2020-02", date(2018, 9, 1), date(2020, 2, 29), "season", ()),
    ("2019-24", date(2019, 12, 1), date(2020, 2, 29), "season", ()),
    ("2018~", date(2018, 1, 1), date(2018, 12, 31), "year", ("approximate",)),
    ("2018-11?", date(2018, 11, 1), date(2018, 11, 30), "month", ("uncertain",)),
    ("2018-11-02%", date(2018, 11, 2), date(2018, 11, 2), "day", ("both",)),
    ("201X", date(2010, 1, 1), date(2019, 12, 31), "decade", ()),
    ("20XX", date(2000, 1, 1), date(2099, 12, 31), "century", ()),
    ("2018-XX", date(2018, 1, 1), date(2018, 12, 31), "year", ()),
    ("2018-XX-XX", date(2018, 1, 1), date(2018, 12, 31), "year", ()),
    ("2018-02-XX", date(2018, 2, 1), date(2018, 2, 28), "month", ()),
    ("2018/2022", date(2018, 1, 1), date(2022, 12, 31), "year", ()),
    ("2018-05/2018", date(2018, 5, 1), date(2018, 12, 31), "year", ()),
    ("2018-11-02/2019-01", date(2018, 11, 2), date(2019, 1, 31), "month", ()),
    ("2018~/2019?", date(2018, 1, 1), date(2019, 12, 31), "year", ("approximate", "uncertain")),
    ("2018~/2019~", date(2018, 1, 1), date(2019, 12, 31), "year", ("approximate",)),
    ("2019/..", date(2019, 1, 1), None, "year", ()),
    ("../2019-06", None, date(2019, 6, 30), "month", ()),
    ("0100", date(100, 1, 1), date(100, 12, 31), "year", ()),
    ("9999-12-31", date(9999, 12, 31), date(9999, 12, 31), "day", ()),
]

REFUSED = [
    "", " ", "2018 ", "18", "02018", "-2018", "+2018", "2018-1", "2018-13", "2018-00", "2018-11-00", "2018-11-31",
    "1900-02-29", "2018/11/02", "02.11.2018", "2018-11-02T10:00", "2018-20", "2018-25", "9999-24", "2018-21-01", "201X-21", "2018-Q3", "Y17000", "2018E3", "{2018,2019}",
    "[2018..2019]", "2018..2019", "/", "../..", "..", "2018/", "/2018", "2018/open", "unknown", "2020/2018", "2018-12/2018-11",
    "0000", "00XX", "0001X", "XXXX", "2XXX", "X018", "201X-05", "2018-XX-05", "2018-1X", "2018-11-0X", "?2018", "2018?~",
    "2018-?11", "٢٠١٨", "2018\n", "2018-11-02/2018-11-01",
]  # fmt: skip


@pytest.mark.parametrize(("text", "earliest", "latest", "precision", "qualifiers"), CASES)
def test_a_period_means_the_days_from_its_earliest_to_its_latest(text, earliest, latest, precision, qualifiers):
    """A period gives its first and last possible day, how sharply it is drawn, and how sure it is."""
    period = Period(text)
    assert (period.earliest, period.latest) == (earliest, latest)
    assert (period.precision, period.qualifiers) == (precision, qualifiers)
    assert period.is_interval is ("/" in text)


@pytest.mark.parametrize("text", [case[0] for case in CASES])
def test_a_period_is_printed_as_it_was_read(text):
    """Text, repr, copy and pickle all give the period back; equal texts are equal periods."""
    period = Period(text)
    assert str(period) == text
    assert eval(repr(period)) == period  # noqa: S307 - a repr of our own
    assert pickle.loads(pickle.dumps(period)) == copy.deepcopy(period) == period  # noqa: S301 - our own pickle
    assert hash(Period(text)) == hash(period)


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_not_of_the_profile_is_refused(text):
    """Other forms, days that the calendar has not, and intervals that run backwards are refused, with the text named."""
    with pytest.raises(ValueError, match="'"):
        Period(text)


def test_a_long_text_is_refused():
    """A text of a million digits is not read as a number, which would take minutes."""
    with pytest.raises(ValueError, match="not a year"):
        Period("1" * 1_000_000)


def test_a_period_does_not_change():
    """Nothing of a period can be set, and it has room for nothing more."""
    period = Period("2018")
    for name in ("earliest", "_text", "note"):
        with pytest.raises(AttributeError, match="does not change"):
            setattr(period, name, "2019")


def test_periods_are_ordered_by_their_first_day_and_then_by_their_last():
    """An open start comes first; of two that start alike the one that ends first."""
    texts = ["../2017", "../2019", "2018", "2018-XX", "2018/..", "2018-02", "2019"]
    assert [str(period) for period in sorted(map(Period, reversed(texts)))] == texts
    assert Period("2018") < Period("2019") <= Period("2019")
    assert Period("2018") != Period("2018-XX")


def test_a_period_is_compared_with_periods_only():
    """A text is no period, not even one that reads alike."""
    assert Period("2018") != "2018"
    with pytest.raises(TypeError):
        Period("2018") < "2019"  # noqa: B015 - the point of the test


ADAPTER = TypeAdapter(Period)


def test_a_field_takes_a_text_or_a_period():
    """A model reads a period from its text, keeps one that it is given, and writes it as text."""
    period = Period("2018/..")
    assert ADAPTER.validate_python("2018/..") == period
    assert ADAPTER.validate_python(period) is period
    assert ADAPTER.validate_json(ADAPTER.dump_json(period)) == period


# ---- against the library `edtf`

years = st.one_of(
    st.integers(100, 9999).map("{:04}".format),
    st.integers(10, 999).map("{:03}X".format),
    st.integers(1, 99).map("{:02}XX".format),
)
months = st.one_of(st.integers(1, 12).map("{:02}".format), st.just("XX"))
days = st.one_of(st.integers(1, 31).map("{:02}".format), st.just("XX"))


@st.composite
def moments(draw: st.DrawFn) -> str:
    """A year, a month or a day of the profile, as EDTF writes it; the calendar may not have the day."""
    year = draw(years)
    parts = [year]
    if "X" not in year and draw(st.booleans()):
        parts.append(draw(months))
        if draw(st.booleans()):
            parts.append("XX" if parts[1] == "XX" else draw(days))
    return "-".join(parts) + draw(st.sampled_from(["", "", "~", "?", "%"]))


def _ours(text: str) -> tuple[date | None, date | None] | None:
    try:
        period = Period(text)
    except ValueError:
        return None
    return period.earliest, period.latest


def _theirs(text: str) -> tuple[date, date] | None:
    """What the library says of `text`; None if it refuses it, or names a day that the calendar has not."""
    try:
        parsed = parse_edtf(text)
        return date(*parsed.lower_strict()[:3]), date(*parsed.upper_strict()[:3])
    except (EDTFParseException, ValueError):
        return None


@given(moments())
@example("1900-02-29")
@example("201X~")
def test_the_library_edtf_agrees_on_dates(text: str):
    """Of every date of the profile the library `edtf` gives the same first and last day."""
    assert _ours(text) == _theirs(text)


def _side_by_side(start: str, end: str) -> tuple[date, date] | None:
    first, last = _theirs(start), _theirs(end)
    return (first[0], last[1]) if first and last else None


@given(moments(), moments())
@example("2020-02", "2020-02-29")
@example("2018~", "2017")
@example("201X", "2015~")
def test_the_library_edtf_agrees_on_intervals(start: str, end: str):
    """A closed interval runs from the first day of its start to the last of its end, unless that is before it.

    The library is asked for the whole where it can answer. On intervals with an `X` it raises AttributeError
    (2018/2030-XX) or refuses what it accepts without a qualifier (201X/2015~): there it is asked for each side.
    """
    text = f"{start}/{end}"
    theirs = _side_by_side(start, end) if "X" in text else _theirs(text)
    # It takes an interval that runs backwards for one.
    assert _ours(text) == (theirs if theirs and theirs[0] <= theirs[1] else None)
