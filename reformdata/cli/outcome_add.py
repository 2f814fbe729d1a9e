"""Write an outcome, or add an assessment to it: what became of a proposal or an initiative.

At a terminal every field without an option is asked for; `?` explains a field and `<` goes back. Elsewhere, or with
--no-input, only the options are used.
`--test-da`, `--test-en`, `--assessable` and `--why-not` are for a new outcome; write the test before you search. The other
options are for an assessment, which is added below the earlier ones. Values are ids or names, in Danish or English.
Evidence and searches are written like this, one an option:
--evidence "DOCUMENT-OR-RECORD = det står der / what it says", --searched "PLACE = QUERY".

Exit code 0: written; 1: not written, since the outcome has errors or the user stopped; 2: wrong use.
"""

import argparse
import datetime
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

from reformdata.cli.asking import Asking
from reformdata.cli.checkouts import open_checkout
from reformdata.cli.interview import Interview
from reformdata.cli.options import (
    MAY_BE_REPEATED,
    absent_options,
    add_field,
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
from reformdata.cli.terminal import print_error, print_lines, printable
from reformdata.curation.editing.changes import text_of
from reformdata.curation.editing.draft import missing
from reformdata.curation.editing.fields import ACT_FIELDS, ASSESSMENT_FIELDS, Answers, Choice, Field, Loc, table_choices
from reformdata.curation.editing.outcomes import new_outcome, outcome_file, with_assessment
from reformdata.curation.editing.trial import Trial, try_outcome
from reformdata.curation.reading.checkout import Checkout
from reformdata.errors import refusal
from reformdata.files import create_folder, write_file
from reformdata.findings import Finding
from reformdata.messages import Message, visible
from reformdata.models import Outcome

DANISH = """Skriv et udfald, eller tilføj en vurdering: hvad der blev af et forslag eller et initiativ.

I en terminal bliver der spurgt om hvert felt, der ikke er angivet; `?` forklarer et felt, og `<` går tilbage. Andre
steder, eller med --no-input, bruges kun det, der er angivet.
`--test-da`, `--test-en`, `--assessable` og `--why-not` hører til et nyt udfald; skriv, hvad der skal til, før du søger.
De andre hører til en vurdering, som bliver tilføjet under de tidligere. Værdier er id'er eller navne på dansk eller
engelsk. Belæg og søgninger skrives sådan, én hver gang:
--evidence "DOKUMENT-ELLER-POST = det står der / what it says", --searched "STED = SØGEORD".

Afslutningskode 0: skrevet; 1: ikke skrevet, fordi udfaldet har fejl, eller brugeren stoppede; 2: forkert brug.
"""

_NOT_WRITTEN = Message("udfaldet er ikke skrevet", "the outcome was not written")
_STOPPED = Message("afbrudt; intet er skrevet", "stopped; nothing was written")
_SEARCHED = Message(
    "Har du søgt, og vil du skrive en vurdering nu? [j/N]",
    "Have you searched, and will you write an assessment now? [y/N]",
)
_SEARCHED_MEANS = Message(
    "j spørger om vurderingen; n skriver udfaldet uden, og du tilføjer den, når du har søgt.",
    "y asks for the assessment; n writes the outcome without, and you add it when you have searched.",
)
_SEVERAL = frozenset({"evidence", "searches"})
_NOTES: Mapping[Loc, tuple[str, str]] = MappingProxyType(
    {
        ("as_of",): (" (ellers i dag)", " (default: today)"),
        ("readers",): (" (ellers 1)", " (default: 1)"),
        ("agreed",): (": true eller false", ": true or false"),
    }
)
_WITH_DEFAULT = frozenset({("as_of",), ("readers",)})


def add_arguments(parser: Parser) -> None:
    """Add the arguments of this command to `parser`."""
    parser.add_argument(
        "id",
        metavar="ID",
        help=parser.text(
            "den post, der følges op på: eksempel-2020.15", "the record that is followed: eksempel-2020.15"
        ),
    )
    for field in (*ACT_FIELDS, *ASSESSMENT_FIELDS):
        several = field.input_kind in _SEVERAL
        add_field(parser, field, *(MAY_BE_REPEATED if several else _NOTES.get(field.loc, ())), several=several)
    parser.add_argument(
        "--no-input",
        action="store_true",
        help=parser.text("stil ingen spørgsmål, heller ikke i en terminal", "ask nothing, also at a terminal"),
    )
    add_root(parser)
    add_language(parser)


def run(args: argparse.Namespace) -> int:
    """Write the outcome or the assessment that `args` describes."""
    require_records(args.root)
    checkout = open_checkout(args.root)
    file = outcome_file(args.id)
    present = checkout.corpus.outcomes.get(args.id)
    if present and not checkout.owns("outcomes", args.id):
        raise refusal(
            f"{args.id} har allerede et udfald i de udgivne data", f"{args.id} has an outcome in the published data"
        )
    if present is None and (checkout.root / file).exists():
        raise refusal(
            f"{visible(file)} kan ikke læses; ret den først (reformdata validate)",
            f"{visible(file)} cannot be read: fix it first (reformdata validate)",
        )
    answers, faults = typed_values(args, (*ACT_FIELDS, *ASSESSMENT_FIELDS), partial(_choices, checkout=checkout))
    refuse(faults)
    if any(answers.get(field.loc) for field in ASSESSMENT_FIELDS):  # with the day and the number of readers
        answers = _defaults() | answers
    _require_own(answers, present)

    def text_with(answers: Answers) -> str:
        return with_assessment(text_of(checkout, file), answers) if present else new_outcome(args.id, answers)

    if may_ask(args):
        try:
            asked = _ask(answers, present, checkout, args, text_with)
        except (EOFError, KeyboardInterrupt):
            print()
            asked = False
        if not asked:
            print_error(_STOPPED, args.lang)
            return 1
    _require_complete(answers, present)
    text = text_with(answers)
    trial = try_outcome(checkout, file, text)
    view = View(root=checkout.root, language=args.lang, unwritten={file: text})
    print_lines(render_unwritten(trial.findings, view), sys.stderr)
    if trial.errors:
        print_error(_NOT_WRITTEN, args.lang)
        return 1
    path = checkout.root / file
    if present:
        write_file(path, text.encode())
    else:
        create_folder(path.parent, {path.name: text.encode()})
    print_lines([file, _next_step(trial.entry, args.root).in_(args.lang)])
    return 0


def _ask(
    answers: dict[Loc, Any],
    present: Outcome | None,
    checkout: Checkout,
    args: argparse.Namespace,
    text_with: Callable[[Answers], str],
) -> bool:
    """Ask for what `answers` leaves open, and whether to write it; False if the user declines."""
    asking = Asking(args.lang, command=partial(next_command, args))
    fields = (*(() if present else ACT_FIELDS), *ASSESSMENT_FIELDS)
    interview = _OutcomeInterview(args.id, fields, answers, checkout, asking, text_with)
    interview.run()
    while (trial := interview.trial()).errors:
        interview.show(trial.findings)
        if not interview.ask_again(trial.errors):
            return True  # what is wrong is shown once more, and nothing is written
    print_lines(["", text_with(answers)])
    meaning = Message(
        "j skriver udfaldet, som det står ovenfor; n skriver intet.",
        "y writes the outcome as it is above; n writes nothing.",
    )
    return asking.confirm(Message("Skal udfaldet skrives? [J/n]", "Write the outcome? [Y/n]"), meaning, default=True)


class _OutcomeInterview(Interview):
    """The questions about an outcome: what would be done, then, if the user has searched, the assessment."""

    def __init__(
        self,
        id_: str,
        fields: tuple[Field, ...],
        answers: dict[Loc, Any],
        checkout: Checkout,
        asking: Asking,
        text_with: Callable[[Answers], str],
    ) -> None:
        super().__init__(asking, fields, answers)
        self._id, self._checkout, self._text_with = id_, checkout, text_with
        self._is_assessed: bool | None = True  # unknown only for a new outcome without an answer to its assessment
        if ACT_FIELDS[0] in fields and not any(field.loc in answers for field in ASSESSMENT_FIELDS):
            self._is_assessed = None
        self.kept |= {loc: value for loc, value in _defaults().items() if loc not in answers}

    def trial(self) -> Trial:
        """What the outcome would be."""
        return try_outcome(self._checkout, outcome_file(self._id), self._text_with(self.answers))

    def choices(self, field: Field) -> Sequence[Choice]:
        """The values that `field` can have."""
        return _choices(field, self._checkout)

    def is_needless(self, field: Field) -> bool:
        """Whether a field is one of an assessment, and there is none: it cannot be assessed, or nobody has searched."""
        if field in ACT_FIELDS:
            return False
        if self._is_assessed is None and all(each.loc in self.answers for each in ACT_FIELDS):
            self._is_assessed = not self.answers.get(("why_not",)) and self.asking.confirm(
                _SEARCHED, _SEARCHED_MEANS, default=False
            )
        return not self._is_assessed

    def show(self, findings: Iterable[Finding]) -> None:
        """Print `findings`, in the file as it would be."""
        unwritten = {outcome_file(self._id): self._text_with(self.answers)}
        view = View(root=self._checkout.root, language=self.asking.language, unwritten=unwritten)
        print_lines(render_unwritten(findings, view))


def _defaults() -> dict[Loc, Any]:
    return {("as_of",): datetime.date.today().isoformat(), ("readers",): "1"}


def _choices(field: Field, checkout: Checkout) -> Sequence[Choice]:
    is_evidence = field.input_kind == "evidence"
    return table_choices(checkout.corpus, "documents") if is_evidence else field.choices(checkout.corpus)


def _require_own(answers: Answers, present: Outcome | None) -> None:
    """Refuse `answers` that would change what was written before the search."""
    given = ", ".join(field.option for field in ACT_FIELDS if present and field.loc in answers)
    if given:
        raise refusal(
            f"udfaldet er allerede skrevet, og en vurdering ændrer ikke testen; udelad {given}",
            f"there is an outcome already, and an assessment does not change its test: leave out {given}",
        )


def _require_complete(answers: Answers, present: Outcome | None) -> None:
    """Refuse `answers` that leave out what is required."""
    is_assessed = present or any(field.loc in answers for field in ASSESSMENT_FIELDS)
    fields = (*(() if present else ACT_FIELDS), *(ASSESSMENT_FIELDS if is_assessed else ()))
    refuse(absent_options(field for field in missing(fields, answers) if field.loc not in _WITH_DEFAULT))


def _next_step(outcome: Outcome, root: Path) -> Message:
    if outcome.latest or outcome.why_not:
        command = f"reformdata outcome {outcome.id} --data {printable(root)}"
        return Message(f"Læs udfaldet med: {command}", f"Read the outcome with: {command}")
    return Message(
        f"Søg nu, og tilføj en vurdering med: reformdata outcome add {outcome.id} --verdict …",
        f"Now search, and add an assessment with: reformdata outcome add {outcome.id} --verdict …",
    )
