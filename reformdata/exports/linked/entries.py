"""The data set itself and what records point to: sources with their paragraphs, actors, reforms and laws."""

from collections.abc import Iterable, Iterator
from typing import Any

from reformdata.about import PUBLISHER
from reformdata.exports.linked.context import (
    CONTRIBUTORS,
    DATASET,
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
from reformdata.models import Actor, ActorKind, Label, Law, Reform, Source
from reformdata.store.file import Store

_TITLE = Label(
    "Hvad der er foreslået, sagt og sat i værk i reformen af den danske offentlige sektor",
    "What has been proposed, said and undertaken in the reform of the Danish public sector",
)
_LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def dataset_nodes(store: Store) -> Iterator[Node]:
    """The data set, and those who made it."""
    yield {
        "id": DATASET,
        "type": ["schema:Dataset", "prov:Entity"],
        "schema:name": "reformdata",
        "schema:description": both(_TITLE),
        "schema:version": store.version,
        "schema:license": {"id": _LICENCE},
        "schema:creditText": store.citation,
        "schema:creator": {"id": CONTRIBUTORS},
        "schema:inLanguage": ["da", "en"],
    }
    yield {
        "id": CONTRIBUTORS,
        "type": ["schema:Organization", "prov:Agent"],
        "schema:name": PUBLISHER,
    }


def source_nodes(store: Store) -> Iterator[Node]:
    """Every source."""
    for source in store.entries("sources"):
        known = store.get("fingerprints", source.id)
        yield _source(source, known.sha256 if known else None)


def paragraph_nodes(rows: Iterable[dict[str, Any]]) -> Iterator[Node]:
    """Every paragraph of every source and what selects it, from the rows of the table `source_paragraphs`."""
    for row in rows:
        name, selector = f"paragraph-{row['paragraph']}", f"selector-{row['paragraph']}"
        skipped = {"id": f"terms:skip_reason:{row['skipped']}"} if row["skipped"] else None
        yield {
            "id": iri("sources", row["source"], name),
            "type": ["SpecificResource"],
            "source": ref("sources", row["source"]),
            "selector": ref("sources", row["source"], selector),
            "rd:skipped": skipped,
        }
        yield {
            "id": iri("sources", row["source"], selector),
            "type": ["rd:ParagraphSelector", "oa:Selector"],
            "rd:paragraph": row["paragraph"],
            "rd:words": row["words"],
            "rd:sha256": row["sha256"],
            "rd:sketch": row["sketch"],
        }


def actor_nodes(store: Store) -> Iterator[Node]:
    """Every actor: a person, an organisation or a group."""
    return map(_actor, store.entries("actors"))


def reform_nodes(store: Store) -> Iterator[Node]:
    """Every reform."""
    return map(_reform, store.entries("reforms"))


def law_nodes(store: Store) -> Iterator[Node]:
    """Every law."""
    return map(_law, store.entries("laws"))


def _source(source: Source, sha256: str | None) -> Node:
    return {
        "id": iri("sources", source.id),
        "type": ["rd:Source", "schema:CreativeWork", "prov:Entity"],
        "schema:identifier": source.id,
        "schema:name": both(source.title),
        "schema:publisher": ref("actors", source.publisher),
        "schema:author": refs("actors", source.authors),
        "schema:datePublished": day(source.date),
        "schema:url": typed("xsd:anyURI", source.url) if source.url else None,
        "rd:source_kind": concept(source.kind),
        "rd:paragraphs": source.paragraphs,
        "rd:sha256": sha256,
    }


def _actor(actor: Actor) -> Node:
    """An actor, with the keys of Popolo; one that belongs to a body it is no part of is a member of it."""
    is_body = actor.kind not in (ActorKind.PERSON, ActorKind.GROUP)
    return {
        "id": iri("actors", actor.id),
        "type": _actor_types(actor.kind),
        "schema:identifier": actor.id,
        "name": by_language(actor.name),
        "other_names": list(actor.aliases),
        "classification": concept(actor.kind),
        "parent" if is_body else "memberships": ref("actors", actor.part_of),
        "schema:name": both(actor.name),
        "schema:description": both(actor.description),
        "schema:sameAs": ref("wikidata", actor.wikidata),
    }


def _actor_types(kind: ActorKind) -> list[str]:
    if kind == ActorKind.PERSON:
        return ["Person", "schema:Person", "prov:Person"]
    if kind == ActorKind.GROUP:
        return ["Group", "prov:Agent"]
    return ["Organization", "schema:Organization", "prov:Organization"]


def _reform(reform: Reform) -> Node:
    return {
        "id": iri("reforms", reform.id),
        "type": ["rd:Reform"],
        "schema:identifier": reform.id,
        "schema:name": both(reform.name),
        "schema:alternateName": list(reform.aliases),
        "schema:description": both(reform.description),
        "rd:form": concept(reform.form),
        "rd:owners": refs("actors", reform.owners),
        "dcterms:isPartOf": ref("reforms", reform.part_of),
        "schema:sameAs": ref("wikidata", reform.wikidata),
    }


def _law(law: Law) -> Node:
    return {
        "id": iri("laws", law.id),
        "type": ["schema:Legislation"],
        "schema:identifier": law.id,
        "schema:name": both(law.name),
        "schema:alternateName": list(law.aliases),
        "schema:description": both(law.description),
        "schema:sameAs": ref("wikidata", law.wikidata),
    }
