"""What the annotations of a model say of its fields."""

import pytest

from reformdata.models import Area, Claim, Doc, Initiative, Kind, Period, Proposal, Quantity, Relation, Statement, Voice
from reformdata.models.fields import EACH, field_of, fields_of, is_model, item_of, paths
from reformdata.models.records import RECORD_MODELS


def test_fields_have_the_keys_and_the_order_of_a_file():
    """`for` is a word of Python, so its attribute is `for_`."""
    assert list(fields_of(Proposal))[:2] == ["id", "title"]
    assert list(fields_of(Voice)) == ["actor", "office", "for"]
    assert field_of(Voice, "for_") is fields_of(Voice)["for"]
    with pytest.raises(KeyError):
        field_of(Voice, "for")


@pytest.mark.parametrize(
    ("model", "name", "expected"),
    [
        (Voice, "actor", {"base": str, "required": True, "nullable": False, "many": False, "table": "actors"}),
        (Proposal, "areas", {"base": str, "required": False, "nullable": False, "many": True, "table": "areas"}),
        (Proposal, "quantities", {"base": Quantity, "many": True, "model": Quantity, "table": None}),
        (Proposal, "kind", {"base": Kind, "vocabulary": Kind, "required": True}),
        (Statement, "claim", {"plain_type": Claim, "vocabulary": Claim, "model": None}),
        (Initiative, "period", {"plain_type": Period, "model": None, "nullable": True, "vocabulary": None}),
        (Area, "cap", {"base": int, "many": True, "minimum": 1, "pattern": None}),
        (Area, "cofog1999", {"pattern": r"^(0[1-9]|10)(\.[1-9]){0,2}$", "minimum": None}),
        (Relation, "to", {"table": "records", "doc": Doc("Den anden post.", "The other record.")}),
    ],
)
def test_a_field_is_what_its_annotation_says(model, name, expected):
    """Its type, whether it is required, what it points to and what constrains it."""
    field = field_of(model, name)

    assert {key: getattr(field, key) for key in expected} == expected


def test_paths_lead_to_the_fields_of_inner_models():
    """Through a list, there is a step to each of its values."""
    found = {path: field.name for path, field in paths(Proposal)}

    assert found[("voice", "voice"), ("for_", "for")] == "for_"
    assert found[("relations", "relations"), EACH, ("to", "to")] == "to"


def test_a_period_is_no_model_and_a_list_has_items():
    """A period is one value in a file."""
    assert (is_model(Voice), is_model(Period), is_model(None)) == (True, False, False)
    assert item_of(field_of(Proposal, "areas").plain_type) is str
    assert item_of(str) is None


def test_every_kind_of_record_and_a_withdrawn_one_has_a_model():
    """The tombstone is the fourth shape of a file."""
    assert set(RECORD_MODELS) == {*Kind, "retired"}
