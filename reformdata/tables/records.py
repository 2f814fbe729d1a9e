"""The table `records`, flat and wide: for most uses the only one that is needed. And what is left of withdrawn records.

Names stand beside ids. A field that holds several ids stands there three times: as an array of the
ids, and as their names in each language, joined by semicolons. A cell of a field that the record's
kind has not is empty; an array of a field that it has and that holds nothing is `[]`.
"""

from collections.abc import Iterable
from typing import Any

from reformdata.models import (
    Corpus,
    Curation,
    Doc,
    Initiative,
    Label,
    Language,
    Proposal,
    Retired,
    Source,
    Statement,
    Voice,
)
from reformdata.models.fields import field_of
from reformdata.models.ids import successor_chain
from reformdata.models.records import dated
from reformdata.tables.columns import Slot, Table, bilingual, follow, make_table, slot, spelled

_JOINED_BY = "; "


def _single(name: str, model: type, field: str, path: str) -> tuple[Slot, Slot, Slot]:
    """The id at `path`, and its name in both languages."""
    known = field_of(model, field)
    table = known.table or ""

    def one(language: Language, doc: Doc) -> Slot:
        def fill(corpus: Corpus, record: Any) -> str | None:
            id_ = follow(record, path)
            return getattr(corpus, table)[id_].name.in_(language) if id_ else None

        return spelled(f"{name}_name_{language}", "string", doc, fill, required=not known.nullable)

    return (
        slot(model, field, name=name, at=path),
        one("da", Doc(f"Navnet på `{name}` på dansk.", f"The name of `{name}` in Danish.")),
        one("en", Doc(f"Navnet på `{name}` på engelsk.", f"The name of `{name}` in English.")),
    )


def _several(model: type, field: str) -> tuple[Slot, Slot, Slot]:
    """The ids of a field as an array, and their names in both languages."""
    table = field_of(model, field).table or ""

    def one(language: Language, doc: Doc) -> Slot:
        def fill(corpus: Corpus, record: Any) -> str | None:
            ids = getattr(record, field, ())
            return _JOINED_BY.join(getattr(corpus, table)[id_].name.in_(language) for id_ in ids) or None

        return spelled(f"{field}_{language}", "string", doc, fill, required=False)

    return (
        slot(model, field),
        one("da", Doc(f"Navnene på `{field}` på dansk.", f"The names of `{field}` in Danish.")),
        one("en", Doc(f"Navnene på `{field}` på engelsk.", f"The names of `{field}` in English.")),
    )


def _source(corpus: Corpus, record: Any) -> Source:
    return corpus.sources[record.id.source]


def _of_source(of: Slot) -> Slot:
    """The same column, filled from the source of a record."""
    return of.filled_by(lambda corpus, record: of.fill(corpus, _source(corpus, record)))


_WHO: tuple[Slot, ...] = (
    *_single("voice", Voice, "actor", "voice.actor"),
    *bilingual(Voice, "office", name="voice_office", at="voice.office"),
    *_single("voice_for", Voice, "for_", "voice.for_"),
    *_single("reported_by", Proposal, "reported_by", "reported_by"),
)

_WHAT_ABOUT: tuple[Slot, ...] = (
    *_several(Proposal, "areas"),
    *_several(Proposal, "themes"),
    *_several(Proposal, "target_groups"),
    *_several(Proposal, "reforms"),
    *_several(Proposal, "laws"),
    *_several(Proposal, "mentions"),
)

#: What only one kind has: empty for the others.
_BY_KIND: tuple[Slot, ...] = tuple(
    of.optional()
    for of in (
        slot(Proposal, "action"),
        slot(Proposal, "strength"),
        *_several(Proposal, "addressees"),
        slot(Statement, "claim"),
        slot(Statement, "tone"),
        slot(Initiative, "form"),
        slot(Initiative, "status"),
        *_several(Initiative, "owners"),
        *_several(Initiative, "partners"),
        slot(Initiative, "period"),
        spelled(
            "period_earliest",
            "date",
            Doc("Den første dag, perioden kan omfatte.", "The first day that the period may include."),
            lambda _, record: follow(record, "period.earliest"),
        ),
        spelled(
            "period_latest",
            "date",
            Doc("Den sidste dag, perioden kan omfatte.", "The last day that the period may include."),
            lambda _, record: follow(record, "period.latest"),
        ),
    )
)

_SOURCE_OF_RECORD: tuple[Slot, ...] = (
    *(_of_source(of) for of in bilingual(Source, "title", name="source_title", at="title")),
    _of_source(slot(Source, "kind", name="source_kind", at="kind")),
    _of_source(slot(Source, "date", name="source_date", at="date")),
    *(_of_source(of) for of in _single("publisher", Source, "publisher", "publisher")),
)


def _records(corpus: Corpus) -> Iterable[Any]:
    return corpus.records.values()


def _retired(corpus: Corpus) -> Iterable[Any]:
    return corpus.retired.values()


def _successor(corpus: Corpus, retired: Retired) -> str | None:
    """The record at the end of the chain of replacements that starts at `retired`, if it ends at one."""
    last = successor_chain(retired.id, lambda id_: getattr(corpus.retired.get(id_), "replaced_by", None))[-1]
    return last if last in corpus.records else None


_SOURCE_ID = spelled(
    "source",
    "string",
    Doc("Kilden, som posten hviler på.", "The source that the record rests on."),
    lambda _, record: record.id.source,
    table="sources",
)
_NUMBER = spelled(
    "number",
    "integer",
    Doc("Postens nummer i kilden, fra 1.", "The number of the record in its source, from 1."),
    lambda _, record: record.id.number,
    minimum=1,
)

RECORDS: Table = make_table(
    "records",
    Label("Poster", "Records"),
    Doc(
        "Én række for hver post: én handling af én stemme, med navne ved siden af id'er.",
        "One row for each record: one act by one voice, with names beside ids.",
    ),
    slots=(
        slot(Proposal, "id"),
        slot(Proposal, "kind"),
        _SOURCE_ID,
        _NUMBER,
        spelled(
            "date",
            "date",
            Doc("Den dag, stemmen talte eller udgav.", "The day on which the voice spoke or published."),
            lambda corpus, record: dated(record, _source(corpus, record).date),
        ),
        *bilingual(Proposal, "title"),
        *bilingual(Proposal, "text"),
        slot(Proposal, "paragraphs"),
        *_WHO,
        *_WHAT_ABOUT,
        *_BY_KIND,
        *_SOURCE_OF_RECORD,
        slot(Curation, "codebook", at="curation.codebook"),
        slot(Curation, "review", at="curation.review"),
        slot(Curation, "added", at="curation.added"),
    ),
    rows=_records,
)

RETIRED: Table = make_table(
    "retired",
    Label("Poster, der er taget ud", "Withdrawn records"),
    Doc(
        "Id'er, der har været en posts og aldrig gives igen.",
        "Ids that were a record's and are never given again.",
    ),
    slots=(
        slot(Retired, "id"),
        _SOURCE_ID,
        _NUMBER,
        slot(Retired, "replaced_by")._replace(table=None),  # it may be one that was itself withdrawn later
        spelled(
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
        slot(Retired, "retired"),
    ),
    rows=_retired,
)
