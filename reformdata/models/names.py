"""What entries are called, and how names are compared."""

import re
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

if TYPE_CHECKING:
    from reformdata.models.text import Label

_SPELT = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})


def fold(name: str) -> str:
    """`name` without differences of spelling: capitals, hyphens, spaces, and ae, oe, aa for æ, ø, å.

    >>> fold("Sophie  Løhde") == fold("sophie_loehde") == "sophie loehde"
    True
    """
    spelt = normalize("NFC", name).casefold().translate(_SPELT)
    return " ".join(re.findall(r"[^\W_]+", spelt))


def name_of(entry: Any) -> "Label":
    """The name of an entry of a reference table; of a source or a document, its title."""
    label: Label = getattr(entry, "name", None) or entry.title
    return label


def names(entry: Any) -> tuple[str, ...]:
    """All names of an entry of a reference table, the id first; of a source or a document, its title."""
    label, abbreviation = name_of(entry), getattr(entry, "abbreviation", None)
    others = (*getattr(entry, "aliases", ()), *((abbreviation,) if abbreviation else ()))
    return (str(entry.id), label.da, label.en, *others)
