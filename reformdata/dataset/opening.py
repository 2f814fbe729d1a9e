"""From a path to an open store: an installed file, a built package, a checkout, or one of them with overlays."""

from collections.abc import Sequence
from datetime import date
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from reformdata.errors import (
    CollidingIdsError,
    ConditionValueError,
    DanglingReferenceError,
    InvalidCheckoutError,
    MissingDataError,
    MissingExtraError,
)
from reformdata.messages import Message
from reformdata.store.file import Store
from reformdata.store.settings import find_root, read_settings

if TYPE_CHECKING:
    from reformdata.models import Corpus

FILE_NAME = "reformdata.sqlite"
"""The compiled file, in the wheel and in a built package."""

_PACKAGE = Path(__file__).parents[1]

DataPath: TypeAlias = str | PathLike[str] | None
"""Where data is: a file or a folder; None for the installed data."""


def open_store(path: DataPath | Sequence[DataPath] = None, *, as_of: int | str | date | None = None) -> Store:
    """Open the data at `path`; arguments and errors are those of `load`."""
    day = None if as_of is None else _last_day(as_of)
    if path is None:
        return _open_installed(day)
    if not isinstance(path, (str, PathLike)):
        return _open_with_overlays(_paths(path), day)
    where = find_root(Path(path))
    if where.is_file():
        return Store.of_file(where, day)
    if _is_overlay(where):
        return _open_with_overlays((None, where), day)
    if (where / "records").is_dir():
        return _compile(_read_checkout(where), where, day)
    if (where / FILE_NAME).is_file():
        return Store.of_file(where / FILE_NAME, day)
    if not where.exists():
        raise MissingDataError(where, Message("filen eller mappen findes ikke", "there is no such file or folder"))
    neither = Message(
        f"der er hverken records/ (en mappe med poster) eller {FILE_NAME} (en bygget pakke)",
        f"there is neither records/ (a checkout) nor {FILE_NAME} (a built package)",
    )
    raise MissingDataError(where, neither)


def _last_day(as_of: int | str | date) -> date:
    from reformdata.dataset.conditions import days  # here, since most data is opened without

    return days("as_of", as_of)[1]


def _open_installed(as_of: date | None) -> Store:
    """The data that is installed with this package; in an editable install that of the checkout."""
    installed = _PACKAGE / FILE_NAME
    if installed.is_file():
        return Store.of_file(installed, as_of)
    checkout = _PACKAGE.parent
    if (checkout / "records").is_dir():
        return _compile(_read_checkout(checkout), checkout, as_of)
    again = "pip install --force-reinstall reformdata"
    incomplete = Message(
        f"installationen af reformdata er ufuldstændig: {again}",
        f"this installation of reformdata is incomplete: {again}",
    )
    raise MissingDataError(installed, incomplete)


def _paths(path: Sequence[DataPath]) -> tuple[DataPath, ...]:
    paths = tuple(path) if isinstance(path, Sequence) and not isinstance(path, bytes) else ()
    if not paths or not all(one is None or isinstance(one, (str, PathLike)) for one in paths):
        raise ConditionValueError("path", path, hint="give a path, None, or a list of at least one of these")
    return paths


def _open_with_overlays(paths: Sequence[DataPath], as_of: date | None) -> Store:
    from reformdata.store.compiling import corpus_of
    from reformdata.store.overlay import sort_by_id

    if paths[0] is not None and _is_overlay(find_root(Path(paths[0]))):
        paths = (None, *paths)
    corpus = corpus_of(open_store(paths[0]))
    for path in paths[1:]:
        corpus = _add_overlay(corpus, path)
    overlay = ", ".join(_name(path) for path in paths[1:])
    return _compile(sort_by_id(corpus), Path(paths[-1] or ""), as_of, overlay=overlay)


def _add_overlay(base: "Corpus", path: DataPath) -> "Corpus":
    from reformdata.store.compiling import corpus_of
    from reformdata.store.overlay import add_overlay, collisions

    root = None if path is None else find_root(Path(path))
    if root and (root / "records").is_dir():
        return _read_checkout(root, base)
    overlay = corpus_of(open_store(path))
    used = tuple(collisions(base, overlay))
    if used:
        raise CollidingIdsError(_name(path), used)
    return add_overlay(base, overlay)


def _is_overlay(root: Path) -> bool:
    """Whether `root` is a folder of own data, which adds to the published data."""
    return (root / "records").is_dir() and read_settings(root).base is not None


def _name(path: DataPath) -> str:
    return "the installed data" if path is None else find_root(Path(path)).resolve().name


def _read_checkout(root: Path, base: "Corpus | None" = None) -> "Corpus":
    try:
        # The one import of what curators use; it needs PyYAML.
        from reformdata.curation.reading.checkout import overlay, read_checkout
    except ModuleNotFoundError as error:
        if error.name != "yaml":
            raise
        raise MissingExtraError("curate", Message("at læse en mappe med poster", "reading a checkout")) from error

    checkout = read_checkout(root)
    if base is not None:
        checkout = overlay(base, checkout)
    errors = [finding for finding in checkout.findings if finding.rule.severity == "error"]
    if errors:
        raise InvalidCheckoutError(root, errors)
    return checkout.corpus


def _compile(corpus: "Corpus", root: Path, as_of: date | None, *, overlay: str = "") -> Store:
    from reformdata.store.compiling import compile_corpus

    try:
        return Store.of_bytes(compile_corpus(corpus, overlay=overlay), as_of)
    except DanglingReferenceError as error:
        raise InvalidCheckoutError(root, (), problem=error.message) from error
