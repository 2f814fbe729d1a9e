"""Show records in full: what each says, who says it, where it is stated and what it is related to.

An actor, a reform, a law, a source or another entry is shown with its names, its description and what else the data knows.

The name of a table (areas, themes, actors, …) in place of an id lists its entries, with their names.

Exit code 0; 2: no such record or entry, or wrong use.
"""

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

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

if TYPE_CHECKING:
    from reformdata.models.text import Label

DANISH = """Vis hele poster: hvad hver af dem siger, hvem der siger det, hvor det står, og hvad den er forbundet med.

En aktør, en reform, en lov, en kilde eller et andet opslag vises med navne, beskrivelse og det øvrige, der står i data.

Navnet på en tabel (areas, themes, actors …) i stedet for et id viser tabellens opslag med deres navne.

Afslutningskode 0; 2: posten eller opslaget findes ikke, eller forkert brug.
"""


def add_arguments(parser: Parser) -> None:
    """Add the arguments of this command to `parser`."""
    parser.add_argument(
        "ids",
        nargs="+",
        metavar="ID",
        help=parser.text(
            f"id på en post eller et opslag: kl-2020-temaside.07, regeringen; eller en tabel: {', '.join(REFERENCE_TABLES)}",
            f"id of a record or an entry: kl-2020-temaside.07, regeringen; or a table: {', '.join(REFERENCE_TABLES)}",
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
    tables = {id_: next((table for table in REFERENCE_TABLES if store.has(table, id_)), "") for id_ in args.ids}
    if args.format == "json":
        rows = iter(record_rows(store, record_ids(store, [id_ for id_ in args.ids if not tables[id_]])))
        print_json([store.body(tables[id_], id_) if tables[id_] else next(rows) for id_ in args.ids])
        return 0
    from reformdata.dataset.dataset import Dataset  # here, since rows need no objects, and so no Pydantic
    from reformdata.models.entry_text import entry_text

    dataset = Dataset(store)

    def name(table: str, id_: str) -> "Label":
        return name_of(store.get(table, id_))

    def text(id_: str) -> str:
        table = tables[id_]
        return entry_text(store.get(table, id_), args.lang, name) if table else dataset.show(id_).to_text(args.lang)

    # All of it or nothing: what a record is tied to is looked up while its card is made.
    print("\n\n".join([text(id_) for id_ in args.ids]), end="\n\n")
    return 0


def _entries(store: Store, table: str, language: Language) -> Iterator[str]:
    """The id and the name of each entry of `table`."""
    return align_columns([(id_, name_of(store.get(table, id_)).in_(language)) for id_ in store.ids(table)])
