"""Fingerprints: the digest of a paragraph, and a sketch that recognises it when words have changed.

Any program can compute both: three consecutive words, a triple, are hashed to the first eight hexadecimal digits
of their SHA-256; the sketch is the sixteen smallest of those, in order.
"""

from collections.abc import Iterable, Iterator
from hashlib import sha256

from reformdata.evidence.normalise import normalise, paragraphs, words
from reformdata.models import Fingerprint, Fingerprints
from reformdata.models.sidecars import GUESSABLE_BELOW

SKETCH_SIZE = 16
_DIGITS = 8

_HEAD = "# Written by: reformdata source fingerprint. Write it again when the text changes; do not edit it by hand."


def digest_of(normalised: str) -> str:
    """SHA-256 of a normalised paragraph, in lower-case hexadecimal."""
    return sha256(normalised.encode()).hexdigest()


def triples(run: list[str]) -> Iterator[str]:
    """The hash of each three consecutive words of `run`, in order, as eight hexadecimal digits."""
    for three in zip(run, run[1:], run[2:], strict=False):
        yield sha256(" ".join(three).encode()).hexdigest()[:_DIGITS]


def sketch(hashes: Iterable[str]) -> str:
    """The smallest of the hashes, at most sixteen, each once, in order and joined."""
    return "".join(sorted(set(hashes))[:SKETCH_SIZE])


def sketch_hashes(fingerprint: Fingerprint) -> frozenset[str]:
    """The hashes in the sketch of `fingerprint`; none for a short paragraph."""
    joined = fingerprint.sketch
    return frozenset(joined[at : at + _DIGITS] for at in range(0, len(joined), _DIGITS))


def fingerprint(number: int, paragraph: str) -> Fingerprint:
    """The fingerprint of `paragraph`, which is the `number`-th of its source, from 1.

    A paragraph so short that its text could be guessed from its digest gets an empty sketch: the
    sketch would make the guess easier, and of three or four triples a changed word leaves none.
    """
    plain = normalise(paragraph)
    run = words(plain)
    hashes = "" if len(run) < GUESSABLE_BELOW else sketch(triples(run))
    return Fingerprint(paragraph=number, words=len(run), sha256=digest_of(plain), sketch=hashes)


def fingerprint_text(content: bytes) -> Fingerprints:
    """The fingerprints of the source whose file holds `content`, in UTF-8.

    Raises:
        UnicodeDecodeError: where it is not UTF-8.
        ValueError: where it has no paragraph.
    """
    found = paragraphs(content.decode("utf-8-sig"))
    if not found:
        raise ValueError("the text has no paragraph: every line is blank")
    made = tuple(fingerprint(number, paragraph) for number, paragraph in enumerate(found, start=1))
    return Fingerprints(sha256=sha256(content).hexdigest(), paragraphs=made)


def fingerprints_yaml(fingerprints: Fingerprints) -> str:
    """The text of `fingerprints.yaml`; the same fingerprints give the same text.

    Hashes are quoted: many readers of YAML take one of digits alone, or with an `e` in it, for a number.
    """
    lines = [_HEAD, f'sha256: "{fingerprints.sha256}"', "paragraphs:"]
    for each in fingerprints.paragraphs:
        lines += [f"  - paragraph: {each.paragraph}", f"    words: {each.words}"]
        lines += [f'    sha256: "{each.sha256}"', f'    sketch: "{each.sketch}"']
    return "\n".join(lines) + "\n"
