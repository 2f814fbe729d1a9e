"""What all charts have in common: colours, words, and how a chart looks when it is done."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, TypeVar

from reformdata.models import Kind, Label, Language

INK, GREY, FAINT = "#222222", "#666666", "#c4c4c4"

KINDS: Mapping[Kind, str] = MappingProxyType(
    {Kind.STATEMENT: "#0072B2", Kind.PROPOSAL: "#E69F00", Kind.INITIATIVE: "#009E73"}
)
"""The colour of each kind, in the order of the argument, which every chart keeps."""

RECORDS = Label("Antal poster", "Number of records")
KIND = Label("Art", "Kind")
NOTHING = Label("Ingen poster at vise", "No records to show")
"""What stands under the title of a chart without marks."""

_Chart = TypeVar("_Chart", bound=Any)


def colours(lang: Language, **options: Any) -> Any:
    """The channel that colours by kind, whose name stands in the field `kind`."""
    import altair

    scale = altair.Scale(domain=[kind.label.in_(lang) for kind in KINDS], range=list(KINDS.values()))
    return altair.Color("kind:N", title=KIND.in_(lang), scale=scale, **options)


def tooltips(fields: Mapping[str, Label], lang: Language) -> list[Any]:
    """What is shown under the mouse: the values of the fields, each behind the word for it."""
    import altair

    return [altair.Tooltip(f"{field}:N", title=word.in_(lang)) for field, word in fields.items()]


def add_titles(chart: _Chart, title: Label, subtitle: Label, lang: Language) -> _Chart:
    """`chart` under its titles, as it is printed: no label is cut, on white, with a description for who cannot see it."""
    import altair

    heading = altair.TitleParams(
        title.in_(lang),
        subtitle=subtitle.in_(lang),
        anchor="start",
        offset=16,
        fontSize=18,
        subtitleFontSize=13,
        color=INK,
        subtitleColor=GREY,
    )
    done: _Chart = (
        chart.properties(title=heading, description=f"{title.in_(lang)}. {subtitle.in_(lang)}.", background="white", padding=16)
        .configure(font="Helvetica Neue, Arial, Liberation Sans, sans-serif")
        .configure_view(stroke=None)
        .configure_axis(
            labelLimit=0, labelFontSize=12, labelColor=INK, titleFontSize=12, titleColor=GREY, titleFontWeight="normal",
            domain=False, ticks=False, gridColor="#e6e6e6", labelPadding=6,
        )
        .configure_legend(labelFontSize=12, labelColor=INK, titleFontSize=12, titleColor=GREY, titleFontWeight="normal", labelLimit=0)
        .configure_header(labelAnchor="start", labelFontSize=13, labelFontWeight="bold", labelColor=INK, title=None, labelLimit=0)
    )  # fmt: skip
    return done
