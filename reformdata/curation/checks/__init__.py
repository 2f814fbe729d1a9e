"""What is checked once all files have been read: each check is about the data as a whole.

A check is `(checkout) -> Iterator[Finding]`, pure and offline; it uses neither the clock nor the network.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from types import MappingProxyType

from reformdata.curation.checks import (
    names,
    offices,
    outcomes,
    paragraphs,
    quantities,
    records,
    references,
    terms,
    translation,
    wording,
)  # fmt: skip
from reformdata.curation.checks.each import Check, Memory, Progress, reader
from reformdata.curation.checks.entries import broken_records
from reformdata.curation.checks.id_suggestions import add_suggestions
from reformdata.curation.reading.checkout import (
    Ages,
    Checkout,
    is_own,
    locate,
    locate_words,
    overlay,
    read_checkout,
)
from reformdata.curation.report import Report
from reformdata.curation.rules import (
    DELETED_RECORD,
    NAMES_DIFFER,
    NUMBERS_DIFFER,
    QUANTITY_NOT_IN_TEXT,
    REJECTED_TRANSLATION,
    REMOVED_ID,
    TO_BE_TRANSLATED,
    UNTRANSLATED,
)
from reformdata.findings import Finding, new_findings
from reformdata.models import TABLES, Corpus

CHECKS: tuple[Check, ...] = (
    references.unknown_references, references.dangling_relations, references.relations_to_retired,
    references.relation_kind_mismatches, references.self_relations, references.repeated_relations,
    references.relation_cycles, references.pairs_across_sources,
    paragraphs.paragraphs_beyond_source, paragraphs.uncovered_paragraphs, paragraphs.skipped_but_cited,
    paragraphs.skipped_twice, paragraphs.fingerprints_disagree, paragraphs.sources_without_record,
    records.retired_without_reason, references.unknown_successors, references.circular_parents,
    records.voices_of_the_wrong_kind, records.reported_by_the_voice, references.repeated_values,
    offices.overlapping_offices, offices.offices_not_held,
    outcomes.outcomes_of_wrong_records, outcomes.assessments_too_early, outcomes.no_traces_without_search,
    outcomes.assessments_of_unassessable, outcomes.assessments_out_of_order, outcomes.verdicts_without_evidence,
    outcomes.why_not_mismatches, outcomes.wrong_evidence, outcomes.unknown_evidence, outcomes.agreed_with_nobody,
    outcomes.incomplete_verdicts, outcomes.press_alone,
    translation.untranslated, translation.numbers_differ, names.names_differ,
    translation.strength_differs, translation.texts_differ_in_strength,
    wording.boilerplate, wording.near_duplicates, wording.equal_titles, wording.titles_that_are_not_a_clause, wording.overlong_texts,
    records.unclassified_records, references.unused_entries, records.initiatives_without_owner,
    names.proposals_without_addressee,
    terms.rejected_translations, wording.texts_that_repeat_the_title, wording.dependent_openings,
    terms.unexplained_abbreviations, wording.reasons_without_verb, translation.to_be_translated,
    quantities.quantities_not_in_text, wording.wrong_quotation_marks,
)  # fmt: skip
"""Every check, in the order of the rules."""


EACH: frozenset[Check] = frozenset({
    references.repeated_values, translation.untranslated, translation.to_be_translated, translation.numbers_differ,
    names.names_differ, translation.strength_differs, translation.texts_differ_in_strength, wording.titles_that_are_not_a_clause,
    wording.overlong_texts, names.proposals_without_addressee, terms.rejected_translations,
    wording.texts_that_repeat_the_title, wording.dependent_openings, terms.unexplained_abbreviations,
    wording.reasons_without_verb, quantities.quantities_not_in_text, wording.wrong_quotation_marks,
})  # fmt: skip
"""The checks that find the same in a record whatever other records there are; they may read its texts."""


COMPARING_TEXTS: frozenset[Check] = frozenset({wording.boilerplate, wording.near_duplicates, wording.equal_titles})
"""The checks across records that compare their texts."""


def validate(
    root: Path,
    *,
    texts: Path | None = None,
    base: Corpus | None = None,
    contents: Mapping[str, bytes] = MappingProxyType({}),
    processes: int = 1,
    progress: Progress | None = None,
    memory: Memory | None = None,
    oldest_first: Ages = tuple,
) -> Report:
    """Read and check a whole checkout.

    Args:
        root: the folder that holds `records/`, or that folder itself.
        texts: a folder with texts of the sources, with which the wording of the data is compared.
        base: published data that the checkout extends; it is checked too, but only the checkout has findings.
        contents: what to check instead of what some of the files hold, by their names in findings.
        processes: how many processes may read the files. It has no effect with `texts` or `base`, which need all
            texts at once; nor have `progress` and `memory`.
        progress: is called with how many files have been read, and how many there are.
        memory: what is known from earlier checks; it gets to know what is new.
        oldest_first: the names of files with one id in the order in which they were added; the first keeps the id.

    Raises:
        FileNotFoundError: if `texts` does not exist.
    """
    if texts is None and base is None:
        each = [(number, one) for number, one in enumerate(CHECKS) if one in EACH]
        own = checkout = read_checkout(root, contents, reader(each, processes, progress, memory), oldest_first)
        checked = check(checkout, memory)
    else:
        own = read_checkout(root, contents, oldest_first=oldest_first)
        checkout = own if base is None else overlay(base, own)
        checked = check(checkout)
    if texts:
        from reformdata.curation.checks.copying import copied_words  # here, since most checks are made without texts

        checked = chain(checked, copied_words(checkout, texts))
    found = locate(checkout.root, filter(is_own, checked), contents)
    found = (*checkout.findings, *locate_words(checkout.root, found, contents))
    return Report(
        root=checkout.root,
        findings=tuple(sorted(add_suggestions(checkout, found), key=lambda finding: finding.order)),
        files=checkout.file_count,
        records=len(own.corpus.records) + len(own.corpus.retired),
        ids={
            id_: own.places[table, id_].file for table in ("records", "retired") for id_ in getattr(own.corpus, table)
        },
        entries={key: place.file for key, place in own.places.items() if key[0] in TABLES},
        unread=broken_records(own),
        checks=len(CHECKS) + bool(texts),
    )


def check(checkout: Checkout, memory: Memory | None = None) -> Iterator[Finding]:
    """The findings of all checks, in their order; without lines and columns, except those of records that were checked before."""
    found: dict[int, list[Finding]] = defaultdict(list)
    for number, finding in checkout.checked:
        found[number].append(finding)
    for compare_texts in (False, True):
        for number, findings in _across(checkout, memory, compare_texts=compare_texts).items():
            found[number] += findings
    return _without_follow_ons([finding for number in range(len(CHECKS)) for finding in found[number]])


def _across(checkout: Checkout, memory: Memory | None, *, compare_texts: bool) -> Mapping[int, Sequence[Finding]]:
    """What the checks across records find that compare texts, or the others, by their numbers; if possible as it is known."""
    facts = b"".join(checkout.facts[: 1 + compare_texts]) if memory and checkout.facts else b""
    known = memory.recall_across(facts) if memory and facts else None
    if known is not None:
        return known
    whole = {id_: record for id_, record in checkout.corpus.records.items() if id_ not in checkout.digests}
    left = replace(checkout, corpus=replace(checkout.corpus, records=whole))
    found = {
        number: tuple(one(left if one in EACH else checkout))
        for number, one in enumerate(CHECKS)
        if (one in COMPARING_TEXTS) is compare_texts
    }
    if memory and facts:
        memory.keep_across(facts, found)
    return found


OF_BOTH_LANGUAGES = frozenset({UNTRANSLATED, NUMBERS_DIFFER, NAMES_DIFFER, REJECTED_TRANSLATION, QUANTITY_NOT_IN_TEXT})
"""Rules that compare the Danish and the English text of a record."""


def _without_follow_ons(findings: list[Finding]) -> Iterator[Finding]:
    """`findings` without those that a text causes because it is still to be translated."""
    places = {(each.file, each.loc) for each in findings if each.rule is TO_BE_TRANSLATED}
    files = {file for file, _ in places}
    for each in findings:
        caused = (each.file, each.loc) in places or (each.file in files and each.rule in OF_BOTH_LANGUAGES)
        if each.rule is TO_BE_TRANSLATED or not caused:
            yield each


def since(before: Report, after: Report) -> Report:
    """`after` with only the findings that `before` does not have, and findings for records and ids that are gone.

    A change in one file can cause a finding in another, so both states are checked as a whole and compared. Two
    findings are the same if they say the same of the same field of the same file, on any line and at any place of a
    list; of several that are the same, as many are old as `before` has.
    """
    new = new_findings(before.findings, after.findings)
    deleted = before.ids.keys() - after.ids.keys() - after.unread
    gone = before.entries.keys() - after.entries.keys()
    found = [
        *new,
        *(DELETED_RECORD.finding(before.ids[id_], found=id_) for id_ in deleted),
        *(REMOVED_ID.finding(before.entries[key], found=key[1]) for key in gone),
    ]
    found.sort(key=lambda finding: finding.order)
    return replace(after, findings=tuple(found), older=len(after.findings) - len(new))
