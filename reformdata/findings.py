"""Findings: what is wrong with the data, where (`loc`), and how to fix it.

`cli.output` renders them. Line and column are looked up from `loc`.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from reformdata.messages import Message, suggestion_message

Severity: TypeAlias = Literal["error", "warning"]
Loc: TypeAlias = tuple[str | int, ...]
"""The way from the top of a file to a value, as in Pydantic: `("quantities", 0, "value")`."""


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
