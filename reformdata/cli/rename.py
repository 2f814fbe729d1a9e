"""Give an entry another id, and update everything that refers to it.

The file of the entry gets the new name. Only the ids change; comments and layout stay as they are. Renaming a source
gives its records new ids too. Rename before an id is published: afterwards it takes a new major version.

Exit code 0: done; 2: wrong use.
"""

import argparse
import sys

from reformdata.cli.options import add_language, add_root
from reformdata.cli.parser import Parser
from reformdata.cli.terminal import print_lines
from reformdata.curation.editing.changes import apply, diff
from reformdata.curation.editing.ids import plan_rename
from reformdata.curation.reading.checkout import read_checkout
from reformdata.messages import Message
from reformdata.models import TABLES

DANISH = """Giv et opslag et andet id, og ret alt det, der henviser til det.

Opslagets fil får det nye navn. Kun id'erne ændres; kommentarer og opstilling bliver, som de er. Får en kilde et nyt
navn, får dens poster også nye id'er, så gør det, før de bliver udgivet.

Afslutningskode 0: gjort; 2: forkert brug.
"""


def add_arguments(parser: Parser) -> None:
    """Add the arguments of this command to `parser`."""
    parser.add_argument(
        "table",
        metavar=parser.text("TABEL", "TABLE"),
        choices=tuple(TABLES),
        help=parser.text("den tabel, som opslaget står i: %(choices)s", "the table of the entry: %(choices)s"),
    )
    parser.add_argument(
        "old", metavar=parser.text("GAMMEL", "OLD"), help=parser.text("det nuværende id", "the present id")
    )
    parser.add_argument("new", metavar=parser.text("NY", "NEW"), help=parser.text("det nye id", "the new id"))
    parser.add_argument(
        "--dry-run",
        action="store_true",
        help=parser.text(
            "vis ændringerne linje for linje, og ret intet", "print the changes as a diff, and change nothing"
        ),
    )
    add_root(parser)
    add_language(parser)


def run(args: argparse.Namespace) -> int:
    """Give the entry `args.old` of `args.table` the id `args.new`."""
    checkout = read_checkout(args.root)
    changes = plan_rename(checkout, args.table, args.old, args.new)
    if args.dry_run:
        print_lines(diff(changes, checkout.root))
    else:
        apply(changes, checkout.root)
        count = len(changes.texts)
        print(Message(f"{count} filer er ændret", f"files changed: {count}").in_(args.lang))
    published = Message(
        f"Bemærk: er `{args.old}` udgivet, kræver det nye id en ny hovedversion (major), for andres data og "
        "henvisninger bruger det gamle.",
        f"Note: if `{args.old}` has been published, the new id takes a new major version, since the data and "
        "references of others use the old one.",
    )
    print(published.in_(args.lang), file=sys.stderr)
    return 0
