"""How findings are shown: each format is a function `(report, view) -> lines`."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from reformdata.cli.output.machines import as_json, github, junit, sarif
from reformdata.cli.output.text import View, concise, text
from reformdata.curation.checks import Report

__all__ = ["FORMATS", "View"]

FORMATS: Mapping[str, Callable[[Report, View], Iterator[str]]] = MappingProxyType(
    {"text": text, "concise": concise, "json": as_json, "github": github, "sarif": sarif, "junit": junit}
)
"""The formats of `reformdata validate`, by name."""
