"""How findings are shown: each format is a function `(report, view) -> lines`."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from reformdata.cli.output.text import View, concise, text

if TYPE_CHECKING:
    from reformdata.curation.report import Report

__all__ = ["FORMATS", "View"]


def _for_machines(name: str) -> "Callable[[Report, View], Iterator[str]]":
    """The format `name`, whose module is imported when something is to be shown."""

    def show(report: "Report", view: View) -> Iterator[str]:
        from reformdata.cli.output import machines

        shown: Iterator[str] = getattr(machines, name)(report, view)
        return shown

    return show


FORMATS: "Mapping[str, Callable[[Report, View], Iterator[str]]]" = MappingProxyType(
    {"text": text, "concise": concise}
    | {
        name: _for_machines(function)
        for name, function in (("json", "as_json"), ("github", "github"), ("sarif", "sarif"), ("junit", "junit"))
    }
)
"""The formats of `reformdata validate`, by name."""
