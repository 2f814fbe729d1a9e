"""Turn a filled issue form of GitHub into a record: print its file, or write it.

FILE holds the Markdown of the issue; `-` reads it from the standard input. What is wrong or missing is reported under
the headings of the form. Exit code 0: a record; 1: findings, and nothing is written; 2: wrong use.
"""

import argparse
import sys
from pathlib import Path
from unicodedata import normalize

from reformdata.cli import fail
from reformdata.cli.data import add_root
from reformdata.cli.dates import day_of
from reformdata.cli.language import add_language
from reformdata.cli.new import no_sources
from reformdata.cli.output import View
from reformdata.cli.output.concise import visible_path
from reformdata.cli.output.told import told
from reformdata.curation.editing.draft import next_number, write
from reformdata.curation.editing.forms import fill
from reformdata.curation.reading.checkout import read_checkout
from reformdata.errors import RefusedError
from reformdata.findings import Message

LARGEST = 256 * 1024
"""Bytes; GitHub ends an issue at 65,536 characters, which is as much in UTF-8 at the most."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Give `parser` the arguments of this command."""
    parser.add_argument("form", metavar="FILE", help="the Markdown of the issue, in UTF-8; - for standard input")
    parser.add_argument("--write", action="store_true", help="write the record into its source's folder")
    parser.add_argument("--date", metavar="DAY", help="the day on which the record is written (default: today)")
    add_root(parser)
    add_language(parser)


def run(args: argparse.Namespace) -> int:
    """Print or write the record of `args.form`, or what is wrong with it."""
    file = "-" if args.form == "-" else visible_path(args.form)
    text = _text(args.form, file)
    if isinstance(text, Message):
        return fail(text)
    checkout = read_checkout(args.root)
    if not checkout.corpus.sources:
        return fail(no_sources(args.root))
    try:
        filled = fill(text, file, checkout, added=day_of(args.date))
    except RefusedError as error:
        return fail(error.message)
    view = View(root=checkout.root, language=args.lang)
    for line in told(filled.findings, view, {file: text.split("\n")}):
        print(line, file=sys.stderr)
    if filled.draft is None:
        return 1
    if args.write:
        print(write(filled.draft, checkout.root).relative_to(checkout.root).as_posix())
    else:
        print(filled.draft.text(next_number(checkout.root / "records" / "sources" / filled.draft.source)), end="")
    return 0


def _text(form: str, file: str) -> str | Message:
    """The text of the form, or why it cannot be taken."""
    if form == "-":
        content = sys.stdin.buffer.read(LARGEST + 1)
    else:
        with Path(form).open("rb") as opened:
            content = opened.read(LARGEST + 1)
    if len(content) > LARGEST:
        return Message(f"{file}: for stor til at være en formular", f"{file}: too large to be a form")
    try:
        # GitHub writes CRLF, and whoever types on a Mac may write letters in parts.
        return normalize("NFC", content.decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError:
        return Message(f"{file}: ikke UTF-8; gem den som UTF-8", f"{file}: not UTF-8: save it as UTF-8")
