"""What the commands `actor add`, `reform add` and `law add` have in common: a new file in a reference table."""

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Any

from reformdata.cli.adding import Adding, add_options
from reformdata.cli.asking import MORE, MORE_MEANS
from reformdata.cli.interview import ExistsError, Interview
from reformdata.cli.options import MAY_BE_REPEATED, add_field, refuse
from reformdata.cli.parser import Parser
from reformdata.cli.terminal import print_lines
from reformdata.curation.editing.answers import find_choice, similar_names
from reformdata.curation.editing.draft import missing, nest_answers
from reformdata.curation.editing.fields import (
    NEEDLESS,
    Answers,
    Choice,
    Field,
    Loc,
    fields_of_entry,
    table_choices,
)
from reformdata.curation.editing.fitting import require_fit
from reformdata.curation.editing.trial import Trial, try_entry
from reformdata.curation.formatting import dump
from reformdata.curation.reading.checkout import Checkout
from reformdata.curation.reading.names import slug
from reformdata.curation.rules import DUPLICATE_ID
from reformdata.files import create_folder
from reformdata.findings import Finding
from reformdata.messages import Message, visible
from reformdata.models import Language

_ADD: Mapping[str, Message] = MappingProxyType(
    {
        "actors": Message("Opret en aktør: en person, en organisation eller en gruppe.", "Add an actor: a person, an organisation or a group."),
        "reforms": Message("Opret en reform, en aftale, et program eller et forsøg.", "Add a reform, an agreement, a programme or a trial."),
        "laws": Message("Opret en lov.", "Add a law."),
    }
)  # fmt: skip
_IS_ONE = Message(
    "Er det en af dem, så den ikke skal oprettes? [j/N]", "Is it one of them, so that it need not be added? [y/N]"
)
_IS_ONE_MEANS = Message(
    "j stopper her, og intet bliver skrevet; n eller et tomt svar går videre med den nye.",
    "y stops here, and nothing is written; n or an empty answer goes on with the new one.",
)
_ANOTHER_ID = Message("vælg et andet id", "choose another id")
_ID = ("id",)
_NAMES: tuple[Loc, ...] = (("name", "da"), ("name", "en"))


def command(table: str) -> tuple[Callable[[Parser], None], Callable[[argparse.Namespace], int]]:
    """The functions `add_arguments` and `run` of the command for `table`."""
    return partial(_add_arguments, table), partial(_run, table)


def _add_arguments(table: str, parser: Parser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar=parser.text("HANDLING", "ACTION"))
    about = parser.text(_ADD[table].da, _ADD[table].en)
    add = actions.add_parser("add", help=about, description=about)
    for field in fields_of_entry(table):
        if field.loc == _ID:
            add_field(add, field, " (ellers dannet af det danske navn)", " (default: made from the Danish name)")
        elif field.input_kind == "lines":
            add_field(add, field, *MAY_BE_REPEATED, several=True)
        else:
            add_field(add, field)
    add_options(add)


def _run(table: str, args: argparse.Namespace) -> int:
    adding = Adding(args, f"{table.removesuffix('s')} add --resume")
    return adding.run(partial(_add, table, adding))


def _add(table: str, adding: Adding) -> int:
    fields = fields_of_entry(table)
    before = adding.kept(("name", adding.language))
    answers, faults = adding.given(fields, before)
    if adding.at_terminal:
        refuse(faults)
        return _from_answers(table, answers, adding, is_resumed=bool(before))
    answers = _with_id(answers)
    choices = table_choices(adding.checkout.corpus, table)
    adding.require(fields, answers, [*faults, *_taken(answers, choices)])
    print_lines(_similar(answers, choices, adding.language), sys.stderr)
    trial = _try(table, answers, adding.checkout)
    return adding.finish(trial, _unwritten(table, answers), partial(_write, table, answers, adding.checkout))


def _from_answers(table: str, answers: dict[Loc, Any], adding: Adding, *, is_resumed: bool) -> int:
    interview = _EntryInterview(table, adding, answers)
    is_complete = not is_resumed and not list(missing(interview.fields, _with_id(answers)))
    try:
        interview.require_new()
        is_enough = is_complete and not adding.asking.confirm(MORE, MORE_MEANS, default=False)
        answers |= _with_id(answers) if is_enough else {}
    except ExistsError:
        return adding.stop()
    return interview.finish(partial(_write, table, answers, adding.checkout), is_complete=is_enough)


class _EntryInterview(Interview):
    """The questions about an entry of a reference table."""

    def __init__(self, table: str, adding: Adding, answers: dict[Loc, Any]) -> None:
        super().__init__(adding, fields_of_entry(table), answers)
        self._table = table

    def is_needless(self, field: Field) -> bool:
        """Whether the kind of actor has no such field, and it has no answer."""
        kind = self.answers.get(("kind",)) if self._table == "actors" else None
        return kind in NEEDLESS.get(field.loc[0], ()) and not self.answers.get(field.loc)

    def check(self, field: Field, value: Any) -> None:
        """Refuse an address or an id that is none.

        Raises:
            RefusedError: if it is none.
        """
        require_fit(field, value, self.checkout.corpus)

    def after(self, field: Field) -> None:
        """After the name, show the entries with a name like it, and suggest an id."""
        if field.loc == _NAMES[-1]:
            self.require_new()

    def require_new(self) -> None:
        """Ask whether the entry is one of those with a name like it, once its names are known, and suggest an id."""
        if not all(self.answers.get(loc) for loc in _NAMES):
            return
        similar = list(_similar(self.answers, table_choices(self.checkout.corpus, self._table), self.asking.language))
        print_lines(["", *similar] if similar else [])
        if similar and self.asking.confirm(_IS_ONE, _IS_ONE_MEANS, default=False):
            self.adding.forget()
            raise ExistsError
        if not self.answers.get(_ID):
            suggested = _with_id(self.answers)[_ID]
            is_free = suggested not in getattr(self.checkout.corpus, self._table)
            (self.answers if is_free else self.kept).setdefault(_ID, suggested)

    def unwritten(self) -> Mapping[str, str]:
        """The entry as the answers make it."""
        return _unwritten(self._table, self.answers)

    def trial(self) -> Trial:
        """What is wrong with the entry as a whole."""
        return _try(self._table, self.answers, self.checkout)

    def findings(self) -> Sequence[Finding]:
        """An id that is taken."""
        id_ = self.answers.get(_ID, "")
        if id_ not in getattr(self.checkout.corpus, self._table):
            return ()
        other = self.checkout.places[self._table, id_].file
        return (
            DUPLICATE_ID.finding(_file(self._table, self.answers), _ID, found=id_, other=other, advice=_ANOTHER_ID),
        )


def _names(answers: Answers) -> list[str]:
    aliases = answers.get(("aliases",), ())
    return list(filter(None, (*(answers.get(loc) for loc in (*_NAMES, ("abbreviation",), _ID)), *aliases)))


def _similar(answers: Answers, choices: Sequence[Choice], language: Language) -> Iterator[str]:
    """A line for each entry with a name like one of those in `answers`."""
    near = similar_names(_names(answers), choices)
    taken = _taken(answers, choices)
    name = visible(str(answers.get(_NAMES[0], "")))
    if taken:
        yield from (each.in_(language) for each in taken)
    elif near:
        yield Message(
            f"Lignende navne findes allerede, men `{name}` er ikke iblandt dem:",
            f"There are similar names already, but `{name}` is not among them:",
        ).in_(language)
    for each in near:
        names = (each.label.da, each.id) if language == "da" else (each.id, each.label.en)
        yield f"  {'  '.join(names)}"


def _taken(answers: Answers, choices: Sequence[Choice]) -> list[Message]:
    """A sentence for each name in `answers` that one of `choices` has."""
    found = ((visible(name), find_choice(name, choices)) for name in _names(answers))
    return [
        Message(f"`{name}` findes allerede: `{id_}`", f"`{name}` exists already: `{id_}`") for name, id_ in found if id_
    ]


def _with_id(answers: Answers) -> dict[Loc, Any]:
    """`answers` with an id made from the Danish name, unless there is one."""
    name = answers.get(_NAMES[0], "")
    return {**answers, _ID: answers.get(_ID) or (slug(name) if name else "")}


def _file(table: str, answers: Answers) -> str:
    return f"records/{table}/{answers.get(_ID, '')}.yaml"


def _text(table: str, answers: Answers) -> str:
    return dump(table, nest_answers(answers))


def _try(table: str, answers: Answers, checkout: Checkout) -> Trial:
    return try_entry(checkout, _file(table, answers), _text(table, answers), table)


def _unwritten(table: str, answers: Answers) -> Mapping[str, str]:
    """The file of the entry as it would be, by its name."""
    return {_file(table, answers): _text(table, answers)}


def _write(table: str, answers: Answers, checkout: Checkout) -> None:
    path = checkout.root / _file(table, answers)
    create_folder(path.parent, {path.name: _text(table, answers).encode()})
    print(_file(table, answers))
