"""The words of a title as part of a file name or an id: small letters a-z, digits and hyphens."""

import re
from unicodedata import normalize

LONGEST = 40
"""Characters: with the folder and the number a path stays short enough for every file system."""

_DANISH = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ß": "ss", "ð": "d", "þ": "th", "ł": "l"})


def slug(title: str, *, longest: int = LONGEST) -> str:
    """The first words of `title` that fit in `longest` characters; `post` if it has no letter or digit.

    >>> slug("Afskaf kvalitetsrapporterne på børneområdet")
    'afskaf-kvalitetsrapporterne-paa'
    """
    # Composed first: `a` with a loose ring is å to a reader, and would become a bare `a`.
    plain = normalize("NFKD", normalize("NFC", title).casefold().translate(_DANISH))
    words = re.findall(r"[a-z0-9]+", re.sub(r"[\u0300-\u036f'\u2019]", "", plain))
    if not words:
        return "post"
    made: str = words[0][:longest]
    for word in words[1:]:
        if len(made) + 1 + len(word) > longest:
            break
        made = f"{made}-{word}"
    return made
