"""What has been proposed, said and undertaken in the reform of the Danish public sector.

>>> import reformdata as rd
>>> ds = rd.load()
>>> ds.proposals.filter(strength="must", since=2018)  # doctest: +SKIP
<Records: 9 proposals, 2018–2020>

Every name is imported when it is first asked for, so that `import reformdata` costs next to nothing.
"""

TYPE_CHECKING = False  # as typing has it for type checkers; importing typing would double what a bare Python costs
if TYPE_CHECKING:
    from reformdata.citing.verifying import Verification, verify_citation
    from reformdata.comparison import Change, Comparison, FieldChange, diff
    from reformdata.dataset import Dataset, load
    from reformdata.errors import (
        CollidingIdsError,
        ConditionValueError,
        DamagedDataError,
        DanglingReferenceError,
        InvalidCheckoutError,
        MissingDataError,
        MissingExtraError,
        NewerDataWarning,
        ReformdataError,
        ReformdataWarning,
        RetiredRecordWarning,
        UnknownConditionError,
        UnknownFormatError,
        UnknownIdError,
        UnreadableCitationError,
    )
    from reformdata.models import (
        Actor,
        Area,
        Initiative,
        Label,
        Law,
        Period,
        Proposal,
        Quantity,
        RecordId,
        Reform,
        Relation,
        Source,
        Statement,
        TargetGroup,
        Text,
        Theme,
        Voice,
    )
    from reformdata.views import Entries, Records

__version__ = "0.1.0"
__all__ = [
    "Actor", "Area", "Change", "CollidingIdsError", "Comparison", "ConditionValueError", "DamagedDataError", "DanglingReferenceError",
    "Dataset", "Entries", "FieldChange", "Initiative", "InvalidCheckoutError", "Label", "Law", "MissingDataError",
    "MissingExtraError", "NewerDataWarning", "Period", "Proposal", "Quantity", "RecordId", "Records", "Reform",
    "ReformdataError", "ReformdataWarning", "Relation", "RetiredRecordWarning", "Source", "Statement",
    "TargetGroup", "Text", "Theme", "UnknownConditionError", "UnknownFormatError", "UnknownIdError",
    "UnreadableCitationError", "Verification",
    "Voice", "__version__", "diff", "load", "verify_citation",
]  # fmt: skip

_HOMES = {
    "reformdata.citing.verifying": ("Verification", "verify_citation"),
    "reformdata.comparison": ("Change", "Comparison", "FieldChange", "diff"),
    "reformdata.dataset": ("Dataset", "load"),
    "reformdata.errors": (
        "CollidingIdsError", "ConditionValueError", "DamagedDataError", "DanglingReferenceError", "InvalidCheckoutError", "MissingDataError",
        "MissingExtraError", "NewerDataWarning", "ReformdataError", "ReformdataWarning", "RetiredRecordWarning", "UnknownConditionError",
        "UnknownFormatError", "UnknownIdError", "UnreadableCitationError",
    ),
    "reformdata.models": (
        "Actor", "Area", "Initiative", "Label", "Law", "Period", "Proposal", "Quantity", "RecordId", "Reform", "Relation",
        "Source", "Statement", "TargetGroup", "Text", "Theme", "Voice",
    ),
    "reformdata.views": ("Entries", "Records"),
}  # fmt: skip


def __getattr__(name: str) -> object:
    from importlib import import_module

    for home, names in _HOMES.items():
        if name in names:
            value: object = getattr(import_module(home), name)
            globals()[name] = value
            return value
    raise AttributeError(f"module 'reformdata' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
