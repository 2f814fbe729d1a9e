"""The fields of a new record, and of an outcome, read from the models: one for each value that is typed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, Literal, TypeAlias

from reformdata.curation.reading.checkout import Checkout
from reformdata.curation.reading.field_suggestions import term_names
from reformdata.models import (
    LANGUAGES,
    TABLES,
    ActorKind,
    Assessment,
    Corpus,
    Doc,
    Evidence,
    Kind,
    Label,
    Outcome,
    Period,
    Quantity,
    Relation,
    Search,
    Source,
    Term,
    Text,
    Voice,
)
from reformdata.models.fields import fields_of
from reformdata.models.names import name_of
from reformdata.models.records import RECORD_MODELS

InputKind: TypeAlias = Literal[
    "line", "prose", "numbers", "day", "period", "one", "many", "lines", "figures", "relations", "evidence", "searches"
]
"""How a value is typed: on one line; in several; numbers and spans of them; a day; a period; one of the values
that exist; several of them; names, figures, relations, evidence and searches, one a line."""

Loc: TypeAlias = tuple[str, ...]
Answers: TypeAlias = Mapping[Loc, Any]
"""Texts, lists and mappings of them, by their place in the record."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that a field can have."""

    id: str
    label: Label
    aliases: tuple[str, ...] = ()
    definition: Text | None = None
    description: Text | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The id, then every other name."""
        return (self.id, self.label.da, self.label.en, *self.aliases)


def table_choices(corpus: Corpus, table: str) -> tuple[Choice, ...]:
    """The entries of a reference table of `corpus`, in the order of their ids."""
    entries: Mapping[str, Any] = getattr(corpus, table)
    return tuple(
        Choice(
            id_,
            name_of(entry),
            getattr(entry, "aliases", ()),
            getattr(entry, "definition", None),
            getattr(entry, "description", None),
        )
        for id_, entry in entries.items()
    )


def term_choices(terms: Iterable[Term]) -> tuple[Choice, ...]:
    """The values of a closed vocabulary, in its order."""
    return tuple(Choice(term.value, term.label, term_names(term), definition=term.definition) for term in terms)


_FORMAT = " (EDTF)"
"""The format of a period in a file; it is typed as people write it."""


@dataclass(frozen=True, slots=True)
class Field:
    """A value that a record has or may have."""

    loc: Loc
    """Its place in the record: `("voice", "office", "da")`."""
    input_kind: InputKind
    required: bool
    doc: Doc
    table: str | None = None
    """The reference table that the value is an id of."""
    terms: type[Term] | None = None
    """The closed vocabulary that the value is a term of."""
    owner: str = ""
    """The name of the model that it is a field of."""

    @property
    def prompt(self) -> Doc:
        """What to write: its description, after the language if it is one half of a bilingual text."""
        if own := _PROMPTS.get((self.owner, self.loc)):
            return own
        if self.loc[-1] not in LANGUAGES:
            return Doc(self.doc.da.replace(_FORMAT, ""), self.doc.en.replace(_FORMAT, ""))
        da, en = ("På dansk", "In Danish") if self.loc[-1] == "da" else ("På engelsk", "In English")
        return Doc(
            f"{da}: {self.doc.da[0].lower()}{self.doc.da[1:]}", f"{en}: {self.doc.en[0].lower()}{self.doc.en[1:]}"
        )

    @property
    def option(self) -> str:
        """Its option on the command line: `--office-da`."""
        short = _SHORT.get((self.owner, self.loc[-1])) or "-".join(part for part in self.loc if part != "voice")
        return f"--{short.replace('_', '-')}"

    def choices(self, corpus: Corpus) -> tuple[Choice, ...]:
        """The values that it can have; none if it is typed freely."""
        if self.table:
            return table_choices(corpus, self.table)
        return term_choices(self.terms) if self.terms else ()


_PROMPTS: Mapping[tuple[str, Loc], Doc] = MappingProxyType(
    {
        ("Source", ("title", "da")): Doc("På dansk: dokumentets egen titel.", "In Danish: the document's own title."),
        ("Source", ("title", "en")): Doc(
            "På engelsk: titlen, som du oversætter den.", "In English: the title as you translate it."
        ),
        ("Source", ("id",)): Doc("Kildens id.", "The id of the source."),
    }
)
"""Questions that are not the description of their field."""

NEEDLESS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "parties": frozenset(ActorKind) - {ActorKind.GOVERNMENT, ActorKind.PERSON},
        "period": frozenset({ActorKind.PERSON}),
        "abbreviation": frozenset({ActorKind.PERSON}),
    }
)
"""The fields of an actor that are not asked for, by the kinds of actor that have none."""

SOURCE = Field(
    ("source",), "one", required=True, table="sources",
    doc=Doc("Kilden, som posten bygger på.", "The source that the record rests on."),
)  # fmt: skip


def choices_in(checkout: Checkout, field: Field) -> tuple[Choice, ...]:
    """The values that `field` can have in `checkout`; of sources its own, since a record rests on a source beside it."""
    choices = field.choices(checkout.corpus)
    return tuple(each for each in choices if field != SOURCE or checkout.owns("sources", each.id))


_SHORT: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("Voice", "actor"): "voice",
        **{(model.__name__, "date"): "spoken-on" for model in RECORD_MODELS.values()},
        **{(model.__name__, "quantities"): "quantity" for model in RECORD_MODELS.values()},
        **{(model.__name__, "relations"): "relation" for model in RECORD_MODELS.values()},
        ("Source", "authors"): "author",
    }
)
"""Options that are not made from the place: `--date` of a record is the day on which it is written."""

_FIRST = ("paragraphs", "voice", "reported_by", "title", "text", "areas", "themes")
"""The fields that are asked for first."""
_LAST = ("target_groups", "reforms", "laws", "mentions", "date", "quantities", "relations")
_NOT_ASKED = frozenset({"id", "kind", "curation"})
_INPUT_KINDS: Mapping[Any, InputKind] = MappingProxyType(
    {
        date: "day",
        Period: "period",
        Quantity: "figures",
        Relation: "relations",
        Text: "prose",
        Evidence: "evidence",
        Search: "searches",
    }
)


def fields_of_kind(kind: Kind) -> tuple[Field, ...]:
    """The fields of a record of `kind`, in the order in which they are asked."""
    model = RECORD_MODELS[kind]
    own = [name for name in fields_of(model) if name not in (*_FIRST, *_LAST, *_NOT_ASKED)]
    return tuple(field for name in (*_FIRST, *own, *_LAST) for field in _fields(model, name, (name,)))


def _fields(model: Any, key: str, loc: Loc, *, needed: bool = True) -> Iterator[Field]:
    """The fields inside a field: two of a text in two languages, four of a voice."""
    known = fields_of(model)[key]
    required = needed and known.required
    owner = model.__name__
    if known.base is Voice:
        for part in ("actor", "for", "office"):
            yield from _fields(Voice, part, (*loc, part), needed=required)
    elif known.base in (Label, Text):
        for language in LANGUAGES:
            yield Field((*loc, language), _INPUT_KINDS.get(known.base, "line"), required, known.doc, owner=owner)
    elif known.table or known.vocabulary:
        kind: InputKind = "many" if known.many else "one"
        yield Field(loc, kind, required, known.doc, known.table, known.vocabulary, owner)
    elif known.base is int and known.many:
        yield Field(loc, "numbers", required, known.doc, owner=owner)
    else:
        kind = _INPUT_KINDS.get(known.base, "lines" if known.many else "line")
        yield Field(loc, kind, required, known.doc, owner=owner)


_FIRST_OF_ENTRY = ("name", "id", "kind", "form", "description")


def fields_of_entry(table: str) -> tuple[Field, ...]:
    """The fields of an actor, a reform or a law, in the order in which they are asked; offices are left out."""
    names = sorted(
        (name for name in fields_of(TABLES[table]) if name != "offices"),
        key=lambda name: _FIRST_OF_ENTRY.index(name) if name in _FIRST_OF_ENTRY else len(_FIRST_OF_ENTRY),
    )
    return tuple(field for name in names for field in _fields(TABLES[table], name, (name,)))


SOURCE_FIELDS = tuple(
    field
    for name in ("title", "kind", "date", "publisher", "authors", "url", "id")
    for field in _fields(Source, name, (name,))
)
"""The fields of a new source, in the order in which they are asked; the paragraphs are counted."""
ACT_FIELDS = tuple(field for name in ("test", "assessable", "why_not") for field in _fields(Outcome, name, (name,)))
"""The fields of an outcome that say what is assessed; they are written once."""
ASSESSMENT_FIELDS = tuple(field for name in fields_of(Assessment) for field in _fields(Assessment, name, (name,)))
"""The fields of an assessment."""
