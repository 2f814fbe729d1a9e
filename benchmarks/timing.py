"""Whole processes timed in turn within one run, so that what is compared met the same machine."""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping


def medians(statements: Mapping[str, tuple[str, ...]], *, rounds: int) -> dict[str, float]:
    """The median seconds of a Python that runs each statement: its code and its arguments, by a name.

    What counts is the time that the processor worked for it, which on a shared machine varies less than the clock's.
    Byte code is kept, aside, as it is in an installed package; a first round that fills it is not counted.
    """
    seconds: dict[str, list[float]] = {name: [] for name in statements}
    with tempfile.TemporaryDirectory() as byte_code:
        environment = os.environ | {"PYTHONPYCACHEPREFIX": byte_code, "PYTHONDONTWRITEBYTECODE": ""}
        for _ in range(rounds + 1):
            for name, arguments in statements.items():
                start = _worked()
                subprocess.run(
                    [sys.executable, "-c", *arguments], check=True, stdout=subprocess.DEVNULL, env=environment
                )
                seconds[name].append(_worked() - start)
    return {name: statistics.median(taken[1:]) for name, taken in seconds.items()}


def _worked() -> float:
    """The processor's seconds for all processes that this one started and that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def report(title: str, ratio: float, target: float) -> bool:
    """Print a ratio beside its target; whether it holds."""
    holds = ratio <= target
    print(f"{title:<64} {ratio:6.2f}   target <= {target:.2f}   {'holds' if holds else 'MISSED'}")
    return holds
