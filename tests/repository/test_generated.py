"""What is made from the models and committed is what the models make now."""

import json
import os

import pytest

from reformdata.repository import codebook, generated
from reformdata.repository.places import MissingPlaceError
from tests import ROOT

pytestmark = pytest.mark.shipped
PAGE = "før\n<!-- begin: fields -->\n<!-- end: fields -->\n<!-- begin: vocabularies -->\nobsolete\n<!-- end: vocabularies -->\nefter\n"


GENERATED = generated.files(ROOT)


@pytest.mark.parametrize("name", GENERATED)
def test_the_committed_file_is_the_generated_one(name):
    """Schemas, descriptor and codebook page agree with the models."""
    committed = (ROOT / name).read_text("utf-8") if (ROOT / name).is_file() else ""
    if name == generated.IDS and is_local(committed) and not os.environ.get("CI"):
        pytest.skip("this checkout lets its editor offer its ids: reformdata schema --local")

    assert committed == GENERATED[name], f"{name} is out of date; to renew it run: reformdata schema"


def is_local(ids):
    """Whether the schema of the ids offers more than the vocabularies, which `reformdata schema --local` lets it do."""
    return "defaultSnippets" in json.loads(ids)["$defs"]["actors"]


def test_every_committed_schema_is_generated():
    """A schema of a deleted model is deleted too."""
    assert generated.obsolete_schemas(ROOT) == [], "to delete them run: reformdata schema"


def test_the_codebook_keeps_what_was_written_by_hand():
    """Only the text between the marks is replaced; a second run changes nothing."""
    made = codebook.refresh(PAGE)

    assert made.startswith("før\n<!-- begin: fields -->\n### Every record\n")
    assert made.endswith("<!-- end: vocabularies -->\nefter\n")
    assert "obsolete" not in made
    assert codebook.refresh(made) == made


@pytest.mark.parametrize("page", [PAGE.replace("<!-- end: fields -->", ""), PAGE + PAGE, ""], ids=["cut", "twice", "empty"])  # fmt: skip
def test_a_codebook_without_its_marks_is_refused(page):
    """A page with no place, or with two, for a generated part is an error that shows the marks."""
    with pytest.raises(MissingPlaceError, match="<!-- begin: fields -->"):
        codebook.refresh(page)


def test_every_link_of_the_codebook_leads_to_a_heading():
    """The links within the page work."""
    page = (ROOT / generated.CODEBOOK).read_text("utf-8")
    headings = {
        line.lstrip("# ").lower().replace(" ", "-").replace(",", "").replace(".", "")
        for line in page.splitlines()
        if line.startswith("#")
    }

    links = {link.partition(")")[0] for link in page.split("](#")[1:]}

    assert links <= headings
