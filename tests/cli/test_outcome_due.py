"""`reformdata outcome due`: what to follow up."""

import shutil
from dataclasses import replace
from datetime import date

import pytest

from reformdata.dataset.follow_up import FollowUp, follow_up
from reformdata.models import Assessable, Verdict
from tests.curation.rules.pages import FIXTURE
from tests.fixtures.corpus import CORPUS, PROPOSAL

UNDER_WAY = "nordby-2018-blog.03"
"""Assessed on 2019-06-30; the outcome of `PROPOSAL` is settled."""


class _Dataset:
    """Records and outcomes, as a data set has them."""

    def __init__(self, outcomes):
        self.records = CORPUS.records.values()
        self.outcomes = outcomes


@pytest.mark.parametrize(
    ("on", "old"), [("2020-06-30", ()), ("2020-07-01", (UNDER_WAY,)), ("2019-06-30", ()), ("2018-01-01", ())]
)
def test_an_assessment_is_old_after_more_than_a_year(on, old):
    """On the day itself a year later it is not."""
    assert follow_up(_Dataset(CORPUS.outcomes), on=date.fromisoformat(on)).old == old


@pytest.mark.parametrize("verdict", Verdict)
def test_a_settled_verdict_needs_no_second_look(verdict):
    """However old it is; of several assessments the latest counts."""
    outcome = CORPUS.outcomes[PROPOSAL.id]
    latest = replace(outcome.assessments[-1], verdict=verdict)
    changed = replace(outcome, assessments=(outcome.assessments[0], latest))
    settled = verdict in {Verdict.DONE, Verdict.REJECTED, Verdict.DROPPED, Verdict.REVERSED}
    due = follow_up(_Dataset({PROPOSAL.id: changed}), on=date(2030, 1, 1))
    assert due.old == (() if settled else (PROPOSAL.id,))


def test_29_february():
    """A year after it is 28 February; the day after that is more."""
    outcome = CORPUS.outcomes[UNDER_WAY]
    leap = replace(outcome, assessments=(replace(outcome.assessments[0], as_of=date(2020, 2, 29)),))
    due = [follow_up(_Dataset({UNDER_WAY: leap}), on=on).old for on in (date(2021, 2, 28), date(2021, 3, 1))]
    assert due == [(), (UNDER_WAY,)]


def test_acts_without_an_assessment_or_an_outcome():
    """What cannot be assessed is neither, and a statement is never listed."""
    outcomes = {id_: replace(outcome, assessments=()) for id_, outcome in CORPUS.outcomes.items()}
    assert follow_up(_Dataset(outcomes), on=date(2030, 1, 1)).not_assessed == (PROPOSAL.id, UNDER_WAY)
    acts = tuple(id_ for id_, record in CORPUS.records.items() if record.kind != "statement")
    assert follow_up(_Dataset({}), on=date(2030, 1, 1)) == FollowUp((), (), acts)
    assert [one.assessable for one in CORPUS.outcomes.values()].count(Assessable.NO) == 1


@pytest.fixture
def root(tmp_path):
    """A checkout with two acts, of which one was assessed in 2022."""
    root = shutil.copytree(FIXTURE, tmp_path / "checkout")
    (root / "records/outcomes").mkdir()
    (root / "records/outcomes/skovby-2020-brev.01.yaml").write_text(
        "id: skovby-2020-brev.01\ntest: {da: Loven er ændret, en: The act is changed}\nassessable: action\nassessments:\n"
        "  - as_of: 2022-01-01\n    verdict: no-trace\n    text: {da: Intet er fundet, en: Nothing was found}\n"
        "    searched: [{place: folketinget.example, query: mad}]\n    readers: 1\n",
        encoding="utf-8",
    )
    return root


def test_lists_with_counts(command, root):
    """Each record with its title; an old assessment with its day and verdict."""
    assert command("outcome", "due", "--root", root, "--date", "2023-01-02") == (
        0,
        """\
assessed more than a year ago: 1
  skovby-2020-brev.01  2022-01-01  no trace  The Schools Act ought to leave the municipalities free to offer meals
can be assessed and not assessed yet: 0
without an outcome: 1
  skovby-2020-brev.03  Skovby tries out regular meals at all its schools
""",
        "",
    )


def test_lists_in_danish(command, root):
    """The same, with nothing old yet."""
    assert command("outcome", "due", "--root", root, "--date", "2022-06-01", "--lang", "da") == (
        0,
        """\
vurderet for mere end et år siden: 0
kan vurderes og er ikke vurderet endnu: 0
uden et udfald: 1
  skovby-2020-brev.03  Skovby prøver en fast madordning på alle sine skoler
""",
        "",
    )


def test_a_checkout_with_errors(command, root):
    """An outcome that cannot be read would be missing from the lists."""
    (root / "records/outcomes/skovby-2020-brev.01.yaml").write_text("id: [", encoding="utf-8")
    code, out, _ = command("outcome", "due", "--root", root)
    assert (code, out) == (1, "")


def test_a_wrong_day(command, root):
    """It is wrong use."""
    message = "reformdata: `soon` is not a date; write 26 September 2022, 26/9-2022 or 2022-09-26\n"
    assert command("outcome", "due", "--root", root, "--date", "soon") == (2, "", message)
