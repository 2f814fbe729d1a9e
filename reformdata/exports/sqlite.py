"""SQLite: the compiled file itself, with every table, its foreign keys and a full-text index.

The tables `documentation` and `terms` are the codebook: every column and every value of the vocabularies,
in Danish and English. Loses nothing: `reformdata.load` opens it again.
"""

from pathlib import Path

from reformdata.exports.contents import compiled_bytes
from reformdata.exports.targets import export_file
from reformdata.store.file import Store


def write(store: Store, path: Path, *, overwrite: bool = False) -> None:
    """Write `store` as an SQLite file.

    Raises:
        OSError: if it cannot be written; see `targets.export_file`.
    """
    export_file(path, compiled_bytes(store), overwrite=overwrite)
