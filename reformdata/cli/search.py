"""Search the records, in Danish and in English; the best match comes first.

A word is found in its other forms and as part of a compound; matches in titles count most. `tillid*` finds every word
that begins so, `tillid OR frihed` either. Words in double quotes are found only next to each other, as written.

Exit code 0: found; 1: nothing found; 2: wrong use.
"""

import argparse
import sys
from collections.abc import Iterable

from reformdata.cli.options import add_data, add_format, add_language
from reformdata.cli.parser import Parser
from reformdata.cli.records import record_rows
from reformdata.cli.terminal import print_json, use_color
from reformdata.dataset.frames import Selection, to_dicts
from reformdata.dataset.opening import open_store
from reformdata.dataset.search import Part, find, nearest, parse, snippets
from reformdata.messages import Message

DANISH = """Søg i posterne på dansk og engelsk; det bedste resultat kommer først.

Et ord bliver fundet i dets andre bøjninger, som del af et sammensat ord og som begyndelsen på et længere ord; ord i
titler tæller mest. Ord i anførselstegn bliver kun fundet ved siden af hinanden, som de er skrevet.

Afslutningskode 0: fundet; 1: intet fundet; 2: forkert brug.
"""

_NOTHING = Message("ingen post har alle ordene", "no record holds all the words")
_NEAREST = Message("ord, der ligner", "nearest words")
_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"


def add_arguments(parser: Parser) -> None:
    """Add the arguments of this command to `parser`."""
    parser.add_argument(
        "words",
        nargs="+",
        metavar=parser.text("ORD", "WORD"),
        help=parser.text("hvad der søges efter: kvalitetsrapport", "what to look for: kvalitetsrapport"),
    )
    add_data(parser)
    add_format(parser, about=parser.text("text, eller json: én række for hver post", "text, or json: flat rows"))
    add_language(parser)


def run(args: argparse.Namespace) -> int:
    """Print where the records hold `args.words`: id, kind and title, and a passage of the text."""
    store = open_store(args.data)
    query = parse(" ".join(args.words), store)
    found = find(store, query)
    if args.format == "json":
        print_json(record_rows(store, found))
        return 0 if found else 1
    if not found:
        near = ", ".join(nearest(store, store.record_ids(), query))
        print(_NOTHING.in_(args.lang) + (f"; {_NEAREST.in_(args.lang)}: {near}" if near else ""), file=sys.stderr)
    kinds = to_dicts(Selection(store=store, table="records", ids=found), args.lang, ["kind_label"])
    bold = use_color()
    for kind, snippet in zip(kinds, snippets(store, found, query, args.lang), strict=True):
        print(f"{snippet.id}  {kind['kind_label']}  {_line(snippet.title, bold=bold)}")
        print(f"  {_line(snippet.text, bold=bold)}")
        if snippet.names:
            print(f"  {_line(snippet.names, bold=bold)}")
    return 0 if found else 1


def _line(parts: Iterable[Part], *, bold: bool) -> str:
    shown = (f"{_BOLD}{part.text}{_PLAIN}" if part.hit and bold else part.text for part in parts)
    return "".join(shown).replace("\n", " ")
