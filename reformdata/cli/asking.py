"""Questions at the terminal: one line each, with the possible values, repeated until the answer fits."""

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from reformdata.cli.terminal import printable
from reformdata.curation.editing.answers import value_of
from reformdata.curation.editing.fields import Choice, Field
from reformdata.errors import RefusedError
from reformdata.messages import Message
from reformdata.models import Language
from reformdata.models.layout import align_columns

MOST_LISTED = 30
"""Up to so many values are listed at once; a longer list is shown for a `?`."""

HOW_TO_ANSWER = Message(
    "Skriv ? for at få feltet forklaret og < for at gå tilbage. Ctrl-C afbryder.",
    "Type ? to have a field explained, and < to go back. Ctrl-C stops.",
)
_LIST = Message("? viser værdierne", "? lists the values")
_SKIP = Message("tomt svar springer over", "empty to skip")
_END = Message("tomt svar går videre", "empty to go on")
_NEEDED = Message("Feltet skal udfyldes; Ctrl-C afbryder.", "This field is required; Ctrl-C stops.")
_OPTIONAL = Message("Feltet kan stå tomt.", "This field may be left empty.")
_CHOOSE = Message("Vælg fra listen:", "Choose from the list:")
_ADDING = {"actors": "reformdata actor add", "reforms": "reformdata reform add", "laws": "reformdata law add"}
"""The commands that add an entry to the tables that grow with the records."""
_SEVERAL = Message("flere skilles med komma", "separate several by commas")
_HINTS = {
    "numbers": Message("fx 3, 5-7", "such as 3, 5-7"),
    "day": Message("år-måned-dag", "year-month-day"),
    "period": Message("fx 2020 eller 2019/2021", "such as 2020 or 2019/2021"),
    "many": _SEVERAL,
    "figures": Message(
        "fx mindst 7 = kommuner / municipalities; ét tal i hvert svar",
        "such as at least 7 = kommuner / municipalities; one figure an answer",
    ),
    "relations": Message(
        "fx motivates .06 = grunden / the reason; .06 er en post fra samme kilde, ellers skrives hele id'et; "
        "én forbindelse i hvert svar",
        "such as motivates .06 = grunden / the reason; .06 is a record of the same source, of another one write the "
        "whole id; one relation an answer",
    ),
    "evidence": Message(
        "fx DOKUMENT = det står der / what it says, med id på et dokument eller en post; ét belæg i hvert svar",
        "such as DOCUMENT = det står der / what it says, with the id of a document or a record; one an answer",
    ),
    "searches": Message("fx STED = søgeord; én søgning i hvert svar", "such as PLACE = query; one search an answer"),
    "lines": Message("ét i hvert svar", "one an answer"),
}
_ONE_BY_ONE = frozenset({"figures", "relations", "evidence", "searches", "lines"})
"""Asked for again until the answer is empty."""


class GoBackError(Exception):
    """The user wants to go back to the question before."""


@dataclass(slots=True)
class Asking:
    """A conversation with one user."""

    language: Language
    prompt: Callable[[str], str] = input
    listed: dict[Any, Sequence[Choice]] = field(default_factory=dict)
    """The values of each vocabulary that has been listed, as they were numbered there."""

    def ask(self, wanted: Field, choices: Sequence[Choice], *, present: Any = None) -> Any:
        """Ask for `wanted` until the answer fits, and return its value: one of `choices`, if there are any.

        Args:
            wanted: the field.
            choices: the values that it can have; none if it is typed freely.
            present: its value so far, which an empty answer keeps.

        Raises:
            GoBackError: if the user wants to go back.
            EOFError: if the terminal is closed.
            KeyboardInterrupt: if the user stops.
        """
        print(f"\n{wanted.prompt.da if self.language == 'da' else wanted.prompt.en}{self._hint(wanted, choices)}")
        if present:
            print(self._keeping(wanted, present).in_(self.language))
        if choices and len(choices) <= MOST_LISTED and _vocabulary(wanted) not in self.listed:
            self._list(wanted, choices)
        value = answer = self._ask_until_valid(wanted, choices, present)
        while answer and answer != present and wanted.input_kind in _ONE_BY_ONE:
            value += (answer := self._ask_until_valid(wanted, choices, ()))
        return value

    def confirm(self, question: Message, *, default: bool) -> bool:
        """Ask a yes-or-no question; an empty answer means `default`."""
        typed = self.prompt(f"{question.in_(self.language)} ").strip().casefold()
        return typed in ("j", "ja", "y", "yes") if typed else default

    def _ask_until_valid(self, wanted: Field, choices: Sequence[Choice], present: Any) -> Any:
        while (value := self._ask_once(wanted, choices, present)) is None:
            pass
        return value

    def _ask_once(self, wanted: Field, choices: Sequence[Choice], present: Any) -> Any:
        """The value that is typed; None, with a message to the user, if it does not fit."""
        with _completing(choices):
            typed = self.prompt("> ").strip()
        if typed == "<":
            raise GoBackError
        if typed == "?":
            self._explain(wanted, choices)
            return None
        if present and not typed:
            return present
        if present and typed == "-" and not wanted.required:
            return ""
        if _numbers(typed, wanted, choices) and _vocabulary(wanted) not in self.listed:
            print(_CHOOSE.in_(self.language))
            self._list(wanted, choices)
            return None
        try:
            value = value_of(self._with_ids(typed, wanted, choices), wanted, choices)
        except RefusedError as error:
            print(error.message.in_(self.language))
            if wanted.table in _ADDING:
                command = _ADDING[wanted.table]
                print(Message(f"Opret en ny med: {command}", f"Add a new one with: {command}").in_(self.language))
            return None
        if wanted.required and not value and present is None:
            print(_NEEDED.in_(self.language))
            return None
        return value

    def _with_ids(self, typed: str, wanted: Field, choices: Sequence[Choice]) -> str:
        """`typed` with each number of the list that was shown replaced by its value."""
        numbers = _numbers(typed, wanted, choices)
        ids = {str(number): choice.id for number, choice in enumerate(self.listed.get(_vocabulary(wanted), ()), 1)}
        parts = (part.strip() for part in typed.split(","))
        return ",".join(ids.get(part, part) for part in parts) if numbers else typed

    def _keeping(self, wanted: Field, present: Any) -> Message:
        shown = printable(_shown(present))
        da, en = ("", "") if wanted.required else ("; - sletter det", "; - deletes it")
        return Message(f"  Nu: {shown} (tomt svar beholder det{da})", f"  Now: {shown} (empty to keep it{en})")

    def _hint(self, wanted: Field, choices: Sequence[Choice]) -> str:
        hints = [_HINTS[wanted.input_kind]] if wanted.input_kind in _HINTS else []
        hints += [_LIST] if choices else []
        hints += [] if wanted.required else [_END] if wanted.input_kind in _ONE_BY_ONE else [_SKIP]
        return f" ({'; '.join(hint.in_(self.language) for hint in hints)})" if hints else ""

    def _explain(self, wanted: Field, choices: Sequence[Choice]) -> None:
        """Say what the field is, how it is written, and which values it can have."""
        doc = wanted.doc.da if self.language == "da" else wanted.doc.en
        hint = _HINTS.get(wanted.input_kind)
        how = f" ({hint.in_(self.language)})" if hint else ""
        print(f"  {'.'.join(wanted.loc)}: {doc}{how}")
        print(f"  {(_NEEDED if wanted.required else _OPTIONAL).in_(self.language)}")
        if choices:
            self._list(wanted, choices)

    def _list(self, wanted: Field, choices: Sequence[Choice]) -> None:
        self.listed[_vocabulary(wanted)] = choices
        rows = [(number, choice.id, choice.label.in_(self.language)) for number, choice in enumerate(choices, 1)]
        for line, choice in zip(align_columns(rows), choices, strict=True):
            print(f"  {line}: {choice.definition.in_(self.language)}" if choice.definition else f"  {line}")


def _vocabulary(wanted: Field) -> Any:
    return wanted.table or wanted.terms or wanted.input_kind


def _numbers(typed: str, wanted: Field, choices: Sequence[Choice]) -> list[str]:
    """The parts of `typed` that are numbers of a list; none if the field is not chosen from one."""
    if not choices or wanted.input_kind not in ("one", "many"):
        return []
    return [part for part in map(str.strip, typed.split(",")) if part.isdecimal() and part.isascii()]


def _shown(value: Any) -> str:
    """A value of a field as one line."""
    if isinstance(value, Mapping):
        return " / ".join(_shown(each) for each in value.values())
    return value if isinstance(value, str) else ", ".join(map(_shown, value))


@contextlib.contextmanager
def _completing(choices: Sequence[Choice]) -> Iterator[None]:
    """Let the tab key complete the ids of `choices`, where Python has readline."""
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
