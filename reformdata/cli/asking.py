"""Questions at the terminal: one line each, with the values that exist, until the answer is one."""

import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from reformdata.cli.terminal import aligned
from reformdata.curation.editing.choices import Choice
from reformdata.curation.editing.fields import Field
from reformdata.curation.editing.typed import TypedError, value_of
from reformdata.findings import Message
from reformdata.models import Language

MOST_LISTED = 30
"""So many values are listed unasked; a longer list is shown for a `?`."""

_LIST = Message("? viser værdierne", "? lists the values")
_SKIP = Message("tom springer over", "empty skips it")
_END = Message("tom går videre", "empty goes on")
_NEEDED = Message(
    "Det skal udfyldes; Ctrl-C afbryder, uden at noget skrives.", "It is needed; Ctrl-C stops, and nothing is written."
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
        "fx motivates kl-2020-temaside.06 = grunden / the reason; én forbindelse i hvert svar",
        "such as motivates kl-2020-temaside.06 = grunden / the reason; one relation an answer",
    ),
}
_ONE_BY_ONE = frozenset({"figures", "relations"})
"""What is asked for again and again, until an empty answer."""


@dataclass(slots=True)
class Asking:
    """A conversation with one user."""

    language: Language
    prompt: Callable[[str], str] = input
    listed: set[Any] = field(default_factory=set)
    """The vocabularies that have been shown: nobody wants to read a list twice."""

    def ask(self, wanted: Field, choices: Sequence[Choice]) -> Any:
        """Ask for `wanted` until the answer fits, which stands for one of `choices` where there are some; give its value.

        Raises:
            EOFError: if the terminal is closed.
            KeyboardInterrupt: if the user has had enough.
        """
        self.tell("")
        self.tell(f"{wanted.doc.da if self.language == 'da' else wanted.doc.en}{self._hint(wanted, choices)}")
        vocabulary = wanted.table or wanted.terms or wanted.sort
        if choices and len(choices) <= MOST_LISTED and vocabulary not in self.listed:
            self.listed.add(vocabulary)
            self._list(choices)
        value = told = self._answered(wanted, choices)
        while told and wanted.sort in _ONE_BY_ONE:
            told = self._answered(wanted, choices)
            value += told
        return value

    def confirm(self, question: Message, *, default: bool) -> bool:
        """Ask a question of yes or no; nothing typed means `default`."""
        said = self.prompt(f"{question.in_(self.language)} ").strip().casefold()
        return said in ("j", "ja", "y", "yes") if said else default

    def tell(self, line: str) -> None:
        """Show a line."""
        print(line)

    def _answered(self, wanted: Field, choices: Sequence[Choice]) -> Any:
        while True:
            value = self._asked_once(wanted, choices)
            if value is not None:
                return value

    def _asked_once(self, wanted: Field, choices: Sequence[Choice]) -> Any:
        """The value that is typed; None if it is none, which the user has then been told."""
        with _completing(choices):
            said = self.prompt("> ").strip()
        if said == "?" and choices:
            self._list(choices)
            return None
        try:
            value = value_of(_by_number(said, choices) if wanted.sort in ("one", "many") else said, wanted, choices)
        except TypedError as error:
            self.tell(error.message.in_(self.language))
            return None
        if wanted.required and not value:
            self.tell(_NEEDED.in_(self.language))
            return None
        return value

    def _hint(self, wanted: Field, choices: Sequence[Choice]) -> str:
        hints = [_HINTS[wanted.sort]] if wanted.sort in _HINTS else []
        hints += [_LIST] if choices else []
        hints += [] if wanted.required else [_END] if wanted.sort in _ONE_BY_ONE else [_SKIP]
        return f" ({'; '.join(hint.in_(self.language) for hint in hints)})" if hints else ""

    def _list(self, choices: Sequence[Choice]) -> None:
        for line in _rows(choices, self.language):
            self.tell(f"  {line}")


def _rows(choices: Sequence[Choice], language: Language) -> Iterator[str]:
    named = [(number, choice.id, choice.label.in_(language)) for number, choice in enumerate(choices, 1)]
    for line, choice in zip(aligned(named), choices, strict=True):
        yield f"{line}: {choice.definition.in_(language)}" if choice.definition else line


def _by_number(said: str, choices: Sequence[Choice]) -> str:
    """`said` with the numbers of a list in place of their values."""
    parts = [part.strip() for part in said.split(",")]
    if not choices or not all(part.isdecimal() and part.isascii() for part in parts):
        return said
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
