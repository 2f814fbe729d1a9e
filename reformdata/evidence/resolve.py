"""Where the paragraphs of a source are in a copy of it.

Two paragraphs with the same digest are the same. Where words have changed, they are compared by the share of the
triples in the sketch that a line of the copy has too. Certain matches are made first, in the order of the text
where possible; less certain ones must then fit between them.
"""

from bisect import bisect, bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, NamedTuple, TypeAlias

from reformdata.evidence.fingerprint import digest_of, normalise, sketch_hashes
from reformdata.evidence.texts import Line
from reformdata.models import Fingerprint

State: TypeAlias = Literal["exact", "moved", "edited", "missing"]
"""`exact`: the same text under the same number; `moved`: the same text under another number, or over several
lines; `edited`: words have changed; `missing`: not found."""

STATES: tuple[State, ...] = ("exact", "moved", "edited", "missing")
"""From the best to the worst."""

_STRONG, _STRONG_HASHES = 3 / 8, 2
"""From this share of the triples, and this many, a changed paragraph is recognised anywhere."""

_STRONG_ALIKE = 1 / 4
"""From this share if it has as many words as it had: of the four triples of six words a changed one leaves one."""

_WEAK = 1 / 8
"""From this share it is recognised between its neighbours. A paragraph with every third word changed
still has about a third of its triples; 16 are sampled, and two or more of them are left in 99 cases of 100."""

_JOINED = 1 / 2
"""From this share a paragraph is recognised in the line of its neighbour."""

_SLACK = 2
"""The lines of a broken paragraph may have this many words more than it had."""

_FEWEST = 3
"""A paragraph with fewer words than this is not recognised when one has changed."""


@dataclass(frozen=True, slots=True)
class Match:
    """The match of one paragraph of a source in a copy."""

    paragraph: int
    """Its number in the source, from 1."""
    state: State
    found: tuple[int, ...] = ()
    """The numbers of the paragraphs of the copy that hold it: one, or several where its line was broken."""
    similarity: int | None = None
    """Percent of its word triples that are there, estimated from at most 16, and 100 only where no sign has changed;
    None for a missing paragraph, and for a short one with a changed word, which is known by its place alone."""


class Pair(NamedTuple):
    """A paragraph of the source, a line of the copy (both from 0), and how much speaks for their being the same."""

    source: int
    copy: int
    weight: float


_Chain: TypeAlias = "tuple[Pair, _Chain | None]"


def resolve(fingerprints: Sequence[Fingerprint], lines: Sequence[Line]) -> tuple[Match, ...]:
    """The match of each paragraph of a source in a copy of it, in the order of the source.

    Equal paragraphs are matched in their order. A line matches two paragraphs only where the copy has joined two
    neighbours. `lines` have at least the hashes of the sketches.
    """
    alignment = _Alignment(fingerprints, lines)
    certain, likely = _certain_and_likely(alignment)
    backbone = heaviest_chain(certain)
    alignment.take_all(backbone)
    alignment.take_all(sorted(certain, key=lambda pair: (-pair.weight, abs(pair.copy - pair.source), pair)))
    between = heaviest_chain(pair for pair in likely if alignment.both_free(pair) and _fits(pair, backbone))
    alignment.take_all(between)
    _find_joined(alignment)
    _find_broken(alignment)
    _find_by_place(alignment, sorted([*backbone, *between]))
    return tuple(alignment.match(source) for source in range(len(fingerprints)))


class _Alignment:
    """The lines of each paragraph as they are found; both count from 0 here."""

    def __init__(self, fingerprints: Sequence[Fingerprint], lines: Sequence[Line]) -> None:
        self.fingerprints = fingerprints
        self.lines = lines
        self.sketches = [sketch_hashes(each) for each in fingerprints]
        self.found: dict[int, range] = {}
        self.taken: set[int] = set()

    def take(self, source: int, lines: range) -> None:
        self.found[source] = lines
        self.taken.update(lines)

    def take_all(self, pairs: Iterable[Pair]) -> None:
        for pair in pairs:
            if self.both_free(pair):
                self.take(pair.source, range(pair.copy, pair.copy + 1))

    def both_free(self, pair: Pair) -> bool:
        return pair.source not in self.found and self.free(pair.copy)

    def free(self, line: int) -> bool:
        return 0 <= line < len(self.lines) and line not in self.taken

    def shared(self, source: int, lines: Iterable[int]) -> set[str]:
        """Those of the paragraph's sampled triples that start in the lines."""
        return {each for line in lines for each in self.sketches[source] & self.lines[line].hashes}

    def digest(self, lines: range) -> str:
        """The digest of the lines, read as one paragraph."""
        if len(lines) == 1:
            return self.lines[lines[0]].digest
        return digest_of(normalise(" ".join(self.lines[line].text for line in lines)))

    def match(self, source: int) -> Match:
        fingerprint = self.fingerprints[source]
        if source not in self.found:
            return Match(fingerprint.paragraph, "missing")
        lines = self.found[source]
        numbers = tuple(self.lines[line].number for line in lines)
        if self.digest(lines) == fingerprint.sha256:
            state: State = "exact" if numbers == (fingerprint.paragraph,) else "moved"
            return Match(fingerprint.paragraph, state, numbers, 100)
        sketch = self.sketches[source]
        similarity = min(99, round(100 * len(self.shared(source, lines)) / len(sketch))) if sketch else None
        return Match(fingerprint.paragraph, "edited", numbers, similarity)


def _certain_and_likely(alignment: _Alignment) -> tuple[list[Pair], list[Pair]]:
    """The pairs that may match anywhere, and those that may match between their neighbours."""
    certain: list[Pair] = []
    likely: list[Pair] = []
    with_digest, with_hash = _by_digest_and_hash(alignment.lines)
    counts = Counter(each.sha256 for each in alignment.fingerprints)
    for source, fingerprint in enumerate(alignment.fingerprints):
        same = with_digest.get(fingerprint.sha256, [])
        # One word more than it has: a line of signs alone has none, and counts too.
        certain.extend(Pair(source, line, fingerprint.words + 1) for line in same)
        if len(same) >= counts[fingerprint.sha256]:
            continue
        sketch = alignment.sketches[source]
        hits = Counter(line for each in sketch for line in with_hash.get(each, ()))
        for line, count in hits.items():
            if alignment.lines[line].digest in counts:
                continue  # the line is another paragraph, word for word
            share = count / len(sketch)
            pair = Pair(source, line, fingerprint.words * share)
            alike = fingerprint.words == alignment.lines[line].words and share >= _STRONG_ALIKE
            if alike or (share >= _STRONG and count >= _STRONG_HASHES):
                certain.append(pair)
            elif share >= _WEAK:
                likely.append(pair)
    return certain, likely


def _by_digest_and_hash(lines: Sequence[Line]) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
    """The lines by their digest and by the hashes they hold."""
    with_digest: defaultdict[str, list[int]] = defaultdict(list)
    with_hash: defaultdict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        with_digest[line.digest].append(index)
        for each in line.hashes:
            with_hash[each].append(index)
    return with_digest, with_hash


def _fits(pair: Pair, backbone: Sequence[Pair]) -> bool:
    """Whether the pair fits the order of the backbone, which has neither its paragraph nor its line."""
    at = bisect(backbone, pair)
    return (at == 0 or backbone[at - 1].copy < pair.copy) and (at == len(backbone) or pair.copy < backbone[at].copy)


def _find_joined(alignment: _Alignment) -> None:
    """Paragraphs that the copy has joined with a neighbour on one line."""
    count = len(alignment.fingerprints)
    below = [(source, source - 1) for source in range(1, count)]
    above = [(source, source + 1) for source in range(count - 2, -1, -1)]
    for source, neighbour in below + above:
        if source in alignment.found or neighbour not in alignment.found or not alignment.sketches[source]:
            continue
        lines = alignment.found[neighbour]
        if alignment.digest(lines) == alignment.fingerprints[neighbour].sha256:
            continue
        if len(alignment.shared(source, lines)) / len(alignment.sketches[source]) >= _JOINED:
            alignment.take(source, lines)


def _find_broken(alignment: _Alignment) -> None:
    """The other lines of paragraphs whose line the copy has broken."""
    for source, lines in list(alignment.found.items()):
        fingerprint = alignment.fingerprints[source]
        if len(lines) > 1 or alignment.digest(lines) == fingerprint.sha256:
            continue
        grown = _extended(alignment, source, lines[0])
        alignment.take(source, _exact_lines(alignment, fingerprint, grown) or grown)


def _extended(alignment: _Alignment, source: int, line: int) -> range:
    """The line with the free ones around it that have more of the paragraph's triples."""
    first = last = line
    for step in (-1, 1):
        room = alignment.fingerprints[source].words - alignment.lines[line].words
        at = line + step
        while alignment.free(at) and alignment.lines[at].words <= room + _SLACK:
            if alignment.shared(source, [at]) - alignment.shared(source, range(first, last + 1)):
                first, last = min(first, at), max(last, at)
            room -= alignment.lines[at].words
            at += step
    return range(first, last + 1)


def _exact_lines(alignment: _Alignment, fingerprint: Fingerprint, grown: range) -> range | None:
    """The lines around `grown` that equal the paragraph; its last line may have no sampled triple."""
    first = grown.start
    while first == grown.start or alignment.free(first):
        end = grown.stop
        missing = fingerprint.words - sum(alignment.lines[line].words for line in range(first, end))
        if missing < 0:
            return None
        while missing > 0 and alignment.free(end):
            missing -= alignment.lines[end].words
            end += 1
        if missing == 0 and alignment.digest(range(first, end)) == fingerprint.sha256:
            return range(first, end)
        first -= 1
    return None


def _find_by_place(alignment: _Alignment, backbone: Sequence[Pair]) -> None:
    """Short paragraphs with a changed word, recognised by their place and number of words between found neighbours."""
    ends = Pair(-1, -1, 0), Pair(len(alignment.fingerprints), len(alignment.lines), 0)
    for before, after in pairwise([ends[0], *backbone, ends[1]]):
        lost = [at for at in range(before.source + 1, after.source) if at not in alignment.found]
        left = [at for at in range(before.copy + 1, after.copy) if alignment.free(at)]
        if len(lost) != len(left):
            continue
        for source, line in zip(lost, left, strict=True):
            fingerprint = alignment.fingerprints[source]
            if fingerprint.guessable and _FEWEST <= fingerprint.words == alignment.lines[line].words:
                alignment.take(source, range(line, line + 1))


def heaviest_chain(pairs: Iterable[Pair]) -> list[Pair]:
    """The pairs, rising in both texts, whose weights have the largest sum; weights are positive."""
    # Of the chains so far, those that no other beats: the line they end at, and their weight, both rising.
    ends: list[int] = []
    weights: list[float] = []
    chains: list[_Chain] = []
    # Within one paragraph the last line comes first, so that a chain cannot hold the paragraph twice.
    for pair in sorted(pairs, key=lambda pair: (pair.source, -pair.copy)):
        first = last = bisect_left(ends, pair.copy)
        weight = pair.weight + (weights[first - 1] if first else 0)
        while last < len(ends) and weights[last] < weight:
            last += 1
        if first == last < len(ends) and ends[first] == pair.copy:
            continue  # a chain with more weight ends at the same line
        ends[first:last] = [pair.copy]
        weights[first:last] = [weight]
        chains[first:last] = [(pair, chains[first - 1] if first else None)]
    chain = []
    link = chains[-1] if chains else None
    while link:
        pair, link = link
        chain.append(pair)
    return chain[::-1]
