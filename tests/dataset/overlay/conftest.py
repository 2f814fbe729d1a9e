"""Published data, and a folder of own data that points to it."""

import shutil
from pathlib import Path

import pytest

from reformdata.curation.reading.checkout import read_checkout
from reformdata.dataset import opening
from reformdata.dataset.opening import open_store
from reformdata.store.compiling import corpus_of, write
from tests import ROOT
from tests.curation.rules.pages import FIXTURE

SOURCE = """\
id: eget-2021-notat
title:
  da: Mere mad, mindre papir
  en: More food, less paper
kind: news
publisher: skovby
date: 2021-03-01
paragraphs: 1
"""
RECORD = """\
id: eget-2021-notat.01
kind: proposal
title:
  da: Kantinen skal selv vælge sine varer
  en: The canteen must choose its goods by itself
text:
  da: |-
    Kommunen vil lade køkkenet købe ind, hvor det vil.
  en: |-
    The municipality wants the kitchen to buy wherever it likes.
paragraphs: [1]
voice:
  actor: skovby
areas: [school-meals]
themes: [deregulation]
relations:
  - type: answers
    to: skovby-2020-brev.02
    reason:
      da: Indkøbet er svaret på klagen
      en: The purchase is the response to the complaint
action: change
strength: must
addressees: [regeringen]
curation:
  added: 2026-11-22
  codebook: "1.1"
  review: second-reader
"""


@pytest.fixture(scope="session")
def installed(tmp_path_factory):
    """The folder of an installed package: the data of this repository, compiled."""
    folder = tmp_path_factory.mktemp("installed")
    write(read_checkout(ROOT).corpus, folder / opening.FILE_NAME)
    return folder


@pytest.fixture(autouse=True)
def _installed(installed, monkeypatch):
    """The package is installed, and not edited in place, so that its data is not read anew for each test."""
    monkeypatch.setattr(opening, "_PACKAGE", installed)


@pytest.fixture(scope="session")
def published():
    """The base checkout of the tests, as published data."""
    return corpus_of(open_store(FIXTURE))


@pytest.fixture
def own(tmp_path):
    """A folder with one source and one record, that points to published entries."""
    folder = tmp_path / "own" / "records" / "sources" / "eget-2021-notat"
    folder.mkdir(parents=True)
    (folder / "source.yaml").write_text(SOURCE, "utf-8")
    (folder / "01-kantinen.yaml").write_text(RECORD, "utf-8")
    return tmp_path / "own"


@pytest.fixture
def copy(own):
    """A function that copies a file of the published data into the own data, with a text replaced by another."""

    def copied(file: str, old: str = "", new: str = "", *, to: str | None = None) -> Path:
        path = own / "records" / (to or file)
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(FIXTURE / "records" / file, path)
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
        return path

    return copied
