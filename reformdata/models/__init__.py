"""The types of the data: closed, strict and frozen, each value with its own rules."""

from reformdata.models.corpus import TABLES, Corpus, Entry, Fingerprint, Fingerprints, ReadAct, Readings
from reformdata.models.entries import Actor, Area, GlossaryTerm, Law, Office, Reform, Skip, Source, TargetGroup, Theme
from reformdata.models.periods import Period
from reformdata.models.records import (
    Curation,
    Initiative,
    Proposal,
    Quantity,
    Record,
    RecordFile,
    Relation,
    Retired,
    Statement,
    Voice,
)
from reformdata.models.scalars import RecordId, Ref
from reformdata.models.terms import (
    ORDERED_VOCABULARIES,
    VOCABULARIES,
    Action,
    ActorKind,
    Claim,
    Form,
    Kind,
    Qualifier,
    RelationType,
    Review,
    SkipReason,
    SourceKind,
    Status,
    Strength,
    Term,
    Tone,
)
from reformdata.models.text import LANGUAGES, Doc, Label, Language, Text

__all__ = [
    "LANGUAGES", "ORDERED_VOCABULARIES", "TABLES", "VOCABULARIES",
    "Action", "Actor", "ActorKind", "Area", "Claim", "Corpus", "Curation", "Doc", "Entry", "Fingerprint", "Fingerprints",
    "Form", "GlossaryTerm", "Initiative", "Kind", "Label", "Language", "Law", "Office", "Period", "Proposal", "Qualifier", "Quantity", "ReadAct", "Readings", "Record",
    "RecordFile", "RecordId", "Ref", "Reform", "Relation", "RelationType", "Retired", "Review", "Skip", "SkipReason",
    "Source", "SourceKind", "Statement", "Status", "Strength", "TargetGroup", "Term", "Text", "Theme", "Tone", "Voice",
]  # fmt: skip
