"""Renew what the pages of the rules and the text cases quote: python -m tests.curation.renew."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from reformdata.curation.rules import RULES
from tests.curation.cases import SUITES, Suite, renewed
from tests.curation.rules import pages


def _reports(suite: Suite, path: Path) -> Iterator[str]:
    for case in suite.cases(path):
        with tempfile.TemporaryDirectory() as folder:
            yield suite.report(case, Path(folder))


if __name__ == "__main__":
    pages.renew(RULES)
    for suite in SUITES:
        for path in suite.paths():
            text = renewed(path.read_text(encoding="utf-8"), _reports(suite, path))
            path.write_text(text, encoding="utf-8")
