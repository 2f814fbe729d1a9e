"""Give an entry another id: its file gets the new name, and everything that points to it the new id.

Only the ids change; comments and layout stay as they are. Renaming a source gives its records new ids
too, so do it before they are published. --dry-run prints the diff and changes nothing. Exit code 0: done; 2: wrong use.
"""

import argparse

from reformdata.cli import fail
from reformdata.cli.data import add_root
from reformdata.cli.language import add_language
from reformdata.cli.layout import say
from reformdata.curation.editing.changes import apply, diff
from reformdata.curation.editing.renaming import RENAMED, plan_rename
from reformdata.curation.reading.checkout import read_checkout
from reformdata.errors import RefusedError
from reformdata.findings import Message


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Give `parser` the arguments of this command."""
    parser.add_argument("table", metavar="TABLE", choices=RENAMED, help="where the entry is: %(choices)s")
    parser.add_argument("old", metavar="OLD", help="the id that it has")
    parser.add_argument("new", metavar="NEW", help="the id that it gets")
    parser.add_argument("--dry-run", action="store_true", help="print what would change, and change nothing")
    add_root(parser)
    add_language(parser)


def run(args: argparse.Namespace) -> int:
    """Give the entry `args.old` of `args.table` the id `args.new`."""
    checkout = read_checkout(args.root)
    try:
        changes = plan_rename(checkout, args.table, args.old, args.new)
    except RefusedError as error:
        return fail(error.message)
    if args.dry_run:
        for line in diff(changes, checkout.root):
            print(line)
        return 0
    apply(changes, checkout.root)
    count = len(changes.texts)
    print(say(Message(f"{count} filer er ændret", f"files changed: {count}"), args.lang))
    return 0
