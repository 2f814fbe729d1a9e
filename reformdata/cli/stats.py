"""Count the records: by kind, source, year, area, theme, voice and more.

A record with several areas or themes counts once for each of them.

Exit code 0; 2: wrong use.
"""

import argparse
from collections.abc import Iterator

from reformdata.cli.options import add_data_path, add_format, add_language
from reformdata.cli.parser import Parser
from reformdata.cli.terminal import print_json, print_lines
from reformdata.dataset.opening import open_store
from reformdata.dataset.statistics import DIMENSIONS, heading, stats
from reformdata.dataset.summary import first_line
from reformdata.models.languages import Language
from reformdata.models.layout import bars
from reformdata.store.file import Store

DANISH = """Tæl posterne: efter art, kilde, år, område, tema, stemme og mere.

En post med flere områder eller temaer tæller én gang for hvert af dem.

Afslutningskode 0; 2: forkert brug.
"""


def add_arguments(parser: Parser) -> None:
    """Add the arguments of this command to `parser`."""
    add_data_path(parser)
    parser.add_argument(
        "--by",
        action="append",
        choices=DIMENSIONS,
        metavar=parser.text("HVAD", "WHAT"),
        help=parser.text(
            f"tæl kun efter dette; kan gentages: {', '.join(DIMENSIONS)}",
            f"count by this only; may be repeated: {', '.join(DIMENSIONS)}",
        ),
    )
    add_format(
        parser, about=parser.text("text, eller json: antallet for hver værdi", "text, or json: the counts by value")
    )
    add_language(parser)


def run(args: argparse.Namespace) -> int:
    """Print the counts of the data at `args.path`."""
    store = open_store(args.path)
    dimensions = args.by or DIMENSIONS
    if args.format == "json":
        print_json({dimension: dict(stats(store, None, dimension, None, None)) for dimension in dimensions})
        return 0
    print(first_line(store, args.lang))
    for dimension in dimensions:
        print_lines(account(store, dimension, language=args.lang))
    return 0


def account(store: Store, dimension: str, *, language: Language, most: int | None = None) -> Iterator[str]:
    """The `most` frequent values of `dimension` with bars, below an empty line and a heading; nothing without values."""
    counts = stats(store, None, dimension, None, language)
    if not counts:
        return
    left = len(counts) - len(list(counts)[:most])
    yield from ("", heading(dimension).in_(language).lower())
    yield from bars({str(value): number for value, number in list(counts.items())[:most]})
    if left:
        yield f"  … {left} {'mere' if language == 'da' else 'more'}"
