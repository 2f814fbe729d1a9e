"""Write an outcome, or add an assessment to it: what became of a proposal or an initiative.

`--test-da`, `--test-en`, `--assessable` and `--why-not` are for a new outcome; write the test before you search. The other
options are for an assessment, which is added below the earlier ones. Values are ids or names, in Danish or English.
Evidence and searches are written like this, one an option:
--evidence "DOCUMENT-OR-RECORD = det står der / what it says", --searched "PLACE = QUERY".

Exit code 0: written; 1: not written, since the outcome has errors; 2: wrong use.
"""

import argparse
import datetime
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from reformdata.cli.options import add_language, add_root, require_records
from reformdata.cli.output import View
from reformdata.cli.output.text import render_unwritten
from reformdata.cli.terminal import print_error, print_lines, printable
from reformdata.curation.editing.answers import value_of
from reformdata.curation.editing.changes import text_of
from reformdata.curation.editing.draft import missing
from reformdata.curation.editing.fields import ACT_FIELDS, ASSESSMENT_FIELDS, Choice, Field, Loc, table_choices
from reformdata.curation.editing.outcomes import new_outcome, outcome_file, with_assessment
from reformdata.curation.editing.trial import try_outcome
from reformdata.curation.reading.checkout import Checkout, read_checkout
from reformdata.errors import RefusedError, refusal
from reformdata.files import create_folder, write_file
from reformdata.findings import Message, visible
from reformdata.models import Outcome

_NOT_WRITTEN = Message("udfaldet er ikke skrevet", "the outcome was not written")
_SEVERAL = frozenset({"evidence", "searches"})
_NOTES: Mapping[Loc, str] = MappingProxyType(
    {("as_of",): " (default: today)", ("readers",): " (default: 1)", ("agreed",): ": true or false"}
)
_WITH_DEFAULT = frozenset({("as_of",), ("readers",)})


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this command to `parser`."""
    parser.add_argument("id", metavar="ID", help="the record that is followed: eksempel-2020.15")
    for field in (*ACT_FIELDS, *ASSESSMENT_FIELDS):
        several = field.input_kind in _SEVERAL
        values = f": {', '.join(field.terms)}" if field.terms else "; may be repeated" * several
        parser.add_argument(
            field.option,
            action="append" if several else "store",
            metavar=field.input_kind.upper(),
            help=f"{field.prompt.en.removesuffix('.')}{values}{_NOTES.get(field.loc, '')}",
        )
    add_root(parser)
    add_language(parser)


def run(args: argparse.Namespace) -> int:
    """Write the outcome or the assessment that `args` describes."""
    require_records(args.root)
    checkout = read_checkout(args.root)
    file = outcome_file(args.id)
    present = checkout.corpus.outcomes.get(args.id)
    if present is None and (checkout.root / file).exists():
        raise refusal(
            f"{visible(file)} kan ikke læses; ret den først (reformdata validate)",
            f"{visible(file)} cannot be read: fix it first (reformdata validate)",
        )
    answers = _answers(args, checkout)
    _require_complete(answers, present)
    text = with_assessment(text_of(checkout, file), answers) if present else new_outcome(args.id, answers)
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


def _answers(args: argparse.Namespace, checkout: Checkout) -> dict[Loc, Any]:
    """The values of the options; with the day and the number of readers if there is an assessment."""
    answers: dict[Loc, Any] = {}
    for field in (*ACT_FIELDS, *ASSESSMENT_FIELDS):
        typed = getattr(args, field.option.removeprefix("--").replace("-", "_"))
        if typed is not None:
            answers[field.loc] = _value(field, typed if isinstance(typed, str) else "\n".join(typed), checkout)
    if any(answers.get(field.loc) for field in ASSESSMENT_FIELDS):
        defaults = {("as_of",): datetime.date.today().isoformat(), ("readers",): "1"}
        answers = defaults | answers
    return answers


def _value(field: Field, typed: str, checkout: Checkout) -> Any:
    try:
        return value_of(typed, field, _choices(field, checkout))
    except RefusedError as error:
        message = error.message
        raise refusal(f"{field.option}: {message.da}", f"{field.option}: {message.en}") from error


def _choices(field: Field, checkout: Checkout) -> Sequence[Choice]:
    is_evidence = field.input_kind == "evidence"
    return table_choices(checkout.corpus, "documents") if is_evidence else field.choices(checkout.corpus)


def _require_complete(answers: dict[Loc, Any], present: Outcome | None) -> None:
    """Refuse `answers` that leave out what is required, or would change what was written before the search."""
    given = ", ".join(field.option for field in ACT_FIELDS if present and field.loc in answers)
    if given:
        raise refusal(
            f"udfaldet er allerede skrevet, og en vurdering ændrer ikke prøven; udelad {given}",
            f"there is an outcome already, and an assessment does not change its test: leave out {given}",
        )
    is_assessed = present or any(field.loc in answers for field in ASSESSMENT_FIELDS)
    fields = (*(() if present else ACT_FIELDS), *(ASSESSMENT_FIELDS if is_assessed else ()))
    absent = ", ".join(field.option for field in missing(fields, answers) if field.loc not in _WITH_DEFAULT)
    if absent:
        raise refusal(f"der mangler: {absent}", f"missing: {absent}")


def _next_step(outcome: Outcome, root: Path) -> Message:
    if outcome.latest or outcome.why_not:
        command = f"reformdata outcome {outcome.id} --data {printable(root)}"
        return Message(f"Læs udfaldet med: {command}", f"Read the outcome with: {command}")
    return Message(
        f"Søg nu, og tilføj en vurdering med: reformdata outcome add {outcome.id} --verdict …",
        f"Now search, and add an assessment with: reformdata outcome add {outcome.id} --verdict …",
    )
