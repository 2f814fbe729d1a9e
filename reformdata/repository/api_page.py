"""The page of the Python names: what `import reformdata as rd` offers, made from the docstrings."""

import inspect
from collections.abc import Callable, Iterator
from typing import Any

import reformdata
from reformdata import models

PAGE = "docs/api.md"

_HEAD = """# Python names

What `import reformdata as rd` offers, from the docstrings, as `help(rd.load)` shows them. [Analysis](analysis.md) shows how the names are used, and [the codebook](codebook.md) what records and
entries hold, field by field. This page is made by `reformdata schema`."""

_MOST_SHOWN = 8
"""The most parameters of a method in a table."""
_SECTIONS = ("The data", "What the data is made of", "Errors and warnings")


def page() -> str:
    """The page, in Markdown."""
    named = {name: getattr(reformdata, name) for name in reformdata.__all__ if name != "__version__"}
    parts, described = [_HEAD], list[object]()
    for section in _SECTIONS:
        parts.append(f"## {section}")
        parts += ["\n".join(_part(name, held, described)) for name, held in named.items() if _section(held) == section]
    return "\n\n".join(parts) + "\n"


def _section(held: object) -> str:
    if isinstance(held, type) and issubclass(held, Exception):
        return _SECTIONS[2]
    return _SECTIONS[1] if getattr(models, getattr(held, "__name__", ""), None) is held else _SECTIONS[0]


def _part(name: str, held: Any, described: list[object]) -> Iterator[str]:
    """The part of the page for `held`; it adds the methods that it describes in full to `described`."""
    yield f"### {name}"
    yield ""
    yield from _description(inspect.getdoc(held) or "")
    if not isinstance(held, type):
        return
    members = [(member, of) for member, of in sorted(_members(held).items()) if _is_public(member, of)]
    if members:
        yield from ("", "| | |", "| --- | --- |")
        yield from (f"| {_signature(member, of)} | {_first_line(of)} |" for member, of in members)
    for member, of in members:
        docstring = inspect.getdoc(_function(of)) or ""
        if "\n\n" in docstring and of not in described:  # once, if several classes inherit it
            described.append(of)
            yield from ("", f"#### {name}.{member}", "", *_description(docstring))


def _members(class_: type) -> dict[str, object]:
    """The attributes of `class_` and of its bases in this package."""
    ours = [one for one in reversed(class_.__mro__) if one.__module__.startswith("reformdata")]
    return {name: of for one in ours for name, of in vars(one).items()}


def _description(docstring: str) -> Iterator[str]:
    """The first paragraph as prose, the rest verbatim."""
    first, _, rest = docstring.partition("\n\n")
    yield first
    if rest:
        yield from ("", "```text", rest, "```")


def _is_public(member: str, of: object) -> bool:
    return not member.startswith("_") and _function(of) is not None and bool(inspect.getdoc(_function(of)))


def _function(member: object) -> Callable[..., Any] | None:
    """The function behind a method, a property or a cached property; None of anything else."""
    for attribute in ("fget", "func", "__func__"):
        member = getattr(member, attribute, None) or member
    return member if inspect.isfunction(member) else None


def _signature(name: str, member: object) -> str:
    if not inspect.isfunction(member) and not isinstance(member, (classmethod, staticmethod)):
        return f"`.{name}`"
    function = _function(member)
    assert function  # noqa: S101 - `_is_public` has seen to it
    first, *rest = inspect.signature(function).parameters.values()
    named = rest if first.name in ("self", "cls") else [first, *rest]
    shown = [*map(_parameter, named[:_MOST_SHOWN]), *(["…"] if len(named) > _MOST_SHOWN else [])]
    return f"`.{name}({', '.join(shown)})`"


def _parameter(parameter: inspect.Parameter) -> str:
    stars = "**" if parameter.kind is parameter.VAR_KEYWORD else "*" * (parameter.kind is parameter.VAR_POSITIONAL)
    default = "" if parameter.default is inspect.Parameter.empty else "=…"
    return f"{stars}{parameter.name}{default}"


def _first_line(member: object) -> str:
    return (inspect.getdoc(_function(member)) or "").partition("\n")[0].replace("|", "\\|")
