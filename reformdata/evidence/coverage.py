"""How much of each source the records cover: which paragraphs they cite, which were skipped and why."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeVar

from reformdata.models import Corpus, Kind, SkipReason, Source, Term

_T = TypeVar("_T", bound=Term)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceCoverage:
    """How much of one source, or of all, the records cover."""

    paragraphs: int
    cited: int
    """Paragraphs that at least one record is based on."""
    skipped: Mapping[SkipReason, int]
    """Paragraphs that gave no record, by reason; a reason without any has 0."""
    uncovered: int
    """Paragraphs neither cited nor skipped."""
    records: Mapping[Kind, int]
    """Records by kind; a kind without any has 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How much of the sources the records cover."""

    sources: Mapping[str, SourceCoverage]
    """By id."""
    total: SourceCoverage


def coverage_of(corpus: Corpus) -> Coverage:
    """Count, for each source and for all, its cited, skipped and uncovered paragraphs, and its records by kind."""
    cited: dict[str, set[int]] = {source: set() for source in corpus.sources}
    kinds: dict[str, Counter[Kind]] = {source: Counter() for source in corpus.sources}
    for record in corpus.records.values():
        # A record of an unknown source is for `validate` to report.
        if record.id.source in cited:
            cited[record.id.source].update(record.paragraphs)
            kinds[record.id.source][record.kind] += 1
    sources = {name: _of_source(source, cited[name], kinds[name]) for name, source in corpus.sources.items()}
    return Coverage(sources=MappingProxyType(sources), total=_sum([*sources.values()]))


def _of_source(source: Source, cited: set[int], kinds: Counter[Kind]) -> SourceCoverage:
    reasons = {paragraph: skip.reason for skip in source.skipped for paragraph in skip.paragraphs}
    every = range(1, source.paragraphs + 1)
    counted = Counter(reasons[paragraph] for paragraph in every if paragraph in reasons and paragraph not in cited)
    return SourceCoverage(
        paragraphs=source.paragraphs,
        cited=len(cited.intersection(every)),
        skipped=_complete(SkipReason, counted),
        uncovered=sum(paragraph not in cited and paragraph not in reasons for paragraph in every),
        records=_complete(Kind, kinds),
    )


def _complete(terms: type[_T], counts: Mapping[_T, int]) -> Mapping[_T, int]:
    """The counts, with 0 for each term that has none."""
    return MappingProxyType({**dict.fromkeys(terms, 0), **counts})


def _sum(listed: Sequence[SourceCoverage]) -> SourceCoverage:
    return SourceCoverage(
        paragraphs=sum(each.paragraphs for each in listed),
        cited=sum(each.cited for each in listed),
        skipped=_complete(SkipReason, sum((Counter(each.skipped) for each in listed), Counter())),
        uncovered=sum(each.uncovered for each in listed),
        records=_complete(Kind, sum((Counter(each.records) for each in listed), Counter())),
    )
