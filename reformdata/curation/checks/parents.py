"""What belongs to something larger does not, in the end, belong to itself."""

from collections.abc import Iterator

from reformdata.curation.checks.cycles import cycles
from reformdata.curation.checks.places import at
from reformdata.curation.reading.checkout import Checkout
from reformdata.curation.rules import CIRCULAR_PARENT
from reformdata.findings import Finding

_PARENTS = (("areas", "parent"), ("actors", "part_of"), ("reforms", "part_of"), ("retired", "replaced_by"))
"""The tables with entries that point upwards, and the field by which they do."""


def circular_parents(checkout: Checkout) -> Iterator[Finding]:
    """No area, actor or reform is part of itself, and no withdrawn record is its own successor."""
    for table, field in _PARENTS:
        parents = {key: getattr(entry, field) for key, entry in getattr(checkout.corpus, table).items()}
        itself = ((key,) for key, parent in parents.items() if key == parent)
        circles = cycles({key: [parent] for key, parent in parents.items() if parent is not None})
        for circle in (*itself, *circles):
            yield at(
                checkout, CIRCULAR_PARENT, table, circle[0], (field,),
                found=parents[circle[0]], field=field, cycle=" → ".join((*circle, circle[0])),
            )  # fmt: skip
