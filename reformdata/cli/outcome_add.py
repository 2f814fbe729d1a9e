"""Write an outcome, or add an assessment to it: what became of a proposal or an initiative.

At a terminal every field without an option is asked for; `?` explains a field and `<` goes back. After Ctrl-C the
answers are kept in `.reformdata/`, and --resume takes them up. Elsewhere, or with --no-input, only the options are used.
`--test-da`, `--test-en`, `--assessable` and `--why-not` are for a new outcome; write the test before you search. The other
options are for an assessment, which is added below the earlier ones. Values are ids or names, in Danish or English.
Evidence and searches are written like this, one an option:
--evidence "DOCUMENT-OR-RECORD = det står der / what it says", --searched "PLACE = QUERY".

Exit code 0: written; 1: not written, since the outcome has errors or the user stopped; 2: wrong use.
"""

import argparse
import datetime
import shlex
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

from reformdata.cli.adding import Adding, add_options
from reformdata.cli.interview import Interview
from reformdata.cli.options import MAY_BE_REPEATED, add_field, refuse
from reformdata.cli.parser import Parser
from reformdata.cli.terminal import print_lines, printable
from reformdata.curation.editing.changes import text_of
from reformdata.curation.editing.fields import ACT_FIELDS, ASSESSMENT_FIELDS, Answers, Choice, Field, Loc, table_choices
from reformdata.curation.editing.outcomes import new_outcome, outcome_file, with_assessment
from reformdata.curation.editing.trial import Trial, try_outcome
from reformdata.curation.reading.checkout import Checkout
from reformdata.errors import refusal
from reformdata.files import create_folder, write_file
from reformdata.messages import Message, visible
from reformdata.models import Outcome

DANISH = """Skriv et udfald, eller tilføj en vurdering: hvad der blev af et forslag eller et initiativ.

I en terminal bliver der spurgt om hvert felt, der ikke er angivet; `?` forklarer et felt, og `<` går tilbage. Efter
Ctrl-C er svarene gemt i `.reformdata/`, og --resume fortsætter. Andre steder, eller med --no-input, bruges kun det, der
er angivet.
`--test-da`, `--test-en`, `--assessable` og `--why-not` hører til et nyt udfald; skriv, hvad der skal til, før du søger.
De andre hører til en vurdering, som bliver tilføjet under de tidligere. Værdier er id'er eller navne på dansk eller
engelsk. Belæg og søgninger skrives sådan, én hver gang:
--evidence "DOKUMENT-ELLER-POST = det står der / what it says", --searched "STED = SØGEORD".

Afslutningskode 0: skrevet; 1: ikke skrevet, fordi udfaldet har fejl, eller brugeren stoppede; 2: forkert brug.
"""

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
_FIELDS = (*ACT_FIELDS, *ASSESSMENT_FIELDS)


def add_arguments(parser: Parser) -> None:
    """Add the arguments of this command to `parser`."""
    parser.add_argument(
        "id",
        metavar="ID",
        help=parser.text(
            "den post, der følges op på: eksempel-2020.15", "the record that is followed: eksempel-2020.15"
        ),
    )
    for field in _FIELDS:
        several = field.input_kind in _SEVERAL
        add_field(parser, field, *(MAY_BE_REPEATED if several else _NOTES.get(field.loc, ())), several=several)
    add_options(parser)


def run(args: argparse.Namespace) -> int:
    """Write the outcome or the assessment that `args` describes."""
    adding = Adding(args, f"outcome add {shlex.quote(printable(args.id))} --resume")
    return adding.run(partial(_add, adding))


def _add(adding: Adding) -> int:
    args, checkout = adding.args, adding.checkout
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
    adding.about["id",] = args.id
    before = adding.kept(("test", args.lang))
    answers, faults = adding.given(_FIELDS, before, partial(_choices, checkout=checkout))
    refuse(faults)
    if not adding.at_terminal and any(
        answers.get(field.loc) for field in ASSESSMENT_FIELDS
    ):  # with the day and the number of readers
        answers = _defaults() | answers
    _require_own(answers, present)
    interview = _OutcomeInterview(adding, answers, present)
    if adding.at_terminal:
        return interview.finish(interview.write)
    adding.require(interview.needed(), answers)
    return adding.finish(interview.trial(), interview.unwritten(), interview.write)


class _OutcomeInterview(Interview):
    """The questions about an outcome: what would be done, then, if the user has searched, the assessment."""

    def __init__(self, adding: Adding, answers: dict[Loc, Any], present: Outcome | None) -> None:
        super().__init__(adding, ASSESSMENT_FIELDS if present else _FIELDS, answers)
        self._id, self._present = adding.args.id, present
        self._is_assessed: bool | None = True  # unknown only for a new outcome without an answer to its assessment
        if not present and not any(field.loc in answers for field in ASSESSMENT_FIELDS):
            self._is_assessed = None

    def needed(self) -> Sequence[Field]:
        """The fields of the outcome, those of an assessment only if it has one; without those that have a default."""
        is_assessed = self._is_assessed or self._present
        return [each for each in self.fields if each in ACT_FIELDS or (is_assessed and each.loc not in _WITH_DEFAULT)]

    def unwritten(self) -> Mapping[str, str]:
        """The outcome as the answers make it."""
        file = outcome_file(self._id)
        old = text_of(self.checkout, file) if self._present else ""
        return {file: with_assessment(old, self.answers) if old else new_outcome(self._id, self.answers)}

    def trial(self) -> Trial:
        """What is wrong with the outcome as a whole."""
        ((file, text),) = self.unwritten().items()
        return try_outcome(self.checkout, file, text)

    def write(self) -> None:
        """Write it, and say what comes next."""
        ((file, text),) = self.unwritten().items()
        path = self.checkout.root / file
        if self._present:
            write_file(path, text.encode())
        else:
            create_folder(path.parent, {path.name: text.encode()})
        is_complete = any(self.answers.get(loc) for loc in (("verdict",), ("why_not",)))
        self.adding.say_written(file)
        print_lines([_next_step(self._id, self.adding.args.root, is_complete=is_complete).in_(self.asking.language)])

    def choices(self, field: Field) -> Sequence[Choice]:
        """The values that `field` can have."""
        return _choices(field, self.checkout)

    def is_needless(self, field: Field) -> bool:
        """Whether a field is one of an assessment, and there is none: it cannot be assessed, or nobody has searched."""
        if field in ACT_FIELDS:
            return False
        is_open = self._is_assessed is None and not self.answers.get(("why_not",))
        if is_open and all(each.loc in self.answers for each in ACT_FIELDS):
            self._is_assessed = self.asking.confirm(_SEARCHED, _SEARCHED_MEANS, default=False)
        return not self._is_assessed

    def before(self, field: Field) -> None:
        """Suggest the day and the number of readers."""
        if field.loc in _WITH_DEFAULT:
            self.kept.setdefault(field.loc, _defaults()[field.loc])


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


def _next_step(id_: str, root: Path, *, is_complete: bool) -> Message:
    if is_complete:
        command = f"reformdata outcome {id_} --data {printable(root)}"
        return Message(f"Læs udfaldet med: {command}", f"Read the outcome with: {command}")
    return Message(
        f"Søg nu, og tilføj en vurdering med: reformdata outcome add {id_} --verdict …",
        f"Now search, and add an assessment with: reformdata outcome add {id_} --verdict …",
    )
