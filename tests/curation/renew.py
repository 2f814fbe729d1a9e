"""Write anew what the pages of the rules and the cases of reading say is reported: python -m tests.curation.renew."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from reformdata.curation.rules import RULES
from tests.curation.reading import cases
from tests.curation.rules import pages


def _reports(path: Path) -> Iterator[str]:
    for case in cases.read_cases(path):
        with tempfile.TemporaryDirectory() as folder:
            yield cases.report(case, Path(folder))


if __name__ == "__main__":
    pages.renew(RULES)
    for path in sorted(cases.FOLDER.glob("*.md")):
        text = cases.renewed(path.read_text(encoding="utf-8"), _reports(path))
        path.write_text(text, encoding="utf-8")
