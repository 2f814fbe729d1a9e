"""The codebook in the graph: vocabularies as SKOS, and what each class and property of our own means."""

from collections.abc import Iterator, Mapping

from reformdata.exports.linked import nodes, outcomes
from reformdata.exports.linked.context import (
    Node,
    field_at,
    in_both_languages,
    iri,
    node_of,
    own_keys,
    ref,
    refs,
    term_iri,
    typed_value,
)
from reformdata.models import (
    VOCABULARIES,
    Area,
    Doc,
    GlossaryTerm,
    Kind,
    Label,
    RelationType,
    TargetGroup,
    Term,
    Text,
    Theme,
)
from reformdata.models.terms import vocabulary_name
from reformdata.store.file import Store
from reformdata.tables import TABLES

_GLOSSARY = own_keys("forms", "rejected") | {"skos:scopeNote": "note"}

_OTHERS: Mapping[str, Mapping[str, Doc]] = {
    "rdf:Property": {
        "period_earliest": Doc("Den første dag, perioden kan omfatte.", "The first day that the period may include."),
        "period_latest": Doc("Den sidste dag, perioden kan omfatte.", "The last day that the period may include."),
        "retired": Doc("Den dag, posten blev taget ud.", "The day on which the record was withdrawn."),
    },
    "rdfs:Class": {
        "Retired": Doc("Det, der er tilbage af en post, der er taget ud.", "What is left of a withdrawn record."),
        "Source": Doc("Et dokument, som poster bygger på.", "A document that records rest on."),
        "Reform": Doc(
            "En reform, en aftale, et udspil, et program eller et forsøg med et navn.",
            "A named reform, agreement, policy package, programme or trial.",
        ),
        "Document": Doc(
            "Et dokument, der viser, hvad der blev af en post.", "A document that shows what became of a record."
        ),
        "Outcome": Doc(
            "Hvad der blev af et forslag eller et initiativ.", "What became of a proposal or an initiative."
        ),
        "Assessment": Doc("Hvad man vidste om et udfald en bestemt dag.", "What was known of an outcome on a day."),
        "Evidence": Doc(
            "Hvad et dokument eller en anden post siger om et udfald.",
            "What a document or another record says of an outcome.",
        ),
        "Search": Doc("Et sted, hvor der blev søgt efter noget.", "A place in which something was searched for."),
        "Relation": Doc("Hvordan en post står til en anden.", "How one record bears on another."),
        "ParagraphSelector": Doc(
            "Udpeger et afsnit af en kilde ved dets nummer og ved fingeraftryk af dets tekst; teksten er der ikke.",
            "Selects a paragraph of a source by its number and by digests of its text; the text is not there.",
        ),
    },
    "prov:Role": {
        "voice-role": Doc("At stå inde for handlingen.", "To answer for the act."),
        "reporter-role": Doc("At bringe handlingen videre.", "To pass the act on."),
    },
    "rdfs:Datatype": {
        "cofog1999": Doc(
            "En kode i COFOG 1999.", "A code of COFOG 1999, the Classification of the Functions of Government."
        ),
        "cap": Doc(
            "En kode i Comparative Agendas Projects hovedkodebog.",
            "A code of the master codebook of the Comparative Agendas Project.",
        ),
    },
}
"""The classes, properties, roles and datatypes that are not a field or a term, by their type."""


def own_nodes() -> Iterator[Node]:
    """Every class and property of our own, with what it means."""
    docs: dict[str, Doc] = {}
    for model, keys in {**nodes.KEYS, **outcomes.KEYS, GlossaryTerm: _GLOSSARY}.items():
        for key, path in keys.items():
            docs.setdefault(key, field_at(model, path).doc)
    yield from (_own(key, "rdf:Property", doc) for key, doc in docs.items() if key.startswith("rd:"))
    yield from (_own(f"rd:{name}", kind, doc) for kind, named in _OTHERS.items() for name, doc in named.items())
    for kind in Kind:
        yield _own(f"rd:{kind.value.capitalize()}", "rdfs:Class", kind.definition) | {
            "rdfs:label": in_both_languages(kind.label)
        }
    for one in RelationType:
        yield _own(f"rd:{one.value}", "rdf:Property", one.definition) | {"rdfs:label": in_both_languages(one.label)}


def vocabulary_nodes() -> Iterator[Node]:
    """The closed vocabularies, each a scheme with its values in their order."""
    for vocabulary in VOCABULARIES:
        name = vocabulary_name(vocabulary)
        yield {
            "id": iri("schemes", name),
            "type": ["skos:ConceptScheme"],
            "skos:prefLabel": name.replace("_", " "),
            "skos:hasTopConcept": [{"id": term_iri(term)} for term in vocabulary],
        }
        yield from (_term(term, name, place) for place, term in enumerate(vocabulary, start=1))


def growing_vocabulary_nodes(store: Store) -> Iterator[Node]:
    """The vocabularies that grow with the data: areas, which are a tree, themes, target groups and the glossary."""
    roots = [area.id for area in store.entries("areas") if area.parent is None]
    yield _scheme("areas", roots)
    for area in store.entries("areas"):
        children = [one.id for one in store.entries("areas") if one.parent == area.id]
        yield _entry("areas", area) | _place_in_tree(area, children)
    for table in ("themes", "target_groups", "glossary"):
        yield _scheme(table, list(store.ids(table)))
        yield from (_entry(table, one) for one in store.entries(table))


def _own(name: str, kind: str, doc: Doc | Text) -> Node:
    return {"id": name, "type": [kind], "rdfs:comment": in_both_languages(Text(doc.da, doc.en))}


def _term(term: Term, scheme: str, place: int) -> Node:
    return {
        "id": term_iri(term),
        "type": ["skos:Concept"],
        "skos:prefLabel": in_both_languages(term.label),
        "skos:definition": in_both_languages(term.definition),
        "skos:notation": term.value,
        "skos:inScheme": ref("schemes", scheme),
        "skos:topConceptOf": ref("schemes", scheme),
        "schema:position": place,
    }


def _scheme(table: str, top: list[str]) -> Node:
    title = next(one.title for one in TABLES if one.name == table)
    return {
        "id": iri("schemes", table),
        "type": ["skos:ConceptScheme"],
        "skos:prefLabel": in_both_languages(Label(title.da, title.en)),
        "skos:hasTopConcept": refs(table, top),
    }


def _entry(table: str, entry: Area | Theme | TargetGroup | GlossaryTerm) -> Node:
    if isinstance(entry, GlossaryTerm):
        explained = node_of(entry, _GLOSSARY)
    else:
        explained = {"skos:definition": in_both_languages(entry.definition)}
    return {
        "id": iri(table, entry.id),
        "type": ["skos:Concept"],
        "skos:prefLabel": in_both_languages(entry.name),
        **explained,
        "skos:notation": [entry.id],
        "skos:inScheme": ref("schemes", table),
        "skos:topConceptOf": None if isinstance(entry, Area) and entry.parent else ref("schemes", table),
    }


def _place_in_tree(area: Area, children: list[str]) -> Node:
    codes = [typed_value("rd:cofog1999", code) for code in area.cofog1999] + [
        typed_value("rd:cap", code) for code in area.cap
    ]
    return {
        "skos:notation": [area.id, *codes],
        "skos:broader": ref("areas", area.parent),
        "skos:narrower": refs("areas", children),
    }
