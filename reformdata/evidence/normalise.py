"""What counts as a paragraph, a word, and the same text.

Two copies of a page differ in details that no reader sees: the form of a quotation mark, a no-break space, a bullet.
Such differences are removed before a paragraph is hashed; letters, case, figures and punctuation are kept, since
changing them may change the meaning.
"""

import re
import unicodedata

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
