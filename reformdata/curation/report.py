"""The result of a check. It is apart from the checks, since it is shown without them if nothing has changed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from reformdata.findings import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The findings of a checkout, and how much was checked."""

    root: Path
    """The folder that holds `records/`; the file names of findings start there."""
    findings: tuple[Finding, ...]
    """Everything that is wrong, by file and place."""
    files: int
    records: int
    """Records and tombstones that could be read."""
    checks: int
    ids: Mapping[str, str] = field(default_factory=dict)
    """The file of each record and tombstone that could be read, by its id."""
    entries: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """The file of each entry of the tables of reference, by its table and id."""
    unread: frozenset[str] = frozenset()
    """The ids of records whose file could not be read."""
    older: int = 0
    """How many findings were left out because an earlier state of the files had them too."""

    @property
    def errors(self) -> int:
        """How many findings are errors."""
        return sum(finding.rule.severity == "error" for finding in self.findings)

    @property
    def warnings(self) -> int:
        """How many findings are warnings."""
        return len(self.findings) - self.errors
