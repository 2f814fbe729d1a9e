"""The commands `build` and `schema`."""

import shutil

import frictionless
import pytest

from reformdata.cli import main
from reformdata.repository.generated import files
from reformdata.tables import TABLES
from tests import ROOT


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """The folder of a small checkout, with the generated files of this project."""
    monkeypatch.setenv("LC_ALL", "en")
    root = tmp_path / "checkout"
    shutil.copytree(ROOT / "tests" / "fixtures" / "checkout", root)
    for folder in ("schemas", "docs", ".github"):
        shutil.copytree(ROOT / folder, root / folder)
    return root


@pytest.mark.slow
def test_build_writes_a_package_and_says_so(checkout, tmp_path, capsys):
    """A checkout becomes a valid package, with one line of output in either language; a second build replaces it."""
    out = tmp_path / "out"

    codes = [main(["build", str(out), "--from", str(checkout), "--lang", language]) for language in ("en", "da")]

    assert codes == [0, 0]
    assert capsys.readouterr().out.splitlines() == [
        f"{out}: 3 records in {len(TABLES)} tables; see datapackage.json",
        f"{out}: 3 poster i {len(TABLES)} tabeller; se datapackage.json",
    ]
    assert frictionless.validate(str(out / "datapackage.json")).flatten(["type", "title", "message"]) == []


@pytest.mark.shipped
@pytest.mark.slow
def test_the_shipped_data_builds(tmp_path, capsys):
    """Frictionless accepts the package of the shipped data."""
    code = main(["build", str(tmp_path / "out"), "--from", str(ROOT), "--lang", "en"])

    assert code == 0, capsys.readouterr().out
    report = frictionless.validate(str(tmp_path / "out" / "datapackage.json"))
    assert report.flatten(["type", "title", "message"]) == []


def test_build_refuses_data_with_errors(checkout, tmp_path, capsys):
    """The errors are shown, and nothing is written."""
    themes = checkout / "records" / "themes.yaml"
    themes.write_text(themes.read_text("utf-8") + "- id: deregulation\n", "utf-8")

    code = main(["build", str(tmp_path / "out"), "--from", str(checkout)])

    assert code == 1
    assert "error[RD" in capsys.readouterr().out
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("mine", "holds something that an export did not write, such as `thesis.docx`; give a new or an empty folder"),
        ("mine/thesis.docx", "is a file or lies inside one"),
        ("mine/thesis.docx/out", "is a file or lies inside one"),
    ],
)
def test_build_refuses_what_is_no_folder_of_its_own(checkout, tmp_path, monkeypatch, capsys, target, reason):
    """A foreign file is named and kept, as by `export`."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.docx").write_text("years of work", "utf-8")

    code = main(["build", target, "--from", str(checkout)])

    assert (code, capsys.readouterr().err) == (2, f"reformdata: {target} {reason}\n")
    assert (tmp_path / "mine" / "thesis.docx").read_text("utf-8") == "years of work"


def test_build_of_a_missing_checkout_is_wrong_use(tmp_path, capsys):
    """A missing folder is wrong use."""
    code = main(["build", str(tmp_path / "out"), "--from", str(tmp_path / "nowhere")])

    assert (code, capsys.readouterr().out) == (2, "")
    assert not (tmp_path / "out").exists()


def test_schema_renews_what_is_out_of_date_and_nothing_else(checkout, capsys):
    """A changed file is written anew, a missing one made, a schema without a model deleted; the rest is unchanged."""
    for name, content in files(checkout).items():
        (checkout / name).parent.mkdir(parents=True, exist_ok=True)
        (checkout / name).write_text(content, "utf-8")
    (checkout / "datapackage.json").write_text("{}", "utf-8")
    (checkout / "schemas" / "law.schema.json").unlink()
    (checkout / "schemas" / "former.schema.json").write_text("{}", "utf-8")
    untouched = (checkout / "schemas" / "actor.schema.json").stat().st_mtime_ns

    code = main(["schema", str(checkout)])

    expected = "schemas/law.schema.json\ndatapackage.json\n- schemas/former.schema.json\n"
    assert (code, capsys.readouterr().out) == (0, expected)
    assert {name: (checkout / name).read_text("utf-8") for name in files(checkout)} == files(checkout)
    assert (checkout / "schemas" / "actor.schema.json").stat().st_mtime_ns == untouched
    assert main(["schema", str(checkout)]) == 0
    assert capsys.readouterr().out == ""


def test_schema_needs_the_marks_of_the_codebook(checkout, capsys):
    """A codebook page without its marks is named, with the marks."""
    (checkout / "docs" / "codebook.md").write_text("# Codebook\n", "utf-8")

    code = main(["schema", str(checkout)])

    marks = "<!-- begin: fields --> … <!-- end: fields -->"
    assert (code, capsys.readouterr().err) == (
        2,
        f"reformdata: docs/codebook.md must contain {marks} exactly once\n",
    )
