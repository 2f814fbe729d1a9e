"""Take a tour of the data: counts, one record in full with its relations, and where to go next.

Exit code 0; 2: wrong use.
"""

import argparse
from collections.abc import Iterator

from reformdata.cli.options import add_data_path, add_language
from reformdata.cli.parser import Parser
from reformdata.cli.stats import account
from reformdata.cli.terminal import print_lines
from reformdata.dataset.dataset import Dataset, load
from reformdata.dataset.summary import first_line
from reformdata.messages import Message
from reformdata.models import Initiative, Language, Proposal, Statement

DANISH = """Få en rundvisning i data: antal, én hel post med dens forbindelser og de næste skridt.

Afslutningskode 0; 2: forkert brug.
"""

_ONE = Message("En post i sin helhed:", "One record in full:")
_ON = Message("Videre herfra:", "Where to go from here:")
_STEPS = (
    ("reformdata search kvalitetsrapport", Message("søg på dansk og engelsk", "search in Danish and in English")),
    ("reformdata stats --by theme", Message("tæl efter tema, målgruppe, år …", "count by theme, target group, year …")),
    ("reformdata trace kl-2020-temaside.14", Message("hvad der kom før, og hvad der kom af det", "what came before, and what came of it")),
    ("reformdata coverage", Message("hvad hver kilde gav, og hvad der blev sprunget over", "what each source gave, and what was skipped")),
    ('python -c "import reformdata as rd; print(rd.load().proposals)"', Message("det samme fra Python", "the same from Python")),
)  # fmt: skip


def add_arguments(parser: Parser) -> None:
    """Add the arguments of this command to `parser`."""
    add_data_path(parser)
    add_language(parser)


def run(args: argparse.Namespace) -> int:
    """Print the tour of the data at `args.path`."""
    print_lines(_tour(load(args.path), args.lang))
    return 0


def _tour(dataset: Dataset, language: Language) -> Iterator[str]:
    store = dataset._store
    yield first_line(store, language)
    yield from account(store, {"kind": None, "source": None, "area": 10, "voice": 8}, language=language)
    yield ""
    if dataset.records:
        yield from (_ONE.in_(language), "")
        yield f"{dataset.show(_most_related(dataset)).to_text(language)}\n"
    yield _ON.in_(language)
    width = max(len(command) for command, _ in _STEPS)
    yield from (f"  {command:{width}}  {what.in_(language)}" for command, what in _STEPS)


def _most_related(dataset: Dataset) -> Proposal | Statement | Initiative:
    """The proposal with most relations, or else the record: it shows best what a record is."""
    records = dataset.proposals or dataset.records
    return max(records, key=lambda record: (len(record.relations), len(record.themes), record.id))
