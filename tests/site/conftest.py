"""The site of the shared corpus, with hostile texts in it, made once."""

from dataclasses import replace

import pytest

from reformdata.models import Label, Text
from reformdata.site.building import site_files
from reformdata.site.pages import Place
from reformdata.store.compiling import compile_corpus
from reformdata.store.file import Store
from tests.fixtures.corpus import CORPUS, PROPOSAL, by_id

SCRIPT = "<script>alert(1)</script>"
HOSTILE = Label(f'{SCRIPT} "quoted" </title> \u202eRTL **bold** [a](javascript:x)', f"{SCRIPT} &amp; </script> ]]>")


@pytest.fixture(scope="session")
def hostile_store():
    """The shared corpus with hostile texts in its first proposal and in an actor."""
    act = replace(PROPOSAL, title=HOSTILE, text=Text(HOSTILE.da, HOSTILE.en))
    records = by_id([*(one for one in CORPUS.records.values() if one.id != PROPOSAL.id), act])
    actor = replace(CORPUS.actors["anna-holm"], name=HOSTILE, aliases=(SCRIPT,))
    actors = by_id([*(one for one in CORPUS.actors.values() if one.id != actor.id), actor])
    return Store.of_bytes(compile_corpus(replace(CORPUS, records=records, actors=actors)))


@pytest.fixture(scope="session")
def made(hostile_store):
    """The files of the site by path; do not change them."""
    return site_files(hostile_store, Place(base_url="https://example.org/rd/", repository="https://github.com/x/y"))
