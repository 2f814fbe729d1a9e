"""`reformdata rename`: every reference follows, nothing else changes, and nothing is half done."""

import errno
import os
import shutil
from pathlib import Path

import pytest

from reformdata.cli import main
from reformdata.curation.checks import validate
from reformdata.curation.editing.changes import Changes, apply
from reformdata.curation.editing.renaming import RENAMED, plan_rename
from reformdata.curation.reading.checkout import read_checkout
from reformdata.models import Readings
from tests.curation.editing.answers import FOLDER, SOURCE
from tests.curation.editing.terminal import ROOT

ENTRIES = [
    ("actors", "anna-holm"), ("actors", "skovby"), ("reforms", "madordningen"), ("laws", "skoleloven"),
    ("areas", "schools"), ("themes", "deregulation"), ("target_groups", "pupils"), ("sources", SOURCE),
]  # fmt: skip


def test_every_table_is_tried():
    """The entries of these tests are of all tables whose ids can change."""
    assert {table for table, _ in ENTRIES} == set(RENAMED)


@pytest.mark.parametrize(("table", "old"), ENTRIES)
def test_there_and_back_gives_the_same_bytes(run, state, said, table, old):
    """In between nothing says the old id any more, and `validate` finds nothing."""
    before = state()
    assert run("rename", table, old, "nyt-navn-9")[0] == 0
    between = state()
    assert said() == []
    assert not any(path.endswith(f"/{old}.yaml") or f"/{old}/" in path for path in between)
    assert between != before
    assert run("rename", table, "nyt-navn-9", old)[0] == 0
    assert state() == before


@pytest.mark.shipped
@pytest.mark.slow
@pytest.mark.parametrize("table", RENAMED)
def test_there_and_back_on_the_data_itself(tmp_path, table):
    """The first and the last entry of each table of the data of this project, its readings among what follows."""
    root = tmp_path / "checkout"
    shutil.copytree(ROOT / "records", root / "records")
    before = {path: path.read_bytes() for path in root.rglob("*.yaml")}
    ids = list(getattr(read_checkout(root).corpus, table))
    for old in {ids[0], ids[-1]}:
        apply(plan_rename(read_checkout(root), table, old, "nyt-navn-9"), root)
        assert read_checkout(root).findings == ()
        apply(plan_rename(read_checkout(root), table, "nyt-navn-9", old), root)
    assert {path: path.read_bytes() for path in root.rglob("*.yaml")} == before


def test_comments_and_layout_stay(run, root):
    """Only the id itself is another: quotes around it go, since an id needs none."""
    path = root / FOLDER / "02-mad-giver-ro.yaml"
    text = path.read_text("utf-8").replace("voice: {actor: skovby}", 'voice: { actor:   "skovby" }  # kommunen')
    path.write_text(f"# skovby\n{text}", encoding="utf-8")
    assert run("rename", "actors", "skovby", "skovby-kommune") == (0, "files changed: 6\n", "")
    expected = text.replace('"skovby" }', "skovby-kommune }")
    assert path.read_text("utf-8") == f"# skovby\n{expected}"


def test_the_acts_of_readings_follow(root, run):
    """They hold the ids of voices and of records."""
    readings = root / FOLDER / "readings.yaml"
    act = f"  - {{paragraphs: [2], kind: proposal, voice: skovby, records: [{SOURCE}.01, {SOURCE}.02]}}\n"
    readings.write_text(f'codebook: "1.1"\nfirst:\n{act}second:\n{act}', encoding="utf-8")
    assert isinstance(read_checkout(root).corpus.readings[SOURCE], Readings)
    run("rename", "actors", "skovby", "by")
    run("rename", "sources", SOURCE, "brev")
    moved = root / "records" / "sources" / "brev" / "readings.yaml"
    expected = act.replace("voice: skovby", "voice: by").replace(SOURCE, "brev")
    assert moved.read_text("utf-8") == f'codebook: "1.1"\nfirst:\n{expected}second:\n{expected}'


def test_a_dry_run_prints_the_diff_and_changes_nothing(run, state):
    """As a patch shows it, with the new names of files."""
    before = state()
    assert run("rename", "laws", "skoleloven", "folkeskoleloven", "--dry-run") == (
        0,
        f"""\
--- a/records/laws/skoleloven.yaml
+++ b/records/laws/folkeskoleloven.yaml
@@ -1,4 +1,4 @@
-id: skoleloven
+id: folkeskoleloven
 name: {{da: Skoleloven, en: The Schools Act}}
 description:
   da: Den lov, som brevet vil have ændret.
--- a/{FOLDER}/01-skriv-loven-om.yaml
+++ b/{FOLDER}/01-skriv-loven-om.yaml
@@ -11,7 +11,7 @@
 areas: [school-meals]
 themes: [deregulation]
 target_groups: [pupils]
-laws: [skoleloven]
+laws: [folkeskoleloven]
 action: change
 strength: ought
 addressees: [regeringen]
rename records/laws/skoleloven.yaml -> records/laws/folkeskoleloven.yaml
""",
        "",
    )
    assert state() == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("actors", "skovbo", "x"), "there is no `skovbo` among the actors; did you mean `skovby`?"),
        (("actors", "skovby", "regeringen"), "`regeringen` is already among the actors: two entries cannot have one id"),
        (("areas", "schools", "schools"), "`schools` is already among the areas: two entries cannot have one id"),
        (
            ("actors", "skovby", "../../x"),
            "`../../x` is not an id: small letters a-z, digits and single hyphens, at most 64 characters",
        ),
        (
            ("actors", "skovby", "a" * 65),
            f"`{'a' * 65}` is not an id: small letters a-z, digits and single hyphens, at most 64 characters",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_is_one_sentence(run, state, arguments, said):
    """And nothing is changed."""
    before = state()
    assert run("rename", *arguments) == (2, "", f"reformdata: {said}\n")
    assert state() == before


def test_a_file_that_cannot_be_read_is_fixed_first(run, root):
    """What it points to would be lost."""
    (root / FOLDER / "02-mad-giver-ro.yaml").write_text("id: [", encoding="utf-8")
    said = (
        f"reformdata: {FOLDER}/02-mad-giver-ro.yaml cannot be read, and references in it would be lost: "
        "fix it first (reformdata validate)\n"
    )
    assert run("rename", "actors", "skovby", "by") == (2, "", said)


def test_what_is_in_the_way_of_the_new_name_is_told(run, root, state):
    """A folder that is no source, for example."""
    (root / "records" / "sources" / "brev").mkdir()
    before = state()
    code, out, err = run("rename", "sources", SOURCE, "brev")
    assert (code, out, state()) == (2, "", before)
    assert err == f"reformdata: {root / 'records' / 'sources' / 'brev'}: File exists\n"


@pytest.mark.parametrize("step", range(16))
def test_whatever_rename_fails_all_are_taken_back(run, state, monkeypatch, step):
    """The sixth of them, say: the checkout is as it was, with nothing beside it."""
    before = state()
    renames = Path.rename
    made = []

    def rename(path, target):
        made.append(path)
        if len(made) == step + 1:
            raise OSError(errno.EIO, os.strerror(errno.EIO), str(path))
        return renames(path, target)

    monkeypatch.setattr(Path, "rename", rename)
    code, _, err = run("rename", "actors", "skovby", "by")
    monkeypatch.undo()
    if step >= 13:  # six files, two renames each, and that of the actor's file
        assert (code, err) == (0, "")
        return
    assert (code, state()) == (2, before)
    assert err.endswith(f"{os.strerror(errno.EIO)}\n")


@pytest.mark.parametrize("full_after", range(6))
def test_a_full_disk_changes_nothing(run, state, monkeypatch, full_after):
    """It shows while the new files are written aside; none of them is left."""
    before = state()
    flushed = []

    def fsync(_):
        flushed.append(1)
        if len(flushed) > full_after:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("os.fsync", fsync)
    said = run("rename", "actors", "skovby", "by")
    monkeypatch.undo()
    assert said == (2, "", f"reformdata: {os.strerror(errno.ENOSPC)}\n")
    assert state() == before


def test_who_stops_in_the_middle_finds_everything_as_it_was(root, state, monkeypatch):
    """Ctrl-C between two renames."""
    before = state()
    renames = Path.rename
    made = []

    def rename(path, target):
        made.append(path)
        if len(made) == 4:
            raise KeyboardInterrupt
        return renames(path, target)

    monkeypatch.setattr(Path, "rename", rename)
    changes = Changes(texts={f"{FOLDER}/{name}": "x" for name in ("source.yaml", "03-madordning.yaml")})
    with pytest.raises(KeyboardInterrupt):
        apply(changes, root)
    monkeypatch.undo()
    assert state() == before


def test_the_names_of_tables_are_offered(capsys):
    """By argparse, as for every choice."""
    with pytest.raises(SystemExit) as left:
        main(["rename", "actor", "x", "y"])
    assert left.value.code == 2
    assert "'actors'" in capsys.readouterr().err


def test_validate_has_nothing_to_say_of_the_base():
    """What the other tests compare with."""
    assert validate(ROOT / "tests" / "fixtures" / "checkout").findings == ()
