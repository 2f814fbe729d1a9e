"""What is known of an act: its latest verdict, or why it has none."""

from collections.abc import Mapping
from types import MappingProxyType

from reformdata.messages import Message

VERDICT = "CASE WHEN outcomes.assessable = 'no' THEN 'not-assessable' ELSE coalesce(outcomes.verdict, 'not-looked') END"
"""The SQL of what is known of an act that is joined to `outcomes`: its latest verdict, or why it has none."""
WITHOUT_VERDICT: Mapping[str, Message] = MappingProxyType(
    {
        "not-assessable": Message("kan ikke vurderes", "cannot be assessed"),
        "not-looked": Message("endnu ikke undersøgt", "not looked into yet"),
    }
)
