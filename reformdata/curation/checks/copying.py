"""No text of the data shares eight words in a row with a text of a source.

The texts of sources are not part of the data, so this is checked only where they are available.
"""

from collections.abc import Iterator, Mapping, Set
from itertools import groupby
from pathlib import Path
from typing import TypeAlias

from reformdata.curation.checks.entries import finding, nodes
from reformdata.curation.checks.entries import texts as texts_of
from reformdata.curation.reading.checkout import Checkout
from reformdata.curation.rules import COPIED_WORDS, SOURCE_WITHOUT_TEXT
from reformdata.evidence.fingerprint import normalise, words
from reformdata.evidence.hydration import hydrate
from reformdata.evidence.texts import decode, files, read_bytes
from reformdata.findings import Finding
from reformdata.models import LANGUAGES, Corpus

COPIED = 8
"""So many equal words in a row count as copied; independent wordings seldom share as many."""

_Gram: TypeAlias = tuple[str, ...]


def copied_words(checkout: Checkout, texts: Path) -> Iterator[Finding]:
    """No text of the data is copied from a text in the folder `texts`, or in that file; sources without a text are reported.

    Of a file that is recognised as one source, the others are not expected to be in it.

    Raises:
        FileNotFoundError: if `texts` does not exist.
    """
    yield from copies(checkout, texts)
    recognised = hydrate(checkout.corpus.fingerprints, texts).sources
    missing = () if recognised and texts.is_file() else checkout.corpus.sources.keys() - recognised.keys()
    for source in sorted(missing):
        yield finding(checkout, SOURCE_WITHOUT_TEXT, "sources", source, ("id",), found=source)


def copies(checkout: Checkout, texts: Path) -> Iterator[Finding]:
    """No text of the data is copied from a text in the folder `texts`.

    Words within a name of an actor, a reform or a law, or within the title of a source or a document, are not counted.

    Raises:
        FileNotFoundError: if `texts` does not exist.
    """
    ours = {
        (table, key, (*loc, language)): _words(text.in_(language))
        for table, key, node in nodes(checkout.corpus)
        for loc, text in texts_of(node)
        for language in LANGUAGES
    }
    theirs = _shared(texts, frozenset(gram for run in ours.values() for gram in _grams(run)))
    names = tuple(f" {' '.join(_words(name))} " for name in _names(checkout.corpus))
    for (table, key, loc), run in ours.items():
        for shared in _runs(run, theirs.keys()):
            said = " ".join(shared)
            if not any(f" {said} " in name for name in names):
                file = theirs[tuple(shared[:COPIED])]
                yield finding(checkout, COPIED_WORDS, table, key, loc, found=said, count=len(shared), file=file)


def _words(text: str) -> list[str]:
    return words(normalise(text))


def _grams(run: list[str]) -> Iterator[_Gram]:
    return zip(*(run[start:] for start in range(COPIED)), strict=False)


def _shared(folder: Path, ours: frozenset[_Gram]) -> Mapping[_Gram, str]:
    """Those of `ours` that a text in the folder also has, each with the first file that has it."""
    found: dict[_Gram, str] = {}
    for name, path in files(folder):
        content = read_bytes(path)
        text, reason = decode(content) if isinstance(content, bytes) else ("", content)
        if reason is None:
            found = dict.fromkeys(ours.intersection(_grams(_words(text))), name) | found
    return found


def _runs(run: list[str], shared: Set[_Gram]) -> Iterator[list[str]]:
    """The longest parts of `run` in which every eight consecutive words are shared."""
    for is_shared, places in groupby(enumerate(_grams(run)), key=lambda place: place[1] in shared):
        if is_shared:
            starts = [start for start, _ in places]
            yield run[starts[0] : starts[-1] + COPIED]


def _names(corpus: Corpus) -> Iterator[str]:
    for table in ("actors", "reforms", "laws"):
        for entry in getattr(corpus, table).values():
            yield from (entry.name.da, entry.name.en, *entry.aliases)
    for source in corpus.sources.values():
        yield from (source.title.da, source.title.en)
    for document in corpus.documents.values():
        yield from (document.title.da, document.title.en)
