"""Show records in full: what each says, who says it, where it is stated and what it is related to.

The name of a table (areas, themes, actors, …) in place of an id lists its entries, with their names.

Exit code 0; 2: no such record, or wrong use.
"""

import argparse
import json
import textwrap
from collections.abc import Iterator

from reformdata.cli.options import add_data, add_language
from reformdata.cli.terminal import align_columns, print_lines
from reformdata.dataset.dataset import Dataset, load
from reformdata.findings import Message
from reformdata.models import LANGUAGES, TABLES, Initiative, Language, Proposal, Quantity, Statement
from reformdata.models.entries import name_of
from reformdata.models.fields import FIELD_LABELS, fields_of

_WIDTH = 96
_PARAGRAPHS = (Message("afsnit", "paragraph"), Message("afsnit", "paragraphs"))
_FOR = Message("for", "for")
_TERMS = ("strength", "action", "claim", "tone", "form", "status")
"""The fields of one term each, beside the kind."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this command to `parser`."""
    parser.add_argument(
        "ids", nargs="+", metavar="ID", help=f"id of a record: kl-2020-temaside.07; or a table: {', '.join(TABLES)}"
    )
    add_data(parser)
    parser.add_argument("--json", action="store_true", help="print flat rows as JSON")
    add_language(parser)


def run(args: argparse.Namespace) -> int:
    """Print the records `args.ids`."""
    dataset = load(args.data)
    if args.ids[0] in TABLES and len(args.ids) == 1:
        print_lines(_entries(dataset, args.ids[0], args.lang))
        return 0
    records = [dataset[id_] for id_ in args.ids]
    if args.json:
        rows = {row["id"]: row for row in dataset.records.to_dicts()}
        print(json.dumps([rows[record.id] for record in records], ensure_ascii=False, indent=2, default=str))
        return 0
    # All of it or nothing: what a record is tied to is looked up while its card is made.
    print("\n".join([line for record in records for line in card(dataset, record, language=args.lang)]))
    return 0


def _entries(dataset: Dataset, table: str, language: Language) -> Iterator[str]:
    """The id and the name of each entry of `table`."""
    return align_columns([(id_, name_of(entry).in_(language)) for id_, entry in getattr(dataset, table).items()])


def card(dataset: Dataset, record: Proposal | Statement | Initiative, *, language: Language) -> Iterator[str]:
    """A record as lines: what it says in both languages, the chosen one first, and all that it is tied to."""
    terms = (record.kind, *(getattr(record, field) for field in _TERMS if hasattr(record, field)))
    yield " · ".join((record.id, *(term.label.in_(language) for term in terms)))
    for one in sorted(LANGUAGES, key=lambda other: other != language):
        yield ""
        yield from _wrap(record.title.in_(one), indent="  ")
        yield from _wrap(record.text.in_(one), indent="    ")
    yield ""
    facts = list(_facts(dataset, record, language))
    width = max(len(name) for name, _ in facts)
    for name, value in facts:
        first, *rest = textwrap.wrap(value, _WIDTH - width - 4)
        yield f"  {name:{width}}  {first}"
        yield from (f"  {'':{width}}  {line}" for line in rest)
    yield ""


def _facts(
    dataset: Dataset, record: Proposal | Statement | Initiative, language: Language
) -> Iterator[tuple[str, str]]:
    source = dataset.sources[record.id.source]
    paragraphs = f"{_PARAGRAPHS[len(record.paragraphs) > 1].in_(language)} {', '.join(map(str, record.paragraphs))}"
    yield _label("voice", language), _voice(dataset, record, language)
    if record.reported_by:
        yield _label("reported_by", language), dataset.actors[record.reported_by].name.in_(language)
    yield _label("source", language), f"{source.title.in_(language)}, {record.date or source.date}, {paragraphs}"
    references = [field for field in fields_of(type(record)).values() if field.table and field.many]
    for field in sorted(references, key=lambda one: one.name == "mentions"):
        entries = [getattr(dataset, field.table or "")[id_] for id_ in getattr(record, field.name)]
        if entries:
            yield _label(field.name, language), "; ".join(entry.name.in_(language) for entry in entries)
    if record.quantities:
        yield _label("quantities", language), "; ".join(_figure(one, language) for one in record.quantities)
    if isinstance(record, Initiative) and record.period:
        yield _label("period", language), str(record.period)
    if outcome := dataset.outcome(record):
        text = f": {outcome.latest.text.in_(language)}" if outcome.latest else ""
        yield _label("verdict", language), f"{outcome.summary.in_(language)}{text}"
    related = dataset.related(record.id)
    for edge in (*related.outgoing, *related.incoming):
        other, relation = edge.seen_from(record.id)
        yield relation.in_(language), f"{other} ({dataset[other].title.in_(language)}): {edge.reason.in_(language)}"


def _label(field: str, language: Language) -> str:
    return FIELD_LABELS[field].in_(language).lower()


def _voice(dataset: Dataset, record: Proposal | Statement | Initiative, language: Language) -> str:
    voice = record.voice
    parts = [dataset.actors[voice.actor].name.in_(language)]
    if voice.office:
        parts.append(voice.office.in_(language))
    if voice.for_:
        parts.append(f"{_FOR.in_(language)} {dataset.actors[voice.for_].name.in_(language)}")
    return ", ".join(parts)


def _figure(figure: Quantity, language: Language) -> str:
    """`figure` as it is written in `language`: 10.000.000,5 kroner in Danish, 10,000,000.5 kroner in English."""
    number = f"{figure.value:,f}"
    if language == "da":
        number = number.translate(str.maketrans(",.", ".,"))
    qualifier = (figure.qualifier.label.in_(language),) if figure.qualifier else ()
    return " ".join((*qualifier, number, figure.of.in_(language)))


def _wrap(text: str, *, indent: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent=indent, subsequent_indent=indent)
