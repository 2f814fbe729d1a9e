"""What differs between two versions, as values that do not change."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from reformdata.models import Label

if TYPE_CHECKING:
    pass

What: TypeAlias = Literal["added", "retired", "merged", "moved", "changed", "removed"]
WHATS: tuple[What, ...] = ("added", "retired", "merged", "moved", "changed", "removed")
"""What can have happened to a record or an entry, in the order in which it is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """A field whose value has changed."""

    field: str
    """Its name, with the parts of a part after dots: `title.da`, `voice.actor`."""
    before: Any
    """What it held: text, a number, or a tuple of these or of mappings; None if it was absent."""
    after: Any
    """What it holds; None if it is absent."""

    @property
    def removed(self) -> tuple[Any, ...]:
        """The elements that a list has lost."""
        return _without(self.before, self.after)

    @property
    def added(self) -> tuple[Any, ...]:
        """The elements that a list has gained. If none is gained or lost, the order has changed."""
        return _without(self.after, self.before)

    @property
    def is_list(self) -> bool:
        """Whether it holds a list, or held one."""
        return isinstance(self.before, tuple) or isinstance(self.after, tuple)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What happened to a record or to an entry of a reference table.

    - `added`: it was not there.
    - `retired`: the record was withdrawn, and nothing took its place.
    - `merged`: it was withdrawn, and the record `to` takes its place.
    - `moved`: it says the same under the new id `to`.
    - `changed`: some of its fields hold something else.
    - `removed`: it is gone, and no tombstone says why.
    """

    what: What
    table: str
    """"records", "retired" (the tombstones themselves), "sources", "actors", …"""
    id: str
    to: str | None = None
    name: Label | None = None
    """The title or the name, the newest there is; None where it has none."""
    reason: Label | None = None
    """Why it was withdrawn, where the tombstone says so."""
    fields: tuple[FieldChange, ...] = ()
    """What changed in it, in the order of its fields; of one that moved, too."""


def counts(changes: Iterable[Change]) -> dict[str, dict[What, int]]:
    """For each table, how many entries were added, retired and so on; zeros are left out."""
    counted = Counter((change.table, change.what) for change in changes)
    tables = dict.fromkeys(table for table, _ in counted)
    return {table: {what: counted[table, what] for what in WHATS if counted[table, what]} for table in tables}


def frozen(value: Any) -> Any:
    """A value of JSON as one that does not change: lists as tuples, objects as read-only mappings."""
    if isinstance(value, list):
        return tuple(map(frozen, value))
    if isinstance(value, dict):
        return MappingProxyType({key: frozen(part) for key, part in value.items()})
    return value


def thawed(value: Any) -> Any:
    """The value of JSON that `frozen` was given."""
    if isinstance(value, tuple):
        return list(map(thawed, value))
    if isinstance(value, Mapping):
        return {key: thawed(part) for key, part in value.items()}
    return value


def _without(these: Any, those: Any) -> tuple[Any, ...]:
    """The elements of the list `these` that `those` has not, or not so often."""
    if not isinstance(these, tuple):
        return ()
    left = Counter(map(_key, those if isinstance(those, tuple) else ()))
    kept = []
    for element in these:
        key = _key(element)
        if left[key]:
            left[key] -= 1
        else:
            kept.append(element)
    return tuple(kept)


def _key(element: Any) -> str:
    return json.dumps(thawed(element), sort_keys=True)
