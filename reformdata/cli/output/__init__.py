"""How findings are shown: each format is a function `(report, view) -> lines`."""

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reformdata.cli.output.text import View
    from reformdata.curation.report import Report

_FUNCTIONS = {
    "text": "text.text",
    "concise": "text.concise",
    "json": "machines.as_json",
    "github": "machines.github",
    "sarif": "machines.sarif",
    "junit": "machines.junit",
}


def _format(name: str) -> "Callable[[Report, View], Iterator[str]]":
    """The format `name`, whose module is imported when something is to be shown."""

    def show(report: "Report", view: "View") -> Iterator[str]:
        module, _, function = _FUNCTIONS[name].partition(".")
        shown: Iterator[str] = getattr(import_module(f"{__name__}.{module}"), function)(report, view)
        return shown

    return show


FORMATS: "Mapping[str, Callable[[Report, View], Iterator[str]]]" = MappingProxyType(
    {name: _format(name) for name in _FUNCTIONS}
)
"""The formats of `reformdata validate`, by name."""
