"""Count the records: by kind, source, year, area, theme, voice and more.

A record with several areas or themes counts once for each of them.

Exit code 0; 2: wrong use.
"""

import argparse
from collections.abc import Iterator, Mapping

from reformdata.cli.options import add_data_path, add_format, add_language
from reformdata.cli.parser import Parser
from reformdata.cli.terminal import print_json, print_lines
from reformdata.dataset.opening import open_store
from reformdata.dataset.statistics import DIMENSIONS, count_by, heading
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
        print_json(count_by(store, dimensions, None))
        return 0
    print(first_line(store, args.lang))
    print_lines(account(store, dict.fromkeys(dimensions), language=args.lang))
    return 0


def account(store: Store, dimensions: Mapping[str, int | None], *, language: Language) -> Iterator[str]:
    """The values of each of `dimensions` with bars, below an empty line and a heading; nothing without values.

    A number limits them to the so many most frequent.
    """
    for dimension, counts in count_by(store, [*dimensions], language).items():
        if not counts:
            continue
        shown = [*counts.items()][: dimensions[dimension]]
        yield from ("", heading(dimension).in_(language).lower())
        yield from bars({str(value): number for value, number in shown})
        if left := len(counts) - len(shown):
            yield f"  … {left} {'mere' if language == 'da' else 'more'}"
