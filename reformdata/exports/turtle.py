"""Turtle: the graph of the JSON-LD export, written by rdflib for people and for tools that read no JSON-LD."""

import json
from pathlib import Path

from reformdata.errors import MissingExtraError
from reformdata.exports.jsonld import document_bytes
from reformdata.exports.targets import write_file
from reformdata.store.file import Store


def write(store: Store, path: Path, *, overwrite: bool = False) -> None:
    """Write `store` as one Turtle document.

    Raises:
        MissingExtraError: an ImportError, if rdflib is not installed.
        OSError: if it cannot be written; see `targets.write_file`.
    """
    try:
        from rdflib import Graph
        from rdflib.plugins.parsers.jsonld import to_rdf
    except ModuleNotFoundError as error:
        raise MissingExtraError("rdf", "writing Turtle") from error
    graph = Graph(bind_namespaces="none")
    # Not graph.parse(), which warns its callers of what it does itself: whoever has warnings as errors could not export.
    to_rdf(json.loads(document_bytes(store)), graph)
    write_file(path, graph.serialize(format="turtle", encoding="utf-8"), overwrite=overwrite)
