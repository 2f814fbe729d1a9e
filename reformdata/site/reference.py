"""The pages about the data: codebook, rules, quality, dictionary, downloads, changes."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from reformdata import models
from reformdata.curation.rules import RULES, file_name, open_message, page
from reformdata.dataset.citing.references import STYLES, format_references, of_dataset
from reformdata.exports import FORMATS
from reformdata.models.fields import fields_of
from reformdata.models.labels import TABLE_LABELS
from reformdata.models.terms import vocabulary_name
from reformdata.site.pages import FOLDERS, Book, Page
from reformdata.site.rendering import Link, json_in_html
from reformdata.site.texts import render
from reformdata.tables import TABLES

_MODELS: tuple[tuple[str, type], ...] = (
    ("proposal", models.Proposal), ("statement", models.Statement), ("initiative", models.Initiative),
    ("outcome", models.Outcome), ("assessment", models.Assessment), ("source", models.Source),
)  # fmt: skip
_KNOWN_PAGES: Mapping[str, str] = {
    "codebook.md": "codebook.html", "rules.md": "rules.html", "quality.md": "quality.html",
    "glossary.md": "glossary.html", "data-dictionary.md": "dictionary.html", "exports.md": "data.html",
    "citing.md": "data.html", "CHANGELOG.md": "changes.html", "README.md": "index.html",
}  # fmt: skip


def reference_pages(
    book: Book, docs: Path | None, downloads: Mapping[str, int], released: Mapping[str, date]
) -> Iterator[Page]:
    """The pages that explain the data.

    Args:
        book: the pages of a language.
        docs: the folder with the pages in Markdown, if there is one.
        downloads: the size in bytes of each file that can be downloaded.
        released: the day of each version.
    """
    word = book.word
    prose = _prose(book, docs)
    reading = prose("codebook.md", 1)
    yield Page("codebook", "codebook", word("codebook"), {
        "models": list(_fields(book)), "vocabularies": list(book.vocabularies()), "reading": bool(reading),
    })  # fmt: skip
    if reading:
        yield Page("reading", "reading", word("how_to_read"), {"prose": reading})
    yield Page(
        "rules", "rules", word("rules"), {"rules": [(rule, open_message(book.text_of(rule.message))) for rule in RULES]}
    )
    for rule in RULES:
        title, html = _rendered(page(rule, book.language), book.place.repository, "../", 1)
        yield Page(f"rules/{rule.code}", "rule", title, {"rule": rule, "html": html})
    yield Page(
        "quality", "quality", word("quality"), {"coverage": list(_coverage(book)), "prose": prose("quality.md", 2)}
    )
    yield Page("dictionary", "dictionary", word("dictionary"), {"tables": TABLES})
    reference = of_dataset(book.catalogue.store, book.language)
    files = [(path, size, _described(book, path)) for path, size in sorted(downloads.items(), key=_place)]
    yield Page("data", "downloads", word("data"), {
        "downloads": files[:len(_WHOLE)], "tables": files[len(_WHOLE):],
        "formats": FORMATS,
        "citations": [(style, format_references([reference], style, book.language)) for style in STYLES],
        "api": ["records", *models.TABLES],
        "versions": list(book.catalogue.versions(released)),
        "linked": json_in_html(_dataset(book, reference)),
    })  # fmt: skip
    yield book.changes(prose("../CHANGELOG.md", 2), released)


_RELEASE = re.compile(r"^## \[([\w.+-]+)\] - (\d{4}-\d\d-\d\d)$", re.MULTILINE)


def releases(docs: Path | None) -> dict[str, date]:
    """The day of each version that the changelog beside the folder `docs` lists, the newest first."""
    file = docs / "../CHANGELOG.md" if docs else None
    found = _RELEASE.findall(file.read_text("utf-8")) if file and file.is_file() else []
    return {version: date.fromisoformat(day) for version, day in found}


def _prose(book: Book, docs: Path | None) -> Callable[[str, int], str]:
    def read(name: str, level: int) -> str:
        file = docs / name if docs else None
        if file is None or not file.is_file():
            return ""
        return _rendered(file.read_text("utf-8"), book.place.repository, "", level)[1]

    return read


@lru_cache(maxsize=256)
def _rendered(text: str, repository: str, up: str, level: int) -> tuple[str, str]:
    """A page in Markdown, which is the same in both languages."""
    return render(text, _resolver(repository, up), level=level)


@cache
def _resolver(repository: str, up: str) -> Callable[[str], str | None]:
    """What a link of a page of the repository leads to here."""
    rules = {file_name(rule): rule.code for rule in RULES}

    def resolve(target: str) -> str | None:
        if target.startswith(("https://", "http://")):
            return target
        path, _, anchor = target.partition("#")
        if not path:
            return None if up else target
        name = path.rpartition("/")[2]
        if name in rules:
            return f"{up}rules/{rules[name]}.html"
        if name in _KNOWN_PAGES and not (name == "README.md" and "/" in path):
            return f"{up}{_KNOWN_PAGES[name]}"
        if repository and ":" not in path:
            inside = path.removeprefix("../") if path.startswith("../") else f"docs/{path}"
            return f"{repository}/blob/main/{inside}{f'#{anchor}' if anchor else ''}"
        return None

    return resolve


def _fields(book: Book) -> Iterator[tuple[str, str, list[tuple[str, str, Link | None]]]]:
    for name, model in _MODELS:
        kind = next((one for one in models.Kind if one.value == name), None)
        title = book.text(kind.label).capitalize() if kind else book.word(_TITLES[name])
        rows = []
        for key, field in fields_of(model).items():
            table = field.table or ""
            leads = Link(book.text(TABLE_LABELS[table]), f"{FOLDERS[table]}.html") if table in FOLDERS else None
            if field.vocabulary:
                vocabulary = vocabulary_name(field.vocabulary)
                leads = Link(book.vocabulary_title(vocabulary), f"#{vocabulary}")
            rows.append((key, field.doc.da if book.language == "da" else field.doc.en, leads))
        yield name, title, rows


_TITLES = {"outcome": "outcomes", "assessment": "as_of", "source": "source"}


def _coverage(book: Book) -> Iterator[tuple[Any, int, int, int]]:
    for source, rows in book.catalogue.ledger.items():
        used = sum(bool(ids) for *_, ids in rows)
        skipped = sum(bool(reason) and not ids for _, reason, ids in rows)
        yield book.entry_link("sources", source, ""), len(rows), used, skipped


_WHOLE: Mapping[str, str] = {
    "reformdata.sqlite": "as_sqlite", "reformdata-csv.zip": "as_csv", "reformdata-jsonl.zip": "as_jsonl",
    "datapackage.json": "as_package",
}  # fmt: skip
"""What is said of the files that hold or describe all tables, in their order on the page."""


def _place(download: tuple[str, int]) -> tuple[int, str]:
    name = download[0].rpartition("/")[2]
    return (list(_WHOLE).index(name) if name in _WHOLE else len(_WHOLE), name)


def _described(book: Book, path: str) -> str:
    name = path.rpartition("/")[2]
    table = next((one for one in TABLES if f"{one.name}.csv" == name), None)
    if table:
        return table.doc.da if book.language == "da" else table.doc.en
    return book.word(_WHOLE[name])


def _dataset(book: Book, reference: Any) -> dict[str, Any]:
    base = book.place.base_url
    return {
        "@context": "https://schema.org", "@type": "Dataset", "@id": "urn:reformdata:dataset", "name": "reformdata",
        "description": book.word("tagline"), "version": reference.version, "inLanguage": ["da", "en"],
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "creator": {"@type": "Organization", "name": "The reformdata contributors"},
        **({"distribution": [{"@type": "DataDownload", "encodingFormat": "text/csv", "contentUrl": f"{base}data/records.csv"}]} if base else {}),
    }  # fmt: skip
