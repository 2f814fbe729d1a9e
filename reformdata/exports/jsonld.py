"""JSON-LD: one graph of records, outcomes, reference tables and vocabularies, with its context inside.

The terms are those of schema.org, PROV-O, Popolo, W3C Web Annotation and SKOS; terms of our own are explained
in the graph itself. Loses: the blind readings of the sources and the blind codes of the outcomes, and the order of several values.
"""

import json
from collections.abc import Iterator

from reformdata.exports.linked.context import CONTEXT, Node, without_empty
from reformdata.exports.linked.nodes import dataset_nodes, entry_nodes, record_nodes, retired_nodes, source_nodes
from reformdata.exports.linked.outcomes import document_nodes, outcome_nodes
from reformdata.exports.linked.vocabularies import growing_vocabulary_nodes, own_nodes, vocabulary_nodes
from reformdata.store.file import Store


def document_bytes(store: Store) -> bytes:
    """`store` as one JSON-LD document, a node a line."""
    head = json.dumps(CONTEXT, ensure_ascii=False, indent=2)
    nodes = ",\n".join(json.dumps(node, ensure_ascii=False) for node in without_empty(_nodes(store)))
    return f'{{"@context": {head},\n"@graph": [\n{nodes}\n]}}\n'.encode()


def _nodes(store: Store) -> Iterator[Node]:
    for nodes in (
        dataset_nodes, record_nodes, retired_nodes, source_nodes, entry_nodes, document_nodes, outcome_nodes,
        growing_vocabulary_nodes,
    ):  # fmt: skip
        yield from nodes(store)
    yield from vocabulary_nodes()
    yield from own_nodes()
