"""Where in a model the values of one sort stand: read once from the types of its fields."""

from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from types import MappingProxyType, UnionType
from typing import Annotated, Any, TypeAlias, Union, get_args, get_origin, get_type_hints

from pydantic.fields import FieldInfo

from reformdata.findings import Loc
from reformdata.models import TABLES, Corpus, Entry, Initiative, Label, Proposal, Ref, Retired, Statement, Text

Node: TypeAlias = Proposal | Statement | Initiative | Retired | Entry
"""What has an id of its own: a record, a tombstone or an entry of a reference table."""

Path: TypeAlias = tuple[tuple[str, str], ...]
"""The steps from a model to a value: the attribute, and its key in the file (`for_` is `for` there)."""

_EACH = ("", "")
"""The step to every value of a list."""


def nodes(corpus: Corpus) -> Iterator[tuple[str, str, Node]]:
    """Everything that has an id: its table, its id and itself."""
    for table in ("records", "retired", *TABLES):
        for key, node in getattr(corpus, table).items():
            yield table, key, node


def follow(value: Any, path: Path, loc: Loc = ()) -> Iterator[tuple[Loc, Any]]:
    """The values at the end of `path`, each with its place; an absent one gives none."""
    if value is None:
        return
    if not path:
        yield loc, value
        return
    (attribute, key), *rest = path
    if (attribute, key) != _EACH:
        yield from follow(getattr(value, attribute), tuple(rest), (*loc, key))
        return
    for place, one in enumerate(value):
        yield from follow(one, tuple(rest), (*loc, place))


def _walk(annotation: Any, path: Path = ()) -> Iterator[tuple[Path, Any, tuple[Any, ...]]]:
    """Every type inside a type: the path to it, itself, and what it is annotated with."""
    notes: tuple[Any, ...] = ()
    if get_origin(annotation) is Annotated:
        annotation, *rest = get_args(annotation)
        notes = tuple(rest)
    yield path, annotation, notes
    if get_origin(annotation) in (Union, UnionType):
        for part in get_args(annotation):
            yield from _walk(part, path)
    elif get_origin(annotation) is tuple:
        yield from _walk(get_args(annotation)[0], (*path, _EACH))
    elif is_dataclass(annotation):
        for name, hint in get_type_hints(annotation, include_extras=True).items():
            yield from _walk(hint, (*path, (name, _key(name, hint))))


def _key(name: str, hint: Any) -> str:
    aliases = (note.alias for note in get_args(hint)[1:] if isinstance(note, FieldInfo) and note.alias)
    return next(aliases, name)


_TYPES: Mapping[type[Node], tuple[tuple[Path, Any, tuple[Any, ...]], ...]] = MappingProxyType(
    {model: tuple(_walk(model)) for model in (Proposal, Statement, Initiative, Retired, *TABLES.values())}
)
"""What `_walk` tells of each model."""

REFERENCES: Mapping[type[Node], tuple[tuple[Path, str], ...]] = MappingProxyType(
    {
        model: tuple((path, note.table) for path, _, notes in types for note in notes if isinstance(note, Ref))
        for model, types in _TYPES.items()
    }
)
"""The paths to the ids that a model holds of others, each with the table that they are of."""

BILINGUAL: Mapping[type[Node], tuple[Path, ...]] = MappingProxyType(
    {model: tuple(path for path, type_, _ in types if type_ in (Label, Text)) for model, types in _TYPES.items()}
)
"""The paths to the texts of a model that stand in both languages."""

LISTS: Mapping[type[Node], tuple[Path, ...]] = MappingProxyType(
    {model: tuple(path for path, type_, _ in types if get_origin(type_) is tuple) for model, types in _TYPES.items()}
)
"""The paths to the lists of a model."""


def texts(node: Node) -> Iterator[tuple[Loc, Label | Text]]:
    """The texts of `node` that stand in both languages, each with its place."""
    for path in BILINGUAL[type(node)]:
        yield from follow(node, path)
