"""Records and what they point to as nodes: schema.org for content, PROV-O and Popolo for origin, Web Annotation for evidence.

The evidence of a record is an annotation whose targets are paragraphs of its source. A paragraph is selected by its
number and by the digest and the sketch of its text; the text itself is not in the graph.
"""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from reformdata.about import LICENCE_URL, NAME, PUBLISHER, TITLE_DA, TITLE_EN
from reformdata.exports.contents import rows_of
from reformdata.exports.linked.context import CONTRIBUTORS, DATASET, Node, both, by_language, day, iri, mapped, ref
from reformdata.models import (
    Actor,
    ActorKind,
    Curation,
    Fingerprint,
    Initiative,
    Label,
    Law,
    Proposal,
    Quantity,
    Reform,
    Relation,
    Skip,
    Source,
    Statement,
)
from reformdata.models.records import record_date
from reformdata.store.file import Store

_Act = Proposal | Statement | Initiative

_NAMED = {"schema:identifier": "id", "schema:name": "name"}
_ALSO_NAMED = {"schema:alternateName": "aliases", "schema:description": "description"}
_CONTENT = {"schema:identifier": "id", "schema:name": "title", "schema:description": "text"}
_ACT = {
    "rd:voice": "voice.actor",
    "rd:voice_for": "voice.for_",
    "rd:reported_by": "reported_by",
    "rd:kind": "kind",
    "rd:areas": "areas",
    "rd:themes": "themes",
    "rd:target_groups": "target_groups",
    "rd:reforms": "reforms",
    "rd:laws": "laws",
    "rd:quantities": "quantities",
    "rd:relations": "relations",
}
_PARTS = {"quantities": "quantity", "relations": "relation"}

KEYS: Mapping[type, Mapping[str, str]] = MappingProxyType(
    {
        Proposal: {**_ACT, "rd:action": "action", "rd:strength": "strength", "rd:addressees": "addressees"},
        Statement: {**_ACT, "rd:claim": "claim", "rd:tone": "tone"},
        Initiative: {
            **_ACT,
            "rd:form": "form",
            "rd:status": "status",
            "rd:owners": "owners",
            "rd:partners": "partners",
            "rd:period": "period",
        },
        Quantity: {"schema:value": "value", "schema:unitText": "of", "rd:qualifier": "qualifier"},
        Relation: {"rd:type": "type", "rd:to": "to", "schema:description": "reason"},
        Curation: {"rd:added": "added", "rd:codebook": "codebook", "rd:review": "review"},
        Fingerprint: {"rd:paragraph": "paragraph", "rd:words": "words", "rd:sha256": "sha256", "rd:sketch": "sketch"},
        Source: {
            "schema:identifier": "id",
            "schema:name": "title",
            "schema:publisher": "publisher",
            "schema:author": "authors",
            "schema:datePublished": "date",
            "schema:url": "url",
            "rd:source_kind": "kind",
            "rd:paragraphs": "paragraphs",
        },
        Skip: {"rd:skipped": "reason"},
        Reform: {
            **_NAMED,
            **_ALSO_NAMED,
            "rd:form": "form",
            "rd:owners": "owners",
            "dcterms:isPartOf": "part_of",
            "schema:sameAs": "wikidata",
        },
        Law: {**_NAMED, **_ALSO_NAMED, "schema:sameAs": "wikidata"},
    }
)
"""The fields that are a key of the graph in the form of their type, by that key."""

_TYPES: Mapping[type, list[str]] = MappingProxyType(
    {
        Proposal: ["rd:Proposal", "schema:CreativeWork", "prov:Entity"],
        Statement: ["rd:Statement", "schema:Claim", "prov:Entity"],
        Initiative: ["rd:Initiative", "schema:CreativeWork", "prov:Entity"],
        Quantity: ["schema:QuantitativeValue"],
        Relation: ["rd:Relation"],
    }
)


def dataset_nodes(store: Store) -> Iterator[Node]:
    """The data set, and those who made it."""
    yield {
        "id": DATASET,
        "type": ["schema:Dataset", "prov:Entity"],
        "schema:name": NAME,
        "schema:description": both(Label(TITLE_DA, TITLE_EN)),
        "schema:version": store.version,
        "schema:license": {"id": LICENCE_URL},
        "schema:creditText": store.citation,
        "schema:creator": {"id": CONTRIBUTORS},
        "schema:inLanguage": ["da", "en"],
    }
    yield {"id": CONTRIBUTORS, "type": ["schema:Organization", "prov:Agent"], "schema:name": PUBLISHER}


def record_nodes(store: Store) -> Iterator[Node]:
    """The nodes of every record, in the order of the ids."""
    sources = {source.id: source for source in store.entries("sources")}
    for record in store.entries("records"):
        yield _record(record, sources[record.id.source])
        yield from _attributions(record)
        yield _curation(record)
        yield _evidence(record)
        for name in _PARTS:
            for part, one in zip(_parts(record, name), getattr(record, name), strict=True):
                yield {**part, "type": _TYPES[type(one)], **mapped(one, KEYS[type(one)])}


def retired_nodes(store: Store) -> Iterator[Node]:
    """What is left of withdrawn records."""
    for one in store.entries("retired"):
        yield {
            "id": iri("records", one.id),
            "type": ["rd:Retired", "prov:Entity"],
            "schema:identifier": one.id,
            "prov:wasDerivedFrom": ref("sources", one.id.source),
            **mapped(
                one, {"rd:retired": "retired", "dcterms:isReplacedBy": "replaced_by", "schema:description": "reason"}
            ),
        }


def source_nodes(store: Store) -> Iterator[Node]:
    """Every source, then every paragraph of every source and what selects it."""
    for source in store.entries("sources"):
        known = store.get("fingerprints", source.id)
        sha256 = known.sha256 if known else None
        yield _entry("sources", source, ["rd:Source", "schema:CreativeWork", "prov:Entity"]) | {"rd:sha256": sha256}
    for row in rows_of(store, "source_paragraphs"):
        yield from _paragraph(row)


def entry_nodes(store: Store) -> Iterator[Node]:
    """Every actor, reform and law."""
    yield from map(_actor, store.entries("actors"))
    yield from (_entry("reforms", reform, ["rd:Reform"]) for reform in store.entries("reforms"))
    yield from (_entry("laws", law, ["schema:Legislation"]) for law in store.entries("laws"))


def _record(record: _Act, source: Source) -> Node:
    fields = mapped(record, KEYS[type(record)]) | {f"rd:{name}": _parts(record, name) for name in _PARTS}
    period = record.period if isinstance(record, Initiative) else None
    return {
        "id": iri("records", record.id),
        "type": _TYPES[type(record)],
        **mapped(record, _CONTENT),
        "schema:about": fields["rd:areas"] + fields["rd:themes"] + fields["rd:reforms"] + fields["rd:laws"],
        **mapped(record, {"schema:mentions": "mentions"}),
        "dcterms:isPartOf": {"id": DATASET},
        "dcterms:date": day(record_date(record, source.date)),
        "dcterms:created": day(record.curation.added),
        "prov:wasDerivedFrom": ref("sources", record.id.source),
        "prov:wasGeneratedBy": ref("records", record.id, "curation"),
        "prov:wasAttributedTo": [one["prov:agent"] for one in _attributions(record)],
        "prov:qualifiedAttribution": [{"id": one["id"]} for one in _attributions(record)],
        **fields,
        "rd:period_earliest": day(period.earliest) if period else None,
        "rd:period_latest": day(period.latest) if period else None,
        **_edges(record.relations),
    }


def _edges(relations: Iterable[Relation]) -> Node:
    """Each relation once more as a plain edge: `rd:answers`."""
    edges: Node = {}
    for one in relations:
        edges.setdefault(f"rd:{one.type.value}", []).append({"id": iri("records", one.to)})
    return edges


def _parts(record: _Act, name: str) -> list[Node]:
    """References to the quantities or the relations of `record`."""
    return [
        {"id": iri("records", record.id, f"{_PARTS[name]}-{number}")}
        for number, _ in enumerate(getattr(record, name), start=1)
    ]


def _attributions(record: _Act) -> Iterator[Node]:
    """Who answers for the act, in which office and for whom; and who reported it."""
    voice = record.voice
    is_membership = bool(voice.office or voice.for_)
    membership = {
        "person": ref("actors", voice.actor),
        "role": by_language(voice.office),
        "on_behalf_of": ref("actors", voice.for_),
    }
    yield {
        "id": iri("records", record.id, "voice"),
        "type": ["prov:Attribution", "Membership"] if is_membership else ["prov:Attribution"],
        "prov:agent": ref("actors", voice.actor),
        "prov:hadRole": {"id": "rd:voice-role"},
        **(membership if is_membership else {}),
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
        **mapped(record.curation, KEYS[Curation]),
    }


def _evidence(record: _Act) -> Node:
    return {
        "id": iri("records", record.id, "evidence"),
        "type": ["Annotation"],
        "motivation": {"id": "oa:describing"},
        "body": ref("records", record.id),
        "target": [ref("sources", record.id.source, f"paragraph-{number}") for number in record.paragraphs],
    }


def _paragraph(row: Mapping[str, Any]) -> Iterator[Node]:
    """A paragraph and what selects it, from a row of the table `source_paragraphs`."""
    selector = f"selector-{row['paragraph']}"
    yield {
        "id": iri("sources", row["source"], f"paragraph-{row['paragraph']}"),
        "type": ["SpecificResource"],
        "source": ref("sources", row["source"]),
        "selector": ref("sources", row["source"], selector),
        "rd:skipped": {"id": f"terms:skip_reason:{row['skipped']}"} if row["skipped"] else None,
    }
    yield {
        "id": iri("sources", row["source"], selector),
        "type": ["rd:ParagraphSelector", "oa:Selector"],
        **{key: row[name] for key, name in KEYS[Fingerprint].items()},
    }


def _entry(table: str, entry: Source | Reform | Law, types: list[str]) -> Node:
    return {"id": iri(table, entry.id), "type": types, **mapped(entry, KEYS[type(entry)])}


def _actor(actor: Actor) -> Node:
    """An actor, with the keys of Popolo; a person or a group that belongs to an organisation is a member of it."""
    is_organisation = actor.kind not in (ActorKind.PERSON, ActorKind.GROUP)
    return {
        "id": iri("actors", actor.id),
        "type": _actor_types(actor.kind),
        "schema:identifier": actor.id,
        "name": by_language(actor.name),
        **mapped(
            actor,
            {
                "other_names": "aliases",
                "classification": "kind",
                "parent" if is_organisation else "memberships": "part_of",
                "schema:name": "name",
                "schema:description": "description",
                "schema:sameAs": "wikidata",
            },
        ),
    }


def _actor_types(kind: ActorKind) -> list[str]:
    if kind == ActorKind.PERSON:
        return ["Person", "schema:Person", "prov:Person"]
    if kind == ActorKind.GROUP:
        return ["Group", "prov:Agent"]
    return ["Organization", "schema:Organization", "prov:Organization"]
