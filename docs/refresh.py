"""Draw the pictures of the gallery with their tables, and run the tour: `make pictures`, before a release.

The files show the data of the release; they are not renewed when a record changes.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import nbformat
from nbclient import NotebookClient

import reformdata as rd
from reformdata.dataset.plotting import CHARTS
from reformdata.dataset.plotting.chart import Chart
from reformdata.models import LANGUAGES, Language

DOCS = Path(__file__).parent
CHAIN = "kl-2020-temaside.15"
"""The record whose chain the gallery shows."""

_TABLE = re.compile(r"(?<=<!-- numbers of )(\w+)( -->\n\n).*?(?=\n\n</details>)", re.DOTALL)


def charts(language: Language) -> Iterator[tuple[str, Chart]]:
    """Each chart of all records, with its name."""
    plot = rd.load().plot
    for name in CHARTS:
        yield name, plot.chain(CHAIN, language) if name == "chain" else getattr(plot, name)(language)


def draw(folder: Path) -> None:
    """Write each chart of all records into `folder`, in each language."""
    for language in LANGUAGES:
        for name, chart in charts(language):
            chart.save(folder / f"{name}-{language}.svg", overwrite=True)


def fill_tables(page: Path) -> None:
    """Write the numbers of each chart into its table on `page`."""
    tables = {name: table(chart) for name, chart in charts("en")}
    text = page.read_text("utf-8")
    page.write_text(_TABLE.sub(lambda match: f"{match[1]}{match[2]}{tables[match[1]]}", text), "utf-8")


def table(chart: Chart) -> str:
    """The numbers of `chart` as a table in Markdown; a number is on the right, and nothing stands for none."""
    heads = list(chart.table[0])
    rules = ["---:" if isinstance(chart.table[0][head], int) else "---" for head in heads]
    rows = [[str(row[head] or "").replace("|", r"\|") for head in heads] for row in chart.table]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (heads, rules, *rows))


def run(notebook: Path) -> None:
    """Run `notebook` and save the output of its cells, without the times at which they ran."""
    content = nbformat.read(notebook, as_version=4)
    NotebookClient(content, timeout=120, record_timing=False, resources={"metadata": {"path": str(DOCS)}}).execute()
    nbformat.write(content, notebook)


if __name__ == "__main__":
    draw(DOCS / "gallery")
    fill_tables(DOCS / "gallery.md")
    run(DOCS / "tour.ipynb")
