"""The settings for editors in the repository."""

import json

import pytest

from reformdata.repository.schemas import IDS, json_schemas
from tests import ROOT

SCHEMAS = json.loads((ROOT / ".vscode/settings.json").read_text("utf-8"))["yaml.schemas"]


def test_every_schema_is_set_for_its_files():
    """But not that of the ids, which the others refer to."""
    assert SCHEMAS.keys() == {f"./schemas/{name}" for name in json_schemas() if name != IDS}


def test_every_file_of_the_data_has_just_one_schema():
    """Also if its first line names none."""
    matched = [path for pattern in SCHEMAS.values() for path in ROOT.glob(pattern)]

    assert sorted(matched) == sorted((ROOT / "records").rglob("*.yaml"))


@pytest.mark.shipped
def test_the_first_line_of_a_file_names_the_same_schema():
    """Other editors than VS Code use it."""
    for schema, pattern in SCHEMAS.items():
        for path in ROOT.glob(pattern):
            first = path.read_text("utf-8").partition("\n")[0]
            _, is_named, named = first.partition("$schema=")
            if is_named:
                assert (path.parent / named).resolve() == ROOT / schema, path
