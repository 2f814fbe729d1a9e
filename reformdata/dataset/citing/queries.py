"""What led to a selection of records: calls of `filter`, one after the other, as plain text, kept as they are made."""

import re
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import TypeAlias
from urllib.parse import unquote

Step: TypeAlias = dict[str, tuple[str, ...]]
"""Conditions that hold together: by the name of each the values of which any will do."""
Steps: TypeAlias = tuple[Step, ...]
"""Calls of `filter`, one after the other."""

BY_HAND = "id"
"""Under which a step holds the ids of records that no condition led to."""

_ALL = "all"
_ESCAPED = re.compile(r"[^\w.,:!?()/@*\[\]-]|\x7f")
"""All but letters, digits, and signs that no style of references escapes or takes for its own."""


def extended(steps: Steps, conditions: Mapping[str, object]) -> Steps:
    """`steps` and then `conditions`, in one step with the last where both can be asked at once."""
    step = {name: _values(value) for name, value in sorted(conditions.items())}
    if not step:
        return steps
    if steps and steps[-1].keys().isdisjoint(step):
        return (*steps[:-1], steps[-1] | step)
    return (*steps, step)


def _values(value: object) -> tuple[str, ...]:
    if isinstance(value, str) or not isinstance(value, Collection):
        return (_value(value),)
    return tuple(sorted({_value(one) for one in value}))


def _value(value: object) -> str:
    return value.date().isoformat() if isinstance(value, datetime) else str(value)


def written(steps: Steps) -> str:
    """`kind=proposal&area=schools;area=daycare`: steps, conditions, values, a name again for each value; `area=` for none."""
    return (
        ";".join(
            "&".join(f"{name}={_escaped(value)}" for name, values in step.items() for value in values or ("",))
            for step in steps
        )
        or _ALL
    )


def read_query(query: str) -> Steps:
    """The steps of what `written` gave."""
    if query == _ALL:
        return ()
    return tuple(_step(part) for part in query.split(";"))


def _step(part: str) -> Step:
    step: Step = {}
    for condition in part.split("&"):
        name, _, value = condition.partition("=")
        step[name] = (*step.get(name, ()), *([unquote(value)] if value else []))
    return step


def _escaped(value: str) -> str:
    return _ESCAPED.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), value)
