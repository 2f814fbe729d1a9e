"""Reading from git: what is refused, and what does not run."""

import stat
import zlib
from hashlib import sha1

import pytest

from reformdata.cli import WRONG_USE, main
from reformdata.cli.git import commit, exported
from reformdata.errors import RefusedError
from tests.cli.changed import repositories
from tests.cli.changed.repositories import LINK, base_files, git, lay, start

FILES = base_files()


@pytest.fixture
def repository(tmp_path):
    """A repository of the base checkout, with one commit."""
    start(tmp_path)
    lay(FILES, tmp_path)
    repositories.commit(tmp_path)
    return tmp_path


def _exported(folder, revision="HEAD"):
    with exported(folder, commit(folder, revision)) as root:
        return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    "revision",
    ["no-such", "", "-h", "--all", "--output=x", "HEAD~9", "HEAD:records", "HEAD HEAD", "a\nb", "\0", "^HEAD"],
)
def test_what_is_no_revision_is_wrong_use(repository, revision, capsys):
    """Be it an option, a file, or two of them; nothing is written."""
    assert main(["validate", str(repository), "--changed-since", revision]
                if not revision.startswith("-") else ["validate", str(repository), f"--changed-since={revision}"]) == WRONG_USE  # fmt: skip
    printed = capsys.readouterr()
    assert (printed.out, printed.err.count("\n")) == ("", 1)
    assert printed.err.startswith("reformdata: git knows no revision `")
    assert git(repository, "status", "--porcelain") == ""


def test_a_revision_is_refused_in_danish_too(repository, capsys, monkeypatch):
    """In the words of the environment."""
    monkeypatch.setenv("LC_ALL", "da_DK.UTF-8")
    assert main(["validate", str(repository), "--changed-since", "v9"]) == WRONG_USE
    assert capsys.readouterr().err.startswith("reformdata: git kender ingen revision `v9`; er den hentet?")


def test_a_folder_outside_any_repository_is_wrong_use(tmp_path, capsys, monkeypatch):
    """With what git says of it."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    lay(FILES, tmp_path)
    assert main(["validate", str(tmp_path), "--changed-since", "HEAD"]) == WRONG_USE
    said = capsys.readouterr().err
    assert said.startswith("reformdata: ")
    assert "is not in a git repository (fatal: not a git repository" in said


def test_without_git_a_sentence_says_where_to_get_it(repository, capsys, monkeypatch):
    """No traceback."""
    monkeypatch.setenv("PATH", str(repository / "none"))
    assert main(["validate", str(repository), "--changed-since", "HEAD"]) == WRONG_USE
    assert capsys.readouterr().err == "reformdata: there is no git on this machine; get it from git-scm.com\n"


def test_the_bytes_are_those_that_were_committed(repository):
    """Whatever attributes the commit has for `git archive` and for a working tree."""
    attributes = "* export-subst text eol=crlf\n*.yaml export-ignore\n"
    (repository / "records/actors/note.yaml").write_bytes(b"$Format:%H$\n")
    repositories.commit(repository)
    (repository / ".gitattributes").write_text(attributes, encoding="utf-8")
    repositories.commit(repository)
    assert _exported(repository) == {**FILES, "records/actors/note.yaml": b"$Format:%H$\n"}


def test_no_program_of_the_repository_runs(repository, tmp_path_factory):
    """Neither its hooks nor what its settings name."""
    folder = tmp_path_factory.mktemp("traps")
    trap = folder / "trap"
    trap.write_text(f"#!/bin/sh\ntouch '{folder}/sprung'\ncat\n", encoding="utf-8")
    trap.chmod(0o755)
    (repository / ".gitattributes").write_text("* filter=f diff=f merge=f\n", encoding="utf-8")
    repositories.commit(repository)
    for name in ("core.fsmonitor", "core.pager", "core.sshCommand", "core.editor", "diff.external", "filter.f.smudge",
                 "filter.f.clean", "filter.f.process", "diff.f.textconv", "diff.f.command", "core.askPass"):  # fmt: skip
        git(repository, "config", name, str(trap))
    for hook in ("post-checkout", "post-index-change", "reference-transaction", "pre-auto-gc"):
        (repository / ".git" / "hooks" / hook).write_bytes(trap.read_bytes())
        (repository / ".git" / "hooks" / hook).chmod(0o755)
    git(repository, "config", "alias.rev-parse", f"!{trap}")
    (repository / "records" / "areas.yaml").write_bytes(b"[]\n")
    assert main(["validate", str(repository), "--changed-since", "HEAD", "--format", "concise"]) == 1
    assert not (folder / "sprung").exists()


def test_the_repository_is_that_of_the_folder(repository, tmp_path_factory, monkeypatch, capsys):
    """Not that of a hook in which the command may run."""
    other = start(tmp_path_factory.mktemp("other"))
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other / "none"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other))
    assert main(["validate", str(repository), "--changed-since", "HEAD"]) == 0
    assert "No findings in 12 files" in capsys.readouterr().out


def test_a_link_leads_nowhere_and_a_large_file_is_not_read(repository):
    """A link to a file of the machine is not followed, here or later."""
    lay({**FILES, "records/areas.yaml": LINK, "records/laws/x.yaml": b"x" * 200_000}, repository)
    repositories.commit(repository)
    with exported(repository, commit(repository, "HEAD")) as root:
        assert (root / "records/areas.yaml").readlink().name == "nowhere"
        assert (root / "records/laws/x.yaml").stat().st_size == 65537


def test_files_are_not_made_executable(repository):
    """Whatever the commit says of them."""
    (repository / "records/areas.yaml").chmod(0o755)
    repositories.commit(repository)
    with exported(repository, commit(repository, "HEAD")) as root:
        assert not (root / "records/areas.yaml").stat().st_mode & stat.S_IXUSR


def test_only_records_are_exported_and_nothing_is_left_behind(repository):
    """The folder is gone with its context."""
    (repository / "records.py").write_text("raise SystemExit\n", encoding="utf-8")
    repositories.commit(repository)
    with exported(repository, commit(repository, "HEAD")) as root:
        assert [path.name for path in root.iterdir()] == ["records"]
    assert not root.exists()


def test_a_name_that_leads_out_of_the_folder_is_refused(repository):
    """Git makes no such tree, but a stranger's program can."""
    blob = git(repository, "rev-parse", "HEAD:records/areas.yaml")

    def tree(name, mode, entry):
        content = f"{mode} {name}".encode() + b"\0" + bytes.fromhex(entry)
        raw = f"tree {len(content)}".encode() + b"\0" + content
        digest = sha1(raw).hexdigest()  # noqa: S324 - git's own name of it
        path = repository / ".git" / "objects" / digest[:2] / digest[2:]
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(zlib.compress(raw))
        return digest

    evil = tree("records", "40000", tree("..", "40000", tree("..", "40000", tree("evil.yaml", "100644", blob))))
    name = git(repository, "commit-tree", evil, "-m", "x")
    with (
        pytest.raises(RefusedError, match=r"`records/\.\./\.\./evil\.yaml` cannot be the name of a file"),
        exported(repository, name),
    ):
        pass


def test_a_content_that_was_not_fetched_is_named(repository):
    """As in a partial clone; nothing is fetched for it."""
    blob = git(repository, "rev-parse", "HEAD:records/areas.yaml")
    (repository / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    with pytest.raises(RefusedError, match=blob), exported(repository, commit(repository, "HEAD")):
        pass


def test_more_than_can_be_data_is_refused(repository, monkeypatch):
    """Before any of it is read."""
    monkeypatch.setattr("reformdata.cli.git._MOST_BYTES", 1000)
    with pytest.raises(RefusedError, match="is too large"), exported(repository, commit(repository, "HEAD")):
        pass


def test_a_repository_that_is_damaged_is_told_in_the_words_of_git(repository):
    """Here the tree of the commit is gone."""
    tree = git(repository, "rev-parse", "HEAD^{tree}")
    (repository / ".git" / "objects" / tree[:2] / tree[2:]).unlink()
    with pytest.raises(RefusedError, match="git ls-tree failed: "), exported(repository, commit(repository, "HEAD")):
        pass


def test_a_git_that_does_not_answer_is_not_waited_for(repository, monkeypatch):
    """A disk may be gone, or a program may stand in the place of git."""
    monkeypatch.setattr("reformdata.cli.git._SECONDS", 0)
    with pytest.raises(RefusedError, match="git did not answer within 0 seconds"):
        commit(repository, "HEAD")
