"""Counts of the records by kind, source, year, area, theme, voice and more, or by two of these at once."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, compress, product
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from reformdata.dataset.hints import Hinting
from reformdata.dataset.verdicts import VERDICT, WITHOUT_VERDICT
from reformdata.errors import ConditionValueError, UnknownIdError, library
from reformdata.messages import Message
from reformdata.models.labels import FIELD_LABELS
from reformdata.models.languages import LANGUAGES, Language, check_language
from reformdata.models.layout import align_columns, bars
from reformdata.store.file import Store

if TYPE_CHECKING:
    import pandas

Value: TypeAlias = str | int
"""An id or a value of a vocabulary; an office in Danish; a year as a number; or the name of one of these."""
_Column: TypeAlias = tuple[tuple[str, ...], tuple[Value | None, ...]]
"""Ids of records, and the value that each has; None for no value."""
_Labels: TypeAlias = dict[str, dict[Value, Message]]
"""What the values of a table or a vocabulary are called, by its name."""
K = TypeVar("K", Value, tuple[Value, Value])

_ACTORS = ("actor", "voice", "organisation", "reported_by", "addressee", "owner", "mentions")
_TABLES: Mapping[str, str] = {
    "source": "sources", "area": "areas", "theme": "themes", "target_group": "target_groups", "reform": "reforms",
    "law": "laws", **dict.fromkeys(_ACTORS, "actors"),
}  # fmt: skip
"""The tables of the dimensions that are no vocabulary."""
_READ: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "kind": ("records", ("kind",)),
    "source": ("records", ("source",)),
    "year": ("records", ("year",)),
    "area": ("record_areas", ("area",)),
    "theme": ("record_themes", ("theme",)),
    "target_group": ("record_target_groups", ("target_group",)),
    "voice": ("records", ("voice",)),
    "organisation": ("records", ("organisation",)),
    "actor": ("records", ("voice", "nullif(voice_for, voice)")),
    "office": ("records", ("voice_office_da",)),
    "reported_by": ("records", ("reported_by",)),
    "addressee": ("record_addressees", ("actor",)),
    "owner": ("record_owners", ("actor",)),
    "mentions": ("record_mentions", ("actor",)),
    "reform": ("record_reforms", ("reform",)),
    "law": ("record_laws", ("law",)),
    **{name: ("records", (name,)) for name in ("action", "strength", "claim", "tone", "form", "status")},
    "relation": ("relations", ("type",)),
    "assessable": ("records", ("assessable",)),
    "verdict": ("records", (f"CASE WHEN kind <> 'statement' THEN {VERDICT} END",)),
}
"""Where each dimension is: the table, and its columns there."""
_WIDER: Mapping[str, str] = {
    "area": "WITH RECURSIVE around (area, value) AS (SELECT id, parent FROM areas UNION"
    " SELECT area, parent FROM around JOIN areas ON areas.id = value) SELECT area, value FROM around WHERE value NOT NULL",
    **dict.fromkeys(_ACTORS, "SELECT id, part_of FROM actors WHERE kind = 'government'"),
}
"""The SQL of the values that count for another one as well, as they do in `filter`."""
_HEADINGS = {
    "year": Message("År", "Year"),
    "organisation": Message("Organisation", "Organisation"),
    "actor": Message("Stemme eller organisation", "Voice or organisation"),
    "office": FIELD_LABELS["voice.office"],
}
_SHOWN = 5
"""How many counts the `repr` shows."""
_WIDEST = 24
"""The most characters of the heading of a column."""

DIMENSIONS = tuple(_READ)
"""What can be counted by, in the order of the report."""
_SUGGESTIONS = {
    "date": ("year",), "type": ("relation",), "speaker": ("voice", "organisation"), "minister": ("office",),
    "outcome": ("verdict", "assessable"), "party": ("organisation",),
}  # fmt: skip
_RECORD, _RECORDS = Message("post", "record"), Message("poster", "records")
_SOURCE, _SOURCES, _FROM = Message("kilde", "source"), Message("kilder", "sources"), Message("fra", "from")


class Counts(Hinting, Mapping[K, int]):
    """How many records there are for each value of a dimension, or for each pair of values of two. Immutable.

    A pair that no record has is not among them. `print` shows the counts with bars, or two dimensions as a table, and
    says how many records and sources they are of.
    """

    def __init__(
        self,
        by: tuple[str, ...],
        axes: Sequence[Sequence[Value]],
        cells: Mapping[tuple[Value, ...], int],
        *,
        of: tuple[int, int] = (0, 0),
        lang: Language | None = None,
    ) -> None:
        self.by = by
        """The dimension, or the two."""
        self.records, self.sources = of
        """How many records are counted, each once, and of how many sources they are."""
        self._axes = axes
        self._cells = cells
        self._lang = lang

    def __getitem__(self, value: K) -> int:
        """The count of a value, or of a pair.

        Raises:
            UnknownIdError: a KeyError, if no record has it.
        """
        cell = value if isinstance(value, tuple) else (value,)
        if cell not in self._cells:
            pair = f"ask for a pair, as in counts[{next(iter(self._cells), ('…', '…'))}]"
            because = pair if len(cell) != len(self.by) == 2 else ""
            known = [] if because else ["/".join(map(str, each)) for each in self._cells]
            raise UnknownIdError("/".join(map(str, cell)), f"counts by {' and '.join(self.by)}", known, because=because)
        return self._cells[cell]

    def __iter__(self) -> Iterator[K]:
        return (cell if len(self.by) > 1 else cell[0] for cell in self._cells)  # type: ignore[misc]  # one is K

    def __len__(self) -> int:
        return len(self._cells)

    def to_pandas(self) -> "pandas.Series[int] | pandas.DataFrame":
        """A series; of two dimensions a frame, with a column for each value of the second and 0 for a pair without records.

        The index, and the columns of a frame, are named in the language of the counts.

        Raises:
            MissingExtraError: an ImportError, without the extra `pandas`.
        """
        made_by = library("pandas", extra="pandas", purpose="a pandas frame")
        names = [heading(one).in_(self._lang) if self._lang else one for one in self.by]
        types = ["int64" if one == "year" else "object" for one in self.by]
        axes = [
            made_by.Index(axis, name=name, dtype=type_)
            for axis, name, type_ in zip(self._axes, names, types, strict=True)
        ]
        if len(axes) == 1:
            series: pandas.Series[int] = made_by.Series(
                list(self.values()), *axes, "int64", _RECORDS.in_(self._lang or "en")
            )
            return series
        frame: pandas.DataFrame = made_by.DataFrame([row[1:] for row in self._rows()], *axes, "int64")
        return frame

    def __repr__(self) -> str:
        shown = [f"{'/'.join(map(str, cell))} {number}" for cell, number in list(self._cells.items())[:_SHOWN]]
        left = [f"… {len(self) - _SHOWN} more"] if len(self) > _SHOWN else []
        counts = f"{', '.join(shown + left)}; {size_of(self.records, self.sources).en}" if shown else "none"
        return f"<Counts by {' and '.join(self.by)}: {counts}>"

    def __str__(self) -> str:
        size = f"n = {size_of(self.records, self.sources).in_(self._lang or 'en')}"
        if len(self.by) == 1:
            return "\n".join((*bars({str(cell[0]): number for cell, number in self._cells.items()}), f"  {size}"))
        head: tuple[Value, ...] = tuple(_shorten(str(one)) for one in self._head())
        return "\n".join((*align_columns([head, *self._rows()]), size))

    def _repr_html_(self) -> str:
        from reformdata.models import markup  # here, since only a notebook needs it

        rows = [[markup.escape(str(cell)) for cell in row] for row in self._rows()]
        return markup.collection(repr(self), rows, map(str, self._head()))

    def _head(self) -> tuple[Value, ...]:
        return (*self.by, "records") if len(self.by) == 1 else (" / ".join(self.by), *self._axes[1])

    def _rows(self) -> Iterator[tuple[Value, ...]]:
        if len(self.by) == 1:
            yield from ((cell[0], number) for cell, number in self._cells.items())
            return
        for value in self._axes[0]:
            numbers: list[int] = [self._cells.get((value, column), 0) for column in self._axes[1]]
            yield (value, *numbers)


def _shorten(name: str) -> str:
    return name if len(name) <= _WIDEST else f"{name[: _WIDEST - 1]}…"


def count_by(store: Store, dimensions: Sequence[str], lang: Language | None) -> dict[str, dict[Value, int]]:
    """How many of all records there are for each value of each of `dimensions`, or for its name in `lang`."""
    read = _read(store, dimensions, None)
    counts = {dimension: _count(dimension, read[dimension][1]) for dimension in dimensions}
    labels: _Labels = {}
    return {
        dimension: dict(zip(_names(store, dimension, one, lang, labels).values(), one.values(), strict=True))
        for dimension, one in counts.items()
    }


def stats(store: Store, ids: Sequence[str] | None, by: object, also: object, lang: Language | None) -> Counts[Any]:
    """The counts that `Records.stats` gives of the records `ids`, or of all if None; arguments and errors are those."""
    dimensions = _checked(by if also is None else (by, also))
    if lang is not None:
        check_language(lang)
    read = _read(store, dimensions, ids)
    axes = [_count(one, read[one][1]) for one in dimensions]
    cells, records = _cells([read[one] for one in dimensions], axes)
    names = [_names(store, one, axis, lang, {}) for one, axis in zip(dimensions, axes, strict=True)]
    named = {
        tuple(name[value] for name, value in zip(names, cell, strict=True)): number for cell, number in cells.items()
    }
    used = [{cell[place] for cell in named} for place in range(len(names))]
    shown = [[value for value in name.values() if value in found] for name, found in zip(names, used, strict=True)]
    size = len(records), len({record.rpartition(".")[0] for record in records})
    return Counts(dimensions, shown, named, of=size, lang=lang)


def find_dimension(name: object) -> str | None:
    """The dimension of a name, in the singular or the plural, or of a column; None if there is none."""
    if not isinstance(name, str):
        return None
    if name in DIMENSIONS:
        return name
    from reformdata.dataset.conditions import NAMES  # here, since a dimension is mostly called what it is

    return next((one for one in (NAMES.get(name), name.removesuffix("s")) if one in DIMENSIONS), None)


def size_of(records: int, sources: int) -> Message:
    """How many records of how many sources: `70 records from 8 sources`."""
    of = (_RECORD if records == 1 else _RECORDS, _SOURCE if sources == 1 else _SOURCES)
    return Message(
        *(f"{records} {of[0].in_(lang)} {_FROM.in_(lang)} {sources} {of[1].in_(lang)}" for lang in LANGUAGES)
    )


def heading(dimension: str) -> Message:
    """What a dimension is called."""
    return _HEADINGS.get(dimension) or FIELD_LABELS.get(dimension) or FIELD_LABELS[f"{dimension}s"]


def _checked(by: object) -> tuple[str, ...]:
    named = tuple(by) if isinstance(by, Sequence) and not isinstance(by, str) else (by,)
    dimensions = []
    for one in named:
        dimension = find_dimension(one)
        if dimension is None:
            meant = dict.fromkeys(_SUGGESTIONS.get(str(one).removesuffix("s"), ()), "")
            raise ConditionValueError("by", one, expected=DIMENSIONS, candidates=meant)
        dimensions.append(dimension)
    if len(dimensions) not in {1, 2}:
        raise ConditionValueError("by", by, hint="give one dimension, or two to cross them")
    return tuple(dimensions)


def _read(store: Store, dimensions: Iterable[str], ids: Iterable[str] | None) -> dict[str, _Column]:
    """The records with each value by which `filter` finds them, by the dimension; of `ids` alone, or of all if None."""
    tables: dict[str, list[str]] = {}
    for dimension in dict.fromkeys(dimensions):
        tables.setdefault(_READ[dimension][0], []).append(dimension)
    read: dict[str, _Column] = {}
    for table, inside in tables.items():
        names = [name for dimension in inside for name in _READ[dimension][1]]
        sql = f"SELECT {'id' if table == 'records' else 'record'}, {', '.join(names)} FROM {table}"  # noqa: S608 - our own names
        records, *columns = [*zip(*store.rows(sql), strict=True)] or [()] * (1 + len(names))
        left = iter(columns)
        for dimension in inside:
            several = [next(left) for _ in _READ[dimension][1]]
            column = records * len(several), tuple(chain.from_iterable(several))
            read[dimension] = _widen(store, dimension, column) if dimension in _WIDER else column
    if ids is not None:
        chosen = frozenset(ids)
        for dimension, (records, values) in read.items():
            among = [record in chosen for record in records]
            read[dimension] = tuple(compress(records, among)), tuple(compress(values, among))
    return read


def _widen(store: Store, dimension: str, column: _Column) -> _Column:
    """`column`, and its records once with each area around their own, or with the government if that is used."""
    used = frozenset(column[1])
    around: dict[Value | None, list[Value]] = {}
    for value, above in store.rows(_WIDER[dimension]):
        if dimension == "area" or above in used:
            around.setdefault(value, []).append(above)
    wider = {(record, above) for record, value in zip(*column, strict=True) for above in around.get(value, ())}
    wider.difference_update(zip(*column, strict=True))
    return column[0] + tuple(record for record, _ in wider), column[1] + tuple(above for _, above in wider)


def _count(dimension: str, values: Iterable[Value | None]) -> dict[Value, int]:
    """The most first; of years, the earliest first."""
    counts: dict[Any, int] = Counter(values)
    counts.pop(None, None)
    by_year = dimension == "year"
    return dict(sorted(counts.items(), key=lambda each: each[0] if by_year else (-each[1], each[0])))


def _cells(read: Sequence[_Column], axes: Sequence[Iterable[Value]]) -> tuple[dict[tuple[Value, ...], int], set[str]]:
    """The counts of each value or pair, in the order of the values; and the records that they are of."""
    values: list[dict[str, list[Value]]] = [{} for _ in read]
    for of, column in zip(values, read, strict=True):
        for record, value in zip(*column, strict=True):
            if value is not None:
                of.setdefault(record, []).append(value)
    records = {*values[0]}.intersection(*values)
    found = Counter(cell for record in records for cell in product(*(of[record] for of in values)))
    return {cell: found[cell] for cell in product(*axes) if cell in found}, records


def _names(
    store: Store, dimension: str, values: Iterable[Value], lang: Language | None, read: _Labels
) -> dict[Value, Value]:
    """What each value is called; the value itself beside a name that two of them have. Labels that were `read` stay there."""
    if lang is None or dimension == "year":
        return {value: value for value in values}
    table = _TABLES.get(dimension, dimension)
    labels = read.get(table) or read.setdefault(table, _labels(store, table))
    # A value of newer data may have no label.
    names = {value: labels[value].in_(lang) if value in labels else str(value) for value in values}
    often = Counter(names.values())
    return {value: name if often[name] == 1 else f"{name} ({value})" for value, name in names.items()}


def _labels(store: Store, table: str) -> dict[Value, Message]:
    """What the entries of a table, the offices or the terms of a vocabulary are called in both languages."""
    if table in _TABLES.values():
        name = "title" if table == "sources" else "name"
        found = store.rows(f'SELECT id, {name}_da, {name}_en FROM "{table}"')  # noqa: S608 - our own names
    elif table == "office":
        sql = "SELECT voice_office_da, voice_office_da, voice_office_en FROM records WHERE voice_office_da IS NOT NULL"
        found = store.rows(f"{sql} ORDER BY source DESC, number DESC")  # of several English names the first counts
    else:
        vocabulary = "relation_type" if table == "relation" else table
        found = store.rows("SELECT value, label_da, label_en FROM terms WHERE vocabulary = ?", (vocabulary,))
    labels: dict[Value, Message] = {value: Message(da, en) for value, da, en in found}
    if table == "verdict":
        labels.update(WITHOUT_VERDICT.items())
    return labels
