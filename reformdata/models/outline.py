"""What reads rows has to know of the data, without making the vocabularies and the models: the tests compare it with them."""

from collections.abc import Mapping
from types import MappingProxyType

REFERENCE_TABLES = ("sources", "actors", "reforms", "laws", "documents", "areas", "themes", "target_groups", "glossary")
"""The tables that records point to."""

KINDS = ("proposal", "statement", "initiative")
"""The kinds of records."""

MODEL_REVIEWS = ("single-model", "second-model")
"""The reviews of records whose source only language models read."""

ORDERS: Mapping[str, int] = MappingProxyType({"strength": -1, "tone": 1, "status": 1})
"""The vocabularies with an order. 1: listed from low to high, -1: from high to low."""
