"""The issue forms of the repository, for contributors without an editor: one for each kind, and one for corrections.

Each is in Danish and in English; GitHub lists them by file name, so the Danish ones come first.
"""

from typing import Any

import yaml

from reformdata.curation.editing.fields import Field
from reformdata.curation.editing.forms import PROMISE_LABEL, Input, inputs, options
from reformdata.messages import Message
from reformdata.models import LANGUAGES, Corpus, Kind, Language

FOLDER = ".github/ISSUE_TEMPLATE"

RECORD_LABEL = "record"
"""The label of an issue that a workflow turns into a record."""

# Relative to the page of a new issue and to that of an issue, since the address of the repository is not known here.
_CODEBOOK = "../blob/HEAD/docs/codebook.md"

_INTRODUCTION = Message(
    "Én ting, som én stemme foreslår, hævder eller sætter i værk, i dine egne ord. [Kodebogen]({codebook}) forklarer hvert"
    " felt og hver værdi. Det er nok at skrive på dansk; en redaktør oversætter. Formularen bliver læst af et"
    " program, som svarer dig her, hvis noget mangler.",
    "One thing that one voice proposes, claims or carries out, in your own words. [The codebook]({codebook}) explains each"
    " field and each value. English is enough; a maintainer translates. A program reads the form and answers you here if"
    " anything is missing.",
)
_IDS = Message(
    "Navn eller id; skriv komma eller »og« mellem flere.", "Name or id; write a comma or “and” between several."
)
_ONE_ID = Message("Navn eller id.", "Name or id.")
_SEVERAL = Message("Vælg gerne flere.", "You may choose several.")
_QUANTITIES = Message("Ét tal på hver linje: 7 = skoler.", "One figure a line: 7 = schools.")
_COUNTING = Message(
    "Sådan tæller du: Hver linje, der ikke er tom, er ét afsnit, også overskrifter og navne; det første er nummer 1.",
    "How to count: each line that is not blank is one paragraph, headings and names included; the first is number 1.",
)
_OPTIONAL = Message("Kan udelades.", "You may leave it out.")
_PROMISE = Message(
    "Teksterne er mine egne ord, ikke kildens, og må udgives under CC BY 4.0.",
    "The texts are in my own words, not those of the source, and may be published under CC BY 4.0.",
)
_SOURCE = Message(
    "Kildens titel eller id; id'et er mappens navn i `records/sources/`. Er kilden der ikke, så opret først en sag"
    " (et issue) med titel, udgiver, dato og adresse.",
    "The title or the id of the source; the id is the name of its folder in `records/sources/`. If it is not there, first"
    " open an issue with its title, publisher, date and address.",
)
_NOTE = Message(
    "Fx en forbindelse til en anden post eller en tvivl. En redaktør læser det; det bliver ikke en del af posten.",
    "Such as a relation to another record, or a doubt. A maintainer reads it; it does not become part of the record.",
)


def files(corpus: Corpus) -> dict[str, str]:
    """The forms as GitHub reads them, by their path in the repository, with the areas, themes and groups of `corpus`."""
    forms: dict[str, dict[str, Any]] = {}
    for language in LANGUAGES:
        for kind in Kind:
            forms[f"{language}-{kind.label.in_(language)}"] = _record_form(kind, corpus, language)
        forms[f"{language}-{_CORRECTION.in_(language).lower()}"] = _correction_form(language)
    return {f"{FOLDER}/{name}.yml": _yaml(form) for name, form in forms.items()}


def _record_form(kind: Kind, corpus: Corpus, language: Language) -> dict[str, Any]:
    name = kind.label.in_(language)
    # What may be left to a translator comes last.
    ordered = sorted(inputs(kind), key=lambda each: _is_translation(each, language))
    elements = [_element(each, corpus, language) for each in ordered]
    introduction = _INTRODUCTION.in_(language).format(codebook=_CODEBOOK)
    return {
        "name": name.capitalize(),
        "description": kind.definition.in_(language),
        "title": f"[{name}] ",
        "labels": [RECORD_LABEL, kind.value],
        "body": [{"type": "markdown", "attributes": {"value": introduction}}, *elements, _promise(language)],
    }


def _is_translation(each: Input, language: Language) -> bool:
    last = each.path.rpartition(".")[2]
    return last in LANGUAGES and last != language


def _promise(language: Language) -> dict[str, Any]:
    option = {"label": _PROMISE.in_(language), "required": True}
    attributes = {"label": PROMISE_LABEL.in_(language), "options": [option]}
    return {"type": "checkboxes", "id": "promise", "attributes": attributes}


_CORRECTION = Message("Rettelse", "Correction")


def _correction_form(language: Language) -> dict[str, Any]:
    name = _CORRECTION.in_(language)
    description = Message("Noget i data er forkert.", "Something in the data is wrong.")
    return {
        "name": name,
        "description": description.in_(language),
        "title": f"[{name.lower()}] ",
        "labels": ["correction"],
        "body": [
            _input(
                "record",
                Message("Post", "Record").in_(language),
                Message("Postens id, eller stien til filen.", "The id of the record, or the path of the file.").in_(
                    language
                ),
                required=True,
                example="eksempel-2020.06",
            ),
            _input(
                "wrong",
                Message("Hvad er forkert?", "What is wrong?").in_(language),
                Message("Feltet og det, der står der nu.", "The field, and what it says now.").in_(language),
                "textarea",
                required=True,
            ),
            _input(
                "right",
                Message("Hvad skal der stå?", "What should it say?").in_(language),
                Message("Hvis du ved det.", "If you know.").in_(language),
                "textarea",
            ),
            _input(
                "evidence",
                Message("Hvor ses det?", "Where can it be seen?").in_(language),
                Message(
                    "Afsnittets nummer i kilden, eller en adresse. Gengiv højst nogle få ord af kilden.",
                    "The number of the paragraph in the source, or an address. Quote a few words of the source at most.",
                ).in_(language),
                "textarea",
                required=True,
            ),
        ],
    }


def _element(each: Input, corpus: Corpus, language: Language) -> dict[str, Any]:
    field, label = each.field, each.label.in_(language)
    if field is None:
        if each.path == "source":
            return _input("source", label, _SOURCE.in_(language), required=True)
        return _input("note", label, _NOTE.in_(language), "textarea")
    offered = list(options(field, corpus, language))
    several = field.input_kind == "many" and bool(offered)
    widget = "dropdown" if offered else "textarea" if field.input_kind in ("prose", "figures") else "input"
    doc = Message(field.doc.da, field.doc.en)
    about = [doc, *_more(field, several=several), *([_OPTIONAL] if _is_translation(each, language) else [])]
    return _input(
        each.path,
        label,
        " ".join(part.in_(language) for part in about),
        widget,
        required=field.required and not _is_translation(each, language),
        options=offered,
        several=several,
        example=each.example,
    )


def _more(field: Field, *, several: bool) -> list[Message]:
    """What the form says of a field beside its description."""
    if several:
        return [_SEVERAL]
    if field.input_kind in ("numbers", "figures"):
        return [_COUNTING if field.input_kind == "numbers" else _QUANTITIES]
    return [_IDS if field.input_kind == "many" else _ONE_ID] if field.table else []


def _input(
    path: str,
    label: str,
    description: str,
    widget: str = "input",
    *,
    required: bool = False,
    options: list[str] | None = None,
    several: bool = False,
    example: str = "",
) -> dict[str, Any]:
    attributes: dict[str, Any] = {"label": label, "description": description}
    if example:
        attributes["placeholder"] = example
    if several:
        attributes["multiple"] = True
    if options:
        attributes["options"] = options
    # GitHub allows only letters, digits, - and _ in an id; no field's name has a hyphen.
    id_ = path.replace(".", "-")
    return {"type": widget, "id": id_, "attributes": attributes, "validations": {"required": required}}


def _yaml(form: dict[str, Any]) -> str:
    head = "# Made from the models and the vocabularies: to renew it run `reformdata schema`.\n"
    return head + yaml.dump(form, allow_unicode=True, sort_keys=False, width=100_000, Dumper=yaml.SafeDumper)
