"""From what a compiled file holds of a record or an entry to an object."""

import json
from functools import cache
from types import MappingProxyType
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from reformdata.models import TABLES, Fingerprints, Initiative, Outcome, Proposal, Retired, Statement
from reformdata.models.fields import fields_of, is_model
from reformdata.models.terms import Term

MODELS = MappingProxyType(
    {
        model.__name__: model
        for model in (Proposal, Statement, Initiative, Retired, Outcome, Fingerprints, *TABLES.values())
    }
)
"""The models of the objects in a compiled file, by their names there."""

_UNKNOWN_FIELD = frozenset({"unexpected_keyword_argument", "extra_forbidden"})


def decode(model: type[Any], body: str) -> tuple[Any, tuple[str, ...]]:
    """The object that `body` describes, and the fields and values that this version does not know.

    An unknown field is left out; an unknown value of a vocabulary is kept as `Term.unknown`. Both are
    returned as text, `budget` or `action=nationalise`, for a warning.

    Raises:
        ValueError: if `body` is not JSON, or wrong in any other way.
    """
    adapter = _adapter(model)  # type: ignore[arg-type]  # mypy does not know that classes are hashable
    try:
        return adapter.validate_json(body), ()
    except ValidationError as error:
        problems = error.errors(include_url=False)
        tree = json.loads(body)
        unknown = tuple(_remove_problem(model, tree, problem) for problem in problems)
        if None in unknown:
            raise
    return adapter.validate_python(tree), tuple(name for name in unknown if name)


@cache
def _adapter(model: type[Any]) -> TypeAdapter[Any]:
    """The adapter of `model`, built once: building it takes longer than making an object."""
    return TypeAdapter(model)


def _remove_problem(model: type[Any], tree: Any, problem: ErrorDetails) -> str | None:
    """Remove `problem` from `tree` and return what was unknown; None if it is another kind of problem."""
    loc = problem["loc"]
    if not loc:
        return None
    holder = tree
    for step in loc[:-1]:
        holder = holder[step]
    if problem["type"] in _UNKNOWN_FIELD:
        del holder[loc[-1]]
        return str(loc[-1])
    value = holder[loc[-1]] if problem["type"] == "enum" else None
    vocabulary = _vocabulary(model, tuple(step for step in loc if isinstance(step, str)))
    if vocabulary is None or not isinstance(value, str):
        return None
    holder[loc[-1]] = vocabulary.unknown(value)
    return f"{loc[-1]}={value}"


def _vocabulary(model: Any, names: tuple[str, ...]) -> type[Term] | None:
    """The closed vocabulary of the field of `model` that `names` lead to."""
    field = fields_of(model).get(names[0]) if names and is_model(model) else None
    if field is None:
        return None
    return _vocabulary(field.base, names[1:]) if names[1:] else field.vocabulary
