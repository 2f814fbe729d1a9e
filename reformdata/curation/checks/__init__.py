"""What is checked once all files have been read: each check looks at the data as a whole.

A check is `(checkout) -> Iterator[Finding]`, pure and offline; it asks neither the clock nor the network.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

from reformdata.curation.checks.completeness import initiatives_without_owner, unclassified_records, unused_entries
from reformdata.curation.checks.duplicates import boilerplate, near_duplicates
from reformdata.curation.checks.names import names_differ, proposals_without_addressee
from reformdata.curation.checks.narrowing import narrowed
from reformdata.curation.checks.numbers import numbers_differ
from reformdata.curation.checks.offers import offered
from reformdata.curation.checks.paragraphs import (
    fingerprints_disagree,
    paragraphs_beyond_source,
    skipped_but_cited,
    skipped_twice,
    sources_without_record,
    uncovered_paragraphs,
)
from reformdata.curation.checks.parents import circular_parents
from reformdata.curation.checks.places import broken_records
from reformdata.curation.checks.references import unknown_references
from reformdata.curation.checks.relations import (
    dangling_relations,
    pairs_across_sources,
    relation_cycles,
    relation_kind_mismatches,
    relations_to_retired,
    repeated_relations,
    self_relations,
)
from reformdata.curation.checks.repeats import repeated_values
from reformdata.curation.checks.retired import retired_without_reason, unknown_successors
from reformdata.curation.checks.strength import strength_differs, texts_differ_in_strength
from reformdata.curation.checks.translation import untranslated
from reformdata.curation.checks.voices import reported_by_the_voice, voices_of_the_wrong_kind
from reformdata.curation.checks.wording import overlong_texts, titles_that_are_not_a_clause
from reformdata.curation.reading.checkout import Checkout, located, read_checkout
from reformdata.curation.reading.overlay import is_own, overlay
from reformdata.findings import Finding
from reformdata.models import Corpus

Check: TypeAlias = Callable[[Checkout], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    unknown_references,
    dangling_relations, relations_to_retired, relation_kind_mismatches, self_relations, repeated_relations,
    relation_cycles, pairs_across_sources,
    paragraphs_beyond_source, uncovered_paragraphs, skipped_but_cited, skipped_twice, fingerprints_disagree,
    sources_without_record,
    retired_without_reason, unknown_successors, circular_parents,
    voices_of_the_wrong_kind, reported_by_the_voice, repeated_values,
    untranslated, numbers_differ, names_differ, strength_differs, texts_differ_in_strength,
    boilerplate, near_duplicates, titles_that_are_not_a_clause, overlong_texts,
    unclassified_records, unused_entries, initiatives_without_owner, proposals_without_addressee,
)  # fmt: skip
"""Every check, in the order of the rules."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What the checking of a checkout gave, and how much was checked."""

    root: Path
    """The folder that holds `records/`: the files of findings are named from there."""
    findings: tuple[Finding, ...]
    """All that is wrong, by file and place."""
    files: int
    records: int
    """Records and tombstones that could be read."""
    checks: int
    ids: Mapping[str, str] = field(default_factory=dict)
    """The file of each record and tombstone that could be read, by its id."""
    unread: frozenset[str] = frozenset()
    """The ids for which a file stands that could not be read."""
    older: int = 0
    """How many findings were left out because an earlier state of the files had them too."""

    @property
    def errors(self) -> int:
        """How many findings are errors."""
        return sum(finding.rule.severity == "error" for finding in self.findings)

    @property
    def warnings(self) -> int:
        """How many findings are warnings."""
        return len(self.findings) - self.errors


_NO_CONTENTS: Mapping[str, bytes] = MappingProxyType({})


def validate(
    root: Path,
    *,
    texts: Path | None = None,
    base: Corpus | None = None,
    contents: Mapping[str, bytes] = _NO_CONTENTS,
) -> Report:
    """Read the checkout at `root`, or whose `records/` that is, and check all of it.

    Args:
        root: the folder that holds `records/`.
        texts: a folder with texts of the sources, against which the words of the data are compared.
        base: published data that the checkout is laid over; it is checked too, and nothing is said of it.
        contents: what to check instead of what some of the files hold, by the names that findings call them.

    Raises:
        FileNotFoundError: if there is nothing at `texts`.
    """
    own = read_checkout(root, contents)
    checkout = own if base is None else overlay(base, own)
    compared = _compared(checkout, texts) if texts else ()
    told = filter(is_own, (*check(checkout), *compared))
    places = narrowed(checkout.root, located(checkout.root, told, contents), contents)
    found = offered(checkout, (*checkout.findings, *places))
    return Report(
        root=checkout.root,
        findings=tuple(sorted(found, key=lambda finding: finding.order)),
        files=checkout.file_count,
        records=len(own.corpus.records) + len(own.corpus.retired),
        ids={
            id_: own.places[table, id_].file for table in ("records", "retired") for id_ in getattr(own.corpus, table)
        },
        unread=broken_records(own),
        checks=len(CHECKS) + bool(texts),
    )


def _compared(checkout: Checkout, texts: Path) -> Iterator[Finding]:
    from reformdata.curation.checks.copying import (
        copied,  # here, since most who check have no texts, and are not to wait for it
    )

    return copied(checkout, texts)


def check(checkout: Checkout) -> Iterator[Finding]:
    """What the checks find in `checkout`, in their order; lines and columns are not known yet."""
    for one in CHECKS:
        yield from one(checkout)
