"""What `reformdata validate` costs, as a whole process, beside the least that any program pays that reads the data.

C is a Python that reads every file of the records and calls PyYAML's C loader on each, and nothing else; P is
`python -c pass`. The data is that of this checkout and, as often as it takes, its copies under new ids with their words
permuted (`copies.py`). Measured are a first check, one more with nothing changed, and one more with ten files changed.

Run from the root of the checkout: `python -m benchmarks.validating [--large]`. 10,000 records, and with `--large` also
100,000, which takes some minutes; memory is measured on Linux. Times are by the clock, since several processes may work; of each the least of
some rounds counts. Exit code 1 if one misses its target.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from benchmarks.copies import write_copies
from benchmarks.timing import report

COUNT = 10_000
LARGE = 100_000
ROUNDS = 3
CHANGED = 10
_ROOT = Path(__file__).parents[1]
_VALIDATE = (
    "import sys; from reformdata.cli import main; sys.exit(main(['validate', '--format', 'concise', *sys.argv[1:]]))"
)
_LOADED = """import sys, pathlib, yaml
for path in pathlib.Path(sys.argv[1], "records").rglob("*.yaml"):
    yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)"""


class Machine:
    """Runs whole processes, with byte code and a user's cache of its own."""

    def __init__(self, folder: Path) -> None:
        self.environment = os.environ | {
            "PYTHONPYCACHEPREFIX": str(folder / "byte code"),
            "PYTHONDONTWRITEBYTECODE": "",
            "XDG_CACHE_HOME": str(folder / "home"),
            "PYTHONPATH": str(_ROOT),
        }

    def seconds(self, *arguments: str) -> float:
        """How long a Python takes that runs a statement: its code and its arguments."""
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", *arguments], check=False, stdout=subprocess.DEVNULL, env=self.environment)
        return time.perf_counter() - start

    def peak(self, *arguments: str) -> int:
        """The most memory, in KiB, of a Python with a statement and its processes at once; what they share counts once."""
        most = 0
        with subprocess.Popen(
            [sys.executable, "-c", *arguments], stdout=subprocess.DEVNULL, env=self.environment
        ) as process:
            while process.poll() is None:
                most = max(most, sum(map(_memory, _family(process.pid))))
                time.sleep(0.02)
        return most


def _family(process: int) -> Iterator[int]:
    """A process and those that it has started, as Linux lists them."""
    yield process
    for children in Path(f"/proc/{process}/task").glob("*/children"):
        with suppress(OSError):
            for child in children.read_text().split():
                yield from _family(int(child))


def _memory(process: int) -> int:
    """The KiB of a process, of shared memory its part; 0 if it has ended."""
    with suppress(OSError):
        rollup = Path(f"/proc/{process}/smaps_rollup").read_text()
        return next((int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")), 0)
    return 0


def _least(rounds: int, work: "list[tuple[str, ...]]", machine: Machine) -> list[float]:
    """The least seconds of each of `work`, which is done in turn."""
    taken = [[machine.seconds(*one) for one in work] for _ in range(rounds)]
    return [min(column) for column in zip(*taken, strict=True)]


def _touched(root: Path) -> None:
    """Change ten records, each in another source where there are as many."""
    folders = sorted((root / "records/sources").iterdir())
    for folder in folders[:: max(1, len(folders) // CHANGED)][:CHANGED]:
        path = min(folder.glob("[0-9]*.yaml"))
        path.write_text(f"{path.read_text('utf-8')}# {time.monotonic_ns()}\n", "utf-8")


def _measured(machine: Machine, root: Path, rounds: int) -> dict[str, float]:
    """The seconds of each kind of check of the checkout at `root`, and of C and P."""
    start, loaded, cold = _least(
        rounds, [("pass",), (_LOADED, str(root)), (_VALIDATE, str(root), "--no-cache")], machine
    )
    machine.seconds(_VALIDATE, str(root))
    time.sleep(2.5)  # a file that was written less than a tick before a check is looked at again
    machine.seconds(_VALIDATE, str(root))
    again = min(machine.seconds(_VALIDATE, str(root)) for _ in range(rounds))
    changed = []
    for _ in range(rounds):
        _touched(root)
        changed.append(machine.seconds(_VALIDATE, str(root)))
    return {"P": start, "C": loaded, "cold": cold, "again": again, "changed": min(changed)}


def main() -> int:
    """Make the files, time, and print."""
    counts = [COUNT, LARGE] if "--large" in sys.argv[1:] else [COUNT]
    held: list[bool] = []
    with tempfile.TemporaryDirectory() as made:
        machine = Machine(Path(made))
        today = Path(made, "today")
        write_copies(today, 1)
        machine.seconds(_VALIDATE, str(today), "--no-cache")  # fills the byte code
        taken = _measured(machine, today, ROUNDS)
        print(_line("today's data", taken))
        held.append(report("today's data, nothing changed / P", taken["again"] / taken["P"], 4))
        held.append(report("today's data, cold / C", taken["cold"] / taken["C"], 2.5))
        bare, few = machine.peak("pass"), 0.0
        for count in counts:
            root = Path(made, str(count))
            written = write_copies(root, count)
            taken = _measured(machine, root, ROUNDS if count == COUNT else 1)
            print(_line(f"{written:,} records", taken))
            each = {name: taken[name] / taken["C"] for name in ("cold", "again", "changed")}
            kib = (machine.peak(_VALIDATE, str(root), "--no-cache") - bare) / written
            held += [
                report(f"{written:,} records, cold / C", each["cold"], 0.8),
                report(f"{written:,} records, nothing changed / C", each["again"], 0.06),
                report(f"{written:,} records, {CHANGED} files changed / C", each["changed"], 0.08),
                report(f"{written:,} records, KiB a record over bare Python", kib, 5),
            ]
            if few:
                held.append(report(f"{written:,} records / those before, a record", taken["cold"] / written / few, 1.1))
            few = taken["cold"] / written
    return 0 if all(held) else 1


def _line(what: str, taken: dict[str, float]) -> str:
    return f"{what}: {', '.join(f'{name} {seconds:.2f} s' for name, seconds in taken.items())}"


if __name__ == "__main__":
    sys.exit(main())
