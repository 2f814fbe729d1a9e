"""Circles among things that point to one another."""

from collections.abc import Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter


def cycles(edges: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, ...]]:
    """Circles of `edges`, each from its smallest id on and once round: `a: [b], b: [a]` gives `(a, b)`.

    As many are given as have to be cut before no circle is left. An edge to itself is not a circle here.
    """
    left = {start: {end for end in ends if end != start} for start, ends in edges.items()}
    while circle := _one(left):
        left[circle[0]].discard(circle[1])
        yield circle


def _one(edges: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """A circle of `edges`, or nothing."""
    # Sorted, since the circle that is met first depends on the order, and findings must not.
    sorter = TopologicalSorter({start: sorted(ends) for start, ends in sorted(edges.items())})
    try:
        sorter.prepare()
    except CycleError as error:
        _, *backwards = error.args[1]  # first and last are the same; each comes *before* its predecessor
        circle = backwards[::-1]
        first = circle.index(min(circle))
        return (*circle[first:], *circle[:first])
    return ()
