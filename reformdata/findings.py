"""Findings: what is wrong with the data, where (`loc`), and how to fix it.

`cli.output` renders them. Line and column are looked up from `loc`.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias
from unicodedata import category

Severity: TypeAlias = Literal["error", "warning"]
Loc: TypeAlias = tuple[str | int, ...]
"""The way from the top of a file to a value, as in Pydantic: `("quantities", 0, "value")`."""

LONGEST_SHOWN = 80
"""How many characters of a value are shown: an unchecked file may hold very long ones."""

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
# Letters, marks and symbols that leave no trace: joiners and fillers, the selectors of a variant of a character, a
# braille cell without dots and a note without a head.
_BLANK = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u2800\u3164\ufe00-\ufe0f\uffa0"
    "\U00016fe4\U0001d159\U000e0100-\U000e01ef]"
)


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence to a contributor, in Danish and in English."""

    da: str
    en: str

    def in_(self, language: str) -> str:
        """The sentence in `language`: "da" or "en"."""
        return self.da if language == "da" else self.en

    def fill(self, values: Mapping[str, str]) -> "Message":
        """The sentence with its placeholders filled by `values`, which are made fit to be shown."""
        shown = {name: visible(value) for name, value in values.items()}
        return Message(self.da.format(**shown), self.en.format(**shown))


@dataclass(frozen=True, slots=True)
class Span:
    """The place of a value in its file; lines and columns from 1, columns in characters."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Fix:
    """What to write in place of a wrong value, where there is one answer."""

    value: str | tuple[str, ...]
    """A text, or the texts of a list."""
    safe: bool = False
    """True if the fix keeps the meaning; False if it is a guess."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is wrong, in one place."""

    rule: "Rule"
    file: str
    """Path from the root of the checkout, with `/`; the file need not exist."""
    loc: Loc = ()
    on_key: bool = False
    """True if it concerns the key at `loc`, not its value."""
    at_end: bool = False
    """True if something is missing at the end of the value at `loc`."""
    values: tuple[tuple[str, str], ...] = ()
    """The values of the placeholders of the rule's message."""
    found: str | None = None
    """The value found, as written in the file."""
    expected: tuple[str, ...] = ()
    """The values that would be right, if they can be listed."""
    advice: Message | None = None
    """What to do about it, where the rule knows better than its general advice."""
    fix: Fix | None = None
    """What to write instead, where there is more evidence than similarity."""
    span: Span | None = None

    @property
    def message(self) -> Message:
        """What is wrong, with its values."""
        return self.rule.message.fill(dict(self.values))

    @property
    def order(self) -> tuple[str, int, int, str, tuple[str, ...], str]:
        """The sort key: file, then place, then code."""
        place = (self.span.line, self.span.column) if self.span else (0, 0)
        return (self.file, *place, self.rule.code, tuple(map(str, self.loc)), self.message.en)

    def with_span(self, span: Span | None) -> "Finding":
        """The same finding with its place in the file."""
        return replace(self, span=span)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One thing that can be wrong. Its code never changes its meaning; its page is `rules/CODE-name.md`."""

    code: str
    """`RD` and three digits."""
    name: str
    """What is wrong, in lower case with hyphens: `unknown-area`."""
    severity: Severity = "error"
    message: Message
    """One line, with placeholders in braces for the values of a finding."""
    advice: Message | None = None
    """What to do about it in general."""

    def finding(
        self,
        file: str,
        loc: Loc = (),
        /,
        *,
        on_key: bool = False,
        at_end: bool = False,
        found: str | None = None,
        expected: Iterable[str] = (),
        advice: Message | None = None,
        fix: Fix | None = None,
        span: Span | None = None,
        **values: object,
    ) -> Finding:
        """A finding of this rule; `values` fill the placeholders of its message, `found` that of `{found}`.

        A Message as the value of `x` fills `{x_da}` in Danish and `{x_en}` in English.
        Without `advice`, the advice suggests the closest of the expected values, if one is close.
        """
        # Plain texts, since a finding may be read where the types of ids and terms are not.
        listed = tuple(map(str, expected))
        if found is not None:
            found = str(found)
            values.setdefault("found", found)
        texts: dict[str, str] = {}
        for name, value in values.items():
            if isinstance(value, Message):
                texts |= {f"{name}_da": value.da, f"{name}_en": value.en}
            else:
                texts[name] = str(value)
        general = self.advice.fill(texts) if self.advice else None
        return Finding(
            rule=self,
            file=file,
            loc=loc,
            on_key=on_key,
            at_end=at_end,
            values=tuple(texts.items()),
            found=found,
            expected=listed,
            advice=advice or suggestion_message(found, listed) or general,
            fix=fix,
            span=span,
        )


def identity(finding: Finding) -> tuple[object, ...]:
    """A key that is equal for findings with the same message about the same field of a file; lines and indexes are ignored."""
    fields = tuple(step for step in finding.loc if isinstance(step, str))
    return finding.rule.code, finding.file, fields, finding.message.en


def new_findings(
    before: Iterable[Finding], after: Iterable[Finding], identity: Callable[[Finding], object] = identity
) -> list[Finding]:
    """Those of `after` that are not in `before`; of several with one identity `before` accounts for as many as it has."""
    left = Counter(map(identity, before))
    new: list[Finding] = []
    for finding in after:
        if left[identity(finding)]:
            left[identity(finding)] -= 1
        else:
            new.append(finding)
    return new


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
    if category(character) not in _UNSEEN and not _BLANK.match(character):
        return character
    return f"\\u{ord(character):04x}" if character <= "\uffff" else f"\\U{ord(character):08x}"


def is_visible(text: str) -> bool:
    """Whether each character of `text` is seen, and no blank in it is other than the plain space."""
    # isprintable() is false for just the categories in _UNSEEN and, but for the plain space, Zs.
    if not text.isprintable():
        return False
    try:
        text.encode("latin-1")  # most texts can be; to search one takes twenty times as long
    except UnicodeEncodeError:
        return not _BLANK.search(text)
    return True
