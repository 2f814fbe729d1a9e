"""Tombstones, parents, voices, repeated values, and what should be there and is not."""

from reformdata.curation.checks import records, references
from reformdata.models import Form, Label, Quantity, RecordId, Voice
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
    tombstone,
    without,
)

EIGHT, NINE = (RecordId(f"{SOURCE}.0{number}") for number in (8, 9))


def withdrawn(**fields):
    """The base checkout with the record 08 withdrawn."""
    return put(base(), "retired", EIGHT, tombstone(8, **fields))


def test_a_tombstone_with_neither_successor_nor_reason_is_found():
    """Either of the two is enough."""
    assert findings_of(records.retired_without_reason, withdrawn()) == [
        ("RD312", f"{EIGHT}.yaml", ("status",), "the record is withdrawn without a successor or a reason")
    ]
    assert findings_of(records.retired_without_reason, withdrawn(replaced_by=PROPOSAL)) == []
    assert findings_of(records.retired_without_reason, withdrawn(reason=Label("Ikke en handling", "Not an act"))) == []


def test_the_successor_of_a_tombstone_is_a_record_or_a_tombstone_itself():
    """An unknown one is found; a chain of tombstones is followed, and a broken file is not held against it."""
    assert findings_of(references.unknown_successors, withdrawn(replaced_by=NINE)) == [
        ("RD303", f"{EIGHT}.yaml", ("replaced_by",), f"there is no record `{NINE}`")
    ]
    assert (
        findings_of(references.unknown_successors, put(withdrawn(replaced_by=NINE), "retired", NINE, tombstone(9)))
        == []
    )
    assert findings_of(references.unknown_successors, broken(withdrawn(replaced_by=NINE), "records", NINE)) == []
    assert findings_of(references.unknown_successors, withdrawn()) == []


def test_tombstones_areas_actors_and_reforms_do_not_lead_back_to_themselves():
    """Circles of one and of two are found, each once, from the smallest id on."""
    wrong = put(withdrawn(replaced_by=NINE), "retired", NINE, tombstone(9, replaced_by=EIGHT))
    wrong = alter(wrong, "areas", "schools", parent="schools")
    wrong = alter(wrong, "actors", "skovby", part_of="regeringen")
    wrong = alter(wrong, "actors", "regeringen", part_of="skovby")
    assert findings_of(references.circular_parents, wrong) == [
        ("RD313", "areas.yaml", (0, "parent"), "parent forms a circle: schools → schools"),
        ("RD313", "regeringen.yaml", ("part_of",), "part_of forms a circle: regeringen → skovby → regeringen"),
        ("RD313", f"{EIGHT}.yaml", ("replaced_by",), f"replaced_by forms a circle: {EIGHT} → {NINE} → {EIGHT}"),
    ]


def test_only_a_person_has_an_office_and_speaks_for_another():
    """Each of the two fields is found, at its key; a person may have both."""
    office = Label("borgmester", "mayor")
    wrong = alter(base(), "records", STATEMENT, voice=Voice("skovby", office, "regeringen"))
    assert findings_of(records.voices_of_the_wrong_kind, wrong) == [
        ("RD314", "02-mad-giver-ro.yaml", ("voice", "office"), "`skovby` is not a person and cannot have office"),
        ("RD314", "02-mad-giver-ro.yaml", ("voice", "for"), "`skovby` is not a person and cannot have for"),
    ]
    assert findings_of(records.voices_of_the_wrong_kind, without(wrong, "actors", "skovby")) == []
    assert (
        findings_of(records.voices_of_the_wrong_kind, alter(base(), "records", STATEMENT, voice=Voice("anna-holm")))
        == []
    )


def test_nobody_reports_himself():
    """Another who passes the words on is what the field is for."""
    assert findings_of(records.reported_by_the_voice, alter(base(), "records", STATEMENT, reported_by="skovby")) == [
        ("RD317", "02-mad-giver-ro.yaml", ("reported_by",), "`skovby` is already the voice")
    ]
    assert (
        findings_of(records.reported_by_the_voice, alter(base(), "records", STATEMENT, reported_by="anna-holm")) == []
    )


def test_a_repeated_value_of_a_list_is_found_at_its_second_place():
    """Ids, numbers and names; two equal quantities are allowed."""
    two = Quantity(7, Label("skoler", "schools"))
    wrong = alter(base(), "records", STATEMENT, paragraphs=(3, 4, 3), areas=("schools",) * 3, quantities=(two, two))
    wrong = alter(wrong, "actors", "skovby", aliases=("Skovby", "Skovby"))
    assert findings_of(references.repeated_values, wrong) == [
        ("RD315", "02-mad-giver-ro.yaml", ("paragraphs", 2), "duplicate value `3`"),
        ("RD315", "02-mad-giver-ro.yaml", ("areas", 1), "duplicate value `schools`"),
        ("RD315", "02-mad-giver-ro.yaml", ("areas", 2), "duplicate value `schools`"),
        ("RD315", "skovby.yaml", ("aliases", 1), "duplicate value `Skovby`"),
    ]


def test_a_record_has_an_area_or_a_theme():
    """One of the two is enough."""
    assert findings_of(records.unclassified_records, alter(base(), "records", STATEMENT, areas=())) == [
        ("RD409", "02-mad-giver-ro.yaml", ("id",), "the record has neither areas nor themes")
    ]
    assert (
        findings_of(
            records.unclassified_records, alter(base(), "records", STATEMENT, areas=(), themes=("deregulation",))
        )
        == []
    )


def test_an_entry_that_nothing_points_to_is_found():
    """An entry that points to itself is not used by that; a larger area is used by a smaller one."""
    unused = alter(base(), "records", PROPOSAL, laws=(), target_groups=())
    unused = alter(unused, "records", STATEMENT, areas=("school-meals",))
    assert findings_of(references.unused_entries, unused) == [
        ("RD410", "skoleloven.yaml", ("id",), "`skoleloven` is not used"),
        ("RD410", "target-groups.yaml", (0, "id"), "`pupils` is not used"),
    ]
    alone = alter(alter(base(), "records", INITIATIVE, reforms=()), "reforms", "madordningen", part_of="madordningen")
    assert findings_of(references.unused_entries, alone) == [
        ("RD410", "madordningen.yaml", ("id",), "`madordningen` is not used")
    ]


def test_while_a_file_is_broken_no_entry_is_called_unused():
    """It may be the one that uses it."""
    assert findings_of(references.unused_entries, broken(base(), "records", PROPOSAL)) == []


def test_an_initiative_has_an_owner_even_if_its_voice_is_the_owner():
    """The voice does not replace the field."""
    assert findings_of(records.initiatives_without_owner, alter(base(), "records", INITIATIVE, owners=())) == [
        ("RD411", "03-madordning.yaml", ("kind",), "the initiative has no owner")
    ]


def test_a_law_or_a_reform_that_no_source_gives_an_owner_may_stand_without_one():
    """Only the sources can say whose it is; a trial that merely names a law has to have an owner all the same."""
    law = alter(base(), "records", INITIATIVE, owners=(), form=Form.LAW, laws=("skoleloven",))
    unowned = alter(alter(base(), "records", INITIATIVE, owners=()), "reforms", "madordningen", owners=())
    trial = alter(base(), "records", INITIATIVE, owners=(), laws=("skoleloven",))
    assert findings_of(records.initiatives_without_owner, law) == []
    assert findings_of(records.initiatives_without_owner, unowned) == []
    assert len(findings_of(records.initiatives_without_owner, trial)) == 1
