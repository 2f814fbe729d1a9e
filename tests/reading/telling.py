"""What a finding tells, as plain values that a test can list."""

from collections.abc import Iterable
from typing import NamedTuple

from reformdata.findings import Finding


class Told(NamedTuple):
    """A finding as a contributor meets it."""

    code: str
    line: int | None
    column: int | None
    da: str
    en: str
    advice_da: str | None = None
    advice_en: str | None = None


def told(findings: Iterable[Finding]) -> list[Told]:
    """What `findings` tell, in their order."""
    return [_told(finding) for finding in findings]


def _told(finding: Finding) -> Told:
    span, message, advice = finding.span, finding.message, finding.advice
    return Told(
        finding.rule.code,
        span.line if span else None,
        span.column if span else None,
        message.da,
        message.en,
        advice.da if advice else None,
        advice.en if advice else None,
    )
