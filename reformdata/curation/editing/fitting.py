"""Refuses, as soon as it is typed, a value that does not fit its field."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from pydantic import TypeAdapter, ValidationError

from reformdata.curation.editing.fields import Field, Loc
from reformdata.curation.reading.files import is_clean
from reformdata.curation.reading.problems import PATTERNS
from reformdata.errors import refusal
from reformdata.messages import Message, visible
from reformdata.models import ActorKind, Corpus
from reformdata.models.entries import Url
from reformdata.models.scalars import EntryId
from reformdata.models.text import Line

_TYPES: Mapping[Loc, TypeAdapter[str]] = MappingProxyType(
    {
        ("title", "da"): TypeAdapter(Line),
        ("title", "en"): TypeAdapter(Line),
        ("url",): TypeAdapter(Url),
        ("sources",): TypeAdapter(Url),
        ("id",): TypeAdapter(EntryId),
    }
)
"""The types of the fields of a source or an entry that are typed freely."""


def require_fit(field: Field, value: Any, corpus: Corpus) -> None:
    """Refuse a `value` that does not fit the type of `field`, or holds a character that is not allowed in a file.

    Authors are persons.

    Raises:
        RefusedError: if it does not fit.
    """
    for one in value if isinstance(value, tuple) else (value,) if value else ():
        if field.loc == ("authors",) and corpus.actors[one].kind is not ActorKind.PERSON:
            raise refusal(
                f"`{one}` er ikke en person; en organisation er udgiver, ikke forfatter",
                f"`{one}` is not a person: an organisation is the publisher, not an author",
            )
        if field.loc in _TYPES:
            _require_type(_TYPES[field.loc], one)


def _require_type(wanted: TypeAdapter[str], value: str) -> None:
    advice: Message | None = None
    try:
        wanted.validate_python(value)
    except ValidationError as error:
        advice = PATTERNS.get(error.errors()[0].get("ctx", {}).get("pattern", ""))
    else:
        if is_clean(value):
            return
    da, en = (f"; {advice.da}", f"; {advice.en}") if advice else ("", "")
    raise refusal(f"`{visible(value)}` passer ikke{da}", f"`{visible(value)}` does not fit{en}")
