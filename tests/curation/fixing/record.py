"""The record that the tests of fixing damage."""

from reformdata.curation.formatting import format_text
from tests.curation.rules.pages import FIXTURE

RECORD = "records/sources/skovby-2020-brev/02-mad-giver-ro.yaml"
GOOD = (FIXTURE / RECORD).read_text(encoding="utf-8")
CANONICAL = format_text(GOOD)


def changed(*pairs: tuple[str, str]) -> str:
    """The record in the canonical form, with some texts that occur once replaced."""
    text = CANONICAL
    for old, new in pairs:
        assert text.count(old) == 1
        text = text.replace(old, new)
    return text
