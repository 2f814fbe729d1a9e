"""What a question says about its field for a `?`: how to answer it, and an example of an answer."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from reformdata.curation.editing.fields import Choice, Field, InputKind
from reformdata.messages import Message

HINTS: Mapping[InputKind, Message] = MappingProxyType(
    {
        "numbers": Message("fx 3, 5-7", "such as 3, 5-7"),
        "day": Message(
            "fx 1. oktober 2020, 1/10-2020 eller 2020-10-01", "such as 1 October 2020, 1/10-2020 or 2020-10-01"
        ),
        "period": Message("fx 2020 eller 2019/2021", "such as 2020 or 2019/2021"),
        "many": Message("adskil flere med komma", "separate several by commas"),
        "figures": Message(
            "fx mindst 7 = kommuner / municipalities, 2,5 mio. = kroner / kroner; ét tal i hvert svar",
            "such as at least 7 = kommuner / municipalities, 2.5 million = kroner / kroner; one figure an answer",
        ),
        "relations": Message(
            "fx elaborates .06 = Planen uddyber kravet / The plan elaborates the requirement; .06 er en post fra samme kilde, ellers skrives hele id'et; "
            "én forbindelse i hvert svar",
            "such as elaborates .06 = Planen uddyber kravet / The plan elaborates the requirement; .06 is a record of the same source, of another one write the "
            "whole id; one relation an answer",
        ),
        "evidence": Message(
            "fx DOKUMENT = det står der / what it says, med id på et dokument eller en post; ét belæg i hvert svar",
            "such as DOCUMENT = det står der / what it says, with the id of a document or a record; one an answer",
        ),
        "searches": Message(
            "fx STED = søgeord; én søgning i hvert svar", "such as PLACE = query; one search an answer"
        ),
        "lines": Message(
            "ét i hvert svar, eller flere med semikolon imellem", "one an answer, or several separated by semicolons"
        ),
    }
)
"""How a value of a kind is typed."""


def explanation(field: Field) -> Message:
    """How to answer the question about `field`, in a sentence or two."""
    name = ".".join(part for part in field.loc if part not in ("da", "en"))
    return _EXPLANATIONS.get(f"{field.owner}.{name}") or _EXPLANATIONS[name]


def example(field: Field, choices: Sequence[Choice]) -> Message:
    """An answer to the question about `field`; one of `choices` if it is chosen from them."""
    if field.input_kind in ("one", "many") and choices:
        chosen = choices[: 2 if field.input_kind == "many" else 1]
        danish, english = (", ".join(each.label.in_(language) for each in chosen) for language in ("da", "en"))
        ids = ", ".join(each.id for each in chosen)
        return Message(_either(danish, ids, "eller"), _either(english, ids, "or"))
    written = _EXAMPLES.get(f"{field.owner}.{field.loc[0]}") or _EXAMPLES.get(field.loc[-2 if _is_half(field) else -1])
    if written:
        half = written.in_(field.loc[-1])
        return Message(half, half) if _is_half(field) else written
    hint = HINTS[field.input_kind]
    return Message(hint.da.removeprefix("fx "), hint.en.removeprefix("such as "))


def _either(label: str, ids: str, word: str) -> str:
    return ids if label == ids else f"{label} {word} {ids}"


def _is_half(field: Field) -> bool:
    return field.loc[-1] in ("da", "en")


_EXPLANATIONS: Mapping[str, Message] = MappingProxyType(
    {
        # records
        "source": Message(
            "Posten bliver skrevet i kildens mappe i records/sources.",
            "The record is written to the folder of the source in records/sources.",
        ),
        "kind": Message(
            "Vælg efter, hvad det er i sig selv, ikke efter den sammenhæng, det står i.",
            "Choose by what it is in itself, not by what stands around it.",
        ),
        "Kind.kind": Message(
            "Et forslag vil have noget gjort, et udsagn kan man bestride, og et initiativ er i gang eller besluttet.",
            "A proposal wants something done, a statement can be disputed, and an initiative is under way or decided.",
        ),
        "paragraphs": Message(
            "Afsnittene tælles fra 1, og et afsnit er en linje, der ikke er tom. Tag kun dem med, hvor det står.",
            "Paragraphs are counted from 1, and a paragraph is a line that is not blank. Take only those that say it.",
        ),
        "voice.actor": Message(
            "Skriv den, der mener, foreslår eller beslutter det, ikke den, der skriver om det.",
            "Write who thinks, proposes or decides it, not who writes about it.",
        ),
        "voice.for": Message(
            "En borgmester taler for sin kommune og en formand for sin forening.",
            "A mayor speaks for a municipality, and a chair for an association.",
        ),
        "voice.office": Message(
            "Skriv stillingen, som den var, da personen talte.",
            "Write the position as it was when the person spoke.",
        ),
        "reported_by": Message(
            "Når KL skriver, hvad kommunerne mener, er kommunerne stemmen, og KL gengiver det.",
            "When KL writes what the municipalities think, they are the voice, and KL passes it on.",
        ),
        "title": Message(
            "Sætningen skal kunne forstås alene: hvem der gør, skal gøre eller mener hvad.",
            "The clause must be understood by itself: who does, is to do or thinks what.",
        ),
        "text": Message(
            "Skriv det, som titlen ikke siger. Højst syv ord i træk må være kildens.",
            "Write what the title does not say. At most seven words in a row may be those of the source.",
        ),
        "areas": Message(
            "Vælg de snævreste områder, der passer.",
            "Choose the narrowest areas that fit.",
        ),
        "themes": Message(
            "Vælg kun de temaer, som kilden selv taler om her.",
            "Choose only the themes that the source itself speaks of here.",
        ),
        "action": Message(
            "Vælg det, der ville ske med det bestående, hvis forslaget blev fulgt.",
            "Choose what would happen to that which exists if the proposal were followed.",
        ),
        "strength": Message(
            "Vælg efter kildens egne ord: skal og kræver er skal; bør, foreslår og anbefaler er bør; kan og er op til er kan. "
            "Titlens skal, bør eller kan skal passe til det.",
            "Choose by the words of the source: skal and kræver are must; bør, foreslår and anbefaler are ought; kan and er op til "
            "are may. Must, ought or may in the title has to match it.",
        ),
        "addressees": Message(
            "Skriv kun dem, som kilden peger på, ikke dem, der ellers kunne gøre det.",
            "Write only those whom the source points to, not others who could do it.",
        ),
        "target_groups": Message(
            "Vælg de mennesker, det gælder, ikke dem, der skal gøre noget.",
            "Choose the people whom it concerns, not those who are to do something.",
        ),
        "reforms": Message(
            "Vælg både dem, der er nævnt ved navn, og den, som handlingen er et led i.",
            "Choose those that are named, and the one that the act is a step of.",
        ),
        "laws": Message(
            "Vælg de love, der er nævnt ved navn eller nummer.",
            "Choose the laws that are named by title or number.",
        ),
        "mentions": Message(
            "Gentag ikke dem, som du allerede har skrevet i et andet felt.",
            "Do not repeat those that you have written in another field.",
        ),
        "date": Message(
            "Spring over, når der blev talt den dag, kilden blev udgivet.",
            "Leave it out where the voice spoke on the day on which the source was published.",
        ),
        "quantities": Message(
            "Skriv tallet, og hvad det tæller, på dansk og engelsk. Tallet skal også stå i titlen eller teksten.",
            "Write the figure, and what it counts in Danish and in English. The figure must also be in the title or text.",
        ),
        "relations": Message(
            "Skriv forbindelsens art, den anden posts id, og hvorfor de hænger sammen, på dansk og engelsk.",
            "Write the sort of relation, the id of the other record, and why they belong together, in Danish and English.",
        ),
        "claim": Message(
            "Vælg efter, hvad man skulle vise for at modbevise det.",
            "Choose by what one would have to show to disprove it.",
        ),
        "tone": Message(
            "Vælg efter kildens ord, ikke efter, hvad du selv mener om emnet.",
            "Choose by the words of the source, not by what you think of the subject.",
        ),
        "form": Message(
            "Vælg efter, hvad der er besluttet: en lov, en aftale, et forsøg eller andet.",
            "Choose by what has been decided: a law, an agreement, a trial or something else.",
        ),
        "owners": Message(
            "En ejer kan selv gennemføre det eller standse det; den, der blot er med, er part.",
            "An owner can carry it out or stop it; whoever only takes part is a partner.",
        ),
        "partners": Message(
            "Skriv dem, der gør noget i det, men ikke har besluttet det.",
            "Write those who do something in it, but have not decided it.",
        ),
        "status": Message(
            "Vælg efter, hvad kilden siger, ikke efter, hvad der siden er sket.",
            "Choose by what the source says, not by what has happened since.",
        ),
        "period": Message(
            "Skriv et år, en måned, en dag eller et tidsrum; 2020/.. er fra 2020 og frem.",
            "Write a year, a month, a day or a span of time; 2020/.. is from 2020 on.",
        ),
        # actors, reforms and laws
        "name": Message(
            "Skriv det fulde navn, som det selv bruger det; findes der ikke et engelsk navn, så oversæt det.",
            "Write the full name as it is used officially; where there is no English name, translate it.",
        ),
        "id": Message(
            "Id'et bliver filens navn og bruges i alle henvisninger: små bogstaver a-z, cifre og bindestreger.",
            "The id becomes the name of the file and is used in every reference: letters a-z, digits and hyphens.",
        ),
        "description": Message(
            "Skriv en sætning eller to, der kan læses uden kendskab til Danmark.",
            "Write a sentence or two that can be read without knowing Denmark.",
        ),
        "aliases": Message(
            "Et navn kan selv have et komma; derfor skilles flere navne med semikolon.",
            "A name may have a comma in it, so several names are separated by semicolons.",
        ),
        "abbreviation": Message(
            "Skriv den kun, hvis den er almindelig i kilderne.",
            "Write it only if it is usual in the sources.",
        ),
        "part_of": Message(
            "En styrelse hører under et ministerium, og et delforlig er en del af en reform.",
            "An agency belongs to a ministry, and a partial agreement is part of a reform.",
        ),
        "parties": Message(
            "Skriv partierne, som de var i perioden.",
            "Write the parties as they were in the period.",
        ),
        "sources": Message(
            "Skriv hele adressen på en side, hvor navnet og beskrivelsen kan efterprøves.",
            "Write the whole address of a page where name and description can be checked.",
        ),
        "wikidata": Message(
            "Slå navnet op på wikidata.org; nummeret står i sidens adresse.",
            "Look the name up at wikidata.org; the number is in the address of the page.",
        ),
        # sources
        "Source.title": Message(
            "Skriv overskriften, som den står på siden; du oversætter den selv til engelsk.",
            "Write the heading as it stands on the page; you translate it into English yourself.",
        ),
        "Source.date": Message(
            "Er der både en dag for udgivelsen og for en rettelse, så skriv udgivelsen.",
            "Where there is a day of publication and one of a correction, write that of publication.",
        ),
        "publisher": Message(
            "Skriv den myndighed, den organisation eller det medie, hvor du har læst det; et nyhedsbureau, der har skrevet det, angives ikke.",
            "Write the authority, organisation or paper in which you read it; a news agency that wrote it is not named.",
        ),
        "authors": Message(
            "Skriv kun personer, der er nævnt som forfattere; en organisation er udgiver.",
            "Write only persons who are named as authors; an organisation is the publisher.",
        ),
        "url": Message(
            "Kopiér adressen fra browserens adresselinje.",
            "Copy the address from the address bar of the browser.",
        ),
        # outcomes
        "test": Message(
            "Skriv, hvad man skal kunne finde for at sige, at det er gjort.",
            "Write what one must be able to find to say that it has been done.",
        ),
        "assessable": Message(
            "Det kan vurderes, når der er noget bestemt, man kan lede efter.",
            "It can be assessed where there is something definite to look for.",
        ),
        "why_not": Message(
            "Vælg den grund, der gælder, uanset hvor meget man leder.",
            "Choose the reason that holds however much one searches.",
        ),
        "as_of": Message(
            "Det er som regel den dag, du har søgt.",
            "That is usually the day on which you searched.",
        ),
        "verdict": Message(
            "Vælg efter, hvad der skulle til, og kun efter det, der er belæg for.",
            "Choose by what the test asks for, and only by what there is evidence of.",
        ),
        "scope": Message(
            "Vælg det hele land kun, når det gælder overalt.",
            "Choose the whole country only if it holds everywhere.",
        ),
        "link": Message(
            "Vælg efter, hvad belægget selv siger om posten eller dens kilde.",
            "Choose by what the evidence itself says of the record or its source.",
        ),
        "since": Message(
            "Skriv den dag eller det år, det begyndte at gælde.",
            "Write the day or the year in which it began to hold.",
        ),
        "Assessment.text": Message(
            "Skriv, hvad der er gjort, og hvad der mangler; begrundelsen står i belægget.",
            "Write what has been done and what is missing; the grounds are in the evidence.",
        ),
        "evidence": Message(
            "Et dokument skal findes i records/documents; en post skrives med hele sit id.",
            "A document must be in records/documents; a record is written with its whole id.",
        ),
        "searched": Message(
            "Skriv hver søgning, så en anden kan gentage den.",
            "Write each search so that somebody else can repeat it.",
        ),
        "readers": Message(
            "Tæl kun dem, der ikke kendte hinandens vurdering.",
            "Count only those who did not know each other's verdict.",
        ),
        "agreed": Message(
            "Skriv true, hvis de var enige, og ellers false.",
            "Write true if they agreed, and false if not.",
        ),
    }
)  # fmt: skip

_EXAMPLES: Mapping[str, Message] = MappingProxyType(
    {
        "office": Message("borgmester", "mayor"),
        "title": Message("Staten bør betale for køkkener i skolerne", "The state ought to pay for kitchens in schools"),
        "text": Message("Byrådet regner med 12 køkkener.", "The council expects 12 kitchens."),
        "name": Message("Eksempelby Kommune", "The Municipality of Eksempelby"),
        "id": Message("eksempelby-kommune", "eksempelby-kommune"),
        "description": Message(
            "Kommune, hvis byråd skrev et åbent brev i 2021.", "Municipality whose council wrote an open letter in 2021."
        ),
        "aliases": Message("Eksempelby; Byen ved åen", "Eksempelby; Byen ved åen"),
        "abbreviation": Message("EKS", "EKS"),
        "sources": Message("https://example.org/om", "https://example.org/om"),
        "wikidata": Message("Q123", "Q123"),
        "Source.title": Message("Åbent brev om skolemad", "Open letter on school meals"),
        "Source.id": Message("eksempelby-2021-aabent-brev", "eksempelby-2021-aabent-brev"),
        "url": Message("https://example.org/nyhed", "https://example.org/nyhed"),
        "test": Message(
            "En lov eller bekendtgørelse, der giver skolerne lov til det.", "An act or order that allows schools to do it."
        ),
        "Assessment.text": Message(
            "Loven blev ændret i 2021, men ikke for privatskoler.", "The act was changed in 2021, but not for private schools."
        ),
        "readers": Message("2", "2"),
        "agreed": Message("true", "true"),
    }
)  # fmt: skip
"""Answers that are typed freely, where the kind of input does not show one."""
