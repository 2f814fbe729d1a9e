"""`validate --changed-since`: exactly what a change made wrong."""

import io
import json
import stat
import tempfile
import zlib
from collections import Counter
from contextlib import redirect_stdout
from hashlib import sha1
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reformdata.cli import WRONG_USE, main
from reformdata.cli.git import commit as commit_of
from reformdata.cli.git import export_commit, oldest_first
from reformdata.curation.checks import validate
from reformdata.curation.checks.entries import broken_records
from reformdata.curation.reading.checkout import read_checkout
from reformdata.errors import RefusedError
from tests.cli.changed.repositories import ENVIRONMENT, LINK, base_files, commit, git, start, write_files

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


def _result(folder, *more):
    """What `reformdata validate` prints about `folder` as JSON."""
    with redirect_stdout(io.StringIO()) as printed:
        code = main(["validate", str(folder), "--format", "json", *more])
    result = json.loads(printed.getvalue())
    assert code == (1 if result["errors"] else 0)
    return result


def _counted(findings):
    """How often there is each of `findings`, regardless of lines and indexes."""
    return Counter(
        (
            found["file"],
            found["code"],
            found["message"]["en"],
            *(part for part in found["loc"] if isinstance(part, str)),
        )
        for found in findings
    )


def _ids(files):
    """The ids of the records and tombstones that can be read in `files`, and of those that cannot."""
    with tempfile.TemporaryDirectory() as folder:
        checkout = read_checkout(write_files(files, Path(folder)))
        return {*checkout.corpus.records, *checkout.corpus.retired}, broken_records(checkout)


@pytest.fixture(scope="module")
def repository(tmp_path_factory):
    """One repository for all examples: each commits its own state."""
    return start(tmp_path_factory.mktemp("repository"))


@pytest.mark.slow
@settings(max_examples=30, deadline=None)
@given(earlier=edits, copied=copies, later=edits)
def test_exactly_what_a_change_made_wrong_is_reported(repository, earlier, copied, later):
    """All that the full check finds now and did not find before, and nothing else."""
    before = _edited(FILES, earlier)
    after = _edited(before, later, copied)
    with tempfile.TemporaryDirectory() as folder:
        full_before = _result(write_files(before, Path(folder)))
    revision = commit(write_files(before, repository))
    write_files(after, repository)

    full_after = _result(repository)
    result = _result(repository, "--changed-since", revision)
    deleted = [found for found in result["findings"] if found["code"] == "RD320"]
    new = [found for found in result["findings"] if found["code"] not in ("RD320", "RD335")]

    assert _counted(new) == _counted(full_after["findings"]) - _counted(full_before["findings"])
    assert [found for found in new if found not in full_after["findings"]] == []
    assert len(new) + result["older"] == len(full_after["findings"])
    assert {found["found"] for found in deleted} == _ids(before)[0] - set().union(*_ids(after))


@pytest.mark.slow
@settings(max_examples=30, deadline=None)
@given(changes=edits, copied=copies)
def test_a_commit_is_checked_as_its_files_would_be(repository, changes, copied):
    """Links, files that are too large and bytes that are not UTF-8 give the same findings."""
    files = _edited(FILES, changes, copied)
    name = commit(write_files(files, repository))
    with export_commit(repository, name) as folder:
        assert validate(folder).findings == validate(repository).findings


@pytest.mark.slow
@settings(max_examples=15, deadline=None)
@given(changes=edits)
def test_without_a_change_there_are_no_findings(repository, changes):
    """Even if much is wrong."""
    revision = commit(write_files(_edited(FILES, changes), repository))
    assert _result(repository, "--changed-since", revision)["findings"] == []


@pytest.fixture
def clean(tmp_path):
    """A repository of the base checkout, with one commit."""
    commit(write_files(FILES, start(tmp_path)))
    return tmp_path


def _edit(folder, *changes, on=FILES):
    """Write `on` with `changes` into `folder`, and return the files."""
    files = _edited(on, changes)
    write_files(files, folder)
    return files


def _validate(folder, revision, *more):
    return main(["validate", str(folder), "--format", "concise", "--changed-since", revision, *more])


MISSPELT = (STATEMENT, _replace(b"schools", b"scools"))
DELETED = (STATEMENT, lambda _: None)


def test_a_change_of_one_file_can_make_another_wrong(clean, capsys):
    """A deleted area is an unknown reference in records that did not change."""
    _edit(clean, (AREAS, _replace(b"id: schools", b"id: pupils")))
    assert _validate(clean, "HEAD") == 1
    assert f"{STATEMENT}:11:9: error[RD302] " in capsys.readouterr().out


TOMBSTONE = """\
id: skovby-2020-brev.02
status: retired
reason: {da: Afsnittet siger ikke mere end et andet, en: The paragraph says no more than another}
retired: 2026-11-24
"""
SOURCE = "records/sources/skovby-2020-brev/source.yaml"
RENAMED = STATEMENT.replace("mad-giver-ro", "ro-ved-maaltidet")
SKIP = (SOURCE, lambda content: content + b"  - {paragraphs: [3], reason: narration}\n")


def test_an_id_that_is_gone_is_a_new_major_version(clean, capsys):
    """Whether the entry was deleted or has another id."""
    _edit(clean, (AREAS, lambda content: content.replace(b"id: schools", b"id: school")))
    assert _validate(clean, "HEAD", "--lang", "en") == 1
    assert (
        f"{AREAS}: warning[RD335] the id `schools` is gone; restore it if it has been published"
        in capsys.readouterr().out
    )
    assert _validate(clean, "HEAD", "--lang", "da") == 1
    assert f"{AREAS}: warning[RD335] id'et `schools` findes ikke mere" in capsys.readouterr().out
    write_files(FILES, clean)
    assert _result(clean, "--changed-since", "HEAD")["findings"] == []


NEWER, OLDER = STATEMENT.replace("mad-giver-ro", "aftensmad"), STATEMENT


@pytest.mark.parametrize("committed", [False, True])
def test_of_two_files_with_one_number_the_newer_is_told_the_next_free_one(clean, capsys, monkeypatch, committed):
    """Which is not in git yet or was committed later, though its name comes first; nothing else is reported."""
    write_files({**FILES, NEWER: FILES[STATEMENT].replace(b"paragraphs: [3]", b"paragraphs: [1]")}, clean)
    if committed:
        monkeypatch.setitem(ENVIRONMENT, "GIT_COMMITTER_DATE", "2021-01-01T00:00Z")
        commit(clean)
    assert main(["validate", str(clean), "--format", "concise", "--lang", "da"]) == 1
    assert capsys.readouterr().out.splitlines()[0] == (
        f"{NEWER}:1:5: error[RD301] id'et `skovby-2020-brev.02` er allerede brugt i {OLDER}; giv posten det næste ledige "
        "nummer: skriv id: skovby-2020-brev.04, og kald filen 04-aftensmad.yaml"
    )


def test_without_git_files_are_in_the_order_of_their_names(tmp_path):
    """Also outside of a repository."""
    assert oldest_first(tmp_path, ["b", "a"]) == ["a", "b"]


def _deleted(folder):
    """The findings about deleted records."""
    return [found for found in _result(folder, "--changed-since", "HEAD")["findings"] if found["code"] == "RD320"]


def test_a_deleted_record_is_reported_with_the_way_to_withdraw_it(clean, capsys):
    """Even if the other files have no errors."""
    _edit(clean, DELETED, SKIP)
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
    _edit(clean, (STATEMENT, lambda _: TOMBSTONE.encode()), SKIP)
    assert _result(clean, "--changed-since", "HEAD")["findings"] == []
    commit(clean)
    assert _result(clean, "--changed-since", "HEAD")["findings"] == []


def test_a_tombstone_that_is_deleted_is_reported(clean):
    """Its id could be used again."""
    withdrawn = _edit(clean, (STATEMENT, lambda _: TOMBSTONE.encode()), SKIP)
    commit(clean)
    _edit(clean, DELETED, on=withdrawn)
    assert [found["file"] for found in _deleted(clean)] == [STATEMENT]


@pytest.mark.parametrize(
    "edit",
    [
        (STATEMENT, _replace(b"id: skov", b"id: &a skov")),
        (STATEMENT, _replace(b"claim: ", b"clam: ")),
        (RENAMED, lambda _: FILES[STATEMENT]),
    ],
)
def test_a_record_that_cannot_be_read_or_has_another_file_name_is_not_deleted(clean, edit):
    """Its id is what counts."""
    _edit(clean, *([DELETED] if edit[0] == RENAMED else []), edit)
    assert _deleted(clean) == []


def test_a_record_that_gets_another_number_is_deleted_under_the_old_one(clean):
    """A citation of the old id would lead nowhere."""
    moved = _edited(FILES, [DELETED])
    moved[STATEMENT.replace("02-", "04-")] = FILES[STATEMENT].replace(b"brev.02", b"brev.04")
    write_files(moved, clean)
    assert [(found["found"], found["file"], found["line"]) for found in _deleted(clean)] == [
        ("skovby-2020-brev.02", STATEMENT, None)
    ]


def test_what_was_never_a_record_can_be_deleted(clean):
    """It cannot have been cited."""
    broken = _edit(clean, (STATEMENT, _replace(b"claim: ", b"clam: ")))
    commit(clean)
    _edit(clean, DELETED, on=broken)
    assert _deleted(clean) == []


def test_old_findings_are_counted_and_left_out(clean, capsys):
    """Even if their lines have moved; the exit code depends on the new ones."""
    wrong = _edit(clean, MISSPELT)
    commit(clean)
    _edit(clean, (STATEMENT, lambda content: b"# why\n" + content), on=wrong)
    assert _validate(clean, "HEAD") == 0
    assert capsys.readouterr().out.endswith(" across them). 1 older finding left out.\n")
    assert _validate(clean, "HEAD", "--lang", "da") == 0
    assert capsys.readouterr().out.endswith(" på tværs af dem). 1 ældre fund er udeladt.\n")
    assert _validate(clean, "HEAD~1") == 1


def test_a_copy_of_a_text_counts_only_where_it_is_new(clean, tmp_path_factory, capsys):
    """A passage that was copied before is an older finding."""
    texts = tmp_path_factory.mktemp("texts")
    (texts / "brev.txt").write_text("Lærerne på kommunens syv skoler har lagt mærke til det.", encoding="utf-8")
    _edit(clean, (AREAS, lambda content: b"# why\n" + content))
    assert _validate(clean, "HEAD", "--texts", str(texts)) == 0
    own = "Lærerne har lagt mærke til det.".encode()
    _edit(clean, (STATEMENT, _replace("Lærerne på kommunens syv skoler har lagt mærke til det.".encode(), own)))  # fmt: skip
    commit(clean)
    write_files(FILES, clean)
    capsys.readouterr()
    assert _validate(clean, "HEAD", "--texts", str(texts)) == 1
    assert f"{STATEMENT}:7:7: error[RD501] " in capsys.readouterr().out


def test_a_second_equal_finding_is_new(clean, capsys):
    """Findings are counted, not only compared."""
    once = _edit(clean, (STATEMENT, _replace(b"[schools]", b"[scools]")))
    commit(clean)
    _edit(clean, (STATEMENT, _replace(b"[scools]", b"[scools, scools]")), on=once)
    assert _validate(clean, "HEAD") == 1
    assert capsys.readouterr().out.count("`scools` is not among the areas") == 1


def test_a_branch_is_compared_with_the_commit_at_which_it_started(clean, capsys):
    """What was fixed on main meanwhile is not new on the branch."""
    _edit(clean, MISSPELT)
    commit(clean)
    git(clean, "switch", "--quiet", "--create=branch")
    git(clean, "switch", "--quiet", "main")
    write_files(FILES, clean)
    commit(clean)
    git(clean, "switch", "--quiet", "branch")
    assert _validate(clean, "main") == 0
    assert "1 older finding left out." in capsys.readouterr().out


def test_histories_without_a_common_commit_are_compared_with_the_revision_itself(clean, capsys):
    """As after a shallow fetch."""
    git(clean, "switch", "--quiet", "--orphan=other")
    _edit(clean, MISSPELT)
    commit(clean)
    assert _validate(clean, "main") == 1
    assert "1 error in 13 files" in capsys.readouterr().out


def test_a_checkout_may_be_a_folder_of_its_repository(tmp_path, capsys):
    """And one may name its `records/`."""
    start(tmp_path)
    inner = tmp_path / "a data set" / "æ"
    inner.mkdir(parents=True)
    _edit(inner, MISSPELT)
    commit(tmp_path)
    assert _validate(inner / "records", "HEAD") == 0
    assert "1 older finding left out." in capsys.readouterr().out


def test_before_there_was_data_everything_is_new(tmp_path, capsys):
    """The first commit may hold none."""
    start(tmp_path)
    commit(tmp_path)
    _edit(tmp_path, MISSPELT)
    assert _validate(tmp_path, "HEAD") == 1
    assert "older" not in capsys.readouterr().out


@pytest.mark.parametrize("format_", ["json", "github", "text"])
def test_every_format_counts_the_older_findings(clean, format_, capsys):
    """JSON by a number, the others by a sentence."""
    _edit(clean, MISSPELT)
    commit(clean)
    assert main(["validate", str(clean), "--changed-since", "HEAD", "--format", format_]) == 0
    assert ('"older": 1' if format_ == "json" else "1 older finding left out.") in capsys.readouterr().out


# ---- reading from git


def _exported(folder, revision="HEAD"):
    with export_commit(folder, commit_of(folder, revision)) as root:
        return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    "revision",
    ["no-such", "", "-h", "--all", "--output=x", "HEAD~9", "HEAD:records", "HEAD HEAD", "a\nb", "\0", "^HEAD"],
)
def test_an_unknown_revision_is_wrong_use(clean, revision, capsys):
    """An option, a file or two revisions; nothing is written."""
    assert main(["validate", str(clean), f"--changed-since={revision}"]) == WRONG_USE
    printed = capsys.readouterr()
    assert (printed.out, printed.err.count("\n")) == ("", 1)
    assert printed.err.startswith("reformdata: git knows no revision `")
    assert main(["validate", str(clean), f"--changed-since={revision}", "--lang", "da"]) == WRONG_USE
    assert capsys.readouterr().err.startswith("reformdata: git kender ingen version `")
    assert git(clean, "status", "--porcelain") == ""


def test_a_folder_outside_any_repository_is_wrong_use(tmp_path, capsys, monkeypatch):
    """With what git says of it."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    write_files(FILES, tmp_path)
    assert main(["validate", str(tmp_path), "--changed-since", "HEAD"]) == WRONG_USE
    said = capsys.readouterr().err
    assert said.startswith("reformdata: ")
    assert "is not in a git repository (fatal: not a git repository" in said


def test_without_git_a_sentence_says_where_to_get_it(clean, capsys, monkeypatch):
    """No traceback."""
    monkeypatch.setenv("PATH", str(clean / "none"))
    assert main(["validate", str(clean), "--changed-since", "HEAD"]) == WRONG_USE
    assert capsys.readouterr().err == "reformdata: there is no git on this machine; get it from git-scm.com\n"


def test_the_bytes_are_those_that_were_committed(clean):
    """Whatever attributes the commit has for `git archive` and for a working tree."""
    attributes = "* export-subst text eol=crlf\n*.yaml export-ignore\n"
    (clean / "records/actors/note.yaml").write_bytes(b"$Format:%H$\n")
    commit(clean)
    (clean / ".gitattributes").write_text(attributes, encoding="utf-8")
    commit(clean)
    assert _exported(clean) == {**FILES, "records/actors/note.yaml": b"$Format:%H$\n"}


def test_no_program_of_the_repository_runs(clean, tmp_path_factory):
    """Neither its hooks nor what its settings name."""
    folder = tmp_path_factory.mktemp("traps")
    trap = folder / "trap"
    trap.write_text(f"#!/bin/sh\ntouch '{folder}/sprung'\ncat\n", encoding="utf-8")
    trap.chmod(0o755)
    (clean / ".gitattributes").write_text("* filter=f diff=f merge=f\n", encoding="utf-8")
    commit(clean)
    for name in ("core.fsmonitor", "core.pager", "core.sshCommand", "core.editor", "diff.external", "filter.f.smudge",
                 "filter.f.clean", "filter.f.process", "diff.f.textconv", "diff.f.command", "core.askPass"):  # fmt: skip
        git(clean, "config", name, str(trap))
    for hook in ("post-checkout", "post-index-change", "reference-transaction", "pre-auto-gc"):
        (clean / ".git" / "hooks" / hook).write_bytes(trap.read_bytes())
        (clean / ".git" / "hooks" / hook).chmod(0o755)
    git(clean, "config", "alias.rev-parse", f"!{trap}")
    (clean / "records" / "areas.yaml").write_bytes(b"[]\n")
    assert main(["validate", str(clean), "--changed-since", "HEAD", "--format", "concise"]) == 1
    assert not (folder / "sprung").exists()


def test_the_repository_is_that_of_the_folder(clean, tmp_path_factory, monkeypatch, capsys):
    """Not that of a hook in which the command may run."""
    other = start(tmp_path_factory.mktemp("other"))
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other / "none"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other))
    assert main(["validate", str(clean), "--changed-since", "HEAD"]) == 0
    assert "No findings in 13 files" in capsys.readouterr().out


def test_a_link_leads_nowhere_a_large_file_is_not_read_and_none_is_executable(clean):
    """A link to a file of the machine is not followed, here or later."""
    write_files(
        {**FILES, "records/areas.yaml": LINK, "records/laws/x.yaml": b"x" * 200_000, "records/actors/x.yaml": b"x"},
        clean,
    )
    (clean / "records/actors/x.yaml").chmod(0o755)
    commit(clean)
    with export_commit(clean, commit_of(clean, "HEAD")) as root:
        assert (root / "records/areas.yaml").readlink().name == "nowhere"
        assert (root / "records/laws/x.yaml").stat().st_size == 65537
        assert not (root / "records/actors/x.yaml").stat().st_mode & stat.S_IXUSR


def test_only_records_are_exported_and_nothing_is_left_behind(clean):
    """The folder is gone with its context."""
    (clean / "records.py").write_text("raise SystemExit\n", encoding="utf-8")
    commit(clean)
    with export_commit(clean, commit_of(clean, "HEAD")) as root:
        assert [path.name for path in root.iterdir()] == ["records"]
    assert not root.exists()


def test_a_name_that_leads_out_of_the_folder_is_refused(clean):
    """Git makes no such tree, but a stranger's program can."""
    blob = git(clean, "rev-parse", "HEAD:records/areas.yaml")

    def tree(name, mode, entry):
        content = f"{mode} {name}".encode() + b"\0" + bytes.fromhex(entry)
        raw = f"tree {len(content)}".encode() + b"\0" + content
        digest = sha1(raw).hexdigest()  # noqa: S324 - git's own name of it
        path = clean / ".git" / "objects" / digest[:2] / digest[2:]
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(zlib.compress(raw))
        return digest

    evil = tree("records", "40000", tree("..", "40000", tree("..", "40000", tree("evil.yaml", "100644", blob))))
    name = git(clean, "commit-tree", evil, "-m", "x")
    with (
        pytest.raises(RefusedError, match=r"`records/\.\./\.\./evil\.yaml` cannot be the name of a file"),
        export_commit(clean, name),
    ):
        pass


@pytest.mark.parametrize(
    ("revision", "message"), [("HEAD:records/areas.yaml", "{name}"), ("HEAD^{tree}", "git ls-tree failed: ")]
)
def test_a_missing_object_is_reported(clean, revision, message):
    """A content that was not fetched, as in a partial clone, by its name; the tree of the commit as git reports it."""
    name = git(clean, "rev-parse", revision)
    (clean / ".git" / "objects" / name[:2] / name[2:]).unlink()
    expected = message.format(name=name)
    with pytest.raises(RefusedError, match=expected), export_commit(clean, commit_of(clean, "HEAD")):
        pass


def test_more_than_can_be_data_is_refused(clean, monkeypatch):
    """Before any of it is read."""
    monkeypatch.setattr("reformdata.cli.git._MOST_BYTES", 1000)
    with pytest.raises(RefusedError, match="is too large"), export_commit(clean, commit_of(clean, "HEAD")):
        pass


def test_a_git_that_does_not_answer_is_not_waited_for(clean, monkeypatch):
    """A disk may be gone, or a program may stand in the place of git."""
    monkeypatch.setattr("reformdata.cli.git._SECONDS", 0)
    with pytest.raises(RefusedError, match="git did not answer within 0 seconds"):
        commit_of(clean, "HEAD")
