"""Give an entry another id, and update everything that refers to it.

The file of the entry gets the new name. Only the ids change; comments and layout stay as they are. Renaming a source
gives its records new ids too. Rename before an id is published: afterwards it takes a new major version.

Exit code 0: done; 2: wrong use.
"""

import argparse
import sys

from reformdata.cli.options import add_language, add_root
from reformdata.cli.terminal import print_lines
from reformdata.curation.editing.changes import apply, diff
from reformdata.curation.editing.ids import plan_rename
from reformdata.curation.reading.checkout import read_checkout
from reformdata.findings import Message
from reformdata.models import TABLES


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this command to `parser`."""
    parser.add_argument("table", metavar="TABLE", choices=tuple(TABLES), help="the table of the entry: %(choices)s")
    parser.add_argument("old", metavar="OLD", help="the present id")
    parser.add_argument("new", metavar="NEW", help="the new id")
    parser.add_argument("--dry-run", action="store_true", help="print the changes as a diff, and change nothing")
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
