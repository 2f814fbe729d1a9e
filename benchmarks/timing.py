"""Whole processes timed in turn within one run, so that what is compared met the same machine."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping


def medians(statements: Mapping[str, tuple[str, ...]], *, rounds: int) -> dict[str, float]:
    """The median seconds of a Python that runs each statement: its code and its arguments, by a name.

    Byte code is kept, aside, as it is in an installed package; a first round that fills it is not counted.
    """
    seconds: dict[str, list[float]] = {name: [] for name in statements}
    with tempfile.TemporaryDirectory() as byte_code:
        environment = os.environ | {"PYTHONPYCACHEPREFIX": byte_code, "PYTHONDONTWRITEBYTECODE": ""}
        for _ in range(rounds + 1):
            for name, arguments in statements.items():
                start = time.perf_counter()
                subprocess.run(
                    [sys.executable, "-c", *arguments], check=True, stdout=subprocess.DEVNULL, env=environment
                )
                seconds[name].append(time.perf_counter() - start)
    return {name: statistics.median(taken[1:]) for name, taken in seconds.items()}


def report(title: str, ratio: float, target: float) -> bool:
    """Print a ratio beside its target; whether it holds."""
    holds = ratio <= target
    print(f"{title:<64} {ratio:6.2f}   target <= {target:.2f}   {'holds' if holds else 'MISSED'}")
    return holds
