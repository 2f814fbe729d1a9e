"""From a path to an open store: an installed file, a built package, a checkout, or several laid over each other."""

from collections.abc import Sequence
from datetime import date
from os import PathLike
from pathlib import Path
from typing import TypeAlias

from reformdata.dataset.conditions import days
from reformdata.errors import (
    CollidingIdsError,
    ConditionValueError,
    DanglingReferenceError,
    InvalidCheckoutError,
    MissingDataError,
    MissingExtraError,
)
from reformdata.models import Corpus
from reformdata.store.file import Store

FILE_NAME = "reformdata.sqlite"
"""The compiled file, in the wheel and in a built package."""

_PACKAGE = Path(__file__).parents[1]

DataPath: TypeAlias = str | PathLike[str] | None
"""Where data is: a file or a folder; None for the installed data."""


def open_store(path: DataPath | Sequence[DataPath] = None, *, as_of: int | str | date | None = None) -> Store:
    """Open what `load` makes a data set of; it raises the same."""
    day = None if as_of is None else days("as_of", as_of)[1]
    if path is None:
        return _packaged(day)
    if not isinstance(path, (str, PathLike)):
        return _laid(tuple(path), day)
    where = Path(path)
    if where.is_file():
        return Store.of_file(where, day)
    if (where / "records").is_dir():
        return _of_checkout(where, day)
    if (where / FILE_NAME).is_file():
        return Store.of_file(where / FILE_NAME, day)
    if not where.exists():
        raise MissingDataError(where, "there is no such file or folder")
    raise MissingDataError(where, f"it holds neither records/ (a checkout) nor {FILE_NAME} (a built package)")


def _packaged(as_of: date | None) -> Store:
    """The data that came with this package; in an editable install the checkout that it lies in."""
    installed = _PACKAGE / FILE_NAME
    if installed.is_file():
        return Store.of_file(installed, as_of)
    checkout = _PACKAGE.parent
    if (checkout / "records").is_dir():
        return _of_checkout(checkout, as_of)
    raise MissingDataError(
        installed, "this installation of reformdata is incomplete: pip install --force-reinstall reformdata"
    )


def _of_checkout(root: Path, as_of: date | None) -> Store:
    """The records of a checkout, compiled in memory."""
    return _compiled(_read(root), root, as_of)


def _laid(paths: Sequence[DataPath], as_of: date | None) -> Store:
    """The first of `paths` with the others laid over it, compiled in memory."""
    from reformdata.store.compiling import corpus_of
    from reformdata.store.layers import ordered

    if not paths:
        raise ConditionValueError("path", list(paths), hint="give what is to be loaded, the published data first")
    corpus = corpus_of(open_store(paths[0]))
    for path in paths[1:]:
        corpus = _over(corpus, path)
    own = ", ".join(_shown(path) for path in paths[1:])
    return _compiled(ordered(corpus), Path(paths[-1] or ""), as_of, own=own)


def _over(base: Corpus, path: DataPath) -> Corpus:
    """`base` with what is at `path` laid over it."""
    from reformdata.store.compiling import corpus_of
    from reformdata.store.layers import collisions, lay

    if path is not None and (Path(path) / "records").is_dir():
        return _read(Path(path), base)
    own = corpus_of(open_store(path))
    taken = tuple(collisions(base, own))
    if taken:
        raise CollidingIdsError(_shown(path), taken)
    return lay(base, own)


def _shown(path: DataPath) -> str:
    return "the installed data" if path is None else Path(path).resolve().name


def _read(root: Path, base: Corpus | None = None) -> Corpus:
    """The records of a checkout, laid over `base` if there is one."""
    try:
        # Here the analyst's world meets the curator's; nothing else of this module needs PyYAML.
        from reformdata.curation.reading.checkout import read_checkout
        from reformdata.curation.reading.overlay import overlay
    except ModuleNotFoundError as error:
        if error.name != "yaml":
            raise
        raise MissingExtraError("curate", "reading a checkout") from error

    own = read_checkout(root)
    checkout = own if base is None else overlay(base, own)
    errors = [finding for finding in checkout.findings if finding.rule.severity == "error"]
    if errors:
        raise InvalidCheckoutError(root, errors)
    return checkout.corpus


def _compiled(corpus: Corpus, root: Path, as_of: date | None, *, own: str = "") -> Store:
    from reformdata.store.compiling import compile_corpus

    try:
        return Store.of_bytes(compile_corpus(corpus, own=own), as_of)
    except DanglingReferenceError as error:
        raise InvalidCheckoutError(root, (), problem=str(error)) from error
