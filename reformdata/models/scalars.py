"""Ids, numbers and dates as fields: text in YAML, typed in JSON; each has one exact pattern.

PyYAML would read `0017` as 15, `12:09` as 729 and `1_000` as 1000; here a scalar is a string until its field types it.
"""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, TypeAlias

from pydantic import BeforeValidator, Field, GetJsonSchemaHandler, StringConstraints
from pydantic_core import CoreSchema, PydanticCustomError

from reformdata.models.ids import ENTRY_ID, RecordId

EntryId: TypeAlias = Annotated[str, StringConstraints(pattern=ENTRY_ID, max_length=64)]
"""Id of a source or of an entry of another reference table: `kl-2020-temaside`."""

WikidataId: TypeAlias = Annotated[str, StringConstraints(pattern=r"^Q[1-9][0-9]{0,11}$")]
"""Id of an item of Wikidata: `Q12336452`."""


@dataclass(frozen=True, slots=True)
class Ref:
    """Marks a field that holds an id of the table named: `Annotated[EntryId, Ref("actors")]`.

    The check of references, the foreign keys and the completion in editors read it from there.
    """

    table: str

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {**handler(core), "x-table": self.table}


ActorId: TypeAlias = Annotated[EntryId, Ref("actors")]
AreaId: TypeAlias = Annotated[EntryId, Ref("areas")]
DocumentId: TypeAlias = Annotated[EntryId, Ref("documents")]
LawId: TypeAlias = Annotated[EntryId, Ref("laws")]
ReformId: TypeAlias = Annotated[EntryId, Ref("reforms")]
TargetGroupId: TypeAlias = Annotated[EntryId, Ref("target_groups")]
ThemeId: TypeAlias = Annotated[EntryId, Ref("themes")]
RecordRef: TypeAlias = Annotated[RecordId, Ref("records")]


_INTEGER = re.compile(r"0|[1-9][0-9]{0,5}")
_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,6})?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _integer(value: object) -> object:
    if not isinstance(value, str):
        return value
    if not _INTEGER.fullmatch(value):
        raise PydanticCustomError("whole_number", "expected a whole number of at most six digits, such as 12")
    return int(value)


def _number(value: object) -> object:
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    if isinstance(value, float):
        return Decimal(str(value))
    if not isinstance(value, str):
        return value
    if not _NUMBER.fullmatch(value):
        raise PydanticCustomError("number", "expected a number in digits, with a point for decimals, such as 2.5")
    return Decimal(value)


def _date(value: object) -> object:
    if not isinstance(value, str):
        return value
    if not _DATE.fullmatch(value):
        raise PydanticCustomError("date", "expected a date as year-month-day, such as 2020-10-28")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise PydanticCustomError("date", "expected a day that the calendar has, such as 2020-10-28") from None


def _boolean(value: object) -> object:
    if not isinstance(value, str):
        return value
    if value not in ("true", "false"):
        raise PydanticCustomError("boolean", "expected true or false")
    return value == "true"


Integer: TypeAlias = Annotated[int, Field(strict=True), BeforeValidator(_integer)]
"""A whole number of at most six digits."""

Count: TypeAlias = Annotated[int, Field(strict=True, ge=1), BeforeValidator(_integer)]
"""A whole number from 1."""

Number: TypeAlias = Annotated[Decimal, Field(strict=True), BeforeValidator(_number)]
"""A decimal number of at most fifteen digits and six decimals."""

Date: TypeAlias = Annotated[date, Field(strict=True), BeforeValidator(_date)]
"""A day: `2020-10-28`."""

Boolean: TypeAlias = Annotated[bool, Field(strict=True), BeforeValidator(_boolean)]
"""`true` or `false`."""

Paragraphs: TypeAlias = Annotated[tuple[Count, ...], Field(min_length=1)]
"""The numbers of one or more paragraphs of a source."""

Edition: TypeAlias = Annotated[str, Field(pattern=r"^[0-9]{1,3}\.[0-9]{1,3}$")]
"""An edition of the codebook: `1.1`."""
