"""A checkout that may be changed, and the command line in it."""

import shutil
from pathlib import Path

import pytest

from reformdata.curation.checks import validate
from tests.curation.rules.pages import FIXTURE

COPYING = "Check that nothing is copied from the source: reformdata validate --texts FOLDER\n"
"""What is said after a record has been written without the text of its source."""


@pytest.fixture(autouse=True)
def _no_texts(monkeypatch):
    """The machine has no texts of sources."""
    monkeypatch.delenv("REFORMDATA_TEXTS", raising=False)


@pytest.fixture
def terminal(root):
    """Start `reformdata` with some arguments at a terminal in the checkout."""
    terminal = pytest.importorskip("tests.curation.editing.terminal", exc_type=ImportError).Terminal
    opened = []

    def start(*arguments, **settings):
        opened.append(terminal(arguments, root, **settings))
        return opened[-1]

    yield start
    for each in opened:
        each.leave()


@pytest.fixture
def root(tmp_path) -> Path:
    """A copy of the base checkout, in which `validate` finds nothing."""
    return Path(shutil.copytree(FIXTURE, tmp_path / "checkout"))


@pytest.fixture
def run(command, root):
    """Run the command line in `root`: its exit code, standard output and standard error."""
    return lambda *arguments: command(*arguments, "--root", root)


@pytest.fixture
def state(root):
    """The content of each file of the checkout, by its path."""
    return lambda: {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.fixture
def findings(root):
    """Rule, file and message of each finding of `validate`."""
    return lambda: [(finding.rule.code, finding.file, finding.message.en) for finding in validate(root).findings]
