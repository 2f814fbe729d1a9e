"""The index of a language, in files that the search in the browser loads as it needs them.

Pagefind 1.5 missed 33 of the 79 pairs of words of tests/dataset/test_search.py, among them every compound by its last
part (`reform`, `folkeskolereform`), and its WebAssembly needs a looser Content-Security-Policy. Here a word is
indexed as `ds.search` indexes it: as written, by its stems, and by the parts of a compound (`store/stems.py`). A file
holds the words that begin with one letter. Files are scripts that call one function, so that they also load where a
site is opened from a disk.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Any

from reformdata.models import TABLES, Language
from reformdata.site.catalogue import Catalogue
from reformdata.store.stems import danish, english, lexicon, parts, words

_NAMES, _TEXT, _TITLE = 0, 1, 2
"""Where a word stands in a record; a title counts most."""
_FIELDS = 4
"""What the number of a record is multiplied by, before the place is added."""
TEXTS_PER_FILE = 100


def index_files(catalogue: Catalogue, language: Language) -> Iterator[tuple[str, bytes]]:
    """The files of the index of `language`, by name: `records.js`, `texts-0.js`, …, and `70.js` of the words with p."""
    ids = catalogue.newest_first
    yield "records.js", _script("records", [_row(catalogue, id_, language) for id_ in ids])
    for start in range(0, len(ids), TEXTS_PER_FILE):
        texts = [catalogue.records[id_].text.in_(language) for id_ in ids[start : start + TEXTS_PER_FILE]]
        name = f"texts-{start // TEXTS_PER_FILE}"
        yield f"{name}.js", _script(name, texts)
    postings = _postings(catalogue, language)
    letters: dict[str, dict[str, list[int]]] = defaultdict(dict)
    for term in sorted(postings):
        letters[f"{ord(term[0]):x}"][term] = sorted(postings[term])
    yield "letters.js", _script("letters", sorted(letters))
    for letter, terms in letters.items():
        yield f"{letter}.js", _script(letter, terms)


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


def _postings(catalogue: Catalogue, language: Language) -> dict[str, set[int]]:
    known = _known(catalogue)
    forms = {
        "da": cache(lambda word: {word, danish(word), *parts(word, known)}),
        "en": cache(lambda word: {word, english(word)}),
    }
    both = cache(lambda word: forms["da"](word) | forms["en"](word))
    found: dict[str, set[int]] = defaultdict(set)
    for number, id_ in enumerate(catalogue.newest_first):
        record = catalogue.records[id_]
        names = "\n".join(_names(catalogue, record))
        for place, text, forms_of in (
            (_TITLE, record.title.in_(language), forms[language]),
            (_TEXT, record.text.in_(language), forms[language]),
            (_NAMES, names, both),
        ):
            for term in {form for word in words(text) for form in forms_of(word)}:
                found[term].add(number * _FIELDS + place)
    return found


def _known(catalogue: Catalogue) -> frozenset[str]:
    """The stems by which compounds are recognised: of the texts of the records, and the names of what they point to."""
    texts = [text for record in catalogue.records.values() for text in (record.title.da, record.text.da)]
    for table in TABLES:
        for entry in getattr(catalogue.corpus, table).values():
            known = (getattr(entry, name, None) for name in ("name", "title", "description", "definition"))
            texts += [text.da for text in known if text]
    return lexicon(texts)


def _names(catalogue: Catalogue, record: Any) -> Iterator[str]:
    """The names, in both languages, of everything that `record` points to, and the aliases."""
    actors = [record.voice.actor, record.voice.for_, record.reported_by, *record.mentions]
    actors += [id_ for role in ("addressees", "owners", "partners") for id_ in getattr(record, role, ())]
    pointed = [("actors", id_) for id_ in actors if id_]
    pointed += [
        (table, id_)
        for table in ("areas", "themes", "target_groups", "reforms", "laws")
        for id_ in getattr(record, table)
    ]
    for table, id_ in dict.fromkeys(pointed):
        entry = catalogue.entry(table, id_)
        yield from (entry.name.da, entry.name.en, *getattr(entry, "aliases", ()))


def _script(name: str, value: Any) -> bytes:
    return f"reformdataIndex({json.dumps(name)},{json.dumps(value, ensure_ascii=False, separators=(',', ':'))});\n".encode()
