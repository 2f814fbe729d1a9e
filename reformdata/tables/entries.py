"""The tables of what records point to, of the paragraphs of the sources, of readings and of the vocabularies.

The tables of entries are derived from their models: a column for each field, a table for each field that holds several.
"""

from collections.abc import Iterator
from dataclasses import replace
from types import MappingProxyType
from typing import NamedTuple

from reformdata.messages import Message
from reformdata.models import (
    ORDERED_VOCABULARIES,
    TABLES,
    VOCABULARIES,
    Actor,
    Corpus,
    Doc,
    Fingerprint,
    Fingerprints,
    Label,
    Office,
    ReadAct,
    Readings,
    Skip,
    SkipReason,
    Source,
    Term,
    Text,
)
from reformdata.models.fields import ModelField, field_of, fields_of
from reformdata.models.labels import TABLE_LABELS
from reformdata.models.terms import vocabulary_name
from reformdata.tables.columns import (
    Column,
    Table,
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

_DOCS = MappingProxyType(
    {
        "themes": Doc("Reformtemaer, på tværs af politikområder.", "Themes of reform, across policy areas."),
        "target_groups": Doc(
            "Mennesker, som handlinger skal komme til gode eller handler om.",
            "People whom acts are to benefit or are about.",
        ),
        "areas": Doc(
            "Politikområder; hvert har sine koder i to internationale klassifikationer.",
            "Policy areas; each has its codes in two international classifications.",
        ),
        "actors": Doc(
            "Personer, organisationer og grupper, der taler, handler eller tiltales.",
            "Persons, organisations and groups that speak, act or are addressed.",
        ),
        "reforms": Doc(
            "Reformer, aftaler, udspil, programmer og forsøg med et navn, som poster peger på.",
            "Named reforms, agreements, policy packages, programmes and trials that records point to.",
        ),
        "laws": Doc("Love, som poster peger på.", "Laws that records point to."),
        "documents": Doc(
            "Dokumenter, der viser, hvad der blev af poster; deres tekst er ikke en del af data.",
            "Documents that show what became of records; their text is not part of the data.",
        ),
        "sources": Doc(
            "De dokumenter, posterne bygger på; deres tekst er ikke en del af data.",
            "The documents that records rest on; their text is not part of the data.",
        ),
        "glossary": Doc(
            "Danske termer og det engelske, der oversætter dem i hele datasættet.",
            "Danish terms and the English that translates them throughout the data.",
        ),
    }
)
"""The tables of entries, each after those that it points to."""

_OWNERS = MappingProxyType(
    {
        "sources": Doc("Kilden.", "The source."),
        "actors": Doc("Aktøren.", "The actor."),
        "reforms": Doc("Reformen.", "The reform."),
        "laws": Doc("Loven.", "The law."),
        "areas": Doc("Området.", "The area."),
        "glossary": Doc("Termen.", "The term."),
    }
)

_MEMBER_TITLES = MappingProxyType(
    {
        "area_cofog1999": Message("Områdernes COFOG-koder", "COFOG codes of areas"),
        "area_cap": Message("Områdernes CAP-koder", "CAP codes of areas"),
        "actor_aliases": Message("Aktørernes andre navne", "Other names of actors"),
        "actor_parties": Message("Regeringers og personers partier", "Parties of governments and persons"),
        "actor_sources": Message("Sider om aktørerne", "Pages on actors"),
        "reform_aliases": Message("Reformernes andre navne", "Other names of reforms"),
        "reform_owners": Message("Reformernes ejere", "Owners of reforms"),
        "reform_sources": Message("Sider om reformerne", "Pages on reforms"),
        "law_aliases": Message("Lovenes andre navne", "Other names of laws"),
        "law_sources": Message("Sider om lovene", "Pages on laws"),
        "glossary_forms": Message("Termernes former", "Forms of terms"),
        "glossary_rejected": Message("Forkerte oversættelser af termer", "Wrong translations of terms"),
        "source_authors": Message("Kildernes forfattere", "Authors of sources"),
    }
)


def _file_digest(corpus: Corpus, source: Source) -> str | None:
    known = corpus.fingerprints.get(source.id)
    return known.sha256 if known else None


_DIGEST = replace(column(Fingerprints, "sha256"), required=False, value=_file_digest)


def _tables_of(name: str) -> Iterator[Table]:
    """The table of the entries of `name`, then one for each of their fields that holds several ids or plain values."""
    fields = fields_of(TABLES[name]).values()
    columns = [each for field in fields if not field.many for each in _columns(TABLES[name], field)]
    if name == "sources":
        columns.append(_DIGEST)
    yield make_table(name, TABLE_LABELS[name], _DOCS[name], columns=columns, rows=objects(name))
    owner = name.removesuffix("s")
    for field in fields:
        if field.many and not field.model:
            yield member_table(
                f"{owner}_{field.key}",
                _MEMBER_TITLES[f"{owner}_{field.key}"],
                owner=owner_column(owner, name, _OWNERS[name]),
                model=TABLES[name],
                field_name=field.name,
            )


def _columns(model: type, field: ModelField) -> tuple[Column, ...]:
    return bilingual(model, field.name) if field.base in (Label, Text) else (column(model, field.name),)


_OFFICES = make_table(
    "actor_offices",
    Message("Embeder", "Offices"),
    field_of(Actor, "offices").doc,
    columns=(
        owner_column("actor", "actors", _OWNERS["actors"]),
        position_column(),
        *bilingual(Office, "title", path="value.title"),
        column(Office, "for_", called="organisation", path="value.for_"),
        column(Office, "period", path="value.period"),
        *period_days("value.period"),
    ),
    rows=members("actors", "offices"),
    primary_key=("actor", "position"),
)


class _Paragraph(NamedTuple):
    """A paragraph of a source: why it was skipped, if it was, and its fingerprint, if there is one."""

    owner: Source
    number: int
    reason: SkipReason | None
    fingerprint: Fingerprint | None


def _paragraphs(corpus: Corpus) -> Iterator[_Paragraph]:
    for source in corpus.sources.values():
        reasons = {number: skip.reason for skip in source.skipped for number in skip.paragraphs}
        known = corpus.fingerprints.get(source.id)
        prints = {one.paragraph: one for one in known.paragraphs} if known else {}
        for number in range(1, source.paragraphs + 1):
            yield _Paragraph(source, number, reasons.get(number), prints.get(number))


_SOURCE_PARAGRAPHS = make_table(
    "source_paragraphs",
    Message("Kildernes afsnit", "Paragraphs of sources"),
    Doc(
        "Hvert afsnit i hver kilde: en post bygger på det, eller det er sprunget over med en begrundelse.",
        "Every paragraph of every source: a record rests on it, or it is skipped with a reason.",
    ),
    columns=(
        owner_column("source", "sources", _OWNERS["sources"]),
        column(Fingerprint, "paragraph", path="number"),
        *optional([column(Skip, "reason", called="skipped", path="reason")]),
        *optional(column(Fingerprint, name, path=f"fingerprint.{name}") for name in ("words", "sha256", "sketch")),
    ),
    rows=_paragraphs,
    primary_key=("source", "paragraph"),
)


class _Reading(NamedTuple):
    """An act as the first or the second reader of a source named it."""

    source: str
    codebook: str
    reader: int
    position: int
    act: ReadAct


def _readings(corpus: Corpus) -> Iterator[_Reading]:
    for source, readings in corpus.readings.items():
        for reader, acts in enumerate((readings.first, readings.second), start=1):
            for position, act in enumerate(acts, start=1):
                yield _Reading(source, readings.codebook, reader, position, act)


_READINGS = make_table(
    "readings",
    TABLE_LABELS["readings"],
    Doc(
        "Hver handling, som den ene eller den anden af en kildes to læsere fandt, før listerne blev afstemt.",
        "Every act that one or the other of the two readers of a source found, before the lists were settled.",
    ),
    columns=(
        custom_column("source", "string", _OWNERS["sources"], lambda _, row: row.source, table="sources"),
        custom_column(
            "reader",
            "integer",
            Doc("Første eller anden læser, 1 eller 2.", "The first or the second reader, 1 or 2."),
            lambda _, row: row.reader,
            minimum=1,
        ),
        position_column(Doc("Pladsen i læserens liste, fra 1.", "The place in the reader's list, from 1.")),
        column(ReadAct, "paragraphs", path="act.paragraphs"),
        column(ReadAct, "kind", path="act.kind"),
        column(ReadAct, "voice", path="act.voice"),
        column(ReadAct, "records", path="act.records"),
        column(Readings, "codebook"),
    ),
    rows=_readings,
    primary_key=("source", "reader", "position"),
)


class _TermRow(NamedTuple):
    """A value of a closed vocabulary, its position there and its rank, if the vocabulary is ordered."""

    vocabulary: str
    position: int
    rank: int | None
    value: Term


def _terms(_: Corpus) -> Iterator[_TermRow]:
    for vocabulary in VOCABULARIES:
        ascending = vocabulary.ascending() if vocabulary in ORDERED_VOCABULARIES else ()
        for position, term in enumerate(vocabulary, start=1):
            rank = ascending.index(term) + 1 if ascending else None
            yield _TermRow(vocabulary_name(vocabulary), position, rank, term)


def _term_text(path: str, doc: Doc) -> Column:
    name = path.removeprefix("value.").replace(".", "_")
    return custom_column(name, "string", doc, lambda _, row: follow(row, path))


_TERMS = make_table(
    "terms",
    Message("Vokabularer", "Vocabularies"),
    Doc(
        "Hver værdi i de lukkede vokabularer med betegnelse og definition.",
        "Every value of the closed vocabularies, with its label and its definition.",
    ),
    columns=(
        _term_text("vocabulary", Doc("Vokabularets navn.", "The name of the vocabulary.")),
        position_column(Doc("Pladsen i vokabularet, fra 1.", "The place in the vocabulary, from 1.")),
        _term_text("value", Doc("Værdien.", "The value.")),
        custom_column(
            "rank",
            "integer",
            Doc(
                "Rangen, 1 for den laveste, hvis vokabularet er ordnet.",
                "The rank, 1 for the lowest, if the vocabulary is ordered.",
            ),
            lambda _, row: row.rank,
            required=False,
            minimum=1,
        ),
        _term_text("value.label.da", Doc("Betegnelsen på dansk.", "The label in Danish.")),
        _term_text("value.label.en", Doc("Betegnelsen på engelsk.", "The label in English.")),
        _term_text("value.definition.da", Doc("Definitionen på dansk.", "The definition in Danish.")),
        _term_text("value.definition.en", Doc("Definitionen på engelsk.", "The definition in English.")),
    ),
    rows=_terms,
    primary_key=("vocabulary", "value"),
)

ENTRIES: tuple[Table, ...] = (
    _TERMS,
    *(table for name in _DOCS for table in _tables_of(name)),
    _OFFICES,
    _SOURCE_PARAGRAPHS,
    _READINGS,
)
"""Each after the tables that it points to."""
