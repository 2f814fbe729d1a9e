"""`build`, `export` and `site`: the same bytes wherever they are made, and a whole folder or file whatever happens."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

from reformdata import files
from reformdata.cli import main
from reformdata.exports import FORMATS
from tests import FIXTURE, ROOT, TURNED
from tests.exports.opening import content
from tests.test_files import as_nobody, limited_to, names, readonly  # noqa: F401 - a fixture

KILLS = int(os.environ.get("KILLS", "20"))
"""How many processes are killed for each command."""

COMMANDS = {
    "build": ("build", "{out}", "--from", "{root}"),
    "export-folder": ("export", "csv", "{out}", "--data", "{root}"),
    "export-file": ("export", "xlsx", "{out}", "--force", "--data", "{root}"),
    "site": ("site", "{out}", "--root", "{root}"),
}
"""One command for each way of writing."""

_ALL = """\
import json, os, sys, tempfile
from pathlib import Path
os.umask(int(sys.argv[1], 8))
root, out = sys.argv[2], Path(sys.argv[3])
from hashlib import sha256
from reformdata.cli import main
from reformdata.exports import FORMATS
from tests.exports.opening import content
commands = [["export", name, out / name, "--data", root] for name in FORMATS]
commands += [["build", out / "build", "--from", root], ["site", out / "site", "--root", root]]
for command in commands:
    assert main([str(each) for each in command]) == 0, command
made = {path.name: content(path) for path in out.iterdir()}
digests = {
    f"{name}/{file}": sha256(held).hexdigest()
    for name, found in made.items()
    for file, held in ({"": found} if isinstance(found, bytes) else found).items()
}
print("\\n" + json.dumps(digests, sort_keys=True))
"""

PLACES = {
    "as usual": {},
    "time zone": {"TZ": "Pacific/Chatham"},
    "locale": {"LC_ALL": "da_DK.UTF-8", "LANG": "tr_TR.UTF-8"},
    "plain locale": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "umask": {"umask": "077"},
    "hash seed": {"PYTHONHASHSEED": "7"},
    "folder": {"folder": "en mappe med mellemrum og æøå"},
    "listing order": {"PYTHONPATH": os.pathsep.join((str(ROOT), str(TURNED.parent)))},
    "times of files": {"touched": "touched"},
}
"""What differs from one place to another."""


def _digests(tmp_path: Path, place: dict[str, str]) -> dict[str, str]:
    setting = {"umask": "022", "folder": "checkout", "touched": "", **place}
    root = tmp_path / setting["folder"]
    shutil.copytree(FIXTURE, root)
    if setting["touched"]:
        for path in root.rglob("*"):
            os.utime(path, (0, 0))
    (tmp_path / "out").mkdir()
    variables = {name: value for name, value in place.items() if name.isupper()}
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0", **variables}
    command = [sys.executable, "-c", _ALL, setting["umask"], str(root), str(tmp_path / "out")]
    done = subprocess.run(command, env=environment, capture_output=True, check=False, cwd=root, timeout=300)  # noqa: S603 - our own script
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    return json.loads(done.stdout.splitlines()[-1])


@pytest.fixture(scope="module")
def usual(tmp_path_factory):
    """The digest of every file that is made as usual."""
    return _digests(tmp_path_factory.mktemp("usual"), PLACES["as usual"])


@pytest.mark.slow
@pytest.mark.parametrize("place", [name for name in PLACES if name != "as usual"])
def test_every_format_has_the_same_bytes_everywhere(usual, tmp_path, place):
    """The build, the site and every export."""
    digests = _digests(tmp_path, PLACES[place])

    assert {name.partition("/")[0] for name in usual} == {*FORMATS, "build", "site"}
    assert {name for name in usual | digests if usual.get(name) != digests.get(name)} == set()


@pytest.fixture(scope="module")
def roots(tmp_path_factory):
    """Two checkouts that differ in a record."""
    before, after = (shutil.copytree(FIXTURE, tmp_path_factory.mktemp("roots") / name) for name in ("old", "new"))
    path = before / "records" / "sources" / "skovby-2020-brev" / "02-mad-giver-ro.yaml"
    path.write_text(path.read_text("utf-8").replace("calm", "quiet"), "utf-8")
    return before, after


def _run(name: str, out: Path, root: Path) -> int:
    return main([each.format(out=out, root=root) for each in COMMANDS[name]])


@pytest.fixture(scope="module", params=COMMANDS)
def made(request, roots, tmp_path_factory):
    """A command, and what it makes of the two checkouts."""
    folder = tmp_path_factory.mktemp("made")
    before, after = (folder / name for name in ("old", "new"))
    assert [_run(request.param, path, root) for path, root in zip((before, after), roots, strict=True)] == [0, 0]
    assert content(before) != content(after)
    return request.param, before, after


def _copy(path: Path, to: Path) -> Path:
    return shutil.copytree(path, to) if path.is_dir() else shutil.copy(path, to)


def _start(name: str, out: Path, root: Path) -> int:
    """Run the command in another process, which has everything imported; its number."""
    child = os.fork()
    if child == 0:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        try:
            os._exit(_run(name, out, root))
        finally:
            os._exit(99)
    return child


@pytest.mark.slow
def test_a_killed_command_leaves_the_old_or_the_new(made, roots, tmp_path, monkeypatch):
    """At whatever moment; only between two renames the folder has another name. The next run clears up what is left."""
    name, before, after = made
    out, random = tmp_path / "out", Random(14)  # noqa: S311 - no secret
    start = time.perf_counter()
    os.waitpid(_start(name, tmp_path / "first", roots[1]), 0)
    longest = time.perf_counter() - start
    outcomes = set()
    for _ in range(KILLS):
        if not out.exists():
            _copy(before, out)
        child = _start(name, out, roots[1])
        time.sleep(random.uniform(0, longest))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        if out.exists():
            assert content(out) in (content(before), content(after))
            outcomes.add(content(out) == content(after))
        else:
            ends = {path.name.rpartition(".")[2]: path for path in tmp_path.iterdir() if path.name.startswith(".out.")}
            assert content(ends["new"]) == content(after)

    monkeypatch.setattr(files, "_ABANDONED", -60)
    assert _run(name, out, roots[1]) == 0
    assert (names(tmp_path), content(out)) == (["first", "out"], content(after))
    assert False in outcomes


def test_a_full_disk_leaves_the_old(made, roots, tmp_path, capsys):
    """The command says so in a sentence, and leaves nothing beside it."""
    name, before, _ = made
    out = _copy(before, tmp_path / "out")

    with limited_to(1000):
        code = _run(name, out, roots[1])

    said = capsys.readouterr().err
    assert (code, said.count("\n")) == (2, 1)
    assert said.startswith(f"reformdata: {out}")
    assert said.endswith(": the file is too large\n")
    assert (names(tmp_path), content(out)) == (["out"], content(before))


_FULL = """\
import json, os, subprocess, sys
from pathlib import Path
drive, before, *command = sys.argv[1:]
out = Path(drive, "out")
subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", drive], check=True)
subprocess.run(["cp", "-r", before, out], check=True)
from reformdata.cli import main
from tests.exports.opening import content
with open(Path(drive, "rest"), "wb", buffering=0) as rest:
    try:
        while rest.write(bytes(4096)):
            pass
    except OSError:
        rest.truncate(rest.tell() - 8192)
code = main(command)
print("\\n" + json.dumps([code, sorted(os.listdir(drive)), content(out) == content(Path(before))]))
"""


@pytest.mark.slow
def test_a_full_drive_leaves_the_old(made, roots, tmp_path):
    """A real one, in memory, of which two blocks are left, for a process that may mount it."""
    name, before, _ = made
    alone = ["unshare", "--mount", "--user", "--map-root-user"]
    if not shutil.which("unshare") or subprocess.run([*alone, "true"], capture_output=True, check=False).returncode:  # noqa: S603 - fixed
        pytest.skip("this system does not let the tests mount a drive of their own")
    command = [each.format(out=tmp_path / "out", root=roots[1]) for each in COMMANDS[name]]
    done = subprocess.run(  # noqa: S603 - our own script
        [*alone, sys.executable, "-c", _FULL, tmp_path, before, *command],
        env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.stdout, done.stderr
    assert json.loads(done.stdout.splitlines()[-1]) == [2, ["out", "rest"], True]
    assert (done.stderr.count("\n"), done.stderr.endswith(": no space is left on the drive\n")) == (1, True), (
        done.stderr
    )


def test_a_folder_that_cannot_be_written_to_is_named(made, roots, readonly, capsys):  # noqa: F811 - the fixture
    """The command says so in a sentence."""
    for folder in (roots[1].parent, roots[1]):
        folder.chmod(0o755)
    with as_nobody():
        is_readable = os.access(ROOT / "reformdata/site/static", os.R_OK, effective_ids=True)
        code = _run(made[0], readonly / "out", roots[1])
    if made[0] == "site" and not is_readable:
        pytest.skip("the user nobody may not read this checkout, whose files the site copies")

    said = capsys.readouterr().err
    assert (code, said.count("\n")) == (2, 1)
    assert said.startswith(f"reformdata: {readonly / 'out'}")
    assert said.endswith(": you have no access to it\n")
    assert names(readonly) == ["old.txt"]


@pytest.mark.slow
def test_several_at_once_leave_one_of_their_results(made, roots, tmp_path):
    """Whole, with nothing beside it."""
    name, before, after = made
    out = _copy(before, tmp_path / "out")
    for _ in range(5):
        children = [_start(name, out, root) for root in roots * 2]

        assert [os.waitpid(child, 0)[1] for child in children] == [0] * len(children)
        assert content(out) in (content(before), content(after))
        assert names(tmp_path) == ["out"]
