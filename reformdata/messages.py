"""Sentences to users in Danish and in English, and what they show of values that nobody has checked.

Every start of the command line imports this module, so it imports little and makes no dataclass.
"""

from __future__ import annotations

from unicodedata import category

TYPE_CHECKING = False  # importing `typing` would take longer than this module
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LONGEST_SHOWN = 80
"""How many characters of a value are shown: an unchecked file may hold very long ones."""

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_BLANK = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0\U00016fe4\U0001d159"
).union(map(chr, range(0xFE00, 0xFE10)), map(chr, range(0xE0100, 0xE01F0)))
"""Letters, marks and symbols that leave no trace: joiners and fillers, the selectors of a variant of a character, a
braille cell without dots and a note without a head."""


class Message:
    """A sentence to a contributor, in Danish and in English. Immutable."""

    __slots__ = ("da", "en")
    __match_args__ = ("da", "en")
    da: str
    en: str

    def __init__(self, da: str, en: str) -> None:
        object.__setattr__(self, "da", da)
        object.__setattr__(self, "en", en)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{name} cannot be set: a message is immutable")

    def __repr__(self) -> str:
        return f"Message(da={self.da!r}, en={self.en!r})"

    def __eq__(self, other: object) -> bool:
        return (self.da, self.en) == (other.da, other.en) if isinstance(other, Message) else NotImplemented

    def __hash__(self) -> int:
        return hash((self.da, self.en))

    def __reduce__(self) -> tuple[type[Message], tuple[str, str]]:
        return Message, (self.da, self.en)

    def in_(self, language: str) -> str:
        """The sentence in `language`: "da" or "en"."""
        return self.da if language == "da" else self.en

    def fill(self, values: Mapping[str, str]) -> Message:
        """The sentence with its placeholders filled by `values`, which are made fit to be shown."""
        shown = {name: visible(value) for name, value in values.items()}
        return Message(self.da.format(**shown), self.en.format(**shown))

    def to_dict(self) -> dict[str, str]:
        """Both, by language."""
        return {"da": self.da, "en": self.en}


CLOSE = 0.6
"""How alike two names must be, from 0 to 1, for one to be suggested for the other."""
_SURE = 0.8
"""How alike they must be for one to be written in place of the other."""
_CLEAR = 0.1
"""By how much the best must be more alike than the next one to be written."""


def closest_names(found: str, known: Iterable[str]) -> tuple[str, ...]:
    """Up to three of `known` that are most like `found`, whatever its capitals, the closest first.

    Names that are equally close are sorted, so that `.07` is suggested before `.97` for `.7`.
    """
    return tuple(name for _, name in _ranked(found, known, CLOSE))[:3]


def likeness(one: str, other: str) -> float:
    """How alike two names are, from 0 to 1."""
    from difflib import SequenceMatcher  # here, since it is seldom needed and takes long to import

    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def suggestion_message(found: str | None, expected: Iterable[str]) -> Message | None:
    """The question "did you mean …?" with the value of `expected` closest to `found`; None if none is close."""
    if found is None or len(found) > LONGEST_SHOWN:
        return None
    close = closest_names(found, expected)
    return Message(f"mente du `{close[0]}`?", f"did you mean `{close[0]}`?") if close else None


def likely_correction(found: str, expected: Iterable[str]) -> str | None:
    """The one of `expected` that `found` most likely misspells; None if there are several, or none."""
    close = _ranked(found, expected, _SURE)
    if len(close) > 1 and close[0][0] < 1 and close[0][0] - close[1][0] < _CLEAR:
        return None
    return close[0][1] if close else None


def _ranked(found: str, known: Iterable[str], cutoff: float) -> list[tuple[float, str]]:
    """Those of `known` that are at least so like `found`, each with its likeness, the closest first."""
    from difflib import get_close_matches

    wanted, by_lower = found.lower(), {name.lower(): name for name in known}
    close = get_close_matches(wanted, by_lower, n=100, cutoff=cutoff)
    return sorted(((likeness(one, wanted), by_lower[one]) for one in close), key=lambda pair: (-pair[0], pair[1]))


def visible(value: str) -> str:
    """`value` as it may be shown on a terminal or in a log: cut at 80 characters, and nothing in it that acts.

    Control, bidirectional, zero-width, unassigned and other invisible characters become escapes: U+202E is shown as
    a backslash and `u202e`.
    """
    cut = value if len(value) <= LONGEST_SHOWN else value[: LONGEST_SHOWN - 1] + "…"
    return "".join(map(visible_character, cut))


def visible_character(character: str) -> str:
    """`character`, or its escape if it would not be seen or would change how its neighbours are."""
    if category(character) not in _UNSEEN and character not in _BLANK:
        return character
    return f"\\u{ord(character):04x}" if character <= "\uffff" else f"\\U{ord(character):08x}"


def is_visible(text: str) -> bool:
    """Whether each character of `text` is seen, and no blank in it is other than the plain space."""
    # isprintable() is false for just the categories in _UNSEEN and, but for the plain space, Zs.
    if not text.isprintable():
        return False
    try:
        text.encode("latin-1")  # most texts can be; to search one takes far longer
    except UnicodeEncodeError:
        return _BLANK.isdisjoint(text)
    return True
