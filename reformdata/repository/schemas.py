"""JSON Schema for editors and for the people who write records, made from the models.

It is draft 7, which every editor reads; without the `null` that a field may hold in Python and a record may not;
described in Danish and English. Ids are in a schema of their own, `ids.schema.json`, to which the others refer: an
editor takes the schema of a record from its first line whatever its settings say, and gives up on one that refers to a
missing file (tried with yaml-language-server 1.25). It is committed with the ids of the vocabularies alone, so that no
record changes a schema; `reformdata schema --local` adds the other ids of a checkout.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count
from textwrap import shorten
from types import MappingProxyType
from typing import Any

from pydantic import TypeAdapter

from reformdata import models
from reformdata.about import CODEBOOK_EDITION
from reformdata.models.names import name_of
from reformdata.models.scalars import EntryId

_DRAFT = "http://json-schema.org/draft-07/schema#"

#: The schemas for editors: the name, what a file holds, and what that is to those who write it.
_FILES: tuple[tuple[str, Any, str, str], ...] = (
    (
        "record",
        models.RecordFile,
        "En post: én handling af én stemme; eller det, der er tilbage af en post, der er taget ud.",
        "A record: one act by one voice; or what is left of a record that was withdrawn.",
    ),
    (
        "outcome",
        models.Outcome,
        "Hvad der blev af et forslag eller et initiativ.",
        "What became of a proposal or an initiative.",
    ),
    (
        "source",
        models.Source,
        "En kilde: et dokument, som poster bygger på. Dens tekst er ikke en del af data.",
        "A source: a document that records rest on. Its text is not part of the data.",
    ),
    (
        "fingerprints",
        models.Fingerprints,
        "En kildes fingeraftryk. Filen skrives af et program og rettes ikke i hånden.",
        "The fingerprints of a source. A program writes the file; it is not edited by hand.",
    ),
    (
        "readings",
        models.Readings,
        "To læsninger af en kilde, foretaget uafhængigt af hinanden, før listerne blev afstemt.",
        "Two readings of a source, made blind of each other, before the lists were settled.",
    ),
    (
        "actor",
        models.Actor,
        "En aktør: en person, en organisation eller en gruppe, der taler, handler eller tiltales.",
        "An actor: a person, an organisation or a group that speaks, acts or is addressed.",
    ),
    (
        "reform",
        models.Reform,
        "En reform, en aftale, et udspil, et program eller et forsøg med et navn.",
        "A named reform, agreement, policy package, programme or trial.",
    ),
    ("law", models.Law, "En lov, som poster peger på.", "A law that records point to."),
    (
        "document",
        models.Document,
        "Et dokument, der viser, hvad der blev af en post. Dets tekst er ikke en del af data.",
        "A document that shows what became of a record. Its text is not part of the data.",
    ),
    ("areas", list[models.Area], "Alle politikområder.", "All policy areas."),
    ("themes", list[models.Theme], "Alle reformtemaer.", "All themes of reform."),
    ("target-groups", list[models.TargetGroup], "Alle målgrupper.", "All target groups."),
    (
        "glossary",
        list[models.GlossaryTerm],
        "Ordlisten: danske termer og det engelske, der oversætter dem.",
        "The glossary: Danish terms and the English that translates them.",
    ),
)

IDS = "ids.schema.json"
NEXT = "next_records"
"""The name, in `ids.schema.json`, of the ids that the next record of each source would have."""

_POINTED_TO = ("actors", "reforms", "laws", "documents", "areas", "themes", "target_groups")
"""The tables of entries whose ids an editor suggests."""
_CLOSED: Mapping[str, models.Doc] = MappingProxyType(
    {
        table: models.Doc(
            f"Der er {da} med dette id. Vælg blandt editorens forslag (Ctrl + mellemrum). Er det nyt i "
            f"records/{file}, så kør: reformdata schema --local",
            f"There is {en} with this id. Choose one that the editor suggests (Ctrl + space). If it is new in "
            f"records/{file}, run: reformdata schema --local",
        )
        for table, file, da, en in (
            ("areas", "areas.yaml", "intet politikområde", "no policy area"),
            ("themes", "themes.yaml", "intet tema", "no theme"),
            ("target_groups", "target-groups.yaml", "ingen målgruppe", "no target group"),
        )
    }
)
"""The vocabularies, of which an editor marks an unknown id, each with what it says then."""
_UNKNOWN_KIND = models.Doc(
    f"Skriv {', '.join(f'{kind.value} ({kind.label.da})' for kind in models.Kind)}",
    f"Write {', '.join(models.Kind)}",
)
"""What an editor says of a record of a kind that does not exist."""
_PERIOD: str = TypeAdapter(models.Period).json_schema()["pattern"]
_WIDTH = 60
"""Characters of a label that yaml-language-server shows."""
_IDS_DOC = models.Doc(
    "Hvordan et id ser ud. `reformdata schema --local` lader editoren foreslå dem, der er.",
    "What an id looks like. `reformdata schema --local` lets the editor offer those that there are.",
)

_RETIRED = models.Doc(
    "Det, der er tilbage af en post, der er taget ud: dens id gives aldrig igen.",
    "What is left of a record that was withdrawn: its id is never given again.",
)


def json_schemas(corpus: models.Corpus) -> dict[str, dict[str, Any]]:
    """The JSON Schema of every sort of file in `records/` and that of the ids, by the name of the schema's file.

    Args:
        corpus: the data whose vocabularies are in the schema of the ids.
    """
    vocabularies = {table: entries for table, entries in offers(corpus, ()).items() if table in _CLOSED}
    return {
        IDS: ids_schema(vocabularies),
        **{f"{name}.schema.json": _json_schema(name, held, models.Doc(*texts)) for name, held, *texts in _FILES},
    }


def ids_schema(offers: Mapping[str, Sequence[dict[str, str]]]) -> dict[str, Any]:
    """The schema of the ids of each table, with what an editor is to offer for them: its snippets, by table.

    Of the vocabularies an id that is not offered is marked. Of other tables it is not, since it may be newer than the
    offers.
    """
    forms: dict[str, Any] = {**dict.fromkeys(_POINTED_TO, EntryId), "records": models.RecordId, NEXT: models.RecordId}
    return {
        "$schema": _DRAFT,
        "title": "Ids",
        **_descriptions(_IDS_DOC),
        "$defs": {
            name: TypeAdapter(form).json_schema() | _offered(name, offers.get(name, ())) for name, form in forms.items()
        },
    }


def _offered(table: str, snippets: Sequence[dict[str, str]]) -> dict[str, Any]:
    """The part of the schema of an id of `table` that lets an editor suggest `snippets`."""
    if not snippets:
        return {}
    if table not in _CLOSED:
        return {"defaultSnippets": [*snippets]}
    message = _both(_CLOSED[table])
    known = [
        {
            "pattern": f"^{each['body']}$",
            "patternErrorMessage": message,
            **{key: each[key] for key in _descriptions(_CLOSED[table])},
        }
        for each in snippets
    ]
    # As an `enum`, the ids would be suggested a second time, without their Danish names, and a mouse over one of them
    # would show them all. Below `then` the language server only checks them and describes the one that is there.
    return {"defaultSnippets": [*snippets], "if": {}, "then": {"anyOf": known}, "patternErrorMessage": message}


def _both(doc: models.Doc) -> str:
    """`doc` in both languages on one line, for what an editor shows as plain text."""
    return f"{doc.da} · {doc.en}"


def _json_schema(name: str, held: Any, doc: models.Doc) -> dict[str, Any]:
    schema = _without_python(TypeAdapter(held).json_schema())
    if name == "record":
        _describe_kinds(schema)
    return {"$schema": _DRAFT, **schema, "title": name.replace("-", " ").capitalize(), **_descriptions(doc)}


def _descriptions(doc: models.Doc) -> dict[str, str]:
    """`doc` as editors show it: in Markdown in both languages, and where they know none, in English."""
    return {"description": doc.en, "markdownDescription": f"{doc.da}\n\n*{doc.en}*"}


def _describe_kinds(schema: dict[str, Any]) -> None:
    """Let the schema of a record tell the kinds apart, and offer a skeleton of each."""
    defs = schema["$defs"]
    schema["defaultSnippets"] = []
    for kind in models.Kind:
        model = defs[kind.capitalize()]
        described = _descriptions(models.Doc(kind.definition.da, kind.definition.en))
        model |= {"title": f"{kind.label.da} · {kind.label.en}", **described}
        properties = model["properties"]
        properties["kind"] |= {**described, "errorMessage": _both(_UNKNOWN_KIND)}
        properties["id"] = _reference(properties["id"], NEXT)
        model["properties"] = {"id": properties.pop("id"), "kind": properties.pop("kind"), **properties}
        body = _skeleton(model, defs, count(1))
        body["curation"]["codebook"] = f'"{CODEBOOK_EDITION}"'
        schema["defaultSnippets"].append({"label": model["title"], **described, "body": body})
    defs["Retired"] |= {"title": "taget ud · retired", **_descriptions(_RETIRED)}


def _skeleton(schema: dict[str, Any], defs: dict[str, Any], stops: "count[int]") -> Any:
    """The required fields of `schema`, with a numbered stop for the cursor where something is to be written."""
    if schema.get("$ref", "").startswith("#"):
        return _skeleton(defs[schema["$ref"].rpartition("/")[2]], defs, stops)
    if "const" in schema:
        return schema["const"]
    if schema.get("type") == "array":
        return f"[{_skeleton(schema['items'], defs, stops)}]"
    if schema.get("type") == "object":
        required = schema["required"]
        return {name: _skeleton(of, defs, stops) for name, of in schema["properties"].items() if name in required}
    return f"${next(stops)}"


def _without_python(node: Any, name: str | None = None) -> Any:
    """`node` of Pydantic's schema, as the value of the field `name`, without what is Python's alone."""
    if isinstance(node, list):
        return [_without_python(part) for part in node]
    if not isinstance(node, dict):
        return node
    node = _one_branch(node)
    node.pop("default", None)
    if node.get("pattern") == _PERIOD:
        node["type"] = ["string", "integer"]  # a bare year is a number to a YAML editor, and a period to the reader
    if "x-table" in node:
        node = _reference(node, node["x-table"])
    if name:
        node["title"] = name.replace("_", " ").capitalize()
    return {
        key: {field: _without_python(of, field) for field, of in value.items()}
        if key == "properties"
        else {model: _without_python(of) for model, of in value.items()}
        if key == "$defs"
        else _without_python(value)
        for key, value in node.items()
    }


def _reference(node: dict[str, Any], ids: str) -> dict[str, Any]:
    """`node` of an id, with a reference to the schema of the ids of `ids` in place of its form."""
    described = {key: node[key] for key in ("title", *_descriptions(_IDS_DOC)) if key in node}
    return {**described, "$ref": f"{IDS}#/$defs/{ids}"}


def _one_branch(node: dict[str, Any]) -> dict[str, Any]:
    """`node` without the branches that no file has: `null`, and a number written as text."""
    if "anyOf" not in node:
        return dict(node)
    branch = next(branch for branch in node["anyOf"] if branch != {"type": "null"})
    return {**branch, **{key: value for key, value in node.items() if key != "anyOf"}}


def offers(corpus: models.Corpus, sources: Iterable[str]) -> dict[str, list[dict[str, str]]]:
    """The snippets for the ids of each table of `corpus`, and for the id of the next record of each of `sources`."""
    return {
        **{table: [_entry_snippet(each) for each in getattr(corpus, table).values()] for table in _POINTED_TO},
        "records": [_snippet(each.id, each.title, each.text) for each in corpus.records.values()],
        NEXT: [_snippet(id_, corpus.sources[source].title) for source, id_ in _next_ids(corpus, sources)],
    }


def _entry_snippet(entry: Any) -> dict[str, str]:
    about = getattr(entry, "description", None) or getattr(entry, "definition", None)
    return _snippet(entry.id, name_of(entry), about)


def _snippet(id_: str, name: models.Label, text: models.Text | None = None) -> dict[str, str]:
    da, en = (f": {text.da}", f": {text.en}") if text else ("", "")
    return {
        # The server would cut a longer one, and then take the cut one and the whole one for two.
        "label": shorten(f"{id_} · {name.da}", _WIDTH, placeholder="…"),
        "body": id_,
        "description": f"{name.en}{en}",
        "markdownDescription": f"**{name.da}**{da}\n\n*{name.en}{en}*",
    }


def _next_ids(corpus: models.Corpus, sources: Iterable[str]) -> Iterator[tuple[str, str]]:
    taken = [models.RecordId(id_) for id_ in (*corpus.records, *corpus.retired)]
    last = dict.fromkeys(sources, 0)
    last |= {id_.source: id_.number for id_ in sorted(taken, key=lambda id_: id_.number) if id_.source in last}
    return ((source, f"{source}.{number + 1:02}") for source, number in last.items())
