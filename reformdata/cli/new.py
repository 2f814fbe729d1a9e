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
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

from reformdata.cli.adding import Adding, add_options
from reformdata.cli.interview import ExistsError, Interview
from reformdata.cli.options import (
    CHECK_COPYING,
    add_date,
    add_field,
    add_texts,
    next_command,
    parse_date,
    refuse,
    require_sources,
    texts_options,
)
from reformdata.cli.parser import Parser
from reformdata.cli.terminal import print_lines
from reformdata.curation.checks.paragraphs import paragraph_names, paragraphs_left, ranges
from reformdata.curation.checks.references import KINDS
from reformdata.curation.checks.terms import Pattern, compile_glossary, terms_in
from reformdata.curation.editing.answers import choice_id, written_numbers
from reformdata.curation.editing.draft import Draft, next_number, write
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
from reformdata.curation.editing.sources import shortened
from reformdata.curation.editing.timing import begun_later, government_on
from reformdata.curation.editing.trial import Trial, likely_duplicates, try_answers, try_record
from reformdata.curation.formatting import dump
from reformdata.curation.reading.checkout import Checkout
from reformdata.errors import refusal
from reformdata.evidence.hydration import hydrate
from reformdata.findings import Finding
from reformdata.messages import Message, visible
from reformdata.models import LANGUAGES, Doc, Kind, Language, Qualifier, RelationType, SkipReason, Term
from reformdata.models.dates import in_words
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
_LATER = Message("Er det alligevel det, kilden taler om? [j/N]", "Is it still what the source speaks of? [y/N]")
_LATER_MEANS = Message(
    "j beholder det: en lov eller en reform kan være omtalt, før den gælder; n lader dig skrive svaret igen.",
    "y keeps it: a law or a reform may be spoken of before it holds; n lets you write the answer again.",
)
_GOVERNMENT = Message("Mener du den? [J/n]", "Do you mean that one? [Y/n]")
_GOVERNMENT_MEANS = Message(
    "j skriver den regering; n beholder Danmarks regering, uanset hvem der danner den.",
    "y writes that government; n keeps the government of Denmark, whoever forms it.",
)
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
    parser.add_argument(SOURCE.option, metavar="ID", help=parser.text(SOURCE.doc.da, SOURCE.doc.en))
    fields = {field.option: field for kind in Kind for field in fields_of_kind(kind)}
    for option, field in fields.items():
        own = [kind for kind in Kind if option in {each.option for each in fields_of_kind(kind)}]
        da, en = (", ".join(kind.label.da for kind in own), ", ".join(own)) if len(own) < len(Kind) else ("", "")
        several = field.input_kind in _FIRST_WORDS
        add_field(parser, field, f" ({da})" if da else "", f" ({en})" if en else "", several=several)
    add_date(parser, parser.text("den dag, posten skrives", "the day on which the record is written"))
    add_texts(parser)
    add_options(parser)


def run(args: argparse.Namespace) -> int:
    """Write the record that `args` and the user describe."""
    adding = Adding(args, f"new --resume{texts_options(args)}")
    require_sources(adding.checkout)
    return adding.run(partial(_add, adding, parse_date(args.date)))


def _add(adding: Adding, added: datetime.date) -> int:
    args = adding.args
    given = choice_id(args.kind, term_choices(Kind)) if args.kind else ""
    before = adding.kept(("title", args.lang))
    kind = _kind(str(before.get(("kind",), given)), adding)
    adding.about["kind",] = kind
    _require_own_options(args, kind)
    fields = (SOURCE, *fields_of_kind(kind))
    answers, faults = adding.given(fields, before, partial(_choices, checkout=adding.checkout))
    if adding.at_terminal:
        refuse(faults)
        return _from_answers(kind, answers, added, adding)
    adding.require(fields, answers, faults)
    return _from_options(_draft(kind, answers, added), adding)


def _kind(name: str, adding: Adding) -> Kind:
    """The kind with this `name`; without one it is asked for if there is somebody to ask."""
    kinds = term_choices(Kind)
    if not name and not adding.at_terminal:
        da, en = ", ".join(kind.label.da for kind in Kind), ", ".join(Kind)
        raise refusal(f"angiv postens art: {da}", f"give the kind of the record: {en}")
    chosen = choice_id(name, kinds) if name else adding.asking.ask(_KIND, kinds)
    return next(kind for kind in Kind if kind == chosen)


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


def _from_options(draft: Draft, adding: Adding) -> int:
    checkout, args = adding.checkout, adding.args
    print_lines(similar_records(draft, checkout, args), sys.stderr)

    def write_draft() -> None:
        print(_write(draft, checkout))
        if not args.texts:
            print(CHECK_COPYING.in_(args.lang), file=sys.stderr)

    return adding.finish(_try(draft, checkout, args.texts), _unwritten(draft, checkout), write_draft)


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


def _unwritten(draft: Draft, checkout: Checkout) -> Mapping[str, str]:
    """The file of `draft` as it would be, by its name."""
    number = _number(draft, checkout)
    return {draft.file(number): draft.text(number)}


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


def _from_answers(kind: Kind, answers: dict[Loc, Any], added: datetime.date, adding: Adding) -> int:
    interview = _RecordInterview(kind, answers, added, adding)

    def write_draft() -> None:
        file = _write(interview.draft, adding.checkout)
        print_lines([file, *_next_steps(interview.draft, adding.checkout, adding.args)])
        print_lines(interview.postponed_relations(file))

    return interview.finish(write_draft)


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
    """The questions about a record."""

    def __init__(self, kind: Kind, answers: dict[Loc, Any], added: datetime.date, adding: Adding) -> None:
        super().__init__(adding, (SOURCE, *fields_of_kind(kind)), answers)
        self._kind, self._added, self._args = kind, added, adding.args
        self._glossary = compile_glossary(self.checkout.corpus.glossary.values())
        self._likely: list[str] = []
        self._postponed: list[Mapping[str, Any]] = []
        """The relations to records that are not written yet."""
        self._later: set[str] = set()
        """What begins after the source and is meant all the same."""
        self._general: set[str] = set()
        """The government, whoever forms it, where that is meant."""

    @property
    def draft(self) -> Draft:
        """The answers so far."""
        return _draft(self._kind, self.answers, self._added)

    def choices(self, field: Field) -> Sequence[Choice]:
        """The values that `field` can have; of actors first those that speak in this source."""
        if field.loc == ("relations",):
            return term_choices(type_ for type_, kinds in KINDS.items() if self._kind in kinds)
        choices = _choices(field, self.checkout)
        if field.table != "actors":
            in_danish = self.asking.language == "da" and field.table is not None
            return sorted(choices, key=lambda choice: danish_order(choice.label.da)) if in_danish else choices
        records = self.checkout.corpus.records.values()
        own = [each.voice for each in records if each.id.source == self.answers.get(SOURCE.loc)]
        near = {actor for voice in own for actor in (voice.actor, voice.for_)}
        return sorted(choices, key=lambda choice: choice.id not in near)

    def is_needless(self, field: Field) -> bool:
        """Whether a field need not be asked.

        An organisation has no office and speaks for nobody else, who wrote the source is not reported by another, and
        a figure is in the text.
        """
        corpus, answered = self.checkout.corpus, self.answers
        actor = answered.get(_VOICE, "")
        if field.loc in _OF_VOICE:
            return actor in corpus.actors and corpus.actors[actor].kind != "person"
        if field.loc == ("reported_by",):
            source = corpus.sources.get(answered.get(SOURCE.loc, ""))
            return (
                source is not None and actor in (source.authors or (source.publisher,)) and not answered.get(field.loc)
            )
        if field.loc == ("quantities",):
            return not (answered.get(field.loc) or written_numbers(answered))
        return field.loc == _RARE and field.loc not in {**answered, **self.kept}

    def check(self, field: Field, value: Any) -> None:
        """Refuse what begins after the source, unless it is meant, and a relation to a record not written yet.

        Such a relation is remembered for the end.

        Raises:
            RefusedError: if there is one.
        """
        self._require_begun(field, value)
        for relation in value if field.loc == ("relations",) else ():
            source, _, number = relation["to"].rpartition(".")
            is_here = source in ("", self.answers[SOURCE.loc]) and re.fullmatch(r"[0-9]{2,3}", number)
            if is_here and int(number) > _number(self.draft, self.checkout):
                self._postponed += [relation] if relation not in self._postponed else []
                raise refusal(
                    f"`.{number}` er ikke skrevet endnu; gå videre uden den forbindelse. Når posten her er skrevet, kan du se, "
                    "hvordan du tilføjer den.",
                    f"`.{number}` is not written yet: go on without that relation. Once this record is written, you are "
                    "shown how to add it.",
                )

    def _day(self) -> datetime.date:
        """The day of the record."""
        if stated := self.answers.get(_RARE):
            return datetime.date.fromisoformat(stated)
        return self.checkout.corpus.sources[self.answers[SOURCE.loc]].date

    def _require_begun(self, field: Field, value: Any) -> None:
        if field.table not in ("actors", "reforms", "laws"):
            return
        corpus, day = self.checkout.corpus, self._day()
        ids = value if isinstance(value, tuple) else (value,)
        for id_, begins in begun_later(corpus, field.table, ids, day, self.answers.get(_VOICE, value)):
            name, begun, on = getattr(corpus, field.table)[id_].name, in_words(begins), in_words(day)
            if id_ in self._later:
                continue
            said = Message(
                f"{name.da} begynder {begun.da} i data; det er efter {on.da}.",
                f"{name.en} begins on {begun.en} in the data, which is after {on.en}.",
            )
            print(said.in_(self.asking.language))
            if not self.asking.confirm(_LATER, _LATER_MEANS, default=False):
                raise refusal(f"skriv svaret uden `{id_}`", f"write the answer without `{id_}`")
            self._later.add(id_)

    def _name_government(self, field: Field) -> None:
        """Ask whether the government is the one in office on the day of the record, and take that if it is."""
        value = self.answers[field.loc]
        listed = value if isinstance(value, tuple) else (value,)
        for general in listed if field.table == "actors" else ():
            if general not in self._general and (found := government_on(self.checkout.corpus, general, self._day())):
                on = in_words(self._day())
                said = Message(f"Den {on.da} var det {found.name.da}.", f"On {on.en} it was {found.name.en}.")
                print(said.in_(self.asking.language))
                if not self.asking.confirm(_GOVERNMENT, _GOVERNMENT_MEANS, default=True):
                    self._general.add(general)
                    continue
                listed = tuple(dict.fromkeys(found.id if each == general else each for each in listed))
        if value and listed != value:
            self.answers[field.loc] = listed if isinstance(value, tuple) else listed[0]

    def postponed_relations(self, file: str) -> Iterator[str]:
        """How to add the relations to records that were not written yet to `file`."""
        if not self._postponed:
            return
        yield Message(
            f"\nNår den anden post er skrevet, så tilføj forbindelsen under relations i {file}:",
            f"\nOnce the other record is written, add the relation under relations in {file}:",
        ).in_(self.asking.language)
        answers = _draft(self._kind, {**self.answers, ("relations",): self._postponed}, self._added).answers
        _, *lines = dump("records", {"relations": answers["relations",]}).splitlines()
        yield from lines[1:] if self.answers.get(("relations",)) else lines

    def before(self, field: Field) -> None:
        """Show the paragraphs that are left, before they are asked for."""
        if field.loc == ("paragraphs",):
            print_lines(_paragraphs_left(self.answers[SOURCE.loc], self.checkout, self._args))

    def after(self, field: Field) -> None:
        """Name the government in office; after the Danish show the English of its terms, after the title the duplicates."""
        self._name_government(field)
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
        records = self.checkout.corpus.records.values()
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

    def unwritten(self) -> Mapping[str, str]:
        """The record as the answers make it."""
        return _unwritten(self.draft, self.checkout)

    def trial(self) -> Trial:
        """What is wrong with the record as a whole."""
        return _try(self.draft, self.checkout, self._args.texts)

    def findings(self) -> Sequence[Finding]:
        """What is wrong with the answers so far."""
        if not self.answers.get(SOURCE.loc):
            return ()
        return try_answers(self.checkout, self.draft, _number(self.draft, self.checkout), self._args.texts)

    def _require_new(self) -> None:
        """Ask whether the record is one of those that are likely to say the same, if these have not been shown yet."""
        likely = list(similar_records(self.draft, self.checkout, self._args))
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
            raise ExistsError


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
