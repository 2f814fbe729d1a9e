"""A small checkout about an invented article, and folders of texts."""

from pathlib import Path

import pytest

from tests.evidence.perturbing import PUBLISHED

SOURCE = "noerreby-2016-bibliotek"
_SOURCE = f"""\
id: {SOURCE}
title:
  da: Biblioteket i Nørreby åbner dørene om natten
  en: The library in Nørreby opens its doors at night
kind: news
publisher: noerreby-tidende
date: 2016-03-03
paragraphs: {len(PUBLISHED)}
skipped:
  - paragraphs: [1, 2, 14, 19, 20, 21]
    reason: furniture
  - paragraphs: [3, 10, 16]
    reason: heading
  - paragraphs: [4]
    reason: byline
"""
_ACTOR = """\
id: noerreby-tidende
kind: media
name:
  da: Nørreby Tidende
  en: Nørreby Tidende
description:
  da: En avis.
  en: A newspaper.
"""
_STATEMENT = """\
id: {source}.{number}
kind: statement
title:
  da: "{da}"
  en: "{en}"
text:
  da: "{da}."
  en: "{en}."
paragraphs: {paragraphs}
voice:
  actor: noerreby-tidende
claim: finding
tone: favourable
curation:
  added: 2026-01-05
  codebook: "1.1"
  review: second-reader
"""


def statement(number: str, da: str, en: str, paragraphs: list[int]) -> str:
    """The file of a record."""
    return _STATEMENT.format(source=SOURCE, number=number, da=da, en=en, paragraphs=paragraphs)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with one source and three records; its fingerprints are not written yet."""
    root = tmp_path / "checkout"
    folder = root / "records" / "sources" / SOURCE
    folder.mkdir(parents=True)
    actors = root / "records" / "actors"
    actors.mkdir()
    (actors / "noerreby-tidende.yaml").write_text(_ACTOR, encoding="utf-8")
    (folder / "source.yaml").write_text(_SOURCE, encoding="utf-8")
    for number, da, en, paragraphs in (
        ("01", "Døgnåbningen bruges af mange", "Many use the library at night", [5, 6]),
        ("02", "Kælderen er lukket om natten", "The basement is closed at night", [7, 8, 9]),
        ("03", "Der er mere ro end frygtet", "It is calmer than was feared", [11, 12, 13, 15, 17, 18]),
    ):
        (folder / f"{number}-post.yaml").write_text(statement(number, da, en, paragraphs), encoding="utf-8")
    return root


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A folder that holds the text of the source."""
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "article.txt").write_text("\n".join(PUBLISHED), encoding="utf-8")
    return folder


@pytest.fixture
def tiny_checkout(tmp_path):
    """A checkout with nothing but the readings of one source."""
    folder = tmp_path / "records/sources/brev"
    folder.mkdir(parents=True)
    act = "{paragraphs: [1], kind: proposal, voice: kl, records: [brev.01]}"
    text = f'codebook: "1.1"\nfirst:\n  - {act}\n  - {act}\nsecond:\n  - {act}\n'
    (folder / "readings.yaml").write_text(text, encoding="utf-8")
    return tmp_path
