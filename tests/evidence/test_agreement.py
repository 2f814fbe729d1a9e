"""The agreement of two readers: acts matched through the records that they became."""

import json

import pytest

from reformdata.cli import main
from reformdata.curation.reading.checkout import read_checkout
from reformdata.evidence.agreement import NONE, Agreement, agreement_of
from reformdata.models import Kind, ReadAct, Readings, RecordId
from tests import ROOT

ONE, TWO = RecordId("brev.01"), RecordId("brev.02")


def _act(*records, kind=Kind.PROPOSAL, voice="kl", paragraphs=(1,)):
    return ReadAct(paragraphs=paragraphs, kind=kind, voice=voice, records=records)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        # Acts that became one record are matched, whether or not the readers gave them the same kind and voice.
        ([_act(ONE)], [_act(ONE)], (1, 1, 1, 1, 1)),
        ([_act(ONE)], [_act(ONE, kind=Kind.STATEMENT, voice="klk")], (1, 1, 1, 0, 0)),
        # An act that only one reader named, or that became no record, is not matched.
        ([_act(ONE), _act(TWO)], [_act(ONE), _act()], (2, 2, 1, 1, 1)),
        # One reader kept together what the other split: one pair, one act left over.
        ([_act(ONE, TWO)], [_act(ONE), _act(TWO)], (1, 2, 1, 1, 1)),
        # Of several acts the most similar are paired: first by kind, then by voice, then by shared paragraphs.
        (
            [_act(ONE, paragraphs=(1, 2))],
            [_act(ONE, kind=Kind.STATEMENT, paragraphs=(1, 2)), _act(ONE, paragraphs=(2, 3))],
            (1, 2, 1, 1, 1),
        ),
    ],
)
def test_acts_are_matched_through_their_records(first, second, expected):
    """The figures are acts of each reader, pairs, and pairs of the same kind and the same voice."""
    one = agreement_of(Readings(codebook="1.1", first=tuple(first), second=tuple(second)))
    assert (one.first, one.second, one.matched, one.same_kind, one.same_voice) == expected


def test_shares_are_calculated_from_the_counts():
    """F1 is over all acts named; kind and voice over the matched ones."""
    one = Agreement(first=5, second=3, matched=3, same_kind=2, same_voice=3)
    assert (one.f1, one.kind, one.voice) == (0.75, 2 / 3, 1.0)
    assert one + one == Agreement(first=10, second=6, matched=6, same_kind=4, same_voice=6)
    # Without acts there is no disagreement.
    assert (NONE.f1, NONE.kind, NONE.voice) == (1.0, 1.0, 1.0)


def test_the_command_prints_a_line_a_source_and_the_total(tiny_checkout, capsys):
    """As columns, as Markdown in Danish, and as JSON with the counts that the shares are of."""
    assert main(["agreement", str(tiny_checkout), "--lang", "en"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "source  1st reader  2nd reader  matched  F1    kind  voice",
        "brev             2           1        1  0.67  1.00  1.00",
        "total            2           1        1  0.67  1.00  1.00",
    ]
    assert main(["agreement", str(tiny_checkout), "--lang", "da", "--format", "markdown"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "| kilde | 1. læser | 2. læser | fælles | F1 | art | stemme |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
        "| brev | 2 | 1 | 1 | 0.67 | 1.00 | 1.00 |",
        "| i alt | 2 | 1 | 1 | 0.67 | 1.00 | 1.00 |",
    ]
    assert main(["agreement", str(tiny_checkout), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "brev": {"first": 2, "second": 1, "matched": 1, "same_kind": 1, "same_voice": 1, "f1": 2 / 3, "kind": 1.0, "voice": 1.0}
    }  # fmt: skip


@pytest.mark.shipped
def test_the_datasheet_has_the_figures_of_the_sources_that_it_lists():
    """A source that came later does not have to be in the table; it is that of an edition."""
    root = ROOT
    page = (root / "docs/datasheet.md").read_text(encoding="utf-8")
    table = page.partition("<!-- agreement: start -->\n")[2].partition("<!-- agreement: end -->")[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()[2:]]
    readings = read_checkout(root).corpus.readings
    figures = {name: agreement_of(readings[name]) for name, *_ in rows if name in readings}
    figures["total"] = sum(figures.values(), NONE)
    assert rows == [
        [name, *map(str, (one.first, one.second, one.matched)), *(f"{part:.2f}" for part in (one.f1, one.kind, one.voice))]
        for name, one in figures.items()
    ]  # fmt: skip


def test_a_folder_without_readings_is_wrong_use(tmp_path, capsys):
    """Without readings there is no agreement to report."""
    assert main(["agreement", str(tmp_path)]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err == f"reformdata: no data of reformdata in {tmp_path}: no source in it has a readings.yaml\n"
