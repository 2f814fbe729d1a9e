"""The conditions of `Records.filter`: their names, their values, and the SQL of each."""

import json
import operator
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from inspect import Parameter, Signature, cleandoc
from types import FunctionType, MappingProxyType
from typing import NamedTuple, TypeAlias, TypedDict, TypeVar

from reformdata.dataset.lookup import id_in, resolve
from reformdata.dataset.search import parse
from reformdata.dataset.verdicts import VERDICT, WITHOUT_VERDICT
from reformdata.errors import ConditionValueError, UnknownConditionError, UnknownIdError
from reformdata.messages import Message, closest_names
from reformdata.models import (
    TABLES,
    Action,
    Assessable,
    Claim,
    Entry,
    Form,
    Initiative,
    Kind,
    Label,
    Period,
    Proposal,
    Review,
    SourceKind,
    Statement,
    Status,
    Strength,
    Term,
    Tone,
    Verdict,
    Voice,
)  # fmt: skip
from reformdata.models.fields import fields_of
from reformdata.models.names import fold
from reformdata.models.records import RECORD_MODELS
from reformdata.models.terms import ANSWERING
from reformdata.store.file import Store

One: TypeAlias = str | Entry | Proposal | Statement | Initiative | Voice
"""An id, a name in either language, or the object itself; of a vocabulary a value or its label."""
AnyOf: TypeAlias = One | Iterable[One]
"""One value, or several, of which one must apply."""
Years: TypeAlias = int | str | Iterable[int | str]
Day: TypeAlias = int | str | date
"""A day, a month ("2018-11") or a year (2018)."""


class Conditions(TypedDict, total=False):
    """What `filter` can ask of a record, and the columns that ask the same; `CONDITIONS` says what each means."""

    id: AnyOf
    kind: AnyOf
    source: AnyOf
    source_kind: AnyOf
    publisher: AnyOf
    actor: AnyOf
    voice: AnyOf
    voice_for: AnyOf
    organisation: AnyOf
    office: str | Iterable[str]
    reported_by: AnyOf
    area: AnyOf
    areas: AnyOf
    theme: AnyOf
    themes: AnyOf
    target_group: AnyOf
    target_groups: AnyOf
    reform: AnyOf
    reforms: AnyOf
    law: AnyOf
    laws: AnyOf
    mentions: AnyOf
    action: AnyOf
    strength: AnyOf
    addressee: AnyOf
    addressees: AnyOf
    claim: AnyOf
    tone: AnyOf
    form: AnyOf
    status: AnyOf
    owner: AnyOf
    owners: AnyOf
    partner: AnyOf
    partners: AnyOf
    answered: bool | str | Iterable[str]
    assessable: AnyOf
    verdict: AnyOf
    review: AnyOf
    year: Years
    date: Day
    since: Day
    until: Day
    text: str


ALL_KINDS = frozenset(Kind)
_F = TypeVar("_F", bound=Callable[..., object])


@dataclass(frozen=True, slots=True)
class _Condition:
    """What a condition means, and how it is asked."""

    meaning: str
    sql: str
    """A condition on a row of `records`; its parameter is the values as a JSON list."""
    known: type[Term] | str | None
    """The vocabulary of the values, or the table of their ids; None if there is no list of them."""
    column: str = ""
    """The column of the same values, where it has another name: it is taken as well."""
    table: str = "records"
    """The table with the column of the vocabulary."""
    kinds: frozenset[Kind] = ALL_KINDS
    """The kinds of records that have it."""


class Asked(NamedTuple):
    """A condition with the values that it asks for."""

    name: str
    sql: str
    parameters: tuple[str, ...]
    shown: str


_VALUES = "(SELECT value FROM json_each(?))"
_WITHIN = (
    "(WITH RECURSIVE within (id) AS (SELECT value FROM json_each(?)"
    " UNION SELECT areas.id FROM areas JOIN within ON areas.parent = within.id) SELECT id FROM within)"
)
_GOVERNMENTS = (
    "(WITH chosen (id) AS (SELECT value FROM json_each(?)) SELECT id FROM chosen UNION"
    " SELECT actors.id FROM actors JOIN chosen ON actors.part_of = chosen.id WHERE actors.kind = 'government')"
)
_ANSWERED = f"""
id IN (SELECT "to" FROM relations WHERE type IN ('{"', '".join(ANSWERING)}')
    AND record IN (SELECT id FROM records WHERE kind IN {_VALUES}))"""  # noqa: S608 - our own terms
_NOT_BY_KIND = 'what no initiative answers is ds.proposals - ds.proposals.filter(answered="initiative")'
_VERDICT_IN = f"kind <> 'statement' AND {VERDICT} IN {_VALUES}"
_SEARCH = "id IN (SELECT bodies.id FROM search JOIN bodies ON bodies.key = search.rowid WHERE search MATCH ?)"
_FOLLOWED = frozenset({Kind.PROPOSAL, Kind.INITIATIVE})


def _in_child(table: str, column: str, values: str = _VALUES) -> str:
    return f"id IN (SELECT record FROM {table} WHERE {column} IN {values})"  # noqa: S608 - our own names


def _column(meaning: str, name: str, known: type[Term] | str, values: str = _VALUES) -> _Condition:
    """A condition on a column of `records`."""
    return _Condition(meaning, f"{name} IN {values}", known, kinds=_kinds_with(name))


def _several(meaning: str, column: str, known: str, values: str = _VALUES) -> _Condition:
    """A condition on a field that holds several ids."""
    child = "actor" if known == "actors" else known.removesuffix("s")
    return _Condition(meaning, _in_child(f"record_{column}", child, values), known, column, kinds=_kinds_with(column))


def _kinds_with(field: str) -> frozenset[Kind]:
    """The kinds of records with the field; all of them if it is of the source, of the voice or of the curation."""
    return frozenset(kind for kind in Kind if field in fields_of(RECORD_MODELS[kind])) or ALL_KINDS


def _of_outcome(meaning: str, name: str, terms: type[Term]) -> _Condition:
    return _Condition(meaning, _in_child("outcomes", name), terms, table="outcomes", kinds=_FOLLOWED)


CONDITIONS: Mapping[str, _Condition] = MappingProxyType(
    {
        "id": _column("the record itself", "id", "records"),
        "kind": _column("its kind", "kind", Kind),
        "source": _column("the source that it rests on", "source", "sources"),
        "source_kind": _column("the kind of that source", "source_kind", SourceKind),
        "publisher": _column("who published that source", "publisher", "actors", _GOVERNMENTS),
        "actor": _Condition(
            "who answers for the act, or is spoken for: the voice or the organisation that it speaks for",
            f"voice IN {_GOVERNMENTS} OR voice_for IN {_GOVERNMENTS}",
            "actors",
        ),
        "voice": _column("the person or organisation that answers for the act", "voice", "actors", _GOVERNMENTS),
        "voice_for": _column(
            "the organisation that the voice, a person, speaks for", "voice_for", "actors", _GOVERNMENTS
        ),
        "organisation": _column(
            "the organisation that the voice speaks for, otherwise the voice",
            "coalesce(voice_for, voice)",
            "actors",
            _GOVERNMENTS,
        ),
        "office": _Condition(
            'words of the office that the voice holds, in either language: "minister" finds "statsminister" as well',
            f"voice_office_da IN {_VALUES}",
            None,
        ),
        "reported_by": _column("who passes it on", "reported_by", "actors", _GOVERNMENTS),
        "area": _several("a policy area; areas within it are included", "areas", "areas", _WITHIN),
        "theme": _several("a theme of reform", "themes", "themes"),
        "target_group": _several("whom it is to benefit or is about", "target_groups", "target_groups"),
        "reform": _several("a reform that it names or belongs to", "reforms", "reforms"),
        "law": _several("a law that it names", "laws", "laws"),
        "mentions": _several("an actor that it names in another part", "mentions", "actors", _GOVERNMENTS),
        "action": _column("what is to be done", "action", Action),
        "strength": _column("how strongly the source puts it", "strength", Strength),
        "addressee": _several("who is to do it", "addressees", "actors", _GOVERNMENTS),
        "claim": _column("what sort of claim it makes", "claim", Claim),
        "tone": _column("how it speaks of its subject", "tone", Tone),
        "form": _column("what sort of undertaking it is", "form", Form),
        "status": _column("how far it had come on its day", "status", Status),
        "owner": _several("who has decided it, owns it or carries it out", "owners", "actors", _GOVERNMENTS),
        "partner": _several("who else takes part in it", "partners", "actors", _GOVERNMENTS),
        "answered": _Condition(
            "whether another record of this data set answers it or carries it out, of any kind: False is those that no"
            " proposal, no statement and no initiative answers; or the kind of such a record:"
            f" {_NOT_BY_KIND}",
            f"kind = 'proposal' AND ({_ANSWERED}) = (? = 'True')",
            None,
            kinds=frozenset({Kind.PROPOSAL}),
        ),
        "assessable": _of_outcome("whether what became of it can be assessed", "assessable", Assessable),
        "verdict": _Condition(
            f"the latest verdict on what became of it, or {' or '.join(WITHOUT_VERDICT)}",
            _VERDICT_IN,
            Verdict,
            table="outcomes",
            kinds=_FOLLOWED,
        ),
        "review": _column("how the record has been checked", "review", Review),
        "year": _Condition("the year of its date", f"substr(date, 1, 4) IN {_VALUES}", None),
        "date": _Condition("the day, month or year in which the voice spoke", "date BETWEEN ? AND ?", None),
        "since": _Condition("the first day, or the month or year that starts with it", "date >= ?", None),
        "until": _Condition("the last day, or the month or year that ends with it", "date <= ?", None),
        "text": _Condition("words that it holds, as for `Dataset.search`", _SEARCH, None),
    }
)
"""Every condition by its name."""
NAMES: Mapping[str, str] = MappingProxyType(
    {name: name for name in CONDITIONS} | {one.column: name for name, one in CONDITIONS.items() if one.column}
)
"""The condition of each name that `filter` takes."""
_SUGGESTIONS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "for_": ("organisation",),
        **dict.fromkeys(("speaker", "person", "who"), ("actor", "voice")),
        **dict.fromkeys(("party", "org"), ("organisation",)),
        **dict.fromkeys(("minister", "role", "title"), ("office",)),
        **dict.fromkeys(("outcome", "result"), ("verdict", "assessable")),
        **dict.fromkeys(("query", "search", "word", "q"), ("text",)),
        "done": ("verdict='done'",),
        **dict.fromkeys(("unanswered", "not_answered"), ("answered=False",)),
        "topic": ("theme", "area"),
    }
)
"""The right conditions for names that users may try instead."""
_GUESSED = ("kind", "theme", "area", "target_group", "organisation", "actor", "office", "reform", "law", "source")
"""The conditions that a value without a name may be meant for."""
_DAY_HINT = 'give a year as 2018, a month as "2018-11", a day as "2018-11-02" or as a date'
_YEAR_HINT = "give a year as 2018, or several"
_YEARS = range(1000, 10_000)
_MOST_LISTED = 40
"""Of longer tables an error lists no ids."""


def list_conditions(method: _F) -> _F:
    """`method`, with every condition in its signature, for completion, and in place of `{conditions}` in its docstring."""
    assert isinstance(method, FunctionType)  # noqa: S101 - a method is a function until it is asked of an object
    method.__doc__ = cleandoc(method.__doc__ or "").replace("{conditions}", "\n".join(_described()))
    names = [Parameter(name, Parameter.KEYWORD_ONLY, default=_NOT_ASKED) for name in NAMES]
    vars(method)["__signature__"] = Signature([Parameter("self", Parameter.POSITIONAL_OR_KEYWORD), *names])
    return method


class _NotAsked:
    """The default of a condition."""

    def __repr__(self) -> str:
        return "…"


_NOT_ASKED = _NotAsked()


def _described() -> Iterable[str]:
    for name, one in CONDITIONS.items():
        called = f"{name}, {one.column}" if one.column not in ("", name) else name
        of = "" if one.kinds == ALL_KINDS else f" Of {_kinds(one.kinds)}."
        yield f"    {called} ({_type(name, one)}): {one.meaning}.{of}"


def _type(name: str, of: _Condition) -> str:
    if of.known is None:
        types = {"year": "int", "text": "str", "office": "str", "answered": "bool, proposal, statement, initiative"}
        return types.get(name, "day, month or year")
    if isinstance(of.known, str):
        return TABLES[of.known].__name__ if of.known in TABLES else "record"
    return ", ".join(term.value for term in of.known)


def _kinds(kinds: Iterable[Kind]) -> str:
    """`proposals and initiatives`."""
    return " and ".join(f"{kind.label.en}s" for kind in Kind if kind in kinds)


def ask(
    store: Store, conditions: Mapping[str, object], kinds: frozenset[Kind]
) -> tuple[tuple[Asked, ...], frozenset[Kind]]:
    """The conditions with the ids and values that they ask for, and the kinds of records that can meet them.

    Args:
        store: the data.
        conditions: as `Records.filter` takes them, whose errors are raised.
        kinds: what records can be among those that are filtered.
    """
    asked = []
    for name in sorted(conditions, key=lambda each: each != "kind"):  # the kind decides on the other conditions
        condition = CONDITIONS.get(NAMES.get(name, ""))
        if condition is None:
            raise UnknownConditionError(
                name, CONDITIONS, suggestions=_SUGGESTIONS.get(name) or closest_names(name, NAMES)[:1]
            )
        if kinds and not kinds & condition.kinds:
            raise _of_another_kind(name, condition, kinds)
        kinds &= condition.kinds
        asked.append(_asked(store, NAMES[name], name, conditions[name]))
        if name == "kind":
            kinds &= frozenset(kind for kind in Kind if kind.value in json.loads(asked[-1].parameters[0]))
    return tuple(asked), kinds


def name_condition(store: Store, value: object) -> UnknownConditionError:
    """The error for a value that `filter` was given without the name of its condition: it names those that fit."""
    fitting = []
    for name in _GUESSED:
        with suppress(ConditionValueError):
            _asked(store, name, name, value)
            fitting.append(name)
    named = " or ".join(f"filter({name}={value!r})" for name in (fitting or ["text"])[:3])
    return UnknownConditionError(str(value), CONDITIONS, because=f"conditions are given by their names, as in {named}")


def _of_another_kind(name: str, condition: _Condition, kinds: frozenset[Kind]) -> UnknownConditionError:
    own = [other for other, one in CONDITIONS.items() if kinds & one.kinds and one.kinds != ALL_KINDS]
    because = f"it belongs to {_kinds(condition.kinds)}, and these are {_kinds(kinds)}, which have {', '.join(own)}"
    return UnknownConditionError(name, own, because=because)


def select(store: Store, asked: Iterable[Asked]) -> tuple[str, ...]:
    """The ids of the records that meet all conditions."""
    asked = tuple(asked)
    where = " AND ".join(f"({one.sql})" for one in asked) or "TRUE"
    return store.column(f"SELECT id FROM records WHERE {where}", [each for one in asked for each in one.parameters])  # noqa: S608 - our own clauses


def describe(asked: Iterable[Asked]) -> str:
    """The conditions as text for people: `area=daycare/primary-school, since=2018`."""
    return ", ".join(f"{one.name}={one.shown}" for one in asked)


def _asked(store: Store, name: str, given: str, value: object) -> Asked:
    """The condition `name`, which was called `given`, with its values."""
    sql = CONDITIONS[name].sql
    if name in ("date", "since", "until"):
        first, last = map(date.isoformat, days(given, value))
        return Asked(name, sql, {"date": (first, last), "since": (first,), "until": (last,)}[name], str(value))
    if name == "answered":
        return _answered(store, given, value)
    if name == "text":
        return Asked(name, sql, (parse(value, store).expression,), str(value))  # type: ignore[arg-type]  # it says what is wrong
    if name == "office":
        asked = [str(one) for one in _values(value)]
        offices = sorted({office for one in _values(value) for office in _offices(store, given, one)})
        return Asked(name, sql, (json.dumps(offices),), "/".join(asked))
    values = sorted(
        {_year(given, one) if name == "year" else _value(store, name, given, one) for one in _values(value)}
    )
    return Asked(name, sql, (json.dumps(values),) * sql.count("?"), "/".join(values))


def _answered(store: Store, given: str, value: object) -> Asked:
    """Whether something answers a proposal, for True and False; or whether a record of these kinds does."""
    if isinstance(value, bool):
        kinds, shown = [kind.value for kind in Kind], str(value)
    else:
        try:
            kinds = sorted(_term(store, "kind", given, one) for one in _values(value))
        except ConditionValueError:
            kinds = []
        if not kinds:
            hint = f"give True, False or a kind of record; {_NOT_BY_KIND}"
            raise ConditionValueError(given, value, expected=[kind.value for kind in Kind], hint=hint)
        shown = "/".join(kinds)
    return Asked("answered", CONDITIONS["answered"].sql, (json.dumps(kinds), str(value is not False)), shown)


def _offices(store: Store, given: str, value: object) -> list[str]:
    """The offices, in Danish, that hold the words of `value` in either language."""
    held = store.rows("SELECT DISTINCT voice_office_da, voice_office_en FROM records WHERE voice_office_da IS NOT NULL")
    if not isinstance(value, str) or not fold(value):
        raise ConditionValueError(given, value, hint='give words of an office, as in office="minister"')
    found = [danish for danish, english in held if is_office(value, danish, english)]
    if not found:
        known = sorted({office for titles in held for office in titles})
        similar = dict.fromkeys(closest_names(value, known), "")
        raise ConditionValueError(given, value, candidates=similar, hint='ds.stats("office") has them all')
    return found


def is_office(text: str, *titles: str) -> bool:
    """Whether an office has all the words of `text` in one of its titles, also as the last part of a compound: `statsminister`."""
    wanted = fold(text).split()
    return bool(wanted) and any(
        all(any(word.endswith(one) for word in fold(title).split()) for one in wanted) for title in titles
    )


def _values(value: object) -> list[object]:
    return list(value) if isinstance(value, Iterable) and not isinstance(value, str | bytes) else [value]


def _year(given: str, value: object) -> str:
    try:
        year = int(value) if isinstance(value, str) else operator.index(value)  # type: ignore[arg-type]  # the error is caught
    except (TypeError, ValueError):
        year = 0
    if year not in _YEARS:
        raise ConditionValueError(given, value, hint=_YEAR_HINT)
    return str(year)


def _value(store: Store, name: str, given: str, value: object) -> str:
    """The id, or the value of a vocabulary, that `value` stands for."""
    known = CONDITIONS[name].known
    if isinstance(known, str):
        if isinstance(value, Voice) and name in ("organisation", "voice_for"):
            value = value.organisation if name == "organisation" else value.for_
        try:
            return resolve(store, known, value)
        except UnknownIdError as error:
            raise _no_such_id(store, given, value, error) from None
    return _term(store, name, given, value)


def _no_such_id(store: Store, given: str, value: object, error: UnknownIdError) -> ConditionValueError:
    if id_in(error.table, value) is None:
        return ConditionValueError(given, value, hint=_hint(value))
    ids = store.ids(error.table)
    similar = error.candidates or dict.fromkeys(error.nearest, "")
    hint = error.because or ("" if similar or len(ids) <= _MOST_LISTED else f"ds.{error.table} has them all")
    return ConditionValueError(given, value, expected=ids if not hint else (), candidates=similar, hint=hint)


def _term(store: Store, name: str, given: str, value: object) -> str:
    """The value of a vocabulary that `value` is, or is the label of in either language."""
    condition = CONDITIONS[name]
    terms = () if condition.known is None or isinstance(condition.known, str) else tuple(condition.known)
    labels: dict[str, Label | Message] = {str(term.value): term.label for term in terms}
    if name == "verdict":
        labels |= WITHOUT_VERDICT
    # Newer data may use values that the vocabulary of this version lacks.
    used = store.column(f"SELECT DISTINCT {name} FROM {condition.table} WHERE {name} IS NOT NULL ORDER BY 1")  # noqa: S608 - our own names
    known = tuple(dict.fromkeys((*labels, *used)))
    if not isinstance(value, str):
        raise ConditionValueError(given, value, expected=known, hint=_hint(value))
    if value in known:
        return str(value)
    wanted = fold(value)
    for term, label in labels.items():
        if wanted in map(fold, (term, label.da, label.en)):
            return term
    raise ConditionValueError(given, value, expected=known)


def _hint(value: object) -> str:
    if value is None:
        return "leave the condition out to ask for every value"
    return "give an id, a name, or an object of the same data"


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
