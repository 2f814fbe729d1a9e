"""The Data Package: exact, accepted by Frictionless, and no other file is deleted."""

import csv
import hashlib
import json
import shutil
from pathlib import Path

import frictionless
import pytest

from reformdata.exports import datapackage
from reformdata.exports.targets import ForeignFolderError
from reformdata.tables import TABLES
from reformdata.tables.datapackage import descriptor
from tests.exports.opening import content, opened
from tests.fixtures.corpus import CORPUS

FILES = sorted(["datapackage.json", "metadata.json", "reformdata.sqlite", *(f"{table.name}.csv" for table in TABLES)])


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A folder with the package of the fixture; not to be changed."""
    directory = tmp_path_factory.mktemp("package") / "out"
    datapackage.write(opened(CORPUS), directory)
    return directory


def test_csv_is_exact(built):
    """Quotation marks, commas, line breaks, a leading = and letters beyond ASCII are written unchanged."""
    assert sorted(content(built)) == FILES
    assert (built / "quantities.csv").read_bytes().decode() == (
        "record,position,value,of_da,of_en,qualifier\n"
        "landsforum-2019-nyhed.01,1,7,kommuner,municipalities,\n"
        "landsforum-2019-nyhed.01,2,2.5,timer om ugen,hours a week,at-least\n"
        "nordby-2018-blog.02,1,40,sider,pages,over\n"
        "nordby-2018-blog.03,1,-3,procent i udgifter,per cent in expenses,over\n"
    )
    with (built / "records.csv").open(encoding="utf-8", newline="") as file:
        proposal, second, *_, bare = csv.DictReader(file)
    assert proposal["text_da"] == CORPUS.records["landsforum-2019-nyhed.01"].text.da
    assert second["text_en"] == "=Paperwork takes up more than teaching."
    # A list is JSON text, an empty one `[]`; a field that the kind does not have is empty.
    assert json.loads(proposal["areas"]) == ["schools", "primary-schools"]
    assert json.loads(proposal["paragraphs"]) == [2, 4]
    assert (bare["areas"], bare["owners"], bare["addressees"]) == ("[]", "[]", "")


def test_the_descriptor_is_the_committed_one_with_digests(built):
    """What is built differs from the descriptor of the repository by the size and the digest of each table only."""
    package = json.loads((built / "datapackage.json").read_text("utf-8"))

    for one in package["resources"]:
        data = (built / one["path"]).read_bytes()
        assert one.pop("bytes") == len(data)
        assert one.pop("hash") == f"sha256:{hashlib.sha256(data).hexdigest()}"
    assert package == descriptor()


@pytest.mark.slow
def test_frictionless_accepts_the_package(built):
    """An independent reader finds nothing wrong, and read every row."""
    report = frictionless.validate(str(built / "datapackage.json"))

    assert report.flatten(["type", "message"]) == []
    assert {task.name: task.stats["rows"] for task in report.tasks} == {
        table.name: len(list(table.rows(CORPUS))) for table in TABLES
    }


@pytest.mark.slow
def test_frictionless_finds_each_kind_of_error(built, tmp_path):
    """It finds every broken key, value, pattern, day and gap, and nothing else."""
    errors = [
        ("record_areas", ",schools\n", ",school\n", "foreign-key"),
        ("record_paragraphs", "blog,6\n", "blog,7\n", "foreign-key"),
        ("record_themes", "2,documentation", "2,deregulation", "primary-key"),
        ("actors", "folketinget,government", "folketinget,goverment", "constraint-error"),
        ("themes", "documentation,dok", "Documentation,dok", "constraint-error"),
        ("reforms", "Friere skoler", "", "constraint-error"),
        ("retired", "2026-11-24", "2026-11-31", "type-error"),
    ]
    directory = tmp_path / "out"
    shutil.copytree(built, directory)
    for table, old, new, _ in errors:
        text = (directory / f"{table}.csv").read_text("utf-8")
        assert text.count(old) == 1, table
        (directory / f"{table}.csv").write_text(text.replace(old, new), "utf-8")
    # Without the digests, that would give every one of them away.
    (directory / "datapackage.json").write_text(json.dumps(descriptor()), "utf-8")

    report = frictionless.validate(str(directory / "datapackage.json"))

    found = {(task.name, kind) for task in report.tasks for (kind,) in task.flatten(["type"])}
    assert found == {(table, kind) for table, _, _, kind in errors}


def test_the_descriptor_is_one_that_r_reads():
    """R's `frictionless` asks for the profile of version 1, for plain missing values, and knows no type `list`."""
    for one in descriptor()["resources"]:
        assert one["profile"] == "tabular-data-resource"
        assert one["schema"]["missingValues"] == [""]
        assert {field["type"] for field in one["schema"]["fields"]} <= {
            "string", "integer", "number", "boolean", "date", "array",
        }  # fmt: skip


def test_a_new_build_replaces_an_old_one(built, tmp_path):
    """An earlier build is replaced, also one of a version with another table; nothing is left beside it."""
    directory = tmp_path / "out"
    shutil.copytree(built, directory)
    package = json.loads((directory / "datapackage.json").read_text("utf-8"))
    package["resources"].append({"path": "former.csv"})
    (directory / "datapackage.json").write_text(json.dumps(package), "utf-8")
    (directory / "former.csv").write_text("id\n", "utf-8")

    datapackage.write(opened(CORPUS), directory)

    assert content(directory) == content(built)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_link_to_a_folder_stays_a_link(built, tmp_path):
    """The empty folder that it points to is written to."""
    (tmp_path / "there").mkdir()
    (tmp_path / "link").symlink_to("there")

    datapackage.write(opened(CORPUS), tmp_path / "link")

    assert (tmp_path / "link").readlink() == Path("there")
    assert content(tmp_path / "there") == content(built)


@pytest.mark.parametrize(
    ("files", "foreign"),
    [
        ({"thesis.docx": "years of work"}, ("thesis.docx",)),
        ({"datapackage.json": '{"name": "somebody-elses", "resources": []}'}, ("datapackage.json",)),
        ({"datapackage.json": '{"name": "reformdata", "resources": []}', "notes.txt": "mine"}, ("notes.txt",)),
        ({"datapackage.json": "[]", "records.csv": "mine"}, ("datapackage.json", "records.csv")),
        ({"datapackage.json": "not JSON"}, ("datapackage.json",)),
    ],
    ids=["a foreign file", "another package", "a file beside a build", "odd JSON", "no JSON"],
)
def test_a_folder_with_other_files_is_refused(tmp_path, files, foreign):
    """Files that no build wrote are never deleted; the error names them."""
    for name, text in files.items():
        (tmp_path / name).write_text(text, "utf-8")
    before = content(tmp_path)

    with pytest.raises(ForeignFolderError, match="name a new or an empty folder") as raised:
        datapackage.write(opened(CORPUS), tmp_path)

    assert (raised.value.path, raised.value.foreign) == (tmp_path, foreign)
    assert content(tmp_path) == before
