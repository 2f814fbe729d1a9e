"""A folder of own data with `reformdata.toml`: every command lays it over the published data, from any folder in it."""

import json
import re

import pytest

import reformdata as rd
from reformdata.cli import FINDINGS, WRONG_USE, main
from reformdata.dataset import opening
from reformdata.store.compiling import write
from tests.dataset.overlay.test_overlay import RECORD
from tests.fixtures.corpus import CORPUS

pytestmark = pytest.mark.shipped
SOURCE = "eget-2021-notat"
NEW = (
    "new", "statement", "--no-input", "--source", SOURCE, "--paragraphs", "1", "--voice", "Skovby Kommune",
    "--title-da", "Maden er blevet bedre", "--title-en", "The food has become better",
    "--text-da", "Kokkene har flere varer at vælge mellem.", "--text-en", "The cooks have more goods to choose from.",
    "--areas", "Skolemad", "--themes", "deregulation", "--claim", "finding", "--tone", "favourable", "--date", "2026-11-22",
    "--relation", "supports skovby-2020-brev.02 = Kokkene valgte selv / The cooks chose for themselves",
)  # fmt: skip


@pytest.fixture
def folder(own, published, tmp_path, monkeypatch):
    """A folder of own data with its settings, over the small published data; the current folder is one far below."""
    (tmp_path / "installed").mkdir()
    write(published, tmp_path / "installed" / opening.FILE_NAME)
    monkeypatch.setattr(opening, "_PACKAGE", tmp_path / "installed")
    (own / "reformdata.toml").write_text('base = "published"\nlanguage = "da"\n', "utf-8")
    monkeypatch.chdir(own / "records" / "sources" / SOURCE)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    return own


@pytest.mark.usefixtures("folder")
def test_validate_knows_the_published_data(capsys):
    """In the language of the folder; `--lang` comes first."""
    assert main(["validate"]) == 0
    assert capsys.readouterr().out.startswith("Ingen fund i 2 filer med 1 post (")
    assert main(["validate", "--lang", "en"]) == 0
    assert capsys.readouterr().out.startswith("No findings in 2 files with 1 record (")


@pytest.mark.usefixtures("folder")
def test_validate_from_elsewhere_knows_the_folder(tmp_path, monkeypatch, capsys):
    """Its language too."""
    monkeypatch.chdir(tmp_path)
    assert main(["validate", "own"]) == 0
    assert capsys.readouterr().out.startswith("Ingen fund")


def test_annotations_are_in_the_language_of_the_folder(folder, capsys):
    """With file names from its root."""
    record = folder / "records" / RECORD
    record.write_text(record.read_text("utf-8").replace("actor: skovby", "actor: skovbi"), "utf-8")
    assert main(["validate", "--format", "github"]) == FINDINGS
    out = capsys.readouterr().out
    assert f"::error file=records/{RECORD},line=" in out
    assert "mente du `skovby`?" in out


def test_a_folder_that_stands_alone_refers_to_itself_only(folder, capsys):
    """Without `base`, nothing published is known."""
    (folder / "reformdata.toml").write_text('language = "en"\n', "utf-8")
    assert main(["validate", "--format", "concise"]) == FINDINGS
    assert "`skovby` is not among the actors" in capsys.readouterr().out
    with pytest.raises(rd.InvalidCheckoutError):
        rd.load(folder)


@pytest.mark.usefixtures("folder")
def test_new_takes_published_names_and_records(capsys):
    """But no published source."""
    assert main([*NEW]) == 0
    assert capsys.readouterr().out == f"records/sources/{SOURCE}/02-maden-er-blevet-bedre.yaml\n"
    assert main(["validate"]) == 0
    capsys.readouterr()
    assert main([each.replace(SOURCE, "skovby-2020-brev") for each in NEW]) == WRONG_USE
    assert "--source: `skovby-2020-brev` findes ikke" in capsys.readouterr().err


def test_new_needs_a_source_of_the_folder(folder, capsys):
    """The published ones do not count."""
    for path in (folder / "records/sources" / SOURCE).iterdir():
        path.unlink()
    assert main([*NEW]) == WRONG_USE
    assert "der er ingen kilder; tilføj en med: reformdata source add" in capsys.readouterr().err


def test_source_add_takes_published_actors_and_no_published_id(folder, tmp_path, capsys):
    """By name."""
    (tmp_path / "text.txt").write_text("Et afsnit.\n", "utf-8")
    add = ["source", "add", str(tmp_path / "text.txt"), "--title-da", "Brev", "--title-en", "Letter", "--kind", "news"]
    add += ["--date", "2021-05-01", "--publisher", "Skovby Kommune"]
    assert main([*add, "--id", "skovby-2020-brev"]) == WRONG_USE
    assert "kilden `skovby-2020-brev` findes allerede" in capsys.readouterr().err
    assert main(add) == 0
    assert "publisher: skovby\n" in (folder / "records/sources/skovby-2021-brev/source.yaml").read_text("utf-8")


@pytest.mark.usefixtures("folder")
def test_show_stats_coverage_and_search_read_both(capsys):
    """Without `--data`, which still comes first."""
    own, shown = f"{SOURCE}.01", "skovby-2020-brev.02"
    assert main(["show", own, shown]) == 0
    out = capsys.readouterr().out
    assert out.startswith(f"{own} · forslag")
    assert re.search(rf"besvarer [^()]*\({shown}\)", " ".join(out.split()))
    assert main(["stats", "--by", "source", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["source"] == {"skovby-2020-brev": 3, SOURCE: 1}
    assert main(["coverage", "--format", "json"]) == 0
    assert SOURCE in json.loads(capsys.readouterr().out)["sources"]
    assert main(["search", "køkkenet"]) == 0
    assert own in capsys.readouterr().out
    assert main(["show", own, "--data", str(opening._PACKAGE)]) == WRONG_USE


def test_fmt_takes_all_records_of_the_folder(folder, capsys):
    """Not only those of the current folder."""
    (folder / "records" / "areas.yaml").write_text("[]\n", "utf-8")
    assert main(["fmt", "--check"]) in (0, 1)
    assert "Filer: " in capsys.readouterr().err


def test_the_editor_is_offered_published_ids(folder):
    """And the next record of a source of the folder, not of a published one."""
    (folder / "schemas").mkdir()
    assert main(["schema", "--local"]) == 0
    schema = json.loads((folder / "schemas/ids.schema.json").read_text("utf-8"))["$defs"]
    assert [each["body"] for each in schema["next_records"]["defaultSnippets"]] == [f"{SOURCE}.02"]
    assert "skovby" in [each["body"] for each in schema["actors"]["defaultSnippets"]]


def test_load_takes_the_folder_alone(folder):
    """From below it as `.`, by its path, and as the first of several; a list says the same in full."""
    whole = rd.load([None, folder])
    assert f"{SOURCE}.01" in whole
    assert "skovby-2020-brev.02" in whole
    for path in (".", folder, [folder], [None, "."]):
        ds = rd.load(path)
        assert list(ds.records) == list(whole.records)
        assert ds.citation == whole.citation
        assert ds.citation.endswith("With own data from own.")


@pytest.mark.usefixtures("folder")
def test_an_outcome_of_a_published_record_is_not_written_again(capsys):
    """Own data does not change the published data."""
    write(CORPUS, opening._PACKAGE / opening.FILE_NAME)
    id_ = next(iter(CORPUS.outcomes))
    assert main(["outcome", "add", id_, "--verdict", "no-trace"]) == WRONG_USE
    assert f"{id_} har allerede et udfald i de udgivne data" in capsys.readouterr().err


def test_wrong_settings_are_refused_by_every_command(folder, capsys):
    """With exit code 2, and before anything is written."""
    (folder / "reformdata.toml").write_text('bas = "published"\n', "utf-8")
    for command in (["validate"], ["stats"], [*NEW], ["fmt"]):
        assert main(command) == WRONG_USE
        assert "there is no setting `bas`; did you mean `base`?" in capsys.readouterr().err
