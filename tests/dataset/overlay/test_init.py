"""`reformdata init`: a repository of own data that is right from the start."""

import errno
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import reformdata as rd
from reformdata.cli import WRONG_USE, main
from reformdata.curation.checks import validate
from reformdata.curation.formatting.layout import MODELINES
from reformdata.curation.reading.checkout import read_checkout
from reformdata.dataset.opening import open_store
from reformdata.repository.starter import FOLDERS, starter_files
from reformdata.store.compiling import corpus_of
from reformdata.store.settings import Settings, read_settings
from tests import ROOT
from tests.dataset.overlay.conftest import RECORD, SOURCE

pytestmark = pytest.mark.shipped


@pytest.fixture
def made(tmp_path):
    """A repository as `init` leaves it."""
    folder = tmp_path / "mine-data"
    assert main(["init", str(folder)]) == 0
    return folder


def files(folder):
    """The paths of all files and of the empty folders."""
    return sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file() or not any(path.iterdir())
    )


def _names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_the_layout(made):
    """The published one without a record, and what a repository needs."""
    own = [".editorconfig", ".github/workflows/ci.yml", ".gitignore", "README.md"]
    own += [".vscode/tasks.json", "reformdata.toml"]
    lists = ["records/areas.yaml", "records/target-groups.yaml", "records/themes.yaml"]
    schemas = [path.relative_to(ROOT).as_posix() for path in (ROOT / "schemas").glob("*.schema.json")]
    assert files(made) == sorted([*own, *lists, *FOLDERS, *schemas])


def test_the_vocabularies_are_the_published_ones(made):
    """Value for value."""
    new, published = read_checkout(made).corpus, read_checkout(ROOT).corpus
    assert (new.areas, new.themes, new.target_groups) == (published.areas, published.themes, published.target_groups)


def test_the_schemas_are_the_published_ones(made):
    """Byte for byte, and those that the first line of each file points to are among them."""
    for path in (made / "schemas").iterdir():
        assert path.read_bytes() == (ROOT / "schemas" / path.name).read_bytes()
    assert {line.rpartition("/")[2] for line in MODELINES.values()} <= set(_names(made / "schemas"))


def test_it_is_in_order_from_the_start(made, capsys):
    """As its own CI asks, and in Danish."""
    capsys.readouterr()
    assert main(["validate", str(made)]) == 0
    assert capsys.readouterr().out.startswith("Ingen fund")


def test_the_language_of_the_folder_can_be_chosen(tmp_path, capsys):
    """By `--language`, which is not the language of the command."""
    assert main(["init", str(tmp_path / "english"), "--language", "en", "--lang", "da"]) == 0
    assert "Næste trin" in capsys.readouterr().out
    assert read_settings(tmp_path / "english") == Settings(base="published", language="en")


def test_a_first_record(tmp_path, capsys):
    """It is written, checked and loaded with the published data."""
    folder = tmp_path / "first"
    assert main(["init", str(folder)]) == 0
    source = folder / "records" / "sources" / "eget-2021-notat"
    source.mkdir()
    (source / "source.yaml").write_text(SOURCE.replace("skovby", "kl"), "utf-8")
    (source / "01-kantinen.yaml").write_text(
        RECORD.replace("skovby-2020-brev.02", "kl-2020-temaside.07").replace("skovby", "kl")
        .replace("school-meals", "primary-school").replace("regeringen", "kl"),
        "utf-8",
    )  # fmt: skip
    assert [finding.message.en for finding in validate(folder, base=corpus_of(open_store())).findings] == []
    assert rd.load(folder)["eget-2021-notat.01"].title.en == "The canteen must choose its goods by itself"
    capsys.readouterr()


def test_the_readme_is_in_both_languages_and_runs(made, monkeypatch):
    """Its commands are commands, its Python runs where it says."""
    readme = (made / "README.md").read_text("utf-8")
    assert readme.startswith("# mine-data\n")
    assert "Egne poster" in readme
    assert "Records of your own" in readme
    assert f"reformdata[curate]=={rd.__version__}" in readme
    monkeypatch.chdir(made)
    (code,) = re.findall(r"```python\n(.*?)```", readme, re.DOTALL)
    names = {}
    exec(code, names)  # noqa: S102 - our own page
    assert len(names["ds"].records) == len(rd.load().records)


def test_a_name_is_shown_as_it_is():
    """Markdown in it is escaped."""
    text = starter_files("A *b* <c> {{version}}", corpus_of(open_store()), language="da")["README.md"].decode()
    assert text.startswith("# A \\*b\\* &lt;c&gt; {{version}}\n")


@pytest.mark.parametrize("name", ["", "  ", "two\nlines", "\x1b[2J", "x" * 81])
def test_a_name_that_cannot_be_one_is_refused(tmp_path, name, capsys):
    """Before anything is written."""
    assert main(["init", str(tmp_path / "x"), "--name", name]) == WRONG_USE
    assert "cannot be a name" in capsys.readouterr().err
    assert not (tmp_path / "x").exists()


def test_an_empty_folder_is_filled_and_its_git_kept(tmp_path, monkeypatch):
    """As in a clone of an empty repository."""
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    assert main(["init", "."]) == 0
    assert {".git", "records", "README.md"} <= set(_names(tmp_path))


def test_a_folder_that_holds_something_is_refused(tmp_path, capsys):
    """And stays as it is; a second `init` too."""
    (tmp_path / "notes.txt").write_text("mine")
    assert main(["init", str(tmp_path)]) == WRONG_USE
    assert capsys.readouterr().err.endswith(" is not empty: it holds notes.txt; choose another folder\n")
    assert _names(tmp_path) == ["notes.txt"]


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("file", "is not a folder; choose another"),
        ("link", "is not a folder; choose another"),
        ("file/x", "the file or folder exists already"),
    ],
)
def test_a_path_that_cannot_be_a_folder_is_refused(tmp_path, path, message, capsys):
    """A file, a link that leads nowhere, or a path below a file."""
    (tmp_path / "file").write_text("mine")
    (tmp_path / "link").symlink_to("nowhere")
    assert main(["init", str(tmp_path / path)]) == WRONG_USE
    assert message in capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere; Windows has other rights")
def test_a_folder_that_may_not_be_written_is_reported(tmp_path, capsys):
    """And is left as it is."""
    tmp_path.chmod(0o500)
    assert main(["init", str(tmp_path)]) == WRONG_USE
    assert "Permission denied" in capsys.readouterr().err
    assert _names(tmp_path) == []


@pytest.mark.parametrize(("moves", "existing"), [(0, False), (0, True), (1, True), (3, True)])
def test_a_full_disk_leaves_nothing(tmp_path, monkeypatch, capsys, moves, existing):
    """Whenever it comes: the folder is as it was, or not there."""
    folder = tmp_path / "x"
    if existing:
        folder.mkdir()
    rename, left = Path.rename, [moves]

    def full(self, target):
        left[0] -= 1
        if left[0] == -1:  # what was moved before is moved back, which needs no space
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(target))
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", full)
    assert main(["init", str(folder)]) == WRONG_USE
    assert "no space is left on the drive" in capsys.readouterr().err
    assert (_names(folder) if existing else _names(tmp_path)) == []


def _program(name):
    path = Path(sys.executable).parent / name
    if not path.exists():
        pytest.skip(f"{name} is not installed here; it is in the dependency group dev")
    return str(path)


@pytest.mark.slow
@pytest.mark.parametrize(
    "command",
    [["check-jsonschema", "--builtin-schema", "vendor.github-workflows"], ["zizmor", "--offline", "--no-progress"]],
    ids=lambda command: command[0],
)
def test_the_workflow_is_well_formed_and_harmless(made, command):
    """Of the schema of GitHub's workflows, and nothing for zizmor to find."""
    files = [str(made / ".github")] if command[0] == "zizmor" else [str(made / ".github" / "workflows" / "ci.yml")]
    done = subprocess.run(  # noqa: S603 - programs of the development environment
        [_program(command[0]), *command[1:], *files], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stdout + done.stderr
