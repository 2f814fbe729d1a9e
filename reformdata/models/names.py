"""What an entry is called, so that a name can be told from an id: in either language, by an alias, however spelt."""

import re
from typing import Any
from unicodedata import normalize

_SPELT = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})


def folded(name: str) -> str:
    """`name` without what people write in more ways than one: capitals, hyphens and blanks, æ, ø and å.

    >>> folded("Sophie  Løhde") == folded("sophie_loehde") == "sophie loehde"
    True
    """
    spelt = normalize("NFC", name).casefold().translate(_SPELT)
    return " ".join(re.findall(r"[^\W_]+", spelt))


def names(entry: Any) -> tuple[str, ...]:
    """All that an entry of a reference table is called, the id first; of a source, its title."""
    label = getattr(entry, "name", None) or entry.title
    return (str(entry.id), label.da, label.en, *getattr(entry, "aliases", ()))
