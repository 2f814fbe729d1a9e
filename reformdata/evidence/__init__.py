"""Evidence without copying: a record's paragraphs are found again in a text that is not part of the data.

The data has no text of a source, only the fingerprint of each paragraph. With a copy of the text, `hydrate` finds the
passages again; nothing is downloaded.
"""

from reformdata.evidence.coverage import Coverage, SourceCoverage, coverage_of
from reformdata.evidence.fingerprint import fingerprint_text
from reformdata.evidence.hydration import Hydration, Passage, Passages, hydrate

__all__ = [
    "Coverage",
    "Hydration",
    "Passage",
    "Passages",
    "SourceCoverage",
    "coverage_of",
    "fingerprint_text",
    "hydrate",
]
