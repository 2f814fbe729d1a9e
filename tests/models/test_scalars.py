"""Numbers, dates and ids: one exact pattern each, whatever YAML or Python would make of them."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from reformdata.models import RecordId
from reformdata.models.ids import id_sort_key
from reformdata.models.scalars import ActorId, Boolean, Count, Date, EntryId, Integer, Number, WikidataId
from reformdata.models.text import Line, Prose

ACCEPTED: list[tuple[Any, object, object]] = [
    (Integer, "0", 0),
    (Integer, "12", 12),
    (Integer, "999999", 999_999),
    (Integer, 7, 7),
    (Count, "1", 1),
    (Number, "2.5", Decimal("2.5")),
    (Number, "-3", Decimal(-3)),
    (Number, "10000000", Decimal(10_000_000)),
    (Number, "0.000001", Decimal("0.000001")),
    (Number, 130, Decimal(130)),
    (Number, 0.1, Decimal("0.1")),
    (Number, Decimal("2.50"), Decimal("2.50")),
    (Date, "2020-10-28", date(2020, 10, 28)),
    (Date, "2020-02-29", date(2020, 2, 29)),
    (Date, date(2020, 10, 28), date(2020, 10, 28)),
    (Boolean, "true", True),
    (Boolean, "false", False),
    (Boolean, False, False),
    (EntryId, "kl-2020-temaside", "kl-2020-temaside"),
    (EntryId, "a" * 64, "a" * 64),
    (ActorId, "3f", "3f"),
    (WikidataId, "Q12336452", "Q12336452"),
    (Line, "no", "no"),
    (Line, "12:09", "12:09"),
    (Prose, "To\n\nlinjer.", "To\n\nlinjer."),
]

REFUSED: list[tuple[Any, object]] = [
    *[(Integer, value) for value in ("", "0017", "1_000", "1000000", "+1", "-1", "1.0", "1e3", "0x1F", "٣", "\uff11", " 1", "1\n", "12:09", "no")],
    *[(Integer, value) for value in (True, 1.0, None, [1], Decimal(1), b"1")],
    *[(Count, value) for value in ("0", "0017", "٣", True, 0)],
    *[(Number, value) for value in ("", "2,5", "1.000.000", ".5", "5.", "1e3", "inf", "nan", "NaN", "0x1F", "1_000", "007", "+1", "٣", "1.1234567", "1" * 16, "--1", "1\n")],
    *[(Number, value) for value in (True, None, [1], b"1")],
    *[(Date, value) for value in ("", "2020-2-3", "20201028", "28.10.2020", "2020-02-30", "2020-13-01", "0000-01-01", "2020-10-28T00:00:00", "2020-W44-3", "\u0662\u0660\u0662\u0660-10-28", "2020-10-28\n")],
    *[(Date, value) for value in (20201028, 0, None, datetime(2020, 10, 28, 12))],
    *[(Boolean, value) for value in ("", "True", "yes", "no", "ja", "0", "1", 0, 1, None)],
    *[(EntryId, value) for value in ("", "KL", "a_b", "a--b", "-a", "a-", "a.01", "å", "a b", "../a", "a\n", "a" * 65, 7, None)],
    *[(WikidataId, value) for value in ("", "12336452", "Q0", "q1", "Q1\n", "P31", "Q" + "1" * 13)],
    *[(Line, value) for value in ("", " a", "a ", "a\nb", "a\n", "x" * 301, 7)],
    *[(Prose, value) for value in ("", " ", "\na", "a\n", "x" * 2001, 7)],
]  # fmt: skip


@pytest.mark.parametrize(("kind", "value", "expected"), ACCEPTED)
def test_a_value_of_the_pattern_is_taken(kind: Any, value: object, expected: object):
    """A text of the exact pattern becomes the typed value; a typed value stays what it is."""
    taken = TypeAdapter(kind).validate_python(value)
    assert (taken, type(taken)) == (expected, type(expected))


@pytest.mark.parametrize(("kind", "value"), REFUSED)
def test_every_other_value_is_refused(kind: Any, value: object):
    """What Python, YAML 1.1 or another alphabet would take for a number or a date is refused."""
    with pytest.raises(ValidationError):
        TypeAdapter(kind).validate_python(value)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**14), max_value=10**14))
def test_a_number_is_read_as_it_was_written(number: Decimal):
    """A number keeps its digits, trailing zeros and all: it is a Decimal and never a float."""
    taken = TypeAdapter(Number).validate_python(f"{number:f}")
    assert (taken, f"{taken:f}") == (number, f"{number:f}")


@given(st.dates())
def test_a_date_is_read_as_it_was_written(day: date):
    """Every day from the year 1 to the year 9999 has just one form."""
    assert TypeAdapter(Date).validate_python(day.isoformat()) == day


RECORD_IDS = [("kl-2020-temaside.06", "kl-2020-temaside", 6), ("a.01", "a", 1), ("a1-b2.130", "a1-b2", 130)]


@pytest.mark.parametrize(("text", "source", "number"), RECORD_IDS)
def test_the_id_of_a_record_is_its_source_and_its_number(text: str, source: str, number: int):
    """An id is read into its parts and printed as it was, by itself and in a model; it is a text like any other."""
    for record_id in (RecordId(text), TypeAdapter(RecordId).validate_python(text)):
        assert (record_id.source, record_id.number, str(record_id), type(record_id)) == (source, number, text, RecordId)
        assert record_id == text
        assert {record_id: 1}[text] == 1  # type: ignore[index]  # a plain text finds it


@pytest.mark.parametrize(
    "text",
    ["", "a", "a.", "a.1", "a.1234", ".01", "A.01", "a--b.01", "a.01.02", "a.0x", "a.\u0660\u0661", "a/b.01", "../a.01", "a.01\n", " a.01"],
)  # fmt: skip
def test_what_is_no_id_of_a_record_is_refused(text: str):
    """The form is checked in Python and in a model alike."""
    with pytest.raises(ValueError, match="not a record id"):
        RecordId(text)
    with pytest.raises(ValidationError):
        TypeAdapter(RecordId).validate_python(text)


def test_the_id_of_a_record_has_room_for_no_more_than_its_text():
    """An id takes no attributes, so that many of them cost little."""
    with pytest.raises(AttributeError):
        RecordId("a.01").note = "x"  # type: ignore[attr-defined]  # the point of the test


def test_ids_are_in_the_order_of_their_numbers():
    """Record 100 of a source follows record 99, and sources are in the order of their ids."""
    ids = ["a.02", "a.99", "a.100", "a-b.01", "b", "b.01"]
    assert sorted(["a.100", "b.01", "a.99", "b", "a-b.01", "a.02"], key=id_sort_key) == ids
