"""The index of a language, in files that the search in the browser loads as it needs them.

Pagefind 1.5 missed 33 of the 79 pairs of words of tests/dataset/test_search.py, among them every compound by its last
part (`reform`, `folkeskolereform`), and its WebAssembly needs a looser Content-Security-Policy. Here a word is
indexed as `ds.search` indexes it: as written, by its stems, and by the parts of a compound (`store/stems.py`). A file
holds the words that begin with one letter, and `compounds.js` the words that are found by a part of them. What a page finds
is what `ds.search(text, lang)` finds in its language, except that a phrase or parts of a compound may be apart. Files are scripts that call one function, so that they also load where a
site is opened from a disk.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from reformdata.dataset.search import named_entries
from reformdata.models import Language
from reformdata.site.catalogue import Catalogue
from reformdata.store.compiling import pointers
from reformdata.store.stems import danish, english, words

_NAMES, _TEXT, _TITLE = 0, 1, 2
"""Where a word stands in a record; a title counts most."""
_FIELDS = 4
"""What the number of a record is multiplied by, before the place is added."""
TEXTS_PER_FILE = 100
REFERENCE_STYLES = ("bibtex", "ris")
"""The styles in which the page of search saves the references of what it shows."""


def index_files(catalogue: Catalogue, language: Language) -> Iterator[tuple[str, bytes]]:
    """The files of the index of `language`, by name.

    `records.js`; of each hundred records `texts-0.js`, …, and `names-0.js`, …; `70.js` of the words with p; and
    `words.js`, the words as written, among which the nearest are sought when a search finds nothing.
    """
    ids, bodies = catalogue.newest_first, catalogue.body("records")
    yield "records.js", _script("records", [_row(catalogue, id_, language) for id_ in ids])
    for start in range(0, len(ids), TEXTS_PER_FILE):
        records = [catalogue.records[id_] for id_ in ids[start : start + TEXTS_PER_FILE]]
        number = start // TEXTS_PER_FILE
        yield f"texts-{number}.js", _script(f"texts-{number}", [one.text.in_(language) for one in records])
        named = [[*_labelled_names(catalogue, bodies[one.id], language)] for one in records]
        yield f"names-{number}.js", _script(f"names-{number}", named)
    written = {
        word
        for record in catalogue.records.values()
        for text in (record.title, record.text)
        for word in words(text.in_(language))
    }
    yield "words.js", _script("words", sorted(written))
    compounds: dict[str, list[str]] = defaultdict(list)
    if language == "da":
        for part, word in catalogue.store.rows("SELECT part, word FROM compounds ORDER BY part, word"):
            compounds[part].append(word)
    yield "compounds.js", _script("compounds", compounds)
    postings = _postings(catalogue, language, compounds)
    letters: dict[str, dict[str, list[int]]] = defaultdict(dict)
    for term in sorted(postings):
        letters[f"{ord(term[0]):x}"][term] = sorted(postings[term])
    yield "letters.js", _script("letters", sorted(letters))
    for letter, terms in letters.items():
        yield f"{letter}.js", _script(letter, terms)


def reference_files(catalogue: Catalogue, references: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[str, bytes]]:
    """`references-0.js`, …: of each hundred records the references in `REFERENCE_STYLES`, by name.

    Args:
        catalogue: the data.
        references: those of each record by style.
    """
    ids = catalogue.newest_first
    for start in range(0, len(ids), TEXTS_PER_FILE):
        name = f"references-{start // TEXTS_PER_FILE}"
        listed = [[references[id_][style] for style in REFERENCE_STYLES] for id_ in ids[start : start + TEXTS_PER_FILE]]
        yield f"{name}.js", _script(name, listed)


def _row(catalogue: Catalogue, id_: str, language: Language) -> list[Any]:
    """Id, title, day, the values of the facets in the order of the page, and who speaks."""
    record = catalogue.records[id_]
    areas = list(dict.fromkeys(catalogue.with_larger(record.areas)))
    day = catalogue.dates[id_]
    return [
        id_, record.title.in_(language), day.isoformat(), record.kind.value, catalogue.fate(id_), areas,
        list(record.themes), record.voice.actor, str(day.year),
        catalogue.speaker(id_).in_(language),
    ]  # fmt: skip


def _postings(catalogue: Catalogue, language: Language, compounds: Mapping[str, Sequence[str]]) -> dict[str, set[int]]:
    parts: dict[str, list[str]] = defaultdict(list)
    for part, found_by in compounds.items():
        for word in found_by:
            parts[word].append(part)
    stem = danish if language == "da" else english
    forms_of = cache(lambda word: {word, stem(word), *parts.get(word, ())})
    found: dict[str, set[int]] = defaultdict(set)
    for number, id_ in enumerate(catalogue.newest_first):
        record = catalogue.records[id_]
        names = "\n".join(_names(catalogue, record, language))
        for place, text in ((_TITLE, record.title.in_(language)), (_TEXT, record.text.in_(language)), (_NAMES, names)):
            for term in {form for word in words(text) for form in forms_of(word)}:
                found[term].add(number * _FIELDS + place)
    return found


def _names(catalogue: Catalogue, record: Any, language: Language) -> Iterator[str]:
    """The names of everything that `record` points to, and the aliases."""
    for table, id_ in pointers(record):
        entry = catalogue.entry(table, id_)
        yield from (entry.name.in_(language), *getattr(entry, "aliases", ()))


def _labelled_names(catalogue: Catalogue, body: Mapping[str, Any], language: Language) -> Iterator[list[str]]:
    """The label of each field in which a record points to an entry, the name of the entry, and its aliases."""
    for label, table, id_ in named_entries(body):
        entry = catalogue.entry(table, id_)
        yield [label.in_(language).lower(), entry.name.in_(language), *getattr(entry, "aliases", ())]


def _script(name: str, value: Any) -> bytes:
    return f"reformdataIndex({json.dumps(name)},{json.dumps(value, ensure_ascii=False, separators=(',', ':'))});\n".encode()
