"""Make the folder of a new source: its description, the fingerprints of its text, and no word of the text itself.

What it prints, the first words of every paragraph, is for whoever writes the records: each paragraph is to be cited
by one or listed under `skipped` in source.yaml.
"""

import argparse
import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unicodedata import normalize

from pydantic import TypeAdapter, ValidationError

from reformdata.cli import fail
from reformdata.cli.options import add_root
from reformdata.cli.options import add_language
from reformdata.cli.texts import can_be_read, text_content, too_long
from reformdata.curation.editing.choices import Choice, of_table, of_terms
from reformdata.curation.editing.sources import NewSource, first_words, make_folder, obvious, proposed_id
from reformdata.curation.editing.typed import TypedError, chosen, day
from reformdata.curation.reading.characters import is_clean
from reformdata.curation.reading.checkout import read_checkout
from reformdata.curation.reading.problems import PATTERNS
from reformdata.findings import Message, visible
from reformdata.models import Corpus, Label, Language, SourceKind
from reformdata.models.entries import Url
from reformdata.models.ids import EntryId
from reformdata.models.text import Line


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Give `parser` the arguments of this command."""
    parser.add_argument("text", metavar="TEXT.txt", type=Path, help="the text, in UTF-8, one paragraph per line")
    parser.add_argument("--title-da", required=True, metavar="TITLE", help="the title in Danish, as published")
    parser.add_argument("--title-en", required=True, metavar="TITLE", help="the title in English, translated")
    parser.add_argument("--kind", required=True, help=f"what it is: {', '.join(SourceKind)}")
    parser.add_argument("--date", required=True, metavar="DAY", help="the day on which it was published: 2020-10-01")
    parser.add_argument("--publisher", metavar="ACTOR", help="who published it, where known")
    parser.add_argument("--author", action="append", default=[], metavar="ACTOR", help="who wrote it; may be repeated")
    parser.add_argument("--url", help="its address, where known for certain")
    parser.add_argument("--id", help="its id (default: made from publisher, year and title)")
    parser.add_argument("--suggest-skipped", action="store_true", help="also print what could stand under skipped")
    add_root(parser)
    add_language(parser)


def run(args: argparse.Namespace) -> int:
    """Make the folder, and print where it is and what there is to account for."""
    checkout = read_checkout(args.root)
    if not (checkout.root / "records").is_dir():
        where = visible(str(args.root))
        raise RefusedError(Message(f"{where}: her er ingen mappe records/", f"{where}: there is no folder records/ here"))
    content = text_content(args.text)
    if isinstance(content, Message):
        raise RefusedError(content)
    try:
        source = _described(args, checkout.corpus)
    except TypedError as error:
        raise RefusedError(error.message)
    folder = checkout.root / "records" / "sources" / source.id
    if folder.exists() or folder.is_symlink():
        raise RefusedError(
            Message(
                f"kilden `{source.id}` findes allerede; giv en anden med --id",
                f"there is a source `{source.id}` already: give another id by --id",
            )
        )
    files = source.files(content)
    if not can_be_read(files["fingerprints.yaml"]):
        raise RefusedError(too_long(len(first_words(content))))
    make_folder(folder, files)
    print(f"records/sources/{source.id}/source.yaml")
    print(f"records/sources/{source.id}/fingerprints.yaml")
    for line in _accounts(content, args.lang, suggest=args.suggest_skipped):
        print(line)
    return 0


def _described(args: argparse.Namespace, corpus: Corpus) -> NewSource:
    """What the options say of the source.

    Raises:
        TypedError: if one of them is no value of its field.
    """
    published = datetime.date.fromisoformat(day(args.date or "-"))
    publisher = _actor("--publisher", args.publisher, corpus) if args.publisher else None
    id_ = args.id or proposed_id(publisher, published, args.title_da)
    kind = _named("--kind", args.kind, of_terms(SourceKind))
    return NewSource(
        id=_fitting("--id", id_, EntryId),
        title=Label(_fitting("--title-da", args.title_da, Line), _fitting("--title-en", args.title_en, Line)),
        kind=next(term for term in SourceKind if term == kind),
        publisher=publisher,
        authors=tuple(dict.fromkeys(_actor("--author", author, corpus) for author in args.author)),
        date=published,
        url=_fitting("--url", args.url, Url) if args.url else None,
    )


def _fitting(option: str, said: str, type_: Any) -> str:
    """`said` with single blanks, if it fits `type_`.

    Raises:
        TypedError: if it does not, or holds what may not stand in a file.
    """
    text = normalize("NFC", " ".join(said.split()))
    advice: Message | None = None
    try:
        TypeAdapter(type_).validate_python(text)
    except ValidationError as error:
        advice = PATTERNS.get(error.errors()[0].get("ctx", {}).get("pattern", ""))
    else:
        if is_clean(text):
            return text
    because_da, because_en = (f"; {advice.da}", f"; {advice.en}") if advice else ("", "")
    shown = visible(text)
    raise TypedError(
        Message(f"{option}: `{shown}` passer ikke{because_da}", f"{option}: `{shown}` does not fit{because_en}"), text
    )


def _named(option: str, said: str, choices: tuple[Choice, ...]) -> str:
    try:
        return chosen(" ".join(said.split()), choices)
    except TypedError as error:
        named = Message(f"{option}: {error.message.da}", f"{option}: {error.message.en}")
        raise TypedError(named, error.found, error.near) from error


def _actor(option: str, said: str, corpus: Corpus) -> str:
    """The id of the actor called `said`.

    Raises:
        TypedError: if there is none; where none is like it, it says how to make one.
    """
    try:
        return _named(option, said, of_table(corpus, "actors"))
    except TypedError as error:
        if error.near:
            raise
        made = Message(
            f"{error.message.da}; skriv først aktøren i records/actors/ID.yaml (se de andre der)",
            f"{error.message.en}; first write the actor in records/actors/ID.yaml (see the others there)",
        )
        raise TypedError(made, error.found) from error


def _accounts(content: bytes, language: Language, *, suggest: bool) -> Iterator[str]:
    """The paragraphs that are to be accounted for, as lines."""
    found = first_words(content)
    yield ""
    yield Message(
            f"{len(found)} afsnit; hvert skal bruges af en post eller stå under skipped: i source.yaml:",
            f"{len(found)} paragraphs; each is to be cited by a record or listed under skipped: in source.yaml:",
        ).in_(language)
    for number, words in enumerate(found, 1):
        yield f"{number:5}  {visible(words)}"
    guesses = list(obvious(content)) if suggest else []
    if guesses:
        yield ""
        yield Message("Måske (læs efter):", "Perhaps (do read them):").in_(language)
        yield "skipped:"
    for reason, numbers in guesses:
        yield f"  - paragraphs: [{', '.join(map(str, numbers))}]"
        yield f"    reason: {reason}"
