"""`reformdata outcome add`: a new outcome, or an assessment below the earlier ones."""

import errno
import os
from datetime import date
from types import SimpleNamespace

import pytest

from reformdata.curation.editing.fields import ASSESSMENT_FIELDS
from reformdata.curation.formatting import format_text

ID = "skovby-2020-brev.01"
FILE = f"records/outcomes/{ID}.yaml"
DOCUMENT = """\
# yaml-language-server: $schema=../../schemas/document.schema.json
id: lov-2021
title:
  da: Lov om ændring af skoleloven
  en: Act amending the Schools Act
kind: law
date: "2021-06-08"
seen: 2026-11-23
form: excerpt
"""
ACT = {
    "--test-da": "Kommunerne må selv bestemme.",
    "--test-en": "Municipalities decide by themselves.",
    "--assessable": "action",
}
ASSESSMENT = {
    "--as-of": "2022-01-01",
    "--verdict": "gjort",
    "--scope": "hele landet",
    "--link": "same-content",
    "--since": "2021-08",
    "--text-da": "En lov har ophævet reglerne.",
    "--text-en": "An act has repealed the rules.",
    "--evidence": "lov-2021 = Reglerne er væk / The rules are gone",
}
HEAD = f"""\
# yaml-language-server: $schema=../../schemas/outcome.schema.json
id: {ID}
test:
  da: |-
    Kommunerne må selv bestemme.
  en: |-
    Municipalities decide by themselves.
assessable: action
"""
TEXT = f"""\
{HEAD}assessments:
  - as_of: 2022-01-01
    verdict: done
    scope: country
    link: same-content
    since: "2021-08"
    text:
      da: |-
        En lov har ophævet reglerne.
      en: |-
        An act has repealed the rules.
    evidence:
      - document: lov-2021
        says:
          da: |-
            Reglerne er væk
          en: |-
            The rules are gone
    readers: 1
"""
LATER = """\
  - as_of: 2023-01-01
    verdict: no-trace
    text:
      da: |-
        Intet er fundet.
      en: |-
        Nothing was found.
    searched:
      - place: folketinget.example
        query: mad og skole
      - place: skovby.example
        query: mad
    readers: 2
    agreed: true
"""
SEARCHES = {
    "--as-of": "2023-01-01",
    "--verdict": "no-trace",
    "--text-da": "Intet er fundet.",
    "--text-en": "Nothing was found.",
    "--readers": "2",
    "--agreed": "true",
}
SEARCHED = ("--searched", "folketinget.example = mad og skole", "--searched", "skovby.example = mad")


@pytest.fixture
def add(run, root):
    """Add an outcome or an assessment in a checkout with a document: what the command line answers."""
    folder = root / "records/documents"
    folder.mkdir()
    (folder / "lov-2021.yaml").write_text(DOCUMENT, encoding="utf-8")

    def add(options, *arguments, id_=ID, **changes):
        values = options | {f"--{name.replace('_', '-')}": value for name, value in changes.items()}
        given = [part for name, value in values.items() if value is not None for part in (name, value)]
        return run("outcome", "add", id_, *given, *arguments)

    return add


@pytest.fixture
def read_it(root):
    """What is printed of a complete outcome."""
    return f"{FILE}\nRead the outcome with: reformdata outcome {ID} --data {root}\n"


@pytest.fixture
def write(root):
    """Write the outcome with this text."""

    def write(text):
        (root / FILE).parent.mkdir(exist_ok=True)
        (root / FILE).write_text(text, encoding="utf-8")

    return write


def test_a_new_outcome_with_an_assessment(add, state, findings, read_it):
    """Names have become ids, `validate` finds nothing, and no other file is written."""
    before = state()
    assert add(ACT | ASSESSMENT) == (0, read_it, "")
    assert state() == {**before, FILE: TEXT.encode()}
    assert format_text(TEXT) == TEXT
    assert findings() == []


def test_a_test_is_written_before_the_search(add, root, read_it):
    """Without an assessment; the message says what to do next."""
    assert add(ACT) == (
        0,
        f"{FILE}\nNow search, and add an assessment with: reformdata outcome add {ID} --verdict …\n",
        "",
    )
    assert (root / FILE).read_text("utf-8") == HEAD
    assert add(ASSESSMENT) == (0, read_it, "")
    assert (root / FILE).read_text("utf-8") == TEXT


def test_an_act_that_cannot_be_assessed(add, root):
    """With the reason, and no test."""
    assert add({"--assessable": "no", "--why-not": "vague", "--lang": "da"}) == (
        0,
        f"{FILE}\nLæs udfaldet med: reformdata outcome {ID} --data {root}\n",
        "",
    )
    assert (root / FILE).read_text("utf-8").endswith(f'id: {ID}\nassessable: "no"\nwhy_not: vague\n')


def test_an_assessment_is_added_below_the_others(add, write, root, findings, read_it):
    """The earlier ones stay as they were, comments too."""
    with_comment = TEXT.replace("    verdict: done\n", "    verdict: done  # in force\n")
    write(with_comment)
    assert add(SEARCHES, *SEARCHED) == (0, read_it, "")
    assert (root / FILE).read_text("utf-8") == with_comment + LATER
    assert findings() == []


def test_a_record_can_be_evidence(add, root):
    """An id with a number is that of a record."""
    assert add(ACT | ASSESSMENT, evidence="skovby-2020-brev.03 = Et forsøg løber / A trial goes on")[0] == 0
    assert "      - record: skovby-2020-brev.03\n        says:\n" in (root / FILE).read_text("utf-8")


def test_the_day_is_today_by_default(add, root, monkeypatch):
    """And there is one reader."""
    monkeypatch.setattr("reformdata.cli.outcome_add.datetime", SimpleNamespace(date=_Today))
    assert add(ACT | ASSESSMENT, as_of=None)[0] == 0
    assert "  - as_of: 2024-02-29\n" in (root / FILE).read_text("utf-8")


class _Today(date):
    @classmethod
    def today(cls):
        return cls(2024, 2, 29)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({}, "missing: --assessable"),
        (ACT | {"--test-en": None}, "missing: --test-en"),
        (ACT | {"--verdict": "done"}, "missing: --text-da, --text-en"),
        (ACT | {"--as-of": "2022-01-01"}, "missing: --verdict, --text-da, --text-en"),
        (
            ACT | ASSESSMENT | {"--verdict": "dun"},
            "--verdict: there is no `dun`. The values are `done`, `partly`, `under-way`, `decided`, `rejected`, `dropped`, `reversed`, "
            "`no-trace`",
        ),
        (
            ACT | ASSESSMENT | {"--as-of": "2022-02-30"},
            "--as-of: `2022-02-30` does not exist in the calendar",
        ),
        (
            ACT | ASSESSMENT | {"--evidence": "lov-2012 = væk / gone"},
            "--evidence: there is no `lov-2012`; did you mean `lov-2021` (Act amending the Schools Act)?",
        ),
        (
            ACT | ASSESSMENT | {"--evidence": "lov-2021"},
            "--evidence: `lov-2021` cannot be read as evidence; write it like this, with the id of a document or a record: "
            "ID = på dansk / in English",
        ),
        (
            ACT | ASSESSMENT | {"--searched": "folketinget"},
            "--searched: `folketinget` cannot be read as a search; write it like this: eksempel.dk = søgeord",
        ),
    ],
)
def test_wrong_options_give_one_sentence_and_exit_code_2(add, state, options, message):
    """Nothing is written."""
    before = state()
    assert add(options) == (2, "", f"reformdata: {message}\n")
    assert state() == before


def test_the_test_is_not_changed_after_the_search(add, write, state):
    """Options for a new outcome are refused where there is one; an assessment is asked for."""
    write(TEXT)
    before = state()
    message = "there is an outcome already, and an assessment does not change its test: leave out"
    assert add(ACT | SEARCHES) == (2, "", f"reformdata: {message} --test-da, --test-en, --assessable\n")
    assert add({}) == (2, "", "reformdata: missing: --verdict, --text-da, --text-en\n")
    assert state() == before


@pytest.mark.parametrize(
    ("options", "id_", "error", "place"),
    [
        (ACT, "skovby-2020-brev.02", "RD323]: `skovby-2020-brev.02` cannot have an outcome: the record is a statement", ":2:5"),
        (ACT, "skovby-2020-brev.09", "RD323]: `skovby-2020-brev.09` cannot have an outcome: there is no such record", ":2:5"),
        (ACT | SEARCHES, ID, "RD325]: ", ":11:14"),
        (ACT | ASSESSMENT | {"--as-of": "2021-01-01"}, ID, "RD324]: the assessment is of 1 January 2021, but the document", ":21:19"),
        (ACT | ASSESSMENT | {"--readers": "two"}, ID, "RD205]: invalid value `two` in `readers`", ":27:14"),
        ({"--assessable": "no"}, ID, "RD329]: why_not does not match assessable: no", ":3:14"),
        (ACT, "../../x", "RD205]: invalid value `../../x` in `id`", ":2:6"),
    ],
)  # fmt: skip
def test_an_outcome_with_errors_is_not_written(add, state, options, id_, error, place):
    """The errors are shown at their places in the file as it would be."""
    before = state()
    code, out, err = add(options, id_=id_)
    assert (code, out, state()) == (1, "", before)
    assert f"error[{error}" in err
    assert f"records/outcomes/{id_}.yaml{place}\n" in err
    assert err.endswith("reformdata: the file was not written\n")


@pytest.mark.parametrize("day", ["2022-01-01", "2021-12-31"])
def test_a_day_has_one_assessment_and_comes_after_the_others(add, write, state, day):
    """An earlier assessment is neither replaced nor preceded."""
    write(TEXT)
    before = state()
    code, _, err = add(SEARCHES, *SEARCHED, as_of=day)
    assert (code, state()) == (1, before)
    assert "error[RD327]" in err


def test_what_cannot_be_assessed_gets_no_assessment(add, write, state):
    """In Danish."""
    write(f'id: {ID}\nassessable: "no"\nwhy_not: vague\n')
    before = state()
    code, _, err = add(ASSESSMENT, lang="da")
    assert (code, state()) == (1, before)
    assert "RD326" in err
    assert err.endswith("reformdata: filen er ikke skrevet\n")


def test_an_outcome_that_cannot_be_read_is_not_replaced(add, write, state):
    """It is to be fixed first."""
    write(f"id: {ID}\nassessable: maybe\n")
    before = state()
    message = f"{FILE} cannot be read: fix it first (reformdata validate)"
    assert add(ACT) == (2, "", f"reformdata: {message}\n")
    assert state() == before


def test_a_folder_that_is_no_checkout(command, tmp_path):
    """It is wrong use."""
    message = f"reformdata: {tmp_path}: there is no folder records/ here\n"
    for action in (("add", ID), ("due",)):
        assert command("outcome", *action, "--root", tmp_path) == (2, "", message)


@pytest.mark.parametrize("text", [None, TEXT])
def test_a_full_disk_leaves_nothing_behind(add, write, state, monkeypatch, text):
    """Neither of a new outcome nor of one that gets an assessment."""

    def fail(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    if text:
        write(text)
    before = state()
    monkeypatch.setattr("os.fsync", fail)
    code, out, err = add(SEARCHES if text else ACT | ASSESSMENT, *(SEARCHED if text else ()))
    assert (code, out, state()) == (2, "", before)
    assert "no space is left on the drive" in err


@pytest.mark.slow
def test_an_outcome_is_asked_for(terminal, root):
    """What would be done, then the assessment, if the user has searched; an empty answer keeps the default."""
    pytest.importorskip("pty", reason="this system has no pseudo-terminals")
    (root / "records" / "documents").mkdir()
    (root / "records" / "documents" / "lov-2021.yaml").write_text(DOCUMENT, encoding="utf-8")
    at = terminal("outcome", "add", ID)
    for answer in (*ACT.values(), ""):
        at.answer(answer)
    at.answer("y", to="[y/N] ")
    given = {**ASSESSMENT, "--searched": ""}
    for loc in ASSESSMENT_FIELDS:
        at.answer(given.get(loc.option, ""))
        if loc.option == "--evidence":
            at.answer("")
    at.answer("", to="[Y/n] ")
    assert at.end() == 0, at.shown
    assert (root / FILE).read_text("utf-8") == TEXT


@pytest.mark.slow
def test_what_is_wrong_with_an_outcome_is_asked_for_again(terminal, root):
    """Before it is written, and the answers are kept if the user stops; they are of this record alone."""
    pytest.importorskip("pty", reason="this system has no pseudo-terminals")
    at = terminal("outcome", "add", ID, "--assessable", "action")
    for answer in ("Kommunerne må selv bestemme.", "Municipalities decide.", "vague"):
        at.answer(answer)
    at.interrupt()
    assert at.end() == 1
    assert "error[RD329]" in at.shown
    assert at.shown.endswith(f"your answers are kept. Go on with: reformdata outcome add {ID} --resume\n")
    at = terminal("outcome", "add", "skovby-2020-brev.03", "--resume")
    assert at.end() == 2
    assert "there are no answers to go on with" in at.shown
    at = terminal("outcome", "add", ID, "--resume")
    at.answer("")
    at.answer("", to="[y/N] ")
    at.answer("", to="[Y/n] ")
    assert at.end() == 0, at.shown
    assert "Municipalities decide.\nassessable: action\n" in (root / FILE).read_text("utf-8")


@pytest.mark.slow
def test_a_test_alone_is_asked_for(terminal, root):
    """By a user who has not searched yet."""
    pytest.importorskip("pty", reason="this system has no pseudo-terminals")
    at = terminal("outcome", "add", ID)
    for answer in (*ACT.values(), ""):
        at.answer(answer)
    at.answer("", to="[y/N] ")
    at.answer("", to="[Y/n] ")
    assert at.end() == 0, at.shown
    assert (root / FILE).read_text("utf-8") == HEAD
