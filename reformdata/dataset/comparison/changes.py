"""What differs between two versions, as values that do not change."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, overload

from reformdata.dataset.conditions import check_language
from reformdata.extras import library
from reformdata.models import Label, Language

if TYPE_CHECKING:
    import pandas

What: TypeAlias = Literal["added", "retired", "merged", "moved", "changed", "removed"]
WHATS: tuple[What, ...] = ("added", "retired", "merged", "moved", "changed", "removed")
"""What can have happened to a record or an entry, in the order in which it is told."""

COLUMNS = (
    "what", "table", "id", "to", "name_da", "name_en", "reason_da", "reason_en",
    "field", "before", "after", "removed", "added",
)  # fmt: skip
"""The columns of a comparison as a table."""
_TEXTS = COLUMNS.index("before")
"""So many of them, from the left, hold text; the others hold whatever a field may."""


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


@dataclass(frozen=True, slots=True, repr=False)
class Comparison(Sequence[Change]):
    """All changes from one version to another, sorted by table, by what happened and by id; empty if there are none."""

    before: str
    """The version that was compared with."""
    after: str
    changes: tuple[Change, ...]

    @property
    def added(self) -> tuple[Change, ...]:
        """What is new."""
        return self._of("added")

    @property
    def retired(self) -> tuple[Change, ...]:
        """Records that were withdrawn without a successor."""
        return self._of("retired")

    @property
    def merged(self) -> tuple[Change, ...]:
        """Records that were withdrawn in favour of another."""
        return self._of("merged")

    @property
    def moved(self) -> tuple[Change, ...]:
        """What has a new id: another number, or the folder of another source."""
        return self._of("moved")

    @property
    def changed(self) -> tuple[Change, ...]:
        """What has other contents under the same id."""
        return self._of("changed")

    @property
    def removed(self) -> tuple[Change, ...]:
        """What is gone without a tombstone."""
        return self._of("removed")

    def to_dicts(self) -> list[dict[str, Any]]:
        """A row for each changed field, and one for each change without fields; the columns are `COLUMNS`."""
        return [row for change in self.changes for row in _rows(change)]

    def to_pandas(self) -> "pandas.DataFrame":
        """The rows of `to_dicts` as a pandas frame, which has its columns even if there are no changes.

        Raises:
            MissingExtraError: an ImportError, without pandas.
        """
        made_by = library("pandas", extra="pandas", purpose="a frame of pandas")
        frame: pandas.DataFrame = made_by.DataFrame(self.to_dicts(), columns=list(COLUMNS), dtype="object")
        return frame.astype(dict.fromkeys(COLUMNS[:_TEXTS], "string"))

    def to_json(self) -> str:
        """The changes as JSON in ASCII, with their fields nested in them."""
        whole = {"before": self.before, "after": self.after, "changes": [_nested(change) for change in self.changes]}
        return json.dumps(whole, indent=2)

    def to_text(self, lang: Language = "en") -> str:
        """The changes in words, for a terminal.

        Raises:
            ConditionValueError: a ValueError, for a language that the data has not.
        """
        from reformdata.dataset.comparison.rendering import as_text

        check_language(lang)
        return "".join(f"{line}\n" for line in as_text(self, lang))

    def to_markdown(self, lang: Language = "en") -> str:
        """The changes in words, as the data part of a release's notes.

        Raises:
            ConditionValueError: a ValueError, for a language that the data has not.
        """
        from reformdata.dataset.comparison.rendering import as_markdown

        check_language(lang)
        return "".join(f"{line}\n" for line in as_markdown(self, lang))

    def counts(self) -> dict[str, dict[What, int]]:
        """For each table, how many entries were added, retired and so on; zeros are left out."""
        tables = dict.fromkeys(change.table for change in self.changes)
        counted = Counter((change.table, change.what) for change in self.changes)
        return {table: {what: counted[table, what] for what in WHATS if counted[table, what]} for table in tables}

    def __len__(self) -> int:
        return len(self.changes)

    @overload
    def __getitem__(self, index: int) -> Change: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Change, ...]: ...
    def __getitem__(self, index: int | slice) -> Change | tuple[Change, ...]:
        return self.changes[index]

    def __iter__(self) -> Iterator[Change]:
        return iter(self.changes)

    def __repr__(self) -> str:
        counted = Counter(change.what for change in self.changes)
        listed = ", ".join(f"{counted[what]} {what}" for what in WHATS if what in counted) or "no changes"
        return f"<Comparison: {self.before} → {self.after}: {listed}>"

    def _repr_html_(self) -> str:
        from reformdata.dataset import notebook

        return notebook.comparison(self)

    def _of(self, what: What) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if change.what == what)


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


def _rows(change: Change) -> Iterator[dict[str, Any]]:
    name, reason = change.name, change.reason
    head = (
        change.what, change.table, change.id, change.to,
        name and name.da, name and name.en, reason and reason.da, reason and reason.en,
    )  # fmt: skip
    for field in change.fields or (None,):
        yield dict(zip(COLUMNS, (*head, *_cells(field)), strict=True))


def _cells(field: FieldChange | None) -> tuple[Any, ...]:
    if field is None:
        return (None,) * 5
    values = map(thawed, (field.before, field.after))
    elements = map(thawed, (field.removed, field.added)) if field.is_list else (None, None)
    return (field.field, *values, *elements)


def _nested(change: Change) -> dict[str, Any]:
    nested: dict[str, Any] = {"what": change.what, "table": change.table, "id": change.id}
    if change.to:
        nested["to"] = change.to
    for key, label in (("name", change.name), ("reason", change.reason)):
        if label:
            nested[key] = {"da": label.da, "en": label.en}
    if change.fields:
        names = ("field", "before", "after", "removed", "added")
        nested["fields"] = [
            {key: value for key, value in zip(names, _cells(field), strict=True) if value is not None}
            for field in change.fields
        ]
    return nested
