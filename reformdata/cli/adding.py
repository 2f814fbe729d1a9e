"""What the commands that add a file have in common: their options, how they ask, and the answers that are kept."""

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

from reformdata.cli.asking import Asking
from reformdata.cli.checkouts import open_checkout
from reformdata.cli.options import (
    absent_options,
    add_language,
    add_root,
    may_ask,
    next_command,
    refuse,
    require_records,
    typed_values,
)
from reformdata.cli.output.text import View, render_unwritten
from reformdata.cli.parser import Parser
from reformdata.cli.terminal import print_error, print_lines, say
from reformdata.curation.editing.draft import missing
from reformdata.curation.editing.fields import Answers, Choice, Field, Loc
from reformdata.curation.editing.kept import forget, keep, kept
from reformdata.curation.editing.trial import Trial
from reformdata.errors import RefusedError, refusal
from reformdata.findings import Finding
from reformdata.messages import Message, visible

NOT_WRITTEN = Message("filen er ikke skrevet", "the file was not written")
STOPPED = Message("afbrudt; intet er skrevet", "stopped; nothing was written")
_TEXTS = ("texts",)
_COMMANDS: Mapping[str, str] = MappingProxyType(
    {
        "new": "new --resume",
        "outcome": "outcome add {id} --resume",
        **{name: f"{name} add --resume" for name in ("source", "actor", "reform", "law")},
    }
)
"""The command that goes on with the answers that are kept under a name."""
_GO_ON = Message("Vil du fortsætte med dem? [J/n]", "Go on with them? [Y/n]")
_GO_ON_MEANS = Message(
    "j fortsætter, hvor du slap; n begynder forfra, og svarene fra sidst går tabt, når du har svaret.",
    "y goes on where you stopped; n starts anew, and the answers from last time are lost once you have answered.",
)


def add_options(parser: Parser) -> None:
    """Add the options that every command has that asks for a new file to `parser`."""
    parser.add_argument(
        "--resume",
        action="store_true",
        help=parser.text("fortsæt med svarene fra sidst", "go on with the answers from last time"),
    )
    parser.add_argument(
        "--no-input",
        action="store_true",
        help=parser.text("stil ingen spørgsmål, heller ikke i en terminal", "ask nothing, also at a terminal"),
    )
    add_root(parser)
    add_language(parser)


def _shortest(path: str) -> Path:
    """The absolute `path`, or the path from here if that is shorter."""
    is_near = Path(path).anchor == Path.cwd().anchor  # on Windows there is no way to another drive
    return Path(min(path, os.path.relpath(path) if is_near else path, key=len))


class Adding:
    """One run of a command that adds a file to a checkout."""

    def __init__(self, args: argparse.Namespace, again: str) -> None:
        """Read the checkout.

        Args:
            args: the arguments, with those of `add_options`.
            again: the command that goes on with what was kept, after `reformdata`; its first word names the kept answers.

        Raises:
            RefusedError: if the folder holds no `records/`.
        """
        require_records(args.root)
        self.args = args
        self.language = args.lang
        self.checkout = open_checkout(args.root, args.lang)
        self.at_terminal = may_ask(args)
        self.asking = Asking(args.lang, command=partial(next_command, args), resume=next_command(args, again))
        self.about: dict[Loc, Any] = {}
        """What is kept with the answers, and is none: the kind of a record."""
        self.texts: list[Path] = []
        """The texts that the answers are about; they are kept with them."""
        self._name = again.partition(" ")[0]

    # ---- the answers that are kept

    def kept(self, title: Loc) -> dict[Loc, Any]:
        """The answers from last time with `about`, if there are any to go on with; none if the user declines.

        Without `texts` of this run, those that were kept with the answers become its own.

        Args:
            title: the place of the answer by which the user knows them again.

        Raises:
            RefusedError: if `--resume` is given and there are none.
        """
        must = self.args.resume
        found = dict(kept(self.checkout.root, self._name)) if must or self.at_terminal else {}
        texts = found.pop(_TEXTS, ())
        answers = found if self.about.items() <= found.items() else {}
        if must and not answers:
            raise refusal("der er ingen svar at fortsætte med", "there are no answers to go on with")
        if not answers or not (must or self._takes_up(answers.get(title))):
            return {}
        self.texts += [] if self.texts else map(_shortest, texts)
        return answers

    def _takes_up(self, title: Any) -> bool:
        name = f": {visible(str(title))}" if title else ""
        say(Message(f"Du har svar fra sidst{name}", f"You have answers from last time{name}").in_(self.language))
        return self.asking.confirm(_GO_ON, _GO_ON_MEANS, default=True)

    def keep(self, answers: Answers) -> None:
        """Keep `answers`, so that nothing is lost if the user stops."""
        texts: dict[Loc, Any] = {_TEXTS: tuple(str(path.resolve()) for path in self.texts)} if self.texts else {}
        keep(self.checkout.root, self._name, {**self.about, **texts, **answers})

    def forget(self) -> None:
        """Delete the answers that are kept, if this run took them up or keeps its own."""
        if self.at_terminal or self.args.resume:
            forget(self.checkout.root, self._name)

    def say_written(self, *files: str) -> None:
        """Name the `files` that were written; to a person as a sentence."""
        written = Message("Skrevet: ", "Written: ").in_(self.language) if self.at_terminal else ""
        print_lines(f"{written}{file}" for file in files)

    def say_what_waits(self) -> None:
        """Name the other commands with answers to go on with."""
        for name, command in _COMMANDS.items():
            with suppress(RefusedError):  # such a file is refused by the command that takes it up
                if answers := kept(self.checkout.root, name):
                    go_on = next_command(self.args, command.format(id=answers.get(("id",))))
                    print(
                        Message(f"\nDer venter også svar på: {go_on}", f"\nAnswers also wait for: {go_on}").in_(
                            self.language
                        )
                    )

    def run(self, ask: Callable[[], int]) -> int:
        """The exit code of `ask`; 1 if the user stops, who is told how to go on."""
        try:
            return ask()
        except (EOFError, KeyboardInterrupt):
            print()
            return self.stop()

    def stop(self) -> int:
        """Say that nothing was written and, if answers are kept, how to go on; the exit code."""
        again = self.asking.resume
        is_kept = self.at_terminal and kept(self.checkout.root, self._name)
        answers_kept = Message(
            f"afbrudt; dine svar er gemt. Fortsæt med: {again}", f"stopped; your answers are kept. Go on with: {again}"
        )
        print_error(answers_kept if is_kept else STOPPED, self.language)
        return 1

    # ---- without questions

    def given(
        self, fields: Sequence[Field], before: Answers, choices: Callable[[Field], Sequence[Choice]] | None = None
    ) -> tuple[dict[Loc, Any], list[Message]]:
        """The answers to `fields` so far, and what is wrong with the options: an option replaces an answer in `before`.

        Args:
            fields: the fields of the new entry.
            before: the answers from last time.
            choices: gives the values that a field can have; by default those that exist.
        """
        known = {field.loc: before[field.loc] for field in fields if field.loc in before}
        typed, faults = typed_values(self.args, fields, choices or self.choices, known)
        return known | typed, faults

    def choices(self, field: Field) -> Sequence[Choice]:
        """The values that exist for `field`; none if it is typed freely."""
        return field.choices(self.checkout.corpus)

    def require(self, fields: Iterable[Field], answers: Answers, faults: Sequence[Message] = ()) -> None:
        """Refuse `answers` that leave out one of `fields` that is required, and `faults` with them.

        Raises:
            RefusedError: if something is missing or wrong.
        """
        wrong = {each.da.partition(":")[0] for each in faults}
        refuse([*absent_options(each for each in missing(fields, answers) if each.option not in wrong), *faults])

    def finish(self, trial: Trial, unwritten: Mapping[str, str], write: Callable[[], None]) -> int:
        """Show what is wrong with the file `unwritten`, and `write` it if that is no error; the exit code."""
        print_lines(self.rendered(trial.findings, unwritten), sys.stderr)
        if trial.errors:
            print_error(NOT_WRITTEN, self.language)
            return 1
        write()
        self.forget()
        return 0

    def rendered(self, findings: Iterable[Finding], unwritten: Mapping[str, str]) -> Iterable[str]:
        """The lines that show `findings` in the files `unwritten`, as they would be."""
        view = View(root=self.checkout.root, language=self.language, unwritten=unwritten)
        return render_unwritten(findings, view)
