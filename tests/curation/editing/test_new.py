"""`reformdata new` without a terminal: options in, a file out, or a sentence."""

import errno
import os
import subprocess
import sys
from dataclasses import replace
from datetime import date

import pytest

from reformdata.about import CODEBOOK_EDITION
from reformdata.curation.editing.draft import Draft
from reformdata.curation.editing.kept import keep
from reformdata.curation.editing.trial import try_answers
from reformdata.curation.reading.checkout import read_checkout
from reformdata.errors import system_reason
from reformdata.models import Kind
from tests import ROOT
from tests.curation.editing.answers import FILE, FOLDER, SOURCE, TEXT, options
from tests.curation.editing.conftest import COPYING


def test_a_record_is_written_in_the_canonical_form_with_the_next_number(run, state, findings):
    """Names in either language have become ids, `validate` finds nothing, and no other file is written."""
    before = state()
    assert run("new", "proposal", *options()) == (0, f"{FILE}\n", COPYING)
    assert state() == {**before, FILE: TEXT.encode()}
    assert findings() == []


def test_a_relation_can_have_a_short_id(run, root):
    """Of a record of the same source."""
    given = options()
    given[given.index("--relation") + 1] = given[given.index("--relation") + 1].replace(SOURCE, "")
    assert "part-of .01 = " in given[given.index("--relation") + 1]
    assert run("new", "proposal", *given)[0] == 0
    assert (root / FILE).read_text("utf-8") == TEXT


def test_an_open_number_of_an_option_is_that_of_the_text(run, root):
    """Where the text says nothing, the message says how to write either."""
    given = options(
        quantity="13.500 = køkkener / kitchens", text_da="Hun regner med 13.500.", text_en="She expects 13,500."
    )
    assert run("new", "proposal", *given)[0] == 0
    assert "  - value: 13500\n" in (root / FILE).read_text("utf-8")
    message = "reformdata: --quantity: `13.500` kan være to tal; skriv 13,5 eller 13500\n"
    assert run("--lang", "da", "new", "proposal", *options(quantity="13.500 = a / b")) == (2, "", message)


def test_copied_words_are_an_error_where_the_text_is_known(run, state, tmp_path, monkeypatch):
    """By `--texts` or by REFORMDATA_TEXTS; without the text the check is named."""
    (tmp_path / "brev.txt").write_text("Anna Holm regner med 12 køkkener i byens seks skoler.", encoding="utf-8")
    given = options(text_da="Anna Holm regner med 12 køkkener i byens seks skoler.", text_en="She expects 12 kitchens.")
    before = state()
    code, out, err = run("new", "proposal", *given, "--texts", tmp_path)
    assert (code, out, state()) == (1, "", before)
    assert "error[RD501]" in err
    monkeypatch.setenv("REFORMDATA_TEXTS", str(tmp_path))
    assert run("new", "proposal", *given)[0] == 1
    assert run("new", "proposal", *options())[::2] == (0, "")


def test_an_unfinished_record_is_completed_by_options(run, root):
    """`--resume` works without a terminal; an option comes before what was kept, and a field that is none is left out."""
    keep(
        root,
        "new",
        {
            ("kind",): "proposal",
            ("source",): SOURCE,
            ("paragraphs",): ("4",),
            ("title", "da"): "Noget andet",
            ("unknown",): "x",
        },
    )
    assert run("new", "--resume", *options(source=None, paragraphs=None))[:2] == (0, f"{FILE}\n")
    assert (root / FILE).read_text("utf-8") == TEXT
    assert run("new", "--resume") == (2, "", "reformdata: there are no answers to go on with\n")


def test_answers_from_last_time_are_left_alone_by_options(run, root):
    """They are of another record."""
    keep(root, "new", {("kind",): "statement"})
    assert run("new", "proposal", *options())[0] == 0
    assert "--source" in run("new", "--resume")[2]


def test_nothing_to_take_up_is_wrong_use(run, root):
    """No answers, or a file that holds something else."""
    assert run("new", "--resume") == (2, "", "reformdata: there are no answers to go on with\n")
    keep(root, "new", {})
    for content in ("{", "[]", '{"kind": "proposal", "answers": {}}', '{"kind": "proposal", "title.da": 5}'):
        (root / ".reformdata" / "new.json").write_text(content, encoding="utf-8")
        message = ".reformdata/new.json does not hold answers from last time: delete the file"
        assert run("new", "--resume") == (2, "", f"reformdata: {message}\n")
    keep(root, "new", {("kind",): "x"})
    assert run("new", "--resume")[2].startswith("reformdata: there is no `x`. The values are `proposal`")


def test_the_kind_is_required(run):
    """The message lists the kinds."""
    message = "reformdata: give the kind of the record: proposal, statement, initiative\n"
    assert run("new", "--source", SOURCE) == (2, "", message)
    message = "reformdata: angiv postens art: forslag, udsagn, initiativ\n"
    assert run("--lang", "da", "new", "--source", SOURCE) == (2, "", message)


@pytest.mark.parametrize("said", ["proposal", "forslag", "Forslag"])
def test_the_kind_may_have_its_danish_name(run, said):
    """What is missing is that of a proposal; an unknown kind is named with those that exist."""
    assert "--strength" in run("new", said, "--no-input")[2]
    unknown = "reformdata: there is no `forslagg`; did you mean `proposal`? The values are `proposal`, "
    assert run("new", "forslagg", "--no-input")[2].startswith(unknown)


@pytest.mark.parametrize("kind", Kind)
def test_answers_can_be_tried_before_the_rest_is_known(root, kind):
    """Of each kind: with one answer nothing is wrong but what that answer makes wrong."""
    checkout = read_checkout(root)
    draft = Draft(kind=kind, source=SOURCE, answers={}, added=date(2026, 11, 23))
    assert try_answers(checkout, draft, 4) == ()
    for answers, codes in (
        ({("paragraphs",): ("9",)}, ["RD309"]),
        ({("paragraphs",): ("1",)}, ["RD311"]),
        ({("title", "da"): "Staten skal betale"}, []),
        ({("title", "da"): "Staten\u202e skal betale"}, ["RD004"]),
        (
            {("relations",): ({"type": "part-of", "to": f"{SOURCE}.77", "reason": {"da": "Det er", "en": "It is"}},)},
            ["RD303"],
        ),
    ):
        found = try_answers(checkout, replace(draft, answers=answers), 4)
        assert [finding.rule.code for finding in found] == codes


def test_missing_fields_are_named_in_one_sentence(run, state):
    """Those of a text in one language only among them."""
    before = state()
    message = run("new", "proposal", *options(source=None, title_en=None, action=None, office_en=None))
    assert message == (2, "", "reformdata: missing: --source, --office-en, --title-en, --action\n")
    assert state() == before


@pytest.mark.parametrize(
    ("other", "message"),
    [
        ({"source": "skovby-2020-brv"}, f"--source: there is no `skovby-2020-brv`; did you mean `{SOURCE}` (A letter on school meals)?"),
        ({"areas": "schools, skolemd"}, "--areas: there is no `skolemd`; did you mean `school-meals` or `schools`?"),
        ({"strength": "zzz"}, "--strength: there is no `zzz`. The values are `must`, `ought`, `may`"),
        ({"paragraphs": "2, x"}, "--paragraphs: `x` is not a paragraph number; write numbers with commas between: 3, 5-7"),
        ({"spoken_on": "2020-02-30"}, "--spoken-on: `2020-02-30` does not exist in the calendar"),
        ({"date": "soon"}, "`soon` is not a date; write 26 September 2022, 26/9-2022 or 2022-09-26"),
        ({"voice": "\x1b[2J"}, "--voice: there is no `\\u001b[2J`. The values are `anna-holm`, `regeringen` (The government), `skovby` (The Municipality of Skovby)"),
        ({"claim": "finding"}, "--claim is not for a record of kind proposal"),
        (
            {"quantity": "12 kitchens"},
            "--quantity: `12 kitchens` does not say in both languages what is counted; write the number, an equals sign and what is counted, in Danish and English: 12 = kitchens / …",
        ),
    ],
)  # fmt: skip
def test_an_invalid_value_gives_one_sentence_and_exit_code_2(run, state, other, message):
    """The nearest values are suggested, and nothing is written."""
    before = state()
    assert run("new", "proposal", *options(**other)) == (2, "", f"reformdata: {message}\n")
    assert state() == before


def test_a_record_with_errors_is_not_written(run, state):
    """The errors are shown in the file as it would be, and in other files."""
    before = state()
    code, out, err = run("new", "proposal", *options(paragraphs="1, 9"))
    assert (code, out, state()) == (1, "", before)
    assert [line for line in err.splitlines() if line.startswith(("error", "reformdata", " -->", "  -->"))] == [
        "error[RD309]: the source has 4 paragraphs: there is no paragraph 9",
        f"  --> {FILE}:12:17",
        "error[RD311]: paragraph 1 is skipped, but skovby-2020-brev.04 cites it",
        f" --> {FOLDER}/source.yaml:9:19",
        "reformdata: the file was not written",
    ]


def test_a_control_character_is_refused(run, state):
    """It is shown as its escape, in the file as it would be."""
    before = state()
    code, _, err = run("new", "proposal", *options(title_da="Staten \u202ebør betale"))
    assert (code, state()) == (1, before)
    assert "RD004" in err
    assert "\u202e" not in err


def test_likely_duplicates_are_shown(run):
    """With their titles and shares; the record is written all the same, since a script cannot be asked."""
    code, _, err = run(
        "new", "proposal",
        *options(title_da="Kommunerne bør have frie hænder til mad", title_en="Municipalities ought to be free to offer meals"),
    )  # fmt: skip
    assert code == 0
    assert err.splitlines()[:2] == [
        "These records may say the same:",
        "  skovby-2020-brev.01  proposal  The Schools Act ought to leave the municipalities free to offer meals  (100 %)",
    ]


def test_a_number_is_never_used_again(run, root):
    """The file of a withdrawn record counts, a gap is not filled, and after 999 there is no number left."""
    stone = f"id: {SOURCE}.07\nstatus: retired\nreplaced_by: {SOURCE}.01\nretired: 2026-11-23\n"
    (root / FOLDER / "07-gammel.yaml").write_text(stone, encoding="utf-8")
    assert run("new", "proposal", *options())[:2] == (0, f"{FILE.replace('/04-', '/08-')}\n")
    (root / FOLDER / "999-sidste.yaml").write_text(stone.replace(".07", ".999"), encoding="utf-8")
    code, out, err = run("new", "proposal", *options())
    assert (code, out) == (2, "")
    assert err.endswith(f"reformdata: the source `{SOURCE}` has a record 999 already: split the source in two\n")


def test_a_folder_without_sources_is_wrong_use(run, root):
    """The message names the command that makes one."""
    (root / FOLDER).rename(root / "elsewhere")
    where = root / "records" / "sources"
    message = f"reformdata: {where}: there are no sources; add one with: reformdata source add\n"
    assert run("new", "proposal", *options()) == (2, "", message)


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EROFS])
@pytest.mark.parametrize("step", ["os.fsync", "os.replace"])
def test_a_full_or_read_only_disk_leaves_nothing_behind(run, state, monkeypatch, error, step):
    """Exit code 2, the reason of the system, and the checkout as it was."""

    def fail(*_):
        raise OSError(error, os.strerror(error))

    before = state()
    monkeypatch.setattr(step, fail)
    code, out, err = run("new", "proposal", *options())
    monkeypatch.undo()
    assert (code, out, state()) == (2, "", before)
    assert err.startswith("reformdata: ")
    assert err.endswith(f"{system_reason(OSError(error, '')).en}\n")


@pytest.mark.slow
def test_simultaneous_processes_get_different_numbers(root):
    """Four processes write five records each to one source: twenty numbers, twenty complete files."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"}
    code = (
        "import sys; from pathlib import Path; from reformdata.curation.editing.draft import Draft, write\n"
        "from reformdata.models import Kind; import datetime\n"
        "answers = {('title', 'da'): sys.argv[1], ('title', 'en'): sys.argv[1]}\n"
        "draft = Draft(kind=Kind.PROPOSAL, source='skovby-2020-brev', answers=answers, added=datetime.date(2026, 1, 1))\n"
        "sys.stdin.readline()\n"
        "for _ in range(5): print(write(draft, Path('.')).name, flush=True)\n"
    )
    processes = [
        subprocess.Popen(  # noqa: S603 - our own interpreter
            [sys.executable, "-c", code, f"Nummer {'abcd'[number]}"],
            cwd=root, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )
        for number in range(4)
    ]  # fmt: skip
    for process in processes:
        process.stdin.write("\n")
        process.stdin.flush()
    names = [name for process in processes for name in process.communicate(timeout=60)[0].split()]
    numbers = sorted(int(name[:2]) for name in names)
    assert len(set(numbers)) == len(names) == 20
    texts = [(root / FOLDER / name).read_text("utf-8") for name in names]
    assert [f"id: {SOURCE}.{name[:2]}" in text for name, text in zip(names, texts, strict=True)] == [True] * 20
    assert sorted(path.name for path in (root / FOLDER).iterdir() if path.name.startswith(".")) == []


def test_the_edition_is_that_of_the_codebook():
    """A new record says that it was written by the edition in force."""
    page = (ROOT / "docs" / "codebook.md").read_text("utf-8")
    assert page.splitlines()[0] == f"# Codebook, edition {CODEBOOK_EDITION}"
