"""Columns, keys and tables, and how they are derived from the fields of the models.

A column holds the function that gets its value, so that the two cannot drift apart. What else a column is (type,
values, pattern, whether it can be empty, what it means) comes from the field; a column that no field describes is a `custom_column`.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any, Literal, NamedTuple, TypeAlias

from pydantic import TypeAdapter

from reformdata.messages import Message
from reformdata.models import LANGUAGES, ORDERED_VOCABULARIES, Corpus, Doc, Language, Period, RecordId, Term
from reformdata.models.fields import field_of
from reformdata.models.ids import RECORD_ID

Vocabulary: TypeAlias = type[Term]
ColumnType: TypeAlias = Literal["string", "integer", "number", "boolean", "date", "array"]
Value: TypeAlias = Callable[[Corpus, Any], object]
"""Gets the value of a cell from the data and the object that the row is made of."""

_TYPES: dict[object, ColumnType] = {int: "integer", Decimal: "number", bool: "boolean", date: "date"}
_PATTERNS: dict[object, str] = {RecordId: RECORD_ID, Period: TypeAdapter(Period).json_schema()["pattern"]}
_HERE_IN: dict[Language, Doc] = {
    "da": Doc("Her på dansk.", "Here in Danish."),
    "en": Doc("Her på engelsk.", "Here in English."),
}
_PERIOD_DAYS = {
    "earliest": Doc("Den første dag, perioden kan omfatte.", "The first day that the period may include."),
    "latest": Doc("Den sidste dag, perioden kan omfatte.", "The last day that the period may include."),
}
_MEMBER_NAMES = {"aliases": "alias", "sources": "address", "parties": "party"}
_POSITION = Doc("Pladsen i rækkefølgen, fra 1.", "The place in the order, from 1.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table."""

    name: str
    type: ColumnType
    """As in Table Schema. An array is a tuple of ids, of names or of numbers; JSON text in a CSV file."""
    doc: Doc
    required: bool = False
    """Whether every row has a value."""
    vocabulary: Vocabulary | None = None
    """The closed vocabulary that its values are terms of."""
    pattern: str | None = None
    """A regular expression that the whole value matches."""
    minimum: int | None = None
    items: ColumnType | None = None
    """The type of the items of an array; None for other columns."""
    table: str | None = field(default=None, compare=False)
    """The table whose ids are its values."""
    value: Value = field(compare=False, repr=False, default=lambda _corpus, _row: None)

    @property
    def enum(self) -> tuple[str, ...]:
        """The values that it can have; empty if they are not limited."""
        return tuple(term.value for term in self.vocabulary or ())

    @property
    def ascending(self) -> tuple[str, ...]:
        """The values that it can have, the lowest first; empty if they have no order."""
        if self.vocabulary is None or self.vocabulary not in ORDERED_VOCABULARIES:
            return ()
        return tuple(term.value for term in self.vocabulary.ascending())


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Columns whose values are those of the columns `references` in a row of `table`, unless they are empty."""

    columns: tuple[str, ...]
    table: str
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table: its columns, its keys and how its rows are made."""

    name: str
    title: Message
    doc: Doc
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...] = ()
    rows: Callable[[Corpus], Iterator[tuple[object, ...]]]
    """The rows of a corpus whose references resolve (else `KeyError`), in a fixed order.

    A cell is a `str`, an `int`, a `bool`, a `Decimal`, a `date`, a tuple of `str` or of `int`, or None.
    """


class Member(NamedTuple):
    """One of the values that a field of `owner` holds."""

    owner: Any
    position: int
    value: Any


def column(model: Any, name: str, *, called: str | None = None, path: str | None = None) -> Column:
    """The column of the field `name` of `model`, filled from the row's object at the dotted `path`."""
    known = field_of(model, name)
    type_ = _TYPES.get(known.base, "string")
    followed = path or name
    made = Column(
        name=called or name, type=type_, doc=known.doc, required=not known.nullable,
        value=lambda _, row: follow(row, followed),
    )  # fmt: skip
    if known.many:
        return replace(made, type="array", items=type_)
    return replace(
        made,
        vocabulary=known.vocabulary,
        pattern=_PATTERNS.get(known.base) or known.pattern,
        minimum=known.minimum,
        table=known.table,
    )


def bilingual(model: Any, name: str, *, called: str | None = None, path: str | None = None) -> tuple[Column, ...]:
    """The two columns of a text in Danish and in English: `<name>_da` and `<name>_en`."""
    known = field_of(model, name)
    return tuple(
        custom_column(
            f"{called or name}_{language}",
            "string",
            Doc(f"{known.doc.da} {_HERE_IN[language].da}", f"{known.doc.en} {_HERE_IN[language].en}"),
            lambda _, row, followed=f"{path or name}.{language}": follow(row, followed),  # type: ignore[misc]  # bound now
            required=not known.nullable,
        )
        for language in LANGUAGES
    )


def custom_column(
    name: str,
    type_: ColumnType,
    doc: Doc,
    value: Value,
    *,
    required: bool = True,
    minimum: int | None = None,
    table: str | None = None,
) -> Column:
    """A column that no field describes."""
    return Column(name=name, type=type_, doc=doc, required=required, minimum=minimum, table=table, value=value)


def optional(columns: Iterable[Column]) -> Iterator[Column]:
    """The columns, where a row can have no value."""
    return (replace(each, required=False) for each in columns)


def owner_column(name: str, table: str, doc: Doc) -> Column:
    """The column with the id of the owner of a `Member`."""
    return custom_column(name, "string", doc, lambda _, row: row.owner.id, table=table)


def position_column(doc: Doc = _POSITION) -> Column:
    """The column with the position of a row in a list."""
    return custom_column("position", "integer", doc, lambda _, row: row.position, minimum=1)


def period_days(path: str, called: str = "period") -> Iterator[Column]:
    """The columns of the first and the last day that the period at `path` may include: `<called>_earliest`, `<called>_latest`."""
    for name, doc in _PERIOD_DAYS.items():
        value = f"{path}.{name}"
        yield custom_column(f"{called}_{name}", "date", doc, lambda _, row, at=value: follow(row, at), required=False)  # type: ignore[misc]  # bound now


def make_table(
    name: str,
    title: Message,
    doc: Doc,
    *,
    columns: Iterable[Column],
    rows: Callable[[Corpus], Iterable[object]],
    primary_key: tuple[str, ...] = ("id",),
    foreign_keys: tuple[ForeignKey, ...] = (),
) -> Table:
    """A table of one row for each of `rows`.

    The columns that hold ids of a table become foreign keys. Behind a column of an ordered vocabulary stands its rank.
    """
    made = tuple(each for one in columns for each in ((one, _rank(one)) if one.ascending else (one,)))

    def cells(corpus: Corpus) -> Iterator[tuple[object, ...]]:
        for row in rows(corpus):
            yield tuple(plain(each.value(corpus, row)) for each in made)

    derived = tuple(ForeignKey((each.name,), each.table, ("id",)) for each in made if each.table)
    return Table(
        name=name, title=title, doc=doc, columns=made, primary_key=primary_key, foreign_keys=derived + foreign_keys,
        rows=cells,
    )  # fmt: skip


def member_table(name: str, title: Message, *, owner: Column, model: Any, field_name: str) -> Table:
    """The table of the values of a field that holds ids or plain values: one row for each, in its order.

    The primary key is the owner and the value, not the owner and the position, so that checking primary keys
    finds a value that is there twice.
    """
    known = field_of(model, field_name)
    table = known.table
    value = replace(
        column(model, field_name),
        name=_MEMBER_NAMES.get(field_name) or (table.removesuffix("s") if table else "code"),
        type=_TYPES.get(known.base, "string"),
        items=None,
        doc=Doc(f"Id i tabellen `{table}`.", f"An id of the table `{table}`.") if table else known.doc,
        pattern=known.pattern,
        minimum=known.minimum,
        table=table,
        value=lambda _, row: row.value,
    )
    return make_table(
        name,
        title,
        known.doc,
        columns=(owner, position_column(), value),
        rows=members(owner.table or "", field_name),
        primary_key=(owner.name, value.name),
    )


def _rank(of: Column) -> Column:
    """The column with the ranks of the terms of a column, for programs that compare texts by the alphabet."""
    ranks: dict[object, int] = {term: rank for rank, term in enumerate(of.ascending, start=1)}
    order = ", ".join(f"{rank} {term}" for term, rank in ranks.items())
    doc = Doc(
        f"Rangen af `{of.name}` til at sammenligne og sortere efter: {order}.",
        f"The rank of `{of.name}`, to compare and to sort by: {order}.",
    )
    # Never required: a term that newer data brings has no rank here.
    return custom_column(
        f"{of.name}_rank",
        "integer",
        doc,
        lambda corpus, row: ranks.get(plain(of.value(corpus, row))),
        required=False,
        minimum=1,
    )


def members(table: str, name: str) -> Callable[[Corpus], Iterator[Member]]:
    """A function that gets the members of the field `name` of each object of `table` that has the field."""

    def found(corpus: Corpus) -> Iterator[Member]:
        for owner in getattr(corpus, table).values():
            for position, value in enumerate(getattr(owner, name, ()), start=1):
                yield Member(owner, position, value)

    return found


def objects(table: str) -> Callable[[Corpus], Iterable[Any]]:
    """A function that gets the objects of `table`."""
    return lambda corpus: getattr(corpus, table).values()


def plain(value: object) -> object:
    """`value` as a cell holds it: terms, ids and periods as strings of the class `str` itself."""
    if isinstance(value, (str, Period)):
        return str(value)
    if isinstance(value, tuple):
        return tuple(plain(part) for part in value)
    return value


def follow(thing: object, path: str) -> object:
    """The value at the dotted `path` of `thing`; None where a part is missing, as the kinds have different fields."""
    for name in path.split("."):
        thing = getattr(thing, name, None)
    return thing
