from reformdata.about import __version__ as __version__
from reformdata.dataset.citing.verifying import (
    Verification as Verification,
)
from reformdata.dataset.citing.verifying import (
    verify_citation as verify_citation,
)
from reformdata.dataset.comparison.changes import (
    Change as Change,
)
from reformdata.dataset.comparison.changes import (
    Comparison as Comparison,
)
from reformdata.dataset.comparison.changes import (
    FieldChange as FieldChange,
)
from reformdata.dataset.comparison.comparing import diff as diff
from reformdata.dataset.dataset import (
    Dataset as Dataset,
)
from reformdata.dataset.dataset import (
    load as load,
)
from reformdata.dataset.records import (
    Entries as Entries,
)
from reformdata.dataset.records import (
    Records as Records,
)
from reformdata.errors import (
    CollidingIdsError as CollidingIdsError,
)
from reformdata.errors import (
    ConditionValueError as ConditionValueError,
)
from reformdata.errors import (
    DamagedDataError as DamagedDataError,
)
from reformdata.errors import (
    DanglingReferenceError as DanglingReferenceError,
)
from reformdata.errors import (
    InvalidCheckoutError as InvalidCheckoutError,
)
from reformdata.errors import (
    MissingDataError as MissingDataError,
)
from reformdata.errors import (
    MissingExtraError as MissingExtraError,
)
from reformdata.errors import (
    NewerDataWarning as NewerDataWarning,
)
from reformdata.errors import (
    ReformdataError as ReformdataError,
)
from reformdata.errors import (
    ReformdataWarning as ReformdataWarning,
)
from reformdata.errors import (
    RetiredRecordWarning as RetiredRecordWarning,
)
from reformdata.errors import (
    UnknownConditionError as UnknownConditionError,
)
from reformdata.errors import (
    UnknownFormatError as UnknownFormatError,
)
from reformdata.errors import (
    UnknownIdError as UnknownIdError,
)
from reformdata.errors import (
    UnreadableCitationError as UnreadableCitationError,
)
from reformdata.models import (
    Actor as Actor,
)
from reformdata.models import (
    Area as Area,
)
from reformdata.models import (
    Initiative as Initiative,
)
from reformdata.models import (
    Label as Label,
)
from reformdata.models import (
    Law as Law,
)
from reformdata.models import (
    Period as Period,
)
from reformdata.models import (
    Proposal as Proposal,
)
from reformdata.models import (
    Quantity as Quantity,
)
from reformdata.models import (
    RecordId as RecordId,
)
from reformdata.models import (
    Reform as Reform,
)
from reformdata.models import (
    Relation as Relation,
)
from reformdata.models import (
    Source as Source,
)
from reformdata.models import (
    Statement as Statement,
)
from reformdata.models import (
    TargetGroup as TargetGroup,
)
from reformdata.models import (
    Text as Text,
)
from reformdata.models import (
    Theme as Theme,
)
from reformdata.models import (
    Voice as Voice,
)

__all__ = [
    "Actor",
    "Area",
    "Change",
    "CollidingIdsError",
    "Comparison",
    "ConditionValueError",
    "DamagedDataError",
    "DanglingReferenceError",
    "Dataset",
    "Entries",
    "FieldChange",
    "Initiative",
    "InvalidCheckoutError",
    "Label",
    "Law",
    "MissingDataError",
    "MissingExtraError",
    "NewerDataWarning",
    "Period",
    "Proposal",
    "Quantity",
    "RecordId",
    "Records",
    "Reform",
    "ReformdataError",
    "ReformdataWarning",
    "Relation",
    "RetiredRecordWarning",
    "Source",
    "Statement",
    "TargetGroup",
    "Text",
    "Theme",
    "UnknownConditionError",
    "UnknownFormatError",
    "UnknownIdError",
    "UnreadableCitationError",
    "Verification",
    "Voice",
    "__version__",
    "diff",
    "load",
    "verify_citation",
]
