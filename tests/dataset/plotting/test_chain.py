"""The chart of a chain: a trace, and what became of the record."""

import pytest

import reformdata as rd
from reformdata.dataset.plotting.stacks import COLOURS
from reformdata.models import Verdict
from tests.dataset.plotting.charts import rows_with, words
from tests.dataset.tracing.conftest import FORUM, NORDBY
from tests.fixtures.corpus import BARE, INITIATIVE, PROPOSAL, STATEMENT


def _records(chart):
    """The rows of the table that are records, by id."""
    return {row["Id"]: row for row in chart.table if row["Id"]}


def _diamond(chart):
    """The mark of the verdict, if it has one."""
    return next((row for row in rows_with(chart, "shape") if row["shape"] == "diamond"), None)


def test_chain_is_a_trace_and_a_verdict(ds):
    """A row for each record, the oldest first, and the outcome at the end, at the days since which it holds."""
    chart = ds.plot.chain(PROPOSAL.id, "en")
    ids = list(ds.trace(PROPOSAL.id, depth=2).nodes)
    written = [text.replace("\xa0", " ") for text in words(chart)]

    assert list(_records(chart)) == ids
    assert [row["Title"] for row in _records(chart).values()] == [ds[id_].title.en for id_ in ids]
    assert set(written) >= {*(ds[id_].title.en for id_ in ids), "What became of it: done"}
    outcome = "An act has abolished the form. the whole country · since 2020-08 · assessed 2021-01-01"
    assert outcome in written
    assert (chart.table[-1]["Date"], chart.table[-1]["Title"]) == ("2020-08", f"What became of it: done – {outcome}")
    mark = _diamond(chart)
    assert (mark["y"], mark["x"] < mark["x2"]) == (max(row["y"] for row in rows_with(chart, "shape")), True)
    assert f"trace={PROPOSAL.id}. n = {len(ids)} records" in chart.description


def test_chain_says_how_records_are_related(web):
    """Each record to the one from which it was reached; lines are dark at the record that the chain is of."""
    root = f"{NORDBY}.03"
    chart = web.plot.chain(root, "en")
    written = [text.replace("\xa0", " ") for text in words(chart)]

    assert f"{NORDBY}.04 · initiative · 2018-05-03 · Nordby Municipality · implements .03" in written
    assert f"{FORUM}.01 · statement · 2019-05-03 · Nordby Municipality · answers {root}" in written
    assert _records(chart)[f"{FORUM}.01"]["Relation"] == f"answers {root}"
    lines = {row["line"]: row["near"] for row in rows_with(chart, "line")}
    steps = web.trace(root, depth=2).steps
    assert lines == {number: root in {step.start, step.end} for number, step in enumerate(steps)}


def test_chain_of_a_selection(web):
    """Only its records are shown, and only those that are reached through them."""
    root = f"{NORDBY}.03"
    chart = web.records.filter(kind="proposal").plot.chain(root)

    assert list(_records(chart)) == [root, f"{NORDBY}.08", f"{FORUM}.02"]
    assert f"Selection: kind=proposal; trace={root}. n = 3 records" in chart.description
    assert list(_records(web.plot.chain(root, depth=0))) == [root]


@pytest.mark.parametrize(
    ("record", "said", "placed"),
    [
        (BARE, "What became of it: cannot be assessed – too vague", False),
        (STATEMENT, None, False),
        (INITIATIVE, "What became of it: under way – The trial goes on. trial · assessed 2019-06-30", True),
    ],
)
def test_verdicts_without_a_day(record, said, placed, ds):
    """A verdict without a day is placed at its assessment; what has none is only written; a statement has no outcome."""
    chart = ds.plot.chain(record.id, depth=0)

    assert [row["Title"] for row in chart.table[1:]] == ([said] if said else [])
    assert bool(_diamond(chart)) == placed


def test_an_empty_mark_stands_at_the_day_of_the_assessment(ds):
    """If the day since which the verdict holds is not known; it is filled otherwise."""
    fills = [_diamond(ds.plot.chain(record.id))["colour"] for record in (INITIATIVE, PROPOSAL)]
    assert fills == ["white", COLOURS[Verdict.DONE]]


def test_long_ids_are_broken_after_a_hyphen(ds):
    """In a narrow column; the words of a sentence are not broken."""
    lines = [line for row in rows_with(ds.plot.chain(PROPOSAL.id, width="one"), "text") for line in row["text"]]
    assert f"{PROPOSAL.id.source}"[:10] in " ".join(lines)
    assert all(line.strip() for line in lines)


def test_chain_of_no_record(ds):
    """An unknown id and a negative depth are errors."""
    with pytest.raises(rd.UnknownIdError):
        ds.plot.chain("nordby-2018-blog.99")
    with pytest.raises(rd.ConditionValueError, match="depth=-1"):
        ds.plot.chain(PROPOSAL.id, depth=-1)
