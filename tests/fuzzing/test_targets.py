"""Every target holds for its seeds, and for every input that once broke it."""

from pathlib import Path

import pytest

from tests.fuzzing.__main__ import NAMES
from tests.fuzzing.seeds import seeds
from tests.fuzzing.targets import TARGETS

CRASHES = sorted(path for path in Path(__file__).with_name("crashes").glob("*/*") if path.is_file())


@pytest.mark.parametrize("path", CRASHES, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_what_once_broke_a_target_no_longer_does(path):
    """The file as `make fuzz` wrote it."""
    TARGETS[path.parent.name](path.read_bytes())


@pytest.mark.parametrize("name", NAMES)
def test_the_seeds_break_nothing(name):
    """Those of the cases, and what is left of each if it is cut."""
    assert list(NAMES) == list(TARGETS)
    for seed in seeds(name)[::5]:
        for data in (seed, seed[: len(seed) // 2]):
            TARGETS[name](data)
