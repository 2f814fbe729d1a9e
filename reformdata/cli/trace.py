"""Follow the relations of a record: what came before it and what came of it, within and across sources.

Each branch gives the relation of a record to the one before, the reason, and what became of a proposal or an initiative.
A record is shown in full once; where it occurs again, the trace refers to that.

Exit code 0; 2: no such record, or wrong use.
"""

import argparse

from reformdata.cli.options import add_data, add_format, add_language
from reformdata.cli.parser import Parser
from reformdata.cli.terminal import print_json
from reformdata.dataset.dataset import load
from reformdata.dataset.steps import DEPTH, DIRECTIONS
from reformdata.errors import refusal
from reformdata.messages import visible

DANISH = """Følg en posts forbindelser: hvad der kom før den, og hvad der kom af den, i kilden og på tværs af kilder.

Hver gren viser en posts forbindelse til den før, begrundelsen, og hvad der blev af et forslag eller et initiativ.
En post bliver vist helt én gang; de andre steder bliver der henvist dertil.

Afslutningskode 0; 2: posten findes ikke, eller forkert brug.
"""


def add_arguments(parser: Parser) -> None:
    """Add the arguments of this command to `parser`."""
    parser.add_argument(
        "id", metavar="ID", help=parser.text("postens id: kl-2020-temaside.14", "id of a record: kl-2020-temaside.14")
    )
    parser.add_argument(
        "--direction",
        choices=DIRECTIONS,
        metavar=parser.text("RETNING", "DIRECTION"),
        default="both",
        help=parser.text(
            "backward (bagud), forward (fremad) eller both (begge veje) (ellers both)",
            "backward, forward or both (default: both)",
        ),
    )
    parser.add_argument(
        "--depth",
        default=str(DEPTH),
        metavar="N",
        help=parser.text(
            f"hvor mange forbindelser der følges efter hinanden, eller `all` for alle (ellers {DEPTH})",
            f"how many relations to follow one after the other, or `all` (default: {DEPTH})",
        ),
    )
    add_data(parser)
    add_format(
        parser,
        about=parser.text(
            "text, eller json: forbindelserne på begge sprog", "text, or json: the relations, in both languages"
        ),
    )
    add_language(parser)


def run(args: argparse.Namespace) -> int:
    """Print the trace of the record `args.id`."""
    trace = load(args.data).trace(args.id, direction=args.direction, depth=_depth(args.depth))
    if args.format == "json":
        print_json(trace.to_dicts())
        return 0
    print(trace.to_text(args.lang))
    return 0


def _depth(value: str) -> int | None:
    if value == "all":
        return None
    if not value.isdecimal():
        raise refusal(
            f"--depth: `{visible(value)}` er hverken et tal eller `all`",
            f"--depth: `{visible(value)}` is neither a number nor `all`",
        )
    return int(value)
