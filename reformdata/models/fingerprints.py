"""Fingerprints, which replace the text of a source: a digest and a sketch of each paragraph, written by a program."""

from typing import Annotated, TypeAlias

from pydantic import Field
from pydantic.dataclasses import dataclass as model

from reformdata.models.scalars import Count, Integer
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
