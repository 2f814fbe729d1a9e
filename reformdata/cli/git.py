"""The data of a commit, read from git without a working tree and written to a temporary folder.

Only plumbing commands are used, which run no configured program: no hook, no filter, no external diff. The bytes are
those that were committed, which `git archive` does not guarantee, since attributes can hide or rewrite files. The
user's settings stay in force, since `safe.directory` is one of them.
"""

import os
import re
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from reformdata.cli.terminal import printable
from reformdata.curation.reading.files import max_bytes
from reformdata.errors import RefusedError, refusal
from reformdata.messages import visible

_MOST_FILES = 200_000
_MOST_BYTES = 1 << 30
_SECONDS = 120
_COMMIT = re.compile(r"[0-9a-f]{40}([0-9a-f]{24})?")
_LINK, _FILES = b"120000", (b"100644", b"100755")

_HOOK_VARIABLES = frozenset(
    {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_PREFIX", "GIT_NAMESPACE"}
    | {"GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES"}
)
"""Set by git for its hooks; they would select another repository than that of the folder."""
_SETTINGS = {"GIT_NO_LAZY_FETCH": "1", "GIT_NO_REPLACE_OBJECTS": "1", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
"""Git fetches nothing, asks nothing, and answers in English."""


class _Entry(NamedTuple):
    mode: bytes
    blob: str
    size: int
    file: str


def commit(folder: Path, revision: str) -> str:
    """The full name of the commit `revision` in the repository of `folder`.

    Raises:
        RefusedError: if there is no git, no repository or no such commit.
    """
    inside = _git(folder, "rev-parse", "--is-inside-work-tree")
    if inside.returncode:
        shown = printable(folder)
        reason = visible(inside.stderr.decode(errors="replace").partition("\n")[0])
        raise refusal(
            f"{shown} hører ikke til et projekt i git ({reason})", f"{shown} is not in a git repository ({reason})"
        )
    found = ""
    if not revision.startswith("-") and "\0" not in revision:  # git would take it for an option
        found = _output(folder, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    if not _COMMIT.fullmatch(found):
        shown = visible(revision)
        raise refusal(
            f"git kender ingen version `{shown}`; er den hentet? git fetch --unshallow, eller se: git log --all",
            f"git knows no revision `{shown}`; has it been fetched? git fetch --unshallow, or see: git log --all",
        )
    return found


def fork(folder: Path, revision: str) -> str:
    """The commit at which the branch checked out in `folder` left `revision`; `revision` if they share none.

    Raises:
        RefusedError: as `commit` does.
    """
    start = commit(folder, revision)
    base = _output(folder, "merge-base", start, "HEAD")
    return base if _COMMIT.fullmatch(base) else start


def oldest_first(folder: Path, files: Sequence[str]) -> list[str]:
    """`files` of the checkout at `folder` in the order in which they were committed, those that never were at the end.

    Without git, or outside of a repository, they stay in the order of their names.
    """
    try:
        added = {file: _output(folder, "log", "-1", "--diff-filter=A", "--format=%ct", "--", file) for file in files}
    except RefusedError:
        return sorted(files)
    return sorted(files, key=lambda file: (not added[file], int(added[file] or 0), file))


@contextmanager
def export_commit(folder: Path, commit: str) -> Iterator[Path]:
    """A temporary folder with the `records/` that `folder` has in `commit`, for as long as the context lasts.

    A link becomes one that leads nowhere, and a file that is too large becomes one of zeros that is too large: the
    checks give the same findings for both as for the originals.

    Raises:
        RefusedError: if `records/` is too large, or git fails.
    """
    entries = _listing(folder, commit)
    with TemporaryDirectory(prefix="reformdata-", ignore_cleanup_errors=True) as made:
        root = Path(made)
        (root / "records").mkdir()
        small = [entry for entry in entries if entry.mode in _FILES and entry.size <= max_bytes(entry.file)]
        contents = _contents(folder, [entry.blob for entry in small])
        for entry, content in zip(small, contents, strict=True):
            _path(root, entry).write_bytes(content)
        for entry in entries:
            if entry.mode == _LINK:
                _path(root, entry).symlink_to("nowhere")
            elif entry.mode in _FILES and entry.size > max_bytes(entry.file):
                with _path(root, entry).open("wb") as file:
                    file.truncate(max_bytes(entry.file) + 1)
        yield root


def _path(root: Path, entry: _Entry) -> Path:
    path = root / entry.file
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def _listing(folder: Path, commit: str) -> list[_Entry]:
    listed = _run(folder, "ls-tree", "-r", "-l", "-z", commit, "--", "records/")
    entries = [_entry(line) for line in listed.split(b"\0") if line]
    sizes = sum(entry.size for entry in entries if entry.mode in _FILES and entry.size <= max_bytes(entry.file))
    if len(entries) > _MOST_FILES or sizes > _MOST_BYTES:
        raise refusal(f"{commit}: records/ er for stor", f"{commit}: records/ is too large")
    return entries


def _entry(line: bytes) -> _Entry:
    head, _, name = line.partition(b"\t")
    mode, _, blob, size = head.split()
    file = os.fsdecode(name)
    # Git does not create such names, but lists them in a repository that another program made.
    if any(part in ("", ".", "..") or part.lower() == ".git" for part in re.split(r"[/\\]", file)) or ":" in file:
        shown = visible(file)
        raise refusal(f"`{shown}` kan ikke bruges som filnavn", f"`{shown}` cannot be the name of a file")
    return _Entry(mode, blob.decode(), int(size) if size.isdigit() else 0, file)


def _contents(folder: Path, blobs: list[str]) -> Iterator[bytes]:
    if not blobs:
        return
    answer = memoryview(_run(folder, "cat-file", "--batch", stdin="".join(f"{blob}\n" for blob in blobs).encode()))
    start = 0
    for blob in blobs:
        end = bytes(answer[start : start + 200]).find(b"\n") + start
        head = bytes(answer[start:end]).split()
        if len(head) != 3 or head[1] != b"blob":
            raise refusal(
                f"git har ikke indholdet {blob}; hent det: git fetch --refetch",
                f"git does not have the content {blob}; fetch it: git fetch --refetch",
            )
        start = end + 1 + int(head[2])
        yield bytes(answer[end + 1 : start])
        start += 1


def _output(folder: Path, *arguments: str) -> str:
    """The output of git; empty if it fails."""
    done = _git(folder, *arguments)
    return "" if done.returncode else done.stdout.decode(errors="replace").strip()


def _run(folder: Path, *arguments: str, stdin: bytes = b"") -> bytes:
    done = _git(folder, *arguments, stdin=stdin)
    if done.returncode:
        reason = visible(done.stderr.decode(errors="replace").strip())
        raise refusal(f"git {arguments[0]} mislykkedes: {reason}", f"git {arguments[0]} failed: {reason}")
    return done.stdout


def _git(folder: Path, *arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    environment = {name: value for name, value in os.environ.items() if name not in _HOOK_VARIABLES} | _SETTINGS
    command = ["git", "--no-pager", "--literal-pathspecs", *arguments]
    try:
        return subprocess.run(  # noqa: S603 - a list, no shell
            command, cwd=folder, env=environment, input=stdin, capture_output=True, check=False, timeout=_SECONDS
        )
    except FileNotFoundError as error:
        raise refusal(
            "git findes ikke på denne computer; hent det på git-scm.com",
            "there is no git on this machine; get it from git-scm.com",
        ) from error
    except subprocess.TimeoutExpired as error:
        raise refusal(
            f"git svarede ikke inden for {_SECONDS} sekunder", f"git did not answer within {_SECONDS} seconds"
        ) from error
