"""`reformdata rename`: every reference gets the new id, nothing else changes, and all files or none are written."""

import errno
import os
from pathlib import Path

import pytest

from reformdata.curation.editing.changes import apply
from reformdata.curation.editing.ids import plan_rename
from reformdata.curation.reading.checkout import read_checkout
from reformdata.models import TABLES, Readings
from tests.curation.editing.answers import FOLDER, SOURCE

ENTRIES = [
    ("actors", "anna-holm"), ("actors", "skovby"), ("reforms", "madordningen"), ("laws", "skoleloven"),
    ("areas", "schools"), ("themes", "deregulation"), ("target_groups", "pupils"), ("sources", SOURCE),
    ("glossary", "maaltid"), ("documents", "svaret"),
]  # fmt: skip


NOTE = (
    "Note: if `{}` has been published, the new id takes a new major version, since the data and references of others "
    "use the old one.\n"
)
"""What is said beside each new id."""

FOLLOWED = {
    "documents/svaret.yaml": """\
id: svaret
title: {da: Svar til Skovby, en: A reply to Skovby}
kind: official-page
seen: 2026-11-28
form: page
""",
    f"outcomes/{SOURCE}.01.yaml": f"""\
id: {SOURCE}.01
test: {{da: Loven er ændret., en: The act is changed.}}
assessable: action
assessments:
  - as_of: 2026-11-28
    verdict: rejected
    text: {{da: Regeringen sagde nej., en: The government said no.}}
    evidence:
      - {{document: svaret, says: {{da: Der er ingen planer om det., en: There are no plans for it.}}}}
      - {{record: {SOURCE}.03, says: {{da: Der var kun et forsøg., en: There was only a trial.}}}}
    readers: 1
""",
}


@pytest.mark.parametrize(("table", "old"), ENTRIES)
def test_there_and_back_gives_the_same_bytes(root, run, state, findings, table, old):
    """In between no file name has the old id, and `validate` finds nothing; every table has a case."""
    assert {each for each, _ in ENTRIES} == set(TABLES)
    for file, text in FOLLOWED.items():
        (root / "records" / file).parent.mkdir()
        (root / "records" / file).write_text(text, encoding="utf-8")
    before = state()
    assert run("rename", table, old, "nyt-navn-9")[0] == 0
    between = state()
    assert findings() == []
    assert not any(path.endswith(f"/{old}.yaml") or f"/{old}/" in path or f"/{old}." in path for path in between)
    assert between != before
    assert run("rename", table, "nyt-navn-9", old)[0] == 0
    assert state() == before


def test_comments_and_layout_are_kept(run, root):
    """Only the id changes; quotes around it are removed, since an id needs none."""
    path = root / FOLDER / "02-mad-giver-ro.yaml"
    text = path.read_text("utf-8").replace("voice: {actor: skovby}", 'voice: { actor:   "skovby" }  # kommunen')
    path.write_text(f"# skovby\n{text}", encoding="utf-8")
    assert run("rename", "actors", "skovby", "skovby-kommune") == (0, "files changed: 6\n", NOTE.format("skovby"))
    expected = text.replace('"skovby" }', "skovby-kommune }")
    assert path.read_text("utf-8") == f"# skovby\n{expected}"


def test_readings_get_the_new_ids(root, run):
    """Their acts have the ids of voices and of records."""
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
        NOTE.format("skoleloven"),
    )
    assert state() == before


@pytest.mark.parametrize(
    ("arguments", "message"),
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
def test_a_refused_rename_gives_one_sentence(run, state, arguments, message):
    """And nothing is changed."""
    before = state()
    assert run("rename", *arguments) == (2, "", f"reformdata: {message}\n")
    assert state() == before


def test_nothing_is_renamed_while_a_file_cannot_be_read(run, root):
    """References in it would be lost."""
    (root / FOLDER / "02-mad-giver-ro.yaml").write_text("id: [", encoding="utf-8")
    message = (
        f"reformdata: {FOLDER}/02-mad-giver-ro.yaml cannot be read, and references in it would be lost: "
        "fix it first (reformdata validate)\n"
    )
    assert run("rename", "actors", "skovby", "by") == (2, "", message)


def test_a_new_name_that_is_taken_is_named(run, root, state):
    """By a folder that is not a source, for example."""
    (root / "records" / "sources" / "brev").mkdir()
    before = state()
    code, out, err = run("rename", "sources", SOURCE, "brev")
    assert (code, out, state()) == (2, "", before)
    assert err == f"reformdata: {root / 'records' / 'sources' / 'brev'}: the file or folder exists already\n"


@pytest.mark.parametrize("error", [OSError(errno.EIO, os.strerror(errno.EIO)), KeyboardInterrupt()])
def test_nothing_changes_if_one_file_cannot_be_renamed(root, state, monkeypatch, error):
    """A broken disk, or Ctrl-C."""
    before = state()
    renames, made = Path.rename, []

    def rename(path, target):
        made.append(path)
        if len(made) == 6:
            raise error
        return renames(path, target)

    changes = plan_rename(read_checkout(root), "actors", "skovby", "by")
    monkeypatch.setattr(Path, "rename", rename)
    with pytest.raises(type(error)):
        apply(changes, root)
    monkeypatch.undo()
    assert state() == before
