"""Cite the data, or records with their sources, as text, BibTeX, RIS or CSL-JSON.

A selection of records is cited from Python, with the conditions that produced it:
`rd.load().proposals.filter(area="primary-school").cite()`.

Exit code 0; 2: no such record or style, or wrong use.
"""

import argparse

from reformdata.cli.options import add_data, add_language
from reformdata.cli.parser import Parser
from reformdata.cli.records import record_ids
from reformdata.dataset.citing.references import STYLES, format_references, of_dataset, of_records
from reformdata.dataset.opening import open_store

DANISH = """Henvis til data, eller til poster med deres kilder, som tekst, BibTeX, RIS eller CSL-JSON.

Et udvalg af poster henvises der til fra Python med de betingelser, der gav det:
`rd.load().proposals.filter(area="primary-school").cite()`.

Afslutningskode 0; 2: posten eller stilen findes ikke, eller forkert brug.
"""


def add_arguments(parser: Parser) -> None:
    """Add the arguments of this command to `parser`."""
    parser.add_argument(
        "ids",
        nargs="*",
        metavar="ID",
        help=parser.text(
            "postens id: kl-2020-temaside.07 (ellers alle data)",
            "id of a record: kl-2020-temaside.07 (default: all the data)",
        ),
    )
    # Not `choices`: argparse would not suggest the nearest.
    parser.add_argument(
        "--style",
        default="text",
        metavar=parser.text("STIL", "STYLE"),
        help=parser.text(f"{', '.join(STYLES)} (ellers text)", f"{', '.join(STYLES)} (default: text)"),
    )
    add_data(parser)
    add_language(parser)


def run(args: argparse.Namespace) -> int:
    """Print how to cite `args.ids`."""
    store = open_store(args.data)
    cited = [*of_records(store, record_ids(store, args.ids), args.lang)]
    print(format_references(cited or [of_dataset(store, args.lang)], args.style, args.lang))
    return 0
