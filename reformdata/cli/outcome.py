"""Show what became of proposals and initiatives: the verdict, since when, and on what evidence.

Three things are kept apart: nobody has looked yet, a search found nothing, and it cannot be assessed.
`reformdata outcome due` lists what to follow up, and `reformdata outcome add` writes an outcome or an assessment.

Exit code 0; 2: no such record, a statement, or wrong use.
"""

import argparse
import textwrap
from collections.abc import Iterator

from reformdata.cli.options import add_data, add_format, add_language
from reformdata.cli.parser import Parser
from reformdata.cli.terminal import print_json
from reformdata.dataset.dataset import Dataset, load
from reformdata.errors import refusal
from reformdata.models import Evidence, Initiative, Language, Proposal, Statement
from reformdata.models.outcomes import NOT_LOOKED

DANISH = """Vis, hvad der blev af forslag og initiativer: vurderingen, siden hvornår, og på hvilket belæg.

Der skelnes mellem tre ting: at ingen har undersøgt det endnu, at en søgning intet har fundet, og at det ikke kan vurderes.
`reformdata outcome due` viser, hvad der skal følges op på, og `reformdata outcome add` skriver et udfald eller en
vurdering.

Afslutningskode 0; 2: posten findes ikke eller er et udsagn, eller forkert brug.
"""

_WIDTH = 96


def add_arguments(parser: Parser) -> None:
    """Add the arguments of this command to `parser`."""
    parser.add_argument(
        "ids",
        nargs="+",
        metavar="ID",
        help=parser.text(
            "id på et forslag eller et initiativ: kl-2020-temaside.15",
            "id of a proposal or an initiative: kl-2020-temaside.15",
        ),
    )
    add_data(parser)
    add_format(
        parser,
        about=parser.text(
            "text, eller json: rækkerne i tabellen over udfald", "text, or json: the rows of the table of outcomes"
        ),
    )
    add_language(parser)


def run(args: argparse.Namespace) -> int:
    """Print what became of the records `args.ids`."""
    dataset = load(args.data)
    records = [dataset[id_] for id_ in args.ids]
    for record in records:
        if isinstance(record, Statement):
            raise refusal(
                f"`{record.id}` er et udsagn, som intet kan blive af",
                f"`{record.id}` is a statement: nothing can become of it",
            )
    if args.format == "json":
        rows = {row["record"]: row for row in dataset.outcomes.to_dicts()}
        found = [rows[record.id] for record in records if record.id in rows]
        print_json(found)
        return 0
    print("\n".join([line for record in records for line in card(dataset, record, language=args.lang)]))
    return 0


def card(dataset: Dataset, record: Proposal | Statement | Initiative, *, language: Language) -> Iterator[str]:
    """What became of a record as lines: the test, and each assessment with its evidence, the latest first."""
    yield from textwrap.wrap(
        f"{record.id} · {record.title.in_(language)}", _WIDTH, subsequent_indent="  ", break_long_words=False
    )
    outcome = dataset.outcome(record)
    lines = (
        outcome.lines(language, lambda one: _name(dataset, one, language)) if outcome else [NOT_LOOKED.in_(language)]
    )
    yield from (f"  {line}" if line else "" for line in lines)
    yield ""


def _name(dataset: Dataset, evidence: Evidence, language: Language) -> str:
    if evidence.document:
        document = dataset.documents[evidence.document]
        day = f", {document.date}" if document.date else ""
        address = f", {document.url}" if document.url else ""
        return f"{document.title.in_(language)}{day}{address}"
    record = dataset[str(evidence.record)]
    return f"{record.id} ({record.title.in_(language)})"
