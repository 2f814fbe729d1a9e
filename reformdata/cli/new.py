"""Write a new record: ask for its fields, show similar records, and give it the next number.

At a terminal every field without an option is asked for; elsewhere, or with --no-input, only the options are used.
Values are ids or names, in Danish or English. Figures and relations are written like this, one an option:
--quantity "7 = kommuner / municipalities", --relation "motivates kl-2020-temaside.06 = grunden / the reason".

Exit code 0: written; 1: not written, since the record has errors or the user stopped; 2: wrong use.
"""

import argparse
import datetime
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from operator import eq
from types import MappingProxyType
from typing import Any

from reformdata.cli.asking import Asking
from reformdata.cli.options import add_date, add_language, add_root, parse_date, require_sources
from reformdata.cli.output import View
from reformdata.cli.output.text import render_unwritten
from reformdata.cli.terminal import print_error, print_lines
from reformdata.curation.checks.terms import Pattern, compile_glossary, terms_in
from reformdata.curation.editing.answers import value_of
from reformdata.curation.editing.draft import Draft, missing, next_number, write
from reformdata.curation.editing.fields import SOURCE, Choice, Field, InputKind, Loc, fields_of_kind, term_choices
from reformdata.curation.editing.trial import Trial, likely_duplicates, try_record
from reformdata.curation.reading.checkout import Checkout, read_checkout
from reformdata.errors import RefusedError, refusal
from reformdata.findings import Message
from reformdata.models import Kind, Language, Qualifier, RelationType, Term

NOT_WRITTEN = Message("posten er ikke skrevet", "the record was not written")
STOPPED = Message("afbrudt; intet er skrevet", "stopped; nothing was written")

_FIRST_WORDS: Mapping[InputKind, type[Term]] = MappingProxyType({"figures": Qualifier, "relations": RelationType})
"""The vocabulary of the first word of a figure and of a relation."""
_DANISH = frozenset({("title", "da"), ("text", "da")})
"""The fields after which the glossary's English for their terms is shown, before the English is asked for."""
_LAST_OF_TITLE = ("title", "en")
"""The field after which likely duplicates are shown: if the record exists, the rest need not be typed."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this command to `parser`."""
    parser.add_argument("kind", choices=[kind.value for kind in Kind], help="the kind of the record")
    parser.add_argument(SOURCE.option, metavar="ID", help=SOURCE.doc.en)
    fields = {field.option: field for kind in Kind for field in fields_of_kind(kind)}
    for option, field in fields.items():
        kinds = [kind for kind in Kind if option in {own.option for own in fields_of_kind(kind)}]
        of = f" ({', '.join(kinds)})" if len(kinds) < len(Kind) else ""
        action = "append" if field.input_kind in _FIRST_WORDS else "store"
        parser.add_argument(option, action=action, metavar=field.input_kind.upper(), help=f"{field.prompt.en}{of}")
    add_date(parser, "the day on which the record is written")
    parser.add_argument("--no-input", action="store_true", help="ask nothing, also at a terminal")
    add_root(parser)
    add_language(parser)


def run(args: argparse.Namespace) -> int:
    """Write the record that `args` and the user describe."""
    kind = next(kind for kind in Kind if kind == args.kind)
    _require_own_options(args, kind)
    checkout = read_checkout(args.root)
    require_sources(checkout.corpus, args.root)
    added = parse_date(args.date)
    given = _option_values(args, kind, checkout)
    at_terminal = sys.stdin.isatty() and sys.stdout.isatty()
    write_record = _from_answers if at_terminal and not args.no_input else _from_options
    try:
        return write_record(kind, given, added, checkout, args)
    except (EOFError, KeyboardInterrupt):
        print()
        print_error(STOPPED, args.lang)
        return 1


def _require_own_options(args: argparse.Namespace, kind: Kind) -> None:
    own = {field.option for field in fields_of_kind(kind)}
    for option in sorted({field.option for each in Kind for field in fields_of_kind(each)} - own):
        if getattr(args, _attribute(option)) is not None:
            raise refusal(
                f"{option} kan ikke bruges til en post af typen {kind.label.da}",
                f"{option} is not for a record of kind {kind.value}",
            )


def _option_values(args: argparse.Namespace, kind: Kind, checkout: Checkout) -> dict[Loc, Any]:
    given: dict[Loc, Any] = {}
    for field in (SOURCE, *fields_of_kind(kind)):
        typed = getattr(args, _attribute(field.option))
        if typed is None:
            continue
        try:
            text = typed if isinstance(typed, str) else "\n".join(typed)
            given[field.loc] = value_of(text, field, _choices(field, checkout))
        except RefusedError as error:
            message = error.message
            raise refusal(f"{field.option}: {message.da}", f"{field.option}: {message.en}") from error
    return given


def _attribute(option: str) -> str:
    return option.removeprefix("--").replace("-", "_")


def _choices(field: Field, checkout: Checkout) -> Sequence[Choice]:
    """The values that `field` can have; of a figure or a relation, what its first word can be."""
    words = _FIRST_WORDS.get(field.input_kind)
    return term_choices(words) if words else field.choices(checkout.corpus)


# ---- without a terminal


def _from_options(
    kind: Kind, given: dict[Loc, Any], added: datetime.date, checkout: Checkout, args: argparse.Namespace
) -> int:
    absent = [*([] if given.get(SOURCE.loc) else [SOURCE]), *missing(fields_of_kind(kind), given)]
    if absent:
        options = ", ".join(field.option for field in absent)
        raise refusal(f"der mangler: {options}", f"missing: {options}")
    draft = _draft(kind, given, added)
    print_lines(similar_records(draft, checkout, args), sys.stderr)
    trial = _try(draft, checkout)
    print_lines(render_unwritten(trial.findings, _view(draft, checkout, args.lang)), sys.stderr)
    if trial.errors:
        print_error(NOT_WRITTEN, args.lang)
        return 1
    return _write(draft, checkout)


def _draft(kind: Kind, given: dict[Loc, Any], added: datetime.date) -> Draft:
    answers = {loc: value for loc, value in given.items() if loc != SOURCE.loc}
    return Draft(kind=kind, source=given[SOURCE.loc], answers=answers, added=added)


def _try(draft: Draft, checkout: Checkout) -> Trial:
    number = _number(draft, checkout)
    return try_record(checkout, draft.file(number), draft.text(number))


def _number(draft: Draft, checkout: Checkout) -> int:
    return next_number(checkout.root / "records" / "sources" / draft.source)


def _view(draft: Draft, checkout: Checkout, language: Language) -> View:
    number = _number(draft, checkout)
    return View(root=checkout.root, language=language, unwritten={draft.file(number): draft.text(number)})


def similar_records(draft: Draft, checkout: Checkout, args: argparse.Namespace) -> Iterator[str]:
    """Lines with the records that may say the same as `draft`; none if there are none."""
    da, en = (str(draft.answers.get(("title", language), "")) for language in ("da", "en"))
    found = likely_duplicates(checkout.corpus.records.values(), {"da": da, "en": en})
    if found:
        yield Message("Disse poster siger måske det samme:", "These records may say the same:").in_(args.lang)
    for each in found:
        record = checkout.corpus.records[each.id]
        yield f"  {each.id}  {record.kind.label.in_(args.lang)}  {record.title.in_(args.lang)}  ({int(100 * each.share)} %)"


def _write(draft: Draft, checkout: Checkout) -> int:
    print(write(draft, checkout.root).relative_to(checkout.root).as_posix())
    return 0


# ---- at a terminal


def _from_answers(
    kind: Kind, given: dict[Loc, Any], added: datetime.date, checkout: Checkout, args: argparse.Namespace
) -> int:
    asking = Asking(args.lang)
    answers = dict(given)
    glossary = compile_glossary(checkout.corpus.glossary.values())
    for field in (SOURCE, *fields_of_kind(kind)):
        if field.loc not in answers and not _is_needless(field, answers, checkout):
            wanted = _with_requirement(field, answers, kind)
            answers[field.loc] = asking.ask(wanted, _ranked_choices(field, answers, checkout))
        if field.loc in _DANISH:
            found = list(terms_in(answers[field.loc], glossary))
            glossary = [pattern for pattern in glossary if pattern not in found]  # a term is shown once
            print_lines(_english_of(found, args.lang))
        if field.loc == _LAST_OF_TITLE and not _is_new(_draft(kind, answers, added), checkout, asking, args):
            print_error(STOPPED, args.lang)
            return 1
    draft = _draft(kind, answers, added)
    if not _is_valid(draft, answers, checkout, asking):
        return 1
    return _confirm_and_write(_draft(kind, answers, added), checkout, asking)


def _english_of(patterns: Iterable[Pattern], language: Language) -> Iterator[str]:
    """A line for each term: the English to use, and what not to use."""
    for term, *_ in patterns:
        rejected = ", ".join(term.rejected)
        avoid = Message(f" (ikke: {rejected})", f" (not: {rejected})").in_(language) if rejected else ""
        yield f"  {term.name.da} = {term.name.en}{avoid}"


def _is_needless(field: Field, answers: dict[Loc, Any], checkout: Checkout) -> bool:
    """Whether a field need not be asked: an organisation has no office and speaks for nobody else."""
    if field.loc[0] != "voice" or field.loc == ("voice", "actor"):
        return False
    voice = checkout.corpus.actors.get(answers.get(("voice", "actor"), ""))
    return voice is not None and voice.kind != "person"


def _with_requirement(field: Field, answers: dict[Loc, Any], kind: Kind) -> Field:
    """`field`, required if its other language has been given."""
    return replace(field, required=field == SOURCE or field in missing(fields_of_kind(kind), answers))


def _ranked_choices(field: Field, answers: dict[Loc, Any], checkout: Checkout) -> Sequence[Choice]:
    """The values that `field` can have; of actors first those that speak in this source."""
    choices = _choices(field, checkout)
    if field.table != "actors":
        return choices
    own = [each.voice for each in checkout.corpus.records.values() if each.id.source == answers.get(SOURCE.loc)]
    near = {actor for voice in own for actor in (voice.actor, voice.for_)}
    return sorted(choices, key=lambda choice: choice.id not in near)


def _is_new(draft: Draft, checkout: Checkout, asking: Asking, args: argparse.Namespace) -> bool:
    likely = list(similar_records(draft, checkout, args))
    if not likely:
        return True
    print_lines(["", *likely])
    question = Message("Er din post en af dem? [j/N]", "Is your record one of them? [y/N]")
    return not asking.confirm(question, default=False)


def _is_valid(draft: Draft, answers: dict[Loc, Any], checkout: Checkout, asking: Asking) -> bool:
    """Show what is wrong with `draft` and ask again for the fields concerned until nothing is.

    The answers are fixed in place. False if what is wrong lies in no field that could be asked.
    """
    while True:
        trial = _try(draft, checkout)
        print_lines(render_unwritten(trial.findings, _view(draft, checkout, asking.language)))
        if not trial.errors:
            return True
        again = [field for field in fields_of_kind(draft.kind) if _is_concerned(field, trial)]
        if not again:
            print_error(NOT_WRITTEN, asking.language)
            return False
        for field in again:
            wanted = _with_requirement(field, {**answers, field.loc: ""}, draft.kind)
            answers[field.loc] = asking.ask(wanted, _ranked_choices(field, answers, checkout))
        draft = _draft(draft.kind, answers, draft.added)


def _is_concerned(field: Field, trial: Trial) -> bool:
    """Whether an error is about `field`, or about something in it or around it."""
    locs = (tuple(map(str, finding.loc)) for finding in trial.errors)
    return any(loc and all(map(eq, loc, field.loc)) for loc in locs)


def _confirm_and_write(draft: Draft, checkout: Checkout, asking: Asking) -> int:
    number = _number(draft, checkout)
    print_lines(["", draft.text(number)])
    if asking.confirm(Message("Skal posten skrives? [J/n]", "Write the record? [Y/n]"), default=True):
        return _write(draft, checkout)
    print_error(STOPPED, asking.language)
    return 1
