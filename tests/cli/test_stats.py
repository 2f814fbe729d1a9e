"""`reformdata stats` and `reformdata demo`: what there is, counted, in a terminal."""

import json

import pytest

from reformdata.cli.stats import account
from reformdata.cli.terminal import aligned, bars
from reformdata.dataset.statistics import DIMENSIONS, count, label
from tests.fixtures.corpus import PROPOSAL


def test_counts_by_what_is_asked_for(command, compiled_file):
    """In its order, with bars and words in the language."""
    assert command("stats", compiled_file, "--by", "kind", "--by", "year", "--lang", "da") == (
        0,
        """\
<Dataset: reformdata 0.1.0, 4 records from 2 sources, 2018–2019>

art
  initiativ  2  ▇▇
  forslag    1  ▇
  udsagn     1  ▇

år
  2018  3  ▇▇▇
  2019  1  ▇
""",
        "",
    )


def test_counts_as_json(command, compiled_file):
    """By the values of the data, which are no words of a language."""
    code, said, _ = command("stats", compiled_file, "--json", "--by", "theme", "--by", "relation")

    assert (code, json.loads(said)) == (
        0,
        {
            "theme": {"deregulation": 3, "documentation": 1},
            "relation": {"answers": 1, "motivates": 1, "part-of": 1},
        },
    )


@pytest.mark.parametrize("language", ["da", "en"])
def test_all_that_can_be_counted_has_a_heading(command, compiled_file, language):
    """And is counted if nothing is asked for."""
    _, said, _ = command("stats", compiled_file, "--lang", language)
    headings = [line for line in said.splitlines()[1:] if line and not line.startswith(" ")]

    assert len(set(headings)) == len(headings) == len(DIMENSIONS)
    assert headings[3] == {"da": "politikområder", "en": "policy areas"}[language]


def test_wrong_dimension(command, compiled_file):
    """Wrong use, with what there is."""
    with pytest.raises(SystemExit) as left:
        command("stats", compiled_file, "--by", "colour")
    assert left.value.code == 2


def test_data_without_records(command, empty_file):
    """Nothing is counted, and nothing fails."""
    assert command("stats", empty_file) == (0, "<Dataset: reformdata 0.1.0, 0 records from 0 sources>\n", "")
    code, said, _ = command("demo", empty_file, "--lang", "en")
    assert (code, said.splitlines()[2]) == (0, "Where to go from here:")


@pytest.mark.parametrize("dimension", DIMENSIONS)
def test_every_value_that_is_counted_has_a_label(ds, dimension):
    """In both languages."""
    labels = [label(ds, dimension, value) for value in count(ds, dimension)]

    assert labels
    assert all(one.da and one.en for one in labels)


def test_the_most_come_first_and_years_in_their_order(ds):
    """Equal counts by their names."""
    assert list(count(ds, "kind").items()) == [("initiative", 2), ("proposal", 1), ("statement", 1)]
    assert list(count(ds, "area").items()) == [("primary-schools", 3), ("schools", 1)]
    assert list(count(ds, "year").items()) == [("2018", 3), ("2019", 1)]
    assert list(count(ds, "addressee")) == ["folketinget", "kommunerne"]


def test_a_value_that_is_newer_than_this_version_is_its_own_label(ds):
    """And a dimension that is none is told with those that there are."""
    assert label(ds, "tone", "ironic").da == "ironic"
    with pytest.raises(ValueError, match="cannot count by 'colour': choose one of kind, source"):
        count(ds, "colour")


def test_the_rest_is_counted_too(ds):
    """Where only the most frequent are shown."""
    assert list(account(ds, "kind", language="en", most=1)) == ["", "kind", "  initiative  2  ▇▇", "  … 2 more"]
    assert list(account(ds, "kind", language="da", most=2))[-1] == "  … 1 mere"


def test_bars_fit():
    """The longest is as long as is allowed, the shortest still seen, a long name cut."""
    assert list(bars({"x" * 60: 1000, "y": 1}, width=10)) == [
        f"  {'x' * 47}…  1000  ▇▇▇▇▇▇▇▇▇▇",
        f"  y{' ' * 47}     1  ▇",
    ]
    assert list(bars({})) == []


def test_columns_are_aligned():
    """Words from the left, numbers to the right, no blanks at the end."""
    assert list(aligned([("source", "records", ""), ("a", 7, "x"), ("bcd", 12, "")])) == [
        "source  records",
        "a             7  x",
        "bcd          12",
    ]


def test_demo(command, compiled_file):
    """What there is, one record in full, and where to go on; the commands that it names exist."""
    code, said, _ = command("demo", compiled_file, "--lang", "en")
    lines = said.splitlines()
    after = lines[lines.index("Where to go from here:") + 1 :]

    assert (code, lines[0]) == (0, "<Dataset: reformdata 0.1.0, 4 records from 2 sources, 2018–2019>")
    assert lines[lines.index("One record in full:") + 2] == f"{PROPOSAL.id} · proposal · ought · abolish"
    assert [line.split()[1] for line in after if line.startswith("  reformdata")] == [
        "search", "stats", "trace", "coverage",
    ]  # fmt: skip


def test_demo_in_danish(command, compiled_file):
    """All that is said."""
    _, said, _ = command("demo", compiled_file, "--lang", "da")

    assert "En post i sin helhed:" in said
    assert "hvad der kom før, og hvad der kom af det" in said
