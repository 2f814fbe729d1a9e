"""Fingerprints: the digest of a paragraph, and a sketch that recognises it when words have changed.

Two copies of a page differ in details that no reader sees: the form of a quotation mark, a no-break space, a bullet.
Such differences are removed before a paragraph is hashed; letters, case, figures and punctuation are kept, since
changing them may change the meaning.

Any program can compute both: three consecutive words, a triple, are hashed to the first eight hexadecimal digits
of their SHA-256; the sketch is the sixteen smallest of those, in order.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from hashlib import sha256

from reformdata.models import Fingerprint, Fingerprints
from reformdata.models.corpus import GUESSABLE_BELOW

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


_LINE_END = re.compile(r"\r\n|\r|\n")
_WORD = re.compile(r"[^\W_]+")
# Written as escapes, since many of them look alike.
_BULLETS = re.compile(
    r"(?:[-*\u00b7\u2022\u2023\u2043\u2219\u25a0\u25a1\u25aa\u25ab\u25b6\u25ba\u25cb\u25cf\u25e6]\s+)+(?=\S)"
)
_APOSTROPHES = "\u0060\u00b4\u02b9\u02bc\u2018\u2019\u201a\u201b\u2032\u2035\u2039\u203a\uff07"
_QUOTES = "\u00ab\u00bb\u201c\u201d\u201e\u201f\u2033\u2036\u301d\u301e\uff02"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_FOLDED = str.maketrans(
    {**dict.fromkeys(_APOSTROPHES, "'"), **dict.fromkeys(_QUOTES, '"'), **dict.fromkeys(_DASHES, "-")}
)


def paragraphs(text: str) -> list[str]:
    r"""The paragraphs of `text` in order: its lines with at least one character that is not white space.

    A line ends at LF, CRLF or CR, as in a text file that Python reads. A form feed, U+0085,
    U+2028 and U+2029 are white space inside a line, so they do not separate paragraphs. A line of no-break
    spaces is not a paragraph; a line of zero-width spaces is.
    """
    return [line for line in _LINE_END.split(text) if line.strip()]


def normalise(paragraph: str) -> str:
    """The paragraph as it is hashed, so that a copy that reads the same has the same digest.

    Unicode form NFKC; quotation marks, apostrophes and dashes folded to `"`, `'` and `-`, two
    apostrophes to `"`; invisible characters (soft hyphens, zero-width spaces, marks of direction)
    left out; bullets and dashes that open the line left out, since not every copy of a
    list has them; every run of white space one space. Idempotent.
    """
    # Folded before NFKC as well: NFKC makes of a lone acute accent a space and a loose mark.
    folded = unicodedata.normalize("NFKC", paragraph.translate(_FOLDED)).translate(_FOLDED)
    for character in set(folded):
        if unicodedata.category(character) == "Cf":
            folded = folded.replace(character, "")
    plain = unicodedata.normalize("NFKC", folded).replace("''", '"')
    line = " ".join(plain.split())
    bullets = _BULLETS.match(line)
    return line[bullets.end() :] if bullets else line


def words(text: str) -> list[str]:
    """The words of `text`, case-folded: its runs of letters and digits."""
    return [word.casefold() for word in _WORD.findall(text)]
