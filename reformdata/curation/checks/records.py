"""What a record must state: its subject, its voice, its owner, or why it was withdrawn."""

from collections.abc import Iterator

from reformdata.curation import rules
from reformdata.curation.checks.entries import finding
from reformdata.curation.reading.checkout import Checkout
from reformdata.findings import Finding
from reformdata.models import ActorKind, Form, Initiative


def unclassified_records(checkout: Checkout) -> Iterator[Finding]:
    """Every record can be found by an area or a theme."""
    for record in checkout.corpus.records.values():
        if not record.areas and not record.themes:
            yield finding(checkout, rules.UNCLASSIFIED_RECORD, "records", record.id, ("id",))


def initiatives_without_owner(checkout: Checkout) -> Iterator[Finding]:
    """Every initiative has an owner, except laws, and reforms without an owner in their table."""
    for record in checkout.corpus.records.values():
        if isinstance(record, Initiative) and not record.owners and not _may_lack_owner(checkout, record):
            yield finding(checkout, rules.INITIATIVE_WITHOUT_OWNER, "records", record.id, ("kind",))


def _may_lack_owner(checkout: Checkout, initiative: Initiative) -> bool:
    """Whether it is a law in the table of laws, or belongs to a reform without an owner in the table of reforms."""
    reforms = (checkout.corpus.reforms.get(reform) for reform in initiative.reforms)
    law = initiative.form == Form.LAW and bool(initiative.laws)
    return law or any(reform is not None and not reform.owners for reform in reforms)


def voices_of_the_wrong_kind(checkout: Checkout) -> Iterator[Finding]:
    """Only a person has an office or speaks for someone else."""
    for record in checkout.corpus.records.values():
        actor = checkout.corpus.actors.get(record.voice.actor)
        if actor is None or actor.kind is ActorKind.PERSON:
            continue
        for field, value in (("office", record.voice.office), ("for", record.voice.for_)):
            if value is not None:
                yield finding(
                    checkout, rules.VOICE_OF_THE_WRONG_KIND, "records", record.id, ("voice", field), on_key=True,
                    actor=actor.id, field=field,
                )  # fmt: skip


def reported_by_the_voice(checkout: Checkout) -> Iterator[Finding]:
    """`reported_by` names someone other than the voice."""
    for record in checkout.corpus.records.values():
        if record.reported_by == record.voice.actor:
            yield finding(
                checkout, rules.REPORTED_BY_THE_VOICE, "records", record.id, ("reported_by",), found=record.reported_by
            )


def retired_without_reason(checkout: Checkout) -> Iterator[Finding]:
    """A withdrawn record names its successor or gives a reason."""
    for id_, retired in checkout.corpus.retired.items():
        if retired.replaced_by is None and retired.reason is None:
            yield finding(checkout, rules.RETIRED_WITHOUT_REASON, "retired", id_, ("status",))
