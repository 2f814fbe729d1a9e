"""The conditions of `Records.filter`: their names, their values, and the SQL of each."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias, TypedDict

from reformdata.dataset.search import parse
from reformdata.errors import ConditionValueError, UnknownConditionError
from reformdata.models import (
    LANGUAGES,
    Action,
    Assessable,
    Claim,
    Form,
    Kind,
    Period,
    Status,
    Strength,
    Term,
    Tone,
    Verdict,
)  # fmt: skip
from reformdata.models.entries import fold, names
from reformdata.models.terms import ANSWERING
from reformdata.store.file import Store

AnyOf: TypeAlias = str | Collection[str]
"""One value, or several, of which one must apply."""


class Conditions(TypedDict, total=False):
    """What `filter` can ask of a record.

    An area finds the areas within it, and the government (`regeringen`) every government; any other id finds just itself.
    """

    kind: AnyOf
    source: AnyOf
    area: AnyOf
    theme: AnyOf
    target_group: AnyOf
    actor: AnyOf
    """Id of the voice: the person or organisation that answers for the act."""
    organisation: AnyOf
    """Id of the voice, or of the organisation that it speaks for."""
    reported_by: AnyOf
    reform: AnyOf
    law: AnyOf
    owner: AnyOf
    addressee: AnyOf
    mentions: AnyOf
    action: AnyOf
    strength: AnyOf
    claim: AnyOf
    tone: AnyOf
    form: AnyOf
    status: AnyOf
    answered: bool
    """Whether another record answers or carries out the proposal; only proposals are found, by True and by False."""
    assessable: AnyOf
    """Whether what became of it can be assessed: `action`, `result` or `no`."""
    verdict: AnyOf
    """The latest verdict on what became of it."""
    since: int | str | date
    """First day: a date, or the start of a year (2018) or month ("2018-11")."""
    until: int | str | date
    """Last day: a date, or the end of a year or month."""
    text: str
    """Words that the record holds, in Danish or English, as for `Dataset.search`."""


@dataclass(frozen=True, slots=True)
class _Choice:
    """A condition with a list of possible values."""

    sql: str
    """A condition on a row of `records`; its one parameter is the values as a JSON list."""
    known: type[Term] | str
    """The vocabulary of the values, or the table of their ids."""
    table: str = "records"
    """The table with the column of the vocabulary."""


_VALUES = "(SELECT value FROM json_each(?))"
_WITHIN = (
    "(WITH RECURSIVE within (id) AS (SELECT value FROM json_each(?)"
    " UNION SELECT areas.id FROM areas JOIN within ON areas.parent = within.id) SELECT id FROM within)"
)
_GOVERNMENTS = (
    "(WITH chosen (id) AS (SELECT value FROM json_each(?)) SELECT id FROM chosen UNION"
    " SELECT actors.id FROM actors JOIN chosen ON actors.part_of = chosen.id WHERE actors.kind = 'government')"
)
_ANSWERED = f"""id IN (SELECT "to" FROM relations WHERE type IN ('{"', '".join(ANSWERING)}'))"""  # noqa: S608 - our own terms
_SEARCH = "id IN (SELECT bodies.id FROM search JOIN bodies ON bodies.key = search.rowid WHERE search MATCH ?)"


def _in_child(table: str, column: str, values: str = _VALUES) -> str:
    return f"id IN (SELECT record FROM {table} WHERE {column} IN {values})"  # noqa: S608 - our own names


_VOCABULARIES = {
    "kind": Kind, "action": Action, "strength": Strength, "claim": Claim, "tone": Tone, "form": Form, "status": Status,
}  # fmt: skip
_OUTCOMES = {"assessable": Assessable, "verdict": Verdict}
_CHOICES: Mapping[str, _Choice] = {
    **{name: _Choice(_in_child("outcomes", name), terms, "outcomes") for name, terms in _OUTCOMES.items()},
    **{name: _Choice(f"{name} IN {_VALUES}", terms) for name, terms in _VOCABULARIES.items()},
    "source": _Choice(f"source IN {_VALUES}", "sources"),
    "area": _Choice(_in_child("record_areas", "area", _WITHIN), "areas"),
    "theme": _Choice(_in_child("record_themes", "theme"), "themes"),
    "target_group": _Choice(_in_child("record_target_groups", "target_group"), "target_groups"),
    "actor": _Choice(f"voice IN {_GOVERNMENTS}", "actors"),
    "organisation": _Choice(f"EXISTS (SELECT 1 FROM {_GOVERNMENTS} WHERE id IN (voice, voice_for))", "actors"),  # noqa: S608 - our own names
    "reported_by": _Choice(f"reported_by IN {_VALUES}", "actors"),
    "reform": _Choice(_in_child("record_reforms", "reform"), "reforms"),
    "law": _Choice(_in_child("record_laws", "law"), "laws"),
    "owner": _Choice(_in_child("record_owners", "actor", _GOVERNMENTS), "actors"),
    "addressee": _Choice(_in_child("record_addressees", "actor", _GOVERNMENTS), "actors"),
    "mentions": _Choice(_in_child("record_mentions", "actor", _GOVERNMENTS), "actors"),
}
_NAMES = tuple(Conditions.__annotations__)
_SUGGESTIONS: Mapping[str, tuple[str, ...]] = {
    "voice": ("actor", "organisation"),
    "for_": ("organisation",),
    **dict.fromkeys(("date", "year"), ("since", "until")),
    **dict.fromkeys(("query", "search"), ("text",)),
}
"""The right conditions for names that users may try instead."""
_DAY_HINT = 'give a year as 2018, a month as "2018-11", a day as "2018-11-02" or as a date'


def select(store: Store, conditions: Mapping[str, object]) -> tuple[str, ...]:
    """The ids of the records that meet all `conditions`; the errors are those of `Records.filter`."""
    clauses = [_clause(store, name, value) for name, value in conditions.items()]
    where = " AND ".join(f"({sql})" for sql, _ in clauses) or "TRUE"
    return store.column(f"SELECT id FROM records WHERE {where}", [parameter for _, parameter in clauses])  # noqa: S608 - our own clauses


def describe(conditions: Mapping[str, object]) -> str:
    """The conditions as text for people: `area=daycare/primary-school, since=2018`."""
    return ", ".join(f"{name}={'/'.join(sorted(map(str, _values(value))))}" for name, value in conditions.items())


def _values(value: object) -> list[object]:
    return [value] if isinstance(value, str) or not isinstance(value, Collection) else list(value)


def _clause(store: Store, name: str, value: object) -> tuple[str, str]:
    if name not in _NAMES:
        raise UnknownConditionError(name, _NAMES, suggestions=_SUGGESTIONS.get(name, ()))
    if name == "since":
        return "date >= ?", days(name, value)[0].isoformat()
    if name == "until":
        return "date <= ?", days(name, value)[1].isoformat()
    if name == "answered":
        if not isinstance(value, bool):
            raise ConditionValueError(name, value, hint="give True or False")
        return f"kind = 'proposal' AND ({_ANSWERED}) = (? = 'True')", str(value)
    if name == "text":
        return _SEARCH, parse(str(value)).expression
    choice = _CHOICES[name]
    return choice.sql, json.dumps(_check_values(store, name, value))


def _check_values(store: Store, name: str, value: object) -> list[str]:
    """The values of a condition; each must be in the data or its vocabulary."""
    values = _values(value)
    known = _known_values(store, name)
    for one in values:
        if one not in known:
            raise ConditionValueError(name, one, expected=known, suggestions=_values_named(store, name, one))
    return [str(one) for one in values]


def _known_values(store: Store, name: str) -> tuple[str, ...]:
    known = _CHOICES[name].known
    if isinstance(known, str):
        return store.ids(known)
    # Newer data may use values that the vocabulary of this version lacks.
    used = store.column(f"SELECT DISTINCT {name} FROM {_CHOICES[name].table} WHERE {name} IS NOT NULL")  # noqa: S608 - our own names
    return tuple(dict.fromkeys((*(term.value for term in known), *sorted(used))))


def _values_named(store: Store, name: str, value: object) -> tuple[str, ...]:
    """The values of the condition `name` whose name or label is `value` in Danish or English."""
    known = _CHOICES[name].known
    if isinstance(known, str):
        ids = store.ids(known)
        known_names = {id_: names(entry) for id_, entry in zip(ids, store.objects(known, ids), strict=True)}
    else:
        known_names = {term.value: (term.value, term.label.da, term.label.en) for term in known}
    wanted = fold(str(value))
    return tuple(one for one, each in known_names.items() if wanted in map(fold, each))


def check_language(lang: str) -> None:
    """Raise a ConditionValueError for an unsupported language."""
    if lang not in LANGUAGES:
        raise ConditionValueError("lang", lang, expected=LANGUAGES)


def days(name: str, value: object) -> tuple[date, date]:
    """The first and the last day of `value`: a day, a month or a year.

    Raises:
        ConditionValueError: for the argument `name`, if it is none of these.
    """
    if isinstance(value, date):
        day = value.date() if isinstance(value, datetime) else value
        return day, day
    try:
        period = Period(str(value))
    except ValueError as error:
        raise ConditionValueError(name, value, hint=_DAY_HINT) from error
    if period.earliest is None or period.latest is None:
        raise ConditionValueError(name, value, hint=_DAY_HINT)
    return period.earliest, period.latest
