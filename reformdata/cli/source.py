"""Add a source, or renew the fingerprints of its text.

`source add TEXT.txt` makes the folder of a new source, with its description and the fingerprints of TEXT.txt, and lists
the first words of every paragraph: each paragraph must be cited by a record or listed under `skipped` in source.yaml.
`source fingerprint SOURCE-ID TEXT.txt` writes records/sources/SOURCE-ID/fingerprints.yaml again and, if there were
fingerprints already, lists the records whose paragraphs have changed. The text stays where it is; no sentence of it
becomes part of the data.

At a terminal `source add` asks for every field without an option; `?` explains a field and `<` goes back. After Ctrl-C
the answers are kept in `.reformdata/`, and --resume takes them up. Elsewhere, or with --no-input, only the options are
used, and all that is wrong with them is said at once.

Exit code 0: written, or the same as before; 1: written, and records must be reviewed, or stopped by the user; 2: wrong use.
"""

import argparse
import re
import shlex
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from reformdata.cli.adding import Adding, add_options
from reformdata.cli.asking import ADDING, MORE, MORE_MEANS
from reformdata.cli.hydrate import UNREADABLE, match_text, percent
from reformdata.cli.interview import Interview
from reformdata.cli.options import (
    MAY_BE_REPEATED,
    add_field,
    add_language,
    add_root,
    next_command,
    refuse,
)
from reformdata.cli.parser import Parser
from reformdata.cli.terminal import print_lines, printable
from reformdata.curation.editing.draft import missing
from reformdata.curation.editing.fields import SOURCE_FIELDS, Answers, Field, Loc
from reformdata.curation.editing.fitting import require_fit
from reformdata.curation.editing.sources import NewSource, first_words, suggest_id, suggest_skipped
from reformdata.curation.reading.checkout import Checkout, read_checkout
from reformdata.curation.reading.files import MAX_SIDECAR_BYTES
from reformdata.curation.reading.strict_yaml import parse
from reformdata.errors import RefusedError, refusal, system_reason
from reformdata.evidence.fingerprint import fingerprint_text, fingerprints_yaml, sketch_hashes
from reformdata.evidence.hydration import ENOUGH, likeness
from reformdata.evidence.resolve import Match, resolve
from reformdata.evidence.texts import Copy, copy_of, decode, read_bytes
from reformdata.files import create_folder, write_file
from reformdata.messages import Message, suggestion_message, visible
from reformdata.models import Corpus, Fingerprints, Kind, Label, Language, SourceKind
from reformdata.models.ids import ENTRY_ID

DANISH = """Tilføj en kilde, eller forny fingeraftrykkene af dens tekst.

`source add TEKST.txt` opretter mappen til en ny kilde med dens beskrivelse og fingeraftrykkene af TEKST.txt og viser de
første ord i hvert afsnit: Hvert afsnit skal bruges af en post eller stå under `skipped` i source.yaml.
`source fingerprint KILDE-ID TEKST.txt` skriver records/sources/KILDE-ID/fingerprints.yaml igen og viser, hvis der var
fingeraftryk i forvejen, de poster, hvis afsnit er ændret. Teksten bliver, hvor den er; ingen sætning fra den kommer med
i data.

I en terminal spørger `source add` om hvert felt, der ikke er angivet; `?` forklarer et felt, og `<` går tilbage. Efter
Ctrl-C er svarene gemt i `.reformdata/`, og --resume fortsætter. Andre steder, eller med --no-input, bruges kun det, der
er angivet, og alt, hvad der er galt med det, bliver sagt på én gang.

Afslutningskode 0: skrevet, eller som før; 1: skrevet, og poster skal ses efter, eller brugeren stoppede; 2: forkert brug.
"""

FINGERPRINTS = "fingerprints.yaml"
_NO_ADVICE = Message("", "")
_ID = ("id",)
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
    for field in SOURCE_FIELDS:
        if field.loc == _ID:
            da, en = " (ellers dannet af udgiver, år og titel)", " (default: made from publisher, year and title)"
            add_field(add, field, da, en)
        elif field.input_kind == "many":
            add_field(add, field, *MAY_BE_REPEATED, several=True)
        else:
            add_field(add, field)
    add.add_argument(
        "--suggest-skipped",
        action="store_true",
        help=add.text(
            "foreslå også afsnit, der kan stå under skipped", "also suggest paragraphs to list under skipped"
        ),
    )
    add_options(add)
    add_root(fingerprint)
    add_language(fingerprint)


def run(args: argparse.Namespace) -> int:
    """Do what `args.action` says."""
    if args.action == "fingerprint":
        return _fingerprint(args)
    adding = Adding(args, f"source add {shlex.quote(printable(args.text))} --resume")
    return adding.run(partial(_add, adding))


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
            f"kilden har {paragraphs} afsnit, og filen med deres fingeraftryk bliver for stor; del kilden i flere",
            f"the source has {paragraphs} paragraphs, and the file of their fingerprints would be too large: "
            "split the source",
        )


# ---- source fingerprint


def _fingerprint(args: argparse.Namespace) -> int:
    checkout = read_checkout(args.root)
    sources = checkout.root / "records" / "sources"
    if not re.fullmatch(ENTRY_ID, args.source) or not (sources / args.source).is_dir():
        advice = suggestion_message(args.source, sorted(path.name for path in sources.glob("*"))) or Message("", "")
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


def _add(adding: Adding) -> int:
    args, checkout = adding.args, adding.checkout
    before = adding.kept(("title", args.lang))
    content, wrong_text = _new_text(args.text, checkout.corpus)
    answers, faults = _given(adding, before)
    if adding.at_terminal:
        refuse([*wrong_text, *faults])
        _ask(answers, adding, is_resumed=bool(before))
    else:
        answers |= {_ID: answers.get(_ID) or _suggested_id(answers)}
        needed = [field for field in SOURCE_FIELDS if field.loc != _ID]
        taken = [] if list(missing(needed, answers)) else _taken(answers[_ID], checkout)
        adding.require(needed, answers, [*faults, *taken, *wrong_text])
    source = _new_source(answers)
    folder = checkout.root / "records" / "sources" / source.id
    files = source.files(content)
    found = first_words(content)
    _require_readable(files[FINGERPRINTS], len(found))
    create_folder(folder, files)
    adding.forget()
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
    print_lines(["", _next_step(source.id, args).in_(args.lang)])
    return 0


def _new_text(path: Path, corpus: Corpus) -> tuple[bytes, list[Message]]:
    """The content of the text at `path`, and why it cannot be that of a new source."""
    try:
        content = _text_content(path)
        _require_new_text(content, corpus)
    except RefusedError as error:
        return b"", [error.message]
    except OSError as error:
        shown, reason = printable(path), system_reason(error)
        return b"", [Message(f"{shown}: {reason.da}", f"{shown}: {reason.en}")]
    return content, []


def _given(adding: Adding, before: Answers) -> tuple[dict[Loc, Any], list[Message]]:
    """The answers so far, and what is wrong with the options."""
    answers, faults = adding.given(SOURCE_FIELDS, before)
    for field in SOURCE_FIELDS:
        try:
            require_fit(field, answers.get(field.loc), adding.checkout.corpus)
        except RefusedError as error:
            faults.append(Message(f"{field.option}: {error.message.da}", f"{field.option}: {error.message.en}"))
    command = adding.asking.command(ADDING["actors"])
    actor_options = tuple(f"{field.option}:" for field in SOURCE_FIELDS if field.table == "actors")
    return answers, [
        Message(f"{each.da}; tilføj en ny aktør med: {command}", f"{each.en}; add a new actor with: {command}")
        if each.da.startswith(actor_options)
        else each
        for each in faults
    ]


def _suggested_id(answers: Answers) -> str:
    """The id made from the other `answers`; empty as long as they do not suffice."""
    day, title = answers.get(("date",)), answers.get(("title", "da"))
    return suggest_id(answers.get(("publisher",)), date.fromisoformat(day), title) if day and title else ""


def _taken(id_: str, checkout: Checkout) -> list[Message]:
    """A sentence that says so if `id_` is that of a source."""
    folder = checkout.root / "records" / "sources" / id_
    if not id_ or not (id_ in checkout.corpus.sources or folder.exists() or folder.is_symlink()):
        return []
    return [
        Message(
            f"kilden `{id_}` findes allerede; angiv et andet id med --id",
            f"there is a source `{id_}` already: give another id with --id",
        )
    ]


def _ask(answers: dict[Loc, Any], adding: Adding, *, is_resumed: bool) -> None:
    """Ask for what `answers` leaves open; if that is nothing that is required, only on request."""
    is_open = is_resumed or list(missing(SOURCE_FIELDS, {**answers, _ID: _suggested_id(answers)}))
    if is_open or adding.asking.confirm(MORE, MORE_MEANS, default=False):
        _SourceInterview(adding, SOURCE_FIELDS, answers).run()
    answers.setdefault(_ID, _suggested_id(answers))
    refuse(_taken(answers[_ID], adding.checkout))


class _SourceInterview(Interview):
    """The questions about a new source."""

    def before(self, field: Field) -> None:
        """Suggest an id, which is asked for last."""
        if field.loc == _ID:
            self.kept.setdefault(_ID, _suggested_id(self.answers))

    def check(self, field: Field, value: Any) -> None:
        """Refuse a text that does not fit the field, and an id that is taken."""
        require_fit(field, value, self.checkout.corpus)
        if field.loc == _ID:
            refuse(_taken(value, self.checkout))


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


def _next_step(source: str, args: argparse.Namespace) -> Message:
    texts = f" --texts {shlex.quote(printable(args.text))}"
    command = next_command(args, f"new {_first_kind(args.lang)} --source {source}{texts}")
    check = next_command(args, f"validate{texts}", option="")
    return Message(
        f"Skriv nu en post for hver handling (også new udsagn og new initiativ), og angiv resten under skipped:\n"
        f"  {command}\nKontrollér til sidst, også at intet er skrevet af efter kilden:\n  {check}",
        f"Now write a record for each act (also new statement and new initiative), and list the rest under skipped:\n"
        f"  {command}\nAt the end check, also that nothing is copied from the source:\n  {check}",
    )


def _first_kind(language: Language) -> str:
    return Kind.PROPOSAL.label.da if language == "da" else Kind.PROPOSAL.value


def _new_source(answers: Answers) -> NewSource:
    return NewSource(
        kind=next(term for term in SourceKind if term == answers["kind",]),
        id=answers[_ID],
        title=Label(answers["title", "da"], answers["title", "en"]),
        publisher=answers.get(("publisher",)) or None,
        authors=answers.get(("authors",)) or (),
        date=date.fromisoformat(answers["date",]),
        url=answers.get(("url",)) or None,
    )
