"""What tables, fields and columns are called in Danish and in English."""

from collections.abc import Mapping
from types import MappingProxyType

from reformdata.models.text import Label

REFERENCE_TABLES = ("sources", "actors", "reforms", "laws", "documents", "areas", "themes", "target_groups", "glossary")
"""The tables that records point to; their models are in `corpus`."""

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
        "documents": Label("Dokumenter", "Documents"),
        "outcomes": Label("Udfald", "Outcomes"),
        "areas": Label("Politikområder", "Policy areas"),
        "themes": Label("Temaer", "Themes"),
        "target_groups": Label("Målgrupper", "Target groups"),
        "glossary": Label("Ordliste", "Glossary"),
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
        "assessable": Label("Kan vurderes", "Can be assessed"),
        "verdict": Label("Hvad der blev af det", "What became of it"),
    }
)
"""Of the fields of a record, by their path in a file."""

COLUMN_LABELS: Mapping[str, Label] = MappingProxyType(
    {
        **{path.replace(".", "_"): label for path, label in FIELD_LABELS.items()},
        "id": Label("Id", "Id"),
        "number": Label("Nummer i kilden", "Number in the source"),
        "year": Label("År", "Year"),
        "stated_date": Label("Angivet dato", "Stated date"),
        "organisation": Label("Organisation", "Organisation"),
        "answered": Label("Besvaret", "Answered"),
        "answered_by": Label("Besvaret af", "Answered by"),
        "period_earliest": Label("Periodens første dag", "First day of the period"),
        "period_latest": Label("Periodens sidste dag", "Last day of the period"),
        "source_title": Label("Kildens titel", "Title of the source"),
        "source_kind": Label("Kildens art", "Kind of source"),
        "source_date": Label("Kildens dato", "Date of the source"),
        "publisher": Label("Kildens udgiver", "Publisher of the source"),
        "codebook": Label("Kodebogens udgave", "Edition of the codebook"),
        "review": Label("Efterprøvning", "Check"),
        "added": Label("Tilføjet", "Added"),
    }
)
"""Of the columns of the table `records`, by their names without the suffixes `_name`, `_da` and `_en`."""
