"""The offices of persons: who held one when, and whether records agree."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from reformdata.curation.checks.entries import finding
from reformdata.curation.reading.checkout import Checkout
from reformdata.curation.rules import OFFICE_NOT_HELD, OVERLAPPING_OFFICES
from reformdata.findings import Finding
from reformdata.models import ActorKind, Office
from reformdata.models.dates import in_words


def overlapping_offices(checkout: Checkout) -> Iterator[Finding]:
    """An office of a government has one holder at a time; one may take over on the day on which another leaves.

    Only periods that are known to the day are compared.
    """
    holders: dict[str, list[tuple[str, int, Office]]] = defaultdict(list)
    actors = checkout.corpus.actors
    for actor in actors.values():
        for index, office in enumerate(actor.offices):
            of = actors.get(office.for_ or "")
            if of and of.kind is ActorKind.GOVERNMENT and office.period.precision == "day":
                holders[office.title.da].append((actor.id, index, office))
    for held in holders.values():
        for (first, _, one), (second, index, other) in combinations(held, 2):
            if first != second and one.period.overlaps(other.period):
                yield finding(
                    checkout, OVERLAPPING_OFFICES, "actors", second, ("offices", index, "period"),
                    found=first, title_da=other.title.da, title_en=other.title.en,
                )  # fmt: skip


def offices_not_held(checkout: Checkout) -> Iterator[Finding]:
    """The office of a voice is one that the person held on the day of the record, if the person's offices are known."""
    corpus = checkout.corpus
    for record in corpus.records.values():
        actor, source = corpus.actors.get(record.voice.actor), corpus.sources.get(record.id.source)
        if actor is None or not actor.offices or record.voice.office is None or source is None:
            continue
        day = record.stated_date or source.date
        held = (office.title for office in actor.offices if office.period.includes(day))
        if record.voice.office not in held:
            yield finding(
                checkout, OFFICE_NOT_HELD, "records", record.id, ("voice", "office"),
                actor=actor.id, day=in_words(day), file=checkout.places["actors", actor.id].file,
                found_da=record.voice.office.da, found_en=record.voice.office.en,
            )  # fmt: skip
