"""A filled issue form of GitHub: its inputs, the record that it describes, and the findings at its headings.

GitHub turns each input of a form into `### Label`, a blank line and the value; `reformdata.repository.issue_forms`
makes the forms with the same labels.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

from reformdata.curation.editing.answers import value_of
from reformdata.curation.editing.draft import Draft, missing, next_number
from reformdata.curation.editing.fields import SOURCE, Field, Loc, fields_of_kind
from reformdata.curation.editing.trial import try_record
from reformdata.curation.reading.checkout import Checkout
from reformdata.curation.reading.files import character_findings
from reformdata.curation.reading.problems import lowered
from reformdata.curation.rules import BAD_VALUE, MISSING_FIELD
from reformdata.errors import RefusedError
from reformdata.findings import Finding, Message, Span
from reformdata.models import LANGUAGES, Kind
from reformdata.models.fields import FIELD_LABELS

NOT_ANSWERED = "_No response_"
"""What GitHub writes for an input that was left empty."""
BETWEEN = " · "
"""Separates the Danish and the English part of a label, and the id and the Danish label of an option."""
SOURCE_LABEL = f"{FIELD_LABELS['source'].da}{BETWEEN}{FIELD_LABELS['source'].en}"
NOTE_LABEL = f"Andet{BETWEEN}Anything else"
PROMISE_LABEL = f"Egne ord{BETWEEN}Own words"

_ORDER = (
    "paragraphs", "title.da", "title.en", "text.da", "text.en", "action", "strength", "claim", "tone", "form", "status",
    "period", "voice.actor", "voice.for", "voice.office.da", "voice.office.en", "reported_by", "date", "addressees",
    "owners", "partners", "areas", "themes", "target_groups", "reforms", "laws", "mentions", "quantities",
)  # fmt: skip
"""The fields of the form, which does not ask for relations."""
_EXAMPLES: Mapping[str, str] = MappingProxyType(
    {
        "paragraphs": "6, 7",
        "title.da": "Afskaf de nationale måltal for folkeskolen",
        "title.en": "Abolish the national targets for schools",
        "period": "2018-08/2020",
        "voice.actor": "kl",
        "voice.for": "kl",
        "voice.office.da": "direktør",
        "voice.office.en": "director",
        "date": "2020-10-28",
        "addressees": "regeringen, kommunerne",
        "owners": "regeringen",
        "partners": "kl",
        "areas": "primary-school, elder-care",
        "themes": "trust, leadership",
        "target_groups": "pupils",
        "reforms": "naerhedsreformen",
        "quantities": "7 = kommuner / municipalities",
    }
)


class Input(NamedTuple):
    """An input of the form for one kind of record."""

    path: str
    """The place of its value in the record: `title.da`, `areas`; also `source` and `note`, which are not fields."""
    label: str
    """What GitHub writes as the heading above the answer: `Titel på dansk · Title in Danish`."""
    example: str = ""
    field: Field | None = None


def inputs(kind: Kind) -> tuple[Input, ...]:
    """The inputs of the form for records of `kind`, from top to bottom."""
    fields = {_path(field): field for field in fields_of_kind(kind)}
    own = (Input(path, _label(path), _EXAMPLES.get(path, ""), fields[path]) for path in _ORDER if path in fields)
    return (Input("source", SOURCE_LABEL), *own, Input("note", NOTE_LABEL))


def _label(path: str) -> str:
    field, _, language = path.rpartition(".")
    if language not in LANGUAGES:
        label = FIELD_LABELS["voice" if path == "voice.actor" else path]
        return f"{label.da}{BETWEEN}{label.en}"
    label = FIELD_LABELS[field]
    da, en = ("dansk", "Danish") if language == "da" else ("engelsk", "English")
    return f"{label.da} på {da}{BETWEEN}{label.en} in {en}"


class Section(NamedTuple):
    """A heading of a filled form and the text below it."""

    path: str
    """The path of the input."""
    value: str
    span: Span
    """Of the heading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """The result of reading a filled form."""

    draft: Draft | None
    """The record; None if a required value is missing or something is wrong."""
    findings: tuple[Finding, ...]
    """What is wrong, at the headings of the form."""


def fill(text: str, file: str, checkout: Checkout, *, added: date) -> Filled:
    """The record that the filled form `text` describes, among the others of `checkout`.

    Args:
        text: the Markdown of an issue, with any content.
        file: what findings call it.
        checkout: the checkout for the record.
        added: the day for its curation.

    Raises:
        RefusedError: if its source has no number left.
    """
    wrong = character_findings(text, file)
    if wrong:
        return Filled(draft=None, findings=tuple(wrong))
    kind = _kind_of(text)
    if kind is None:
        return Filled(draft=None, findings=(_not_a_form(file),))
    found = {section.path: section for section in sections(text, kind)}
    answers: dict[Loc, Any] = {}
    findings: list[Finding] = []
    for field in (SOURCE, *fields_of_kind(kind)):
        if section := found.get(_path(field)):
            answers[field.loc], problems = _answer(section, field, checkout, file)
            findings += problems
    source = answers.pop(SOURCE.loc, "")
    draft = Draft(kind=kind, source=source, answers=answers, added=added)
    reported = {finding.loc for finding in findings}
    fields = [*(() if source else (SOURCE,)), *missing(fields_of_kind(kind), answers)]
    findings += [_missing(field, found, file) for field in fields if field.loc not in reported]
    if findings:
        return Filled(draft=None, findings=_in_order(findings))
    return _try_draft(draft, found, file, checkout)


def sections(text: str, kind: Kind) -> Iterator[Section]:
    """The answered inputs of the form for `kind` in `text`, in its order.

    A value can have any content, headings too: it ends only at the exact heading of an input that has not come yet.
    """
    paths = {_heading(each.label): each.path for each in inputs(kind)} | {_heading(PROMISE_LABEL): ""}
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


def _heading(label: str) -> str:
    return f"### {label}"


def _kind_of(text: str) -> Kind | None:
    """The kind of the form: the one with most headings that not every form has."""
    lines = {line.rstrip() for line in text.split("\n")}
    own = {kind: {_heading(each.label) for each in inputs(kind)} for kind in Kind}
    common = set.intersection(*own.values())
    counts = {kind: len((headings - common) & lines) for kind, headings in own.items()}
    most = max(counts, key=lambda kind: counts[kind])
    return most if counts[most] else None


def _answer(section: Section, field: Field, checkout: Checkout, file: str) -> tuple[Any, list[Finding]]:
    choices = field.choices(checkout.corpus)
    # A dropdown gives `abolish · afskaffe`.
    answer = section.value.partition(BETWEEN)[0] if field.terms else section.value
    try:
        return value_of(answer, field, choices), []
    except RefusedError as error:
        finding = BAD_VALUE.finding(
            file, field.loc, found=answer, field=_path(field), advice=error.message, span=section.span
        )
        return "", [finding]


def _not_a_form(file: str) -> Finding:
    advice = Message(
        "teksten er ikke en udfyldt formular til et forslag, et udsagn eller et initiativ; overskrifterne skal blive stående",
        "the text is not a filled form for a proposal, a statement or an initiative: leave its headings unchanged",
    )
    return MISSING_FIELD.finding(file, (), field="kind", advice=advice, span=Span(1, 1, 1, 1))


def _missing(field: Field, found: dict[str, Section], file: str) -> Finding:
    section = found.get(_path(field))
    advice = Message(f"udfyld det: {lowered(field.prompt.da)}", f"fill it in: {lowered(field.prompt.en)}")
    span = section.span if section else Span(1, 1, 1, 1)
    return MISSING_FIELD.finding(file, field.loc, field=_path(field), advice=advice, span=span)


def _path(field: Field) -> str:
    return ".".join(field.loc)


def _try_draft(draft: Draft, found: dict[str, Section], file: str, checkout: Checkout) -> Filled:
    """Check `draft` among the other records; findings are placed at the headings of the form."""
    number = next_number(checkout.root / "records" / "sources" / draft.source)
    own = draft.file(number)
    trial = try_record(checkout, own, draft.text(number))
    findings = (_at_heading(finding, found, file) if finding.file == own else finding for finding in trial.findings)
    return Filled(draft=None if trial.errors else draft, findings=_in_order(findings))


def _at_heading(finding: Finding, found: dict[str, Section], file: str) -> Finding:
    """`finding` at the heading of its field; at the first line if it has none."""
    for length in range(len(finding.loc), 0, -1):
        path = ".".join(map(str, finding.loc[:length]))
        section = next((each for name, each in found.items() if name == path or name.startswith(f"{path}.")), None)
        if section:
            return replace(finding, file=file, span=section.span)
    return replace(finding, file=file, span=Span(1, 1, 1, 1))


def _in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda finding: finding.order))
