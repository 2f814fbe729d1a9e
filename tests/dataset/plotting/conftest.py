"""The shared corpus and the web of relations, as data sets to be drawn."""

import pytest

pytest.importorskip("altair", reason="charts need the extra `plot`")

from tests.dataset.tracing.conftest import web, web_file  # noqa: F401 - fixtures are found by their names
