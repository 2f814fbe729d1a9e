"""The closed vocabularies of the codebook: each value with a label and a definition in Danish and in English.

Vocabularies that grow with the data (areas, themes, target groups) are not here but in `records/`.
"""

import operator
import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Self

from reformdata.models.languages import Language
from reformdata.models.outline import ORDERS

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic_core import CoreSchema

    from reformdata.models.text import Label, Text


class Term(StrEnum):
    """A value of a closed vocabulary; it compares equal to its plain string.

    In an ordered vocabulary (`strength`, `tone`, `status`) `<`, `<=`, `>` and `>=` follow that order, between
    terms and between a term and a plain string. A string or a term that the vocabulary does not have, one of newer data
    included, raises a ValueError. In every other vocabulary, and between terms of two vocabularies, they raise a
    TypeError; sort by `value` or by `label.en`.

    >>> Strength.OUGHT == "ought", Strength.OUGHT.label.da
    (True, 'bør')
    >>> Strength.MUST >= "ought", max(Strength.MAY, Strength.OUGHT)
    (True, Strength.OUGHT)
    """

    _said: tuple[str, str, str, str]

    def __new__(cls, value: str, danish: str, english: str) -> Self:
        """Make a member from its value and, in both languages, `label: definition`."""
        label_da, _, definition_da = danish.partition(": ")
        label_en, _, definition_en = english.partition(": ")
        term = str.__new__(cls, value)
        term._value_ = value
        term._said = (label_da, label_en, definition_da, definition_en)
        return term

    @cached_property
    def label(self) -> "Label":
        """What it is called."""
        from reformdata.models.text import Label  # here, since what counts terms needs no label

        return Label(*self._said[:2])

    def label_in(self, language: Language) -> str:
        """What it is called in `language`, as `label.in_(language)`: to print it makes no `Label`, whose import takes long."""
        return self._said[0 if language == "da" else 1]

    @cached_property
    def definition(self) -> "Text":
        """What belongs to it, in a sentence."""
        from reformdata.models.text import Text

        return Text(*self._said[2:])

    def __repr__(self) -> str:
        return f"{type(self).__name__}.{self.name}"

    # Without these four, str compares by the alphabet.
    def __lt__(self, other: str, /) -> bool:
        return self._compare(other, operator.lt)

    def __le__(self, other: str, /) -> bool:
        return self._compare(other, operator.le)

    def __gt__(self, other: str, /) -> bool:
        return self._compare(other, operator.gt)

    def __ge__(self, other: str, /) -> bool:
        return self._compare(other, operator.ge)

    def _compare(self, other: object, holds: Callable[[int, int], bool]) -> bool:
        """Whether `holds` is true of the positions of this term and of `other` in their vocabulary.

        Raises:
            TypeError: if the vocabulary has no order, or `other` is a term of another one.
            ValueError: if this version does not know this term or `other`.
        """
        if not isinstance(other, str):
            return NotImplemented  # type: ignore[no-any-return]  # as str does: a frame compares itself
        vocabulary = type(self)
        if isinstance(other, Term) and not isinstance(other, vocabulary):
            raise TypeError(f"{self!r} and {other!r} belong to different vocabularies and cannot be compared")
        terms = vocabulary.ascending()
        for one in (self, other):
            if one not in terms:
                known = " < ".join(terms)
                raise ValueError(f"{str(one)!r} is not a {vocabulary.__name__} in this version (there are: {known})")
        return holds(terms.index(self), terms.index(other))

    @classmethod
    def ascending(cls) -> tuple[Self, ...]:
        """The terms of an ordered vocabulary, the lowest first.

        Raises:
            TypeError: if the vocabulary has no order.
        """
        if cls not in ORDERED_VOCABULARIES:
            raise TypeError(f"the values of {cls.__name__} have no order; sort them by .value or .label.en")
        return tuple(cls)[:: ORDERED_VOCABULARIES[cls]]

    @classmethod
    def unknown(cls, value: str) -> Self:
        """A value of newer data that this version does not have; not a member.

        Only loading compiled data makes one, with a warning; `reformdata validate` rejects it.
        """
        term = str.__new__(cls, value)
        term._name_ = value
        term._value_ = value
        term._said = (value, value, "Ukendt i denne version.", "Unknown to this version.")
        return term

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: "GetCoreSchemaHandler") -> "CoreSchema":
        from pydantic_core import core_schema

        # strict=False: a plain string is taken in Python as it is in JSON; nothing else equals a member.
        return core_schema.enum_schema(cls, list(cls), sub_type="str", strict=False)

    @classmethod
    def __get_pydantic_json_schema__(cls, core: "CoreSchema", handler: "GetJsonSchemaHandler") -> dict[str, Any]:
        return {
            "type": "string",
            "enum": [term.value for term in cls],
            "enumDescriptions": [f"{term.label.en}: {term.definition.en}" for term in cls],
            "markdownEnumDescriptions": [
                f"**{term.label.da}**: {term.definition.da}\n\n*{term.label.en}: {term.definition.en}*" for term in cls
            ],
        }


class Kind(Term):
    """What sort of act a record is."""

    PROPOSAL = (
        "proposal",
        "forslag: Nogen siger, at noget bør gøres, ændres, standses eller have opmærksomhed; modtageren kunne gøre det eller lade være.",
        "proposal: A voice says that something ought to be done, changed, stopped or given attention; its addressee could do it or refuse.",
    )
    STATEMENT = (
        "statement",
        "udsagn: Nogen hævder, vurderer, forklarer, forudsiger eller tager stilling uden at bede om en bestemt handling; man kunne bestride det.",
        "statement: A voice asserts, judges, explains, predicts or takes a stance, and asks for no particular act; somebody could dispute it.",
    )
    INITIATIVE = (
        "initiative",
        "initiativ: Noget, der er sat i værk, besluttet eller formelt bebudet af den, der kan gennemføre det; det har en ejer og kan følges.",
        "initiative: An undertaking that exists, is decided or is formally announced by whoever can carry it out; it has an owner and can be followed.",
    )


class Strength(Term):
    """How strongly a proposal binds, in the words of its source."""

    MUST = (
        "must",
        "skal: Kilden kræver det: skal, må ikke, er nødt til, det kræver, er afgørende, er helt centralt, eller en bydeform.",
        "must: The source demands it: must, must not, has to, it requires, is essential, is crucial, or an imperative.",
    )
    OUGHT = (
        "ought",
        "bør: Kilden tilråder det: bør, der er brug for, det handler om, er vigtigt, kan med fordel, anbefales, er et næste skridt.",
        "ought: The source advises it: ought, should, there is a need for, it is a matter of, is important, would do well to, is recommended, is a next step.",
    )
    MAY = (
        "may",
        "kan: Kilden peger på det som en mulighed: kan, er op til, kan gøre meget ved, måske skal.",
        "may: The source points to it as open: may, can, is up to, can do much by, perhaps should.",
    )


class Action(Term):
    """What a proposal wants done."""

    ABOLISH = (
        "abolish",
        "afskaffe: At bringe en regel, en pligt, et organ eller en praksis til ophør, uden at det siges, hvad der skal komme i stedet.",
        "abolish: To end a rule, a duty, a body or a practice, without saying what is to come in its place.",
    )
    REPLACE = (
        "replace",
        "erstatte: At sætte noget bestemt i stedet for noget, der er der i forvejen.",
        "replace: To put something named in the place of something that exists.",
    )
    INTRODUCE = (
        "introduce",
        "indføre: At skabe noget, der ikke findes endnu, og som kilden giver en form: en reform, en strategi, et mandat.",
        "introduce: To bring in something that does not exist yet and to which the source gives a form: a reform, a strategy, a mandate.",
    )
    DEVELOP = (
        "develop",
        "udvikle: At finde frem til en ny eller bedre løsning, model eller metode, som kilden ikke giver formen på.",
        "develop: To work out a new or better solution, model or method whose form the source leaves open.",
    )
    CHANGE = (
        "change",
        "ændre: At gøre noget bestående på en anden måde: lægge om, indrette, ændre retning eller tænkemåde.",
        "change: To do something that exists in another way: to reorganise, to redirect, to think of it differently.",
    )
    STRENGTHEN = (
        "strengthen",
        "styrke: At give noget bestående mere omfang, kraft eller kvalitet, uden at lægge det om.",
        "strengthen: To give something that exists more volume, force or quality, without reorganising it.",
    )
    PRIORITISE = (
        "prioritise",
        "prioritere: At give noget opmærksomhed, penge eller forrang frem for andet.",
        "prioritise: To give something attention, money or precedence over other things.",
    )
    COORDINATE = (
        "coordinate",
        "samordne: At bringe mål, indsatser, fag eller myndigheder til at virke sammen.",
        "coordinate: To make aims, services, professions or authorities work together.",
    )
    INVOLVE = (
        "involve",
        "inddrage: At lade nogen tage del, eller at tage deres ønsker, viden eller erfaring i brug.",
        "involve: To let somebody take part, or to draw on their wishes, knowledge or experience.",
    )
    EXAMINE = (
        "examine",
        "undersøge: At skaffe sig viden, overblik eller svar, før der handles.",
        "examine: To gain knowledge, an overview or an answer before acting.",
    )
    MEASURE = (
        "measure",
        "måle: At følge, dokumentere eller evaluere resultater og virkning af det, der gøres.",
        "measure: To follow, document or evaluate the results and effects of what is done.",
    )
    USE = (
        "use",
        "anvende: At tage noget i brug, som allerede er til rådighed: data, viden, en lov, et redskab.",
        "use: To put to use what is already at hand: data, knowledge, a law, a tool.",
    )
    CONTINUE = (
        "continue",
        "fortsætte: At holde fast i en kurs, der er lagt.",
        "continue: To keep to a course that has been set.",
    )
    REFRAIN = (
        "refrain",
        "undlade: Ikke at gøre noget, eller at holde op med en måde at handle eller tænke på.",
        "refrain: Not to do something, or to give up a way of acting or thinking.",
    )
    LIBERATE = (
        "liberate",
        "sætte fri: At give nogen et større råderum ved at fritage dem for regler eller styring.",
        "set free: To give somebody a freer hand by exempting them from rules or control.",
    )


class Claim(Term):
    """What sort of claim a statement makes."""

    DESCRIPTION = (
        "description",
        "beskrivelse: Siger, hvordan noget er eller er blevet, uden at bygge på en undersøgelse og uden at kalde det et problem.",
        "description: Says how something is or came to be, without resting on an inquiry and without calling it a problem.",
    )
    DIAGNOSIS = (
        "diagnosis",
        "diagnose: Peger på et problem, en mangel eller en hindring, eller på dens årsag.",
        "diagnosis: Points to a problem, a want or an obstacle, or to its cause.",
    )
    FINDING = (
        "finding",
        "resultat: Gengiver, hvad der er iagttaget, talt op eller prøvet: hvad en analyse, forskning, et forsøg eller praktisk erfaring har vist.",
        "finding: Reports what was observed, counted or tried: what an analysis, research, a trial or practical experience has shown.",
    )
    EVALUATION = (
        "evaluation",
        "vurdering: Bedømmer noget bestående som godt, dårligt, rigtigt eller vellykket uden at gøre det til et problem, der kræver løsning.",
        "evaluation: Judges something that exists as good, bad, right or successful, without making it a problem to be solved.",
    )
    PREDICTION = (
        "prediction",
        "forudsigelse: Siger, hvad der vil ske, eller hvad der vil kunne opnås.",
        "prediction: Says what will happen, or what could be achieved.",
    )
    PRINCIPLE = (
        "principle",
        "princip: Siger, hvad der i almindelighed er vigtigt eller rigtigt, eller på hvilke betingelser noget lykkes.",
        "principle: Says what in general matters or is right, or on what conditions something succeeds.",
    )
    STANCE = (
        "stance",
        "holdning: Siger, hvor taleren selv står: for, imod, tilfreds, bekymret eller bundet.",
        "stance: Says where the speaker stands: for, against, content, concerned or bound.",
    )
    COMMITMENT = (
        "commitment",
        "tilsagn: Lover en holdning eller en måde at handle på, som ikke er en bestemt foranstaltning.",
        "commitment: Promises an attitude or a manner of acting that is no particular undertaking.",
    )


class Tone(Term):
    """How a statement speaks of its subject."""

    CRITICAL = (
        "critical",
        "kritisk: Fremhæver det, der er galt, mangler eller truer.",
        "critical: Brings out what is wrong, lacking or threatening.",
    )
    NEUTRAL = (
        "neutral",
        "neutral: Hverken roser eller kritiserer sit emne.",
        "neutral: Neither praises nor criticises its subject.",
    )
    FAVOURABLE = (
        "favourable",
        "positiv: Fremhæver det, der er godt, lykkes eller giver håb.",
        "favourable: Brings out what is good, succeeds or gives hope.",
    )


class Form(Term):
    """What sort of undertaking an initiative, or an entry of the table of reforms, is."""

    LAW = (
        "law",
        "lov: En lov, en lovændring eller en hjemmel, vedtaget eller bebudet.",
        "law: An act, an amendment or a legal power, passed or announced.",
    )
    REFORM = (
        "reform",
        "reform: En samlet omlægning af et område, som den ansvarlige kalder en reform.",
        "reform: A whole reordering of a field that those in charge call a reform.",
    )
    AGREEMENT = (
        "agreement",
        "aftale: En politisk aftale eller en aftale mellem myndigheder.",
        "agreement: A political agreement, or an agreement between authorities.",
    )
    PACKAGE = (
        "package",
        "udspil: Et samlet sæt af forslag, som en regering eller en organisation fremlægger under ét navn.",
        "policy package: A set of proposals that a government or an organisation puts forward under one name.",
    )
    MEASURE = (
        "measure",
        "tiltag: Et enkelt indgreb eller en fornyelse, der gennemfører en lov, en aftale eller et udspil, men ikke selv er det.",
        "measure: A single step or novelty that carries out a law, an agreement or a package and is not one itself.",
    )
    TRIAL = (
        "trial",
        "forsøg: En tidsbegrænset afprøvning, ofte med fritagelse for regler.",
        "trial: A test for a limited time, often with exemption from rules.",
    )
    PROGRAMME = (
        "programme",
        "program: En række sammenhængende aktiviteter med et navn, som løber over tid.",
        "programme: A series of connected activities with a name that runs over time.",
    )
    CENTRE = (
        "centre",
        "center: En varig enhed, der er oprettet for at samle eller udbrede viden.",
        "centre: A lasting body set up to gather or spread knowledge.",
    )
    TOOL = (
        "tool",
        "redskab: Et system, en standard eller en metode, som andre kan tage i brug.",
        "tool: A system, a standard or a method that others can put to use.",
    )
    ANALYSIS = (
        "analysis",
        "analyse: En undersøgelse, der er gennemført eller i gang, for at skaffe viden.",
        "analysis: An inquiry made, or under way, to gain knowledge.",
    )
    MONITORING = (
        "monitoring",
        "tilsyn: En myndigheds opfølgning på andre: tilsyn, samtaler, sammenlignende målinger.",
        "monitoring: An authority's follow-up of others: supervision, talks, comparative measurements.",
    )
    PUBLICATION = (
        "publication",
        "udgivelse: En tekst, en temaside eller et debatforløb, der er udgivet for offentligheden.",
        "publication: A text, a theme page or a series of debate published for the public.",
    )
    EVENT = (
        "event",
        "arrangement: En session, en konference eller et møde på et bestemt tidspunkt.",
        "event: A session, a conference or a meeting at a given time.",
    )
    PARTNERSHIP = (
        "partnership",
        "partnerskab: Et samarbejde mellem navngivne parter om et fælles formål.",
        "partnership: Cooperation between named parties for a common purpose.",
    )
    TARGET = (
        "target",
        "mål: Et resultat, som en myndighed har sat sig for at nå, ofte inden et bestemt år.",
        "target: A result that an authority has set itself to reach, often by a given year.",
    )


class Status(Term):
    """How far an initiative has come on the day of its record."""

    ANNOUNCED = (
        "announced",
        "bebudet: Ejeren har sagt, at det kommer; det er ikke begyndt.",
        "announced: Its owner has said that it will come; it has not begun.",
    )
    DECIDED = (
        "decided",
        "besluttet eller fremlagt: Det er vedtaget, aftalt eller fremlagt, som et lovforslag ved første behandling; kilden siger ikke, at det er begyndt at virke, og det er måske ikke vedtaget.",
        "decided or presented: It is passed, agreed or presented, as a bill at its first reading; the source does not say that it has taken effect, and it may not have been passed.",
    )
    RUNNING = (
        "running",
        "i gang: Det er i brug, i drift eller under gennemførelse.",
        "running: It is in use, in operation or being carried out.",
    )
    COMPLETED = (
        "completed",
        "afsluttet: Det er gennemført; resultatet foreligger.",
        "completed: It has been carried out; its result is there.",
    )


class RelationType(Term):
    """How one record bears on another; read as a sentence: this record … the other."""

    MOTIVATES = (
        "motivates",
        "begrunder: Udsagnet er den grund, som kilden giver til forslaget eller initiativet.",
        "motivates: The statement is the reason that the source gives for the proposal or the initiative.",
    )
    SUPPORTS = (
        "supports",
        "understøtter: Udsagnet giver belæg for et andet udsagn: et resultat eller en erfaring, der taler for det.",
        "supports: The statement gives grounds for another statement: a finding or an experience that speaks for it.",
    )
    ANSWERS = (
        "answers",
        "besvarer: Er en anden stemmes svar på det, der blev foreslået, spurgt om eller hævdet tidligere eller i samme samtale.",
        "answers: Is another voice's response to what was proposed, asked or claimed before it or in the same exchange.",
    )
    IMPLEMENTS = (
        "implements",
        "gennemfører: Initiativet fører et forslag, et tilsagn eller et andet initiativ ud i livet.",
        "implements: The initiative carries out a proposal, a commitment or another initiative.",
    )
    PART_OF = (
        "part-of",
        "er del af: Er et led i den større helhed, som den anden post beskriver.",
        "is part of: Is one piece of the larger whole that the other record describes.",
    )
    ELABORATES = (
        "elaborates",
        "uddyber: Siger nærmere, hvordan, hvor eller hvorfor, eller siger det samme om et andet felt, uden at være et led i en helhed.",
        "elaborates: Says more of how, where or why, or says the same of another field, without being a piece of a whole.",
    )
    PAIRED_WITH = (
        "paired-with",
        "hører sammen med: De to halvdele af ét greb i samme kilde: at standse det ene og begynde det andet.",
        "is paired with: The two halves of one move in the same source: to stop one thing and to start another.",
    )
    CONTRASTS = (
        "contrasts",
        "står i modsætning til: De to kan ikke begge stå ved magt uden videre, eller de trækker hver sin vej.",
        "contrasts with: The two cannot both simply hold, or they pull in opposite directions.",
    )
    SAME_AS = (
        "same-as",
        "er det samme som: Samme handling i en anden kilde eller af en anden stemme.",
        "is the same as: The same act in another source or by another voice.",
    )


ANSWERING = (RelationType.ANSWERS, RelationType.IMPLEMENTS)
"""The relations by which a proposal is answered; the codebook says so under Relations."""


class Qualifier(Term):
    """How exactly a quantity is given."""

    OVER = ("over", "over: Mere end tallet.", "over: More than the figure.")
    AT_LEAST = ("at-least", "mindst: Tallet eller mere.", "at least: The figure or more.")
    AT_MOST = ("at-most", "højst: Tallet eller mindre.", "at most: The figure or less.")


class ActorKind(Term):
    """What sort of voice, owner or addressee an actor is."""

    PERSON = ("person", "person: Et menneske.", "person: A human being.")
    GOVERNMENT = (
        "government",
        "regering og Folketing: Regeringen, Folketinget, eller staten som sådan.",
        "government and parliament: The government, the parliament, or the state as such.",
    )
    AUTHORITY = (
        "authority",
        "myndighed: Et ministerium, en styrelse eller en kommune med navn.",
        "authority: A ministry, an agency or a named municipality.",
    )
    COMMISSION = (
        "commission",
        "kommission: Et udvalg, som er nedsat for at udrede eller anbefale.",
        "commission: A committee set up to inquire or to recommend.",
    )
    ASSOCIATION = (
        "association",
        "forening: En sammenslutning af medlemmer, som taler på deres vegne.",
        "association: A body of members that speaks on their behalf.",
    )
    PARTY = ("party", "parti: Et politisk parti.", "party: A political party.")
    COMPANY = (
        "company",
        "virksomhed: En virksomhed, også et rådgivningsfirma.",
        "company: A business, including a consultancy.",
    )
    MEDIA = ("media", "medie: Et medie eller et forlag.", "media outlet: A newspaper, a site or a publisher.")
    RESEARCH = (
        "research",
        "forskningsinstitution: Et universitet eller et forskningscenter.",
        "research institution: A university or a research centre.",
    )
    CENTRE = (
        "centre",
        "videnscenter: En enhed, som andre har oprettet for at samle og udbrede viden.",
        "knowledge centre: A body that others set up to gather and spread knowledge.",
    )
    GROUP = (
        "group",
        "gruppe: Flere aktører af samme slags, som tiltales eller handler under ét: kommunerne, skoleledelserne.",
        "group: Several actors of one sort, addressed or acting as one: the municipalities, the school leaders.",
    )


class SourceKind(Term):
    """What sort of document a source is."""

    NEWS = (
        "news",
        "nyhed: En nyhed fra udgiveren om sig selv eller sin sag.",
        "news item: A news item of its publisher on itself or its cause.",
    )
    THEME_PAGE = (
        "theme-page",
        "temaside: En side, der samler en organisations synspunkter på ét område.",
        "theme page: A page that gathers an organisation's views on one field.",
    )
    BLOG = (
        "blog",
        "blogindlæg: Et indlæg i en navngiven forfatters blog.",
        "blog post: A post in a named author's blog.",
    )
    REPORT = (
        "report",
        "reportage: En journalists gengivelse af et møde og det, der blev sagt.",
        "report of an event: A journalist's account of a meeting and what was said there.",
    )
    ARTICLE = (
        "article",
        "avisartikel: En artikel eller et telegram i et medie om andres sag.",
        "news article: An article or an agency's dispatch in the media on a matter of others.",
    )
    OPINION = (
        "opinion",
        "debatindlæg: Et indlæg, hvor en navngiven person argumenterer i eget navn eller for sin organisation.",
        "opinion piece: A piece in which a named person argues in their own name or for their organisation.",
    )
    PLATFORM = (
        "platform",
        "regeringsgrundlag: Det program, som partierne bag en regering er enige om ved dens begyndelse.",
        "government platform: The programme agreed by the parties behind a government when it takes office.",
    )
    SPEECH = (
        "speech",
        "tale: En tale, som den blev holdt eller udgivet; taleren er stemmen.",
        "speech: A speech as it was given or published; the speaker is the voice.",
    )
    DEBATE = (
        "debate",
        "behandling i Folketinget: Et referat af en forhandling i Folketinget, hvor flere talere har ordet.",
        "parliamentary debate: A record of a debate in the Danish Parliament, in which several speakers take the floor.",
    )


class SkipReason(Term):
    """Why a paragraph of a source gave no record."""

    HEADING = (
        "heading",
        "overskrift: En titel eller mellemrubrik, der ikke selv rummer en handling.",
        "heading: A title or subheading that carries no act of its own.",
    )
    BYLINE = (
        "byline",
        "forfatterlinje: Forfatter, dato eller sted for udgivelsen.",
        "byline: Author, date or place of publication.",
    )
    FURNITURE = (
        "furniture",
        "sideelementer: Menu, navigation, annonce, nyhedsbrev, kommentarfelt, henvisning eller anden indpakning.",
        "furniture: Menu, navigation, advertisement, newsletter prompt, comment form, pointer or other wrapping of the page.",
    )
    NARRATION = (
        "narration",
        "scenebeskrivelse: Fortælling om en begivenhed, som ikke udtrykker nogens holdning.",
        "narration: An account of an event that carries nobody's stance.",
    )
    COURTESY = (
        "courtesy",
        "høflighed: Hilsen, tak eller velgangsønske.",
        "courtesy: A greeting, thanks or good wishes.",
    )
    REPETITION = (
        "repetition",
        "gentagelse: Gentager en handling, hvis post allerede bygger på afsnit, der siger det mere fyldigt.",
        "repetition: Repeats an act whose record already rests on paragraphs that say it more fully.",
    )
    PROCEDURE = (
        "procedure",
        "mødeledelse: Det, en formand siger for at lede et møde: giver ordet, konstaterer, sætter til afstemning.",
        "procedure: What a chair says to run a sitting: calls on speakers, notes how matters stand, puts a question to the vote.",
    )
    OFF_TOPIC = (
        "off-topic",
        "uden for emnet: Handler ikke om, hvordan den offentlige sektor styres, organiseres, ledes eller løser sine opgaver.",
        "off-topic: Is not about how the public sector is regulated, organised, led or delivers its services.",
    )


class Assessable(Term):
    """Whether it can be said of an act that it was carried out, and by what."""

    ACTION = (
        "action",
        "handling: Nogen skulle gøre noget bestemt; det er gjort, når handlingen er udført, hvad den end førte til.",
        "action: Somebody was to do a definite thing; it is done once the act is carried out, whatever came of it.",
    )
    RESULT = (
        "result",
        "resultat: En tilstand skulle indtræde, som kan måles eller slås fast; det er gjort, når den er indtrådt.",
        "result: A state of affairs was to come about that can be measured or established; it is done once it has.",
    )
    NO = (
        "no",
        "nej: Man kan ikke sige, hvad der ville tælle som gjort; det er ikke det samme som, at intet er sket.",
        "no: It cannot be said what would count as done; this is not the same as nothing having happened.",
    )


class WhyNot(Term):
    """Why it cannot be said of an act that it was carried out."""

    MANNER = (
        "manner",
        "måde: Det siger, hvordan noget skal gøres, med hvilken holdning eller i hvilken ånd, og ikke hvad.",
        "manner: It says how a thing is to be done, with what attitude or in what spirit, and not what.",
    )
    VAGUE = (
        "vague",
        "for uklart: Der er ingen grænse mellem gjort og ikke gjort, som to læsere ville sætte samme sted.",
        "too vague: There is no line between done and not done that two readers would draw in the same place.",
    )
    NO_ADDRESSEE = (
        "no-addressee",
        "uden modtager: Det er ikke til nogen, hvis handlinger kan følges.",
        "no addressee: It is put to nobody whose acts could be followed.",
    )
    NO_END = (
        "no-end",
        "uden ende: Det beder om, at noget fortsætter eller altid gøres, så det aldrig kan være gjort.",
        "no end: It asks that something go on or always be done, so that it can never have been done.",
    )


class Verdict(Term):
    """What had become of an act on the day of the assessment: what was done, not what it led to."""

    DONE = (
        "done",
        "gjort: Det, testen kræver, er udført i fuldt omfang, også hvis det skete senere end ventet. En lov, der er trådt "
        "i kraft, er gjort, når det var loven, der blev bedt om; virkningen er et andet spørgsmål.",
        "done: What the test asks for is carried out in full, even if later than expected. A law in force is done where the "
        "law was what was asked for; its effect is another question.",
    )
    PARTLY = (
        "partly",
        "delvis: En del af det, testen kræver, er udført, og resten er så vidt vides ikke på vej.",
        "partly: A part of what the test asks for is carried out, and the rest is not on its way, as far as is known.",
    )
    UNDER_WAY = (
        "under-way",
        "i gang: Udførelsen er begyndt og fortsætter, men det, testen kræver, er ikke nået.",
        "under way: Carrying it out has begun and goes on, but what the test asks for is not reached.",
    )
    DECIDED = (
        "decided",
        "besluttet: Det er vedtaget eller aftalt af dem, der kan, men udførelsen er ikke begyndt.",
        "decided: It is passed or agreed by those who can, but not yet begun.",
    )
    REJECTED = (
        "rejected",
        "afvist: De, der kunne gøre det, har sagt nej eller stemt det ned.",
        "rejected: Those who could do it have said no or voted it down.",
    )
    DROPPED = (
        "dropped",
        "opgivet: Det var bebudet, besluttet eller i gang og blev opgivet, før det var gjort.",
        "dropped: It was announced, decided or under way, and was given up before it was done.",
    )
    REVERSED = (
        "reversed",
        "rullet tilbage: Det var gjort, og det gælder ikke længere.",
        "reversed: It had been done, and it no longer holds.",
    )
    NO_TRACE = (
        "no-trace",
        "intet spor: Der er søgt, og der er intet fundet om, at det er sket eller afvist. Det viser ikke, at intet er sket.",
        "no trace: A search was made, and nothing was found of its having happened or been refused. It does not show that nothing has.",
    )


class Scope(Term):
    """Where an act was carried out; a trial is a scope and not a degree of being done."""

    COUNTRY = (
        "country",
        "hele landet: Det gælder alle dem i landet, som posten taler om.",
        "the whole country: It holds for all those in the country whom the record speaks of.",
    )
    SOME_PLACES = (
        "some-places",
        "nogle steder: Det gælder i nogle kommuner, regioner eller institutioner, uden at være et forsøg.",
        "some places: It holds in some municipalities, regions or institutions and is not a trial.",
    )
    TRIAL = (
        "trial",
        "forsøg: Det gælder for en tid og kun for dem, der er med i et forsøg.",
        "trial: It holds for a time, and only for those who take part in a trial.",
    )


class Link(Term):
    """How what happened stands to the act, as far as the evidence says; never that the act was the cause."""

    CREDITED = (
        "credited",
        "henført: Belægget siger selv, at det skete som svar på denne post eller på det krav, den rejser.",
        "credited: The evidence says itself that it happened in answer to this record or to the demand that it makes.",
    )
    SAME_CONTENT = (
        "same-content",
        "samme indhold: Det skete, og det er det, posten taler om; belægget siger intet om en forbindelse.",
        "same content: It happened, and it is what the record speaks of; the evidence says nothing of a connection.",
    )
    ALREADY_SO = (
        "already-so",
        "var der allerede: Det var gjort eller besluttet før postens dag.",
        "already so: It was done or decided before the day of the record.",
    )


class DocumentKind(Term):
    """What sort of document the evidence is."""

    LAW = (
        "law",
        "lov: En vedtaget lov, en bekendtgørelse eller en anden retsforskrift.",
        "law: An act that was passed, an order or another legal instrument.",
    )
    BILL = (
        "bill",
        "lovforslag: Et lovforslag eller et udkast til et, med bemærkninger og behandling.",
        "bill: A bill or the draft of one, with its explanatory notes and its readings.",
    )
    AGREEMENT = (
        "agreement",
        "aftale: En politisk aftale eller en aftale mellem myndigheder.",
        "agreement: A political agreement, or an agreement between authorities.",
    )
    EVALUATION = (
        "evaluation",
        "evaluering: En undersøgelse af, hvordan noget blev udført, eller hvad det førte til.",
        "evaluation: A study of how something was carried out, or of what came of it.",
    )
    OFFICIAL_PAGE = (
        "official-page",
        "officiel side: En side, en nyhed, et register eller en rapport fra en myndighed.",
        "official page: A page, a news item, a register or a report of an authority.",
    )
    PRESS = (
        "press",
        "presse: En omtale i et medie; alene er den ikke nok til at konkludere, at noget er gjort.",
        "press: An account in the media; it does not alone carry the verdict that something was done.",
    )
    OTHER = (
        "other",
        "andet: Et dokument fra en forening, en virksomhed eller en anden.",
        "other: A document of an association, a company or somebody else.",
    )


class SeenAs(Term):
    """How much of a document the curator saw."""

    PAGE = ("page", "hele siden: Dokumentet selv.", "whole page: The document itself.")
    EXCERPT = (
        "excerpt",
        "uddrag: Kun et uddrag, som rummer det, der er brugt.",
        "excerpt: Only an excerpt, which carries what is used.",
    )


class Review(Term):
    """Who read the source of a record: one or two, people or language models."""

    SINGLE = (
        "single-reader",
        "én læser: Kilden er læst af ét menneske.",
        "single reader: Its source was read by one person.",
    )
    SECOND = (
        "second-reader",
        "to læsere: Kilden er læst af to mennesker uafhængigt af hinanden, og deres lister er afstemt efter kodebogen.",
        "second reader: Its source was read by two people blind of each other, and their lists were settled by the codebook.",
    )
    SINGLE_MODEL = (
        "single-model",
        "én sprogmodel: Kilden er læst af én instans af en sprogmodel og af intet menneske.",
        "one language model: Its source was read by one instance of a language model, and by no person.",
    )
    SECOND_MODEL = (
        "second-model",
        "to sprogmodeller: Kilden er læst af to instanser af en sprogmodel uafhængigt af hinanden, deres lister er afstemt efter kodebogen, også af en sprogmodel, og intet menneske har læst den.",
        "two language models: Its source was read by two instances of a language model blind of each other, their lists were settled by the codebook, by a language model too, and no person has read it.",
    )


VOCABULARIES: tuple[type[Term], ...] = (
    Kind, Strength, Action, Claim, Tone, Form, Status, RelationType, Qualifier, ActorKind, SourceKind, SkipReason, Review,
    Assessable, WhyNot, Verdict, Scope, Link, DocumentKind, SeenAs,
)  # fmt: skip
"""Every closed vocabulary, in the order of the codebook."""

ORDERED_VOCABULARIES: Mapping[type[Term], int] = MappingProxyType(
    {one: ORDERS[one.__name__.lower()] for one in (Strength, Tone, Status)}
)
"""As in `ORDERS`."""


def vocabulary_name(vocabulary: type[Term]) -> str:
    """The name of a vocabulary in the tables: `relation_type`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", vocabulary.__name__).lower()
