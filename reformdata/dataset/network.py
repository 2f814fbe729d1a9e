"""Who has to do with whom, and which record with which: networks of the records of a selection.

Nothing is guessed: an edge is the sum of what single records say, and names those records.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from reformdata.dataset.hints import Hinting
from reformdata.dataset.steps import edges_at
from reformdata.dataset.steps import nodes as records_of
from reformdata.errors import ConditionValueError, UnknownFormatError, library
from reformdata.exports.targets import export_file
from reformdata.models import ActorKind, Kind, Label, Language, RecordId, RelationType, markup
from reformdata.models.languages import check_language
from reformdata.models.terms import Term
from reformdata.store.file import Store

if TYPE_CHECKING:
    import networkx
    import pandas
    import polars

Of: TypeAlias = Literal["actors", "records"]
OF: tuple[Of, ...] = ("actors", "records")

GRAPHS = ("graphml", "gexf")
"""The formats of `Network.export`."""


class EdgeType(Term):
    """What an actor has to do with another, read as a sentence: `from_` `type` `to`."""

    ASKS = (
        "asks",
        "beder: Stiller et forslag, som den anden skal gennemføre.",
        "asks: Makes a proposal that the other is to carry out.",
    )
    ANSWERS = (
        "answers",
        "svarer: Svarer på noget, den anden har sagt.",
        "answers: Responds to something that the other has said.",
    )
    REPORTS = (
        "reports",
        "gengiver: Bringer det videre, som den anden har sagt.",
        "reports: Passes on what the other has said.",
    )
    PRESENTS = (
        "presents",
        "omtaler initiativ fra: Fortæller om noget, den anden har besluttet, ejer eller udfører.",
        "presents initiative of: Tells of something that the other has decided, owns or carries out.",
    )
    WORKS_WITH = (
        "works-with",
        "samarbejder med: Ejer et initiativ, som den anden er med i.",
        "works with: Owns an initiative in which the other takes part.",
    )
    SPEAKS_FOR = (
        "speaks-for",
        "taler for: Taler på den andens vegne.",
        "speaks for: Speaks on behalf of the other.",
    )
    MENTIONS = (
        "mentions",
        "nævner: Nævner den anden uden at bede, svare eller fortælle om et initiativ.",
        "mentions: Names the other without asking, answering or telling of an initiative.",
    )


_PARTS: Mapping[EdgeType, tuple[str, str]] = MappingProxyType(
    {
        EdgeType.ASKS: ("voice", "addressee"),
        EdgeType.ANSWERS: ("voice", "answered"),
        EdgeType.REPORTS: ("reported_by", "voice"),
        EdgeType.PRESENTS: ("voice", "owner"),
        EdgeType.WORKS_WITH: ("owner", "partner"),
        EdgeType.SPEAKS_FOR: ("voice", "voice_for"),
        EdgeType.MENTIONS: ("voice", "mentioned"),
    }
)
"""The parts in a record of the actor that an edge starts at and of the one that it leads to."""

_ACTORS_OF = """
WITH chosen (id) AS (SELECT value FROM json_each(?))
SELECT id, 'voice', voice FROM chosen JOIN records USING (id)
UNION SELECT id, 'voice_for', voice_for FROM chosen JOIN records USING (id) WHERE voice_for IS NOT NULL
UNION SELECT id, 'reported_by', reported_by FROM chosen JOIN records USING (id) WHERE reported_by IS NOT NULL
UNION SELECT id, 'addressee', actor FROM chosen JOIN record_addressees ON record = id
UNION SELECT id, 'owner', actor FROM chosen JOIN record_owners ON record = id
UNION SELECT id, 'partner', actor FROM chosen JOIN record_partners ON record = id
UNION SELECT id, 'mentioned', actor FROM chosen JOIN record_mentions ON record = id
UNION SELECT chosen.id, 'answered', other.voice FROM chosen
  JOIN relations ON record = chosen.id AND type = 'answers' JOIN records AS other ON other.id = relations."to"
"""
_NAMES = "SELECT id, kind, name_da, name_en FROM actors WHERE id IN (SELECT value FROM json_each(?))"
_KINDS: Mapping[str, ActorKind] = {kind.value: kind for kind in ActorKind}
_COLUMNS = (
    *("from", "from_kind", "from_name_da", "from_name_en", "type", "type_da", "type_en"),
    *("to", "to_kind", "to_name_da", "to_name_en", "weight", "records"),
)


@dataclass(frozen=True, slots=True, repr=False)
class NetworkNode:
    """An actor, or a record."""

    id: str
    kind: ActorKind | Kind
    name: Label
    """The name of the actor, or the title of the record."""
    records: tuple[RecordId, ...]
    """The records in which the actor has a part; the record itself."""

    @property
    def weight(self) -> int:
        """The number of the records."""
        return len(self.records)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.id}: {self.name.en}>"


@dataclass(frozen=True, slots=True, repr=False)
class NetworkEdge:
    """What one node has to do with another, read as a sentence: `from_` `type` `to`."""

    from_: str
    type: EdgeType | RelationType
    to: str
    records: tuple[RecordId, ...]
    """The records that say so."""

    @property
    def weight(self) -> int:
        """The number of the records."""
        return len(self.records)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self}, weight {self.weight}>"

    def __str__(self) -> str:
        return f"{self.from_} {self.type.label.en} {self.to}"


class Network(Hinting):
    """Nodes and directed edges, each with the records that it is made of. Immutable."""

    def __init__(
        self, of: Of, nodes: Iterable[NetworkNode], edges: Iterable[NetworkEdge], number: int, citation: str
    ) -> None:
        self.of: Of = of
        """What the nodes are: "actors" or "records"."""
        self.nodes: Mapping[str, NetworkNode] = MappingProxyType({node.id: node for node in nodes})
        """The nodes by id: the actors with the most records first; records by their dates."""
        self.edges = tuple(edges)
        """The edges, those of the most records first."""
        self.number = number
        """How many records it was made of."""
        self.citation = citation
        """How to cite the data."""

    def to_dicts(self, lang: Language | None = None) -> list[dict[str, Any]]:
        """The edges as a table: a row each, with id, kind and name of both ends, type, weight and the ids of the records.

        Args:
            lang: the language whose columns are kept, without their suffix; both languages if None.

        Raises:
            ConditionValueError: a ValueError, for an unsupported language.
        """
        shown = _column_names(lang)
        rows = []
        for edge in self.edges:
            ends = self.nodes[edge.from_], self.nodes[edge.to]
            one, other = ((node.id, node.kind.value, node.name.da, node.name.en) for node in ends)
            type_ = edge.type.value, edge.type.label.da, edge.type.label.en
            row = (*one, *type_, *other, edge.weight, [str(id_) for id_ in edge.records])
            rows.append({shown[name]: value for name, value in zip(_COLUMNS, row, strict=True) if name in shown})
        return rows

    def to_pandas(self, lang: Language | None = None) -> "pandas.DataFrame":
        """The edges as a pandas frame, in the columns of `to_dicts`; `attrs["citation"]` says how to cite it.

        Raises:
            ConditionValueError: a ValueError, for an unsupported language.
            MissingExtraError: an ImportError, without the extra `pandas`.
        """
        made_by = library("pandas", extra="pandas", purpose="a pandas frame")
        types = {
            name: {"weight": "Int64", "records": "object"}.get(name, "string") for name in _column_names(lang).values()
        }
        frame: pandas.DataFrame = made_by.DataFrame(self.to_dicts(lang), columns=list(types)).astype(types)
        frame.attrs["citation"] = self.citation
        return frame

    def to_polars(self, lang: Language | None = None) -> "polars.DataFrame":
        """The edges as a Polars frame, in the columns of `to_dicts`.

        Raises:
            ConditionValueError: a ValueError, for an unsupported language.
            MissingExtraError: an ImportError, without the extra `polars`.
        """
        made_by = library("polars", extra="polars", purpose="a Polars frame")
        types = {"weight": made_by.Int64, "records": made_by.List(made_by.String)}
        schema = {name: types.get(name, made_by.String) for name in _column_names(lang).values()}
        frame: polars.DataFrame = made_by.DataFrame(self.to_dicts(lang), schema=schema)
        return frame

    def to_networkx(self) -> "networkx.MultiDiGraph[str]":
        """A graph of NetworkX, with the type of an edge as its key.

        Nodes have `kind`, `name_da`, `name_en` and `weight`; edges have `edge_type` (GEXF needs the name `type` for
        something else), `edge_type_da`, `edge_type_en`, `weight`, and `records`: the ids, separated by "; ". A weight
        is an `int`, everything else a `str`, so that every format of NetworkX can write them. The graph has `citation`.

        Raises:
            MissingExtraError: an ImportError, without the extra `graph`.
        """
        made_by = library("networkx", extra="graph", purpose="a graph")
        graph: networkx.MultiDiGraph[str] = made_by.MultiDiGraph(citation=self.citation)
        for node in self.nodes.values():
            names = {"name_da": node.name.da, "name_en": node.name.en}
            graph.add_node(node.id, kind=node.kind.value, **names, weight=node.weight)
        for edge in self.edges:
            labels = {"edge_type_da": edge.type.label.da, "edge_type_en": edge.type.label.en}
            more = {"weight": edge.weight, "records": "; ".join(edge.records)}
            graph.add_edge(edge.from_, edge.to, edge.type.value, edge_type=edge.type.value, **labels, **more)
        return graph

    def export(self, format: str, path: str | Path, *, overwrite: bool = False) -> Path:  # noqa: A002 - the field's word
        """Write the graph of `to_networkx` for Gephi, R or other programs; the same network gives the same bytes.

        Args:
            format: `graphml` or `gexf`.
            path: the file, in an existing folder.
            overwrite: replace an existing file.

        Returns:
            The path.

        Raises:
            UnknownFormatError: a ValueError, for another format.
            ExistingFileError: an OSError, if the file exists and `overwrite` is false.
            MissingFolderError: an OSError, if the folder of the file does not exist.
            MissingExtraError: an ImportError, without the extra `graph`.
            OSError: if it cannot be written.
        """
        if format not in GRAPHS:
            raise UnknownFormatError(format, GRAPHS)
        made_by = library("networkx", extra="graph", purpose="a graph")
        graph = self.to_networkx()
        # Gephi needs a different id for each edge; NetworkX would write the key.
        for one, other, key, data in graph.edges(keys=True, data=True):
            data["id"] = f"{one}/{key}/{other}"
        if format == "graphml":
            text = "\n".join(made_by.generate_graphml(graph, edge_id_from_attribute="id"))
        else:
            # NetworkX writes the day on which it runs, and no attribute of the graph.
            text = re.sub(r' lastmodifieddate="[^"]*"', "", "\n".join(made_by.generate_gexf(graph)), count=1)
            about = f"</creator><description>{markup.escape(self.citation)}</description>"
            text = text.replace("</creator>", about, 1)
        export_file(Path(path), f"{text}\n".encode(), overwrite=overwrite)
        return Path(path)

    def __len__(self) -> int:
        return len(self.edges)

    def __reduce__(self) -> tuple[object, ...]:
        # A read-only mapping, such as `nodes`, cannot be pickled.
        return Network, (self.of, tuple(self.nodes.values()), self.edges, self.number, self.citation)

    def __repr__(self) -> str:
        made_of = f" from {self.number} records" if self.of == "actors" else ""
        return f"<Network of {len(self.nodes)} {self.of}, {len(self.edges)} edges{made_of}>"

    def _repr_html_(self) -> str:
        rows = [
            (
                markup.inline(self.nodes[edge.from_].name),
                f"<em>{markup.inline(edge.type.label)}</em>",
                markup.inline(self.nodes[edge.to].name),
                str(edge.weight),
            )
            for edge in self.edges[: markup.ROWS]
        ]
        columns = ("from", "type", "to", "weight")
        return markup.collection(repr(self), rows, columns, left=len(self.edges) - len(rows))


def network(store: Store, ids: Sequence[str], of: Of) -> Network:
    """The network of the records with the ids; arguments and errors are those of `Records.network`."""
    if of not in OF:
        raise ConditionValueError("of", of, expected=OF)
    made = _of_actors if of == "actors" else _of_records
    return Network(of, *made(store, ids), len(ids), store.citation)


def _of_actors(store: Store, ids: Sequence[str]) -> tuple[list[NetworkNode], list[NetworkEdge]]:
    parts: dict[str, dict[str, list[str]]] = {id_: {} for id_ in ids}
    for record, part, actor in store.rows(_ACTORS_OF, (json.dumps(list(ids)),)):
        parts[record].setdefault(part, []).append(actor)
    said: dict[tuple[str, EdgeType, str], list[RecordId]] = {}
    taking_part: dict[str, dict[RecordId, None]] = {}
    for record, actors in parts.items():
        for actor in (one for some in actors.values() for one in some):
            taking_part.setdefault(actor, {})[RecordId(record)] = None
        for type_, (start, end) in _PARTS.items():
            for one, other in product(actors.get(start, ()), actors.get(end, ())):
                if one != other:  # an own undertaking, or an answer to oneself
                    said.setdefault((one, type_, other), []).append(RecordId(record))
    names = {id_: (kind, Label(da, en)) for id_, kind, da, en in store.rows(_NAMES, (json.dumps(list(taking_part)),))}
    nodes = [
        # Newer data may use more kinds.
        NetworkNode(id_, _KINDS.get(names[id_][0]) or ActorKind.unknown(names[id_][0]), names[id_][1], tuple(records))
        for id_, records in sorted(taking_part.items(), key=lambda item: (-len(item[1]), item[0]))
    ]
    edges = [NetworkEdge(*key, tuple(records)) for key, records in said.items()]
    return nodes, sorted(edges, key=lambda edge: (-edge.weight, edge.from_, edge.to, edge.type.value))


def _of_records(store: Store, ids: Sequence[str]) -> tuple[list[NetworkNode], list[NetworkEdge]]:
    nodes = records_of(store, [RecordId(id_) for id_ in ids])
    edges = (edge for edge, _ in edges_at(store, ids) if edge.record in nodes and edge.to in nodes)
    return (
        [NetworkNode(node.id, node.kind, node.title, (node.id,)) for node in nodes.values()],
        sorted(
            (NetworkEdge(edge.record, edge.type, edge.to, (edge.record,)) for edge in edges),
            key=lambda edge: (edge.from_, edge.to, edge.type.value),
        ),
    )


def _column_names(lang: Language | None) -> dict[str, str]:
    """The columns of the table of edges, with the names that they get."""
    if lang is None:
        return {column: column for column in _COLUMNS}
    check_language(lang)
    other = "_en" if lang == "da" else "_da"
    # The label of the type keeps its suffix: `type` is its value.
    return {
        column: column if column.startswith("type_") else column.removesuffix(f"_{lang}")
        for column in _COLUMNS
        if not column.endswith(other)
    }
