"""`reformdata fmt`: what it writes and prints, and its exit codes."""

import io
from types import SimpleNamespace

import pytest

from reformdata.cli import main
from tests.curation.rules.pages import FIXTURE, write_checkout

FILE = "records/actors/skovby.yaml"
MESSY = b"kind: authority\r\nid: 'byen'   \r\n"
CANONICAL = b"id: byen\nkind: authority\n"


@pytest.fixture
def root(tmp_path, monkeypatch):
    """The current folder, with one file that is not in the canonical form."""
    path = tmp_path / FILE
    path.parent.mkdir(parents=True)
    path.write_bytes(MESSY)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("path", ["", ".", "records", "records/actors", FILE, f"{FILE} {FILE} records"])
def test_a_path_names_a_file_or_a_folder(root, capsys, path):
    """Without one, all of records/ is formatted; a file that is named twice is formatted once."""
    assert main(["fmt", *path.split()]) == 0
    assert (root / FILE).read_bytes() == CANONICAL
    printed = capsys.readouterr()
    assert printed.out.endswith(f"{FILE}\n")
    assert printed.err == "Files: 1 rewritten, 0 in order.\n"


@pytest.mark.parametrize(
    ("content", "code", "printed"),
    [
        (MESSY, 1, (f"{FILE}\n", "Filer: 1 ville blive omskrevet, 0 i orden.\n")),
        (CANONICAL, 0, ("", "Filer: 0 ville blive omskrevet, 1 i orden.\n")),
    ],
)
def test_check_names_the_files_that_would_change(root, capsys, content, code, printed):
    """It writes nothing."""
    (root / FILE).write_bytes(content)
    assert main(["fmt", "--check", "--lang", "da"]) == code
    assert (root / FILE).read_bytes() == content
    assert capsys.readouterr() == printed


def test_diff_shows_the_change_and_writes_nothing(root, capsys):
    """Carriage returns are shown as escapes."""
    assert main(["fmt", "--diff"]) == 1
    assert (root / FILE).read_bytes() == MESSY
    assert capsys.readouterr().out == (
        f"--- {FILE}\n+++ {FILE}\n@@ -1,3 +1,3 @@\n"
        "-kind: authority\\u000d\n-id: 'byen'   \\u000d\n+id: byen\n+kind: authority\n \n"
    )


def test_a_file_that_cannot_be_read_is_reported_and_left(root, capsys):
    """The others are formatted."""
    broken = root / "records/actors/a.yaml"
    broken.write_bytes(b"id: [a\n")
    assert main(["fmt"]) == 1
    assert broken.read_bytes() == b"id: [a\n"
    assert (root / FILE).read_bytes() == CANONICAL
    printed = capsys.readouterr().err
    assert printed.startswith("error[RD101]: invalid YAML: [ is not closed with ]\n --> records/actors/a.yaml:1:5\n")
    assert printed.endswith("Files: 1 rewritten, 0 in order, 1 cannot be read.\n")


def test_a_file_that_would_become_too_large_is_left(root, capsys):
    """Ids on lines of their own take more room than on one line."""
    (root / FILE).write_bytes(b"aliases: [" + b"a," * 32_000 + b"b]\n")
    before = (root / FILE).read_bytes()
    assert main(["fmt"]) == 1
    assert (root / FILE).read_bytes() == before
    assert "error[RD10" in capsys.readouterr().err


def test_a_link_is_not_followed(root, capsys):
    """It may lead out of the checkout."""
    (root / "records/actors/b.yaml").symlink_to(root / FILE)
    assert main(["fmt"]) == 0
    assert (root / "records/actors/b.yaml").is_symlink()
    assert main(["fmt", "records/actors/b.yaml"]) == 1
    assert "error[RD001]" in capsys.readouterr().err


@pytest.mark.usefixtures("root")
def test_a_file_that_cannot_be_opened_ends_with_2(capsys, monkeypatch):
    """With the finding of `validate`."""

    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("os.open", refuse)
    assert main(["fmt", FILE]) == 2
    assert "error[RD010]" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("path", "message"),
    [("nope", "nope: there is no such file or folder"), ("empty", "empty: there is no folder records/ here")],
)
def test_a_path_without_records_is_refused(root, capsys, path, message):
    """With exit code 2, before anything is written."""
    (root / "empty").mkdir()
    assert main(["fmt", "records", path]) == 2
    assert (root / FILE).read_bytes() == MESSY
    assert capsys.readouterr().err == f"reformdata: {message}\n"


# ---- for editors


def _input(monkeypatch, content):
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(content)))


def test_standard_input_is_formatted_to_standard_output(capsysbinary, monkeypatch):
    """As editors use it."""
    _input(monkeypatch, MESSY)
    assert main(["fmt", "-"]) == 0
    assert capsysbinary.readouterr() == (CANONICAL, b"")


@pytest.mark.parametrize(
    ("option", "content", "code", "printed"),
    [
        ("--check", MESSY, 1, ""),
        ("--check", CANONICAL, 0, ""),
        ("--diff", b"kind: a\nid: b\n", 1, "--- -\n+++ -\n@@ -1,3 +1,3 @@\n+id: b\n kind: a\n-id: b\n \n"),
    ],
)
def test_standard_input_can_be_checked(capsys, monkeypatch, option, content, code, printed):
    """A diff calls it `-`."""
    _input(monkeypatch, content)
    assert main(["fmt", option, "-"]) == code
    assert capsys.readouterr() == (printed, "")


def test_standard_input_that_cannot_be_read_is_reported(capsys, monkeypatch):
    """Standard output stays empty, so that the editor keeps its text."""
    _input(monkeypatch, b"id: a\n\tkind: b\n")
    assert main(["fmt", "-"]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith(
        "error[RD112]: a tab cannot be used for indentation\n --> -:2:1\n  |\n2 | \\tkind: b\n"
    )


def test_standard_input_cannot_be_combined_with_files(capsys):
    """Files are written in place, standard input is not."""
    assert main(["fmt", "-", FILE]) == 2
    assert capsys.readouterr().err == "reformdata: - cannot be combined with files\n"


def test_formatting_causes_no_findings(tmp_path, capsys):
    """In the checkout for tests, whose files are written by hand."""
    root = write_checkout({}, tmp_path)
    assert main(["fmt", str(root)]) == 0
    assert main(["fmt", "--check", str(root)]) == 0
    capsys.readouterr()
    assert main(["validate", str(root)]) == 0
    of_base = main(["validate", str(FIXTURE)])
    assert (of_base, len(set(capsys.readouterr().out.splitlines()))) == (0, 1)
