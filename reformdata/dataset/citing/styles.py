"""A reference as a line of text, in BibTeX, in RIS and in CSL-JSON: `(references, language) -> text` each."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from reformdata.about import PUBLISHER
from reformdata.errors import ConditionValueError
from reformdata.models import Language

_IN = {"da": "I", "en": "In"}
_DATA_SET = {"da": "Datasæt", "en": "Data set"}
_VERSION = "version"  # in both languages


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The source that a record rests on, as far as a reference tells of it."""

    title: str
    authors: tuple[str, ...]
    publisher: str | None
    date: str
    """The day on which it was published, in ISO 8601."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """What is cited, before it has a style."""

    key: str
    """The key in BibTeX and the id elsewhere."""
    title: str
    within: str | None = None
    """The title of the data set, where what is cited is a record of it."""
    year: int | None
    version: str
    licence: str
    notes: tuple[str, ...] = ()
    """Sentences without their full stop."""
    source: Document | None = None

    @property
    def note(self) -> str:
        """All the notes, in one line."""
        return " ".join(f"{note}." for note in self.notes)


def styled(references: Sequence[Reference], style: str, language: Language) -> str:
    """`references` in `style`, with no line break at the end.

    Raises:
        ConditionValueError: if there is no such style.
    """
    if style not in STYLES:
        raise ConditionValueError("style", style, expected=STYLES)
    return STYLES[style](references, language)


def _text(references: Sequence[Reference], language: Language) -> str:
    return "\n".join(_line(reference, language) for reference in references)


def _line(one: Reference, language: Language) -> str:
    dated = f" ({one.year})" if one.year else ""
    place = f"{one.title}. {_IN[language]} {one.within}" if one.within else one.title
    whole = f"{PUBLISHER}{dated}. {place} ({_VERSION} {one.version}) [{_DATA_SET[language]}]. {one.licence}."
    return f"{whole} {one.note}" if one.notes else whole


# ---- BibTeX

# BibTeX counts braces whether they are escaped or not, so that one alone has to be a command; those of the
# others that are commands are what TeX's old fonts show as another character.
_TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
        "<": r"\textless{}", ">": r"\textgreater{}", "|": r"\textbar{}",
        "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
    }
)  # fmt: skip


def _bibtex(references: Sequence[Reference], language: Language) -> str:
    return "\n\n".join(_entry(reference, language) for reference in references)


def _entry(one: Reference, language: Language) -> str:
    """An entry of the type `misc`, which every BibTeX style knows, as it does not `dataset`."""
    within = f"{_IN[language]} {one.within}. " if one.within else ""
    fields = {
        # A pair of braces of their own: styles turn a title to lower case, and take an author apart at its blanks.
        "author": f"{{{PUBLISHER}}}",
        "title": f"{{{_tex(one.title)}}}",
        "year": str(one.year or ""),
        "howpublished": _tex(f"{within}{_DATA_SET[language]}, {_VERSION} {one.version}, {one.licence}"),
        "note": _tex(one.note),
    }
    return "\n".join(
        (f"@misc{{{one.key},", *(f"  {name} = {{{value}}}," for name, value in fields.items() if value), "}")
    )


def _tex(text: str) -> str:
    return " ".join(text.translate(_TEX).split())


# ---- RIS


def _ris(references: Sequence[Reference], language: Language) -> str:
    return "\n".join(line for reference in references for line in _tags(reference, language))


def _tags(one: Reference, language: Language) -> list[str]:
    fields = (
        ("TY", "DATA"), ("ID", one.key), ("AU", PUBLISHER), ("TI", one.title), ("T2", one.within), ("PY", one.year),
        ("ET", f"{_VERSION} {one.version}"), ("LA", language), ("C1", one.licence), ("N1", one.note),
    )  # fmt: skip
    # A line break in a value would begin another tag.
    return [*(f"{tag}  - {' '.join(str(value).split())}" for tag, value in fields if value), "ER  - "]


# ---- CSL-JSON


def _csl_json(references: Sequence[Reference], language: Language) -> str:
    return json.dumps([_item(reference, language) for reference in references], ensure_ascii=False, indent=2)


def _item(one: Reference, language: Language) -> dict[str, Any]:
    source = one.source
    item = {
        "id": one.key,
        "type": "dataset",
        "title": one.title,
        "container-title": one.within,
        "author": [{"literal": PUBLISHER}],
        "issued": {"date-parts": [[one.year]]} if one.year else None,
        "version": one.version,
        "language": language,
        "original-title": source.title if source else None,
        "original-author": [{"literal": name} for name in source.authors] if source else None,
        "original-publisher": source.publisher if source else None,
        "original-date": {"date-parts": [[int(part) for part in source.date.split("-")]]} if source else None,
        "note": " ".join((f"{one.licence}.", one.note)).rstrip(),
    }
    return {name: value for name, value in item.items() if value}


STYLES: Mapping[str, Callable[[Sequence[Reference], Language], str]] = MappingProxyType(
    {"text": _text, "bibtex": _bibtex, "ris": _ris, "csl-json": _csl_json}
)
"""The styles, by name."""

SELECTION_STYLES = (*STYLES, "json")
"""The styles of a selection: `json` is its own object, for a program."""
