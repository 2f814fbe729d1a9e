"""Write a new record: ask for what it says, show the records that are like it, and give it the next number.

At a terminal it asks for every field that no option gives; elsewhere, or with --no-input, the options are all there
is. Values are ids or names, in Danish or English. Figures and relations, one an option, are written so:
--quantity "7 = kommuner / municipalities", --relation "motivates kl-2020-temaside.06 = grunden / the reason".

Exit code 0: written; 1: not written, since the record would not hold or the user stopped; 2: wrong use.
"""

import argparse
import datetime
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from reformdata.cli import fail
from reformdata.cli.asking import Asking
from reformdata.cli.options import add_root
from reformdata.cli.options import parse_date
from reformdata.cli.options import add_language
from reformdata.cli.output import View
from reformdata.cli.output.concise import visible_path
from reformdata.cli.output.told import told
from reformdata.curation.editing.choices import Choice, of_terms
from reformdata.curation.editing.draft import Draft, missing, write
from reformdata.curation.editing.errors import CuratingError
from reformdata.curation.editing.fields import SOURCE, Field, Loc, Sort, fields_of_kind
from reformdata.curation.editing.likeness import likely_duplicates
from reformdata.curation.editing.numbering import next_number
from reformdata.curation.editing.trial import Trial, try_record
from reformdata.curation.editing.typed import TypedError, value_of
from reformdata.curation.reading.checkout import Checkout, read_checkout
from reformdata.findings import Message
from reformdata.models import Kind, Qualifier, RelationType, Term

STOPPED = Message("afbrudt; intet er skrevet", "stopped; nothing is written")

_FIRST_WORDS: Mapping[Sort, type[Term]] = MappingProxyType({"figures": Qualifier, "relations": RelationType})
"""Of what a record can have several of: the vocabulary with which one is written."""
_HAS_DUPLICATES = ("title", "en")
"""The field after which likely duplicates are looked for: what follows need not be typed if the record is there."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Give `parser` the arguments of this command."""
    parser.add_argument("kind", choices=[kind.value for kind in Kind], help="the kind of the record")
    parser.add_argument(SOURCE.option, metavar="ID", help=SOURCE.doc.en)
    options: dict[str, list[Kind]] = {}
    fields: dict[str, Field] = {}
    for kind in Kind:
        for field in fields_of_kind(kind):
            options.setdefault(field.option, []).append(kind)
            fields[field.option] = field
    for option, field in fields.items():
        kinds = options[option]
        of = f" ({', '.join(kinds)})" if len(kinds) < len(Kind) else ""
        action = "append" if field.sort in _FIRST_WORDS else "store"
        parser.add_argument(option, action=action, metavar=field.sort.upper(), help=f"{field.doc.en}{of}")
    parser.add_argument("--date", metavar="DAY", help="the day on which the record is written (default: today)")
    parser.add_argument("--no-input", action="store_true", help="ask nothing, also at a terminal")
    add_root(parser)
    add_language(parser)


def run(args: argparse.Namespace) -> int:
    """Write the record that `args` and the user describe."""
    kind: Kind = next(kind for kind in Kind if kind == args.kind)
    foreign = _foreign(args, kind)
    if foreign:
        raise RefusedError(foreign)
    checkout = read_checkout(args.root)
    if not checkout.corpus.sources:
        raise RefusedError(no_sources(args.root))
    try:
        added = parse_date(args.date)
        given = _given(args, kind, checkout)
    except TypedError as error:
        raise RefusedError(error.message)
    try:
        if args.no_input or not (sys.stdin.isatty() and sys.stdout.isatty()):
            return _from_options(kind, given, added, checkout, args)
        return _from_answers(kind, given, added, checkout, args)
    except (EOFError, KeyboardInterrupt):
        print()
        fail(STOPPED)
        return 1
    except CuratingError as error:
        raise RefusedError(error.message)


def no_sources(root: Path) -> Message:
    """What to say of a folder in which there is no source to add a record to."""
    where = visible_path(str(root / "records" / "sources"))
    return Message(
        f"{where}: her er ingen kilder; lav en med: reformdata source add",
        f"{where}: there are no sources here; make one with: reformdata source add",
    )


def _foreign(args: argparse.Namespace, kind: Kind) -> Message | None:
    """Why an option that was given does not fit `kind`."""
    own = {field.option for field in fields_of_kind(kind)}
    every = {field.option for each in Kind for field in fields_of_kind(each)}
    for option in sorted(every - own):
        if getattr(args, _attribute(option)) is not None:
            return Message(
                f"{option} hører ikke til et {kind.label.da}", f"{option} is not for a record of kind {kind.value}"
            )
    return None


def _given(args: argparse.Namespace, kind: Kind, checkout: Checkout) -> dict[Loc, Any]:
    """The values that the options give.

    Raises:
        TypedError: if one of them is no value of its field; its message names the option.
    """
    given: dict[Loc, Any] = {}
    for field in (SOURCE, *fields_of_kind(kind)):
        said = getattr(args, _attribute(field.option))
        if said is None:
            continue
        try:
            given[field.loc] = value_of(
                said if isinstance(said, str) else "\n".join(said), field, _choices(field, checkout)
            )
        except TypedError as error:
            named = Message(f"{field.option}: {error.message.da}", f"{field.option}: {error.message.en}")
            raise TypedError(named, error.found, error.near) from error
    return given


def _attribute(option: str) -> str:
    return option.removeprefix("--").replace("-", "_")


def _choices(field: Field, checkout: Checkout) -> Sequence[Choice]:
    """The values that `field` can have; of a figure or a relation, what its first word can be."""
    words = _FIRST_WORDS.get(field.sort)
    return of_terms(words) if words else field.choices(checkout.corpus)


# ---- without a terminal


def _from_options(
    kind: Kind, given: dict[Loc, Any], added: datetime.date, checkout: Checkout, args: argparse.Namespace
) -> int:
    lacking = [] if given.get(SOURCE.loc) else [SOURCE]
    lacking += missing(kind, given)
    if lacking:
        options = ", ".join(field.option for field in lacking)
        raise RefusedError(Message(f"der mangler: {options}", f"missing: {options}"))
    draft = _draft(kind, given, added)
    for line in _likely(draft, checkout, args):
        print(line, file=sys.stderr)
    trial = _tried(draft, checkout)
    for line in told(trial.findings, View(root=checkout.root, language=args.lang), _lines(draft, checkout)):
        print(line, file=sys.stderr)
    if trial.errors:
        fail(Message("posten er ikke skrevet", "the record is not written"))
        return 1
    return _written(draft, checkout)


def _draft(kind: Kind, given: dict[Loc, Any], added: datetime.date) -> Draft:
    answers = {loc: value for loc, value in given.items() if loc != SOURCE.loc}
    return Draft(kind=kind, source=given[SOURCE.loc], answers=answers, added=added)


def _tried(draft: Draft, checkout: Checkout) -> Trial:
    number = _number(draft, checkout)
    return try_record(checkout, draft.file(number), draft.text(number))


def _number(draft: Draft, checkout: Checkout) -> int:
    return next_number(checkout.root / "records" / "sources" / draft.source)


def _lines(draft: Draft, checkout: Checkout) -> dict[str, list[str]]:
    """The file as it would be, for findings to quote: it is not there yet."""
    number = _number(draft, checkout)
    return {draft.file(number): draft.text(number).split("\n")}


def _likely(draft: Draft, checkout: Checkout, args: argparse.Namespace) -> Iterable[str]:
    """Lines that show the records which may say the same."""
    title = {language: str(draft.answers.get(("title", language), "")) for language in ("da", "en")}
    found = likely_duplicates(checkout.corpus, {"da": title["da"], "en": title["en"]})
    if found:
        yield Message("Disse poster siger måske det samme:", "These records may say the same:").in_(args.lang)
    for each in found:
        record = checkout.corpus.records[each.id]
        yield f"  {each.id}  {record.kind.label.in_(args.lang)}  {record.title.in_(args.lang)}  ({int(100 * each.share)} %)"


def _written(draft: Draft, checkout: Checkout) -> int:
    path = write(draft, checkout.root)
    print(path.relative_to(checkout.root).as_posix())
    return 0


# ---- at a terminal


def _from_answers(
    kind: Kind, given: dict[Loc, Any], added: datetime.date, checkout: Checkout, args: argparse.Namespace
) -> int:
    asking = Asking(args.lang)
    answers = dict(given)
    for field in (SOURCE, *fields_of_kind(kind)):
        if field.loc not in answers and not _needless(field, answers, checkout):
            wanted = _required_now(field, answers, kind)
            answers[field.loc] = asking.ask(wanted, _ranked(field, answers, checkout))
        if field.loc == _HAS_DUPLICATES and not _is_new(_draft(kind, answers, added), checkout, asking, args):
            fail(STOPPED)
            return 1
    draft = _draft(kind, answers, added)
    if not _holds(draft, answers, checkout, asking):
        return 1
    return _confirmed(_draft(kind, answers, added), checkout, asking)


def _needless(field: Field, answers: dict[Loc, Any], checkout: Checkout) -> bool:
    """Whether a field need not be asked: an organisation has no office and speaks for nobody else."""
    if field.loc[0] != "voice" or field.loc == ("voice", "actor"):
        return False
    voice = checkout.corpus.actors.get(answers.get(("voice", "actor"), ""))
    return voice is not None and voice.kind != "person"


def _required_now(field: Field, answers: dict[Loc, Any], kind: Kind) -> Field:
    """`field`, required if its other language has been given."""
    begun = field == SOURCE or field in missing(kind, answers)
    return Field(field.loc, field.sort, begun, field.doc, field.table, field.terms)


def _ranked(field: Field, answers: dict[Loc, Any], checkout: Checkout) -> Sequence[Choice]:
    """The values that `field` can have; of actors first those that speak in this source."""
    choices = _choices(field, checkout)
    if field.table != "actors":
        return choices
    own = [each.voice for each in checkout.corpus.records.values() if each.id.source == answers.get(SOURCE.loc)]
    near = {actor for voice in own for actor in (voice.actor, voice.for_)}
    return sorted(choices, key=lambda choice: choice.id not in near)


def _is_new(draft: Draft, checkout: Checkout, asking: Asking, args: argparse.Namespace) -> bool:
    """Whether the user, shown the records that are like `draft`, still finds it new."""
    likely = list(_likely(draft, checkout, args))
    if not likely:
        return True
    asking.tell("")
    for line in likely:
        asking.tell(line)
    return not asking.confirm(
        Message("Er din post en af dem? [j/N]", "Is your record one of them? [y/N]"), default=False
    )


def _holds(draft: Draft, answers: dict[Loc, Any], checkout: Checkout, asking: Asking) -> bool:
    """Show what is wrong with `draft` and ask again for the fields concerned until nothing is.

    The answers are fixed in place. False if what is wrong lies in no field that could be asked.
    """
    view = View(root=checkout.root, language=asking.language)
    while True:
        trial = _tried(draft, checkout)
        for line in told(trial.findings, view, _lines(draft, checkout)):
            asking.tell(line)
        if not trial.errors:
            return True
        again = [field for field in fields_of_kind(draft.kind) if _is_concerned(field, trial)]
        if not again:
            fail(Message("posten er ikke skrevet", "the record is not written"))
            return False
        for field in again:
            answers[field.loc] = asking.ask(
                _required_now(field, {**answers, field.loc: ""}, draft.kind), _ranked(field, answers, checkout)
            )
        draft = _draft(draft.kind, answers, draft.added)


def _is_concerned(field: Field, trial: Trial) -> bool:
    """Whether an error is about `field`, or about something in it or around it."""
    for finding in trial.errors:
        loc = tuple(map(str, finding.loc))
        shared = min(len(loc), len(field.loc))
        if shared and loc[:shared] == field.loc[:shared]:
            return True
    return False


def _confirmed(draft: Draft, checkout: Checkout, asking: Asking) -> int:
    number = _number(draft, checkout)
    asking.tell("")
    asking.tell(draft.text(number))
    if asking.confirm(Message("Skal posten skrives? [J/n]", "Write the record? [Y/n]"), default=True):
        return _written(draft, checkout)
    fail(STOPPED)
    return 1
