"""Records as nodes: what is said (schema.org), whence and by whom (PROV-O, Popolo), and on what evidence (Web Annotation).

The evidence of a record is an annotation whose targets are paragraphs of its source. A paragraph is
selected by its number and by the digest and the sketch of its text; the text is not there.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from reformdata.exports.linked.context import (
    CONTRIBUTORS,
    DATASET,
    EDTF,
    Node,
    both,
    by_language,
    concept,
    day,
    iri,
    ref,
    refs,
    typed,
)
from reformdata.models import Initiative, Kind, Proposal, Quantity, Relation, Source, Statement
from reformdata.models.records import dated
from reformdata.store.file import Store

_Act = Proposal | Statement | Initiative

_TYPES = {
    Kind.PROPOSAL: ["rd:Proposal", "schema:CreativeWork", "prov:Entity"],
    Kind.STATEMENT: ["rd:Statement", "schema:Claim", "prov:Entity"],
    Kind.INITIATIVE: ["rd:Initiative", "schema:CreativeWork", "prov:Entity"],
}


def act_nodes(store: Store) -> Iterator[Node]:
    """The nodes of every record, in the order of the ids."""
    sources = {source.id: source for source in store.entries("sources")}
    for record in store.entries("records"):
        yield _record(record, sources[record.id.source])
        yield from _attributions(record)
        yield _curation(record)
        yield _evidence(record)
        yield from (_quantity(record, number, one) for number, one in enumerate(record.quantities, start=1))
        yield from (_relation(record, number, one) for number, one in enumerate(record.relations, start=1))


def retired_nodes(rows: Iterable[dict[str, Any]]) -> Iterator[Node]:
    """What is left of withdrawn records, from the rows of the table `retired`."""
    for row in rows:
        texts = [("da", row["reason_da"]), ("en", row["reason_en"])]
        yield {
            "id": iri("records", row["id"]),
            "type": ["rd:Retired", "prov:Entity"],
            "schema:identifier": row["id"],
            "prov:wasDerivedFrom": ref("sources", row["source"]),
            "rd:retired": day(row["retired"]),
            "dcterms:isReplacedBy": ref("records", row["replaced_by"]),
            "schema:description": [{"@language": code, "@value": text} for code, text in texts if text],
        }


def _record(record: _Act, source: Source) -> Node:
    areas, themes = refs("areas", record.areas), refs("themes", record.themes)
    reforms, laws = refs("reforms", record.reforms), refs("laws", record.laws)
    return {
        "id": iri("records", record.id),
        "type": _TYPES[record.kind],
        "schema:identifier": str(record.id),
        "schema:name": both(record.title),
        "schema:description": both(record.text),
        "schema:about": areas + themes + reforms + laws,
        "schema:mentions": refs("actors", record.mentions),
        "dcterms:isPartOf": {"id": DATASET},
        "dcterms:date": day(dated(record, source.date)),
        "dcterms:created": day(record.curation.added),
        "prov:wasDerivedFrom": ref("sources", record.id.source),
        "prov:wasGeneratedBy": ref("records", record.id, "curation"),
        "prov:wasAttributedTo": refs("actors", _speakers(record)),
        "prov:qualifiedAttribution": [{"id": one["id"]} for one in _attributions(record)],
        "rd:voice": ref("actors", record.voice.actor),
        "rd:voice_for": ref("actors", record.voice.for_),
        "rd:reported_by": ref("actors", record.reported_by),
        "rd:kind": concept(record.kind),
        "rd:areas": areas,
        "rd:themes": themes,
        "rd:target_groups": refs("target_groups", record.target_groups),
        "rd:reforms": reforms,
        "rd:laws": laws,
        "rd:quantities": _parts(record, "quantity", record.quantities),
        "rd:relations": _parts(record, "relation", record.relations),
        **_by_kind(record),
        **_direct(record.relations),
    }


def _by_kind(record: _Act) -> Node:
    """What only one kind has."""
    if isinstance(record, Proposal):
        return {
            "rd:action": concept(record.action),
            "rd:strength": concept(record.strength),
            "rd:addressees": refs("actors", record.addressees),
        }
    if isinstance(record, Statement):
        return {"rd:claim": concept(record.claim), "rd:tone": concept(record.tone)}
    period = record.period
    return {
        "rd:form": concept(record.form),
        "rd:status": concept(record.status),
        "rd:owners": refs("actors", record.owners),
        "rd:partners": refs("actors", record.partners),
        "rd:period": typed(EDTF, period) if period else None,
        "rd:period_earliest": day(period.earliest) if period else None,
        "rd:period_latest": day(period.latest) if period else None,
    }


def _direct(relations: Iterable[Relation]) -> Node:
    """Each relation once more as a plain edge: `rd:answers`."""
    edges: Node = {}
    for one in relations:
        edges.setdefault(f"rd:{one.type.value}", []).append({"id": iri("records", one.to)})
    return edges


def _speakers(record: _Act) -> list[str]:
    return [actor for actor in (record.voice.actor, record.reported_by) if actor]


def _attributions(record: _Act) -> Iterator[Node]:
    """Who answers for the act, in which office and for whom; and who passed it on."""
    voice = record.voice
    held = {"person": ref("actors", voice.actor), "role": by_language(voice.office)}
    is_membership = bool(voice.office or voice.for_)
    yield {
        "id": iri("records", record.id, "voice"),
        "type": ["prov:Attribution", "Membership"] if is_membership else ["prov:Attribution"],
        "prov:agent": ref("actors", voice.actor),
        "prov:hadRole": {"id": "rd:voice-role"},
        **({**held, "on_behalf_of": ref("actors", voice.for_)} if is_membership else {}),
    }
    if record.reported_by:
        yield {
            "id": iri("records", record.id, "reported_by"),
            "type": ["prov:Attribution"],
            "prov:agent": ref("actors", record.reported_by),
            "prov:hadRole": {"id": "rd:reporter-role"},
        }


def _curation(record: _Act) -> Node:
    return {
        "id": iri("records", record.id, "curation"),
        "type": ["prov:Activity"],
        "prov:used": ref("sources", record.id.source),
        "prov:wasAssociatedWith": {"id": CONTRIBUTORS},
        "rd:added": day(record.curation.added),
        "rd:codebook": record.curation.codebook,
        "rd:review": concept(record.curation.review),
    }


def _evidence(record: _Act) -> Node:
    return {
        "id": iri("records", record.id, "evidence"),
        "type": ["Annotation"],
        "motivation": {"id": "oa:describing"},
        "body": ref("records", record.id),
        "target": [ref("sources", record.id.source, f"paragraph-{number}") for number in record.paragraphs],
    }


def _quantity(record: _Act, number: int, quantity: Quantity) -> Node:
    return {
        "id": iri("records", record.id, f"quantity-{number}"),
        "type": ["schema:QuantitativeValue"],
        "schema:value": typed("xsd:decimal", _decimal(quantity.value)),
        "schema:unitText": both(quantity.of),
        "rd:qualifier": concept(quantity.qualifier),
    }


def _decimal(value: Decimal) -> str:
    """The canonical form of a decimal number in XML Schema: `7.0`."""
    text = f"{value:f}"
    return text if "." in text else f"{text}.0"


def _relation(record: _Act, number: int, relation: Relation) -> Node:
    return {
        "id": iri("records", record.id, f"relation-{number}"),
        "type": ["rd:Relation"],
        "rd:type": concept(relation.type),
        "rd:to": ref("records", relation.to),
        "schema:description": both(relation.reason),
    }


def _parts(record: _Act, name: str, values: tuple[object, ...]) -> list[Node | None]:
    return [ref("records", record.id, f"{name}-{number}") for number in range(1, len(values) + 1)]
