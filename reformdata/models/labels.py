"""What tables, fields and columns are called in Danish and in English."""

from collections.abc import Mapping
from types import MappingProxyType

from reformdata.messages import Message

TABLE_LABELS: Mapping[str, Message] = MappingProxyType(
    {
        "records": Message("Poster", "Records"),
        "retired": Message("Poster, der er taget ud", "Withdrawn records"),
        "sources": Message("Kilder", "Sources"),
        "fingerprints": Message("Fingeraftryk", "Fingerprints"),
        "readings": Message("Blinde læsninger", "Blind readings"),
        "actors": Message("Aktører", "Actors"),
        "reforms": Message("Reformer", "Reforms"),
        "laws": Message("Love", "Laws"),
        "documents": Message("Dokumenter", "Documents"),
        "outcomes": Message("Udfald", "Outcomes"),
        "areas": Message("Politikområder", "Policy areas"),
        "themes": Message("Temaer", "Themes"),
        "target_groups": Message("Målgrupper", "Target groups"),
        "glossary": Message("Ordliste", "Glossary"),
    }
)
"""By the name of the table."""

FIELD_LABELS: Mapping[str, Message] = MappingProxyType(
    {
        "source": Message("Kilde", "Source"),
        "kind": Message("Art", "Kind"),
        "paragraphs": Message("Afsnit i kilden", "Paragraphs of the source"),
        "title": Message("Titel", "Title"),
        "text": Message("Tekst", "Text"),
        "date": Message("Dato", "Date"),
        "voice": Message("Stemme", "Voice"),
        "voice.for": Message("Taler for", "Speaks for"),
        "voice.office": Message("Embede", "Office"),
        "reported_by": Message("Gengivet af", "Reported by"),
        **{name: TABLE_LABELS[name] for name in ("areas", "themes", "target_groups", "reforms", "laws")},
        "mentions": Message("Nævnte aktører", "Actors mentioned"),
        "quantities": Message("Tal", "Figures"),
        "relations": Message("Forbindelser", "Relations"),
        "action": Message("Handling", "Action"),
        "strength": Message("Styrke", "Strength"),
        "addressees": Message("Modtagere", "Addressees"),
        "claim": Message("Påstand", "Claim"),
        "tone": Message("Tone", "Tone"),
        "form": Message("Slags initiativ", "Form of initiative"),
        "owners": Message("Ejere", "Owners"),
        "partners": Message("Partnere", "Partners"),
        "status": Message("Status", "Status"),
        "period": Message("Periode", "Period"),
        "assessable": Message("Kan vurderes", "Can be assessed"),
        "verdict": Message("Hvad der blev af det", "What became of it"),
    }
)
"""Of the fields of a record, by their path in a file."""

COLUMN_LABELS: Mapping[str, Message] = MappingProxyType(
    {
        **{path.replace(".", "_"): label for path, label in FIELD_LABELS.items()},
        "id": Message("Id", "Id"),
        "number": Message("Nummer i kilden", "Number in the source"),
        "year": Message("År", "Year"),
        "stated_date": Message("Angivet dato", "Stated date"),
        "organisation": Message("Organisation", "Organisation"),
        "answered": Message("Besvaret", "Answered"),
        "answered_by": Message("Besvaret af", "Answered by"),
        "period_earliest": Message("Periodens første dag", "First day of the period"),
        "period_latest": Message("Periodens sidste dag", "Last day of the period"),
        "source_title": Message("Kildens titel", "Title of the source"),
        "source_kind": Message("Kildens art", "Kind of source"),
        "source_date": Message("Kildens dato", "Date of the source"),
        "publisher": Message("Kildens udgiver", "Publisher of the source"),
        "codebook": Message("Kodebogens udgave", "Edition of the codebook"),
        "review": Message("Efterprøvning", "Check"),
        "added": Message("Tilføjet", "Added"),
    }
)
"""Of the columns of the table `records`, by their names without the suffixes `_name`, `_da` and `_en`."""
