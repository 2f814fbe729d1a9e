"""The proposals and initiatives to look into: assessed long ago, not assessed yet, or not followed at all."""

from datetime import date
from typing import NamedTuple

from reformdata.dataset.dataset import Dataset
from reformdata.models import Assessable, Statement, Verdict
from reformdata.models.ids import id_sort_key

SETTLED = frozenset({Verdict.DONE, Verdict.REJECTED, Verdict.DROPPED, Verdict.REVERSED})
"""The verdicts that need no second look."""


class FollowUp(NamedTuple):
    """The ids of the records to look into, by the reason."""

    old: tuple[str, ...]
    """The latest assessment is more than a year old and its verdict is not settled; the oldest first."""
    not_assessed: tuple[str, ...]
    """There is an outcome that can be assessed and has no assessment."""
    no_outcome: tuple[str, ...]
    """Proposals and initiatives without an outcome."""


def follow_up(dataset: Dataset, *, on: date) -> FollowUp:
    """The records of `dataset` to look into on the day `on`."""
    outcomes = dataset.outcomes
    latest = {id_: outcome.latest for id_, outcome in outcomes.items() if outcome.latest}
    old = [id_ for id_, one in latest.items() if one.verdict not in SETTLED and _is_over_a_year(one.as_of, on)]
    open_ids = (id_ for id_, outcome in outcomes.items() if outcome.assessable is not Assessable.NO)
    acts = (record.id for record in dataset.records if not isinstance(record, Statement))
    return FollowUp(
        old=tuple(sorted(old, key=lambda id_: (latest[id_].as_of, id_sort_key(id_)))),
        not_assessed=tuple(sorted((id_ for id_ in open_ids if id_ not in latest), key=id_sort_key)),
        no_outcome=tuple(id_ for id_ in acts if id_ not in outcomes),
    )


def _is_over_a_year(day: date, on: date) -> bool:
    # As tuples: 29 February plus a year is not in the calendar.
    return (day.year + 1, day.month, day.day) < (on.year, on.month, on.day)
