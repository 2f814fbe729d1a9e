"""Search in the records: the query of a user, its full-text expression, and snippets with the hits marked.

A record is found if one of its languages holds what is asked for: Danish words are sought in Danish texts and names.
"""

import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise, takewhile
from types import MappingProxyType
from typing import Any, NamedTuple

from reformdata.errors import ConditionValueError
from reformdata.messages import Message, closest_names
from reformdata.models.labels import FIELD_LABELS
from reformdata.models.languages import LANGUAGES, Language, check_language
from reformdata.store.file import Store
from reformdata.store.stems import danish, english, splits, with_danish_letters, words

MOST_WORDS = 50
"""The most words of a search; the expression for SQLite grows with them."""

_QUOTED_OR_WORD = re.compile(r'"([^"]*\w[^"]*)"|(\w+(?:-\w+)*)(\*?)')
_OR = "OR"
_RUN = re.compile(r"\w+")
_PREFIX = 4
"""From so many letters on, a word that no record has also finds what starts with it."""
_PREFIX_OF_STEM = 6
"""From so many letters on, a stem also finds what starts with it; `borg`, of `borger`, would find `borgmester`."""
_COMPOUND = 8
"""From so many letters on, a word may be a compound whose parts are separate words in a text."""
_APART = 2
"""The most words between those parts: `pleje af ældre`."""
LISTED: Mapping[str, str] = MappingProxyType(
    {
        "areas": "areas",
        "themes": "themes",
        "target_groups": "target_groups",
        "reforms": "reforms",
        "laws": "laws",
        **dict.fromkeys(("mentions", "addressees", "owners", "partners"), "actors"),
    }
)
"""The fields of a record that hold several ids, in their order, each with the table that they are of."""
_PASSAGE = 200
_BEFORE = 60
_ENGLISH_ALONE = frozenset({
    "a", "an", "and", "are", "as", "at", "be", "by", "can", "do", "far", "for", "had", "has", "have", "he", "her", "him", "his",
    "how", "i", "if", "in", "is", "it", "its", "may", "more", "most", "must", "no", "not", "of", "on", "or", "our", "over", "she",
    "so", "than", "that", "the", "their", "them", "then", "there", "they", "this", "to", "up", "us", "was", "we", "were", "what",
    "when", "where", "which", "who", "will", "with", "you",
})  # fmt: skip
"""Words of grammar. A search for these alone is Danish, unless it asks for English: `by`, `far`."""


class Part(NamedTuple):
    """A part of a text, and whether it is a hit."""

    text: str
    hit: bool


class Snippet(NamedTuple):
    """The title and a passage of the text of a record, with the hits marked."""

    id: str
    language: Language
    title: tuple[Part, ...]
    text: tuple[Part, ...]
    names: tuple[Part, ...] = ()
    """The names by which it was found, where title and text lack a word: `temaer: tillid`."""

    def __str__(self) -> str:
        return "\n".join(self._in_marks())

    def _in_marks(self) -> Iterator[str]:
        for parts in self._lines():
            yield "".join(f"»{part.text}«" if part.hit else part.text for part in parts)

    def _lines(self) -> Iterator[tuple[Part, ...]]:
        return filter(None, (self.title, self.text, self.names))

    def __repr__(self) -> str:
        return f"<Snippet {self.id}: {' / '.join(self._in_marks())}>"

    def _repr_html_(self) -> str:
        title, *others = ("".join(map(_html, parts)) for parts in self._lines())
        return f'<p lang="{self.language}"><strong>{title}</strong>{"".join(f"<br>{one}" for one in others)}</p>'


class Snippets(tuple[Snippet, ...]):
    """Snippets, one below the other."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "\n".join(map(repr, self)) or "()"

    def _repr_html_(self) -> str:
        from reformdata.models.markup import ROWS

        return "".join(one._repr_html_() for one in self[:ROWS])


def _html(part: Part) -> str:
    from html import escape  # a table of entities that loading the data has no need of

    text = escape(part.text)
    return f"<mark>{text}</mark>" if part.hit else text


class _Word(NamedTuple):
    """A word of a query in one language, in any form."""

    language: Language
    spellings: tuple[str, ...]
    """As it was typed; in Danish also with æ, ø and å for ae, oe and aa."""
    prefix: bool = False
    """Whether it finds what starts with it."""
    stems: tuple[str, ...] = ()
    splits: tuple[tuple[str, str], ...] = ()
    """The stems of the words that it could be a compound of."""
    compounds: Collection[str] = frozenset()
    """The words of the data of which it is a part."""

    def alternatives(self) -> Iterator[str]:
        """What to look for in the index."""
        for spelling in self.spellings:
            yield f'"{spelling}"{"*" * self.prefix}'
        for stem in self.stems:
            yield f'"{stem}"{"*" * (len(stem) >= _PREFIX_OF_STEM)}'
        for head, tail in self.splits:
            yield f'NEAR("{head}" "{tail}", {_APART})'

    def is_in(self, word: str, stems: frozenset[str]) -> bool:
        """Whether `word`, in lower case and from a text with those `stems`, is a form or a compound of this one."""
        stem = _STEMMERS[self.language](word)
        return (
            word in self.spellings
            or stem in self.stems
            or word in self.compounds
            or (self.prefix and word.startswith(self.spellings))
            or any(len(one) >= _PREFIX_OF_STEM and (stem.startswith(one) or word.startswith(one)) for one in self.stems)
            or any({head, tail} <= stems and stem in (head, tail) for head, tail in self.splits)
        )


_STEMMERS = {"da": danish, "en": english}


def _word(plain: str, language: Language, store: Store | None = None, *, prefix: bool = False) -> _Word:
    spellings = tuple(dict.fromkeys((plain, with_danish_letters(plain)))) if language == "da" else (plain,)
    stems = tuple(dict.fromkeys(map(_STEMMERS[language], spellings)))
    if language == "en":
        return _Word(language, spellings, prefix, stems)
    compounds = (split for one in spellings if len(one) >= _COMPOUND for split in splits(one))
    within = _compounds_of(store, stems) if store else frozenset()
    return _Word(language, spellings, prefix, stems, tuple(dict.fromkeys(compounds)), within)


def _start(plain: str, language: Language) -> _Word:
    """What starts with `plain`, and nothing else."""
    return _Word(language, (plain, with_danish_letters(plain)) if language == "da" else (plain,), prefix=True)


def _compounds_of(store: Store, stems: Collection[str]) -> frozenset[str]:
    sql = f"SELECT word FROM compounds WHERE {' OR '.join('part GLOB ?' for _ in stems)}"  # noqa: S608 - our own clauses
    return frozenset(store.column(sql, [f"{one}{'*' * (len(one) >= _PREFIX_OF_STEM)}" for one in stems]))


class _All(NamedTuple):
    """Words and phrases of one language that a record must all contain."""

    language: Language
    words: tuple[_Word, ...]
    phrases: tuple[tuple[str, ...], ...]

    @property
    def compounds(self) -> tuple[_Word, ...]:
        """Each two words side by side as one: `ældre pleje` also finds `ældrepleje`. English has none."""
        if self.language != "da":
            return ()
        return tuple(
            _word(f"{one.spellings[0]}{two.spellings[0]}", "da")
            for one, two in pairwise(self.words)
            if one.stems and two.stems
        )

    @property
    def expression(self) -> str:
        clauses = [f'"{" ".join(phrase)}"' for phrase in self.phrases]
        joined = {spelling: one for one in self.compounds for spelling in one.spellings[:1]}
        for place, word in enumerate(self.words):
            near = self.words[max(0, place - 1) : place + 2]
            touching = [joined.get(f"{one.spellings[0]}{two.spellings[0]}") for one, two in pairwise(near)]
            starts = (f'"{stem}"{"*" * (len(stem) >= _PREFIX)}' for one in touching if one for stem in one.stems)
            clauses.append(f"({' OR '.join((*word.alternatives(), *starts))})")
        columns = " ".join(f"{part}_{self.language}" for part in ("title", "text", "names"))
        return f"({{{columns}}} : ({' AND '.join(clauses)}))"

    def hits(self, text: str) -> Iterator[tuple[int, int]]:
        """Where the hits in `text` start and end."""
        runs = list(_RUN.finditer(text))
        plain = [run[0].lower() for run in runs]
        stems = frozenset(map(_STEMMERS[self.language], plain))
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

    def are_in(self, text: str) -> bool:
        """Whether `text` has every word."""
        plain = words(text)
        stems = frozenset(map(_STEMMERS[self.language], plain))
        joined = any(one.is_in(each, stems) for one in self.compounds for each in plain)
        return joined or all(any(word.is_in(each, stems) for each in plain) for word in self.words)


class Query(NamedTuple):
    """Words and phrases, in each language that they are sought in; a record must have all those of one."""

    groups: tuple[_All, ...]
    unknown: tuple[str, ...] = ()
    """The words that no record has."""

    @property
    def expression(self) -> str:
        """The same for FTS5."""
        return " OR ".join(group.expression for group in self.groups)

    def mark(self, text: str, language: Language = "da") -> tuple[Part, ...]:
        """`text`, of that language, in stretches that together are the whole of it."""
        parts, done = [], 0
        spans = {span for group in self.groups if group.language == language for span in group.hits(text)}
        for start, end in sorted(spans):
            parts += [Part(text[done:start], hit=False), Part(text[start:end], hit=True)]
            done = end
        return tuple(part for part in (*parts, Part(text[done:], hit=False)) if part.text)

    def is_in(self, text: str, language: Language) -> bool:
        """Whether `text` has all words of one of the groups of its language."""
        return any(group.are_in(text) for group in self.groups if group.language == language)


def parse(text: str, store: Store | None = None, lang: Language | None = None, *, name: str = "text") -> Query:
    """The query of `text`: its words, and as phrases those in double quotes or joined by hyphens.

    `OR` in capitals between words joins two queries, and a word with a star is the start of a word.

    Args:
        text: what a user typed.
        store: the data; without it, every word is taken to be in it.
        lang: the language of the records in which to look; both if None.
        name: of the argument, for errors.

    Raises:
        ConditionValueError: if `text` is no text, or there is no word in it, or too many; for an unsupported language.
    """
    if not isinstance(text, str):
        raise ConditionValueError(name, text, hint=Message("skriv ordene som tekst", "give the words as text"))
    if lang is not None and lang not in LANGUAGES:
        raise ConditionValueError("lang", lang, expected=LANGUAGES)
    found = _QUOTED_OR_WORD.findall(text)
    if not found:
        raise ConditionValueError(name, text, hint=Message("skriv et ord at søge efter", "give a word to look for"))
    if len(found) > MOST_WORDS:
        fewer = Message(f"skriv højst {MOST_WORDS} ord", f"give at most {MOST_WORDS} words")
        raise ConditionValueError(name, text, hint=fewer)
    groups = [(language, part) for part in _split(found) for language in _languages(part, lang)]
    plain = {word.lower() for _, part in groups for _, word, star in part if word and not star and "-" not in word}
    languages = {language for language, _ in groups}
    unknown = tuple(sorted(word for word in plain if store and not _finds(store, word, languages)))
    return Query(tuple(_group(part, language, store, unknown) for language, part in groups), unknown)


def _finds(store: Store, word: str, languages: Collection[Language]) -> bool:
    """Whether a record has a form or a compound of `word`."""
    query = Query(tuple(_All(language, (_word(word, language),), ()) for language in languages))
    return bool(store.rows("SELECT 1 FROM search WHERE search MATCH ? LIMIT 1", (query.expression,)))


def nearest(store: Store, ids: Sequence[str], query: Query | None) -> tuple[str, ...]:
    """The words of the records `ids` that are most like each word of `query` that no record has."""
    if not query or not query.unknown:
        return ()
    columns = ", ".join(f"{part}_{language}" for part in ("title", "text") for language in LANGUAGES)
    sql = f"SELECT {columns} FROM records WHERE id IN (SELECT value FROM json_each(?))"  # noqa: S608 - our own names
    known = {word for row in store.rows(sql, (json.dumps(ids),)) for text in row for word in words(text)}
    return tuple(dict.fromkeys(near for word in query.unknown for near in closest_names(word, known)))


_Found = list[tuple[str, str, str]]
"""Of each part of a query: a phrase, or a word and its star."""


def _split(found: _Found) -> Iterator[_Found]:
    """The queries between each `OR`; at the start, at the end and beside another it is a word."""
    start = 0
    for place in range(1, len(found) - 1):
        if found[place] == ("", _OR, "") and place > start and found[place + 1] != ("", _OR, ""):
            yield found[start:place]
            start = place + 1
    yield found[start:]


def _languages(found: _Found, lang: Language | None) -> tuple[Language, ...]:
    if lang:
        return (lang,)
    return ("da",) if all(word.lower() in _ENGLISH_ALONE for _, word, _ in found) else LANGUAGES


def _group(found: _Found, language: Language, store: Store | None, unknown: Collection[str]) -> _All:
    single, phrases = {}, {}
    for phrase, word, star in found:
        plain = (phrase or word).lower()
        if phrase or "-" in word:
            phrases[tuple(words(plain))] = True
        elif star:
            single[plain, star] = _start(plain, language)
        else:
            single[plain, star] = _word(plain, language, store, prefix=plain in unknown and len(plain) >= _PREFIX)
    return _All(language, tuple(single.values()), tuple(phrases))


def find(store: Store, query: Query) -> list[str]:
    """The ids of the records that `query` finds, the best match first."""
    found = store.column(
        "SELECT bodies.id FROM search JOIN bodies ON bodies.key = search.rowid WHERE search MATCH ?"
        " ORDER BY bm25(search, 10, 10, 3, 3, 1, 1), bodies.id",
        (query.expression,),
    )
    known = frozenset(store.record_ids())
    return [id_ for id_ in found if id_ in known]


def snippets(store: Store, ids: Sequence[str], query: Query | None, lang: Language) -> Snippets:
    """For each of the records `ids` its title and a passage of its text, as `Records.snippets` gives them."""
    check_language(lang)
    languages = sorted(LANGUAGES, key=lambda one: one != lang)
    columns = ", ".join(f"{part}_{language}" for language in languages for part in ("title", "text"))
    rows = store.rows(
        f"SELECT id, {columns} FROM records WHERE id IN (SELECT value FROM json_each(?))",  # noqa: S608 - our own names
        (json.dumps(ids),),
    )
    texts = {id_: list(zip(languages, said[::2], said[1::2], strict=True)) for id_, *said in rows}
    return Snippets(snippet(id_, texts[id_], query, partial(_names, store, id_)) for id_ in ids)


def _names(store: Store, id_: str, language: Language) -> Iterator[tuple[Message, tuple[str, ...]]]:
    """What the record `id_` points to: the label of each field, and name and aliases."""
    for label, table, entry_id in named_entries(store.body("records", id_)):
        entry = store.body(table, entry_id)
        yield label, (entry["name"][language], *entry.get("aliases", ()))


def snippet(
    id_: str,
    texts: Sequence[tuple[Language, str, str]],
    query: Query | None,
    names: Callable[[Language], Iterable[tuple[Message, Sequence[str]]]] = lambda _: (),
) -> Snippet:
    """A record in the first language of `texts` that has a hit; otherwise in the first.

    Args:
        id_: of the record.
        texts: each language with title and text.
        query: what was searched for; None for no marks.
        names: gives, in a language, what the record points to: the label of each field, and names and aliases.
    """
    marked = [
        (language, _mark(title, query, language), _mark(text, query, language)) for language, title, text in texts
    ]
    with_hits = (one for one in marked if any(part.hit for part in (*one[1], *one[2])))
    language, title, text = next(with_hits, marked[0])
    if not query or any(query.is_in(f"{title}\n{text}", language) for language, title, text in texts):
        return Snippet(id_, language, title, _passage(text))
    return Snippet(id_, language, title, _passage(text), _named(query, names(language), language))


def _named(query: Query, names: Iterable[tuple[Message, Sequence[str]]], language: Language) -> tuple[Part, ...]:
    """The names with a hit, each after the label of its field; an alias after the name that it stands for."""
    parts: list[Part] = []
    for label, (name, *others) in names:
        hits = [one for one in (name, *others) if any(part.hit for part in query.mark(one, language))]
        if hits:
            start = f"{'; ' if parts else ''}{label.in_(language).lower()}: "
            parts += [Part(start, hit=False), *query.mark(name, language)]
            parts += (
                () if name in hits else (Part(" (", hit=False), *query.mark(hits[0], language), Part(")", hit=False))
            )
    return tuple(parts)


def named_entries(record: Mapping[str, Any]) -> Iterator[tuple[Message, str, str]]:
    """Each entry by whose name `record` is found: the label of the field, the table and the id."""
    voice = record["voice"]
    for path, id_ in (
        ("voice", voice["actor"]),
        ("voice.for", voice.get("for")),
        ("reported_by", record.get("reported_by")),
    ):
        if id_:
            yield FIELD_LABELS[path], "actors", id_
    for field, table in LISTED.items():
        yield from ((FIELD_LABELS[field], table, id_) for id_ in record.get(field, ()))


def _mark(text: str, query: Query | None, language: Language) -> tuple[Part, ...]:
    return query.mark(text, language) if query else (Part(text, hit=False),)


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
