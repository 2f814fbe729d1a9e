"""Add a source, or renew the fingerprints of its text.

`source add TEXT.txt` makes the folder of a new source, with its description and the fingerprints of TEXT.txt, and lists
the first words of every paragraph: each paragraph must be cited by a record or listed under `skipped` in source.yaml.
`source fingerprint SOURCE-ID TEXT.txt` writes records/sources/SOURCE-ID/fingerprints.yaml again and, if there were
fingerprints already, lists the records whose paragraphs have changed. The text stays where it is; no sentence of it
becomes part of the data.

Exit code 0: written, or the same as before; 1: written, and records must be reviewed; 2: wrong use.
"""

import argparse
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from unicodedata import normalize

from pydantic import TypeAdapter, ValidationError

from reformdata.cli.checkouts import open_checkout
from reformdata.cli.hydrate import UNREADABLE, match_text, percent
from reformdata.cli.options import add_language, add_root, require_records
from reformdata.cli.parser import Parser
from reformdata.cli.terminal import print_lines, printable
from reformdata.curation.editing.answers import choice_id, parse_day
from reformdata.curation.editing.fields import Choice, table_choices, term_choices
from reformdata.curation.editing.sources import NewSource, first_words, suggest_id, suggest_skipped
from reformdata.curation.reading.checkout import read_checkout
from reformdata.curation.reading.files import MAX_SIDECAR_BYTES, is_clean
from reformdata.curation.reading.problems import PATTERNS
from reformdata.curation.reading.strict_yaml import parse
from reformdata.errors import RefusedError, refusal
from reformdata.evidence.fingerprint import fingerprint_text, fingerprints_yaml, sketch_hashes
from reformdata.evidence.hydration import ENOUGH, likeness
from reformdata.evidence.resolve import Match, resolve
from reformdata.evidence.texts import Copy, copy_of, decode, read_bytes
from reformdata.files import create_folder, write_file
from reformdata.messages import Message, suggestion_message, visible
from reformdata.models import Corpus, Fingerprints, Label, Language, SourceKind
from reformdata.models.entries import Url
from reformdata.models.ids import ENTRY_ID
from reformdata.models.scalars import EntryId
from reformdata.models.text import Line

DANISH = """Tilføj en kilde, eller forny fingeraftrykkene af dens tekst.

`source add TEKST.txt` opretter mappen til en ny kilde med dens beskrivelse og fingeraftrykkene af TEKST.txt og viser de
første ord i hvert afsnit: Hvert afsnit skal bruges af en post eller stå under `skipped` i source.yaml.
`source fingerprint KILDE-ID TEKST.txt` skriver records/sources/KILDE-ID/fingerprints.yaml igen og viser, hvis der var
fingeraftryk i forvejen, de poster, hvis afsnit er ændret. Teksten bliver, hvor den er; ingen sætning fra den kommer med
i data.

Afslutningskode 0: skrevet, eller som før; 1: skrevet, og poster skal ses efter; 2: forkert brug.
"""

FINGERPRINTS = "fingerprints.yaml"
_NO_ADVICE = Message("", "")
_ADD_ACTOR = Message("; tilføj en ny aktør med: reformdata actor add", "; add a new actor with: reformdata actor add")
_SAME = 0.9
"""The share of a source's words from which a text is that source; below it, it may quote or revise it."""


def add_arguments(parser: Parser) -> None:
    """Add the arguments of this command to `parser`."""
    actions = parser.add_subparsers(dest="action", required=True, metavar=parser.text("HANDLING", "ACTION"))
    fingerprint = actions.add_parser(
        "fingerprint",
        help=parser.text("skriv fingeraftrykkene af en tekst", "write the fingerprints of a text"),
        description=parser.text("Skriv fingeraftrykkene af en tekst.", "Write the fingerprints of a text."),
    )
    fingerprint.add_argument(
        "source",
        metavar=fingerprint.text("KILDE-ID", "SOURCE-ID"),
        help=fingerprint.text(
            "kildens id: navnet på dens mappe i records/sources", "the id of the source: its folder in records/sources"
        ),
    )
    add = actions.add_parser(
        "add",
        help=parser.text("opret mappen til en ny kilde", "make the folder of a new source"),
        description=parser.text("Opret mappen til en ny kilde.", "Make the folder of a new source."),
    )
    for action in (fingerprint, add):
        action.add_argument(
            "text",
            metavar=action.text("TEKST.txt", "TEXT.txt"),
            type=Path,
            help=action.text("teksten i UTF-8, ét afsnit på hver linje", "the text, in UTF-8, one paragraph per line"),
        )
    add.add_argument(
        "--title-da",
        required=True,
        metavar=add.text("TITEL", "TITLE"),
        help=add.text("titlen på dansk, som udgivet", "the title in Danish, as published"),
    )
    add.add_argument(
        "--title-en",
        required=True,
        metavar=add.text("TITEL", "TITLE"),
        help=add.text("titlen på engelsk, oversat", "the title in English, translated"),
    )
    add.add_argument(
        "--kind",
        required=True,
        metavar=parser.text("ART", "KIND"),
        help=add.text(
            f"kildens art: {', '.join(kind.label.da for kind in SourceKind)}",
            f"the kind of source: {', '.join(SourceKind)}",
        ),
    )
    add.add_argument(
        "--date",
        required=True,
        metavar=add.text("DAG", "DAY"),
        help=add.text("den dag, den blev udgivet: 2020-10-01", "the day on which it was published: 2020-10-01"),
    )
    add.add_argument(
        "--publisher",
        metavar=add.text("AKTØR", "ACTOR"),
        help=add.text("udgiveren, når den er kendt", "who published it, if known"),
    )
    add.add_argument(
        "--author",
        action="append",
        default=[],
        metavar=add.text("AKTØR", "ACTOR"),
        help=add.text("forfatteren; kan gentages", "who wrote it; may be repeated"),
    )
    add.add_argument("--url", help=add.text("dens adresse, når den er sikker", "its address, if known for certain"))
    add.add_argument(
        "--id",
        help=add.text(
            "dens id (ellers dannet af udgiver, år og titel)", "its id (default: made from publisher, year and title)"
        ),
    )
    add.add_argument(
        "--suggest-skipped",
        action="store_true",
        help=add.text(
            "foreslå også afsnit, der kan stå under skipped", "also suggest paragraphs to list under skipped"
        ),
    )
    for action in (fingerprint, add):
        add_root(action)
        add_language(action)


def run(args: argparse.Namespace) -> int:
    """Do what `args.action` says."""
    return _add(args) if args.action == "add" else _fingerprint(args)


def _text_content(path: Path) -> bytes:
    """The content of the text at `path`, which is UTF-8 and has a paragraph."""
    path.lstat()
    content = read_bytes(path.resolve())
    reason = decode(content)[1] if isinstance(content, bytes) else content
    if isinstance(content, bytes) and reason is None:
        return content
    shown, problem = printable(path), UNREADABLE[reason or "not-opened"]
    raise refusal(f"{shown}: {problem.da}", f"{shown}: {problem.en}")


def _require_readable(fingerprints: bytes, paragraphs: int) -> None:
    """Refuse the content of a `fingerprints.yaml` that the reader would not accept."""
    if len(fingerprints) > MAX_SIDECAR_BYTES or parse(fingerprints.decode(), FINGERPRINTS)[1]:
        raise refusal(
            f"kilden har {paragraphs} afsnit, og filen med deres fingeraftryk bliver for stor; del kilden op",
            f"the source has {paragraphs} paragraphs, and the file of their fingerprints would be too large: "
            "split the source",
        )


# ---- source fingerprint


def _fingerprint(args: argparse.Namespace) -> int:
    checkout = read_checkout(args.root)
    sources = checkout.root / "records" / "sources"
    if not re.fullmatch(ENTRY_ID, args.source) or not (sources / args.source).is_dir():
        advice = suggestion_message(args.source, sorted(path.name for path in sources.glob("*"))) or _NO_ADVICE
        shown = f"records/sources/{visible(args.source)}"
        raise refusal(
            "; ".join(filter(None, (f"der er ingen mappe {shown}", advice.da))),
            "; ".join(filter(None, (f"there is no folder {shown}", advice.en))),
        )
    content = _text_content(args.text)
    new = fingerprint_text(content)
    old = checkout.corpus.fingerprints.get(args.source)
    matches = _matches(args.source, old, content) if old else ()
    written = fingerprints_yaml(new).encode()
    count = len(new.paragraphs)
    _require_readable(written, count)
    write_file(sources / args.source / FINGERPRINTS, written)
    short = sum(each.guessable for each in new.paragraphs)
    file = f"records/sources/{args.source}/{FINGERPRINTS}"
    message = Message(
        f"{file}: {count} afsnit; {short} af dem er så korte, at de kan gættes",
        f"{file}: {count} paragraphs, {short} of them so short that they can be guessed",
    )
    print(message.in_(args.lang))
    changes = list(_changes(checkout.corpus, args.source, matches, args.lang))
    print_lines(changes)
    return 1 if changes else 0


def _matches(source: str, old: Fingerprints, content: bytes) -> Sequence[Match]:
    wanted = frozenset(each for one in old.paragraphs for each in sketch_hashes(one))
    copy = copy_of("", content, wanted)
    share = likeness(old, copy) if isinstance(copy, Copy) else 0
    if isinstance(copy, Copy) and (copy.sha256 == old.sha256 or share >= ENOUGH):
        return resolve(old.paragraphs, copy.lines)
    held = percent(share)
    raise refusal(
        f"{source}: teksten er ikke en kopi af kilden; den har {held} % af dens ord. Hvis kilden er en anden nu, "
        f"så slet {FINGERPRINTS} først",
        f"{source}: the text is not a copy of the source: it has {held} % of its words. If the source is another "
        f"now, delete {FINGERPRINTS} first",
    )


def _changes(corpus: Corpus, source: str, matches: Sequence[Match], language: Language) -> Iterator[str]:
    """A line for each record, and for the skipped paragraphs, whose paragraphs are not as they were."""
    changed = {match.paragraph: match for match in matches if match.state != "exact"}
    cited = {str(record.id): record.paragraphs for record in corpus.records.values() if record.id.source == source}
    entry = corpus.sources.get(source)
    skipped = [number for skip in entry.skipped for number in skip.paragraphs] if entry else []
    for name, paragraphs in (*cited.items(), (f"records/sources/{source}/source.yaml, skipped", skipped)):
        parts = [match_text(changed[number], language) for number in paragraphs if number in changed]
        if parts:
            yield f"{name}: {', '.join(parts)}"


# ---- source add


def _add(args: argparse.Namespace) -> int:
    require_records(args.root)
    checkout = open_checkout(args.root)
    content = _text_content(args.text)
    source = _new_source(args, checkout.corpus)
    folder = checkout.root / "records" / "sources" / source.id
    if source.id in checkout.corpus.sources or folder.exists() or folder.is_symlink():
        raise refusal(
            f"kilden `{source.id}` findes allerede; angiv et andet id med --id",
            f"there is a source `{source.id}` already: give another id with --id",
        )
    _require_new_text(content, checkout.corpus)
    files = source.files(content)
    found = first_words(content)
    _require_readable(files[FINGERPRINTS], len(found))
    create_folder(folder, files)
    heading = Message(
        f"{len(found)} afsnit; hvert skal bruges af en post eller angives under skipped: i source.yaml:",
        f"{len(found)} paragraphs; each must be cited by a record or listed under skipped: in source.yaml:",
    )
    print_lines(f"records/sources/{source.id}/{name}" for name in ("source.yaml", FINGERPRINTS))
    print_lines(["", heading.in_(args.lang)])
    print_lines(f"{number:5}  {visible(words)}" for number, words in enumerate(found, 1))
    guesses = list(suggest_skipped(content)) if args.suggest_skipped else []
    if guesses:
        print_lines(["", Message("Måske (kontrollér dem):", "Perhaps (check them):").in_(args.lang), "skipped:"])
    for reason, numbers in guesses:
        print_lines([f"  - paragraphs: [{', '.join(map(str, numbers))}]", f"    reason: {reason}"])
    print_lines(["", _next_step(source.id, printable(args.text)).in_(args.lang)])
    return 0


def _require_new_text(content: bytes, corpus: Corpus) -> None:
    """Refuse a text that is that of a source already."""
    wanted = frozenset(
        each for known in corpus.fingerprints.values() for one in known.paragraphs for each in sketch_hashes(one)
    )
    copy = copy_of("", content, wanted)
    if not isinstance(copy, Copy):
        return
    for source, known in corpus.fingerprints.items():
        share = 1.0 if copy.sha256 == known.sha256 else likeness(known, copy)
        if share >= _SAME:
            held = percent(share)
            raise refusal(
                f"teksten er allerede kilden `{source}`; den har {held} % af dens ord. Skriv dens poster med: "
                f"reformdata new proposal --source {source}",
                f"the text is the source `{source}` already: it has {held} % of its words. Write its records with: "
                f"reformdata new proposal --source {source}",
            )


def _next_step(source: str, text: str) -> Message:
    command = f"reformdata new proposal --source {source} --texts {text}"
    check = f"reformdata validate --texts {text}"
    return Message(
        f"Skriv nu en post for hver handling (også new statement og new initiative), og angiv resten under skipped:\n"
        f"  {command}\nKontrollér til sidst, også at intet er skrevet af efter kilden:\n  {check}",
        f"Now write a record for each act (also new statement and new initiative), and list the rest under skipped:\n"
        f"  {command}\nAt the end check, also that nothing is copied from the source:\n  {check}",
    )


def _new_source(args: argparse.Namespace, corpus: Corpus) -> NewSource:

    def actor(option: str, name: str) -> str:
        return _choice_id(option, name, table_choices(corpus, "actors"), table="actors", otherwise=_ADD_ACTOR)

    published = parse_day(args.date or "-")
    publisher = actor("--publisher", args.publisher) if args.publisher else None
    kind = _choice_id("--kind", args.kind, term_choices(SourceKind))
    id_ = args.id or suggest_id(publisher, published, args.title_da)
    return NewSource(
        kind=next(term for term in SourceKind if term == kind),
        id=_valid_value("--id", id_, EntryId),
        title=Label(_valid_value("--title-da", args.title_da, Line), _valid_value("--title-en", args.title_en, Line)),
        publisher=publisher,
        authors=tuple(dict.fromkeys(actor("--author", author) for author in args.author)),
        date=published,
        url=_valid_value("--url", args.url, Url) if args.url else None,
    )


def _valid_value(option: str, value: str, type_: Any) -> str:
    """`value` with single blanks, if it fits `type_` and holds no character that is not allowed in a file."""
    text = normalize("NFC", " ".join(value.split()))
    advice: Message | None = None
    try:
        TypeAdapter(type_).validate_python(text)
    except ValidationError as error:
        advice = PATTERNS.get(error.errors()[0].get("ctx", {}).get("pattern", ""))
    else:
        if is_clean(text):
            return text
    da, en = (f"; {advice.da}", f"; {advice.en}") if advice else ("", "")
    raise refusal(f"{option}: `{visible(text)}` passer ikke{da}", f"{option}: `{visible(text)}` does not fit{en}")


def _choice_id(
    option: str, name: str, choices: tuple[Choice, ...], *, table: str | None = None, otherwise: Message = _NO_ADVICE
) -> str:
    """The id of the one of `choices` called `name`; the refusal ends with `otherwise`."""
    try:
        return choice_id(" ".join(name.split()), choices, table=table)
    except RefusedError as error:
        message = error.message
        raise refusal(f"{option}: {message.da}{otherwise.da}", f"{option}: {message.en}{otherwise.en}") from error
