"""The fields of a model, read once from its type annotations."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, is_dataclass
from functools import cache
from types import MappingProxyType, UnionType
from typing import Annotated, Any, Literal, TypeAlias, Union, get_args, get_origin, get_type_hints

from reformdata.findings import Loc
from reformdata.models.scalars import Ref
from reformdata.models.terms import Term
from reformdata.models.text import Doc

Path: TypeAlias = tuple[tuple[str, str], ...]
"""The steps from a model to a value: an attribute and its key in the file (`for_` is `for` there), or `EACH`."""

EACH = ("", "")
"""The step to every value of a list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelField:
    """A field of a model."""

    name: str
    """The attribute: `for_`."""
    key: str
    """The key in a file: `for`."""
    plain_type: Any
    """The type without its constraints and without None: a model, a vocabulary, `str`, `tuple[...]`, a `Literal`, …"""
    base: Any
    """As `plain_type`, of one value where the field holds several; the vocabulary of a `Literal`."""
    many: bool
    """Whether it holds a list."""
    required: bool
    """Whether a file must have it."""
    nullable: bool
    """Whether its value can be None."""
    doc: Doc
    table: str | None
    """The table that it holds ids of."""
    pattern: str | None
    """A regular expression that the whole value matches."""
    minimum: int | None

    @property
    def vocabulary(self) -> type[Term] | None:
        """The closed vocabulary that its values are terms of."""
        return self.base if isinstance(self.base, type) and issubclass(self.base, Term) else None

    @property
    def model(self) -> type[Any] | None:
        """The model of its values, where these have fields of their own."""
        return self.base if is_model(self.base) else None


def fields_of(model: Any) -> Mapping[str, ModelField]:
    """The fields of `model` by the keys that they have in a file, in the order of the model."""
    return _read(model)


def field_of(model: Any, name: str) -> ModelField:
    """The field of `model` that is called `name` in Python.

    Raises:
        KeyError: if there is none.
    """
    return {field.name: field for field in fields_of(model).values()}[name]


def paths(model: Any, above: Path = ()) -> Iterator[tuple[Path, ModelField]]:
    """Every field of `model` and of the models inside it, each with the path to it, which begins with `above`."""
    for field in fields_of(model).values():
        path = (*above, (field.name, field.key))
        yield path, field
        if field.model:
            yield from paths(field.model, (*path, EACH) if field.many else path)


def references(model: Any) -> tuple[tuple[Path, str], ...]:
    """The path to each id that `model` holds, with the table that the id is of."""
    return _references(model)


def follow(value: Any, path: Path) -> list[tuple[Loc, Any]]:
    """The values at the end of `path` from `value`, each with its place; none where one on the way is absent."""
    attribute, key = path[0]
    first = getattr(value, attribute)
    if first is None or first == ():  # most fields are empty in most entries
        return []
    found: list[tuple[Loc, Any]] = [((key,), first)]
    for attribute, key in path[1:]:
        if attribute:
            found = [((*loc, key), at) for loc, one in found if (at := getattr(one, attribute)) is not None]
        else:
            found = [((*loc, index), item) for loc, one in found for index, item in enumerate(one)]
        if not found:
            break
    return found


def is_model(type_: Any) -> bool:
    """Whether `type_` is a model: a type with fields that a file writes as keys."""
    return isinstance(type_, type) and is_dataclass(type_) and hasattr(type_, "__pydantic_config__")


def item_of(type_: Any) -> Any:
    """The plain type of each value of a list; None if `type_` is not a list."""
    return _plain(get_args(type_)[0]) if get_origin(type_) is tuple else None


@cache
def _references(model: Any) -> tuple[tuple[Path, str], ...]:
    return tuple(((*path, EACH) if field.many else path, field.table) for path, field in paths(model) if field.table)


@cache
def _read(model: Any) -> Mapping[str, ModelField]:
    fields = (_field(name, info) for name, info in _annotations(model).items())
    return MappingProxyType({field.key: field for field in fields})


def _annotations(model: Any) -> Mapping[str, Any]:
    """What Pydantic knows of each field of `model`."""
    if hasattr(model, "__pydantic_fields__"):
        found: Mapping[str, Any] = model.__pydantic_fields__
        return found
    from pydantic.fields import FieldInfo  # here, as in `text`, whose models are plain dataclasses

    return {name: FieldInfo.from_annotation(hint) for name, hint in get_type_hints(model, include_extras=True).items()}


def _field(name: str, info: Any) -> ModelField:
    parts = (*info.metadata, *_parts(info.annotation))
    return ModelField(
        name=name,
        key=info.alias or name,
        plain_type=_plain(info.annotation),
        base=next(part for part in parts if isinstance(part, type) and part not in (tuple, type(None))),
        many=tuple in parts,
        required=info.is_required(),
        nullable=type(None) in parts,
        doc=next(part for part in parts if isinstance(part, Doc)),
        table=next((part.table for part in parts if isinstance(part, Ref)), None),
        pattern=_constraint(parts, "pattern"),
        minimum=_constraint(parts, "ge"),
    )


def _parts(hint: Any) -> Iterator[Any]:
    """The types and the markers that `hint` is made of, the outer ones first; `tuple` stands for several."""
    origin = get_origin(hint)
    if origin is Literal:
        yield type(get_args(hint)[0])  # `Literal[Kind.PROPOSAL]` is a `Kind`
    elif origin is Annotated:
        base, *markers = get_args(hint)
        yield from markers
        yield from _parts(base)
    elif origin in (Union, UnionType, tuple):
        if origin is tuple:
            yield tuple
        for part in get_args(hint):
            yield from _parts(part)
    else:
        yield hint


def _plain(annotation: Any) -> Any:
    """A type without its constraints and without the None of a field that may be left out."""
    if get_origin(annotation) in (Annotated, Union, UnionType):
        return _plain(get_args(annotation)[0])
    return annotation


def _constraint(parts: tuple[Any, ...], name: str) -> Any:
    """The first constraint called `name`; Pydantic's `Field` keeps its own in a list."""
    for part in parts:
        for marker in (part, *getattr(part, "metadata", ())):
            if (value := getattr(marker, name, None)) is not None:
                return value
    return None
