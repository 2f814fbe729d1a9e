"""Show records in full: what each says, who says it, where it is stated and what it is related to.

The name of a table (areas, themes, actors, …) in place of an id lists its entries, with their names.

Exit code 0; 2: no such record, or wrong use.
"""

import argparse
from collections.abc import Iterator

from reformdata.cli.options import add_data, add_format, add_language
from reformdata.cli.parser import Parser
from reformdata.cli.records import record_ids, record_rows
from reformdata.cli.terminal import print_json, print_lines
from reformdata.dataset.opening import open_store
from reformdata.models.languages import Language
from reformdata.models.layout import align_columns
from reformdata.models.names import name_of
from reformdata.models.outline import REFERENCE_TABLES
from reformdata.store.file import Store

DANISH = """Vis hele poster: hvad hver af dem siger, hvem der siger det, hvor det står, og hvad den er forbundet med.

Navnet på en tabel (areas, themes, actors …) i stedet for et id viser tabellens opslag med deres navne.

Afslutningskode 0; 2: posten findes ikke, eller forkert brug.
"""


def add_arguments(parser: Parser) -> None:
    """Add the arguments of this command to `parser`."""
    parser.add_argument(
        "ids",
        nargs="+",
        metavar="ID",
        help=parser.text(
            f"postens id: kl-2020-temaside.07; eller en tabel: {', '.join(REFERENCE_TABLES)}",
            f"id of a record: kl-2020-temaside.07; or a table: {', '.join(REFERENCE_TABLES)}",
        ),
    )
    add_data(parser)
    add_format(parser, about=parser.text("text, eller json: én række for hver post", "text, or json: flat rows"))
    add_language(parser)


def run(args: argparse.Namespace) -> int:
    """Print the records `args.ids`."""
    store = open_store(args.data)
    if args.ids[0] in REFERENCE_TABLES and len(args.ids) == 1:
        print_lines(_entries(store, args.ids[0], args.lang))
        return 0
    if args.format == "json":
        print_json(record_rows(store, record_ids(store, args.ids)))
        return 0
    from reformdata.dataset.dataset import Dataset  # here, since rows need no objects, and so no Pydantic

    dataset = Dataset(store)
    # All of it or nothing: what a record is tied to is looked up while its card is made.
    print("\n\n".join([dataset.show(id_).to_text(args.lang) for id_ in args.ids]), end="\n\n")
    return 0


def _entries(store: Store, table: str, language: Language) -> Iterator[str]:
    """The id and the name of each entry of `table`."""
    return align_columns([(id_, name_of(store.get(table, id_)).in_(language)) for id_ in store.ids(table)])
