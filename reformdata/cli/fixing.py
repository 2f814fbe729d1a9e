"""`validate --fix`: fixes what can be, says what it was, and shows it without writing where only that is asked for."""

import sys
from functools import partial
from pathlib import Path

from reformdata.cli.differences import differences
from reformdata.cli.layout import say
from reformdata.cli.output.concise import place, visible_path
from reformdata.curation.checks import Report, validate
from reformdata.curation.fixing import FileChange, changes, fix_of
from reformdata.files import write_file
from reformdata.findings import Finding, Message, visible
from reformdata.models import Corpus, Language

_NOTHING = Message("Der er intet at rette.", "There is nothing to fix.")
_FORM = Message("skrevet i den faste form", "written in the canonical form")


def fix(
    path: Path, *, unsafe: bool, language: Language, texts: Path | None = None, base: Corpus | None = None
) -> Report:
    """Fix the checkout at `path`, laid over `base` if there is one, tell of it, and give what is found afterwards.

    What is found then is compared with `texts` too, if they are given.

    Raises:
        OSError: if a file cannot be written; it is as it was. If there is nothing at `texts`; then nothing is fixed.
    """
    check = partial(validate, path, texts=texts, base=base)
    report = check()
    todo = changes(report, lambda contents: check(contents=contents), unsafe=unsafe)
    for change in todo:
        write_file(change.path, change.new)
        _tell(change, language)
    if not todo:
        print(say(_NOTHING, language), file=sys.stderr)
        return report
    return check()


def preview(path: Path, *, unsafe: bool, language: Language, base: Corpus | None = None) -> int:
    """Show what fixing would write, and give the exit code: 1 if it would write anything."""
    check = partial(validate, path, base=base)
    todo = changes(check(), lambda contents: check(contents=contents), unsafe=unsafe)
    for change in todo:
        for line in differences(change.old, change.new, change.file):
            print(line)
        _tell(change, language)
    if not todo:
        print(say(_NOTHING, language), file=sys.stderr)
    return 1 if todo else 0


def _tell(change: FileChange, language: Language) -> None:
    """Name each thing that is fixed in a file; of one that was only written otherwise, that."""
    for finding in change.fixed:
        print(f"{place(finding)}: {finding.rule.code} {say(_fixed(finding), language)}", file=sys.stderr)
    if not change.fixed:
        print(f"{visible_path(change.file)}: {say(_FORM, language)}", file=sys.stderr)


def _fixed(finding: Finding) -> Message:
    fix = fix_of(finding)
    if fix is None:
        return Message(f"rettet: {finding.message.da}", f"fixed: {finding.message.en}")
    now = visible(fix.value) if isinstance(fix.value, str) else f"[{', '.join(map(visible, fix.value))}]"
    return Message(f"rettet: {finding.message.da}; nu `{now}`", f"fixed: {finding.message.en}; now `{now}`")
