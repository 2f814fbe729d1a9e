"""Write a new record: ask for its fields, show similar records, and give it the next number.

At a terminal every field without an option is asked for, and each answer is checked at once; `?` explains a field and
`<` goes back. After Ctrl-C the answers are kept in `.reformdata/`, and `reformdata new --resume` takes them up.
Elsewhere, or with --no-input, only the options are used.
Values are ids or names, in Danish or English. Figures and relations are written like this, one an option:
--quantity "7 = kommuner / municipalities", --relation "motivates .06 = begrundelsen / the reason"; `.06` is a record of the
same source.

With --texts it is an error to share eight words in a row with a source.

Exit code 0: written; 1: not written, since the record has errors or the user stopped; 2: wrong use.
"""

import argparse
import datetime
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

from reformdata.cli.asking import Asking, GoBackError
from reformdata.cli.checkouts import open_checkout
from reformdata.cli.interview import Interview
from reformdata.cli.options import (
    CHECK_COPYING,
    absent_options,
    add_date,
    add_field,
    add_language,
    add_root,
    add_texts,
    may_ask,
    next_command,
    parse_date,
    refuse,
    require_sources,
    texts_options,
    typed_values,
)
from reformdata.cli.output.text import View, render_unwritten
from reformdata.cli.parser import Parser
from reformdata.cli.terminal import print_error, print_lines
from reformdata.curation.checks.paragraphs import paragraph_names, paragraphs_left, ranges
from reformdata.curation.checks.references import KINDS
from reformdata.curation.checks.terms import Pattern, compile_glossary, terms_in
from reformdata.curation.editing.answers import choice_id
from reformdata.curation.editing.draft import Draft, missing, next_number, write
from reformdata.curation.editing.fields import (
    SOURCE,
    Choice,
    Field,
    InputKind,
    Loc,
    choices_in,
    fields_of_kind,
    term_choices,
)
from reformdata.curation.editing.kept import forget, keep, kept
from reformdata.curation.editing.sources import shortened
from reformdata.curation.editing.trial import Trial, likely_duplicates, try_answers, try_record
from reformdata.curation.reading.checkout import Checkout
from reformdata.curation.reading.numbers import numbers
from reformdata.errors import refusal
from reformdata.evidence.hydration import hydrate
from reformdata.findings import Finding
from reformdata.messages import Message, visible
from reformdata.models import LANGUAGES, Doc, Kind, Language, Qualifier, RelationType, SkipReason, Term
from reformdata.models.languages import danish_order

DANISH = """Skriv en ny post: spørg om dens felter, vis poster, der ligner, og giv den det næste nummer.

I en terminal bliver der spurgt om hvert felt, der ikke er angivet, og hvert svar bliver kontrolleret med det samme;
`?` forklarer et felt, og `<` går tilbage. Efter Ctrl-C er svarene gemt i `.reformdata/`, og `reformdata new --resume`
fortsætter. Andre steder, eller med --no-input, bruges kun det, der er angivet.
Værdier er id'er eller navne på dansk eller engelsk. Tal og forbindelser skrives sådan, én hver gang:
--quantity "7 = kommuner / municipalities", --relation "motivates .06 = begrundelsen / the reason"; `.06` er en post fra samme
kilde.

Med --texts er det en fejl at have otte ord i træk fra en kilde.

Afslutningskode 0: skrevet; 1: ikke skrevet, fordi posten har fejl, eller brugeren stoppede; 2: forkert brug.
"""

NOT_WRITTEN = Message("posten er ikke skrevet", "the record was not written")
STOPPED = Message("afbrudt; intet er skrevet", "stopped; nothing was written")
_CHECKING = Message("\nPosten bliver kontrolleret sammen med de andre …", "\nChecking the record among the others …")

_ANY_TEXTS = Message(" --texts MAPPE", " --texts FOLDER")
_FIRST_WORDS: Mapping[InputKind, type[Term]] = MappingProxyType({"figures": Qualifier, "relations": RelationType})
"""The vocabulary of the first word of a figure and of a relation."""
_KIND = Field(("kind",), "one", True, Doc("Postens art.", "The kind of the record."), terms=Kind, owner="Kind")
_DANISH = frozenset({("title", "da"), ("text", "da")})
"""The fields after which the glossary's English for their terms is shown, before the English is asked for."""
_VOICE = ("voice", "actor")
_OF_VOICE = (("voice", "for"), ("voice", "office", "da"), ("voice", "office", "en"))
_RARE = ("date",)
"""One record in a hundred has a date of its own; it can be given as an option or in the file."""
_LAST_OF_TITLE = ("title", "en")
"""The field after which likely duplicates are shown: if the record exists, the rest need not be typed."""


def add_arguments(parser: Parser) -> None:
    """Add the arguments of this command to `parser`."""
    kinds = [kind.value for kind in Kind]
    parser.add_argument(
        "kind",
        metavar=parser.text("ART", "KIND"),
        nargs="?",
        help=parser.text(
            f"postens art: {', '.join(f'{kind} ({kind.label.da})' for kind in Kind)}",
            f"the kind of the record: {', '.join(kinds)}",
        ),
    )
    parser.add_argument(
        "--resume",
        action="store_true",
        help=parser.text("fortsæt med den påbegyndte post", "take up the record that was not finished"),
    )
    parser.add_argument(SOURCE.option, metavar="ID", help=parser.text(SOURCE.doc.da, SOURCE.doc.en))
    fields = {field.option: field for kind in Kind for field in fields_of_kind(kind)}
    for option, field in fields.items():
        own = [kind for kind in Kind if option in {each.option for each in fields_of_kind(kind)}]
        da, en = (", ".join(kind.label.da for kind in own), ", ".join(own)) if len(own) < len(Kind) else ("", "")
        several = field.input_kind in _FIRST_WORDS
        add_field(parser, field, f" ({da})" if da else "", f" ({en})" if en else "", several=several)
    add_date(parser, parser.text("den dag, posten skrives", "the day on which the record is written"))
    add_texts(parser)
    parser.add_argument(
        "--no-input",
        action="store_true",
        help=parser.text("stil ingen spørgsmål, heller ikke i en terminal", "ask nothing, also at a terminal"),
    )
    add_root(parser)
    add_language(parser)


def run(args: argparse.Namespace) -> int:
    """Write the record that `args` and the user describe."""
    checkout = open_checkout(args.root)
    require_sources(checkout)
    added = parse_date(args.date)
    at_terminal = may_ask(args)
    command = partial(next_command, args)
    asking = Asking(args.lang, command=command, resume=_resume(args))
    unfinished = kept(checkout.root) if args.resume or at_terminal else None
    if args.resume and not unfinished:
        raise refusal("der er ingen påbegyndt post", "there is no unfinished record")
    try:
        if args.kind:
            args.kind = choice_id(args.kind, term_choices(Kind))
        if unfinished and (args.resume or _takes_up(str(unfinished.answers.get(("title", args.lang)) or ""), asking)):
            kind, answers = unfinished.kind, dict(unfinished.answers)
        else:
            kind, answers = _kind(args, asking if at_terminal else None), {}
        _require_own_options(args, kind)
        fields = (SOURCE, *fields_of_kind(kind))
        typed, faults = typed_values(args, fields, partial(_choices, checkout=checkout))
        given = answers | typed
        if not at_terminal:
            wrong = {each.da.partition(":")[0] for each in faults}
            absent = [field for field in missing(fields, given) if field.option not in wrong]
            refuse([*absent_options(absent), *faults])
            return _from_options(kind, given, added, checkout, args)
        refuse(faults)
        return _from_answers(kind, given, added, checkout, args, asking)
    except (EOFError, KeyboardInterrupt):
        print()
        print_error(_kept(args) if at_terminal and kept(checkout.root) else STOPPED, args.lang)
        return 1


def _resume(args: argparse.Namespace) -> str:
    return next_command(args, f"new --resume{texts_options(args)}")


def _kept(args: argparse.Namespace) -> Message:
    return Message(
        f"afbrudt; dine svar er gemt. Fortsæt med: {_resume(args)}",
        f"stopped; your answers are kept. Go on with: {_resume(args)}",
    )


def _takes_up(title: str, asking: Asking) -> bool:
    name = f": {visible(title)}" if title else ""
    print(Message(f"Der er en påbegyndt post{name}", f"There is an unfinished record{name}").in_(asking.language))
    meaning = Message(
        "j fortsætter, hvor du slap; n begynder på en ny post, og den påbegyndte går tabt, når du har svaret.",
        "y goes on where you stopped; n starts a new record, and the unfinished one is lost once you have answered.",
    )
    return asking.confirm(Message("Vil du fortsætte med den? [J/n]", "Go on with it? [Y/n]"), meaning, default=True)


def _kind(args: argparse.Namespace, asking: Asking | None) -> Kind:
    """The kind of the record, which is asked for if there is no option and somebody to ask."""
    if not args.kind and not asking:
        da, en = ", ".join(kind.label.da for kind in Kind), ", ".join(Kind)
        raise refusal(f"angiv postens art: {da}", f"give the kind of the record: {en}")
    kinds = term_choices(Kind)
    name = choice_id(args.kind, kinds) if args.kind else asking and asking.ask(_KIND, kinds)
    return next(kind for kind in Kind if kind == name)


def _require_own_options(args: argparse.Namespace, kind: Kind) -> None:
    own = {field.option for field in fields_of_kind(kind)}
    for option in sorted({field.option for each in Kind for field in fields_of_kind(each)} - own):
        if getattr(args, _attribute(option)) is not None:
            raise refusal(
                f"{option} kan ikke bruges til en post af arten {kind.label.da}",
                f"{option} is not for a record of kind {kind.value}",
            )


def _attribute(option: str) -> str:
    return option.removeprefix("--").replace("-", "_")


def _choices(field: Field, checkout: Checkout) -> Sequence[Choice]:
    """The values that `field` can have; of a figure or a relation, what its first word can be."""
    words = _FIRST_WORDS.get(field.input_kind)
    return term_choices(words) if words else choices_in(checkout, field)


# ---- without a terminal


def _from_options(
    kind: Kind, given: dict[Loc, Any], added: datetime.date, checkout: Checkout, args: argparse.Namespace
) -> int:
    draft = _draft(kind, given, added)
    print_lines(similar_records(draft, checkout, args), sys.stderr)
    trial = _try(draft, checkout, args.texts)
    print_lines(render_unwritten(trial.findings, _view(draft, checkout, args.lang)), sys.stderr)
    if trial.errors:
        print_error(NOT_WRITTEN, args.lang)
        return 1
    print(_write(draft, checkout))
    if not args.texts:
        print(CHECK_COPYING.in_(args.lang), file=sys.stderr)
    return 0


def _draft(kind: Kind, given: Mapping[Loc, Any], added: datetime.date) -> Draft:
    answers = {loc: value for loc, value in given.items() if loc != SOURCE.loc}
    source = given[SOURCE.loc]
    if relations := answers.get(("relations",)):
        answers["relations",] = tuple(
            {**each, "to": f"{source}{each['to']}"} if each["to"].startswith(".") else each for each in relations
        )
    return Draft(kind=kind, source=source, answers=answers, added=added)


def _try(draft: Draft, checkout: Checkout, texts: Iterable[Path]) -> Trial:
    number = _number(draft, checkout)
    return try_record(checkout, draft.file(number), draft.text(number), texts)


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


def _write(draft: Draft, checkout: Checkout) -> str:
    """The name of the file that `draft` was written to."""
    return write(draft, checkout.root).relative_to(checkout.root).as_posix()


# ---- at a terminal


_WRITE = Message("Skal posten skrives? [J/n]", "Write the record? [Y/n]")
_WRITE_MEANS = Message(
    "j skriver filen, som den står ovenfor; n skriver intet, og dine svar er gemt; < går tilbage til det sidste felt.",
    "y writes the file as it is above; n writes nothing, and your answers are kept; < goes back to the last field.",
)


class _ExistsError(Exception):
    """The record exists already."""


def _from_answers(
    kind: Kind,
    given: dict[Loc, Any],
    added: datetime.date,
    checkout: Checkout,
    args: argparse.Namespace,
    asking: Asking,
) -> int:
    interview = _RecordInterview(kind, given, added, checkout, args, asking)
    is_wanted = None
    while is_wanted is None:
        try:
            interview.run()
            if not interview.is_settled():
                print_error(NOT_WRITTEN, args.lang)
                return 1
            print_lines(["", interview.draft.text(_number(interview.draft, checkout))])
            is_wanted = asking.confirm(_WRITE, _WRITE_MEANS, default=True, may_go_back=True)
        except _ExistsError:
            is_wanted = False
        except GoBackError:
            interview.go_back()
    if not is_wanted:
        print_error(_kept(args), args.lang)
        return 1
    draft = interview.draft
    print(_write(draft, checkout))
    forget(checkout.root)
    print_lines(_next_steps(draft, checkout, args))
    return 0


def _next_steps(draft: Draft, checkout: Checkout, args: argparse.Namespace) -> Iterator[str]:
    """What is left to do with the source of `draft`, which has been written."""
    cited = set(map(int, draft.answers["paragraphs",]))
    left = [
        number for number in paragraphs_left(checkout, checkout.corpus.sources[draft.source]) if number not in cited
    ]
    texts = texts_options(args)
    check = next_command(args, f"validate{texts or _ANY_TEXTS.in_(args.lang)}", option="")
    if not left:
        yield Message("\nAlle afsnit er brugt.", "\nEvery paragraph is accounted for.").in_(args.lang)
        yield Message(
            "Kontrollér alt, også at intet er skrevet af efter kilden, og se, hvad du har ændret:",
            "Check everything, also that nothing is copied from the source, and see what you have changed:",
        ).in_(args.lang)
        yield from (f"  {check}", f"  {next_command(args, 'diff HEAD', option='')}")
        return
    again = next_command(args, f"new --source {draft.source}{texts}")
    said = paragraph_names(left)
    reasons = ", ".join(f"{reason} ({reason.label.da})" if args.lang == "da" else reason for reason in SkipReason)
    yield Message(
        f"\nEndnu ikke brugt: {said.da}. Skriv den næste post med:",
        f"\nNot accounted for yet: {said.en}. Write the next record with:",
    ).in_(args.lang)
    yield f"  {again}"
    yield Message(
        f"Afsnit uden en handling angives i records/sources/{draft.source}/source.yaml:",
        f"Paragraphs without an act are listed in records/sources/{draft.source}/source.yaml:",
    ).in_(args.lang)
    yield from ("  skipped:", f"    - paragraphs: [{left[0]}]", f"      reason: {SkipReason.HEADING}")
    yield Message(f"  Begrundelser: {reasons}", f"  Reasons: {reasons}").in_(args.lang)


class _RecordInterview(Interview):
    """The questions about a record. After each answer they are kept, so that nothing is lost if the user stops."""

    def __init__(
        self,
        kind: Kind,
        answers: dict[Loc, Any],
        added: datetime.date,
        checkout: Checkout,
        args: argparse.Namespace,
        asking: Asking,
    ) -> None:
        super().__init__(asking, (SOURCE, *fields_of_kind(kind)), answers)
        self._kind, self._added, self._checkout, self._args = kind, added, checkout, args
        self._glossary = compile_glossary(checkout.corpus.glossary.values())
        self._likely: list[str] = []

    @property
    def draft(self) -> Draft:
        """The answers so far."""
        return _draft(self._kind, self.answers, self._added)

    def choices(self, field: Field) -> Sequence[Choice]:
        """The values that `field` can have; of actors first those that speak in this source."""
        if field.loc == ("relations",):
            return term_choices(type_ for type_, kinds in KINDS.items() if self._kind in kinds)
        choices = _choices(field, self._checkout)
        if field.table != "actors":
            in_danish = self.asking.language == "da" and field.table is not None
            return sorted(choices, key=lambda choice: danish_order(choice.label.da)) if in_danish else choices
        records = self._checkout.corpus.records.values()
        own = [each.voice for each in records if each.id.source == self.answers.get(SOURCE.loc)]
        near = {actor for voice in own for actor in (voice.actor, voice.for_)}
        return sorted(choices, key=lambda choice: choice.id not in near)

    def is_needless(self, field: Field) -> bool:
        """Whether a field need not be asked.

        An organisation has no office and speaks for nobody else, who wrote the source is not reported by another, and
        a figure is in the text.
        """
        corpus, answered = self._checkout.corpus, self.answers
        actor = answered.get(_VOICE, "")
        if field.loc in _OF_VOICE:
            return actor in corpus.actors and corpus.actors[actor].kind != "person"
        if field.loc == ("reported_by",):
            source = corpus.sources.get(answered.get(SOURCE.loc, ""))
            return (
                source is not None and actor in (source.authors or (source.publisher,)) and not answered.get(field.loc)
            )
        if field.loc == ("quantities",):
            texts = (
                (language, answered.get((name, language), "")) for name in ("title", "text") for language in LANGUAGES
            )
            return not (answered.get(field.loc) or any(numbers(text, language) for language, text in texts))
        return field.loc == _RARE and field.loc not in {**answered, **self.kept}

    def before(self, field: Field) -> None:
        """Show the paragraphs that are left, before they are asked for."""
        if field.loc == ("paragraphs",):
            print_lines(_paragraphs_left(self.answers[SOURCE.loc], self._checkout, self._args))

    def after(self, field: Field) -> None:
        """Keep the answers; after the Danish show the English of its terms, after the title the likely duplicates."""
        if field.loc == _VOICE:
            self._speak_as_before()
        self.save()
        if field.loc in _DANISH:
            found = list(terms_in(self.answers[field.loc], self._glossary))
            self._glossary = [pattern for pattern in self._glossary if pattern not in found]  # a term is shown once
            print_lines(_english_of(found, self.asking.language))
        if field.loc == _LAST_OF_TITLE:
            self._require_new()

    def _speak_as_before(self) -> None:
        """Take the organisation and the office of the voice from its last record in the source, if it has one."""
        records = self._checkout.corpus.records.values()
        source, actor = self.answers[SOURCE.loc], self.answers[_VOICE]
        spoken = [each.voice for each in records if each.id.source == source and each.voice.actor == actor]
        if not spoken or not self.kept.keys().isdisjoint(_OF_VOICE):
            return
        organisation, office = spoken[-1].for_ or "", spoken[-1].office
        values = (organisation, *(office.in_(language) if office else "" for language in LANGUAGES))
        self.answers = {**dict(zip(_OF_VOICE, values, strict=True)), **self.answers}
        if said := ", ".join(filter(None, (office.in_(self.asking.language) if office else "", organisation))):
            before = Message(f"  Som før: {said}. < ændrer det.", f"  As before: {said}. < changes it.")
            print(before.in_(self.asking.language))

    def save(self) -> None:
        """Keep the answers, so that nothing is lost if the user stops; one that was rejected is asked for again."""
        given = {**self.kept, **self.answers}
        keep(self._checkout.root, self._kind, {loc: value for loc, value in given.items() if loc not in self.rejected})

    def trial(self) -> Trial:
        """What is wrong with the record as a whole."""
        print(_CHECKING.in_(self.asking.language))
        return _try(self.draft, self._checkout, self._args.texts)

    def findings(self) -> Sequence[Finding]:
        """What is wrong with the answers so far."""
        if not self.answers.get(SOURCE.loc):
            return ()
        return try_answers(self._checkout, self.draft, _number(self.draft, self._checkout), self._args.texts)

    def show(self, findings: Iterable[Finding]) -> None:
        """Print `findings`, in the file as it would be."""
        if listed := tuple(findings):
            print_lines(render_unwritten(listed, _view(self.draft, self._checkout, self.asking.language)))

    def _require_new(self) -> None:
        """Ask whether the record is one of those that are likely to say the same, if these have not been shown yet."""
        likely = list(similar_records(self.draft, self._checkout, self._args))
        if not likely or likely == self._likely:
            return
        self._likely = likely
        print_lines(["", *likely])
        question = Message(
            "Er din post en af dem, så du ikke skal skrive den? [j/N]",
            "Is your record one of them, so that you need not write it? [y/N]",
        )
        meaning = Message(
            "j stopper her, og dine svar er gemt; n eller et tomt svar går videre til det næste spørgsmål.",
            "y stops here, and your answers are kept; n or an empty answer goes on to the next question.",
        )
        if self.asking.confirm(question, meaning, default=False):
            raise _ExistsError


def _paragraphs_left(source: str, checkout: Checkout, args: argparse.Namespace) -> Iterator[str]:
    """The paragraphs that no record cites, with their first words if the text is known."""
    left = paragraphs_left(checkout, checkout.corpus.sources[source])
    if not left:
        yield Message("\nAlle afsnit er brugt.", "\nEvery paragraph is accounted for.").in_(args.lang)
        return
    yield Message("\nEndnu ikke brugt:", "\nNot accounted for yet:").in_(args.lang)
    fingerprints = checkout.corpus.fingerprints.get(source)
    for folder in args.texts if fingerprints else ():
        copy = hydrate({source: fingerprints}, folder).sources.get(source) if fingerprints else None
        if copy:
            for number in left:
                yield f"{number:5}  {visible(shortened(copy.passage(number).text or ''))}".rstrip()
            return
    yield f"  {ranges(left)}"


def _english_of(patterns: Iterable[Pattern], language: Language) -> Iterator[str]:
    """A line for each term: the English to use, and what not to use."""
    for term, *_ in patterns:
        rejected = ", ".join(term.rejected)
        avoid = Message(f" (ikke: {rejected})", f" (not: {rejected})").in_(language) if rejected else ""
        yield f"  {term.name.da} = {term.name.en}{avoid}"
