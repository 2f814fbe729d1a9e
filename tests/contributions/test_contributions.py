"""The tests that read the shipped data pass in a copy of the project with contributions."""

import os
import subprocess
import sys

import pytest

from tests.contributions.making import add_source, copy_project, correct

pytestmark = [pytest.mark.slow, pytest.mark.shipped]


def test_the_tests_of_the_shipped_data_pass_with_a_contribution(tmp_path):
    """All of them except those that build or install the package."""
    root = tmp_path / "reformdata"
    copy_project(root)
    add_source(root)
    correct(root)
    environment = {**os.environ, "PYTHONPATH": str(root)}
    for words in (["fmt"], ["schema"]):
        _run("reformdata", *words, cwd=root, env=environment)

    # The other files are left out, so that they are not compiled in the copy.
    files = [str(path) for path in (root / "tests").rglob("test_*.py") if "mark.shipped" in path.read_text("utf-8")]
    options = ("-q", "-m", "shipped and not slow and not heavy", "-p", "no:cacheprovider")
    _run("pytest", *options, *files, cwd=root, env=environment)


def _run(module, *words, **options):
    command = [sys.executable, "-m", module, *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False, **options)  # noqa: S603 - our own commands
    assert done.returncode == 0, done.stdout + done.stderr
