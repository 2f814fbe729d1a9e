"""Own data and published data, loaded as one."""

from contextlib import closing
from dataclasses import fields

import pytest

import reformdata as rd
from reformdata.curation.reading.checkout import read_checkout
from reformdata.dataset.citing.selections import verify_citation
from reformdata.dataset.opening import open_store
from reformdata.models import Corpus
from reformdata.store.compiling import corpus_of, write
from tests.curation.rules.pages import FIXTURE
from tests.dataset.overlay.conftest import RECORD
from tests.fixtures.corpus import CORPUS

pytestmark = pytest.mark.shipped


def test_both_are_there(own):
    """In the order of the ids, with their relations across."""
    ds = rd.load([FIXTURE, str(own)])
    assert ds.records.ids == ("eget-2021-notat.01", *rd.load(FIXTURE).records.ids)
    assert ds["eget-2021-notat.01"].relations[0].to == "skovby-2020-brev.02"
    assert [record.id for record in ds.records.filter(area="schools", since=2021)] == ["eget-2021-notat.01"]
    assert [record.id for record in ds.search("køkkenet")] == ["eget-2021-notat.01"]
    with closing(ds.connect()) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_none_is_the_installed_data(tmp_path):
    """A folder that adds nothing leaves it as it is, but for how it is cited."""
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "areas.yaml").write_text("[]\n")
    installed = rd.load()
    assert list(rd.load([None, tmp_path]).records) == list(installed.records)


def test_a_list_of_one_is_that_one():
    """Whole values, whether it was compiled or read."""
    assert list(rd.load([FIXTURE]).records) == list(rd.load(FIXTURE).records)
    assert rd.load([FIXTURE]).citation == rd.load(FIXTURE).citation


def test_the_citation_names_the_overlay(own):
    """In every style."""
    ds = rd.load((FIXTURE, own))
    assert ds.citation == f"{rd.load(FIXTURE).citation} With own data from own."
    assert ds.cite() == ds.citation
    assert "Med egne data fra own." in ds.cite("eget-2021-notat.01", style="bibtex", lang="da")


def test_as_of_limits_both(own):
    """Own data too."""
    assert "eget-2021-notat.01" not in rd.load([FIXTURE, own], as_of=2020)
    assert rd.load([FIXTURE, own], as_of=2020).citation.endswith(" With own data from own. Data as of 2020-12-31.")


def test_a_selection_is_verified_over_the_same_layers(own):
    """And over the published data alone its own records are missing."""
    citation = rd.load([FIXTURE, own]).proposals.cite("json")
    assert verify_citation(citation, [FIXTURE, own]).same
    assert verify_citation(citation, FIXTURE).missing == ("eget-2021-notat.01",)


def test_a_third_layer_points_to_the_second(own, tmp_path):
    """Each may refer to all data before it."""
    folder = tmp_path / "third" / "records" / "sources" / "tredje-2022-svar"
    folder.mkdir(parents=True)
    source = own / "records" / "sources" / "eget-2021-notat" / "source.yaml"
    (folder / "source.yaml").write_text(
        source.read_text("utf-8").replace("eget-2021-notat", "tredje-2022-svar"), "utf-8"
    )
    (folder / "01-svar.yaml").write_text(
        RECORD.replace("eget-2021-notat", "tredje-2022-svar").replace("skovby-2020-brev.02", "eget-2021-notat.01"),
        "utf-8",
    )
    ds = rd.load([FIXTURE, own, tmp_path / "third"])
    assert ds["tredje-2022-svar.01"].relations[0].to == "eget-2021-notat.01"
    assert ds.citation.endswith("With own data from own, third.")
    with pytest.raises(rd.InvalidCheckoutError, match="unresolved reference"):
        rd.load([FIXTURE, tmp_path / "third"])


def test_a_collision_in_a_checkout_names_both(own, copy):
    """As validate does, with its line."""
    copy("actors/skovby.yaml")
    with pytest.raises(
        rd.InvalidCheckoutError,
        match=r"records/actors/skovby.yaml:\d+: the id `skovby` is already used in reformdata:actors/skovby",
    ):
        rd.load([FIXTURE, own])


def test_a_compiled_file_as_an_overlay(tmp_path):
    """An id that the data before it has is an error that names it."""
    write(CORPUS, tmp_path / "sister.sqlite")
    write(Corpus(), tmp_path / "empty.sqlite")
    assert list(rd.load([tmp_path / "empty.sqlite", tmp_path / "sister.sqlite"]).records) == list(
        CORPUS.records.values()
    )
    with pytest.raises(rd.CollidingIdsError) as caught:
        rd.load([tmp_path / "sister.sqlite", tmp_path / "sister.sqlite"])
    assert (caught.value.own, len(caught.value.ids)) == ("sister.sqlite", 4 + 2 + 3 + 2 + 6 + 2 + 1 + 2)
    assert "sister.sqlite: ids that the data below it has as well: " in str(caught.value)


def test_what_is_not_there_is_reported():
    """What is no path and no list of paths, and a missing layer at any position."""
    for wrong in ([], 42, b"x", [None, 3]):
        with pytest.raises(rd.ConditionValueError, match=r"give a path, None, or a list of at least one of these$"):
            rd.load(wrong)
    for layers in (["no-such-folder"], [FIXTURE, "no-such-folder"], ["no-such-folder", FIXTURE]):
        with pytest.raises(rd.MissingDataError, match="no-such-folder"):
            rd.load(layers)


def test_what_was_compiled_comes_back_as_it_was():
    """All but the readings, which are the curators'."""
    corpus = read_checkout(FIXTURE).corpus
    assert corpus_of(open_store(FIXTURE)) == type(corpus)(
        **{table: getattr(corpus, table) for table in (one.name for one in fields(corpus)) if table != "readings"}
    )
