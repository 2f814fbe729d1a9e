"""Tables of the compiled file as pandas, Polars and Arrow frames, and as plain rows: by SQL, without making objects.

The file describes its columns (`documentation`) and the values of each vocabulary (`terms`), so that a newer file is
read with its own types and terms. docs/data-dictionary.md lists the types.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from itertools import filterfalse
from typing import TYPE_CHECKING, Any, NamedTuple

from reformdata.errors import ConditionValueError, library
from reformdata.messages import Message, closest_names
from reformdata.models.ids import id_sort_key
from reformdata.models.languages import LANGUAGES, Language, check_language, danish_order
from reformdata.models.names import name_of
from reformdata.models.outline import ORDERS
from reformdata.store.file import Store

if TYPE_CHECKING:
    from decimal import Decimal

    import pandas
    import polars
    import pyarrow

LABEL_DOCS: Mapping[Language, Message] = {
    "da": Message("Betegnelsen for `{}` på dansk.", "The label of `{}` in Danish."),
    "en": Message("Betegnelsen for `{}` på engelsk.", "The label of `{}` in English."),
}
"""The descriptions of the additional columns of a frame: `<column>_label_<language>`."""

_DECIMALS = 6
"""The most decimals that a number of the data may have."""
_NEAREST = 5
"""How many columns an error names."""


class Selection(NamedTuple):
    """A table of the compiled file, or some of its rows."""

    store: Store
    table: str
    ids: Sequence[str] | None = None
    """The rows, in their order; all of them, in the order of the table, if None."""


class _Field(NamedTuple):
    """A column of a table as the file documents it; or the labels of its terms."""

    name: str
    stored: str
    """The column of the table that it is made of."""
    type: str
    items: str | None
    """What an array holds."""
    vocabulary: str | None
    description: str
    labels: Language | None = None
    """The language of the labels that replace the values; None for the values themselves."""


class _Column(NamedTuple):
    """A column of a frame: its name there and its cells as the file holds them."""

    name: str
    of: _Field
    terms: tuple[str, ...] | None
    """The values that it may have, in their order; None if it is of no vocabulary."""
    cells: tuple[Any, ...]

    @property
    def ordered(self) -> bool:
        return self.of.vocabulary in ORDERS


def to_dicts(selection: Selection, lang: Language | None, columns: Sequence[str] | None) -> list[dict[str, Any]]:
    """A row each, of `str`, `int`, `bool`, `decimal.Decimal`, `datetime.date`, lists and None."""
    made = _columns(selection, lang, columns)
    names = [column.name for column in made]
    return [dict(zip(names, row, strict=True)) for row in zip(*map(_values, made), strict=True)]


def to_pandas(selection: Selection, lang: Language | None, columns: Sequence[str] | None) -> "pandas.DataFrame":
    """A pandas frame; `attrs["citation"]` says how to cite it."""
    pandas_ = library("pandas", extra="pandas", purpose="a pandas frame")
    made = _columns(selection, lang, columns)
    frame: pandas.DataFrame = pandas_.DataFrame({column.name: _series(pandas_, column) for column in made})
    frame.attrs["citation"] = selection.store.meta("citation")
    return frame


def to_polars(selection: Selection, lang: Language | None, columns: Sequence[str] | None) -> "polars.DataFrame":
    """A Polars frame."""
    polars_ = library("polars", extra="polars", purpose="a Polars frame")
    made = _columns(selection, lang, columns)
    frame: polars.DataFrame = polars_.DataFrame([_polars_series(polars_, column) for column in made])
    return frame


def to_arrow(selection: Selection, lang: Language | None, columns: Sequence[str] | None) -> "pyarrow.Table":
    """An Arrow table; its metadata says how to cite it, that of a field what it holds, in English."""
    arrow = library("pyarrow", extra="arrow", purpose="an Arrow table")
    made = _columns(selection, lang, columns)
    schema = arrow.schema(
        [arrow.field(one.name, _arrow_type(arrow, one), metadata={"description": one.of.description}) for one in made],
        metadata={"citation": selection.store.meta("citation")},
    )
    return arrow.Table.from_arrays(
        [_arrow_array(arrow, one, schema.field(one.name).type) for one in made], schema=schema
    )


def _columns(selection: Selection, lang: Language | None, wanted: Sequence[str] | None) -> list[_Column]:
    """The columns of a frame of `selection`: those of the table, and after each term its labels."""
    if lang is not None:
        check_language(lang)
    shown = _named_fields(_fields(selection), lang)
    if wanted is not None:
        if isinstance(wanted, str) or not wanted:
            raise ConditionValueError("columns", wanted, hint="give a list of names")
        for name in wanted:
            if name not in shown:
                raise _unknown_column("columns", name, shown)
        shown = {name: shown[name] for name in wanted}
    stored = tuple(dict.fromkeys(field.stored for field in shown.values()))
    rows = selection.store.rows(*_query(selection, stored))
    cells = dict(zip(stored, zip(*rows, strict=True) if rows else ((),) * len(stored), strict=True))
    return [_column(selection.store, name, field, cells[field.stored]) for name, field in shown.items()]


def _unknown_column(argument: str, name: object, known: Iterable[str]) -> ConditionValueError:
    """The error that names the nearest columns; there are too many to list."""
    known = tuple(known)
    parts = [one for one in known if isinstance(name, str) and name in one]
    nearest = list(dict.fromkeys((*closest_names(str(name), known), *parts)))[:_NEAREST]
    hint = f"list(….to_dicts()[0]) has all {len(known)} columns, and docs/data-dictionary.md says what they mean"
    return ConditionValueError(argument, name, candidates=dict.fromkeys(nearest, ""), hint=hint)


def _fields(selection: Selection) -> list[_Field]:
    rows = selection.store.rows(
        "SELECT column_name, type, items, vocabulary, description_en FROM documentation"
        " WHERE table_name = ? AND column_name IS NOT NULL ORDER BY rowid",
        (selection.table,),
    )
    fields: list[_Field] = []
    for name, type_, items, vocabulary, description in rows:
        field = _Field(name=name, stored=name, type=type_, items=items, vocabulary=vocabulary, description=description)
        fields.append(field)
        for language in LANGUAGES if vocabulary else ():
            about = LABEL_DOCS[language].en.format(name)
            fields.append(field._replace(name=f"{name}_label_{language}", labels=language, description=about))
    return fields


def _named_fields(fields: Sequence[_Field], lang: Language | None) -> dict[str, _Field]:
    """The columns to show, by the name to show them under."""
    if lang is None:
        return {field.name: field for field in fields}
    names = {field.name for field in fields}
    other = "_en" if lang == "da" else "_da"
    shown = {}
    for field in fields:
        stem = field.name.removesuffix(f"_{lang}")
        if not field.name.endswith(other):
            shown[field.name if stem == field.name else f"{stem}_names" if stem in names else stem] = field
    return shown


def _query(selection: Selection, columns: Iterable[str]) -> tuple[str, tuple[str, ...]]:
    named = ", ".join(f'this."{column}"' for column in columns)
    if selection.ids is None:
        return f'SELECT {named} FROM "{selection.table}" AS this', ()  # noqa: S608 - names of our own file
    id_ = "record" if selection.table == "outcomes" else "id"
    return (
        f"SELECT {named} FROM json_each(?) AS wanted"  # noqa: S608 - names of our own file
        f' CROSS JOIN "{selection.table}" AS this ON this.{id_} = wanted.value ORDER BY wanted.key',
        (json.dumps(selection.ids),),
    )


def _column(store: Store, name: str, field: _Field, cells: tuple[Any, ...]) -> _Column:
    if field.vocabulary is None:
        return _Column(name, field, None, cells)
    shown = _terms(store, field.vocabulary, field.labels)
    # A value that is not listed is kept.
    shown |= {cell: cell for cell in dict.fromkeys(cells) if cell is not None and cell not in shown}
    terms = tuple(dict.fromkeys(shown.values()))
    return _Column(name, field, terms, tuple(cell if cell is None else shown[cell] for cell in cells))


def _terms(store: Store, vocabulary: str, labels: Language | None) -> dict[str, str]:
    """The values of a vocabulary in their order, each with the text to show for it."""
    shown = f"label_{labels}" if labels else "value"
    rows = store.rows(
        f"SELECT value, {shown} FROM terms WHERE vocabulary = ? ORDER BY position * ?",  # noqa: S608 - our own names
        (vocabulary, ORDERS.get(vocabulary, 1)),
    )
    return dict(rows)


def _values(column: _Column) -> Sequence[Any]:
    """The cells as Python's own values."""
    if column.of.type == "array":
        # All at once: a call for each cell would be most of what a frame costs.
        lists: list[Any] = json.loads(f"[{','.join(cell or 'null' for cell in column.cells)}]")
        return lists
    convert = _CONVERT.get(column.of.type)
    return column.cells if convert is None else [None if cell is None else convert(cell) for cell in column.cells]


def _decimal(cell: float) -> "Decimal":
    from decimal import Decimal  # here, since few tables have numbers with decimals

    return Decimal(repr(cell))


_CONVERT: Mapping[str, Callable[[Any], Any]] = {"date": date.fromisoformat, "boolean": bool, "number": _decimal}
_PANDAS = {"string": "string", "integer": "Int64", "number": "Float64", "boolean": "boolean"}


def _series(pandas: Any, column: _Column) -> Any:
    if column.terms is not None:
        return pandas.Categorical(column.cells, categories=list(column.terms), ordered=column.ordered)
    if column.of.type == "date":
        return pandas.array([cell or "NaT" for cell in column.cells], dtype="datetime64[s]")
    if column.of.type == "array":
        return pandas.Series(_values(column), dtype="object")
    return pandas.array(list(column.cells), dtype=_PANDAS[column.of.type])


def _polars_series(polars: Any, column: _Column) -> Any:
    type_ = _polars_type(polars, column)
    if column.of.type == "array":
        # Polars takes far longer over Python's lists than over the JSON that the file holds.
        return polars.Series(column.name, column.cells, dtype=polars.String).str.json_decode(type_)
    return polars.Series(column.name, _values(column), dtype=type_)


def _polars_type(polars: Any, column: _Column) -> Any:
    if column.terms is not None:
        return polars.Enum(list(column.terms))
    plain = {
        "string": polars.String, "integer": polars.Int64, "number": polars.Decimal(38, _DECIMALS),
        "boolean": polars.Boolean, "date": polars.Date,
    }  # fmt: skip
    return polars.List(plain[column.of.items or "string"]) if column.of.type == "array" else plain[column.of.type]


def _arrow_type(arrow: Any, column: _Column) -> Any:
    if column.terms is not None:
        return arrow.dictionary(arrow.int32(), arrow.string(), ordered=column.ordered)
    plain = {
        "string": arrow.string(), "integer": arrow.int64(), "number": arrow.decimal128(38, _DECIMALS),
        "boolean": arrow.bool_(), "date": arrow.date32(),
    }  # fmt: skip
    return arrow.list_(plain[column.of.items or "string"]) if column.of.type == "array" else plain[column.of.type]


def _arrow_array(arrow: Any, column: _Column, type_: Any) -> Any:
    if column.terms is None:
        return arrow.array(_values(column), type=type_)
    place = {term: index for index, term in enumerate(column.terms)}
    codes = arrow.array([None if cell is None else place[cell] for cell in column.cells], type=arrow.int32())
    return arrow.DictionaryArray.from_arrays(
        codes, arrow.array(column.terms, type=arrow.string()), ordered=column.ordered
    )


# ---- the values of a column: sorted and counted


def sort_rows(selection: Selection, columns: Sequence[str], *, descending: bool) -> list[int]:
    """The places of the rows, sorted by `columns`: a stable sort, with the rows that have no value last.

    The terms of an ordered vocabulary are sorted by their order, ids of records as the records are, other texts by the
    Danish alphabet without regard to case, and a list by its first value that differs.

    Raises:
        ConditionValueError: for a column that does not exist.
    """
    made = _columns(selection, None, columns)
    order = list(range(len(made[0].cells)))
    for column in reversed(made):
        key = _sort_key(column)
        keys = {at: key(value) for at, value in enumerate(_values(column)) if _is_value(value)}
        present = sorted(filter(keys.__contains__, order), key=keys.__getitem__, reverse=descending)
        order = [*present, *filterfalse(keys.__contains__, order)]
    return order


def count_values(selection: Selection, name: str, lang: Language | None) -> dict[Any, int]:
    """How many rows have each value of the column `name`, most first; of a list each of its values is counted.

    Values with the same count are sorted as by `sort_rows`. With `lang` a term is replaced by its label and an id by
    the name of its entry; where two entries have the same name, their ids follow in brackets.

    Raises:
        ConditionValueError: for a column that does not exist, or an unsupported language.
    """
    if lang is not None:
        check_language(lang)
    fields = _fields(selection)
    known = _named_fields(fields, None) | (_named_fields(fields, lang) if lang else {})
    if name not in known:
        raise _unknown_column("column", name, known)
    (column,) = _columns(selection, None, [known[name].name])
    listed = column.of.type == "array"
    values = (value for cell in _values(column) if _is_value(cell) for value in (cell if listed else (cell,)))
    key = _sort_key(column._replace(of=column.of._replace(type=column.of.items or "string")) if listed else column)
    counted = sorted(Counter(values).items(), key=lambda one: (-one[1], key(one[0])))
    shown = _shown(selection.store, column, [value for value, _ in counted], lang) if lang else {}
    return {shown.get(value, value): count for value, count in counted}


def _is_value(cell: Any) -> bool:
    return cell is not None and cell != []


def _sort_key(column: _Column) -> Callable[[Any], Any]:
    """The function that gives the key by which the values of `column` are sorted."""
    if column.ordered and column.terms:
        return {term: place for place, term in enumerate(column.terms)}.__getitem__
    if column.of.type == "array":
        return lambda values: [danish_order(one) if isinstance(one, str) else one for one in values]
    if column.of.name == "id":
        return id_sort_key
    return danish_order if column.of.type == "string" else lambda value: value


def _shown(store: Store, column: _Column, values: Sequence[Any], lang: Language) -> dict[Any, str]:
    """The label of each term, or the name of the entry of each id; nothing for other values."""
    if column.of.vocabulary:
        return {value: label for value, label in _terms(store, column.of.vocabulary, lang).items() if label}
    table = _table_of_ids(store, column.of)
    if table is None:
        return {}
    found = zip(values, store.objects(table, values), strict=True)
    named: dict[Any, str] = {id_: name_of(entry).in_(lang) for id_, entry in found}
    shared = {name for name, count in Counter(named.values()).items() if count > 1}
    return {id_: f"{name} ({id_})" if name in shared else name for id_, name in named.items()}


def _table_of_ids(store: Store, field: _Field) -> str | None:
    """The table of the ids in a column of `records`, by its foreign key, or by that of the table of its members."""
    if field.type != "string" and field.items != "string":
        return None
    keys = 'SELECT "from", "table" FROM pragma_foreign_key_list(?, \'main\')'
    for table, column in (("records", field.stored), (f"record_{field.stored}", None)):
        for name, other in store.rows(keys, (table,)):
            if column == name or (column is None and other != "records"):
                return str(other)
    return None
