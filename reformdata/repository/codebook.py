"""The parts of the codebook page that are made from the models: its fields and its vocabularies.

The page is written by hand but for what stands between `<!-- begin: NAME -->` and `<!-- end: NAME -->`.
"""

import re
from collections.abc import Iterable, Iterator
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
from reformdata.models.fields import ModelField, fields_of
from reformdata.models.terms import vocabulary_name

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
    shared = {
        key: field for key, field in fields_of(Proposal).items() if all(key in fields_of(one) for one in _RECORDS)
    }
    sections = [_section("Every record", shared.values())]
    for model in _RECORDS:
        own = (field for key, field in fields_of(model).items() if key not in shared)
        sections.append(_section(f"{model.__name__}s besides", own))
    sections += [_section(model.__name__, fields_of(model).values()) for model in _IN_RECORDS]
    sections.append(_section("A withdrawn record", fields_of(Retired).values()))
    sections += [_section(_title(model), fields_of(model).values()) for model in _ENTRIES]
    return "\n\n".join(sections)


def _title(model: type) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", " ", model.__name__).capitalize()


def _section(title: str, fields: Iterable[ModelField]) -> str:
    head = ["| field | holds | needed | dansk | English |", "| --- | --- | --- | --- | --- |"]
    return "\n".join([f"### {title}", "", *head, *map(_row, fields)])


def _row(field: ModelField) -> str:
    holds = f"several: {_value(field)}" if field.many else _value(field)
    needed = "yes" if field.required else ""
    return f"| `{field.key}` | {holds} | {needed} | {field.doc.da} | {field.doc.en} |"


def _value(field: ModelField) -> str:
    """What one value of `field` is."""
    if field.table:
        return f"id in `{field.table}`"
    if field.vocabulary:
        name = vocabulary_name(field.vocabulary)
        return f"[`{name}`](#{name})"
    if field.base in _SHAPES:
        return _SHAPES[field.base]
    name = _title(field.base)
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
