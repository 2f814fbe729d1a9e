"""The issue forms: what GitHub takes, and just what a record holds."""

import subprocess
import sys

import pytest
import yaml

from reformdata.curation.editing.answers import value_of
from reformdata.curation.editing.fields import fields_of_kind
from reformdata.curation.editing.forms import inputs, options
from reformdata.curation.reading.checkout import read_checkout
from reformdata.models import LANGUAGES, Kind
from reformdata.models.fields import fields_of
from reformdata.models.records import RECORD_MODELS
from reformdata.repository.issue_forms import FOLDER, files
from tests import ROOT

pytestmark = pytest.mark.shipped
KINDS = tuple(Kind)
CORPUS = read_checkout(ROOT).corpus
FILES = files(CORPUS)
EXTRA = {"source", "note"}
"""Inputs that are no fields."""


def elements(kind, language):
    """The elements of the form for `kind` that are filled in."""
    body = yaml.safe_load(FILES[f"{FOLDER}/{language}-{kind.label.in_(language)}.yml"])["body"]
    return [each for each in body if each["type"] not in ("markdown", "checkboxes")]


@pytest.mark.parametrize("kind", KINDS)
def test_a_form_asks_for_every_field_of_its_kind(kind):
    """Except the fields that the curator adds."""
    asked = {each.path.partition(".")[0] for each in inputs(kind)} - EXTRA

    assert asked | {"id", "kind", "relations", "curation"} == fields_of(RECORD_MODELS[kind]).keys()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_form_insists_on_what_a_record_needs_in_its_language(kind, language):
    """Nothing else is required; the other language comes last and may be left out."""
    listed = elements(kind, language)
    required = [each["id"] for each in listed if each["validations"]["required"]]
    own = {
        Kind.PROPOSAL: ["action", "strength"],
        Kind.STATEMENT: ["claim", "tone"],
        Kind.INITIATIVE: ["form", "status"],
    }
    other = "en" if language == "da" else "da"

    assert required == ["source", "paragraphs", f"title-{language}", f"text-{language}", *own[kind], "voice-actor"]
    assert [each["id"] for each in listed[-3:]] == [f"title-{other}", f"text-{other}", f"voice-office-{other}"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_headings_of_inputs_are_unique(kind, language):
    """GitHub keeps only the label of an input."""
    headings = [each.heading(language) for each in inputs(kind)]

    assert len(set(headings)) == len(headings)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_value_that_is_offered_can_be_read(kind, language):
    """A vocabulary is offered whole, in the language of the form, and so are areas, themes and target groups."""
    offered = {each["id"]: each["attributes"].get("options", []) for each in elements(kind, language)}
    for field in fields_of_kind(kind):
        choices = options(field, CORPUS, language)

        assert list(choices) == offered.get("-".join(field.loc), [])
        if choices:
            assert set(choices.values()) == {choice.id for choice in field.choices(CORPUS)}
    assert {"areas", "themes", "target_groups"} <= {id_ for id_, values in offered.items() if values}


@pytest.mark.parametrize("kind", KINDS)
def test_an_example_can_be_read(kind):
    """The ids in the examples exist in the data."""
    for each in inputs(kind):
        if each.field and each.example:
            assert value_of(each.example, each.field, each.field.choices(CORPUS)), each.path


@pytest.mark.slow
def test_github_would_take_the_forms():
    """By the schema that the editors of workflows use; each id is what GitHub allows."""
    check = [sys.executable, "-m", "check_jsonschema", "--builtin-schema"]
    config = ROOT / FOLDER / "config.yml"
    forms = [ROOT / name for name in FILES]
    for words in (["vendor.github-issue-forms", *forms], ["vendor.github-issue-config", config]):
        done = subprocess.run([*check, *words], capture_output=True, text=True, check=False, timeout=60)  # noqa: S603
        assert done.returncode == 0, done.stdout


def test_no_form_is_left_over():
    """Every form in the folder is a generated one."""
    assert {path.relative_to(ROOT).as_posix() for path in (ROOT / FOLDER).iterdir()} == {
        *FILES,
        f"{FOLDER}/config.yml",
    }


@pytest.mark.parametrize("name", FILES)
def test_a_form_describes_each_input(name):
    """And asks for the contributor's own words; that for a record says how to count and links the codebook."""
    form = yaml.safe_load(FILES[name])
    attributes = [each["attributes"] for each in form["body"] if each["type"] not in ("markdown", "checkboxes")]

    assert all(each["label"] and each["description"] for each in attributes)
    if "correction" not in form["labels"]:
        assert form["labels"][0] == "record"
        assert form["body"][-1]["id"] == "promise"
        assert "(../blob/HEAD/docs/codebook.md)" in form["body"][0]["attributes"]["value"]
        (paragraphs,) = (each["attributes"] for each in form["body"] if each.get("id") == "paragraphs")
        assert ("Sådan tæller du" in paragraphs["description"]) == ("/da-" in name)
