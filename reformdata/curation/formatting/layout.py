"""How each kind of file is written: the order of its keys and the style of its values, read from the models."""

import datetime
import re
from collections.abc import Mapping
from decimal import Decimal
from types import GenericAlias, MappingProxyType
from typing import Any, Literal, NamedTuple, TypeAlias, get_args

from reformdata.curation.reading.strict_yaml import Tree
from reformdata.models import (
    TABLES,
    BlindCodes,
    Fingerprint,
    Fingerprints,
    Outcome,
    ReadAct,
    Readings,
    RecordFile,
    Text,
)
from reformdata.models.fields import fields_of, is_model, item_of
from reformdata.models.records import RECORD_MODELS
from reformdata.models.text import Line

Style: TypeAlias = Literal["number", "boolean", "text", "block", "quoted", "unknown"]

KINDS: Mapping[str, Any] = MappingProxyType(
    {"records": RecordFile, "outcomes": Outcome, **TABLES, "fingerprints": Fingerprints, "readings": Readings}
)
"""The kinds of file by the table that they belong to, with the model of their entries."""

_MODELINE = "# yaml-language-server: $schema="
_SCHEMAS = MappingProxyType(
    {
        "records": "../../../schemas/record.schema.json",
        "sources": "../../../schemas/source.schema.json",
        "outcomes": "../../schemas/outcome.schema.json",
        "actors": "../../schemas/actor.schema.json",
        "reforms": "../../schemas/reform.schema.json",
        "laws": "../../schemas/law.schema.json",
        "documents": "../../schemas/document.schema.json",
    }
)
MODELINES: Mapping[str, str] = MappingProxyType({kind: _MODELINE + path for kind, path in _SCHEMAS.items()})
"""The first line of a new file, for each kind that is written by hand with one entry a file."""

_NAMED_SCHEMA = re.compile(rf"{re.escape(_MODELINE)}\S*?([a-z-]+\.schema\.json)\s")
_NUMBER = re.compile(r"-?\d+(\.\d+)?|\d{4}-\d{2}-\d{2}")


class Layout(NamedTuple):
    """How a value is written at its place."""

    type: Any = None
    """A model, a tuple, or the type of a scalar; None if the models have no such place."""
    owner: Any = None
    """The model whose field it is."""

    @property
    def style(self) -> Style:
        """How a scalar is written here."""
        if self.type is None:
            return "unknown"
        if item_of(self.type):
            return self.item.style  # a single value instead of a list
        if self.type in (int, Decimal, datetime.date):
            return "number"
        if self.type is bool:
            return "boolean"
        if self.owner is Text:
            return "block"
        # Many readers of YAML read a hash of digits, or with one `e`, as a number.
        return "quoted" if self.owner in (Fingerprint, Fingerprints) else "text"

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of a mapping, in order: those of a record begin with `id` and `kind` and end with `curation`."""
        if not is_model(self.type):
            return ()
        names = tuple(fields_of(self.type))
        if "curation" not in names:
            return names
        return ("id", "kind", *(name for name in names if name not in ("id", "kind", "curation")), "curation")

    @property
    def in_braces(self) -> bool:
        """Whether a mapping is written on one line: an act of a reading, since a file has many, and two codes."""
        return self.type in (ReadAct, BlindCodes)

    def field(self, key: str) -> "Layout":
        """The layout of the value under `key`."""
        field = fields_of(self.type).get(key) if is_model(self.type) else None
        return Layout(field.plain_type, self.type) if field else Layout()

    @property
    def item(self) -> "Layout":
        """The layout of each value of a list."""
        return Layout(item_of(self.type), self.owner) if item_of(self.type) else Layout()

    @property
    def is_list_of_lines(self) -> bool:
        """Whether this is a list of names, one a line, and not one of ids or numbers."""
        return get_args(self.type)[:1] == (Line,)


def is_number(value: str) -> bool:
    """Whether `value` is written like a number or a date."""
    return bool(_NUMBER.fullmatch(value))


def layout_of(text: str, tree: Tree) -> Layout:
    """The layout of a whole file: of the kind in its modeline or, without one, of the kind with most of its keys."""
    entry = tree[0] if isinstance(tree, tuple) and tree else tree
    keys = frozenset(entry) if isinstance(entry, dict) else frozenset()
    kind = _by_modeline(text) or max(KINDS, key=lambda each: len(keys & _keys(KINDS[each])))
    return layout_of_kind(kind, tree)


def layout_of_kind(kind: str, tree: Tree) -> Layout:
    """The layout of a whole file that belongs to the table `kind`."""
    is_list = isinstance(tree, tuple)
    model = _record_model(tree) if kind == "records" else KINDS[kind]
    return Layout(GenericAlias(tuple, (model, ...)) if is_list else model)


def _by_modeline(text: str) -> str | None:
    found = _NAMED_SCHEMA.match(text)
    return next((kind for kind, path in _SCHEMAS.items() if found and path.endswith(f"/{found[1]}")), None)


def _keys(model: Any) -> frozenset[str]:
    if model is RecordFile:
        return frozenset(key for each in RECORD_MODELS.values() for key in fields_of(each))
    return frozenset(fields_of(model))


def _record_model(tree: Tree) -> Any:
    """The model of a record of this kind; without a kind, the model with most of its keys."""
    fields = tree if isinstance(tree, dict) else {}
    tag = "retired" if fields.get("status") == "retired" else fields.get("kind")
    if isinstance(tag, str) and tag in RECORD_MODELS:
        return RECORD_MODELS[tag]
    return max(RECORD_MODELS.values(), key=lambda model: len(fields.keys() & fields_of(model).keys()))
