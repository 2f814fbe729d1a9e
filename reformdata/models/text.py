"""A text in Danish and in English, and the marker that describes a field in both."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

from reformdata.models.languages import LANGUAGES, Language

if TYPE_CHECKING:  # what reads the compiled file without making an object does without Pydantic
    from pydantic import ConfigDict, GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic_core import CoreSchema

NEEDS_TRANSLATION = "needs-translation"
"""Stands in a record for a text that somebody wrote in the other language and that is still to be translated."""

#: Every model is closed: an unknown key is an error. Its validator is built when first needed. Strictness is set for
#: each scalar (`scalars`, `ids`, `terms`), since Pydantic's strict mode for a whole dataclass refuses a mapping.
CLOSED: "ConfigDict" = {"extra": "forbid", "defer_build": True}

#: As `CLOSED`, for a model with a field whose key is a word of Python: `for` in a file is `for_` in Python.
NAMED: "ConfigDict" = {**CLOSED, "validate_by_name": True, "validate_by_alias": True}


@dataclass(frozen=True, slots=True)
class Written:
    """How long a text may be, and the pattern of all of it: Pydantic's `StringConstraints`, without importing Pydantic."""

    max_length: int
    pattern: str
    min_length: int = 1

    def __get_pydantic_core_schema__(self, source: Any, handler: "GetCoreSchemaHandler") -> "CoreSchema":
        limits = {"min_length": self.min_length, "max_length": self.max_length, "pattern": self.pattern}
        return {**handler(source), **limits}


Line: TypeAlias = Annotated[str, Written(300, r"^\S(.*\S)?$")]
"""A non-empty line of text without white space at its ends."""

Prose: TypeAlias = Annotated[str, Written(2000, r"^\S([\s\S]*\S)?$")]
"""One sentence or more; line breaks are allowed."""


@dataclass(frozen=True, slots=True)
class Doc:
    """The description of a field in both languages, in its `Annotated` type.

    JSON Schema, Table Schema and the codebook page are made from it.
    """

    da: str
    en: str

    def __get_pydantic_json_schema__(self, core: "CoreSchema", handler: "GetJsonSchemaHandler") -> dict[str, Any]:
        schema = handler(core)
        schema["description"] = self.en
        schema["markdownDescription"] = f"{self.da}\n\n*{self.en}*"
        return schema


class _Bilingual:
    """What a short and a long text have in common: choosing a language."""

    __slots__ = ()
    __pydantic_config__ = CLOSED
    da: str
    en: str

    def in_(self, language: Language) -> str:
        """The text in `language`, which is "da" or "en".

        Raises:
            ValueError: for any other language.
        """
        if language not in LANGUAGES:
            raise ValueError(f"no text in {language!r}: the languages are {', '.join(LANGUAGES)}")
        return self.da if language == "da" else self.en


@dataclass(frozen=True, slots=True)
class Label(_Bilingual):
    """A name, a title or another short text of one line, in Danish and in English."""

    da: Annotated[Line, Doc("På dansk.", "In Danish.")]
    en: Annotated[Line, Doc("På engelsk.", "In English.")]

    def __str__(self) -> str:
        return self.en


@dataclass(frozen=True, slots=True)
class Text(_Bilingual):
    """A text of one to a few sentences, in Danish and in English."""

    da: Annotated[Prose, Doc("På dansk.", "In Danish.")]
    en: Annotated[Prose, Doc("På engelsk.", "In English.")]

    def __str__(self) -> str:
        return self.en
