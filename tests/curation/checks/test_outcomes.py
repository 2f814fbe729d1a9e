"""The outcomes of records: which may have one, and what an assessment needs."""

from dataclasses import replace
from datetime import date

import pytest

from reformdata.curation.checks import check, outcomes, references
from reformdata.models import (
    Assessable,
    Assessment,
    Document,
    DocumentKind,
    Evidence,
    Label,
    Link,
    Outcome,
    Period,
    Scope,
    Search,
    SeenAs,
    Text,
    Verdict,
    WhyNot,
)
from reformdata.models.ids import RecordId
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

FILE = f"{PROPOSAL}.yaml"
LAW = Document(
    id="loven",
    title=Label("Lov om skolemad", "Act on School Meals"),
    kind=DocumentKind.LAW,
    date=Period("2021-06"),
    seen=date(2026, 11, 28),
    form=SeenAs.PAGE,
)
BY_LAW = Evidence(document="loven", says=Text("Prisen er fri.", "The price is free."))
BY_RECORD = Evidence(record=INITIATIVE, says=Text("Forsøget er i gang.", "The trial is under way."))
SEARCH = Search(place="retsinformation.dk", query="skolemad")
DONE = Assessment(
    as_of=date(2026, 11, 28),
    verdict=Verdict.DONE,
    scope=Scope.COUNTRY,
    link=Link.SAME_CONTENT,
    text=Text("Loven blev ændret.", "The act was changed."),
    evidence=(BY_LAW, BY_RECORD),
    readers=2,
    agreed=True,
)
OUTCOME = Outcome(
    id=PROPOSAL,
    test=Text("Loven er ændret.", "The act is changed."),
    assessable=Assessable.ACTION,
    assessments=(DONE,),
)


def followed(*assessments, checkout=None, law=LAW, **fields):
    """The base checkout with an outcome of the proposal, with these assessments."""
    checkout = put(checkout or base(), "documents", "loven", law)
    return put(checkout, "outcomes", PROPOSAL, replace(OUTCOME, assessments=assessments, **fields))


def assessed(**fields):
    """The base checkout with an outcome whose only assessment differs in `fields`."""
    return followed(replace(DONE, **fields))


def test_a_good_outcome_has_no_findings():
    """Neither has one without an assessment, nor one that says why there is none."""
    assert list(check(followed(DONE))) == []
    unassessable = followed(assessable=Assessable.NO, why_not=WhyNot.NO_END)
    for checkout in (followed(), unassessable):
        assert [one.rule.code for one in check(checkout)] == ["RD410"]  # nothing rests on the document


@pytest.mark.parametrize(
    ("id_", "fault"),
    [
        (STATEMENT, "the record is a statement"),
        (f"{SOURCE}.07", "the record is withdrawn"),
        (f"{SOURCE}.09", "there is no such record"),
    ],
)
def test_only_proposals_and_initiatives_have_an_outcome(id_, fault):
    """Any other record is reported with the reason."""
    checkout = put(base(), "retired", f"{SOURCE}.07", tombstone(7))
    checkout = put(checkout, "outcomes", id_, replace(OUTCOME, id=RecordId(id_)))
    message = f"`{id_}` cannot have an outcome: {fault}"
    assert findings_of(outcomes.outcomes_of_wrong_records, checkout) == [("RD323", f"{id_}.yaml", ("id",), message)]


def test_an_initiative_may_have_an_outcome_and_so_may_a_record_that_could_not_be_read():
    """What an unreadable file holds is not known."""
    for checkout in (base(), broken(base(), "records", INITIATIVE)):
        checkout = put(checkout, "outcomes", INITIATIVE, replace(OUTCOME, id=INITIATIVE))
        assert findings_of(outcomes.outcomes_of_wrong_records, checkout) == []


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (date(2021, 6, 1), []),
        (
            date(2021, 5, 31),
            [("evidence", 0, "document", "the document `loven` is of June 2021")],
        ),
        (
            date(2020, 3, 1),
            [
                ("as_of", "the record is of 2 March 2020"),
                ("evidence", 0, "document", "the document `loven` is of June 2021"),
                ("evidence", 1, "record", f"the record `{INITIATIVE}` is of 2 March 2020"),
            ],
        ),
    ],
)
def test_an_assessment_is_not_older_than_what_it_rests_on(day, found):
    """Its record, each document by its first possible day, and each other record."""
    expected = [
        ("RD324", FILE, ("assessments", 0, *loc), f"the assessment is of {day.day} {day:%B %Y}, but {what}")
        for *loc, what in found
    ]
    assert findings_of(outcomes.assessments_too_early, assessed(as_of=day)) == expected


@pytest.mark.parametrize(
    ("dated", "da", "en"),
    [("2021-06", "juni 2021", "June 2021"), ("2021", "2021", "2021"), ("2021/..", "1. januar 2021", "1 January 2021")],
)
def test_a_document_is_named_with_its_date(dated, da, en):
    """As precisely as the date is known; an interval by its first day. Each language has its own form."""
    checkout = followed(replace(DONE, as_of=date(2020, 10, 1)), law=replace(LAW, date=Period(dated)))
    message = next(outcomes.assessments_too_early(checkout)).message
    assert message.da == f"vurderingen er fra 1. oktober 2020, men dokumentet `loven` er fra {da}"
    assert message.en == f"the assessment is of 1 October 2020, but the document `loven` is of {en}"


@pytest.mark.parametrize("law", [replace(LAW, date=None), replace(LAW, date=Period("../2030"))])
def test_what_has_no_known_day_is_never_later(law):
    """A document without a date, or with an open start, and records whose source could not be read."""
    early = followed(replace(DONE, as_of=date(2020, 3, 2)), law=law)
    assert findings_of(outcomes.assessments_too_early, early) == []
    early = followed(replace(DONE, as_of=date(1900, 1, 1)), law=law)
    assert findings_of(outcomes.assessments_too_early, without(early, "sources", SOURCE)) == []
    assert findings_of(outcomes.assessments_too_early, without(early, "documents", "loven")) != []


def test_who_found_nothing_says_where_they_searched():
    """Without a search nothing is known."""
    nothing = {"verdict": Verdict.NO_TRACE, "scope": None, "link": None, "evidence": ()}
    message = "the verdict `no-trace` does not say where a search was made"
    assert findings_of(outcomes.no_traces_without_search, assessed(**nothing)) == [
        ("RD325", FILE, ("assessments", 0, "verdict"), message)
    ]
    searched = assessed(**nothing, searched=(SEARCH,))
    assert [one.rule.code for one in check(searched)] == ["RD410"]


def test_what_cannot_be_assessed_is_not_assessed():
    """It is reported once, however many assessments there are."""
    checkout = followed(DONE, DONE, assessable=Assessable.NO, why_not=WhyNot.VAGUE)
    message = "the outcome is assessed although it cannot be (assessable: no)"
    assert findings_of(outcomes.assessments_of_unassessable, checkout) == [("RD326", FILE, ("assessments",), message)]
    assert findings_of(outcomes.assessments_of_unassessable, followed(DONE)) == []


@pytest.mark.parametrize(
    ("days", "found"),
    [
        ((2024, 2025, 2026), []),
        ((2024, 2024), [(1, 2024, 2024)]),
        ((2025, 2024, 2026), [(1, 2024, 2025)]),
        ((2026, 2025, 2024), [(1, 2025, 2026), (2, 2024, 2025)]),
    ],
)
def test_assessments_are_in_the_order_of_their_days(days, found):
    """At most one for each day."""
    checkout = followed(*(replace(DONE, as_of=date(year, 1, 1)) for year in days))
    assert findings_of(outcomes.assessments_out_of_order, checkout) == [
        (
            "RD327", FILE, ("assessments", number, "as_of"),
            f"the assessment of 1 January {day} must be later than the one before it, of 1 January {other}",
        )
        for number, day, other in found
    ]  # fmt: skip


@pytest.mark.parametrize("verdict", [one for one in Verdict if one is not Verdict.NO_TRACE])
def test_a_verdict_has_evidence(verdict):
    """Also that something was refused or given up."""
    bare = findings_of(outcomes.verdicts_without_evidence, assessed(verdict=verdict, evidence=()))
    assert bare == [("RD328", FILE, ("assessments", 0, "verdict"), f"`{verdict}` has no evidence")]
    assert findings_of(outcomes.verdicts_without_evidence, assessed(verdict=verdict)) == []


@pytest.mark.parametrize("assessable", Assessable)
@pytest.mark.parametrize("why_not", [None, WhyNot.MANNER])
def test_there_is_a_reason_just_where_an_act_cannot_be_assessed(assessable, why_not):
    """A missing one is reported at `assessable`, a superfluous one where it is."""
    found = findings_of(outcomes.why_not_mismatches, followed(assessable=assessable, why_not=why_not))
    if (assessable is Assessable.NO) == (why_not is not None):
        assert found == []
    else:
        place = "why_not" if why_not else "assessable"
        assert found == [("RD329", FILE, (place,), f"why_not does not match assessable: {assessable}")]


@pytest.mark.parametrize(
    ("evidence", "fault"),
    [
        (replace(BY_LAW, document=None), "neither a document nor a record"),
        (replace(BY_LAW, record=INITIATIVE), "both a document and a record"),
        (replace(BY_RECORD, record=PROPOSAL), "the record itself"),
    ],
)
def test_evidence_is_one_document_or_one_other_record(evidence, fault):
    """Anything else is reported with the reason."""
    checkout = assessed(evidence=(BY_LAW, evidence))
    assert findings_of(outcomes.wrong_evidence, checkout) == [
        ("RD330", FILE, ("assessments", 0, "evidence", 1), f"the evidence is {fault}")
    ]


def test_an_unknown_document_is_found():
    """As every reference to a table."""
    checkout = without(followed(DONE), "documents", "loven")
    message = "`loven` is not among the documents in records/documents/"
    assert findings_of(references.unknown_references, checkout) == [
        ("RD302", FILE, ("assessments", 0, "evidence", 0, "document"), message)
    ]


@pytest.mark.parametrize(
    ("number", "retired", "code", "message", "advice"),
    [
        (9, None, "RD303", "there is no record `skovby-2020-brev.09`", None),
        (7, {}, "RD304", "the record `skovby-2020-brev.07` is withdrawn",
         "find other evidence: the record has no successor"),
        (7, {"replaced_by": INITIATIVE}, "RD304", "the record `skovby-2020-brev.07` is withdrawn",
         "write `skovby-2020-brev.03`"),
    ],
)  # fmt: skip
def test_a_record_that_is_evidence_is_in_the_data(number, retired, code, message, advice):
    """For a withdrawn one its successor is suggested."""
    checkout = assessed(evidence=(replace(BY_RECORD, record=RecordId(f"{SOURCE}.{number:02}")),))
    if retired is not None:
        checkout = put(checkout, "retired", f"{SOURCE}.07", tombstone(7, **retired))
    loc = ("assessments", 0, "evidence", 0, "record")
    assert findings_of(outcomes.unknown_evidence, checkout) == [(code, FILE, loc, message)]
    (found,) = outcomes.unknown_evidence(checkout)
    assert advice in (None, found.advice.en)


def test_of_an_unknown_source_every_record_is_expected():
    """So that a suggestion can be made."""
    checkout = assessed(evidence=(replace(BY_RECORD, record=RecordId("skovby-2020.01")),))
    (found,) = outcomes.unknown_evidence(checkout)
    assert found.expected == (PROPOSAL, STATEMENT, INITIATIVE)
    assert findings_of(outcomes.unknown_evidence, followed(DONE, checkout=broken(base(), "records", INITIATIVE))) == []


@pytest.mark.parametrize(("readers", "agreed"), [(1, None), (1, True), (1, False), (2, None), (2, False), (3, True)])
def test_a_single_reader_agrees_with_nobody(readers, agreed):
    """Of two readers or more it may be left out."""
    found = findings_of(outcomes.agreed_with_nobody, assessed(readers=readers, agreed=agreed))
    alone = ("RD331", FILE, ("assessments", 0, "agreed"), "a single reader cannot agree with anybody")
    assert found == ([alone] if readers == 1 and agreed is not None else [])


@pytest.mark.parametrize("verdict", Verdict)
def test_where_something_happened_scope_and_link_are_given(verdict):
    """They may be given elsewhere too."""
    checkout = assessed(verdict=verdict, scope=None, link=None)
    found = [message for *_, message in findings_of(outcomes.incomplete_verdicts, checkout)]
    nothing = verdict in {Verdict.REJECTED, Verdict.DROPPED, Verdict.NO_TRACE}
    assert found == ([] if nothing else [f"`{verdict}` needs scope", f"`{verdict}` needs link"])
    assert findings_of(outcomes.incomplete_verdicts, assessed(verdict=verdict)) == []


@pytest.mark.parametrize("verdict", Verdict)
def test_the_press_alone_does_not_carry_that_something_was_done(verdict):
    """It may carry that something is under way, was refused, given up or reversed."""
    press = replace(LAW, kind=DocumentKind.PRESS)
    assessment = replace(DONE, verdict=verdict, evidence=(BY_LAW, BY_LAW))
    found = findings_of(outcomes.press_alone, followed(assessment, law=press))
    done = verdict in {Verdict.DONE, Verdict.PARTLY, Verdict.DECIDED}
    message = f"`{verdict}` rests on the press alone"
    assert found == ([("RD333", FILE, ("assessments", 0, "verdict"), message)] if done else [])


@pytest.mark.parametrize("evidence", [(BY_LAW,), (BY_LAW, BY_RECORD), ()])
def test_other_evidence_is_enough(evidence):
    """A document of another kind, one that is not known, or a record; without any there is another finding."""
    press = replace(LAW, kind=DocumentKind.PRESS)
    if BY_RECORD in evidence:
        checkout = followed(replace(DONE, evidence=evidence), law=press)
    else:
        checkout = followed(replace(DONE, evidence=evidence))
    assert findings_of(outcomes.press_alone, checkout) == []
    assert findings_of(outcomes.press_alone, without(followed(DONE), "documents", "loven")) == []


def test_texts_of_outcomes_and_documents_are_compared_in_both_languages():
    """The rules of wording hold for them; what a document says may be repeated."""
    wrong = alter(assessed(text=Text("Der kom 17 regler.", "There were 18 rules.")), "documents", "loven", title=Label("Loven af 2021", "The act of 2020"))  # fmt: skip
    found = [(one.rule.code, one.loc) for one in check(wrong) if one.rule.code == "RD402"]
    assert found == [
        ("RD402", ("assessments", 0, "text", "da")), ("RD402", ("assessments", 0, "text", "en")),
        ("RD402", ("title", "da")), ("RD402", ("title", "en")),
    ]  # fmt: skip
    assert list(check(assessed(evidence=(BY_LAW,) * 4))) == []
