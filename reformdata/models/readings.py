"""Two readings of one source, made blind of each other: what agreement between readers is computed from."""

from typing import Annotated, TypeAlias

from pydantic import Field
from pydantic.dataclasses import dataclass as model

from reformdata.models.ids import ActorId, RecordRef
from reformdata.models.scalars import Edition, Paragraphs
from reformdata.models.terms import Kind
from reformdata.models.text import CLOSED, Doc


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
