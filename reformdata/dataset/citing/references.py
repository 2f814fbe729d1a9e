"""What is cited: the data set, a record with the source that it rests on, a selection of records."""

from collections.abc import Iterable

from reformdata.dataset.citing.selections import CitedSelection, selection_notes
from reformdata.dataset.citing.styles import Document, Reference
from reformdata.models import Initiative, Label, Language, Proposal, Source, Statement
from reformdata.store.file import Store

_RECORD = {"da": "Post", "en": "Record"}
_SOURCE = {"da": "Kilde", "en": "Source"}
_PARAGRAPH = {"da": ("afsnit", "afsnit"), "en": ("paragraph", "paragraphs")}
_AS_OF = {"da": "Data pr. {day}", "en": "Data as of {day}"}
_OVERLAY = {"da": "Med egne data fra {overlay}", "en": "With own data from {overlay}"}


def of_dataset(store: Store, language: Language) -> Reference:
    """The reference of all of the data."""
    facts: dict[str, str] = dict(store.rows("SELECT name, value FROM meta"))
    return Reference(
        key=f"{facts['name']}-{facts['version']}",
        title=f"{facts['name']}: {facts['title'].removesuffix('.')}",
        year=_year(store),
        version=facts["version"],
        licence=facts["licence"].replace("-", " "),
        notes=tuple(_notes(facts.get("own"), store, language)),
    )


def _notes(overlay: str | None, store: Store, language: Language) -> Iterable[str]:
    """How the data differs from the published version."""
    if overlay:
        yield _OVERLAY[language].format(overlay=overlay)
    if store.as_of:
        yield _AS_OF[language].format(day=store.as_of)


def _year(store: Store) -> int | None:
    """The year of the latest record, also if the data is limited to a day; None without records."""
    (added,) = store.column(
        "SELECT max(json_extract(json, '$.curation.added')) FROM main.bodies WHERE table_name = 'records'"
    )
    return int(added[:4]) if added else None


def of_selection(store: Store, selection: CitedSelection, language: Language) -> Reference:
    """The reference of a selection: that of the data set, with what was selected of it."""
    whole = of_dataset(store, language)
    return Reference(
        key=f"{whole.key}-{selection.sha256[:8]}",
        title=whole.title,
        year=whole.year,
        version=whole.version,
        licence=whole.licence,
        notes=(*whole.notes, *selection_notes(selection, language)),
    )


def of_record(store: Store, record: Proposal | Statement | Initiative, language: Language) -> Reference:
    """The reference of a record, with the source that it rests on."""
    whole = of_dataset(store, language)
    source: Source = store.get("sources", record.id.source)
    document = _document(store, source, language)
    return Reference(
        key=record.id,
        title=record.title.in_(language),
        within=whole.title,
        year=whole.year,
        version=whole.version,
        licence=whole.licence,
        notes=(
            *whole.notes,
            f"{_RECORD[language]} {record.id}",
            f"{_SOURCE[language]}: {_described(document, source, record.paragraphs, language)}",
        ),
        source=document,
    )


def _document(store: Store, source: Source, language: Language) -> Document:
    title = (
        source.title.da if language == "da" else f"{source.title.da} [{source.title.en}]"
    )  # as published, then translated
    return Document(
        title=title,
        authors=tuple(_name(store, actor, language) for actor in source.authors),
        publisher=_name(store, source.publisher, language) if source.publisher else None,
        date=source.date.isoformat(),
    )


def _name(store: Store, actor: str, language: Language) -> str:
    name: Label = store.get("actors", actor).name
    return name.in_(language)


def _described(document: Document, source: Source, paragraphs: tuple[int, ...], language: Language) -> str:
    """`Anna Holm (2018-03-01). Titel [Title], Forum, <https://…>, paragraphs 3, 4`."""
    by = ", ".join(document.authors) or document.publisher
    dated = f"{by} ({document.date})" if by else f"({document.date})"
    where = [document.publisher] if document.authors and document.publisher else []
    where += [f"<{source.url}>"] if source.url else []
    where += [f"{_PARAGRAPH[language][len(paragraphs) > 1]} {', '.join(map(str, paragraphs))}"]
    return f"{dated}. {', '.join((document.title, *where))}"
