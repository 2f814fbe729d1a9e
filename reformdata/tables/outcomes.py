"""The tables of outcomes: one row for each record that is followed, one for each assessment, its evidence and its searches.

A row of `outcomes` has the latest assessment beside it; its cells are empty where there is none yet.
"""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from reformdata.messages import Message
from reformdata.models import Assessment, BlindCodes, Corpus, Doc, Evidence, Outcome, Search
from reformdata.models.fields import field_of
from reformdata.models.labels import TABLE_LABELS
from reformdata.tables.columns import (
    Column,
    ForeignKey,
    Table,
    bilingual,
    column,
    make_table,
    objects,
    optional,
    period_days,
    position_column,
)


def _verdict(path: str) -> Iterator[Column]:
    """The columns of the assessment at `path` that `outcomes` and `assessments` have in common."""
    for name in ("as_of", "verdict", "scope", "link", "since"):
        yield column(Assessment, name, path=f"{path}.{name}")
    yield from period_days(f"{path}.since", "since")
    yield from bilingual(Assessment, "text", path=f"{path}.text")


class _Assessed(NamedTuple):
    """An assessment of an outcome."""

    owner: Outcome
    value: Assessment


class _Part(NamedTuple):
    """A piece of evidence, or a search, of an assessment."""

    owner: Outcome
    of: Assessment
    position: int
    value: Any


def _assessments(corpus: Corpus) -> Iterator[_Assessed]:
    for outcome in corpus.outcomes.values():
        for assessment in outcome.assessments:
            yield _Assessed(outcome, assessment)


def _parts(name: str) -> Callable[[Corpus], Iterator[_Part]]:
    """A function that gets the members of the field `name` of each assessment."""

    def found(corpus: Corpus) -> Iterator[_Part]:
        for owner, assessment in _assessments(corpus):
            for position, value in enumerate(getattr(assessment, name), start=1):
                yield _Part(owner, assessment, position, value)

    return found


_RECORD = column(Outcome, "id", called="record", path="owner.id")
_OF_OUTCOME = ForeignKey(("record",), "outcomes", ("record",))
_OF_ASSESSMENT = ForeignKey(("record", "as_of"), "assessments", ("record", "as_of"))

_OUTCOMES = make_table(
    "outcomes",
    TABLE_LABELS["outcomes"],
    Doc(
        "Hvad der blev af hvert forslag og initiativ, der følges, efter den seneste vurdering; tomt, når der ingen er endnu.",
        "What became of each proposal and initiative that is followed, by the latest assessment; empty where there is none yet.",
    ),
    columns=(
        column(Outcome, "id", called="record"),
        column(Outcome, "assessable"),
        column(Outcome, "why_not"),
        *bilingual(Outcome, "test"),
        *optional(
            column(BlindCodes, name, called=f"{name}_reading", path=f"readings.{name}") for name in ("first", "second")
        ),
        *optional(_verdict("latest")),
    ),
    rows=objects("outcomes"),
    primary_key=("record",),
)

_ASSESSMENTS = make_table(
    "assessments",
    Message("Vurderinger", "Assessments"),
    Doc(
        "Hver vurdering af hvert udfald, den ældste først.",
        "Every assessment of every outcome, the oldest first.",
    ),
    columns=(
        _RECORD,
        *_verdict("value"),
        column(Assessment, "readers", path="value.readers"),
        column(Assessment, "agreed", path="value.agreed"),
    ),
    rows=_assessments,
    primary_key=("record", "as_of"),
    foreign_keys=(_OF_OUTCOME,),
)

_EVIDENCE = make_table(
    "evidence",
    Message("Belæg", "Evidence"),
    field_of(Assessment, "evidence").doc,
    columns=(
        _RECORD,
        column(Assessment, "as_of", path="of.as_of"),
        position_column(),
        column(Evidence, "document", path="value.document"),
        column(Evidence, "record", called="other_record", path="value.record"),
        *bilingual(Evidence, "says", path="value.says"),
    ),
    rows=_parts("evidence"),
    primary_key=("record", "as_of", "position"),
    foreign_keys=(_OF_ASSESSMENT,),
)

_SEARCHES = make_table(
    "searches",
    Message("Søgninger", "Searches"),
    field_of(Assessment, "searched").doc,
    columns=(
        _RECORD,
        column(Assessment, "as_of", path="of.as_of"),
        position_column(),
        column(Search, "place", path="value.place"),
        column(Search, "query", path="value.query"),
    ),
    rows=_parts("searched"),
    primary_key=("record", "as_of", "position"),
    foreign_keys=(_OF_ASSESSMENT,),
)

OUTCOMES: tuple[Table, ...] = (_OUTCOMES, _ASSESSMENTS, _EVIDENCE, _SEARCHES)
"""Each after the tables that it points to."""
