"""Find the passages that records cite in your own copies of the sources.

A file is recognised as a source by its content, not by its name. Each passage is exact (the same text with the same
number), moved (the same text elsewhere), edited (words have changed; the share that is left is given) or missing.
Nothing is fetched and nothing is written.

Exit code 0: every passage was found; 1: a passage is missing; 2: wrong use.
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from reformdata.cli.options import add_format, add_language
from reformdata.cli.parser import Parser
from reformdata.cli.terminal import headings, print_json, print_lines, printable
from reformdata.dataset.opening import open_store
from reformdata.evidence.hydration import Hydration, Passage, Passages, ReadFile, hydrate
from reformdata.evidence.resolve import STATES, Match, State
from reformdata.evidence.texts import Unread, Unreadable
from reformdata.messages import Message
from reformdata.models import Corpus, Language
from reformdata.models.layout import align_columns
from reformdata.store.compiling import corpus_of

DANISH = """Find de steder, som posterne henviser til, i dine egne kopier af kilderne.

En fil bliver genkendt som en kilde på sit indhold og ikke på sit navn. Hvert sted er uændret (samme tekst med samme
nummer), flyttet (samme tekst et andet sted), ændret (ord er ændret; den andel, der er tilbage, bliver vist) eller mangler.
Intet hentes fra nettet, og intet skrives.

Afslutningskode 0: alle steder er fundet; 1: et sted mangler; 2: forkert brug.
"""

LISTED = 20
"""Up to so many files that are not a source are listed."""

UNREADABLE: Mapping[Unreadable, Message] = MappingProxyType(
    {
        "too-large": Message("for stor til at være en kilde", "too large to be a source"),
        "not-regular": Message("ikke en almindelig fil", "not a regular file"),
        "not-opened": Message("kan ikke åbnes", "cannot be opened"),
        "utf-16": Message("UTF-16; gem den som UTF-8", "UTF-16: save it as UTF-8"),
        "binary": Message("ikke en tekst: den har NUL-tegn", "not a text: it has NUL characters"),
        "not-utf-8": Message(
            "ikke UTF-8; er den Latin-1 eller Windows-1252, så gem den som UTF-8",
            "not UTF-8: if it is Latin-1 or Windows-1252, save it as UTF-8",
        ),
        "blank": Message("tom", "blank"),
    }
)
"""Why a file cannot be a copy of a source."""

_STATES: Mapping[State, Message] = MappingProxyType(
    {
        "exact": Message("uændret", "exact"),
        "moved": Message("flyttet", "moved"),
        "edited": Message("ændret", "edited"),
        "missing": Message("mangler", "missing"),
    }
)
_HEADINGS = (
    Message("kilde", "source"),
    Message("afsnit", "paragraphs"),
    *_STATES.values(),
    Message("poster", "records"),
    Message("fundet", "found"),
)
_NO_COPY = Message("der er ingen kopi af kilden", "there is no copy of the source")
_NO_FINGERPRINTS = Message(
    "kilden har ingen fingeraftryk; skriv dem med: reformdata source fingerprint",
    "the source has no fingerprints; to write them: reformdata source fingerprint",
)
_OTHER = Message("ingen af kilderne", "none of the sources")


def add_arguments(parser: Parser) -> None:
    """Add the arguments of this command to `parser`."""
    parser.add_argument(
        "texts",
        type=Path,
        metavar=parser.text("MAPPE", "DIR"),
        help=parser.text("mappen (eller den ene fil) med teksterne", "the folder (or the one file) with the texts"),
    )
    parser.add_argument(
        "--root",
        type=Path,
        metavar=parser.text("MAPPE", "ROOT"),
        help=parser.text(
            "en mappe med poster eller en bygget pakke (ellers de installerede data)",
            "a checkout or a built package (default: the installed data)",
        ),
    )
    add_format(parser)
    add_language(parser)


def run(args: argparse.Namespace) -> int:
    """Print what was found of the records in `args.texts`."""
    corpus = corpus_of(open_store(args.root))
    hydration = hydrate(corpus.fingerprints, args.texts)
    found = [hydration.passages(record) for record in corpus.records.values()]
    if args.format == "json":
        print_json(_as_json(hydration, found))
    else:
        print_lines(_as_text(corpus, hydration, found, args.lang))
    return 1 if any(passages.state == "missing" for passages in found) else 0


def match_text(match: Match | Passage, language: Language) -> str:
    """Where a paragraph is in a copy: `6 → 8 moved`, `7 → 9 edited (81 %)`, `5 missing`."""
    numbers, old = match.found, match.paragraph
    new = "–".join(map(str, dict.fromkeys((numbers[0], numbers[-1])))) if numbers else ""
    arrow = f"{old} → {new}" if new and new != str(old) else str(old)
    kept = f" ({match.similarity} %)" if match.state == "edited" and match.similarity is not None else ""
    return f"{arrow} {_STATES[match.state].in_(language)}{kept}"


def _as_text(corpus: Corpus, hydration: Hydration, found: list[Passages], language: Language) -> Iterator[str]:
    yield from _files(hydration, language)
    for source in hydration.missing:
        yield f"{source}: {_NO_COPY.in_(language)}"
    for source in sorted(corpus.sources.keys() - corpus.fingerprints.keys()):
        yield f"{source}: {_NO_FINGERPRINTS.in_(language)}"
    yield ""
    yield from align_columns([headings(_HEADINGS, language), *_sources(corpus, hydration, found)])
    if changed := [passages for passages in found if passages.file and passages.state != "exact"]:
        yield ""
    for passages in changed:
        yield f"{passages.record}: {', '.join(match_text(one, language) for one in passages)}"
    states = Counter(passages.state for passages in found)
    counts = ", ".join(f"{states[state]} {_STATES[state].in_(language)}" for state in STATES if states[state])
    yield ""
    yield Message(f"{len(found)} poster: {counts}", f"{len(found)} records: {counts}").in_(language)


def _files(hydration: Hydration, language: Language) -> Iterator[str]:
    if not hydration.files:
        yield Message("Der er ingen filer i mappen.", "There are no files in the folder.").in_(language)
    sources = [file for file in hydration.files if isinstance(file, ReadFile) and file.role == "source"]
    others = [file for file in hydration.files if file not in sources]
    for file in (*sources, *others[:LISTED]):
        yield f"{printable(file.name)}: {_account(file).in_(language)}"
    if len(others) > LISTED:
        more = len(others) - LISTED
        yield Message(f"… og {more} andre filer", f"… and {more} other files").in_(language)


def _account(file: ReadFile | Unread) -> Message:
    if isinstance(file, Unread):
        return UNREADABLE[file.reason]
    if file.role == "other":
        return _OTHER
    likely = ", ".join(f"{each.source} ({percent(each.share)} %)" for each in file.likeness)
    if file.role == "duplicate":
        return Message(f"endnu en kopi af {likely}", f"another copy of {likely}")
    if file.role == "unclear":
        return Message(f"kan være flere af kilderne: {likely}", f"could be several of the sources: {likely}")
    return Message(likely, likely)


def percent(share: float) -> int:
    """`share` in percent; 100 only if it is whole."""
    return int(100 * share)


def _sources(corpus: Corpus, hydration: Hydration, found: list[Passages]) -> Iterator[tuple[str | int, ...]]:
    for source, entry in corpus.sources.items():
        copy = hydration.sources.get(source)
        states = Counter(match.state for match in copy.matches) if copy else Counter({"missing": entry.paragraphs})
        records = [passages for passages in found if passages.source == source]
        whole = sum(passages.state != "missing" for passages in records)
        yield (source, entry.paragraphs, *(states[state] for state in STATES), len(records), whole)


def _as_json(hydration: Hydration, found: list[Passages]) -> dict[str, Any]:
    """Everything but the texts, which are the user's own copies."""
    return {
        "files": [_file(file) for file in hydration.files],
        "missing": list(hydration.missing),
        "records": [
            {
                "id": record.record,
                **{name: getattr(record, name) for name in ("source", "file", "state")},
                "passages": [
                    {name: getattr(one, name) for name in ("paragraph", "state", "found", "similarity")}
                    for one in record
                ],
            }
            for record in found
        ],
    }


def _file(file: ReadFile | Unread) -> dict[str, Any]:
    if isinstance(file, Unread):
        return {"name": file.name, "role": "unread", "reason": file.reason}
    shares = {each.source: round(each.share, 3) for each in file.likeness}
    return {"name": file.name, "role": file.role, "sources": shares}
