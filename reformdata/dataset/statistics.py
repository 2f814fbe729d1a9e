"""Counts of the data: how many records of each kind, source, year, area, theme, voice and more."""

from collections.abc import Mapping
from types import MappingProxyType

from reformdata.dataset.dataset import Dataset
from reformdata.dataset.verdicts import VERDICT, WITHOUT_VERDICT
from reformdata.models import VOCABULARIES, Label, Term
from reformdata.models.terms import vocabulary_name
from reformdata.store.file import read_connection

_TERMS: Mapping[str, type[Term]] = {vocabulary_name(one): one for one in VOCABULARIES}
_TABLES: Mapping[str, str] = {
    "source": "sources", "area": "areas", "theme": "themes", "target_group": "target_groups",
    "voice": "actors", "addressee": "actors", "reform": "reforms",
}  # fmt: skip
"""The tables of the dimensions that are no vocabulary."""
_COUNTED: Mapping[str, tuple[str, str]] = {
    "kind": ("kind", "records"),
    "source": ("source", "records"),
    "year": ("substr(date, 1, 4)", "records"),
    "area": ("area", "record_areas"),
    "theme": ("theme", "record_themes"),
    "target_group": ("target_group", "record_target_groups"),
    "voice": ("voice", "records"),
    "addressee": ("actor", "record_addressees"),
    "reform": ("reform", "record_reforms"),
    **{name: (name, "records") for name in ("action", "strength", "claim", "tone", "form", "status")},
    "relation": ("type", "relations"),
    "assessable": ("assessable", "outcomes"),
    "verdict": (
        VERDICT,
        "(SELECT * FROM records WHERE kind <> 'statement') AS acts LEFT JOIN outcomes ON outcomes.record = acts.id",
    ),
}
"""The SQL of each dimension, and the table whose rows are counted."""

DIMENSIONS = tuple(_COUNTED)
"""What can be counted by, in the order of the report."""


def count(dataset: Dataset, dimension: str) -> Mapping[str, int]:
    """How many records there are for each value of `dimension`, the most first; of years, the earliest first.

    `verdict` counts proposals and initiatives by the latest verdict on what became of them. Those that have none are
    `not-assessable`, or `not-looked` if nobody has looked yet; `no-trace` is a verdict: a search found nothing.
    A record with several areas, themes, … counts once for each of them. An area counts what names
    it, not what names an area within it. `relation` counts relations, by type.

    Raises:
        ValueError: for an unknown dimension.
    """
    if dimension not in DIMENSIONS:
        raise ValueError(f"cannot count by {dimension!r}: choose one of {', '.join(DIMENSIONS)}")
    value, table = _COUNTED[dimension]
    with read_connection(dataset.connect()) as connection:
        sql = f"SELECT {value}, count(*) FROM {table} WHERE {value} IS NOT NULL GROUP BY 1"  # noqa: S608 - our own names
        rows = connection.execute(sql).fetchall()
    by_year = dimension == "year"
    return MappingProxyType(dict(sorted(rows, key=lambda row: row[0] if by_year else (-row[1], row[0]))))


def label(dataset: Dataset, dimension: str, value: str) -> Label:
    """What a value of `dimension` is called, in Danish and in English."""
    if dimension == "year":
        return Label(value, value)
    if value in WITHOUT_VERDICT:
        return WITHOUT_VERDICT[value]
    if dimension in _TABLES:
        entry = getattr(dataset, _TABLES[dimension])[value]
        name: Label = entry.title if dimension == "source" else entry.name
        return name
    labels = {term.value: term.label for term in _TERMS["relation_type" if dimension == "relation" else dimension]}
    return labels.get(value) or Label(value, value)  # data newer than this version may use more values
