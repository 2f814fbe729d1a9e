"""Draw records at random, for an audit: as a list, as the form of a reader, or in full with check boxes.

The same seed draws the same records from the same data. The form is a CSV file with a column for each criterion of an
audit, to be filled in with 1 (passes) or 0 (fails); docs/quality.md says what each criterion asks.

Exit code 0; 2: fewer records than asked for, or wrong use.
"""

import argparse
import csv
import sys
from collections.abc import Callable, Iterator, Mapping
from textwrap import indent
from types import MappingProxyType

from reformdata.cli.options import add_data, add_format, add_language
from reformdata.cli.parser import Parser
from reformdata.cli.terminal import print_json, print_lines
from reformdata.dataset.dataset import AnyRecord, Dataset, load
from reformdata.dataset.records import Records
from reformdata.messages import Message
from reformdata.models import Language
from reformdata.repository.audits.form import COLUMNS, CRITERIA

DANISH = """Træk tilfældige poster til en revision: som en liste, som en læsers skema eller i fuld længde med afkrydsningsfelter.

Det samme starttal trækker de samme poster fra de samme data. Skemaet er en CSV-fil med en kolonne for hvert kriterium i en
revision, som udfyldes med 1 (opfyldt) eller 0 (ikke opfyldt); docs/quality.md siger, hvad hvert kriterium kræver.

Afslutningskode 0; 2: der er færre poster end ønsket, eller forkert brug.
"""

_SIZE = 60
_SERIOUS = Message(
    "alvorlig: fejlen vildleder den, der bruger data", "serious: the fault misleads those who use the data"
)
_NOTE = Message("bemærkning", "note")


def add_arguments(parser: Parser) -> None:
    """Add the arguments of this command to `parser`."""
    parser.add_argument(
        "--seed",
        type=int,
        required=True,
        metavar="N",
        help=parser.text(
            "lodtrækningens starttal; et andet tal trækker andre poster",
            "another number draws other records",
        ),
    )
    parser.add_argument(
        "--size",
        type=int,
        default=_SIZE,
        metavar="N",
        help=parser.text(f"hvor mange poster (ellers {_SIZE})", f"how many records (default: {_SIZE})"),
    )
    about = parser.text(
        "text: id og titel; csv: en læsers skema; markdown: hele poster med afkrydsningsfelter; json: én række for hver post",
        "text: ids and titles; csv: the form of a reader; markdown: the records in full with check boxes; json: flat rows",
    )
    add_format(parser, "csv", "markdown", about=about)
    add_data(parser)
    add_language(parser)


def run(args: argparse.Namespace) -> int:
    """Print the sample."""
    dataset = load(args.data)
    _FORMATS[args.format](dataset, dataset.records.sample(args.size, args.seed), args.lang)
    return 0


def _print_text(_dataset: Dataset, sample: Records[AnyRecord], language: Language) -> None:
    width = max(map(len, sample.ids), default=0)
    print_lines(f"{record.id:{width}}  {record.title.in_(language)}" for record in sample)


def _print_csv(_dataset: Dataset, sample: Records[AnyRecord], _language: Language) -> None:
    form = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n")
    form.writeheader()
    form.writerows({"id": one.id, "paragraphs": "; ".join(map(str, one.paragraphs))} for one in sample)


def _print_json(_dataset: Dataset, sample: Records[AnyRecord], _language: Language) -> None:
    print_json(sample.to_dicts())


def _print_markdown(dataset: Dataset, sample: Records[AnyRecord], language: Language) -> None:
    print_lines(line for record in sample for line in _sheet(dataset, record, language))


def _sheet(dataset: Dataset, record: AnyRecord, language: Language) -> Iterator[str]:
    yield from (f"## {record.id}", "")
    # Indented, so that nothing in it acts as Markdown.
    yield f"{indent(dataset.show(record).to_text(language), '    ')}\n"
    for criterion in CRITERIA.values():
        yield f"- [ ] {criterion.name.in_(language)}: {criterion.passes.in_(language)}"
    yield from (f"- [ ] {_SERIOUS.in_(language)}", f"- {_NOTE.in_(language)}:", "")


_FORMATS: Mapping[str, Callable[[Dataset, Records[AnyRecord], Language], None]] = MappingProxyType(
    {"text": _print_text, "csv": _print_csv, "markdown": _print_markdown, "json": _print_json}
)
