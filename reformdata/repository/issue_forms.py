"""The issue forms of the repository, for contributors without an editor: one for each kind, and one for corrections."""

from collections.abc import Iterable
from typing import Any

import yaml

from reformdata.curation.editing.fields import Field
from reformdata.curation.editing.forms import BETWEEN, NOTE_LABEL, PROMISE_LABEL, SOURCE_LABEL, Input, inputs
from reformdata.models import Doc, Kind, Term

FOLDER = ".github/ISSUE_TEMPLATE"

_IDS = Doc(
    "Id eller navn; flere skilles med komma. Findes det ikke i data, så skriv navnet.",
    "Id or name; separate several by commas. If the data does not have it, write the name.",
)
_QUANTITIES = Doc("Ét tal på hver linje, som i eksemplet.", "One figure a line, as in the example.")
_ONE_ID = Doc("Id eller navn.", "Id or name.")

_PROMISE = {
    "type": "checkboxes",
    "id": "promise",
    "attributes": {
        "label": PROMISE_LABEL,
        "options": [
            {
                "label": "Teksterne er mine egne ord, ikke kildens, og må udgives under CC BY 4.0."
                " · The texts are in my own words, not those of the source, and may be published under CC BY 4.0.",
                "required": True,
            }
        ],
    },
}


def files() -> dict[str, str]:
    """The forms as GitHub reads them, by their path in the repository."""
    forms = {kind.value: _record_form(kind) for kind in Kind}
    forms["correction"] = _correction_form()
    return {f"{FOLDER}/{name}.yml": _yaml(form) for name, form in forms.items()}


def options(terms: Iterable[Term]) -> list[str]:
    """What a dropdown offers: `abolish · afskaffe`."""
    return [f"{term.value}{BETWEEN}{term.label.da}" for term in terms]


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
            *map(_element, inputs(kind)),
            _PROMISE,
        ],
    }


def _correction_form() -> dict[str, Any]:
    return {
        "name": f"Rettelse{BETWEEN}Correction",
        "description": "Noget i data er forkert. Something in the data is wrong.",
        "title": "[correction] ",
        "labels": ["correction"],
        "body": [
            _input(
                "record",
                "Post · Record",
                Doc("Postens id, eller stien til filen.", "The id of the record, or the path of the file."),
                required=True,
                example="eksempel-2020.06",
            ),
            _input(
                "wrong",
                "Hvad er forkert? · What is wrong?",
                Doc("Feltet og det, der står der nu.", "The field, and what it says now."),
                "textarea",
                required=True,
            ),
            _input(
                "right", "Hvad skal der stå? · What should it say?", Doc("Hvis du ved det.", "If you know."), "textarea"
            ),
            _input(
                "evidence",
                "Hvor ses det? · Where can it be seen?",
                Doc(
                    "Afsnittets nummer i kilden, eller en adresse. Gengiv højst nogle få ord af kilden.",
                    "The number of the paragraph in the source, or an address. Quote a few words of the source at most.",
                ),
                "textarea",
                required=True,
            ),
        ],
    }


def _markdown(doc: Doc) -> dict[str, Any]:
    return {"type": "markdown", "attributes": {"value": f"{doc.da}\n\n*{doc.en}*"}}


def _element(each: Input) -> dict[str, Any]:
    field = each.field
    if field is None:
        return _SOURCE if each.path == "source" else _NOTE
    widget = "dropdown" if field.terms else "textarea" if field.input_kind in ("prose", "figures") else "input"
    terms = options(field.terms) if field.terms else ()
    return _input(
        each.path, each.label, _doc(field), widget, required=field.required, options=terms, example=each.example
    )


def _doc(field: Field) -> Doc:
    if field.input_kind == "figures":
        return _joined(field.doc, _QUANTITIES)
    if field.table:
        return _joined(field.doc, _IDS if field.input_kind == "many" else _ONE_ID)
    return field.doc


def _joined(first: Doc, second: Doc) -> Doc:
    return Doc(f"{first.da} {second.da}", f"{first.en} {second.en}")


def _input(
    path: str,
    label: str,
    doc: Doc,
    widget: str = "input",
    *,
    required: bool = False,
    options: Iterable[str] = (),
    example: str = "",
) -> dict[str, Any]:
    attributes: dict[str, Any] = {"label": label, "description": f"{doc.da}{BETWEEN}{doc.en}"}
    if example:
        attributes["placeholder"] = example
    if options:
        attributes["options"] = list(options)
    # GitHub allows only letters, digits, - and _ in an id; no field's name has a hyphen.
    id_ = path.replace(".", "-")
    return {"type": widget, "id": id_, "attributes": attributes, "validations": {"required": required}}


_SOURCE = _input(
    "source",
    SOURCE_LABEL,
    Doc(
        "Kildens id: mappens navn i `records/sources/`. Er den der ikke, så skriv titel, udgiver, dato og adresse.",
        "The id of the source: the name of its folder in `records/sources/`. If it is not there, write title, publisher, date and address.",
    ),
    required=True,
    example="kl-2020-temaside",
)
_NOTE = _input(
    "note",
    NOTE_LABEL,
    Doc(
        "Fx en forbindelse til en anden post eller en tvivl. Bliver ikke en del af posten.",
        "Such as a relation to another record, or a doubt. It does not become part of the record.",
    ),
    "textarea",
)


def _yaml(form: dict[str, Any]) -> str:
    head = "# Made from the models: to renew it run `reformdata schema`.\n"
    return head + yaml.dump(form, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100_000)


class _Dumper(yaml.SafeDumper):
    """Writes a text of several lines as a block."""

    def represent_str(self, data: str) -> yaml.ScalarNode:
        return self.represent_scalar("tag:yaml.org,2002:str", data, style="|" if "\n" in data else None)


_Dumper.add_representer(str, _Dumper.represent_str)
