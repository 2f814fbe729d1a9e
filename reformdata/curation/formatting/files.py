"""Files of a checkout in their canonical form: which there are, and what each would hold."""

from collections.abc import Iterator
from pathlib import Path

from reformdata.curation.formatting import format_text
from reformdata.curation.reading.files import max_bytes, text_of
from reformdata.curation.reading.strict_yaml import parse
from reformdata.curation.rules import FILE_TOO_LARGE
from reformdata.findings import Finding


def format_bytes(data: bytes, file: str) -> tuple[bytes | None, list[Finding]]:
    """The canonical form of a file that holds `data`; None if it cannot be read, with the findings that say why.

    Args:
        data: the content of the file.
        file: what findings call it.
    """
    text, findings = text_of(data, file)
    if text is None or findings:
        return None, findings
    findings = parse(text, file)[1]
    if findings:
        return None, findings
    formatted = format_text(text).encode()
    limit = max_bytes(file)
    return (formatted, []) if len(formatted) <= limit else (None, [FILE_TOO_LARGE.at(file, limit=limit)])


def files_in(folder: Path) -> Iterator[Path]:
    """The YAML files of the checkout at `folder`, or of a folder within its `records/`, by their paths.

    What is not a plain file is left to `reformdata validate`; no link is followed.
    """
    inside = folder / "records" if (folder / "records").is_dir() else folder
    for path in sorted(inside.rglob("*.yaml")):
        if path.is_file() and not path.is_symlink():
            yield path


def is_of_checkout(folder: Path) -> bool:
    """Whether `folder` holds `records/` or lies in one."""
    return (folder / "records").is_dir() or "records" in folder.resolve().parts
