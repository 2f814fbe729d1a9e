"""How the three kinds of records look: the same in every chart."""

from collections.abc import Mapping

from reformdata.models import Kind, Label

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
