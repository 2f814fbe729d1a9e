"""The page of questions: every one-liner runs and answers."""

import re
from pathlib import Path

import pytest

import reformdata as rd
from tests import ROOT

pytestmark = pytest.mark.shipped
PAGE = (ROOT / "docs/questions.md").read_text(encoding="utf-8")
LINES = [
    (question, line.replace(r"\|", "|"))  # as GitHub shows it
    for question, line in re.findall(r"^\| (.+?) \| `(.+)` \|$", PAGE, re.MULTILINE)
]

pytest.importorskip("pandas", reason="the extra `pandas` is not installed")


class _Rd:
    """`rd` as on the page, with the data of the checkout instead of an installed package."""

    @staticmethod
    def load(path=ROOT, **options):
        return rd.load(path, **options)

    codebook = staticmethod(rd.codebook)


@pytest.fixture(scope="module")
def ds():
    """The data of the checkout."""
    return rd.load(ROOT)


def test_the_page_asks_questions():
    """Each row of its table is run below."""
    assert len(LINES) == PAGE.count("\n| ") - 2
    assert [question for question, _ in LINES if not question.endswith("?")] == []


@pytest.mark.parametrize("line", [line for _, line in LINES], ids=[question for question, _ in LINES])
def test_the_line_answers(ds, line, tmp_path, monkeypatch):
    """With at least one row, with a file, or with a text."""
    monkeypatch.chdir(tmp_path)
    answer = eval(line, {"ds": ds, "rd": _Rd})  # noqa: S307 - the project's own page

    assert (
        answer.is_file() if isinstance(answer, Path) else len(answer if hasattr(answer, "__len__") else str(answer)) > 0
    )
