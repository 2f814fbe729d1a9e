"""The checkout that a command works on, with the published data below it if its `reformdata.toml` says so."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from reformdata.cli.terminal import Progress
from reformdata.curation.reading.checkout import Checkout, ReadFile, overlay, read_checkout, read_file
from reformdata.curation.reading.files import DataFile
from reformdata.models import Corpus, Language
from reformdata.store.settings import read_settings


def open_checkout(root: Path, language: Language) -> Checkout:
    """The checkout at `root`; of a folder of own data also the published entries, which it may refer to.

    On a terminal it says in `language` how far the reading has come, as `validate` does.

    Raises:
        RefusedError: if its `reformdata.toml` is not as it should be.
    """
    with Progress(language) as progress:

        def read(_: Path, files: Sequence[DataFile]) -> Iterator[ReadFile]:
            for number, file in enumerate(files, 1):
                yield read_file(file)
                progress(number, len(files))

        own = read_checkout(root, read=read)
    base = base_of(own.root)
    return own if base is None else overlay(base, own)


def base_of(root: Path) -> Corpus | None:
    """The published data if the folder `root` adds to it, else None.

    Raises:
        RefusedError: if its `reformdata.toml` is not as it should be.
    """
    if read_settings(root).base is None:
        return None
    # Here, since a folder that stands alone must be checked fast and opens no compiled data.
    from reformdata.dataset.opening import open_store
    from reformdata.store.compiling import corpus_of

    return corpus_of(open_store())
