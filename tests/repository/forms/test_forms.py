"""The issue forms: what GitHub takes, and just what a record holds."""

import subprocess
import sys

import pytest
import yaml

from reformdata.curation.editing.forms import BETWEEN, inputs
from reformdata.curation.reading.checkout import read_checkout
from reformdata.models import Kind
from reformdata.models.fields import fields_of
from reformdata.models.records import RECORD_MODELS
from reformdata.repository.issue_forms import FOLDER, files
from tests import ROOT

pytestmark = pytest.mark.shipped
KINDS = tuple(Kind)
EXTRA = {"source", "note"}
"""Inputs that are no fields."""


def elements(kind):
    """The elements of the form for `kind` that are filled in."""
    body = yaml.safe_load(files()[f"{FOLDER}/{kind.value}.yml"])["body"]
    return [each for each in body if each["type"] not in ("markdown", "checkboxes")]


@pytest.mark.parametrize("kind", KINDS)
def test_a_form_asks_for_every_field_of_its_kind(kind):
    """Except the fields that the curator adds."""
    asked = {each.path.partition(".")[0] for each in inputs(kind)} - EXTRA

    assert asked | {"id", "kind", "relations", "curation"} == fields_of(RECORD_MODELS[kind]).keys()


@pytest.mark.parametrize("kind", KINDS)
def test_a_form_insists_on_what_a_record_needs(kind):
    """Nothing else is required."""
    required = [each["id"] for each in elements(kind) if each["validations"]["required"]]
    own = {
        Kind.PROPOSAL: ["action", "strength"],
        Kind.STATEMENT: ["claim", "tone"],
        Kind.INITIATIVE: ["form", "status"],
    }

    assert required == [
        "source", "paragraphs", "title-da", "title-en", "text-da", "text-en", *own[kind], "voice-actor",
    ]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_labels_of_inputs_are_unique(kind):
    """GitHub keeps only the label of an input."""
    labels = [each.label for each in inputs(kind)]

    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize("kind", KINDS)
def test_a_vocabulary_is_offered_whole(kind):
    """Each value by its id and its Danish label, in the order of the codebook."""
    for each in elements(kind):
        field = fields_of(RECORD_MODELS[kind]).get(each["id"])
        terms = (field and field.vocabulary) or ()

        assert each["attributes"].get("options", []) == [f"{term}{BETWEEN}{term.label.da}" for term in terms]


@pytest.mark.parametrize("kind", KINDS)
def test_an_example_is_an_id_that_there_is(kind):
    """The ids in the examples exist in the data."""
    corpus = read_checkout(ROOT).corpus
    for each in inputs(kind):
        path = each.path.removeprefix("voice.")
        field = fields_of(RECORD_MODELS[kind]).get(path)
        table = {"actor": "actors", "for": "actors"}.get(path) or (field and field.table)
        if table and each.example:
            assert set(each.example.split(", ")) <= getattr(corpus, table).keys(), each.path


@pytest.mark.slow
def test_github_would_take_the_forms():
    """By the schema that the editors of workflows use; each id is what GitHub allows."""
    check = [sys.executable, "-m", "check_jsonschema", "--builtin-schema"]
    config = ROOT / FOLDER / "config.yml"
    forms = [ROOT / name for name in files()]
    for words in (["vendor.github-issue-forms", *forms], ["vendor.github-issue-config", config]):
        done = subprocess.run([*check, *words], capture_output=True, text=True, check=False, timeout=60)  # noqa: S603
        assert done.returncode == 0, done.stdout


def test_no_form_is_left_over():
    """Every form in the folder is a generated one."""
    assert {path.relative_to(ROOT).as_posix() for path in (ROOT / FOLDER).iterdir()} == {
        *files(),
        f"{FOLDER}/config.yml",
    }


@pytest.mark.parametrize("name", files())
def test_a_form_speaks_both_languages(name):
    """In its name, labels and descriptions; and it asks for the contributor's own words."""
    form = yaml.safe_load(files()[name])
    attributes = [each["attributes"] for each in form["body"] if each["type"] not in ("markdown", "checkboxes")]

    assert BETWEEN in form["name"]
    assert all(BETWEEN in each["label"] and BETWEEN in each["description"] for each in attributes)
    assert name.endswith("correction.yml") or form["body"][-1]["id"] == "promise"
