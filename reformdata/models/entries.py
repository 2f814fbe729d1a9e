"""The entries of the reference tables, which records point to."""

from typing import Annotated, TypeAlias

from pydantic import Field
from pydantic.dataclasses import dataclass as model

from reformdata.models.markup import HtmlCard
from reformdata.models.periods import Period
from reformdata.models.scalars import ActorId, AreaId, Count, Date, EntryId, ReformId, WikidataId
from reformdata.models.terms import ActorKind, Form, SkipReason, SourceKind
from reformdata.models.text import CLOSED, NAMED, Doc, Label, Line, Text

_ID = Doc("Opslagets id i tabellen.", "The id of the entry in its table.")
_ALIASES = Doc(
    "Andre navne og forkortelser, som kilderne bruger.", "Other names and abbreviations that the sources use."
)
_WIKIDATA = Doc("Id i Wikidata; kun når det er sikkert.", "Id in Wikidata; only where it is certain.")
_DESCRIPTION = Doc(
    "Hvad det er, så en læser i udlandet forstår det.", "What it is, so that a reader abroad understands it."
)
_DESCRIPTION_OF_ACTOR = Doc(
    "Hvem eller hvad det er, så en læser i udlandet forstår det.",
    "Who or what it is, so that a reader abroad understands it.",
)
_DEFINITION = Doc(
    "Hvad der hører til her, og hvordan det adskiller sig fra de nærmeste opslag.",
    "What belongs here, and how it differs from its neighbours.",
)

Url: TypeAlias = Annotated[str, Field(pattern=r"^https?://[!-~]{3,500}$")]
"""An address on the web, in ASCII."""

_ABBREVIATION = Doc("Den gængse forkortelse.", "The usual abbreviation.")
_SOURCES = Doc(
    "Adresser på offentlige sider, der bekræfter oplysningerne.", "Addresses of public pages that confirm the entry."
)


@model(frozen=True, slots=True, kw_only=True, config=NAMED)
class Office:
    """An office that a person held, and when."""

    title: Annotated[Label, Doc("Embedet eller stillingen.", "The office or position.")]
    for_: Annotated[
        ActorId | None,
        Field(alias="for"),
        Doc("Den organisation eller regering, embedet hører til.", "The organisation or government it belongs to."),
    ] = None
    period: Annotated[Period, Doc("Hvornår personen havde embedet (EDTF).", "When the person held it (EDTF).")]


@model(frozen=True, slots=True, config=CLOSED)
class Skip:
    """Paragraphs of a source that gave no record, and why."""

    paragraphs: Annotated[
        tuple[Count, ...], Field(min_length=1), Doc("Afsnittenes numre.", "The numbers of the paragraphs.")
    ]
    reason: Annotated[SkipReason, Doc("Hvorfor de ikke har givet en post.", "Why they gave no record.")]


@model(frozen=True, slots=True, kw_only=True, config=CLOSED)
class Source(HtmlCard):
    """A document that records rest on; its text is not part of the data."""

    id: Annotated[EntryId, _ID]
    title: Annotated[
        Label,
        Doc(
            "Titlen; den danske er dokumentets egen.",
            "The title; the Danish one is the document's own.",
        ),
    ]
    kind: Annotated[SourceKind, Doc("Hvilken slags dokument det er.", "What sort of document it is.")]
    publisher: Annotated[ActorId | None, Doc("Udgiveren, når den er kendt.", "The publisher, where known.")] = None
    authors: Annotated[tuple[ActorId, ...], Doc("De personer, der har skrevet det.", "The persons who wrote it.")] = ()
    date: Annotated[Date, Doc("Den dag, det blev udgivet.", "The day on which it was published.")]
    url: Annotated[
        Url | None,
        Doc("Adressen på nettet, når den er kendt med sikkerhed.", "Its address on the web, where known for certain."),
    ] = None
    paragraphs: Annotated[
        Count,
        Doc(
            "Hvor mange afsnit kilden har; et afsnit er en linje, der ikke er tom.",
            "How many paragraphs it has; a paragraph is a line that is not blank.",
        ),
    ]
    skipped: Annotated[
        tuple[Skip, ...],
        Doc(
            "De afsnit, der ikke har givet en post, med en begrundelse.",
            "The paragraphs that gave no record, each with a reason.",
        ),
    ] = ()


@model(frozen=True, slots=True, kw_only=True, config=CLOSED)
class Actor(HtmlCard):
    """A person, an organisation or a group that speaks, acts or is addressed."""

    id: Annotated[EntryId, _ID]
    kind: Annotated[ActorKind, Doc("Hvilken slags aktør det er.", "What sort of actor it is.")]
    name: Annotated[Label, Doc("Navnet.", "The name.")]
    aliases: Annotated[tuple[Line, ...], _ALIASES] = ()
    abbreviation: Annotated[Line | None, _ABBREVIATION] = None
    part_of: Annotated[ActorId | None, Doc("Den aktør, den hører under.", "The actor that it belongs to.")] = None
    period: Annotated[Period | None, Doc("Hvornår den har eksisteret (EDTF).", "When it has existed (EDTF).")] = None
    parties: Annotated[
        tuple[ActorId, ...],
        Doc("Partierne i en regering, eller en persons parti.", "The parties of a government, or a person's party."),
    ] = ()
    offices: Annotated[tuple[Office, ...], Doc("Embeder, personen har haft.", "Offices that the person has held.")] = ()
    description: Annotated[Text, _DESCRIPTION_OF_ACTOR]
    sources: Annotated[tuple[Url, ...], _SOURCES] = ()
    wikidata: Annotated[WikidataId | None, _WIKIDATA] = None


@model(frozen=True, slots=True, kw_only=True, config=CLOSED)
class Reform(HtmlCard):
    """A named reform, agreement, policy package, programme or trial that records point to."""

    id: Annotated[EntryId, _ID]
    form: Annotated[Form, Doc("Hvilken slags foranstaltning det er.", "What sort of undertaking it is.")]
    name: Annotated[Label, Doc("Navnet.", "The name.")]
    aliases: Annotated[tuple[Line, ...], _ALIASES] = ()
    abbreviation: Annotated[Line | None, _ABBREVIATION] = None
    part_of: Annotated[ReformId | None, Doc("Den reform, den er en del af.", "The reform that it is part of.")] = None
    period: Annotated[
        Period | None, Doc("Hvornår den gælder eller varede (EDTF).", "When it holds or lasted (EDTF).")
    ] = None
    owners: Annotated[
        tuple[ActorId, ...], Doc("Dem, der ejer det ifølge kilderne.", "Those who own it, according to the sources.")
    ] = ()
    description: Annotated[Text, _DESCRIPTION]
    sources: Annotated[tuple[Url, ...], _SOURCES] = ()
    wikidata: Annotated[WikidataId | None, _WIKIDATA] = None


@model(frozen=True, slots=True, kw_only=True, config=CLOSED)
class Law(HtmlCard):
    """A law that records point to."""

    id: Annotated[EntryId, _ID]
    name: Annotated[Label, Doc("Navnet.", "The name.")]
    aliases: Annotated[tuple[Line, ...], _ALIASES] = ()
    abbreviation: Annotated[Line | None, _ABBREVIATION] = None
    period: Annotated[Period | None, Doc("Hvornår den gælder (EDTF).", "When it is in force (EDTF).")] = None
    description: Annotated[Text, _DESCRIPTION]
    sources: Annotated[tuple[Url, ...], _SOURCES] = ()
    wikidata: Annotated[WikidataId | None, _WIKIDATA] = None


@model(frozen=True, slots=True, kw_only=True, config=CLOSED)
class Area(HtmlCard):
    """A policy area, mapped to two international classifications by their numbers."""

    id: Annotated[EntryId, _ID]
    name: Annotated[Label, Doc("Navnet.", "The name.")]
    definition: Annotated[Text, _DEFINITION]
    parent: Annotated[
        AreaId | None, Doc("Det større område, det hører under.", "The larger area that it belongs to.")
    ] = None
    cofog1999: Annotated[
        tuple[Annotated[str, Field(pattern=r"^(0[1-9]|10)(\.[1-9]){0,2}$")], ...],
        Doc(
            "Koder i FN's funktionelle klassifikation af det offentliges udgifter (COFOG 1999).",
            "Codes of the United Nations' Classification of the Functions of Government (COFOG 1999).",
        ),
    ] = ()
    cap: Annotated[
        tuple[Count, ...],
        Doc(
            "Koder i Comparative Agendas Projects hovedkodebog.",
            "Codes of the master codebook of the Comparative Agendas Project.",
        ),
    ] = ()


@model(frozen=True, slots=True, kw_only=True, config=CLOSED)
class Theme(HtmlCard):
    """A theme of reform, across policy areas."""

    id: Annotated[EntryId, _ID]
    name: Annotated[Label, Doc("Navnet.", "The name.")]
    definition: Annotated[Text, _DEFINITION]


@model(frozen=True, slots=True, kw_only=True, config=CLOSED)
class TargetGroup(HtmlCard):
    """A group of people whom acts are to benefit or are about."""

    id: Annotated[EntryId, _ID]
    name: Annotated[Label, Doc("Navnet.", "The name.")]
    definition: Annotated[Text, _DEFINITION]


@model(frozen=True, slots=True, kw_only=True, config=CLOSED)
class GlossaryTerm(HtmlCard):
    """A Danish term, and the English that translates it throughout the data."""

    id: Annotated[EntryId, _ID]
    name: Annotated[
        Label,
        Doc(
            "Udtrykket på dansk og det engelske udtryk, der bruges.", "The term in Danish, and the English one to use."
        ),
    ]
    forms: Annotated[
        tuple[Line, ...],
        Doc(
            "Begyndelsen af de danske ord, som udtrykket kendes på i en tekst, når det er andre end udtrykket selv.",
            "The beginnings of the Danish words by which the term is recognised in a text, if others than the term.",
        ),
    ] = ()
    rejected: Annotated[
        tuple[Line, ...],
        Doc("Engelske ord, som udtrykket ikke må oversættes med.", "English words that must not translate the term."),
    ] = ()
    note: Annotated[
        Text | None, Doc("Hvornår hvilket engelsk ord er rigtigt.", "When which English word is right.")
    ] = None
