"""What a record or a table should have and does not."""

from collections.abc import Iterator

from reformdata.curation.checks.fields import REFERENCES, follow, nodes
from reformdata.curation.checks.places import at
from reformdata.curation.reading.checkout import Checkout
from reformdata.curation.rules import INITIATIVE_WITHOUT_OWNER, UNCLASSIFIED_RECORD, UNUSED_ENTRY
from reformdata.findings import Finding
from reformdata.models import TABLES, Form, Initiative


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
    """Every initiative has an owner, whoever its voice is, unless no source says whose law or reform it is."""
    for record in checkout.corpus.records.values():
        if isinstance(record, Initiative) and not record.owners and not _nobody_says(checkout, record):
            yield at(checkout, INITIATIVE_WITHOUT_OWNER, "records", record.id, ("kind",))


def _nobody_says(checkout: Checkout, initiative: Initiative) -> bool:
    """Whether it is a law of the table of laws, or a reform that has no owner in the table of reforms either."""
    reforms = (checkout.corpus.reforms.get(reform) for reform in initiative.reforms)
    law = initiative.form == Form.LAW and bool(initiative.laws)
    return law or any(reform is not None and not reform.owners for reform in reforms)
