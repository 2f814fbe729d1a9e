"""Show for each source how many paragraphs records cite, and how many were skipped and why.

Every paragraph of a source gave a record or was skipped with a reason, so what is not in the data was considered
and not overlooked.

Exit code 0; 2: wrong use.
"""

import argparse
from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any, TypeVar

from reformdata.cli.options import add_data_path, add_format, add_language
from reformdata.cli.terminal import align_columns, headings, print_json, print_lines
from reformdata.dataset.opening import open_store
from reformdata.evidence import Coverage, SourceCoverage, coverage_of
from reformdata.findings import Message
from reformdata.models import Language, Term
from reformdata.store.compiling import corpus_of

_T = TypeVar("_T", bound=Term)

_SOURCE = Message("kilde", "source")
_HEADINGS = (
    _SOURCE,
    Message("afsnit", "paragraphs"),
    Message("brugt", "cited"),
    Message("sprunget over", "skipped"),
    Message("mangler", "uncovered"),
)
_TOTAL = Message("i alt", "total")
_SKIPPED = Message("Sprunget over, efter grund:", "Skipped, by reason:")
_RECORDS = Message("Poster, efter art:", "Records, by kind:")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this command to `parser`."""
    add_data_path(parser)
    add_format(parser)
    add_language(parser)


def run(args: argparse.Namespace) -> int:
    """Print the coverage of the data at `args.path`."""
    coverage = coverage_of(corpus_of(open_store(args.path)))
    if args.format == "json":
        sources = {name: _counts(one) for name, one in coverage.sources.items()}
        print_json({"sources": sources, "total": _counts(coverage.total)})
    else:
        print_lines(_as_text(coverage, args.lang))
    return 0


def _as_text(coverage: Coverage, language: Language) -> Iterator[str]:
    named = [*coverage.sources.items(), (_TOTAL.in_(language), coverage.total)]
    counts = [(name, one.paragraphs, one.cited, sum(one.skipped.values()), one.uncovered) for name, one in named]
    yield from align_columns([headings(_HEADINGS, language), *counts])
    yield from ("", _SKIPPED.in_(language))
    yield from _table({name: one.skipped for name, one in named}, language)
    yield from ("", _RECORDS.in_(language))
    yield from _table({name: one.records for name, one in named}, language)


def _table(counts: Mapping[str, Mapping[_T, int]], language: Language) -> Iterator[str]:
    terms = [term.label.in_(language) for term in next(iter(counts.values()))]
    rows: list[tuple[str | int, ...]] = [(name, *one.values()) for name, one in counts.items()]
    yield from align_columns([(_SOURCE.in_(language), *terms), *rows])


def _counts(one: SourceCoverage) -> dict[str, Any]:
    values = ((field.name, getattr(one, field.name)) for field in fields(one))
    return {name: value if isinstance(value, int) else dict(value) for name, value in values}
