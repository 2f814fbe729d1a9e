"""A finding at its place in the checkout, and what must not be asked of files that could not be read."""

from collections.abc import Iterable

from reformdata.curation.reading.checkout import Checkout
from reformdata.findings import Finding, Fix, Loc, Message, Rule


def at(
    checkout: Checkout,
    rule: Rule,
    table: str,
    key: str,
    loc: Loc = (),
    *,
    on_key: bool = False,
    found: str | None = None,
    expected: Iterable[str] = (),
    advice: Message | None = None,
    fix: Fix | None = None,
    **values: object,
) -> Finding:
    """A finding of `rule` at `loc` in the entry `key` of `table`; the rest is as in `Rule.at`."""
    place = checkout.places[table, key]
    where = (*place.loc, *loc)
    return rule.at(
        place.file, where,
        on_key=on_key, at_end=False, found=found, expected=expected, advice=advice, fix=fix, span=None, **values,
    )  # fmt: skip


def broken(checkout: Checkout, table: str) -> frozenset[str]:
    """The ids of `table` whose file could not be read: what points to them is not reported."""
    return checkout.broken.get(table, frozenset())


def source_of(record: str) -> str:
    """The source in the id of a record; also in one that has not the form of an id, as a broken file may give it."""
    return record.rpartition(".")[0]


def broken_records(checkout: Checkout) -> frozenset[str]:
    """The ids of records whose file could not be read; it may have held a record or a tombstone."""
    return broken(checkout, "records") | broken(checkout, "retired")
