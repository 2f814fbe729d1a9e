"""What a type checker knows about the data set."""

import subprocess
import sys

import pytest

from tests import ROOT

_RIGHT = """
import datetime
from typing import assert_type
import reformdata as rd

ds = rd.load()
assert_type(ds["kl-2020-temaside.06"], rd.Proposal | rd.Statement | rd.Initiative)
assert_type(ds.proposals, rd.Records[rd.Proposal])
assert_type(ds.proposals[0], rd.Proposal)
assert_type(ds.proposals.filter(area=["schools"], since=2018)[:2], rd.Records[rd.Proposal])
assert_type([owner for record in ds.initiatives for owner in record.owners], list[str])
assert_type(ds.actors["kl"], rd.Actor)
assert_type(ds.records.filter(theme=ds.themes["trust"], voice=ds.proposals[0].voice, year=[2018])[0].date, datetime.date)
"""
_WRONG = """
import reformdata as rd

rd.load().proposals.filter(aera="schools")
rd.load().proposals.filter(text=7)
"""


@pytest.mark.slow
def test_type_checker(tmp_path):
    """It knows the types of results, and reports a condition with a wrong name or type."""
    (tmp_path / "right.py").write_text(_RIGHT, encoding="utf-8")
    (tmp_path / "wrong.py").write_text(_WRONG, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--no-pretty", *map(str, sorted(tmp_path.iterdir()))]

    # From the root and with the project's settings, so that the cache of `make types` is used. In a process of its own:
    # some versions of mypy crash in one that pytest-xdist started.
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 - our own command

    assert [line.rpartition("/")[2] for line in done.stdout.splitlines() if ": note: " not in line] == [
        'wrong.py:4: error: Unexpected keyword argument "aera" for "filter" of "Records"  [call-arg]',
        'wrong.py:5: error: Argument "text" to "filter" of "Records" has incompatible type "int"; expected "str"  [arg-type]',
        "Found 2 errors in 1 file (checked 2 source files)",
    ]
