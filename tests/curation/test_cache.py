"""The cache never changes what is found."""

import marshal
import os
import pickle
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reformdata.curation import cache as caching
from reformdata.curation.cache import FOLDER, Cache, Remembered
from reformdata.curation.checks import CHECKS, COMPARING_TEXTS, validate
from reformdata.curation.checks.each import Examiner
from reformdata.files import user_secret
from tests import FIXTURE
from tests.curation.rules.pages import write_checkout

SECRET = bytes(32)
SOURCE = "records/sources/skovby-2020-brev"
RECORD = f"{SOURCE}/02-mad-giver-ro.yaml"
ACTOR = "records/actors/skovby.yaml"
STEPS = st.sampled_from(
    ["edit", "edit alike", "rename", "delete", "copy", "touch", "back", "name", "clock", "damage", "link"]
)
_EDITS = [
    ("seven", "nine"),
    ("seven", "eight"),
    ("schools", "scools"),
    ("skovby", "Skovby"),
    ("id:", "id:\t"),
    ("  ", " "),
]


def cached(root: Path, moved: int = 0, part: str = ""):
    """The report with what the cache knows, kept for the next; the clock is ahead by `moved` nanoseconds."""
    cache = Cache(root, SECRET, part)
    cache.now += moved
    shown = cache.shown("text")
    known = cache.report()
    if known is None:
        known = validate(root, memory=cache)
        cache.keep_report(known)
    said = (known.errors, repr(known.findings))
    assert shown in (None, said)
    cache.keep_shown("text", *said)
    return known


@pytest.mark.slow
@pytest.mark.parametrize("tick", [-(10**15), 2_000_000_000])
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(STEPS, st.integers(0, 60), st.integers(0, 60)), max_size=8))
def test_after_any_changes_the_report_is_that_of_a_full_check(tmp_path_factory, monkeypatch, tick, steps):
    """Edits, renames, deletions, other times, a clock that is set back, damage: a tick below zero trusts all times."""
    monkeypatch.setattr(caching, "_TICK", tick)
    root = write_checkout({}, tmp_path_factory.mktemp("checkout"))
    assert cached(root) == validate(root)
    moved = 0
    for step, one, other in steps:
        if step == "clock":
            moved = (one - 30) * 10**9
        _change(root, step, one, other)
        assert cached(root, moved) == validate(root)
    assert cached(root, moved) == validate(root)


def _change(root: Path, step: str, one: int, other: int) -> None:
    files = sorted(path for path in root.rglob("records/**/*.yaml") if path.is_file() and not path.is_symlink())
    path, old, new = files[one % len(files)], *_EDITS[other % len(_EDITS)]
    found = path.stat()
    match step:
        case "edit":
            path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
        case "edit alike":  # of the same size, and with the same time
            path.write_text(path.read_text("utf-8").replace("a", "e"), "utf-8")
            os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))
        case "rename":
            path.rename(path.with_name(f"{10 + other}-andet.yaml"))
        case "delete":
            path.unlink()
        case "copy":
            copied = path.with_name(f"{10 + other}-kopi.yaml")
            if path != copied:
                shutil.copy2(path, copied)
        case "touch":
            path.touch()
        case "back":
            os.utime(path, (other, other))
        case "name":
            actor = root / "records/actors/skovby.yaml"
            if actor.is_file():
                actor.write_text(actor.read_text("utf-8").replace("Skovby", "Skov"), "utf-8")
        case "damage":
            kept = sorted((root / FOLDER).iterdir())
            kept[one % len(kept)].write_bytes(bytes(other))
        case "link":
            path.unlink()
            path.symlink_to("nowhere")


@pytest.fixture
def root(tmp_path, monkeypatch):
    """A checkout of which the cache knows everything."""
    monkeypatch.setattr(caching, "_TICK", -(10**15))
    folder = write_checkout({}, tmp_path)
    cached(folder)
    return folder


def refuse(*_, **__):
    """Read nothing."""
    raise AssertionError


def test_without_changes_nothing_is_read(root, monkeypatch):
    """The report is the one that was kept."""
    monkeypatch.setattr("reformdata.curation.reading.files.read_file", refuse)
    assert cached(root).records == 3


def test_after_a_change_only_that_record_is_read_again(root, monkeypatch):
    """The others are as they were."""
    read = []
    one = caching._content
    monkeypatch.setattr(caching, "_content", lambda file: read.append(file.file) or one(file))
    path = root / RECORD
    path.write_text(path.read_text("utf-8").replace("seven", "nine"), "utf-8")
    assert {finding.file for finding in cached(root).findings} == {RECORD}
    assert read == [RECORD]


@pytest.mark.parametrize(
    ("old", "new", "again"),
    [("seven", "nine", ["texts"]), ("finding", "warning", ["fields", "texts"]), ("id:", "# a comment\nid:", [])],
)
def test_the_checks_across_records_run_again_for_what_they_see(root, monkeypatch, old, new, again):
    """A text is seen by those alone that compare texts; a comment by none."""
    kept = []
    keep = Cache.keep_across
    monkeypatch.setattr(Cache, "keep_across", lambda self, facts, found: kept.append(found) or keep(self, facts, found))
    path = root / RECORD
    changed = path.read_text("utf-8").replace(old, new)
    assert changed != path.read_text("utf-8")
    path.write_text(changed, "utf-8")
    assert cached(root) == validate(root)
    texts = {number for number, check in enumerate(CHECKS) if check in COMPARING_TEXTS}
    assert ["texts" if found.keys() == texts else "fields" for found in kept] == again


@pytest.mark.parametrize("beyond", [True, False])
def test_what_is_tried_is_read_alone(root, monkeypatch, beyond):
    """Unless it gives texts other names, with which all are compared."""
    memory = Remembered(Cache(root, SECRET) if beyond else None)
    as_it_is = validate(root, memory=memory)
    read = []
    one = Examiner.read
    monkeypatch.setattr(Examiner, "read", lambda self, file: read.append(file.file) or one(self, file))
    for file, old, new, count in ((RECORD, b"seven", b"nine", 1), (ACTOR, b"name", b"nam", 7)):
        contents = {file: (root / file).read_bytes().replace(old, new)}
        tried = validate(root, contents=contents, memory=memory)
        assert len(read) == count
        assert tried == validate(root, contents=contents) != as_it_is
        read.clear()
    assert validate(root, memory=memory) == as_it_is
    assert read == []


def test_a_file_that_was_just_written_is_looked_at_again(root, monkeypatch):
    """A change within the same tick would leave its times as they are."""
    monkeypatch.setattr(caching, "_TICK", 10**15)
    assert Cache(root, SECRET).report() is None


def test_a_cache_of_another_user_is_not_read(root, monkeypatch):
    """Not even unpacked: it could run code."""
    for reader in (pickle, marshal):
        monkeypatch.setattr(reader, "loads", refuse)
    other = Cache(root, bytes([1] * 32))
    assert (other.report(), other.shown("text")) == (None, None)
    for kept in (root / FOLDER).iterdir():
        kept.write_bytes(b"foreign")
    assert validate(root, memory=Cache(root, SECRET)) == validate(root)


def test_another_part_knows_what_the_whole_knows(root, tmp_path_factory, monkeypatch):
    """An earlier state of the files, in another folder, is kept apart."""
    before = write_checkout({}, tmp_path_factory.mktemp("before"))
    monkeypatch.setattr("reformdata.curation.checks.each.Examiner.read", refuse)
    assert validate(before, memory=Cache(root, SECRET, "before")).findings == ()


def test_what_is_not_written_yet_is_not_kept(root):
    """Contents in place of files are checked, and the next check is of the files again."""
    text = (root / RECORD).read_text("utf-8").replace("seven", "nine").encode()
    assert validate(root, contents={RECORD: text}, memory=Cache(root, SECRET)).findings != ()
    assert validate(root, memory=Cache(root, SECRET)).findings == ()


def test_the_folder_is_ignored_by_git_and_by_the_checks(root):
    """Nobody commits it by accident."""
    assert (root / FOLDER / ".gitignore").read_text("utf-8") == "*\n"
    assert validate(root).findings == ()


def test_a_folder_that_leads_elsewhere_is_refused(tmp_path):
    """A checkout from elsewhere could bring a link."""
    (tmp_path / FOLDER).symlink_to(FIXTURE)
    with pytest.raises(NotADirectoryError):
        Cache(tmp_path, SECRET)


def test_a_report_is_shown_again_only_in_the_same_look(root):
    """And with the exit code that it had."""
    assert Cache(root, SECRET).shown("text") == (0, "()")
    assert Cache(root, SECRET).shown("concise") is None


@pytest.mark.parametrize("of", ["reformdata", "yaml"])
def test_after_a_change_of_what_decides_nothing_is_shown_again(root, tmp_path_factory, monkeypatch, of):
    """A file of reformdata, also deep in it, or of a library."""
    code = tmp_path_factory.mktemp("code")
    file = code / ("checks" if of == "reformdata" else "") / "one.py"
    file.parent.mkdir(exist_ok=True)
    file.write_text("1")
    if of == "reformdata":
        monkeypatch.setattr(caching, "_PACKAGE", code)
    else:
        monkeypatch.setattr(caching, "_library", lambda _: code)
    cached(root)
    assert Cache(root, SECRET).report()
    assert Cache(root, SECRET).shown("text")
    file.write_text("2")
    assert Cache(root, SECRET).report() is None
    assert Cache(root, SECRET).shown("text") is None


def test_a_full_disk_keeps_nothing(root, monkeypatch):
    """And nothing half-written is left."""
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError))
    Cache(root, SECRET).keep_report(validate(root))
    assert not list((root / FOLDER).glob("*.new"))


def test_a_secret_is_made_once_and_only_its_user_reads_it(tmp_path):
    """A file of another length is no secret."""
    path = tmp_path / "deep" / "secret"
    secret = user_secret(path)
    assert user_secret(path) == secret
    assert len(secret) == 32
    assert path.stat().st_mode & 0o077 == 0
    path.write_bytes(b"short")
    with pytest.raises(OSError, match="not a secret"):
        user_secret(path)


def test_a_kept_report_is_shown_without_a_model(root):
    """Its findings name their rules, which need no Pydantic."""
    path = root / RECORD
    path.write_text(path.read_text("utf-8").replace("skovby", "skovbo"), "utf-8")
    kept = pickle.dumps(cached(root))
    code = "import pickle, sys; found = pickle.load(sys.stdin.buffer).findings; print(len(found), *sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], input=kept, capture_output=True, check=True)  # noqa: S603 - our own interpreter
    count, *modules = run.stdout.decode().split()
    assert int(count) > 0
    assert {"pydantic", "yaml", "reformdata.models"}.isdisjoint(modules)
