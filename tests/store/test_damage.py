"""Files that are cut short, changed, foreign, or newer than the library."""

import json
import os
import sqlite3
import warnings
from contextlib import closing
from random import Random

import pytest

import reformdata as rd
from reformdata.models import Action
from reformdata.store import file as store
from tests.fixtures.corpus import CORPUS, PROPOSAL

_WAY_OUT = "; install the newest reformdata, or build the file again"


def _changed(compiled_file, tmp_path, *statements):
    """A copy of the compiled file, changed by SQL."""
    path = tmp_path / "changed.sqlite"
    path.write_bytes(compiled_file.read_bytes())
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(*statement)
        connection.commit()
    return path


def _with_body(compiled_file, tmp_path, change, id_=PROPOSAL.id):
    """A copy of the compiled file in which `change` was made to the JSON of one record."""
    where = "WHERE id = ? AND type <> 'Fingerprints'"
    with closing(sqlite3.connect(compiled_file)) as connection:
        (text,) = connection.execute(f"SELECT json FROM bodies {where}", (id_,)).fetchone()  # noqa: S608 - our own text
    body = json.loads(text)
    change(body)
    return _changed(compiled_file, tmp_path, (f"UPDATE bodies SET json = ? {where}", (json.dumps(body), id_)))  # noqa: S608 - our own text


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "it is empty"),
        (b"PK\x03\x04" + bytes(200), "it is not an SQLite file"),
        (b"SQLite format 3\0", "it is an SQLite file, but not one of reformdata"),
        (b"SQLite format 3\0" + bytes(200), "it is an SQLite file, but not one of reformdata"),
    ],
)
def test_a_file_that_is_not_a_compiled_file(tmp_path, content, problem):
    """Any other file is an OSError that says what it is."""
    path = tmp_path / "some.sqlite"
    path.write_bytes(content)

    with pytest.raises(OSError, match="cannot be used") as caught:
        rd.load(path)

    assert (type(caught.value), caught.value.path) == (rd.DamagedDataError, path)
    assert str(caught.value) == f"{path} cannot be used: {problem}{_WAY_OUT}"


def _altered(compiled_file, tmp_path, alter):
    """A copy of the compiled file whose bytes were altered."""
    path = tmp_path / "altered.sqlite"
    path.write_bytes(alter(bytearray(compiled_file.read_bytes())))
    return path


def _flip(place):
    """Change one byte, at a place or at a part of the file."""

    def alter(content):
        content[place if isinstance(place, int) else int(len(content) * place)] ^= 0x20
        return content

    return alter


_WRITES = range(24, 28)
"""Where SQLite counts the writes: a copy with a count was changed by SQL, and its checksum is not verified."""


@pytest.mark.parametrize(
    "alter",
    [
        *(_flip(place) for place in range(100) if place not in _WRITES),
        *(_flip(Random(seed).uniform(0.001, 0.999)) for seed in range(40)),  # noqa: S311 - no secret
        *(lambda content, part=part: content[: int(len(content) * part)] for part in (0.05, 0.5, 0.999)),
    ],
)
def test_a_damaged_file(compiled_file, tmp_path, alter):
    """A file with one changed byte, or cut short, is refused when it is opened, whole or as of a day."""
    path = _altered(compiled_file, tmp_path, alter)

    for as_of in (None, 2018):
        with pytest.raises(rd.DamagedDataError) as caught:
            rd.load(path, as_of=as_of)
        assert caught.value.path == path


def test_what_a_damaged_file_says(compiled_file, tmp_path):
    """The message says what is wrong; a file of a later layout is named as such."""
    for place, problem in (
        (0.5, "it is incomplete or was altered: its checksum is wrong"),
        (71, "its layout is number 33, and this version of reformdata reads 1"),
    ):
        path = _altered(compiled_file, tmp_path, _flip(place))
        with pytest.raises(rd.DamagedDataError) as caught:
            rd.load(path)
        assert str(caught.value) == f"{path} cannot be used: {problem}{_WAY_OUT}"


def test_a_large_file(compiled_file, tmp_path, monkeypatch):
    """The checksum of a large file is not verified: opening is fast at any size."""
    monkeypatch.setattr(store, "_MAX_CHECKED", 1000)

    assert list(rd.load(_altered(compiled_file, tmp_path, _flip(60))).records) == list(CORPUS.records.values())


@pytest.mark.parametrize("page", range(10, 20))
def test_overwritten_page(compiled_file, tmp_path, page):
    """In a copy that SQL had changed, a page of rubbish gives whole records or an error, and never anything else."""
    path = _changed(compiled_file, tmp_path, ("UPDATE meta SET value = 'x' WHERE name = 'title'",))
    content = bytearray(path.read_bytes())
    content[page * 4096 : (page + 1) * 4096] = b"\xa5" * 4096
    path.write_bytes(content)

    try:
        found = list(rd.load(path).records)
    except rd.DamagedDataError as error:
        assert error.path == path  # noqa: PT017 - either outcome is right
    else:
        assert found == list(CORPUS.records.values())


def test_missing_table(compiled_file, tmp_path):
    """A file that lacks a table is damaged; what SQLite says of it is the cause, not the message."""
    path = _changed(compiled_file, tmp_path, ("DROP TABLE search",))

    with pytest.raises(rd.DamagedDataError) as caught:
        rd.load(path).search("skema")

    assert str(caught.value) == f"{path} cannot be used: SQLite cannot read it{_WAY_OUT}"
    assert isinstance(caught.value.__cause__, sqlite3.Error)


def test_missing_body(compiled_file, tmp_path):
    """A record that has a row and no body is missed, not skipped."""
    path = _changed(compiled_file, tmp_path, ("DELETE FROM bodies WHERE id = ?", (PROPOSAL.id,)))
    records = rd.load(path).records

    for fetch in (lambda: records[0], lambda: list(records)):
        with pytest.raises(rd.DamagedDataError, match=f"{PROPOSAL.id} is missing from it"):
            fetch()


@pytest.mark.parametrize(
    "change",
    [
        lambda body: body.pop("title"),
        lambda body: body.update(paragraphs=[0]),
        lambda body: body.update(action=7),
        lambda body: body.update(id="x"),
        lambda body: body.update(curation="today"),
    ],
)
def test_record_that_cannot_be_read(compiled_file, tmp_path, change):
    """A record that lacks a field or has a value of another sort is damage, not a newer edition."""
    path = _with_body(compiled_file, tmp_path, change)

    with pytest.raises(rd.DamagedDataError) as caught:
        rd.load(path)[PROPOSAL.id]

    problem = f"{PROPOSAL.id} cannot be read as a Proposal by this version"
    assert str(caught.value) == f"{path} cannot be used: {problem}{_WAY_OUT}"


def test_body_that_is_not_json(compiled_file, tmp_path):
    """A body that is not JSON is damage."""
    path = _changed(compiled_file, tmp_path, ("UPDATE bodies SET json = '{' WHERE id = ?", (PROPOSAL.id,)))

    with pytest.raises(rd.DamagedDataError, match="cannot be read as a Proposal"):
        rd.load(path)[PROPOSAL.id]


@pytest.mark.parametrize(
    "ask",
    [
        lambda ds: rd.diff(ds, ds),
        lambda ds: ds.stats("kind"),
        lambda ds: ds.export("jsonl", "out"),
        lambda ds: ds.export("sqlite", "out.sqlite"),
        lambda ds: list(ds.records),
    ],
)
def test_file_that_is_damaged_while_it_is_open(compiled_file, tmp_path, monkeypatch, ask):
    """Every use of it is an error, and nothing is written."""
    path = tmp_path / "some.sqlite"
    path.write_bytes(compiled_file.read_bytes())
    ds = rd.load(path)
    os.truncate(path, 4096)
    monkeypatch.chdir(tmp_path)

    with pytest.raises(rd.DamagedDataError) as caught:
        ask(ds)

    assert caught.value.path == path
    assert list(tmp_path.iterdir()) == [path]


def test_newer_data(compiled_file, tmp_path):
    """Unknown values and fields of a newer edition give one warning in all, and the records all the same."""

    def age(body):
        body.update(action="nationalise", budget=12, voice=body["voice"] | {"mood": "glad"})
        body["quantities"][1]["qualifier"] = "nearly"
        body["relations"][0]["type"] = "inspires"

    path = _with_body(compiled_file, tmp_path, age)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        ds = rd.load(path)
        first, again = ds[PROPOSAL.id], ds[PROPOSAL.id]

    assert first == again
    assert (first.voice, first.quantities[0]) == (PROPOSAL.voice, PROPOSAL.quantities[0])
    unknown = (first.action, first.quantities[1].qualifier, first.relations[0].type)
    assert unknown == ("nationalise", "nearly", "inspires")
    assert (type(first.action), first.action.label.da) == (Action, "nationalise")
    assert [(one.category, str(one.message)) for one in caught] == [
        (
            rd.NewerDataWarning,
            "the data is newer than this version of reformdata, which does not know: mood, qualifier=nearly,"
            " type=inspires, action=nationalise, budget. Unknown values are kept as text, unknown fields are left out."
            " To update: pip install --upgrade reformdata",
        )
    ]


def test_unknown_value_deep_in_an_entry(compiled_file, tmp_path):
    """Entries of reference tables are read as leniently as records."""

    def age(body):
        body["skipped"][0]["reason"] = "advert"

    path = _with_body(compiled_file, tmp_path, age, id_="landsforum-2019-nyhed")

    with pytest.warns(rd.NewerDataWarning, match="reason=advert"):
        source = rd.load(path).sources["landsforum-2019-nyhed"]
    assert source.skipped[0].reason == "advert"


_LOOSE = (
    ("PRAGMA writable_schema = ON",),
    ("UPDATE sqlite_schema SET sql = replace(sql, 'STRICT', '')",),
    ("PRAGMA writable_schema = RESET",),
)
"""Lets a column hold values of any type, as the bytes of a damaged file can."""


@pytest.mark.parametrize(
    ("column", "problem"), [("date", "cannot be read as a Proposal"), ("id", "SQLite cannot read it")]
)
def test_a_value_that_is_not_text_is_damage(compiled_file, tmp_path, column, problem):
    """A day or an id of bytes."""
    change = f"UPDATE records SET {column} = x'2018' WHERE kind = 'proposal'"  # noqa: S608 - our own text
    path = _changed(compiled_file, tmp_path, *_LOOSE, (change,))

    with pytest.raises(rd.DamagedDataError, match=problem):
        list(rd.load(path).records)


def test_filter_takes_values_that_newer_data_uses(compiled_file, tmp_path):
    """A value that the vocabulary lacks can be asked for if the data has it."""
    path = _changed(compiled_file, tmp_path, ("UPDATE records SET action = 'nationalise' WHERE kind = 'proposal'",))

    assert rd.load(path).records.filter(action="nationalise").ids == (PROPOSAL.id,)


def test_record_of_an_unknown_kind(compiled_file, tmp_path):
    """Records of a kind that this version has no type for are left out, with the warning."""
    path = _changed(
        compiled_file,
        tmp_path,
        ("UPDATE records SET kind = 'promise' WHERE id = ?", (PROPOSAL.id,)),
        ("UPDATE bodies SET type = 'Promise' WHERE id = ?", (PROPOSAL.id,)),
    )
    ds = rd.load(path)

    with pytest.warns(rd.NewerDataWarning, match="kind=promise"):
        records = ds.records
    assert list(records) == list(CORPUS.records.values())[1:]
    assert list(ds.search("skemaet").ids) == ["nordby-2018-blog.02", "nordby-2018-blog.03"]
    with pytest.raises(rd.DamagedDataError, match="cannot be read as a Promise by this version"):
        ds[PROPOSAL.id]
