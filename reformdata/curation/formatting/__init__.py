"""The canonical form: one way to write the files of a checkout, so that a diff shows what changed in the data.

`format_text` brings a text into it and keeps its comments; `dump` writes a new file in it.
"""

from reformdata.curation.formatting.layout import KINDS, MODELINES, slot_of, slot_of_kind
from reformdata.curation.formatting.nodes import Entry, read, tree_of
from reformdata.curation.formatting.nodes import node as node_of
from reformdata.curation.formatting.writing import write

__all__ = ["KINDS", "dump", "format_text"]


def format_text(text: str) -> str:
    """`text` in the canonical form, with the same values and the same comments.

    Args:
        text: what `strict_yaml.parse` accepts; another one may be changed in its values.
    """
    root = read(text)
    return write(root, slot_of(text, tree_of(root.value)))


def dump(kind_of_file: str, tree: object) -> str:
    """The text of a new file in the canonical form, with the modeline by which editors find its schema.

    Args:
        kind_of_file: the table that the file belongs to, one of `KINDS`.
        tree: its fields, or the entries of a list file; mappings, lists and scalars, in which a date,
            a number or a term stands for its text. What is None or an empty list or mapping is left out.

    Raises:
        ValueError: if there is no such kind of file.
    """
    if kind_of_file not in KINDS:
        raise ValueError(f"no kind of file: {kind_of_file!r}; there are {', '.join(sorted(KINDS))}")
    modeline = MODELINES.get(kind_of_file)
    value = node_of(tree)
    root = Entry(value, above=[modeline] if modeline else [])
    return write(root, slot_of_kind(kind_of_file, tree_of(value)))
