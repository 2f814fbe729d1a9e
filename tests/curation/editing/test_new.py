"""`reformdata new` without a terminal: options in, a file out, or a sentence."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from reformdata.about import CODEBOOK_EDITION
from reformdata.curation.editing.draft import next_number, write_numbered
from reformdata.curation.editing.fields import fields_of_kind
from reformdata.models import Kind
from tests.curation.editing.answers import FILE, FOLDER, OPTIONS, SOURCE, TEXT, given
from tests.curation.editing.terminal import ROOT


def test_a_record_is_written_in_the_canonical_form_with_the_next_number(run, root, said):
    """Names in either language have become ids, and `validate` has nothing to say."""
    assert run("new", "proposal", *given()) == (0, f"{FILE}\n", "")
    assert (root / FILE).read_text("utf-8") == TEXT
    assert said() == []


def test_nothing_but_the_record_is_written(run, state):
    """No claim and no half file lies beside it."""
    before = state()
    run("new", "proposal", *given())
    assert state() == {**before, FILE: TEXT.encode()}


def test_missing_fields_are_named_in_one_sentence(run, state):
    """Those of a text in one language only among them."""
    before = state()
    said = run("new", "proposal", *given(source=None, title_en=None, action=None, office_en=None))
    assert said == (2, "", "reformdata: missing: --source, --office-en, --title-en, --action\n")
    assert state() == before


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"source": "skovby-2020-brv"}, f"--source: there is no `skovby-2020-brv`; did you mean `{SOURCE}` (A letter on school meals)?"),
        ({"areas": "schools, skolemd"}, "--areas: there is no `skolemd`; did you mean `school-meals` (School meals) or `schools` (Schools)?"),
        ({"action": "zzz"}, "--action: there is no `zzz`"),
        ({"paragraphs": "2, x"}, "--paragraphs: `x` is not a paragraph number; write numbers with commas between: 3, 5-7"),
        ({"spoken_on": "2020-02-30"}, "--spoken-on: `2020-02-30` is not a date; write year-month-day: 2020-10-28"),
        ({"date": "soon"}, "`soon` is not a date; write year-month-day: 2020-10-28"),
        ({"voice": "\x1b[2J"}, "--voice: there is no `\\u001b[2J`"),
        ({"claim": "finding"}, "--claim is not for a record of kind proposal"),
        (
            {"quantity": "12 kitchens"},
            "--quantity: `12 kitchens` cannot be read as a figure; write it like this: 7 = kommuner / municipalities",
        ),
    ],
)  # fmt: skip
def test_a_value_that_is_none_is_one_sentence_and_exit_code_2(run, state, other, said):
    """The nearest values are offered, and nothing is written."""
    before = state()
    assert run("new", "proposal", *given(**other)) == (2, "", f"reformdata: {said}\n")
    assert state() == before


def test_a_record_that_would_not_hold_is_not_written(run, state):
    """What is wrong is shown in the file as it would be, and in the files that it does not go with."""
    before = state()
    code, out, err = run("new", "proposal", *given(paragraphs="1, 9"))
    assert (code, out, state()) == (1, "", before)
    assert [line for line in err.splitlines() if line.startswith(("error", "reformdata", " -->", "  -->"))] == [
        "error[RD309]: the source has 4 paragraphs: there is no paragraph 9",
        f"  --> {FILE}:12:17",
        "error[RD311]: paragraph 1 is skipped, but skovby-2020-brev.04 cites it",
        f" --> {FOLDER}/source.yaml:9:19",
        "reformdata: the record was not written",
    ]


def test_a_character_that_acts_is_refused(run, state):
    """It is shown as its escape, in the file as it would be."""
    before = state()
    code, _, err = run("new", "proposal", *given(title_da="Staten \u202ebør betale"))
    assert (code, state()) == (1, before)
    assert "RD004" in err
    assert "\u202e" not in err


def test_records_that_may_say_the_same_are_shown(run):
    """Each with its title and its share of the words; the record is written all the same: a script cannot be asked."""
    code, _, err = run(
        "new", "proposal",
        *given(title_da="Kommunerne bør have frie hænder til mad", title_en="Municipalities ought to be free to offer meals"),
    )  # fmt: skip
    assert code == 0
    assert err.splitlines()[:2] == [
        "These records may say the same:",
        "  skovby-2020-brev.01  proposal  The Schools Act ought to leave the municipalities free to offer meals  (100 %)",
    ]


def test_the_number_of_a_withdrawn_record_is_not_given_again(run, root):
    """The file of a tombstone counts, and a gap is not filled."""
    stone = f"id: {SOURCE}.07\nstatus: retired\nreplaced_by: {SOURCE}.01\nretired: 2026-11-23\n"
    (root / FOLDER / "07-gammel.yaml").write_text(stone, encoding="utf-8")
    assert run("new", "proposal", *given())[:2] == (0, f"{FILE.replace('/04-', '/08-')}\n")


def test_a_source_that_is_full_is_told(run, root):
    """A record's id has three digits at most."""
    stone = f"id: {SOURCE}.999\nstatus: retired\nreplaced_by: {SOURCE}.01\nretired: 2026-11-23\n"
    (root / FOLDER / "999-sidste.yaml").write_text(stone, encoding="utf-8")
    said = f"reformdata: the source `{SOURCE}` has a record 999 already: split the source in two\n"
    assert run("new", "proposal", *given()) == (2, "", said)


def test_a_folder_without_sources_is_wrong_use(run, root):
    """It is told how to make one."""
    (root / FOLDER).rename(root / "elsewhere")
    where = root / "records" / "sources"
    said = f"reformdata: {where}: there are no sources; add one with: reformdata source add\n"
    assert run("new", "proposal", *given()) == (2, "", said)


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EACCES, errno.EROFS])
@pytest.mark.parametrize("step", ["write", "fsync", "replace", "open"])
def test_a_disk_that_is_full_or_read_only_leaves_nothing_behind(run, state, monkeypatch, error, step):
    """Whatever step fails: exit code 2, the system's own sentence, and the checkout as it was."""
    before = state()
    _fail(monkeypatch, step, error)
    code, out, err = run("new", "proposal", *given())
    monkeypatch.undo()
    assert (code, out, state()) == (2, "", before)
    assert err.startswith("reformdata: ")
    assert err.endswith(f"{os.strerror(error)}\n")


def _fail(monkeypatch, step, error):
    """Let `step` of writing a file of the source fail with `error`."""

    def failing(*_, **__):
        raise OSError(error, os.strerror(error))

    if step == "fsync":
        monkeypatch.setattr("os.fsync", failing)
        return
    if step == "replace":
        monkeypatch.setattr(Path, "replace", failing)
        return
    opened = Path.open

    def open_(path, mode="r", *arguments, **named):
        if "x" not in mode:
            return opened(path, mode, *arguments, **named)
        if step == "open":
            failing()
        file = opened(path, mode, *arguments, **named)
        return _Full(file, failing)

    monkeypatch.setattr(Path, "open", open_)


class _Full:
    """A file on a disk that has no room for what is written to it."""

    def __init__(self, file, failing):
        self._file = file
        self.write = failing

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self._file.close()

    def close(self):
        self._file.close()


def test_two_at_once_never_get_one_number(root):
    """Eight processes write to one source at the same time: eight numbers, eight whole files."""
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


def test_a_number_that_another_has_claimed_is_left_to_them(root):
    """The file of the number alone is the claim; one that is held is not taken, and not deleted."""
    folder = root / FOLDER
    (folder / ".04.claim").touch()
    assert write_numbered(folder, "x", "text", 4) is None
    assert write_numbered(folder, "x", "text", 3) is None
    assert write_numbered(folder, "x", "text", 5) == folder / "05-x.yaml"
    assert sorted(path.name for path in folder.iterdir() if path.name.startswith(".")) == [".04.claim"]
    assert next_number(folder) == 6


def test_the_edition_is_that_of_the_codebook():
    """A new record says that it was written by the edition in force."""
    page = (ROOT / "docs" / "codebook.md").read_text("utf-8")
    assert page.splitlines()[0] == f"# Codebook, edition {CODEBOOK_EDITION}"


def test_every_option_is_a_field_of_some_kind():
    """The options of the tests are all there are for a proposal, but for what it has not."""
    options = {field.option for field in fields_of_kind(Kind.PROPOSAL)}
    assert options - OPTIONS.keys() == {
        "--reported-by", "--target-groups", "--reforms", "--laws", "--mentions", "--spoken-on",
    }  # fmt: skip
