"""Turn a completed issue form from GitHub into a record.

The record is printed as a file, or written with --write. FILE holds the Markdown of the issue; `-` reads it from the
standard input. What is wrong or missing is reported under the headings of the form, and what the contributor adds for
the maintainer below it; records that may say the same are listed. A text that is in one language only is marked needs-translation in the other (RD419).

Exit code 0: a record; 1: findings, and nothing is written; 2: wrong use.
"""

import argparse
import sys
from dataclasses import replace
from pathlib import Path
from unicodedata import normalize

from reformdata.cli.checkouts import open_checkout
from reformdata.cli.new import similar_records
from reformdata.cli.options import CHECK_COPYING, add_date, add_language, add_root, parse_date, require_sources
from reformdata.cli.output import View
from reformdata.cli.output.reply import reply
from reformdata.cli.output.text import render_unwritten
from reformdata.cli.parser import Parser
from reformdata.cli.terminal import print_lines, printable
from reformdata.curation.editing.draft import next_number, write
from reformdata.curation.editing.forms import NOTE_LABEL, fill
from reformdata.errors import refusal

DANISH = """Lav en udfyldt formular fra GitHub om til en post.

Posten vises som en fil eller skrives med --write. FIL indeholder formularen som Markdown; `-` læser den fra
standardinput. Det, der er galt eller mangler, står under formularens overskrifter, og derunder står bidragyderens
besked til redaktøren; poster, der måske siger det samme, bliver vist. Er en tekst kun på ét sprog, bliver det andet
mærket med needs-translation (RD419).

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
    parser.add_argument(
        "--reply",
        type=Path,
        metavar=parser.text("FIL", "FILE"),
        help=parser.text(
            "skriv svaret til bidragyderen i FIL, på formularens sprog",
            "write the answer to the contributor to FILE, in the language of the form",
        ),
    )
    add_date(parser, parser.text("den dag, posten skrives", "the day on which the record is written"))
    add_root(parser)
    add_language(parser)


def run(args: argparse.Namespace) -> int:
    """Print or write the record of `args.form`, or what is wrong with it."""
    file = printable(args.form)
    text = _text(args.form, file)
    checkout = open_checkout(args.root, args.lang)
    require_sources(checkout)
    filled = fill(text, file, checkout, added=parse_date(args.date))
    view = View(root=checkout.root, language=args.lang, unwritten={file: text})
    if filled.note:
        print_lines((f"{NOTE_LABEL.in_(args.lang)}:", *map(printable, filled.note.split("\n"))), sys.stderr)
    print_lines(render_unwritten(filled.findings, view), sys.stderr)
    if filled.draft:
        print_lines(similar_records(filled.draft, checkout, args), sys.stderr)
    written = None
    if filled.draft and args.write:
        written = write(filled.draft, checkout.root).relative_to(checkout.root)
        print(written.as_posix())
    elif filled.draft:
        print(filled.draft.text(next_number(checkout.root / "records" / "sources" / filled.draft.source)), end="")
    if args.reply:
        lines = reply(filled, written, replace(view, language=filled.language or args.lang))
        args.reply.write_text("\n".join(lines) + "\n", encoding="utf-8")
    if filled.draft:
        print(CHECK_COPYING.in_(args.lang), file=sys.stderr)
    return 0 if filled.draft else 1


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
