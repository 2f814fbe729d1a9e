"""What an answer says of another time than that of the source: the government in office, and what began later."""

from collections.abc import Iterator, Sequence
from datetime import date

from reformdata.models import Actor, ActorKind, Corpus


def government_on(corpus: Corpus, general: str, day: date) -> Actor | None:
    """Of the governments that are part of the actor `general`, the one in office on `day`.

    None if the data has none, or two on the day on which one takes over, or if `general` is not the government, whoever
    forms it.
    """
    found = [
        actor
        for actor in corpus.actors.values()
        if actor.kind is ActorKind.GOVERNMENT and actor.part_of == general and actor.period
        if actor.period.includes(day)
    ]
    return found[0] if len(found) == 1 else None


def begun_later(corpus: Corpus, table: str, ids: Sequence[str], day: date, voice: str) -> Iterator[tuple[str, date]]:
    """Those of `ids` that begin after `day`, each with the day on which it begins.

    A reform without a period begins with its owner at the earliest. What the `voice` owns itself is left out: a
    government announces its reforms on the day before it takes office.
    """
    for id_ in ids:
        entry = getattr(corpus, table).get(id_)
        owners = [owner for owner in getattr(entry, "owners", ()) if owner in corpus.actors]
        if entry is None or id_ == voice or voice in owners:
            continue
        periods = [entry.period] if entry.period else [corpus.actors[owner].period for owner in owners]
        begins = [period.earliest for period in periods if period and period.earliest]
        if begins and len(begins) == len(periods) and min(begins) > day:
            yield id_, min(begins)
