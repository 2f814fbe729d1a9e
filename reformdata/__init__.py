"""What has been proposed, said and undertaken in the reform of the Danish public sector.

>>> import reformdata as rd
>>> ds = rd.load()
>>> ds.proposals.filter(strength="must", since=2018)  # doctest: +SKIP
<Records: 9 proposals, 2018–2020>

Every name is imported when it is first used, so that `import reformdata` costs next to nothing.
Type checkers read the names from `__init__.pyi`.
"""

_MODULES = {
    "Actor": "reformdata.models",
    "Area": "reformdata.models",
    "Assessment": "reformdata.models",
    "Change": "reformdata.dataset.comparison.changes",
    "Codebook": "reformdata.dataset.codebook",
    "CollidingIdsError": "reformdata.errors",
    "Comparison": "reformdata.dataset.comparison.comparison",
    "ConditionValueError": "reformdata.errors",
    "Counts": "reformdata.dataset.statistics",
    "Coverage": "reformdata.evidence.coverage",
    "DamagedDataError": "reformdata.errors",
    "DanglingReferenceError": "reformdata.errors",
    "Dataset": "reformdata.dataset.dataset",
    "DifferentDataError": "reformdata.errors",
    "Document": "reformdata.models",
    "Entries": "reformdata.dataset.records",
    "FieldChange": "reformdata.dataset.comparison.changes",
    "GlossaryTerm": "reformdata.models",
    "Initiative": "reformdata.models",
    "InvalidCheckoutError": "reformdata.errors",
    "Label": "reformdata.models",
    "Law": "reformdata.models",
    "MissingDataError": "reformdata.errors",
    "MissingExtraError": "reformdata.errors",
    "NewerDataWarning": "reformdata.errors",
    "Office": "reformdata.models",
    "Outcome": "reformdata.models",
    "Period": "reformdata.models",
    "Proposal": "reformdata.models",
    "Quantity": "reformdata.models",
    "RecordId": "reformdata.models",
    "Records": "reformdata.dataset.records",
    "Reform": "reformdata.models",
    "ReformdataError": "reformdata.errors",
    "ReformdataWarning": "reformdata.errors",
    "Relation": "reformdata.models",
    "RetiredRecordWarning": "reformdata.errors",
    "Source": "reformdata.models",
    "Statement": "reformdata.models",
    "TargetGroup": "reformdata.models",
    "Text": "reformdata.models",
    "Theme": "reformdata.models",
    "TooManyRecordsError": "reformdata.errors",
    "UnknownConditionError": "reformdata.errors",
    "UnknownFormatError": "reformdata.errors",
    "UnknownIdError": "reformdata.errors",
    "UnknownPositionError": "reformdata.errors",
    "UnreadableCitationError": "reformdata.errors",
    "UnsortedRecordsError": "reformdata.errors",
    "Verification": "reformdata.dataset.citing.selections",
    "Voice": "reformdata.models",
    "__version__": "reformdata.about",
    "codebook": "reformdata.dataset.codebook",
    "diff": "reformdata.dataset.comparison.comparing",
    "load": "reformdata.dataset.dataset",
    "verify_citation": "reformdata.dataset.citing.selections",
}
__all__ = list(_MODULES)


def __getattr__(name: str) -> object:
    from importlib import import_module

    if name not in _MODULES:
        raise AttributeError(f"module 'reformdata' has no attribute {name!r}")
    value: object = getattr(import_module(_MODULES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
