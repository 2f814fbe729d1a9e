"""`reformdata sample`: records drawn at random, for an audit."""

import csv

import pytest

from reformdata.repository.audits.form import COLUMNS, CRITERIA
from tests.fixtures.corpus import INITIATIVE, PROPOSAL


@pytest.fixture
def sample(command, compiled_file):
    """Runs the command on the small data set, with the seed 1."""
    return lambda *words: command("sample", "--seed", 1, "--data", compiled_file, *words)


def test_the_list_has_ids_and_titles(sample):
    """In the language that is chosen."""
    assert sample("--size", 2, "--lang", "da") == (
        0,
        "landsforum-2019-nyhed.01  Afskaf skemaet, og lad lærerne planlægge selv\n"
        "nordby-2018-blog.03       Nordby prøver skoler uden skema\n",
        "",
    )


def test_the_form_has_a_row_for_each_record(sample):
    """Id and paragraphs are filled in, and the reader fills in the rest."""
    code, printed, _ = sample("--size", 2, "--format", "csv")

    first, second = csv.DictReader(printed.splitlines())
    assert code == 0
    assert tuple(first) == COLUMNS
    assert [row.pop("id") for row in (first, second)] == [PROPOSAL.id, INITIATIVE.id]
    assert first.pop("paragraphs") == "2; 4"
    assert set(first.values()) == {""}


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_sheet_has_each_record_in_full_and_a_box_for_each_criterion(sample, command, compiled_file, language):
    """The record is as `show` prints it, indented so that it is a block of code."""
    _, shown, _ = command("show", PROPOSAL.id, "--data", compiled_file, "--lang", language)

    code, printed, _ = sample("--size", 1, "--format", "markdown", "--lang", language)

    heading, _, rest = printed.partition("\n\n")
    card, _, boxes = rest.partition("- [ ]")
    assert (code, heading) == (0, f"## {PROPOSAL.id}")
    assert [line.removeprefix("    ") for line in card.splitlines()] == shown.splitlines()
    assert all(one.passes.in_(language) in boxes for one in CRITERIA.values())
    assert boxes.count("- [ ]") == len(CRITERIA)


def test_a_sample_of_60_needs_60_records(sample):
    """A smaller one would pass for an audit."""
    assert sample() == (2, "", "reformdata: n=60: no such value; give a number from 0 to 4\n")
