"""Mending what is wrong in a file: each finding that has one right answer is given it, the others are left.

Safe is what changes no word: how a value is written, its normal form, a value that stands twice, a list of one value
without its brackets. A near miss (`regeringn` for `regeringen`), a name in the place of an id, or a day written
otherwise (`24/9 2020`) has one likely answer, which may be wrong, and is mended only when asked for.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from reformdata.curation.checks import Report
from reformdata.curation.fixing.texts import mend_text
from reformdata.curation.fixing.values import fix_of, mend_values
from reformdata.curation.formatting.files import files_in
from reformdata.curation.formatting.layout import slot_of
from reformdata.curation.formatting.nodes import read, tree_of
from reformdata.curation.formatting.writing import write
from reformdata.curation.reading.files import max_bytes, read_bytes
from reformdata.findings import Finding

__all__ = ["Applicability", "Change", "changes", "fix_of", "fixes", "mend"]

Applicability: TypeAlias = Literal["safe", "unsafe"]
"""Whether mending a finding changes no word, or writes what was most likely meant."""


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be written to a file, and why."""

    path: Path
    file: str
    old: bytes
    new: bytes
    mended: tuple[Finding, ...]
    """The findings that are gone with it; none where only the form was not the canonical one."""


def changes(report: Report, *, unsafe: bool = False) -> Iterator[Change]:
    """What can be mended in the checkout of `report`, file by file; nothing is written.

    Args:
        report: what `validate` found.
        unsafe: whether near misses are mended too.
    """
    by_file = _by_file(report.findings)
    for path in files_in(report.root):
        file = path.relative_to(report.root).as_posix()
        data = read_bytes(path, file)[0]
        if data is None:
            continue
        new, mended = mend(data, file, by_file.get(file, ()), unsafe=unsafe)
        if new != data:
            yield Change(path, file, data, new, mended)


def fixes(report: Report) -> Mapping[Finding, Applicability]:
    """The findings of `report` that can be mended, each with whether that is safe."""
    found: dict[Finding, Applicability] = {}
    for file, findings in _by_file(report.findings).items():
        data = read_bytes(report.root / file, file)[0]
        if data is not None:
            found |= dict.fromkeys(mend(data, file, findings, unsafe=True)[1], "unsafe")
            found |= dict.fromkeys(mend(data, file, findings, unsafe=False)[1], "safe")
    return {finding: found[finding] for finding in report.findings if finding in found}


def _by_file(findings: Iterable[Finding]) -> Mapping[str, list[Finding]]:
    by_file: dict[str, list[Finding]] = {}
    for finding in findings:
        by_file.setdefault(finding.file, []).append(finding)
    return by_file


def mend(data: bytes, file: str, findings: Iterable[Finding], *, unsafe: bool) -> tuple[bytes, tuple[Finding, ...]]:
    """What a file should hold instead of `data`, and what is mended with that.

    A file that can be read comes back in the canonical form; of another one what can be mended is.

    Args:
        data: the content of the file.
        file: what findings call it.
        findings: what is wrong with its values, at their places in `data`.
        unsafe: whether near misses are mended too.
    """
    try:
        text = data.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError:
        return data, ()
    text, mended, wrong = mend_text(text, file)
    if wrong:
        return (text.encode() if mended else data), tuple(mended)
    root = read(text)
    mended += mend_values(root, findings, unsafe=unsafe)
    new = write(root, slot_of(text, tree_of(root.value))).encode()
    return (new, tuple(mended)) if len(new) <= max_bytes(file) else (data, ())
