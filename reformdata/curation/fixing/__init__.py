"""Fixes findings that have one answer; the others are left.

A safe fix changes no word: it changes how a value is written, composes characters (NFC), removes a repeated value, or
puts a single value in brackets. A near miss (`regeringn` for `regeringen`), a name instead of an id, and a day in
another notation (`24/9 2020`) have one likely answer, which may be wrong; they are fixed only on request.

A fix is written, or offered, only if the fixed file can be read, keeps its keys and has fewer findings, none of them
new, and if no other file gets a new error.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, TypeAlias

from reformdata.curation.fixing.repairs import fix_bytes, fix_of, may_fix
from reformdata.curation.formatting import yaml_files
from reformdata.curation.reading.files import read_bytes
from reformdata.curation.reading.strict_yaml import Tree, parse
from reformdata.curation.report import Report
from reformdata.curation.rules import UNKNOWN_FIELD, UNUSED_ENTRY
from reformdata.findings import Finding, Loc, new_findings

__all__ = ["Applicability", "Check", "FileChange", "changes", "fix_bytes", "fix_of", "fixes"]

Applicability: TypeAlias = Literal["safe", "unsafe"]
"""Whether a fix changes no word, or writes the most likely answer."""
Check: TypeAlias = Callable[[Mapping[str, bytes]], Report]
"""Checks the checkout as if some files, by their names, had other contents."""

_ROUNDS = 4
"""Fixing what makes a file unreadable uncovers findings in its values, and fixing those uncovers references."""


@dataclass(frozen=True, slots=True)
class FileChange:
    """The new content of a file."""

    path: Path
    file: str
    old: bytes
    new: bytes
    fixed: tuple[Finding, ...]
    """The findings that it fixes; none if it only brings the file into the canonical form."""


def changes(report: Report, check: Check, *, unsafe: bool = False) -> list[FileChange]:
    """The changes that fix what can be fixed in the checkout of `report`, file by file; nothing is written.

    Args:
        report: what `check` found in the files as they are.
        check: checks the checkout with other contents of some files.
        unsafe: whether near misses are fixed too.
    """
    fixing = {change.path: change for change in _fixing_changes(report, check, unsafe=unsafe)}
    form = (_form_change(path, report.root) for path in yaml_files(report.root) if path not in fixing)
    return sorted((*fixing.values(), *filter(None, form)), key=lambda change: change.path)


def fixes(report: Report, check: Check) -> Mapping[Finding, Applicability]:
    """The findings of `report` that can be fixed, each with whether that is safe.

    Args:
        report: what `check` found in the files as they are.
        check: checks the checkout with other contents of some files.
    """
    whole = check({}) if report.older else report
    found: dict[Finding, Applicability] = {}
    for applicability in ("unsafe", "safe"):
        for change in _fixing_changes(whole, check, unsafe=applicability == "unsafe"):
            found |= dict.fromkeys(change.fixed, applicability)
    return {finding: found[finding] for finding in report.findings if finding in found}


def _fixing_changes(report: Report, check: Check, *, unsafe: bool) -> list[FileChange]:
    found = (_fix_file(report.root, *pair, unsafe=unsafe) for pair in _by_file(report.findings).items())
    return _accept([change for change in found if change], [], _Gate(report, check, unsafe))


def _fix_file(root: Path, file: str, findings: Collection[Finding], *, unsafe: bool) -> FileChange | None:
    if not file.endswith(".yaml") or not any(map(may_fix, findings)):
        return None
    data = read_bytes(root / file, file)[0]
    if data is None:
        return None
    change = _fix_more(FileChange(root / file, file, data, data, ()), findings, unsafe=unsafe)
    return change if change.fixed else None


def _form_change(path: Path, root: Path) -> FileChange | None:
    """The change that brings a readable file into the canonical form; None if it has it, or needs a fix first."""
    file = path.relative_to(root).as_posix()
    data = read_bytes(path, file)[0]
    if data is None:
        return None
    new, fixed = fix_bytes(data, file, (), unsafe=False)
    return None if fixed or new == data else FileChange(path, file, data, new, ())


def _fix_more(change: FileChange, findings: Collection[Finding], *, unsafe: bool) -> FileChange:
    """`change` with those of `findings` fixed that can be, if its file keeps its keys."""
    new, fixed = fix_bytes(change.new, change.file, findings, unsafe=unsafe)
    if new == change.new or not keeps_keys(change.new, new, fixed):
        return change
    return replace(change, new=new, fixed=(*change.fixed, *fixed))


def _accept(tried: Sequence[FileChange], accepted: Sequence[FileChange], gate: "_Gate") -> list[FileChange]:
    """Those of `tried` that may be written together with `accepted`, with what can be fixed after them."""
    if not tried:
        return []
    complete, faults = gate.judge((*accepted, *tried))
    if not faults:
        return complete[len(accepted) :]
    sound = [change for change in tried if change.file not in faults]
    if len(sound) < len(tried):
        return _accept(sound, accepted, gate)
    if len(tried) == 1:
        return []
    # Only other files have a new error: any of the changes may have caused it.
    half = len(tried) // 2
    first = _accept(tried[:half], accepted, gate)
    return first + _accept(tried[half:], (*accepted, *first), gate)


_Identity: TypeAlias = tuple[str, str, tuple[str, ...]]


def _identity(finding: Finding) -> _Identity:
    """What stays of a finding after a fix: rule, file and field; lines and indexes may have moved."""
    return finding.rule.code, finding.file, tuple(step for step in finding.loc if isinstance(step, str))


class _Gate:
    """Judges changes by the findings after them."""

    def __init__(self, report: Report, check: Check, unsafe: bool) -> None:
        self.report = report
        self.known = Counter(map(_identity, report.findings))
        self.check = check
        self.unsafe = unsafe

    def judge(self, tried: Sequence[FileChange]) -> tuple[list[FileChange], set[str]]:
        """The changes, completed by fixes of what they uncover, and the files that forbid them.

        These are changed files with a new finding, or with as many findings as before, and other files with a new
        error. An unused entry counts for nothing: it is only certain once all files can be read.
        """
        following = tuple(tried)
        for _ in range(_ROUNDS):
            made = following
            findings = self.check({change.file: change.new for change in made}).findings
            new = new_findings(self.report.findings, findings, _identity)
            by_file = _by_file(new)
            following = tuple(_fix_more(one, by_file.get(one.file, ()), unsafe=self.unsafe) for one in made)
            if following == made:
                break
        gone = self.known - Counter(map(_identity, findings))
        changed = {change.file for change in made}
        counted = (finding for finding in new if finding.rule is not UNUSED_ENTRY)
        faults = {one.file for one in counted if one.file in changed or one.rule.severity == "error"}
        faults |= changed - {file for _, file, _ in gone}
        return [self.effective(change, gone) for change in made], faults

    def effective(self, change: FileChange, gone: Counter[_Identity]) -> FileChange:
        """`change` without the findings that it did not fix after all."""
        fixed = (one for one in change.fixed if _identity(one) in gone or _identity(one) not in self.known)
        return replace(change, fixed=tuple(fixed))


def _by_file(findings: Iterable[Finding]) -> Mapping[str, list[Finding]]:
    by_file: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_file[finding.file].append(finding)
    return by_file


# ---- the keys of a file before and after a fix: none may be lost


def keeps_keys(old: bytes, new: bytes, fixed: Iterable[Finding]) -> bool:
    """Whether `new` can be read and has the keys of `old`, misspelt ones with their right names.

    If `old` can be read, each key is compared at its place. Otherwise `new` needs as many keys of each name as the
    lines of `old` have, since their levels are unknown.

    Args:
        old: the content of a file in UTF-8.
        new: the content after a fix.
        fixed: the findings that were fixed.
    """
    before = old.decode().replace("\r\n", "\n")
    now, wrong = parse(new.decode(), "")
    if now is None or wrong:
        return False
    was, _ = parse(before, "")
    if was is None:
        return not Counter(written_keys(before)) - Counter(str(key) for *_, key in _locs(now))
    names = {
        finding.loc: str(fix.value) for finding in fixed if finding.rule is UNKNOWN_FIELD and (fix := fix_of(finding))
    }
    return {_with_right_names(loc, names) for loc in _locs(was)} == set(_locs(now))


def _locs(tree: Tree, loc: Loc = ()) -> Iterator[Loc]:
    """The place of every key in `tree`."""
    if isinstance(tree, tuple):
        for index, item in enumerate(tree):
            yield from _locs(item, (*loc, index))
    elif isinstance(tree, dict):
        for key, value in tree.items():
            yield (*loc, key)
            yield from _locs(value, (*loc, key))


def _with_right_names(loc: Loc, names: dict[Loc, str]) -> Loc:
    return tuple(names.get(loc[: index + 1], step) for index, step in enumerate(loc))


_KEY = re.compile(r"(?P<indent> *(?:- +)*)(?P<key>[a-z][a-z0-9_]*):(?:\s+(?P<value>.*)|$)")
_BLOCK = re.compile(r"[|>][-+0-9]{0,2}(?: +#.*)?\s*")
_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'")
_KEY_IN_BRACES = re.compile(r"[{,]\s*([a-z][a-z0-9_]*):(?=\s)")


def written_keys(text: str) -> Iterator[str]:
    """The keys in the lines of `text`, which need not be readable."""
    block = -1
    """The indentation of the key whose block the line may be in; -1 outside of one."""
    for line in text.split("\n"):
        indent = len(line) - len(line.lstrip())
        if block >= 0 and (indent > block or not line.strip()):
            continue
        found = _KEY.match(line)
        value = ((found["value"] or "") if found else line.lstrip(" -")).strip()
        block = len(found["indent"]) if found and _BLOCK.fullmatch(value) else -1
        if found:
            yield found["key"]
        if value.startswith(("{", "[")):
            yield from _KEY_IN_BRACES.findall(_QUOTED.sub("", value))
