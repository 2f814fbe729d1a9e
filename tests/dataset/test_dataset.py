"""What a data set gives when asked."""

import copy
import dataclasses
import pickle
import re
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import reformdata as rd
from reformdata.models import TABLES
from reformdata.store.compiling import compile_corpus
from reformdata.store.file import Store
from tests.fixtures.corpus import BARE, CORPUS, INITIATIVE, PROPOSAL, STATEMENT


@pytest.mark.parametrize("record", CORPUS.records.values(), ids=str)
def test_record_by_id(ds, record):
    """A record comes back from its id as the very value that was compiled."""
    found = ds[record.id]

    assert found == record
    assert type(found) is type(record)
    assert isinstance(found.id, rd.RecordId)


def test_records_in_the_order_of_their_ids(ds):
    """The records are those of the corpus, in the order of their ids, all at once, one by one and kind by kind."""
    assert list(ds.records) == list(CORPUS.records.values())
    assert [ds.records[place] for place in range(-1, 3)] == [BARE, PROPOSAL, STATEMENT, INITIATIVE]
    kinds = (list(ds.proposals), list(ds.statements), list(ds.initiatives))
    assert kinds == ([PROPOSAL], [STATEMENT], [INITIATIVE, BARE])


@pytest.mark.parametrize("table", [*TABLES, "fingerprints"])
def test_reference_tables(ds, table):
    """A reference table is a mapping equal to that of the corpus, in the same order."""
    entries = getattr(ds, table)

    assert dict(entries) == dict(getattr(CORPUS, table))
    assert list(entries) == list(getattr(CORPUS, table))
    assert len(entries) == len(getattr(CORPUS, table))


def test_retired_id_is_followed(ds):
    """The id of a withdrawn record gives its successor and a warning that names both."""
    said = r"^'nordby-2018-blog\.01' was withdrawn; it was replaced by 'nordby-2018-blog\.02'$"
    with pytest.warns(rd.RetiredRecordWarning, match=said) as caught:
        found = ds["nordby-2018-blog.01"]

    assert found == STATEMENT
    assert caught[0].filename == __file__


def _with_retired(*changes):
    """The shared corpus, in memory, with tombstones rewritten by hand: (id, JSON)."""
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    connection.deserialize(compile_corpus(CORPUS))
    for id_, successor in changes:
        body = f'{{"id":"{id_}","status":"retired","replaced_by":"{successor}","retired":"2026-11-24"}}'
        connection.execute("DELETE FROM bodies WHERE id = ?", (id_,))
        connection.execute(
            "INSERT INTO bodies (table_name, id, type, json) VALUES ('retired', ?, 'Retired', ?)", (id_, body)
        )
    connection.commit()
    content = connection.serialize()
    connection.close()
    return rd.Dataset(Store.of_bytes(content))


def test_chains_of_retired_ids():
    """A successor that was withdrawn in its turn is followed on; a circle gives an unknown id, not an endless search."""
    one, other = "nordby-2018-blog.01", "nordby-2018-blog.05"

    with pytest.warns(rd.RetiredRecordWarning, match=r"'nordby-2018-blog\.05' was withdrawn; it was replaced by"):
        assert _with_retired((other, one))[other] == STATEMENT
    with pytest.raises(rd.UnknownIdError):
        _with_retired((one, other), (other, one))[one]


@pytest.mark.parametrize(
    ("id_", "message"),
    [
        (
            "nordby-2018-blog.4",
            "'nordby-2018-blog.4' is not among the records; did you mean 'nordby-2018-blog.04' or"
            " 'nordby-2018-blog.02' or 'nordby-2018-blog.03'?",
        ),
        ("zzz", "'zzz' is not among the records"),
        ("nordby", "'nordby' is not among the records: it is among the actors, see .actors['nordby']"),
        (
            "nordby-2018-blog.05",
            "'nordby-2018-blog.05' is not among the records: withdrawn on 2026-11-24: The paragraph is a greeting",
        ),
        (4, "4 is not among the records: give an id or an object"),
        (None, "None is not among the records: give an id or an object"),
        (b"x", "b'x' is not among the records: give an id or an object"),
        ("\ud800", "'\\ud800' is not among the records"),
        (
            "NORDBY-2018-blog.4",
            "'NORDBY-2018-blog.4' is not among the records; did you mean 'nordby-2018-blog.04' or"
            " 'nordby-2018-blog.02' or 'nordby-2018-blog.03'?",
        ),
    ],
)
def test_unknown_id(ds, id_, message):
    """An unknown id is a KeyError that carries it and helps on."""
    with pytest.raises(KeyError) as caught:
        ds[id_]

    assert (type(caught.value), caught.value.id, str(caught.value)) == (rd.UnknownIdError, id_, message)


def test_unknown_entry(ds):
    """The error suggests the nearest ids of the table."""
    with pytest.raises(rd.UnknownIdError) as caught:
        ds.target_groups["pupil"]

    assert (caught.value.nearest, caught.value.candidates) == (("pupils",), {"pupils": "elever / pupils"})
    assert str(caught.value) == "'pupil' is not among the target groups; did you mean 'pupils' (elever / pupils)?"
    assert ds.target_groups.get("pupil") is None


@pytest.mark.parametrize(
    ("table", "asked", "id_"),
    [
        ("actors", "LFS", "landsforum"),
        ("actors", "ah", "anna-holm"),
        ("actors", "NATIONAL forum for schools", "landsforum"),
        ("actors", STATEMENT.voice, "nordby"),
        ("actors", CORPUS.actors["nordby"], "nordby"),
        ("areas", "Folkeskole", "primary-schools"),
        ("laws", "SKL", "skoleloven"),
        ("sources", "om at måle, hvad der tæller", "nordby-2018-blog"),
        ("outcomes", PROPOSAL, PROPOSAL.id),
        ("fingerprints", CORPUS.sources["landsforum-2019-nyhed"], "landsforum-2019-nyhed"),
    ],
)
def test_entry_by_name_or_object(ds, table, asked, id_):
    """A name, an alias or an abbreviation in either language and any case, or an object, stands for the id."""
    entries = getattr(ds, table)

    assert entries[asked] == entries[id_]
    assert asked in entries


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (3, "3 is not among the actors: give an id, a name or an object"),
        (["nordby"], "['nordby'] is not among the actors: give an id, a name or an object"),
        ("schools", "'schools' is not among the actors: it is among the areas, see .areas['schools']; did you mean"
         " 'landsforum' (Landsforum for Skoler / National Forum for Schools)?"),
        ("formand", "'formand' is not among the actors; did you mean 'anna-holm' (Anna Holm)?"),
        ("kommune", "'kommune' is not among the actors; did you mean one of these: 'nordby' (Nordby Kommune / Nordby"
         " Municipality), 'kommunerne' (kommunerne / the municipalities)?"),
        ("Nordavissen", "'Nordavissen' is not among the actors; did you mean 'nordavisen' (Nordavisen)?"),
        ("", "'' is not among the actors"),
    ],
)  # fmt: skip
def test_what_names_no_entry(ds, asked, message):
    """A part of a name, the name of an office and a misspelling are errors that say who may be meant."""
    with pytest.raises(rd.UnknownIdError) as caught:
        ds.actors[asked]

    assert (caught.value.id, str(caught.value)) == (asked, message)
    assert asked not in ds.actors
    assert ds.actors.get(asked) is None


@pytest.mark.parametrize(
    ("asked", "id_"),
    [
        ("eldercare", "elder-care"),  # the glossary does not translate with it
        ("elderly", "elder-care"),
        ("home care", "elder-care"),  # in the definition
        ("ældreområdet", "elder-care"),
        ("Sundhedsområdet", "health"),
    ],
)
def test_another_word_for_an_area(asked, id_):
    """The error names the area."""
    areas = {
        one: replace(CORPUS.areas["schools"], id=one, name=rd.Label(*name), definition=rd.Text(*definition))
        for one, name, definition in (
            ("elder-care", ("Ældrepleje", "Care for older people"), ("Plejehjem.", "Nursing homes and home care.")),
            ("health", ("Sundhed", "Health"), ("Sygehuse.", "Hospitals.")),
            ("social-services", ("Socialområdet", "Social services"), ("Hjælp.", "Help.")),
        )
    }
    term = replace(
        CORPUS.glossary["skema"], name=rd.Label("ældrepleje", "care"), rejected=("elderly care", "eldercare")
    )
    corpus = replace(CORPUS, areas={**CORPUS.areas, **areas}, glossary={**CORPUS.glossary, "skema": term})
    ds = rd.Dataset(Store.of_bytes(compile_corpus(corpus)))

    with pytest.raises(rd.UnknownIdError) as caught:
        ds.areas[asked]
    assert caught.value.nearest == (id_,)


def test_an_english_name_without_its_article(ds):
    """Stands for the entry, as with it."""
    assert ds.actors["municipalities"] == ds.actors["the municipalities"] == ds.actors["kommunerne"]


def test_at_most_ten_candidates_are_shown():
    """The error has them all."""
    error = rd.UnknownIdError("x", "actors", candidates={f"x-{number}": "X" for number in range(12)})

    assert len(error.nearest) == 12
    assert str(error).endswith("'x-9' (X) and 2 more?")


def test_membership(ds):
    """`in` is true of the ids of records, not of withdrawn ones."""
    asked = (PROPOSAL.id, "nordby-2018-blog.01", "nordby", 7)

    assert [one in ds for one in asked] == [True, False, False, False]
    assert ["nordby" in ds.actors, "kl" in ds.actors] == [True, False]


def test_a_record_of_a_data_set_knows_its_day(ds):
    """Its own or that of its source, as its table does; also in a copy, and in a comparison it does not count."""
    found = ds[BARE.id]
    asked = ("date", "stated_date", "year", "source", "organisation")
    rows = ds.records.to_dicts(columns=["id", *asked])

    assert (found.date, found.stated_date) == (CORPUS.sources["nordby-2018-blog"].date, None)
    assert [[getattr(record, name) for name in asked] for record in ds.records] == [
        [row[name] for name in asked] for row in rows
    ]
    for copied in (copy.copy(found), copy.deepcopy(found), pickle.loads(pickle.dumps(found))):  # noqa: S301 - our own
        assert (copied.date, copied, hash(copied)) == (found.date, BARE, hash(BARE))
    assert "date" not in {field.name for field in dataclasses.fields(found)}


@pytest.mark.parametrize("position", [4, -5, 9999])
def test_no_record_at_a_position(ds, position):
    """It says which there are."""
    message = f"^no record at position {position}: the positions are 0 to 3, or -1 to -4 from the end$"
    with pytest.raises(rd.UnknownPositionError, match=message):
        ds.records[position]
    with pytest.raises(IndexError, match="there are none"):
        ds.records[:0][position]


@pytest.mark.parametrize("wrong", [3, None, b"skema"])
def test_a_search_for_what_is_no_text(ds, wrong):
    """So with the condition `text`."""
    for search in (ds.search, lambda text: ds.records.filter(text=text)):
        with pytest.raises(rd.ConditionValueError, match=r"no such value; give the words as text$"):
            search(wrong)


def test_an_export_under_another_name(ds, tmp_path):
    """It suggests the format that is meant."""
    with pytest.raises(rd.UnknownFormatError, match=r"no export is called 'excel'; did you mean 'xlsx'\?"):
        ds.export("excel", tmp_path / "a.xlsx")


def test_public_names_alone_are_listed(ds):
    """In the module and in a data set; an editor completes ids of records, entries and tables."""
    assert [name for name in (*dir(rd), *dir(ds)) if name.startswith("_")] == ["__version__"]
    assert {"load", "Records"} <= set(dir(rd))
    assert {"records", "trace"} <= set(dir(ds))
    assert ds._ipython_key_completions_() == [*CORPUS.records]
    assert ds.themes._ipython_key_completions_() == [*CORPUS.themes]
    assert ds.tables._ipython_key_completions_() == [*ds.tables]


def test_repr(ds):
    """A data set and its parts say in one line what they hold."""
    assert [repr(part) for part in (ds, ds.records, ds.initiatives, ds.actors, ds.areas, ds.records[:0])] == [
        f"<Dataset: reformdata {rd.__version__}, 4 records from 2 sources, 2018–2019>",
        "<Records: 4 (1 proposal, 1 statement, 2 initiatives), 2018–2019>",
        "<Records: 2 initiatives, 2018>",
        "<Entries: 6 actors: anna-holm, folketinget, kommunerne, …>",
        "<Entries: 2 areas: primary-schools, schools>",
        "<Records: none>",
    ]


@pytest.mark.parametrize(
    ("office", "on", "found"),
    [
        ("formand", None, ["anna-holm"]), ("Chair", 2019, ["anna-holm"]), ("BORGMESTER", date(2014, 1, 1), ["anna-holm"]),
        ("mayor", "2016-01", []), ("mayor", "2015-12", ["anna-holm"]), ("forma", None, []),
        ("mand", None, ["anna-holm"]), ("", None, []),
    ],
)  # fmt: skip
def test_office_holders(ds, office, on, found):
    """The persons who held an office, by its name in either language, on a day or for a part of a month or year."""
    assert [actor.id for actor in ds.office_holders(office, on)] == found


def test_office_holders_on_something_else(ds):
    """The day is a day, a month or a year."""
    with pytest.raises(rd.ConditionValueError, match="on"):
        ds.office_holders("formand", "last year")


def test_sql_cannot_write(ds):
    """Neither to a file nor to data in memory."""
    for data in (ds, rd.Dataset(Store.of_bytes(compile_corpus(CORPUS)))):
        with closing(data.connect()) as connection, pytest.raises(sqlite3.OperationalError, match="readonly"):
            connection.execute("DELETE FROM records")


def test_threads(ds):
    """Many threads may ask one data set at once."""
    ids = list(CORPUS.records) * 50
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(ds.__getitem__, ids))

    assert found == [CORPUS.records[id_] for id_ in ids]


def test_a_data_set_does_not_change(ds):
    """Its attributes cannot be set."""
    records = ds.records
    with pytest.raises(AttributeError, match="records cannot be set: a data set is immutable"):
        ds.records = ds.proposals

    assert ds.records is records


def test_a_data_set_is_not_iterable(ds):
    """Its records are; iterating over the data set is not an unknown id 0."""
    with pytest.raises(TypeError, match="'Dataset' object is not iterable"):
        list(ds)


def _asked(ds):
    """What a data set and its parts answer."""
    trace = ds.trace(STATEMENT.id)
    return (
        repr(ds), list(ds.records), ds.search("skemaet").snippets(), dict(ds.actors), ds.tables["terms"].to_dicts(),
        trace.steps, trace.nodes, ds.records.filter(kind="proposal").cite(), ds.related(ds.statements[0]),
    )  # fmt: skip


@pytest.mark.parametrize("as_of", [None, 2018])
@pytest.mark.parametrize("opened", [Store.of_file, lambda path, day: Store.of_bytes(path.read_bytes(), day)])
@pytest.mark.parametrize("copied", [copy.deepcopy, lambda thing: pickle.loads(pickle.dumps(thing))])  # noqa: S301 - our own
def test_copies(compiled_file, copied, opened, as_of):
    """A data set can be copied and sent to another process, from a file or from memory, and answers there as here."""
    ds = rd.Dataset(opened(compiled_file, as_of and date(as_of, 12, 31)))

    assert _asked(copied(ds)) == _asked(ds)


@pytest.mark.parametrize(
    "part",
    [lambda ds: ds.proposals, lambda ds: ds.actors, lambda ds: ds.tables["terms"], lambda ds: ds.trace(STATEMENT.id)],
)
def test_copies_of_parts(ds, part):
    """So can each of its parts."""
    copied = pickle.loads(pickle.dumps(part(ds)))  # noqa: S301 - our own

    assert (repr(copied), copied.to_dicts()) == (repr(part(ds)), part(ds).to_dicts())


@pytest.mark.parametrize("record", [STATEMENT, STATEMENT.id, STATEMENT.id.upper()], ids=["record", "id", "capitals"])
def test_a_record_or_its_id(ds, record):
    """Wherever a record is asked for, one of any data set does, or its id in any case."""
    assert ds[record] == STATEMENT
    assert ds.trace(record).steps == ds.trace(STATEMENT.id).steps
    assert [edge.record for edge in ds.related(record).incoming] == [PROPOSAL.id]
    assert ds.cite(record, style="ris") == ds.cite(STATEMENT.id, style="ris")


def test_the_data_set_decides_what_is_related(compiled_file):
    """In data as of a day, a record has no relations to later ones, whichever data set it is from."""
    early = rd.load(compiled_file, as_of=2018)

    assert early.related(rd.load(compiled_file)[STATEMENT.id]).incoming == ()


def test_opening_makes_no_objects(compiled_file, monkeypatch):
    """Opening, counting and filtering make no object of a record."""
    made = []
    monkeypatch.setattr("reformdata.store.objects.decode", lambda *body: made.append(body))

    ds = rd.load(compiled_file)
    counts = (len(ds.records), len(ds.proposals), len(ds.records.filter(area="schools")), len(ds.search("nordby")))

    assert (counts, repr(ds.records)[:11], len(ds.actors), made) == ((4, 1, 3, 4), "<Records: 4", 6, [])


def test_a_statement_takes_named_parameters_as_a_mapping(ds):
    """SQLite counts `?1` among the named ones, and Python 3.14 takes no sequence for those: none is left."""
    assert ds._store.rows("SELECT :a, :a", {"a": 1}) == [(1, 1)]
    package = Path(rd.__file__).parent
    assert [path.name for path in package.rglob("*.py") if re.search(r"[(= ]\?\d", path.read_text("utf-8"))] == []
