"""The whole of the data as one value: the records, their outcomes, the reference tables, and what lies beside each source."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Annotated, TypeAlias, TypeVar

from pydantic import Field
from pydantic.dataclasses import dataclass as model

from reformdata.models.entries import Actor, Area, GlossaryTerm, Law, Reform, Source, TargetGroup, Theme
from reformdata.models.ids import RecordId
from reformdata.models.outcomes import Document, Outcome
from reformdata.models.records import Initiative, Proposal, Retired, Statement
from reformdata.models.scalars import ActorId, Count, Edition, Integer, Paragraphs, RecordRef
from reformdata.models.terms import ANSWERING, Kind
from reformdata.models.text import CLOSED, Doc

Sha256: TypeAlias = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
"""A SHA-256 digest in lower-case hexadecimal."""

GUESSABLE_BELOW = 6
"""A paragraph of fewer words can be guessed."""

Sketch: TypeAlias = Annotated[str, Field(pattern=r"^([0-9a-f]{8}){0,16}$")]
"""Up to sixteen 32-bit hashes in ascending order, eight hexadecimal digits each."""


@model(frozen=True, slots=True, kw_only=True, config=CLOSED)
class Fingerprint:
    """What identifies a paragraph of a source."""

    paragraph: Annotated[Count, Doc("Afsnittets nummer.", "The number of the paragraph.")]
    words: Annotated[Integer, Doc("Antal ord i afsnittet.", "Number of words in the paragraph.")]
    sha256: Annotated[
        Sha256, Doc("SHA-256 af afsnittets normaliserede tekst.", "SHA-256 of the normalised text of the paragraph.")
    ]
    sketch: Annotated[
        Sketch,
        Doc(
            "De mindste hashværdier af afsnittets ordtripler (bottom-k), så et ændret afsnit kan genkendes; "
            "ingen for et kort.",
            "The smallest hashes of its word triples (bottom-k), by which a changed paragraph is recognised; "
            "none for a short one.",
        ),
    ]

    @property
    def guessable(self) -> bool:
        """Whether the paragraph is so short that its text could be guessed, and the guess proved by its digest."""
        return self.words < GUESSABLE_BELOW


@model(frozen=True, slots=True, kw_only=True, config=CLOSED)
class Fingerprints:
    """The fingerprints of a whole source."""

    sha256: Annotated[Sha256, Doc("SHA-256 af hele filen.", "SHA-256 of the whole file.")]
    paragraphs: Annotated[
        tuple[Fingerprint, ...],
        Field(min_length=1),
        Doc("Ét fingeraftryk pr. afsnit, i rækkefølge.", "One fingerprint a paragraph, in order."),
    ]


@model(frozen=True, slots=True, kw_only=True, config=CLOSED)
class ReadAct:
    """An act as one reader named it, before the two lists were settled."""

    paragraphs: Annotated[
        Paragraphs, Doc("De afsnit, læseren fandt den i.", "The paragraphs in which the reader found it.")
    ]
    kind: Annotated[Kind, Doc("Den art, læseren gav den.", "The kind that the reader gave it.")]
    voice: Annotated[ActorId, Doc("Den stemme, læseren gav den.", "The voice that the reader gave it.")]
    records: Annotated[
        tuple[RecordRef, ...],
        Doc(
            "De poster, den blev til, da listerne var afstemt; tom, når den ikke blev nogen.",
            "The records that it became when the lists were settled; empty where it became none.",
        ),
    ] = ()


_Acts: TypeAlias = Annotated[tuple[ReadAct, ...], Field(min_length=1)]


@model(frozen=True, slots=True, kw_only=True, config=CLOSED)
class Readings:
    """The two blind readings of a source."""

    codebook: Annotated[
        Edition, Doc("Den udgave af kodebogen, læserne brugte.", "The edition of the codebook that the readers used.")
    ]
    first: Annotated[
        _Acts, Doc("Første læsers handlinger, i tekstens rækkefølge.", "The acts of the first reader, in text order.")
    ]
    second: Annotated[
        _Acts, Doc("Anden læsers handlinger, i tekstens rækkefølge.", "The acts of the second reader, in text order.")
    ]


Entry = Source | Actor | Reform | Law | Document | Area | Theme | TargetGroup | GlossaryTerm
_E = TypeVar("_E")


def _none() -> Mapping[str, _E]:
    return MappingProxyType({})


@dataclass(frozen=True, kw_only=True)
class Corpus:
    """Every record, its outcome and every entry, each table by id, in the order of their ids."""

    records: Mapping[str, Proposal | Statement | Initiative] = field(default_factory=_none)
    retired: Mapping[str, Retired] = field(default_factory=_none)
    sources: Mapping[str, Source] = field(default_factory=_none)
    fingerprints: Mapping[str, Fingerprints] = field(default_factory=_none)
    readings: Mapping[str, Readings] = field(default_factory=_none)
    outcomes: Mapping[str, Outcome] = field(default_factory=_none)
    actors: Mapping[str, Actor] = field(default_factory=_none)
    reforms: Mapping[str, Reform] = field(default_factory=_none)
    laws: Mapping[str, Law] = field(default_factory=_none)
    documents: Mapping[str, Document] = field(default_factory=_none)
    areas: Mapping[str, Area] = field(default_factory=_none)
    themes: Mapping[str, Theme] = field(default_factory=_none)
    target_groups: Mapping[str, TargetGroup] = field(default_factory=_none)
    glossary: Mapping[str, GlossaryTerm] = field(default_factory=_none)

    @cached_property
    def answered_by(self) -> Mapping[str, tuple[RecordId, ...]]:
        """The ids of the records that answer or carry out each proposal that is answered, in the order of the ids."""
        found: dict[str, dict[RecordId, None]] = {}
        for record in self.records.values():
            for relation in record.relations:
                if relation.type in ANSWERING and isinstance(self.records.get(relation.to), Proposal):
                    found.setdefault(relation.to, {})[record.id] = None
        return MappingProxyType({id_: tuple(answers) for id_, answers in found.items()})


TABLES: Mapping[str, type[Entry]] = MappingProxyType(
    {
        "sources": Source,
        "actors": Actor,
        "reforms": Reform,
        "laws": Law,
        "documents": Document,
        "areas": Area,
        "themes": Theme,
        "target_groups": TargetGroup,
        "glossary": GlossaryTerm,
    }
)
"""The reference tables by name: the model of their entries."""
