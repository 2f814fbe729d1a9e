"""The heaviest chain: which pairs of paragraphs, taken in the order of both texts, weigh most together."""

from collections.abc import Iterable
from typing import NamedTuple


class Pair(NamedTuple):
    """A paragraph of the source, a line of the copy (both from 0), and how much speaks for their being the same."""

    source: int
    copy: int
    weight: float


def heaviest_chain(pairs: Iterable[Pair]) -> list[Pair]:
    """The pairs, rising in both texts, whose weights have the largest sum; weights are positive.

    Takes time in proportion to n log n of the number of pairs: what stands before a line is asked of
    a Fenwick tree of the best chains that end at or before each line.
    """
    # Within one paragraph the last line comes first, so that a chain cannot hold the paragraph twice.
    ordered = sorted(pairs, key=lambda pair: (pair.source, -pair.copy))
    if not ordered:
        return []
    size = max(pair.copy for pair in ordered) + 1
    best: list[tuple[float, int]] = [(0.0, -1)] * (size + 1)
    before: list[int] = []
    for index, pair in enumerate(ordered):
        weight, previous = _best_up_to(best, pair.copy)
        before.append(previous)
        _offer(best, pair.copy + 1, (weight + pair.weight, index))
    chain = []
    at = _best_up_to(best, size)[1]
    while at >= 0:
        chain.append(ordered[at])
        at = before[at]
    return chain[::-1]


def _best_up_to(best: list[tuple[float, int]], place: int) -> tuple[float, int]:
    found = (0.0, -1)
    while place > 0:
        if best[place][0] > found[0]:
            found = best[place]
        place &= place - 1
    return found


def _offer(best: list[tuple[float, int]], place: int, chain: tuple[float, int]) -> None:
    while place < len(best):
        if chain[0] > best[place][0]:
            best[place] = chain
        place += place & -place
