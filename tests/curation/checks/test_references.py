"""References between entries, and relations between records."""

from dataclasses import replace
from operator import attrgetter

import pytest

from reformdata.curation.checks import references
from reformdata.curation.checks.entries import BILINGUAL, LISTS, REFERENCES
from reformdata.messages import Message
from reformdata.models import Area, Kind, Proposal, RelationType, Retired, Source, Theme
from tests.curation.checks.altering import (
    INITIATIVE,
    PROPOSAL,
    SOURCE,
    STATEMENT,
    add_copy,
    alter,
    base,
    broken,
    findings_of,
    put,
    relation,
    tombstone,
)

FILE = "02-mad-giver-ro.yaml"


def _written(path):
    return ".".join(key or "*" for _, key in path)


def test_references_are_read_from_the_types_under_the_names_that_files_use():
    """A proposal points to nine tables' worth of ids; `for_` is `for` in the file."""
    assert [(_written(path), table) for path, table in REFERENCES[Proposal]] == [
        ("voice.actor", "actors"),
        ("voice.for", "actors"),
        ("reported_by", "actors"),
        ("areas.*", "areas"),
        ("themes.*", "themes"),
        ("target_groups.*", "target_groups"),
        ("reforms.*", "reforms"),
        ("laws.*", "laws"),
        ("mentions.*", "actors"),
        ("relations.*.to", "records"),
        ("addressees.*", "actors"),
    ]
    assert [(_written(path), table) for path, table in REFERENCES[Retired]] == [("replaced_by", "records")]
    assert REFERENCES[Theme] == ()


def test_lists_and_texts_are_read_from_the_types():
    """Lists in lists are found, and texts inside of lists."""
    assert [_written(path) for path in LISTS[Source]] == ["authors", "skipped", "skipped.*.paragraphs"]
    assert [_written(path) for path in BILINGUAL[Area]] == ["name", "definition"]
    assert [_written(path) for path in BILINGUAL[Proposal]] == [
        "title",
        "text",
        "voice.office",
        "quantities.*.of",
        "relations.*.reason",
    ]


def test_every_unknown_id_is_found_wherever_it_stands():
    """Records, sources and entries are looked at alike."""
    wrong = alter(base(), "records", PROPOSAL, laws=("skolelov",), addressees=("regering",))
    wrong = alter(wrong, "sources", SOURCE, publisher="skov", authors=("anna",))
    wrong = alter(wrong, "areas", "school-meals", parent="school")
    wrong = alter(wrong, "reforms", "madordningen", owners=("skovby", "x"))
    assert findings_of(references.unknown_references, wrong) == [
        ("RD302", "01-skriv-loven-om.yaml", ("laws", 0), "`skolelov` is not among the laws in records/laws/"),
        ("RD302", "01-skriv-loven-om.yaml", ("addressees", 0), "`regering` is not among the actors in records/actors/"),
        ("RD302", "source.yaml", ("publisher",), "`skov` is not among the actors in records/actors/"),
        ("RD302", "source.yaml", ("authors", 0), "`anna` is not among the actors in records/actors/"),
        ("RD302", "madordningen.yaml", ("owners", 1), "`x` is not among the actors in records/actors/"),
        ("RD302", "areas.yaml", (1, "parent"), "`school` is not among the areas in records/areas.yaml"),
    ]


def test_the_nearest_known_id_is_offered():
    """An id that is like a known one is taken for a slip."""
    (finding,) = references.unknown_references(alter(base(), "records", INITIATIVE, reforms=("madordning",)))
    assert finding.advice == Message("mente du `madordningen`?", "did you mean `madordningen`?")
    assert finding.expected == ("madordningen",)


def test_an_id_whose_file_is_broken_is_not_reported():
    """One broken file gives its own finding, and none in the files that point to it."""
    assert findings_of(references.unknown_references, broken(base(), "laws", "skoleloven")) == []
    gone = replace(broken(base(), "laws", "skoleloven"), broken={})
    assert [code for code, *_ in findings_of(references.unknown_references, gone)] == ["RD302"]


# ---- relations


def related(*relations, to=None):
    """The base checkout, or the checkout `to`, in which the statement has `relations`."""
    return alter(to or base(), "records", STATEMENT, relations=relations)


def test_a_relation_to_nothing_is_suggested_a_record_of_the_source_that_it_names():
    """The records of the source in the id are the likely ones."""
    wrong = related(relation("answers", "skovby-2020-brev.10"))
    assert findings_of(references.dangling_relations, wrong) == [
        ("RD303", FILE, ("relations", 0, "to"), "there is no record `skovby-2020-brev.10`")
    ]
    (finding,) = references.dangling_relations(wrong)
    assert finding.expected == (PROPOSAL, INITIATIVE)


def test_a_relation_to_an_unknown_source_is_suggested_any_record():
    """A slip in the source's id is seen through."""
    (finding,) = references.dangling_relations(related(relation("answers", "skovby-2020-brv.03")))
    assert finding.advice == Message(f"mente du `{INITIATIVE}`?", f"did you mean `{INITIATIVE}`?")


def test_a_relation_to_a_record_whose_file_is_broken_is_not_dangling():
    """What follows from a broken file is not reported."""
    assert findings_of(references.dangling_relations, broken(base(), "records", PROPOSAL)) == []


def test_an_id_in_a_broken_file_may_have_any_form():
    """A file that is refused for its id still counts as that id."""
    wrong = related(relation("answers", "skovby-2020-brev.10"), to=broken(base(), "records", "Nr. 3", ""))
    assert [finding.expected for finding in references.dangling_relations(wrong)] == [(PROPOSAL, INITIATIVE)]


def test_a_relation_to_a_tombstone_is_suggested_its_successor_or_to_be_deleted():
    """A successor is where the relation should lead; without one there is nowhere."""
    wrong = put(base(), "retired", "skovby-2020-brev.08", tombstone(8, replaced_by=INITIATIVE))
    wrong = put(wrong, "retired", "skovby-2020-brev.09", tombstone(9))
    wrong = related(relation("answers", "skovby-2020-brev.08"), relation("answers", "skovby-2020-brev.09"), to=wrong)
    assert findings_of(references.dangling_relations, wrong) == []
    assert [finding.advice.en for finding in references.relations_to_retired(wrong)] == [
        f"write `{INITIATIVE}`",
        "delete the relation: the record has no successor",
    ]


def test_every_relation_type_is_said_to_run_between_some_kinds():
    """The table of kinds has a row for each relation of the codebook."""
    assert set(references.KINDS) == set(RelationType)
    assert {start for kinds in references.KINDS.values() for start in kinds} == set(Kind)


@pytest.mark.parametrize(
    ("start", "type_", "end", "fits"),
    [
        (STATEMENT, "motivates", PROPOSAL, True),
        (STATEMENT, "motivates", INITIATIVE, True),
        (PROPOSAL, "motivates", STATEMENT, False),
        (STATEMENT, "supports", PROPOSAL, False),
        (INITIATIVE, "implements", PROPOSAL, True),
        (INITIATIVE, "implements", STATEMENT, True),
        (PROPOSAL, "implements", INITIATIVE, False),
        (PROPOSAL, "part-of", INITIATIVE, True),
        (INITIATIVE, "part-of", PROPOSAL, False),
        (STATEMENT, "part-of", INITIATIVE, False),
        (STATEMENT, "paired-with", PROPOSAL, False),
        (STATEMENT, "same-as", PROPOSAL, False),
        (STATEMENT, "answers", INITIATIVE, True),
        (INITIATIVE, "elaborates", STATEMENT, True),
        (PROPOSAL, "contrasts", STATEMENT, True),
    ],
)
def test_relations_run_between_the_kinds_of_their_definitions(start, type_, end, fits):
    """A relation between other kinds than its definition names is found."""
    checkout = alter(base(), "records", start, relations=(relation(type_, end),))
    assert [code for code, *_ in findings_of(references.relation_kind_mismatches, checkout)] == (
        [] if fits else ["RD305"]
    )


def test_a_relation_of_the_wrong_kinds_is_answered_with_the_types_that_fit():
    """The types that are allowed between the two kinds are listed, and the advice explains the direction."""
    (finding,) = references.relation_kind_mismatches(
        alter(base(), "records", PROPOSAL, relations=(relation("motivates", INITIATIVE),))
    )
    assert finding.message == Message(
        "en forbindelse af typen `motivates` (begrunder) kan ikke gå fra forslag til initiativ",
        "a relation of type `motivates` cannot go from proposal to initiative",
    )
    assert finding.expected == ("answers", "part-of", "elaborates", "contrasts")
    assert finding.advice is not None
    assert finding.advice.en.endswith("Types that fit: `answers`, `part-of`, `elaborates`, `contrasts`")
    assert "`answers` (besvarer)" in finding.advice.da
    assert finding.loc == ("relations", 0, "type")


@pytest.mark.parametrize("to", [STATEMENT, "skovby-2020-brev.10"])
def test_kinds_are_not_asked_of_a_relation_that_leads_to_itself_or_to_nothing(to):
    """One slip gives one finding."""
    assert findings_of(references.relation_kind_mismatches, related(relation("motivates", to))) == []


def test_a_record_is_not_related_to_itself():
    """The relation to the own id is found, and only that."""
    wrong = related(relation("answers", STATEMENT), relation("answers", PROPOSAL))
    assert findings_of(references.self_relations, wrong) == [
        ("RD306", FILE, ("relations", 0, "to"), "`skovby-2020-brev.02` is related to itself")
    ]


def test_a_relation_stands_once_and_other_types_between_the_same_records_are_others():
    """Only the same type to the same record is a repeat."""
    wrong = related(relation("answers", PROPOSAL), relation("elaborates", PROPOSAL), relation("answers", PROPOSAL))
    assert findings_of(references.repeated_relations, wrong) == [
        ("RD307", FILE, ("relations", 2), "the relation answers to `skovby-2020-brev.01` already exists")
    ]


@pytest.mark.parametrize("type_", sorted(references.MUTUAL, key=attrgetter("value")))
def test_a_mutual_relation_is_written_at_one_end_only(type_):
    """The second end is found."""
    wrong = alter(related(relation(type_, PROPOSAL)), "records", PROPOSAL, relations=(relation(type_, STATEMENT),))
    assert [(code, file) for code, file, *_ in findings_of(references.repeated_relations, wrong)] == [("RD307", FILE)]


def test_answers_in_both_directions_are_no_repeat_but_a_circle():
    """A relation with a direction is another one in the other direction."""
    wrong = alter(
        related(relation("answers", PROPOSAL)), "records", PROPOSAL, relations=(relation("answers", STATEMENT),)
    )
    assert findings_of(references.repeated_relations, wrong) == []
    assert findings_of(references.relation_cycles, wrong) == [
        ("RD308", "01-skriv-loven-om.yaml", ("relations", 0, "to"),
         "the answers relations form a circle: skovby-2020-brev.01 → skovby-2020-brev.02 → skovby-2020-brev.01")
    ]  # fmt: skip


def test_a_chain_a_mutual_circle_and_a_circle_of_two_types_are_no_circles():
    """Only relations of one type that has a direction can run in a circle."""
    chain = related(relation("answers", PROPOSAL))
    chain = alter(
        chain, "records", PROPOSAL, relations=(relation("answers", INITIATIVE), relation("contrasts", STATEMENT))
    )
    chain = alter(chain, "records", INITIATIVE, relations=(relation("elaborates", STATEMENT),))
    assert findings_of(references.relation_cycles, chain) == []


@pytest.mark.parametrize(
    ("edges", "expected"),
    [
        ({}, []),
        ({"a": ["b"], "b": ["c"]}, []),
        ({"a": ["a"]}, []),
        ({"b": ["c"], "c": ["a"], "a": ["b"]}, [("a", "b", "c")]),
        ({"a": ["b"], "b": ["a"], "c": ["d"], "d": ["c"]}, [("a", "b"), ("c", "d")]),
        ({"a": ["b", "c"], "b": ["a"], "c": ["a"]}, [("a", "b"), ("a", "c")]),
    ],
)
def test_each_circle_is_given_once_from_its_smallest_id(edges, expected):
    """Whatever the order of the edges."""
    assert sorted(references.cycles(edges)) == expected
    assert sorted(references.cycles(dict(reversed(edges.items())))) == expected


def test_halves_of_one_move_are_of_one_source():
    """`paired-with` to another source is found, within the source it is not."""
    wrong = add_copy(
        base(), PROPOSAL, 9, relations=(relation("paired-with", PROPOSAL), relation("paired-with", "kl.01"))
    )
    assert findings_of(references.pairs_across_sources, wrong) == [
        ("RD319", "skovby-2020-brev.09.yaml", ("relations", 1, "to"), "`kl.01` belongs to another source")
    ]
