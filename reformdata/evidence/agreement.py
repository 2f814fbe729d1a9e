"""How far two readers of a source agreed before their lists were settled.

An act of the first reader and an act of the second are matched if both became the same record. Where a record
comes from several acts of one reader (one split what the other kept together), it matches once; the remaining
acts count as unmatched, so splitting lowers the figure as a missed act does.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from reformdata.models import ReadAct, Readings


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """The figures of one source, or of several added up."""

    first: int
    """Acts that the first reader named."""
    second: int
    """Acts that the second reader named."""
    matched: int
    """Pairs of acts, one of each reader, that became the same record."""
    same_kind: int
    """Matched pairs to which both readers gave the same kind."""
    same_voice: int
    """Matched pairs to which both readers gave the same voice."""

    @property
    def f1(self) -> float:
        """Matched acts as a share of all acts named, from 0 to 1: the harmonic mean of both readers' shares."""
        return 2 * self.matched / (self.first + self.second) if self.first + self.second else 1.0

    @property
    def kind(self) -> float:
        """Share of the matched acts with the same kind, from 0 to 1."""
        return self.same_kind / self.matched if self.matched else 1.0

    @property
    def voice(self) -> float:
        """Share of the matched acts with the same voice, from 0 to 1."""
        return self.same_voice / self.matched if self.matched else 1.0

    def __add__(self, other: "Agreement") -> "Agreement":
        return Agreement(
            first=self.first + other.first,
            second=self.second + other.second,
            matched=self.matched + other.matched,
            same_kind=self.same_kind + other.same_kind,
            same_voice=self.same_voice + other.same_voice,
        )


NONE = Agreement(first=0, second=0, matched=0, same_kind=0, same_voice=0)


def agreement_of(readings: Readings) -> Agreement:
    """The agreement of the two readings of one source."""
    pairs = list(_pairs(readings))
    return Agreement(
        first=len(readings.first),
        second=len(readings.second),
        matched=len(pairs),
        same_kind=sum(first.kind == second.kind for first, second in pairs),
        same_voice=sum(first.voice == second.voice for first, second in pairs),
    )


def _pairs(readings: Readings) -> Iterator[tuple[ReadAct, ReadAct]]:
    """Each record's pair of acts; an act is paired once, with the act most like it."""
    left, right = _by_record(readings.first), _by_record(readings.second)
    used: set[int] = set()
    for record in sorted(left.keys() & right.keys()):
        acts = [[act for act in side[record] if id(act) not in used] for side in (left, right)]
        if all(acts):
            first, second = max(product(*acts), key=_likeness)
            used |= {id(first), id(second)}
            yield first, second


def _by_record(acts: Iterable[ReadAct]) -> Mapping[str, list[ReadAct]]:
    found: dict[str, list[ReadAct]] = {}
    for act in acts:
        for record in act.records:
            found.setdefault(record, []).append(act)
    return found


def _likeness(pair: tuple[ReadAct, ...]) -> tuple[bool, bool, float]:
    first, second = pair
    shared = set(first.paragraphs) & set(second.paragraphs)
    either = set(first.paragraphs) | set(second.paragraphs)
    return (first.kind == second.kind, first.voice == second.voice, len(shared) / len(either))
