"""`reformdata new` at a terminal: its questions, and invalid answers."""

import json
from dataclasses import replace
from itertools import chain

import pytest

from reformdata.cli.asking import Asking
from reformdata.curation.editing.explanations import example, explanation
from reformdata.curation.editing.fields import (
    ACT_FIELDS,
    ASSESSMENT_FIELDS,
    SOURCE_FIELDS,
    Choice,
    fields_of_entry,
    fields_of_kind,
    term_choices,
)
from reformdata.curation.editing.fields import SOURCE as SOURCE_FIELD
from reformdata.curation.editing.kept import keep
from reformdata.messages import Message
from reformdata.models import Kind, Label, Text
from tests.curation.editing.answers import FILE, FOLDER, SOURCE, TEXT

pytest.importorskip("pty", reason="this system has no pseudo-terminals")

pytestmark = pytest.mark.slow

START = ["1", "4", "anna", "Anna Holm"]
TITLES = ["Staten bør betale for køkkener", "The state ought to pay for kitchens"]
REST = [
    "Anna Holm regner med 12 køkkener.", "Anna Holm expects 12 kitchens.",
    "1, 2", "1", "indføre", "ought", "Regeringen", "", "", "", "",
]  # fmt: skip
FIGURES = [
    "--quantity", "mindst 12 = køkkener / kitchens", "--date", "2026-11-23",
    "--relation", "part-of skovby-2020-brev.01 = Køkkenerne er en del af friheden / The kitchens are part of the freedom",
]  # fmt: skip


def test_a_newcomer_writes_a_record(terminal, root):
    """By numbers, names and ids, with two typing errors; figures and relations are asked for until an empty answer."""
    at = terminal("new", "proposal", "--date", "2026-11-23")
    for answer in (
        *START, *TITLES, *REST, "12 køkkener", "mindst 12 = køkkener / kitchens", "12 = borde / tables", "",
        "part-of .01 = Køkkenerne er en del af friheden / The kitchens are part of the freedom", "",
    ):  # fmt: skip
        at.answer(answer)
    at.answer("", to="[Y/n] ")
    assert at.end() == 0
    second = "  - value: 12\n    of:\n      da: borde\n      en: tables\n"
    assert (root / FILE).read_text("utf-8") == TEXT.replace("relations:\n", f"{second}relations:\n")
    assert at.shown.endswith(
        f"\nWritten: {FILE}\n\nEvery paragraph is accounted for.\n"
        "Check everything, also that nothing is copied from the source, and see what you have changed:\n"
        "  reformdata validate --texts FOLDER\n  reformdata diff HEAD\n"
    )
    assert at.shown.startswith(
        "Type ? to have a field explained, and < to go back. Ctrl-C stops and keeps your answers.\n"
    )
    assert "there is no `anna`; did you mean `anna-holm`?" in at.shown
    assert "`12 køkkener` does not say in both languages what is counted; " in at.shown
    assert "  2  at-least  at least: " in at.shown
    assert "  1  answers      answers: " in at.shown
    assert "  motivates  " not in at.shown  # a proposal can give the reason for nothing


def test_the_voice_speaks_as_before(terminal, root):
    """Its organisation and office are taken from its last record in the source, and < changes them."""
    at = terminal("new", "proposal", *FIGURES)
    for answer in (*START, "<", "<", "tidligere borgmester", "former mayor", *TITLES, *REST):
        at.answer(answer)
    at.answer("", to="[Y/n] ")
    assert at.end() == 0
    assert "\n  As before: mayor, The Municipality of Skovby. < changes it.\n" in at.shown
    former = TEXT.replace("da: borgmester", "da: tidligere borgmester").replace("en: mayor", "en: former mayor")
    assert (root / FILE).read_text("utf-8") == former


@pytest.mark.parametrize("language", ["C", "xx_XX.UTF-8"])
def test_a_danish_letter_may_come_first_in_any_locale(terminal, root, language):
    """Readline drops it in the locale C, which a locale that is not installed leads to."""
    at = terminal("new", "proposal", *FIGURES, language=language)
    for answer in (*START, "Ældre bør have køkkener", "Older people ought to have kitchens"):
        at.answer(answer)
    at.interrupt()
    at.end()
    assert json.loads((root / ".reformdata" / "new.json").read_text("utf-8"))["title.da"] == "Ældre bør have køkkener"


def test_the_way_back_from_the_whole_record(terminal, root):
    """< at the last question opens the last answered field again."""
    at = terminal("new", "proposal", *FIGURES)
    for answer in (*START, *TITLES, *REST):
        at.answer(answer)
    at.answer("<", to="[Y/n] ")
    at.answer("-")
    at.answer("", to="[Y/n] ")
    assert at.end() == 0
    assert "relations:" not in (root / FILE).read_text("utf-8")


def test_a_new_voice_is_asked_for_its_office_and_who_reports_it(terminal, root):
    """It is not the author, so another may have passed on what it says."""
    actor = "id: bo-dal\nkind: person\nname: {da: Bo Dal, en: Bo Dal}\ndescription: {da: En rektor., en: A head.}\n"
    (root / "records" / "actors" / "bo-dal.yaml").write_text(actor, "utf-8")
    at = terminal("new", "proposal", *FIGURES)
    for answer in ("1", "4", "Bo Dal", "skovby", "rektor", "head teacher", "Anna Holm", *TITLES, *REST):
        at.answer(answer)
    at.answer("", to="[Y/n] ")
    assert at.end() == 0
    assert "reported_by: anna-holm\n" in (root / FILE).read_text("utf-8")


def test_the_glossary_is_shown_before_the_english_is_asked_for(terminal, root):
    """Once for each term, and only for terms that the Danish has."""
    glossary = root / "records" / "glossary.yaml"
    glossary.write_text(
        "- id: koekken\n  name: {da: køkken, en: kitchen}\n  rejected: [cookhouse, galley]\n"
        "- id: stat\n  name: {da: staten, en: the state}\n"
        "- id: skole\n  name: {da: skole, en: school}\n",
        encoding="utf-8",
    )
    at = terminal("new", "proposal", "--date", "2026-11-23", "--lang", "en")
    for answer in (*START, *TITLES, *REST[:1]):
        at.answer(answer)
    at.close()
    at.end()
    shown = [line.strip() for line in at.shown.splitlines() if line.startswith("  ") and " = " in line]
    assert shown == ["køkken = kitchen (not: cookhouse, galley)", "staten = the state"]


def test_figures_and_relations_can_be_left_out_and_the_record_declined(terminal, state):
    """With an empty answer each; the file is shown before it is written."""
    before = state()
    at = terminal("new", "proposal", "--date", "2026-11-23")
    for answer in (*START, *TITLES, *REST, "", ""):
        at.answer(answer)
    at.answer("n", to="[Y/n] ")
    assert at.end() == 1
    assert f"id: {SOURCE}.04\n" in at.shown
    assert state().keys() - before.keys() == {".reformdata/.gitignore", ".reformdata/new.json"}
    assert "quantities:" not in at.shown
    asked = [line.partition(" (")[0] for line in at.shown.splitlines() if line.endswith("; empty to go on)")]
    assert asked == ["The figures that the act carries.", "Relations to other records."]


@pytest.mark.parametrize("stop", ["interrupt", "close"])
def test_stopping_at_the_first_question_leaves_nothing_behind(terminal, state, stop):
    """Ctrl-C and Ctrl-D: a sentence, and exit code 1."""
    before = state()
    at = terminal("new", "proposal")
    getattr(at, stop)()
    assert at.end() == 1
    assert at.shown.endswith("\nreformdata: stopped; nothing was written\n")
    assert state() == before


@pytest.mark.parametrize("stop", ["interrupt", "close"])
def test_the_answers_are_kept_when_the_user_stops(terminal, state, root, stop):
    """In a folder that git ignores; `new --resume` takes them up, and after that nothing is left of them."""
    before = state()
    at = terminal("new", "proposal", *FIGURES)
    for answer in (*START, *TITLES):
        at.answer(answer)
    getattr(at, stop)()
    assert at.end() == 1
    assert at.shown.endswith("\nreformdata: stopped; your answers are kept. Go on with: reformdata new --resume\n")
    assert state().keys() - before.keys() == {".reformdata/.gitignore", ".reformdata/new.json"}
    assert (root / ".reformdata" / ".gitignore").read_text("utf-8") == "*\n"
    at = terminal("new", "--resume", *FIGURES)
    for answer in REST:
        at.answer(answer)
    at.answer("", to="[Y/n] ")
    assert at.end() == 0
    assert (root / FILE).read_text("utf-8") == TEXT
    assert state().keys() - before.keys() == {".reformdata/.gitignore", FILE}


def test_an_unfinished_record_is_offered(terminal):
    """By its title; a user who declines starts anew."""
    at = terminal("new", "proposal")
    for answer in (*START, *TITLES):
        at.answer(answer)
    at.interrupt()
    at.end()
    at = terminal("new", "statement")
    at.answer("n", to="[Y/n] ")
    at.interrupt()
    assert at.end() == 1
    assert at.shown.startswith(
        "You have answers from last time: The state ought to pay for kitchens\nGo on with them? [Y/n] n\n"
    )
    assert "The source that the record rests on." in at.shown


def test_the_way_back(terminal, root):
    """`<` asks the question before again, and an empty answer keeps its value; fields after it keep theirs."""
    at = terminal("new", "proposal", *FIGURES)
    at.answer("<")
    for answer in ("1", "2", "<", "4", *START[2:], *TITLES, *REST[:5], "<", "<", "", ""):
        at.answer(answer)
    for answer in REST[5:]:
        at.answer(answer)
    at.answer("", to="[Y/n] ")
    assert at.end() == 0
    assert (root / FILE).read_text("utf-8") == TEXT
    assert "There is no question before this one.\n" in at.shown
    assert "  Now: 2 (empty to keep it)\n" in at.shown
    assert "  Now: introduce (empty to keep it)\n" in at.shown


def test_a_strength_that_the_titles_contradict_can_be_mended_in_either(terminal, root):
    """At once: first the strength is asked for again; if it is kept, the titles are, in both languages."""
    at = terminal("new", "proposal", *FIGURES)
    for answer in (
        *START, "Staten skal betale for køkkener", "The state must pay for kitchens",
        *REST[:6], "", "Staten bør betale for køkkener", "The state ought to pay for kitchens", *REST[6:],
    ):  # fmt: skip
        at.answer(answer)
    at.answer("", to="[Y/n] ")
    assert at.end() == 0
    assert (root / FILE).read_text("utf-8") == TEXT
    assert at.shown.count("error[RD404]: `skal` does not match strength: ought\n") == 1
    assert "  Now: ought (empty to keep it)\n" in at.shown
    assert "  Now: Staten skal betale for køkkener (empty to keep it)\n" in at.shown


def test_the_title_that_alone_contradicts_the_strength_is_asked_for_again(terminal, root):
    """One answer corrects it."""
    at = terminal("new", "proposal", *FIGURES)
    for answer in (*START, TITLES[0], "The state must pay for kitchens", *REST[:6], TITLES[1], *REST[6:]):
        at.answer(answer)
    at.answer("", to="[Y/n] ")
    assert at.end() == 0, at.shown
    assert (root / FILE).read_text("utf-8") == TEXT
    assert at.shown.count("error[RD404]: `must` does not match strength: ought\n") == 1


def test_a_title_that_contradicts_the_strength_can_be_kept(terminal, root):
    """An empty answer leads to the strength, and after that to the title again."""
    at = terminal("new", "proposal", *FIGURES, "--lang", "da")
    for answer in (*START, "Staten betaler for køkkener", TITLES[1], *REST[:5], "skal", "", "bør", *REST[6:]):
        at.answer(answer)
    at.answer("", to="[J/n] ")
    assert at.end() == 0, at.shown
    assert "  Nu: The state ought to pay for kitchens (tomt svar beholder det)\n" in at.shown
    assert "  Nu: skal (tomt svar beholder det)\n" in at.shown
    assert "strength: ought\n" in next((root / FOLDER).glob("04-*")).read_text("utf-8")


@pytest.mark.parametrize(
    ("typed", "refused", "again"),
    [
        (
            [],
            "The state is to pay for kitchens that it must have",
            "Det er skrevet på engelsk; skriv det på dansk her.",
        ),
        (
            TITLES[:1],
            "Staten skal betale for det, som den er til for",
            "Det er skrevet på dansk; skriv det på engelsk her.",
        ),
    ],
)
def test_a_text_in_the_other_language_is_refused_at_once(terminal, root, typed, refused, again):
    """In its own field, which is asked for again."""
    at = terminal("new", "proposal", "--lang", "da")
    for answer in (*START, *typed, refused, TITLES[len(typed)]):
        at.answer(answer)
    at.interrupt()
    at.end()
    assert f"> {refused}\n{again}\n> " in at.shown
    kept = json.loads((root / ".reformdata" / "new.json").read_text("utf-8"))
    assert kept[("title.da", "title.en")[len(typed)]] == TITLES[len(typed)]


def test_the_texts_are_kept_with_the_answers(terminal, root, tmp_path):
    """The check against copying goes on, and the next command names them; of one that is gone it is said."""
    (root / FOLDER / "03-forsoeg.yaml").unlink(missing_ok=True)
    for record in (root / FOLDER).glob("03-*"):
        record.unlink()
    text = tmp_path / "brev.txt"
    text.write_text("Staten bør betale for alle køkkener i de skoler, der vil.", encoding="utf-8")
    at = terminal("new", "proposal", *FIGURES, "--texts", str(text))
    for answer in ("1", "3", *START[2:]):
        at.answer(answer)
    at.interrupt()
    at.end()
    assert at.shown.endswith("Go on with: reformdata new --resume\n")
    at = terminal("new", "--resume", *FIGURES)
    for answer in ("Staten bør betale for alle køkkener i de skoler", *TITLES, *REST):
        at.answer(answer)
    at.answer("n", to="[Y/n] ")
    at.end()
    assert at.shown.count("error[RD501]") == 1
    at = terminal("new", "--resume", *FIGURES)
    at.answer("", to="[Y/n] ")
    assert at.end() == 0, at.shown
    assert f"  reformdata new --source {SOURCE} --texts ../brev.txt\n" in at.shown


def test_a_text_that_is_gone_is_named(terminal, tmp_path):
    """The record goes on without it."""
    text = tmp_path / "brev.txt"
    text.write_text("Staten bør betale.", encoding="utf-8")
    at = terminal("new", "proposal", "--texts", str(text))
    for answer in START:
        at.answer(answer)
    at.interrupt()
    at.end()
    text.unlink()
    at = terminal("new", "--resume", "--lang", "da")
    at.interrupt()
    at.end()
    assert "reformdata: ../brev.txt findes ikke mere; angiv teksten med --texts" in at.shown


def test_a_record_of_another_source_is_no_reason_to_stop(terminal, root):
    """It is shown, to be named among the relations, and nothing is asked."""
    other = root / FOLDER.replace(SOURCE, "nyt-2021")
    other.mkdir()
    source = (root / FOLDER / "source.yaml").read_text("utf-8")
    (other / "source.yaml").write_text(source.replace(SOURCE, "nyt-2021"), "utf-8")
    at = terminal("new", "proposal", "--source", "nyt-2021", "--lang", "da")
    for answer in (
        *START[1:2],
        *START[3:],
        "",
        "",
        "",
        "Kommunerne bør have frie hænder til mad",
        "Municipalities ought to be free to offer meals",
    ):
        at.answer(answer)
    at.interrupt()
    at.end()
    assert (
        "kan du angive en af dem som »er det samme som« (same-as):\n  skovby-2020-brev.01  forslag  Skoleloven"
        in at.shown
    )
    assert "[j/N]" not in at.shown
    assert " %)" not in at.shown


def test_answers_that_wait_are_named_after_a_record(terminal, root):
    """Those of the other commands."""
    keep(root, "source", {("title", "da"): "Nyt"})
    keep(root, "outcome", {("id",): f"{SOURCE}.01", ("test", "da"): "Nyt"})
    (root / ".reformdata" / "law.json").write_text("{", "utf-8")
    at = terminal("new", "proposal", *FIGURES, "--lang", "da")
    for answer in (*START, *TITLES, *REST):
        at.answer(answer)
    at.answer("", to="[J/n] ")
    assert at.end() == 0, at.shown
    waiting = [line for line in at.shown.splitlines() if line.startswith("Der venter også svar på: ")]
    assert [line.partition(": ")[2] for line in waiting] == [
        f"reformdata outcome add {SOURCE}.01 --resume --lang da",
        "reformdata source add --resume --lang da",
    ]


def test_lines_end_between_words_at_the_edge_of_the_terminal(terminal):
    """What follows is indented; a command is one line."""
    at = terminal("new", "forslag", "--source", SOURCE, "--lang", "da", columns=40)
    for answer in ("4", "?", "anna-holm"):
        at.answer(answer)
    at.interrupt()
    at.end()
    lines = at.shown.splitlines()
    assert [line for line in lines if len(line) > 40 and not line.startswith("reformdata: ")] == []
    assert (
        "Skriv ? for at få feltet forklaret og <\nfor at gå tilbage. Ctrl-C afbryder og\ngemmer dine svar.\n"
        in at.shown
    )
    assert (
        "  Skriv den, der mener, foreslår eller\n  beslutter det, ikke den, der skriver\n  om det. Skal udfyldes.\n"
        in at.shown
    )


def test_a_number_chooses_only_from_a_list_that_was_shown(terminal, root):
    """A longer list is shown first; numbers, ids and names can be mixed."""
    areas = root / "records" / "areas.yaml"
    more = "".join(
        f"- id: area-{number}\n  name: {{da: område {number}, en: area {number}}}\n"
        f"  definition: {{da: Nummer {number}., en: Number {number}.}}\n"
        for number in range(40)
    )
    areas.write_text(areas.read_text("utf-8") + more, encoding="utf-8")
    at = terminal("new", "proposal")
    for answer in (*START, *TITLES, *REST[:2], "1", "area 7, 1, schools"):
        at.answer(answer)
    at.interrupt()
    at.end()
    assert "Choose from the list:\n" in at.shown
    kept = json.loads((root / ".reformdata" / "new.json").read_text("utf-8"))
    first = next(line.split()[1] for line in at.shown.partition("Choose from the list:\n")[2].splitlines())
    assert kept["areas"] == ["area-7", first, "schools"]


def test_the_paragraphs_that_are_left_are_shown_first(terminal, root, tmp_path, run):
    """As numbers; with their first words if the text of the source is known."""
    texts = tmp_path / "texts"
    texts.mkdir()
    lines = [f"Afsnit {word} handler om noget, som ingen i Skovby før har hørt" for word in ("et", "to", "tre", "fire")]
    (texts / "brev.txt").write_text("\n".join(lines), encoding="utf-8")
    run("source", "fingerprint", SOURCE, texts / "brev.txt")
    for record in (root / FOLDER).glob("03-*"):
        record.unlink()
    for given, shown in (((), ["  4"]), (("--texts", texts), ["    4  Afsnit fire handler om noget, som …"])):
        at = terminal("new", "proposal", "--source", SOURCE, *map(str, given))
        at.interrupt()
        at.end()
        assert at.shown.partition("Not accounted for yet:\n")[2].splitlines()[:1] == shown


def test_copied_words_are_an_error_at_once(terminal, tmp_path):
    """Where the text is known."""
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "brev.txt").write_text("Staten bør betale for alle køkkener i de skoler, der vil.", encoding="utf-8")
    at = terminal("new", "proposal", "--texts", str(texts))
    for answer in (*START, "Staten bør betale for alle køkkener i de skoler"):
        at.answer(answer)
    at.interrupt()
    at.end()
    assert "error[RD501]" in at.shown


def test_a_finding_about_both_languages_asks_for_both_again(terminal, root):
    """The English, which was just typed, then the Danish."""
    at = terminal("new", "proposal", *FIGURES)
    for answer in (
        *START, *TITLES, "Anna Holm regner med 13 køkkener.", "Anna Holm expects 12 kitchens.", "",
        "Anna Holm regner med 12 køkkener.", *REST[2:],
    ):  # fmt: skip
        at.answer(answer)
    at.answer("", to="[Y/n] ")
    assert at.end() == 0
    assert (root / FILE).read_text("utf-8") == TEXT


def test_a_question_mark_explains_the_field(terminal):
    """How to answer, whether it is required, and an example in the language; the hint comes before the first question."""
    at = terminal("new", "forslag", "--source", SOURCE, "--lang", "da")
    for answer in ("?", "4", "?"):
        at.answer(answer)
    at.interrupt()
    at.end()
    assert at.shown.startswith(
        "Skriv ? for at få feltet forklaret og < for at gå tilbage. Ctrl-C afbryder og gemmer dine svar.\n"
    )
    assert (
        "> ?\n  Afsnittene tælles fra 1, og et afsnit er en linje, der ikke er tom. Tag kun dem med, hvor det står. "
        "Skal udfyldes.\n  Eksempel: 3, 5-7\n> " in at.shown
    )
    assert "> ?\n  1  Anna Holm " in at.shown
    assert "  Eksempel: Anna Holm eller anna-holm\n> " in at.shown


def test_every_field_has_an_explanation_that_is_not_its_question():
    """And an example, in both languages."""
    fields = [
        *chain.from_iterable(map(fields_of_kind, Kind)),
        SOURCE_FIELD,
        *SOURCE_FIELDS,
        *ACT_FIELDS,
        *ASSESSMENT_FIELDS,
    ]
    fields += chain.from_iterable(map(fields_of_entry, ("actors", "reforms", "laws")))
    for field in fields:
        choices = (
            term_choices(field.terms) if field.terms else (Choice("x", Label("Æble", "Apple")),) if field.table else ()
        )
        for language in ("da", "en"):
            said = explanation(field).in_(language)
            assert said.endswith(".")
            assert said not in (field.doc.da, field.doc.en)
            assert example(field, choices).in_(language)


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("da", "  1  Folkeskolen  primary-school: Den kommunale skole."),
        ("en", "  1  primary-school  The Folkeskole: The municipal school."),
    ],
)
def test_a_list_has_the_known_name_first_and_no_label_twice(capsys, language, line):
    """The Danish label for a Dane, with the id after it."""
    asking = Asking(language, prompt=lambda _: "1")
    choice = Choice(
        "primary-school",
        Label("Folkeskolen", "The Folkeskole"),
        definition=Text("Folkeskolen: den kommunale skole.", "The Folkeskole: the municipal school."),
    )
    areas = next(field for field in fields_of_kind(Kind.PROPOSAL) if field.loc == ("areas",))
    assert asking.ask(areas, [choice]) == ("primary-school",)
    shown = capsys.readouterr().out.splitlines()
    assert shown[-1] == line
    assert "?" not in shown[2]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("j", True), ("JA", True), ("y", True), ("yes", True),
        ("n", False), ("nej", False), ("no", False), ("", True),
    ],
)  # fmt: skip
def test_a_question_takes_yes_or_no_alone(capsys, typed, meant):
    """Anything else is asked again, and `?` says what either answer does."""
    answers = iter(["jo", "3", "?", "<", typed])
    asking = Asking("da", prompt=lambda _: next(answers))
    assert (
        asking.confirm(Message("Nu? [J/n]", "Now? [Y/n]"), Message("j gør det.", "y does it."), default=True) is meant
    )
    again = "  Svar j for ja eller n for nej; ? forklarer."
    assert capsys.readouterr().out.splitlines() == [again, again, "  j gør det.", again]


@pytest.mark.parametrize(
    ("language", "typed", "question", "values"),
    [
        ("da", "13.500", "`13.500` kan være to tal. Er det 13500? [J/n] ", ("13500", "13.5")),
        ("da", "13,500", "`13,500` kan være to tal. Er det 13,5? [J/n] ", ("13.5", "13500")),
        ("en", "13.500", "`13.500` can be two numbers. Is it 13.5? [Y/n] ", ("13.5", "13500")),
    ],
)
def test_an_open_number_is_asked_for(language, typed, question, values):
    """By what it means in the language of the user; the texts of the record come first."""
    figures = next(field for field in fields_of_kind(Kind.PROPOSAL) if field.loc == ("quantities",))
    for said, value in zip(("", "n"), values, strict=True):
        shown, answers = [], iter([f"{typed} = a / b", said, ""])
        asking = Asking(language, prompt=lambda text, shown=shown, answers=answers: shown.append(text) or next(answers))
        assert asking.ask(figures, ())[0]["value"] == value
        assert shown == ["> ", question, "> "]
    answers = iter([f"{typed} = a / b", ""])
    asking = Asking(language, prompt=lambda _: next(answers))
    texts = {("text", "da"): "13.500 elever", ("text", "en"): "13,500 pupils"}
    assert asking.ask(figures, (), answers=texts)[0]["value"] == "13500"


def test_a_relation_to_a_record_that_is_not_written_yet_is_added_later(terminal, root, findings):
    """The other answers stay; at the end it is said how to add it, and the lines are right."""
    at = terminal("new", "proposal", *FIGURES[:4], "--lang", "da")
    relation = "elaborates .05 = Den uddyber kravet / It elaborates the demand"
    for answer in (
        *START, *TITLES, *REST, relation, relation,
        "part-of .01 = Køkkenerne er en del af friheden / The kitchens are part of the freedom", "",
    ):  # fmt: skip
        at.answer(answer)
    at.answer("", to="[J/n] ")
    assert at.end() == 0, at.shown
    assert at.shown.count("`.05` er ikke skrevet endnu; gå videre uden den forbindelse.") == 2
    assert (root / FILE).read_text("utf-8") == TEXT
    heading, lines = at.shown.rpartition("Når den anden post er skrevet, så tilføj forbindelsen under relations i ")[
        2
    ].split(":\n", 1)
    assert heading == FILE
    assert lines.startswith(f"  - type: elaborates\n    to: {SOURCE}.05\n    reason:\n")
    (root / FILE).write_text(
        TEXT.replace("action:", f"{lines}action:").replace(f"{SOURCE}.05", f"{SOURCE}.03"), "utf-8"
    )
    assert [code for code, *_ in findings() if code.startswith(("RD1", "RD2"))] == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (
            "hører sammen med .05 = a er b / a is b",
            "»hører sammen med« (paired-with) kan kun gå til et forslag. Når posten",
        ),
        (
            "er del af .05 = a er b / a is b",
            "»er del af« (part-of) kan kun gå til et forslag eller initiativ. Når posten",
        ),
        ("understøtter .05 = a er b / a is b", "»understøtter« (supports) kan ikke gå fra et forslag"),
    ],
)
def test_a_relation_that_waits_says_to_what_it_can_lead(terminal, typed, said):
    """The other record may turn out to be of another kind."""
    at = terminal("new", "proposal", *FIGURES[:4], "--lang", "da")
    for answer in (*START, *TITLES, *REST, typed, ""):
        at.answer(answer)
    at.answer("", to="[J/n] ")
    assert at.end() == 0, at.shown
    assert said in at.shown
    if "kun" in said:
        limit = said.removesuffix("Når posten")
        assert f"\n{limit}Når den anden post er skrevet, så tilføj forbindelsen under relations i {FILE}:\n" in at.shown


def test_a_relation_to_the_wrong_kind_is_answered_in_danish(terminal):
    """With the names of the types that fit, and an example that has a Danish name."""
    at = terminal("new", "statement", "--source", SOURCE, "--lang", "da")
    for answer in (
        "3", "Anna Holm", *TITLES, "Hun siger det.", "She says so.", "1", "1", "vurdering", "neutral", "", "", "", "",
        "understøtter .01 = a er b / a is b", "",
    ):  # fmt: skip
        at.answer(answer)
    at.interrupt()
    at.end()
    assert "(fx uddyber .06 = " in at.shown
    assert "en forbindelse af typen `supports` (understøtter) kan ikke gå fra udsagn til forslag\n" in at.shown
    assert ". Typer, der passer: `motivates` (begrunder), `answers` (besvarer), `elaborates` (uddyber), " in at.shown
    assert "forventet" not in at.shown


def test_a_relation_to_no_record_is_still_refused(terminal):
    """One of another source, and one with a number that was passed over."""
    at = terminal("new", "proposal", *FIGURES[:4])
    for answer in (
        *START,
        *TITLES,
        *REST,
        "part-of andet-2020.09 = a er b / a is b",
        "part-of .00 = a er b / a is b",
        "",
    ):
        at.answer(answer)
    at.interrupt()
    at.end()
    assert "not written yet" not in at.shown
    assert "error[RD303]" in at.shown


def test_a_rejected_answer_is_asked_for_again(terminal, root):
    """After Ctrl-C too, although the answer before it was right."""
    at = terminal("new", "proposal", "--source", SOURCE)
    for answer in ("4", "<", "9"):
        at.answer(answer)
    at.interrupt()
    at.end()
    assert "error[RD309]" in at.shown
    kept = json.loads((root / ".reformdata" / "new.json").read_text("utf-8"))
    assert kept == {"kind": "proposal", "source": SOURCE}
    at = terminal("new", "--resume")
    at.interrupt()
    at.end()
    assert "The paragraphs of the source that the record rests on." in at.shown


def test_what_the_languages_are_compared_for_waits_for_both(terminal):
    """A number of the Danish title is no error before the English is asked for."""
    at = terminal("new", "proposal")
    for answer in (*START, "Staten bør betale for fire køkkener", "The state ought to pay for kitchens"):
        at.answer(answer)
    at.interrupt()
    at.end()
    assert at.shown.index("In English: the act as one clause") < at.shown.index("error[RD402]")


def test_a_warning_comes_at_its_field(terminal, root):
    """Before the next question."""
    glossary = root / "records" / "glossary.yaml"
    glossary.write_text("- id: koekken\n  name: {da: køkken, en: kitchen}\n  rejected: [cookhouse]\n", encoding="utf-8")
    at = terminal("new", "proposal")
    for answer in (*START, TITLES[0], "The state ought to pay for each cookhouse"):
        at.answer(answer)
    at.interrupt()
    at.end()
    assert "warning[RD413]" in at.shown.partition("for each cookhouse\n")[2].partition("> ")[0]


def test_a_missing_actor_is_added_without_loss(terminal):
    """The message names both commands in full, with the language that was chosen."""
    at = terminal("new", "udsagn", "--source", SOURCE, "--paragraphs", "4", "--lang", "da")
    at.answer("Ukendt")
    at.interrupt()
    at.end()
    assert (
        "Opret en ny med: reformdata actor add --lang da\nTryk først Ctrl-C; dine svar bliver gemt, og du fortsætter med: "
        "reformdata new --resume --lang da\n" in at.shown
    )


def test_the_next_step_is_said_after_a_record(terminal, root, tmp_path):
    """What is left, how to list what is no act, and the next command with the same text and language."""
    text = tmp_path / "brev.txt"
    text.write_text("Noget helt andet.", encoding="utf-8")
    for record in (root / FOLDER).glob("03-*"):
        record.unlink()
    for outcome in (root / "records" / "outcomes").glob(f"{SOURCE}.03*"):
        outcome.unlink()
    at = terminal("new", "forslag", "--date", "2026-11-23", "--lang", "da", "--texts", str(text))
    for answer in ("1", "3", *START[2:], *TITLES, *REST, "", ""):
        at.answer(answer)
    at.answer("", to="[J/n] ")
    assert at.end() == 0, at.shown
    assert at.shown.partition("Endnu ikke brugt: ")[2].splitlines()[:6] == [
        "afsnit 4. Skriv den næste post med:",
        f"  reformdata new --source {SOURCE} --texts {text} --lang da",
        f"Afsnit uden en handling angives i {FOLDER}/source.yaml:",
        "  skipped:",
        "    - paragraphs: [4]",
        "      reason: BEGRUNDELSE",
    ]


def test_an_existing_record_need_not_be_written_again(terminal, state):
    """Similar records are shown after the title, before the rest is typed; the answers are kept all the same."""
    before = state()
    at = terminal("new", "proposal")
    for answer in (*START, "Kommunerne bør have frie hænder til mad", "Municipalities ought to be free to offer meals"):
        at.answer(answer)
    at.answer("y", to="[y/N] ")
    assert at.end() == 1
    assert "skovby-2020-brev.01  proposal  The Schools Act" in at.shown
    assert state().keys() - before.keys() == {".reformdata/.gitignore", ".reformdata/new.json"}
    assert at.shown.endswith("\nreformdata: stopped; your answers are kept. Go on with: reformdata new --resume\n")


@pytest.mark.parametrize("again", ["4", ""])
def test_a_wrong_paragraph_is_refused_at_once(terminal, root, findings, again):
    """The same question comes again, below the finding, with the right ones; nothing is asked for again at the end."""
    at = terminal("new", "proposal", *FIGURES)
    for answer in ("1", "4, 9", again, *START[2:], *TITLES, *REST):
        at.answer(answer)
    at.answer("y", to="[Y/n] ")
    assert at.end() == 0
    assert at.shown.count("error[RD309]: the source has 4 paragraphs: there is no paragraph 9") == 1
    assert "None of the values is kept" not in at.shown
    assert (root / FILE).read_text("utf-8") == TEXT
    assert findings() == []


def test_only_a_person_is_asked_for_an_office_and_an_organisation(terminal):
    """The actors are listed for a `?` alone, since they grow with the records."""
    at = terminal("new", "statement", "--source", SOURCE, "--paragraphs", "3")
    at.answer("skovby")
    at.answer("?")
    at.answer("")
    at.interrupt()
    assert at.end() == 1
    questions = [line for line in at.shown.splitlines() if line and line[0] not in "> "]
    assert questions == [
        "Type ? to have a field explained, and < to go back. Ctrl-C stops and keeps your answers.",
        "The person or organisation that answers for the act. (? lists the values)",
        "Who passes it on, where that is somebody else than the voice. (? lists the values; empty to skip)",
        "In Danish: the act as one clause, without a full stop.",
        "reformdata: stopped; your answers are kept. Go on with: reformdata new --resume",
    ]
    assert at.shown.count("  1  anna-holm   Anna Holm: Mayor of the municipality in 2020.") == 1


def test_a_required_answer_is_asked_for_again(terminal, root):
    """The message says how to stop."""
    at = terminal("new", "statement", "--lang", "da")
    at.answer("")
    at.answer("1")
    at.answer("0")
    at.interrupt()
    assert at.end() == 1
    assert "Feltet skal udfyldes; Ctrl-C afbryder.\n" in at.shown
    assert "`0` er ikke et afsnitsnummer; skriv numre med komma imellem: 3, 5-7\n" in at.shown
    assert not list((root / FOLDER).glob("04*"))


def _write_government(root):
    """A government that took office after the letter of 2 March 2020, and one before it."""
    for id_, period in (("regeringen-a", "2019-06-27/2020-12-15"), ("regeringen-b", "2020-12-15/..")):
        government = (
            f"id: {id_}\nkind: government\nname: {{da: {id_}, en: {id_}}}\npart_of: regeringen\nperiod: {period}\n"
            "description: {da: En regering., en: A government.}\n"
        )
        (root / "records" / "actors" / f"{id_}.yaml").write_text(government, "utf-8")


@pytest.mark.parametrize(("said", "addressee"), [("", "regeringen-a"), ("n", "regeringen")])
def test_the_government_in_office_is_named(terminal, root, said, addressee):
    """It is taken if the user agrees; else the general entry stays."""
    _write_government(root)
    at = terminal("new", "proposal", *FIGURES)
    for answer in (*START, *TITLES, *REST[:-4]):
        at.answer(answer)
    at.answer(said, to="On 2 March 2020 it was regeringen-a.\nDo you mean that one? [Y/n] ")
    for answer in REST[-4:]:
        at.answer(answer)
    at.answer("", to="[Y/n] ")
    assert at.end() == 0
    assert f"addressees: [{addressee}]\n" in (root / FILE).read_text("utf-8")


def test_what_begins_after_the_source_is_asked_about(terminal, root):
    """An actor, and a reform that has an owner but no period; the answer can be written without it."""
    _write_government(root)
    reform = root / "records" / "reforms" / "madordningen.yaml"
    reform.write_text(reform.read_text("utf-8").replace("owners: [skovby]", "owners: [regeringen-b]"), "utf-8")
    at = terminal("--lang", "da", "new", "forslag", *FIGURES)
    for answer in (*START, *TITLES, *REST[:-5], "regeringen-b, skovby"):
        at.answer(answer)
    at.answer(
        "n",
        to="regeringen-b begynder 15. december 2020 i data; det er efter 2. marts 2020.\n"
        "Er det alligevel det, kilden taler om? [j/N] ",
    )
    for answer in ("skovby", "", "madordningen"):
        at.answer(answer)
    at.answer("j", to="[j/N] ")
    for answer in ("", ""):
        at.answer(answer)
    at.answer("", to="[J/n] ")
    assert at.end() == 0
    assert "skriv svaret uden `regeringen-b`\n" in at.shown
    assert "reforms: [madordningen]\n" in (root / FILE).read_text("utf-8")


def test_a_long_list_is_cut_and_the_explanation_comes_last(capsys):
    """`??` lists all values and `?word` those with the word, each with the beginning of its description."""
    wanted = next(field for field in fields_of_kind(Kind.PROPOSAL) if field.loc == ("addressees",))
    text = Text(da="En kommune, som har skrevet et langt brev " * 5, en="A municipality")
    choices = [
        Choice(f"by-{number}", Label(da=f"By {number}", en=f"Town {number}"), description=text) for number in range(40)
    ]
    answers = iter(("?", "??", "? by 39", "1"))
    assert Asking("da", prompt=lambda _: next(answers)).ask(wanted, choices) == ("by-39",)
    shown = capsys.readouterr().out.splitlines()
    assert (
        "   1  By 0   by-0: En kommune, som har skrevet et langt brev En kommune, som har skrevet et langt …" in shown
    )
    more = "  … og 10 til. Skriv ?? for at se dem alle, eller ? og et ord for dem med det i navnet: ?kommune"
    assert shown[shown.index(more) + 1].startswith("  Skriv kun dem, som kilden peger på")
    assert len(shown) == 3 + 31 + 2 + 40 + 2 + 1 + 2


def test_a_kind_of_actor_is_asked_only_what_it_has(terminal, root):
    """A person has no period and no abbreviation, a paper no parties; an address is refused at once."""
    at = terminal("actor", "add", "--name-da", "Bo Dal", "--name-en", "Bo Dal")
    for answer in ("person", "En rektor.", "A head teacher.", "", "", "", "example.org", ""):
        at.answer(answer)
    at.interrupt()
    at.end()
    questions = [line.partition(" (")[0] for line in at.shown.splitlines() if line and line[0] not in "> "]
    assert "Other names and abbreviations that the sources use." in questions
    assert "The parties of a government, or a person's party." in questions
    assert "When it has existed." not in questions
    assert "The usual abbreviation." not in questions
    assert "`example.org` does not fit; " in at.shown
    (root / ".reformdata" / "actor.json").unlink()
    at = terminal("actor", "add", "--name-da", "Avisen", "--name-en", "The Paper", "--kind", "media")
    for answer in ("En avis.", "A paper.", "", "", "", ""):
        at.answer(answer)
    at.interrupt()
    at.end()
    assert "When it has existed." in at.shown
    assert "The parties of a government" not in at.shown


def test_numbers_of_a_list_may_have_semicolons_between_and_a_hyphen_empties(capsys):
    """A field that is required cannot be emptied."""
    areas = next(field for field in fields_of_kind(Kind.PROPOSAL) if field.loc == ("areas",))
    choices = [Choice(id_, Label(id_, id_)) for id_ in ("a", "b", "c")]
    answers = iter(("1; 3", "-", "-", "2"))
    asking = Asking("da", prompt=lambda _: next(answers))
    assert asking.ask(areas, choices) == ("a", "c")
    assert asking.ask(areas, choices, present=("a",)) == ""
    assert asking.ask(replace(areas, required=True), choices) == ("b",)
    assert capsys.readouterr().out.endswith("Feltet skal udfyldes; Ctrl-C afbryder.\n")
