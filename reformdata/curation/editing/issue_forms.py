"""The issue forms of the repository: a record, written where there is no editor but GitHub's.

There is one form for each kind, made from the models, and one for corrections. GitHub turns a filled
form into Markdown: a heading for each input, which is its label, then what was written, or `_No response_`.
So an input is found again by its label, and `Input.path` says where in the record its value stands.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, TypeAlias

import yaml

from reformdata.models import LANGUAGES, Doc, Kind, Label, Quantity, Term, Text, Voice
from reformdata.models.fields import ModelField, fields_of
from reformdata.models.records import RECORD_MODELS

FOLDER = ".github/ISSUE_TEMPLATE"
BETWEEN = " · "
"""Stands between the Danish and the English part of a label, and between the id and the Danish label of an option."""

Widget: TypeAlias = Literal["input", "textarea", "dropdown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One input of a form."""

    path: str
    """Where its value stands in the record: `title.da`, `voice.for`, `areas`; or `source` and `note`, which are no fields."""
    label: str
    """What GitHub writes as the heading above the answer: `Titel på dansk · Title in Danish`."""
    doc: Doc
    widget: Widget
    required: bool = False
    options: tuple[str, ...] = ()
    """What a dropdown offers: `abolish · afskaffe`."""
    example: str = ""


class _Words(NamedTuple):
    """What the models do not say of a field: its short name, and how it is filled in."""

    da: str
    en: str
    example: str = ""


#: The fields in the order in which they are asked for; what belongs to one kind alone comes where the field is named here.
_WORDS: dict[str, _Words] = {
    "paragraphs": _Words("Afsnit i kilden", "Paragraphs of the source", "6, 7"),
    "title.da": _Words("Titel på dansk", "Title in Danish", "Afskaf de nationale måltal for folkeskolen"),
    "title.en": _Words("Titel på engelsk", "Title in English", "Abolish the national targets for schools"),
    "text.da": _Words("Tekst på dansk", "Text in Danish"),
    "text.en": _Words("Tekst på engelsk", "Text in English"),
    "action": _Words("Handling", "Action"),
    "strength": _Words("Styrke", "Strength"),
    "claim": _Words("Påstand", "Claim"),
    "tone": _Words("Tone", "Tone of voice"),
    "form": _Words("Form", "Form of undertaking"),
    "status": _Words("Status", "How far it had come"),
    "period": _Words("Periode", "Period", "2018-08/2020"),
    "voice.actor": _Words("Stemme", "Voice", "kl"),
    "voice.for": _Words("Taler for", "Speaks for", "kl"),
    "voice.office.da": _Words("Embede på dansk", "Office in Danish", "direktør"),
    "voice.office.en": _Words("Embede på engelsk", "Office in English", "director"),
    "reported_by": _Words("Bragt videre af", "Reported by"),
    "date": _Words("Dato", "Date", "2020-10-28"),
    "addressees": _Words("Modtagere", "Addressees", "regeringen, kommunerne"),
    "owners": _Words("Ejere", "Owners", "regeringen"),
    "partners": _Words("Deltagere", "Partners", "kl"),
    "areas": _Words("Områder", "Areas", "primary-school, elder-care"),
    "themes": _Words("Temaer", "Themes", "trust, leadership"),
    "target_groups": _Words("Målgrupper", "Target groups", "pupils"),
    "reforms": _Words("Reformer", "Reforms", "naerhedsreformen"),
    "laws": _Words("Love", "Laws"),
    "mentions": _Words("Nævnte aktører", "Actors mentioned"),
    "quantities": _Words("Tal", "Figures", "7 = kommuner / municipalities"),
}

#: Whoever takes a filled form into the data gives these: a number, a date, and what bears on other records.
NOT_ASKED = ("id", "kind", "relations", "curation")

_IDS = Doc(
    "Id eller navn; flere skilles med komma. Findes det ikke i data, så skriv navnet.",
    "Id or name; separate several by commas. If the data does not have it, write the name.",
)
_QUANTITIES = Doc("Ét tal på hver linje, som i eksemplet.", "One figure a line, as in the example.")
_ONE_ID = Doc("Id eller navn.", "Id or name.")

_SOURCE = Input(
    path="source",
    label="Kilde · Source",
    doc=Doc(
        "Kildens id: mappens navn i `records/sources/`. Er den der ikke, så skriv titel, udgiver, dato og adresse.",
        "The id of the source: the name of its folder in `records/sources/`. If it is not there, write title, publisher, date and address.",
    ),
    widget="input",
    required=True,
    example="kl-2020-temaside",
)
_NOTE = Input(
    path="note",
    label="Andet · Anything else",
    doc=Doc(
        "Fx en forbindelse til en anden post eller en tvivl. Bliver ikke en del af posten.",
        "Such as a relation to another record, or a doubt. It does not become part of the record.",
    ),
    widget="textarea",
)
_PROMISE = {
    "type": "checkboxes",
    "id": "promise",
    "attributes": {
        "label": "Egne ord · Own words",
        "options": [
            {
                "label": "Teksterne er mine egne ord, ikke kildens, og må udgives under CC BY 4.0."
                " · The texts are in my own words, not those of the source, and may be published under CC BY 4.0.",
                "required": True,
            }
        ],
    },
}

_CORRECTION = (
    Input(
        path="record",
        label="Post · Record",
        doc=Doc("Postens id, eller stien til filen.", "The id of the record, or the path of the file."),
        widget="input",
        required=True,
        example="kl-2020-temaside.06",
    ),
    Input(
        path="wrong",
        label="Hvad er forkert? · What is wrong?",
        doc=Doc("Feltet og det, der står der nu.", "The field, and what it says now."),
        widget="textarea",
        required=True,
    ),
    Input(
        path="right",
        label="Hvad skal der stå? · What should it say?",
        doc=Doc("Hvis du ved det.", "If you know."),
        widget="textarea",
    ),
    Input(
        path="evidence",
        label="Hvor ses det? · Where can it be seen?",
        doc=Doc(
            "Afsnittets nummer i kilden, eller en adresse. Gengiv højst nogle få ord af kilden.",
            "The number of the paragraph in the source, or an address. Quote a few words of the source at most.",
        ),
        widget="textarea",
        required=True,
    ),
)


def inputs(kind: Kind) -> tuple[Input, ...]:
    """The inputs of the form for records of `kind`, from top to bottom."""
    asked = dict(_leaves(RECORD_MODELS[kind]))
    return (_SOURCE, *(_input(path, *asked[path]) for path in _WORDS if path in asked), _NOTE)


def files() -> dict[str, str]:
    """The forms as GitHub reads them, by their path in the repository."""
    forms = {kind.value: _record_form(kind) for kind in Kind}
    forms["correction"] = _correction_form()
    return {f"{FOLDER}/{name}.yml": _yaml(form) for name, form in forms.items()}


def _leaves(model: type, prefix: str = "", *, needed: bool = True) -> Iterator[tuple[str, tuple[ModelField, bool]]]:
    """The fields of `model` that a form asks for, by their path, each with whether a record needs it."""
    for known in fields_of(model).values():
        path = prefix + known.key
        must = needed and known.required
        if path in NOT_ASKED:
            continue
        if known.base is Voice:
            yield from _leaves(Voice, f"{path}.", needed=must)
        elif known.base in (Label, Text):
            yield from ((f"{path}.{language}", (known, must)) for language in LANGUAGES)
        else:
            yield path, (known, must)


def _input(path: str, known: ModelField, required: bool) -> Input:
    words = _WORDS[path]
    return Input(
        path=path,
        label=f"{words.da}{BETWEEN}{words.en}",
        doc=_doc(known),
        widget=_widget(known),
        required=required,
        options=_options(known.vocabulary) if known.vocabulary else (),
        example=words.example,
    )


def _doc(known: ModelField) -> Doc:
    if known.base is Quantity:
        return _joined(known.doc, _QUANTITIES)
    if known.table:
        return _joined(known.doc, _IDS if known.many else _ONE_ID)
    return known.doc


def _joined(first: Doc, second: Doc) -> Doc:
    return Doc(f"{first.da} {second.da}", f"{first.en} {second.en}")


def _widget(known: ModelField) -> Widget:
    if known.vocabulary:
        return "dropdown"
    return "textarea" if known.base in (Text, Quantity) else "input"


def _options(vocabulary: type[Term]) -> tuple[str, ...]:
    return tuple(f"{term.value}{BETWEEN}{term.label.da}" for term in vocabulary)


def _record_form(kind: Kind) -> dict[str, Any]:
    return {
        "name": f"{kind.label.da.capitalize()}{BETWEEN}{kind.label.en.capitalize()}",
        "description": f"{kind.definition.da} {kind.definition.en}",
        "title": f"[{kind.value}] ",
        "labels": ["record", kind.value],
        "body": [
            _markdown(
                Doc(
                    "Én handling af én stemme, i dine egne ord. Kodebogen, `docs/codebook.md`, siger, hvad hvert felt og hver værdi betyder.",
                    "One act by one voice, in your own words. The codebook, `docs/codebook.md`, says what each field and each value means.",
                )
            ),
            *(_element(each) for each in inputs(kind)),
            _PROMISE,
        ],
    }


def _correction_form() -> dict[str, Any]:
    return {
        "name": f"Rettelse{BETWEEN}Correction",
        "description": "Noget i data er forkert. Something in the data is wrong.",
        "title": "[correction] ",
        "labels": ["correction"],
        "body": [_element(each) for each in _CORRECTION],
    }


def _markdown(doc: Doc) -> dict[str, Any]:
    return {"type": "markdown", "attributes": {"value": f"{doc.da}\n\n*{doc.en}*"}}


def _element(each: Input) -> dict[str, Any]:
    attributes: dict[str, Any] = {"label": each.label, "description": f"{each.doc.da} · {each.doc.en}"}
    if each.example:
        attributes["placeholder"] = each.example
    if each.options:
        attributes["options"] = list(each.options)
    return {
        "type": each.widget,
        # GitHub allows letters, digits, - and _ alone; no field's name has a hyphen.
        "id": each.path.replace(".", "-"),
        "attributes": attributes,
        "validations": {"required": each.required},
    }


def _yaml(form: dict[str, Any]) -> str:
    head = "# Made from the models: to renew it run `reformdata schema`.\n"
    return head + yaml.dump(form, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100_000)


class _Dumper(yaml.SafeDumper):
    """Writes a text of several lines as a block."""

    def represent_str(self, data: str) -> yaml.ScalarNode:
        return self.represent_scalar("tag:yaml.org,2002:str", data, style="|" if "\n" in data else None)


_Dumper.add_representer(str, _Dumper.represent_str)
