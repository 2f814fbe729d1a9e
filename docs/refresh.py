"""Draw the pictures of the gallery and run the tour: `make pictures`, before a release.

The files show the data of the release; they are not renewed when a record changes.
"""

from functools import partial
from pathlib import Path

import nbformat
from nbclient import NotebookClient

import reformdata as rd
from reformdata.dataset.plotting import CHARTS
from reformdata.models import LANGUAGES

DOCS = Path(__file__).parent
CHAIN = "kl-2020-temaside.15"
"""The record whose chain the gallery shows."""


def draw(folder: Path) -> None:
    """Write each chart of all records into `folder`, in each language."""
    plot = rd.load().plot
    for name in CHARTS:
        for language in LANGUAGES:
            draw_one = partial(plot.chain, CHAIN) if name == "chain" else getattr(plot, name)
            draw_one(language).save(folder / f"{name}-{language}.svg")


def run(notebook: Path) -> None:
    """Run `notebook` and save the output of its cells, without the times at which they ran."""
    content = nbformat.read(notebook, as_version=4)
    NotebookClient(content, timeout=120, record_timing=False, resources={"metadata": {"path": str(DOCS)}}).execute()
    nbformat.write(content, notebook)


if __name__ == "__main__":
    draw(DOCS / "gallery")
    run(DOCS / "tour.ipynb")
