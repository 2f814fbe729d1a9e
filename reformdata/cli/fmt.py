"""Rewrite files in the canonical form: order of keys, quoting, blocks and line ends.

Comments and values stay. `reformdata fmt` takes all of records/, `reformdata fmt PATH…` the given files and folders,
and `reformdata fmt -` standard input, for an editor. A file that cannot be read is reported and left as it is.

Exit code 0: done; 1: there are files that cannot be read or, with --check or --diff, that would be changed; 2: wrong
use, or a file could not be opened or written.
"""

import argparse
import sys
from dataclasses import dataclass, field
from pathlib import Path

from reformdata.cli.options import add_language, require_records
from reformdata.cli.output.text import View, render_unwritten
from reformdata.cli.parser import Parser
from reformdata.cli.terminal import diff_lines, print_lines, printable
from reformdata.curation.formatting import format_bytes, is_in_checkout, yaml_files
from reformdata.curation.reading.files import MAX_SIDECAR_BYTES, read_bytes
from reformdata.curation.rules import UNREADABLE_FILE
from reformdata.errors import refusal
from reformdata.files import write_file
from reformdata.findings import Finding
from reformdata.messages import Message
from reformdata.store.settings import find_root

DANISH = """Skriv filer om til den faste form: nøglernes rækkefølge, anførselstegn, blokke og linjeskift.

Kommentarer og værdier bliver stående. `reformdata fmt` tager hele records/, `reformdata fmt STI…` de angivne filer og
mapper, og `reformdata fmt -` det, som et andet program sender (standardinput), fx en editor. En fil, der ikke kan læses, bliver meldt og ikke ændret.

Afslutningskode 0: færdig; 1: der er filer, som ikke kan læses, eller som med --check eller --diff ville blive ændret;
2: forkert brug, eller en fil kunne ikke åbnes eller skrives.
"""

_INPUT = Path("-")


@dataclass(slots=True)
class _Outcome:
    changed: int = 0
    same: int = 0
    findings: list[Finding] = field(default_factory=list)


def add_arguments(parser: Parser) -> None:
    """Add the arguments of this command to `parser`."""
    parser.add_argument(
        "paths",
        metavar=parser.text("STI", "PATH"),
        nargs="*",
        type=Path,
        help=parser.text(
            "filer eller mapper; - for standardinput (ellers records/)",
            "files or folders; - for standard input (default: records/)",
        ),
    )
    parser.add_argument(
        "--check",
        action="store_true",
        help=parser.text(
            "skriv intet, og vis, hvilke filer der ville blive ændret",
            "write nothing, and name the files that would be changed",
        ),
    )
    parser.add_argument(
        "--diff",
        action="store_true",
        help=parser.text(
            "skriv intet, og vis, hvad der ville blive ændret", "write nothing, and show what would be changed"
        ),
    )
    add_language(parser)


def run(args: argparse.Namespace) -> int:
    """Format the files of `args.paths`, and list those that have changed."""
    if _INPUT in args.paths:
        return _run_on_input(args)
    paths = args.paths or [find_root(Path())]
    for path in paths:
        _require_formattable(path)
    outcome = _Outcome()
    files = [file for path in paths for file in (yaml_files(path) if path.is_dir() else [path])]
    for file in dict.fromkeys(files):
        _format(file, outcome, args)
    print_lines(render_unwritten(outcome.findings, View(root=Path(), language=args.lang)), sys.stderr)
    dry = args.check or args.diff
    print(_summary(outcome, dry=dry).in_(args.lang), file=sys.stderr)
    if any(finding.rule is UNREADABLE_FILE for finding in outcome.findings):
        return 2
    return 1 if outcome.findings or (dry and outcome.changed) else 0


def _require_formattable(path: Path) -> None:
    if not path.exists():
        shown = printable(path)
        raise refusal(f"{shown}: filen eller mappen findes ikke", f"{shown}: there is no such file or folder")
    if path.is_dir() and not is_in_checkout(path):
        require_records(path)


def _format(path: Path, outcome: _Outcome, args: argparse.Namespace) -> None:
    """Format the file at `path`, or with `--check` or `--diff` only report it, and add it to `outcome`."""
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
        print_lines(diff_lines(data, content, file))
        return
    if not args.check:
        write_file(path, content)
    print(printable(file))


def _run_on_input(args: argparse.Namespace) -> int:
    if len(args.paths) > 1:
        raise refusal("- kan ikke bruges sammen med filer", "- cannot be combined with files")
    data = sys.stdin.buffer.read(MAX_SIDECAR_BYTES + 1)
    content, findings = format_bytes(data, "-")
    if content is None:
        text = data.decode("utf-8", errors="replace").replace("\r\n", "\n")
        view = View(root=Path(), language=args.lang, unwritten={"-": text})
        print_lines(render_unwritten(findings, view), sys.stderr)
        return 1
    if args.diff:
        print_lines(diff_lines(data, content, "-"))
    elif not args.check:
        sys.stdout.buffer.write(content)
    return int((args.check or args.diff) and content != data)


def _summary(outcome: _Outcome, *, dry: bool) -> Message:
    left = len({finding.file for finding in outcome.findings})
    da, en = ("ville blive omskrevet", "would be rewritten") if dry else ("omskrevet", "rewritten")
    unread = Message(f", {left} kan ikke læses", f", {left} cannot be read") if left else Message("", "")
    return Message(
        f"Filer: {outcome.changed} {da}, {outcome.same} i orden{unread.da}.",
        f"Files: {outcome.changed} {en}, {outcome.same} in order{unread.en}.",
    )
