"""`reformdata new` at a terminal: its questions, and invalid answers."""

import pytest

from tests.curation.editing.answers import FILE, FOLDER, SOURCE, TEXT
from tests.curation.editing.terminal import Terminal

pytest.importorskip("pty", reason="this system has no pseudo-terminals")

pytestmark = pytest.mark.slow

START = ["1", "4", "anna", "Anna Holm", "skovby", "borgmester", "mayor", ""]
TITLES = ["Staten bør betale for køkkener", "The state ought to pay for kitchens"]
REST = [
    "Anna Holm regner med 12 køkkener.", "Anna Holm expects 12 kitchens.",
    "1, 2", "1", "indføre", "ought", "Regeringen", "", "", "", "", "",
]  # fmt: skip
FIGURES = [
    "--quantity", "mindst 12 = køkkener / kitchens", "--date", "2026-11-23",
    "--relation", "part-of skovby-2020-brev.01 = Køkkenerne er en del af friheden / The kitchens are part of the freedom",
]  # fmt: skip


@pytest.fixture
def terminal(root):
    """Start `reformdata` with some arguments at a terminal in the checkout."""
    opened = []

    def start(*arguments):
        opened.append(Terminal(arguments, root))
        return opened[-1]

    yield start
    for each in opened:
        each.leave()


def test_a_newcomer_writes_a_record(terminal, root):
    """By numbers, names and ids, with two typing errors; figures and relations are asked for until an empty answer."""
    at = terminal("new", "proposal", "--date", "2026-11-23")
    for answer in (
        *START, *TITLES, *REST, "12 køkkener", "mindst 12 = køkkener / kitchens", "12 = borde / tables", "",
        "part-of skovby-2020-brev.01 = Køkkenerne er en del af friheden / The kitchens are part of the freedom", "",
    ):  # fmt: skip
        at.answer(answer)
    at.answer("", to="[Y/n] ")
    assert at.end() == 0
    second = "  - value: 12\n    of:\n      da: borde\n      en: tables\n"
    assert (root / FILE).read_text("utf-8") == TEXT.replace("relations:\n", f"{second}relations:\n")
    assert at.shown.rstrip().splitlines()[-1] == FILE
    assert "there is no `anna`; did you mean `anna-holm`?" in at.shown
    assert "`12 køkkener` cannot be read as a figure; write it like this: 7 = kommuner / municipalities" in at.shown
    assert "  2  at-least  at least: " in at.shown
    assert "  1  motivates    motivates: " in at.shown


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
    assert state() == before
    assert "quantities:" not in at.shown
    asked = [line for line in at.shown.splitlines() if line.endswith("; empty to go on)")]
    assert asked == [
        "The figures that the act carries. (such as at least 7 = kommuner / municipalities; one figure an answer; "
        "? lists the values; empty to go on)",
        "Relations to other records. (such as motivates eksempel-2020.06 = grunden / the reason; one relation an "
        "answer; ? lists the values; empty to go on)",
    ]


@pytest.mark.parametrize(("stop", "after"), [("interrupt", 0), ("close", 0), ("interrupt", 9), ("close", 5)])
def test_stopping_at_a_question_leaves_nothing_behind(terminal, state, stop, after):
    """Ctrl-C and Ctrl-D: a sentence, and exit code 1."""
    before = state()
    at = terminal("new", "proposal")
    for answer in (*START, *TITLES)[:after]:
        at.answer(answer)
    getattr(at, stop)()
    assert at.end() == 1
    assert at.shown.endswith("\nreformdata: stopped; nothing was written\n")
    assert state() == before


def test_an_existing_record_need_not_be_written_again(terminal, state):
    """Similar records are shown after the title, before the rest is typed."""
    before = state()
    at = terminal("new", "proposal")
    for answer in (*START, "Kommunerne bør have frie hænder til mad", "Municipalities ought to be free to offer meals"):
        at.answer(answer)
    at.answer("y", to="[y/N] ")
    assert at.end() == 1
    assert "skovby-2020-brev.01  proposal  The Schools Act" in at.shown
    assert state() == before


def test_a_wrong_field_is_asked_for_again(terminal, root, findings):
    """Only that field, below the finding."""
    at = terminal("new", "proposal", *FIGURES)
    for answer in ("1", "4, 9", *START[2:], *TITLES, *REST):
        at.answer(answer)
    at.answer("4")
    at.answer("y", to="[Y/n] ")
    assert at.end() == 0
    assert "error[RD309]: the source has 4 paragraphs: there is no paragraph 9" in at.shown
    assert (root / FILE).read_text("utf-8") == TEXT
    assert findings() == []


def test_only_a_person_is_asked_for_an_office_and_an_organisation(terminal):
    """The values are listed the first time, and for a `?`."""
    at = terminal("new", "statement", "--source", SOURCE, "--paragraphs", "3")
    at.answer("skovby")
    at.answer("?")
    at.answer("")
    at.interrupt()
    assert at.end() == 1
    questions = [line for line in at.shown.splitlines() if line and line[0] not in "> "]
    assert questions == [
        "The person or organisation that answers for the act. (? lists the values)",
        "Who passes it on, where that is somebody else than the voice. (? lists the values; empty to skip)",
        "In Danish: the act as one clause, without a full stop.",
        "reformdata: stopped; nothing was written",
    ]
    assert at.shown.count("  1  anna-holm   Anna Holm\n") == 2


def test_a_required_answer_is_asked_for_again(terminal, root):
    """The message says how to stop."""
    at = terminal("new", "statement", "--lang", "da")
    at.answer("")
    at.answer("1")
    at.answer("0")
    at.interrupt()
    assert at.end() == 1
    assert "Feltet skal udfyldes; tryk Ctrl-C for at afbryde uden at gemme.\n" in at.shown
    assert "`0` er ikke et afsnitsnummer; skriv numre med komma imellem: 3, 5-7\n" in at.shown
    assert not list((root / FOLDER).glob("04*"))
