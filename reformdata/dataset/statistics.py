"""Counts of the records by kind, source, year, area, theme, voice and more, or by two of these at once."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from reformdata.dataset.conditions import check_language
from reformdata.dataset.verdicts import VERDICT, WITHOUT_VERDICT
from reformdata.errors import ConditionValueError, library
from reformdata.models import VOCABULARIES, Label, Language, Term, markup
from reformdata.models.fields import FIELD_LABELS
from reformdata.models.layout import align_columns, bars
from reformdata.models.terms import vocabulary_name
from reformdata.store.file import Store

if TYPE_CHECKING:
    import pandas

K = TypeVar("K", str, tuple[str, str])

_TERMS: Mapping[str, type[Term]] = {vocabulary_name(one): one for one in VOCABULARIES}
_TABLES: Mapping[str, str] = {
    "source": "sources", "area": "areas", "theme": "themes", "target_group": "target_groups", "reform": "reforms",
    "law": "laws", **dict.fromkeys(("voice", "organisation", "reported_by", "addressee", "owner", "mentions"), "actors"),
}  # fmt: skip
"""The tables of the dimensions that are no vocabulary."""
_COUNTED: Mapping[str, str] = {
    "kind": "SELECT id AS record, kind AS value FROM records",
    "source": "SELECT id AS record, source AS value FROM records",
    "year": "SELECT id AS record, substr(date, 1, 4) AS value FROM records",
    "area": "SELECT record, area AS value FROM record_areas",
    "theme": "SELECT record, theme AS value FROM record_themes",
    "target_group": "SELECT record, target_group AS value FROM record_target_groups",
    "voice": "SELECT id AS record, voice AS value FROM records",
    "organisation": "SELECT id AS record, coalesce(voice_for, voice) AS value FROM records",
    "reported_by": "SELECT id AS record, reported_by AS value FROM records",
    "addressee": "SELECT record, actor AS value FROM record_addressees",
    "owner": "SELECT record, actor AS value FROM record_owners",
    "mentions": "SELECT record, actor AS value FROM record_mentions",
    "reform": "SELECT record, reform AS value FROM record_reforms",
    "law": "SELECT record, law AS value FROM record_laws",
    **{
        name: f"SELECT id AS record, {name} AS value FROM records"  # noqa: S608 - our own names
        for name in ("action", "strength", "claim", "tone", "form", "status")
    },
    "relation": "SELECT record, type AS value FROM relations",
    "assessable": "SELECT record, assessable AS value FROM outcomes",
    "verdict": f"SELECT id AS record, {VERDICT} AS value FROM records"  # noqa: S608 - our own names
    " LEFT JOIN outcomes ON outcomes.record = records.id WHERE kind <> 'statement'",
}
"""The SQL of each dimension: a row for each record and each value that it has."""
_HEADINGS = {"year": Label("År", "Year"), "organisation": Label("Organisation", "Organisation")}
_SHOWN = 5
"""How many counts the `repr` shows."""
_WIDEST = 24
"""The most characters of the heading of a column."""

DIMENSIONS = tuple(_COUNTED)
"""What can be counted by, in the order of the report."""
_SUGGESTIONS = {"actor": ("voice", "organisation"), "date": ("year",), "type": ("relation",)}


class Counts(Mapping[K, int]):
    """How many records there are for each value of a dimension, or for each pair of values of two. Immutable.

    A pair that no record has is not among them. `print` shows the counts with bars, or two dimensions as a table.
    """

    def __init__(
        self, by: tuple[str, ...], axes: Sequence[Sequence[str]], cells: Mapping[tuple[str, ...], int]
    ) -> None:
        self.by = by
        """The dimension, or the two."""
        self._axes = axes
        self._cells = cells

    def __getitem__(self, value: K) -> int:
        cell = (value,) if isinstance(value, str) else value
        if cell not in self._cells:
            raise KeyError(value)
        return self._cells[cell]

    def __iter__(self) -> Iterator[K]:
        return (cell if len(self.by) > 1 else cell[0] for cell in self._cells)  # type: ignore[misc]  # one is K

    def __len__(self) -> int:
        return len(self._cells)

    def to_pandas(self) -> "pandas.Series[int] | pandas.DataFrame":
        """A series; of two dimensions a frame, with a column for each value of the second and 0 for a pair without records.

        Raises:
            MissingExtraError: an ImportError, without the extra `pandas`.
        """
        made_by = library("pandas", extra="pandas", purpose="a pandas frame")
        axes = [made_by.Index(axis, name=name, dtype="object") for axis, name in zip(self._axes, self.by, strict=True)]
        if len(axes) == 1:
            series: pandas.Series[int] = made_by.Series(list(self.values()), *axes, "int64", "records")
            return series
        frame: pandas.DataFrame = made_by.DataFrame([row[1:] for row in self._rows()], *axes, "int64")
        return frame

    def __repr__(self) -> str:
        shown = [f"{'/'.join(cell)} {number}" for cell, number in list(self._cells.items())[:_SHOWN]]
        left = [f"… {len(self) - _SHOWN} more"] if len(self) > _SHOWN else []
        return f"<Counts by {' and '.join(self.by)}: {', '.join(shown + left) or 'none'}>"

    def __str__(self) -> str:
        if len(self.by) == 1:
            return "\n".join(bars({cell[0]: number for cell, number in self._cells.items()}))
        head = (name if len(name) <= _WIDEST else f"{name[: _WIDEST - 1]}…" for name in self._head())
        return "\n".join(align_columns([tuple(head), *self._rows()]))

    def _repr_html_(self) -> str:
        rows = [[markup.escape(str(cell)) for cell in row] for row in self._rows()]
        return markup.collection(repr(self), rows, self._head())

    def _head(self) -> tuple[str, ...]:
        return (*self.by, "records") if len(self.by) == 1 else (" / ".join(self.by), *self._axes[1])

    def _rows(self) -> Iterator[tuple[str | int, ...]]:
        if len(self.by) == 1:
            yield from ((cell[0], number) for cell, number in self._cells.items())
            return
        for value in self._axes[0]:
            numbers: list[int] = [self._cells.get((value, column), 0) for column in self._axes[1]]
            yield (value, *numbers)


def stats(store: Store, by: object, lang: Language | None) -> Counts[Any]:
    """The counts that `Dataset.stats` gives; arguments and errors are those."""
    dimensions = _checked(by)
    if lang is not None:
        check_language(lang)
    axes = [_count(store, one) for one in dimensions]
    cells: dict[tuple[str, ...], int] = (
        {(value,): number for value, number in axes[0].items()}
        if len(dimensions) == 1
        else _cross(store, dimensions, axes)
    )
    names = [_names(store, one, axis, lang) for one, axis in zip(dimensions, axes, strict=True)]
    named = {
        tuple(name[value] for name, value in zip(names, cell, strict=True)): number for cell, number in cells.items()
    }
    used = [{cell[place] for cell in named} for place in range(len(names))]
    shown = [[value for value in name.values() if value in found] for name, found in zip(names, used, strict=True)]
    return Counts(dimensions, shown, named)


def heading(dimension: str) -> Label:
    """What a dimension is called."""
    return _HEADINGS.get(dimension) or FIELD_LABELS.get(dimension) or FIELD_LABELS[f"{dimension}s"]


def _checked(by: object) -> tuple[str, ...]:
    dimensions = (by,) if isinstance(by, str) or not isinstance(by, Sequence) else tuple(by)
    for one in dimensions:
        if one not in DIMENSIONS:
            meant = dict.fromkeys(_SUGGESTIONS.get(str(one), ()), "")
            raise ConditionValueError("by", one, expected=DIMENSIONS, candidates=meant)
    if len(dimensions) not in {1, 2}:
        raise ConditionValueError("by", by, hint="give one dimension, or two to cross them")
    return dimensions


def _count(store: Store, dimension: str) -> dict[str, int]:
    """The most first; of years, the earliest first."""
    sql = f"SELECT value, count(*) FROM ({_COUNTED[dimension]}) WHERE value IS NOT NULL GROUP BY 1"  # noqa: S608 - our own names
    by_year = dimension == "year"
    return dict(sorted(store.rows(sql), key=lambda row: row[0] if by_year else (-row[1], row[0])))


def _cross(store: Store, dimensions: Sequence[str], axes: Sequence[Mapping[str, int]]) -> dict[tuple[str, ...], int]:
    """The counts of each pair of values, in the order of the values."""
    one, other = (_COUNTED[dimension] for dimension in dimensions)
    sql = (
        f"SELECT one.value, other.value, count(*) FROM ({one}) AS one"  # noqa: S608 - our own names
        f" JOIN ({other}) AS other USING (record)"
        " WHERE one.value IS NOT NULL AND other.value IS NOT NULL GROUP BY 1, 2"
    )
    rows, columns = (list(axis) for axis in axes)
    found = sorted(store.rows(sql), key=lambda row: (rows.index(row[0]), columns.index(row[1])))
    return {(row, column): number for row, column, number in found}


def _names(store: Store, dimension: str, values: Iterable[str], lang: Language | None) -> dict[str, str]:
    """What each value is called; the value itself beside a name that two of them have."""
    if lang is None:
        return {value: value for value in values}
    names = {value: _label(store, dimension, value).in_(lang) for value in values}
    often = Counter(names.values())
    return {value: name if often[name] == 1 else f"{name} ({value})" for value, name in names.items()}


def _label(store: Store, dimension: str, value: str) -> Label:
    if value in WITHOUT_VERDICT:
        return WITHOUT_VERDICT[value]
    if dimension in _TABLES:
        entry = store.get(_TABLES[dimension], value)
        name: Label = entry.title if dimension == "source" else entry.name
        return name
    vocabulary = _TERMS.get("relation_type" if dimension == "relation" else dimension, ())
    labels = {term.value: term.label for term in vocabulary}
    return labels.get(value) or Label(value, value)  # a year, or a value that is newer than this version
