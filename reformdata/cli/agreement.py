"""Show how far the two independent readings of each source agreed before they were settled.

Acts: those named by each reader. Matched: pairs that became the same record. F1: matched acts as a share of all acts
named. Kind, voice: the share of the matched acts for which both readers gave the same.

Exit code 0; 2: wrong use.
"""

import argparse
from collections.abc import Iterator, Mapping
from dataclasses import asdict

from reformdata.cli.options import add_checkout_path, add_format, add_language
from reformdata.cli.parser import Parser
from reformdata.cli.terminal import headings, print_json, print_lines
from reformdata.curation.reading.checkout import read_checkout
from reformdata.errors import MissingDataError
from reformdata.evidence.agreement import NONE, Agreement, agreement_of
from reformdata.messages import Message
from reformdata.models import Language
from reformdata.models.layout import align_columns

DANISH = """Vis, hvor enige de to uafhængige læsere af hver kilde var, før de afklarede forskellene.

Handlinger: dem, hver læser har fundet. Fælles: par, der blev til samme post. F1: de fælles som andel af alle fundne. Art,
stemme: andelen af de fælles, hvor begge læsere angav det samme.

Afslutningskode 0; 2: forkert brug.
"""

_HEADINGS = (
    Message("kilde", "source"),
    Message("1. læser", "1st reader"),
    Message("2. læser", "2nd reader"),
    Message("fælles", "matched"),
    Message("F1", "F1"),
    Message("art", "kind"),
    Message("stemme", "voice"),
)
_TOTAL = Message("i alt", "total")


def add_arguments(parser: Parser) -> None:
    """Add the arguments of this command to `parser`."""
    add_checkout_path(parser)
    add_format(parser, "markdown")
    add_language(parser)


def run(args: argparse.Namespace) -> int:
    """Print the agreement of the readings in the checkout at `args.path`."""
    readings = read_checkout(args.path).corpus.readings
    if not readings:
        raise MissingDataError(
            args.path, Message("ingen kilde i den har en readings.yaml", "no source in it has a readings.yaml")
        )
    figures = {source: agreement_of(pair) for source, pair in readings.items()}
    if args.format == "json":
        shares = ("f1", "kind", "voice")
        values = {
            source: asdict(one) | {name: getattr(one, name) for name in shares} for source, one in figures.items()
        }
        print_json(values)
        return 0
    rows = [headings(_HEADINGS, args.lang), *_rows(figures, args.lang)]
    print_lines(align_columns(rows) if args.format == "text" else markdown(rows))
    return 0


def markdown(rows: list[tuple[str | int, ...]]) -> Iterator[str]:
    """`rows` as a table; all but the first column are numbers."""
    heading, *body = rows
    yield f"| {' | '.join(map(str, heading))} |"
    yield f"| --- |{' ---: |' * (len(heading) - 1)}"
    yield from (f"| {' | '.join(map(str, row))} |" for row in body)


def _rows(figures: Mapping[str, Agreement], language: Language) -> Iterator[tuple[str | int, ...]]:
    total = sum(figures.values(), NONE)
    for name, one in (*figures.items(), (_TOTAL.in_(language), total)):
        shares = (f"{share:.2f}" for share in (one.f1, one.kind, one.voice))
        yield (name, one.first, one.second, one.matched, *shares)
