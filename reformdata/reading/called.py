"""What an entry is called, so that a name can be told from an id: in either language, by an alias, however spelt."""

import re
from collections.abc import Iterator, Mapping
from typing import Any
from unicodedata import normalize

from reformdata.models import Corpus

_SPELT = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})


def folded(name: str) -> str:
    """`name` without what people write in more ways than one: capitals, hyphens and blanks, æ, ø and å.

    >>> folded("Sophie  Løhde") == folded("sophie_loehde") == "sophie loehde"
    True
    """
    spelt = normalize("NFC", name).casefold().translate(_SPELT)
    return " ".join(re.findall(r"[^\W_]+", spelt))


def ids_by_name(corpus: Corpus, table: str) -> Mapping[str, tuple[str, ...]]:
    """The ids of a reference table by all that its entries are called, folded; a name can be that of several."""
    found: dict[str, tuple[str, ...]] = {}
    for id_, entry in getattr(corpus, table).items():
        for name in {folded(name) for name in _names(id_, entry)}:
            found[name] = (*found.get(name, ()), id_)
    return found


def _names(id_: str, entry: Any) -> Iterator[str]:
    yield from (id_, entry.name.da, entry.name.en)
    yield from getattr(entry, "aliases", ())
