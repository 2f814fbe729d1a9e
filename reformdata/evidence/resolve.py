"""Where the paragraphs of a source stand in a copy of it.

Two paragraphs with one digest are the same. Where words have changed, the sketch tells: the
share of its triples that a line of the copy holds too. What is certain is settled first, in
the order of the text where it can be; what is less certain must then fit between.
"""

from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, TypeAlias

from reformdata.evidence.chain import Pair, heaviest_chain
from reformdata.evidence.fingerprint import digest_of, sketched
from reformdata.evidence.normalise import normalise
from reformdata.evidence.texts import Line
from reformdata.models import Fingerprint

State: TypeAlias = Literal["exact", "moved", "edited", "missing"]
"""`exact`: the same text under the same number; `moved`: the same text under another number, or over several
lines; `edited`: words have changed; `missing`: not found."""

STATES: tuple[State, ...] = ("exact", "moved", "edited", "missing")
"""From the best to the worst."""

_STRONG, _STRONG_HASHES = 3 / 8, 2
"""From this share of the triples, and this many, a changed paragraph is known wherever it stands."""

_STRONG_ALIKE = 1 / 4
"""From this share if it has as many words as it had: of the four triples of six words a changed one leaves one."""

_WEAK = 1 / 8
"""From this share it is known where it stands between its neighbours. A paragraph with every third word changed
still has about a third of its triples; 16 are sampled, and two or more of them are left in 99 cases of 100."""

_RUN_TOGETHER = 1 / 2
"""From this share a paragraph is known in the line that its neighbour has."""

_SLACK = 2
"""By so many words the lines of a broken paragraph may be longer than it was."""

_FEWEST = 3
"""Of fewer words than this a paragraph in which one has changed is another."""


@dataclass(frozen=True, slots=True)
class Match:
    """What became of one paragraph of a source."""

    paragraph: int
    """Its number in the source, from 1."""
    state: State
    found: tuple[int, ...] = ()
    """The numbers of the paragraphs of the copy that hold it: one, or several where its line was broken."""
    similarity: int | None = None
    """Percent of its word triples that are there, estimated from at most 16, and 100 only where no sign has changed; None for a short paragraph with a
    changed word, which is known by its place alone, and for one that is missing."""


def resolve(fingerprints: Sequence[Fingerprint], lines: Sequence[Line]) -> tuple[Match, ...]:
    """What became of each paragraph of a source in a copy of it, in the order of the source.

    Equal paragraphs are taken in their order. No line is given to two paragraphs, but where the
    copy has run two neighbours together. `lines` hold the hashes of the sketches at least.
    """
    alignment = _Alignment(fingerprints, lines)
    certain, likely = _certain_and_likely(alignment)
    backbone = heaviest_chain(certain)
    alignment.take_all(backbone)
    alignment.take_all(sorted(certain, key=lambda pair: (-pair.weight, abs(pair.copy - pair.source), pair)))
    between = heaviest_chain(pair for pair in likely if alignment.both_free(pair) and _fits(pair, backbone))
    alignment.take_all(between)
    _find_run_together(alignment)
    _find_broken(alignment)
    _find_by_place(alignment, sorted([*backbone, *between]))
    return tuple(alignment.match(source) for source in range(len(fingerprints)))


class _Alignment:
    """Which lines each paragraph has, while they are being found; both count from 0 here."""

    def __init__(self, fingerprints: Sequence[Fingerprint], lines: Sequence[Line]) -> None:
        self.fingerprints = fingerprints
        self.lines = lines
        self.sketches = [sketched(each) for each in fingerprints]
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
            return Match(
                fingerprint.paragraph, "exact" if numbers == (fingerprint.paragraph,) else "moved", numbers, 100
            )
        sketch = self.sketches[source]
        similarity = min(99, round(100 * len(self.shared(source, lines)) / len(sketch))) if sketch else None
        return Match(fingerprint.paragraph, "edited", numbers, similarity)


def _certain_and_likely(alignment: _Alignment) -> tuple[list[Pair], list[Pair]]:
    """The pairs that may match wherever they stand, and those that may match in their place."""
    certain: list[Pair] = []
    likely: list[Pair] = []
    with_digest, with_hash = _places(alignment.lines)
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


def _places(lines: Sequence[Line]) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
    """The lines by their digest and by the hashes they hold."""
    with_digest: defaultdict[str, list[int]] = defaultdict(list)
    with_hash: defaultdict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        with_digest[line.digest].append(index)
        for each in line.hashes:
            with_hash[each].append(index)
    return with_digest, with_hash


def _fits(pair: Pair, backbone: Sequence[Pair]) -> bool:
    """Whether the pair stands in the order of the backbone, which holds neither its paragraph nor its line."""
    at = bisect(backbone, pair)
    return (at == 0 or backbone[at - 1].copy < pair.copy) and (at == len(backbone) or pair.copy < backbone[at].copy)


def _find_run_together(alignment: _Alignment) -> None:
    """Paragraphs whose line a neighbour has: the copy has run the two together."""
    count = len(alignment.fingerprints)
    for source, neighbour in [
        *((source, source - 1) for source in range(1, count)),
        *((source, source + 1) for source in range(count - 2, -1, -1)),
    ]:
        if source in alignment.found or neighbour not in alignment.found or not alignment.sketches[source]:
            continue
        lines = alignment.found[neighbour]
        if alignment.digest(lines) == alignment.fingerprints[neighbour].sha256:
            continue
        if len(alignment.shared(source, lines)) / len(alignment.sketches[source]) >= _RUN_TOGETHER:
            alignment.take(source, lines)


def _find_broken(alignment: _Alignment) -> None:
    """The other lines of paragraphs whose line the copy has broken."""
    for source, lines in list(alignment.found.items()):
        fingerprint = alignment.fingerprints[source]
        if len(lines) > 1 or alignment.digest(lines) == fingerprint.sha256:
            continue
        grown = _grown(alignment, source, lines[0])
        alignment.take(source, _whole(alignment, fingerprint, grown) or grown)


def _grown(alignment: _Alignment, source: int, line: int) -> range:
    """The line with the free ones about it that hold more of the paragraph's triples."""
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


def _whole(alignment: _Alignment, fingerprint: Fingerprint, grown: range) -> range | None:
    """The lines about `grown` that are the paragraph word for word: its last line may hold no sampled triple."""
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
    """Short paragraphs with a changed word: each stands alone for its number of words between found neighbours."""
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
