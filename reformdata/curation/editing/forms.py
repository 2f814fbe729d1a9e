"""A filled issue form of GitHub: its inputs, the record that it describes, and the findings at its headings.

GitHub turns each input of a form into `### Label`, a blank line and the value; `reformdata.repository.issue_forms`
makes the forms, one in each language for each kind, with the same labels.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

from reformdata.curation.editing.answers import Which, by_texts, value_of
from reformdata.curation.editing.draft import Draft, missing, next_number
from reformdata.curation.editing.fields import SOURCE, Field, Loc, choices_in, fields_of_kind
from reformdata.curation.editing.trial import try_record
from reformdata.curation.reading.checkout import Checkout
from reformdata.curation.reading.files import character_findings
from reformdata.curation.reading.problems import lowered
from reformdata.curation.rules import BAD_VALUE, LANGUAGE_NAMES, MISSING_FIELD
from reformdata.errors import RefusedError
from reformdata.findings import Finding, Span
from reformdata.messages import Message
from reformdata.models import LANGUAGES, Corpus, Kind, Label, Language
from reformdata.models.labels import FIELD_LABELS
from reformdata.models.languages import danish_order
from reformdata.models.text import NEEDS_TRANSLATION

NOT_ANSWERED = "_No response_"
"""What GitHub writes for an input that was left empty, in every language."""
SOURCE_LABEL = FIELD_LABELS["source"]
NOTE_LABEL = Message("Andet", "Anything else")
PROMISE_LABEL = Message("Egne ord", "Own words")

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
        "reforms": "naerhedsreformen",
    }
)


class Input(NamedTuple):
    """An input of the form for one kind of record."""

    path: str
    """The place of its value in the record: `title.da`, `areas`; also `source` and `note`, which are not fields."""
    label: Message | Label
    """What GitHub writes as the heading above the answer: `Titel på dansk` or `Title in Danish`."""
    example: str = ""
    field: Field | None = None

    def heading(self, language: Language) -> str:
        """The line above the answer in a filled form in `language`."""
        return _heading(self.label, language)


def inputs(kind: Kind) -> tuple[Input, ...]:
    """The inputs of the form for records of `kind`, from top to bottom."""
    fields = {_path(field): field for field in fields_of_kind(kind)}
    own = (Input(path, _label(path), _EXAMPLES.get(path, ""), fields[path]) for path in _ORDER if path in fields)
    return (Input("source", SOURCE_LABEL), *own, Input("note", NOTE_LABEL))


def _label(path: str) -> Message | Label:
    field, _, language = path.rpartition(".")
    if language not in LANGUAGES:
        return FIELD_LABELS["voice" if path == "voice.actor" else path]
    label, name = FIELD_LABELS[field], LANGUAGE_NAMES[language]
    return Message(f"{label.da} på {name.da}", f"{label.en} in {name.en}")


def options(field: Field, corpus: Corpus, language: Language) -> Mapping[str, str]:
    """The id of each value that a dropdown for `field` offers, by its label in `language`; empty if it has none."""
    if field.terms is None and field.table not in _OFFERED:
        return {}
    offered = {choice.label.in_(language): choice.id for choice in field.choices(corpus)}
    # A closed vocabulary has an order of its own.
    return offered if field.terms else dict(sorted(offered.items(), key=lambda each: danish_order(each[0])))


_OFFERED = frozenset({"areas", "themes", "target_groups"})
"""The tables that are short enough for a dropdown."""


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
    language: Language | None = None
    """The language of the form; None if the text is no form."""
    note: str = ""
    """What the contributor adds for the maintainer, which is not part of the record."""


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
    form = _form_of(text)
    if form is None:
        return Filled(draft=None, findings=(_not_a_form(file),))
    kind, language = form
    found = {section.path: section for section in sections(text, kind, language)}
    note = found["note"].value if "note" in found else ""
    answers: dict[Loc, Any] = {}
    findings: list[Finding] = []
    for field in (SOURCE, *fields_of_kind(kind)):
        if section := found.get(_path(field)):
            answers[field.loc], problems = _answer(section, field, checkout, file, language, by_texts(answers))
            findings += problems
    source = answers.pop(SOURCE.loc, "")
    answers |= _drafts(fields_of_kind(kind), answers)
    draft = Draft(kind=kind, source=source, answers=answers, added=added)
    reported = {finding.loc for finding in findings}
    fields = [*(() if source else (SOURCE,)), *missing(fields_of_kind(kind), answers)]
    findings += [_missing(field, found, file) for field in fields if field.loc not in reported]
    if findings:
        return Filled(draft=None, findings=_in_order(findings), language=language, note=note)
    return replace(_try_draft(draft, found, file, checkout), language=language, note=note)


def _drafts(fields: Iterable[Field], answers: Mapping[Loc, Any]) -> dict[Loc, str]:
    """The mark of a draft for each text that is answered in its other language alone."""
    empty = {field.loc for field in missing(fields, answers) if field.loc[-1] in LANGUAGES}
    return {loc: NEEDS_TRANSLATION for loc in empty if {(*loc[:-1], language) for language in LANGUAGES} - empty}


def sections(text: str, kind: Kind, language: Language) -> Iterator[Section]:
    """The answered inputs of the form for `kind` in `language` in `text`, in its order.

    A value can have any content, headings too: it ends only at the exact heading of an input that has not come yet.
    """
    paths = {each.heading(language): each.path for each in inputs(kind)} | {_heading(PROMISE_LABEL, language): ""}
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


def _heading(label: Message | Label, language: Language) -> str:
    return f"### {label.in_(language)}"


def _form_of(text: str) -> tuple[Kind, Language] | None:
    """The kind and the language of the form: those with most headings, of which one must not be in every form."""
    lines = {line.rstrip() for line in text.split("\n")}
    own = {
        (kind, language): {each.heading(language) for each in inputs(kind)} for kind in Kind for language in LANGUAGES
    }
    form = max(own, key=lambda each: len(own[each] & lines))
    common = set.intersection(*(headings for (_, language), headings in own.items() if language == form[1]))
    return form if own[form] & lines - common else None


def _answer(
    section: Section, field: Field, checkout: Checkout, file: str, language: Language, which: Which
) -> tuple[Any, list[Finding]]:
    answer = section.value
    if offered := options(field, checkout.corpus, language):
        # A label can hold commas, and those of several values have commas between them.
        either = "|".join(map(re.escape, sorted(offered, key=len, reverse=True)))
        answer = re.sub(rf"(?:^|(?<=, ))({either})(?=, |$)", lambda found: offered[found[0]], answer)
    elif field.input_kind == "figures":
        answer = "\n".join(_with_both_languages(line, language) for line in answer.split("\n"))
    try:
        return value_of(answer, field, choices_in(checkout, field), which), []
    except RefusedError as error:
        finding = BAD_VALUE.finding(
            file, field.loc, found=section.value, field=_path(field), advice=error.message, span=section.span
        )
        return "", [finding]


def _with_both_languages(figure: str, language: Language) -> str:
    """`7 = skoler` as `7 = skoler / needs-translation`."""
    number, sign, counted = figure.partition("=")
    if not sign or " / " in counted:
        return figure
    both = (counted.strip(), NEEDS_TRANSLATION) if language == "da" else (NEEDS_TRANSLATION, counted.strip())
    return f"{number}= {' / '.join(both)}"


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
