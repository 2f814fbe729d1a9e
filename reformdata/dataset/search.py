"""Search in the records: the query of a user, its full-text expression, and snippets with the hits marked."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile
from typing import NamedTuple

from reformdata.errors import ConditionValueError
from reformdata.findings import Message
from reformdata.models import Language
from reformdata.store.stems import danish, english, splits, with_danish_letters

MOST_WORDS = 50
"""The most words of a search; the expression for SQLite grows with them."""

_QUOTED_OR_WORD = re.compile(r'"([^"]*\w[^"]*)"|(\w+(?:-\w+)*)')
_RUN = re.compile(r"\w+")
_PREFIX = 4
"""From so many letters on, a word also finds what starts with it."""
_PREFIX_OF_STEM = 6
"""The same for its stem, which is shorter: `borg`, of `borger`, would find `borgmester`."""
_COMPOUND = 8
"""From so many letters on, a word may be a compound whose parts are separate words in a text."""
_APART = 2
"""The most words between those parts: `pleje af ældre`."""
_PASSAGE = 200
_BEFORE = 60


class Part(NamedTuple):
    """A part of a text, and whether it is a hit."""

    text: str
    hit: bool


@dataclass(frozen=True, slots=True, repr=False)
class Snippet:
    """The title and a passage of the text of a record, with the hits marked."""

    id: str
    language: Language
    title: tuple[Part, ...]
    text: tuple[Part, ...]

    def __str__(self) -> str:
        both = (self.title, self.text)
        return "\n".join("".join(f"»{part.text}«" if part.hit else part.text for part in parts) for parts in both)

    def __repr__(self) -> str:
        title, _, text = str(self).partition("\n")
        return f"<Snippet {self.id}: {title} / {text}>"

    def _repr_html_(self) -> str:
        title, text = ("".join(map(_html, parts)) for parts in (self.title, self.text))
        return f'<p lang="{self.language}"><strong>{title}</strong><br>{text}</p>'


def _html(part: Part) -> str:
    from html import escape  # a table of entities that loading the data has no need of

    text = escape(part.text)
    return f"<mark>{text}</mark>" if part.hit else text


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a query, in any form."""

    spellings: tuple[str, ...]
    """As it was typed, and with æ, ø and å for ae, oe and aa."""
    stems: tuple[str, ...]
    splits: tuple[tuple[str, str], ...]
    """The stems of the words that it could be a compound of."""

    def alternatives(self) -> Iterator[str]:
        """What to look for in the index."""
        for spelling in self.spellings:
            yield _starting_with(spelling, _PREFIX)
        for stem in self.stems:
            yield _starting_with(stem, _PREFIX_OF_STEM)
        for head, tail in self.splits:
            yield f'NEAR("{head}" "{tail}", {_APART})'

    def is_in(self, word: str, stems: frozenset[str]) -> bool:
        """Whether `word`, in lower case and from a text with those `stems`, is a form or a compound of this one."""
        forms = {danish(word), english(word)}
        return (
            word in self.spellings
            or not forms.isdisjoint(self.stems)
            or any(_starts(word, spelling, _PREFIX) for spelling in self.spellings)
            or any(_starts(form, stem, _PREFIX_OF_STEM) for form in forms for stem in self.stems)
            or any(tail in self.stems for _, tail in splits(word))
            or any({head, tail} <= stems and not forms.isdisjoint((head, tail)) for head, tail in self.splits)
        )


def _word(plain: str) -> _Word:
    spellings = tuple(dict.fromkeys((plain, with_danish_letters(plain))))
    stems = (*map(danish, spellings), english(plain))
    compounds = (split for one in spellings if len(one) >= _COMPOUND for split in splits(one))
    return _Word(spellings, tuple(dict.fromkeys(stems)), tuple(dict.fromkeys(compounds)))


def _starting_with(term: str, least: int) -> str:
    return f'"{term}"{"*" * (len(term) >= least)}'


def _starts(word: str, start: str, least: int) -> bool:
    return len(start) >= least and word.startswith(start)


@dataclass(frozen=True, slots=True)
class Query:
    """Words and phrases that a record must all contain."""

    words: tuple[_Word, ...]
    phrases: tuple[tuple[str, ...], ...]

    @property
    def compounds(self) -> tuple[_Word, ...]:
        """Each two words side by side as one: `ældre pleje` also finds `ældrepleje`."""
        return tuple(_word(f"{one.spellings[0]}{two.spellings[0]}") for one, two in pairwise(self.words))

    @property
    def expression(self) -> str:
        """The same for FTS5."""
        clauses = [f'"{" ".join(phrase)}"' for phrase in self.phrases]
        compounds = self.compounds
        for place, word in enumerate(self.words):
            touching = compounds[max(0, place - 1) : place + 1]
            joined = (_starting_with(stem, _PREFIX) for one in touching for stem in one.stems)
            clauses.append(f"({' OR '.join((*word.alternatives(), *joined))})")
        return " AND ".join(clauses)

    def mark(self, text: str) -> tuple[Part, ...]:
        """`text` in stretches that together are the whole of it."""
        parts, done = [], 0
        for start, end in self._hits(text):
            parts += [Part(text[done:start], hit=False), Part(text[start:end], hit=True)]
            done = end
        return tuple(part for part in (*parts, Part(text[done:], hit=False)) if part.text)

    def _hits(self, text: str) -> Iterator[tuple[int, int]]:
        runs = list(_RUN.finditer(text))
        plain = [run[0].lower() for run in runs]
        stems = frozenset(danish(word) for word in plain)
        looked_for = (*self.words, *self.compounds)
        within = {
            place + offset
            for phrase in self.phrases
            for place in range(len(plain))
            if tuple(plain[place : place + len(phrase)]) == phrase
            for offset in range(len(phrase))
        }
        for place, run in enumerate(runs):
            if place in within or any(word.is_in(plain[place], stems) for word in looked_for):
                yield run.span()


def parse(text: str, *, name: str = "text") -> Query:
    """The query of `text`: its words, and as phrases those in double quotes or joined by hyphens.

    Raises:
        ConditionValueError: if `text` is no text, or there is no word in it, or too many.
    """
    if not isinstance(text, str):
        raise ConditionValueError(name, text, hint=Message("skriv ordene som tekst", "give the words as text"))
    found = _QUOTED_OR_WORD.findall(text.lower())
    if not found:
        raise ConditionValueError(name, text, hint=Message("skriv et ord at søge efter", "give a word to look for"))
    if len(found) > MOST_WORDS:
        fewer = Message(f"skriv højst {MOST_WORDS} ord", f"give at most {MOST_WORDS} words")
        raise ConditionValueError(name, text, hint=fewer)
    phrases = dict.fromkeys(tuple(_RUN.findall(phrase or word)) for phrase, word in found if phrase or "-" in word)
    single = dict.fromkeys(word for phrase, word in found if not phrase and "-" not in word)
    return Query(tuple(map(_word, single)), tuple(phrases))


def snippet(id_: str, texts: Sequence[tuple[Language, str, str]], query: Query | None) -> Snippet:
    """A record in the first language of `texts` (each with title and text) that has a hit; otherwise in the first."""
    marked = [(language, _mark(title, query), _mark(text, query)) for language, title, text in texts]
    with_hits = (one for one in marked if any(part.hit for part in (*one[1], *one[2])))
    language, title, text = next(with_hits, marked[0])
    return Snippet(id_, language, title, _passage(text))


def _mark(text: str, query: Query | None) -> tuple[Part, ...]:
    return query.mark(text) if query else (Part(text, hit=False),)


def _passage(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """About two hundred characters of a text, from shortly before the first hit, cut between words."""
    text = "".join(part.text for part in parts)
    if len(text) <= _PASSAGE:
        return parts
    hit = len("".join(part.text for part in takewhile(lambda part: not part.hit, parts))) % len(text)
    start = text.find(" ", max(hit - _BEFORE, 0), hit) + 1 if hit > _BEFORE else 0
    end = len(text) if len(text) - start <= _PASSAGE else text.rfind(" ", start + 1, start + _PASSAGE)
    end = end if end > 0 else start + _PASSAGE  # one endless word
    cut = [Part("…", hit=False)]
    return (*cut * (start > 0), *_between(parts, start, end), *cut * (end < len(text)))


def _between(parts: Sequence[Part], start: int, end: int) -> Iterator[Part]:
    at = 0
    for part in parts:
        kept = part.text[max(start - at, 0) : max(end - at, 0)]
        at += len(part.text)
        if kept:
            yield Part(kept, hit=part.hit)
