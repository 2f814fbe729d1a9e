"""How the three kinds of records look: the same in every chart."""

from collections.abc import Mapping
from typing import Any

from reformdata.models import Kind, Label, Language

COLOURS: Mapping[Kind, str] = {Kind.STATEMENT: "#0072B2", Kind.PROPOSAL: "#E69F00", Kind.INITIATIVE: "#009E73"}
"""The colour of each kind, in the order of every chart; they also differ when printed in grey."""
SHAPES: Mapping[Kind, str] = {Kind.STATEMENT: "circle", Kind.PROPOSAL: "square", Kind.INITIATIVE: "triangle-up"}
PLURALS: Mapping[Kind, Label] = {
    Kind.STATEMENT: Label("Udsagn", "Statements"),
    Kind.PROPOSAL: Label("Forslag", "Proposals"),
    Kind.INITIATIVE: Label("Initiativer", "Initiatives"),
}
"""What a number of records of each kind is called."""
KIND = Label("Art", "Kind")


def colours(lang: Language, **options: Any) -> Any:
    """The colour channel, by the field `kind`, which holds the label of a kind."""
    import altair

    scale = altair.Scale(domain=[kind.label.in_(lang) for kind in COLOURS], range=list(COLOURS.values()))
    return altair.Color("kind:N", title=KIND.in_(lang), scale=scale, **options)


def shapes(lang: Language, **options: Any) -> Any:
    """The shape channel, by the field `kind`."""
    import altair

    scale = altair.Scale(domain=[kind.label.in_(lang) for kind in SHAPES], range=list(SHAPES.values()))
    return altair.Shape("kind:N", title=KIND.in_(lang), scale=scale, **options)
