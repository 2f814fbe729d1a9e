"""The table `records`, flat and wide; the tables of what records hold several of; and the withdrawn records.

In `records` names are beside ids. A field that holds several ids has three columns: an array of the ids, and
their names in each language, joined by semicolons. A cell of a field that the record's kind does not have is empty;
an array of a field that it has and that holds nothing is `[]`.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Any

from reformdata.messages import Message
from reformdata.models import (
    Assessment,
    Corpus,
    Curation,
    Doc,
    Initiative,
    Language,
    Outcome,
    Proposal,
    Quantity,
    Relation,
    Retired,
    Source,
    Statement,
    Voice,
)
from reformdata.models.fields import field_of, fields_of
from reformdata.models.ids import successor_chain
from reformdata.models.labels import TABLE_LABELS
from reformdata.tables.columns import (
    Column,
    ForeignKey,
    Table,
    Value,
    bilingual,
    column,
    custom_column,
    follow,
    make_table,
    member_table,
    members,
    objects,
    optional,
    owner_column,
    period_days,
    position_column,
)

_JOINED_BY = "; "
_ABOUT = ("areas", "themes", "target_groups", "reforms", "laws", "mentions")
_IN_DANISH_OR_ENGLISH: dict[Language, tuple[str, str]] = {"da": ("dansk", "Danish"), "en": ("engelsk", "English")}


def _single(name: str, model: type, field: str, path: str, doc: Doc | None = None) -> Iterator[Column]:
    """The id at `path`, and its name in both languages; `doc` describes the id where the field does not."""
    known = field_of(model, field)
    yield replace(column(model, field, called=name, path=path), doc=doc or known.doc)
    for language, (da, en) in _IN_DANISH_OR_ENGLISH.items():
        about = Doc(f"Navnet på `{name}` på {da}.", f"The name of `{name}` in {en}.")
        value = _names(known.table or "", path, language)
        yield custom_column(f"{name}_name_{language}", "string", about, value, required=not known.nullable)


def _several(model: type, field: str) -> Iterator[Column]:
    """The ids of a field as an array, and their names in both languages."""
    yield column(model, field)
    for language, (da, en) in _IN_DANISH_OR_ENGLISH.items():
        doc = Doc(f"Navnene på `{field}` på {da}.", f"The names of `{field}` in {en}.")
        value = _names(field_of(model, field).table or "", field, language)
        yield custom_column(f"{field}_{language}", "string", doc, value, required=False)


def _names(table: str, path: str, language: Language) -> Value:
    """The name of the id, or of each of the ids, at `path`."""

    def value(corpus: Corpus, record: Any) -> str | None:
        found: Any = follow(record, path) or ()
        ids = (found,) if isinstance(found, str) else found
        return _JOINED_BY.join(getattr(corpus, table)[id_].name.in_(language) for id_ in ids) or None

    return value


def _source(corpus: Corpus, record: Any) -> Source:
    return corpus.sources[record.id.source]


def _date(corpus: Corpus, record: Any) -> date:
    """The day on which the voice spoke: its own, otherwise that of its source."""
    return record.stated_date or _source(corpus, record).date


def _from_outcome(of: Column) -> Column:
    """The same column, filled from the outcome of a record, if it has one."""

    def value(corpus: Corpus, record: Any) -> object:
        outcome = corpus.outcomes.get(record.id)
        return None if outcome is None else of.value(corpus, outcome)

    return replace(of, value=value)


def _from_source(of: Column) -> Column:
    """The same column, filled from the source of a record."""
    return replace(of, value=lambda corpus, record: of.value(corpus, _source(corpus, record)))


#: Fields of one kind: empty for the others.
_BY_KIND: tuple[Column, ...] = (
    column(Proposal, "action"),
    column(Proposal, "strength"),
    *_several(Proposal, "addressees"),
    column(Statement, "claim"),
    column(Statement, "tone"),
    column(Initiative, "form"),
    column(Initiative, "status"),
    *_several(Initiative, "owners"),
    *_several(Initiative, "partners"),
    column(Initiative, "period"),
    *period_days("period"),
)

_ANSWERED: tuple[Column, ...] = (
    custom_column(
        "answered",
        "boolean",
        Doc(
            "Om en anden post i dette datasæt besvarer eller gennemfører forslaget.",
            "Whether another record of this data set answers or carries out the proposal.",
        ),
        lambda corpus, record: record.id in corpus.answered_by if isinstance(record, Proposal) else None,
    ),
    replace(
        custom_column(
            "answered_by",
            "array",
            Doc(
                "De poster, der besvarer eller gennemfører forslaget.",
                "The records that answer or carry out the proposal.",
            ),
            lambda corpus, record: corpus.answered_by.get(record.id, ()) if isinstance(record, Proposal) else None,
        ),
        items="string",
    ),
)

_OF_SOURCE: tuple[Column, ...] = (
    *bilingual(Source, "title", called="source_title", path="title"),
    column(Source, "kind", called="source_kind", path="kind"),
    column(Source, "date", called="source_date", path="date"),
    *_single("publisher", Source, "publisher", "publisher"),
)

_SOURCE_ID = custom_column(
    "source",
    "string",
    Doc("Kilden, som posten bygger på.", "The source that the record rests on."),
    lambda _, record: record.id.source,
    table="sources",
)
_ORGANISATION = Doc(
    "Den organisation, stemmen taler for; ellers stemmen selv.",
    "The organisation that the voice speaks for; otherwise the voice itself.",
)
_NUMBER = custom_column(
    "number",
    "integer",
    Doc("Postens nummer i kilden, fra 1.", "The number of the record in its source, from 1."),
    lambda _, record: record.id.number,
    minimum=1,
)

RECORDS: Table = make_table(
    "records",
    TABLE_LABELS["records"],
    Doc(
        "Én række for hver post: én handling af én stemme, med navne ved siden af id'er.",
        "One row for each record: one act by one voice, with names beside ids.",
    ),
    columns=(
        column(Proposal, "id"),
        column(Proposal, "kind"),
        _SOURCE_ID,
        _NUMBER,
        custom_column(
            "date",
            "date",
            Doc("Den dag, stemmen talte eller udgav.", "The day on which the voice spoke or published."),
            _date,
        ),
        custom_column("year", "integer", Doc("Året for `date`.", "The year of `date`."), lambda *row: _date(*row).year),
        column(Proposal, "stated_date"),
        *bilingual(Proposal, "title"),
        *bilingual(Proposal, "text"),
        column(Proposal, "paragraphs"),
        *_single("voice", Voice, "actor", "voice.actor"),
        *bilingual(Voice, "office", called="voice_office", path="voice.office"),
        *_single("voice_for", Voice, "for_", "voice.for_"),
        *_single("organisation", Voice, "actor", "voice.organisation", _ORGANISATION),
        *_single("reported_by", Proposal, "reported_by", "reported_by"),
        *(each for name in _ABOUT for each in _several(Proposal, name)),
        *optional(_BY_KIND),
        *optional(_ANSWERED),
        *optional(
            map(_from_outcome, (column(Outcome, "assessable"), column(Assessment, "verdict", path="latest.verdict")))
        ),
        *map(_from_source, _OF_SOURCE),
        column(Curation, "codebook", path="curation.codebook"),
        column(Curation, "review", path="curation.review"),
        column(Curation, "added", path="curation.added"),
    ),
    rows=objects("records"),
)


def _successor(corpus: Corpus, retired: Retired) -> str | None:
    """The record at the end of the chain of replacements that starts at `retired`, if it ends at one."""
    last = successor_chain(retired.id, lambda id_: getattr(corpus.retired.get(id_), "replaced_by", None))[-1]
    return last if last in corpus.records else None


RETIRED: Table = make_table(
    "retired",
    TABLE_LABELS["retired"],
    Doc("Id'er, der har været en posts og aldrig gives igen.", "Ids that were a record's and are never given again."),
    columns=(
        column(Retired, "id"),
        _SOURCE_ID,
        _NUMBER,
        replace(column(Retired, "replaced_by"), table=None),  # it may be one that was itself withdrawn later
        custom_column(
            "successor",
            "string",
            Doc(
                "Den post, der gælder nu, når alle afløsninger er fulgt.",
                "The record that holds now, once every replacement has been followed.",
            ),
            _successor,
            required=False,
            table="records",
        ),
        *bilingual(Retired, "reason"),
        column(Retired, "retired"),
    ),
    rows=objects("retired"),
)

_OWNER = owner_column("record", "records", Doc("Posten.", "The record."))

_PARAGRAPHS = make_table(
    "record_paragraphs",
    Message("Posternes afsnit", "Paragraphs of records"),
    field_of(Proposal, "paragraphs").doc,
    columns=(
        _OWNER,
        position_column(),
        custom_column(
            "source",
            "string",
            Doc("Kilden, som afsnittet står i.", "The source that the paragraph stands in."),
            lambda _, row: row.owner.id.source,
            table="sources",
        ),
        custom_column(
            "paragraph",
            "integer",
            Doc("Afsnittets nummer i kilden.", "The number of the paragraph in the source."),
            lambda _, row: row.value,
            minimum=1,
        ),
    ),
    rows=members("records", "paragraphs"),
    primary_key=("record", "paragraph"),
    foreign_keys=(ForeignKey(("source", "paragraph"), "source_paragraphs", ("source", "paragraph")),),
)

_QUANTITIES = make_table(
    "quantities",
    Message("Tal", "Quantities"),
    field_of(Proposal, "quantities").doc,
    columns=(
        _OWNER,
        position_column(),
        column(Quantity, "value", path="value.value"),
        *bilingual(Quantity, "of", path="value.of"),
        column(Quantity, "qualifier", path="value.qualifier"),
    ),
    rows=members("records", "quantities"),
    primary_key=("record", "position"),
)

_RELATIONS = make_table(
    "relations",
    Message("Forbindelser", "Relations"),
    Doc(
        "Hvordan en post står til en anden; læses som en sætning: posten … den anden.",
        "How one record bears on another; read as a sentence: the record … the other.",
    ),
    columns=(
        _OWNER,
        position_column(),
        column(Relation, "type", path="value.type"),
        column(Relation, "to", path="value.to"),
        *bilingual(Relation, "reason", path="value.reason"),
    ),
    rows=members("records", "relations"),
    primary_key=("record", "type", "to"),
)

_MEMBER_TITLES = MappingProxyType(
    {
        "areas": Message("Posternes områder", "Areas of records"),
        "themes": Message("Posternes temaer", "Themes of records"),
        "target_groups": Message("Posternes målgrupper", "Target groups of records"),
        "reforms": Message("Posternes reformer", "Reforms of records"),
        "laws": Message("Posternes love", "Laws of records"),
        "mentions": Message("Nævnte aktører", "Actors mentioned"),
        "addressees": Message("Forslagenes modtagere", "Addressees of proposals"),
        "owners": Message("Initiativernes ejere", "Owners of initiatives"),
        "partners": Message("Initiativernes partnere", "Partners of initiatives"),
    }
)


def _id_tables() -> Iterator[Table]:
    """The tables of the fields of records that hold several ids."""
    for name, title in _MEMBER_TITLES.items():
        model = Proposal if name in fields_of(Proposal) else Initiative
        yield member_table(f"record_{name}", title, owner=_OWNER, model=model, field_name=name)


MEMBERS_OF_RECORDS: tuple[Table, ...] = (_PARAGRAPHS, *_id_tables(), _QUANTITIES, _RELATIONS)
"""What records hold several of."""
