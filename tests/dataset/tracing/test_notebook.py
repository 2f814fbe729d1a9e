"""How records, collections, a data set and a trace look in a notebook."""

import pickle
from copy import copy, deepcopy
from dataclasses import replace
from html.parser import HTMLParser

import pytest

import reformdata as rd
from reformdata.dataset.comparison.changes import Change, FieldChange
from reformdata.dataset.tracing import Related
from reformdata.models import Label, RelationType
from reformdata.store.compiling import compile_corpus, write
from reformdata.store.file import Store
from tests.fixtures.corpus import BARE, CORPUS, INITIATIVE, PROPOSAL, RETIRED, by_id

HOSTILE = "<script>alert('&')</script>\"x"
_VOID = {"br"}
_FIELD = FieldChange(field="voice.actor", before="a", after="b")


class _Reader(HTMLParser):
    """What is in some HTML: its elements, their languages, its text; raises if an element is not closed where it ought to be."""

    def __init__(self, html):
        super().__init__()
        self.open, self.tags, self.text, self.attributes = [], [], [], []
        self.spoken = {None: [], "da": [], "en": []}
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in _VOID:
            self.open.append((tag, dict(attrs).get("lang")))

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        language = next((language for _, language in reversed(self.open) if language), None)
        self.spoken[language].append(data)
        self.text.append(data)


def _read(thing):
    return _Reader(thing._repr_html_())


def _things(data):
    return [
        data,
        data.records,
        data.records[:0],
        *data.records,
        *(getattr(data, table) for table in ("sources", "actors", "areas", "fingerprints")),
        *(entry for table in ("sources", "actors", "reforms", "laws", "documents", "areas", "themes", "target_groups") for entry in getattr(data, table).values()),
        data.trace("nordby-2018-blog.03"),
        data.show("nordby-2018-blog.03"),
        data.coverage(),
        data.stats(),
        data.stats(("kind", "year")),
        data.tables["records"],
        rd.codebook(),
        *RETIRED,
        *CORPUS.outcomes.values(),
    ]  # fmt: skip


def test_html_is_complete_and_plain(ds):
    """Every element is closed; there is no script, no style sheet, no picture, no link and no colour of our own."""
    for thing in _things(ds):
        read = _read(thing)
        assert set(read.tags) <= {
            "div", "span", "strong", "em", "br", "code", "ul", "li", "table", "thead", "tbody", "tr", "th", "td",
        }  # fmt: skip
        assert {name for name, _ in read.attributes} <= {"lang", "style"}
        assert not any(word in value for _, value in read.attributes for word in ("url(", "background", "#", "rgb"))


def test_what_the_data_says_is_escaped(tmp_path):
    """Titles and texts are shown as text."""
    bad = Label(HOSTILE, HOSTILE + "en")
    hostile = replace(
        PROPOSAL,
        title=bad,
        text=replace(PROPOSAL.text, da=HOSTILE),
        relations=(replace(PROPOSAL.relations[0], reason=bad),),
    )
    others = [record for record in CORPUS.records.values() if record.id != hostile.id]
    actors = [replace(actor, name=bad) for actor in CORPUS.actors.values()]
    path = tmp_path / "x.sqlite"
    write(replace(CORPUS, records=by_id((hostile, *others)), actors=by_id(actors)), path)
    data = rd.load(path)

    for thing in (data.records, data[hostile.id], data.actors, data.actors["nordby"], data.trace(hostile.id)):
        read = _read(thing)
        assert "script" not in read.tags
        assert HOSTILE in "".join(read.text)


def test_a_record_as_a_card(ds):
    """What `reformdata show` prints: title and text in both languages, and names for all that it points to."""
    record = ds[PROPOSAL.id]
    read = _read(record)
    said = str(ds.show(record))

    assert read.spoken["da"] == [PROPOSAL.title.da, PROPOSAL.text.da]
    assert read.spoken["en"][0] == "proposal · ought · abolish · landsforum-2019-nyhed.01"
    assert read.spoken["en"][1:5] == [
        PROPOSAL.title.en,
        PROPOSAL.text.en,
        "voice",
        "Anna Holm, chair, for National Forum for Schools",
    ]
    facts = read.spoken["en"][3:]
    assert " ".join(facts).split() == " ".join(line for line in said.splitlines()[9:]).split()
    assert "Less paper, more school, 2019-05-03, paragraphs 2, 4" in facts
    assert "7 municipalities; at least 2.5 hours a week" in facts
    assert "curation" not in "".join(read.text)


@pytest.mark.parametrize(("lang", "other"), [("da", "en"), ("en", "da")])
def test_a_card_in_one_language(ds, lang, other):
    """Nothing of it is in the other, in a notebook or in print."""
    card = ds.show("nordby-2018-blog.03", lang=lang)
    read = _read(card)

    assert read.spoken[other] == read.spoken[None] == []
    assert INITIATIVE.title.in_(lang) in read.spoken[lang]
    assert {"da": "begrundes af", "en": "is motivated by"}[lang] in read.spoken[lang]
    assert "2018-08/2020~" in read.spoken[lang]
    assert INITIATIVE.title.in_(other) not in str(card)
    assert card.to_text(other) == str(card)
    assert repr(card) == "<Card of nordby-2018-blog.03>"
    with pytest.raises(rd.ConditionValueError, match="lang='sv'"):
        ds.show(PROPOSAL, lang="sv")


def test_a_card_of_a_record_without_a_data_set():
    """It has what its file says: ids in place of names, its own relations, and no outcome."""
    text = " ".join(_read(PROPOSAL).text)

    assert "voice anna-holm, chair, for landsforum" in text
    assert "source landsforum-2019-nyhed, 2019-05-03, paragraphs 2, 4" in text
    assert "policy areas schools; primary-schools" in text
    assert "answers nordby-2018-blog.02: The proposal responds" in text
    assert "what became of it" not in text
    assert "source nordby-2018-blog, paragraph 6" in " ".join(_read(BARE).text)


def test_a_record_from_another_process_is_one_without_a_data_set(ds):
    """It keeps its day; a copy in this process is the record itself."""
    record = ds[PROPOSAL.id]
    sent = pickle.loads(pickle.dumps(record))  # noqa: S301 - our own bytes

    assert (sent, sent.date) == (record, record.date)
    assert "voice anna-holm" in " ".join(_read(sent).text)
    assert copy(record) is deepcopy(record) is record


def test_an_outcome_as_a_card(ds):
    """The latest verdict in a line; then the test and each assessment, with its evidence and searches, in both languages."""
    read = _read(ds.outcome(PROPOSAL.id))
    text = "\n".join(read.text)

    assert read.spoken["en"][0] == "done · the whole country · same content · since 2020-08"
    assert read.spoken["da"][0] == "gjort · hele landet · samme indhold · siden 2020-08"
    assert {
        "Skolerne skal ikke længere udfylde skemaet.",
        "En lov har ophævet skemaet.",
        "Et forsøg var allerede i gang.",
    } <= set(read.spoken["da"])
    assert {
        "Schools need no longer fill in the form.",
        "An act has abolished the form.",
        "A trial was already under way.",
    } <= set(read.spoken["en"])
    assert "as_of\n2021-01-01\nverdict" in text
    assert "searched\nfolketinget.example · skema, skole" in text


def test_an_outcome_without_a_verdict_as_a_card(ds):
    """It says why there is none."""
    assert _read(ds.outcome("nordby-2018-blog.04")).spoken["en"][0] == "cannot be assessed: too vague"


def test_records_as_a_table(ds, monkeypatch):
    """The first rows, and the number of further ones; without rows there is no table."""
    monkeypatch.setattr("reformdata.models.markup.ROWS", 3)
    read, none = _read(ds.records), _read(ds.records[:0])

    assert read.tags.count("tr") == 1 + 3
    assert read.text[0] == "Records: 4 (1 proposal, 1 statement, 2 initiatives), 2018–2019"
    assert read.text[-1] == "… 1 more"
    assert (none.text, none.tags.count("table")) == (["Records: none"], 0)


def test_any_table_in_a_notebook(ds, monkeypatch):
    """All of its columns, in a box that can be scrolled; an empty one has a heading alone."""
    monkeypatch.setattr("reformdata.models.markup.ROWS", 2)
    table = ds.tables["record_areas"]
    read = _read(table)

    assert read.text[:4] == [f"Table record_areas: {len(table)} rows", "record", "position", "area"]
    assert (read.tags.count("tr"), read.text[-1]) == (1 + 2, f"… {len(table) - 2} more")
    assert ("style", "max-height:30em;overflow:auto") in read.attributes
    empty = rd.Dataset(
        Store.of_bytes(compile_corpus(replace(CORPUS, records={}, retired={}, readings={}, outcomes={})))
    )
    assert _read(empty.tables["records"]).text == ["Table records: 0 rows"]


def test_entries_as_a_table(ds, monkeypatch):
    """Id and name; the title of a source; the verdict of an outcome; only the id if there is no name."""
    monkeypatch.setattr("reformdata.models.markup.ROWS", 1)

    number = len(CORPUS.actors)
    text = [f"{number} actors", "id", "name", "anna-holm", "Anna Holm", f"… {number - 1} more"]
    assert _read(ds.actors).text == text
    assert _read(ds.sources).spoken["en"] == ["Less paper, more school"]
    assert _read(ds.outcomes).spoken["en"] == ["done · the whole country · same content · since 2020-08"]
    assert _read(ds.fingerprints).text == ["1 fingerprints", "id", "name", "landsforum-2019-nyhed"]


def test_a_data_set_as_a_table(ds):
    """How much there is under each name, and how to cite it."""
    text = _read(ds).text

    assert text[1:7] == [".proposals", "1", ".statements", "1", ".initiatives", "2"]
    assert text[-1] == ds.citation


def test_a_trace_as_a_tree(ds):
    """A list for each way that leads anywhere; a record that is shown elsewhere is named."""
    read = _read(ds.trace("nordby-2018-blog.03"))

    assert read.spoken["en"][:2] == ["initiative", "Nordby Municipality"]
    assert "What came before" in read.spoken["en"]
    assert "What came of it" not in read.spoken["en"]
    assert read.tags.count("li") == 2
    assert read.spoken["en"][3] == "what became of it: under way · trial · credited"


def test_a_cycle_in_a_tree_ends(web):
    """With a note."""
    read = _read(web.trace("nordby-2018-blog.06"))
    assert read.spoken["en"].count("shown elsewhere here") == 2


def test_an_unknown_type_of_relation():
    """It is shown by its value, in both languages."""
    newer = replace(PROPOSAL, relations=(replace(PROPOSAL.relations[0]),))
    object.__setattr__(newer.relations[0], "type", RelationType.unknown("cites"))
    assert "cites nordby-2018-blog.02: The proposal" in " ".join(_read(newer).text)


def test_relations_are_read_from_the_record(ds):
    """Each row names the other record and how the relation is called from this one."""
    read = _read(ds.related("nordby-2018-blog.02"))

    assert read.text[0] == "Related: 1 outgoing, 1 incoming"
    assert {"nordby-2018-blog.03", "landsforum-2019-nyhed.01"} <= set(read.text)
    assert {"begrunder", "besvares af"} <= set(read.spoken["da"])
    assert {"motivates", "is answered by"} <= set(read.spoken["en"])


def test_a_comparison_shows_its_first_changes(monkeypatch):
    """The kind of change, the record and the fields; then the number of further changes."""
    change = Change(what="changed", table="records", id=PROPOSAL.id, name=Label(HOSTILE, HOSTILE), fields=(_FIELD,))
    monkeypatch.setattr("reformdata.models.markup.ROWS", 10)
    read = _read(rd.Comparison("1", "2", (change,) * 12))

    assert read.text[0] == "Comparison: 1 → 2: 12 changed"
    assert read.text.count(PROPOSAL.id) == 10
    assert read.text.count("voice.actor") == 10
    assert read.text[-1] == "… 2 more"
    assert "script" not in read.tags


def test_no_relations_and_no_changes():
    """There is only a heading."""
    assert _read(Related((), ())).text == ["Related: 0 outgoing, 0 incoming"]
    assert _read(rd.Comparison("1", "1", ())).text == ["Comparison: 1 → 1: no changes"]
