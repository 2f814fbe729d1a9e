"""A filled issue form of GitHub, turned into a record: what it says, and what is wrong with it at which of its lines.

GitHub makes of a form `### Label`, a blank line and the value, once for each of its inputs; `reformdata.curation.editing.issue_forms`
makes the forms, and so knows the labels.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from reformdata.curation.editing.answers import value_of
from reformdata.curation.editing.draft import Draft, missing, next_number
from reformdata.curation.editing.fields import SOURCE, Field, Loc, fields_of_kind
from reformdata.curation.editing.issue_forms import BETWEEN, inputs
from reformdata.curation.editing.trial import try_record
from reformdata.curation.reading.characters import refused
from reformdata.curation.reading.checkout import Checkout
from reformdata.curation.reading.problems import lowered
from reformdata.curation.rules import BAD_VALUE, MISSING_FIELD
from reformdata.errors import RefusedError
from reformdata.findings import Finding, Message, Span
from reformdata.models import Kind

NOT_ANSWERED = "_No response_"
"""What GitHub writes for an input that was left empty."""


class Section(NamedTuple):
    """A heading of a filled form, and what stands below it."""

    path: str
    """That of the input."""
    value: str
    span: Span
    """Of the heading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """What came of a filled form."""

    draft: Draft | None
    """The record; None if something that it needs is missing or wrong."""
    findings: tuple[Finding, ...]
    """What is wrong, at the headings of the form."""


def fill(text: str, file: str, checkout: Checkout, *, added: date) -> Filled:
    """The record that the filled form `text` describes, among the others of `checkout`.

    Args:
        text: the Markdown of an issue; it may hold anything.
        file: what findings call it.
        checkout: what the record is to be added to.
        added: the day that its curation names.

    Raises:
        RefusedError: if its source has no number left.
    """
    wrong = refused(text, file)
    if wrong:
        return Filled(draft=None, findings=tuple(wrong))
    kind = _kind_of(text)
    if kind is None:
        return Filled(draft=None, findings=(_no_form(file),))
    found = {section.path: section for section in sections(text, kind)}
    answers: dict[Loc, Any] = {}
    findings: list[Finding] = []
    for field in (SOURCE, *fields_of_kind(kind)):
        section = found.get(".".join(field.loc))
        if section:
            value, problems = _answer(section, field, checkout, file)
            answers[field.loc] = value
            findings += problems
    source = answers.pop(SOURCE.loc, "")
    draft = Draft(kind=kind, source=source, answers=answers, added=added)
    told = {finding.loc for finding in findings}
    fields = [*(() if source else (SOURCE,)), *missing(kind, answers)]
    findings += [_missing(field, found, file) for field in fields if field.loc not in told]
    if findings:
        return Filled(draft=None, findings=_in_order(findings))
    return _tried(draft, found, file, checkout)


def sections(text: str, kind: Kind) -> Iterator[Section]:
    """The inputs of the form for `kind` that `text` holds, in its order.

    A value may hold anything: a line ends it only if it is, letter by letter, the heading of an input not met
    before. So a fence, a `::` or a heading of somebody's own is text like any other.
    """
    paths = {_heading(each.label): each.path for each in inputs(kind)} | {_OWN_WORDS: ""}
    lines = text.split("\n")
    starts: dict[str, int] = {}
    for number, line in enumerate(lines):
        path = paths.get(line.rstrip())
        if path is not None:
            starts.setdefault(path, number)
    ends = [*starts.values(), len(lines)][1:]
    for (path, start), end in zip(starts.items(), ends, strict=True):
        value = "\n".join(lines[start + 1 : end]).strip()
        if path:
            span = Span(start + 1, 1, start + 1, len(lines[start].rstrip()) + 1)
            yield Section(path, "" if value == NOT_ANSWERED else value, span)


_OWN_WORDS = f"### Egne ord{BETWEEN}Own words"


def _heading(label: str) -> str:
    return f"### {label}"


def _kind_of(text: str) -> Kind | None:
    """The kind whose form this is: that of the headings which no other kind's form has."""
    lines = {line.rstrip() for line in text.split("\n")}
    own = {kind: {_heading(each.label) for each in inputs(kind)} for kind in Kind}
    common = set.intersection(*own.values())
    held = {kind: len((headings - common) & lines) for kind, headings in own.items()}
    most = max(held, key=lambda kind: held[kind])
    return most if held[most] else None


def _answer(section: Section, field: Field, checkout: Checkout, file: str) -> tuple[Any, list[Finding]]:
    choices = field.choices(checkout.corpus)
    # A dropdown gives `abolish · afskaffe`.
    said = section.value.partition(BETWEEN)[0] if field.terms else section.value
    try:
        return value_of(said, field, choices), []
    except RefusedError as error:
        expected = tuple(choice.id for choice in choices)
        finding = BAD_VALUE.at(
            file, field.loc, found=section.value, expected=expected, field=_name(field),
            advice=error.message, span=section.span,
        )  # fmt: skip
        return "", [finding]


def _no_form(file: str) -> Finding:
    advice = Message(
        "teksten er ikke en udfyldt formular til et forslag, et udsagn eller et initiativ; overskrifterne skal blive stående",
        "the text is no filled form for a proposal, a statement or an initiative: its headings must be left as they are",
    )
    return MISSING_FIELD.at(file, (), field="kind", advice=advice, span=Span(1, 1, 1, 1))


def _missing(field: Field, found: dict[str, Section], file: str) -> Finding:
    section = found.get(".".join(field.loc))
    advice = Message(f"udfyld det: {lowered(field.doc.da)}", f"fill it in: {lowered(field.doc.en)}")
    span = section.span if section else Span(1, 1, 1, 1)
    return MISSING_FIELD.at(file, field.loc, field=_name(field), advice=advice, span=span)


def _name(field: Field) -> str:
    return ".".join(field.loc)


def _tried(draft: Draft, found: dict[str, Section], file: str, checkout: Checkout) -> Filled:
    """`draft` as `validate` would find it, what is wrong with it told at the headings of the form."""
    number = next_number(checkout.root / "records" / "sources" / draft.source)
    own = draft.file(number)
    trial = try_record(checkout, own, draft.text(number))
    moved = (_moved(finding, found, file) if finding.file == own else finding for finding in trial.findings)
    return Filled(draft=None if trial.errors else draft, findings=_in_order(moved))


def _moved(finding: Finding, found: dict[str, Section], file: str) -> Finding:
    """`finding` at the heading whose answer it is about; at the first line if it is about none."""
    for length in range(len(finding.loc), 0, -1):
        path = ".".join(map(str, finding.loc[:length]))
        section = next((each for name, each in found.items() if name == path or name.startswith(f"{path}.")), None)
        if section:
            return replace(finding, file=file, span=section.span)
    return replace(finding, file=file, span=Span(1, 1, 1, 1))


def _in_order(findings: Sequence[Finding] | Iterator[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda finding: finding.order))
