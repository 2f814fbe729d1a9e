"""Periods in EDTF: a year, a season, a month, a day or an interval; uncertain, approximate, partly unknown or open.

The profile is level 0 of the Extended Date/Time Format (Library of Congress, 2019; part of
ISO 8601-2) with, of level 1, seasons, the qualifiers `~ ? %`, the unspecified digits `X` and open
intervals. Exponential years and sets are left out: no source here needs them.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import total_ordering
from typing import TYPE_CHECKING, Any, Literal, Self, TypeAlias

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic_core import CoreSchema

Precision: TypeAlias = Literal["century", "decade", "year", "season", "month", "day"]
Qualifier: TypeAlias = Literal["uncertain", "approximate", "both"]

_PRECISIONS: tuple[Precision, ...] = ("century", "decade", "year", "season", "month", "day")
_QUALIFIERS: dict[str, Qualifier] = {"?": "uncertain", "~": "approximate", "%": "both"}
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2)}
"""The first and the last month of spring, summer, autumn and winter in Denmark; a winter ends in the next year."""
_MOMENT = re.compile(
    r"(?P<year>[0-9]{4}|[0-9]{3}X|[0-9]{2}XX)"
    r"(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX))?)?"
    r"(?P<qualifier>[?~%])?"
)


@dataclass(frozen=True, slots=True)
class _Moment:
    """One side of an interval: the days that it may mean, and how sharply it is drawn."""

    earliest: date
    latest: date
    precision: Precision
    qualifier: Qualifier | None

    @classmethod
    def parse(cls, text: str) -> Self:
        match = _MOMENT.fullmatch(text)
        if match is None:
            raise ValueError(f"{text!r} is not a year, month or day")
        year, month, day = match["year"], match["month"], match["day"]
        if "X" in year and month is not None:
            raise ValueError(f"{text!r} names a month of an unknown year")
        if month == "XX" and day not in (None, "XX"):
            raise ValueError(f"{text!r} names a day of an unknown month")
        if year in ("0000", "000X", "00XX"):
            raise ValueError(f"{text!r} is before the year 100")
        qualifier = _QUALIFIERS.get(match["qualifier"] or "")
        if "X" in year:
            precision: Precision = "century" if year.endswith("XX") else "decade"
            return cls(
                date(int(year.replace("X", "0")), 1, 1), date(int(year.replace("X", "9")), 12, 31), precision, qualifier
            )
        y = int(year)
        if month is None or month == "XX":
            return cls(date(y, 1, 1), date(y, 12, 31), "year", qualifier)
        m = int(month)
        if m in _SEASONS and day is None:
            first, last_month = _SEASONS[m]
            ends = y + (last_month < first)
            if ends > 9999:
                raise ValueError(f"{text!r} ends after the year 9999")
            last = calendar.monthrange(ends, last_month)[1]
            return cls(date(y, first, 1), date(ends, last_month, last), "season", qualifier)
        if not 1 <= m <= 12:
            raise ValueError(f"{text!r} has no such month")
        last = calendar.monthrange(y, m)[1]
        if day is None or day == "XX":
            return cls(date(y, m, 1), date(y, m, last), "month", qualifier)
        if not 1 <= int(day) <= last:
            raise ValueError(f"{text!r} has no such day")
        return cls(date(y, m, int(day)), date(y, m, int(day)), "day", qualifier)


@total_ordering
class Period:
    """A period as its source gives it: `2018`, `2018-11~`, `2018-21` (spring), `201X`, `2018/2022`, `2019/..`.

    Args:
        text: the period in EDTF.

    Raises:
        ValueError: if `text` does not fit the profile, names a day that the calendar does not have,
            or ends before it starts.

    Ordered by its first possible day, then by its last; equal if written alike.
    """

    __slots__ = ("_end", "_start", "_text")
    _text: str
    _start: _Moment | None
    _end: _Moment | None

    def __init__(self, text: str) -> None:
        start, slash, end = text.partition("/")
        if not slash:
            moment = _Moment.parse(text)
            sides: tuple[_Moment | None, _Moment | None] = (moment, moment)
        elif start == end == "..":
            raise ValueError(f"{text!r} is open at both ends and says nothing")
        else:
            sides = (None if start == ".." else _Moment.parse(start), None if end == ".." else _Moment.parse(end))
        for name, value in (("_text", text), ("_start", sides[0]), ("_end", sides[1])):
            object.__setattr__(self, name, value)
        if sides[0] and sides[1] and sides[0].earliest > sides[1].latest:
            raise ValueError(f"{text!r} ends before it starts")

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a Period does not change: {name} cannot be set")

    @property
    def earliest(self) -> date | None:
        """First day that the period may include; None if its start is open."""
        return self._start.earliest if self._start else None

    @property
    def latest(self) -> date | None:
        """Last day that the period may include; None if its end is open."""
        return self._end.latest if self._end else None

    def includes(self, day: date) -> bool:
        """Whether the period may include `day`."""
        return (self.earliest or date.min) <= day <= (self.latest or date.max)

    def overlaps(self, other: "Period") -> bool:
        """Whether the two may have more than the day in common on which one ends and the other begins."""
        starts = max(self.earliest or date.min, other.earliest or date.min)
        return starts < min(self.latest or date.max, other.latest or date.max)

    @property
    def precision(self) -> Precision:
        """How sharply the period is drawn: that of its less precise side."""
        known = [side.precision for side in (self._start, self._end) if side]
        return min(known, key=_PRECISIONS.index)

    @property
    def qualifiers(self) -> tuple[Qualifier, ...]:
        """The qualifiers that the period carries, without repeats: `?` uncertain, `~` approximate, `%` both."""
        found = (side.qualifier for side in (self._start, self._end) if side)
        return tuple(dict.fromkeys(qualifier for qualifier in found if qualifier))

    @property
    def is_interval(self) -> bool:
        """Whether it was given as start and end."""
        return "/" in self._text

    def __str__(self) -> str:
        return self._text

    def __repr__(self) -> str:
        return f"Period({self._text!r})"

    def __hash__(self) -> int:
        return hash(self._text)

    def __eq__(self, other: object) -> bool:
        return self._text == other._text if isinstance(other, Period) else NotImplemented

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Period):
            return NotImplemented
        return self._order() < other._order()

    def _order(self) -> tuple[date, date, str]:
        return (self.earliest or date.min, self.latest or date.max, self._text)

    def __reduce__(self) -> tuple[type[Self], tuple[str]]:
        return type(self), (self._text,)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: "GetCoreSchemaHandler") -> "CoreSchema":
        from pydantic_core import core_schema

        return core_schema.no_info_before_validator_function(
            cls._validate, core_schema.is_instance_schema(cls), serialization=core_schema.to_string_ser_schema()
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, core: "CoreSchema", handler: "GetJsonSchemaHandler") -> dict[str, Any]:
        side = re.sub(r"\?P<\w+>", "", _MOMENT.pattern)
        return {"type": "string", "pattern": rf"^({side}|\.\.)(/({side}|\.\.))?$"}

    @classmethod
    def _validate(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        try:
            return cls(value)
        except ValueError as error:
            from pydantic_core import PydanticCustomError

            raise PydanticCustomError("period", "{reason}", {"reason": str(error)}) from None
