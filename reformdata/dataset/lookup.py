"""From what a user gives to an id: an object, an id, or a name in either language, whatever its spelling."""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from reformdata.errors import UnknownIdError
from reformdata.messages import Message, closest_names
from reformdata.models import TABLES, Initiative, Outcome, Proposal, Source, Statement, Voice
from reformdata.models.names import fold, name_of, names
from reformdata.store.file import Store

_RECORDS = (Proposal, Statement, Initiative)
_OBJECTS: Mapping[str, tuple[type, ...]] = MappingProxyType(
    {
        **{table: (model,) for table, model in TABLES.items()},
        "records": _RECORDS,
        "outcomes": (Outcome, *_RECORDS),
        "fingerprints": (Source,),
    }
)
"""The objects that stand for an id of each table."""
_POINTERS: Mapping[str, str] = MappingProxyType(
    {
        "actors": "SELECT voice FROM records",
        "sources": "SELECT source FROM records",
        "areas": "SELECT area FROM record_areas",
        "themes": "SELECT theme FROM record_themes",
        "target_groups": "SELECT target_group FROM record_target_groups",
        "reforms": "SELECT reform FROM record_reforms",
        "laws": "SELECT law FROM record_laws",
    }
)
"""What records point to, as often as they do."""

_OF_AN_AREA = re.compile(r"\Bs?omraadet?$")
"""What makes an area of a Danish word: `ældreområdet`, `sundhedsområdet`."""


def id_in(table: str, value: object) -> str | None:
    """The id or the name by which `value` is to be looked up in `table`; None if it cannot be."""
    if isinstance(value, Voice) and table == "actors":
        return value.actor
    if isinstance(value, _OBJECTS[table]):
        id_: str = value.id  # type: ignore[attr-defined]  # each of them has one
        return id_
    return value if isinstance(value, str) else None


def resolve(store: Store, table: str, value: object) -> str:
    """The id in `table` of an object, of an id in any case, or of a name or an alias in either language.

    Raises:
        UnknownIdError: if there is none, or the name fits several; it offers what may be meant, the likeliest first.
    """
    wanted = id_in(table, value)
    if wanted is None:
        raise UnknownIdError(value, table, because=f"give an id{', a name' if table in TABLES else ''} or an object")
    if store.has(table, wanted):
        return wanted
    ids, folded = store.ids(table), fold(wanted)
    by_id = [id_ for id_ in ids if fold(id_) == folded]
    if len(by_id) == 1:
        return by_id[0]
    if table not in TABLES:
        raise UnknownIdError(wanted, table, ids, because=_elsewhere(store, wanted))
    entries: dict[str, Any] = dict(zip(ids, store.objects(table, ids), strict=True))
    called = {id_: tuple(map(fold, names(entry))) for id_, entry in entries.items()}
    same = [id_ for id_, each in called.items() if folded in each or f"the {folded}" in each]
    if len(same) == 1:
        return same[0]
    shown = {id_: _shown(entries[id_]) for id_ in same or _similar(store, table, folded, entries)}
    raise UnknownIdError(wanted, table, ids, candidates=shown, because=_elsewhere(store, wanted))


def _elsewhere(store: Store, id_: str) -> Message:
    table = next((table for table in TABLES if store.has(table, id_)), None)
    if table is None:
        return Message("", "")
    return Message(
        f"det findes i en anden tabel, se .{table}[{id_!r}]",
        f"it is among the {table.replace('_', ' ')}, see .{table}[{id_!r}]",
    )


def _shown(entry: Any) -> str:
    name = name_of(entry)
    return name.da if name.da == name.en else f"{name.da} / {name.en}"


def _similar(store: Store, table: str, wanted: str, entries: Mapping[str, Any]) -> list[str]:
    """The ids of the entries that `wanted` may mean, the likeliest first.

    They are those of whose names or offices it is a part, or that the glossary or their definition has it for; else those
    with a name much like it.
    """
    called = {id_: [f" {fold(one)} " for one in (*names(entry), *_offices(entry))] for id_, entry in entries.items()}
    wanted = _OF_AN_AREA.sub("", wanted)
    pointers = _POINTERS.get(table, "SELECT NULL")
    uses: dict[str, int] = dict(store.rows(f"SELECT *, count(*) FROM ({pointers}) GROUP BY 1"))  # noqa: S608 - our own names

    def place(id_: str) -> tuple[bool, bool, int]:
        return (
            not any(f" {wanted} " in one for one in called[id_]),
            not any(f" {wanted}" in one for one in called[id_]),
            -uses.get(id_, 0),
        )

    parts = [id_ for id_, each in called.items() if wanted and any(wanted in one for one in each)]
    if not parts and wanted:
        terms = frozenset(_terms(store, wanted))
        parts = [id_ for id_, each in called.items() if not terms.isdisjoint(each)]
        parts = parts or [id_ for id_, entry in entries.items() if _defines(entry, wanted)]
    if not parts:
        close = closest_names(wanted, [one.strip() for each in called.values() for one in each])
        parts = [id_ for id_, each in called.items() if any(one.strip() in close for one in each)]
    return sorted(parts, key=place)


def _terms(store: Store, wanted: str) -> Iterator[str]:
    """The Danish terms of the glossary that are not to be translated with `wanted`: `ældrepleje` for `elderly`."""
    for term in store.objects("glossary", store.ids("glossary")):
        if any(f" {wanted} " in f" {fold(one)} " for one in term.rejected):
            yield f" {fold(term.name.da)} "


def _defines(entry: Any, wanted: str) -> bool:
    """Whether `wanted` is among the words of the definition of `entry`, if it has one."""
    definition = getattr(entry, "definition", None)
    return definition is not None and any(f" {wanted} " in f" {fold(one)} " for one in (definition.da, definition.en))


def _offices(actor: Any) -> Iterator[str]:
    """The titles of the offices that an actor held: they point to it and do not name it, since they change hands."""
    for office in getattr(actor, "offices", ()):
        yield from (office.title.da, office.title.en)
