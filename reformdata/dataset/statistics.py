"""Counts of the data: how many records of each kind, source, year, area, theme, voice and more."""

from collections.abc import Mapping
from types import MappingProxyType

from reformdata.dataset.dataset import Dataset
from reformdata.models import VOCABULARIES, Label, Term
from reformdata.store.file import read_connection

_TERMS: Mapping[str, type[Term]] = MappingProxyType(
    {vocabulary.__name__.lower(): vocabulary for vocabulary in VOCABULARIES}
)

_ENTRIES = MappingProxyType(
    {
        "source": ("sources", "SELECT source, count(*) FROM records GROUP BY 1"),
        "area": ("areas", "SELECT area, count(*) FROM record_areas GROUP BY 1"),
        "theme": ("themes", "SELECT theme, count(*) FROM record_themes GROUP BY 1"),
        "target_group": ("target_groups", "SELECT target_group, count(*) FROM record_target_groups GROUP BY 1"),
        "voice": ("actors", "SELECT voice, count(*) FROM records GROUP BY 1"),
        "addressee": ("actors", "SELECT actor, count(*) FROM record_addressees GROUP BY 1"),
        "reform": ("reforms", "SELECT reform, count(*) FROM record_reforms GROUP BY 1"),
    }
)
_COLUMNS = ("kind", "action", "strength", "claim", "tone", "form", "status")

DIMENSIONS: tuple[str, ...] = (
    "kind",
    "source",
    "year",
    "area",
    "theme",
    "target_group",
    "voice",
    "addressee",
    "reform",
    *_COLUMNS[1:],
    "relation",
)
"""What can be counted by, in the order of an account."""


def count(dataset: Dataset, dimension: str) -> Mapping[str, int]:
    """How many records there are for each value of `dimension`, the most first; of years, the earliest first.

    A record with several areas, themes, … counts once for each of them. An area counts what names
    it, not what names an area within it. `relation` counts relations, by type.

    Raises:
        ValueError: for a dimension that is none.
    """
    if dimension not in DIMENSIONS:
        raise ValueError(f"cannot count by {dimension!r}: choose one of {', '.join(DIMENSIONS)}")
    with read_connection(dataset.connect()) as connection:
        rows = connection.execute(_sql(dimension)).fetchall()
    by_year = dimension == "year"
    return MappingProxyType(dict(sorted(rows, key=lambda row: row[0] if by_year else (-row[1], row[0]))))


def label(dataset: Dataset, dimension: str, value: str) -> Label:
    """What a value of `dimension` is called, in Danish and in English."""
    if dimension == "year":
        return Label(value, value)
    if dimension in _ENTRIES:
        table = _ENTRIES[dimension][0]
        entry = getattr(dataset, table)[value]
        name: Label = entry.title if table == "sources" else entry.name
        return name
    vocabulary = _TERMS["relationtype" if dimension == "relation" else dimension]
    labels = {term.value: term.label for term in vocabulary}
    return labels.get(value) or Label(value, value)  # data newer than this version may use more values


def _sql(dimension: str) -> str:
    if dimension in _ENTRIES:
        return _ENTRIES[dimension][1]
    if dimension == "year":
        return "SELECT substr(date, 1, 4), count(*) FROM records GROUP BY 1"
    if dimension == "relation":
        return "SELECT type, count(*) FROM relations GROUP BY 1"
    return f"SELECT {dimension}, count(*) FROM records WHERE {dimension} IS NOT NULL GROUP BY 1"  # noqa: S608 - one of _COLUMNS
