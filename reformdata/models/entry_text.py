"""An entry of a reference table as a text: its names, what it is, and what else the data knows of it."""

import textwrap
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from reformdata.models.entries import Office
from reformdata.models.fields import fields_of
from reformdata.models.languages import LANGUAGES, Language
from reformdata.models.names import name_of
from reformdata.models.terms import Term
from reformdata.models.text import Label

_WIDTH = 100
_ABOVE = frozenset({"id", "kind", "form", "name", "title", "description", "definition", "skipped"})
"""The fields above the others, and the paragraphs that a source leaves out."""

_LABELS: Mapping[str, Label] = MappingProxyType(
    {
        "aliases": Label("andre navne", "other names"),
        "abbreviation": Label("forkortelse", "abbreviation"),
        "part_of": Label("hører under", "part of"),
        "parent": Label("hører under", "part of"),
        "period": Label("periode", "period"),
        "parties": Label("partier", "parties"),
        "offices": Label("embeder", "offices"),
        "owners": Label("ejere", "owners"),
        "publisher": Label("udgiver", "publisher"),
        "authors": Label("forfattere", "authors"),
        "date": Label("dato", "date"),
        "url": Label("adresse", "address"),
        "paragraphs": Label("afsnit", "paragraphs"),
        "sources": Label("bekræftet af", "confirmed by"),
        "wikidata": Label("Wikidata", "Wikidata"),
    }
)


def entry_text(entry: Any, language: Language, name: Callable[[str, str], Label]) -> str:
    """`entry` in both languages, `language` first.

    Args:
        entry: an entry of a reference table.
        language: that of the lines below the two descriptions.
        name: gives the name of another entry by its table and id.
    """
    return "\n".join(_lines(entry, language, name))


def _lines(entry: Any, language: Language, name: Callable[[str, str], Label]) -> Iterator[str]:
    sort = getattr(entry, "kind", None) or getattr(entry, "form", None)
    yield " · ".join((entry.id, *([sort.label.in_(language)] if sort else ())))
    about = getattr(entry, "description", None) or getattr(entry, "definition", None)
    for one in sorted(LANGUAGES, key=lambda each: each != language):
        yield ""
        yield f"  {name_of(entry).in_(one)}"
        if about:
            yield from textwrap.wrap(about.in_(one), _WIDTH - 4, initial_indent="    ", subsequent_indent="    ")
    yield ""
    for key, field in fields_of(type(entry)).items():
        value = getattr(entry, field.name)
        if key in _ABOVE or value in (None, ()):
            continue
        label = _LABELS[key].in_(language) if key in _LABELS else key
        for number, each in enumerate(value if isinstance(value, tuple) else (value,)):
            yield f"  {'' if number else label:14}  {_shown(each, field.table, language, name)}"


def _shown(value: Any, table: str | None, language: Language, name: Callable[[str, str], Label]) -> str:
    if table:
        return f"{name(table, value).in_(language)} ({value})"
    if isinstance(value, Term):
        return value.label.in_(language)
    if isinstance(value, Office):
        of = f", {name('actors', value.for_).in_(language)}" if value.for_ else ""
        return f"{value.title.in_(language)}{of}, {value.period}"
    return str(value)
