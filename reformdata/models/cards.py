"""A record in full, with all that it is tied to: as lines for a terminal, and as HTML for a notebook."""

import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType
from typing import Any, NamedTuple

from reformdata.models import markup
from reformdata.models.fields import fields_of
from reformdata.models.ids import RecordId
from reformdata.models.labels import FIELD_LABELS
from reformdata.models.languages import LANGUAGES, Language
from reformdata.models.outline import MODEL_REVIEWS
from reformdata.models.terms import RelationType, Term
from reformdata.models.text import Label, Text

_WIDTH = 96
_PARAGRAPHS = (Label("afsnit", "paragraph"), Label("afsnit", "paragraphs"))
_FOR = Label("for", "for")
_READERS = Label("Læst af", "Read by")
_TERMS = ("kind", "strength", "action", "claim", "tone", "form", "status")
"""The fields of one term each, above the title."""

PASSIVE: Mapping[RelationType, Label] = MappingProxyType(
    {
        RelationType.MOTIVATES: Label("begrundes af", "is motivated by"),
        RelationType.SUPPORTS: Label("understøttes af", "is supported by"),
        RelationType.ANSWERS: Label("besvares af", "is answered by"),
        RelationType.IMPLEMENTS: Label("gennemføres af", "is implemented by"),
        RelationType.PART_OF: Label("har som del", "has as a part"),
        RelationType.ELABORATES: Label("uddybes af", "is elaborated by"),
        RelationType.PAIRED_WITH: Label("hører sammen med", "is paired with"),
        RelationType.CONTRASTS: Label("står i modsætning til", "contrasts with"),
        RelationType.SAME_AS: Label("er det samme som", "is the same as"),
    }
)
"""How a relation is read from its other end."""


class Tie(NamedTuple):
    """A relation of a record, seen from it."""

    other: RecordId
    relation: Label
    """How it is called from this record: "answers", "is answered by"."""
    title: Label | None
    """Of the other record, where it is known."""
    reason: Label


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a data set knows of a record beside what its file says."""

    names: Mapping[tuple[str, str], Label] = field(default_factory=dict)
    """Of the source and the entries that it points to, by table and id."""
    verdict: Label | None = None
    """What became of it, in a line; None if nobody has looked."""
    became: Text | None = None
    """The same at length."""
    ties: tuple[Tie, ...] = ()


class Card:
    """A record as `reformdata show` prints it: `print` and a notebook show it. Immutable."""

    def __init__(self, record: Any, around: Surroundings | None, lang: Language | None = None) -> None:
        self._record = record
        # A record of no data set knows its own relations, and no names.
        self._around = around or Surroundings(
            ties=tuple(Tie(one.to, one.type.label, None, one.reason) for one in record.relations)
        )
        self._lang = lang

    def to_text(self, lang: Language = "en") -> str:
        """What the record says in both languages, `lang` first, and all that it is tied to in `lang`.

        A card that was made in one language is in that.

        Raises:
            ValueError: for an unsupported language.
        """
        return "\n".join(self._lines(self._lang or lang))

    def __str__(self) -> str:
        return self.to_text()

    def __repr__(self) -> str:
        return f"<Card of {self._record.id}>"

    def _repr_html_(self) -> str:
        lang = self._lang or "en"
        texts = "".join(
            f'<div lang="{one}" style="margin:.4em 0"><strong>{markup.escape(self._record.title.in_(one))}</strong>'
            f"<br>{markup.escape(self._record.text.in_(one))}</div>"
            for one in self._languages("da")
        )
        facts = (
            (f'<span style="{markup.SMALL};white-space:nowrap">{markup.escape(name)}</span>', markup.escape(value))
            for name, value in self._facts(lang)
        )
        head = markup.escape(" · ".join((*self._terms(lang), self._record.id)))
        return markup.box(
            f'<div lang="{lang}" style="{markup.SMALL}">{head}</div>{texts}<div lang="{lang}">{markup.table(facts)}</div>'
        )

    def _languages(self, first: Language) -> tuple[Language, ...]:
        """Those of title and text."""
        return (self._lang,) if self._lang else tuple(sorted(LANGUAGES, key=lambda one: one != first))

    def _terms(self, lang: Language) -> tuple[str, ...]:
        """Its values of these vocabularies."""
        record = self._record
        terms: Iterator[Term] = (getattr(record, name) for name in _TERMS if hasattr(record, name))
        return tuple(term.label.in_(lang) for term in terms)

    def _lines(self, lang: Language) -> Iterator[str]:
        record = self._record
        yield " · ".join((record.id, *self._terms(lang)))
        for one in self._languages(lang):
            yield ""
            yield from _wrap(record.title.in_(one), "  ")
            yield from _wrap(record.text.in_(one), "    ")
        yield ""
        facts = list(self._facts(lang))
        width = max(len(name) for name, _ in facts)
        for name, value in facts:
            first, *rest = textwrap.wrap(value, _WIDTH - width - 4)
            yield f"  {name:{width}}  {first}"
            yield from (f"  {'':{width}}  {line}" for line in rest)

    def _facts(self, lang: Language) -> Iterator[tuple[str, str]]:
        record, around = self._record, self._around
        yield _label("voice", lang), self._voice(lang)
        if record.reported_by:
            yield _label("reported_by", lang), self._name("actors", record.reported_by, lang)
        yield _label("source", lang), self._source(lang)
        references = [one for one in fields_of(type(record)).values() if one.table and one.many]
        for one in sorted(references, key=lambda each: each.name == "mentions"):
            ids = getattr(record, one.name)
            if ids:
                yield _label(one.name, lang), "; ".join(self._name(one.table or "", id_, lang) for id_ in ids)
        if record.quantities:
            yield _label("quantities", lang), "; ".join(_figure(one, lang) for one in record.quantities)
        if getattr(record, "period", None):
            yield _label("period", lang), str(record.period)
        if around.verdict:
            text = f": {around.became.in_(lang)}" if around.became else ""
            yield _label("verdict", lang), f"{around.verdict.in_(lang)}{text}"
        review = record.curation.review
        if review in MODEL_REVIEWS:
            yield _READERS.in_(lang).lower(), review.label.in_(lang)
        for tie in around.ties:
            named = f"{tie.title.in_(lang)} ({tie.other})" if tie.title else tie.other
            yield tie.relation.in_(lang), f"{named}: {tie.reason.in_(lang)}"

    def _source(self, lang: Language) -> str:
        record = self._record
        day = getattr(record, "date", record.stated_date)
        paragraphs = f"{_PARAGRAPHS[len(record.paragraphs) > 1].in_(lang)} {', '.join(map(str, record.paragraphs))}"
        return ", ".join((self._name("sources", record.source, lang), *([str(day)] if day else ()), paragraphs))

    def _voice(self, lang: Language) -> str:
        voice = self._record.voice
        parts = [self._name("actors", voice.actor, lang)]
        if voice.office:
            parts.append(voice.office.in_(lang))
        if voice.for_:
            parts.append(f"{_FOR.in_(lang)} {self._name('actors', voice.for_, lang)}")
        return ", ".join(parts)

    def _name(self, table: str, id_: str, lang: Language) -> str:
        """The name of an entry; its id if it is not known."""
        name = self._around.names.get((table, id_))
        return name.in_(lang) if name else id_


def _label(field: str, lang: Language) -> str:
    return FIELD_LABELS[field].in_(lang).lower()


def _figure(figure: Any, lang: Language) -> str:
    """A quantity as it is written in `lang`: 10.000.000,5 kroner in Danish, 10,000,000.5 kroner in English."""
    value: Decimal = figure.value
    number = f"{value:,f}"
    if lang == "da":
        number = number.translate(str.maketrans(",.", ".,"))
    qualifier = (figure.qualifier.label.in_(lang),) if figure.qualifier else ()
    return " ".join((*qualifier, number, figure.of.in_(lang)))


def _wrap(text: str, indent: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent=indent, subsequent_indent=indent)
