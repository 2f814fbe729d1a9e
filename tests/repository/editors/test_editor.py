"""What an editor shows in a record, from the language server for YAML."""

import json
import shutil

import pytest

from reformdata.curation.reading.checkout import read_checkout
from reformdata.models import Kind
from reformdata.repository import generated
from reformdata.repository.schemas import json_schemas
from tests import ROOT
from tests.repository.editors.language_server import editor, missing_program


@pytest.fixture(autouse=True, scope="module")
def _server():
    """Skip all tests of this file, in one line of the summary, if there is no server."""
    if missing_program():
        pytest.skip(missing_program())


FIXTURE = ROOT / "tests" / "fixtures" / "checkout"
FOLDER = "records/sources/skovby-2020-brev"
MODELINE = "# yaml-language-server: $schema=../../../schemas/record.schema.json\n"
RECORD = MODELINE + (FIXTURE / FOLDER / "02-mad-giver-ro.yaml").read_text("utf-8")


@pytest.fixture(scope="module")
def committed(tmp_path_factory):
    """An editor on a checkout as it is committed."""
    with editor(_checkout(tmp_path_factory.mktemp("committed"), {})) as opened:
        yield opened


@pytest.fixture(scope="module")
def local(tmp_path_factory):
    """An editor on a checkout after `reformdata schema --local`."""
    corpus = read_checkout(FIXTURE).corpus
    filled = generated.local_files(corpus, corpus.sources)
    with editor(_checkout(tmp_path_factory.mktemp("local"), filled)) as opened:
        yield opened


def _checkout(root, instead):
    shutil.copytree(FIXTURE, root, dirs_exist_ok=True)
    (root / "schemas").mkdir()
    for name, schema in json_schemas(read_checkout(FIXTURE).corpus).items():
        (root / "schemas" / name).write_text(json.dumps(schema, ensure_ascii=False), "utf-8")
    for name, content in instead.items():
        (root / name).write_text(content, "utf-8")
    return root


def _line(text, start):
    """The number of the line of `text` that begins with `start`."""
    return next(number for number, line in enumerate(text.splitlines(), 1) if line.startswith(start))


def test_nothing_is_marked_in_a_record_that_validates(committed, local):
    """Neither in a committed checkout nor in one whose editor suggests ids."""
    assert committed.open(f"{FOLDER}/02-a.yaml", RECORD) == []
    assert local.open(f"{FOLDER}/02-a.yaml", RECORD) == []


def test_a_wrong_key_is_marked_at_its_place(committed):
    """Only the key."""
    text = RECORD.replace("areas:", "area:")
    line = _line(text, "area:")

    assert committed.open(f"{FOLDER}/02-b.yaml", text) == [(f"{line}:1-{line}:4", "Property area is not allowed.")]


def test_a_wrong_value_is_marked_at_its_place(committed):
    """With the allowed values."""
    text = RECORD.replace("tone: favourable", "tone: friendly")
    line = _line(text, "tone:")
    [(place, message)] = committed.open(f"{FOLDER}/02-c.yaml", text)

    assert place == f"{line}:7-{line}:14"
    assert message.startswith('Value is not accepted. Valid values: "')
    assert '"favourable"' in message


def test_an_id_of_a_table_that_grows_is_not_marked(local):
    """The suggestions may be older than the data; `reformdata validate` checks ids."""
    assert local.open(f"{FOLDER}/02-d.yaml", RECORD.replace("actor: skovby", "actor: libraries")) == []


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("areas", "Der er intet politikområde"),
        ("themes", "Der er intet tema"),
        ("target_groups", "Der er ingen målgruppe"),
    ],
)
def test_an_unknown_id_of_a_vocabulary_is_marked(committed, local, field, said):
    """At its place, with what to do, in both languages, also in a checkout as it is committed."""
    text = "".join(line for line in RECORD.splitlines(keepends=True) if not line.startswith(f"{field}:"))
    text = text.replace("curation:", f"{field}: [welfair]\ncuration:")
    line = _line(text, f"{field}:")
    column = len(field) + 4
    for opened in (committed, local):
        [(place, message)] = opened.open(f"{FOLDER}/02-w-{field}.yaml", text)
        assert place == f"{line}:{column}-{line}:{column + 6}"
        assert message.startswith(f"{said} med dette id. Vælg blandt editorens forslag (Ctrl + mellemrum). ")
        assert message.endswith("run: reformdata schema --local")


def test_an_unknown_kind_is_answered_with_those_there_are(committed):
    """In Danish and English: a Danish label is the likeliest mistake."""
    text = RECORD.replace("kind: statement", "kind: udsagn")
    line = _line(text, "kind:")

    assert committed.open(f"{FOLDER}/02-k.yaml", text) == [
        (
            f"{line}:7-{line}:12",
            "Skriv proposal (forslag), statement (udsagn), initiative (initiativ) · Write proposal, statement, initiative",
        )
    ]


def test_an_id_of_a_vocabulary_is_explained_in_both_languages(committed):
    """When the mouse hovers over it: its own meaning and not the whole list."""
    committed.open(f"{FOLDER}/02-j.yaml", RECORD)

    assert committed.hover(f"{FOLDER}/02-j.yaml", _line(RECORD, "areas:"), 10).startswith(
        "#### Areas\n\n**Skoler**: Undervisning af børn i den undervisningspligtige alder.\n\n"
        "*Schools: The teaching of children of compulsory school age.*\n"
    )


def test_a_field_is_explained_in_both_languages(committed):
    """When the mouse hovers over its key."""
    committed.open(f"{FOLDER}/02-e.yaml", RECORD)
    hover = committed.hover(f"{FOLDER}/02-e.yaml", _line(RECORD, "areas:"), 2)

    assert hover.startswith(
        "#### Areas\n\nDe politikområder, handlingen vedrører.\n\n*The policy areas that the act concerns.*\n"
    )


def test_a_value_is_explained_in_both_languages(committed):
    """Each value of a vocabulary, with its label and its definition."""
    committed.open(f"{FOLDER}/02-f.yaml", RECORD)
    hover = committed.hover(f"{FOLDER}/02-f.yaml", _line(RECORD, "tone:"), 9)

    assert "* `favourable`: **" in hover
    assert hover.count("\n\n*") >= 2


def test_the_values_of_a_vocabulary_are_suggested(committed):
    """With its definition in both languages."""
    text = RECORD.replace("claim: finding", "claim: ")
    committed.open(f"{FOLDER}/02-g.yaml", text)
    suggested = committed.completion(f"{FOLDER}/02-g.yaml", _line(text, "claim:"), 8)

    assert suggested["diagnosis"][1] == "diagnosis"
    assert suggested["diagnosis"][0].startswith("**diagnose**: ")
    assert "\n\n*diagnosis: " in suggested["diagnosis"][0]


@pytest.mark.parametrize(
    ("written", "column"), [("areas: []", 9), ("areas: [schools, sko]", 21), ("areas:\n  - ", 5)], ids=repr
)
@pytest.mark.parametrize("state", ["committed", "local"])
def test_areas_are_suggested_with_their_danish_names(request, state, written, column):
    """Between brackets, after a comma and after a dash; in a checkout as it is committed too."""
    opened = request.getfixturevalue(state)
    name = f"{FOLDER}/02-h{column}.yaml"
    text = RECORD.replace("areas: [schools]", written)
    opened.open(name, text)
    line = _line(text, "areas:") + written.count("\n")

    assert opened.completion(name, line, column) == {
        "school-meals · Skolemad": (
            "**Skolemad**: Mad, som en skole giver sine elever i løbet af dagen.\n\n"
            "*School meals: Food that a school gives its pupils during the day.*",
            "school-meals",
        ),
        "schools · Skoler": (
            "**Skoler**: Undervisning af børn i den undervisningspligtige alder.\n\n"
            "*Schools: The teaching of children of compulsory school age.*",
            "schools",
        ),
    }


@pytest.mark.parametrize(
    ("old", "new", "suggested"),
    [
        ("id: skovby-2020-brev.02", "id: ", ["skovby-2020-brev.04"]),
        ("voice: {actor: skovby}", "voice: {actor: }", ["anna-holm", "regeringen", "skovby"]),
        ("    to: skovby-2020-brev.01", "    to: ", [f"skovby-2020-brev.0{number}" for number in (1, 2, 3)]),
        ("claim: finding", "reforms: []", ["madordningen"]),
        ("claim: finding", "laws: []", ["skoleloven"]),
        ("claim: finding", "themes: []", ["deregulation"]),
        ("claim: finding", "target_groups: []", ["pupils"]),
    ],
    ids=["next id", "actor", "record", "reform", "law", "theme", "target group"],
)
def test_ids_are_suggested_in_their_fields(local, old, new, suggested):
    """Those of the table that the field refers to, and for the record itself the next free one."""
    name = f"{FOLDER}/02-i.yaml"
    text = RECORD.replace(old, new)
    local.open(name, text)
    column = len(new) if new[-1] in "]}" else len(new) + 1

    found = local.completion(name, _line(text, new), column)

    assert [written for _, written in found.values()] == suggested


def test_a_skeleton_of_each_kind_is_suggested_in_an_empty_file(committed):
    """By its Danish and its English name, with its required fields."""
    committed.open(f"{FOLDER}/04-a.yaml", MODELINE)
    suggested = committed.completion(f"{FOLDER}/04-a.yaml", 2, 1)

    for kind in Kind:
        written = suggested[f"{kind.label.da} · {kind.label.en}"][1]
        assert written.startswith(f"id: $1\nkind: {kind}\ntitle:\n  da: $2\n  en: $3\n")
