"""The data as the pages need it: who points to a record, which records belong to an entry, what became of each."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple, TypeAlias

from reformdata.dataset.steps import DEPTH, Edge, Step, edges_at, follow
from reformdata.models import TABLES, Kind, Label, Term, Verdict
from reformdata.models.fields import fields_of
from reformdata.models.ids import id_sort_key, successor_chain
from reformdata.models.names import name_of
from reformdata.models.terms import vocabulary_name
from reformdata.site.wording import WORDS
from reformdata.store.compiling import corpus_of
from reformdata.store.file import Store

AnyRecord: TypeAlias = Any

NOT_ASSESSABLE, NOT_LOOKED, NOT_FOLLOWED = "not-assessable", "not-looked", "not-followed"
"""What stands for a verdict where there is none."""

FATES: Mapping[str, Label] = {
    **{verdict.value: verdict.label for verdict in Verdict},
    NOT_ASSESSABLE: WORDS["not_assessable"],
    NOT_LOOKED: WORDS["not_looked"],
    NOT_FOLLOWED: WORDS["not_followed"],
}
"""What may have become of a record, in the order of charts: the latest verdict, or why there is none."""

UNRELEASED = "unreleased"
"""What stands for a version in the data since the last one."""

ROLES = ("voice", "for", "reporter", "addressees", "owners", "partners", "mentions")
"""The parts that an actor may have in a record."""


class Followed(NamedTuple):
    """How many of some records are followed up, and what became of them."""

    total: int
    fates: Mapping[str, int]
    """Every value of `FATES` that a followed record can have, also those that none has."""


@dataclass(frozen=True)
class Day:
    """What one day brought."""

    added: list[str] = field(default_factory=list)
    """New records."""
    assessed: list[tuple[str, Verdict]] = field(default_factory=list)
    """Records with a new assessment, and its verdict."""
    withdrawn: list[str] = field(default_factory=list)


class Catalogue:
    """The data of a site, looked up by whatever a page is about."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.corpus = corpus_of(store)
        self.records: Mapping[str, AnyRecord] = self.corpus.records
        self.dates = {id_: date.fromisoformat(day) for id_, day in store.rows("SELECT id, date FROM records")}
        self.newest_first = sorted(self.records, key=lambda id_: (-self.dates[id_].toordinal(), id_sort_key(id_)))
        self._traces: dict[str, tuple[Step, ...]] = {}
        self._place = {id_: place for place, id_ in enumerate(self.newest_first)}

    @cached_property
    def _dated_edges(self) -> Mapping[str, list[tuple[Edge, tuple[str, str]]]]:
        found = defaultdict(list)
        for edge, days in edges_at(self.store, list(self.records)):
            found[str(edge.record)].append((edge, days))
            found[str(edge.to)].append((edge, days))
        return found

    @cached_property
    def edges(self) -> Mapping[str, tuple[Edge, ...]]:
        """The relations of each record, from it and to it."""
        return {id_: tuple(edge for edge, _ in edges) for id_, edges in self._dated_edges.items()}

    def _edges_at(self, ids: Sequence[str]) -> Iterable[tuple[Edge, tuple[str, str]]]:
        return dict.fromkeys(edge for id_ in ids for edge in self._dated_edges.get(id_, ()))

    def trace(self, id_: str) -> tuple[Step, ...]:
        """What led to a record and what came of it: the step to each record that is reached, the oldest first."""
        if id_ not in self._traces:
            steps = follow(self.store, self.records[id_].id, "both", DEPTH, self._edges_at)
            reached = (step for step in steps if step.first)
            self._traces[id_] = tuple(sorted(reached, key=lambda step: (self.dates[step.end], id_sort_key(step.end))))
        return self._traces[id_]

    def sort(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Each of `ids` once, the newest record first."""
        return tuple(sorted(set(ids), key=self._place.__getitem__))

    def entry(self, table: str, id_: str) -> Any:
        """The entry of a reference table."""
        return getattr(self.corpus, table)[id_]

    def name(self, table: str, id_: str) -> Label:
        """The name of an entry."""
        return name_of(self.entry(table, id_))

    def speaker(self, id_: str) -> Label:
        """Who answers for a record: the voice, and the organisation that a person speaks for."""
        voice = self.records[id_].voice
        name = self.name("actors", voice.actor)
        if voice.organisation == voice.actor:
            return name
        organisation = self.name("actors", voice.organisation)
        return Label(f"{name.da}, {organisation.da}", f"{name.en}, {organisation.en}")

    @cached_property
    def by_organisation(self) -> Mapping[str, int]:
        """How many records each organisation answers for, itself or by a person who speaks for it."""
        return Counter(record.organisation for record in self.records.values())

    def fate(self, id_: str) -> str:
        """A key of `FATES`: what became of a record."""
        outcome = self.corpus.outcomes.get(id_)
        if self.records[id_].kind == Kind.STATEMENT:
            return NOT_FOLLOWED
        if outcome is None:
            return NOT_LOOKED
        if outcome.latest:
            return str(outcome.latest.verdict.value)
        return NOT_ASSESSABLE if outcome.why_not else NOT_LOOKED

    def follow_up(self, ids: Iterable[str]) -> Followed:
        """What became of those of `ids` that are followed up."""
        fates = dict.fromkeys((key for key in FATES if key != NOT_FOLLOWED), 0)
        for id_ in ids:
            fate = self.fate(id_)
            if fate != NOT_FOLLOWED:
                fates[fate] = fates.get(fate, 0) + 1
        return Followed(sum(fates.values()), fates)

    def with_larger(self, areas: Iterable[str]) -> Iterator[str]:
        """`areas` and the larger areas that they belong to."""
        for area in areas:
            yield from successor_chain(area, lambda id_: self.corpus.areas[id_].parent)

    @cached_property
    def by_entry(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """The records of each entry, as `("areas", "schools")`; of an area also those of the areas within it."""
        found = defaultdict(list)
        for id_, record in self.records.items():
            found["sources", record.id.source].append(id_)
            for area in set(self.with_larger(record.areas)):
                found["areas", area].append(id_)
            for table in ("themes", "target_groups", "reforms", "laws"):
                for entry in getattr(record, table):
                    found[table, entry].append(id_)
        return {key: self.sort(ids) for key, ids in found.items()}

    @cached_property
    def by_role(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """The records in which an actor has a part, as `("voice", "kl")`."""
        found = defaultdict(list)
        for id_, record in self.records.items():
            voice = record.voice
            for role, actors in (("voice", [voice.actor]), ("for", [voice.for_]), ("reporter", [record.reported_by])):
                for actor in actors:
                    if actor:
                        found[role, actor].append(id_)
            for role in ("addressees", "owners", "partners", "mentions"):
                for actor in getattr(record, role, ()):
                    found[role, actor].append(id_)
        return {key: self.sort(ids) for key, ids in found.items()}

    @cached_property
    def by_term(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """The records with a value of a closed vocabulary, in themselves or in their outcome: `("verdict", "done")`."""
        found = defaultdict(list)
        for id_, record in self.records.items():
            for term in _terms(record):
                found[_key(term)].append(id_)
            outcome = self.corpus.outcomes.get(id_)
            if outcome:
                latest = outcome.latest
                of_latest = (latest.verdict, latest.scope, latest.link) if latest else ()
                for one in (outcome.assessable, outcome.why_not, *of_latest):
                    if one:
                        found[_key(one)].append(id_)
        return {key: self.sort(ids) for key, ids in found.items()}

    @cached_property
    def entries_with_term(self) -> Mapping[tuple[str, str], tuple[tuple[str, str], ...]]:
        """The entries of reference tables with a value of a closed vocabulary, each as table and id."""
        found = defaultdict(list)
        for table in TABLES:
            for id_, entry in getattr(self.corpus, table).items():
                for name in ("kind", "form"):
                    term = getattr(entry, name, None)
                    if isinstance(term, Term):
                        found[_key(term)].append((table, id_))
        return {key: tuple(entries) for key, entries in found.items()}

    @cached_property
    def by_year(self) -> Mapping[int, tuple[str, ...]]:
        """The records of each year, the earliest first."""
        found = defaultdict(list)
        for id_, day in self.dates.items():
            found[day.year].append(id_)
        return {year: self.sort(found[year]) for year in sorted(found)}

    @cached_property
    def evidence_of(self) -> Mapping[str, tuple[str, ...]]:
        """The records of whose outcome a document is evidence."""
        found = defaultdict(list)
        for id_, outcome in self.corpus.outcomes.items():
            for assessment in outcome.assessments:
                for piece in assessment.evidence:
                    if piece.document and id_ in self.records:
                        found[piece.document].append(id_)
        return {document: self.sort(ids) for document, ids in found.items()}

    @cached_property
    def ledger(self) -> Mapping[str, tuple[tuple[int, str | None, tuple[str, ...]], ...]]:
        """The paragraphs of each source: number, why it was skipped, and the records that rest on it."""
        found: dict[tuple[str, int], list[str]] = defaultdict(list)
        for id_, record in self.records.items():
            for paragraph in record.paragraphs:
                found[record.id.source, paragraph].append(id_)
        rows = defaultdict(list)
        for source, number, reason in self.store.rows(
            "SELECT source, paragraph, skipped FROM source_paragraphs ORDER BY source, paragraph"
        ):
            rows[source].append((number, reason, tuple(found.get((source, number), ()))))
        return {source: tuple(listed) for source, listed in rows.items()}

    @cached_property
    def digests(self) -> Mapping[str, list[str]]:
        """The digests of the paragraphs of each source that has fingerprints, in their order: 16 of 64 digits."""
        found = defaultdict(list)
        for source, digest in self.store.rows(
            "SELECT source, substr(sha256, 1, 16) FROM source_paragraphs WHERE sha256 IS NOT NULL ORDER BY source, paragraph"
        ):
            found[source].append(digest)
        return found

    @cached_property
    def days(self) -> Mapping[date, Day]:
        """What each day brought, the earliest first."""
        found: dict[date, Day] = defaultdict(Day)
        for id_, record in self.records.items():
            found[record.curation.added].added.append(id_)
        for id_, outcome in self.corpus.outcomes.items():
            for one in outcome.assessments:
                found[one.as_of].assessed.append((id_, one.verdict))
        for id_, tombstone in self.corpus.retired.items():
            found[tombstone.retired].withdrawn.append(id_)
        return {day: found[day] for day in sorted(found)}

    def versions(self, releases: Mapping[str, date]) -> Mapping[str, Mapping[date, Day]]:
        """The days of each version, the earliest first; `UNRELEASED` are those after the last one.

        Args:
            releases: the day of each version, in any order; without any, every day is of the version of the data.
        """
        if not releases:
            return {self.store.version: self.days}
        found: dict[str, dict[date, Day]] = {one: {} for one in sorted(releases, key=releases.__getitem__)}
        for day, brought in self.days.items():
            version = next((one for one in found if one != UNRELEASED and day <= releases[one]), UNRELEASED)
            found.setdefault(version, {})[day] = brought
        return found

    def body(self, table: str) -> dict[str, Any]:
        """Every object of `table` as the compiled file holds it, by id."""
        rows = self.store.rows("SELECT id, json FROM bodies WHERE table_name = ? ORDER BY id", (table,))
        return {id_: json.loads(text) for id_, text in sorted(rows, key=lambda row: id_sort_key(row[0]))}


def _terms(record: AnyRecord) -> Iterator[Term]:
    for one in fields_of(type(record)).values():
        value = getattr(record, one.name)
        if isinstance(value, Term):
            yield value
    yield record.curation.review
    for quantity in record.quantities:
        if quantity.qualifier:
            yield quantity.qualifier


def _key(term: Term) -> tuple[str, str]:
    return vocabulary_name(type(term)), term.value
