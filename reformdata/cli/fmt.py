"""Bring files into the canonical form: order of keys, quoting, blocks, line ends; comments and values stay.

`reformdata fmt` takes the whole of records/, `reformdata fmt PATH…` the files and folders named, and
`reformdata fmt -` standard input, for an editor. A file that cannot be read is reported and left as it is.

Exit code 0: done; 1: there are files that cannot be read or, with --check or --diff, that would be changed;
2: wrong use, or a file could not be opened or written.
"""

import argparse
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from reformdata.cli import fail
from reformdata.cli.terminal import diff_lines
from reformdata.cli.options import add_language
from reformdata.cli.output import View
from reformdata.cli.output.concise import visible_path
from reformdata.cli.output.told import told
from reformdata.curation.formatting.files import files_in, format_bytes, is_of_checkout, put
from reformdata.curation.reading.files import MAX_SIDECAR_BYTES, read_bytes
from reformdata.curation.rules import UNREADABLE_FILE
from reformdata.findings import Finding, Message, visible

_INPUT = Path("-")


@dataclass(slots=True)
class _Outcome:
    """What became of the files."""

    changed: int = 0
    same: int = 0
    findings: list[Finding] = field(default_factory=list)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Give `parser` the arguments of this command."""
    parser.add_argument(
        "paths", metavar="PATH", nargs="*", type=Path, help="files or folders; - for standard input (default: records/)"
    )
    parser.add_argument("--check", action="store_true", help="write nothing, and name the files that would be changed")
    parser.add_argument("--diff", action="store_true", help="write nothing, and show what would be changed")
    add_language(parser)


def run(args: argparse.Namespace) -> int:
    """Format what `args.paths` name, and say which of it has changed."""
    if _INPUT in args.paths:
        return _run_on_input(args)
    paths = args.paths or [Path()]
    wrong = next(filter(None, map(_misused, paths)), None)
    if wrong:
        raise RefusedError(wrong)
    outcome = _Outcome()
    for path in dict.fromkeys(_files(paths)):
        _format(path, outcome, args)
    for line in told(outcome.findings, View(root=Path(), language=args.lang), {}):
        print(line, file=sys.stderr)
    dry = args.check or args.diff
    print(_summary(outcome, dry=dry).in_(args.lang), file=sys.stderr)
    return _code(outcome, dry=dry)


def _misused(path: Path) -> Message | None:
    """Why `path` cannot be formatted, if it cannot."""
    shown_path = visible(str(path))
    if not path.exists():
        return Message(
            f"{shown_path}: der er ingen fil eller mappe af det navn", f"{shown_path}: there is no such file or folder"
        )
    if path.is_dir() and not is_of_checkout(path):
        return Message(f"{shown_path}: der er ingen records/ her", f"{shown_path}: there is no records/ here")
    return None


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from files_in(path)
        else:
            yield path


def _format(path: Path, outcome: _Outcome, args: argparse.Namespace) -> None:
    """Format the file at `path`, unless it shall only be told, and add it to `outcome`."""
    file = path.as_posix()
    data, findings = read_bytes(path, file)
    if data is not None:
        content, findings = format_bytes(data, file)
    outcome.findings += findings
    if findings or data is None or content is None:
        return
    if content == data:
        outcome.same += 1
        return
    outcome.changed += 1
    if args.diff:
        print(*diff_lines(data, content, file), sep="\n")
        return
    if not args.check:
        put(path, content)
    print(visible_path(file))


def _run_on_input(args: argparse.Namespace) -> int:
    if len(args.paths) > 1:
        raise RefusedError(Message("- står alene", "- stands alone"))
    data = sys.stdin.buffer.read(MAX_SIDECAR_BYTES + 1)
    content, findings = format_bytes(data, "-")
    if content is None:
        lines = data.decode("utf-8", errors="replace").replace("\r\n", "\n").split("\n")
        for line in told(findings, View(root=Path(), language=args.lang), {"-": lines}):
            print(line, file=sys.stderr)
        return 1
    if args.diff:
        print("".join(f"{line}\n" for line in diff_lines(data, content, "-")), end="")
    elif not args.check:
        sys.stdout.buffer.write(content)
    return int((args.check or args.diff) and content != data)


def _summary(outcome: _Outcome, *, dry: bool) -> Message:
    left = len({finding.file for finding in outcome.findings})
    da, en = ("vil blive skrevet om", "would be rewritten") if dry else ("skrevet om", "rewritten")
    unread = Message(f", {left} kan ikke læses", f", {left} cannot be read") if left else Message("", "")
    return Message(
        f"Filer: {outcome.changed} {da}, {outcome.same} i orden{unread.da}.",
        f"Files: {outcome.changed} {en}, {outcome.same} in order{unread.en}.",
    )


def _code(outcome: _Outcome, *, dry: bool) -> int:
    if any(finding.rule is UNREADABLE_FILE for finding in outcome.findings):
        return 2
    return 1 if outcome.findings or (dry and outcome.changed) else 0
