"""The pages of the site in one language: which there are, and what each shows."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from reformdata.dataset.citing.references import STYLES, Reference, format_references, of_records
from reformdata.dataset.steps import Edge
from reformdata.errors import library
from reformdata.messages import Message
from reformdata.models import LANGUAGES, TABLES, VOCABULARIES, Kind, Label, Language, Period, Term, Text
from reformdata.models.dates import format_date, format_period
from reformdata.models.labels import FIELD_LABELS, TABLE_LABELS
from reformdata.models.names import name_of
from reformdata.models.terms import vocabulary_name
from reformdata.site.catalogue import (
    FATES,
    NOT_ASSESSABLE,
    NOT_FOLLOWED,
    NOT_LOOKED,
    ROLES,
    UNRELEASED,
    AnyRecord,
    Catalogue,
    Day,
    Followed,
)
from reformdata.site.rendering import Link, environment, format_number, json_in_html
from reformdata.site.svg import DOT, ROW, network, stack
from reformdata.site.wording import WORDS

PER_PAGE = 100
"""How many records a page shows of a list."""

FOLDERS: Mapping[str, str] = {name: name.replace("_", "-") for name in ("records", *TABLES) if name != "glossary"}
"""The folder of each table that has a page for each entry."""

_ROLE_WORDS: Mapping[str, str] = {role: f"as_{role}" for role in ROLES}
_FIELDS_OF_KIND = ("action", "strength", "claim", "tone", "form", "status")
_LISTED = ("addressees", "owners", "partners", "mentions")


class Page(NamedTuple):
    """A page, before its language and its frame."""

    path: str
    """From the folder of the language, without `.html`; the same in both languages."""
    template: str
    title: str
    values: Mapping[str, Any]
    summary: str = ""
    """One sentence for search engines and for those who share the address."""


class Section(NamedTuple):
    """Records or relations under a heading: a hundred of them on the page itself, the rest on pages of their own."""

    anchor: str
    heading: str
    rows: Sequence[Any]
    relations: bool = False
    """Whether the rows are relations, which make a table."""
    folded: bool = False

    @property
    def pages(self) -> int:
        """How many pages the records take."""
        return -(-len(self.rows) // PER_PAGE)

    def page(self, number: int) -> Sequence[Any]:
        """The records of a page, from 1."""
        return self.rows[(number - 1) * PER_PAGE : number * PER_PAGE]


class Row(NamedTuple):
    """A record in a list."""

    id: str
    kind: str
    kind_label: str
    title: str
    voice: str
    date: str
    fate: str
    fate_label: str


class Step(NamedTuple):
    """A record in the trace of another one, or that one itself."""

    row: Row
    relation: str = ""
    """What it is to `start`."""
    start: Row | None = None
    """The record from which it was reached, if that is not the one whose trace it is."""
    here: bool = False

    @property
    def key(self) -> str:
        """What tells it from the other steps of all traces."""
        return " ".join((self.row.id, self.start.id if self.start else "", self.relation))


@dataclass(frozen=True, kw_only=True, eq=False)
class Place:
    """Where the site and its repository will be; either may be unknown."""

    base_url: str = ""
    """The address of the site, with a slash at its end; empty if it is not known."""
    repository: str = ""
    """The address of the repository on GitHub, without a slash at its end; empty if there is none."""
    files: Mapping[str, str] | None = None
    """The path of the file of each record in the repository."""


class Book:
    """All pages in one language."""

    def __init__(self, catalogue: Catalogue, language: Language, place: Place) -> None:
        self.catalogue, self.language, self.place = catalogue, language, place
        self.environment = environment(language)
        self._template: Callable[[str], Any] = cache(lambda name: self.environment.get_template(f"{name}.html.j2"))
        self.references: dict[str, dict[str, str]] = {}
        """The references of each record by style, of the pages made so far."""
        self._rows: dict[str, Row] = {}
        self._html: dict[tuple[str, str, str | Link], Any] = {}
        self._safe = library("markupsafe", extra="site", purpose="the site").Markup
        self.environment.globals.update(
            place=place,
            version=catalogue.store.version,
            other="en" if language == "da" else "da",
            fates=FATES,
            folders=FOLDERS,
            name_of=self.title_of,
            rows_of=self.rows_html,
            steps_of=self.steps_html,
            footer=self.footer_html,
            kinds=list(Kind),
            row_height=ROW,
            dot_x=DOT,
            menu=self.menu_html,
            link_of=self.link_html,
            names={one: WORDS["language"].in_(one) for one in LANGUAGES},
        )

    def word(self, name: str) -> str:
        """A text of the interface."""
        return WORDS[name].in_(self.language)

    def text(self, value: Label | Text | Message | None) -> str:
        """`value` in the language of the pages."""
        return value.in_(self.language) if value else ""

    def text_of(self, message: Message) -> str:
        """A message in the language of the pages."""
        return message.in_(self.language)

    def title_of(self, table: str, id_: str) -> str:
        """The name of an entry, or the title of a record."""
        return self.text(name_of(getattr(self.catalogue.corpus, table)[id_]))

    def has_term(self, term: Term) -> bool:
        """Whether a value of a vocabulary has a page: values that only newer data knows have none."""
        return term in type(term).__members__.values()

    def render(self, page: Page) -> bytes:
        """`page` as HTML."""
        up = "../" * page.path.count("/")
        html: str = self._template(page.template).render(
            page=page, title=page.title, up=up, root=f"{up}../", path=f"{page.path}.html", **page.values
        )
        return html.encode()

    # ---- links

    def entry_link(self, table: str, id_: str | None, up: str = "../") -> Link | None:
        """The name of an entry, with its page."""
        if not id_:
            return None
        return Link(self.text(self.catalogue.name(table, id_)), f"{up}{FOLDERS[table]}/{id_}.html")

    def entry_links(self, table: str, ids: Iterable[str], up: str = "../") -> list[Link]:
        """The names of entries, with their pages."""
        return [link for id_ in ids if (link := self.entry_link(table, id_, up))]

    def term_link(self, term: Term | None, up: str = "../") -> Link | None:
        """A value of a vocabulary, with its page."""
        if term is None:
            return None
        name = f"{up}terms/{vocabulary_name(type(term))}.{term.value}.html"
        return Link(self.text(term.label), name if self.has_term(term) else "")

    def row(self, id_: str) -> Row:
        """A record in a list."""
        if id_ not in self._rows:
            record, fate = self.catalogue.records[id_], self.catalogue.fate(id_)
            self._rows[id_] = Row(
                id_,
                record.kind.value,
                self.text(record.kind.label),
                self.text(record.title),
                self.text(self.catalogue.speaker(id_)),
                format_date(self.catalogue.dates[id_], self.language),
                fate,
                "" if fate == NOT_FOLLOWED else self.text(FATES.get(fate) or Label(fate, fate)),
            )
        return self._rows[id_]

    def rows(self, ids: Iterable[str]) -> list[Row]:
        """Records in a list."""
        return [self.row(id_) for id_ in ids]

    def rows_html(self, rows: Iterable[Row], up: str) -> Any:
        """The list of `rows`; each record is made HTML once, since it is in some ten lists."""
        return self._safe(
            "".join(('<ul class="rows">\n', *(self._once("row", up, one.id, one) for one in rows), "</ul>\n"))
        )

    def steps_html(self, steps: Iterable[Step]) -> Any:
        """A trace; each step is made HTML once, since it is in the traces of all the records that it connects."""
        made = (self._once("step", "", one.key, one) for one in steps)
        return self._safe("".join(('<ol class="trace">\n', *made, "</ol>\n")))

    def footer_html(self, up: str) -> Any:
        """The foot of a page."""
        return self._once("footer", up, "", None)

    def menu_html(self, up: str, path: str) -> Any:
        """The main menu of the page at `path`."""
        return self._once("menu", up, "" if up else path, path)

    def link_html(self, link: Link) -> Any:
        """A text that may lead somewhere."""
        return self._once("link", "", link, link)

    def _once(self, macro: str, up: str, id_: str | Link, one: Row | Step | Link | str | None) -> Any:
        key = (macro, up, id_)
        if key not in self._html:
            self._html[key] = getattr(self._template("fragments").module, macro)(one, up)
        return self._html[key]

    # ---- pages

    def pages(self) -> Iterator[Page]:
        """Every page that depends on nothing but the data."""
        for page in self._whole_pages():
            yield page
            yield from self._further(page)

    def _further(self, page: Page) -> Iterator[Page]:
        """What did not fit on `page`: a page for each further hundred records of its lists."""
        for section in page.values.get("sections", ()):
            for number in range(2, section.pages + 1):
                values = {
                    "above": page.title,
                    "back": f"../{page.path.rpartition('/')[2]}",
                    "section": section,
                    "number": number,
                }
                title = f"{page.title}: {section.heading}, {self.word('page').lower()} {number}"
                yield Page(f"{page.path}/{section.anchor}-{number}", "more", title, values)

    def _whole_pages(self) -> Iterator[Page]:
        yield self.front()
        yield from self.record_lists()
        records = self.catalogue.records.values()
        references = of_records(self.catalogue.store, self.catalogue.records, self.language)
        for record, reference in zip(records, references, strict=True):
            yield self.record(record, reference)
        for id_ in self.catalogue.corpus.retired:
            yield self.retired(id_)
        for source in self.catalogue.corpus.sources.values():
            yield self.source(source)
        for table in ("actors", "reforms", "laws", "documents", "areas", "themes", "target_groups"):
            for entry in getattr(self.catalogue.corpus, table).values():
                yield self.entry(table, entry)
        for table in FOLDERS:
            if table != "records":
                yield self.index(table)
        for vocabulary in VOCABULARIES:
            for term in vocabulary:
                yield self.term(term)
        yield Page("terms", "terms", self.word("terms"), {"vocabularies": list(self.vocabularies())})
        for year, ids in self.catalogue.by_year.items():
            yield self._plain(f"years/{year}", str(year), self.word("year"), [self._section("records_of", ids)])
        for fate in (NOT_LOOKED, NOT_FOLLOWED):
            of_it = (id_ for id_ in self.catalogue.newest_first if self.catalogue.fate(id_) == fate)
            title = self.text(FATES[fate]).capitalize()
            yield self._plain(f"years/{fate}", title, self.word("verdict"), [self._section("records_of", of_it)])
        for day, brought in self.catalogue.days.items():
            yield self.day(day, brought)
        yield self.outcomes()
        yield self.timeline()
        yield self.glossary()
        yield self.corrections()

    def front(self) -> Page:
        """The front page."""
        cat = self.catalogue
        followed = cat.follow_up(cat.records)
        voices = self._largest(cat.by_organisation)
        themes = self._largest({id_: len(ids) for (table, id_), ids in cat.by_entry.items() if table == "themes"})
        years = list(cat.by_year)
        count = self._number
        span = f"{years[0]}–{years[-1]}" if years else "–"
        done = followed.fates.get("done", 0) + followed.fates.get("partly", 0)
        newest: dict[str, str] = {}
        for id_ in sorted(cat.records, key=lambda one: -cat.records[one].curation.added.toordinal()):
            newest.setdefault(cat.records[id_].id.source, id_)
        intro = self.word("front_intro").format(
            records=count(len(cat.records)), sources=count(len(cat.corpus.sources)), years=span
        )
        values = {
            "intro": intro,
            "answer": self.word("front_a1").format(
                n=count(followed.total), done=count(done), no=count(followed.fates[NOT_ASSESSABLE]),
                trace=count(followed.fates.get("no-trace", 0)),
            ),
            "followed": followed,
            "segments": stack(followed.fates, followed.total),
            "voices": [(self.entry_link("actors", id_, ""), n) for id_, n in voices],
            "themes": [(self.entry_link("themes", id_, ""), n) for id_, n in themes],
            "latest": self.rows([*newest.values()][:6]),
            "days": [(Link(format_date(day, self.language), f"changes/{day}.html"), self._brought(brought)) for day, brought in [*cat.days.items()][:-4:-1]],
            "leads": self._fate_pages(followed),
            "kinds": [(Link(self.word(f"kind_{kind.value}"), f"terms/kind.{kind.value}.html"), len(cat.by_term.get(("kind", kind.value), ()))) for kind in Kind],
        }  # fmt: skip
        return Page("index", "front", self.word("tagline"), values, intro)

    def _brought(self, day: Day) -> str:
        """What a day brought, in numbers."""
        counted = (("new_record", day.added), ("new_outcome", day.assessed), ("was_withdrawn", day.withdrawn))
        plural = {"new_record": "new_records", "new_outcome": "new_outcomes", "was_withdrawn": "were_withdrawn"}
        return ", ".join(
            f"{self._number(len(found))} {self.word(name if len(found) == 1 else plural[name])}"
            for name, found in counted
            if found
        )

    def _fate_pages(self, followed: Followed) -> dict[str, str]:
        """The page of the records of which each thing became that became of any."""
        return {key: self.fate_page(key) for key, n in followed.fates.items() if n}

    def record_lists(self) -> Iterator[Page]:
        """All records, a hundred a page; the first page is also that of search and filters."""
        ids = self.catalogue.newest_first
        count = max(1, -(-len(ids) // PER_PAGE))
        facets = self.facets()
        for number in range(1, count + 1):
            shown = ids[(number - 1) * PER_PAGE : number * PER_PAGE]
            path = "records" if number == 1 else f"records-{number}"
            values = {
                "rows": self.rows(shown), "total": len(ids), "number": number, "count": count, "facets": facets,
                "strings": json_in_html(
                    {name: self.word(name) for name in ("one_found", "many_found", "none", "nearest", "more", "clear", "id", "kind", "date", "title", "voice", "verdict", "area", "theme")}
                ),
            }  # fmt: skip
            yield Page(path, "records", self.word("records"), values)

    def facets(self) -> list[dict[str, Any]]:
        """The facets of the list: their values with a plain page for each, and how many records it has."""
        cat = self.catalogue

        def options(name: str, found: Iterable[tuple[str, str, str, int]]) -> dict[str, Any]:
            kept = [one for one in found if one[3]]
            return {"name": name, "label": self.word(name), "options": kept}

        def entries(table: str) -> list[tuple[str, str, str, int]]:
            counted = {id_: len(ids) for (of, id_), ids in cat.by_entry.items() if of == table}
            return self._options(table, counted)

        kinds = [
            (
                kind.value,
                self.text(kind.label),
                f"terms/kind.{kind.value}.html",
                len(cat.by_term.get(("kind", kind.value), ())),
            )
            for kind in Kind
        ]
        fates: dict[str, int] = dict.fromkeys(FATES, 0)
        for id_ in cat.records:
            fates[cat.fate(id_)] = fates.get(cat.fate(id_), 0) + 1
        voices = {actor: len(ids) for (role, actor), ids in cat.by_role.items() if role == "voice"}
        years = [
            (str(year), str(year), f"years/{year}.html", len(ids)) for year, ids in reversed(list(cat.by_year.items()))
        ]
        return [
            options("kind", kinds),
            options(
                "verdict",
                (
                    (key, self.text(FATES.get(key) or Label(key, key)), self.fate_page(key), n)
                    for key, n in fates.items()
                ),
            ),
            options("area", entries("areas")),
            options("theme", entries("themes")),
            options("voice", self._options("actors", voices)),
            options("year", years),
        ]

    def fate_page(self, fate: str) -> str:
        """The page of the records of which this became."""
        if fate == NOT_ASSESSABLE:
            return "terms/assessable.no.html"
        return f"years/{fate}.html" if fate in (NOT_LOOKED, NOT_FOLLOWED) else f"terms/verdict.{fate}.html"

    def _options(self, table: str, counted: Mapping[str, int]) -> list[tuple[str, str, str, int]]:
        ordered = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
        return [
            (id_, self.text(self.catalogue.name(table, id_)), f"{FOLDERS[table]}/{id_}.html", n) for id_, n in ordered
        ]

    def record(self, record: AnyRecord, reference: Reference) -> Page:
        """The page of a record, which is cited as `reference`."""
        cat, id_ = self.catalogue, str(record.id)
        source = cat.corpus.sources[record.id.source]
        voice = record.voice
        self.references[id_] = {style: format_references([reference], style, self.language) for style in STYLES}
        values = {
            "record": record, "id": id_, "source": source, "date": cat.dates[id_],
            "voice": self.entry_link("actors", voice.actor),
            "voice_for": self.entry_link("actors", voice.for_),
            "reporter": self.entry_link("actors", record.reported_by),
            "kind": self.term_link(record.kind),
            "coded": [
                (self.text(FIELD_LABELS[name]), self.term_link(term), self.text(term.definition))
                for name in _FIELDS_OF_KIND
                if (term := getattr(record, name, None))
            ],
            "facts": self._record_facts(record),
            "fate": cat.fate(id_), "outcome": cat.corpus.outcomes.get(id_),
            "relations": self._relations(id_),
            "answered_by": self.rows(cat.corpus.answered_by.get(id_, ())) if record.kind == Kind.PROPOSAL else None,
            "trace": self._trace(id_),
            "citations": self.references[id_].items(),
            "file": (self.place.files or {}).get(id_, ""),
            "linked": json_in_html(self._linked(record, source)),
        }  # fmt: skip
        return Page(f"records/{id_}", "record", self.text(record.title), values, self.text(record.text))

    def _record_facts(self, record: AnyRecord) -> list[tuple[str, list[Link]]]:
        facts = [
            (self.text(FIELD_LABELS[name]), self.entry_links(name, getattr(record, name)))
            for name in ("areas", "themes", "target_groups", "reforms", "laws")
        ]
        facts += [(self.word(name), self.entry_links("actors", getattr(record, name, ()))) for name in _LISTED]
        if getattr(record, "period", None):
            facts.append((self.word("period"), [Link(format_period(record.period, self.language))]))
        return [fact for fact in facts if fact[1]]

    def _relations(self, id_: str) -> list[tuple[str, Row, str]]:
        """Both ways: what the relation is called from here, the other record, and why."""
        shown = []
        for edge in self.catalogue.edges.get(id_, ()):
            other, label = edge.seen_from(id_)
            shown.append((self.text(label), self.row(str(other)), self.text(edge.reason)))
        return shown

    def _trace(self, id_: str) -> list[Step]:
        """The records of the trace, the oldest first, each with the relation by which it was reached."""
        steps = self.catalogue.trace(id_)
        if not steps:
            return []
        shown = [
            Step(
                self.row(step.end),
                self.text(step.edge.seen_from(step.start)[1]),
                self.row(step.start) if step.start != id_ else None,
            )
            for step in steps
        ]
        before = sum(self.catalogue.dates[step.end] <= self.catalogue.dates[id_] for step in steps)
        return [*shown[:before], Step(self.row(id_), here=True), *shown[before:]]

    def _linked(self, record: AnyRecord, source: Any) -> dict[str, Any]:
        """The record for programs that read schema.org, with its class in the project's own vocabulary."""
        id_ = str(record.id)
        voice = self.catalogue.corpus.actors[record.voice.actor]
        return {
            "@context": "https://schema.org",
            "@id": f"urn:reformdata:records:{id_}",
            "@type": "Claim" if record.kind == Kind.STATEMENT else "CreativeWork",
            "additionalType": f"urn:reformdata:vocabulary:{type(record).__name__}",
            "identifier": id_,
            "name": self.text(record.title),
            "text": self.text(record.text),
            "inLanguage": self.language,
            "datePublished": self.catalogue.dates[id_].isoformat(),
            "author": {
                "@type": "Person" if voice.kind.value == "person" else "Organization",
                "@id": f"urn:reformdata:actors:{voice.id}",
                "name": self.text(voice.name),
            },
            "about": [self.text(self.catalogue.name("areas", area)) for area in record.areas],
            "isBasedOn": {
                "@type": "CreativeWork", "@id": f"urn:reformdata:sources:{source.id}", "name": source.title.da,
                **({"url": source.url} if source.url else {}),
            },
            "isPartOf": {"@type": "Dataset", "@id": "urn:reformdata:dataset", "name": "reformdata"},
            "license": "https://creativecommons.org/licenses/by/4.0/",
            **({"url": f"{self.place.base_url}{self.language}/records/{id_}.html"} if self.place.base_url else {}),
        }  # fmt: skip

    def retired(self, id_: str) -> Page:
        """What is left of a withdrawn record."""
        tombstone = self.catalogue.corpus.retired[id_]
        (successor,) = self.catalogue.store.column("SELECT successor FROM retired WHERE id = ?", (id_,)) or (None,)
        values = {
            "tombstone": tombstone, "id": id_, "successor": self.row(successor) if successor else None,
            "source": self.entry_link("sources", tombstone.id.source),
        }  # fmt: skip
        return Page(f"records/{id_}", "retired", f"{self.word('withdrawn')}: {id_}", values)

    def source(self, source: Any) -> Page:
        """The page of a source: what it is, and its paragraphs one by one."""
        cat = self.catalogue
        ledger = cat.ledger.get(source.id, ())
        terms = {
            term.value: term
            for vocabulary in VOCABULARIES
            if vocabulary.__name__ == "SkipReason"
            for term in vocabulary
        }
        rows = [
            (
                number,
                self.term_link(terms[reason]) if reason in terms else Link(reason) if reason else None,
                self.rows(ids),
            )
            for number, reason, ids in ledger
        ]
        finder = {
            "digests": cat.digests.get(source.id, []),
            "strings": {
                name: self.word(f"finder_{name}")
                for name in ("exact", "moved", "missing", "in_copy", "result", "other", "bad", "large", "insecure")
            },
        }
        values = {
            "source": source, "kind": self.term_link(source.kind),
            "publisher": self.entry_link("actors", source.publisher),
            "authors": self.entry_links("actors", source.authors),
            "ledger": rows, "count": len(cat.by_entry.get(("sources", source.id), ())),
            "used": sum(bool(ids) for *_, ids in ledger),
            "skips": sum(bool(reason) and not ids for _, reason, ids in ledger),
            "chart": self._became(cat.by_entry.get(("sources", source.id), ())),
            "finder": json_in_html(finder) if finder["digests"] else "",
            "linked": json_in_html({
                "@context": "https://schema.org", "@type": "CreativeWork", "@id": f"urn:reformdata:sources:{source.id}",
                "name": source.title.da, "datePublished": source.date.isoformat(),
                **({"url": source.url} if source.url else {}),
            }),
        }  # fmt: skip
        return Page(f"sources/{source.id}", "source", self.text(source.title), values)

    def entry(self, table: str, entry: Any) -> Page:
        """The page of an actor, a reform, a law, a document, an area, a theme or a target group."""
        id_, cat = entry.id, self.catalogue
        sections = [self._section("records_of", cat.by_entry.get((table, id_), ()))]
        values: dict[str, Any] = {"offices": [], "network": None, "chart": None}
        if table == "actors":
            sections = [self._section(_ROLE_WORDS[role], cat.by_role.get((role, id_), ())) for role in ROLES]
            values["offices"] = [
                (self.text(one.title), self.entry_link("actors", one.for_), format_period(one.period, self.language))
                for one in entry.offices
            ]
            values["chart"] = self._became(cat.by_role.get(("voice", id_), ()), f"voice={id_}")
        elif table == "documents":
            sections = [self._section("evidence_for", cat.evidence_of.get(id_, ()))]
        elif table in ("areas", "themes", "reforms"):
            chosen = {"areas": f"area={id_}", "themes": f"theme={id_}"}.get(table, "")
            values["chart"] = self._became(cat.by_entry.get((table, id_), ()), chosen)
        if table == "reforms" and (edges := self._edges_within(cat.by_entry.get((table, id_), ()))):
            drawn = network(cat.dates, edges)
            values["network"] = drawn, {one: self.row(one) for one in drawn.rows}
            sections.insert(0, self._relations_section("chart_table", edges, folded=True))
        kind = getattr(entry, "kind", None) or getattr(entry, "form", None)
        values |= {
            "kind": self.term_link(kind),
            "text": self.text(getattr(entry, "description", None) or getattr(entry, "definition", None)),
            "facts": self._entry_facts(table, entry),
            "feed": f"{id_}.xml" if table in ("areas", "reforms", "actors") else "",
            "api": f"{table}/{id_}.json",
            "addresses": [*getattr(entry, "sources", ()), *filter(None, [getattr(entry, "url", None)])],
        }
        return self._plain(
            f"{FOLDERS[table]}/{id_}", self.text(name_of(entry)), self.text(TABLE_LABELS[table]), sections, **values
        )

    def _entry_facts(self, table: str, entry: Any) -> list[tuple[str, list[Link]]]:
        def plain(value: object) -> list[Link]:
            return [Link(str(value))] if value else []

        facts = [
            ("original", [Link(entry.title.da, lang="da")] if table == "documents" and self.language == "en" else []),
            ("abbreviation", plain(getattr(entry, "abbreviation", None))),
            ("aliases", [Link(alias) for alias in getattr(entry, "aliases", ())]),
            ("period", plain(format_period(getattr(entry, "period", None), self.language))),
            ("parties", self.entry_links("actors", getattr(entry, "parties", ()))),
            ("owners", self.entry_links("actors", getattr(entry, "owners", ()))),
        ]
        part_of = getattr(entry, "part_of", None) or getattr(entry, "parent", None)
        facts.append(("part_of", self.entry_links(table, [part_of] if part_of else [])))
        facts.append(("has_parts", self.entry_links(table, self._parts.get((table, entry.id), ()))))
        if table == "documents":
            facts += [
                ("publisher", self.entry_links("actors", [entry.publisher] if entry.publisher else [])),
                ("published", plain(format_period(entry.date, self.language))),
                ("seen", plain(format_date(entry.seen, self.language))),
                ("seen_as", [link] if (link := self.term_link(entry.form)) else []),
            ]
        if table == "actors":
            facts.append(("holders", self.entry_links("actors", self._holders.get(entry.id, ()))))
        shown = [(self.word(name), links) for name, links in facts if links]
        if getattr(entry, "cofog1999", ()):
            shown.append(("COFOG 1999", [Link(code) for code in entry.cofog1999]))
        if getattr(entry, "cap", ()):
            shown.append(("Comparative Agendas Project", [Link(str(code)) for code in entry.cap]))
        if getattr(entry, "wikidata", None):
            shown.append(("Wikidata", [Link(entry.wikidata, f"https://www.wikidata.org/wiki/{entry.wikidata}")]))
        return shown

    @property
    def _parts(self) -> Mapping[tuple[str, str], list[str]]:
        """The entries that belong to another one."""
        if not hasattr(self, "_parts_found"):
            found: dict[tuple[str, str], list[str]] = {}
            for table, field in (("actors", "part_of"), ("reforms", "part_of"), ("areas", "parent")):
                for id_, entry in getattr(self.catalogue.corpus, table).items():
                    if getattr(entry, field):
                        found.setdefault((table, getattr(entry, field)), []).append(id_)
            self._parts_found = found
        return self._parts_found

    @property
    def _holders(self) -> Mapping[str, list[str]]:
        """The persons who held an office of an organisation."""
        if not hasattr(self, "_holders_found"):
            found: dict[str, list[str]] = {}
            for id_, actor in self.catalogue.corpus.actors.items():
                for organisation in dict.fromkeys(office.for_ for office in actor.offices if office.for_):
                    found.setdefault(organisation, []).append(id_)
            self._holders_found = found
        return self._holders_found

    def _became(self, ids: Iterable[str], chosen: str = "") -> dict[str, Any] | None:
        """The bar of what became of `ids`; each part leads to its records if they are what the filter `chosen` leaves."""
        followed = self.catalogue.follow_up(ids)
        if not followed.total:
            return None
        leads = {key: f"../records.html?{chosen}&verdict={key}" for key, n in followed.fates.items() if n and chosen}
        return {"followed": followed, "segments": stack(followed.fates, followed.total), "leads": leads}

    def _edges_within(self, ids: Sequence[str]) -> list[Edge]:
        """The relations between two of `ids`."""
        within = set(ids)
        found = dict.fromkeys(edge for id_ in ids for edge in self.catalogue.edges.get(id_, ()))
        return [edge for edge in found if {str(edge.record), str(edge.to)} <= within]

    def term(self, term: Term) -> Page:
        """The page of a value of a vocabulary."""
        vocabulary, cat = vocabulary_name(type(term)), self.catalogue
        key = (vocabulary, term.value)
        entries = [self.entry_link(table, id_) for table, id_ in cat.entries_with_term.get(key, ()) if table in FOLDERS]
        sections = [self._section("records_of", cat.by_term.get(key, ()))]
        if vocabulary == "relation_type":
            edges = dict.fromkeys(edge for found in cat.edges.values() for edge in found if edge.type == term)
            sections.append(self._relations_section("relations_with", edges))
        paragraphs = [
            Link(f"{self.text(cat.name('sources', source))}, {self.word('paragraph')} {number}", f"../sources/{source}.html#p{number}")
            for source, rows in cat.ledger.items()
            for number, reason, _ in rows
            if vocabulary == "skip_reason" and reason == term.value
        ]  # fmt: skip
        values = {
            "text": self.text(term.definition), "entries": entries, "skipped": paragraphs,
            "chart": None, "api": "",
        }  # fmt: skip
        heading = f"{self.vocabulary_title(vocabulary)}: {self.text(term.label)}"
        return self._plain(f"terms/{vocabulary}.{term.value}", heading, self.word("terms"), sections, **values)

    def vocabulary_title(self, name: str) -> str:
        """What a vocabulary is called."""
        known = FIELD_LABELS.get(name)
        words = _VOCABULARY_LABELS.get(name) or known
        return self.text(words) if words else name

    def vocabularies(self) -> Iterator[tuple[str, str, list[tuple[Link | None, str, int]]]]:
        """Each vocabulary with its name, its title and its values."""
        for vocabulary in VOCABULARIES:
            name = vocabulary_name(vocabulary)
            rows = [
                (
                    self.term_link(term, ""),
                    self.text(term.definition),
                    len(self.catalogue.by_term.get((name, term.value), ())),
                )
                for term in vocabulary
            ]
            yield name, self.vocabulary_title(name), rows

    def index(self, table: str) -> Page:
        """The list of the entries of a table."""
        cat = self.catalogue
        counted = {
            id_: len(cat.by_role.get(("voice", id_), ()) if table == "actors"
                     else cat.evidence_of.get(id_, ()) if table == "documents" else cat.by_entry.get((table, id_), ()))
            for id_ in getattr(cat.corpus, table)
        }  # fmt: skip
        rows = []
        for id_, entry in getattr(cat.corpus, table).items():
            kind = getattr(entry, "kind", None) or getattr(entry, "form", None)
            when = getattr(entry, "date", None) or getattr(entry, "period", None)
            shown = format_date(when, self.language) if isinstance(when, date) else format_period(when, self.language)
            rows.append((self.entry_link(table, id_, ""), self.term_link(kind, ""), shown, counted[id_]))
        rows.sort(key=lambda row: (-row[3], row[0].text.lower()) if row[0] else (0, ""))
        if table == "sources":
            rows.sort(key=lambda row: row[2][-4:])
        counts = {"actors": "as_voice", "documents": "evidence_for"}.get(table, "records")
        values = {
            "rows": rows,
            "counts": self.word(counts),
            "dated": any(row[2] for row in rows),
            "sorted": any(row[1] for row in rows),
        }
        return Page(FOLDERS[table], "index", self.text(TABLE_LABELS[table]), values)

    def outcomes(self) -> Page:
        """What became of it: by area, by voice and by year."""
        cat = self.catalogue
        tops = [id_ for id_ in cat.corpus.areas if ("areas", id_) in cat.by_entry]
        voices = self._largest(
            {
                actor: len([i for i in ids if cat.fate(i) != NOT_FOLLOWED])
                for (role, actor), ids in cat.by_role.items()
                if role == "voice"
            },
            12,
        )
        groups: list[tuple[str, str, list[tuple[str, Link | None, Sequence[str]]]]] = [
            ("area", self.word("by_area"), [(id_, self.entry_link("areas", id_, ""), cat.by_entry["areas", id_]) for id_ in tops]),
            ("voice", self.word("by_voice"), [(id_, self.entry_link("actors", id_, ""), cat.by_role["voice", id_]) for id_, _ in voices]),
            ("year", self.word("by_year"), [(str(y), Link(str(y), f"years/{y}.html"), ids) for y, ids in cat.by_year.items()]),
            ("kind", self.word("by_kind"), [(k.value, self.term_link(k, ""), cat.by_term.get(("kind", k.value), ())) for k in Kind if k != Kind.STATEMENT]),
        ]  # fmt: skip
        shown = []
        for name, heading, members in groups:
            rows = [
                (value, link, followed, stack(followed.fates, followed.total))
                for value, link, ids in members
                if (followed := cat.follow_up(ids)).total
            ]
            shown.append((name, heading, sorted(rows, key=lambda row: -row[2].total) if name == "area" else rows))
        whole = cat.follow_up(cat.records)
        used = [key for key in whole.fates if whole.fates[key] or key in ("no-trace", NOT_ASSESSABLE)]
        values = {
            "whole": whole,
            "segments": stack(whole.fates, whole.total),
            "groups": shown,
            "used": used,
            "leads": self._fate_pages(whole),
        }
        return Page("outcomes", "outcomes", self.word("outcomes"), values, self.word("outcomes_intro"))

    def timeline(self) -> Page:
        """The records by year and kind, with the sources of each year and the reforms by their periods."""
        cat = self.catalogue
        years = list(range(min(cat.by_year), max(cat.by_year) + 1)) if cat.by_year else []
        rows = []
        for year in years:
            ids = cat.by_year.get(year, ())
            kinds = {kind.value: sum(cat.records[id_].kind == kind for id_ in ids) for kind in Kind}
            sources = [
                self.entry_link("sources", id_, "") for id_, one in cat.corpus.sources.items() if one.date.year == year
            ]
            rows.append((year, kinds, len(ids), sources))
        most = max((row[2] for row in rows), default=1)
        bars = []
        for column, (year, kinds, total, _) in enumerate(rows):
            y, parts = 200.0, []
            for kind, n in kinds.items():
                height = round(180 * n / most, 1)
                y -= height
                parts.append((kind, round(y, 1), height, n))
            bars.append((column * 64 + 20, year, parts, total, round(y, 1)))
        periods = [
            (self.entry_link("reforms", id_, ""), format_period(one.period, self.language), one.period)
            for id_, one in cat.corpus.reforms.items()
            if isinstance(one.period, Period) and one.period.earliest
        ]
        periods.sort(key=lambda row: str(row[2].earliest))
        lasting = [(*row[:2], row[2].earliest, row[2].latest) for row in periods if row[2].earliest]
        first = min((start.year for *_, start, _ in lasting), default=2000)
        last = max((end or start).year + 1 for *_, start, end in lasting) if lasting else first + 1
        scale = 1000 / (last - first)
        spans = []
        for link, words, start, end in lasting:
            x = start.year - first + (start.month - 1) / 12
            until = end.year - first + end.month / 12 if end else last - first
            spans.append((link, words, round(x * scale, 1), max(6, round((until - x) * scale, 1)), end is None))
        values = {
            "rows": rows, "bars": bars, "width": len(rows) * 64 + 20, "spans": spans,
            "first": first, "last": last,
        }  # fmt: skip
        return Page("timeline", "timeline", self.word("timeline"), values)

    def glossary(self) -> Page:
        """The English of each Danish term."""
        terms = sorted(self.catalogue.corpus.glossary.values(), key=lambda one: one.name.da.lower())
        return Page("glossary", "glossary", self.word("glossary"), {"terms": terms})

    def changes(self, changelog: str, releases: Mapping[str, date]) -> Page:
        """How much each day brought, version by version, the newest first.

        Args:
            changelog: the changes in words, as HTML; may be empty.
            releases: the day of each version.
        """
        cat = self.catalogue
        versions: list[tuple[str, list[tuple[Link, Day]]]] = []
        for version, days in cat.versions(releases).items():
            label = f"{self.word('version').capitalize()} {version}"
            rows = [(Link(format_date(day, self.language), f"changes/{day}.html"), one) for day, one in days.items()]
            if rows:
                versions.insert(0, (self.word("unreleased") if version == UNRELEASED else label, rows[::-1]))
        values = {
            "versions": versions,
            "intro": self.word("changes_intro").format(version=cat.store.version),
            "changelog": changelog,
        }
        return Page("changes", "changes", self.word("changes"), values)

    def day(self, day: date, brought: Day) -> Page:
        """What a day brought."""
        sections = [
            self._section("new_records", brought.added),
            self._section("new_outcomes", (id_ for id_, _ in brought.assessed)),
        ]
        withdrawn = [Link(id_, f"../records/{id_}.html") for id_ in brought.withdrawn]
        title = f"{self.word('changes')}, {format_date(day, self.language)}"
        return self._plain(f"changes/{day}", title, self.word("changes"), sections, withdrawn=withdrawn)

    def corrections(self) -> Page:
        """The records that were withdrawn, and how to report a mistake."""
        gone = []
        for id_, one in self.catalogue.corpus.retired.items():
            successors = self.catalogue.store.column("SELECT successor FROM retired WHERE id = ?", (id_,))
            successor = successors[0] if successors else None
            gone.append((id_, one, self.row(successor) if successor else None))
        return Page("corrections", "corrections", self.word("corrections"), {"gone": gone})

    def _plain(self, path: str, title: str, above: str, sections: Sequence[Section], **values: Any) -> Page:
        defaults: dict[str, Any] = {
            "above": above, "sections": [one for one in sections if one.rows], "kind": None, "text": "", "facts": [],
            "offices": [], "network": None, "chart": None, "feed": "", "api": "", "addresses": [], "entries": [],
            "withdrawn": [], "skipped": [], "own": path.rpartition("/")[2],
        }  # fmt: skip
        return Page(path, "entry", title, defaults | values, values.get("text", ""))

    def _section(self, word: str, ids: Iterable[str]) -> Section:
        return Section(word.replace("_", "-"), self.word(word), self.rows(ids))

    def _relations_section(self, word: str, edges: Iterable[Edge], *, folded: bool = False) -> Section:
        rows = [
            (self.row(str(edge.record)), self.text(edge.type.label), self.row(str(edge.to)), self.text(edge.reason))
            for edge in edges
        ]
        return Section(word.replace("_", "-"), self.word(word), rows, relations=True, folded=folded)

    def _largest(self, counted: Mapping[str, int], most: int = 6) -> list[tuple[str, int]]:
        return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))[:most]

    def _number(self, value: int) -> str:
        return format_number(value, self.language)


_VOCABULARY_LABELS: Mapping[str, Label] = {
    "relation_type": Label("Forbindelse", "Relation"),
    "qualifier": Label("Tals nøjagtighed", "Exactness of figures"),
    "actor_kind": Label("Slags aktør", "Kind of actor"),
    "source_kind": Label("Slags kilde", "Kind of source"),
    "skip_reason": Label("Hvorfor et afsnit er sprunget over", "Why a paragraph was skipped"),
    "review": Label("Efterprøvet", "Review"),
    "why_not": Label("Hvorfor ikke", "Why not"),
    "scope": Label("Hvor det er sket", "Where it happened"),
    "link": Label("Hvordan det står til posten", "How it stands to the record"),
    "document_kind": Label("Slags dokument", "Kind of document"),
    "seen_as": Label("Hvor meget der blev set", "How much was seen"),
    "verdict": Label("Dom", "Verdict"),
}

Render = Callable[[Page], bytes]
