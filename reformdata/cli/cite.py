"""Cite the data, or records with their sources, as text, BibTeX, RIS or CSL-JSON.

A selection of records is cited from Python, with the conditions that produced it:
`rd.load().proposals.filter(area="primary-school").cite()`.

Exit code 0; 2: no such record or style, or wrong use.
"""

import argparse

from reformdata.cli.options import add_data, add_language
from reformdata.dataset.citing.references import STYLES
from reformdata.dataset.dataset import load


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this command to `parser`."""
    parser.add_argument(
        "ids", nargs="*", metavar="ID", help="id of a record: kl-2020-temaside.07 (default: all the data)"
    )
    # Not `choices`: argparse would not suggest the nearest.
    parser.add_argument("--style", default="text", metavar="STYLE", help=f"{', '.join(STYLES)} (default: text)")
    add_data(parser)
    add_language(parser)


def run(args: argparse.Namespace) -> int:
    """Print how to cite `args.ids`."""
    print(load(args.data).cite(*args.ids, style=args.style, lang=args.lang))
    return 0
