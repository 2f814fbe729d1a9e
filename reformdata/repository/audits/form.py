"""What a reader of an audit judges: the criteria, and the columns of the form."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from reformdata.messages import Message


@dataclass(frozen=True, slots=True)
class Criterion:
    """One question about a record, which passes (1) or fails (0)."""

    name: Message
    passes: Message
    fails: Message


CRITERIA: Mapping[str, Criterion] = MappingProxyType(
    {
        "faithful": Criterion(
            Message("dækkende", "faithful"),
            Message(
                "Posten siger, hvad dens afsnit siger: samme handling, samme stemme, intet tilføjet eller udeladt af betydning.",
                "The record says what its paragraphs say: the same act by the same voice, nothing added, nothing that matters left out.",
            ),
            Message(
                "Noget er tilføjet, udeladt, indsnævret eller slået sammen; stemmen er en anden.",
                "Something is added, left out, narrowed or merged; the voice is another.",
            ),
        ),
        "strength": Criterion(
            Message("styrke", "strength"),
            Message(
                "Titel, tekst og felt er lige så stærke som kilden, og dens forbehold er med.",
                "Title, text and field are as strong as the source, and its hedges are kept.",
            ),
            Message(
                "Et forbehold mangler; bør er blevet til skal; noget i gang er blevet til noget udført.",
                "A hedge is missing; should has become must; something under way has become something done.",
            ),
        ),
        "danish": Criterion(
            Message("dansk", "Danish"),
            Message(
                "En dansk redaktør ville trykke titel og tekst uden at ændre et ord.",
                "A Danish editor would print title and text without changing a word.",
            ),
            Message(
                "En sætning er uklar alene, kluntet eller bruger et andet ord, end fagfolk gør.",
                "A sentence is unclear on its own, clumsy, or uses another word than people in the field do.",
            ),
        ),
        "english": Criterion(
            Message("engelsk", "English"),
            Message(
                "En engelsk redaktør ville trykke titel og tekst, og en læser uden kendskab til Danmark forstår dem.",
                "An English editor would print title and text, and a reader who does not know Denmark understands them.",
            ),
            Message(
                "Det kan høres, at teksten er oversat; et begreb eller en forkortelse er ikke forklaret.",
                "It reads as a translation; a term or an abbreviation is not explained.",
            ),
        ),
        "same": Criterion(
            Message("ens", "same"),
            Message("Dansk og engelsk siger det samme.", "Danish and English say the same."),
            Message(
                "Det ene sprog siger mere, mindre eller noget stærkere end det andet.",
                "One language says more, less or something stronger than the other.",
            ),
        ),
        "coding": Criterion(
            Message("kodning", "coding"),
            Message(
                "Art, områder, temaer, aktører, relationer og de øvrige felter følger kodebogen.",
                "Kind, areas, themes, actors, relations and the other fields follow the codebook.",
            ),
            Message(
                "Et felt har en forkert værdi, mangler en eller har en, som intet afsnit bærer.",
                "A field has a wrong value, lacks one, or has one that no paragraph supports.",
            ),
        ),
    }
)
"""The criteria by their columns."""

COLUMNS = ("id", "paragraphs", *CRITERIA, "fault", "serious", "note")
"""The columns of the form. `fault` is 1 if a criterion is 0; `serious` is 1 if the fault misleads a user of the data."""
