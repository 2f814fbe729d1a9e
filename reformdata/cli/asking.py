"""Questions at the terminal: one line each, with the possible values, repeated until the answer fits."""

import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from reformdata.curation.editing.answers import value_of
from reformdata.curation.editing.fields import Choice, Field
from reformdata.errors import RefusedError
from reformdata.findings import Message
from reformdata.models import Language
from reformdata.models.layout import align_columns

MOST_LISTED = 30
"""Up to so many values are listed at once; a longer list is shown for a `?`."""

_LIST = Message("? viser værdierne", "? lists the values")
_SKIP = Message("tomt svar springer over", "empty to skip")
_END = Message("tomt svar går videre", "empty to go on")
_NEEDED = Message(
    "Feltet skal udfyldes; tryk Ctrl-C for at afbryde uden at gemme.",
    "This field is required; press Ctrl-C to stop without saving.",
)
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
        "fx motivates eksempel-2020.06 = grunden / the reason; én forbindelse i hvert svar",
        "such as motivates eksempel-2020.06 = grunden / the reason; one relation an answer",
    ),
}
_ONE_BY_ONE = frozenset({"figures", "relations"})
"""Asked for again until the answer is empty."""


@dataclass(slots=True)
class Asking:
    """A conversation with one user."""

    language: Language
    prompt: Callable[[str], str] = input
    listed: set[Any] = field(default_factory=set)
    """The vocabularies that have been listed, so that none is listed twice."""

    def ask(self, wanted: Field, choices: Sequence[Choice]) -> Any:
        """Ask for `wanted` until the answer fits, and return its value: one of `choices`, if there are any.

        Raises:
            EOFError: if the terminal is closed.
            KeyboardInterrupt: if the user stops.
        """
        print(f"\n{getattr(wanted.prompt, self.language)}{self._hint(wanted, choices)}")
        vocabulary = wanted.table or wanted.terms or wanted.input_kind
        if choices and len(choices) <= MOST_LISTED and vocabulary not in self.listed:
            self.listed.add(vocabulary)
            self._list(choices)
        value = answer = self._ask_until_valid(wanted, choices)
        while answer and wanted.input_kind in _ONE_BY_ONE:
            value += (answer := self._ask_until_valid(wanted, choices))
        return value

    def confirm(self, question: Message, *, default: bool) -> bool:
        """Ask a yes-or-no question; an empty answer means `default`."""
        typed = self.prompt(f"{question.in_(self.language)} ").strip().casefold()
        return typed in ("j", "ja", "y", "yes") if typed else default

    def _ask_until_valid(self, wanted: Field, choices: Sequence[Choice]) -> Any:
        while (value := self._ask_once(wanted, choices)) is None:
            pass
        return value

    def _ask_once(self, wanted: Field, choices: Sequence[Choice]) -> Any:
        """The value that is typed; None, with a message to the user, if it does not fit."""
        with _completing(choices):
            typed = self.prompt("> ").strip()
        if typed == "?" and choices:
            self._list(choices)
            return None
        if wanted.input_kind in ("one", "many"):
            typed = _by_number(typed, choices)
        try:
            value = value_of(typed, wanted, choices)
        except RefusedError as error:
            print(error.message.in_(self.language))
            return None
        if wanted.required and not value:
            print(_NEEDED.in_(self.language))
            return None
        return value

    def _hint(self, wanted: Field, choices: Sequence[Choice]) -> str:
        hints = [_HINTS[wanted.input_kind]] if wanted.input_kind in _HINTS else []
        hints += [_LIST] if choices else []
        hints += [] if wanted.required else [_END] if wanted.input_kind in _ONE_BY_ONE else [_SKIP]
        return f" ({'; '.join(hint.in_(self.language) for hint in hints)})" if hints else ""

    def _list(self, choices: Sequence[Choice]) -> None:
        rows = [(number, choice.id, choice.label.in_(self.language)) for number, choice in enumerate(choices, 1)]
        for line, choice in zip(align_columns(rows), choices, strict=True):
            print(f"  {line}: {choice.definition.in_(self.language)}" if choice.definition else f"  {line}")


def _by_number(typed: str, choices: Sequence[Choice]) -> str:
    """`typed` with each number of the list replaced by its value."""
    parts = [part.strip() for part in typed.split(",")]
    if not choices or not all(part.isdecimal() and part.isascii() for part in parts):
        return typed
    return ",".join(choices[int(part) - 1].id if 0 < int(part) <= len(choices) else part for part in parts)


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
