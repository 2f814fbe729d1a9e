"""Every format: the same bytes each time, complete or not at all, and no other file is deleted."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import reformdata as rd
from reformdata.about import READERS_DA, READERS_EN
from reformdata.cli import main
from reformdata.errors import MissingExtraError, UnknownFormatError
from reformdata.exports import FILES, FOLDERS, FORMATS, export
from reformdata.exports.contents import PartialExportError
from reformdata.exports.targets import EndingError, ExistingFileError, ForeignFolderError, MissingFolderError
from reformdata.models import Corpus
from tests import ROOT
from tests.exports.opening import content, opened

EXTRAS = {"parquet": ("pyarrow", "parquet"), "xlsx": ("xlsxwriter", "xlsx"), "turtle": ("rdflib", "rdf")}


@pytest.mark.slow
def test_the_same_data_gives_the_same_bytes(exported, tmp_path):
    """Another process, with another hash seed and another clock, writes what this one wrote, in every format."""
    script = (
        "import sys; from pathlib import Path\n"
        "from reformdata.exports import FORMATS, export\n"
        "from tests.exports.opening import opened; from tests.fixtures.corpus import CORPUS\n"
        "[export(opened(CORPUS), name, Path(sys.argv[1]) / name) for name in FORMATS]\n"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": str(ROOT), "TZ": "Pacific/Chatham"}

    subprocess.run([sys.executable, "-c", script, str(tmp_path)], check=True, env=environment, timeout=120)  # noqa: S603 - our own script

    assert [name for name in FORMATS if content(tmp_path / name) != content(exported / name)] == []


@pytest.mark.parametrize("name", sorted({*FORMATS} - {"sqlite"}))
def test_every_description_says_who_read_coded_and_checked_the_records(exported, name):
    """In both languages, also where the text is in a zip; a compiled file says it of each record, by `review`."""
    path = exported / name
    if name == "xlsx":
        with zipfile.ZipFile(path) as book:
            said = book.read("xl/sharedStrings.xml").decode()
    else:
        files = [path] if path.is_file() else [*path.glob("*.json")]
        said = "".join(file.read_text("utf-8") for file in files)

    assert READERS_DA in said
    assert READERS_EN in said


@pytest.mark.parametrize("format_", FOLDERS)
@pytest.mark.parametrize("overwrite", [False, True])
def test_a_folder_replaces_an_earlier_export(ds, exported, tmp_path, format_, overwrite):
    """A second export gives the same files and leaves nothing beside them."""
    path = shutil.copytree(exported / format_, tmp_path / "new" / "out")

    ds.export(format_, str(path), overwrite=overwrite)

    assert content(path) == content(exported / format_)
    assert [one.name for one in path.parent.iterdir()] == ["out"]


@pytest.mark.parametrize("format_", FILES)
def test_an_existing_file_is_replaced_only_on_request(ds, exported, tmp_path, format_):
    """An export cannot know who wrote it, and an earlier export may have been edited since."""
    path = tmp_path / "out"
    path.write_text("years of work", "utf-8")

    with pytest.raises(ExistingFileError, match=r"out already exists; pass overwrite=True to replace it") as raised:
        ds.export(format_, str(path))

    assert (raised.value.path, isinstance(raised.value, FileExistsError)) == (path, True)
    assert content(tmp_path) == {"out": b"years of work"}

    for _ in range(2):
        ds.export(format_, str(path), overwrite=True)

    assert content(tmp_path) == {"out": content(exported / format_)}


@pytest.mark.parametrize("format_", FILES)
@pytest.mark.parametrize("overwrite", [False, True])
def test_a_file_needs_its_folder(ds, tmp_path, format_, overwrite):
    """A misspelled folder is named, and none is made."""
    with pytest.raises(MissingFolderError, match=r"typo/deep does not exist; create it first$") as raised:
        ds.export(format_, tmp_path / "typo" / "deep" / "out", overwrite=overwrite)

    assert (raised.value.path, isinstance(raised.value, FileNotFoundError)) == (tmp_path / "typo" / "deep", True)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_may_change_its_format(ds, exported, tmp_path):
    """An export in one format replaces one in another, with all its folders; parent folders are made."""
    for format_ in (*FOLDERS, "csv"):
        ds.export(format_, tmp_path / "new" / "out")
        assert content(tmp_path / "new" / "out") == content(exported / format_)


@pytest.mark.parametrize("format_", FORMATS)
def test_data_without_records_can_be_exported(tmp_path, format_):
    """An empty corpus is written like any other."""
    export(opened(Corpus()), format_, tmp_path / "out")

    assert content(tmp_path / "out")


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("parket", "parquet"),
        ("json-ld", "jsonld"),
        ("CSV", "csv"),
        ("", None),
        ("excel", "xlsx"),
        ("TTL", "turtle"),
        (None, None),
    ],
)
def test_an_unknown_format_raises_with_the_nearest(ds, tmp_path, name, nearest):
    """The error suggests the nearest format, lists all, and nothing is written."""
    with pytest.raises(UnknownFormatError, match="there are: csv, jsonl, parquet") as raised:
        ds.export(name, tmp_path / "out")

    assert raised.value.nearest[:1] == ((nearest,) if nearest else ())
    assert isinstance(raised.value, ValueError)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("format_", "name", "expected"),
    [
        ("xlsx", "A.csv", "ends in .csv, but the format xlsx is a file that ends in .xlsx; name it A.xlsx"),
        ("xlsx", "A.xls", "ends in .xls, but the format xlsx is a file that ends in .xlsx; name it A.xlsx"),
        ("sqlite", "A.v2", "ends in .v2, but the format sqlite is a file that ends in .sqlite; name it A.sqlite"),
        ("turtle", "A.jsonld", "ends in .jsonld, but the format turtle is a file that ends in .ttl; name it A.ttl"),
        ("csv", "A.csv", "ends in .csv, but the format csv is a folder of files; name it A"),
        ("parquet", "A.XLSX", "ends in .XLSX, but the format parquet is a folder of files; name it A"),
        ("datapackage", "A.zip", "ends in .zip, but the format datapackage is a folder of files; name it A"),
    ],
)
def test_an_ending_of_another_format_is_refused(ds, tmp_path, monkeypatch, format_, name, expected):
    """The error says what the format is and proposes a name; nothing is written."""
    monkeypatch.chdir(tmp_path)
    for overwrite in (False, True):
        with pytest.raises(EndingError) as raised:
            ds.export(format_, name, overwrite=overwrite)

    assert (str(raised.value), isinstance(raised.value, ValueError)) == (f"{name} {expected}", True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("format_", "name"),
    [
        ("xlsx", "A.XLSX"),
        ("sqlite", "a.b.db"),
        ("jsonld", "A.json"),
        ("turtle", "A"),
        ("csv", "A"),
        ("csv", "reform-0.1"),
    ],
)
def test_an_ending_that_fits_is_accepted(ds, tmp_path, format_, name):
    """Capitals do not matter, nor does a full stop in the name of a folder; the path that was written is returned."""
    written = ds.export(format_, str(tmp_path / name))

    assert (written, written.exists()) == (tmp_path / name, True)


@pytest.mark.parametrize("format_", FOLDERS)
@pytest.mark.parametrize("foreign", ["thesis.docx", "records/year=1999/mine.csv", "notes/"])
def test_a_folder_with_other_files_is_refused(ds, exported, tmp_path, format_, foreign):
    """A foreign file or folder is named and kept, also inside an earlier export, with and without `overwrite`."""
    out = shutil.copytree(exported / format_, tmp_path / "out")
    other = out / foreign
    other.parent.mkdir(parents=True, exist_ok=True)
    other.mkdir() if foreign.endswith("/") else other.write_text("years of work", "utf-8")
    before = content(out)

    for overwrite in (True, False):
        with pytest.raises(ForeignFolderError) as raised:
            ds.export(format_, out, overwrite=overwrite)

    assert foreign.removesuffix("/") in raised.value.foreign
    assert content(out) == before
    assert other.exists()


@pytest.mark.parametrize("format_", FOLDERS)
def test_a_file_in_place_of_a_folder_is_refused(ds, tmp_path, format_):
    """A file is not a folder, and cannot contain one."""
    (tmp_path / "file").write_text("mine", "utf-8")

    for target in (tmp_path / "file", tmp_path / "file" / "out"):
        with pytest.raises(NotADirectoryError):
            ds.export(format_, target)

    assert content(tmp_path) == {"file": b"mine"}


@pytest.mark.parametrize("format_", FILES)
def test_only_a_file_is_replaced_by_a_file(ds, tmp_path, format_):
    """A folder, a device and a path under a file are refused and kept."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("mine", "utf-8")
    os.mkfifo(tmp_path / "pipe")

    for overwrite in (False, True):
        with pytest.raises(IsADirectoryError):
            ds.export(format_, tmp_path / "folder", overwrite=overwrite)
        with pytest.raises(FileExistsError, match="not a regular file"):
            ds.export(format_, tmp_path / "pipe", overwrite=overwrite)
        with pytest.raises(NotADirectoryError):
            ds.export(format_, tmp_path / "file" / "out", overwrite=overwrite)

    assert sorted(one.name for one in tmp_path.iterdir()) == ["file", "folder", "pipe"]
    assert (tmp_path / "pipe").is_fifo()


def test_a_link_to_a_file_stays_a_link(ds, exported, tmp_path):
    """The file it points to is replaced."""
    (tmp_path / "there").write_text("old", "utf-8")
    (tmp_path / "link").symlink_to("there")

    with pytest.raises(ExistingFileError):
        ds.export("jsonld", tmp_path / "link")
    ds.export("jsonld", tmp_path / "link", overwrite=True)

    assert (tmp_path / "link").readlink() == Path("there")
    assert content(tmp_path / "there") == content(exported / "jsonld")


@pytest.mark.parametrize("format_", EXTRAS)
def test_a_missing_extra_is_named(ds, tmp_path, monkeypatch, format_):
    """Without the library of a format the error names the extra, and nothing is written."""
    library, extra = EXTRAS[format_]
    monkeypatch.setitem(sys.modules, library, None)

    with pytest.raises(MissingExtraError, match=rf'pip install "reformdata\[{extra}\]"'):
        ds.export(format_, tmp_path / "out")

    assert list(tmp_path.iterdir()) == []


def test_the_other_formats_need_no_library(exported, tmp_path):
    """Six formats are written without any extra."""
    script = (
        "import sys; sys.modules.update(dict.fromkeys(['pyarrow', 'xlsxwriter', 'rdflib', 'yaml', 'pandas', 'polars']))\n"
        "from reformdata.exports import export\n"
        "from tests.exports.opening import opened; from tests.fixtures.corpus import CORPUS\n"
        "[export(opened(CORPUS), name, f'{sys.argv[1]}/{name}') for name in sys.argv[2:]]\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    formats = [name for name in FORMATS if name not in EXTRAS]

    command = [sys.executable, "-c", script, str(tmp_path), *formats]
    subprocess.run(command, check=True, env=environment, timeout=60)  # noqa: S603 - our own script

    assert [name for name in formats if content(tmp_path / name) != content(exported / name)] == []


def test_data_as_of_a_day_is_exported_as_of_that_day(exported, tmp_path):
    """Rows and nodes are those of the day; a compiled file, which has all days, is refused."""
    early = rd.load(exported / "sqlite", as_of="2018-12-31")

    early.export("jsonl", tmp_path / "rows")
    early.export("jsonld", tmp_path / "graph")

    assert (tmp_path / "rows" / "records.jsonl").read_text("utf-8").count("\n") == 3
    assert "landsforum-2019-nyhed.01" not in (tmp_path / "graph").read_text("utf-8")
    for format_ in ("sqlite", "datapackage"):
        with pytest.raises(PartialExportError, match="2018-12-31"):
            early.export(format_, tmp_path / format_)


@pytest.fixture
def compiled(exported, monkeypatch):
    """The arguments that name a compiled file of the corpus, for a user who reads English."""
    monkeypatch.setenv("LC_ALL", "en")
    return ["--data", str(exported / "sqlite")]


@pytest.mark.parametrize(("language", "expected"), [("en", "4 records"), ("da", "4 poster")])
def test_the_command_writes_and_says_so(compiled, exported, tmp_path, capsys, language, expected):
    """One line says what was written, in the requested language."""
    code = main(["export", "jsonl", str(tmp_path / "out"), *compiled, "--lang", language])

    assert (code, capsys.readouterr().out) == (0, f"{tmp_path / 'out'}: {expected}\n")
    assert content(tmp_path / "out") == content(exported / "jsonl")


def test_the_command_replaces_a_file_only_with_force(compiled, exported, tmp_path):
    """`--force` is `overwrite=True`."""
    path = tmp_path / "out"
    path.write_text("mine", "utf-8")

    assert main(["export", "jsonld", str(path), *compiled]) == 2
    assert path.read_text("utf-8") == "mine"
    assert main(["export", "jsonld", str(path), *compiled, "--force"]) == 0
    assert content(path) == content(exported / "jsonld")


KNOWN = ", ".join(FORMATS)


@pytest.mark.parametrize(
    ("language", "arguments", "expected"),
    [
        ("en", ["parket", "out"], f"there is no format `parket`; did you mean `parquet`? (there are: {KNOWN})"),
        ("da", ["parket", "out"], f"der er intet format `parket`; mente du `parquet`? (der er: {KNOWN})"),
        ("en", ["\x1b[1m", "out"], f"there is no format `\\u001b[1m`; there are: {KNOWN}"),
        ("da", ["?", "out"], f"der er intet format `?`; der er: {KNOWN}"),
        ("en", ["xlsx", "A.csv"], "A.csv ends in .csv, but the format xlsx is a file that ends in .xlsx; name it A.xlsx"),
        ("da", ["xlsx", "A.csv"], "A.csv ender på .csv, men formatet xlsx er en fil, der ender på .xlsx; kald det A.xlsx"),
        ("en", ["csv", "out.csv"], "out.csv ends in .csv, but the format csv is a folder of files; name it out"),
        ("da", ["csv", "out.csv"], "out.csv ender på .csv, men formatet csv er en mappe med filer; kald det out"),
        ("en", ["csv", "mine"], "mine holds something that an export did not write, such as `thesis.docx`; give a new or an empty folder"),
        ("da", ["csv", "mine"], "mine indeholder noget, som en eksport ikke har skrevet, fx `thesis.docx`; angiv en ny eller tom mappe"),
        ("en", ["csv", "file"], "file is a file or lies inside one"),
        ("da", ["csv", "file"], "file er en fil eller ligger i en"),
        ("en", ["xlsx", "mine"], "mine is a folder; give a file"),
        ("da", ["xlsx", "mine"], "mine er en mappe; angiv en fil"),
        ("en", ["xlsx", "pipe"], "pipe is not a regular file; give a file"),
        ("da", ["xlsx", "pipe"], "pipe er ikke en almindelig fil; angiv en fil"),
        ("en", ["xlsx", "file"], "file already exists; replace it with --force, or give another file"),
        ("da", ["xlsx", "file"], "file findes allerede; erstat filen med --force, eller angiv en anden fil"),
        ("en", ["xlsx", "typo/out.xlsx"], "the folder typo does not exist; create it first"),
        ("da", ["xlsx", "typo/out.xlsx", "--force"], "mappen typo findes ikke; opret den først"),
        ("en", ["csv", "mine", "--force"], "mine holds something that an export did not write, such as `thesis.docx`; give a new or an empty folder"),
        ("en", ["jsonld", "/proc/out"], "/proc/out cannot be written: there is no such file or folder"),
        ("da", ["csv", "/proc/out"], "/proc/out kan ikke skrives: filen eller mappen findes ikke"),
    ],
)  # fmt: skip
def test_the_command_says_what_is_wrong(compiled, tmp_path, monkeypatch, capsys, language, arguments, expected):
    """One sentence in the user's language, exit code 2, and nothing is written."""
    monkeypatch.setenv("LC_ALL", language)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.docx").write_text("years of work", "utf-8")
    (tmp_path / "file").write_text("mine", "utf-8")
    os.mkfifo(tmp_path / "pipe")

    code = main(["export", *arguments, *compiled])

    printed = capsys.readouterr()
    assert (code, printed.out, printed.err) == (2, "", f"reformdata: {expected}\n")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["file", "mine", "pipe"]


@pytest.mark.parametrize(
    ("language", "expected"), [("en", "the format needs an optional extra"), ("da", "formatet kræver et tilvalg")]
)
def test_the_command_names_a_missing_extra(compiled, tmp_path, monkeypatch, capsys, language, expected):
    """It says what to install, in the user's language."""
    monkeypatch.setenv("LC_ALL", language)
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)

    code = main(["export", "xlsx", str(tmp_path / "out.xlsx"), *compiled])

    assert (code, capsys.readouterr().err) == (2, f'reformdata: {expected}: pip install "reformdata[xlsx]"\n')


def test_a_missing_right_to_write_is_reported(compiled, tmp_path, monkeypatch, capsys):
    """With the system's reason and the requested path, not that of the hidden file beside it."""

    def refuse(path, _):
        raise PermissionError(13, "Permission denied", f"{path}.1.new")

    monkeypatch.setattr("reformdata.exports.targets.write_file", refuse)

    code = main(["export", "jsonld", str(tmp_path / "out"), *compiled])

    expected = f"reformdata: {tmp_path / 'out'} cannot be written: you have no access to it\n"
    assert (code, capsys.readouterr().err) == (2, expected)
