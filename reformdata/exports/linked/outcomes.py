"""What became of the records, as nodes: outcomes, their dated assessments, and the documents that these rest on."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from reformdata.exports.linked.context import Node, days_of, iri, node_of, own_keys, ref
from reformdata.models import Assessment, Document, DocumentKind, Evidence, Outcome, RecordId, Search
from reformdata.store.file import Store

KEYS: Mapping[type, Mapping[str, str]] = MappingProxyType(
    {
        Document: {
            "schema:identifier": "id",
            "schema:name": "title",
            "schema:publisher": "publisher",
            "schema:datePublished": "date",
            "schema:url": "url",
            "rd:document_kind": "kind",
            "rd:seen": "seen",
            "rd:seen_as": "form",
        },
        Outcome: {"schema:about": "id"} | own_keys("test", "assessable", "why_not", "assessments"),
        Assessment: {"schema:description": "text"}
        | own_keys("as_of", "verdict", "scope", "link", "since", "evidence", "searched", "readers", "agreed"),
        Evidence: {"schema:description": "says"} | own_keys("document", "record"),
        Search: own_keys("place", "query"),
    }
)
"""The fields that are a key of the graph, by that key."""

_LEGISLATION = "schema:Legislation"
_TYPES = {
    DocumentKind.LAW: [_LEGISLATION],
    DocumentKind.BILL: [_LEGISLATION],
    DocumentKind.EVALUATION: ["schema:Report"],
    DocumentKind.PRESS: ["schema:NewsArticle"],
}
"""The type that schema.org has for a kind of document, beside `schema:CreativeWork`."""


def document_nodes(store: Store) -> Iterator[Node]:
    """Every document that shows what became of a record."""
    for one in store.entries("documents"):
        yield {
            "id": iri("documents", one.id),
            "type": ["rd:Document", "schema:CreativeWork", *_TYPES.get(one.kind, ()), "prov:Entity"],
            **node_of(one, KEYS[Document]),
            **days_of(one.date),
        }


def outcome_nodes(store: Store) -> Iterator[Node]:
    """Every outcome, each followed by its assessments."""
    for outcome in store.entries("outcomes"):
        parts = [f"assessment-{number}" for number in range(1, len(outcome.assessments) + 1)]
        yield {
            "id": iri("outcomes", outcome.id),
            "type": ["rd:Outcome", "prov:Entity"],
            **node_of(outcome, KEYS[Outcome]),
            "rd:assessments": [ref("outcomes", outcome.id, part) for part in parts],
        }
        for part, assessment in zip(parts, outcome.assessments, strict=True):
            yield from _assessment(outcome.id, part, assessment)


def _assessment(outcome: RecordId, part: str, assessment: Assessment) -> Iterator[Node]:
    """An assessment, then what it rests on and where a search was made."""
    evidence = [
        {"id": iri("outcomes", outcome, f"{part}-evidence-{number}"), "type": ["rd:Evidence"]}
        | node_of(one, KEYS[Evidence])
        for number, one in enumerate(assessment.evidence, start=1)
    ]
    searched = [
        {"id": iri("outcomes", outcome, f"{part}-search-{number}"), "type": ["rd:Search"]} | node_of(one, KEYS[Search])
        for number, one in enumerate(assessment.searched, start=1)
    ]
    yield {
        "id": iri("outcomes", outcome, part),
        "type": ["rd:Assessment", "prov:Entity"],
        **node_of(assessment, KEYS[Assessment]),
        **days_of(assessment.since),
        "rd:evidence": [{"id": one["id"]} for one in evidence],
        "rd:searched": [{"id": one["id"]} for one in searched],
    }
    yield from evidence
    yield from searched
