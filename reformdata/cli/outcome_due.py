"""List the proposals and initiatives to follow up: old assessments, none yet, or no outcome.

An assessment is old after more than a year, unless its verdict is done, rejected, dropped or reversed.
An outcome that says the act cannot be assessed is never listed.

Exit code 0, also if something is due; 1: the records have errors; 2: wrong use.
"""

import argparse
from collections.abc import Iterator

from reformdata.cli.options import add_date, add_format, add_language, add_root, parse_date, require_records
from reformdata.cli.parser import Parser
from reformdata.cli.terminal import print_json, print_lines
from reformdata.dataset.dataset import Dataset, load
from reformdata.dataset.follow_up import follow_up
from reformdata.messages import Message
from reformdata.models import Language

DANISH = """Vis de forslag og initiativer, der skal følges op på: gamle vurderinger, ingen vurdering endnu eller intet udfald.

En vurdering er gammel efter mere end et år, medmindre den siger gjort, afvist, opgivet eller rullet tilbage.
Et udfald, der siger, at det ikke kan vurderes, bliver aldrig vist.

Afslutningskode 0, også når noget skal følges op; 1: posterne har fejl; 2: forkert brug.
"""

_OLD = Message("vurderet for mere end et år siden", "assessed more than a year ago")
_NOT_ASSESSED = Message("kan vurderes og er ikke vurderet endnu", "can be assessed and not assessed yet")
_NO_OUTCOME = Message("uden et udfald", "without an outcome")


def add_arguments(parser: Parser) -> None:
    """Add the arguments of this command to `parser`."""
    add_date(
        parser, parser.text("den dag, der tælles et år tilbage fra", "the day from which the year is counted back")
    )
    add_root(parser)
    add_format(
        parser, about=parser.text("text, eller json: id'erne i hver gruppe", "text, or json: the ids of each group")
    )
    add_language(parser)


def run(args: argparse.Namespace) -> int:
    """Print what is due on `args.date`."""
    require_records(args.root)
    dataset = load(args.root)
    due = follow_up(dataset, on=parse_date(args.date))
    if args.format == "json":
        print_json(due._asdict())
        return 0
    groups = ((_OLD, due.old), (_NOT_ASSESSED, due.not_assessed), (_NO_OUTCOME, due.no_outcome))
    for heading, ids in groups:
        print_lines([f"{heading.in_(args.lang)}: {len(ids)}", *_lines(dataset, ids, args.lang)])
    return 0


def _lines(dataset: Dataset, ids: tuple[str, ...], language: Language) -> Iterator[str]:
    """A line for each record: its id, the day and verdict of its latest assessment if there is one, and its title."""
    for id_ in ids:
        record = dataset[id_]
        outcome = dataset.outcome(record)
        latest = outcome.latest if outcome else None
        assessed = (str(latest.as_of), latest.verdict.label.in_(language)) if latest else ()
        yield "  ".join(("", id_, *assessed, record.title.in_(language)))
