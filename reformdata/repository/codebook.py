"""The parts of the codebook page that are made from the models: its fields and its vocabularies.

The page is written by hand but for what stands between `<!-- begin: NAME -->` and `<!-- end: NAME -->`.
"""

import re
from collections.abc import Iterator
from dataclasses import MISSING, fields
from datetime import date
from decimal import Decimal

from reformdata.errors import ReformdataError
from reformdata.models import (
    VOCABULARIES,
    Actor,
    Area,
    Curation,
    Initiative,
    Label,
    Law,
    Period,
    Proposal,
    Quantity,
    ReadAct,
    Readings,
    RecordId,
    Reform,
    Relation,
    Retired,
    Skip,
    Source,
    Statement,
    TargetGroup,
    Term,
    Text,
    Theme,
    Voice,
)
from reformdata.models.terms import vocabulary_name
from reformdata.tables.columns import Facts, facts

_SHAPES: dict[object, str] = {
    str: "text",
    int: "whole number",
    Decimal: "number",
    date: "day",
    Period: "period in EDTF",
    RecordId: "id of a record",
    Label: "one line, `da` and `en`",
    Text: "text, `da` and `en`",
}
_RECORDS: tuple[type, ...] = (Proposal, Statement, Initiative)
_IN_RECORDS: tuple[type, ...] = (Voice, Quantity, Relation, Curation)
_ENTRIES: tuple[type, ...] = (Source, Skip, Readings, ReadAct, Actor, Reform, Law, Area, Theme, TargetGroup)


class MissingPlaceError(ReformdataError, ValueError):
    """The page has no place, or several, for a part that is made from the models.

    Attributes:
        place: the two marks that the page needs once.
    """

    def __init__(self, place: str) -> None:
        self.place = place
        super().__init__(f"the codebook page needs one place {place}")


def refresh(page: str) -> str:
    """`page` with its generated parts made anew.

    Raises:
        MissingPlaceError: if a part has no place on the page.
    """
    for name, part in (("fields", _fields()), ("vocabularies", _vocabularies())):
        begin, end = f"<!-- begin: {name} -->", f"<!-- end: {name} -->"
        # No backslash of the part may be read as one of the template.
        made = f"{begin}\n{part}\n{end}".replace("\\", r"\\")
        page, found = re.subn(f"{re.escape(begin)}.*?{re.escape(end)}", made, page, flags=re.DOTALL)
        if found != 1:
            raise MissingPlaceError(f"{begin} … {end}")
    return page


def _fields() -> str:
    shared = [name for name in _names(Proposal) if all(name in _names(model) for model in _RECORDS)]
    sections = [_section("Every record", Proposal, shared)]
    sections += [_section(f"{model.__name__}s besides", model, _without(model, shared)) for model in _RECORDS]
    sections += [_section(model.__name__, model, _names(model)) for model in _IN_RECORDS]
    sections.append(_section("A withdrawn record", Retired, _names(Retired)))
    sections += [_section(_title(model), model, _names(model)) for model in _ENTRIES]
    return "\n\n".join(sections)


def _names(model: type) -> list[str]:
    return [field.name for field in fields(model)]


def _without(model: type, shared: list[str]) -> list[str]:
    return [name for name in _names(model) if name not in shared]


def _title(model: type) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", " ", model.__name__).capitalize()


def _section(title: str, model: type, names: list[str]) -> str:
    head = ["| field | holds | needed | dansk | English |", "| --- | --- | --- | --- | --- |"]
    needed = {field.name for field in fields(model) if field.default is MISSING}
    rows = (_row(name, facts(model, name), "yes" if name in needed else "") for name in names)
    return "\n".join([f"### {title}", "", *head, *rows])


def _row(name: str, known: Facts, needed: str) -> str:
    return f"| `{name.rstrip('_')}` | {_holds(known)} | {needed} | {known.doc.da} | {known.doc.en} |"


def _holds(known: Facts) -> str:
    return f"several: {_shape(known)}" if known.many else _shape(known)


def _shape(known: Facts) -> str:
    if known.table:
        return f"id in `{known.table}`"
    if known.enum:
        name = vocabulary_name(known.base)
        return f"[`{name}`](#{name})"
    if known.base in _SHAPES:
        return _SHAPES[known.base]
    name = _title(known.base)
    return f"[{name.lower()}](#{name.lower().replace(' ', '-')})"


def _vocabularies() -> str:
    return "\n\n".join("\n".join(_vocabulary(vocabulary)) for vocabulary in VOCABULARIES)


def _vocabulary(vocabulary: type[Term]) -> Iterator[str]:
    yield f"### {vocabulary_name(vocabulary)}"
    yield ""
    yield (vocabulary.__doc__ or "").splitlines()[0]
    yield ""
    yield "| value | dansk | English |"
    yield "| --- | --- | --- |"
    for term in vocabulary:
        danish = f"**{term.label.da}**: {term.definition.da}"
        yield f"| `{term.value}` | {danish} | **{term.label.en}**: {term.definition.en} |"
