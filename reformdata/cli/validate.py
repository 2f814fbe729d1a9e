"""Check a checkout and say what is wrong, where, and how to fix it.

Exit code 0: no errors (there may be warnings); 1: errors; 2: wrong use. Nothing is fetched and
nothing depends on the date: the same files give the same answer. With --changed-since only what is
wrong now and was not before counts, and a record that has gone without a tombstone; all of the data is checked nevertheless. With --with-package the
folder holds data of your own, which may point to the published data and never redefine it. With --texts
it is an error to share eight words in a row with a source; without the texts nothing can be said of that.

--fix fixes what has one right answer (quoting, blocks, order of keys, NFC, blanks, a value that stands twice or alone),
keeps comments, and checks again; such findings are marked [*]. A file is only changed if it keeps all its keys, has
fewer findings than before, and none that is new. With --diff nothing is written.
"""

import argparse
import os
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from reformdata.cli import fail
from reformdata.cli.git import GitError, exported, fork
from reformdata.cli.language import add_language
from reformdata.cli.output import FORMATS, View
from reformdata.cli.output.table import table
from reformdata.curation.checks import Report, since, validate
from reformdata.findings import Finding, Message, visible
from reformdata.models import Corpus

if TYPE_CHECKING:
    from reformdata.curation.fixing import Applicability

_INSTALLED = ""
"""What `--with-package` stands for without a path."""
_OVER_ITSELF = Message(
    "mappen kan ikke lægges over sig selv; skriv den først: reformdata validate MAPPE --with-package",
    "the folder cannot be laid over itself; write it first: reformdata validate FOLDER --with-package",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Give `parser` the arguments of this command."""
    parser.add_argument(
        "path", nargs="?", type=Path, default=Path(), help="the folder that holds records/ (default: this one)"
    )
    parser.add_argument("--format", choices=FORMATS, default="text", help="how findings are shown (default: text)")
    parser.add_argument(
        "--changed-since",
        metavar="REV",
        help="show only what the files, as they are now, made wrong since they left the git revision REV",
    )
    parser.add_argument(
        "--with-package",
        nargs="?",
        const=_INSTALLED,
        metavar="PATH",
        help="check the folder as data laid over that at PATH (what load takes), or over the installed data",
    )
    parser.add_argument(
        "--texts", type=Path, metavar="DIR", help="also compare the wording with the texts of the sources in DIR"
    )
    parser.add_argument("--fix", action="store_true", help="fix what is safe to fix, then check")
    parser.add_argument(
        "--unsafe-fixes",
        action="store_true",
        help="fix what has one likely answer too: near misses, names in the place of ids, days written otherwise",
    )
    parser.add_argument("--diff", action="store_true", help="show what would be fixed, and write nothing")
    add_language(parser)


def run(args: argparse.Namespace) -> int:
    """Check `args.path` and print what was found."""
    if args.with_package and Path(args.with_package).resolve() == args.path.resolve():
        return fail(_OVER_ITSELF)
    if not args.path.is_dir():
        path = visible(str(args.path))
        return fail(Message(f"{path}: der er ingen mappe af det navn", f"{path}: there is no folder of that name"))
    base = None if args.with_package is None else _published(args.with_package or None)
    if args.diff:
        from reformdata.cli.fixing import preview

        return preview(args.path, unsafe=args.unsafe_fixes, language=args.lang, base=base)
    try:
        report = _report(args, base)
    except GitError as error:
        return fail(error.message)
    fixes = _fixes(report, args, base) if report.findings and args.format in _TELLING_FIXES else {}
    view = View(root=report.root, language=args.lang, color=_color(), fixes=fixes)
    for line in FORMATS[args.format](report, view):
        print(line)
    if fixes and args.format in _OFFERING:
        print(view.say(_offer(Counter(fixes.values()))))
    if args.format == "github":
        _summarise(report, view)
    return 1 if report.errors else 0


def _fixes(report: Report, args: argparse.Namespace, base: Corpus | None) -> "Mapping[Finding, Applicability]":
    from reformdata.curation.fixing import fixes  # here, as all of fixing: where nothing is found it is not needed

    return fixes(report, lambda contents: validate(args.path, texts=args.texts, base=base, contents=contents))


_OFFERING = frozenset({"text", "concise"})
"""The formats in which a closing line offers to fix."""
_TELLING_FIXES = _OFFERING | {"json", "sarif"}


def _offer(counts: "Mapping[Applicability, int]") -> Message:
    safe, unsafe = counts["safe"], counts["unsafe"]
    if not safe:
        return Message(
            f"{unsafe} kan rettes med: reformdata validate --unsafe-fixes",
            f"{unsafe} can be fixed by: reformdata validate --unsafe-fixes",
        )
    more = Message(f" ({unsafe} til med --unsafe-fixes)", f" ({unsafe} more by --unsafe-fixes)")
    return Message(
        f"[*] {safe} kan rettes med: reformdata validate --fix{more.da if unsafe else ''}",
        f"[*] {safe} can be fixed by: reformdata validate --fix{more.en if unsafe else ''}",
    )


def _published(path: str | None) -> Corpus:
    """The data over which the folder is laid."""
    # Here, since to check a folder by itself needs nothing of what opens compiled data, and is to start fast.
    from reformdata.dataset.opening import open_store
    from reformdata.store.compiling import corpus_of

    return corpus_of(open_store(path))


def _report(args: argparse.Namespace, base: Corpus | None) -> Report:
    """What is found, after fixing if that is asked for."""
    if args.fix or args.unsafe_fixes:
        from reformdata.cli.fixing import fix

        after = fix(args.path, unsafe=args.unsafe_fixes, language=args.lang, texts=args.texts, base=base)
    else:
        after = validate(args.path, texts=args.texts, base=base)
    return after if args.changed_since is None else _since(after, args.changed_since, args.texts, base)


def _since(after: Report, revision: str, texts: Path | None, base: Corpus | None) -> Report:
    start = fork(after.root, revision)
    with exported(after.root, start) as before:
        return since(validate(before, texts=texts, base=base), after)


def _summarise(report: Report, view: View) -> None:
    """Add the table of findings to the page of the run, where GitHub names a file for it."""
    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if not path:
        return
    with Path(path).open("a", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{line}\n" for line in table(report, view))


def _color() -> bool:
    """Whether to colour: on a terminal only, and not where NO_COLOR (no-color.org) asks for none."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
