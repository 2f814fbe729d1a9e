"""What a data set shows: records as a sequence, entries as a mapping; both hold ids and fetch objects when asked."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar, Unpack, overload

from reformdata.conditions import Conditions, select
from reformdata.errors import UnknownIdError
from reformdata.models import LANGUAGES, Kind, Language
from reformdata.store import Store

T_co = TypeVar("T_co", covariant=True)

_CELLS: Mapping[str, Callable[[Any], Any]] = {"array": json.loads, "date": date.fromisoformat}


class Records(Sequence[T_co]):
    """Records in a fixed order: by id, or, from a search, the best first. Immutable.

    It holds ids; a record is made when it is asked for, and made anew when it is asked for again.
    """

    __slots__ = ("_ids", "_store")

    def __init__(self, store: Store, ids: Sequence[str]) -> None:
        self._store = store
        self._ids = tuple(ids)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids, in the same order."""
        return self._ids

    def filter(self, **conditions: Unpack[Conditions]) -> "Records[T_co]":
        """The records of which every condition is true; all of them, if there is none. Keeps the order.

        A value may be several, of which any will do: `theme=["deregulation", "digitalisation"]`.
        `area` also finds the areas within it; `actor` is the voice itself, `organisation` the voice or
        whom it speaks for; `since` and `until` take a year (2018), a month ("2018-11") or a day, both included.

        Raises:
            UnknownConditionError: a TypeError, for a name that no condition has.
            ConditionValueError: a ValueError, for a value that its condition cannot have.
        """
        chosen = frozenset(select(self._store, conditions))
        return Records(self._store, [id_ for id_ in self._ids if id_ in chosen])

    def to_dicts(self, lang: Language | None = None) -> list[dict[str, Any]]:
        """A flat row for each record: the table `records`, with names beside ids.

        Args:
            lang: the language whose columns are kept, without their suffix: `title` for `title_da`,
                and `areas_names` for `areas_da`, since `areas` holds the ids. Both languages if None.

        Returns:
            Values are `str`, `int`, `datetime.date`, lists and None.

        Raises:
            ValueError: for a language that the data has not.
        """
        if lang is not None and lang not in LANGUAGES:
            raise ValueError(f"no texts in {lang!r}: the languages are {', '.join(LANGUAGES)}")
        names, rows = self._store.named_rows(
            "SELECT * FROM records WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(self._ids),)
        )
        types: dict[str, str] = dict(
            self._store.rows("SELECT column_name, type FROM documentation WHERE table_name = 'records'")
        )
        shown = _shown(names, lang)
        by_id = {row[names.index("id")]: row for row in rows}
        return [
            {
                shown[name]: _cell(types[name], value)
                for name, value in zip(names, by_id[id_], strict=True)
                if name in shown
            }
            for id_ in self._ids
        ]

    def __len__(self) -> int:
        return len(self._ids)

    @overload
    def __getitem__(self, index: int) -> T_co: ...
    @overload
    def __getitem__(self, index: slice) -> "Records[T_co]": ...
    def __getitem__(self, index: int | slice) -> "T_co | Records[T_co]":
        if isinstance(index, slice):
            return Records(self._store, self._ids[index])
        record: T_co = next(self._store.objects("records", (self._ids[index],)))
        return record

    def __iter__(self) -> Iterator[T_co]:
        return self._store.objects("records", self._ids)

    def __contains__(self, value: object) -> bool:
        """Whether it holds the record, or the record of that id."""
        if isinstance(value, str):
            return value in self._ids
        id_ = getattr(value, "id", None)
        return id_ in self._ids and self._store.get("records", str(id_)) == value

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Records):
            return NotImplemented
        same_ids = self._ids == other._ids
        return same_ids and (self._store is other._store or list(self) == list(other))

    def __hash__(self) -> int:
        return hash(self._ids)

    def __repr__(self) -> str:
        rows = self._store.rows(
            "SELECT kind, date FROM records WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(self._ids),)
        )
        if not rows:
            return "<Records: none>"
        return f"<Records: {_counts([kind for kind, _ in rows])}, {years([day for _, day in rows])}>"


V_co = TypeVar("V_co", covariant=True)


class Entries(Mapping[str, V_co]):
    """The entries of a reference table by id, in the order of their ids. Immutable; an entry is made when asked for."""

    __slots__ = ("_ids", "_store", "_table")

    def __init__(self, store: Store, table: str) -> None:
        self._store = store
        self._table = table
        self._ids = store.ids(table)

    def __getitem__(self, id: str) -> V_co:  # noqa: A002 - the field's name
        entry: V_co | None = self._store.get(self._table, id) if isinstance(id, str) else None
        if entry is None:
            raise UnknownIdError(id, self._table, self._ids)
        return entry

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)

    def __contains__(self, id: object) -> bool:  # noqa: A002 - the field's name
        return id in self._ids

    def __repr__(self) -> str:
        few = ", ".join(self._ids[:3]) + (", …" if len(self._ids) > 3 else "")
        return f"<Entries: {len(self._ids)} {self._table.replace('_', ' ')}: {few}>"


def years(days: Sequence[str]) -> str:
    """The years that `days`, in ISO 8601, lie in: `2018–2021`."""
    first, last = min(days)[:4], max(days)[:4]
    return first if first == last else f"{first}–{last}"


def _counts(kinds: Sequence[str]) -> str:
    """`12 proposals`, or `14 (12 proposals, 2 statements)`."""
    counted = Counter(kinds)
    parts = [f"{counted[kind]} {kind}{'s' * (counted[kind] > 1)}" for kind in Kind if kind in counted]
    return parts[0] if len(parts) == 1 else f"{len(kinds)} ({', '.join(parts)})"


def _shown(names: Sequence[str], lang: Language | None) -> dict[str, str]:
    """The columns to show, and under which name."""
    if lang is None:
        return {name: name for name in names}
    other = "_en" if lang == "da" else "_da"
    shown = {}
    for name in names:
        stem = name.removesuffix(f"_{lang}")
        if not name.endswith(other):
            shown[name] = name if stem == name else f"{stem}_names" if stem in names else stem
    return shown


def _cell(type_: str, value: Any) -> Any:
    return _CELLS[type_](value) if type_ in _CELLS and value is not None else value
