"""Drawing a chart by its name, and looking into it."""

from tests.fixtures.corpus import PROPOSAL


def draw(plot, name, lang="en", **options):
    """The chart with the name; a chain is that of the proposal of the corpus."""
    before = (PROPOSAL.id,) if name == "chain" else ()
    return getattr(plot, name)(*before, lang, **options)


def rows_with(chart, *fields):
    """The rows of all layers of a chart that have the fields."""
    rows = (row for values in chart.altair.to_dict()["datasets"].values() for row in values)
    return [row for row in rows if set(fields) <= set(row)]


def words(chart):
    """Everything that is written in a chart, each text on one line."""
    texts = [row["text"] for row in rows_with(chart, "text")]
    return [" ".join(text) if isinstance(text, list) else text for text in texts]
