"""A small good checkout that each test spoils in one place."""

from pathlib import Path

import pytest

from tests.curation.reading.good import FILES


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The root of a good checkout: two records, a tombstone, and all that they point to."""
    for file, text in FILES.items():
        path = tmp_path / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path
