"""What is checked once all files have been read: each check is about the data as a whole.

A check is `(checkout) -> Iterator[Finding]`, pure and offline; it uses neither the clock nor the network.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

from reformdata.curation.checks.entries import broken_records
from reformdata.curation.checks.names import names_differ, proposals_without_addressee
from reformdata.curation.checks.paragraphs import (
    fingerprints_disagree,
    paragraphs_beyond_source,
    skipped_but_cited,
    skipped_twice,
    sources_without_record,
    uncovered_paragraphs,
)
from reformdata.curation.checks.records import (
    initiatives_without_owner,
    reported_by_the_voice,
    retired_without_reason,
    unclassified_records,
    unknown_successors,
    voices_of_the_wrong_kind,
)
from reformdata.curation.checks.references import repeated_values, unknown_references, unused_entries
from reformdata.curation.checks.relations import (
    circular_parents,
    dangling_relations,
    pairs_across_sources,
    relation_cycles,
    relation_kind_mismatches,
    relations_to_retired,
    repeated_relations,
    self_relations,
)
from reformdata.curation.checks.suggestions import add_suggestions
from reformdata.curation.checks.translation import (
    numbers_differ,
    strength_differs,
    texts_differ_in_strength,
    untranslated,
)
from reformdata.curation.checks.wording import (
    boilerplate,
    near_duplicates,
    overlong_texts,
    titles_that_are_not_a_clause,
)
from reformdata.curation.reading.checkout import Checkout, locate, locate_words, read_checkout
from reformdata.curation.reading.overlay import is_own, overlay
from reformdata.curation.rules import DELETED_RECORD
from reformdata.findings import Finding, new_findings
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

_NO_CONTENTS: Mapping[str, bytes] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The findings of a checkout, and how much was checked."""

    root: Path
    """The folder that holds `records/`; the file names of findings start there."""
    findings: tuple[Finding, ...]
    """Everything that is wrong, by file and place."""
    files: int
    records: int
    """Records and tombstones that could be read."""
    checks: int
    ids: Mapping[str, str] = field(default_factory=dict)
    """The file of each record and tombstone that could be read, by its id."""
    unread: frozenset[str] = frozenset()
    """The ids of records whose file could not be read."""
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


def validate(
    root: Path,
    *,
    texts: Path | None = None,
    base: Corpus | None = None,
    contents: Mapping[str, bytes] = _NO_CONTENTS,
) -> Report:
    """Read and check a whole checkout.

    Args:
        root: the folder that holds `records/`, or that folder itself.
        texts: a folder with texts of the sources, with which the wording of the data is compared.
        base: published data that the checkout extends; it is checked too, but only the checkout has findings.
        contents: what to check instead of what some of the files hold, by their names in findings.

    Raises:
        FileNotFoundError: if `texts` does not exist.
    """
    own = read_checkout(root, contents)
    checkout = own if base is None else overlay(base, own)
    copied = _find_copied_words(checkout, texts) if texts else ()
    found = locate(checkout.root, filter(is_own, (*check(checkout), *copied)), contents)
    found = (*checkout.findings, *locate_words(checkout.root, found, contents))
    return Report(
        root=checkout.root,
        findings=tuple(sorted(add_suggestions(checkout, found), key=lambda finding: finding.order)),
        files=checkout.file_count,
        records=len(own.corpus.records) + len(own.corpus.retired),
        ids={
            id_: own.places[table, id_].file for table in ("records", "retired") for id_ in getattr(own.corpus, table)
        },
        unread=broken_records(own),
        checks=len(CHECKS) + bool(texts),
    )


def _find_copied_words(checkout: Checkout, texts: Path) -> Iterator[Finding]:
    from reformdata.curation.checks.copying import copied  # here, since most checks are made without texts

    return copied(checkout, texts)


def check(checkout: Checkout) -> Iterator[Finding]:
    """The findings of all checks, in their order, without lines and columns."""
    for one in CHECKS:
        yield from one(checkout)


def since(before: Report, after: Report) -> Report:
    """`after` with only the findings that `before` does not have, and findings for records that were deleted.

    A change in one file can cause a finding in another, so both states are checked as a whole and compared. Two
    findings are the same if they say the same of the same field of the same file, on any line and at any place of a
    list; of several that are the same, as many are old as `before` has.
    """
    new = new_findings(before.findings, after.findings)
    found = sorted((*new, *_deleted_records(before, after)), key=lambda finding: finding.order)
    return replace(after, findings=tuple(found), older=len(after.findings) - len(new))


def _deleted_records(before: Report, after: Report) -> Iterator[Finding]:
    """A finding for each id of `before` that is neither a record nor a tombstone in `after`."""
    for id_ in before.ids.keys() - after.ids.keys() - after.unread:
        yield DELETED_RECORD.finding(before.ids[id_], found=id_)
