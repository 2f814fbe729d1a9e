"""Records that are checked by themselves as they are read, in one process or several, have the same findings as together."""

import gc
import os
import signal
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path
from unittest.mock import Mock

import pytest

from reformdata.curation.checks import CHECKS, EACH, check, each, validate
from reformdata.curation.checks.each import Examiner, end_with_parent, read_batch, start_process
from reformdata.curation.checks.id_suggestions import add_suggestions
from reformdata.curation.reading.checkout import locate, locate_words, read_checkout, read_file
from reformdata.curation.reading.files import list_files
from reformdata.curation.rules import NUMBERS_DIFFER, RULES
from tests import FIXTURE, ROOT
from tests.curation.cases import SUITES
from tests.curation.rules.pages import read, write_checkout

CASES = [(suite, case) for suite in SUITES for path in suite.paths() for case in suite.cases(path)]
RECORD = "records/sources/skovby-2020-brev/02-mad-giver-ro.yaml"


def together(root):
    """The findings of a checkout that is read whole, with all texts, before it is checked."""
    checkout = read_checkout(root)
    found = locate_words(checkout.root, locate(checkout.root, check(checkout)), {})
    return tuple(sorted(add_suggestions(checkout, (*checkout.findings, *found)), key=lambda finding: finding.order))


@pytest.mark.parametrize(("suite", "case"), CASES, ids=lambda one: getattr(one, "name", ""))
def test_a_damaged_checkout_has_the_same_findings(suite, case, tmp_path):
    """Their text, order and places are the same."""
    suite.report(case, tmp_path)
    assert validate(tmp_path).findings == together(tmp_path)


@pytest.mark.parametrize("rule", [rule for rule in RULES if read(rule).wrong], ids=lambda rule: rule.code)
def test_what_a_page_shows_has_the_same_findings(rule, tmp_path):
    """What is wrong on the page of each rule is found either way."""
    root = write_checkout(read(rule).wrong, tmp_path)
    assert validate(root).findings == together(root) != ()


@pytest.mark.shipped
def test_the_data_has_the_same_findings():
    """Also in several processes."""
    assert validate(ROOT, processes=2).findings == together(ROOT)


def test_two_records_with_one_id_have_the_same_findings(tmp_path):
    """A finding in the record that counts is shown in the file that comes first, even if that cannot be read."""
    text = (FIXTURE / RECORD).read_text("utf-8").replace("seven", "nine")
    other = RECORD.replace("02-mad", "02-aad")
    root = write_checkout({RECORD: text, other: "id: ["}, tmp_path)
    findings = validate(root).findings
    assert findings == together(root)
    assert {finding.file for finding in findings if finding.rule is NUMBERS_DIFFER} == {other}


def _many(folder: Path, count: int = 12) -> Path:
    """A checkout with `count` records alike, some with findings."""
    text = (FIXTURE / RECORD).read_text("utf-8")
    wrong = text.replace("seven", "nine")
    copies = {
        f"records/sources/skovby-2020-brev/{number}-kopi.yaml": (wrong if number % 3 else text).replace(
            "brev.02", f"brev.{number}"
        )
        for number in range(20, 20 + count)
    }
    return write_checkout(copies, folder)


@pytest.fixture(autouse=True)
def _small(monkeypatch):
    """Processes are started for few files already."""
    monkeypatch.setattr(each, "_WORTHWHILE", 2)
    monkeypatch.setattr(each, "_AT_ONCE", 3)


def test_several_processes_find_the_same(tmp_path):
    """In the same order; the progress is told."""
    root, told = _many(tmp_path), []
    assert validate(root, processes=2, progress=lambda *numbers: told.append(numbers)).findings == together(root) != ()
    assert told == [(read, 25) for read in (9, 12, 15, 18, 21, 24)]


@pytest.mark.slow
def test_processes_that_share_nothing_find_the_same(tmp_path, monkeypatch):
    """On Windows and macOS a process starts anew and gets what it needs sent."""
    executor = each.ProcessPoolExecutor
    monkeypatch.setattr(
        each,
        "ProcessPoolExecutor",
        lambda *given, **named: executor(*given, mp_context=get_context("spawn"), **named),
    )
    root = _many(tmp_path)
    assert validate(root, processes=2).findings == together(root)


@pytest.mark.parametrize("error", [OSError, BrokenProcessPool])
def test_without_other_processes_this_one_reads(tmp_path, monkeypatch, error):
    """A system may have no semaphores; a process may be killed."""

    def read_few(examiner, files, _):
        yield examiner.read(files[0])
        raise error

    monkeypatch.setattr(each, "_in_processes", read_few)
    root = _many(tmp_path)
    assert validate(root, processes=2).findings == together(root)


def test_a_process_reads_what_it_is_given(monkeypatch):
    """It leaves Ctrl-C to the one that started it."""
    monkeypatch.setattr(each, "Thread", Mock())
    monkeypatch.setattr(signal, "signal", lambda *given: ignored.append(given))
    monkeypatch.setattr(gc, "disable", lambda: None)
    ignored = []
    files = list_files(FIXTURE)[0]
    tables = [entry for file in files if file.table != "records" for entry in read_file(file)[0]]
    start = FIXTURE, tables, [(number, one) for number, one in enumerate(CHECKS) if one in EACH]
    start_process(*start)
    records = [file for file in files if file.table == "records"]
    assert read_batch(records) == [Examiner(*start).read(file) for file in records]
    assert ignored == [(signal.SIGINT, signal.SIG_IGN)]


def test_a_process_ends_with_the_one_that_started_it(monkeypatch):
    """The first process was started by none."""
    ended = []
    monkeypatch.setattr(os, "_exit", ended.append)
    end_with_parent()
    assert ended == []
    started = Mock()
    monkeypatch.setattr(each, "parent_process", started)
    end_with_parent()
    started.return_value.join.assert_called_once_with()
    assert ended == [1]


def test_a_record_that_cannot_be_opened_has_the_same_findings(tmp_path):
    """A link is not followed."""
    root = _many(tmp_path)
    (root / RECORD).unlink()
    (root / RECORD).symlink_to("nowhere")
    assert validate(root).findings == together(root)
