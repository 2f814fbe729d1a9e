"""Lists in which a value stands twice."""

from collections.abc import Iterator

from reformdata.curation.checks.fields import LISTS, follow, nodes
from reformdata.curation.checks.places import at
from reformdata.curation.reading.checkout import Checkout
from reformdata.curation.rules import REPEATED_VALUE
from reformdata.findings import Finding


def repeated_values(checkout: Checkout) -> Iterator[Finding]:
    """A list of ids, numbers or names holds each of them once; quantities and relations are no such lists."""
    for table, key, node in nodes(checkout.corpus):
        for path in LISTS[type(node)]:
            for loc, values in follow(node, path):
                for place, value in _repeats(values):
                    yield at(checkout, REPEATED_VALUE, table, key, (*loc, place), found=str(value))


def _repeats(values: tuple[object, ...]) -> Iterator[tuple[int, object]]:
    seen = set()
    for place, value in enumerate(values):
        if isinstance(value, str | int) and value in seen:
            yield place, value
        seen.add(value)
