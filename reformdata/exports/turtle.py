"""Turtle: the graph of the JSON-LD export, written by rdflib for people and for tools that read no JSON-LD."""

import json
from pathlib import Path

from reformdata.errors import MissingExtraError
from reformdata.exports.jsonld import document_bytes
from reformdata.exports.targets import export_file
from reformdata.store.file import Store


def write(store: Store, path: Path, *, overwrite: bool = False) -> None:
    """Write `store` as one Turtle document.

    Raises:
        MissingExtraError: an ImportError, if rdflib is not installed.
        OSError: if it cannot be written; see `targets.export_file`.
    """
    try:
        from rdflib import Graph
        from rdflib.plugins.parsers.jsonld import to_rdf
    except ModuleNotFoundError as error:
        raise MissingExtraError("rdf", "writing Turtle") from error
    graph = Graph(bind_namespaces="none")
    # Not graph.parse(), which warns of a deprecated call of its own: with warnings as errors the export would fail.
    to_rdf(json.loads(document_bytes(store)), graph)
    export_file(path, graph.serialize(format="turtle", encoding="utf-8"), overwrite=overwrite)
