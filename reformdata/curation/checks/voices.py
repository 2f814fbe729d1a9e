"""Who answers for an act: only a person holds an office and speaks for another, and nobody reports himself."""

from collections.abc import Iterator

from reformdata.curation.checks.places import at
from reformdata.curation.reading.checkout import Checkout
from reformdata.curation.rules import REPORTED_BY_THE_VOICE, VOICE_OF_THE_WRONG_KIND
from reformdata.findings import Finding
from reformdata.models import ActorKind


def voices_of_the_wrong_kind(checkout: Checkout) -> Iterator[Finding]:
    """A voice that is no person has neither an office nor somebody it speaks for."""
    for record in checkout.corpus.records.values():
        actor = checkout.corpus.actors.get(record.voice.actor)
        if actor is None or actor.kind is ActorKind.PERSON:
            continue
        for field, value in (("office", record.voice.office), ("for", record.voice.for_)):
            if value is not None:
                yield at(
                    checkout, VOICE_OF_THE_WRONG_KIND, "records", record.id, ("voice", field), on_key=True,
                    actor=actor.id, field=field,
                )  # fmt: skip


def reported_by_the_voice(checkout: Checkout) -> Iterator[Finding]:
    """Whoever passes an act on is another than its voice."""
    for record in checkout.corpus.records.values():
        if record.reported_by == record.voice.actor:
            yield at(checkout, REPORTED_BY_THE_VOICE, "records", record.id, ("reported_by",), found=record.reported_by)
