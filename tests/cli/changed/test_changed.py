"""`validate --changed-since`: exactly what a change made wrong."""

import io
import json
import tempfile
from collections import Counter
from contextlib import redirect_stdout
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reformdata.cli import main
from reformdata.cli.git import exported
from reformdata.curation.checks import validate
from reformdata.curation.checks.entries import broken_records
from reformdata.curation.reading.checkout import read_checkout
from tests.cli.changed.repositories import LINK, base_files, commit, git, lay, start

FILES = base_files()
NAMES = sorted(FILES)
STATEMENT = "records/sources/skovby-2020-brev/02-mad-giver-ro.yaml"
AREAS = "records/areas.yaml"


def _replace(old, new):
    return lambda content: content.replace(old, new)


EDITS = (
    _replace(b"schools", b"scools"),
    _replace(b"skovby", b"skovbi"),
    _replace(b"school-meals", b"meals"),
    _replace(b"paragraphs: [", b"paragraphs: [99, "),
    _replace(b"kind: statement", b"kind: proposal"),
    _replace(b"  da: ", b"  da: Nej, "),
    _replace(b"  en: ", b"  en: In 2024 "),
    _replace(b"id: ", b"di: "),
    lambda content: b"# a comment\n\n" + content,
    lambda content: content + b"unknown: 1\n",
    lambda content: content + b"id: twice\n",
    lambda content: content + b"\tx: [\n",
    lambda content: content + b"# \xff\n",
    lambda content: content + b"#" * 70_000,
    lambda content: b"\n".join(sorted(content.splitlines())),
    lambda _: b"",
    lambda _: LINK,
    lambda _: None,
)
PLACES = (*NAMES, "records/note.txt", "records/actors/extra.yaml", "records/sources/skovby-2020-brev/09-ny.yaml")

edits = st.lists(st.tuples(st.sampled_from(PLACES), st.sampled_from(EDITS)), max_size=3)
copies = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(PLACES)), max_size=1)


def _edited(files, changes, copied=()):
    """`files` with some copied over others and some edited; what is edited to None is deleted."""
    edited = dict(files)
    for source, target in copied:
        edited[target] = edited.get(source, b"")
    for name, edit in changes:
        edited[name] = edit(edited.get(name, b""))
        if edited[name] is None:
            del edited[name]
    return edited


def _told(folder, *more):
    """What `reformdata validate` prints of `folder` as JSON."""
    with redirect_stdout(io.StringIO()) as printed:
        code = main(["validate", str(folder), "--format", "json", *more])
    told = json.loads(printed.getvalue())
    assert code == (1 if told["errors"] else 0)
    return told


def _said(told):
    """The findings, however they are placed in their file."""
    return Counter(
        (
            found["file"],
            found["code"],
            found["message"]["en"],
            *(part for part in found["loc"] if isinstance(part, str)),
        )
        for found in told["findings"]
    )


def _readable(files):
    """The ids of the records and tombstones that can be read among `files`."""
    with tempfile.TemporaryDirectory() as folder:
        corpus = read_checkout(lay(files, Path(folder))).corpus
        return {*corpus.records, *corpus.retired}


def _standing(files):
    """The same, and the ids for which a file stands that cannot be read."""
    with tempfile.TemporaryDirectory() as folder:
        return _readable(files) | broken_records(read_checkout(lay(files, Path(folder))))


@pytest.fixture(scope="module")
def repository(tmp_path_factory):
    """One repository for all examples: each commits its own state."""
    return start(tmp_path_factory.mktemp("repository"))


@pytest.mark.slow
@settings(max_examples=30, deadline=None)
@given(earlier=edits, copied=copies, later=edits)
def test_a_change_is_told_exactly_what_it_made_wrong(repository, earlier, copied, later):
    """Whatever was wrong before: all that the full check finds now and did not find then, and nothing else."""
    before = _edited(FILES, earlier)
    after = _edited(before, later, copied)
    with tempfile.TemporaryDirectory() as folder:
        full_before = _told(lay(before, Path(folder)))
    revision = commit(lay(before, repository))
    lay(after, repository)

    full_after = _told(repository)
    told = _told(repository, "--changed-since", revision)
    gone = [found for found in told["findings"] if found["code"] == "RD320"]
    told["findings"] = [found for found in told["findings"] if found["code"] != "RD320"]

    assert _said(told) == _said(full_after) - _said(full_before)
    assert [found for found in told["findings"] if found not in full_after["findings"]] == []
    assert len(told["findings"]) + told["older"] == len(full_after["findings"])
    assert {found["found"] for found in gone} == _readable(before) - _standing(after)


@pytest.mark.slow
@settings(max_examples=30, deadline=None)
@given(changes=edits, copied=copies)
def test_a_commit_is_checked_as_its_files_would_be(repository, changes, copied):
    """Links, overlong files, bytes that are no text: with the same findings, line for line."""
    files = _edited(FILES, changes, copied)
    name = commit(lay(files, repository))
    with exported(repository, name) as folder:
        assert validate(folder).findings == validate(repository).findings


@settings(max_examples=15, deadline=None)
@given(changes=edits)
def test_no_change_is_told_nothing(repository, changes):
    """However much is wrong."""
    revision = commit(lay(_edited(FILES, changes), repository))
    assert _told(repository, "--changed-since", revision)["findings"] == []


@pytest.fixture
def clean(tmp_path):
    """A repository of the base checkout, with one commit."""
    start(tmp_path)
    lay(FILES, tmp_path)
    commit(tmp_path)
    return tmp_path


def _validate(folder, revision, *more):
    return main(["validate", str(folder), "--format", "concise", "--changed-since", revision, *more])


def test_a_change_of_one_file_can_make_another_wrong(clean, capsys):
    """An area that is taken away is missed in records that were not touched."""
    lay(_edited(FILES, [(AREAS, _replace(b"id: schools", b"id: pupils"))]), clean)
    assert _validate(clean, "HEAD") == 1
    assert f"{STATEMENT}:11:9: error[RD302] " in capsys.readouterr().out


TOMBSTONE = """\
id: skovby-2020-brev.02
status: retired
reason: {da: Afsnittet siger ikke mere end et andet, en: The paragraph says no more than another}
retired: 2026-11-24
"""
SOURCE = "records/sources/skovby-2020-brev/source.yaml"
SKIP = (SOURCE, lambda content: content + b"  - {paragraphs: [3], reason: narration}\n")


def _gone(folder, *more):
    """What is told of records that are gone."""
    return [found for found in _told(folder, "--changed-since", "HEAD", *more)["findings"] if found["code"] == "RD320"]


def test_a_record_that_is_deleted_is_told_with_the_way_to_withdraw_it(clean, capsys):
    """Though nothing is wrong with what is left."""
    lay(_edited(FILES, [(STATEMENT, lambda _: None), SKIP]), clean)
    assert main(["validate", str(clean)]) == 0
    capsys.readouterr()
    assert _validate(clean, "HEAD") == 1
    assert capsys.readouterr().out.splitlines()[0] == (
        f"{STATEMENT}: error[RD320] the record `skovby-2020-brev.02` was deleted, not withdrawn; restore the file, "
        "and withdraw the record with: reformdata retire skovby-2020-brev.02; or keep only id:, status: retired, "
        "reason: and retired: in it"
    )
    assert _validate(clean, "HEAD", "--lang", "da") == 1
    assert "fejl" in capsys.readouterr().out


def test_a_record_that_leaves_a_tombstone_is_not_deleted(clean):
    """Nor is a tombstone that stays."""
    lay(_edited(FILES, [(STATEMENT, lambda _: TOMBSTONE.encode()), SKIP]), clean)
    assert _told(clean, "--changed-since", "HEAD")["findings"] == []
    commit(clean)
    assert _told(clean, "--changed-since", "HEAD")["findings"] == []


def test_a_tombstone_that_is_deleted_is_told(clean):
    """Its id would be free to be given again."""
    withdrawn = _edited(FILES, [(STATEMENT, lambda _: TOMBSTONE.encode()), SKIP])
    lay(withdrawn, clean)
    commit(clean)
    lay(_edited(withdrawn, [(STATEMENT, lambda _: None)]), clean)
    assert [found["file"] for found in _gone(clean)] == [STATEMENT]


@pytest.mark.parametrize("edit", [_replace(b"id: skov", b"id: &a skov"), _replace(b"claim: ", b"clam: ")])
def test_a_record_that_cannot_be_read_any_more_is_not_deleted(clean, edit):
    """That is told as what it is."""
    lay(_edited(FILES, [(STATEMENT, edit)]), clean)
    assert _gone(clean) == []


def test_a_record_whose_file_has_another_name_is_not_deleted(clean):
    """Its id is what counts."""
    moved = _edited(FILES, [(STATEMENT, lambda _: None)])
    moved[STATEMENT.replace("mad-giver-ro", "ro-ved-maaltidet")] = FILES[STATEMENT]
    lay(moved, clean)
    assert _told(clean, "--changed-since", "HEAD")["findings"] == []


def test_a_record_that_gets_another_number_is_deleted_under_the_old_one(clean):
    """Whoever cites the old id would find nothing."""
    moved = _edited(FILES, [(STATEMENT, lambda _: None)])
    moved[STATEMENT.replace("02-", "04-")] = FILES[STATEMENT].replace(b"brev.02", b"brev.04")
    lay(moved, clean)
    assert [(found["found"], found["file"], found["line"]) for found in _gone(clean)] == [
        ("skovby-2020-brev.02", STATEMENT, None)
    ]


def test_what_was_never_a_record_can_be_deleted(clean):
    """Nobody can have cited it."""
    broken = _edited(FILES, [(STATEMENT, _replace(b"claim: ", b"clam: "))])
    lay(broken, clean)
    commit(clean)
    lay(_edited(broken, [(STATEMENT, lambda _: None)]), clean)
    assert _gone(clean) == []


def test_old_findings_are_counted_and_left_out(clean, capsys):
    """Though the lines of the file have moved; the exit code is that of what is new."""
    wrong = _edited(FILES, [(STATEMENT, _replace(b"schools", b"scools"))])
    lay(wrong, clean)
    commit(clean)
    lay(_edited(wrong, [(STATEMENT, lambda content: b"# why\n" + content)]), clean)
    assert _validate(clean, "HEAD") == 0
    assert capsys.readouterr().out.endswith(" across them). 1 older finding left out.\n")
    assert _validate(clean, "HEAD", "--lang", "da") == 0
    assert capsys.readouterr().out.endswith(" på tværs af dem). 1 ældre fund er udeladt.\n")
    assert _validate(clean, "HEAD~1") == 1


def test_a_copy_of_a_text_counts_only_where_it_is_new(clean, tmp_path_factory, capsys):
    """The words that were a copy before are no more the change's doing than any other finding."""
    texts = tmp_path_factory.mktemp("texts")
    (texts / "brev.txt").write_text("Lærerne på kommunens syv skoler har lagt mærke til det.", encoding="utf-8")
    lay(_edited(FILES, [(AREAS, lambda content: b"# why\n" + content)]), clean)
    assert _validate(clean, "HEAD", "--texts", str(texts)) == 0
    own = "Lærerne har lagt mærke til det.".encode()
    lay(_edited(FILES, [(STATEMENT, _replace("Lærerne på kommunens syv skoler har lagt mærke til det.".encode(), own))]), clean)  # fmt: skip
    commit(clean)
    lay(FILES, clean)
    capsys.readouterr()
    assert _validate(clean, "HEAD", "--texts", str(texts)) == 1
    assert f"{STATEMENT}:7:7: error[RD501] " in capsys.readouterr().out


def test_two_of_the_same_where_there_was_one_are_one_new_finding(clean, capsys):
    """Findings are counted, not only compared."""
    once = _edited(FILES, [(STATEMENT, _replace(b"[schools]", b"[scools]"))])
    lay(once, clean)
    commit(clean)
    lay(_edited(once, [(STATEMENT, _replace(b"[scools]", b"[scools, scools]"))]), clean)
    assert _validate(clean, "HEAD") == 1
    assert capsys.readouterr().out.count("`scools` is not among the areas") == 1


def test_a_branch_answers_for_what_it_did_since_it_left_the_other(clean, capsys):
    """What was fixed on main meanwhile is not new on the branch."""
    wrong = _edited(FILES, [(STATEMENT, _replace(b"schools", b"scools"))])
    lay(wrong, clean)
    commit(clean)
    git(clean, "switch", "--quiet", "--create=branch")
    git(clean, "switch", "--quiet", "main")
    lay(FILES, clean)
    commit(clean)
    git(clean, "switch", "--quiet", "branch")
    assert _validate(clean, "main") == 0
    assert "1 older finding left out." in capsys.readouterr().out


def test_histories_without_a_common_commit_are_compared_with_the_revision_itself(clean, capsys):
    """As after a shallow fetch."""
    git(clean, "switch", "--quiet", "--orphan=other")
    lay(_edited(FILES, [(STATEMENT, _replace(b"schools", b"scools"))]), clean)
    commit(clean)
    assert _validate(clean, "main") == 1
    assert "1 error in 12 files" in capsys.readouterr().out


def test_a_checkout_may_be_a_folder_of_its_repository(tmp_path, capsys):
    """And one may name its `records/`."""
    start(tmp_path)
    inner = tmp_path / "a data set" / "æ"
    inner.mkdir(parents=True)
    lay(_edited(FILES, [(STATEMENT, _replace(b"schools", b"scools"))]), inner)
    commit(tmp_path)
    assert _validate(inner / "records", "HEAD") == 0
    assert "1 older finding left out." in capsys.readouterr().out


def test_before_there_was_data_everything_is_new(tmp_path, capsys):
    """The first commit may hold none."""
    start(tmp_path)
    commit(tmp_path)
    lay(_edited(FILES, [(STATEMENT, _replace(b"schools", b"scools"))]), tmp_path)
    assert _validate(tmp_path, "HEAD") == 1
    assert "older" not in capsys.readouterr().out


@pytest.mark.parametrize("format_", ["json", "github", "text"])
def test_every_format_knows_of_it(clean, format_, capsys):
    """JSON by a number, the others by a sentence."""
    lay(_edited(FILES, [(STATEMENT, _replace(b"schools", b"scools"))]), clean)
    commit(clean)
    assert main(["validate", str(clean), "--changed-since", "HEAD", "--format", format_]) == 0
    assert ('"older": 1' if format_ == "json" else "1 older finding left out.") in capsys.readouterr().out
