"""How much of each source the records cover: which paragraphs they cite, which were skipped and why."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, TypeVar

from reformdata.errors import library
from reformdata.messages import Message
from reformdata.models.languages import Language, check_language
from reformdata.models.layout import align_columns
from reformdata.models.terms import Kind, SkipReason, Term

if TYPE_CHECKING:
    import pandas

    from reformdata.models import Corpus

_T = TypeVar("_T", bound=Term)
_Row: TypeAlias = tuple[str | int, ...]

_SOURCE = Message("kilde", "source")
_HEADINGS = (
    _SOURCE,
    Message("afsnit", "paragraphs"),
    Message("brugt", "cited"),
    Message("sprunget over", "skipped"),
    Message("mangler", "uncovered"),
)
_TOTAL = Message("i alt", "total")
_SKIPPED = Message("Sprunget over, efter begrundelse:", "Skipped, by reason:")
_RECORDS = Message("Poster, efter art:", "Records, by kind:")
_YEAR = Message("år", "year")
_ONE_SOURCE = Message("Data har i alt én kilde, fra {years}", "The data has one source in all, of {years}")
_SOURCES = Message(
    "Data har i alt {n} kilder, fra årene {years}", "The data has {n} sources in all, of the years {years}"
)
_WITHOUT = Message("; ingen fra {years}", "; none of {years}")
_PARAGRAPHS = Message(
    "Af {n} afsnit er {cited} brugt af poster, {skipped} sprunget over med en begrundelse{reasons}, og {uncovered} mangler",
    "Of {n} paragraphs, records cite {cited}, {skipped} were skipped for a reason{reasons}, and {uncovered} are uncovered",
)


class SourceCoverage(NamedTuple):
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


class Coverage(NamedTuple):
    """How much of the sources the records cover. `print` shows it as `reformdata coverage` does."""

    sources: Mapping[str, SourceCoverage]
    """By id."""
    total: SourceCoverage
    years: Mapping[str, int]
    """The year of each source, by its id."""

    def to_pandas(self, lang: Language = "en") -> "pandas.DataFrame":
        """A frame with a row for each source: its year, its paragraphs, those skipped by reason, and its records by kind.

        The index has the ids of the sources; the columns have the headings of `to_text`, in `lang`.

        Raises:
            MissingExtraError: an ImportError, without the extra `pandas`.
            ValueError: for an unsupported language.
        """
        made_by = library("pandas", extra="pandas", purpose="a pandas frame")
        tables = ([*rows] for rows in self._tables(lang))
        (head, *counted), (reasons, *skipped), (kinds, *records) = tables
        rows = [
            (self.years[str(row[0])], *row[1:], *reason[1:], *kind[1:])
            for row, reason, kind in zip(counted[:-1], skipped, records, strict=False)  # without the totals
        ]
        columns = [_YEAR.in_(lang), *head[1:], *reasons[1:], *kinds[1:]]
        frame: pandas.DataFrame = made_by.DataFrame(rows, made_by.Index([*self.sources], name=head[0]), columns)
        return frame

    def to_text(self, lang: Language = "en") -> str:
        """How many sources there are and of which years, how many paragraphs were skipped and why, and three tables.

        The tables have a row for each source: its paragraphs, the reasons for skipping, and the kinds of records.

        Raises:
            ValueError: for an unsupported language.
        """
        counted, skipped, records = (align_columns([*rows]) for rows in self._tables(lang))
        parts = (
            *self._sentences(lang),
            "",
            *counted,
            "",
            _SKIPPED.in_(lang),
            *skipped,
            "",
            _RECORDS.in_(lang),
            *records,
        )
        return "\n".join(parts)

    def __str__(self) -> str:
        return self.to_text()

    def __repr__(self) -> str:
        one = self.total
        counts = f"{one.cited} cited, {sum(one.skipped.values())} skipped, {one.uncovered} uncovered"
        return f"<Coverage: {len(self.sources)} sources, {one.paragraphs} paragraphs: {counts}>"

    def _sentences(self, lang: Language) -> Iterator[str]:
        years, one = sorted({*self.years.values()}), self.total
        said = (
            (_ONE_SOURCE if len(self.sources) == 1 else _SOURCES)
            .in_(lang)
            .format(n=len(self.sources), years=_listed(years))
        )
        without = sorted({*range(years[0], years[-1])}.difference(years)) if years else []
        yield f"{said}{_WITHOUT.in_(lang).format(years=_listed(without)) if without else ''}."
        reasons = [f"{reason.label_in(lang)} {number}" for reason, number in one.skipped.items() if number]
        yield _PARAGRAPHS.in_(lang).format(
            n=one.paragraphs, cited=one.cited, skipped=sum(one.skipped.values()), uncovered=one.uncovered,
            reasons=f" ({', '.join(reasons)})" if reasons else "",
        ) + "."  # fmt: skip

    def _repr_html_(self) -> str:
        from reformdata.models import markup  # here, since only a notebook needs it

        tables = []
        for head, *body in self._tables("en"):
            tables.append(markup.table(([markup.escape(str(cell)) for cell in row] for row in body), map(str, head)))
        counted, skipped, records = tables
        return f"{markup.heading(repr(self))}{''.join(f'<div>{one}</div>' for one in self._sentences('en'))}{counted}<div>{_SKIPPED.en}</div>{skipped}<div>{_RECORDS.en}</div>{records}"

    def _tables(self, lang: Language) -> Iterator[Iterator[_Row]]:
        check_language(lang)
        named = {**self.sources, _TOTAL.in_(lang): self.total}
        yield self._counts(named, lang)
        yield _by_term({name: one.skipped for name, one in named.items()}, lang)
        yield _by_term({name: one.records for name, one in named.items()}, lang)

    def _counts(self, named: Mapping[str, SourceCoverage], lang: Language) -> Iterator[_Row]:
        yield tuple(heading.in_(lang) for heading in _HEADINGS)
        for name, one in named.items():
            yield name, one.paragraphs, one.cited, sum(one.skipped.values()), one.uncovered


def _by_term(counts: Mapping[str, Mapping[_T, int]], lang: Language) -> Iterator[_Row]:
    yield (_SOURCE.in_(lang), *(term.label_in(lang) for term in next(iter(counts.values()))))
    for name, one in counts.items():
        yield (name, *one.values())


def _listed(years: Sequence[int]) -> str:
    return ", ".join(map(str, years)) or "–"


class SourceFacts(NamedTuple):
    """What is counted of a source."""

    year: int
    paragraphs: int
    skipped: Mapping[int, str]
    """The reason for each paragraph that was skipped."""


Cited: TypeAlias = tuple[str, str, Iterable[int]]
"""What is counted of a record: its source, its kind, and the paragraphs that it rests on."""


def coverage_of(corpus: "Corpus") -> Coverage:
    """Count, for each source and for all, its cited, skipped and uncovered paragraphs, and its records by kind."""
    facts = {
        name: SourceFacts(
            source.date.year,
            source.paragraphs,
            {number: skip.reason for skip in source.skipped for number in skip.paragraphs},
        )
        for name, source in corpus.sources.items()
    }
    return count_coverage(
        facts, ((record.id.source, record.kind, record.paragraphs) for record in corpus.records.values())
    )


def count_coverage(facts: Mapping[str, SourceFacts], records: Iterable[Cited]) -> Coverage:
    """The same of the facts of each source, by its id, and of each record."""
    cited: dict[str, set[int]] = {source: set() for source in facts}
    kinds: dict[str, Counter[str]] = {source: Counter() for source in facts}
    for source, kind, paragraphs in records:
        # A record of an unknown source is for `validate` to report.
        if source in cited:
            cited[source].update(paragraphs)
            kinds[source][kind] += 1
    sources = {name: _of_source(one, cited[name], kinds[name]) for name, one in facts.items()}
    years = {name: one.year for name, one in facts.items()}
    return Coverage(sources=MappingProxyType(sources), total=_sum([*sources.values()]), years=MappingProxyType(years))


def _of_source(source: SourceFacts, cited: set[int], kinds: Mapping[str, int]) -> SourceCoverage:
    every, reasons = range(1, source.paragraphs + 1), source.skipped
    counted = Counter(reasons[paragraph] for paragraph in every if paragraph in reasons and paragraph not in cited)
    return SourceCoverage(
        paragraphs=source.paragraphs,
        cited=len(cited.intersection(every)),
        skipped=_complete(SkipReason, counted),
        uncovered=sum(paragraph not in cited and paragraph not in reasons for paragraph in every),
        records=_complete(Kind, kinds),
    )


def _complete(terms: type[_T], counts: Mapping[Any, int]) -> Mapping[_T, int]:
    """The counts, with 0 for each term that has none, and at the end those that only a newer version has."""
    known = {term: counts.get(term, 0) for term in terms}
    return MappingProxyType({**known, **{terms.unknown(one): counts[one] for one in counts if one not in known}})


def _sum(listed: Sequence[SourceCoverage]) -> SourceCoverage:
    return SourceCoverage(
        paragraphs=sum(each.paragraphs for each in listed),
        cited=sum(each.cited for each in listed),
        skipped=_complete(SkipReason, sum((Counter(each.skipped) for each in listed), Counter())),
        uncovered=sum(each.uncovered for each in listed),
        records=_complete(Kind, sum((Counter(each.records) for each in listed), Counter())),
    )
