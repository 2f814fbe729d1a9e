"""What the records make of a source of which something is missing; a whole one is in `test_commands`."""

from dataclasses import replace
from types import MappingProxyType

import pytest

from reformdata.curation.reading.checkout import read_checkout
from reformdata.evidence.coverage import coverage_of
from reformdata.models import Corpus


def test_paragraph_that_nothing_accounts_for_is_uncovered(checkout):
    """Without one record its paragraphs are neither cited nor skipped."""
    corpus = read_checkout(checkout).corpus
    fewer = {id_: record for id_, record in corpus.records.items() if not id_.endswith(".03")}
    total = coverage_of(replace(corpus, records=MappingProxyType(fewer))).total
    assert (total.cited, total.uncovered, sum(total.skipped.values())) == (5, 6, 10)


def test_years_without_a_source(ds):
    """They are named between the first and the last."""
    coverage = ds.coverage()._replace(years={"nordby-2018-blog": 2016, "landsforum-2019-nyhed": 2019})
    assert coverage.to_text("da").startswith("Data har i alt 2 kilder, fra årene 2016, 2019; ingen fra 2017, 2018.\n")
    assert coverage_of(Corpus()).to_text().startswith("The data has 0 sources in all, of the years –.\n")


def test_record_of_a_source_that_is_not_there_is_not_counted(checkout):
    """It is for `validate` to report."""
    corpus = read_checkout(checkout).corpus
    total = coverage_of(Corpus(records=corpus.records)).total
    assert (total.paragraphs, total.cited, total.uncovered, set(total.records.values())) == (0, 0, 0, {0})


def test_the_coverage_of_a_data_set_is_what_the_command_prints(ds, compiled_file, command):
    """In either language; the `repr` and a notebook have the figures too."""
    coverage = ds.coverage()

    for lang in ("da", "en"):
        assert command("coverage", compiled_file, "--lang", lang) == (0, f"{coverage.to_text(lang)}\n", "")
    assert str(coverage) == coverage.to_text("en")
    assert repr(coverage) == "<Coverage: 2 sources, 10 paragraphs: 6 cited, 4 skipped, 0 uncovered>"
    assert coverage._repr_html_().count("<table>") == 3
    assert str(coverage).splitlines()[:2] == [
        "The data has 2 sources in all, of the years 2018, 2019.",
        "Of 10 paragraphs, records cite 6, 4 were skipped for a reason (heading 1, byline 2, furniture 1), and 0 are uncovered.",
    ]
    frame = coverage.to_pandas("da")
    assert frame.loc["nordby-2018-blog", ["år", "afsnit", "brugt", "forfatterlinje", "udsagn"]].tolist() == [
        2018,
        6,
        4,
        2,
        1,
    ]
    assert list(frame.index) == list(coverage.sources)
    with pytest.raises(ValueError, match="lang='sv'"):
        coverage.to_text("sv")
