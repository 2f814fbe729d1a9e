"""`reformdata cite` and `reformdata verify-citation`, and the file by which others cite the project."""

import io
import json
import re
import sys
from dataclasses import replace

import pytest

import reformdata as rd
from reformdata.cli import WRONG_USE, main
from tests import ROOT
from tests.fixtures.corpus import BARE, INITIATIVE, PROPOSAL, STATEMENT

pytestmark = pytest.mark.shipped


def test_cite_prints_what_the_data_set_gives(ds, compiled_file, capsys):
    """All the data, or records, in a style and a language."""
    assert main(["cite", "--data", str(compiled_file)]) == 0
    assert main(["cite", BARE.id, PROPOSAL.id, "--style", "ris", "--lang", "da", "--data", str(compiled_file)]) == 0
    assert capsys.readouterr() == (f"{ds.citation}\n{ds.cite(BARE.id, PROPOSAL.id, style='ris', lang='da')}\n", "")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--style", "bibtec"], "style='bibtec': no such value; did you mean 'bibtex'? (there are: text, bibtex, ris, csl-json)"),
        (["nordby-2018-blog.4"], "'nordby-2018-blog.4' is not among the records; did you mean 'nordby-2018-blog.04'"),
    ],
)  # fmt: skip
def test_cite_reports_wrong_use(compiled_file, arguments, message, capsys):
    """In a sentence, with exit code 2."""
    assert main(["cite", *arguments, "--data", str(compiled_file)]) == WRONG_USE
    assert capsys.readouterr().err.startswith(f"reformdata: {message}")


def test_verify_citation_reads_a_text_a_file_and_the_standard_input(ds, compiled_file, tmp_path, monkeypatch, capsys):
    """Each with exit code 0 while the records are the same."""
    (tmp_path / "citation.bib").write_text(ds.proposals.cite("bibtex"), "utf-8")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(ds.proposals.cite("json").encode())))
    for given in (ds.proposals.cite(), str(tmp_path / "citation.bib"), "-"):
        assert main(["verify-citation", given, "--data", str(compiled_file)]) == 0
    same = f"The same, 1 record: cited from version {rd.__version__}, found again in version {rd.__version__}.\n"
    assert capsys.readouterr() == (same * 3, "")


def test_verify_citation_lists_what_is_not_the_same(ds, later, capsys):
    """With exit code 1, the ids by what became of them."""
    path = later((PROPOSAL, STATEMENT, replace(INITIATIVE, relations=())))
    assert main(["verify-citation", ds.initiatives.cite("json"), "--data", str(path), "--lang", "da"]) == 1
    assert main(["verify-citation", ds.initiatives.cite(), "--data", str(path)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        f"Ikke det samme: 2 poster citeret fra version {rd.__version__}, 1 i version {rd.__version__}.",
        "  ændret: nordby-2018-blog.03",
        "  findes ikke i disse data: nordby-2018-blog.04",
        f"Not the same: 2 records cited from version {rd.__version__}, 1 in version {rd.__version__}.",
        "  not in this data: nordby-2018-blog.04",
        '  only a citation in the style json shows which records have changed: .cite("json")',
    ]


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"nothing of the sort"])
def test_verify_citation_refuses_a_file_that_cites_nothing(compiled_file, tmp_path, content, capsys):
    """With exit code 2, which is not that of records that differ."""
    (tmp_path / "x").write_bytes(content)
    assert main(["verify-citation", str(tmp_path / "x"), "--data", str(compiled_file)]) == WRONG_USE
    assert main(["verify-citation", "x" * 100_000, "--data", str(compiled_file)]) == WRONG_USE  # no name of a file
    assert capsys.readouterr().err.count("reformdata: not the citation of a selection: ") == 2


def test_verify_citation_cannot_ask_a_broken_checkout(ds, tmp_path, capsys):
    """Data that does not hold together is wrong use here, not records that differ."""
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "areas.yaml").write_text("x\n")
    assert main(["verify-citation", ds.proposals.cite(), "--data", str(tmp_path)]) == WRONG_USE
    assert "to see everything run: reformdata validate" in capsys.readouterr().err


def test_citation_cff_agrees_with_the_data():
    """Title, author, version and licence are those that `ds.cite` gives."""
    cff = (ROOT / "CITATION.cff").read_text("utf-8")
    (item,) = json.loads(rd.load().cite(style="csl-json"))
    fields = {name: value.strip('"') for name, value in re.findall(r"^(\w[\w-]*): (.+)$", cff, re.MULTILINE)}
    assert (fields["title"], fields["version"], fields["type"]) == (item["title"], item["version"], item["type"])
    assert f"- name: {item['author'][0]['literal']}\n" in cff
    assert "  - CC-BY-4.0\n" in cff
