"""What random bytes are made from: the damaged files of the test cases, filled forms, periods and a text."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

from reformdata.models import LANGUAGES, Kind
from tests.curation.cases import SUITES
from tests.curation.editing.test_forms import HOSTILE, form
from tests.curation.formatting.test_formatting import TABLE
from tests.curation.reading import good
from tests.evidence.perturbing import OTHER, PUBLISHED
from tests.fuzzing.targets import _FILES, EDIT
from tests.models.test_periods import CASES, REFUSED


def _yaml() -> Iterator[bytes]:
    yield from (text.encode() for text in good.FILES.values())
    yield from (Path(data_file.path).read_bytes() for data_file in _FILES)
    yield from (row[1].encode() for row in TABLE)
    for suite in SUITES:
        for path in suite.paths():
            for case in suite.cases(path):
                yield from (_encoded(content) for kind, _, content in case.damages if kind == "yaml")
                yield from (
                    _encoded("".join(line[1:] for line in content.splitlines(keepends=True) if line[0] in "+ "))
                    for kind, _, content in case.damages
                    if kind == "diff"
                )


def _encoded(content: str) -> bytes:
    """The bytes of `content` of a case, of which some are no UTF-8."""
    return content.encode("utf-8", "surrogateescape")


def seeds(name: str) -> list[bytes]:
    """Inputs for the target `name`."""
    if name == "reader":
        return [bytes([number]) + text for text in _yaml() for number in (0, 5, len(_FILES) - 3)]
    if name in ("fixer", "formatter"):
        return list(_yaml())
    if name == "form":
        forms = [form(kind, language) for kind in Kind for language in LANGUAGES]
        return [text.encode() for text in (*forms, *(form(text_en=text) for text in HOSTILE))]
    if name == "period":
        return [text.encode() for text in (*(case[0] for case in CASES), *REFUSED)]
    if name == "copy":
        return ["\n".join(text).encode() for text in (PUBLISHED, OTHER, PUBLISHED[4:9] + OTHER, PUBLISHED[::-1])]
    random = Random(0)  # noqa: S311 - no secret
    return [b"", *(random.randbytes(EDIT * count) for count in (1, 1, 1, 2, 4, 8, 32) for _ in range(4))]
