"""The reference tables: what records point to, the paragraphs of the sources, and the vocabularies."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from reformdata.models import (
    VOCABULARIES,
    Actor,
    Area,
    Corpus,
    Doc,
    Fingerprint,
    Fingerprints,
    Label,
    Law,
    ReadAct,
    Readings,
    Reform,
    Skip,
    SkipReason,
    Source,
    TargetGroup,
    Term,
    Theme,
)
from reformdata.models.terms import vocabulary_name
from reformdata.tables.columns import Slot, Table, bilingual, make_table, slot, spelled
from reformdata.tables.members import member_table, owner_slot


def entries(table: str) -> Callable[[Corpus], Iterable[Any]]:
    """What gets the entries of `table`."""
    return lambda corpus: getattr(corpus, table).values()


_THEMES = make_table(
    "themes",
    Label("Temaer", "Themes"),
    Doc("Reformtemaer, på tværs af politikområder.", "Themes of reform, across policy areas."),
    slots=(slot(Theme, "id"), *bilingual(Theme, "name"), *bilingual(Theme, "definition")),
    rows=entries("themes"),
)

_TARGET_GROUPS = make_table(
    "target_groups",
    Label("Målgrupper", "Target groups"),
    Doc(
        "Mennesker, som handlinger skal komme til gode eller handler om.",
        "People whom acts are to benefit or are about.",
    ),
    slots=(slot(TargetGroup, "id"), *bilingual(TargetGroup, "name"), *bilingual(TargetGroup, "definition")),
    rows=entries("target_groups"),
)

_AREAS = make_table(
    "areas",
    Label("Politikområder", "Policy areas"),
    Doc(
        "Politikområder; hvert har sine koder i to internationale klassifikationer.",
        "Policy areas; each has its codes in two international classifications.",
    ),
    slots=(slot(Area, "id"), *bilingual(Area, "name"), *bilingual(Area, "definition"), slot(Area, "parent")),
    rows=entries("areas"),
)

_ACTORS = make_table(
    "actors",
    Label("Aktører", "Actors"),
    Doc(
        "Personer, organisationer og grupper, der taler, handler eller tiltales.",
        "Persons, organisations and groups that speak, act or are addressed.",
    ),
    slots=(
        slot(Actor, "id"),
        slot(Actor, "kind"),
        *bilingual(Actor, "name"),
        slot(Actor, "part_of"),
        *bilingual(Actor, "description"),
        slot(Actor, "wikidata"),
    ),
    rows=entries("actors"),
)

_REFORMS = make_table(
    "reforms",
    Label("Reformer", "Reforms"),
    Doc(
        "Reformer, aftaler, udspil, programmer og forsøg med et navn, som poster peger på.",
        "Named reforms, agreements, policy packages, programmes and trials that records point to.",
    ),
    slots=(
        slot(Reform, "id"),
        slot(Reform, "form"),
        *bilingual(Reform, "name"),
        slot(Reform, "part_of"),
        *bilingual(Reform, "description"),
        slot(Reform, "wikidata"),
    ),
    rows=entries("reforms"),
)

_LAWS = make_table(
    "laws",
    Label("Love", "Laws"),
    Doc("Love, som poster peger på.", "Laws that records point to."),
    slots=(slot(Law, "id"), *bilingual(Law, "name"), *bilingual(Law, "description"), slot(Law, "wikidata")),
    rows=entries("laws"),
)


def _file_digest(corpus: Corpus, source: Source) -> str | None:
    known = corpus.fingerprints.get(source.id)
    return known.sha256 if known else None


_SOURCES = make_table(
    "sources",
    Label("Kilder", "Sources"),
    Doc(
        "De dokumenter, posterne hviler på; deres tekst er ikke en del af data.",
        "The documents that records rest on; their text is not part of the data.",
    ),
    slots=(
        slot(Source, "id"),
        *bilingual(Source, "title"),
        slot(Source, "kind"),
        slot(Source, "publisher"),
        slot(Source, "date"),
        slot(Source, "url"),
        slot(Source, "paragraphs"),
        slot(Fingerprints, "sha256").filled_by(_file_digest).optional(),
    ),
    rows=entries("sources"),
)


class _Paragraph(NamedTuple):
    """A paragraph of a source: why it was skipped, if it was, and by what it is found again, where that is known."""

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
    Label("Kildernes afsnit", "Paragraphs of sources"),
    Doc(
        "Hvert afsnit i hver kilde: en post hviler på det, eller det er sprunget over med en grund.",
        "Every paragraph of every source: a record rests on it, or it is skipped with a reason.",
    ),
    slots=(
        owner_slot("source", "sources", Doc("Kilden.", "The source.")),
        slot(Fingerprint, "paragraph", at="number"),
        slot(Skip, "reason", name="skipped", at="reason").optional(),
        slot(Fingerprint, "words", at="fingerprint.words").optional(),
        slot(Fingerprint, "sha256", at="fingerprint.sha256").optional(),
        slot(Fingerprint, "sketch", at="fingerprint.sketch").optional(),
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
    Label("Blinde læsninger", "Blind readings"),
    Doc(
        "Hver handling, som den ene eller den anden af en kildes to læsere fandt, før listerne blev afstemt.",
        "Every act that one or the other of the two readers of a source found, before the lists were settled.",
    ),
    slots=(
        spelled("source", "string", Doc("Kilden.", "The source."), lambda _, row: row.source, table="sources"),
        spelled(
            "reader",
            "integer",
            Doc("Første eller anden læser, 1 eller 2.", "The first or the second reader, 1 or 2."),
            lambda _, row: row.reader,
            minimum=1,
        ),
        spelled(
            "position",
            "integer",
            Doc("Pladsen i læserens liste, fra 1.", "The place in the reader's list, from 1."),
            lambda _, row: row.position,
            minimum=1,
        ),
        slot(ReadAct, "paragraphs", at="act.paragraphs"),
        slot(ReadAct, "kind", at="act.kind"),
        slot(ReadAct, "voice", at="act.voice"),
        slot(ReadAct, "records", at="act.records"),
        slot(Readings, "codebook"),
    ),
    rows=_readings,
    primary_key=("source", "reader", "position"),
)


def _of_entries(name: str, title: Label, *, table: str, model: type, field: str, column: str) -> Table:
    docs = {
        "sources": Doc("Kilden.", "The source."),
        "actors": Doc("Aktøren.", "The actor."),
        "reforms": Doc("Reformen.", "The reform."),
        "laws": Doc("Loven.", "The law."),
        "areas": Doc("Området.", "The area."),
    }
    owner = owner_slot(table.removesuffix("s"), table, docs[table])
    return member_table(name, title, owner=owner, table=table, model=model, field=field, column=column)


class _Listed(NamedTuple):
    """A value of a closed vocabulary and its place there."""

    vocabulary: type[Term]
    position: int
    term: Term


def _terms(_: Corpus) -> Iterator[_Listed]:
    for vocabulary in VOCABULARIES:
        for position, term in enumerate(vocabulary, start=1):
            yield _Listed(vocabulary, position, term)


def _term_text(name: str, language: str, doc: Doc) -> Slot:
    return spelled(f"{name}_{language}", "string", doc, lambda _, row: getattr(getattr(row.term, name), language))


_TERMS = make_table(
    "terms",
    Label("Vokabularer", "Vocabularies"),
    Doc(
        "Hver værdi i de lukkede vokabularer med betegnelse og definition.",
        "Every value of the closed vocabularies, with its label and its definition.",
    ),
    slots=(
        spelled(
            "vocabulary",
            "string",
            Doc("Vokabularets navn.", "The name of the vocabulary."),
            lambda _, row: vocabulary_name(row.vocabulary),
        ),
        spelled(
            "position",
            "integer",
            Doc("Pladsen i vokabularet, fra 1.", "The place in the vocabulary, from 1."),
            lambda _, row: row.position,
            minimum=1,
        ),
        spelled("value", "string", Doc("Værdien.", "The value."), lambda _, row: row.term),
        _term_text("label", "da", Doc("Betegnelsen på dansk.", "The label in Danish.")),
        _term_text("label", "en", Doc("Betegnelsen på engelsk.", "The label in English.")),
        _term_text("definition", "da", Doc("Definitionen på dansk.", "The definition in Danish.")),
        _term_text("definition", "en", Doc("Definitionen på engelsk.", "The definition in English.")),
    ),
    rows=_terms,
    primary_key=("vocabulary", "value"),
)

REFERENCES: tuple[Table, ...] = (
    _TERMS,
    _THEMES,
    _TARGET_GROUPS,
    _AREAS,
    _of_entries(
        "area_cofog1999",
        Label("Områdernes COFOG-koder", "COFOG codes of areas"),
        table="areas", model=Area, field="cofog1999", column="code",
    ),
    _of_entries(
        "area_cap",
        Label("Områdernes CAP-koder", "CAP codes of areas"),
        table="areas", model=Area, field="cap", column="code",
    ),
    _ACTORS,
    _of_entries(
        "actor_aliases",
        Label("Aktørernes andre navne", "Other names of actors"),
        table="actors", model=Actor, field="aliases", column="alias",
    ),
    _REFORMS,
    _of_entries(
        "reform_aliases",
        Label("Reformernes andre navne", "Other names of reforms"),
        table="reforms", model=Reform, field="aliases", column="alias",
    ),
    _of_entries(
        "reform_owners",
        Label("Reformernes ejere", "Owners of reforms"),
        table="reforms", model=Reform, field="owners", column="actor",
    ),
    _LAWS,
    _of_entries(
        "law_aliases",
        Label("Lovenes andre navne", "Other names of laws"),
        table="laws", model=Law, field="aliases", column="alias",
    ),
    _SOURCES,
    _of_entries(
        "source_authors",
        Label("Kildernes forfattere", "Authors of sources"),
        table="sources", model=Source, field="authors", column="actor",
    ),
    _SOURCE_PARAGRAPHS,
    _READINGS,
)  # fmt: skip
"""What records point to, each table after those that it points to."""
