"""The names of an entry: in either language or an alias, compared without regard to spelling variants."""

import re
from typing import Any
from unicodedata import normalize

_SPELT = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})


def fold(name: str) -> str:
    """`name` without differences of spelling: capitals, hyphens, spaces, and ae, oe, aa for æ, ø, å.

    >>> fold("Sophie  Løhde") == fold("sophie_loehde") == "sophie loehde"
    True
    """
    spelt = normalize("NFC", name).casefold().translate(_SPELT)
    return " ".join(re.findall(r"[^\W_]+", spelt))


def names(entry: Any) -> tuple[str, ...]:
    """All names of an entry of a reference table, the id first; of a source, its title."""
    label = getattr(entry, "name", None) or entry.title
    return (str(entry.id), label.da, label.en, *getattr(entry, "aliases", ()))
