"""A small web of invented records, with every type of relation."""

from dataclasses import replace
from datetime import date

import pytest

import reformdata as rd
from reformdata.models import Label, RecordId, Relation, RelationType
from reformdata.store.compiling import write
from tests.fixtures.corpus import BARE, CORPUS, OUTCOMES, PROPOSAL, STATEMENT, by_id

FORUM, NORDBY = "landsforum-2019-nyhed", "nordby-2018-blog"


def relation(type_, to):
    """A relation with a short reason."""
    return Relation(RelationType(type_), RecordId(to), Label("Derfor", "Because"))


def _record(like, id_, year, *relations):
    """A record of the kind of `like`."""
    return replace(
        like,
        id=RecordId(id_),
        title=Label(f"Titel {id_[-2:]}", f"Title {id_[-2:]}"),
        stated_date=date(year, 5, 3),
        relations=tuple(relation(*one) for one in relations),
    )


#: .02 motivates the proposal .03; .04 implements, .05 elaborates and .06 is part of it; the forum answers and repeats it;
#: 2018 and 2019 contrast; .03 and .08 are paired; .06 and .07 support each other.
WEB = (
    _record(STATEMENT, f"{FORUM}.01", 2019, ("answers", f"{NORDBY}.03"), ("contrasts", f"{NORDBY}.02")),
    _record(PROPOSAL, f"{FORUM}.02", 2019, ("same-as", f"{NORDBY}.03"), ("elaborates", f"{FORUM}.01")),
    _record(STATEMENT, f"{NORDBY}.02", 2018, ("motivates", f"{NORDBY}.03")),
    _record(PROPOSAL, f"{NORDBY}.03", 2018),
    _record(BARE, f"{NORDBY}.04", 2018, ("implements", f"{NORDBY}.03")),
    replace(
        _record(STATEMENT, f"{NORDBY}.05", 2018, ("elaborates", f"{NORDBY}.03")),
        title=Label(
            "Skemaet tager tid, og tid er, hvad eleverne mangler", "The form takes time, and time is what pupils need"
        ),
    ),
    _record(STATEMENT, f"{NORDBY}.06", 2018, ("part-of", f"{NORDBY}.03"), ("supports", f"{NORDBY}.07")),
    _record(STATEMENT, f"{NORDBY}.07", 2018, ("supports", f"{NORDBY}.06")),
    _record(PROPOSAL, f"{NORDBY}.08", 2018, ("paired-with", f"{NORDBY}.03")),
)


@pytest.fixture(scope="session")
def web_file(tmp_path_factory):
    """A compiled file of the web, with the outcomes of .03, which is under way, and of .04, which cannot be assessed."""
    path = tmp_path_factory.mktemp("web") / "reformdata.sqlite"
    write(replace(CORPUS, records=by_id(WEB), readings={}, outcomes=by_id(OUTCOMES[1:])), path)
    return path


@pytest.fixture(scope="session")
def web(web_file):
    """The web as a data set."""
    return rd.load(web_file)
