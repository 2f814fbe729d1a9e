"""All files of the site, and writing them to a folder."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from importlib.resources import files as resources
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from reformdata.dataset.comparison.comparing import diff
from reformdata.dataset.comparison.comparison import Comparison
from reformdata.dataset.dataset import Dataset
from reformdata.errors import ReformdataError
from reformdata.exports.contents import compiled_bytes, contents
from reformdata.exports.datapackage import csv_files, resource
from reformdata.exports.jsonl import jsonl_files
from reformdata.exports.targets import ForeignFolderError, json_bytes
from reformdata.files import write_folder
from reformdata.messages import Message
from reformdata.models import LANGUAGES
from reformdata.site.catalogue import UNRELEASED, Catalogue
from reformdata.site.machines import api_files, changes_files, feeds, sitemap
from reformdata.site.pages import Book, Place
from reformdata.site.reference import reference_pages, releases
from reformdata.site.searching import index_files, reference_files
from reformdata.store.file import Store

MANIFEST = "files.json"
"""Lists what the site consists of: a folder is replaced only if everything in it is listed there."""
_SAFE = re.compile(r"[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?(?:/[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?)*", re.IGNORECASE)


class UnsafeNameError(ReformdataError, ValueError):
    """An id would make a file outside of the folder of the site.

    Attributes:
        path: the file.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self.message = Message(
            f"{path!r} kan ikke være navnet på en side: et id har kun bogstaver, tal, bindestreger og punktummer",
            f"{path!r} cannot be the name of a page: an id has letters, digits, hyphens and dots only",
        )
        super().__init__(self.message.en)


def write_site(
    store: Store, directory: Path, place: Place, docs: Path | None = None, earlier: Sequence[Dataset] = ()
) -> int:
    """Write the site of `store` to `directory`, replacing an earlier one, and return how many files it has.

    Args:
        store: the data.
        directory: a new or an empty folder, or one that holds an earlier site.
        place: where the site and its repository will be.
        docs: the folder with the codebook and the other pages in Markdown; without it the site has the fields, the
            vocabularies and the rules, which are in the package.
        earlier: the data of earlier versions, the oldest first: `api/v1/changes/` says what differs from each to the
            next.

    Raises:
        ForeignFolderError: an OSError, if the folder holds anything that is not of an earlier site.
        NotADirectoryError: if it is a file.
        MissingExtraError: an ImportError, without the extra `site`.
        UnsafeNameError: a ValueError, if an id cannot be the name of a page.
        OSError: if it cannot be written; then the folder is as it was.
    """
    _refuse_foreign(directory)
    made = site_files(store, place, docs, earlier)
    write_folder(directory, made, durable=False)
    return len(made)


def site_files(
    store: Store, place: Place, docs: Path | None = None, earlier: Sequence[Dataset] = ()
) -> Mapping[str, bytes]:
    """Every file of the site by its path. The same data gives the same bytes.

    Raises:
        UnsafeNameError: a ValueError, if an id cannot be the name of a page.
    """
    made: dict[str, bytes] = {}

    def add(path: str, content: bytes) -> None:
        if not _SAFE.fullmatch(path) or path in made:
            raise UnsafeNameError(path)
        made[path] = content

    catalogue, released = Catalogue(store), releases(docs)
    for one in resources("reformdata.site").joinpath("static").iterdir():
        add(f"static/{one.name}", one.read_bytes())
    for path, content in _data_files(store):
        add(path, content)
    downloads = {path: len(content) for path, content in made.items() if path.startswith("data/")}
    for language in LANGUAGES:
        book = Book(catalogue, language, place)
        for page in (*book.pages(), *reference_pages(book, docs, downloads, released)):
            add(f"{language}/{page.path}.html", book.render(page))
        for path, content in feeds(catalogue, language, place):
            add(f"{language}/{path}", content)
        for path, content in (*index_files(catalogue, language), *reference_files(catalogue, book.references)):
            add(f"static/index-{language}/{path}", content)
    comparisons = _comparisons(store, earlier)
    for path, content in (*api_files(catalogue, place), *changes_files(catalogue, released, comparisons)):
        add(path, content)
    pages = [path.removeprefix("da/") for path in made if path.startswith("da/") and path.endswith(".html")]
    add("index.html", _door(book, "door"))
    add("404.html", _door(book, "lost"))
    add(
        "robots.txt",
        f"User-agent: *\nAllow: /\n{f'Sitemap: {place.base_url}sitemap.xml' if place.base_url else ''}\n".encode(),
    )
    if place.base_url:
        add("sitemap.xml", sitemap(pages, place))
    add(MANIFEST, json_bytes({"name": "reformdata site", "files": sorted((*made, MANIFEST))}))
    return made


def _comparisons(store: Store, earlier: Sequence[Dataset]) -> Iterator[Comparison]:
    """Each version with the one before it; the data since the last one is compared as `UNRELEASED`."""
    for before, after in pairwise((*earlier, Dataset(store))):
        comparison = diff(before, after)
        yield replace(comparison, after=UNRELEASED) if before.version == after.version else comparison


def _door(book: Book, template: str) -> bytes:
    html: str = book.environment.get_template(f"{template}.html.j2").render()
    return html.encode()


def _data_files(store: Store) -> Iterator[tuple[str, bytes]]:
    """The Data Package, every table as CSV with its description; the same in one file, as JSON Lines, and compiled."""
    tables = contents(store)
    tabular = csv_files(tables)
    for name, content in tabular.items():
        yield f"data/{name}", content
    described = [resource(one) for one in tables]
    package = json_bytes({"name": "reformdata", "version": store.version, "resources": described})
    yield "data/datapackage.json", package
    yield "data/reformdata-csv.zip", _zipped({**tabular, "datapackage.json": package})
    yield "data/reformdata-jsonl.zip", _zipped(jsonl_files(tables))
    yield "data/reformdata.sqlite", compiled_bytes(store)


def _zipped(made: Mapping[str, bytes]) -> bytes:
    """The files of `made` in one, without the time at which it was made."""
    whole = BytesIO()
    with ZipFile(whole, "w") as archive:
        for name, content in made.items():
            archive.writestr(ZipInfo(name), content, ZIP_DEFLATED)
    return whole.getvalue()


def _refuse_foreign(directory: Path) -> None:
    if directory.exists() and not directory.is_dir():
        raise NotADirectoryError(f"{directory} is a file; name a folder")
    if not directory.exists():
        return
    try:
        manifest = json.loads((directory / MANIFEST).read_text("utf-8"))
        written = set(manifest["files"]) if manifest["name"] == "reformdata site" else set()
    except (OSError, ValueError, LookupError, TypeError):
        written = set()
    written |= {parent.as_posix() for path in written for parent in Path(path).parents}
    names = sorted(path.relative_to(directory).as_posix() for path in directory.rglob("*"))
    foreign = tuple(name for name in names if name not in written)
    if foreign:
        raise ForeignFolderError(directory, foreign)
