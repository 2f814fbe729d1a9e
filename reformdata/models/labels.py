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

FIELD_LABELS: Mapping[str, Label] = MappingProxyType(
    {
        "source": Label("Kilde", "Source"),
        "kind": Label("Art", "Kind"),
        "paragraphs": Label("Afsnit i kilden", "Paragraphs of the source"),
        "title": Label("Titel", "Title"),
        "text": Label("Tekst", "Text"),
        "date": Label("Dato", "Date"),
        "voice": Label("Stemme", "Voice"),
        "voice.for": Label("Taler for", "Speaks for"),
        "voice.office": Label("Embede", "Office"),
        "reported_by": Label("Gengivet af", "Reported by"),
        **{name: TABLE_LABELS[name] for name in ("areas", "themes", "target_groups", "reforms", "laws")},
        "mentions": Label("Nævnte aktører", "Actors mentioned"),
        "quantities": Label("Tal", "Figures"),
        "relations": Label("Forbindelser", "Relations"),
        "action": Label("Handling", "Action"),
        "strength": Label("Styrke", "Strength"),
        "addressees": Label("Modtagere", "Addressees"),
        "claim": Label("Påstand", "Claim"),
        "tone": Label("Tone", "Tone"),
        "form": Label("Slags initiativ", "Form of initiative"),
        "owners": Label("Ejere", "Owners"),
        "partners": Label("Partnere", "Partners"),
        "status": Label("Status", "Status"),
        "period": Label("Periode", "Period"),
    }
)
"""Of the fields of a record, by their path in a file."""
