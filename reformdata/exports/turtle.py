"""Turtle: the graph of the JSON-LD export, written by rdflib for people and for tools that read no JSON-LD."""

import json

from reformdata.errors import MissingExtraError
from reformdata.exports import jsonld
from reformdata.messages import Message
from reformdata.store.file import Store


def document_bytes(store: Store) -> bytes:
    """`store` as one Turtle document.

    Raises:
        MissingExtraError: an ImportError, if rdflib is not installed.
    """
    try:
        from rdflib import Graph
        from rdflib.plugins.parsers.jsonld import to_rdf
    except ModuleNotFoundError as error:
        raise MissingExtraError("rdf", Message("at skrive Turtle", "writing Turtle")) from error
    graph = Graph(bind_namespaces="none")
    # Not graph.parse(), which warns of a deprecated call of its own: with warnings as errors the export would fail.
    to_rdf(json.loads(jsonld.document_bytes(store)), graph)
    return graph.serialize(format="turtle", encoding="utf-8")
