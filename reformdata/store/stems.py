"""Stems of words, by which a search finds the inflected forms of a word and its compounds.

Danish adds article, plural and genitive to the end of a noun and writes compounds as one word: `plejehjem`,
`plejehjemmene`; `ældre`, `pleje`, `ældrepleje`. A stemmer of a library would be a dependency of every search, and
snowballstemmer missed 9 of 50 pairs of inflected words that this short list of endings finds. It is applied both to
the index and to queries (tests/dataset/test_search.py measures it on words of the data).

A stem is a key and not a word: `kommun` is that of `kommune`, `kommunens` and `kommunerne`.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import lru_cache

_WORD = re.compile(r"\w+")
_ONE_WAY = str.maketrans({"é": "e", "è": "e", "ü": "y", "ä": "æ", "ö": "ø"})
_TYPED = (("aa", "å"), ("ae", "æ"), ("oe", "ø"))
_VOWELS = frozenset("aeiouyæøå")

_DANISH = ("erede", "erne", "eren", "erer", "eret", "ende", "este", "ede", "ene", "ere", "est", "en", "er", "et", "e")
"""Endings of nouns, verbs and adjectives without a final s, the longer ones first."""
_OF_SHORT = frozenset({"ene", "en", "et", "e"})
"""Those that also leave three letters: `loven` is a form of `lov`, but `lover` and `lovende` are of another word."""
_AFTER_VOWEL = frozenset({"erne", "er", "en"})
"""Those that also leave two or three letters of which the last is a vowel: `byerne`, `ideer`."""
_ENGLISH = ("ing", "ed", "e")
_NEUTER = ("igt", "alt", "ivt")
"""Where a final t is an ending (`vigtigt`) and not of the stem (`vægt`)."""
_OTHER_VOWEL = {"børn": "barn", "mænd": "mand"}
_NO_HEAD = frozenset({
    "all", "den", "der", "det", "efter", "for", "fra", "frem", "gennem", "ham", "her", "hun", "ind", "inden", "kan", "kun", "med",
    "mellem", "men", "mod", "over", "sam", "sammen", "til", "uden", "under", "ved",
})  # fmt: skip
"""Words that are not the first part of a compound: `undervisning` is not `under` and `visning`."""
_NO_TAIL = frozenset({
    "del", "dels", "den", "dens", "der", "ell", "end", "ent", "gern", "hed", "ikk", "ing", "kern", "lig", "men", "mens", "mer", "red",
    "ring", "skab", "sker",
})  # fmt: skip
"""Endings that are not the last part of a compound: `fællesskab` does not contain `skab` (cupboard)."""
_TITLES = frozenset({"minist", "ministeri", "ordfør", "chef", "direktør", "mest"})
"""Titles and offices: `statsministeren` is a minister, and `borgmesteren` no borg."""
_HEAD, _TAIL = 3, 4
"""The fewest letters of the first and of the last part of a compound."""
_UNKNOWN_HEAD = 6
"""The fewest letters of a first part that is not a word of the texts: `serviceloven`."""
_PREFIXED = re.compile(r"(?:af|gen|mis|u(?![dn][^aeiouyæøå]))(\w{10,})")
"""A word after what may stand before it and keeps its meaning: `afbureaukratisering`. What `forældre` begins with does not."""


def words(text: str) -> list[str]:
    """The words of `text`, in lower case."""
    return _WORD.findall(text.lower())


@lru_cache(maxsize=1 << 16)
def danish(word: str) -> str:
    """The stem of a Danish word in lower case."""
    stem = _without_s(word.translate(_ONE_WAY))
    if len(stem) > 5 and stem.endswith(_NEUTER):
        stem = stem[:-1]
    # Again without s, since some words have one that is their own: `indsats`, `indsatsen`.
    stem = _contract(_without_s(_undouble(_without_danish_ending(stem))))
    return _OTHER_VOWEL.get(stem, stem)


def _without_danish_ending(word: str) -> str:
    for ending in _DANISH:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= _least_before(ending, stem) and not _VOWELS.isdisjoint(stem):
            return stem
        if ending == "erne" and len(stem) == 3 and stem != word:
            return f"{stem}er"  # `lederne`: more than one `leder`
    return word


def _least_before(ending: str, stem: str) -> int:
    """The fewest letters that are left of a word without `ending`."""
    if ending in _AFTER_VOWEL and stem[-1:] in _VOWELS:
        return 3 if stem.endswith("e") else 2
    return 3 if ending in _OF_SHORT else 4


def with_danish_letters(word: str) -> str:
    """`word` with `å`, `æ` and `ø` for `aa`, `ae` and `oe`; which is wrong for some words, such as `skemaer`."""
    for typed, letter in _TYPED:
        word = word.replace(typed, letter)
    return word


@lru_cache(maxsize=1 << 16)
def english(word: str) -> str:
    """The stem of an English word in lower case."""
    stem = word.translate(_ONE_WAY)
    if len(stem) > 4 and stem.endswith(("ies", "ied")):
        return f"{stem[:-3]}y"
    if len(stem) > 3 and stem[-1] == "s" and stem[-2] not in "isu":
        stem = stem[:-1]
    return _undouble(_without(stem, _ENGLISH))


def _without_s(word: str) -> str:
    """`word` without the s of a genitive or a passive; `pris`, `status` and `proces` keep theirs."""
    return word[:-1] if len(word) > 4 and word[-1] == "s" and word[-2] not in "ious" else word


def _without(word: str, endings: Collection[str]) -> str:
    """`word` without the first of `endings` that leaves three letters or more, a vowel among them."""
    for ending in endings:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 2 and not _VOWELS.isdisjoint(stem):
            return stem
    return word


def _undouble(stem: str) -> str:
    """`stem` without the doubling before an ending: of `hjemmet`, of `planned`."""
    doubled = len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in _VOWELS
    return stem[:-1] if doubled else stem


def _contract(stem: str) -> str:
    """`stem` as it is in the forms that lose a vowel: `regel`, `regler`; `middel`, `midler`; `center`, `centre`; `kvalitet`, `kvaliteten`."""
    if stem.endswith("itet"):
        return stem[:-2]
    if len(stem) > 4 and stem.endswith("tr"):
        return stem[:-1]
    if len(stem) > 4 and stem.endswith("el") and stem[-3] not in _VOWELS:
        return f"{_undouble(stem[:-2])}l"
    return stem


def splits(word: str) -> Iterator[tuple[str, str]]:
    """The stems of each two words that the Danish `word` could be a compound of."""
    for at in range(_HEAD, len(word) - _TAIL + 1):
        head, tail = danish(word[:at]), danish(word[at:])
        if word[:at] not in _NO_HEAD and tail not in _NO_TAIL:
            yield head, tail


def lexicon(texts: Collection[str]) -> frozenset[str]:
    """The stems of the words of Danish `texts` that may be part of a compound."""
    return frozenset(danish(word) for text in texts for word in words(text) if len(word) >= _HEAD)


@lru_cache(maxsize=1 << 16)
def parts(word: str, known: frozenset[str]) -> tuple[str, ...]:
    """The stems by which the Danish `word` is also found: of the words that it is a compound of, or of what follows a prefix.

    The last part of a compound is a word of the texts, of whose stems `known` consists, and the longest that will do:
    `reform` and not `form` in `nærhedsreform`. The first is one too, or long enough to be one; that of the title of a
    person is left out. A word that is none of this has no parts.
    """
    for head, tail in splits(word):
        if tail in known and (head in known or len(head) >= _UNKNOWN_HEAD):
            return (tail,) if tail in _TITLES else (head, tail)
    prefixed = _PREFIXED.fullmatch(word)
    return (danish(prefixed[1]),) if prefixed else ()


def compounds(texts: Iterable[str], known: frozenset[str]) -> dict[str, set[str]]:
    """The words of Danish `texts` in which each stem is a part."""
    found: dict[str, set[str]] = {}
    for word in {word for text in texts for word in words(text)}:
        for part in parts(word, known):
            found.setdefault(part, set()).add(word)
    return found


def index_text(text: str, *stemmers: Callable[[str], str], known: frozenset[str] = frozenset()) -> str:
    """What the full-text index is given for `text`: its words, their stems by each of `stemmers`, the parts of compounds."""
    plain = words(text)
    found = dict.fromkeys(part for word in plain for part in parts(word, known)) if known else ()
    return "\n".join(" ".join(line) for line in (plain, *(map(stem, plain) for stem in stemmers), found))
