"""Two versions of the data, compared: what was added, withdrawn, merged, moved and changed, field by field."""

from reformdata.dataset.comparison.changes import Change, Comparison, FieldChange
from reformdata.dataset.comparison.comparing import diff

__all__ = ["Change", "Comparison", "FieldChange", "diff"]
