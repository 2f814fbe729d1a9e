"""Count the records: by kind, source, year, area, theme, voice and more.

A record with several areas or themes counts once for each of them.

Exit code 0; 2: wrong use.
"""

import argparse
from collections.abc import Iterator

from reformdata.cli.options import add_data_path, add_format, add_language
from reformdata.cli.parser import Parser
from reformdata.cli.terminal import print_json, print_lines
from reformdata.dataset.dataset import Dataset, first_line, load
from reformdata.dataset.statistics import DIMENSIONS, heading
from reformdata.models import Language
from reformdata.models.layout import bars

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
    dataset = load(args.path)
    dimensions = args.by or DIMENSIONS
    if args.format == "json":
        print_json({dimension: dict(dataset.stats(dimension)) for dimension in dimensions})
        return 0
    print(first_line(dataset, args.lang))
    for dimension in dimensions:
        print_lines(account(dataset, dimension, language=args.lang))
    return 0


def account(dataset: Dataset, dimension: str, *, language: Language, most: int | None = None) -> Iterator[str]:
    """The `most` frequent values of `dimension` with bars, below an empty line and a heading; nothing without values."""
    counts = dataset.stats(dimension, lang=language)
    if not counts:
        return
    left = len(counts) - len(list(counts)[:most])
    yield from ("", heading(dimension).in_(language).lower())
    yield from bars({str(value): number for value, number in list(counts.items())[:most]})
    if left:
        yield f"  … {left} {'mere' if language == 'da' else 'more'}"
