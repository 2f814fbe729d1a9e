"""The site of the shared corpus, with hostile texts in it, made once."""

from dataclasses import replace
from pathlib import Path

import pytest

from reformdata.evidence.fingerprint import digest_of, normalise
from reformdata.models import Fingerprint, Fingerprints, Label, Text
from reformdata.site.building import site_files
from reformdata.site.pages import Place
from reformdata.store.compiling import compile_corpus
from reformdata.store.file import Store
from tests.fixtures.corpus import CORPUS, PROPOSAL, by_id

SCRIPT = "<script>alert(1)</script>"
COPY = ("Mindre papir", "Afskaf skemaet nu", "Læs også", "Lad lærerne planlægge selv")
"""The paragraphs of the source that has fingerprints."""
HOSTILE = Label(f'{SCRIPT} "quoted" </title> \u202eRTL **bold** [a](javascript:x)', f"{SCRIPT} &amp; </script> ]]>")


@pytest.fixture(scope="session")
def hostile_store():
    """The shared corpus with hostile texts in its first proposal and in an actor."""
    act = replace(PROPOSAL, title=HOSTILE, text=Text(HOSTILE.da, HOSTILE.en))
    records = by_id([*(one for one in CORPUS.records.values() if one.id != PROPOSAL.id), act])
    actor = replace(CORPUS.actors["anna-holm"], name=HOSTILE, aliases=(SCRIPT,))
    actors = by_id([*(one for one in CORPUS.actors.values() if one.id != actor.id), actor])
    prints = {"landsforum-2019-nyhed": _fingerprints(COPY)}
    return Store.of_bytes(compile_corpus(replace(CORPUS, records=records, actors=actors, fingerprints=prints)))


def _fingerprints(paragraphs):
    made = [
        Fingerprint(paragraph=number, words=len(text.split()), sha256=digest_of(normalise(text)), sketch="0" * 16)
        for number, text in enumerate(paragraphs, 1)
    ]
    return Fingerprints(sha256="0" * 64, paragraphs=tuple(made))


@pytest.fixture(scope="session")
def made(hostile_store):
    """The files of the site by path; do not change them."""
    return site_files(hostile_store, Place(base_url="https://example.org/rd/", repository="https://github.com/x/y"))


@pytest.fixture(scope="session")
def folder(hostile_store, tmp_path_factory):
    """A folder with the site, without an address of its own and with the pages of `docs/`; do not change it."""
    folder = tmp_path_factory.mktemp("site")
    docs = Path(__file__).parents[2] / "docs"
    for path, content in site_files(hostile_store, Place(repository="https://github.com/x/y"), docs).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder
