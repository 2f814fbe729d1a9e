"""A selection is cited with its ids and a digest, and can be verified in a later version of the data."""

import json
import re
from dataclasses import replace
from datetime import date
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

import reformdata as rd
from reformdata.dataset.citing.references import STYLES
from reformdata.dataset.citing.selections import CitedSelection, digest, read_citation, selection_notes
from reformdata.models import Label, RecordId, Retired, Text
from reformdata.models.ids import id_sort_key
from tests.fixtures.corpus import BARE, INITIATIVE, PROPOSAL, STATEMENT

ALL = (PROPOSAL, STATEMENT, INITIATIVE, BARE)


@pytest.mark.parametrize(
    ("select", "expected"),
    [
        (lambda ds: ds.records, None),
        (lambda ds: ds.proposals, "kind=proposal"),
        (lambda ds: ds.initiatives.filter(area="schools", since=2018), "kind=initiative; area=schools, since=2018"),
        (lambda ds: ds.records.filter(area={"schools", "primary-schools"}), "area=primary-schools/schools"),
        (lambda ds: ds.records.filter(until=date(2018, 9, 29)), "until=2018-09-29"),
        (lambda ds: ds.search("skoler").filter(kind="initiative"), "text=skoler; kind=initiative"),
        (lambda ds: ds.records[:2], "[:2]"),
        (lambda ds: ds.proposals[::-1].filter(area="schools"), "kind=proposal [::-1]; area=schools"),
    ],
)
def test_the_query_is_text(ds, select, expected):
    """It says what led to the records, one call after the other."""
    assert json.loads(select(ds).cite("json")).get("query") == expected


def test_a_filter_leaves_the_query_of_what_it_filters(ds):
    """A selection does not change when another is made of it."""
    proposals = ds.proposals
    before = proposals.cite()
    proposals.filter(area="schools")
    assert proposals.cite() == before


def test_the_object_holds_what_is_needed_to_verify(ds):
    """Version, query, count, the digest of each record, and that of them all, which anyone can compute again."""
    cited = json.loads(ds.proposals.cite("json"))
    with ds.connect() as connection:
        ((body,),) = connection.execute(
            "SELECT json FROM bodies WHERE table_name = 'records' AND id = 'landsforum-2019-nyhed.01'"
        )
    canonical = json.dumps(json.loads(body), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    of_one = sha256(canonical.encode()).hexdigest()
    assert cited == {
        "reformdata": rd.__version__,
        "query": "kind=proposal",
        "count": 1,
        "sha256": sha256(f"landsforum-2019-nyhed.01 {of_one}\n".encode()).hexdigest(),
        "records": {"landsforum-2019-nyhed.01": of_one},
    }


def test_the_sentence(ds):
    """It follows the citation of the data, in either language."""
    selection = ds.records.filter(area="schools")
    digest = json.loads(selection.cite("json"))["sha256"]
    ids = "landsforum-2019-nyhed.01; nordby-2018-blog.02-03"
    assert selection.cite() == (
        f"{ds.citation} Selection of 3 records from version {rd.__version__}: {ids}, SHA-256 {digest}. Query: area=schools."
    )
    assert selection.cite(lang="da").endswith(
        f"Udvalg af 3 poster fra version {rd.__version__}: {ids}, SHA-256 {digest}. Forespørgsel: area=schools."
    )


def test_the_rank_of_a_search_does_not_count(ds):
    """The records of a search have the digest that they have in another order."""
    found, filtered = ds.search("skoler"), ds.records.filter(text="skoler")
    assert len(found) > 1
    assert found.cite("json") == filtered.cite("json")


_ids = st.builds(
    "{}.{}".format,
    st.sampled_from(["a", "kl-2020-temaside", "a-1"]),
    st.integers(0, 999).map("{:02}".format) | st.integers(0, 99).map("{:03}".format),
)


@given(st.sets(_ids, max_size=40), st.sampled_from(["da", "en"]), st.none() | st.dates())
def test_any_ids_are_read_back_from_their_sentence(ids, language, as_of):
    """In ranges or alone, with two digits or three."""
    records = dict.fromkeys(map(RecordId, sorted(ids, key=id_sort_key)))
    selection = CitedSelection(version=rd.__version__, as_of=as_of, count=len(ids), sha256=digest({}), records=records)
    (sentence,) = selection_notes(selection, language)
    read = read_citation(f"Some. {sentence}. More.")
    assert (read, list(read.records)) == (selection, list(records))


@pytest.mark.parametrize("style", [*STYLES, "json"])
@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize(
    ("select", "count"),
    [
        (lambda ds: ds.records.filter(target_group=["pupils", "teachers"], text='"det lange skema" {\\'), 1),
        (lambda ds: ds.records, 4),
        (lambda ds: ds.records[:0], 0),
    ],
    ids=["characters that BibTeX escapes", "all", "none"],
)
def test_every_style_can_be_verified(ds, compiled_file, style, language, select, count):
    """In both languages."""
    verification = rd.verify_citation(f"\n {select(ds).cite(style, lang=language)}\n", compiled_file)
    assert (verification.found.count, verification.same) == (count, True)


def test_a_sentence_that_was_wrapped_is_read(ds, compiled_file):
    """As in a letter or on a page."""
    assert rd.verify_citation(ds.records.cite().replace(" ", "\n"), compiled_file).same


@pytest.mark.parametrize("style", ["text", "json"])
def test_data_as_of_a_day_is_verified_as_of_that_day(compiled_file, style):
    """The day is part of the citation."""
    verification = rd.verify_citation(rd.load(compiled_file, as_of=2018).records.cite(style), compiled_file)
    assert (verification.cited.as_of, verification.same, verification.found.count) == (date(2018, 12, 31), True, 3)


def test_a_later_version_with_the_same_records_is_the_same(ds, later):
    """Records that were not cited do not count."""
    other = replace(PROPOSAL, id=RecordId("landsforum-2019-nyhed.02"), relations=())
    verification = rd.verify_citation(ds.proposals.cite("json"), later((*ALL, other)))
    assert (verification.same, verification.changed, verification.retired, verification.missing) == (True, (), (), ())


def test_a_verification_is_one_line(ds, compiled_file, later):
    """It shows whether the same was found, the records that differ, and no digests."""
    citation, version = ds.initiatives.cite("json"), rd.__version__
    paths = compiled_file, later((PROPOSAL, STATEMENT, replace(INITIATIVE, relations=())))
    assert [repr(rd.verify_citation(citation, path)) for path in paths] == [
        f"<Verification: same; cited 2 in {version}, found 2 in {version}>",
        f"<Verification: not the same; cited 2 in {version}, found 1 in {version}; changed: {INITIATIVE.id}; missing: {BARE.id}>",
    ]


@pytest.mark.parametrize(("style", "changed"), [("json", ("landsforum-2019-nyhed.01",)), ("text", None)])
def test_differences_are_listed(ds, later, style, changed):
    """Changed, withdrawn and missing records; a sentence has one digest for all and cannot say which changed."""
    retired = Retired(id=BARE.id, status="retired", reason=Label("a", "b"), retired=date(2027, 1, 1))
    changed_proposal = replace(PROPOSAL, text=Text("Noget andet.", "Something else."), relations=())
    path = later((changed_proposal, replace(INITIATIVE, relations=())), [retired])
    verification = rd.verify_citation(ds.records.cite(style), path)
    assert not verification.same
    assert verification.missing == ("nordby-2018-blog.02",)
    assert verification.retired == ("nordby-2018-blog.04",)
    assert verification.changed == (changed and (*changed, "nordby-2018-blog.03"))


@pytest.mark.parametrize(
    ("spoil", "problem"),
    [
        (lambda cited: {**cited, "count": 7}, "its count or its digest is not that of its records"),
        (lambda cited: {**cited, "sha256": "0" * 64}, "its count or its digest is not that of its records"),
        (lambda cited: {**cited, "sha256": "x"}, "wrong or missing in it: sha256"),
        (lambda cited: {**cited, "colour": "red"}, "wrong or missing in it: colour"),
        (lambda cited: {**cited, "count": -1, "records": None}, "wrong or missing in it: count, records"),
        (lambda cited: {**cited, "records": {"no id": "0" * 64}}, "wrong or missing in it: records"),
        (lambda cited: {**cited, "as_of": "2018-13-01"}, "wrong or missing in it: as_of"),
    ],
)
def test_an_altered_object_is_refused(ds, compiled_file, spoil, problem):
    """The error says what is wrong in it."""
    altered = json.dumps(spoil(json.loads(ds.proposals.cite("json"))))
    with pytest.raises(rd.UnreadableCitationError) as caught:
        rd.verify_citation(altered, compiled_file)
    assert caught.value.problem == problem


def test_a_sentence_with_another_count_is_refused(ds, compiled_file):
    """One of count and ids was altered."""
    citation = re.sub(r"Selection of \d+ record", "Selection of 3 record", ds.initiatives.cite())
    with pytest.raises(rd.UnreadableCitationError, match="its count or its digest"):
        rd.verify_citation(citation, compiled_file)


@pytest.mark.parametrize(
    "text", ["", "{", '{"sha256": }', "[" * 100_000, "{" * 100_000 + '"sha256"', "Selection of 3 records", "\x00"]
)
def test_a_text_without_a_selection_is_refused(ds, compiled_file, text):
    """Also the citation of all of the data, which has no digest."""
    with pytest.raises(rd.UnreadableCitationError, match="not the citation of a selection"):
        rd.verify_citation(text or ds.citation, compiled_file)


@pytest.mark.shipped
def test_citations_and_cards_name_language_models_as_readers():
    """Where all records were read by these; the records of a person do not say so."""
    data = rd.load()
    read = data.records.filter(review="second-model")[:3]

    assert "Read and coded by language models." in read.cite()
    assert "Læst og kodet af sprogmodeller." in read.cite(lang="da")
    assert "Read and coded by language models." in data.cite(read[0])
    assert "two language models" in read[0]._repr_html_()
    assert rd.verify_citation(read.cite()).same


def test_citations_of_what_people_read(ds):
    """They say nothing of language models."""
    assert "language models" not in ds.records.cite()
