"""Every id that a record or an entry holds of another names one that is there."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from reformdata.curation.checks.fields import REFERENCES, follow, nodes
from reformdata.curation.checks.places import at, broken
from reformdata.curation.reading.checkout import Checkout
from reformdata.curation.rules import UNKNOWN_REFERENCE
from reformdata.findings import Finding, Message

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
    """Every actor, reform, law, area, theme and target group that is named stands in its table.

    Records that point to records have rules of their own, in `relations` and `retired`.
    """
    known = {table: getattr(checkout.corpus, table).keys() | broken(checkout, table) for table in TABLE_NAMES}
    for table, key, node in nodes(checkout.corpus):
        for path, other in REFERENCES[type(node)]:
            if other == "records":
                continue
            for loc, found in follow(node, path):
                if found not in known[other]:
                    name = TABLE_NAMES[other]
                    yield at(
                        checkout, UNKNOWN_REFERENCE, table, key, loc,
                        found=found, expected=sorted(known[other]), table_da=name.da, table_en=name.en,
                    )  # fmt: skip
