"""How to cite the data, a record or a selection of records, and whether a cited selection is still the same."""

from reformdata.citing.references import of_dataset, of_record, of_selection
from reformdata.citing.selections import CitedSelection, Steps, cited, extended
from reformdata.citing.styles import SELECTION_STYLES, STYLES, Reference, styled

__all__ = [
    "SELECTION_STYLES", "STYLES", "CitedSelection", "Reference", "Steps", "cited", "extended",
    "of_dataset", "of_record", "of_selection", "styled",
]  # fmt: skip
