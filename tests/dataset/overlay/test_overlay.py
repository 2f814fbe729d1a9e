"""Own data is checked with the published data beneath it, and only own files are reported."""

import json
import shutil
from dataclasses import replace
from types import MappingProxyType

import pytest

from reformdata.cli import WRONG_USE, main
from reformdata.curation.checks import validate
from reformdata.curation.reading.checkout import read_checkout
from reformdata.store.overlay import add_overlay, collisions, sort_by_id
from tests import ROOT
from tests.cli.changed.repositories import commit, git, start
from tests.curation.rules.pages import FIXTURE
from tests.fixtures.corpus import CORPUS

pytestmark = pytest.mark.shipped
RECORD = "sources/eget-2021-notat/01-kantinen.yaml"


def findings_of(report):
    """Code, file and value of each finding."""
    return [(finding.rule.code, finding.file.removeprefix("records/"), finding.found) for finding in report.findings]


def test_own_data_points_to_published_data(own, published):
    """Its entries are found with the published data and not without; only own files and records are counted."""
    report = validate(own, base=published)
    assert (findings_of(report), report.files, report.records) == ([], 2, 1)
    assert findings_of(validate(own)) == [
        ("RD302", RECORD, "skovby"),
        ("RD302", RECORD, "school-meals"),
        ("RD302", RECORD, "deregulation"),
        ("RD303", RECORD, "skovby-2020-brev.02"),
        ("RD302", RECORD, "regeringen"),
        ("RD302", "sources/eget-2021-notat/source.yaml", "skovby"),
    ]


def test_what_is_wrong_in_the_published_data_is_not_reported(own, published):
    """It is for others to fix."""
    spoiled = replace(published, actors=MappingProxyType({}))
    assert findings_of(validate(own, base=spoiled)) == [
        ("RD302", RECORD, "skovby"),
        ("RD302", RECORD, "regeringen"),
        ("RD302", "sources/eget-2021-notat/source.yaml", "skovby"),
    ]


@pytest.mark.parametrize("entry", ["actors/skovby", "reforms/madordningen", "laws/skoleloven"])
def test_an_entry_with_a_published_id_is_a_finding(copy, own, published, entry):
    """Both are named, even if they are word for word the same."""
    copy(f"{entry}.yaml")
    id_ = entry.partition("/")[2]
    (finding,) = validate(own, base=published).findings
    assert (finding.rule.code, finding.file, finding.found) == ("RD301", f"records/{entry}.yaml", id_)
    assert finding.message.en == f"the id `{id_}` is already used in reformdata:{entry}"
    assert finding.span is not None
    assert finding.advice.en.startswith("the published data already has that id: ")


def test_a_source_with_a_published_id_is_a_finding(copy, own, published):
    """And each of its records whose number is taken; another record of it is not."""
    copy("sources/skovby-2020-brev/source.yaml")
    copy("sources/skovby-2020-brev/01-skriv-loven-om.yaml")
    copy("sources/skovby-2020-brev/03-madordning.yaml", "brev.03", "brev.09", to="sources/skovby-2020-brev/09-ny.yaml")
    found = findings_of(validate(own, base=published))
    assert [one for one in found if one[0] == "RD301"] == [
        ("RD301", "sources/skovby-2020-brev/01-skriv-loven-om.yaml", "skovby-2020-brev.01"),
        ("RD301", "sources/skovby-2020-brev/source.yaml", "skovby-2020-brev"),
    ]


def test_records_without_a_source_of_their_own_are_findings(copy, own, published):
    """A record of own data rests on a source of own data."""
    copy("sources/skovby-2020-brev/03-madordning.yaml", "brev.03", "brev.09", to="sources/skovby-2020-brev/09-ny.yaml")
    assert ("RD009", "sources/skovby-2020-brev/source.yaml", None) in findings_of(validate(own, base=published))


def test_vocabularies_may_be_repeated(copy, own, published):
    """A repository of own data starts with a copy of them."""
    for file in ("areas.yaml", "themes.yaml", "target-groups.yaml"):
        copy(file)
    assert findings_of(validate(own, base=published)) == []


def test_vocabularies_may_be_added_to(own, published):
    """What is new there is used by own records, and missed if it is not."""
    (own / "records" / "areas.yaml").write_text(
        "- id: canteens\n  name: {da: Kantiner, en: Canteens}\n"
        "  definition: {da: Mad til ansatte., en: Food for employees.}\n  parent: school-meals\n",
        "utf-8",
    )
    assert findings_of(validate(own, base=published)) == [("RD410", "areas.yaml", "canteens")]
    record = own / "records" / RECORD
    record.write_text(record.read_text("utf-8").replace("[school-meals]", "[canteens]"), "utf-8")
    assert findings_of(validate(own, base=published)) == []


def test_vocabularies_may_not_be_redefined(copy, own, published):
    """A word that is changed is a finding at its place in the list."""
    copy("areas.yaml", "i løbet af dagen", "hver dag")
    (finding,) = validate(own, base=published).findings
    assert (finding.rule.code, finding.found, finding.span.line) == ("RD301", "school-meals", 6)
    assert finding.advice.en == "the published data describes it differently: delete this entry, or give it another id"


def test_a_record_that_says_what_a_published_one_says_is_reported(copy, own, published):
    """At the own one, which always comes last."""
    copy(
        "sources/skovby-2020-brev/03-madordning.yaml", "skovby-2020-brev.03", "aaa-2021-notat.01",
        to="sources/aaa-2021-notat/01-x.yaml",
    )  # fmt: skip
    source = own / "records" / "sources" / "aaa-2021-notat" / "source.yaml"
    text = (own / "records" / "sources" / "eget-2021-notat" / "source.yaml").read_text("utf-8")
    source.write_text(text.replace("eget", "aaa").replace("paragraphs: 1", "paragraphs: 4\nskipped:\n  - paragraphs: [1, 2, 3]\n    reason: heading"), "utf-8")  # fmt: skip
    assert findings_of(validate(own, base=published)) == [
        ("RD406", "sources/aaa-2021-notat/01-x.yaml", "skovby-2020-brev.03")
    ]


def test_own_data_may_have_no_record_yet(tmp_path, published):
    """A folder without any file is an error, as always."""
    (tmp_path / "records").mkdir()
    assert findings_of(validate(tmp_path, base=published)) == [("RD008", "records", None)]
    shutil.copy(FIXTURE / "records" / "areas.yaml", tmp_path / "records")
    assert findings_of(validate(tmp_path, base=published)) == []


@pytest.fixture(scope="module")
def everything():
    """All of the data, and what is found in it."""
    return read_checkout(ROOT).corpus, validate(ROOT).findings


@pytest.mark.parametrize("source", sorted(path.name for path in (ROOT / "records" / "sources").iterdir()))
def test_every_source_of_the_data_could_be_own_data(tmp_path, source, everything):
    """As an overlay of the rest it has the findings of its files in the whole; together they are the whole."""
    shutil.copytree(ROOT / "records" / "sources" / source, tmp_path / "records" / "sources" / source)
    whole, findings = everything
    rest = replace(
        whole,
        **{
            table: MappingProxyType(
                {id_: one for id_, one in getattr(whole, table).items() if id_.rpartition(".")[0] != source != id_}
            )
            for table in ("records", "retired", "sources", "fingerprints", "readings")
        },
    )
    in_whole = [finding for finding in findings if f"/{source}/" in finding.file]
    assert list(validate(tmp_path, base=rest).findings) == in_whole
    assert sort_by_id(add_overlay(rest, read_checkout(tmp_path).corpus)) == whole


def test_a_corpus_collides_with_itself_in_all_but_its_vocabularies():
    """Tombstones too; fingerprints and readings belong to their source."""
    tables = {table for table, _ in collisions(CORPUS, CORPUS)}
    assert tables == {"records", "retired", "sources", "actors", "reforms", "laws", "documents", "outcomes"}


def test_a_record_may_not_take_the_id_of_a_published_tombstone():
    """Records and tombstones share their ids."""
    tombstone = next(iter(CORPUS.retired))
    own = replace(CORPUS, records=MappingProxyType({tombstone: None}), retired=MappingProxyType({}))
    assert ("records", tombstone) in collisions(CORPUS, own)
    assert tombstone not in add_overlay(CORPUS, own).records


# ---- on the command line


def test_validate_with_package(own, capsys):
    """Exit code 0 with the data at the path, 1 without it."""
    assert main(["validate", str(own), "--with-package", str(FIXTURE), "--lang", "en"]) == 0
    assert capsys.readouterr().out.startswith("No findings")
    assert main(["validate", str(own)]) == 1


def test_validate_with_the_installed_package(own, capsys):
    """Without a path it is the installed data, which knows no Skovby."""
    assert main(["validate", str(own), "--with-package", "--format", "json"]) == 1
    findings = json.loads(capsys.readouterr().out)["findings"]
    assert {finding["found"] for finding in findings} >= {"skovby", "skovby-2020-brev.02"}
    assert "deregulation" not in {finding["found"] for finding in findings}


def test_only_what_a_change_made_wrong(own, capsys):
    """Both states are checked with the published data."""
    start(own)
    commit(own)
    record = own / "records" / RECORD
    record.write_text(record.read_text("utf-8").replace("must", "mus").replace("skovby-2020-brev.02", "skovby-2020-brev.77"), "utf-8")  # fmt: skip
    assert git(own, "status", "--porcelain")
    assert main(["validate", str(own), "--with-package", str(FIXTURE), "--changed-since", "HEAD", "--format", "concise", "--lang", "en"]) == 1  # fmt: skip
    assert "`mus`" in capsys.readouterr().out


def test_fixing_knows_the_published_data(own, capsys):
    """A near miss is fixed to what is published."""
    record = own / "records" / RECORD
    record.write_text(record.read_text("utf-8").replace("actor: skovby", "actor: skovbi"), "utf-8")
    assert main(["validate", str(own), "--with-package", str(FIXTURE), "--unsafe-fixes"]) == 0
    assert "actor: skovby\n" in record.read_text("utf-8")
    capsys.readouterr()


def test_a_base_without_data_is_reported(own, capsys):
    """Exit code 2."""
    assert main(["validate", str(own), "--with-package", "no-such-folder", "--lang", "en"]) == WRONG_USE
    assert "there is no such file or folder" in capsys.readouterr().err


def test_a_folder_cannot_be_its_own_base(own, monkeypatch, capsys):
    """`--with-package FOLDER` may have been meant as `FOLDER --with-package`."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.chdir(own)
    assert main(["validate", "--with-package", "."]) == WRONG_USE
    assert "write it first: reformdata validate FOLDER --with-package" in capsys.readouterr().err
