"""Counts of the records by kind, source, year, area, theme, voice and more, or by two of these at once."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, compress, filterfalse, product
from textwrap import indent
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, TypeVar

from reformdata.dataset.hints import Hinting
from reformdata.dataset.verdicts import VERDICT, WITHOUT_VERDICT
from reformdata.errors import ConditionValueError, UnknownIdError, library
from reformdata.messages import Message
from reformdata.models.labels import FIELD_LABELS
from reformdata.models.languages import LANGUAGES, Language, check_language
from reformdata.models.layout import align_columns, bars
from reformdata.models.names import fold
from reformdata.store.file import Store

if TYPE_CHECKING:
    import pandas

Value: TypeAlias = str | int
"""An id or a value of a vocabulary; an office in Danish; a year as a number; or the name of one of these."""
_Labels: TypeAlias = dict[str, dict[Value, Message]]
"""What the values of a table or a vocabulary are called, by its name."""
K = TypeVar("K", Value, tuple[Value, Value])


class _Column(NamedTuple):
    """Ids of records, and the value that each has; None for no value."""

    records: tuple[str, ...]
    values: tuple[Value | None, ...]
    unnamed: frozenset[Value] = frozenset()
    """The government, if records name only governments of their own: it is looked up, and is no value beside them."""


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
    "date": ("year",), "type": ("relation",), "minister": ("office",),
    **dict.fromkeys(("speaker", "who", "person", "proposer"), ("voice", "organisation")),
    "outcome": ("verdict", "assessable"), "party": ("organisation",),
}  # fmt: skip
_ONE_OR_TWO = Message("angiv én dimension, eller to, der skal krydses", "give one dimension, or two to cross them")
_FOR_MORE = 'ds.records.to_pandas("en").explode("areas").groupby(["kind", "areas", "year"], observed=True).size()'
_MORE = Message(
    *(
        f"{_ONE_OR_TWO.in_(lang)}; {of} {_FOR_MORE}"
        for lang, of in (("da", "pandas tæller efter tre:"), ("en", "pandas counts by three:"))
    )
)
_RECORD, _RECORDS = Message("post", "record"), Message("poster", "records")
_SOURCE, _SOURCES, _FROM = Message("kilde", "source"), Message("kilder", "sources"), Message("fra", "from")


class Counts(Hinting, Mapping[K, int]):
    """How many records there are for each value of a dimension, or for each pair of values of two. Immutable.

    A value or a pair that no record has is not among them, which goes for years as well: `print` names those that are
    missing, and `.to_pandas().reindex(range(2015, 2024), fill_value=0)` has them. `print` shows the counts with bars, or
    two dimensions as a table, and says how many records and sources they are of.

    A value is also found by its name, alias or abbreviation in Danish or English, in any case: `counts["KL"]`. Where each
    government is counted by itself, `counts["regeringen"]` is the number of all together; `print` shows it below the
    counts, and no iteration, sum or frame has it, since it would count their records twice.
    """

    def __init__(
        self,
        by: tuple[str, ...],
        axes: Sequence[Sequence[Value]],
        cells: Mapping[tuple[Value, ...], int],
        *,
        together: Mapping[tuple[Value, ...], int],
        names: Sequence[Mapping[Value, Value]],
        store: Store,
        of: tuple[int, int],
        lang: Language | None,
    ) -> None:
        self.by = by
        """The dimension, or the two."""
        self.records, self.sources = of
        """How many records are counted, each once, and of how many sources they are."""
        self._axes = axes
        self._cells = cells
        self._together = together
        self._names = names
        self._store = store
        self._lang = lang

    def __getitem__(self, value: K) -> int:
        """The count of a value, or of a pair; each by its id, its name or an object.

        Raises:
            UnknownIdError: a KeyError, if no record has it, or its name fits several.
        """
        cell = value if isinstance(value, tuple) else (value,)
        counts = {**self._cells, **self._together}
        if cell in counts:
            return counts[cell]
        known, because = ["/".join(map(str, each)) for each in counts], Message("", "")
        if len(cell) == len(self.by):
            named = tuple(map(self._find, self.by, self._names, cell))
            if named in counts:
                return counts[named]
            if "" not in named:
                known, because = [], Message("ingen post har det", "no record has it")
        elif len(self.by) == 2:
            pair = f"counts[{next(iter(counts), ('…', '…'))}]"
            known, because = [], Message(f"angiv et par, som i {pair}", f"ask for a pair, as in {pair}")
        raise UnknownIdError("/".join(map(str, cell)), f"counts by {' and '.join(self.by)}", known, because=because)

    def _find(self, dimension: str, names: Mapping[Value, Value], value: object) -> Value:
        """What the counts call the value that `value` names, as `filter` understands it; empty if there is none."""
        if value in names.values():
            return value  # type: ignore[return-value]  # it is one of them
        table = _TABLES.get(dimension, dimension)
        if value in names:
            found: Value = value  # type: ignore[assignment]  # it is one of them
        elif dimension == "year":
            found = int(str(value)) if str(value).isdecimal() else ""
        elif table in _TABLES.values():
            from reformdata.dataset.lookup import resolve  # here, since counting alone does not need the models

            found = resolve(self._store, table, value)
        else:
            labels = _labels(self._store, table).items()
            called = (one for one, label in labels if fold(str(value)) in map(fold, (str(one), label.da, label.en)))
            found = next(called, "")
        return names.get(found, found)

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
        names = [self._heading(one) for one in self.by]
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
        left = [f"… {len(self) - _SHOWN} {self._in('mere', 'more')}"] if len(self) > _SHOWN else []
        counts = "; ".join((", ".join(shown + left), *self._size())) if shown else self._in("ingen", "none")
        by = self._in(" og ", " and ").join(map(self._heading, self.by))
        return f"<{self._in('Optælling efter', 'Counts by')} {by}: {counts}>"

    def __str__(self) -> str:
        below = "\n".join(self._size())
        if len(self.by) == 1:
            counts: dict[str, int] = {str(cell[0]): number for cell, number in self._cells.items()}
            return "\n".join((*bars(counts), indent(f"n = {below}", "  ")))
        head: tuple[Value, ...] = tuple(_shorten(str(one)) for one in self._head())
        return "\n".join((*align_columns([head, *self._rows()]), f"n = {below}"))

    def _in(self, da: str, en: str) -> str:
        return da if self._lang == "da" else en

    def _heading(self, dimension: str) -> str:
        return heading(dimension).in_(self._lang) if self._lang else dimension

    def _size(self) -> Iterator[str]:
        """How many records they are of, and what else is to be known of them."""
        yield size_of(self.records, self.sources).in_(self._lang or "en")
        years: list[int] = [
            int(year) for one, axis in zip(self.by, self._axes, strict=True) if one == "year" for year in axis
        ]
        if missing := sorted({*range(min(years, default=0), max(years, default=0))}.difference(years)):
            yield f"{self._in('ingen poster fra', 'no records of')} {', '.join(map(str, missing))}"
        if len(self.by) == 1:
            together = self._in("for alle disse regeringer tilsammen", "for all of these governments together")
            yield from (f"{cell[0]}: {number} {together}" for cell, number in self._together.items())

    def _repr_html_(self) -> str:
        from reformdata.models import markup  # here, since only a notebook needs it

        rows = [[markup.escape(str(cell)) for cell in row] for row in self._rows()]
        return markup.collection(repr(self), rows, map(str, self._head()))

    def _head(self) -> tuple[Value, ...]:
        if len(self.by) == 1:
            return self._heading(self.by[0]), self._in("poster", "records")
        return " / ".join(map(self._heading, self.by)), *self._axes[1]

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
    counts = {one: _count(one, filterfalse(read[one].unnamed.__contains__, read[one].values)) for one in dimensions}
    labels: _Labels = {}
    return {
        dimension: dict(zip(_names(store, dimension, one, lang, labels).values(), one.values(), strict=True))
        for dimension, one in counts.items()
    }


def stats(
    store: Store, ids: Sequence[str] | None, by: object, others: Sequence[object], lang: Language | None
) -> Counts[Any]:
    """The counts that `Records.stats` gives of the records `ids`, or of all if None; arguments and errors are those."""
    dimensions = _checked(by, others)
    if lang is not None:
        check_language(lang)
    read = _read(store, dimensions, ids)
    axes = [_count(one, read[one].values) for one in dimensions]
    cells, records = _cells([read[one] for one in dimensions], axes)
    names = [_names(store, one, axis, lang, {}) for one, axis in zip(dimensions, axes, strict=True)]
    listed: dict[tuple[Value, ...], int] = {}
    together: dict[tuple[Value, ...], int] = {}
    for cell, number in cells.items():
        named = tuple(name[value] for name, value in zip(names, cell, strict=True))
        unnamed = any(value in read[one].unnamed for one, value in zip(dimensions, cell, strict=True))
        (together if unnamed else listed)[named] = number
    used = [{cell[place] for cell in listed} for place in range(len(names))]
    shown = [[value for value in name.values() if value in found] for name, found in zip(names, used, strict=True)]
    size = len(records), len({record.rpartition(".")[0] for record in records})
    return Counts(dimensions, shown, listed, together=together, names=names, store=store, of=size, lang=lang)


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


def _checked(by: object, others: Iterable[object]) -> tuple[str, ...]:
    first = tuple(by) if isinstance(by, Sequence) and not isinstance(by, str) else (by,)
    named = (*first, *(one for one in others if one is not None))
    dimensions = []
    for one in named:
        dimension = find_dimension(one)
        if dimension is None:
            meant = dict.fromkeys(_SUGGESTIONS.get(str(one).removesuffix("s"), ()), "")
            raise ConditionValueError("by", one, expected=DIMENSIONS, candidates=meant)
        dimensions.append(dimension)
    if len(dimensions) not in {1, 2}:
        raise ConditionValueError("by", named, hint=_MORE if len(named) > 2 else _ONE_OR_TWO)
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
            column = _Column(records * len(several), tuple(chain.from_iterable(several)))
            read[dimension] = _widen(store, dimension, column) if dimension in _WIDER else column
    if ids is not None:
        chosen = frozenset(ids)
        for dimension, (records, values, unnamed) in read.items():
            among = [record in chosen for record in records]
            read[dimension] = _Column(tuple(compress(records, among)), tuple(compress(values, among)), unnamed)
    return read


def _widen(store: Store, dimension: str, column: _Column) -> _Column:
    """`column`, and its records once with each area around their own, or with the government."""
    around: dict[Value | None, list[Value]] = {}
    for value, above in store.rows(_WIDER[dimension]):
        if above is not None:
            around.setdefault(value, []).append(above)
    pairs = {*zip(column.records, column.values, strict=True)}
    wider = {(record, above) for record, value in pairs for above in around.get(value, ())} - pairs
    records, values = zip(*wider, strict=True) if wider else ((), ())
    unnamed = frozenset(values).difference(column.values) if dimension != "area" else frozenset()
    return _Column(column.records + records, column.values + values, unnamed)


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
        for record, value in zip(column.records, column.values, strict=True):
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
