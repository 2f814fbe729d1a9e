"""What a finding tells, as plain values that a test can list."""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from reformdata.curation.reading.checkout import read_checkout
from reformdata.findings import Finding
from tests.curation.reading.good import FILES, RECORD


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


def told_of_record(root: Path, old: str, new: str) -> list[Told]:
    """What is told of the good checkout at `root` when `old` in its record has become `new`: of that file alone."""
    text = FILES[RECORD].replace(old, new, 1)
    assert text != FILES[RECORD]
    (root / RECORD).write_text(text, encoding="utf-8", newline="")

    findings = read_checkout(root).findings

    assert {finding.file for finding in findings} == {RECORD}
    return told(findings)


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
