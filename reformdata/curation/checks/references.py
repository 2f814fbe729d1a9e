"""References to entries of the reference tables, and lists with repeated values."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from reformdata.curation.checks.entries import LISTS, REFERENCES, broken, finding, follow, nodes
from reformdata.curation.reading.checkout import Checkout
from reformdata.curation.rules import REPEATED_VALUE, UNKNOWN_REFERENCE, UNUSED_ENTRY
from reformdata.findings import Finding, Message
from reformdata.models import TABLES

TABLE_NAMES: Mapping[str, Message] = MappingProxyType(
    {
        "actors": Message("aktørerne i records/actors/", "actors in records/actors/"),
        "reforms": Message("reformerne i records/reforms/", "reforms in records/reforms/"),
        "laws": Message("lovene i records/laws/", "laws in records/laws/"),
        "areas": Message("områderne i records/areas.yaml", "areas in records/areas.yaml"),
        "themes": Message("temaerne i records/themes.yaml", "themes in records/themes.yaml"),
        "target_groups": Message(
            "målgrupperne i records/target-groups.yaml", "target groups in records/target-groups.yaml"
        ),
    }
)


def unknown_references(checkout: Checkout) -> Iterator[Finding]:
    """Every actor, reform, law, area, theme and target group that is referred to is in its table.

    References to records are checked in `relations` and `records`.
    """
    known = {table: getattr(checkout.corpus, table).keys() | broken(checkout, table) for table in TABLE_NAMES}
    for table, key, node in nodes(checkout.corpus):
        for path, other in REFERENCES[type(node)]:
            if other == "records":
                continue
            for loc, found in follow(node, path):
                if found not in known[other]:
                    name = TABLE_NAMES[other]
                    yield finding(
                        checkout, UNKNOWN_REFERENCE, table, key, loc,
                        found=found, expected=sorted(known[other]), table_da=name.da, table_en=name.en,
                    )  # fmt: skip


def unused_entries(checkout: Checkout) -> Iterator[Finding]:
    """Every entry of a reference table is referred to; sources are used by the records in their folder.

    Nothing is reported while any file cannot be read, since it may use the entry.
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
            yield finding(checkout, UNUSED_ENTRY, table, key, ("id",), found=key)


def repeated_values(checkout: Checkout) -> Iterator[Finding]:
    """A list of ids, numbers or names has each of them once; quantities and relations may repeat."""
    for table, key, node in nodes(checkout.corpus):
        for path in LISTS[type(node)]:
            for loc, values in follow(node, path):
                for place, value in _repeats(values):
                    yield finding(checkout, REPEATED_VALUE, table, key, (*loc, place), found=str(value))


def _repeats(values: tuple[object, ...]) -> Iterator[tuple[int, object]]:
    seen = set()
    for place, value in enumerate(values):
        if isinstance(value, str | int) and value in seen:
            yield place, value
        seen.add(value)
