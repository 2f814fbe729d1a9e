"""Which file is which source: by what the file says, never by its name."""

from collections.abc import Mapping
from dataclasses import dataclass

from reformdata.evidence.fingerprint import sketched
from reformdata.evidence.texts import Copy
from reformdata.models import Fingerprints

ENOUGH = 0.4
"""Of a source's words, the share that a copy must hold. An article that quotes a source holds less."""

MARGIN = 0.1
"""By how much a source must be more like the text than the next one."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much of a source a text holds."""

    source: str
    share: float
    """From 0 to 1: the share of the words of its paragraphs, the short ones left out."""


def likeness(fingerprints: Fingerprints, copy: Copy) -> float:
    """The share of the source's words that the copy holds, from 0 to 1.

    Short paragraphs do not count: headings and menus are the same on many pages of one site.
    """
    digests = {line.digest for line in copy.lines}
    hashes = {each for line in copy.lines for each in line.hashes}
    held, whole = 0.0, 0
    for each in fingerprints.paragraphs:
        sketch = sketched(each)
        if not sketch:
            continue
        held += each.words * (1 if each.sha256 in digests else len(sketch & hashes) / len(sketch))
        whole += each.words
    return held / whole if whole else 0.0


def identify(copy: Copy, sources: Mapping[str, Fingerprints]) -> tuple[Likeness, ...]:
    """The sources that the text may be a copy of, the likeliest first.

    One: it is a copy of that source. None: it is a copy of no source. Several: it could be any of
    them, since no one is clearly more like it than the next.
    """
    for source, fingerprints in sources.items():
        if copy.sha256 == fingerprints.sha256:
            return (Likeness(source, 1.0),)
    found = (Likeness(source, likeness(fingerprints, copy)) for source, fingerprints in sources.items())
    ranked = sorted(found, key=lambda each: (-each.share, each.source))
    if not ranked or ranked[0].share < ENOUGH:
        return ()
    return tuple(each for each in ranked if each.share > ranked[0].share - MARGIN)
