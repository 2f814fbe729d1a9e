"""The paragraphs of a source, and the fingerprints of them."""

from dataclasses import replace

import pytest

from reformdata.curation.checks import paragraphs
from reformdata.messages import Message
from reformdata.models import Fingerprint, Fingerprints, Skip, SkipReason
from tests.curation.checks.altering import (
    INITIATIVE,
    PROPOSAL,
    SOURCE,
    STATEMENT,
    alter,
    base,
    broken,
    findings_of,
    put,
    without,
)


def skipping(*skips):
    """The base checkout with other skipped paragraphs."""
    return alter(base(), "sources", SOURCE, skipped=tuple(Skip(paragraphs, SkipReason.HEADING) for paragraphs in skips))


def test_a_paragraph_beyond_the_source_is_found_in_records_and_under_skipped():
    """The last paragraph is one that the source has, the next is not."""
    wrong = alter(skipping((1,), (4, 5)), "records", STATEMENT, paragraphs=(4, 6))
    assert findings_of(paragraphs.paragraphs_beyond_source, wrong) == [
        ("RD309", "02-mad-giver-ro.yaml", ("paragraphs", 1), "the source has 4 paragraphs: there is no paragraph 6"),
        (
            "RD309",
            "source.yaml",
            ("skipped", 1, "paragraphs", 1),
            "the source has 4 paragraphs: there is no paragraph 5",
        ),
    ]


def test_without_its_source_nothing_is_said_of_the_paragraphs_of_a_record():
    """The missing source is reported by reading."""
    orphans = alter(without(base(), "sources", SOURCE), "records", STATEMENT, paragraphs=(99,))
    assert findings_of(paragraphs.paragraphs_beyond_source, orphans) == []
    assert findings_of(paragraphs.uncovered_paragraphs, orphans) == []


def test_paragraphs_that_nothing_accounts_for_are_named_together():
    """One finding a source, with the numbers in few words."""
    wrong = alter(skipping((6,)), "sources", SOURCE, paragraphs=8)
    assert findings_of(paragraphs.uncovered_paragraphs, wrong) == [
        ("RD310", "source.yaml", ("paragraphs",),
         "neither cited by a record nor skipped with a reason: paragraphs 1, 5, 7–8")
    ]  # fmt: skip


def test_a_source_with_a_broken_record_is_not_said_to_be_uncovered_or_unused():
    """The record that could not be read may cite what is left."""
    for key in (PROPOSAL, STATEMENT, INITIATIVE):
        assert findings_of(paragraphs.uncovered_paragraphs, broken(base(), "records", key)) == []
    assert (
        findings_of(paragraphs.sources_without_record, broken(base(), "records", PROPOSAL, STATEMENT, INITIATIVE)) == []
    )


def test_an_id_in_a_broken_file_may_have_any_form():
    """A file that is refused for its id still counts as that id, but for no source."""
    odd = broken(skipping(), "records", "Nr 3", "")
    assert [code for code, *_ in findings_of(paragraphs.uncovered_paragraphs, odd)] == ["RD310"]
    assert findings_of(paragraphs.sources_without_record, odd) == []


@pytest.mark.parametrize(
    ("numbers", "da", "en"),
    [
        ([4], "afsnit 4", "paragraph 4"),
        ([1, 2], "afsnit 1–2", "paragraphs 1–2"),
        ([1, 2, 3, 7], "afsnit 1–3, 7", "paragraphs 1–3, 7"),
        ([1, 3, 5, 6], "afsnit 1, 3, 5–6", "paragraphs 1, 3, 5–6"),
    ],
)
def test_paragraph_numbers_are_listed_as_ranges(numbers, da, en):
    """After a plural in English; the Danish word is the same."""
    assert paragraphs.paragraph_names(numbers) == Message(da, en)


def test_a_source_of_one_paragraph_has_one_paragraph():
    """And not one paragraphs."""
    short = alter(base(), "sources", SOURCE, paragraphs=1, skipped=())
    assert {message for *_, message in findings_of(paragraphs.paragraphs_beyond_source, short)} == {
        f"the source has 1 paragraph: there is no paragraph {number}" for number in (2, 3, 4)
    }


def test_a_paragraph_is_not_skipped_and_cited():
    """The finding is where it is skipped and names the record."""
    assert findings_of(paragraphs.skipped_but_cited, skipping((1, 3))) == [
        ("RD311", "source.yaml", ("skipped", 0, "paragraphs", 1),
         "paragraph 3 is skipped, but skovby-2020-brev.02 cites it")
    ]  # fmt: skip


def test_a_paragraph_is_skipped_for_one_reason():
    """A second entry with the same paragraph is found; a repeat in one entry is left to another check."""
    assert findings_of(paragraphs.skipped_twice, skipping((1, 1), (1,))) == [
        ("RD315", "source.yaml", ("skipped", 1, "paragraphs", 0), "duplicate value `1`")
    ]


@pytest.mark.parametrize(
    ("numbers", "reported"),
    [((1, 2, 3, 4), []), ((1, 2, 3), ["1–3"]), ((1, 3, 2, 4), ["1, 3, 2, 4"])],
)
def test_fingerprints_are_one_a_paragraph_in_order(numbers, reported):
    """Too few, and a wrong order, are found."""
    prints = Fingerprints(
        sha256="0" * 64,
        paragraphs=tuple(Fingerprint(paragraph=number, words=1, sha256="0" * 64, sketch="") for number in numbers),
    )
    checkout = put(base(), "fingerprints", SOURCE, prints)
    assert [message for *_, message in findings_of(paragraphs.fingerprints_disagree, checkout)] == [
        f"the fingerprints cover paragraphs {found}, but the source has 4 paragraphs" for found in reported
    ]
    assert findings_of(paragraphs.fingerprints_disagree, without(checkout, "sources", SOURCE)) == []


def test_a_source_on_which_nothing_rests_is_found():
    """A warning: its records may still be to come."""
    other = replace(base().corpus.sources[SOURCE], id="skovby-2022-svar")
    assert findings_of(paragraphs.sources_without_record, put(base(), "sources", "skovby-2022-svar", other)) == [
        ("RD318", "skovby-2022-svar.yaml", ("id",), "no record cites the source `skovby-2022-svar`")
    ]


def test_what_is_left_of_a_source():
    """The paragraphs that are neither cited nor skipped."""
    wrong = alter(skipping((6,)), "sources", SOURCE, paragraphs=8)
    assert paragraphs.paragraphs_left(wrong, wrong.corpus.sources[SOURCE]) == [1, 5, 7, 8]
