"""A command in a terminal of its own, with a user who answers each question."""

import os
import pty
import select
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from tests import ROOT

PATIENCE = 20
"""Seconds that the user waits for a question."""


class Terminal:
    """A pseudo-terminal with `reformdata` in it."""

    def __init__(self, arguments: Sequence[str], folder: Path, language: str = "C.UTF-8", columns: int = 1000) -> None:
        self.master, slave = pty.openpty()
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": language, "TERM": "dumb"}
        environment["COLUMNS"] = str(columns)
        self.process = subprocess.Popen(  # noqa: S603 - our own interpreter
            [sys.executable, "-m", "reformdata", *arguments],
            stdin=slave, stdout=slave, stderr=slave, cwd=folder, env=environment, start_new_session=True,
        )  # fmt: skip
        os.close(slave)
        self.shown = ""
        self.answered = 0
        """Where in `shown` the last question ended that was answered."""

    def answer(self, text: str, *, to: str = "> ") -> None:
        """Wait until a question ends in `to`, and answer it."""
        self._wait(to)
        os.write(self.master, f"{text}\n".encode())

    def interrupt(self, *, at: str = "> ") -> None:
        """Wait for a question, and press Ctrl-C a moment later.

        A signal in the microseconds between the prompt and the reading of the answer would be seen only after it.
        """
        self._wait(at)
        time.sleep(0.1)
        self.process.send_signal(signal.SIGINT)

    def close(self, *, at: str = "> ") -> None:
        """Wait for a question, and press Ctrl-D."""
        self._wait(at)
        os.write(self.master, b"\x04")

    def end(self) -> int:
        """Wait for the end of the command; give its exit code."""
        deadline = time.monotonic() + PATIENCE
        while self._read(deadline):
            pass
        return self.process.wait(PATIENCE)

    def leave(self) -> None:
        """End the command."""
        self.process.kill()
        self.process.wait(PATIENCE)
        os.close(self.master)

    def _wait(self, for_: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while not self.shown[self.answered :].endswith(for_):
            if not self._read(deadline):
                raise AssertionError(f"no question that ends in {for_!r}: {self.shown[self.answered :]!r}")
        self.answered = len(self.shown)

    def _read(self, deadline: float) -> bool:
        """Read the next output; False at its end or after the deadline."""
        ready, _, _ = select.select([self.master], [], [], max(deadline - time.monotonic(), 0))
        if not ready:
            return False
        try:
            content = os.read(self.master, 65536)
        except OSError:  # on Linux: the other side is closed
            return False
        self.shown += content.decode("utf-8", "replace").replace("\r\n", "\n")
        return bool(content)
