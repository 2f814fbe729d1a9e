"""A git repository for a test, and files to put into it."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from tests.curation.rules.pages import FIXTURE

Files = Mapping[str, bytes]

LINK = b"LINK"
"""As the content of a file: a link out of the checkout instead."""

ENVIRONMENT = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    **{f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in (("NAME", "A"), ("EMAIL", "a@a.dk"), ("DATE", "2020-01-01T00:00Z"))},
}  # fmt: skip


def git(folder: Path, *arguments: str) -> str:
    """What git prints, without the user's settings."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | ENVIRONMENT
    done = subprocess.run(  # noqa: S603 - the test's own command
        ["git", *arguments],  # noqa: S607 - the one of the machine
        cwd=folder, env=environment, check=True, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    return done.stdout.strip()


def base_files() -> dict[str, bytes]:
    """The files of the base checkout, by their paths."""
    return {path.relative_to(FIXTURE).as_posix(): path.read_bytes() for path in sorted(FIXTURE.rglob("*.yaml"))}


def write_files(files: Files, folder: Path) -> Path:
    """Make `files` the only files in `records/` of `folder`, and return `folder`; the content `LINK` makes a link."""
    shutil.rmtree(folder / "records", ignore_errors=True)
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if content == LINK:
            path.symlink_to("/etc/hostname")
        else:
            path.write_bytes(content)
    return folder


def start(folder: Path) -> Path:
    """Make `folder` an empty repository, and return it."""
    git(folder, "init", "--quiet", "--initial-branch=main")
    return folder


def commit(folder: Path) -> str:
    """Commit all that is in `folder`, and give the name of the commit."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message=x")
    return git(folder, "rev-parse", "HEAD")
