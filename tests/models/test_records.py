"""Records and entries: closed, frozen, told apart by kind, and the same after a journey through JSON."""

import dataclasses
import itertools
import json
import operator
import re
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from reformdata.models import (
    LANGUAGES,
    TABLES,
    VOCABULARIES,
    Doc,
    Fingerprints,
    Label,
    Outcome,
    Period,
    Proposal,
    Readings,
    Record,
    RecordFile,
    Status,
    Strength,
    Term,
    Text,
    Tone,
)
from tests.fixtures.corpus import CORPUS

RECORDS: TypeAdapter[Any] = TypeAdapter(Record)
ENTRIES = [
    *((TABLES[table], entry) for table in TABLES for entry in getattr(CORPUS, table).values()),
    *((Outcome, outcome) for outcome in CORPUS.outcomes.values()),
]
MODELS = sorted({*map(type, CORPUS.records.values()), *map(type, CORPUS.retired.values()), *TABLES.values(), Outcome, Fingerprints, Readings}, key=lambda model: model.__name__)  # fmt: skip


@pytest.mark.parametrize(
    ("model", "value"),
    [
        *((Record, record) for record in CORPUS.records.values()),
        *((RecordFile, either) for either in (*CORPUS.records.values(), *CORPUS.retired.values())),
        *ENTRIES,
    ],
)
def test_a_value_is_the_same_after_json(model: Any, value: Any):
    """A record, a tombstone or an entry written as JSON and read again is equal to itself, and of its own type."""
    adapter = TypeAdapter(model)
    again = adapter.validate_json(adapter.dump_json(value, by_alias=True))
    assert (again, type(again)) == (value, type(value))
    assert adapter.validate_python(value) is value


@pytest.mark.parametrize("model", MODELS)
def test_every_field_is_described_in_both_languages(model: Any):
    """Schema, hover and codebook read a field's description from its type, in Danish and in English."""
    for name, info in model.__pydantic_fields__.items():
        [doc] = [item for item in info.metadata if isinstance(item, Doc)]
        assert all(text.strip() == text and text.endswith(".") for text in (doc.da, doc.en)), name
        assert doc.da != doc.en, name


@pytest.mark.parametrize("model", [*MODELS, Label, Text])
def test_a_model_is_closed(model: Any):
    """A field that a model does not have is refused, by every model."""
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(model).validate_python({"no_such_field": "x"})
    assert ("unexpected_keyword_argument", ("no_such_field",)) in [
        (error["type"], error["loc"]) for error in caught.value.errors()
    ]


@pytest.mark.parametrize(
    "value", [*CORPUS.records.values(), *CORPUS.retired.values(), *(entry for _, entry in ENTRIES)]
)
def test_a_value_does_not_change(value: Any):
    """No field of a record or an entry can be set, and there is no room for another."""
    with pytest.raises(dataclasses.FrozenInstanceError):
        value.id = "x"
    assert not hasattr(value, "__dict__")


def test_lists_of_a_record_are_tuples():
    """Nothing can be added to the lists of a record, and records can be kept in sets."""
    record = next(iter(CORPUS.records.values()))
    lists = [value for value in (getattr(record, field.name) for field in dataclasses.fields(record)) if isinstance(value, (list, tuple))]  # fmt: skip
    assert {type(value) for value in lists} == {tuple}
    assert {record: 1}[record] == 1


@pytest.mark.parametrize("kind", ["statement", "initiative", "retired", "", None])
def test_the_kind_decides_which_fields_there_are(kind: str | None):
    """The fields of a proposal are not those of another kind."""
    proposal = next(record for record in CORPUS.records.values() if isinstance(record, Proposal))
    tree = json.loads(RECORDS.dump_json(proposal, by_alias=True))
    with pytest.raises(ValidationError):
        RECORDS.validate_python({**tree, "kind": kind})


def test_only_a_data_set_knows_the_date_of_a_record():
    """Its file may leave the day to the source; in a file the day that it states is called `date`."""
    record = next(iter(CORPUS.records.values()))
    assert RECORDS.dump_python(record, mode="json", by_alias=True)["date"] == str(record.stated_date) == "2019-05-03"
    assert RECORDS.validate_python({**RECORDS.dump_python(record, by_alias=True), "date": "2019-05-04"}) != record
    with pytest.raises(AttributeError, match="only a data set knows the date of a record; `stated_date` is what"):
        record.date  # noqa: B018 - asking is what fails
    assert "date" in RECORDS.json_schema()["$defs"]["Proposal"]["properties"]
    assert not {"stated_date", "_date"} & set(RECORDS.json_schema()["$defs"]["Proposal"]["properties"])


def test_a_record_is_shown_by_its_id_and_title():
    """At the prompt a record is one line."""
    record = next(iter(CORPUS.records.values()))
    assert repr(record) == f"<{type(record).__name__} {record.id}: {record.title.en}>"
    assert str(record) == f"{record.id}: {record.title.en}"


def test_the_latest_assessment_of_an_outcome_is_the_last():
    """Of an outcome that nobody has assessed there is none."""
    done, _, unassessed = CORPUS.outcomes.values()
    assert (done.latest, unassessed.latest) == (done.assessments[1], None)


# ---- texts and terms


def test_a_text_is_given_in_the_language_asked_for():
    """A text has two languages; any other is a mistake of the caller, who is told which there are."""
    for text in (Label("Åben", "Open"), Text("Åben.", "Open.")):
        assert tuple(map(text.in_, LANGUAGES)) == (text.da, text.en)
        with pytest.raises(ValueError, match="no text in 'sv': the languages are da, en"):
            text.in_("sv")  # type: ignore[arg-type]  # the point of the test
        assert str(text) == text.en


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize("vocabulary", VOCABULARIES)
def test_what_a_term_is_called_needs_no_label(vocabulary, lang):
    """It is said in the same words."""
    for term in (*vocabulary, vocabulary.unknown("newer")):
        assert term.label_in(lang) == term.label.in_(lang)


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
def test_every_term_has_a_label_and_a_definition_of_its_own(vocabulary: type[Term]):
    """A value is told apart from its neighbours by its label and its definition, in both languages."""
    for read in (lambda term: term.label.da, lambda term: term.label.en, lambda term: term.definition.da, lambda term: term.definition.en):  # fmt: skip
        texts = [read(term) for term in vocabulary]
        assert len(set(texts)) == len(texts)
        assert all(texts)


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
def test_a_term_is_read_from_its_text_and_written_as_one(vocabulary: type[Term]):
    """Each value is its plain text to JSON, to a comparison and to a reader."""
    adapter = TypeAdapter(vocabulary)
    for term in vocabulary:
        assert adapter.validate_python(term.value) is term
        assert adapter.validate_json(adapter.dump_json(term)) is term
        assert (term, str(term), repr(term)) == (term.value, term.value, f"{vocabulary.__name__}.{term.name}")


@pytest.mark.parametrize("value", ["", "OUGHT", "ought ", "bør", 1, True, None, ["ought"]])
def test_a_value_that_a_vocabulary_has_not_is_refused(value: object):
    """Neither its name nor its label stands for a term."""
    with pytest.raises(ValidationError):
        TypeAdapter(Strength).validate_python(value)


def test_a_newer_value_is_kept_as_it_is():
    """A value of a newer edition is of the vocabulary, equal to its text, and no member of it."""
    newer = Strength.unknown("shall")
    assert isinstance(newer, Strength)
    assert (newer, newer.value, newer.name, newer.label.da) == ("shall", "shall", "shall", "shall")
    assert newer.definition == Text("Ukendt i denne version.", "Unknown to this version.")
    assert "shall" not in list(Strength)
    with pytest.raises(ValidationError):
        TypeAdapter(Strength).validate_python("shall")


ORDERS = {
    Strength: ["may", "ought", "must"],
    Tone: ["critical", "neutral", "favourable"],
    Status: ["announced", "decided", "running", "completed"],
}
COMPARISONS = [operator.lt, operator.le, operator.gt, operator.ge]


@pytest.mark.parametrize("vocabulary", ORDERS)
@pytest.mark.parametrize("compare", COMPARISONS)
def test_the_terms_of_an_ordered_vocabulary_compare_by_its_order(vocabulary: type[Term], compare: Any):
    """Term with term, term with text and text with term, for every pair."""
    order = ORDERS[vocabulary]
    for one, other in itertools.product(order, repeat=2):
        expected = compare(order.index(one), order.index(other))
        assert compare(vocabulary(one), vocabulary(other)) is expected
        assert compare(vocabulary(one), other) is expected
        assert compare(one, vocabulary(other)) is expected
    assert sorted(vocabulary) == order
    assert list(vocabulary.ascending()) == order


@pytest.mark.parametrize("vocabulary", [one for one in VOCABULARIES if one not in ORDERS])
@pytest.mark.parametrize("compare", COMPARISONS)
def test_a_vocabulary_without_an_order_is_not_compared_by_the_alphabet(vocabulary: type[Term], compare: Any):
    """Whoever sorts its terms has to say by what."""
    first, second = list(vocabulary)[:2]
    for one, other in ((first, second), (first, second.value), (first.value, second)):
        with pytest.raises(
            TypeError, match=rf"^the values of {vocabulary.__name__} have no order; sort them by \.value"
        ):
            compare(one, other)
    with pytest.raises(TypeError, match="have no order"):
        vocabulary.ascending()


@pytest.mark.parametrize("compare", COMPARISONS)
@pytest.mark.parametrize("unknown", ["shall", "Ought", "", Strength.unknown("shall")])
def test_a_value_that_an_ordered_vocabulary_does_not_have_cannot_be_compared(compare: Any, unknown: str):
    """A misspelled value, and one of newer data, has no place in the order."""
    message = re.escape(f"'{unknown}' is not a Strength in this version (there are: may < ought < must)")
    with pytest.raises(ValueError, match=f"^{message}$"):
        compare(Strength.OUGHT, unknown)
    with pytest.raises(ValueError, match=f"^{message}$"):
        compare(unknown, Strength.OUGHT)


@pytest.mark.parametrize("compare", COMPARISONS)
def test_terms_of_two_vocabularies_cannot_be_compared(compare: Any):
    """Nor can a term and what is no text."""
    with pytest.raises(TypeError, match=r"^Strength\.MUST and Status\.RUNNING belong to different vocabularies"):
        compare(Strength.MUST, Status.RUNNING)
    with pytest.raises(TypeError, match="not supported between instances of 'Strength' and 'int'"):
        compare(Strength.MUST, 1)


def test_the_schema_names_the_forms_of_a_period():
    """The pattern that editors see takes what a period takes, but for days that only a calendar knows."""
    pattern = re.compile(TypeAdapter(Period).json_schema()["pattern"])
    assert all(pattern.search(text) for text in ("2018", "2018-11~", "201X", "2018/2022", "2019/..", "2018-XX"))
    assert not any(pattern.search(text) for text in ("", "18", "2018/", "2018-1", "i fjor", "2018\n2019"))
