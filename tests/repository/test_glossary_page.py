"""The page of the glossary."""

from reformdata.models import GlossaryTerm, Label, Text
from reformdata.repository.glossary_page import page


def test_the_page_has_a_row_for_each_term_in_the_danish_order():
    """With what must not translate it, and the note in both languages; characters of Markdown are escaped."""
    terms = (
        GlossaryTerm(id="aa", name=Label("ånd", "spirit")),
        GlossaryTerm(id="krav", name=Label("krav", "requirement"), rejected=("demand", "claim|call")),
        GlossaryTerm(id="ae", name=Label("Ære", "honour"), note=Text("Om *folk*.", "Of people.")),
    )
    assert page(terms).split("\n")[-6:] == [
        "| dansk | English | not | note |",
        "| --- | --- | --- | --- |",
        "| krav | requirement | demand, claim\\|call |  |",
        "| Ære | honour |  | Om \\*folk\\*. *Of people.* |",
        "| ånd | spirit |  |  |",
        "",
    ]
