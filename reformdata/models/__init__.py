"""The types of the data: closed, strict and frozen, each value with its own rules.

A name is imported when it is first used: languages, terms, ids and periods do without Pydantic.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reformdata.models.corpus import TABLES, Corpus, Entry, Fingerprint, Fingerprints, ReadAct, Readings
    from reformdata.models.entries import (
        Actor,
        Area,
        GlossaryTerm,
        Law,
        Office,
        Reform,
        Skip,
        Source,
        TargetGroup,
        Theme,
    )
    from reformdata.models.ids import RecordId
    from reformdata.models.languages import LANGUAGES, Language
    from reformdata.models.outcomes import Assessment, BlindCodes, Document, Evidence, Outcome, Search
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
    from reformdata.models.scalars import Ref
    from reformdata.models.terms import (
        ORDERED_VOCABULARIES,
        VOCABULARIES,
        Action,
        ActorKind,
        Assessable,
        Claim,
        DocumentKind,
        Form,
        Kind,
        Link,
        Qualifier,
        RelationType,
        Review,
        Scope,
        SeenAs,
        SkipReason,
        SourceKind,
        Status,
        Strength,
        Term,
        Tone,
        Verdict,
        WhyNot,
    )
    from reformdata.models.text import Doc, Label, Text

__all__ = [
    "LANGUAGES", "ORDERED_VOCABULARIES", "TABLES", "VOCABULARIES",
    "Action", "Actor", "ActorKind", "Area", "Assessable", "Assessment", "BlindCodes", "Claim", "Corpus", "Curation",
    "Doc", "Document", "DocumentKind", "Entry", "Evidence", "Fingerprint", "Fingerprints", "Form", "GlossaryTerm",
    "Initiative", "Kind", "Label", "Language", "Law", "Link", "Office", "Outcome", "Period", "Proposal", "Qualifier",
    "Quantity", "ReadAct", "Readings", "Record", "RecordFile", "RecordId", "Ref", "Reform", "Relation", "RelationType",
    "Retired", "Review", "Scope", "Search", "SeenAs", "Skip", "SkipReason", "Source", "SourceKind", "Statement",
    "Status", "Strength", "TargetGroup", "Term", "Text", "Theme", "Tone", "Verdict", "Voice", "WhyNot",
]  # fmt: skip

_MODULES = ("languages", "terms", "ids", "text", "periods", "scalars", "entries", "outcomes", "records", "corpus")
"""Where the names are: first the modules that do without Pydantic."""


def __getattr__(name: str) -> object:
    from importlib import import_module

    for module in _MODULES if name in __all__ else ():
        found = vars(import_module(f"{__name__}.{module}"))
        if name in found:
            globals()[name] = found[name]
            return found[name]
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
