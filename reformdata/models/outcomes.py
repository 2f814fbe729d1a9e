"""What became of a record: the outcome of a proposal or an initiative, and the documents that it rests on.

An outcome has a file of its own, so that a record is never changed by what happened after it.
"""

import textwrap
from collections.abc import Callable, Iterator
from typing import Annotated

from pydantic.dataclasses import dataclass as model

from reformdata.models.entries import Url
from reformdata.models.languages import LANGUAGES, Language
from reformdata.models.markup import HtmlCard
from reformdata.models.periods import Period
from reformdata.models.scalars import ActorId, Boolean, Count, Date, DocumentId, EntryId, RecordRef
from reformdata.models.terms import Assessable, DocumentKind, Link, Scope, SeenAs, Verdict, WhyNot
from reformdata.models.text import CLOSED, Doc, Label, Line, Text

NOT_LOOKED = Label("ingen har undersøgt det endnu", "nobody has looked into it yet")
_NOT_ASSESSABLE = Label("kan ikke vurderes", "cannot be assessed")
_SINCE = Label("siden", "since")
_TEST, _SEARCHED = Label("gjort, hvis", "done if"), Label("søgt i", "searched")
_WIDTH = 94


def summarise_outcome(
    why_not: WhyNot | None, verdict: Verdict | None, scope: Scope | None, link: Link | None, since: object
) -> Label:
    """What became of an act in a line: the verdict, where, how it stands to the record and since when; or why none."""
    if why_not:
        return Label(*(f"{_NOT_ASSESSABLE.in_(one)}: {why_not.label.in_(one)}" for one in LANGUAGES))
    parts = [term.label for term in (verdict, scope, link) if term]
    if since:
        parts.append(Label(*(f"{_SINCE.in_(one)} {since}" for one in LANGUAGES)))
    return Label(*(" · ".join(part.in_(one) for part in parts) for one in LANGUAGES)) if parts else NOT_LOOKED


@model(frozen=True, slots=True, kw_only=True, config=CLOSED)
class Document(HtmlCard):
    """A document that shows what became of a record; its text is not part of the data."""

    id: Annotated[EntryId, Doc("Dokumentets id.", "The id of the document.")]
    title: Annotated[
        Label,
        Doc(
            "Titlen; den danske er dokumentets egen.",
            "The title; the Danish one is the document's own.",
        ),
    ]
    kind: Annotated[DocumentKind, Doc("Hvilken slags dokument det er.", "What sort of document it is.")]
    publisher: Annotated[ActorId | None, Doc("Udgiveren, når den er kendt.", "The publisher, where known.")] = None
    date: Annotated[
        Period | None,
        Doc(
            "Hvornår det blev udgivet eller vedtaget, så vidt det vides (EDTF).",
            "When it was published or passed, as far as known (EDTF).",
        ),
    ] = None
    url: Annotated[
        Url | None, Doc("Adressen på nettet, som den blev fundet.", "Its address on the web, as it was found.")
    ] = None
    seen: Annotated[Date, Doc("Den dag, dokumentet blev set.", "The day on which the curator saw it.")]
    form: Annotated[SeenAs, Doc("Hvor meget af dokumentet der blev set.", "How much of it the curator saw.")]


@model(frozen=True, slots=True, kw_only=True, config=CLOSED)
class Evidence:
    """What a document, or another record, says of the outcome."""

    document: Annotated[
        DocumentId | None, Doc("Dokumentet, når det ikke er en post.", "The document, unless it is a record.")
    ] = None
    record: Annotated[
        RecordRef | None,
        Doc("Den anden post, når det ikke er et dokument.", "The other record, unless it is a document."),
    ] = None
    says: Annotated[Text, Doc("Hvad der står, med egne ord.", "What it says, in the curator's own words.")]


@model(frozen=True, slots=True, kw_only=True, config=CLOSED)
class Search:
    """A place in which something was searched for."""

    place: Annotated[Line, Doc("Hvor der blev søgt.", "Where the search was made.")]
    query: Annotated[Line, Doc("Hvad der blev søgt efter.", "What was searched for.")]


@model(frozen=True, slots=True, kw_only=True, config=CLOSED)
class Assessment:
    """What was known of the outcome on a day; a later assessment is added below it and never replaces it."""

    as_of: Annotated[Date, Doc("Den dag, vurderingen gælder for.", "The day for which the assessment holds.")]
    verdict: Annotated[Verdict, Doc("Hvor langt det var kommet den dag.", "How far it had come on that day.")]
    scope: Annotated[
        Scope | None,
        Doc(
            "Hvor det er sket; udelades, når intet er sket.",
            "Where it has happened; left out where nothing has happened.",
        ),
    ] = None
    link: Annotated[
        Link | None,
        Doc(
            "Hvilken forbindelse der er mellem det, der skete, og posten; den betyder aldrig, at posten var årsagen. Udelades, når intet er sket.",
            "How what happened stands to the record; it never says that the record was the cause. Left out where nothing has happened.",
        ),
    ] = None
    since: Annotated[
        Period | None,
        Doc(
            "Hvornår det skete, så vidt belægget siger det (EDTF).",
            "When it happened, as far as the evidence says (EDTF).",
        ),
    ] = None
    text: Annotated[
        Text, Doc("Hvad der er sket, i en eller to sætninger.", "What has happened, in one or two sentences.")
    ]
    evidence: Annotated[
        tuple[Evidence, ...],
        Doc(
            "De dokumenter og poster, vurderingen bygger på.", "The documents and records that the assessment rests on."
        ),
    ] = ()
    searched: Annotated[
        tuple[Search, ...],
        Doc(
            "Hvor der blev søgt, og efter hvad; skal være der, når intet er fundet.",
            "Where a search was made, and for what; needed where nothing was found.",
        ),
    ] = ()
    readers: Annotated[
        Count, Doc("Hvor mange der vurderede uafhængigt af hinanden.", "How many assessed it blind of each other.")
    ]
    agreed: Annotated[
        Boolean | None,
        Doc(
            "Om de nåede til samme vurdering, før de talte sammen; kun når de var mindst to.",
            "Whether they came to the same verdict before they conferred; only where there were at least two.",
        ),
    ] = None

    @property
    def summary(self) -> Label:
        """The verdict in a line: where, how it stands to the record and since when."""
        return summarise_outcome(None, self.verdict, self.scope, self.link, self.since)


@model(frozen=True, slots=True, kw_only=True, config=CLOSED)
class BlindCodes:
    """Whether an act can be assessed, as two readers coded it blind of each other."""

    first: Annotated[Assessable, Doc("Første læsers kode.", "The code of the first reader.")]
    second: Annotated[Assessable, Doc("Anden læsers kode.", "The code of the second reader.")]


@model(frozen=True, slots=True, kw_only=True, config=CLOSED)
class Outcome(HtmlCard):
    """What became of a proposal or an initiative."""

    id: Annotated[
        RecordRef,
        Doc(
            "Id på den post, der følges; det er også filens navn.",
            "The id of the record that is followed; it is also the file name.",
        ),
    ]
    test: Annotated[
        Text | None,
        Doc(
            "Hvad der skulle til, for at det er gjort; skrevet, før der blev søgt. Udelades kun, når det ikke kan vurderes.",
            "What would count as done; written before the search. Left out only where it cannot be assessed.",
        ),
    ] = None
    assessable: Annotated[
        Assessable, Doc("Om det kan vurderes, og hvad der så vurderes.", "Whether it can be assessed, and by what.")
    ]
    why_not: Annotated[WhyNot | None, Doc("Hvorfor det ikke kan vurderes.", "Why it cannot be assessed.")] = None
    readings: Annotated[
        BlindCodes | None,
        Doc("`assessable`, som to læsere kodede det.", "`assessable`, as two readers coded it."),
    ] = None
    assessments: Annotated[
        tuple[Assessment, ...], Doc("Vurderingerne, den ældste først.", "The assessments, the oldest first.")
    ] = ()

    def __repr__(self) -> str:
        return f"<Outcome of {self.id}: {self.summary.en}>"

    def __str__(self) -> str:
        return "\n".join(self.lines("en", lambda one: str(one.document or one.record)))

    def lines(self, lang: Language, name: Callable[[Evidence], str]) -> Iterator[str]:
        """What became of the record as lines for a terminal: the test, and each assessment, the latest first.

        Args:
            lang: the language.
            name: how a piece of evidence is called.
        """
        yield self.summary.in_(lang)
        if self.test:
            yield from _wrap(f"{_TEST.in_(lang)}: {self.test.in_(lang)}", "")
        for assessment in reversed(self.assessments):
            yield from (
                "",
                f"{assessment.as_of}  {assessment.summary.in_(lang)}",
                *_wrap(assessment.text.in_(lang), "  "),
            )
            for evidence in assessment.evidence:
                yield from _wrap(f"– {name(evidence)}: {evidence.says.in_(lang)}", "  ")
            for search in assessment.searched:
                yield from _wrap(f"{_SEARCHED.in_(lang)} {search.place}: {search.query}", "  ")

    @property
    def latest(self) -> Assessment | None:
        """The last assessment; None if there is none yet."""
        return self.assessments[-1] if self.assessments else None

    @property
    def summary(self) -> Label:
        """The latest verdict in a line, or why there is none."""
        return self.latest.summary if self.latest else summarise_outcome(self.why_not, None, None, None, None)


def _wrap(text: str, indent: str) -> list[str]:
    return textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=indent,
        subsequent_indent=f"{indent}  ",
        break_long_words=False,
        break_on_hyphens=False,
    )
