"""The canonical form: one way to write the files of a checkout, so that a diff shows what changed in the data."""

from collections.abc import Iterator
from pathlib import Path

from reformdata.curation.formatting.commented import CommentedValue, from_tree, read, tree_of
from reformdata.curation.formatting.layout import KINDS, MODELINES, layout_of, layout_of_kind
from reformdata.curation.formatting.writing import write
from reformdata.curation.reading.files import max_bytes, text_of
from reformdata.curation.reading.strict_yaml import parse
from reformdata.curation.rules import FILE_TOO_LARGE
from reformdata.findings import Finding

__all__ = ["KINDS", "dump", "format_bytes", "format_text", "is_in_checkout", "yaml_files"]


def format_text(text: str) -> str:
    """`text` in the canonical form, with the same values and the same comments.

    Args:
        text: a text that `strict_yaml.parse` accepts; values of another one may change.
    """
    root = read(text)
    return write(root, layout_of(text, tree_of(root.value)))


def dump(kind_of_file: str, tree: object) -> str:
    """The text of a new file in the canonical form, with the modeline that tells editors its schema.

    Args:
        kind_of_file: the table that the file belongs to, one of `KINDS`.
        tree: its fields, or the entries of a list file: mappings, lists and scalars; a date, a number, a boolean or a
            term is written as its text. None and empty lists and mappings are left out.

    Raises:
        ValueError: if there is no such kind of file.
    """
    if kind_of_file not in KINDS:
        raise ValueError(f"no kind of file: {kind_of_file!r}; there are {', '.join(sorted(KINDS))}")
    modeline = MODELINES.get(kind_of_file)
    value = from_tree(tree)
    root = CommentedValue(value, above=[modeline] if modeline else [])
    return write(root, layout_of_kind(kind_of_file, tree_of(value)))


def format_bytes(data: bytes, file: str) -> tuple[bytes | None, list[Finding]]:
    """The canonical form of a file with the content `data`; None if it cannot be read, with the findings.

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
    return (formatted, []) if len(formatted) <= limit else (None, [FILE_TOO_LARGE.finding(file, limit=limit)])


def yaml_files(folder: Path) -> Iterator[Path]:
    """The YAML files of the checkout at `folder`, or of a folder within its `records/`, sorted by path; links are left out."""
    inside = folder / "records" if (folder / "records").is_dir() else folder
    for path in sorted(inside.rglob("*.yaml")):
        if path.is_file() and not path.is_symlink():
            yield path


def is_in_checkout(folder: Path) -> bool:
    """Whether `folder` holds `records/` or lies in one."""
    return (folder / "records").is_dir() or "records" in folder.resolve().parts
