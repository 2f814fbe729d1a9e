"""Count the records: by kind, source, year, area, theme, voice and more.

A record with several areas or themes counts once for each of them.

Exit code 0; 2: wrong use.
"""

import argparse
import json
from collections.abc import Iterator

from reformdata.cli.options import add_data_path, add_language
from reformdata.cli.terminal import bars, print_lines
from reformdata.dataset.dataset import Dataset, load
from reformdata.dataset.statistics import DIMENSIONS, count, label
from reformdata.models import Label, Language

_HEADINGS = {
    "kind": Label("art", "kind"),
    "source": Label("kilde", "source"),
    "year": Label("år", "year"),
    "area": Label("politikområde", "policy area"),
    "theme": Label("tema", "theme"),
    "target_group": Label("målgruppe", "target group"),
    "voice": Label("stemme", "voice"),
    "addressee": Label("modtager", "addressee"),
    "reform": Label("reform", "reform"),
    "action": Label("hvad der skal gøres", "action"),
    "strength": Label("styrke", "strength"),
    "claim": Label("slags påstand", "claim"),
    "tone": Label("tone", "tone"),
    "form": Label("slags initiativ", "form of initiative"),
    "status": Label("status", "status"),
    "relation": Label("forbindelse", "relation"),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this command to `parser`."""
    add_data_path(parser)
    parser.add_argument(
        "--by",
        action="append",
        choices=DIMENSIONS,
        metavar="WHAT",
        help=f"count by this only; may be repeated: {', '.join(DIMENSIONS)}",
    )
    parser.add_argument("--json", action="store_true", help="print the counts as JSON")
    add_language(parser)


def run(args: argparse.Namespace) -> int:
    """Print the counts of the data at `args.path`."""
    dataset = load(args.path)
    dimensions = args.by or DIMENSIONS
    if args.json:
        print(json.dumps({dimension: dict(count(dataset, dimension)) for dimension in dimensions}, indent=2))
        return 0
    print(dataset)
    for dimension in dimensions:
        print_lines(account(dataset, dimension, language=args.lang))
    return 0


def account(dataset: Dataset, dimension: str, *, language: Language, most: int | None = None) -> Iterator[str]:
    """The counts by `dimension` as lines with bars, the `most` frequent of them, behind a blank line and a heading; none, if nothing is counted."""
    counts = count(dataset, dimension)
    if not counts:
        return
    shown = dict(list(counts.items())[:most])
    left = len(counts) - len(shown)
    yield ""
    yield _HEADINGS[dimension].in_(language)
    yield from bars({label(dataset, dimension, value).in_(language): number for value, number in shown.items()})
    if left:
        yield f"  … {left} {'mere' if language == 'da' else 'more'}"
