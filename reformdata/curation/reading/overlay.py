"""A checkout that extends published data: every check covers both, and only the checkout has findings."""

from collections.abc import Iterator
from dataclasses import fields, replace
from types import MappingProxyType

from reformdata.curation.reading.checkout import Checkout, Place, locate
from reformdata.curation.rules import DUPLICATE_ID, EMPTY_DATA_SET
from reformdata.findings import Finding, Message
from reformdata.models import Corpus
from reformdata.store.overlay import VOCABULARIES, add_overlay, collisions, repetitions

_PUBLISHED = "reformdata:"
"""The start of the file name of a published entry; no file of a checkout starts so."""

_TAKEN = Message(
    "de publicerede data har allerede det id; giv posten her et andet id, eller slet den og brug den publicerede",
    "the published data already has that id: give this entry another id, or delete it and use the published one",
)
_REDEFINED = Message(
    "de publicerede data beskriver det anderledes; slet posten her, eller giv den et andet id",
    "the published data describes it differently: delete this entry, or give it another id",
)


def overlay(base: Corpus, own: Checkout) -> Checkout:
    """`own` with the entries and places of `base` added, and with the findings of `own`.

    An id that both have is a finding. A vocabulary of `own` may repeat entries of `base` but not change them; `own`
    need not have a record yet.
    """
    published = _published_places((field.name, id_) for field in fields(base) for id_ in getattr(base, field.name))
    places = {**published, **own.places, **_published_places(repetitions(base, own.corpus))}
    read = (one for one in own.findings if one.rule is not EMPTY_DATA_SET or not own.file_count)
    return replace(
        own,
        corpus=add_overlay(base, own.corpus),
        places=MappingProxyType(places),
        findings=tuple(sorted((*read, *locate(own.root, _collisions(base, own))), key=lambda one: one.order)),
    )


def is_own(finding: Finding) -> bool:
    """Whether `finding` is about a file of the own data."""
    return not finding.file.startswith(_PUBLISHED)


def _published_places(keys: Iterator[tuple[str, str]]) -> dict[tuple[str, str], Place]:
    return {(table, id_): Place(file=f"{_PUBLISHED}{table}/{id_}") for table, id_ in keys}


def _collisions(base: Corpus, own: Checkout) -> Iterator[Finding]:
    for table, id_ in collisions(base, own.corpus):
        place = own.places[table, id_]
        other, advice = f"{_PUBLISHED}{table}/{id_}", _REDEFINED if table in VOCABULARIES else _TAKEN
        yield DUPLICATE_ID.finding(place.file, (*place.loc, "id"), found=id_, other=other, advice=advice)
