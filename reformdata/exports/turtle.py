"""Turtle: the graph of the JSON-LD export, written by rdflib for people and for tools that read no JSON-LD."""

from pathlib import Path
from typing import TYPE_CHECKING

from reformdata.errors import MissingExtraError
from reformdata.exports.jsonld import document_bytes
from reformdata.exports.targets import write_file

if TYPE_CHECKING:
    from reformdata.dataset import Dataset


def write(ds: "Dataset", path: Path) -> None:
    """Write `ds` as one Turtle document.

    Raises:
        MissingExtraError: an ImportError, if rdflib is not installed.
        OSError: if it cannot be written.
    """
    try:
        from rdflib import Graph
    except ModuleNotFoundError as error:
        raise MissingExtraError("rdf", "writing Turtle") from error
    graph = Graph(bind_namespaces="none")
    graph.parse(data=document_bytes(ds), format="json-ld")
    write_file(path, graph.serialize(format="turtle", encoding="utf-8"))
