"""For whom findings are shown, and where the files are that they are about."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from reformdata.curation.reading.files import read_bytes
from reformdata.curation.rules import EMPTY_VALUE, MISSING_FIELD
from reformdata.findings import Finding, Message, visible
from reformdata.models import Language

if TYPE_CHECKING:
    from reformdata.curation.fixing import Applicability

EXPECTED = Message("forventet", "expected")
_FEW = 12
"""So many right values are listed; more would hide the rest, and the nearest of them is offered anyway."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The settings of one showing of a report."""

    root: Path
    """The checkout that the files of findings lie in."""
    language: Language = "en"
    color: bool = False
    fixes: "Mapping[Finding, Applicability]" = field(default_factory=dict)
    """The findings that `validate --fix` or `--unsafe-fixes` would fix."""

    def say(self, message: Message) -> str:
        """`message` in the language of this showing."""
        return message.da if self.language == "da" else message.en

    def message(self, finding: Finding) -> str:
        """What is wrong, with a mark if it can be fixed safely."""
        return f"{self.say(finding.message)}{' [*]' if self.fixes.get(finding) == 'safe' else ''}"

    def expected(self, finding: Finding) -> str:
        """The values that would be right, where they can be listed and are few; else nothing."""
        few = finding.expected if len(finding.expected) <= _FEW else ()
        return ", ".join(f"`{visible(value)}`" for value in few)

    def help(self, finding: Finding) -> str:
        """What to do about it, on one line: the advice, or else the values that would be right; nothing without both.

        Of a field that is missing or empty both are said: that it has to be written is no choice between them.
        """
        advice = [self.say(finding.advice)] if finding.advice else []
        expected = self.expected(finding) if not advice or finding.rule in (MISSING_FIELD, EMPTY_VALUE) else ""
        return "; ".join([*advice, f"{self.say(EXPECTED)}: {expected}"] if expected else advice)

    def lines(self, file: str) -> list[str]:
        """The lines of `file` as they stand; none if it cannot be read. What is no UTF-8 becomes U+FFFD."""
        data, _ = read_bytes(self.root / file, file)
        return data.decode("utf-8", errors="replace").replace("\r\n", "\n").split("\n") if data is not None else []
