"""The generated parts of the codebook page: fields and vocabularies."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from reformdata import models
from reformdata.models.fields import ModelField, fields_of
from reformdata.models.markup import markdown_table
from reformdata.models.terms import vocabulary_name
from reformdata.repository.places import fill_places

PAGE = "docs/codebook.md"

_SHAPES: dict[object, str] = {
    str: "text",
    int: "whole number",
    Decimal: "number",
    bool: "true or false",
    date: "day",
    models.Period: "period in EDTF",
    models.RecordId: "id of a record",
    models.Label: "one line, `da` and `en`",
    models.Text: "text, `da` and `en`",
}
_RECORDS: tuple[type, ...] = (models.Proposal, models.Statement, models.Initiative)
_IN_RECORDS: tuple[type, ...] = (models.Voice, models.Quantity, models.Relation, models.Curation)
_ENTRIES: tuple[type, ...] = (
    models.Outcome, models.BlindCodes, models.Assessment, models.Evidence, models.Search, models.Document,
    models.Source, models.Skip, models.Readings, models.ReadAct, models.Actor, models.Office,
    models.Reform, models.Law, models.Area, models.Theme, models.TargetGroup, models.GlossaryTerm,
)  # fmt: skip


def refresh(text: str) -> str:
    """`text` of the page with its generated parts renewed.

    Raises:
        MissingPlaceError: if a part has no place on the page.
    """
    return fill_places(PAGE, text, {"fields": _fields(), "vocabularies": _vocabularies()})


def _fields() -> str:
    shared = {
        key: field
        for key, field in fields_of(models.Proposal).items()
        if all(key in fields_of(one) for one in _RECORDS)
    }
    sections = [_section("Every record", shared.values())]
    for model in _RECORDS:
        own = (field for key, field in fields_of(model).items() if key not in shared)
        sections.append(_section(f"{model.__name__}s besides", own))
    sections += [_section(model.__name__, fields_of(model).values()) for model in _IN_RECORDS]
    sections.append(_section("A withdrawn record", fields_of(models.Retired).values()))
    sections += [_section(_title(model), fields_of(model).values()) for model in _ENTRIES]
    return "\n\n".join(sections)


def _title(model: type) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", " ", model.__name__).capitalize()


def _section(title: str, fields: Iterable[ModelField]) -> str:
    return f"### {title}\n\n{markdown_table('field|holds|needed|dansk|English', map(_row, fields))}"


def _row(field: ModelField) -> tuple[str, ...]:
    holds = f"several: {_value(field)}" if field.many else _value(field)
    return f"`{field.key}`", holds, "yes" if field.required else "", field.doc.da, field.doc.en


def _value(field: ModelField) -> str:
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
    return "\n\n".join(map(_vocabulary, models.VOCABULARIES))


def _vocabulary(vocabulary: type[models.Term]) -> str:
    rows = (
        (f"`{term.value}`", *(f"**{term.label.in_(lang)}**: {term.definition.in_(lang)}" for lang in models.LANGUAGES))
        for term in vocabulary
    )
    meaning = (vocabulary.__doc__ or "").splitlines()[0]
    return f"### {vocabulary_name(vocabulary)}\n\n{meaning}\n\n{markdown_table('value|dansk|English', rows)}"
