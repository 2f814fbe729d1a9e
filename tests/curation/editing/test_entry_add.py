"""`reformdata actor add`, `reform add` and `law add`: a new entry of a reference table, and no second one of the same name."""

import pytest

from reformdata.curation.checks import validate
from reformdata.curation.editing.answers import similar_names
from reformdata.curation.editing.fields import Choice
from reformdata.curation.editing.trial import try_entry
from reformdata.curation.reading.checkout import read_checkout
from reformdata.models import Label

FILE = "records/actors/mosby-kommune.yaml"
GIVEN = {
    "--name-da": "Mosby Kommune",
    "--name-en": "Mosby Municipality",
    "--kind": "myndighed",
    "--description-da": "Kommune, hvis byråd i 2021 skrev et åbent brev.",
    "--description-en": "Municipality whose council wrote an open letter in 2021.",
    "--aliases": "Mosby",
}
TEXT = """\
# yaml-language-server: $schema=../../schemas/actor.schema.json
id: mosby-kommune
kind: authority
name:
  da: Mosby Kommune
  en: Mosby Municipality
aliases:
  - Mosby
description:
  da: |-
    Kommune, hvis byråd i 2021 skrev et åbent brev.
  en: |-
    Municipality whose council wrote an open letter in 2021.
"""


@pytest.fixture
def add(run):
    """Add an actor with some options changed, or left out if None."""

    def add(*arguments, **other):
        options = {**GIVEN, **{f"--{name.replace('_', '-')}": value for name, value in other.items()}}
        given = [part for name, value in options.items() if value is not None for part in (name, value)]
        return run("actor", "add", *given, *arguments)

    return add


def test_an_actor_is_written_in_the_canonical_form(add, state, findings):
    """With an id made from its name; all that `validate` finds is that nothing points to it yet."""
    before = state()
    assert add()[:2] == (0, f"{FILE}\n")
    assert state() == {**before, FILE: TEXT.encode()}
    assert [code for code, *_ in findings()] == ["RD410"]


def test_a_process_without_standard_input_asks_nothing(add, monkeypatch):
    """Python has None in its place."""
    monkeypatch.setattr("sys.stdin", None)
    assert add()[:2] == (0, f"{FILE}\n")


@pytest.mark.parametrize(("table", "model", "own"), [("reform", "reforms", ["--form", "aftale"]), ("law", "laws", [])])
def test_a_reform_and_a_law(run, root, table, model, own):
    """By the same command."""
    given = [part for name, value in GIVEN.items() if name != "--kind" for part in (name, value)]
    code, out, _ = run(table, "add", *given, *own)
    assert (code, out) == (0, f"records/{model}/mosby-kommune.yaml\n")
    assert (root / out.strip()).is_file()


@pytest.mark.parametrize(
    ("other", "message"),
    [
        ({"name_da": "Skovby kommune"}, "`Skovby kommune` exists already: `skovby`"),
        ({"id": "anna-holm"}, "`anna-holm` exists already: `anna-holm`"),
        ({"aliases": "Skovby Kommune"}, "`Skovby Kommune` exists already: `skovby`"),
        ({"name_en": None, "kind": None}, "missing: --name-en, --kind"),
        ({"name_en": None, "kind": "zzz"}, "missing: --name-en\n--kind: there is no `zzz`"),
        ({"name_da": None}, "missing: --name-da, --id"),
        ({"part_of": "zzz"}, "--part-of: there is no `zzz`"),
    ],
)
def test_one_sentence_and_exit_code_2(add, state, other, message):
    """Also for a name that exists; nothing is written."""
    before = state()
    code, out, err = add(**other)
    assert (code, out, state()) == (2, "", before)
    assert err.startswith(f"reformdata: {message}")


def test_similar_names_are_shown(add):
    """And the actor is written all the same."""
    code, _, err = add(name_da="Skovbo Kommune", id="skovbo")
    assert code == 0
    assert err.splitlines()[:2] == [
        "There are similar names already, but `Skovbo Kommune` is not among them:",
        "  skovby  The Municipality of Skovby",
    ]


def test_an_actor_is_tried_as_validate_would_check_it(root):
    """In records that name it too: a name that is in one language only is found there, and nothing else is new."""
    checkout = read_checkout(root)
    record = next(iter(checkout.corpus.records.values()))
    word = max(record.text.da.split(), key=len).strip(".,").capitalize()
    text = TEXT.replace("da: Mosby Kommune", f"da: {word}").replace("  - Mosby", "  - Mosbys")
    trial = try_entry(checkout, FILE, text, "actors")
    (root / FILE).write_text(text, encoding="utf-8")
    expected = [(each.rule.code, each.file) for each in validate(root).findings if each.rule.code != "RD410"]
    assert [(each.rule.code, each.file) for each in trial.findings] == expected
    assert ("RD403", checkout.places["records", record.id].file) in expected


def test_words_of_many_names_make_none_of_them_similar():
    """Hillerød is not like Langeland for being a municipality; a name with the same rare word is."""
    names = ("Langeland", "Hørsholm", "Furesø", "Allerød", "Mosby")
    known = [Choice(f"{name.casefold()}-kommune", Label(f"{name} Kommune", f"{name} Municipality")) for name in names]
    assert similar_names(["Hillerød Kommune", "Hillerød Municipality"], known) == []
    assert [each.id for each in similar_names(["Mosbys Kommune"], known)] == ["mosby-kommune"]
    assert [each.id for each in similar_names(["Kommunen Mosby"], known)] == ["mosby-kommune"]


def test_an_actor_with_errors_is_not_written(add, state):
    """The finding is shown in the file as it would be."""
    before = state()
    code, out, err = add(id="Mosby")
    assert (code, out, state()) == (1, "", before)
    assert " --> records/actors/Mosby.yaml:2:5\n" in err
    assert err.endswith("reformdata: the file was not written\n")


@pytest.mark.slow
def test_nothing_more_is_asked_if_all_that_is_required_is_given(terminal, root):
    """But whether it is that with a similar name, and whether to fill in more; the id is made from the name."""
    pytest.importorskip("pty", reason="this system has no pseudo-terminals")
    given = [part for pair in (GIVEN | {"--name-da": "Skovbo Kommune"}).items() for part in pair]
    at = terminal("actor", "add", *given)
    at.answer("n", to="[y/N] ")
    at.answer("n", to="Fill in more fields? [y/N] ")
    assert at.end() == 0
    assert (root / "records" / "actors" / "skovbo-kommune.yaml").read_text("utf-8") == (
        TEXT.replace("id: mosby", "id: skovbo").replace("da: Mosby", "da: Skovbo")
    )


@pytest.mark.slow
def test_an_actor_is_asked_for(terminal, root):
    """The id is made from the name; < changes it, and one that is taken is refused at once."""
    pytest.importorskip("pty", reason="this system has no pseudo-terminals")
    at = terminal("actor", "add")
    for answer in ("Mosby Kommune", "Mosby Municipality"):
        at.answer(answer)
    for answer in (
        "<", "skovby", "", "myndighed", *list(GIVEN.values())[3:5], "Mosby", "", "", "", "", "", "",
    ):  # fmt: skip
        at.answer(answer)
    at.answer("", to="[Y/n] ")
    assert at.end() == 0
    assert (root / FILE).read_text("utf-8") == TEXT
    assert "error[RD301]: the id `skovby` is already used in records/actors/skovby.yaml" in at.shown


@pytest.mark.slow
def test_an_actor_that_exists_is_not_written(terminal, state):
    """Nor are its answers kept; Ctrl-C at the first question leaves nothing behind either."""
    pytest.importorskip("pty", reason="this system has no pseudo-terminals")
    before = state()
    at = terminal("actor", "add")
    for answer in ("Skovby", "Skovby Municipality"):
        at.answer(answer)
    at.answer("y", to="[y/N] ")
    assert at.end() == 1
    at = terminal("actor", "add")
    at.interrupt()
    assert at.end() == 1
    assert at.shown.endswith("reformdata: stopped; nothing was written\n")
    assert state() == before | {".reformdata/.gitignore": b"*\n"}


@pytest.mark.slow
@pytest.mark.parametrize("stop", ["interrupt", "close"])
@pytest.mark.parametrize("table", ["actor", "reform", "law"])
def test_the_answers_are_kept_when_the_user_stops(terminal, state, table, stop):
    """Each command keeps its own, and `--resume` takes them up at the next question."""
    pytest.importorskip("pty", reason="this system has no pseudo-terminals")
    before = state()
    at = terminal(table, "add", "--lang", "da")
    for answer in ("Mosby-sagen", "The Mosby matter"):
        at.answer(answer)
    getattr(at, stop)()
    assert at.end() == 1
    command = f"reformdata {table} add --resume --lang da"
    assert at.shown.endswith(f"\nreformdata: afbrudt; dine svar er gemt. Fortsæt med: {command}\n")
    assert state().keys() - before.keys() == {".reformdata/.gitignore", f".reformdata/{table}.json"}
    at = terminal(table, "add", "--resume", "--lang", "da")
    at.interrupt()
    at.end()
    assert "navnet" not in at.shown


@pytest.mark.slow
def test_an_unfinished_actor_is_offered_and_written(terminal, root, state):
    """By its name; once it is written, nothing is kept."""
    pytest.importorskip("pty", reason="this system has no pseudo-terminals")
    at = terminal("actor", "add")
    for answer in ("Mosby Kommune", "Mosby Municipality", "myndighed"):
        at.answer(answer)
    at.interrupt()
    at.end()
    at = terminal("actor", "add")
    at.answer("", to="Go on with them? [Y/n] ")
    for answer in (*list(GIVEN.values())[3:5], "Mosby", "", "", "", "", "", ""):
        at.answer(answer)
    at.answer("n", to="[Y/n] ")
    assert at.end() == 1
    assert at.shown.startswith("You have answers from last time: Mosby Municipality\n")
    assert at.shown.endswith("your answers are kept. Go on with: reformdata actor add --resume\n")
    at = terminal("actor", "add", "--resume")
    at.answer("", to="Write the file? [Y/n] ")
    assert at.end() == 0
    assert (root / FILE).read_text("utf-8") == TEXT
    assert ".reformdata/actor.json" not in state()
