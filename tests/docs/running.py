"""Runs the blocks of a page in a copy of the project."""

import io
import os
import re
import shutil
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from unittest.mock import patch

from reformdata.cli import main
from tests import ROOT
from tests.docs.blocks import arguments

_IDA = {
    f"GIT_{role}_{part}": value
    for role in ("AUTHOR", "COMMITTER")
    for part, value in (("NAME", "Ida"), ("EMAIL", "ida@example.org"))
}
_ANSWER = re.compile(r"(?:^>|\[[Jj]/[Nn]\]) ?(.*)$", re.MULTILINE)
"""What is typed after the mark of a question; nothing for an empty answer."""
_CLEARED = re.compile(r"^.*\r\x1b\[K", re.MULTILINE)
"""What a line of a terminal showed before it was cleared: how far the reading of files had come."""
_IN_DANISH = frozenset({"docs/session.md"})
"""Pages in Danish whose name does not say so."""
UNSET = ("REFORMDATA_TEXTS", "NO_COLOR", "FORCE_COLOR", "GITHUB_STEP_SUMMARY", "LC_MESSAGES", "COLUMNS")


def make_project(root):
    """Copy the files that the docs use to the new folder `root`, as one commit."""
    root.mkdir()
    for name in ("records", "audits", "schemas", "docs", ".github"):
        shutil.copytree(ROOT / name, root / name)
    for path in (*ROOT.glob("*.md"), ROOT / "datapackage.json", ROOT / "pyproject.toml", ROOT / "CITATION.cff"):
        shutil.copy(path, root)
    for words in (["init", "--quiet", "--initial-branch=main"], ["add", "--all"], ["commit", "--quiet", "-m", "Start"]):
        subprocess.run(["git", "-C", root, *words], check=True, env={**os.environ, **_IDA})  # noqa: S603, S607


def environment(page, bin_):
    """The environment of a page: `reformdata` on the path, a git user, a width, and a Danish locale for a Danish page."""
    bin_.mkdir()
    command = bin_ / "reformdata"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m reformdata "$@"\n')
    command.chmod(0o755)
    return {
        **_IDA,
        "GIT_CONFIG_GLOBAL": os.devnull,
        # Not LC_ALL, of which bash complains where there is no Danish locale.
        "LC_ALL": "",
        "COLUMNS": "1000" if page in _IN_DANISH else "80",  # what is asked is not broken into lines
        "LC_CTYPE": "C.UTF-8",
        "LC_MESSAGES": "da_DK.UTF-8" if page.endswith(".da.md") or page in _IN_DANISH else "C.UTF-8",
        # The programs of this Python, such as frictionless, whether or not its environment is activated.
        "PATH": os.pathsep.join([str(bin_), str(Path(sys.executable).parent), os.environ["PATH"]]),
        "PYTHONPATH": str(ROOT),
    }


def write_block(block, folder):
    """Write the file that `block` names, if it does."""
    if block.file:
        (folder / block.file).parent.mkdir(parents=True, exist_ok=True)
        (folder / block.file).write_text(block.text, "utf-8")


def run_step(step, folder):
    """The exit code of a command, and what it printed."""
    if arguments(step.command) is None:
        return _run_shell(step.command, folder)
    return _run_ours(step.command, _ANSWER.findall(step.printed))


def missing_for_r(script):
    """What R lacks to run `script`: itself, or packages; empty if it lacks nothing."""
    if shutil.which("Rscript") is None:
        return "Rscript is not installed"
    named = ", ".join(f'"{name}"' for name in re.findall(r"^library\((\w+)\)", script, re.MULTILINE))
    asked = f"cat(setdiff(c({named}), rownames(installed.packages())))"
    lacking = subprocess.run(["Rscript", "-e", asked], check=True, capture_output=True, text=True).stdout  # noqa: S603, S607
    return f"R has no package {lacking}" if lacking else ""


def run_r(script, folder):
    """The exit code of `script`, and what it printed."""
    (folder / "page.R").write_text(script, "utf-8")
    return _run_shell("Rscript page.R", folder)


class _Terminal(io.StringIO):
    """What a terminal shows, and the answers that are typed there; `^C` interrupts."""

    def __init__(self, answers):
        super().__init__()
        self.answers = iter(answers)

    def isatty(self):
        """Questions are asked only at a terminal."""
        return True

    def readline(self):
        """The next answer, which the terminal shows as it is typed."""
        answer = next(self.answers, None)
        if answer is None:
            return ""
        self.write(f"{answer}\n")
        if answer == "^C":
            raise KeyboardInterrupt
        return f"{answer}\n"


def _run_ours(command, answers):
    """In this process, which is much faster than a new one; at a terminal if there are answers."""
    printed = _Terminal(answers) if answers else io.StringIO()
    with redirect_stdout(printed), redirect_stderr(printed), patch.object(sys, "stdin", printed):
        try:
            code = main(arguments(command))
        except SystemExit as stopped:  # argparse's, after --help or a wrong option
            code = stopped.code
    return code or 0, _CLEARED.sub("", printed.getvalue())


def _run_shell(command, folder):
    done = subprocess.run(  # noqa: S603 - the commands of our own pages
        ["bash", "-o", "pipefail", "-c", command],  # noqa: S607
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=60,
        check=False,
        text=True,
        encoding="utf-8",
    )
    return done.returncode, done.stdout
