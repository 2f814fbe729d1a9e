"""Search the records, in Danish and in English; the best match comes first.

A word of four letters or more also finds longer words that start with it. Words in double quotes
are looked for side by side. Exit code 0: found; 1: nothing found; 2: wrong use.
"""

import argparse
import json
from pathlib import Path

from reformdata.cli.language import add_language
from reformdata.dataset import load


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Give `parser` the arguments of this command."""
    parser.add_argument("words", nargs="+", metavar="WORD", help="what to look for: kvalitetsrapport")
    parser.add_argument("--data", type=Path, metavar="PATH", help="a checkout, a built package or a compiled file")
    parser.add_argument("--json", action="store_true", help="print flat rows as JSON")
    add_language(parser)


def run(args: argparse.Namespace) -> int:
    """Print the records that hold `args.words`, a line each."""
    found = load(args.data).search(" ".join(args.words))
    if args.json:
        print(json.dumps(found.to_dicts(), ensure_ascii=False, indent=2, default=str))
    else:
        for record in found:
            print(f"{record.id}  {record.kind.label.in_(args.lang)}  {record.title.in_(args.lang)}")
    return 0 if found else 1
