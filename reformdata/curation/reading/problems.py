"""Turns the errors of Pydantic into findings, in the words of the field and at its place in the file."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from enum import EnumType
from itertools import islice
from types import MappingProxyType
from typing import Any, NamedTuple, TypeAlias, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from reformdata.curation import rules
from reformdata.curation.reading import field_suggestions
from reformdata.findings import Finding, Fix, Loc
from reformdata.messages import Message, closest_names, visible
from reformdata.models import LANGUAGES, Kind
from reformdata.models.fields import fields_of, is_model, item_of
from reformdata.models.ids import ENTRY_ID, RECORD_ID
from reformdata.models.records import RECORD_MODELS

Model: TypeAlias = type[Any]

MOST_FINDINGS = 50
"""At most so many problems of one file are reported."""

_ACTS = tuple(RECORD_MODELS[kind] for kind in Kind)

PATTERNS: Mapping[str, Message] = MappingProxyType(
    {
        ENTRY_ID: Message(
            "et id består af små bogstaver a-z, cifre og enkelte bindestreger: eksempel-2020",
            "an id consists of lower-case letters a-z, digits and single hyphens: eksempel-2020",
        ),
        RECORD_ID: Message(
            "en posts id er kildens id, et punktum og to eller tre cifre: eksempel-2020.06",
            "the id of a record is the id of its source, a dot, and two or three digits: eksempel-2020.06",
        ),
        r"^Q[1-9][0-9]{0,11}$": Message("et Wikidata-id er Q og et tal: Q123", "a Wikidata id is Q and a number: Q123"),
        r"^\S(.*\S)?$": Message(
            "skriv teksten på én linje uden mellemrum først eller sidst",
            "write the text on one line, without spaces at its start or end",
        ),
        r"^\S([\s\S]*\S)?$": Message(
            "slet mellemrum og tomme linjer først og sidst i teksten",
            "delete the spaces and empty lines at the start and end of the text",
        ),
        r"^https?://[!-~]{3,500}$": Message(
            "en adresse begynder med https:// og har ingen mellemrum eller æ, ø, å",
            "an address starts with https:// and has no spaces and no letters other than a-z",
        ),
        r"^(0[1-9]|10)(\.[1-9]){0,2}$": Message(
            'en COFOG-kode har to cifre og højst to led mere, i anførselstegn: "09.1"',
            'a COFOG code has two digits and at most two more parts, in quotes: "09.1"',
        ),
        r"^[0-9]{1,3}\.[0-9]{1,3}$": Message(
            'en udgave er to tal med punktum imellem: "1.1"', 'an edition is two numbers with a dot between them: "1.1"'
        ),
        r"^[0-9a-f]{64}$": Message(
            "en SHA-256 er 64 tegn fra 0-9 og a-f", "a SHA-256 is 64 characters from 0-9 and a-f"
        ),
        r"^([0-9a-f]{8}){0,16}$": Message(
            "en skitse er højst 16 grupper af otte tegn fra 0-9 og a-f",
            "a sketch is at most 16 groups of eight characters from 0-9 and a-f",
        ),
    }
)
"""Every pattern of the models, in words."""

_ADVICE: Mapping[str, Message] = MappingProxyType(
    {
        "whole_number": Message(
            "skriv et helt tal med højst seks cifre, fx 12", "write a whole number of at most six digits, such as 12"
        ),
        "number": Message(
            "skriv tallet med cifre og punktum for decimaler, fx 2.5",
            "write the number in digits, with a point for decimals, such as 2.5",
        ),
        "date": Message(
            "skriv en dato, der findes, som år-måned-dag: ÅÅÅÅ-MM-DD",
            "write a date that exists, as year-month-day: YYYY-MM-DD",
        ),
        "boolean": Message("skriv true for ja eller false for nej", "write true for yes or false for no"),
        "greater_than_equal": Message("tæl fra 1", "count from 1"),
    }
)

PERIOD_REASONS: Mapping[str, str] = MappingProxyType(
    {
        "is not a year, month or day": "er hverken et år, en måned eller en dag",
        "names a month of an unknown year": "nævner en måned i et ukendt år",
        "names a day of an unknown month": "nævner en dag i en ukendt måned",
        "is before the year 100": "ligger før år 100",
        "has no such month": "har en måned, som ikke findes",
        "has no such day": "har en dag, som ikke findes",
        "is open at both ends and says nothing": "er åben i begge ender og siger intet",
        "ends before it starts": "slutter, før den begynder",
    }
)
"""Why a `Period` refuses its text, in English and in Danish."""


class _Problem(NamedTuple):
    """One error of Pydantic, with its place in the file and the field that it is about."""

    file: str
    loc: Loc
    """From the top of the file."""
    field: str
    """The name of the field that the value belongs to; empty for an entry of a list file."""
    error: ErrorDetails
    owner: Model
    """The model that has the field, or should."""
    type: Any
    """What the value should be."""


def problems(error: ValidationError, model: Model | None, file: str, at: Loc = ()) -> list[Finding]:
    """The findings for a validation error, at most `MOST_FINDINGS`.

    Args:
        error: the error of Pydantic.
        model: the validated model; None for a `RecordFile`, whose errors name the model by its tag.
        file: the name of the file in findings.
        at: the place of the validated value in the file.
    """
    found = list(islice(_problems(error, model, file, at), MOST_FINDINGS))
    return [_to_finding(problem) for problem in _without_misspelt(found)]


def _problems(error: ValidationError, model: Model | None, file: str, at: Loc) -> Iterator[_Problem]:
    details = error.errors(include_url=False)
    holders = {detail["loc"][:-1] for detail in details}
    for detail in details:
        loc = detail["loc"]
        if detail["type"] == "too_short" and loc in holders:
            continue  # the list is short only because its items were refused
        owner, inner = (RECORD_MODELS[str(loc[0])], loc[1:]) if model is None and loc else (model or object, loc)
        holder, wanted = _field_at(owner, inner)
        names = [part for part in inner if isinstance(part, str)]
        yield _Problem(file, (*at, *inner), names[-1] if names else "", detail, holder, wanted)


def _without_misspelt(found: list[_Problem]) -> list[_Problem]:
    missing = {(problem.loc[:-1], problem.field) for problem in found if problem.error["type"] == "missing"}
    explained: set[Loc] = set()
    for problem in found:
        if problem.error["type"] == "unexpected_keyword_argument":
            holder = problem.loc[:-1]
            names = [name for loc, name in missing if loc == holder]
            explained |= {(*holder, name) for name in closest_names(problem.field, names)[:1]}
    return [problem for problem in found if problem.error["type"] != "missing" or problem.loc not in explained]


def _field_at(model: Model, loc: Loc) -> tuple[Model, Any]:
    """The model with the field at `loc`, and the type of the field, which is None for an unknown field."""
    holder: Model = model
    wanted: Any = model
    for part in loc:
        if isinstance(part, int):
            wanted = item_of(wanted)
            continue
        holder = wanted
        field = fields_of(wanted).get(part)
        wanted = field.plain_type if field else None
    return holder, wanted


def _to_finding(problem: _Problem) -> Finding:
    kind, value = problem.error["type"], problem.error["input"]
    if kind in ("union_tag_not_found", "union_tag_invalid"):
        return _kind_finding(problem)
    if kind == "missing":
        return _missing(problem)
    if kind == "unexpected_keyword_argument":
        return _unknown_field(problem)
    if value in ((), "", "~", "null"):  # other dialects read the texts as no value
        return _empty(problem)
    if kind == "literal_error" or (kind == "enum" and isinstance(value, str)):
        return _unknown_term(problem)
    if kind == "period":
        return _period(problem)
    if kind in _ADVICE or kind in ("string_pattern_mismatch", "string_too_long"):
        return _bad_value(problem)
    return _wrong_type(problem)


def _kind_finding(problem: _Problem) -> Finding:
    tree, loc = problem.error["input"], (*problem.loc, "kind")
    found = problem._replace(loc=loc, field="kind", owner=_ACTS[0], type=Kind)
    if "kind" not in tree:
        # It belongs after the id, as in the canonical form.
        place = (*problem.loc, "id") if "id" in tree else problem.loc
        return rules.MISSING_FIELD.finding(
            problem.file, place, field="kind", expected=_terms(found), advice=_how_to_write(found)
        )
    found = found._replace(error={**problem.error, "input": tree["kind"]})
    if tree["kind"] in ("", ()):
        return _empty(found)
    return _unknown_term(found) if isinstance(tree["kind"], str) else _wrong_type(found)


def _missing(problem: _Problem) -> Finding:
    loc = problem.loc[:-1]
    on_key = bool(loc) and isinstance(loc[-1], str)
    if problem.field in LANGUAGES:
        return rules.MISSING_TRANSLATION.finding(
            problem.file, loc, on_key=on_key, language=rules.LANGUAGE_NAMES[problem.field]
        )
    if problem.owner in _ACTS and any(problem.field not in fields_of(each) for each in _ACTS):
        loc = (*loc, "kind")  # another kind does not need it
    at_end = not loc and problem.field != "id"  # an id belongs at the top
    return rules.MISSING_FIELD.finding(
        problem.file, loc, on_key=on_key, at_end=at_end,
        field=problem.field, expected=_terms(problem), advice=_how_to_write(problem),
    )  # fmt: skip


def _terms(problem: _Problem) -> tuple[str, ...]:
    """The values of the field, if it has a closed vocabulary."""
    return tuple(map(str, problem.type)) if isinstance(problem.type, EnumType) else ()


def _how_to_write(problem: _Problem) -> Message:
    doc = fields_of(problem.owner)[problem.field].doc
    written = f"`{problem.field}: {sample(problem.type)}`"
    danish = written.replace(_DATE_FORM.en, _DATE_FORM.da)
    return Message(f"skriv {danish}: {lowered(doc.da)}", f"write {written}: {lowered(doc.en)}")


def lowered(sentence: str) -> str:
    """`sentence` in the form that follows a colon."""
    return f"{sentence[0].lower()}{sentence[1:]}".removesuffix(".")


def sample(wanted: Any) -> str:
    """An example of a value of a type, with its required fields; an ellipsis stands for a text or a number."""
    if item := item_of(wanted):
        return f"[{sample(item)}]"
    return f"{{{skeleton(wanted)}}}" if is_model(wanted) else _SCALARS.get(wanted, _TEXT)[0]


def skeleton(model: Model) -> str:
    """The required fields of a model, each with an example."""
    needed = (field for field in fields_of(model).values() if field.required)
    return ", ".join(f"{field.key}: {sample(field.plain_type)}" for field in needed)


_DATE_FORM = Message("ÅÅÅÅ-MM-DD", "YYYY-MM-DD")
_SCALARS: Mapping[Any, tuple[str, Message]] = MappingProxyType(
    {
        int: ("…", Message("et helt tal", "a whole number")),
        bool: ("true", Message("true eller false", "true or false")),
        Decimal: ("…", Message("et tal", "a number")),
        date: (_DATE_FORM.en, Message("en dato", "a date")),
    }
)
"""An example of each type of value, and its name."""
_TEXT = ("…", Message("en tekst", "a text"))


def _unknown_field(problem: _Problem) -> Finding:
    known = tuple(fields_of(problem.owner))
    finding = rules.UNKNOWN_FIELD.finding(problem.file, problem.loc, on_key=True, found=problem.field, expected=known)
    if problem.owner is RECORD_MODELS["retired"]:
        advice = Message(
            "slet feltet; en post, der er taget ud (status: retired), har kun id, status, replaced_by, reason og retired",
            "delete the field: a withdrawn record (status: retired) has only id, status, replaced_by, reason and retired",
        )
        return replace(finding, advice=advice)
    if problem.field in LANGUAGES:
        advice = Message(
            "ryk linjen ind under nøglen for den tekst, som den hører til",
            "indent the line below the key of the text that it belongs to",
        )
        return replace(finding, advice=advice)
    if problem.owner not in _ACTS:
        return finding
    # This comes before similar names: `action` in a statement is not a misspelt `curation`.
    homes = ", ".join(kind for kind in Kind if problem.field in fields_of(RECORD_MODELS[kind]))
    advice = Message(f"feltet hører til kind: {homes}", f"the field belongs to kind: {homes}")
    return replace(finding, advice=advice) if homes else finding


def _empty(problem: _Problem) -> Finding:
    field = fields_of(problem.owner).get(problem.field)
    needed = field is not None and field.required and isinstance(problem.loc[-1], str)
    expected, advice = (_terms(problem), _how_to_write(problem)) if needed else ((), None)
    return rules.EMPTY_VALUE.finding(
        problem.file, problem.loc, expected=expected, advice=advice, field=_field_name(problem)
    )


def _unknown_term(problem: _Problem) -> Finding:
    # The only field with a single value is `status` of a withdrawn record: its type is a Literal.
    known = tuple(map(str, get_args(problem.type) or problem.type))
    found = problem.error["input"]
    advice, fix = field_suggestions.suggest_term(found, problem.type)
    return rules.UNKNOWN_TERM.finding(
        problem.file, problem.loc, found=found, field=problem.field, expected=known, advice=advice, fix=fix
    )


def _period(problem: _Problem) -> Finding:
    en = problem.error["ctx"]["reason"]
    da = next(en.removesuffix(reason) + danish for reason, danish in PERIOD_REASONS.items() if en.endswith(reason))
    found = problem.error["input"]
    advice, fix = field_suggestions.suggest_period(found)
    return rules.BAD_PERIOD.finding(
        problem.file, problem.loc, found=found, advice=advice, fix=fix, reason=Message(da, en)
    )


def _bad_value(problem: _Problem) -> Finding:
    kind, value = problem.error["type"], str(problem.error["input"])
    context = problem.error.get("ctx", {})
    advice: Message | None = None
    fix: Fix | None = None
    if kind == "date":
        advice, fix = field_suggestions.suggest_date(value)
    elif kind == "number":
        advice, fix = field_suggestions.suggest_number(value)
    elif kind == "string_pattern_mismatch":
        advice = PATTERNS[context["pattern"]]
    elif kind == "string_too_long":
        limit = context["max_length"]
        advice = Message(
            f"skriv højst {limit} tegn; teksten har {len(value)}",
            f"write at most {limit} characters; the text has {len(value)}",
        )
    elif kind == "whole_number":
        advice = field_suggestions.suggest_numbers(value)
    advice = advice or _ADVICE[kind]
    return rules.BAD_VALUE.finding(problem.file, problem.loc, found=value, field=problem.field, advice=advice, fix=fix)


def _wrong_type(problem: _Problem) -> Finding:
    value, advice, fix = problem.error["input"], None, None
    if isinstance(value, dict) and value and is_model(item_of(problem.type)):
        start = f"- {next(iter(value))}: …"
        advice = Message(f"begynd med en bindestreg: {start}", f"start with a hyphen: {start}")
    found = value if isinstance(value, str) else None
    if found is not None:
        fix = field_suggestions.suggest_list(found, problem.type)
        example = _example(found, problem.type, fix)
        if example and isinstance(problem.loc[-1], str):
            example = f"{problem.field}: {example}"
        advice = Message(f"skriv {example}", f"write {example}") if example else None
    return rules.WRONG_TYPE.finding(
        problem.file, problem.loc, found=found, advice=advice, fix=fix,
        field=_field_name(problem), shape=_shape(problem.type),
    )  # fmt: skip


def _example(text: str, wanted: Any, fix: Fix | None) -> str | None:
    """How to write a single text as a list, or as a block with it as the first field."""
    if fix:
        return f"[{', '.join(map(visible, fix.value))}]"
    if not is_model(wanted):
        return sample(wanted) if item_of(wanted) else None
    needed = [name for name, field in fields_of(wanted).items() if field.required]
    needs_quotes = not re.fullmatch(r"\w[\w .-]*", text)
    if needs_quotes or (len(needed) > 1 and tuple(needed) != LANGUAGES):
        return sample(wanted)
    return f"{{{', '.join((f'{needed[0]}: {text}', *(f'{name}: …' for name in needed[1:])))}}}"


def _field_name(problem: _Problem) -> Message:
    if not problem.field:
        return Message("et opslag i filen", "an entry of the file")
    if isinstance(problem.loc[-1], int):
        return Message(f"en værdi i `{problem.field}`", f"a value of `{problem.field}`")
    return Message(f"`{problem.field}`", f"`{problem.field}`")


def _shape(wanted: Any) -> Message:
    """The form of a value of a type, in words."""
    if item_of(wanted):
        return Message("en liste", "a list")
    if is_model(wanted):
        fields = tuple(fields_of(wanted))
        if fields == LANGUAGES:
            return Message("to tekster, da: og en:", "two texts, da: and en:")
        return Message(f"en blok med felterne {', '.join(fields)}", f"a block with the fields {', '.join(fields)}")
    return _SCALARS.get(wanted, _TEXT)[1]
