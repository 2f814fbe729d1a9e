"""JSON-LD: one graph of records, sources, actors, reforms, laws and vocabularies, with its context inside.

The words are those of schema.org, PROV-O, Popolo, W3C Web Annotation and SKOS; what they have no word for is
explained in the graph itself. Loses: the blind readings of the sources, and the order of several values.
"""

import json
from pathlib import Path
from typing import TYPE_CHECKING

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

if TYPE_CHECKING:
    from reformdata.dataset import Dataset


def write(ds: "Dataset", path: Path, *, overwrite: bool = False) -> None:
    """Write `ds` as one JSON-LD document.

    Raises:
        OSError: if it cannot be written; see `targets.write_file`.
    """
    write_file(path, document_bytes(ds), overwrite=overwrite)


def document_bytes(ds: "Dataset") -> bytes:
    """`ds` as one JSON-LD document, a node a line."""
    head = json.dumps(CONTEXT, ensure_ascii=False, indent=2)
    nodes = ",\n".join(json.dumps(node, ensure_ascii=False) for node in whole(nodes_of(ds)))
    return f'{{"@context": {head},\n"@graph": [\n{nodes}\n]}}\n'.encode()


def nodes_of(ds: "Dataset") -> list[Node]:
    """Every node of the graph of `ds`."""
    return [
        *dataset_nodes(ds),
        *act_nodes(ds),
        *retired_nodes(ds.tables["retired"].to_dicts()),
        *source_nodes(ds),
        *paragraph_nodes(ds.fingerprints.to_dicts()),
        *actor_nodes(ds),
        *reform_nodes(ds),
        *law_nodes(ds),
        *entry_nodes(ds),
        *vocabulary_nodes(),
        *own_nodes(),
    ]
