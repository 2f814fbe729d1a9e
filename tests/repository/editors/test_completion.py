"""The ids that an editor suggests, and the command that writes them for it."""

import json
import shutil
import subprocess
from dataclasses import replace

import pytest

from reformdata.cli import main
from reformdata.models import Corpus
from reformdata.repository import generated
from reformdata.repository.schemas import NEXT, ids_schema, offers
from tests import ROOT
from tests.fixtures.corpus import CORPUS
from tests.repository.test_generated import is_local


@pytest.fixture
def checkout(tmp_path):
    """A small checkout with the generated files of this project, as one commit of git."""
    root = tmp_path / "checkout"
    shutil.copytree(ROOT / "tests" / "fixtures" / "checkout", root)
    (root / "docs").mkdir()
    for page in (generated.CODEBOOK, generated.QUALITY):  # parts of these are generated
        shutil.copy(ROOT / page, root / page)
    for name, content in generated.files(root).items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content, "utf-8")
    git(root, "init", "--quiet")
    git(root, "add", "--all")
    git(root, "-c", "user.name=Ida", "-c", "user.email=ida@example.org", "commit", "--quiet", "--message=Start")
    return root


def git(root, *arguments):
    """The output of git in the folder `root`."""
    return subprocess.run(["git", "-C", root, *arguments], check=True, capture_output=True, text=True).stdout  # noqa: S603, S607


def test_an_id_is_suggested_with_its_danish_name():
    """And described in both languages."""
    area = CORPUS.areas["schools"]

    assert offers(Corpus(areas={"schools": area}), ())["areas"] == [
        {
            "label": f"schools · {area.name.da}",
            "body": "schools",
            "description": f"{area.name.en}: {area.definition.en}",
            "markdownDescription": f"**{area.name.da}**: {area.definition.da}\n\n*{area.name.en}: {area.definition.en}*",
        }
    ]


def test_every_id_of_every_table_is_suggested():
    """Of the tables that a field refers to, in the order of the data."""
    bodies = {
        table: [each["body"] for each in found]
        for table, found in offers(CORPUS, CORPUS.sources).items()
        if table != NEXT
    }

    assert bodies == {table: list(getattr(CORPUS, table)) for table in ids_schema({})["$defs"] if table != NEXT}


def test_the_next_id_of_a_source_comes_after_its_highest():
    """Also after that of a withdrawn record, which is never used again; a source without records begins with 1."""
    some = next(iter(CORPUS.sources.values()))
    sources = {id_: replace(some, id=id_) for id_ in ("new", "old")}
    record = next(iter(CORPUS.records.values()))
    retired = next(iter(CORPUS.retired.values()))
    corpus = Corpus(
        sources=sources,
        records={id_: replace(record, id=id_) for id_ in ("old.02", "old.09", "gone.03")},
        retired={"old.11": replace(retired, id="old.11")},
    )

    assert [each["body"] for each in offers(corpus, sources)[NEXT]] == ["new.01", "old.12"]


def test_a_label_is_short_enough_for_the_server():
    """The server would suggest a longer one twice, cut and whole."""
    for found in offers(CORPUS, CORPUS.sources).values():
        assert max(len(each["label"]) for each in found) <= 60


def test_local_writes_the_ids_and_git_sees_no_change(checkout, capsys):
    """`schema --local` fills one file, whose changes git then ignores."""
    assert main(["schema", str(checkout), "--local"]) == 0

    filled = json.loads((checkout / generated.IDS).read_text("utf-8"))
    assert [each["body"] for each in filled["$defs"]["areas"]["defaultSnippets"]] == ["school-meals", "schools"]
    assert capsys.readouterr().out == f"{generated.IDS}\n"
    assert git(checkout, "status", "--porcelain") == ""
    assert git(checkout, "ls-files", "-v", generated.IDS) == f"S {generated.IDS}\n"


def test_without_local_the_file_is_as_committed(checkout):
    """And git reports its changes again."""
    main(["schema", str(checkout), "--local"])
    main(["schema", str(checkout)])

    assert (checkout / generated.IDS).read_text("utf-8") == generated.files(checkout)[generated.IDS]
    assert git(checkout, "ls-files", "-v", generated.IDS) == f"H {generated.IDS}\n"


def test_local_works_without_git(checkout, monkeypatch):
    """Without a repository, and without the program."""
    shutil.rmtree(checkout / ".git")
    main(["schema", str(checkout), "--local"])
    assert is_local((checkout / generated.IDS).read_text("utf-8"))

    monkeypatch.setenv("PATH", "")
    assert main(["schema", str(checkout)]) == 0
    assert not is_local((checkout / generated.IDS).read_text("utf-8"))


def test_local_requires_a_checkout(tmp_path, capsys):
    """In another folder nothing is written."""
    assert main(["schema", str(tmp_path), "--local"]) == 2
    assert capsys.readouterr().err == f"reformdata: {tmp_path}: there is no folder records/ here\n"
    assert list(tmp_path.iterdir()) == []


def test_local_writes_the_ids_of_readable_records(checkout):
    """A record that cannot be read is left out."""
    broken = checkout / "records/sources/skovby-2020-brev/02-mad-giver-ro.yaml"
    broken.write_text("kind: [", "utf-8")
    main(["schema", str(checkout), "--local"])

    filled = json.loads((checkout / generated.IDS).read_text("utf-8"))
    offered = [each["body"] for each in filled["$defs"]["records"]["defaultSnippets"]]
    assert offered == ["skovby-2020-brev.01", "skovby-2020-brev.03"]
