"""The rows of the tables, whole."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from reformdata.models import Label, RecordId, Retired
from reformdata.tables import TABLES
from tests.fixtures.corpus import CORPUS, RETIRED, by_id


def rows(name, corpus=CORPUS):
    """The rows of the table `name`, each by its columns."""
    table = next(table for table in TABLES if table.name == name)
    names = [column.name for column in table.columns]
    return [dict(zip(names, row, strict=True)) for row in table.rows(corpus)]


def test_a_proposal_is_a_row_with_names_beside_ids():
    """A record has a row in the flat table with names in both languages."""
    assert rows("records")[0] == {
        "id": "landsforum-2019-nyhed.01",
        "kind": "proposal",
        "source": "landsforum-2019-nyhed",
        "number": 1,
        "date": date(2019, 5, 3),
        "year": 2019,
        "stated_date": date(2019, 5, 3),
        "title_da": "Afskaf skemaet, og lad lærerne planlægge selv",
        "title_en": "Abolish the form, and let teachers plan by themselves",
        "text_da": 'Landsforum vil af med "det lange skema", som skolerne udfylder hvert år.\nTiden skal bruges på eleverne.',
        "text_en": 'The forum wants to be rid of "the long form" that schools fill in every year.\nThe time is for the pupils.',
        "paragraphs": (2, 4),
        "voice": "anna-holm",
        "voice_name_da": "Anna Holm",
        "voice_name_en": "Anna Holm",
        "voice_office_da": "formand",
        "voice_office_en": "chair",
        "voice_for": "landsforum",
        "voice_for_name_da": "Landsforum for Skoler",
        "voice_for_name_en": "National Forum for Schools",
        "organisation": "landsforum",
        "organisation_name_da": "Landsforum for Skoler",
        "organisation_name_en": "National Forum for Schools",
        "reported_by": "nordavisen",
        "reported_by_name_da": "Nordavisen",
        "reported_by_name_en": "Nordavisen",
        "areas": ("schools", "primary-schools"),
        "areas_da": "skole; folkeskole",
        "areas_en": "schools; primary schools",
        "themes": ("deregulation",),
        "themes_da": "afregulering",
        "themes_en": "deregulation",
        "target_groups": ("pupils", "teachers"),
        "target_groups_da": "elever; lærere",
        "target_groups_en": "pupils; teachers",
        "reforms": ("friere-skoler",),
        "reforms_da": "Friere skoler",
        "reforms_en": "Freer Schools",
        "laws": ("skoleloven",),
        "laws_da": "skoleloven",
        "laws_en": "the Schools Act",
        "mentions": ("nordby",),
        "mentions_da": "Nordby Kommune",
        "mentions_en": "Nordby Municipality",
        "action": "abolish",
        "strength": "ought",
        "strength_rank": 2,
        "addressees": ("folketinget", "kommunerne"),
        "addressees_da": "Folketinget; kommunerne",
        "addressees_en": "the Danish parliament; the municipalities",
        "claim": None,
        "tone": None,
        "tone_rank": None,
        "form": None,
        "status": None,
        "status_rank": None,
        "owners": None,
        "owners_da": None,
        "owners_en": None,
        "partners": None,
        "partners_da": None,
        "partners_en": None,
        "period": None,
        "period_earliest": None,
        "period_latest": None,
        "answered": False,
        "answered_by": (),
        "assessable": "action",
        "verdict": "done",
        "source_title_da": "Mindre papir, mere skole",
        "source_title_en": "Less paper, more school",
        "source_kind": "news",
        "source_date": date(2019, 5, 4),
        "publisher": "landsforum",
        "publisher_name_da": "Landsforum for Skoler",
        "publisher_name_en": "National Forum for Schools",
        "codebook": "1.1",
        "review": "second-reader",
        "added": date(2026, 11, 22),
    }


def test_a_period_is_given_as_written_and_as_its_first_and_last_day():
    """An initiative has its period in EDTF and the days that it may include."""
    trial = rows("records")[2]

    assert (trial["period"], trial["period_earliest"], trial["period_latest"]) == (
        "2018-08/2020~",
        date(2018, 8, 1),
        date(2020, 12, 31),
    )


def test_what_a_record_leaves_out_is_empty():
    """A record without optional fields takes its date from the source; its lists are empty, not missing."""
    bare = rows("records")[3]

    assert bare["date"] == date(2018, 9, 30)
    assert (bare["areas"], bare["areas_da"]) == ((), None)
    assert (bare["owners"], bare["owners_en"]) == ((), None)
    assert (bare["addressees"], bare["reported_by"], bare["publisher_name_da"]) == (None, None, None)


def test_a_paragraph_says_whether_it_was_skipped_and_how_it_is_known():
    """Every paragraph of every source has a row; what is not known of it is empty."""
    first, second, *_, last = rows("source_paragraphs")

    assert first == {
        "source": "landsforum-2019-nyhed",
        "paragraph": 1,
        "skipped": "heading",
        "words": 10,
        "sha256": "1" * 64,
        "sketch": "0000000100000001",
    }
    assert (second["paragraph"], second["skipped"]) == (2, None)
    assert list(last.values()) == ["nordby-2018-blog", 6, None, None, None, None]
    assert len(rows("source_paragraphs")) == 4 + 6


def test_members_keep_their_order():
    """A child table has a row for each member of a field, numbered from 1."""
    assert rows("record_addressees") == [
        {"record": "landsforum-2019-nyhed.01", "position": 1, "actor": "folketinget"},
        {"record": "landsforum-2019-nyhed.01", "position": 2, "actor": "kommunerne"},
    ]
    assert rows("quantities")[1] == {
        "record": "landsforum-2019-nyhed.01",
        "position": 2,
        "value": Decimal("2.5"),
        "of_da": "timer om ugen",
        "of_en": "hours a week",
        "qualifier": "at-least",
    }
    assert rows("area_cofog1999") == [
        {"area": "primary-schools", "position": 1, "code": "09.1.2"},
        {"area": "primary-schools", "position": 2, "code": "09.2.1"},
    ]


def test_a_relation_has_its_reason_in_both_languages():
    """A relation runs from one record to another and says why."""
    assert rows("relations")[0] == {
        "record": "landsforum-2019-nyhed.01",
        "position": 1,
        "type": "answers",
        "to": "nordby-2018-blog.02",
        "reason_da": "Forslaget svarer på klagen over skemaet",
        "reason_en": "The proposal responds to the complaint about the form",
    }


def test_an_outcome_has_its_latest_assessment_beside_it():
    """Cells are empty where there is none, or where its readers left a field out."""
    done, running, unassessed = rows("outcomes")

    assert done == {
        "record": "landsforum-2019-nyhed.01",
        "assessable": "action",
        "why_not": None,
        "test_da": "Skolerne skal ikke længere udfylde skemaet.",
        "test_en": "Schools need no longer fill in the form.",
        "first_reading": "action",
        "second_reading": "result",
        "as_of": date(2021, 1, 1),
        "verdict": "done",
        "scope": "country",
        "link": "same-content",
        "since": "2020-08",
        "since_earliest": date(2020, 8, 1),
        "since_latest": date(2020, 8, 31),
        "text_da": "En lov har ophævet skemaet.",
        "text_en": "An act has abolished the form.",
    }
    assert (running["verdict"], running["since"], running["first_reading"]) == ("under-way", None, None)
    assert {name for name, value in unassessed.items() if value} == {
        "record", "assessable", "why_not", "test_da", "test_en",
    }  # fmt: skip


def test_assessments_evidence_and_searches_are_tables_of_their_own():
    """Every assessment is kept, with all that it rests on, in its order."""
    assessed = [(row["record"], row["as_of"], row["verdict"], row["agreed"]) for row in rows("assessments")]
    assert assessed == [
        ("landsforum-2019-nyhed.01", date(2019, 12, 31), "no-trace", None),
        ("landsforum-2019-nyhed.01", date(2021, 1, 1), "done", False),
        ("nordby-2018-blog.03", date(2019, 6, 30), "under-way", True),
    ]
    assert [(row["as_of"], row["position"], row["document"], row["other_record"]) for row in rows("evidence")] == [
        (date(2021, 1, 1), 1, "skoleloven-2020", None),
        (date(2021, 1, 1), 2, None, "nordby-2018-blog.03"),
        (date(2019, 6, 30), 1, "skolernes-blad-2019", None),
    ]
    assert rows("searches")[1] == {
        "record": "landsforum-2019-nyhed.01",
        "as_of": date(2019, 12, 31),
        "position": 2,
        "place": "nordby.example",
        "query": "skema",
    }


def _retired(number, replaced_by):
    return Retired(
        id=RecordId(f"nordby-2018-blog.{number}"),
        status="retired",
        replaced_by=replaced_by and RecordId(f"nordby-2018-blog.{replaced_by}"),
        reason=Label("En grund", "A reason"),
        retired=date(2026, 11, 25),
    )


@pytest.mark.parametrize(
    ("further", "expected"),
    [
        ([_retired("06", "01")], "nordby-2018-blog.02"),
        ([_retired("06", "05")], None),
        ([_retired("06", None)], None),
        ([_retired("06", "07"), _retired("07", "06")], None),
        ([_retired("06", "09")], None),
    ],
    ids=["replaced twice", "ends at a reason", "no successor", "in a ring", "unknown"],
)
def test_the_successor_is_the_record_at_the_end_of_the_chain(further, expected):
    """A withdrawn record whose successor was withdrawn as well leads to the one that holds now, if any does."""
    corpus = replace(CORPUS, retired=by_id([*RETIRED, *further]))

    found = {row["id"]: row["successor"] for row in rows("retired", corpus)}

    assert found["nordby-2018-blog.06"] == expected
    assert found["nordby-2018-blog.01"] == "nordby-2018-blog.02"


def test_a_dangling_reference_is_a_key_error():
    """The flat table needs the names of the actors."""
    corpus = replace(CORPUS, actors={})

    with pytest.raises(KeyError, match="anna-holm"):
        rows("records", corpus)
