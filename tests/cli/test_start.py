"""Commands that show rows do without the models, and say the same as the objects do."""

import json
import subprocess
import sys

import pytest

import reformdata as rd
from reformdata.dataset.citing.references import of_records
from reformdata.dataset.covering import coverage
from reformdata.dataset.search import LISTED, _names
from reformdata.dataset.statistics import DIMENSIONS
from reformdata.evidence.coverage import coverage_of
from reformdata.models import ORDERED_VOCABULARIES, TABLES, VOCABULARIES, Kind, Review
from reformdata.models.fields import fields_of
from reformdata.models.outline import KINDS, MODEL_REVIEWS, ORDERS, REFERENCE_TABLES
from reformdata.models.records import RECORD_MODELS
from reformdata.models.terms import vocabulary_name
from reformdata.store.compiling import corpus_of

ID = "nordby-2018-blog.02"
ROWS = (
    ("show", ID, "--json", "--data"),
    ("show", ID, ID, "--format", "json", "--data"),
    ("search", "skemaer", "--data"),
    ("search", "skemaer", "--json", "--data"),
    ("search", "zzz", "--data"),
    ("stats",),
    ("stats", "--json"),
    ("coverage",),
    ("coverage", "--json"),
    ("cite", "--data"),
    ("cite", ID, "--style", "bibtex", "--data"),
)


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize("command", ROWS, ids=" ".join)
def test_rows_are_shown_without_pydantic(command, lang, compiled_file):
    """What they say comes from the compiled file, and no object is made of it."""
    code = "import sys; from reformdata.cli import main; main(sys.argv[1:]); print(*sys.modules)"
    arguments = ("--lang", lang, *command, str(compiled_file))
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, encoding="utf-8", check=True)  # noqa: S603
    modules = done.stdout.splitlines()[-1].split()
    assert "reformdata.store.file" in modules
    assert {"pydantic", "pydantic_core", "yaml", "reformdata.models.records"}.isdisjoint(modules)


@pytest.fixture(params=["fixture", pytest.param("shipped", marks=pytest.mark.shipped)])
def data(request, ds):
    """The data of the tests, and that of this checkout."""
    return ds if request.param == "fixture" else rd.load()


def test_a_body_says_what_the_object_does(data):
    """Of each record: how it is cited, and the names by which a search finds it."""
    store = data._store
    for lang in ("da", "en"):
        for record, made in zip(data.records, of_records(store, data.records.ids, lang), strict=True):
            source = data.sources[record.source]
            assert (made.key, made.title) == (record.id, record.title.in_(lang))
            assert made.source.date == str(source.date)
            assert made.source.title.startswith(source.title.da)
            assert made.source.authors == tuple(data.actors[one].name.in_(lang) for one in source.authors)
            assert made.source.publisher == (data.actors[source.publisher].name.in_(lang) if source.publisher else None)
            names = [(one.name.in_(lang), *getattr(one, "aliases", ())) for one in _pointed(data, record)]
            assert [given for _, given in _names(store, record.id, lang)] == names


def _pointed(data, record):
    """The entries that a record points to, in the order of its fields."""
    voice = record.voice
    for actor in filter(None, (voice.actor, voice.for_, record.reported_by)):
        yield data.actors[actor]
    for field in fields_of(type(record)).values():
        for id_ in getattr(record, field.name) if field.table and field.many else ():
            yield getattr(data, field.table)[id_]


def test_rows_and_counts_are_those_of_the_objects(data, command, tmp_path):
    """The commands print what the data set gives."""
    file = data.export("sqlite", tmp_path / "data.sqlite")
    ids = data.records.ids
    code, out, err = command("show", *ids, "--json", "--data", file)
    rows = json.loads(json.dumps(data.records.to_dicts(), default=str))
    assert (code, json.loads(out), err) == (0, rows, "")

    code, out, err = command("stats", "--json", file)
    assert json.loads(out) == {one: {str(value): n for value, n in data.stats(one).items()} for one in DIMENSIONS}

    assert str(coverage(data._store)) == str(coverage_of(corpus_of(data._store)))
    assert coverage(data._store).total == coverage_of(corpus_of(data._store)).total


def test_labels_of_counts_are_those_of_the_objects(data):
    """Of every value of a vocabulary and of every entry."""
    terms = {vocabulary_name(one): {str(term): term.label for term in one} for one in VOCABULARIES}
    tables = {"source": data.sources, "area": data.areas, "theme": data.themes, "voice": data.actors, "law": data.laws}
    for dimension in DIMENSIONS:
        vocabulary = terms.get("relation_type" if dimension == "relation" else dimension, {})
        for lang in ("da", "en"):
            values, names = list(data.stats(dimension)), list(data.stats(dimension, lang=lang))
            for value, name in zip(values, names, strict=True):
                if value in vocabulary:
                    assert name == vocabulary[value].in_(lang)
                elif dimension in tables:
                    entry = tables[dimension][value]
                    label = (entry.title if dimension == "source" else entry.name).in_(lang)
                    assert name in (label, f"{label} ({value})")


def test_the_outline_is_that_of_the_models():
    """What reads rows knows the same tables, kinds, reviews and orders."""
    assert tuple(TABLES) == REFERENCE_TABLES
    assert tuple(Kind) == KINDS
    assert (Review.SINGLE_MODEL, Review.SECOND_MODEL) == MODEL_REVIEWS
    assert {vocabulary_name(one): step for one, step in ORDERED_VOCABULARIES.items()} == ORDERS
    listed = {
        field.key: field.table
        for kind in KINDS
        for field in fields_of(RECORD_MODELS[kind]).values()
        if field.table and field.many
    }
    assert list(listed.items()) == list(LISTED.items())
