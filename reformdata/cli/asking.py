"""Questions at the terminal: one line each, with the possible values, repeated until the answer fits."""

import contextlib
import locale
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from textwrap import shorten
from types import MappingProxyType
from typing import Any

from reformdata.cli.terminal import printable
from reformdata.curation.editing.answers import by_texts, find_choice, in_plain, value_of
from reformdata.curation.editing.explanations import HINTS, example, explanation
from reformdata.curation.editing.fields import Answers, Choice, Field
from reformdata.curation.reading.numbers import readings
from reformdata.errors import RefusedError
from reformdata.messages import Message
from reformdata.models import Language
from reformdata.models.layout import align_columns
from reformdata.models.names import fold

MOST_LISTED = 30
"""Up to so many values are listed at once; a longer list is shown for a `?`."""

_DESCRIPTION = 80
"""Characters of a description in a list."""

HOW_TO_ANSWER = Message(
    "Skriv ? for at få feltet forklaret og < for at gå tilbage. Ctrl-C afbryder og gemmer dine svar.",
    "Type ? to have a field explained, and < to go back. Ctrl-C stops and keeps your answers.",
)
_LIST = Message("? viser værdierne", "? lists the values")
_SKIP = Message("tomt svar springer over", "empty to skip")
_END = Message("tomt svar går videre", "empty to go on")
_NEEDED = Message("Feltet skal udfyldes; Ctrl-C afbryder.", "This field is required; Ctrl-C stops.")
_REQUIRED = Message("Skal udfyldes.", "It is required.")
_OPTIONAL = Message("Kan springes over.", "It may be left out.")
_CHOOSE = Message("Vælg fra listen:", "Choose from the list:")
ADDING = {"actors": "actor add", "reforms": "reform add", "laws": "law add"}
"""The commands that add an entry to the tables that grow with the records."""
MORE = Message("Vil du udfylde flere felter? [j/N]", "Fill in more fields? [y/N]")
MORE_MEANS = Message(
    "j spørger om de felter, der kan springes over; n skriver filen med det, du har angivet.",
    "y asks for the fields that may be left out; n writes the file with what you have given.",
)
_YES = frozenset({"j", "ja", "y", "yes"})
_NO = frozenset({"n", "nej", "no"})
_YES_OR_NO = Message("Svar j for ja eller n for nej; ? forklarer.", "Answer y for yes or n for no; ? explains.")
_BETWEEN = re.compile(r"\s*[,;]\s*|\s+(?:og|and|&)\s+")
_ONE_BY_ONE = frozenset({"figures", "relations", "evidence", "searches", "lines"})
"""Asked for again until the answer is empty."""


class GoBackError(Exception):
    """The user wants to go back to the question before."""


@dataclass(slots=True)
class Asking:
    """A conversation with one user."""

    language: Language
    prompt: Callable[[str], str] = input
    command: Callable[[str], str] = "reformdata {}".format
    """The whole command line for a command that is named to the user."""
    resume: str = ""
    """The command line that takes up the answers after Ctrl-C."""
    is_explained: bool = False
    """Whether the user knows how to answer."""
    listed: dict[Any, Sequence[Choice]] = field(default_factory=dict)
    """The values of each vocabulary that has been listed, as they were numbered there."""

    def ask(
        self,
        wanted: Field,
        choices: Sequence[Choice],
        *,
        present: Any = None,
        check: Callable[[Any], None] = lambda _: None,
        answers: Answers = MappingProxyType({}),
    ) -> Any:
        """Ask for `wanted` until the answer fits, and return its value: one of `choices`, if there are any.

        Args:
            wanted: the field.
            choices: the values that it can have; none if it is typed freely.
            present: its value so far, which an empty answer keeps.
            check: raises a RefusedError for a value that it cannot have.
            answers: the other answers, which may say what a number means.

        Raises:
            GoBackError: if the user wants to go back.
            EOFError: if the terminal is closed.
            KeyboardInterrupt: if the user stops.
        """
        self.explain()
        is_short = len(choices) <= MOST_LISTED and wanted.table not in ADDING
        is_listed_now = bool(choices) and is_short and _vocabulary(wanted) not in self.listed
        hint = self._hint(wanted, is_to_list=bool(choices) and not is_listed_now)
        print(f"\n{wanted.prompt.da if self.language == 'da' else wanted.prompt.en}{hint}")
        if present:
            print(self._keeping(wanted, present).in_(self.language))
        if is_listed_now:
            self._list(wanted, choices)

        def read(typed: str) -> Any:
            value = value_of(typed, wanted, choices, by_texts(answers, self._choose_number))
            check(value)
            return value

        value = answer = self._ask_until_valid(wanted, choices, present, read)
        while answer and answer != present and wanted.input_kind in _ONE_BY_ONE:
            value += (answer := self._ask_until_valid(wanted, choices, (), read))
        return value

    def explain(self) -> None:
        """Say how to answer, unless that was said."""
        if not self.is_explained:
            self.is_explained = True
            print(HOW_TO_ANSWER.in_(self.language))

    def confirm(self, question: Message, meaning: Message, *, default: bool, may_go_back: bool = False) -> bool:
        """Ask a yes-or-no question until the answer is one; an empty one means `default`, and `meaning` explains both.

        Raises:
            GoBackError: if the user wants to go back, and may.
        """
        while typed := self.prompt(f"{question.in_(self.language)} ").strip().casefold():
            if typed in _YES | _NO:
                return typed in _YES
            if typed == "<" and may_go_back:
                raise GoBackError
            print(f"  {(meaning if typed == '?' else _YES_OR_NO).in_(self.language)}")
        return default

    def _choose_number(self, typed: str, values: Sequence[Decimal]) -> Decimal:
        """Ask which of two `values` was meant; an empty answer means that in the language of the user."""
        usual = readings(typed, [self.language])[0]
        other = next(value for value in values if value != usual)
        one, two = in_plain(usual), in_plain(other)
        question = Message(
            f"`{typed}` kan være to tal. Er det {one.da}? [J/n]", f"`{typed}` can be two numbers. Is it {one.en}? [Y/n]"
        )
        meaning = Message(f"j betyder {one.da}; n betyder {two.da}.", f"y means {one.en}; n means {two.en}.")
        return usual if self.confirm(question, meaning, default=True) else other

    def _ask_until_valid(
        self, wanted: Field, choices: Sequence[Choice], present: Any, read: Callable[[str], Any]
    ) -> Any:
        while (value := self._ask_once(wanted, choices, present, read)) is None:
            pass
        return value

    def _ask_once(self, wanted: Field, choices: Sequence[Choice], present: Any, read: Callable[[str], Any]) -> Any:
        """The value that is typed; None, with a message to the user, if it does not fit."""
        with _completing(choices):
            typed = self.prompt("> ").strip()
        if typed == "<":
            raise GoBackError
        if typed.startswith("?"):
            self._explain(wanted, choices, typed[1:].strip())
            return None
        if present and not typed:
            return present
        if typed == "-":
            if not wanted.required:
                return ""
            print(_NEEDED.in_(self.language))
            return None
        if _numbers(typed, wanted, choices) and _vocabulary(wanted) not in self.listed:
            print(_CHOOSE.in_(self.language))
            self._list(wanted, choices)
            return None
        try:
            value = read(self._with_ids(typed, wanted, choices))
        except RefusedError as error:
            print(error.message.in_(self.language))
            if wanted.table in ADDING and not any(find_choice(part, choices) for part in _BETWEEN.split(typed)):
                print(self._adding(self.command(ADDING[wanted.table])).in_(self.language))
            return None
        if wanted.required and not value and present is None:
            print(_NEEDED.in_(self.language))
            return None
        return value

    def _with_ids(self, typed: str, wanted: Field, choices: Sequence[Choice]) -> str:
        """`typed` with each number of the list that was shown replaced by its value."""
        numbers = _numbers(typed, wanted, choices)
        ids = {str(number): choice.id for number, choice in enumerate(self.listed.get(_vocabulary(wanted), ()), 1)}
        parts = (part.strip() for part in re.split("[,;]", typed))
        return ",".join(ids.get(part, part) for part in parts) if numbers else typed

    def _keeping(self, wanted: Field, present: Any) -> Message:
        shown = printable(_shown(present))
        da, en = ("", "") if wanted.required else ("; - sletter det", "; - deletes it")
        return Message(f"  Nu: {shown} (tomt svar beholder det{da})", f"  Now: {shown} (empty to keep it{en})")

    def _adding(self, command: str) -> Message:
        """How to add an entry that is missing, without losing the answers."""
        return Message(
            f"Opret en ny med: {command}\nTryk først Ctrl-C; dine svar bliver gemt, og du fortsætter med: {self.resume}",
            f"Add a new one with: {command}\nPress Ctrl-C first: your answers are kept, and you go on with: {self.resume}",
        )

    def _hint(self, wanted: Field, *, is_to_list: bool) -> str:
        hints = [HINTS[wanted.input_kind]] if wanted.input_kind in HINTS else []
        hints += [_LIST] if is_to_list else []
        hints += [] if wanted.required else [_END] if wanted.input_kind in _ONE_BY_ONE else [_SKIP]
        return f" ({'; '.join(hint.in_(self.language) for hint in hints)})" if hints else ""

    def _explain(self, wanted: Field, choices: Sequence[Choice], word: str) -> None:
        """List the values that the field can have, those with `word` if there is one; then say how to answer."""
        if word.strip("?"):
            self._list(wanted, [each for each in choices if any(fold(word) in fold(name) for name in each.names)])
        elif choices:
            most = len(choices) if word else MOST_LISTED
            self._list(wanted, choices[:most], left=len(choices) - most)
        requirement = _REQUIRED if wanted.required else _OPTIONAL
        print(f"  {explanation(wanted).in_(self.language)} {requirement.in_(self.language)}")
        label = Message("Eksempel", "Example").in_(self.language)
        print(f"  {label}: {printable(example(wanted, choices).in_(self.language))}")

    def _list(self, wanted: Field, choices: Sequence[Choice], *, left: int = 0) -> None:
        """List `choices` with their numbers, and how to see those that are `left`."""
        self.listed[_vocabulary(wanted)] = choices
        rows = [(number, *self._names(choice)) for number, choice in enumerate(choices, 1)]
        for line, choice in zip(align_columns(rows), choices, strict=True):
            definition = choice.definition.in_(self.language) if choice.definition else ""
            if definition.startswith(name := f"{choice.label.in_(self.language)}: "):
                definition = definition[len(name)].upper() + definition[len(name) + 1 :]
            if choice.description:
                definition = shorten(choice.description.in_(self.language), _DESCRIPTION, placeholder=" …")
            print(f"  {line}: {definition}" if definition else f"  {line}")
        if left > 0:
            print(
                Message(
                    f"  … og {left} til. Skriv ?? for at se dem alle, eller ? og et ord for dem med det i navnet: ?kommune",
                    f"  … and {left} more. Type ?? to see them all, or ? and a word for those with it in their name: ?kommune",
                ).in_(self.language)
            )

    def _names(self, choice: Choice) -> tuple[str, str]:
        """The id and the label, that first which the user knows."""
        label = choice.label.in_(self.language)
        return (label, choice.id) if self.language == "da" else (choice.id, label)


def _vocabulary(wanted: Field) -> Any:
    return wanted.table or wanted.terms or wanted.input_kind


def _numbers(typed: str, wanted: Field, choices: Sequence[Choice]) -> list[str]:
    """The parts of `typed` that are numbers of a list; none if the field is not chosen from one."""
    if not choices or wanted.input_kind not in ("one", "many"):
        return []
    return [part for part in map(str.strip, re.split("[,;]", typed)) if part.isdecimal() and part.isascii()]


def _shown(value: Any) -> str:
    """A value of a field as one line."""
    if isinstance(value, Mapping):
        return " / ".join(_shown(each) for each in value.values())
    return value if isinstance(value, str) else ", ".join(map(_shown, value))


def _accept_letters() -> None:
    """Let readline take Æ, Ø and Å, which it drops in the C locale, as where a locale that is set is not installed."""
    if hasattr(locale, "nl_langinfo"):  # not on Windows
        with contextlib.suppress(locale.Error):
            locale.setlocale(locale.LC_CTYPE, "")
        if locale.nl_langinfo(locale.CODESET) in ("ANSI_X3.4-1968", "US-ASCII"):
            os.environ["LC_ALL"] = "C.UTF-8"  # readline asks the environment at each line


@contextlib.contextmanager
def _completing(choices: Sequence[Choice]) -> Iterator[None]:
    """Let the tab key complete the ids of `choices`, where Python has readline."""
    _accept_letters()
    try:
        import readline
    except ImportError:  # Windows
        yield
        return

    def complete(typed: str, state: int) -> str | None:
        fitting = [choice.id for choice in choices if choice.id.startswith(typed)]
        return fitting[state] if state < len(fitting) else None

    before = readline.get_completer()
    readline.set_completer_delims(" ,;")
    readline.set_completer(complete)
    readline.parse_and_bind("tab: complete")
    try:
        yield
    finally:
        readline.set_completer(before)
