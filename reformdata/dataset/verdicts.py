"""What is known of an act: its latest verdict, or why it has none."""

from collections.abc import Mapping
from types import MappingProxyType

from reformdata.messages import Message

VERDICT = "CASE WHEN assessable = 'no' THEN 'not-assessable' ELSE coalesce(verdict, 'not-looked') END"
"""The SQL of what is known of a proposal or initiative, of its row of `records` or `outcomes`: its latest verdict, or why it has none."""
WITHOUT_VERDICT: Mapping[str, Message] = MappingProxyType(
    {
        "not-assessable": Message("kan ikke vurderes", "cannot be assessed"),
        "not-looked": Message("endnu ikke undersøgt", "not looked into yet"),
    }
)
