"""JSON-LD: one graph of records, sources, actors, reforms, laws and vocabularies, with its context inside.

The words are those of schema.org, PROV-O, Popolo, W3C Web Annotation and SKOS; what they have no word for is
explained in the graph itself. Loses: the blind readings of the sources, and the order of several values.
"""

import json
from pathlib import Path

from reformdata.exports.contents import rows_of
from reformdata.exports.linked.acts import act_nodes, retired_nodes
from reformdata.exports.linked.context import CONTEXT, Node, whole
from reformdata.exports.linked.entries import (
    actor_nodes,
    dataset_nodes,
    law_nodes,
    paragraph_nodes,
    reform_nodes,
    source_nodes,
)
from reformdata.exports.linked.vocabularies import entry_nodes, own_nodes, vocabulary_nodes
from reformdata.exports.targets import write_file
from reformdata.store.file import Store


def write(store: Store, path: Path, *, overwrite: bool = False) -> None:
    """Write `store` as one JSON-LD document.

    Raises:
        OSError: if it cannot be written; see `targets.write_file`.
    """
    write_file(path, document_bytes(store), overwrite=overwrite)


def document_bytes(store: Store) -> bytes:
    """`store` as one JSON-LD document, a node a line."""
    head = json.dumps(CONTEXT, ensure_ascii=False, indent=2)
    nodes = ",\n".join(json.dumps(node, ensure_ascii=False) for node in whole(nodes_of(store)))
    return f'{{"@context": {head},\n"@graph": [\n{nodes}\n]}}\n'.encode()


def nodes_of(store: Store) -> list[Node]:
    """Every node of the graph of `store`."""
    return [
        *dataset_nodes(store),
        *act_nodes(store),
        *retired_nodes(rows_of(store, "retired")),
        *source_nodes(store),
        *paragraph_nodes(rows_of(store, "source_paragraphs")),
        *actor_nodes(store),
        *reform_nodes(store),
        *law_nodes(store),
        *entry_nodes(store),
        *vocabulary_nodes(),
        *own_nodes(),
    ]
