"""An interview at the terminal: the fields one after another, each answer checked at once, and the way back."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from operator import eq
from types import MappingProxyType
from typing import Any

from reformdata.cli.adding import NOT_WRITTEN, Adding
from reformdata.cli.asking import GoBackError
from reformdata.cli.options import refuse
from reformdata.cli.terminal import print_error, print_lines, say
from reformdata.curation.checks.translation import is_written_in
from reformdata.curation.editing.draft import missing
from reformdata.curation.editing.fields import Choice, Field, Loc
from reformdata.curation.editing.trial import Trial
from reformdata.findings import Finding, identity
from reformdata.messages import Message
from reformdata.models import LANGUAGES, Language

_NOT_KEPT = Message("Ingen af værdierne er gemt; skriv dem igen.", "None of the values is kept; type them again.")
_KEEP_AND_CHANGE = Message(
    "Et tomt svar beholder svaret her; så bliver der spurgt igen om det, som det ikke passer til.",
    "An empty answer keeps this one: then you are asked again for what it does not fit.",
)
_CHECKING = Message("\nFilen bliver kontrolleret sammen med de andre …", "\nChecking the file among the others …")
_WRITE = Message("Skal filen skrives? [J/n]", "Write the file? [Y/n]")
_WRITE_MEANS = Message(
    "j skriver filen, som den står ovenfor; n skriver intet, og dine svar er gemt; < går tilbage til det sidste felt.",
    "y writes the file as it is above; n writes nothing, and your answers are kept; < goes back to the last field.",
)
_IN_OTHER_LANGUAGE: Mapping[str, tuple[Language, Message]] = MappingProxyType(
    {
        "da": ("en", Message("Det er skrevet på engelsk; skriv det på dansk her.", "That is English: write it in Danish here.")),
        "en": ("da", Message("Det er skrevet på dansk; skriv det på engelsk her.", "That is Danish: write it in English here.")),
    }
)  # fmt: skip
"""The language in which a text is not to be, by its own, and what is said of it; a name may be the same in both."""
_FIRST = Message("Der er ikke noget spørgsmål før dette.", "There is no question before this one.")


class ExistsError(Exception):
    """What is asked for exists already."""


class Interview:
    """Asks for `fields` and fills `answers` with the values; a command says what is asked for and what is checked.

    After each answer they are kept, so that nothing is lost if the user stops.
    """

    def __init__(self, adding: Adding, fields: Sequence[Field], answers: dict[Loc, Any]) -> None:
        self.adding = adding
        self.checkout = adding.checkout
        self.asking = adding.asking
        self.fields = tuple(fields)
        self.answers = answers
        self.kept: dict[Loc, Any] = {}
        """The values of the fields to ask for again; an empty answer keeps them."""
        self.rejected: set[Loc] = set()
        """The fields whose latest answer had an error."""
        self._cause: Field | None = None
        """The field whose answer is at odds with the one that is asked for again."""
        self._seen: set[object] = set()
        """What has been said already and was left as it is."""

    # ---- what a command decides

    def choices(self, field: Field) -> Sequence[Choice]:
        """The values that `field` can have; none if it is typed freely."""
        return self.adding.choices(field)

    def is_needless(self, field: Field) -> bool:  # noqa: ARG002 - for those that decide
        """Whether `field` need not be asked for, given the other answers."""
        return False

    def before(self, field: Field) -> None:
        """Show what the user needs for the answer."""

    def check(self, field: Field, value: Any) -> None:
        """Refuse a `value` that `field` cannot have.

        Raises:
            RefusedError: if it cannot.
        """

    def after(self, field: Field) -> None:
        """Do what follows from an answer in which no error was found."""

    def findings(self) -> Sequence[Finding]:
        """What is wrong with the answers so far."""
        return ()

    def unwritten(self) -> Mapping[str, str]:
        """The file as the answers make it, by its name."""
        raise NotImplementedError

    def trial(self) -> Trial:
        """What is wrong with the answers as a whole."""
        raise NotImplementedError

    # ---- the conversation

    def run(self) -> None:
        """Ask for every field without an answer.

        Raises:
            EOFError: if the terminal is closed.
            KeyboardInterrupt: if the user stops.
        """
        self.asking.explain()
        at = 0
        while at < len(self.fields):
            field = self.fields[at]
            if field.loc in self.answers or self.is_needless(field):
                at += 1
                continue
            try:
                at = 0 if self._settle(field) else at + 1
            except GoBackError:
                at = self._previous(at)

    def finish(self, write: Callable[[], None], *, is_complete: bool = False) -> int:
        """Ask, check the whole among the other files, and `write` it if the user agrees; the exit code.

        Args:
            write: writes the file.
            is_complete: whether it is written without asking for more, if nothing is wrong with it.
        """
        while True:
            try:
                if not is_complete:
                    self.run()
                if not self._is_settled():
                    print_error(NOT_WRITTEN, self.asking.language)
                    return 1
                print_lines(["", *self.unwritten().values()])
                if is_complete or self.asking.confirm(_WRITE, _WRITE_MEANS, default=True, may_go_back=True):
                    write()
                    self.adding.forget()
                    self.adding.say_what_waits()
                    return 0
                return self.adding.stop()
            except ExistsError:
                return self.adding.stop()
            except GoBackError:
                self._previous(len(self.fields))

    def save(self) -> None:
        """Keep the answers; one that was rejected is asked for again."""
        given = {**self.kept, **self.answers}
        self.adding.keep({loc: value for loc, value in given.items() if loc not in self.rejected})

    def show(self, findings: Iterable[Finding]) -> None:
        """Print `findings`, in the file as it would be."""
        if listed := tuple(findings):
            print_lines(self.adding.rendered(listed, self.unwritten()))

    def _is_settled(self) -> bool:
        """Ask again until the whole has no error; False if an error is about none of the fields."""
        while True:
            say(_CHECKING.in_(self.asking.language))
            trial = self.trial()
            self.show(trial.findings)
            concerned = list(self._concerned(trial.errors))
            if not concerned:
                return not trial.errors
            self._reject(concerned)
            self._reopen(concerned)
            self.run()

    def _previous(self, at: int) -> int:
        """The index of the answered field before `at`, which is opened again; `at` itself if there is none."""
        before = next((index for index in range(at - 1, -1, -1) if self.fields[index].loc in self.answers), None)
        if before is None:
            say(_FIRST.in_(self.asking.language))
            return at
        self._reopen([self.fields[before]])
        return before

    def _reject(self, fields: Iterable[Field]) -> None:
        self.rejected |= {field.loc for field in fields}
        self.save()

    def _reopen(self, fields: Iterable[Field]) -> None:
        for field in fields:
            self.kept[field.loc] = self.answers.pop(field.loc, "")

    def _settle(self, field: Field) -> bool:
        """Ask for `field` until nothing is wrong with it alone; True if other fields were opened again because of it.

        Where an error is about other answers too, this answer can be kept, and then those are asked for again. Where it
        is in one earlier answer alone, that is asked for again at once, and if it is kept, this one is.
        """
        said: set[object] = set()
        while True:
            self.before(field)
            kept = self.kept.get(field.loc)
            value = self.asking.ask(
                self._with_requirement(field),
                self.choices(field),
                present=kept or None,
                check=partial(self._check, field),
                answers=self.answers,
            )
            self.kept.pop(field.loc, None)
            self.answers[field.loc] = value
            for needless in filter(self.is_needless, self.fields):
                self.answers.pop(needless.loc, None)
            found = [finding for finding in self.findings() if identity(finding) not in self._seen]
            if unsaid := [each for each in found if value != kept or identity(each) not in said]:
                self.show(unsaid)
            said = {identity(finding) for finding in found}
            errors = [finding for finding in found if finding.rule.severity == "error"]
            self._seen |= {identity(finding) for finding in found if finding not in errors}
            others = [each for each in self._concerned(errors) if each != field and self.answers.get(each.loc)]
            if self._cause and errors and value == kept:
                others = [self._cause]
            wrong = {tuple(map(str, finding.loc)) for finding in errors}
            earlier = [each for each in others if {each.loc} == wrong and each.loc[:-1] != field.loc[:-1]]
            is_kept = bool(others and kept and value == kept)
            if not errors or is_kept or earlier:
                self._cause = field if earlier else None
                self.rejected.discard(field.loc)
                self._seen |= {identity(finding) for finding in errors if not earlier}
                self._reject(earlier or others)
                self.after(field)
                self._reopen(earlier or others)
                return bool(earlier or is_kept)
            self._reject([field])
            del self.answers[field.loc]
            if others:
                say(_KEEP_AND_CHANGE.in_(self.asking.language))
                self.kept[field.loc] = value
            elif kept and value != kept:
                self.kept[field.loc] = kept
            if field.loc not in self.kept and isinstance(value, tuple):
                places = (tuple(map(str, (*field.loc, index))) for index in range(len(value)))
                right = tuple(one for one, place in zip(value, places, strict=True) if place not in wrong)
                if 0 < len(right) < len(value):
                    self.kept[field.loc] = right
                else:
                    say(_NOT_KEPT.in_(self.asking.language))

    def _check(self, field: Field, value: Any) -> None:
        other, message = _IN_OTHER_LANGUAGE.get(field.loc[-1], (None, None))
        if other and message and field.loc[0] != "name" and is_written_in(other, value):
            refuse([message])
        self.check(field, value)

    def _with_requirement(self, field: Field) -> Field:
        """`field`, required if its other language has been given."""
        return replace(field, required=field in missing(self.fields, {**self.answers, field.loc: ""}))

    def _concerned(self, findings: Iterable[Finding]) -> Iterator[Field]:
        """The fields that `findings` are about, those with something in or around it, each in both languages."""
        locs = {loc for finding in findings for loc in _both_languages(tuple(map(str, finding.loc)))}
        for field in self.fields:
            if any(loc and all(map(eq, loc, field.loc)) for loc in locs):
                yield field


def _both_languages(loc: Loc) -> Iterator[Loc]:
    if loc and loc[-1] in LANGUAGES:
        yield from ((*loc[:-1], language) for language in LANGUAGES)
    else:
        yield loc
