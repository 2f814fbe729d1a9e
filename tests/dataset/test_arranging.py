"""Records sorted, counted, joined and cut: what is taken, in which order, and what the citation says of it."""

import json
from dataclasses import replace
from datetime import date

import pytest

import reformdata as rd
from reformdata.models import ORDERED_VOCABULARIES, Label
from reformdata.models.terms import vocabulary_name
from reformdata.store.compiling import write
from tests.fixtures.corpus import BARE, CORPUS, INITIATIVE, PROPOSAL, STATEMENT, by_id

A, B, C, D = PROPOSAL, STATEMENT, INITIATIVE, BARE  # in the order of their ids


def query(records):
    """The query in the citation of `records`; None if there is none."""
    return json.loads(records.cite("json")).get("query")


@pytest.fixture
def load(tmp_path):
    """Open the shared corpus with other records."""

    def loaded(*records):
        path = tmp_path / "other.sqlite"
        write(replace(CORPUS, records=by_id(records), retired={}, readings={}, outcomes={}), path)
        return rd.load(path)

    return loaded


def test_head_and_tail(ds):
    """The first and the last, in their order; all if there are fewer, none for 0."""
    records = ds.records

    assert [list(records.head(2)), list(records.tail(2))] == [[A, B], [C, D]]
    assert [records.head(), records.tail(9), records.head(0), records.tail(0)] == [
        records,
        records,
        records[:0],
        records[:0],
    ]
    assert [query(records.head(2)), query(ds.initiatives.tail(1))] == ["head=2", "kind=initiative; tail=1"]
    for take in (records.head, records.tail):
        with pytest.raises(rd.ConditionValueError, match=r"^n=-1: no such value; give 0 or more$"):
            take(-1)


@pytest.mark.parametrize(
    ("columns", "descending", "expected"),
    [
        (["date"], False, [C, B, D, A]),
        (["date"], True, [A, D, B, C]),
        (["kind", "date"], False, [C, D, A, B]),
        (["kind"], False, [C, D, A, B]),  # stable: C before D
        (["kind"], True, [B, A, C, D]),
        (["tone"], False, [B, A, C, D]),  # those without a value last
        (["tone"], True, [B, A, C, D]),
        (["status"], False, [D, C, A, B]),  # announced < running
        (["status"], True, [C, D, A, B]),
        (["status_label_da"], True, [C, D, A, B]),  # labels are sorted as their terms
        (["paragraphs"], False, [A, B, C, D]),
        (["paragraphs"], True, [D, C, B, A]),
        (["themes"], True, [B, A, C, D]),  # D has none
        (["title_en"], False, [A, D, C, B]),
    ],
    ids=str,
)
def test_sort_by(ds, columns, descending, expected):
    """By any column, the first column first."""
    found = ds.records.sort_by(*columns, descending=descending)

    assert list(found) == expected
    assert query(found) == f"sort_by={'/'.join(columns)}{', descending=True' if descending else ''}"


def test_every_column_sorts_and_counts(ds):
    """Also days, numbers and lists; nothing is lost, and no column is named in this test."""
    for column in ds.records.to_dicts()[0]:
        assert sorted(ds.records.sort_by(column).ids) == sorted(ds.records.ids)
        assert all(count > 0 for count in ds.records.value_counts(column).values())


@pytest.mark.parametrize("vocabulary", ORDERED_VOCABULARIES)
def test_an_ordered_vocabulary_is_sorted_by_its_order(load, vocabulary):
    """Whatever the alphabet says; the same as the values compare in Python."""
    name = vocabulary_name(vocabulary)
    model = next(one for one in (A, B, C) if hasattr(one, name) or name == "review")
    made = []
    for number, term in enumerate(vocabulary, start=11):
        id_ = rd.RecordId(f"nordby-2018-blog.{number}")
        part = {"curation": replace(model.curation, review=term)} if name == "review" else {name: term}
        made.append(replace(model, id=id_, relations=(), **part))
    ds = load(*made)

    rows = ds.records.sort_by(name, descending=True).to_dicts(columns=[name])
    assert [row[name] for row in rows] == sorted(vocabulary, reverse=True)


def test_ids_are_sorted_as_records_are(load):
    """`.100` follows `.99`."""
    ids = [rd.RecordId(f"nordby-2018-blog.{number}") for number in ("100", "99", "11")]
    ds = load(*(replace(D, id=id_) for id_ in ids))

    assert ds.records.sort_by("id").ids == tuple(reversed(ids))
    assert ds.records.sort_by("title_da", "id", descending=True).ids == tuple(ids)


def test_texts_are_sorted_by_the_danish_alphabet(load):
    """Without regard to case, with å last."""
    titles = ["å sidst", "Zoner først", "ændringer", "borde"]
    made = [replace(D, id=rd.RecordId(f"nordby-2018-blog.{n}"), title=Label(t, t)) for n, t in enumerate(titles, 11)]

    assert [one.title.da for one in load(*made).records.sort_by("title_da")] == [
        "borde",
        "Zoner først",
        "ændringer",
        "å sidst",
    ]


@pytest.mark.parametrize(
    "ask", [lambda records: records.sort_by("titel_da"), lambda records: records.value_counts("titel_da")]
)
def test_an_unknown_column_names_the_nearest(ds, ask):
    """The nearest, and how to see all."""
    message = r"did you mean one of these: 'title_da', .*\?; list\(….to_dicts\(\)\[0\]\) has all \d+ columns"
    with pytest.raises(rd.ConditionValueError, match=message) as caught:
        ask(ds.records)
    assert (len(caught.value.candidates) <= 5, len(str(caught.value)) < 250) == (True, True)


def test_sorting_needs_a_column(ds):
    """The error shows how to name one."""
    with pytest.raises(rd.ConditionValueError, match=r"name at least one, as in sort_by\(\"date\"\)"):
        ds.records.sort_by()


@pytest.mark.parametrize(
    ("column", "lang", "expected"),
    [
        ("kind", None, {"initiative": 2, "proposal": 1, "statement": 1}),
        ("kind", "da", {"initiativ": 2, "forslag": 1, "udsagn": 1}),
        ("strength", None, {"ought": 1}),  # three have none
        ("themes", None, {"deregulation": 3, "documentation": 1}),
        ("themes", "en", {"deregulation": 3, "documentation": 1}),
        ("themes", "da", {"afregulering": 3, "dokumentation": 1}),
        ("voice", "da", {"Nordby Kommune": 3, "Anna Holm": 1}),
        ("voice_name", "da", {"Nordby Kommune": 3, "Anna Holm": 1}),
        ("source", "en", {"On measuring what counts": 3, "Less paper, more school": 1}),
        ("owners", "en", {"Nordby Municipality": 1}),
        ("paragraphs", "en", {4: 2, 2: 1, 3: 1, 5: 1, 6: 1}),
        ("date", None, {date(2018, 9, 28): 1, date(2018, 9, 29): 1, date(2018, 9, 30): 1, date(2019, 5, 3): 1}),
    ],
)
def test_value_counts(ds, column, lang, expected):
    """Most first, then by value; each value of a list; nothing for a record without one."""
    assert list(ds.records.value_counts(column, lang=lang).items()) == list(expected.items())


def test_value_counts_of_none(ds):
    """An empty selection has no value."""
    assert ds.records[:0].value_counts("themes", lang="da") == {}
    with pytest.raises(rd.ConditionValueError, match="lang='de'"):
        ds.records.value_counts("themes", lang="de")
    with pytest.raises(rd.ConditionValueError, match=r"to count by two: \.stats\(\['theme', 'area'\]\)"):
        ds.records.value_counts("theme", "area")


def test_entries_with_the_same_name_are_counted_apart(tmp_path):
    """Their ids follow in brackets."""
    themes = {id_: replace(one, name=Label("tema", one.name.en)) for id_, one in CORPUS.themes.items()}
    write(replace(CORPUS, themes=themes), tmp_path / "same.sqlite")

    counts = rd.load(tmp_path / "same.sqlite").records.value_counts("themes", lang="da")
    assert counts == {"tema (deregulation)": 3, "tema (documentation)": 1}


def test_joined_selections(ds):
    """In the order of the left, then the rest in that of the right; each record once."""
    left, right = ds.records[::-1].filter(theme="deregulation"), ds.records.filter(source="nordby-2018-blog")

    assert [left.ids, right.ids] == [(C.id, B.id, A.id), (B.id, C.id, D.id)]
    assert list(left | right) == [C, B, A, D]
    assert list(left & right) == [C, B]
    assert list(left - right) == [A]
    assert [left & left, left | left, left - left] == [left, left, left[:0]]


def test_the_query_of_joined_selections(ds):
    """It has both sides, in brackets, and goes on."""
    mine, theirs = ds.proposals.filter(since=2019), ds.search("skemaet")

    assert query(mine | theirs) == "(kind=proposal; since=2019 | text=skemaet)"
    assert query((ds.records - mine).head(1)) == "(all records - kind=proposal; since=2019); head=1"
    assert query((mine | theirs) & ds.statements) == "((kind=proposal; since=2019 | text=skemaet) & kind=statement)"


def test_the_words_of_a_search_stay_marked(ds):
    """On whichever side it stood."""
    for found in (
        ds.search("skemaet") & ds.proposals,
        ds.proposals & ds.search("skemaet"),
        ds.search("skemaet").head(9),
    ):
        assert "»skemaet«" in str(found.snippets("da")[0]).casefold()


def test_records_of_another_data_set_are_refused(ds, compiled_file, load):
    """The same records may be loaded again; others, or those of a day, are another data set."""
    assert (ds.records - rd.load(compiled_file).proposals) == ds.records - ds.proposals
    for other in (rd.load(compiled_file, as_of=2018), load(A, B, C, replace(D, title=Label("Andet", "Other")))):
        for join in ("__or__", "__and__", "__sub__"):
            with pytest.raises(
                rd.DifferentDataError, match=f"version {rd.__version__} on the left, version {rd.__version__}"
            ) as caught:
                getattr(ds.records, join)(other.records)
            assert isinstance(caught.value, ValueError)
    with pytest.raises(TypeError):
        ds.records | [A]


def test_slices_by_id(ds):
    """Both ends are included, and need not be in the selection; either may be left out."""
    records = ds.records

    assert list(records["nordby-2018-blog.02":"nordby-2018-blog.03"]) == [B, C]
    assert list(records["nordby-2018-blog.03":]) == [C, D]
    assert list(records[:"nordby-2018-blog.01"]) == [A]  # a withdrawn record has a place too
    assert list(ds.initiatives["nordby-2018-blog.02":"nordby-2018-blog.03"]) == [C]
    assert list(records["nordby-2018-blog.03":"nordby-2018-blog.02"]) == []
    assert query(ds.initiatives["nordby-2018-blog.02":]) == "kind=initiative [nordby-2018-blog.02:]"


def test_slices_by_id_that_cannot_be(ds):
    """An unknown id, an order that is not that of the ids, a step, and a position beside an id."""
    with pytest.raises(rd.UnknownIdError, match=r"did you mean 'nordby-2018-blog\.02'"):
        ds.records["nordby-2018-blg.02":]
    with pytest.raises(rd.UnsortedRecordsError, match=r'sort them first: \.sort_by\("id"\)'):
        ds.records[::-1]["nordby-2018-blog.02":]
    for part in (
        slice("nordby-2018-blog.02", None, 2),
        slice("nordby-2018-blog.02", 3),
        slice(1, "nordby-2018-blog.02"),
    ):
        with pytest.raises(TypeError, match="a slice is of two positions or of two ids"):
            ds.records[part]


def test_a_citation_holds_after_every_step(ds, compiled_file):
    """Whatever the steps, the citation is of the records that they led to."""
    found = (ds.records.sort_by("date").head(3) - ds.initiatives | ds.search("skemaet")).tail(2)

    assert rd.verify_citation(found.cite(), compiled_file).found.count == len(found)
    assert query(found) == "((sort_by=date; head=3 - kind=initiative) | text=skemaet); tail=2"
