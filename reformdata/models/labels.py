"""A short name of each table and of each field, in both languages."""

from collections.abc import Mapping
from types import MappingProxyType

from reformdata.models.text import Label

TABLE_LABELS: Mapping[str, Label] = MappingProxyType(
    {
        "records": Label("Poster", "Records"),
        "retired": Label("Poster, der er taget ud", "Withdrawn records"),
        "sources": Label("Kilder", "Sources"),
        "fingerprints": Label("Fingeraftryk", "Fingerprints"),
        "readings": Label("Blinde læsninger", "Blind readings"),
        "actors": Label("Aktører", "Actors"),
        "reforms": Label("Reformer", "Reforms"),
        "laws": Label("Love", "Laws"),
        "areas": Label("Politikområder", "Policy areas"),
        "themes": Label("Temaer", "Themes"),
        "target_groups": Label("Målgrupper", "Target groups"),
    }
)
"""By the name of the table."""
