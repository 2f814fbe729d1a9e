"""The checkout that a command works on, with the published data below it if its `reformdata.toml` says so."""

from pathlib import Path

from reformdata.curation.reading.checkout import Checkout, overlay, read_checkout
from reformdata.models import Corpus
from reformdata.store.settings import read_settings


def open_checkout(root: Path) -> Checkout:
    """The checkout at `root`; of a folder of own data also the published entries, which it may refer to.

    Raises:
        RefusedError: if its `reformdata.toml` is not as it should be.
    """
    own = read_checkout(root)
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
