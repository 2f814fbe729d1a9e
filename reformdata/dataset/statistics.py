"""Counts of the records by kind, source, year, area, theme, voice and more, or by two of these at once."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
K = TypeVar("K", Value, tuple[Value, Value])

_ACTORS = ("actor", "voice", "organisation", "reported_by", "addressee", "owner", "mentions")
_TABLES: Mapping[str, str] = {
    "source": "sources", "area": "areas", "theme": "themes", "target_group": "target_groups", "reform": "reforms",
    "law": "laws", **dict.fromkeys(_ACTORS, "actors"),
}  # fmt: skip
"""The tables of the dimensions that are no vocabulary."""


def _of_record(column: str) -> str:
    return f"SELECT id AS record, {column} AS value FROM records"  # noqa: S608 - our own names


def _of_child(table: str, column: str) -> str:
    return f"SELECT record, {column} AS value FROM {table}"  # noqa: S608 - our own names


_NAMED: Mapping[str, str] = {
    "kind": _of_record("kind"),
    "source": _of_record("source"),
    "year": _of_record("CAST(substr(date, 1, 4) AS INTEGER)"),
    "area": "WITH RECURSIVE around (record, value) AS (SELECT record, area FROM record_areas UNION"
    " SELECT record, parent FROM around JOIN areas ON areas.id = value) SELECT record, value FROM around",
    "theme": _of_child("record_themes", "theme"),
    "target_group": _of_child("record_target_groups", "target_group"),
    "voice": _of_record("voice"),
    "organisation": _of_record("coalesce(voice_for, voice)"),
    "actor": f"{_of_record('voice')} UNION {_of_record('voice_for')}",
    "office": _of_record("voice_office_da"),
    "reported_by": _of_record("reported_by"),
    "addressee": _of_child("record_addressees", "actor"),
    "owner": _of_child("record_owners", "actor"),
    "mentions": _of_child("record_mentions", "actor"),
    "reform": _of_child("record_reforms", "reform"),
    "law": _of_child("record_laws", "law"),
    **{name: _of_record(name) for name in ("action", "strength", "claim", "tone", "form", "status")},
    "relation": _of_child("relations", "type"),
    "assessable": _of_child("outcomes", "assessable"),
    "verdict": f"{_of_record(VERDICT)} LEFT JOIN outcomes ON outcomes.record = records.id WHERE kind <> 'statement'",
}
_GOVERNMENTS = (
    "WITH named (record, value) AS ({}) SELECT record, value FROM named UNION SELECT record, part_of FROM named"
    " JOIN actors ON actors.id = value WHERE actors.kind = 'government' AND part_of IN (SELECT value FROM named)"
)
"""The SQL of a dimension of actors, in which the government counts every government, as it does in `filter`."""
_COUNTED: Mapping[str, str] = {
    name: _GOVERNMENTS.format(sql) if name in _ACTORS else sql for name, sql in _NAMED.items()
}
"""The SQL of each dimension: a row for each record and each value by which `filter` finds it."""
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

DIMENSIONS = tuple(_COUNTED)
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


def stats(store: Store, ids: Sequence[str] | None, by: object, also: object, lang: Language | None) -> Counts[Any]:
    """The counts that `Records.stats` gives of the records `ids`, or of all if None; arguments and errors are those."""
    dimensions = _checked(by if also is None else (by, also))
    if lang is not None:
        check_language(lang)
    chosen = None if ids is None else json.dumps(ids)
    axes = [_count(store, one, chosen) for one in dimensions]
    cells, size = _cells(store, dimensions, axes, chosen)
    names = [_names(store, one, axis, lang) for one, axis in zip(dimensions, axes, strict=True)]
    named = {
        tuple(name[value] for name, value in zip(names, cell, strict=True)): number for cell, number in cells.items()
    }
    used = [{cell[place] for cell in named} for place in range(len(names))]
    shown = [[value for value in name.values() if value in found] for name, found in zip(names, used, strict=True)]
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


def _counted(dimension: str, chosen: str | None) -> str:
    """The SQL of a dimension of the chosen records, whose ids are its parameter."""
    among = "" if chosen is None else " AND record IN (SELECT value FROM json_each(:chosen))"
    return f"SELECT record, value FROM ({_COUNTED[dimension]}) WHERE value IS NOT NULL{among}"  # noqa: S608 - our own names


def _count(store: Store, dimension: str, chosen: str | None) -> dict[Value, int]:
    """The most first; of years, the earliest first."""
    sql = f"SELECT value, count(*) FROM ({_counted(dimension, chosen)}) GROUP BY 1"  # noqa: S608 - our own names
    by_year = dimension == "year"
    rows = store.rows(sql, {"chosen": chosen})
    return dict(sorted(rows, key=lambda row: row[0] if by_year else (-row[1], row[0])))


def _cells(
    store: Store, dimensions: Sequence[str], axes: Sequence[Mapping[Value, int]], chosen: str | None
) -> tuple[dict[tuple[Value, ...], int], tuple[int, int]]:
    """The counts of each value or pair, in the order of the values; and how many records, of how many sources, they are of."""
    names = ["one", "other"][: len(dimensions)]
    tables = [f"({_counted(each, chosen)}) AS {name}" for each, name in zip(dimensions, names, strict=True)]
    joined = " JOIN ".join(tables) + (" USING (record)" if len(tables) > 1 else "")
    sources = f"SELECT source FROM records WHERE id IN (SELECT one.record FROM {joined})"  # noqa: S608 - our own names
    (size,) = store.rows(f"SELECT count(*), count(DISTINCT source) FROM ({sources})", {"chosen": chosen})  # noqa: S608 - our own names
    if len(axes) == 1:
        return {(value,): number for value, number in axes[0].items()}, size
    values = ", ".join(f"{name}.value" for name in names)
    groups = ", ".join(str(place) for place, _ in enumerate(names, start=1))
    places = [{value: place for place, value in enumerate(axis)} for axis in axes]
    rows = store.rows(f"SELECT {values}, count(*) FROM {joined} GROUP BY {groups}", {"chosen": chosen})  # noqa: S608 - our own names
    found = {tuple(cell): number for *cell, number in rows}
    ordered = sorted(found, key=lambda cell: [place[value] for place, value in zip(places, cell, strict=True)])
    return {cell: found[cell] for cell in ordered}, size


def _names(store: Store, dimension: str, values: Iterable[Value], lang: Language | None) -> dict[Value, Value]:
    """What each value is called; the value itself beside a name that two of them have."""
    if lang is None or dimension == "year":
        return {value: value for value in values}
    labels = _labels(store, dimension, [*values])
    # A value of newer data may have no label.
    names = {value: labels[value].in_(lang) if value in labels else str(value) for value in values}
    often = Counter(names.values())
    return {value: name if often[name] == 1 else f"{name} ({value})" for value, name in names.items()}


def _labels(store: Store, dimension: str, values: Sequence[Value]) -> dict[Value, Message]:
    """What each of `values` is called in both languages."""
    if dimension in _TABLES:
        name = "title" if dimension == "source" else "name"
        among = "WHERE id IN (SELECT value FROM json_each(?))"
        sql = f'SELECT id, {name}_da, {name}_en FROM "{_TABLES[dimension]}" {among}'  # noqa: S608 - our own names
        found = store.rows(sql, (json.dumps(values),))
    elif dimension == "office":
        sql = "SELECT voice_office_da, voice_office_da, voice_office_en FROM records WHERE voice_office_da IS NOT NULL"
        found = store.rows(f"{sql} ORDER BY source DESC, number DESC")  # of several English names the first counts
    else:
        vocabulary = "relation_type" if dimension == "relation" else dimension
        found = store.rows("SELECT value, label_da, label_en FROM terms WHERE vocabulary = ?", (vocabulary,))
    labels: dict[Value, Message] = {value: Message(da, en) for value, da, en in found}
    if dimension == "verdict":
        labels.update(WITHOUT_VERDICT.items())
    return labels
