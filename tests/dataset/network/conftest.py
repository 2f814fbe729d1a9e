"""The web of relations, as a data set."""

from tests.dataset.tracing.conftest import web, web_file  # noqa: F401 - fixtures are found by their names
