"""Where a data set can be loaded from."""

import json
import os
import shutil
import subprocess
import sys
from contextlib import closing

import pytest

import reformdata as rd
from reformdata.curation.reading.checkout import read_checkout
from reformdata.dataset import opening
from tests import ROOT
from tests.fixtures.corpus import CORPUS

pytestmark = pytest.mark.shipped


@pytest.fixture
def checkout(tmp_path):
    """A copy of the records of this repository."""
    shutil.copytree(ROOT / "records", tmp_path / "checkout" / "records")
    return tmp_path / "checkout"


def test_checkout(checkout):
    """The data is that of its files."""
    ds = rd.load(checkout)

    corpus = read_checkout(checkout).corpus
    assert list(ds.records) == list(corpus.records.values())
    assert dict(ds.actors) == dict(corpus.actors)


def test_path_of_any_type(compiled_file):
    """Text, or any path-like object, such as an entry of `os.scandir`."""
    with os.scandir(compiled_file.parent) as folder:
        (entry,) = (one for one in folder if one.name == compiled_file.name)

    for path in (entry, str(compiled_file)):
        assert list(rd.load(path).records) == list(CORPUS.records.values())


def test_relative_path_after_a_change_of_folder(compiled_file, tmp_path, monkeypatch):
    """The file is still found."""
    monkeypatch.chdir(compiled_file.parent)
    ds = rd.load(compiled_file.name)
    monkeypatch.chdir(tmp_path)

    with closing(ds.connect()) as connection:
        assert connection.execute("SELECT count(*) FROM records").fetchone() == (4,)


def test_editable_install(monkeypatch):
    """Without a compiled file in the package, its checkout is read."""
    monkeypatch.setattr(opening, "_PACKAGE", ROOT / "reformdata")

    assert list(rd.load().records) == list(read_checkout(ROOT).corpus.records.values())


def test_installed(compiled_file, monkeypatch):
    """With a compiled file in the package, that is loaded."""
    monkeypatch.setattr(opening, "_PACKAGE", compiled_file.parent)

    assert list(rd.load().records) == list(CORPUS.records.values())


def test_incomplete_installation(tmp_path, monkeypatch):
    """A package with neither says how to fix it."""
    monkeypatch.setattr(opening, "_PACKAGE", tmp_path / "reformdata")

    with pytest.raises(rd.MissingDataError, match="incomplete: pip install --force-reinstall reformdata"):
        rd.load()


def test_built_package(compiled_file, tmp_path):
    """A folder with a compiled file is a built package; its path may hold any characters."""
    folder = tmp_path / "æble #1? 100%"
    folder.mkdir()
    shutil.copy(compiled_file, folder / "reformdata.sqlite")

    assert list(rd.load(folder).records) == list(CORPUS.records.values())


def test_nothing_beside_the_file(compiled_file):
    """Loading and searching leave no journal and no lock beside the file."""
    before = sorted(compiled_file.parent.iterdir())
    rd.load(compiled_file).search("skemaet")

    assert sorted(compiled_file.parent.iterdir()) == before


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("nowhere", "there is no such file or folder"),
        ("folder", "there is neither records/ (a checkout) nor reformdata.sqlite (a built package)"),
    ],
)
def test_no_data(tmp_path, name, hint):
    """A path without data is an OSError that says what was looked for."""
    (tmp_path / "folder").mkdir()

    with pytest.raises(OSError, match="no data of reformdata") as caught:
        rd.load(tmp_path / name)

    assert (type(caught.value), str(caught.value)) == (
        rd.MissingDataError,
        f"no data of reformdata in {tmp_path / name}: {hint}",
    )


def test_checkout_with_a_bad_file(checkout):
    """A checkout with errors is refused: how many, the first with its line, and the command that shows all."""
    record = next((checkout / "records" / "sources").glob("*/01-*.yaml"))
    record.write_text(record.read_text(encoding="utf-8") + "colour: red\n", encoding="utf-8")
    line = record.read_text(encoding="utf-8").count("\n")

    with pytest.raises(ValueError, match="RD201") as caught:
        rd.load(checkout)

    file = record.relative_to(checkout).as_posix()
    assert type(caught.value) is rd.InvalidCheckoutError
    assert [finding.rule.code for finding in caught.value.findings] == ["RD201"]
    assert str(caught.value).startswith(f"{checkout}: 1 error, the first in {file}:{line}: ")
    assert str(caught.value).endswith(" (RD201); to see everything run: reformdata validate")


def test_checkout_with_a_dangling_reference(checkout):
    """An unresolved reference is refused, though loading does not run the checks."""
    (checkout / "records" / "actors" / "kl.yaml").unlink()

    with pytest.raises(
        rd.InvalidCheckoutError, match=r"unresolved reference: 'kl'; to see everything run: reformdata val"
    ):
        rd.load(checkout)


def test_checkout_without_pyyaml(checkout, monkeypatch):
    """Without PyYAML a checkout cannot be read, and the error names the extra."""
    for module in [name for name in sys.modules if name.startswith("reformdata.curation.reading")]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, "yaml", None)

    with pytest.raises(ImportError) as caught:
        rd.load(checkout)

    assert type(caught.value) is rd.MissingExtraError
    assert str(caught.value) == 'reading a checkout needs an optional extra: pip install "reformdata[curate]"'


def test_analysts_path_imports_nothing_of_the_curator(compiled_file):
    """Loading a compiled file, fetching, filtering and searching import neither YAML nor tables nor a data frame."""
    code = (
        "import json, sys, reformdata as rd\n"
        "ds = rd.load(sys.argv[1]); list(ds.records.filter(area='schools')); ds.search('skema'); repr(ds)\n"
        "print(json.dumps(sorted(name for name in sys.modules if name.startswith('reformdata'))))\n"
        "print(json.dumps([n for n in ('yaml', 'frictionless', 'pandas', 'numpy') if n in sys.modules]))\n"
    )
    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", code, str(compiled_file)], check=True, capture_output=True, text=True, cwd=ROOT
    )

    ours, foreign = map(json.loads, done.stdout.splitlines())
    others = {"curation", "evidence", "tables", "exports", "cli", "repository"}
    assert {name.split(".")[1] for name in ours if "." in name}.isdisjoint(others)
    assert foreign == []
