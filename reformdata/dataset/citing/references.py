"""How the data set, a record or a selection is cited: as text, BibTeX, RIS or CSL-JSON."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from reformdata.about import PUBLISHER
from reformdata.errors import ConditionValueError
from reformdata.models.ids import RecordId
from reformdata.models.languages import Language
from reformdata.models.outline import MODEL_REVIEWS
from reformdata.store.file import Store

if TYPE_CHECKING:  # what cites no selection does without Pydantic
    from reformdata.dataset.citing.selections import CitedSelection

_Body: TypeAlias = Mapping[str, Any]
"""What the compiled file holds of a record or an entry."""

_IN = {"da": "I", "en": "In"}
_DATA_SET = {"da": "Datasæt", "en": "Data set"}
_VERSION = "version"  # in both languages
_RECORD = {"da": "Post", "en": "Record"}
_SOURCE = {"da": "Kilde", "en": "Source"}
_PARAGRAPH = {"da": ("afsnit", "afsnit"), "en": ("paragraph", "paragraphs")}
_READ_BY_MODELS = {"da": "Læst og kodet af sprogmodeller", "en": "Read and coded by language models"}
_AS_OF = {"da": "Data pr. {day}", "en": "Data as of {day}"}
_OVERLAY = {"da": "Med egne data fra {overlay}", "en": "With own data from {overlay}"}


class Document(NamedTuple):
    """The source of a record, in a reference."""

    title: str
    authors: tuple[str, ...]
    publisher: str | None
    date: str
    """The day on which it was published, in ISO 8601."""


class Reference(NamedTuple):
    """A reference, before it has a style."""

    key: str
    """The key in BibTeX and the id elsewhere."""
    title: str
    year: int | None
    version: str
    licence: str
    within: str | None = None
    """The title of the data set, where what is cited is a record of it."""
    notes: tuple[str, ...] = ()
    """Sentences without their full stop."""
    source: Document | None = None

    @property
    def note(self) -> str:
        """All the notes, in one line."""
        return " ".join(f"{note}." for note in self.notes)


def of_dataset(store: Store, language: Language) -> Reference:
    """The reference of all of the data."""
    facts: dict[str, str] = dict(store.rows("SELECT name, value FROM meta"))
    # How the data differs from the published version.
    overlay = _OVERLAY[language].format(overlay=facts["own"]) if facts.get("own") else None
    as_of = _AS_OF[language].format(day=store.as_of) if store.as_of else None
    return Reference(
        key=f"{facts['name']}-{facts['version']}",
        title=f"{facts['name']}: {facts['title'].removesuffix('.')}",
        year=_year(store),
        version=facts["version"],
        licence=facts["licence"].replace("-", " "),
        notes=tuple(filter(None, (overlay, as_of))),
    )


def _year(store: Store) -> int | None:
    """The year of the latest record, also if the data is limited to a day; None without records."""
    (added,) = store.column(
        "SELECT max(json_extract(json, '$.curation.added')) FROM main.bodies WHERE table_name = 'records'"
    )
    return int(added[:4]) if added else None


def short_reference(store: Store, language: Language) -> str:
    """All of the data, as text that fits on a line beneath a chart."""
    whole = of_dataset(store, language)
    licence = whole.licence.replace(" ", "\N{NO-BREAK SPACE}")
    return _text(whole._replace(title=store.meta("name"), licence=licence), language)


def of_selection(store: Store, selection: "CitedSelection", language: Language) -> Reference:
    """The reference of a selection: that of the data set, with what was selected of it."""
    from reformdata.dataset.citing.selections import selection_notes

    whole = of_dataset(store, language)
    reviews = store.column(
        "SELECT DISTINCT review FROM records WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(selection.records)),),
    )
    notes = (*whole.notes, *_readers(reviews, language), *selection_notes(selection, language))
    return whole._replace(key=f"{whole.key}-{selection.sha256[:8]}", notes=notes)


def _readers(reviews: Collection[str], language: Language) -> tuple[str, ...]:
    """That records with these `reviews` were read by language models, if all were."""
    return (_READ_BY_MODELS[language],) if reviews and {*reviews} <= {*MODEL_REVIEWS} else ()


def of_records(store: Store, ids: Iterable[str], language: Language) -> Iterator[Reference]:
    """The reference of each record of `ids`, with the source that it rests on."""
    whole = of_dataset(store, language)
    sources: dict[str, tuple[_Body, Document]] = {}
    for id_ in ids:
        record, of = store.body("records", id_), RecordId(id_).source
        if of not in sources:
            found = store.body("sources", of)
            sources[of] = found, _document(store, found, language)
        source, document = sources[of]
        notes = (
            *whole.notes,
            *_readers([record["curation"]["review"]], language),
            f"{_RECORD[language]} {id_}",
            f"{_SOURCE[language]}: {_describe(document, source, record['paragraphs'], language)}",
        )
        title = record["title"][language]
        yield whole._replace(key=id_, title=title, within=whole.title, notes=notes, source=document)


def _document(store: Store, source: _Body, language: Language) -> Document:
    title, publisher = source["title"], source.get("publisher")
    translation = f" [{title['en']}]" if language == "en" else ""
    return Document(
        title=f"{title['da']}{translation}",
        authors=tuple(_name(store, actor, language) for actor in source.get("authors", ())),
        publisher=_name(store, publisher, language) if publisher else None,
        date=source["date"],
    )


def _name(store: Store, actor: str, language: Language) -> str:
    name: str = store.body("actors", actor)["name"][language]
    return name


def _describe(document: Document, source: _Body, paragraphs: Sequence[int], language: Language) -> str:
    """`Anna Holm (2018-03-01). Titel [Title], Forum, <https://…>, paragraphs 3, 4`."""
    by = ", ".join(document.authors) or document.publisher
    dated = f"{by} ({document.date})" if by else f"({document.date})"
    where = [document.publisher] if document.authors and document.publisher else []
    where += [f"<{source['url']}>"] if source.get("url") else []
    where += [f"{_PARAGRAPH[language][len(paragraphs) > 1]} {', '.join(map(str, paragraphs))}"]
    return f"{dated}. {', '.join((document.title, *where))}"


# ---- styles


def format_references(references: Sequence[Reference], style: str, language: Language) -> str:
    """`references` in `style`, with no line break at the end.

    Raises:
        ConditionValueError: if there is no such style.
    """
    if style not in STYLES:
        raise ConditionValueError("style", style, expected=STYLES)
    if style == "csl-json":
        return json.dumps([_csl(reference, language) for reference in references], ensure_ascii=False, indent=2)
    write, between = _TEXT_STYLES[style]
    return between.join(write(reference, language) for reference in references)


def _text(one: Reference, language: Language) -> str:
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


def _bibtex(one: Reference, language: Language) -> str:
    """An entry of the type `misc`: not every BibTeX style knows `dataset`."""
    within = f"{_IN[language]} {one.within}. " if one.within else ""
    fields = {
        # Double braces: BibTeX styles change the case of a title and split the name of an author.
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


def _ris(one: Reference, language: Language) -> str:
    fields = (
        ("TY", "DATA"), ("ID", one.key), ("AU", PUBLISHER), ("TI", one.title), ("T2", one.within), ("PY", one.year),
        ("ET", f"{_VERSION} {one.version}"), ("LA", language), ("C1", one.licence), ("N1", one.note),
    )  # fmt: skip
    # A line break in a value would begin another tag.
    return "\n".join((*(f"{tag}  - {' '.join(str(value).split())}" for tag, value in fields if value), "ER  - "))


# ---- CSL-JSON


def _csl(one: Reference, language: Language) -> dict[str, Any]:
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


_TEXT_STYLES: Mapping[str, tuple[Callable[[Reference, Language], str], str]] = {
    "text": (_text, "\n"), "bibtex": (_bibtex, "\n\n"), "ris": (_ris, "\n"),
}  # fmt: skip
"""How a reference is written, and what separates two."""

STYLES = (*_TEXT_STYLES, "csl-json")

SELECTION_STYLES = (*STYLES, "json")
"""The styles of a selection: `json` is its own object, for a program."""
