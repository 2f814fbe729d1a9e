"""`rd.diff`: what is reported for two versions."""

import json
from contextlib import closing
from dataclasses import FrozenInstanceError, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import reformdata as rd
from reformdata.dataset.comparison.changes import thaw
from reformdata.dataset.comparison.comparison import COLUMNS
from reformdata.models import Label, RecordId, Strength, Text, Theme
from tests.dataset.comparison.altering import CORPUS, REASON, alter, drop, opened, put, renumber, withdraw
from tests.fixtures.corpus import BARE, OUTCOMES, PROPOSAL, STATEMENT

OLD = opened(CORPUS)
FREE = "nordby-2018-blog.06"


def _diff(corpus):
    return rd.diff(OLD, opened(corpus))


def _summaries(comparison):
    return [(change.what, change.table, change.id, change.to) for change in comparison]


def _field(comparison):
    ((field,),) = (change.fields for change in comparison)
    return (field.field, field.before, field.after)


TRUST = put(CORPUS, "themes", Theme(id="trust", name=REASON, definition=Text("a", "b")))


@pytest.mark.parametrize(
    ("old", "new", "what", "facts"),
    [
        (CORPUS, put(CORPUS, "records", replace(BARE, id=RecordId(FREE), title=REASON)), "added",
         {"table": "records", "id": FREE, "name": REASON}),
        (CORPUS, withdraw(CORPUS, PROPOSAL.id, reason=REASON), "retired",
         {"table": "records", "id": PROPOSAL.id, "name": PROPOSAL.title, "reason": REASON}),
        (TRUST, CORPUS, "removed", {"table": "themes", "id": "trust", "name": REASON}),  # entries have no tombstones
    ],
)  # fmt: skip
def test_what_is_new_or_gone_is_reported(old, new, what, facts):
    """With its title, and the reason if a record was withdrawn."""
    comparison = rd.diff(opened(old), opened(new))
    assert comparison.changes == getattr(comparison, what) == (rd.Change(what=what, **facts),)


def test_a_record_with_a_successor_is_merged():
    """Into the one at the end of the chain."""
    corpus = withdraw(withdraw(CORPUS, STATEMENT.id, to="nordby-2018-blog.03"), "nordby-2018-blog.03", to=PROPOSAL.id)
    assert _summaries(_diff(corpus))[:2] == [
        ("merged", "records", "nordby-2018-blog.02", PROPOSAL.id),
        ("merged", "records", "nordby-2018-blog.03", PROPOSAL.id),
    ]


def test_a_circle_of_successors_ends():
    """Each of them is reported as withdrawn."""
    corpus = withdraw(withdraw(CORPUS, BARE.id, to=PROPOSAL.id), PROPOSAL.id, to=BARE.id)
    assert [(change.id, change.to) for change in _diff(corpus).retired] == [(PROPOSAL.id, None), (BARE.id, None)]


@pytest.mark.parametrize("to", [FREE, "landsforum-2019-nyhed.07"])
def test_a_record_under_another_number_or_source_is_moved(to):
    """It is neither withdrawn nor added, and what else changed in it is reported."""
    before = alter(CORPUS, "records", BARE.id, paragraphs=(4,))
    comparison = rd.diff(
        opened(before), opened(alter(renumber(before, BARE.id, to), "records", to, areas=("schools",)))
    )
    moved = comparison.moved
    assert [(change.id, change.to, change.name) for change in moved] == [(BARE.id, to, BARE.title)]
    assert [(field.field, field.added) for field in moved[0].fields] == [("areas", ("schools",))]
    assert comparison.added == ()


def test_a_move_is_seen_without_a_tombstone():
    """By what the record says."""
    comparison = _diff(alter(put(drop(CORPUS, "records", BARE.id), "records", replace(BARE, id=RecordId(FREE))),
                             "records", "nordby-2018-blog.03", relations=()))  # fmt: skip
    assert [(change.id, change.to) for change in comparison.moved] == [(BARE.id, FREE)]


def test_two_records_do_not_move_to_one():
    """The other has been merged into it."""
    twice = put(CORPUS, "records", replace(BARE, id=RecordId("nordby-2018-blog.07")))
    corpus = renumber(twice, BARE.id, FREE)
    corpus = withdraw(corpus, "nordby-2018-blog.07", to=FREE)
    assert _summaries(rd.diff(opened(twice), opened(corpus)))[:2] == [
        ("merged", "records", "nordby-2018-blog.07", FREE),
        ("moved", "records", BARE.id, FREE),
    ]


def test_an_entry_with_another_id_is_moved():
    """And the records that point to it are reported as changed."""
    corpus = put(CORPUS, "themes", replace(CORPUS.themes["documentation"], id="paperwork"))
    corpus = alter(
        drop(corpus, "themes", "documentation"), "records", STATEMENT.id, themes=("deregulation", "paperwork")
    )
    comparison = _diff(corpus)
    assert _summaries(comparison) == [
        ("changed", "records", STATEMENT.id, None),
        ("moved", "themes", "documentation", "paperwork"),
    ]
    (field,) = comparison[0].fields
    assert (field.removed, field.added) == (("documentation",), ("paperwork",))


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"strength": Strength.MUST}, ("strength", "ought", "must")),
        ({"title": Label(PROPOSAL.title.da, "Abolish it")}, ("title.en", PROPOSAL.title.en, "Abolish it")),
        ({"voice": replace(PROPOSAL.voice, for_=None)}, ("voice.for", "landsforum", None)),
        ({"reported_by": None}, ("reported_by", "nordavisen", None)),
        ({"areas": ("primary-schools",)}, ("areas", ("schools", "primary-schools"), ("primary-schools",))),
        ({"paragraphs": (2, 3, 4)}, ("paragraphs", (2, 4), (2, 3, 4))),
        ({"laws": ()}, ("laws", ("skoleloven",), None)),
    ],
)
def test_a_change_is_reported_field_by_field(fields, expected):
    """A text by language, a part by its own fields, an absent value as None."""
    assert _field(_diff(alter(CORPUS, "records", PROPOSAL.id, **fields))) == expected


def test_a_part_that_is_gone_is_reported_by_its_fields():
    """Each of them is absent now."""
    corpus = alter(CORPUS, "records", PROPOSAL.id, voice=replace(PROPOSAL.voice, office=None))
    assert [(field.field, field.before, field.after) for field in _diff(corpus)[0].fields] == [
        ("voice.office.da", "formand", None),
        ("voice.office.en", "chair", None),
    ]


def test_a_comparison_is_a_sequence_in_a_fixed_order():
    """By table, by what happened, by id; a property gives the changes of each kind."""
    corpus = alter(withdraw(CORPUS, BARE.id, to=STATEMENT.id), "records", PROPOSAL.id, areas=())
    comparison = _diff(corpus)
    assert _summaries(comparison) == [
        ("merged", "records", BARE.id, STATEMENT.id),
        ("changed", "records", PROPOSAL.id, None),
        ("changed", "records", "nordby-2018-blog.03", None),
    ]
    assert (comparison.merged, comparison.changed) == (comparison[:1], comparison[1:])
    assert comparison.counts() == {"records": {"merged": 1, "changed": 2}}
    assert repr(comparison) == f"<Comparison: {rd.__version__} → {rd.__version__}: 1 merged, 2 changed>"


def test_a_list_is_reported_by_its_elements():
    """A changed element is both removed and added."""
    less = (replace(PROPOSAL.quantities[0], value=8), PROPOSAL.quantities[1])
    (field,) = _diff(alter(CORPUS, "records", PROPOSAL.id, quantities=less))[0].fields
    assert [thaw(part) for part in (*field.removed, *field.added)] == [
        {"value": "7", "of": {"da": "kommuner", "en": "municipalities"}},
        {"value": "8", "of": {"da": "kommuner", "en": "municipalities"}},
    ]


def test_another_order_is_a_change_of_no_element():
    """And a repeated element counts as often as it occurs."""
    (field,) = _diff(alter(CORPUS, "records", PROPOSAL.id, areas=("primary-schools", "schools")))[0].fields
    assert (field.before, field.removed, field.added) == (("schools", "primary-schools"), (), ())
    twice = rd.FieldChange(field="x", before=("a", "a", "b"), after=("a",))
    assert (twice.removed, twice.added) == (("a", "b"), ())


def test_a_change_of_a_tombstone_is_reported():
    """Also one that came and went between the versions."""
    corpus = alter(CORPUS, "retired", "nordby-2018-blog.05", reason=REASON)
    corpus = put(corpus, "retired", replace(CORPUS.retired["nordby-2018-blog.05"], id=RecordId("nordby-2018-blog.09")))
    corpus = drop(corpus, "retired", "nordby-2018-blog.01")
    assert _summaries(_diff(corpus)) == [
        ("added", "retired", "nordby-2018-blog.09", None),
        ("changed", "retired", "nordby-2018-blog.05", None),
        ("removed", "retired", "nordby-2018-blog.01", None),
    ]


def test_a_later_assessment_is_reported():
    """By what it adds to the outcome."""
    whole = OUTCOMES[0]
    before = put(CORPUS, "outcomes", replace(whole, assessments=whole.assessments[:1]))
    comparison = rd.diff(opened(before), opened(put(CORPUS, "outcomes", whole)))
    assert _summaries(comparison) == [("changed", "outcomes", PROPOSAL.id, None)]
    ((added,),) = (field.added for field in comparison[0].fields)
    assert (comparison[0].fields[0].field, thaw(added)["verdict"]) == ("assessments", "done")


def test_fingerprints_made_anew_are_reported():
    """They are part of what a version holds."""
    id_ = "landsforum-2019-nyhed"
    fresh = replace(CORPUS.fingerprints[id_], sha256="f" * 64)
    corpus = replace(CORPUS, fingerprints={id_: fresh})
    assert _field(_diff(corpus)) == ("sha256", "0" * 64, "f" * 64)


def test_a_comparison_does_not_change():
    """Nor does anything in it."""
    comparison = _diff(alter(CORPUS, "records", PROPOSAL.id, quantities=()))
    with pytest.raises(FrozenInstanceError):
        comparison.changes = ()
    with pytest.raises(TypeError):
        comparison[0].fields[0].before[0]["value"] = "8"


def test_the_rows_have_all_columns_and_none_for_what_does_not_apply():
    """One for each field; one for a change that is of no field."""
    corpus = alter(
        withdraw(CORPUS, BARE.id, to=STATEMENT.id, reason=REASON), "records", PROPOSAL.id, areas=(), stated_date=None
    )
    rows = _diff(corpus).to_dicts()
    assert {tuple(row) for row in rows} == {COLUMNS}
    assert [tuple(row.values()) for row in rows][:3] == [
        ("merged", "records", BARE.id, STATEMENT.id, BARE.title.da, BARE.title.en, REASON.da, REASON.en, *(None,) * 5),
        ("changed", "records", PROPOSAL.id, None, PROPOSAL.title.da, PROPOSAL.title.en, None, None,
         "date", "2019-05-03", None, None, None),
        ("changed", "records", PROPOSAL.id, None, PROPOSAL.title.da, PROPOSAL.title.en, None, None,
         "areas", ["schools", "primary-schools"], None, ["schools", "primary-schools"], []),
    ]  # fmt: skip


def test_a_frame_has_the_rows():
    """Without rows it still has its columns."""
    pytest.importorskip("pandas", reason="the extra pandas is not installed")
    frame = _diff(alter(CORPUS, "records", PROPOSAL.id, areas=(), stated_date=None)).to_pandas()
    assert list(frame["field"]) == ["date", "areas"]
    empty = rd.diff(OLD, OLD).to_pandas()
    assert (tuple(empty.columns), len(empty)) == (COLUMNS, 0)
    assert list(empty.dtypes) == list(frame.dtypes)


def test_json():
    """The fields are nested; what does not apply is left out; a withdrawn record has its successor and the reason."""
    both = ["schools", "primary-schools"]
    printed = _diff(alter(CORPUS, "records", PROPOSAL.id, areas=("schools",))).to_json()
    assert printed.isascii()
    assert json.loads(printed)["changes"] == [
        {
            "what": "changed",
            "table": "records",
            "id": PROPOSAL.id,
            "name": {"da": PROPOSAL.title.da, "en": PROPOSAL.title.en},
            "fields": [{"field": "areas", "before": both, "after": both[:1], "removed": both[1:], "added": []}],
        }
    ]

    (merged,) = json.loads(_diff(withdraw(CORPUS, PROPOSAL.id, to=BARE.id, reason=REASON)).to_json())["changes"]
    assert (merged["to"], merged["reason"]) == (BARE.id, {"da": REASON.da, "en": REASON.en})


def _alterations(draw):
    """A corpus with a few things altered."""
    corpus = CORPUS
    for _ in range(draw(st.integers(0, 4))):
        records = sorted(corpus.records)
        id_ = draw(st.sampled_from(records)) if records else None
        free = f"nordby-2018-blog.{draw(st.integers(6, 30)):02}"
        what = draw(st.sampled_from(("add", "withdraw", "merge", "move", "text", "list", "theme")))
        if what == "theme":
            corpus = alter(corpus, "themes", "documentation", definition=Text(draw(st.sampled_from("abc")), "d"))
        elif id_ is None or free in corpus.records or free in corpus.retired:
            continue
        elif what == "add":
            added = replace(corpus.records[id_], id=RecordId(free), relations=(), title=Label(free, free))
            corpus = put(corpus, "records", added)
        elif what == "withdraw":
            corpus = withdraw(corpus, id_, reason=REASON)
        elif what == "merge" and len(records) > 1:
            corpus = withdraw(corpus, id_, to=draw(st.sampled_from([other for other in records if other != id_])))
        elif what == "move":
            corpus = renumber(corpus, id_, free)
        elif what == "text":
            text = Text(draw(st.sampled_from("abc")), draw(st.sampled_from("abc")))
            corpus = alter(corpus, "records", id_, text=text)
        elif what == "list":
            themes = draw(st.permutations(("deregulation", "documentation")))
            corpus = alter(corpus, "records", id_, themes=tuple(themes))
    return corpus


corpora = st.composite(_alterations)()


def _bodies(dataset):
    with closing(dataset.connect()) as connection:
        rows = connection.execute("SELECT table_name, id, json FROM bodies").fetchall()
    return {(table, id_): json.loads(body) for table, id_, body in rows}


def _set(body, path, value):
    *above, name = path.split(".")
    for part in above:
        body = body.setdefault(part, {})
    if value is None:
        body.pop(name, None)
    else:
        body[name] = thaw(value)


def _pruned(body):
    """A body without its empty parts."""
    return {name: _pruned(part) if isinstance(part, dict) else part for name, part in body.items() if part != {}}


def _applied(old, new, comparison):
    """`old` as the comparison says that it has changed; only the bodies of what was added come from `new`."""
    made = dict(old)
    for change in comparison:
        key = (change.table, change.id)
        if change.what in ("retired", "merged", "moved", "removed"):
            body = made.pop(key)
            if ("retired", change.id) in new and change.table == "records":
                made["retired", change.id] = new["retired", change.id]
        if change.what == "added":
            made[key] = new[key]
        if change.what in ("changed", "moved"):
            body = json.loads(json.dumps(made[key] if change.what == "changed" else {**body, "id": change.to}))
            for field in change.fields:
                _set(body, field.field, field.after)
            made[change.table, change.to or change.id] = _pruned(body)
    return made


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(old=corpora, new=corpora)
def test_the_changes_turn_one_version_into_the_other(old, new):
    """Every difference is reported, and nothing else."""
    before, after = opened(old), opened(new)
    comparison = rd.diff(before, after)
    assert _applied(_bodies(before), _bodies(after), comparison) == _bodies(after)
    assert bool(comparison) == (_bodies(before) != _bodies(after))
    for language in ("da", "en"):
        assert comparison.to_text(language).count("\n") >= len(comparison)
