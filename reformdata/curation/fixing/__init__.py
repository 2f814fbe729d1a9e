"""Fixing what is wrong in a file: each finding that has one right answer is fixed, the others are left.

Safe is what changes no word: how a value is written, its normal form, a value that stands twice, a list of one value
without its brackets. A near miss (`regeringn` for `regeringen`), a name in the place of an id, or a day written
otherwise (`24/9 2020`) has one likely answer, which may be wrong, and is fixed only when asked for.

A fixed file can be read, has every key that it had, and fewer findings, none of them new; no other file has a new
error. What cannot be fixed so is left as it is, and is not offered.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, TypeAlias

from reformdata.curation.checks import Report
from reformdata.curation.fixing.keys import keeps_keys
from reformdata.curation.fixing.texts import mend_text
from reformdata.curation.fixing.values import fix_of, mend_values
from reformdata.curation.formatting.files import files_in
from reformdata.curation.formatting.layout import slot_of
from reformdata.curation.formatting.nodes import read, tree_of
from reformdata.curation.formatting.writing import write
from reformdata.curation.reading.files import max_bytes, read_bytes
from reformdata.curation.rules import UNUSED_ENTRY
from reformdata.findings import Finding

__all__ = ["Applicability", "Change", "Check", "changes", "fix_of", "fixes", "mend"]

Applicability: TypeAlias = Literal["safe", "unsafe"]
"""Whether fixing a finding changes no word, or writes what was most likely meant."""
Check: TypeAlias = Callable[[Mapping[str, bytes]], Report]
"""Checks the checkout as if some files, by their names, held other bytes."""

_ROUNDS = 4
"""A file that could not be read shows only when fixed what is wrong with its values, and only then what does not fit."""


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be written to a file, and why."""

    path: Path
    file: str
    old: bytes
    new: bytes
    mended: tuple[Finding, ...]
    """The findings that are gone with it; none where only the form was not the canonical one."""


def changes(report: Report, check: Check, *, unsafe: bool = False) -> list[Change]:
    """What can be fixed in the checkout of `report`, file by file; nothing is written.

    Args:
        report: what `check` found in the files as they are.
        check: checks the checkout with what files would hold.
        unsafe: whether near misses are fixed too.
    """
    fixing = {change.path: change for change in _fixing(report, check, unsafe=unsafe)}
    form = (_form(path, report.root) for path in files_in(report.root) if path not in fixing)
    return sorted((*fixing.values(), *filter(None, form)), key=lambda change: change.path)


def fixes(report: Report, check: Check) -> Mapping[Finding, Applicability]:
    """The findings of `report` that can be fixed, each with whether that is safe.

    Args:
        report: what `check` found in the files as they are.
        check: checks the checkout with what files would hold.
    """
    whole = check({}) if report.older else report
    found: dict[Finding, Applicability] = {}
    for change in _fixing(whole, check, unsafe=True):
        found |= dict.fromkeys(change.mended, "unsafe")
    for change in _fixing(whole, check, unsafe=False):
        found |= dict.fromkeys(change.mended, "safe")
    return {finding: found[finding] for finding in report.findings if finding in found}


def _fixing(report: Report, check: Check, *, unsafe: bool) -> list[Change]:
    """The changes that fix what is wrong."""
    found = (_file_fixed(report.root, *pair, unsafe=unsafe) for pair in _by_file(report.findings).items())
    return _accepted([change for change in found if change], [], _Gate(report, check, unsafe))


def _file_fixed(root: Path, file: str, findings: Iterable[Finding], *, unsafe: bool) -> Change | None:
    data = read_bytes(root / file, file)[0] if file.endswith(".yaml") else None
    if data is None:
        return None
    change = _fixed(Change(root / file, file, data, data, ()), findings, unsafe=unsafe)
    return change if change.mended else None


def _form(path: Path, root: Path) -> Change | None:
    """The change that only brings a file into the canonical form, if it can be read and is not in it."""
    file = path.relative_to(root).as_posix()
    data = read_bytes(path, file)[0]
    if data is None:
        return None
    new, mended = mend(data, file, (), unsafe=False)
    return None if mended or new == data else Change(path, file, data, new, ())


def _fixed(change: Change, findings: Iterable[Finding], *, unsafe: bool) -> Change:
    """`change` with those of `findings` fixed that can be, if its file keeps its keys."""
    new, mended = mend(change.new, change.file, findings, unsafe=unsafe)
    if new == change.new or not keeps_keys(change.new, new, mended):
        return change
    return replace(change, new=new, mended=(*change.mended, *mended))


def _accepted(tried: Sequence[Change], kept: Sequence[Change], gate: "_Gate") -> list[Change]:
    """Those of `tried` that may be written beside `kept`, with what else they let be fixed."""
    if not tried:
        return []
    followed, faults = gate.passed((*kept, *tried))
    if not faults:
        return followed[len(kept) :]
    sound = [change for change in tried if change.file not in faults]
    if len(sound) < len(tried):
        return _accepted(sound, kept, gate)
    if len(tried) == 1:
        return []
    # Only other files have a new error: any of the changes may have caused it.
    half = len(tried) // 2
    first = _accepted(tried[:half], kept, gate)
    return first + _accepted(tried[half:], (*kept, *first), gate)


_Identity: TypeAlias = tuple[str, str, tuple[str, ...]]


def _identity(finding: Finding) -> _Identity:
    """What a finding is known by after a fix: its rule, file and field; lines and places in lists may have moved."""
    return finding.rule.code, finding.file, tuple(step for step in finding.loc if isinstance(step, str))


class _Gate:
    """Judges changes by what is found after them."""

    def __init__(self, report: Report, check: Check, unsafe: bool) -> None:
        self.known = Counter(map(_identity, report.findings))
        self.check = check
        self.unsafe = unsafe

    def passed(self, tried: Sequence[Change]) -> tuple[list[Change], set[str]]:
        """The changes with what they uncover fixed too, where it can be, and the files for which they must not be made.

        These are the files that have a new finding, and those whose change leaves them with as many as before. Of other
        files only errors count. That nothing points to an entry is no fault: it is only known once all files can be read.
        """
        followed = tuple(tried)
        for _ in range(_ROUNDS):
            made = followed
            findings = self.check({change.file: change.new for change in made}).findings
            new = self.new(findings)
            followed = self.follow(made, new)
            if followed == made:
                break
        gone = self.known - Counter(map(_identity, findings))
        changed = {change.file for change in made}
        counted = (finding for finding in new if finding.rule is not UNUSED_ENTRY)
        faults = {one.file for one in counted if one.file in changed or one.rule.severity == "error"}
        faults |= changed - {file for _, file, _ in gone}
        return [self.effective(change, gone) for change in made], faults

    def follow(self, made: Sequence[Change], new: Iterable[Finding]) -> tuple[Change, ...]:
        """The changes `made`, with those of the `new` findings fixed that can be."""
        by_file = _by_file(new)
        return tuple(_fixed(change, by_file.get(change.file, ()), unsafe=self.unsafe) for change in made)

    def new(self, findings: Iterable[Finding]) -> list[Finding]:
        """Those of `findings` that were not there before the change."""
        left = Counter(self.known)
        new: list[Finding] = []
        for finding in findings:
            identity = _identity(finding)
            if left[identity]:
                left[identity] -= 1
            else:
                new.append(finding)
        return new

    def effective(self, change: Change, gone: Counter[_Identity]) -> Change:
        """`change` without the findings that it was meant to fix and that are still there."""
        mended = (one for one in change.mended if _identity(one) in gone or _identity(one) not in self.known)
        return replace(change, mended=tuple(mended))


def _by_file(findings: Iterable[Finding]) -> Mapping[str, list[Finding]]:
    by_file: dict[str, list[Finding]] = {}
    for finding in findings:
        by_file.setdefault(finding.file, []).append(finding)
    return by_file


def mend(data: bytes, file: str, findings: Iterable[Finding], *, unsafe: bool) -> tuple[bytes, tuple[Finding, ...]]:
    """What a file should hold instead of `data`, in the canonical form, and what is mended with that.

    A file that cannot be read even so comes back as it is.

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
        return data, ()
    root = read(text)
    mended += mend_values(root, findings, unsafe=unsafe)
    new = write(root, slot_of(text, tree_of(root.value))).encode()
    return (new, tuple(mended)) if len(new) <= max_bytes(file) else (data, ())
