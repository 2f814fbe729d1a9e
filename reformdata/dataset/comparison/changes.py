"""The changes between two versions, as immutable values."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal, TypeAlias

from reformdata.models import Label

What: TypeAlias = Literal["added", "retired", "merged", "moved", "changed", "removed"]
WHATS: tuple[What, ...] = ("added", "retired", "merged", "moved", "changed", "removed")
"""What can happen to a record or an entry, in the order of a report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """A field whose value changed."""

    field: str
    """Its path, with dots: `title.da`, `voice.actor`."""
    before: Any
    """The old value: text, a number, or a tuple of these or of mappings; None if it was absent."""
    after: Any
    """The new value; None if it is absent."""

    @property
    def removed(self) -> tuple[Any, ...]:
        """The elements that a list lost."""
        return _without(self.before, self.after)

    @property
    def added(self) -> tuple[Any, ...]:
        """The elements that a list gained. If none was gained or lost, the order changed."""
        return _without(self.after, self.before)

    @property
    def is_list(self) -> bool:
        """Whether the old or the new value is a list."""
        return isinstance(self.before, tuple) or isinstance(self.after, tuple)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What happened to a record or to an entry of a reference table.

    - `added`: it is new.
    - `retired`: the record was withdrawn without a successor.
    - `merged`: the record was withdrawn, and the record `to` replaces it.
    - `moved`: it has the new id `to`.
    - `changed`: some of its fields have another value.
    - `removed`: it is gone without a tombstone.
    """

    what: What
    table: str
    """"records", "retired" (the tombstones themselves), "sources", "actors", …"""
    id: str
    to: str | None = None
    name: Label | None = None
    """The title or the name, in the new version if it is there; None if it has none."""
    reason: Label | None = None
    """Why it was withdrawn, if the tombstone gives a reason."""
    fields: tuple[FieldChange, ...] = ()
    """The fields that changed, in their order; also of an entry that moved."""


def counts(changes: Iterable[Change]) -> dict[str, dict[What, int]]:
    """For each table, how many entries were added, retired and so on; zeros are left out."""
    counted = Counter((change.table, change.what) for change in changes)
    tables = dict.fromkeys(table for table, _ in counted)
    return {table: {what: counted[table, what] for what in WHATS if counted[table, what]} for table in tables}


def freeze(value: Any) -> Any:
    """A JSON value as an immutable one: lists as tuples, objects as read-only mappings."""
    if isinstance(value, list):
        return tuple(map(freeze, value))
    if isinstance(value, dict):
        return MappingProxyType({key: freeze(part) for key, part in value.items()})
    return value


def thaw(value: Any) -> Any:
    """The JSON value of a frozen one."""
    if isinstance(value, tuple):
        return list(map(thaw, value))
    if isinstance(value, Mapping):
        return {key: thaw(part) for key, part in value.items()}
    return value


def _without(these: Any, those: Any) -> tuple[Any, ...]:
    """The elements of the list `these` that are not in `those`, or less often."""
    if not isinstance(these, tuple):
        return ()
    left = Counter(map(_key, those if isinstance(those, tuple) else ()))
    rest = []
    for element in these:
        key = _key(element)
        if left[key]:
            left[key] -= 1
        else:
            rest.append(element)
    return tuple(rest)


def _key(element: Any) -> str:
    return json.dumps(thaw(element), sort_keys=True)
