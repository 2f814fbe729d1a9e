"""What the other rows of a compiled file say of a record: the names it points to, what became of it, its relations."""

from collections.abc import Iterator, Sequence
from typing import Any, Protocol

from reformdata.models.cards import PASSIVE, Surroundings, Tie
from reformdata.models.fields import fields_of
from reformdata.models.ids import RecordId, id_sort_key
from reformdata.models.terms import ANSWERING, RelationType
from reformdata.models.text import Label

_TIES = """
SELECT relations.record, relations.type, relations."to", relations.reason_da, relations.reason_en, other.title_da, other.title_en
FROM relations JOIN records AS other ON other.id = CASE relations.record WHEN :id THEN relations."to" ELSE relations.record END
WHERE relations.record = :id OR relations."to" = :id
"""
_ANSWERS = f"""
SELECT DISTINCT relations.record FROM relations JOIN records ON records.id = relations.record
WHERE relations."to" = ? AND relations.type IN ('{"', '".join(ANSWERING)}') ORDER BY records.source, records.number
"""  # noqa: S608 - our own terms


class Rows(Protocol):
    """An open compiled file."""

    def rows(self, sql: str, parameters: Any = ()) -> list[tuple[Any, ...]]:
        """All rows that `sql` selects."""

    def get(self, table: str, id: str) -> Any:  # noqa: A002 - the column's name
        """The object of `table` with `id`; None if there is none."""

    def objects(self, table: str, ids: Sequence[str]) -> Iterator[Any]:
        """The objects of `table` with `ids`."""


def surroundings(store: Rows, record: Any) -> Surroundings:
    """What `store` knows of `record` beside what its file says.

    Raises:
        DamagedDataError: if something that it points to is missing.
    """
    outcome = store.get("outcomes", record.id)
    return Surroundings(
        names={
            (table, id_): entry.title if table == "sources" else entry.name
            for table, ids in _pointers(record).items()
            for id_, entry in zip(ids, store.objects(table, ids), strict=True)
        },
        verdict=outcome.summary if outcome else None,
        became=outcome.latest.text if outcome and outcome.latest else None,
        ties=tuple(_ties(store, record.id)),
    )


def answers(store: Rows, id_: str) -> tuple[RecordId, ...]:
    """The ids of the records that answer the proposal `id_` or carry it out, in the order of the ids."""
    return tuple(RecordId(record) for (record,) in store.rows(_ANSWERS, (id_,)))


def _pointers(record: Any) -> dict[str, list[str]]:
    """The ids that `record` points to, by table."""
    actors = [record.voice.actor, record.voice.for_, record.reported_by]
    found = {"sources": [record.source], "actors": [id_ for id_ in actors if id_]}
    for field in fields_of(type(record)).values():
        if field.table and field.many:
            found.setdefault(field.table, []).extend(getattr(record, field.name))
    return {table: list(dict.fromkeys(ids)) for table, ids in found.items()}


def _ties(store: Rows, id_: str) -> Iterator[Tie]:
    """The relations of the record to others, then those of others to it."""
    rows = store.rows(_TIES, {"id": id_})
    in_order = sorted(rows, key=lambda row: (row[0] != id_, id_sort_key(row[2] if row[0] == id_ else row[0])))
    for record, value, to, *reason_and_title in in_order:
        type_ = next((one for one in RelationType if one == value), None) or RelationType.unknown(value)
        reason, title = Label(*reason_and_title[:2]), Label(*reason_and_title[2:])
        if record == id_:
            yield Tie(RecordId(to), type_.label, title, reason)
        else:
            yield Tie(RecordId(record), PASSIVE.get(type_, type_.label), title, reason)
