"""Columns, keys and tables, and how a column is derived from a field of a model.

A table is a row of slots: a slot is a column together with the way its value is got, so that the two
cannot drift apart. What a column is (type, values, pattern, whether it may be empty, what it means)
is read from the field's `Annotated` type; what no field says, a table spells out.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, Literal, NamedTuple, TypeAlias

from pydantic import TypeAdapter

from reformdata.models import Corpus, Doc, Label, Language, Period, RecordId
from reformdata.models.fields import ModelField, field_of
from reformdata.models.ids import RECORD_ID

ColumnType: TypeAlias = Literal["string", "integer", "number", "boolean", "date", "array"]
Fill: TypeAlias = Callable[[Corpus, Any], object]
"""Gets the value of a cell from the data and the thing that the row is about."""

_TYPES: dict[object, ColumnType] = {
    str: "string",
    RecordId: "string",
    Period: "string",
    int: "integer",
    Decimal: "number",
    date: "date",
}
_PATTERNS: dict[object, str] = {RecordId: RECORD_ID, Period: TypeAdapter(Period).json_schema()["pattern"]}
_HERE_IN: dict[Language, Doc] = {
    "da": Doc("Her på dansk.", "Here in Danish."),
    "en": Doc("Her på engelsk.", "Here in English."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """What stands in one column of a table."""

    name: str
    type: ColumnType
    """As in Table Schema. An array is a tuple of ids, of names or of numbers; JSON text in a CSV file."""
    doc: Doc
    required: bool = False
    """Whether every row has a value."""
    enum: tuple[str, ...] = ()
    """The values that may stand there; empty where any may."""
    pattern: str | None = None
    """A regular expression that the whole value matches."""
    minimum: int | None = None
    items: ColumnType | None = None
    """What an array holds; none of the others has it."""


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Columns whose values stand as `references` in a row of `table`, unless they are empty."""

    columns: tuple[str, ...]
    table: str
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table: what its columns are and what its rows are made of."""

    name: str
    title: Label
    doc: Doc
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...] = ()
    rows: Callable[[Corpus], Iterator[tuple[object, ...]]]
    """The rows of a corpus whose references resolve (else `KeyError`), in a fixed order.

    A cell is a `str`, an `int`, a `Decimal`, a `date`, a tuple of `str` or of `int`, or None.
    """


class Slot(NamedTuple):
    """A column, the way its value is got, and the table whose ids it holds, if it does."""

    column: Column
    fill: Fill
    table: str | None = None

    def optional(self) -> "Slot":
        """The same, where a row may have no value."""
        return self._replace(column=replace(self.column, required=False))

    def filled_by(self, fill: Fill) -> "Slot":
        """The same, with its value got in another way."""
        return self._replace(fill=fill)


def column_type(field: ModelField) -> ColumnType:
    """The type of a column of values of `field`."""
    return _TYPES.get(field.base, "string")


def column_pattern(field: ModelField) -> str | None:
    """What every value of `field` matches."""
    return _PATTERNS.get(field.base) or field.pattern


def slot(model: type, field: str, *, name: str | None = None, at: str | None = None) -> Slot:
    """The column of `field`, called `name`, filled from the row's thing at the dotted path `at`."""
    known = field_of(model, field)
    path = at or field
    if known.many:
        column = Column(name=name or field, type="array", doc=known.doc, required=True, items=column_type(known))
        return Slot(column, lambda _, row: follow(row, path))
    column = Column(
        name=name or field,
        type=column_type(known),
        doc=known.doc,
        required=not known.nullable,
        enum=tuple(term.value for term in known.vocabulary or ()),
        pattern=column_pattern(known),
        minimum=known.minimum,
    )
    return Slot(column, lambda _, row: follow(row, path), known.table)


def bilingual(model: type, field: str, *, name: str | None = None, at: str | None = None) -> tuple[Slot, Slot]:
    """The two columns of a text in Danish and in English: `<name>_da` and `<name>_en`."""
    known = field_of(model, field)

    def one(language: Language) -> Slot:
        column = Column(
            name=f"{name or field}_{language}",
            type="string",
            doc=in_language(language, known.doc),
            required=not known.nullable,
        )
        return Slot(column, lambda _, row: follow(row, f"{at or field}.{language}"))

    return one("da"), one("en")


def spelled(
    name: str,
    type_: ColumnType,
    doc: Doc,
    fill: Fill,
    *,
    required: bool = True,
    minimum: int | None = None,
    table: str | None = None,
) -> Slot:
    """A column that no field describes."""
    return Slot(Column(name=name, type=type_, doc=doc, required=required, minimum=minimum), fill, table)


def make_table(
    name: str,
    title: Label,
    doc: Doc,
    *,
    slots: Iterable[Slot],
    rows: Callable[[Corpus], Iterable[object]],
    primary_key: tuple[str, ...] = ("id",),
    foreign_keys: tuple[ForeignKey, ...] = (),
) -> Table:
    """A table of one row for each of `rows`; the slots that hold ids of a table become foreign keys."""
    row_of = tuple(slots)

    def filled(corpus: Corpus) -> Iterator[tuple[object, ...]]:
        for row in rows(corpus):
            yield tuple(plain(slot.fill(corpus, row)) for slot in row_of)

    derived = tuple(ForeignKey((slot.column.name,), slot.table, ("id",)) for slot in row_of if slot.table)
    return Table(
        name=name,
        title=title,
        doc=doc,
        columns=tuple(slot.column for slot in row_of),
        primary_key=primary_key,
        foreign_keys=derived + foreign_keys,
        rows=filled,
    )


def in_language(language: Language, doc: Doc) -> Doc:
    """`doc` with a word on the language that the column is in."""
    here = _HERE_IN[language]
    return Doc(f"{doc.da} {here.da}", f"{doc.en} {here.en}")


def plain(value: object) -> object:
    """`value` as a cell holds it: terms, ids and periods as strings of the class `str` itself."""
    if isinstance(value, str | Period):
        return str(value)
    if isinstance(value, tuple):
        return tuple(plain(part) for part in value)
    return value


def follow(thing: object, path: str) -> object:
    """What stands at the dotted `path` of `thing`; None where a part is missing, as other kinds have other fields."""
    for name in path.split("."):
        thing = getattr(thing, name, None)
    return thing
