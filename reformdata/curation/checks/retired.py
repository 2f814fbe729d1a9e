"""Withdrawn records: each says what took its place, or why nothing did."""

from collections.abc import Iterator

from reformdata.curation.checks.places import at, broken_records
from reformdata.curation.reading.checkout import Checkout
from reformdata.curation.rules import DANGLING_RELATION, RETIRED_WITHOUT_REASON
from reformdata.findings import Finding


def retired_without_reason(checkout: Checkout) -> Iterator[Finding]:
    """A withdrawn record names its successor or gives a reason."""
    for id_, retired in checkout.corpus.retired.items():
        if retired.replaced_by is None and retired.reason is None:
            yield at(checkout, RETIRED_WITHOUT_REASON, "retired", id_, ("status",))


def unknown_successors(checkout: Checkout) -> Iterator[Finding]:
    """The successor of a withdrawn record is a record, if need be one that was itself withdrawn later."""
    corpus = checkout.corpus
    known = corpus.records.keys() | corpus.retired.keys() | broken_records(checkout)
    for id_, retired in corpus.retired.items():
        if retired.replaced_by is not None and retired.replaced_by not in known:
            yield at(
                checkout, DANGLING_RELATION, "retired", id_, ("replaced_by",),
                found=retired.replaced_by, expected=sorted(known - {id_}),
            )  # fmt: skip
