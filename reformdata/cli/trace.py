"""Follow the relations of a record: what came before it and what came of it, within and across sources.

Each branch gives the relation of a record to the one before, the reason, and what became of a proposal or an initiative.
A record is shown in full once; where it occurs again, the trace refers to that.

Exit code 0; 2: no such record, or wrong use.
"""

import argparse

from reformdata.cli.options import add_data, add_format, add_language
from reformdata.cli.terminal import print_json
from reformdata.dataset.dataset import load
from reformdata.dataset.steps import DEPTH, DIRECTIONS


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this command to `parser`."""
    parser.add_argument("id", metavar="ID", help="id of a record: kl-2020-temaside.14")
    parser.add_argument(
        "--direction", choices=DIRECTIONS, default="both", help="backward, forward or both (default: both)"
    )
    parser.add_argument(
        "--depth",
        type=_depth,
        default=DEPTH,
        metavar="N",
        help=f"how many relations to follow one after the other, or `all` (default: {DEPTH})",
    )
    add_data(parser)
    add_format(parser, about="text, or json: the relations, in both languages")
    add_language(parser)


def run(args: argparse.Namespace) -> int:
    """Print the trace of the record `args.id`."""
    trace = load(args.data).trace(args.id, direction=args.direction, depth=args.depth)
    if args.format == "json":
        print_json(trace.to_dicts())
        return 0
    print(trace.to_text(args.lang))
    return 0


def _depth(value: str) -> int | None:
    if value == "all":
        return None
    if not value.isdecimal():
        raise argparse.ArgumentTypeError(f"{value!r} is neither a number nor `all`")
    return int(value)
