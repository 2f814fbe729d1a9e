"""The outcomes of records: whether they can be assessed, in which order they were, and what the verdicts rest on."""

from collections.abc import Iterator
from itertools import pairwise

from reformdata.curation import rules
from reformdata.curation.checks.entries import broken_records, finding, source_of
from reformdata.curation.reading.checkout import Checkout
from reformdata.findings import Finding, Loc, Rule
from reformdata.messages import Message
from reformdata.models import Assessable, Assessment, DocumentKind, Evidence, Period, Statement, Verdict
from reformdata.models.dates import in_words
from reformdata.models.scalars import Date

NOTHING_HAPPENED = frozenset({Verdict.REJECTED, Verdict.DROPPED, Verdict.NO_TRACE})
"""The verdicts that need neither a scope nor a link."""

_SOMETHING_DONE = frozenset({Verdict.DONE, Verdict.PARTLY, Verdict.DECIDED})
"""The verdicts that the press alone does not carry."""


def outcomes_of_wrong_records(checkout: Checkout) -> Iterator[Finding]:
    """Only proposals and initiatives have an outcome: no statement, no withdrawn and no unknown record."""
    corpus = checkout.corpus
    known = corpus.records.keys() | broken_records(checkout)
    for id_ in corpus.outcomes:
        fault, expected = None, []
        if id_ in corpus.retired:
            fault = Message("posten er taget ud", "the record is withdrawn")
        elif id_ not in known:
            fault = Message("der er ingen sådan post", "there is no such record")
            expected = [one for one in sorted(known) if source_of(one) == source_of(id_)]
        elif isinstance(corpus.records.get(id_), Statement):
            fault = Message("posten er et udsagn", "the record is a statement")
        if fault:
            yield finding(
                checkout,
                rules.OUTCOME_OF_WRONG_RECORD,
                "outcomes",
                id_,
                ("id",),
                found=id_,
                expected=expected,
                fault=fault,
            )


def assessments_too_early(checkout: Checkout) -> Iterator[Finding]:
    """An assessment is not older than its record, nor than the documents and records that it rests on."""
    for id_, loc, assessment in _assessments(checkout):
        for place, first, dated, what in _dated(checkout, id_, assessment):
            if assessment.as_of < first:
                yield finding(
                    checkout, rules.ASSESSMENT_TOO_EARLY, "outcomes", id_, (*loc, *place),
                    day=in_words(assessment.as_of), what=what, other=in_words(dated),
                )  # fmt: skip


def _dated(checkout: Checkout, id_: str, assessment: Assessment) -> Iterator[tuple[Loc, Date, Date | Period, Message]]:
    """What an assessment rests on, as far as its date is known: its place, its first possible day, its date, its name."""
    if day := _day_of_record(checkout, id_):
        yield ("as_of",), day, day, Message("posten", "the record")
    for number, evidence in enumerate(assessment.evidence):
        document = checkout.corpus.documents.get(evidence.document or "")
        if document and document.date and (first := document.date.earliest):
            what = Message(f"dokumentet `{document.id}`", f"the document `{document.id}`")
            dated = first if document.date.is_interval else document.date
            yield ("evidence", number, "document"), first, dated, what
        if evidence.record and (day := _day_of_record(checkout, evidence.record)):
            what = Message(f"posten `{evidence.record}`", f"the record `{evidence.record}`")
            yield ("evidence", number, "record"), day, day, what


def _day_of_record(checkout: Checkout, id_: str) -> Date | None:
    record, source = checkout.corpus.records.get(id_), checkout.corpus.sources.get(source_of(id_))
    return record.stated_date or source.date if record and source else None


def no_traces_without_search(checkout: Checkout) -> Iterator[Finding]:
    """Who found nothing says where and for what they searched."""
    for id_, loc, assessment in _assessments(checkout):
        if assessment.verdict is Verdict.NO_TRACE and not assessment.searched:
            yield _about_verdict(checkout, rules.NO_TRACE_WITHOUT_SEARCH, id_, loc, assessment)


def assessments_of_unassessable(checkout: Checkout) -> Iterator[Finding]:
    """What cannot be assessed is not assessed."""
    for id_, outcome in checkout.corpus.outcomes.items():
        if outcome.assessable is Assessable.NO and outcome.assessments:
            yield finding(checkout, rules.ASSESSMENT_OF_UNASSESSABLE, "outcomes", id_, ("assessments",), on_key=True)


def assessments_out_of_order(checkout: Checkout) -> Iterator[Finding]:
    """The assessments of an outcome are in the order of their days, at most one for each day."""
    for id_, outcome in checkout.corpus.outcomes.items():
        days = [one.as_of for one in outcome.assessments]
        for number, (before, day) in enumerate(pairwise(days), start=1):
            if day <= before:
                loc = ("assessments", number, "as_of")
                yield finding(
                    checkout, rules.ASSESSMENTS_OUT_OF_ORDER, "outcomes", id_, loc,
                    found=str(day), day=in_words(day), other=in_words(before),
                )  # fmt: skip


def verdicts_without_evidence(checkout: Checkout) -> Iterator[Finding]:
    """Every verdict has evidence, unless nothing was found."""
    for id_, loc, assessment in _assessments(checkout):
        if assessment.verdict is not Verdict.NO_TRACE and not assessment.evidence:
            yield _about_verdict(checkout, rules.VERDICT_WITHOUT_EVIDENCE, id_, loc, assessment)


def why_not_mismatches(checkout: Checkout) -> Iterator[Finding]:
    """There is a reason why an act cannot be assessed just if it cannot."""
    for id_, outcome in checkout.corpus.outcomes.items():
        if (outcome.assessable is Assessable.NO) != (outcome.why_not is not None):
            loc = ("why_not",) if outcome.why_not else ("assessable",)
            yield finding(checkout, rules.WHY_NOT_MISMATCH, "outcomes", id_, loc, found=outcome.assessable)
        if outcome.assessable is not Assessable.NO and outcome.test is None:
            yield finding(checkout, rules.OUTCOME_WITHOUT_TEST, "outcomes", id_, ("assessable",))


def wrong_evidence(checkout: Checkout) -> Iterator[Finding]:
    """Every piece of evidence is one document or one other record."""
    for id_, loc, evidence in _evidence(checkout):
        fault = None
        if evidence.document is None and evidence.record is None:
            fault = Message("hverken et dokument eller en post", "neither a document nor a record")
        elif evidence.document and evidence.record:
            fault = Message("både et dokument og en post", "both a document and a record")
        elif evidence.record == id_:
            fault = Message("posten selv", "the record itself")
        if fault:
            yield finding(checkout, rules.WRONG_EVIDENCE, "outcomes", id_, loc, fault=fault)


def unknown_evidence(checkout: Checkout) -> Iterator[Finding]:
    """Every record that is evidence exists and is not withdrawn."""
    corpus = checkout.corpus
    known = corpus.records.keys() | broken_records(checkout)
    for id_, loc, evidence in _evidence(checkout):
        found, place = evidence.record, (*loc, "record")
        if found is None:
            continue
        if found in corpus.retired:
            successor = corpus.retired[found].replaced_by
            advice = Message(f"skriv `{successor}`", f"write `{successor}`") if successor else _NO_SUCCESSOR
            yield finding(checkout, rules.RELATION_TO_RETIRED, "outcomes", id_, place, found=found, advice=advice)
        elif found not in known:
            same_source = [one for one in sorted(known) if source_of(one) == found.source]
            yield finding(
                checkout,
                rules.DANGLING_RELATION,
                "outcomes",
                id_,
                place,
                found=found,
                expected=same_source or sorted(known),
            )


_NO_SUCCESSOR = Message(
    "find et andet belæg; posten har ingen afløser", "find other evidence: the record has no successor"
)


def agreed_with_nobody(checkout: Checkout) -> Iterator[Finding]:
    """Only two readers or more can have agreed."""
    for id_, loc, assessment in _assessments(checkout):
        if assessment.agreed is not None and assessment.readers == 1:
            yield finding(checkout, rules.AGREED_WITH_NOBODY, "outcomes", id_, (*loc, "agreed"))


def incomplete_verdicts(checkout: Checkout) -> Iterator[Finding]:
    """Where something happened, the assessment says where, and how it stands to the record."""
    for id_, loc, assessment in _assessments(checkout):
        for field in ("scope", "link"):
            if assessment.verdict not in NOTHING_HAPPENED and getattr(assessment, field) is None:
                yield _about_verdict(checkout, rules.INCOMPLETE_VERDICT, id_, loc, assessment, field=field)


def press_alone(checkout: Checkout) -> Iterator[Finding]:
    """Not only the press says that something was done or decided."""
    documents = checkout.corpus.documents
    for id_, loc, assessment in _assessments(checkout):
        named = [documents.get(one.document or "") for one in assessment.evidence]
        if (
            assessment.verdict in _SOMETHING_DONE
            and named
            and all(one is not None and one.kind is DocumentKind.PRESS for one in named)
        ):
            yield _about_verdict(checkout, rules.PRESS_ALONE, id_, loc, assessment)


def _assessments(checkout: Checkout) -> Iterator[tuple[str, Loc, Assessment]]:
    """Every assessment, with the id of its outcome and its place there."""
    for id_, outcome in checkout.corpus.outcomes.items():
        for number, assessment in enumerate(outcome.assessments):
            yield id_, ("assessments", number), assessment


def _evidence(checkout: Checkout) -> Iterator[tuple[str, Loc, Evidence]]:
    """Every piece of evidence, with the id of its outcome and its place there."""
    for id_, loc, assessment in _assessments(checkout):
        for number, evidence in enumerate(assessment.evidence):
            yield id_, (*loc, "evidence", number), evidence


def _about_verdict(
    checkout: Checkout, rule: Rule, id_: str, loc: Loc, assessment: Assessment, /, **details: str
) -> Finding:
    return finding(checkout, rule, "outcomes", id_, (*loc, "verdict"), found=assessment.verdict, **details)
