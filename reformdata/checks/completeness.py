"""What a record or a table should have and does not."""

from collections.abc import Iterator

from reformdata.checks.fields import REFERENCES, follow, nodes
from reformdata.checks.places import at
from reformdata.findings import Finding
from reformdata.models import TABLES, Initiative
from reformdata.reading.checkout import Checkout
from reformdata.rules import INITIATIVE_WITHOUT_OWNER, UNCLASSIFIED_RECORD, UNUSED_ENTRY


def unclassified_records(checkout: Checkout) -> Iterator[Finding]:
    """Every record can be found by an area or a theme."""
    for record in checkout.corpus.records.values():
        if not record.areas and not record.themes:
            yield at(checkout, UNCLASSIFIED_RECORD, "records", record.id, ("id",))


def unused_entries(checkout: Checkout) -> Iterator[Finding]:
    """Something points to every entry of a reference table; a source is used by the records in its folder.

    A file that could not be read may be what uses it, so nothing is said before all can be.
    """
    if any(checkout.broken.values()):
        return
    used = {
        (other, found)
        for table, key, node in nodes(checkout.corpus)
        for path, other in REFERENCES[type(node)]
        for _, found in follow(node, path)
        if (other, found) != (table, key)
    }
    for table, key, _ in nodes(checkout.corpus):
        if table in TABLES and table != "sources" and (table, key) not in used:
            yield at(checkout, UNUSED_ENTRY, table, key, ("id",), found=key)


def initiatives_without_owner(checkout: Checkout) -> Iterator[Finding]:
    """Every initiative has an owner: that is what tells it from a statement, whoever its voice is."""
    for record in checkout.corpus.records.values():
        if isinstance(record, Initiative) and not record.owners:
            yield at(checkout, INITIATIVE_WITHOUT_OWNER, "records", record.id, ("kind",))
