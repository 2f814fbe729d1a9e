"""Tables of the members of a field that holds several: one row for each, in its order.

The primary key is the owner and the member, not the owner and the position: so a member that stands
twice is refused by whoever checks primary keys, and no further rule for uniqueness is needed (Frictionless
enforces none).
"""

from collections.abc import Callable, Iterable, Iterator
from operator import attrgetter
from typing import Any, NamedTuple

from reformdata.models import Corpus, Doc, Initiative, Label, Proposal, Quantity, Relation
from reformdata.models.fields import field_of
from reformdata.tables.columns import (
    Column,
    ForeignKey,
    Slot,
    Table,
    bilingual,
    column_pattern,
    column_type,
    make_table,
    slot,
    spelled,
)

_POSITION = Doc("Pladsen i rækkefølgen, fra 1.", "The place in the order, from 1.")
_RECORD = Doc("Posten.", "The record.")


class Member(NamedTuple):
    """One of the several things that a field of `owner` holds."""

    owner: Any
    position: int
    value: Any


def members(field: str, of: Callable[[Corpus], Iterable[Any]]) -> Callable[[Corpus], Iterator[Member]]:
    """What gets the members of `field` of each of the things `of` a corpus; of none where a thing has no such field."""

    def found(corpus: Corpus) -> Iterator[Member]:
        for owner in of(corpus):
            for position, value in enumerate(getattr(owner, field, ()), start=1):
                yield Member(owner, position, value)

    return found


def owner_slot(name: str, table: str, doc: Doc) -> Slot:
    """The column with the id of the thing that has the members."""
    return spelled(name, "string", doc, lambda _, row: row.owner.id, table=table)


def position_slot() -> Slot:
    """The column with the place of a member among its fellows."""
    return spelled("position", "integer", _POSITION, lambda _, row: row.position, minimum=1)


def member_table(name: str, title: Label, *, owner: Slot, table: str, model: type, field: str, column: str) -> Table:
    """The table of the members of `field` of each entry of `table`, which are ids or plain values."""
    known = field_of(model, field)
    member = Column(
        name=column,
        type=column_type(known),
        doc=_one_of(known.table) or known.doc,
        required=True,
        enum=tuple(term.value for term in known.vocabulary or ()),
        pattern=column_pattern(known),
        minimum=known.minimum,
    )
    return make_table(
        name,
        title,
        known.doc,
        slots=(owner, position_slot(), Slot(member, lambda _, row: row.value, known.table)),
        rows=members(field, lambda corpus: attrgetter(table)(corpus).values()),
        primary_key=(owner.column.name, column),
    )


def _one_of(table: str | None) -> Doc | None:
    return Doc(f"Id i tabellen `{table}`.", f"An id of the table `{table}`.") if table else None


def _of_records(name: str, title: Label, field: str, column: str, model: type = Proposal) -> Table:
    owner = owner_slot("record", "records", _RECORD)
    return member_table(name, title, owner=owner, table="records", model=model, field=field, column=column)


def _record_values(corpus: Corpus) -> Iterable[Any]:
    return corpus.records.values()


_PARAGRAPHS = make_table(
    "record_paragraphs",
    Label("Posternes afsnit", "Paragraphs of records"),
    field_of(Proposal, "paragraphs").doc,
    slots=(
        owner_slot("record", "records", _RECORD),
        position_slot(),
        spelled(
            "source",
            "string",
            Doc("Kilden, som afsnittet står i.", "The source that the paragraph stands in."),
            lambda _, row: row.owner.id.source,
            table="sources",
        ),
        spelled(
            "paragraph",
            "integer",
            Doc("Afsnittets nummer i kilden.", "The number of the paragraph in the source."),
            lambda _, row: row.value,
            minimum=1,
        ),
    ),
    rows=members("paragraphs", _record_values),
    primary_key=("record", "paragraph"),
    foreign_keys=(ForeignKey(("source", "paragraph"), "source_paragraphs", ("source", "paragraph")),),
)

_QUANTITIES = make_table(
    "quantities",
    Label("Tal", "Quantities"),
    field_of(Proposal, "quantities").doc,
    slots=(
        owner_slot("record", "records", _RECORD),
        position_slot(),
        slot(Quantity, "value", at="value.value"),
        *bilingual(Quantity, "of", at="value.of"),
        slot(Quantity, "qualifier", at="value.qualifier"),
    ),
    rows=members("quantities", _record_values),
    primary_key=("record", "position"),
)

_RELATIONS = make_table(
    "relations",
    Label("Forbindelser", "Relations"),
    Doc(
        "Hvordan en post står til en anden; læses som en sætning: posten … den anden.",
        "How one record bears on another; read as a sentence: the record … the other.",
    ),
    slots=(
        owner_slot("record", "records", _RECORD),
        position_slot(),
        slot(Relation, "type", at="value.type"),
        slot(Relation, "to", at="value.to"),
        *bilingual(Relation, "reason", at="value.reason"),
    ),
    rows=members("relations", _record_values),
    primary_key=("record", "type", "to"),
)

MEMBERS_OF_RECORDS: tuple[Table, ...] = (
    _PARAGRAPHS,
    _of_records("record_areas", Label("Posternes områder", "Areas of records"), "areas", "area"),
    _of_records("record_themes", Label("Posternes temaer", "Themes of records"), "themes", "theme"),
    _of_records(
        "record_target_groups",
        Label("Posternes målgrupper", "Target groups of records"),
        "target_groups",
        "target_group",
    ),
    _of_records("record_reforms", Label("Posternes reformer", "Reforms of records"), "reforms", "reform"),
    _of_records("record_laws", Label("Posternes love", "Laws of records"), "laws", "law"),
    _of_records("record_mentions", Label("Nævnte aktører", "Actors mentioned"), "mentions", "actor"),
    _of_records("record_addressees", Label("Forslagenes modtagere", "Addressees of proposals"), "addressees", "actor"),
    _of_records("record_owners", Label("Initiativernes ejere", "Owners of initiatives"), "owners", "actor", Initiative),
    _of_records(
        "record_partners", Label("Initiativernes partnere", "Partners of initiatives"), "partners", "actor", Initiative
    ),
    _QUANTITIES,
    _RELATIONS,
)
"""What records hold several of."""
