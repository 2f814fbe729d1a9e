"""What can be compared: data sets, compiled files, built packages, wheels, checkouts, revisions."""

import json
import zipfile
from dataclasses import replace

import pytest

import reformdata as rd
from reformdata.cli import WRONG_USE, main
from reformdata.models import Label
from reformdata.store.compiling import write
from tests.cli.changed.repositories import base_files, commit, start, write_files
from tests.curation.rules.pages import FIXTURE
from tests.dataset.comparison.altering import alter, opened
from tests.fixtures.corpus import BARE, CORPUS

STATEMENT = "records/sources/skovby-2020-brev/02-mad-giver-ro.yaml"


@pytest.fixture
def package(tmp_path):
    """A built package, as far as comparing needs one, of another title than the corpus has."""
    folder = tmp_path / "package"
    folder.mkdir()
    write(alter(CORPUS, "records", BARE.id, title=Label("Ny", "New")), folder / "reformdata.sqlite")
    return folder


def _wheel(folder, content, name="reformdata/reformdata.sqlite", **options):
    path = folder / "reformdata-0.1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("reformdata/__init__.py", "raise SystemExit")
        archive.writestr(name, content, **options)
    return path


def test_every_form_of_a_version_can_be_compared(package):
    """A folder, its file, a wheel with it, and the opened data set hold the same."""
    file = package / "reformdata.sqlite"
    wheel = _wheel(package, file.read_bytes())
    forms = (package, str(file), wheel, str(wheel), rd.load(package))
    assert [len(rd.diff(opened(CORPUS), form)) for form in forms] == [1] * 5
    assert [len(rd.diff(forms[0], form)) for form in forms] == [0] * 5


def test_a_checkout_can_be_compared(package):
    """With a compiled file, too."""
    assert rd.diff(FIXTURE, FIXTURE).changes == ()
    assert len(rd.diff(package, FIXTURE).removed) > 0


@pytest.mark.parametrize(
    ("content", "name", "error", "message"),
    [
        (b"x", "other/reformdata.sqlite", rd.MissingDataError, "there is no reformdata/reformdata.sqlite in it"),
        (b"x", "../reformdata/reformdata.sqlite", rd.MissingDataError, "there is no reformdata/reformdata.sqlite in"),
        (b"no database", "reformdata/reformdata.sqlite", rd.DamagedDataError, "it is not an SQLite file"),
    ],
)
def test_a_wheel_without_our_data_is_refused(content, name, error, message, tmp_path):
    """Nothing of it is run, and nothing but the one file is unpacked."""
    with pytest.raises(error, match=message):
        rd.diff(_wheel(tmp_path, content, name), opened(CORPUS))
    assert [path.name for path in tmp_path.iterdir()] == ["reformdata-0.1.0-py3-none-any.whl"]


def test_a_wheel_that_is_cut_short_or_changed_is_refused(package):
    """Any damage is found."""
    wheel = _wheel(package, (package / "reformdata.sqlite").read_bytes())
    whole = wheel.read_bytes()
    for damaged in (whole[: len(whole) // 2], b"", whole[:3000] + b"\0\0\0\0" + whole[3004:]):
        wheel.write_bytes(damaged)
        with pytest.raises(rd.DamagedDataError, match="it is not a wheel or is damaged"):
            rd.diff(wheel, wheel)


def test_a_wheel_that_unfolds_to_more_than_data_is_refused(tmp_path, monkeypatch):
    """A few kilobytes of zip can be any size."""
    monkeypatch.setattr("reformdata.dataset.comparison.comparing._MAX_BYTES", 10_000)
    with pytest.raises(rd.DamagedDataError, match="its data is larger than 10,000 bytes"):
        rd.diff(_wheel(tmp_path, b"\0" * 10_001), opened(CORPUS))


def test_what_is_not_there_is_missing(tmp_path):
    """A path of any ending."""
    for name in ("none", "none.whl"):
        with pytest.raises(rd.MissingDataError, match="there is no such file or folder"):
            rd.diff(tmp_path / name, FIXTURE)


@pytest.fixture
def repository(tmp_path, monkeypatch):
    """A repository of the base checkout with one commit and then a changed title; it is the working directory."""
    start(tmp_path)
    files = base_files()
    write_files(files, tmp_path)
    commit(tmp_path)
    write_files({**files, STATEMENT: files[STATEMENT].replace(b"  en: ", b"  en: Indeed, ", 1)}, tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("repository")
def test_a_revision_is_compared_with_the_folder(capsys):
    """By the names that were given, since both are of one version."""
    assert main(["diff", "HEAD"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "HEAD → .: records: 1 changed."
    assert lines[4].startswith("      title.en: ")


def test_data_of_two_versions_is_reported_by_their_versions(package, tmp_path, monkeypatch, capsys):
    """As in the notes of a release."""
    old = rd.__version__
    monkeypatch.setattr("reformdata.store.compiling.__version__", "9.9.9")
    write(CORPUS, tmp_path / "new.sqlite")
    assert main(["diff", str(package), str(tmp_path / "new.sqlite")]) == 0
    assert capsys.readouterr().out.startswith(f"{old} → 9.9.9: records: 1 changed.\n")


def test_two_revisions_are_compared(repository, capsys):
    """And a revision with a path."""
    commit(repository)
    for old, new in (("HEAD~1", "HEAD"), ("HEAD~1", str(repository)), (str(FIXTURE), "main")):
        assert main(["diff", old, new, "--format", "json"]) == 0
        assert [change["what"] for change in json.loads(capsys.readouterr().out)["changes"]] == ["changed"]


@pytest.mark.usefixtures("repository")
def test_markdown_in_danish(capsys):
    """As for a release."""
    assert main(["diff", "HEAD", "--format", "markdown", "--lang", "da"]) == 0
    assert "\n### Poster: ændret (1)\n" in capsys.readouterr().out


def test_a_path_goes_before_a_revision_of_its_name(repository, capsys):
    """A folder named as a branch is."""
    (repository / "main").mkdir()
    assert main(["diff", "main"]) == WRONG_USE
    assert "there is neither records/ (a checkout) nor reformdata.sqlite" in capsys.readouterr().err
    assert main(["diff", "refs/heads/main"]) == 0


@pytest.mark.usefixtures("repository")
@pytest.mark.parametrize("named", ["v9", "none/none", "a\x1b[2J"])
def test_a_name_that_is_neither_path_nor_revision(named, capsys):
    """It is wrong use; the message is one line without control characters."""
    assert main(["diff", named]) == WRONG_USE
    message = capsys.readouterr().err
    assert "is neither a file nor a folder nor a revision: git knows no revision `" in message
    assert (message.count("\n"), "\x1b" in message) == (1, False)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [(b"[schools]", b"[scools]", "unresolved reference: "), (b"id: ", b"identity: ", "")],
)
def test_wrong_records_of_a_revision_are_reported_by_its_name(repository, capsys, old, new, message):
    """Not by the name of a temporary folder."""
    path = repository / STATEMENT
    path.write_bytes(path.read_bytes().replace(old, new, 1))
    commit(repository)
    assert main(["diff", "HEAD", "HEAD~1"]) == 1
    assert capsys.readouterr().err.startswith(f"reformdata: HEAD: {message}")


def test_control_characters_of_a_package_are_escaped(tmp_path, capsys):
    """A compiled file may come from anybody."""
    title = replace(BARE.title, en="\x1b[2J\u202eevil")
    write(alter(CORPUS, "records", BARE.id, title=title), tmp_path / "a.sqlite")
    write(CORPUS, tmp_path / "b.sqlite")
    assert main(["diff", str(tmp_path / "b.sqlite"), str(tmp_path / "a.sqlite")]) == 0
    printed = capsys.readouterr().out
    assert "\\u001b[2J\\u202eevil" in printed
    assert {"\x1b", "\u202e"}.isdisjoint(printed)
