"""The data in a wheel of this package, without installing it."""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from reformdata.errors import DamagedDataError, MissingDataError

MEMBER = "reformdata/reformdata.sqlite"
"""The compiled file in a wheel."""

MAX_BYTES = 1 << 30
"""More than this is no data set but an attack on the disk: a few kilobytes of zip can unfold to any size."""


@contextmanager
def unpacked(wheel: Path) -> Iterator[Path]:
    """The compiled file of `wheel` in a temporary folder, for as long as the context lasts; nothing else is unpacked.

    Raises:
        MissingDataError: an OSError, if it holds no compiled file.
        DamagedDataError: an OSError, if it is no zip file or cannot be unpacked.
    """
    with TemporaryDirectory(prefix="reformdata-", ignore_cleanup_errors=True) as folder:
        path = Path(folder) / "reformdata.sqlite"
        path.write_bytes(_content(wheel))
        yield path


def _content(wheel: Path) -> bytes:
    try:
        with zipfile.ZipFile(wheel) as archive, archive.open(MEMBER) as member:
            content = member.read(MAX_BYTES + 1)
    except KeyError as error:
        raise MissingDataError(wheel, f"there is no {MEMBER} in it") from error
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        RuntimeError,
    ) as error:  # RuntimeError: encrypted, or packed in an unknown way
        raise DamagedDataError(wheel, "it is no wheel that can be unpacked") from error
    if len(content) > MAX_BYTES:
        raise DamagedDataError(wheel, f"its data is larger than {MAX_BYTES:,} bytes")
    return content
