"""Where in a model the values of one sort stand: read once from the types of its fields."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, TypeAlias

from reformdata.findings import Loc
from reformdata.models import TABLES, Corpus, Entry, Initiative, Label, Proposal, Retired, Statement, Text
from reformdata.models.fields import EACH, Path, paths

Node: TypeAlias = Proposal | Statement | Initiative | Retired | Entry
"""What has an id of its own: a record, a tombstone or an entry of a reference table."""


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
    if (attribute, key) != EACH:
        yield from follow(getattr(value, attribute), tuple(rest), (*loc, key))
        return
    for place, one in enumerate(value):
        yield from follow(one, tuple(rest), (*loc, place))


_MODELS: tuple[type[Node], ...] = (Proposal, Statement, Initiative, Retired, *TABLES.values())

REFERENCES: Mapping[type[Node], tuple[tuple[Path, str], ...]] = MappingProxyType(
    {
        model: tuple(
            ((*path, EACH) if field.many else path, field.table) for path, field in paths(model) if field.table
        )
        for model in _MODELS
    }
)
"""The paths to the ids that a model holds of others, each with the table that they are of."""

BILINGUAL: Mapping[type[Node], tuple[Path, ...]] = MappingProxyType(
    {model: tuple(path for path, field in paths(model) if field.base in (Label, Text)) for model in _MODELS}
)
"""The paths to the texts of a model that stand in both languages."""

LISTS: Mapping[type[Node], tuple[Path, ...]] = MappingProxyType(
    {model: tuple(path for path, field in paths(model) if field.many) for model in _MODELS}
)
"""The paths to the lists of a model."""


def texts(node: Node) -> Iterator[tuple[Loc, Label | Text]]:
    """The texts of `node` that stand in both languages, each with its place."""
    for path in BILINGUAL[type(node)]:
        yield from follow(node, path)
