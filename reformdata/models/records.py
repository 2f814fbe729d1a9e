"""The records: proposals, statements and initiatives, one act of one voice each.

They are slotted Pydantic dataclasses, not `BaseModel`: `benchmarks/models.py` measures what that saves.
"""

import datetime
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Annotated, Any, Literal, Protocol, Self, TypeAlias, TypeVar

from pydantic import Discriminator, Field, Tag
from pydantic.dataclasses import dataclass as model

from reformdata.models.cards import Card, Surroundings
from reformdata.models.ids import RecordId
from reformdata.models.markup import HtmlCard
from reformdata.models.periods import Period
from reformdata.models.scalars import (
    ActorId,
    AreaId,
    Date,
    Edition,
    LawId,
    Number,
    Paragraphs,
    RecordRef,
    ReformId,
    TargetGroupId,
    ThemeId,
)
from reformdata.models.terms import Action, Claim, Form, Kind, Qualifier, RelationType, Review, Status, Strength, Tone
from reformdata.models.text import CLOSED, NAMED, Doc, Label, Text


@model(frozen=True, slots=True, config=NAMED)
class Voice:
    """Who answers for an act."""

    actor: Annotated[
        ActorId,
        Doc(
            "Den person eller organisation, der står inde for handlingen.",
            "The person or organisation that answers for the act.",
        ),
    ]
    office: Annotated[
        Label | None,
        Doc(
            "Embede eller stilling på det tidspunkt; kun for personer.",
            "Office or position held at the time; persons only.",
        ),
    ] = None
    for_: Annotated[
        ActorId | None,
        Field(alias="for"),
        Doc(
            "Den organisation, personen taler for; kun for personer.",
            "The organisation that the person speaks for; persons only.",
        ),
    ] = None

    @property
    def organisation(self) -> str:
        """The id of the organisation that the person speaks for; otherwise that of the voice itself."""
        return self.for_ or self.actor


@model(frozen=True, slots=True, config=CLOSED)
class Quantity:
    """A figure that an act carries."""

    value: Annotated[Number, Doc("Tallet.", "The figure.")]
    of: Annotated[Label, Doc("Det, der tælles eller måles, i flertal.", "What is counted or measured, in the plural.")]
    qualifier: Annotated[
        Qualifier | None,
        Doc(
            "Hvor nøjagtigt tallet er angivet; udelades, når tallet er nøjagtigt.",
            "How exactly the figure is given; left out where it holds as it stands.",
        ),
    ] = None


@model(frozen=True, slots=True, config=CLOSED)
class Relation:
    """How this record bears on another."""

    type: Annotated[RelationType, Doc("Forbindelsens art.", "The sort of relation.")]
    to: Annotated[RecordRef, Doc("Den anden post.", "The other record.")]
    reason: Annotated[Label, Doc("Hvorfor forbindelsen er der, på én linje.", "Why the relation holds, in one line.")]


@model(frozen=True, slots=True, config=CLOSED)
class Curation:
    """How a record came about."""

    added: Annotated[Date, Doc("Den dag, posten blev skrevet.", "The day on which the record was written.")]
    codebook: Annotated[
        Edition, Doc("Den udgave af kodebogen, der gjaldt.", "The edition of the codebook that applied.")
    ]
    review: Annotated[Review, Doc("Hvem der har læst kilden.", "Who read the source.")]


_Record = TypeVar("_Record")


class Known(Protocol):
    """The data set that a record comes from, as far as a record asks it."""

    def surroundings(self, record: Any) -> Surroundings:
        """The names of what it points to, what became of it, and its relations."""

    def answers(self, proposal: str) -> tuple[RecordId, ...]:
        """The ids of the records that answer a proposal or carry it out."""


class _Dated:
    """The day of a record, which is often known from its source alone: the store adds it, and it is no field.

    So two records are equal if their files say the same, and a record is written as its file says it.
    """

    __slots__ = ("_date", "_known")
    _date: datetime.date
    _known: Known

    @property
    def date(self) -> datetime.date:
        """The day on which the voice spoke: its own, otherwise that of its source.

        Raises:
            AttributeError: of a record that was not asked of a data set, since its source may be needed.
        """
        try:
            return self._date
        except AttributeError:
            hint = "only a data set knows the date of a record; `stated_date` is what its file says"
            raise AttributeError(hint, name="date", obj=self) from None

    @property
    def year(self) -> int:
        """The year of `date`."""
        return self.date.year

    def __copy__(self) -> Self:
        return self  # it does not change

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        return self

    def __reduce__(self) -> tuple[object, ...]:
        # A dataclass keeps its fields alone. The data set does not follow it into another process.
        return _restore, (type(self), self.__getstate__(), getattr(self, "_date", None))


def set_date(record: _Record, day: datetime.date, known: Known | None = None) -> _Record:
    """`record`, which nobody else has yet, with its day and the data set that it comes from."""
    object.__setattr__(record, "_date", day)
    if known:
        object.__setattr__(record, "_known", known)
    return record


def _restore(kind: type[Any], state: Iterable[object], day: datetime.date | None) -> object:
    record = object.__new__(kind)
    for name, value in zip(kind.__dataclass_fields__, state, strict=True):
        object.__setattr__(record, name, value)
    return set_date(record, day) if day else record


@model(frozen=True, slots=True, kw_only=True, config=NAMED)
class _Act(_Dated):
    """The fields that every record has."""

    id: Annotated[
        RecordId,
        Doc(
            "Kildens id, et punktum og postens nummer i kilden; begynder filens navn.",
            "The id of the source, a dot, and the number of the record in that source; the file name starts with it.",
        ),
    ]
    title: Annotated[
        Label, Doc("Handlingen som én sætning, uden punktum.", "The act as one clause, without a full stop.")
    ]
    text: Annotated[
        Text,
        Doc(
            "Hvad handlingen går ud på, med egne ord; én til fire sætninger.",
            "What the act says, in the curator's own words; one to four sentences.",
        ),
    ]
    paragraphs: Annotated[
        Paragraphs,
        Doc("De afsnit i kilden, som posten bygger på.", "The paragraphs of the source that the record rests on."),
    ]
    stated_date: Annotated[
        Date | None,
        Field(alias="date"),
        Doc(
            "Den dag, der blev talt, hvis den ikke er kildens.",
            "The day on which the voice spoke, where it is not that of the source.",
        ),
    ] = None
    voice: Annotated[Voice, Doc("Hvem der står inde for handlingen.", "Who answers for the act.")]
    reported_by: Annotated[
        ActorId | None,
        Doc(
            "Den, der gengiver det, når det er en anden end stemmen.",
            "Who passes it on, where that is somebody else than the voice.",
        ),
    ] = None
    areas: Annotated[
        tuple[AreaId, ...], Doc("De politikområder, handlingen vedrører.", "The policy areas that the act concerns.")
    ] = ()
    themes: Annotated[
        tuple[ThemeId, ...],
        Doc("De reformtemaer, handlingen handler om.", "The themes of reform that the act is about."),
    ] = ()
    target_groups: Annotated[
        tuple[TargetGroupId, ...],
        Doc(
            "De mennesker, handlingen skal komme til gode eller handler om.",
            "The people whom the act is to benefit or is about.",
        ),
    ] = ()
    reforms: Annotated[
        tuple[ReformId, ...],
        Doc(
            "De reformer, aftaler, udspil og programmer, handlingen nævner eller hører til.",
            "The reforms, agreements, packages and programmes that the act names or belongs to.",
        ),
    ] = ()
    laws: Annotated[tuple[LawId, ...], Doc("De love, handlingen nævner.", "The laws that the act names.")] = ()
    mentions: Annotated[
        tuple[ActorId, ...],
        Doc(
            "Aktører, som handlingen nævner i andre roller end stemme, modtager, ejer eller part.",
            "Actors that the act names in other parts than voice, addressee, owner or partner.",
        ),
    ] = ()
    quantities: Annotated[
        tuple[Quantity, ...], Doc("De tal, der hører til handlingen.", "The figures that the act carries.")
    ] = ()
    relations: Annotated[
        tuple[Relation, ...], Doc("Forbindelser til andre poster.", "Relations to other records.")
    ] = ()
    curation: Annotated[Curation, Doc("Hvordan posten er blevet til.", "How the record came about.")]

    @property
    def source(self) -> str:
        """The id of the source that it rests on."""
        return self.id.source

    @property
    def organisation(self) -> str:
        """The id of the organisation that the voice speaks for; otherwise that of the voice itself."""
        return self.voice.organisation

    def _repr_html_(self) -> str:
        known = getattr(self, "_known", None)
        return Card(self, known.surroundings(self) if known else None)._repr_html_()

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.id}: {self.title.en}>"

    def __str__(self) -> str:
        return f"{self.id}: {self.title.en}"


_KIND = Doc("Postens art.", "The kind of the record.")


@model(frozen=True, slots=True, kw_only=True, repr=False, config=NAMED)
class Proposal(_Act):
    """A voice says that something ought to be done, changed, stopped or given attention."""

    kind: Annotated[Literal[Kind.PROPOSAL], _KIND]
    action: Annotated[Action, Doc("Hvad der skal gøres.", "What is to be done.")]
    strength: Annotated[Strength, Doc("Hvor stærkt kilden udtrykker det.", "How strongly the source puts it.")]
    addressees: Annotated[
        tuple[ActorId, ...],
        Doc(
            "Dem, der skal gøre det, når kilden siger, hvem det er.",
            "Those who are to do it, where the source says who.",
        ),
    ] = ()

    @property
    def answered_by(self) -> tuple[RecordId, ...]:
        """The ids of the records that answer it or carry it out, as far as the data set that it comes from has them.

        Raises:
            AttributeError: of a record that was not asked of a data set, or comes from another process.
        """
        known: Known | None = getattr(self, "_known", None)
        if known is None:
            hint = "only a data set knows what answers a proposal: ds[id].answered_by"
            raise AttributeError(hint, name="answered_by", obj=self)
        return known.answers(self.id)


@model(frozen=True, slots=True, kw_only=True, repr=False, config=NAMED)
class Statement(_Act):
    """A voice asserts, judges, explains, predicts or takes a stance, and asks for no particular act."""

    kind: Annotated[Literal[Kind.STATEMENT], _KIND]
    claim: Annotated[Claim, Doc("Hvilken slags påstand det er.", "What sort of claim it makes.")]
    tone: Annotated[Tone, Doc("Hvordan udsagnet omtaler sit emne.", "How it speaks of its subject.")]


@model(frozen=True, slots=True, kw_only=True, repr=False, config=NAMED)
class Initiative(_Act):
    """An undertaking that exists, is decided or is formally announced by those who can carry it out."""

    kind: Annotated[Literal[Kind.INITIATIVE], _KIND]
    form: Annotated[Form, Doc("Hvilken slags foranstaltning det er.", "What sort of undertaking it is.")]
    owners: Annotated[
        tuple[ActorId, ...],
        Doc("Dem, der har besluttet, ejer eller udfører det.", "Those who have decided it, own it or carry it out."),
    ] = ()
    partners: Annotated[
        tuple[ActorId, ...],
        Doc("Andre, som ifølge kilden er med i det.", "Others who take part in it, according to the source."),
    ] = ()
    status: Annotated[
        Status,
        Doc("Hvor langt det var kommet, da kilden talte om det.", "How far it had come when the source spoke of it."),
    ]
    period: Annotated[
        Period | None,
        Doc(
            "Hvornår det begynder, gælder eller finder sted, så vidt kilden siger det (EDTF).",
            "When it starts, holds or takes place, as far as the source says (EDTF).",
        ),
    ] = None


@model(frozen=True, slots=True, kw_only=True, config=CLOSED)
class Retired(HtmlCard):
    """What is left of a record that was withdrawn: its id is never given again."""

    id: Annotated[RecordId, Doc("Postens id.", "The id of the record.")]
    status: Annotated[Literal["retired"], Doc("Altid `retired`.", "Always `retired`.")]
    replaced_by: Annotated[
        RecordRef | None, Doc("Den post, der har afløst den.", "The record that has taken its place.")
    ] = None
    reason: Annotated[Label | None, Doc("Hvorfor posten er taget ud.", "Why the record was withdrawn.")] = None
    retired: Annotated[Date, Doc("Den dag, posten blev taget ud.", "The day on which it was withdrawn.")]


Record: TypeAlias = Annotated[Proposal | Statement | Initiative, Field(discriminator="kind")]
"""A record of any kind, identified by its field `kind`."""


def _shape(value: Any) -> str | None:
    if isinstance(value, Retired):
        return "retired"
    if not isinstance(value, dict):
        return getattr(value, "kind", None)
    if value.get("status") == "retired":
        return "retired"
    kind = value.get("kind")
    return kind if isinstance(kind, str) else None


RecordFile: TypeAlias = Annotated[
    Annotated[Proposal, Tag("proposal")]
    | Annotated[Statement, Tag("statement")]
    | Annotated[Initiative, Tag("initiative")]
    | Annotated[Retired, Tag("retired")],
    Discriminator(_shape),
]
"""What a file of a source's folder may hold: a record, or the tombstone of a withdrawn one."""

RECORD_MODELS: Mapping[str, type[Proposal | Statement | Initiative | Retired]] = MappingProxyType(
    {"proposal": Proposal, "statement": Statement, "initiative": Initiative, "retired": Retired}
)
"""The model of such a file by its tag: that of each kind, and that of a withdrawn record."""
