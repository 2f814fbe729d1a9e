"""Records and what they point to as nodes: schema.org for content, PROV-O and Popolo for origin, Web Annotation for evidence.

The evidence of a record is an annotation whose targets are paragraphs of its source. A paragraph is selected by its
number and by the digest and the sketch of its text; the text itself is not in the graph.
"""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from reformdata.about import LICENCE_URL, NAME, PUBLISHER, READERS_DA, READERS_EN, TITLE_DA, TITLE_EN
from reformdata.exports.contents import rows_of
from reformdata.exports.linked.context import (
    CONTRIBUTORS,
    DATASET,
    Node,
    by_language,
    day,
    days_of,
    in_both_languages,
    iri,
    node_of,
    own_keys,
    ref,
    refs,
)
from reformdata.models import (
    Actor,
    ActorKind,
    Curation,
    Fingerprint,
    Initiative,
    Law,
    Office,
    Proposal,
    Quantity,
    Reform,
    Relation,
    Skip,
    Source,
    Statement,
    Text,
)
from reformdata.store.file import Store

_Act = Proposal | Statement | Initiative


_NAMED = {
    "schema:identifier": "id",
    "schema:name": "name",
    "schema:alternateName": "aliases",
    "schema:description": "description",
    **own_keys("abbreviation", "period", "sources"),
}
_CONTENT = {"schema:identifier": "id", "schema:name": "title", "schema:description": "text"}
_ACT = {"rd:voice": "voice.actor", "rd:voice_for": "voice.for_"} | own_keys(
    "reported_by", "kind", "areas", "themes", "target_groups", "reforms", "laws", "quantities", "relations"
)
_RETIRED = {"rd:retired": "retired", "dcterms:isReplacedBy": "replaced_by", "schema:description": "reason"}
_PARTS = {"quantities": "quantity", "relations": "relation"}

KEYS: Mapping[type, Mapping[str, str]] = MappingProxyType(
    {
        Proposal: _ACT | own_keys("action", "strength", "addressees"),
        Statement: _ACT | own_keys("claim", "tone"),
        Initiative: _ACT | own_keys("form", "status", "owners", "partners", "period"),
        Quantity: {"schema:value": "value", "schema:unitText": "of", "rd:qualifier": "qualifier"},
        Relation: {"rd:type": "type", "rd:to": "to", "schema:description": "reason"},
        Curation: own_keys("added", "codebook", "review"),
        Fingerprint: own_keys("paragraph", "words", "sha256", "sketch"),
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
        Reform: _NAMED | own_keys("form", "owners") | {"dcterms:isPartOf": "part_of", "schema:sameAs": "wikidata"},
        Law: _NAMED | {"schema:sameAs": "wikidata"},
        Actor: own_keys("abbreviation", "period", "parties", "sources"),
        Office: own_keys("period"),
    }
)
"""The fields that are a key of the graph in the form of their type, by that key."""

_TYPES: Mapping[type, list[str]] = {
    Proposal: ["rd:Proposal", "schema:CreativeWork", "prov:Entity"],
    Statement: ["rd:Statement", "schema:Claim", "prov:Entity"],
    Initiative: ["rd:Initiative", "schema:CreativeWork", "prov:Entity"],
    Quantity: ["schema:QuantitativeValue"],
    Relation: ["rd:Relation"],
}
_TYPES_OF_MEMBERS = {
    ActorKind.PERSON: ["Person", "schema:Person", "prov:Person"],
    ActorKind.GROUP: ["Group", "prov:Agent"],
}


def dataset_nodes(store: Store) -> Iterator[Node]:
    """The data set, and those who made it."""
    yield {
        "id": DATASET,
        "type": ["schema:Dataset", "prov:Entity"],
        "schema:name": NAME,
        "schema:description": in_both_languages(Text(f"{TITLE_DA}. {READERS_DA}", f"{TITLE_EN}. {READERS_EN}")),
        "schema:version": store.version,
        "schema:license": {"id": LICENCE_URL},
        "schema:creditText": store.citation,
        "schema:creator": {"id": CONTRIBUTORS},
        "schema:inLanguage": ["da", "en"],
    }
    yield {"id": CONTRIBUTORS, "type": ["schema:Organization", "prov:Agent"], "schema:name": PUBLISHER}


def record_nodes(store: Store) -> Iterator[Node]:
    """The nodes of every record, in the order of the ids."""
    for record in store.entries("records"):
        yield _record(record)
        yield from _attributions(record)
        yield _curation(record)
        yield _evidence(record)
        for name in _PARTS:
            for part, one in zip(_parts(record, name), getattr(record, name), strict=True):
                yield {**part, "type": _TYPES[type(one)], **node_of(one, KEYS[type(one)])}


def retired_nodes(store: Store) -> Iterator[Node]:
    """What is left of withdrawn records."""
    for one in store.entries("retired"):
        yield {
            "id": iri("records", one.id),
            "type": ["rd:Retired", "prov:Entity"],
            "schema:identifier": one.id,
            "prov:wasDerivedFrom": ref("sources", one.id.source),
            **node_of(one, _RETIRED),
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
    for actor in store.entries("actors"):
        yield _actor(actor)
        yield from (_office(actor, number) for number in range(1, len(actor.offices) + 1))
    yield from (_entry("reforms", reform, ["rd:Reform"]) for reform in store.entries("reforms"))
    yield from (_entry("laws", law, ["schema:Legislation"]) for law in store.entries("laws"))


def _record(record: _Act) -> Node:
    fields = node_of(record, KEYS[type(record)]) | {f"rd:{name}": _parts(record, name) for name in _PARTS}
    return {
        "id": iri("records", record.id),
        "type": _TYPES[type(record)],
        **node_of(record, _CONTENT),
        "schema:about": fields["rd:areas"] + fields["rd:themes"] + fields["rd:reforms"] + fields["rd:laws"],
        **node_of(record, {"schema:mentions": "mentions"}),
        "dcterms:isPartOf": {"id": DATASET},
        "dcterms:date": day(record.date),
        "dcterms:created": day(record.curation.added),
        "prov:wasDerivedFrom": ref("sources", record.id.source),
        "prov:wasGeneratedBy": ref("records", record.id, "curation"),
        "prov:wasAttributedTo": [one["prov:agent"] for one in _attributions(record)],
        "prov:qualifiedAttribution": [{"id": one["id"]} for one in _attributions(record)],
        **fields,
        **days_of(record.period if isinstance(record, Initiative) else None),
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
    numbers = range(1, len(getattr(record, name)) + 1)
    return [{"id": iri("records", record.id, f"{_PARTS[name]}-{number}")} for number in numbers]


def _attributions(record: _Act) -> Iterator[Node]:
    """Who answers for the act, in which office and for whom; and who reported it."""
    voice = record.voice
    node = _attribution(record, "voice", voice.actor, "rd:voice-role")
    if voice.office or voice.for_:
        node["type"].append("Membership")
        node |= {
            "person": ref("actors", voice.actor),
            "role": by_language(voice.office),
            "on_behalf_of": ref("actors", voice.for_),
        }
    yield node
    if record.reported_by:
        yield _attribution(record, "reported_by", record.reported_by, "rd:reporter-role")


def _attribution(record: _Act, part: str, actor: str, role: str) -> Node:
    return {
        "id": iri("records", record.id, part),
        "type": ["prov:Attribution"],
        "prov:agent": ref("actors", actor),
        "prov:hadRole": {"id": role},
    }


def _curation(record: _Act) -> Node:
    return {
        "id": iri("records", record.id, "curation"),
        "type": ["prov:Activity"],
        "prov:used": ref("sources", record.id.source),
        "prov:wasAssociatedWith": {"id": CONTRIBUTORS},
        **node_of(record.curation, KEYS[Curation]),
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
    period = None if isinstance(entry, Source) else entry.period
    return {"id": iri(table, entry.id), "type": types, **node_of(entry, KEYS[type(entry)]), **days_of(period)}


def _actor(actor: Actor) -> Node:
    """An actor, with the keys of Popolo; a person or a group is a member of what it belongs to, and of its party."""
    groups = dict.fromkeys(filter(None, (actor.part_of, *actor.parties)))
    place = (
        {"memberships": refs("actors", groups)}
        if actor.kind in _TYPES_OF_MEMBERS
        else {"parent": ref("actors", actor.part_of)}
    )
    return {
        "id": iri("actors", actor.id),
        "type": _TYPES_OF_MEMBERS.get(actor.kind, ["Organization", "schema:Organization", "prov:Organization"]),
        "schema:identifier": actor.id,
        "name": by_language(actor.name),
        **node_of(actor, {"other_names": "aliases", "classification": "kind"}),
        **place,
        "org:hasMembership": [
            ref("actors", actor.id, f"office-{number}") for number in range(1, len(actor.offices) + 1)
        ],
        **node_of(actor, KEYS[Actor]),
        **days_of(actor.period),
        **node_of(actor, {"schema:name": "name", "schema:description": "description", "schema:sameAs": "wikidata"}),
    }


def _office(actor: Actor, number: int) -> Node:
    office = actor.offices[number - 1]
    return {
        "id": iri("actors", actor.id, f"office-{number}"),
        "type": ["Membership"],
        "person": ref("actors", actor.id),
        "role": by_language(office.title),
        "organization": ref("actors", office.for_),
        **node_of(office, KEYS[Office]),
        **days_of(office.period),
    }
