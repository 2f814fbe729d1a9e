"""What is known of an act: its latest verdict, or why it has none."""

from collections.abc import Mapping
from types import MappingProxyType

from reformdata.models import Label

VERDICT = "CASE WHEN outcomes.assessable = 'no' THEN 'not-assessable' ELSE coalesce(outcomes.verdict, 'not-looked') END"
"""The SQL of what is known of an act that is joined to `outcomes`: its latest verdict, or why it has none."""
WITHOUT_VERDICT: Mapping[str, Label] = MappingProxyType(
    {
        "not-assessable": Label("kan ikke vurderes", "cannot be assessed"),
        "not-looked": Label("endnu ikke undersøgt", "not looked into yet"),
    }
)
