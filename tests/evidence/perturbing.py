"""Copies of a text as they are met: downloaded again, with what pages and editors add and change."""

import re
from collections.abc import Iterator
from random import Random
from typing import NamedTuple

PUBLISHED = [
    "Forside",
    "Om bladet",
    "Biblioteket i Nørreby åbner dørene om natten",
    "Nørreby Tidende, 3. marts 2016",
    "Siden nytår har byens bibliotek holdt åbent hele døgnet. Lånerne kan nu låse sig ind med et kort, når personalet er gået hjem.",
    "Ordningen begyndte som et lille forsøg på to måneder. I dag bruger næsten hver tredje låner den, og de fleste kommer mellem klokken otte og elleve om aftenen.",
    "• Alle lånere over femten år kan hente et kort ved skranken.",
    "• Børn må komme med, hvis en voksen er til stede under hele besøget.",
    "• Kælderen og det gamle arkiv er fortsat lukket, når der ikke er personale på vagt.",
    "En rolig aften",
    "”Jeg sidder her, fordi der er varmt, og fordi ingen spørger mig om noget,” siger den pensionerede smed Aksel Toft, der læser rejsebøger ved vinduet.",
    "Han er ikke den eneste. Rundt om ham sidder unge mennesker med computere, og i hjørnet øver to søstre sig på en tale til deres mors fødselsdag.",
    "– Vi havde frygtet hærværk og tomme hylder. I stedet har vi fået flere besøg, færre klager og et hus, som folk passer på, fordi de føler, at det er deres, siger bibliotekaren Inge Holm.",
    "Læs også",
    "Hun peger på, at pengene ikke er blevet flere. Personalet har blot flyttet to timer fra formiddagen, hvor der næsten aldrig kom nogen, til den sene eftermiddag.",
    "Næste skridt",
    "Til efteråret skal lånerne selv være med til at vælge, hvilke aviser der holdes. Et udvalg på syv personer, trukket ved lodtrækning, får frie hænder og en lille pose penge.",
    "Hvis det går godt, vil nabobyen Sønderby gøre det samme. Der har man længe ledt efter en måde at holde åbent på, uden at det koster en bondegård.",
    "Annonce",
    "Læs også",
    "Kontakt redaktionen",
]
"""An article that no newspaper ever ran, in several hundred words, with the furniture of a page."""

OTHER = [
    "Forside",
    "Om bladet",
    "Svømmehallen i Sønderby får nyt tag",
    "Sønderby Avis, 9. juni 2017",
    "Efter tre vintre med spande på gulvet går håndværkerne nu i gang. Taget over det store bassin skal være tæt, før skolerne begynder igen.",
    "Læs også",
    "Det bliver dyrere end ventet, fordi spærene viste sig at være angrebet af svamp. Til gengæld kommer der solceller på hele den sydvendte side.",
    "”Vi har svømmet med regnfrakke på længe nok,” siger formanden for klubben og ler.",
    "Annonce",
    "Kontakt redaktionen",
]
"""Another article of the same site: their menus are alike."""

_FURNITURE = [
    "Menu", "Søg på siden", "Log ind", "Annonce", "Del artiklen med en ven", "Tilmeld dig vores ugentlige nyhedsbrev her",
    "Vi bruger cookies for at gøre siden bedre; læs, hvordan du siger nej til dem", "0 kommentarer", "Gå til toppen",
]  # fmt: skip
_WORDS = ["måske", "altid", "gerne", "nogle", "snart", "store", "netop", "vistnok"]


class Perturbed(NamedTuple):
    """A paragraph of a copy, and the paragraphs of the text that it comes from, counted from 1; none for furniture."""

    text: str
    origins: tuple[int, ...]


def perturb(paragraphs: list[str], random: Random) -> list[Perturbed]:
    """A copy with everything at once: other signs, changed words, dropped, shifted and added paragraphs."""
    copy = [Perturbed(_retyped(text, random), (number,)) for number, text in enumerate(paragraphs, start=1)]
    copy = [_with_a_changed_word(each, random) if random.random() < 0.3 else each for each in copy]
    copy = [each for each in copy if random.random() > 0.05]
    for _ in range(random.randrange(3)):
        copy.insert(random.randrange(len(copy)), copy.pop(random.randrange(len(copy))))
    for _ in range(random.randrange(12)):
        copy.insert(random.randrange(len(copy) + 1), Perturbed(random.choice(_FURNITURE), ()))
    return copy


def _retyped(text: str, random: Random) -> str:
    """The same text by another hand: quotation marks, dashes, spaces and bullets."""
    quote = random.choice(["”", "“", '"', "»", "''"])
    dash = random.choice(["–", "—", "-"])
    space = random.choice([" ", "\u00a0", "  ", "\u2009"])
    bullet = random.choice(["• ", "* ", "", "  - "])
    typed = text.replace("• ", bullet).replace("”", quote).replace("– ", f"{dash} ")
    return "".join(space if sign == " " and random.random() < 0.2 else sign for sign in typed) + random.choice(
        ["", " ", "\r"]
    )


def _with_a_changed_word(paragraph: Perturbed, random: Random) -> Perturbed:
    parts = re.split(r"(\s+)", paragraph.text)
    words = [at for at, part in enumerate(parts) if any(map(str.isalnum, part))]
    if words:  # not every paragraph has one: a line of dashes
        parts[random.choice(words)] = random.choice(_WORDS)
    return Perturbed("".join(parts), paragraph.origins)


def wrapped(paragraphs: list[str], width: int) -> Iterator[Perturbed]:
    """A copy whose lines are broken before `width` characters, as a text browser prints a page."""
    for number, text in enumerate(paragraphs, start=1):
        line = ""
        for word in text.split():
            if line and len(line) + len(word) >= width:
                yield Perturbed(line, (number,))
                line = ""
            line = f"{line} {word}".strip()
        yield Perturbed(line, (number,))
