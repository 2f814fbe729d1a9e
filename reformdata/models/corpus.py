"""The whole of the data as one value: made by reading, the source of the tables."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeVar

from reformdata.models.entries import Actor, Area, Law, Reform, Source, TargetGroup, Theme
from reformdata.models.records import Initiative, Proposal, Retired, Statement
from reformdata.models.sidecars import Fingerprints, Readings

Entry = Source | Actor | Reform | Law | Area | Theme | TargetGroup
_E = TypeVar("_E")


def _none() -> Mapping[str, _E]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """Every record and every entry, each table by id, in the order of their ids."""

    records: Mapping[str, Proposal | Statement | Initiative] = field(default_factory=_none)
    retired: Mapping[str, Retired] = field(default_factory=_none)
    sources: Mapping[str, Source] = field(default_factory=_none)
    fingerprints: Mapping[str, Fingerprints] = field(default_factory=_none)
    readings: Mapping[str, Readings] = field(default_factory=_none)
    actors: Mapping[str, Actor] = field(default_factory=_none)
    reforms: Mapping[str, Reform] = field(default_factory=_none)
    laws: Mapping[str, Law] = field(default_factory=_none)
    areas: Mapping[str, Area] = field(default_factory=_none)
    themes: Mapping[str, Theme] = field(default_factory=_none)
    target_groups: Mapping[str, TargetGroup] = field(default_factory=_none)


TABLES: Mapping[str, type[Entry]] = MappingProxyType(
    {
        "sources": Source,
        "actors": Actor,
        "reforms": Reform,
        "laws": Law,
        "areas": Area,
        "themes": Theme,
        "target_groups": TargetGroup,
    }
)
"""The reference tables by name: the model of their entries."""
