"""What the formats share: the settings of the output, the place of a finding, and the closing line."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from reformdata.cli.terminal import printable
from reformdata.curation.checks import Report
from reformdata.curation.reading.files import read_bytes
from reformdata.curation.rules import EMPTY_VALUE, MISSING_FIELD
from reformdata.findings import Finding, Message, visible
from reformdata.models import Language

if TYPE_CHECKING:  # without findings no fix is looked for
    from reformdata.curation.fixing import Applicability

EXPECTED = Message("forventet", "expected")
_MOST_EXPECTED = 12
"""Up to so many expected values are listed; of longer lists the advice names the nearest value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The settings with which findings are shown."""

    root: Path
    """The checkout that holds the files of the findings."""
    language: Language = "en"
    color: bool = False
    fixes: "Mapping[Finding, Applicability]" = field(default_factory=dict)
    """The findings that `validate --fix` or `--unsafe-fixes` would fix."""
    unwritten: Mapping[str, str] = field(default_factory=dict)
    """The text of files that are not written yet, by their paths."""

    def message(self, finding: Finding) -> str:
        """What is wrong, marked with [*] if it can be fixed safely."""
        return f"{finding.message.in_(self.language)}{' [*]' if self.fixes.get(finding) == 'safe' else ''}"

    def expected(self, finding: Finding) -> str:
        """The expected values, if they can be listed and are few; else nothing."""
        listed = finding.expected if len(finding.expected) <= _MOST_EXPECTED else ()
        return ", ".join(f"`{visible(value)}`" for value in listed)

    def help(self, finding: Finding) -> str:
        """What to do about it, on one line: the advice, or else the expected values; nothing without either.

        For a missing or empty field both are given, since the advice does not name a value.
        """
        advice = [finding.advice.in_(self.language)] if finding.advice else []
        expected = self.expected(finding) if not advice or finding.rule in (MISSING_FIELD, EMPTY_VALUE) else ""
        return "; ".join([*advice, f"{EXPECTED.in_(self.language)}: {expected}"] if expected else advice)

    def lines(self, file: str) -> list[str]:
        """The lines of `file`; none if it cannot be read. Bytes that are not UTF-8 become U+FFFD."""
        if file in self.unwritten:
            return self.unwritten[file].split("\n")
        data, _ = read_bytes(self.root / file, file)
        return data.decode("utf-8", errors="replace").replace("\r\n", "\n").split("\n") if data is not None else []


def place(finding: Finding) -> str:
    """Where a finding is: `file:line:column`, or the file alone if the finding is about all of it."""
    file = printable(finding.file)
    return f"{file}:{finding.span.line}:{finding.span.column}" if finding.span else file


def summary(report: Report) -> Message:
    """How many errors and warnings, in how many files and records, by how many checks."""
    found = [
        _count_message(report.errors, "fejl", "fejl", "error") if report.errors else None,
        _count_message(report.warnings, "advarsel", "advarsler", "warning") if report.warnings else None,
    ]
    counts = [one for one in found if one] or [Message("Ingen fund", "No findings")]
    files = _count_message(report.files, "fil", "filer", "file")
    records = _count_message(report.records, "post", "poster", "record")
    checks = _count_message(report.checks, "kontrol", "kontroller", "check")
    older = _count_message(report.older, "ældre fund", "ældre fund", "older finding")
    left_out = Message(f" {older.da} er udeladt.", f" {older.en} left out.") if report.older else Message("", "")
    return Message(
        f"{' og '.join(one.da for one in counts)} i {files.da} med {records.da} ({checks.da} på tværs af dem).{left_out.da}",
        f"{' and '.join(one.en for one in counts)} in {files.en} with {records.en} ({checks.en} across them).{left_out.en}",
    )


def _count_message(count: int, one_da: str, many_da: str, one_en: str) -> Message:
    return Message(f"{count} {one_da if count == 1 else many_da}", f"{count} {one_en}{'' if count == 1 else 's'}")
