"""The shared corpus, opened, and the folder or file that each format makes of it."""

import pytest

from reformdata.exports import FORMATS


@pytest.fixture(scope="session")
def exported(ds, tmp_path_factory):
    """The folder with each format of the shared corpus; do not change it."""
    root = tmp_path_factory.mktemp("exported")
    for name in FORMATS:
        ds.export(name, root / name)
    return root
