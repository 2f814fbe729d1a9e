"""A selection is cited with what was asked for, and the citation can be asked again of a later version."""

import json
from dataclasses import replace
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import reformdata as rd
from reformdata.dataset.citing.queries import extended
from reformdata.dataset.citing.selections import CitedSelection, digest, read, stated
from reformdata.dataset.citing.styles import STYLES
from reformdata.dataset.citing.verifying import Changes
from reformdata.models import Label, RecordId, Retired, Text
from tests.fixtures.corpus import BARE, INITIATIVE, PROPOSAL, STATEMENT

ALL = (PROPOSAL, STATEMENT, INITIATIVE, BARE)


def query(records):
    """The query that a selection is cited with."""
    return json.loads(records.cite("json"))["query"]


@pytest.mark.parametrize(
    ("select", "expected"),
    [
        (lambda ds: ds.records, []),
        (lambda ds: ds.records.filter(), []),
        (lambda ds: ds.proposals, [{"kind": ["proposal"]}]),
        (
            lambda ds: ds.initiatives.filter(area="schools", since=2018),
            [{"kind": ["initiative"], "area": ["schools"], "since": ["2018"]}],
        ),
        (
            lambda ds: ds.records.filter(area={"schools", "primary-schools"}).filter(area="schools"),
            [{"area": ["primary-schools", "schools"]}, {"area": ["schools"]}],
        ),
        (lambda ds: ds.records.filter(until=date(2018, 9, 29)), [{"until": ["2018-09-29"]}]),
        (lambda ds: ds.records.filter(until=datetime(2018, 9, 29, 12)), [{"until": ["2018-09-29"]}]),
        (lambda ds: ds.search("skoler").filter(kind="initiative"), [{"text": ["skoler"], "kind": ["initiative"]}]),
        (lambda ds: ds.records[:2], [{"id": ["landsforum-2019-nyhed.01", "nordby-2018-blog.02"]}]),
        (lambda ds: ds.records[:2].filter(kind="proposal"), [{"id": ["landsforum-2019-nyhed.01"]}]),
    ],
)
def test_a_selection_knows_what_led_to_it(ds, select, expected):
    """Each condition once, those that can be asked at once together; of a slice nothing is known but the ids."""
    assert query(select(ds)) == expected


def test_a_filter_leaves_the_query_of_what_it_filters(ds):
    """A selection does not change when another is made of it."""
    proposals = ds.proposals
    proposals.filter(area="schools")
    assert query(proposals) == [{"kind": ["proposal"]}]


def test_the_object_holds_what_is_needed_to_verify(ds):
    """Version, query, count, the digest of each record, and that of them all, which anyone can make again."""
    cited = json.loads(ds.proposals.cite("json"))
    with ds.connect() as connection:
        ((body,),) = connection.execute("SELECT json FROM bodies WHERE id = 'landsforum-2019-nyhed.01'")
    canonical = json.dumps(json.loads(body), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    of_one = sha256(canonical.encode()).hexdigest()
    assert cited == {
        "reformdata": "0.1.0",
        "query": [{"kind": ["proposal"]}],
        "count": 1,
        "sha256": sha256(f"landsforum-2019-nyhed.01 {of_one}\n".encode()).hexdigest(),
        "records": {"landsforum-2019-nyhed.01": of_one},
    }


def test_the_sentence(ds):
    """It stands behind the citation of the data, in either language."""
    selection = ds.initiatives.filter(area="schools")
    digest = json.loads(selection.cite("json"))["sha256"]
    assert selection.cite() == (
        f"{ds.citation} Selection of 1 record by kind=initiative&area=schools from version 0.1.0, SHA-256 {digest}."
    )
    assert selection.cite(lang="da").endswith(
        f"Udvalg af 1 post ved kind=initiative&area=schools fra version 0.1.0, SHA-256 {digest}."
    )


def test_the_rank_of_a_search_does_not_count(ds):
    """The records of a search have the digest that they have in another order."""
    found, filtered = ds.search("skoler"), ds.records.filter(text="skoler")
    assert len(found) > 1
    assert found.cite("json") == filtered.cite("json")


_names = st.sampled_from(["area", "text", "since", "target_group", "id"])
_steps = st.lists(
    st.dictionaries(_names, st.lists(st.text(min_size=1), max_size=3).map(tuple), min_size=1, max_size=3),
    max_size=3,
).map(tuple)


@given(_steps, st.sampled_from(["da", "en"]), st.none() | st.dates())
def test_any_query_is_read_back_from_its_sentence(steps, language, as_of):
    """Whatever is asked for."""
    selection = CitedSelection(version="0.1.0", as_of=as_of, query=steps, count=0, sha256=digest({}))
    assert read(f"Some. {stated(selection, language)}. More.") == selection


@pytest.mark.parametrize("style", [*STYLES, "json"])
@pytest.mark.parametrize("language", ["da", "en"])
def test_every_style_can_be_verified(ds, compiled_file, style, language):
    """In both languages; signs that BibTeX escapes among them."""
    selection = ds.records.filter(target_group=["pupils", "teachers"], text='"det lange skema"')
    verification = rd.verify_citation(f"\n {selection.cite(style, lang=language)}\n", compiled_file)
    assert (len(selection), verification.same) == (1, True)


@pytest.mark.parametrize(
    "select",
    [lambda ds: ds.proposals.filter(area=[]), lambda ds: ds.records[:0], lambda ds: ds.records.filter(until=1999)],
)
@pytest.mark.parametrize("style", ["text", "json"])
def test_a_selection_of_nothing_can_be_verified(ds, compiled_file, select, style):
    """What asks for any of no values, or holds no record, is not taken for what asks for everything."""
    verification = rd.verify_citation(select(ds).cite(style), compiled_file)
    assert (verification.same, verification.found.count) == (True, 0)


def test_a_sentence_with_another_count_is_not_the_same(ds, compiled_file):
    """Though its digest is: one of the two was altered."""
    citation = ds.initiatives.cite()
    assert "Selection of 2 records" in citation
    assert not rd.verify_citation(
        citation.replace("Selection of 2 records", "Selection of 3 records"), compiled_file
    ).same


def test_a_sentence_that_was_wrapped_is_read(ds, compiled_file):
    """As a letter or a page may have it."""
    assert rd.verify_citation(ds.proposals.cite().replace(" ", "\n"), compiled_file).same


def test_what_had_been_said_by_a_day_is_verified_by_that_day(compiled_file):
    """The cut is part of the citation, and made again."""
    cut = rd.load(compiled_file, as_of=2018)
    for style in ("text", "json"):
        verification = rd.verify_citation(cut.records.cite(style), compiled_file)
        assert (verification.cited.as_of, verification.same, verification.found.count) == (date(2018, 12, 31), True, 3)


def test_a_later_version_with_the_same_records_is_the_same(ds, later):
    """What was not asked for does not count."""
    other = replace(PROPOSAL, id=RecordId("landsforum-2019-nyhed.02"), relations=())
    verification = rd.verify_citation(ds.initiatives.cite("json"), later((*ALL, other)))
    assert verification.same
    assert verification.changes == Changes(added=(), changed=(), retired=(), left=(), missing=())


def test_a_verification_is_one_line(ds, compiled_file, later):
    """It shows whether the same was found, and no digests."""
    citation, version = ds.initiatives.cite("json"), rd.__version__
    another = replace(BARE, id=RecordId("nordby-2018-blog.07"))
    shown = [repr(rd.verify_citation(citation, path)) for path in (compiled_file, later((*ALL, another)))]
    assert shown == [
        f"<Verification: same; cited 2 in {version}, found 2 in {version}>",
        f"<Verification: not the same; cited 2 in {version}, found 3 in {version}>",
    ]


def test_each_change_is_told(ds, later):
    """Added, changed, withdrawn, no longer what was asked for, and not there at all."""
    added = replace(BARE, id=RecordId("nordby-2018-blog.07"), areas=("schools",))
    picked = ds.records.filter(area="schools")
    assert picked.ids == ("landsforum-2019-nyhed.01", "nordby-2018-blog.02", "nordby-2018-blog.03")
    path = later(
        (
            replace(PROPOSAL, text=Text("Noget andet.", "Something else."), relations=()),
            replace(INITIATIVE, areas=()),
            BARE,
            added,
        ),
        [
            Retired(
                id=RecordId("nordby-2018-blog.06"), status="retired", reason=Label("a", "b"), retired=date(2027, 1, 1)
            )
        ],
    )
    verification = rd.verify_citation(picked.cite("json"), path)
    assert not verification.same
    assert verification.changes == Changes(
        added=("nordby-2018-blog.07",),
        changed=("landsforum-2019-nyhed.01",),
        retired=(),
        left=("nordby-2018-blog.03",),
        missing=("nordby-2018-blog.02",),
    )


def test_a_withdrawn_record_is_told_as_withdrawn(ds, later):
    """Not as missing: its tombstone is there."""
    gone = Retired(id=BARE.id, status="retired", reason=Label("a", "b"), retired=date(2027, 1, 1))
    path = later((PROPOSAL, STATEMENT, replace(INITIATIVE, relations=())), [gone])
    changes = rd.verify_citation(ds.records[3:].cite("json"), path).changes
    assert (changes.retired, changes.missing, changes.left) == (("nordby-2018-blog.04",), (), ())


def test_a_sentence_tells_only_that_it_is_not_the_same(ds, later):
    """It has one digest for all records."""
    verification = rd.verify_citation(ds.initiatives.cite(), later((PROPOSAL, STATEMENT, BARE, INITIATIVE, *_more())))
    assert (verification.same, verification.changes) == (False, None)
    assert (verification.cited.count, verification.found.count) == (2, 3)


def _more():
    return [replace(BARE, id=RecordId("nordby-2018-blog.08"))]


def _without(cited, name):
    return {key: value for key, value in cited.items() if key != name}


@pytest.mark.parametrize(
    ("spoil", "problem"),
    [
        (lambda cited: {**cited, "count": 7}, "its count or its digest is not that of its records"),
        (lambda cited: {**cited, "sha256": "0" * 64}, "its count or its digest is not that of its records"),
        (lambda cited: {**cited, "sha256": "x"}, "wrong or missing in it: sha256"),
        (lambda cited: {**cited, "colour": "red"}, "wrong or missing in it: colour"),
        (lambda cited: _without(cited, "query"), "wrong or missing in it: query"),
        (lambda cited: {**cited, "query": "all", "count": -1}, "wrong or missing in it: count, query"),
        (lambda cited: {**cited, "records": {"no id": "0" * 64}}, "wrong or missing in it: records"),
        (lambda cited: {**cited, "as_of": "2018-13-01"}, "wrong or missing in it: as_of"),
    ],
)
def test_an_altered_object_is_refused(ds, compiled_file, spoil, problem):
    """A wrong answer would be worse than none."""
    altered = json.dumps(spoil(json.loads(ds.proposals.cite("json"))))
    with pytest.raises(rd.UnreadableCitationError) as caught:
        rd.verify_citation(altered, compiled_file)
    assert caught.value.problem == problem


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        '{"sha256"',
        '{"sha256": }',
        "[" * 100_000,
        "{" * 100_000 + '"sha256"',
        "Selection of 3 records",
        "\x00",
        None,
        Path("kept.json"),
    ],
)
def test_what_cites_no_selection_is_refused(compiled_file, text):
    """With a sentence, whatever it is."""
    with pytest.raises(rd.UnreadableCitationError, match="not the citation of a selection"):
        rd.verify_citation(text, compiled_file)


def test_the_citation_of_all_the_data_is_no_selection(ds, compiled_file):
    """It has no digest: `ds.records.cite()` has."""
    with pytest.raises(rd.UnreadableCitationError):
        rd.verify_citation(ds.citation, compiled_file)
    assert rd.verify_citation(ds.records.cite(), compiled_file).same


@pytest.mark.parametrize(
    ("query", "error"),
    [
        ("area=no-such-area", rd.ConditionValueError),
        ("since=2018&since=2019", rd.ConditionValueError),
        ("colour=red", rd.UnknownConditionError),
    ],
)
def test_a_query_that_cannot_be_asked_is_told(compiled_file, query, error):
    """It may name what a later version has no more; that is not the same as finding nothing."""
    sentence = f"Selection of 1 record by {query} from version 0.1.0, SHA-256 {'0' * 64}."
    with pytest.raises(error):
        rd.verify_citation(sentence, compiled_file)


def test_conditions_are_recorded_as_plain_text():
    """Terms of a vocabulary, numbers and days alike, each value once."""
    assert extended(({"kind": ("proposal",)},), {"since": 2018, "kind": [rd.Proposal.__name__.lower()] * 2}) == (
        {"kind": ("proposal",)},
        {"kind": ("proposal",), "since": ("2018",)},
    )
