"""Tables of the compiled file as pandas, Polars and Arrow frames, and as plain rows: by SQL, without making objects.

The file describes its columns (`documentation`) and the values of each vocabulary (`terms`), so that a newer file is
read with its own types and terms. docs/data-dictionary.md lists the types.

SQLite joins the cells of each column to a text, which the library splits: that is faster than a value for each cell, and
for Polars and Arrow no cell becomes an object of Python.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from itertools import filterfalse
from typing import TYPE_CHECKING, Any, NamedTuple

from reformdata.errors import ConditionValueError, DamagedDataError, library
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
_NEXT, _NONE = "\x1f", "\x1e"
"""What stands between the cells of a text, and for an empty one: control characters, which no text of the data has."""
_PART = 50_000
"""The most rows that one text holds: SQLite makes no text of more than a billion bytes."""
_LARGE = 2**31
"""The bytes from which on an Arrow array of texts needs larger offsets."""
_NO_TEXT = Message(
    "en tekst i den er ikke UTF-8 eller har et styretegn", "a text in it is not UTF-8, or has a control character"
)


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
    """A column of a frame: its name there, and its cells as the file holds them."""

    name: str
    of: _Field
    cells: Any
    """Texts and None, in a list, a series of Polars or an array of Arrow; numbers are a tuple of `float` and None.

    Of a vocabulary each is a place in `texts`: in a list -1, which is None there, if it is empty.
    """
    texts: Sequence[str | None] = ()
    """What to show for each value, and None."""
    terms: Sequence[str] | None = None
    """The texts that it may show, in their order; None if it is of no vocabulary."""

    @property
    def ranks(self) -> list[int]:
        """The place of each of `texts` among `terms`; -1 for None."""
        place: dict[str | None, int] = {term: at for at, term in enumerate(self.terms or ())} | {None: -1}
        return [place[text] for text in self.texts]

    @property
    def ordered(self) -> bool:
        return self.of.vocabulary in ORDERS


class _Library(NamedTuple):
    """What a library does with the cells of a column."""

    split: Callable[[Mapping[str, Sequence[bytes]]], Mapping[str, Any]]
    """Makes the cells of each column of its texts."""
    encode: Callable[[Any], tuple[Any, Sequence[str]]]
    """Makes of cells their places among values, and the values."""


def _split(texts: Mapping[str, Sequence[bytes]]) -> dict[str, list[str | None]]:
    cells: dict[str, list[str | None]] = {}
    for name, parts in texts.items():
        joined = _NEXT.join(part.decode() for part in parts)
        column = joined.split(_NEXT) if parts else []
        cells[name] = [None if cell == _NONE else cell for cell in column] if _NONE in joined else [*column]
    return cells


def _encode(cells: Sequence[str | None]) -> tuple[list[int], list[str]]:
    values = [cell for cell in dict.fromkeys(cells) if cell is not None]
    place: dict[str | None, int] = {value: at for at, value in enumerate(values)} | {None: -1}
    return list(map(place.__getitem__, cells)), values


_PYTHON = _Library(_split, _encode)


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

    def split(texts: Mapping[str, Sequence[bytes]]) -> Mapping[str, Any]:
        whole = polars_.DataFrame(texts, schema=dict.fromkeys(texts, polars_.Binary))
        cells = polars_.all().cast(polars_.String).str.split(_NEXT).explode()
        # Two steps: a condition on `cells` would split twice.
        split_: Mapping[str, Any] = (
            whole.select(cells).select(polars_.when(polars_.all() != _NONE).then(polars_.all())).to_dict()
        )
        return split_

    def encode(cells: Any) -> tuple[Any, list[str]]:
        values = cells.drop_nulls().unique(maintain_order=True).to_list()
        return cells.cast(polars_.Enum(values)).to_physical(), values

    made = _columns(selection, lang, columns, _Library(split, encode))
    frame: polars.DataFrame = polars_.DataFrame([_polars_series(polars_, column) for column in made])
    return frame


def to_arrow(selection: Selection, lang: Language | None, columns: Sequence[str] | None) -> "pyarrow.Table":
    """An Arrow table; its metadata says how to cite it, that of a field what it holds, in English."""
    arrow = library("pyarrow", extra="arrow", purpose="an Arrow table")
    from pyarrow import compute

    def split(texts: Mapping[str, Sequence[bytes]]) -> Mapping[str, Any]:
        split_ = {}
        for name, parts in texts.items():
            kind = arrow.string() if sum(map(len, parts)) < _LARGE else arrow.large_string()
            cells = compute.split_pattern(arrow.array(parts, kind), _NEXT).flatten()
            # The marks of the empty cells stay where they are; nobody sees them.
            present = compute.not_equal(cells, _NONE).buffers()[1]
            split_[name] = arrow.Array.from_buffers(kind, len(cells), [present, *cells.buffers()[1:]])
        return split_

    def encode(cells: Any) -> tuple[Any, list[str]]:
        encoded = cells.dictionary_encode()
        return encoded.indices, encoded.dictionary.to_pylist()

    made = _columns(selection, lang, columns, _Library(split, encode))
    schema = arrow.schema(
        [arrow.field(one.name, _arrow_type(arrow, one), metadata={"description": one.of.description}) for one in made],
        metadata={"citation": selection.store.meta("citation")},
    )
    return arrow.Table.from_arrays(
        [_arrow_array(arrow, one, schema.field(one.name).type) for one in made], schema=schema
    )


def _columns(
    selection: Selection, lang: Language | None, wanted: Sequence[str] | None, library_: _Library = _PYTHON
) -> list[_Column]:
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
    cells = _cells(selection, {field.stored: field.type for field in shown.values()}, library_)
    coded = {name: library_.encode(cells[name]) for name in {one.stored for one in shown.values() if one.vocabulary}}
    return [
        _coded(selection.store, name, field, *coded[field.stored])
        if field.vocabulary
        else _Column(name, field, cells[field.stored])
        for name, field in shown.items()
    ]


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


def _cells(selection: Selection, types: Mapping[str, str], library_: _Library) -> dict[str, Any]:
    """The cells of columns, given with their types."""
    numbers = [column for column, type_ in types.items() if type_ == "number"]
    joined = [column for column in types if column not in numbers]
    cells: dict[str, Any] = {}
    if joined:
        cells |= _texts(selection, joined, library_)
    if numbers:
        # Not joined: a number has more digits than SQLite would write.
        rows = selection.store.rows(*_query(selection, ", ".join(f'this."{column}"' for column in numbers)))
        cells |= zip(numbers, zip(*rows, strict=True) if rows else [()] * len(numbers), strict=True)
    return cells


def _texts(selection: Selection, columns: Sequence[str], library_: _Library) -> Mapping[str, Any]:
    joined = "count(*), " + ", ".join(
        f"CAST(group_concat(ifnull(this.\"{column}\", '{_NONE}'), '{_NEXT}') AS BLOB)" for column in columns
    )
    ids = selection.ids
    if ids is None:
        ((count,),) = selection.store.rows(f'SELECT count(*) FROM "{selection.table}"')  # noqa: S608 - our own name
        queries = [_query(selection, joined, start if count > _PART else None) for start in range(0, count, _PART)]
    else:
        parts = (selection._replace(ids=ids[start : start + _PART]) for start in range(0, len(ids), _PART))
        queries = [_query(part, joined) for part in parts]
    rows = [row for query in queries for row in selection.store.rows(*query)]
    try:
        cells = library_.split({column: [row[at] for row in rows] for at, column in enumerate(columns, 1)})
    except Exception as error:  # for bytes that are not UTF-8 each library has an error of its own
        raise DamagedDataError(selection.store.path, _NO_TEXT) from error
    if any(len(one) != sum(row[0] for row in rows) for one in cells.values()):
        raise DamagedDataError(selection.store.path, _NO_TEXT)
    return cells


def _query(selection: Selection, select: str, start: int | None = None) -> tuple[str, tuple[object, ...]]:
    """The SQL that selects `select` of the rows in their order, and its parameters; from `start` on, at most `_PART`."""
    if selection.ids is None:
        # Without an index: SQLite would read a column that has one in the order of the index.
        rows = f'"{selection.table}" AS this NOT INDEXED'
        if start is not None:
            rows = f'(SELECT * FROM "{selection.table}" NOT INDEXED LIMIT {_PART} OFFSET {start}) AS this'  # noqa: S608
        return f"SELECT {select} FROM {rows}", ()  # noqa: S608 - names of our own file
    id_ = "record" if selection.table == "outcomes" else "id"
    # The rows come in the order of the ids, since CROSS JOIN fixes which is the outer loop.
    return (
        f'SELECT {select} FROM json_each(?) AS wanted CROSS JOIN "{selection.table}" AS this'  # noqa: S608 - names of our own file
        f" ON this.{id_} = wanted.value",
        (json.dumps(selection.ids),),
    )


def _coded(store: Store, name: str, field: _Field, codes: Any, values: Sequence[str]) -> _Column:
    """The column of a vocabulary, given the places of its cells among `values`."""
    shown = _terms(store, str(field.vocabulary), field.labels)
    # A value that is not listed is kept.
    texts = [shown.setdefault(value, value) for value in values]
    return _Column(name, field, codes, [*texts, None], list(dict.fromkeys(shown.values())))


def _terms(store: Store, vocabulary: str, labels: Language | None) -> dict[str, str]:
    """The values of a vocabulary in their order, each with the text to show for it."""
    shown = f"label_{labels}" if labels else "value"
    rows = store.rows(
        f"SELECT value, {shown} FROM terms WHERE vocabulary = ? ORDER BY position * ?",  # noqa: S608 - our own names
        (vocabulary, ORDERS.get(vocabulary, 1)),
    )
    return dict(rows)


def _values(column: _Column) -> Sequence[Any]:
    """The cells of a list or tuple as Python's own values."""
    if column.terms is not None:
        return list(map(column.texts.__getitem__, column.cells))
    if column.of.type == "array":
        # All at once: a call for each cell would be most of what a frame costs.
        lists: list[Any] = json.loads(f"[{','.join(cell or 'null' for cell in column.cells)}]")
        return lists
    if column.of.type == "string":
        cells: list[str | None] = column.cells
        return cells
    convert = _CONVERT[column.of.type]
    values = {cell: convert(cell) for cell in dict.fromkeys(column.cells) if cell is not None}
    return list(map(values.get, column.cells))


def _decimal(cell: float) -> "Decimal":
    from decimal import Decimal  # here, since few tables have numbers with decimals

    return Decimal(repr(cell))


_CONVERT: Mapping[str, Callable[[Any], Any]] = {
    "date": date.fromisoformat,
    "boolean": lambda cell: cell == "1",
    "integer": int,
    "number": _decimal,
}
_PANDAS = {"string": "string", "integer": "Int64", "boolean": "boolean"}


def _series(pandas: Any, column: _Column) -> Any:
    if column.terms is not None:
        import numpy

        codes = numpy.array(column.ranks)[column.cells]
        return pandas.Categorical.from_codes(codes, categories=list(column.terms), ordered=column.ordered)
    match column.of.type:
        case "array":
            return pandas.Series(_values(column), dtype="object")
        case "date":
            # A day that is repeated is converted once.
            places, days = _encode(column.cells)
            return pandas.array([*days, "NaT"], dtype="datetime64[s]")[places]
        case "number":
            return pandas.array(list(column.cells), dtype="Float64")
        case type_:
            return pandas.array(_values(column), dtype=_PANDAS[type_])


def _polars_series(polars: Any, column: _Column) -> Any:
    type_ = _polars_type(polars, column)
    cells = column.cells
    if column.terms is not None:
        return polars.Series(column.name, column.texts, dtype=type_).gather(cells)
    match column.of.type:
        case "array":
            cells = cells.str.json_decode(type_)
        case "date":
            cells = cells.str.to_date("%Y-%m-%d")
        case "boolean":
            cells = cells == "1"
        case "number":
            cells = polars.Series(_values(column), dtype=type_)
    return cells.cast(type_).alias(column.name)


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
    if column.of.type == "number":
        return arrow.array(_values(column), type=type_)
    if column.terms is not None:
        codes = arrow.array(column.ranks, arrow.int32()).take(column.cells)
        terms = arrow.array(column.terms, arrow.string())
        return arrow.DictionaryArray.from_arrays(codes, terms, ordered=column.ordered)
    if column.of.type != "array":
        return column.cells.cast(type_)
    encoded = column.cells.dictionary_encode()
    lists = json.loads(f"[{','.join(encoded.dictionary.to_pylist())}]")
    return arrow.array(lists, type=type_).take(encoded.indices)


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
