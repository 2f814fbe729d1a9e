"""Turn a completed issue form from GitHub into a record.

The record is printed as a file, or written with --write. FILE holds the Markdown of the issue; `-` reads it from the
standard input. What is wrong or missing is reported under the headings of the form.

Exit code 0: a record; 1: findings, and nothing is written; 2: wrong use.
"""

import argparse
import sys
from pathlib import Path
from unicodedata import normalize

from reformdata.cli.checkouts import open_checkout
from reformdata.cli.options import CHECK_COPYING, add_date, add_language, add_root, parse_date, require_sources
from reformdata.cli.output import View
from reformdata.cli.output.text import render_unwritten
from reformdata.cli.parser import Parser
from reformdata.cli.terminal import print_lines, printable
from reformdata.curation.editing.draft import next_number, write
from reformdata.curation.editing.forms import fill
from reformdata.errors import refusal

DANISH = """Lav en udfyldt formular fra GitHub om til en post.

Posten vises som en fil eller skrives med --write. FIL indeholder formularen som Markdown; `-` læser den fra
standardinput. Det, der er galt eller mangler, står under formularens overskrifter.

Afslutningskode 0: en post; 1: fund, og intet er skrevet; 2: forkert brug.
"""

LARGEST = 256 * 1024
"""Bytes; GitHub limits an issue to 65,536 characters, at most so many bytes in UTF-8."""


def add_arguments(parser: Parser) -> None:
    """Add the arguments of this command to `parser`."""
    parser.add_argument(
        "form",
        metavar=parser.text("FIL", "FILE"),
        help=parser.text(
            "formularens indhold som Markdown i UTF-8; - for standardinput",
            "the Markdown of the issue, in UTF-8; - for standard input",
        ),
    )
    parser.add_argument(
        "--write",
        action="store_true",
        help=parser.text("skriv posten i kildens mappe", "write the record into the folder of its source"),
    )
    add_date(parser, parser.text("den dag, posten skrives", "the day on which the record is written"))
    add_root(parser)
    add_language(parser)


def run(args: argparse.Namespace) -> int:
    """Print or write the record of `args.form`, or what is wrong with it."""
    file = printable(args.form)
    text = _text(args.form, file)
    checkout = open_checkout(args.root)
    require_sources(checkout)
    filled = fill(text, file, checkout, added=parse_date(args.date))
    view = View(root=checkout.root, language=args.lang, unwritten={file: text})
    print_lines(render_unwritten(filled.findings, view), sys.stderr)
    if filled.draft is None:
        return 1
    if args.write:
        print(write(filled.draft, checkout.root).relative_to(checkout.root).as_posix())
    else:
        print(filled.draft.text(next_number(checkout.root / "records" / "sources" / filled.draft.source)), end="")
    print(CHECK_COPYING.in_(args.lang), file=sys.stderr)
    return 0


def _text(form: str, file: str) -> str:
    if form == "-":
        content = sys.stdin.buffer.read(LARGEST + 1)
    else:
        with Path(form).open("rb") as opened:
            content = opened.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise refusal(f"{file}: for stor til at være en formular", f"{file}: too large to be a form")
    try:
        # GitHub writes CRLF, and a Mac may write letters in parts.
        return normalize("NFC", content.decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError as error:
        raise refusal(f"{file}: ikke UTF-8; gem den som UTF-8", f"{file}: not UTF-8: save it as UTF-8") from error
