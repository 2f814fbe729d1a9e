"""The prefixes and keys of the graph, the names of its nodes, and the form of values in it.

The data has no address on the web, so its nodes are named by URNs under `BASE`, table by table:
`urn:reformdata:areas:elder-care`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import partial
from operator import attrgetter
from typing import Any, TypeAlias

from reformdata.models import Label, Period, Term, Text
from reformdata.models.fields import ModelField, field_of
from reformdata.models.terms import vocabulary_name

Node: TypeAlias = dict[str, Any]

BASE = "urn:reformdata:"
DATASET = f"{BASE}dataset"
CONTRIBUTORS = f"{BASE}contributors"

_TABLES = (
    "records", "sources", "actors", "reforms", "laws", "documents", "outcomes", "areas", "themes", "target_groups",
    "glossary", "schemes", "terms",
)  # fmt: skip


def _to(iri: str) -> dict[str, str]:
    """A key whose values are other nodes."""
    return {"@id": iri, "@type": "@id"}


def _in_languages(iri: str) -> dict[str, str]:
    """A key whose value is a text by language."""
    return {"@id": iri, "@container": "@language"}


def _class(iri: str, **keys: str | dict[str, str]) -> dict[str, Any]:
    """A class and the keys of its nodes."""
    return {"@id": iri, "@context": keys}


def _popolo(iri: str, name: str) -> dict[str, Any]:
    """A class of actors, with the keys that Popolo gives one."""
    return _class(
        iri,
        name=_in_languages(name),
        other_names="opengov:otherName",
        classification=_to("org:classification"),
        parent=_to("org:subOrganizationOf"),
        memberships=_to("org:memberOf"),
    )


CONTEXT: dict[str, Any] = {
    "@version": 1.1,
    "id": "@id",
    "type": "@type",
    **{name: {"@id": f"{BASE}{name}:", "@prefix": True} for name in _TABLES},
    "rd": {"@id": f"{BASE}vocabulary:", "@prefix": True},
    "schema": "https://schema.org/",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "org": "http://www.w3.org/ns/org#",
    "person": "http://www.w3.org/ns/person#",
    "opengov": "http://www.w3.org/ns/opengov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "wikidata": {"@id": "http://www.wikidata.org/entity/", "@prefix": True},
    "Person": _popolo("person:Person", "foaf:name"),
    "Organization": _popolo("org:Organization", "skos:prefLabel"),
    "Group": _popolo("foaf:Group", "skos:prefLabel"),
    "Membership": _class(
        "org:Membership",
        person=_to("org:member"),
        role=_in_languages("org:role"),
        organization=_to("org:organization"),
        on_behalf_of=_to("opengov:onBehalfOf"),
    ),
    "Annotation": _class(
        "oa:Annotation", body=_to("oa:hasBody"), target=_to("oa:hasTarget"), motivation=_to("oa:motivatedBy")
    ),
    "SpecificResource": _class("oa:SpecificResource", source=_to("oa:hasSource"), selector=_to("oa:hasSelector")),
}
"""The context of the document; it is part of it, so that reading needs no network."""


def iri(table: str, id_: str, part: str = "") -> str:
    """The name of an entry, or of a part of it."""
    return f"{table}:{id_}#{part}" if part else f"{table}:{id_}"


def ref(table: str, id_: str | None, part: str = "") -> Node | None:
    """A reference to an entry, or to a part of it; None without an id."""
    return {"id": iri(table, id_, part)} if id_ else None


def refs(table: str, ids: Iterable[str]) -> list[Node]:
    """References to entries."""
    return [{"id": iri(table, id_)} for id_ in ids]


def term_iri(term: Term) -> str:
    """The name of a value of a vocabulary: `terms:strength:must`."""
    return f"terms:{vocabulary_name(type(term))}:{term.value}"


def in_both_languages(text: Label | Text | None) -> list[Node] | None:
    """A text in both languages."""
    return [{"@language": "da", "@value": text.da}, {"@language": "en", "@value": text.en}] if text else None


def by_language(text: Label | Text | None) -> dict[str, str] | None:
    """A text in both languages, under a key with a language container."""
    return {"da": text.da, "en": text.en} if text else None


def day(value: date | None) -> Node | None:
    """A day."""
    return typed_value("xsd:date", value.isoformat()) if value else None


def days_of(period: Period | None) -> Node:
    """The first and the last day that a period may include, as keys of the node that has it."""
    if period is None:
        return {}
    return {"rd:period_earliest": day(period.earliest), "rd:period_latest": day(period.latest)}


def typed_value(kind: str, value: object) -> Node:
    """A value of the datatype `kind`."""
    return {"@type": kind, "@value": str(value)}


def own_keys(*names: str) -> dict[str, str]:
    """Fields whose key is their own name."""
    return {f"rd:{name}": name for name in names}


def node_of(thing: object, keys: Mapping[str, str]) -> Node:
    """The fields of `thing` under their keys in the graph, each in the form of its type.

    Args:
        thing: an instance of a model.
        keys: the path of each field, as in `voice.actor`, by its key.
    """
    return {key: _value_of(attrgetter(path)(thing), field_at(type(thing), path)) for key, path in keys.items()}


def field_at(model: Any, path: str) -> ModelField:
    """The field of `model` at `path`."""
    *above, name = path.split(".")
    for each in above:
        model = field_of(model, each).model
    return field_of(model, name)


def _value_of(value: Any, field: ModelField) -> Any:
    if value is None:
        return None
    if field.table:
        return refs(field.table, value) if field.many else ref(field.table, value)
    if field.name == "wikidata":
        return ref("wikidata", value)
    if field.name == "url":
        return typed_value("xsd:anyURI", value)
    if field.name == "sources":
        return [typed_value("xsd:anyURI", address) for address in value]
    return next((form(value) for kind, form in _FORMS.items() if isinstance(value, kind)), value)


def _decimal(value: Decimal) -> Node:
    text = f"{value:f}"
    return typed_value("xsd:decimal", text if "." in text else f"{text}.0")  # the canonical form of XML Schema


_FORMS: Mapping[type, Callable[[Any], Any]] = {
    Term: lambda term: {"id": term_iri(term)},
    Label: in_both_languages,
    Text: in_both_languages,
    date: day,
    Decimal: _decimal,
    Period: partial(typed_value, "edtf:EDTF"),
    tuple: list,
}
"""The form of the values of each type; those of another type are not changed."""


def without_empty(nodes: Iterable[Node]) -> Iterator[Node]:
    """The nodes without the keys that have no value."""
    for node in nodes:
        yield {key: value for key, value in node.items() if value not in (None, [], "")}
