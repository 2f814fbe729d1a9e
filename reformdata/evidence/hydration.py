"""Which file is which source, judged by its content, and the passages of a record in the user's texts.

>>> hydration = hydrate(corpus.fingerprints, Path("texts"))             # doctest: +SKIP
>>> hydration.passages(corpus.records["kl-2020-temaside.06"]).text      # doctest: +SKIP
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Literal, TypeAlias

from reformdata.evidence.fingerprint import sketch_hashes
from reformdata.evidence.resolve import STATES, Match, State, resolve
from reformdata.evidence.texts import Copy, Unread, files, read_copy
from reformdata.models import Fingerprints, Initiative, Proposal, Statement

Role: TypeAlias = Literal["source", "duplicate", "unclear", "other"]
"""`source`: the copy in which the passages are found; `duplicate`: another copy of such a source, no better;
`unclear`: could be any of several sources; `other`: not a text of a source."""

ENOUGH = 0.4
"""The share of a source's words that a copy must have. An article that quotes a source has less."""

MARGIN = 0.1
"""By how much a source must be more like the text than the next one."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much of a source a text holds."""

    source: str
    share: float
    """From 0 to 1: the share of the words of its paragraphs, the short ones left out."""


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file that was read, and what it is."""

    name: str
    role: Role
    likeness: tuple[Likeness, ...] = ()
    """The sources it may be, the likeliest first; none for an `other`."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph that a record rests on, in a copy of its source."""

    paragraph: int
    """Its number in the source, from 1."""
    state: State
    found: tuple[int, ...] = ()
    """The numbers of the paragraphs of the copy that hold it; several where its line was broken."""
    similarity: int | None = None
    """Percent of its word triples that are there; None where it is missing, or known by its place alone."""
    text: str | None = None
    """The passage as the copy has it, one line for each paragraph; None where it is missing."""


@dataclass(frozen=True, slots=True)
class Passages:
    """The paragraphs that a record rests on, in their order."""

    record: str
    source: str
    file: str | None
    """The path of the copy from the folder of texts; None if the folder has no copy."""
    passages: tuple[Passage, ...]

    @property
    def state(self) -> State:
        """The worst of the states of the passages."""
        return max((each.state for each in self.passages), key=STATES.index)

    @property
    def text(self) -> str | None:
        """The passages that were found, one below the other; None where all are missing."""
        return "\n".join(each.text for each in self.passages if each.text is not None) or None

    def __iter__(self) -> Iterator[Passage]:
        return iter(self.passages)

    def __len__(self) -> int:
        return len(self.passages)


@dataclass(frozen=True, slots=True)
class FoundSource:
    """A source and the copy of it that was found."""

    source: str
    file: str
    share: float
    """The share of its words that the copy holds, from 0 to 1."""
    matches: tuple[Match, ...]
    """The match of each of its paragraphs, in order."""
    lines: tuple[str, ...] = field(repr=False)
    """The paragraphs of the copy."""

    def passage(self, paragraph: int) -> Passage:
        """The passage of that paragraph, by its number in the source from 1; missing if the source has no such paragraph."""
        match = next((each for each in self.matches if each.paragraph == paragraph), Match(paragraph, "missing"))
        text = "\n".join(self.lines[number - 1].strip() for number in match.found)
        return Passage(paragraph, match.state, match.found, match.similarity, text or None)


@dataclass(frozen=True, slots=True)
class Hydration:
    """The copies of sources in a folder of texts."""

    sources: Mapping[str, FoundSource]
    """The sources that were found, by their id."""
    missing: tuple[str, ...]
    """The ids of the sources that were not found."""
    files: tuple[ReadFile | Unread, ...]
    """Every file of the folder and what it is, by name."""

    def passages(self, record: Proposal | Statement | Initiative) -> Passages:
        """The passages that `record` rests on; those of a source without a copy are missing."""
        source = record.id.source
        if source not in self.sources:
            missing = tuple(Passage(number, "missing") for number in record.paragraphs)
            return Passages(record.id, source, None, missing)
        found = self.sources[source]
        return Passages(record.id, source, found.file, tuple(map(found.passage, record.paragraphs)))

    def __repr__(self) -> str:
        total = len(self.sources) + len(self.missing)
        return f"<Hydration: {len(self.sources)} of {total} sources found in {len(self.files)} files>"


def hydrate(sources: Mapping[str, Fingerprints], texts: Path) -> Hydration:
    """Find the sources in the folder (or the one file) `texts`, and in them every paragraph.

    Files are recognised by their content, not by their names. Of several copies of one source, the identical file is
    used, else the one that has most of it, the first by name among equals.

    Raises:
        FileNotFoundError: if there is nothing at `texts`.
    """
    wanted = frozenset(each for source in sources.values() for one in source.paragraphs for each in sketch_hashes(one))
    seen: dict[str, Unread | tuple[Likeness, ...]] = {}
    best: dict[str, tuple[bool, float, Copy]] = {}
    for name, path in files(texts):
        copy = read_copy(name, path, wanted)
        if isinstance(copy, Unread):
            seen[name] = copy
            continue
        seen[name] = likely = identify(copy, sources)
        if len(likely) == 1:
            source, share = likely[0].source, likely[0].share
            is_identical = copy.sha256 == sources[source].sha256
            if source not in best or (is_identical, share) > best[source][:2]:
                best[source] = is_identical, share, copy
    found: dict[str, FoundSource] = {}
    for source in filter(best.__contains__, sources):
        _, share, copy = best[source]
        matches = resolve(sources[source].paragraphs, copy.lines)
        found[source] = FoundSource(source, copy.name, share, matches, tuple(line.text for line in copy.lines))
    used = {one.file for one in found.values()}
    return Hydration(
        sources=MappingProxyType(found),
        missing=tuple(source for source in sources if source not in best),
        files=tuple(
            one if isinstance(one, Unread) else ReadFile(name, _role(one, is_used=name in used), one)
            for name, one in seen.items()
        ),
    )


def _role(likely: tuple[Likeness, ...], *, is_used: bool) -> Role:
    if len(likely) != 1:
        return "unclear" if likely else "other"
    return "source" if is_used else "duplicate"


def likeness(fingerprints: Fingerprints, copy: Copy) -> float:
    """The share of the source's words that the copy holds, from 0 to 1.

    Short paragraphs do not count: headings and menus are the same on many pages of one site.
    """
    digests = {line.digest for line in copy.lines}
    hashes = {each for line in copy.lines for each in line.hashes}
    found, total = 0.0, 0
    for each in fingerprints.paragraphs:
        sketch = sketch_hashes(each)
        if not sketch:
            continue
        found += each.words * (1 if each.sha256 in digests else len(sketch & hashes) / len(sketch))
        total += each.words
    return found / total if total else 0.0


def identify(copy: Copy, sources: Mapping[str, Fingerprints]) -> tuple[Likeness, ...]:
    """The sources that the text may be a copy of, the likeliest first.

    One: it is a copy of that source. None: it is not a copy of a source. Several: it could be any of them, since none
    is clearly more like it than the next.
    """
    for source, fingerprints in sources.items():
        if copy.sha256 == fingerprints.sha256:
            return (Likeness(source, 1.0),)
    found = (Likeness(source, likeness(fingerprints, copy)) for source, fingerprints in sources.items())
    ranked = sorted(found, key=lambda each: (-each.share, each.source))
    if not ranked or ranked[0].share < ENOUGH:
        return ()
    return tuple(each for each in ranked if each.share > ranked[0].share - MARGIN)
