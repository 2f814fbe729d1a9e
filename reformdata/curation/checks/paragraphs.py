"""The paragraphs of a source: every one is cited or skipped, and no other is."""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from reformdata.curation import rules
from reformdata.curation.checks.entries import finding, uncertain_sources
from reformdata.curation.reading.checkout import Checkout
from reformdata.findings import Finding, Loc
from reformdata.messages import Message
from reformdata.models import Source


def _skipped(source: Source) -> Iterator[tuple[tuple[int, int], int]]:
    """The skipped paragraphs of `source`, each with the indexes of its entry and of the paragraph in it."""
    for entry, skip in enumerate(source.skipped):
        for place, paragraph in enumerate(skip.paragraphs):
            yield (entry, place), paragraph


def _cited(checkout: Checkout) -> Mapping[str, Mapping[int, str]]:
    """The cited paragraphs of each source, each with the first record that cites it."""
    cited: dict[str, dict[int, str]] = defaultdict(dict)
    for record in checkout.corpus.records.values():
        for paragraph in record.paragraphs:
            cited[record.id.source].setdefault(paragraph, record.id)
    return cited


def paragraphs_beyond_source(checkout: Checkout) -> Iterator[Finding]:
    """Every cited or skipped paragraph exists in the source."""
    for source, (table, key, loc), paragraph in _beyond(checkout):
        yield finding(
            checkout, rules.PARAGRAPH_BEYOND_SOURCE, table, key, loc,
            found=str(paragraph), count=_counted(source.paragraphs),
        )  # fmt: skip


def _beyond(checkout: Checkout) -> Iterator[tuple[Source, tuple[str, str, Loc], int]]:
    """Each paragraph number that its source does not have, with that source and the place of the number."""
    sources = checkout.corpus.sources
    for record in checkout.corpus.records.values():
        source = sources.get(record.id.source)
        for place, paragraph in enumerate(record.paragraphs):
            if source is not None and paragraph > source.paragraphs:
                yield source, ("records", record.id, ("paragraphs", place)), paragraph
    for source in sources.values():
        for (entry, place), paragraph in _skipped(source):
            if paragraph > source.paragraphs:
                yield source, ("sources", source.id, ("skipped", entry, "paragraphs", place)), paragraph


def uncovered_paragraphs(checkout: Checkout) -> Iterator[Finding]:
    """Every paragraph of a source is cited by a record or skipped with a reason.

    Nothing is reported where a wrong number or file already has a finding: the paragraph may be in that one.
    """
    cited = _cited(checkout)
    unsure = uncertain_sources(checkout) | {found.id for found, _, _ in _beyond(checkout)}
    for source in checkout.corpus.sources.values():
        left = _left(source, cited.get(source.id, {}))
        if left and source.id not in unsure:
            listed = paragraph_names(left)
            yield finding(
                checkout, rules.UNCOVERED_PARAGRAPH, "sources", source.id, ("paragraphs",),
                paragraphs=listed, first=left[0],
            )  # fmt: skip


def paragraphs_left(checkout: Checkout, source: Source) -> list[int]:
    """The paragraphs of `source` that are neither cited by a record nor skipped."""
    return _left(source, _cited(checkout).get(source.id, {}))


def _left(source: Source, cited: Container[int]) -> list[int]:
    skipped = {paragraph for _, paragraph in _skipped(source)}
    return [number for number in range(1, source.paragraphs + 1) if number not in skipped and number not in cited]


def paragraph_names(numbers: Sequence[int]) -> Message:
    """Ascending paragraph numbers in a sentence: `paragraphs 1–3, 7`."""
    listed = ranges(numbers)
    return Message(f"afsnit {listed}", f"paragraph{'s' if len(numbers) > 1 else ''} {listed}")


def _counted(count: int) -> Message:
    return Message(f"{count} afsnit", "1 paragraph" if count == 1 else f"{count} paragraphs")


def ranges(numbers: Iterable[int]) -> str:
    """Ascending numbers with runs as ranges: 1, 2, 3, 7 is `1–3, 7`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    return ", ".join("–".join(map(str, run)) for run in runs)


def skipped_but_cited(checkout: Checkout) -> Iterator[Finding]:
    """No skipped paragraph is cited by a record."""
    cited = _cited(checkout)
    for source in checkout.corpus.sources.values():
        for (entry, place), paragraph in _skipped(source):
            if record := cited.get(source.id, {}).get(paragraph):
                yield finding(
                    checkout, rules.SKIPPED_BUT_CITED, "sources", source.id, ("skipped", entry, "paragraphs", place),
                    found=str(paragraph), record=record,
                )  # fmt: skip


def skipped_twice(checkout: Checkout) -> Iterator[Finding]:
    """No paragraph is skipped for two reasons; repeats in one list are found by `repeated_values`."""
    for source in checkout.corpus.sources.values():
        first: dict[int, int] = {}
        for (entry, place), paragraph in _skipped(source):
            if first.setdefault(paragraph, entry) != entry:
                yield finding(
                    checkout, rules.REPEATED_VALUE, "sources", source.id, ("skipped", entry, "paragraphs", place),
                    found=str(paragraph),
                )  # fmt: skip


def fingerprints_disagree(checkout: Checkout) -> Iterator[Finding]:
    """A source has one fingerprint for each paragraph, in order."""
    for id_, fingerprints in checkout.corpus.fingerprints.items():
        source = checkout.corpus.sources.get(id_)
        numbers = [fingerprint.paragraph for fingerprint in fingerprints.paragraphs]
        if source is not None and numbers != list(range(1, source.paragraphs + 1)):
            listed = paragraph_names(numbers)
            yield finding(
                checkout, rules.FINGERPRINTS_DISAGREE, "fingerprints", id_, ("paragraphs",), on_key=True,
                paragraphs=listed,
                count=_counted(source.paragraphs),
            )  # fmt: skip


def sources_without_record(checkout: Checkout) -> Iterator[Finding]:
    """Every source is cited by a record."""
    cited = _cited(checkout).keys() | uncertain_sources(checkout)
    for id_ in checkout.corpus.sources:
        if id_ not in cited:
            yield finding(checkout, rules.SOURCE_WITHOUT_RECORD, "sources", id_, ("id",), found=id_)
