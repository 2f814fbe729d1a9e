"""`reformdata stats` and `reformdata demo`: what there is, counted, in a terminal."""

import json
from dataclasses import replace

import pytest

import reformdata as rd
from reformdata.cli.stats import account
from reformdata.dataset.statistics import DIMENSIONS
from reformdata.models.layout import align_columns, bars
from reformdata.store.compiling import write
from tests.fixtures.corpus import CORPUS, INITIATIVE, PROPOSAL


def test_counts_by_what_is_asked_for(command, compiled_file):
    """In the order given, with bars, and labels in the language."""
    assert command("stats", compiled_file, "--by", "kind", "--by", "year", "--lang", "da") == (
        0,
        f"""\
<Datasæt: reformdata {rd.__version__}, 4 poster fra 2 kilder, 2018–2019>

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


def test_what_became_of_the_acts(command, compiled_file):
    """What cannot be assessed, and what nobody has looked into, are counted apart from the verdicts; statements have none."""
    code, said, _ = command("stats", compiled_file, "--by", "verdict", "--by", "assessable", "--json")

    assert (code, json.loads(said)) == (
        0,
        {"verdict": {"done": 1, "not-assessable": 1, "under-way": 1}, "assessable": {"action": 2, "no": 1}},
    )


def test_acts_that_nobody_has_looked_into(tmp_path):
    """A record without an outcome, and an outcome without an assessment."""
    unassessed = replace(CORPUS.outcomes[INITIATIVE.id], assessments=())
    write(replace(CORPUS, outcomes={unassessed.id: unassessed}), tmp_path / "a.sqlite")
    data = rd.load(tmp_path / "a.sqlite")

    assert dict(data.stats("verdict")) == {"not-looked": 3}
    assert dict(data.stats("verdict", lang="en")) == {"not looked into yet": 3}


def test_counts_as_json(command, compiled_file):
    """By the values in the data."""
    code, said, _ = command("stats", compiled_file, "--json", "--by", "theme", "--by", "relation")

    assert (code, json.loads(said)) == (
        0,
        {
            "theme": {"deregulation": 3, "documentation": 1},
            "relation": {"answers": 1, "motivates": 1, "part-of": 1},
        },
    )


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_dimension_has_a_heading_and_every_value_a_label(command, compiled_file, ds, language):
    """All dimensions are counted by default."""
    _, said, _ = command("stats", compiled_file, "--lang", language)
    headings = [line for line in said.splitlines()[1:] if line and not line.startswith(" ")]

    assert len(set(headings)) == len(headings) == len(DIMENSIONS)
    assert headings[3] == {"da": "politikområder", "en": "policy areas"}[language]
    assert all(ds.stats(dimension, lang=language) for dimension in DIMENSIONS)


def test_data_without_records(command, empty_file):
    """Nothing is counted, and nothing fails."""
    assert command("stats", empty_file) == (
        0,
        f"<Dataset: reformdata {rd.__version__}, 0 records from 0 sources>\n",
        "",
    )
    danish = command("stats", empty_file, "--lang", "da")
    assert danish == (0, f"<Datasæt: reformdata {rd.__version__}, 0 poster fra 0 kilder>\n", "")
    code, said, _ = command("demo", empty_file, "--lang", "en")
    assert (code, said.splitlines()[2]) == (0, "Where to go from here:")


def test_the_rest_is_counted_too(ds):
    """Where only the most frequent are shown."""
    assert list(account(ds._store, {"kind": 1}, language="en")) == ["", "kind", "  initiative  2  ▇▇", "  … 2 more"]
    assert list(account(ds._store, {"kind": 2}, language="da"))[-1] == "  … 1 mere"


def test_bars_fit():
    """The longest has the full width, the shortest is still visible, and a long name is cut."""
    assert list(bars({"x" * 60: 1000, "y": 1}, width=10)) == [
        f"  {'x' * 47}…  1000  ▇▇▇▇▇▇▇▇▇▇",
        f"  y{' ' * 47}     1  ▇",
    ]
    assert list(bars({})) == []


def test_columns_are_aligned():
    """Words from the left, numbers to the right, no blanks at the end."""
    assert list(align_columns([("source", "records", ""), ("a", 7, "x"), ("bcd", 12, "")])) == [
        "source  records",
        "a             7  x",
        "bcd          12",
    ]


def test_demo(command, compiled_file):
    """Counts, one record in full, and further commands, in either language."""
    code, said, _ = command("demo", compiled_file, "--lang", "en")
    lines = said.splitlines()
    after = lines[lines.index("Where to go from here:") + 1 :]

    assert (code, lines[0]) == (0, f"<Dataset: reformdata {rd.__version__}, 4 records from 2 sources, 2018–2019>")
    assert lines[lines.index("One record in full:") + 2] == f"{PROPOSAL.id} · proposal · ought · abolish"
    assert [line.split()[1] for line in after if line.startswith("  reformdata")] == [
        "search", "stats", "trace", "coverage",
    ]  # fmt: skip
    assert "En post i sin helhed:" in command("demo", compiled_file, "--lang", "da")[1]
