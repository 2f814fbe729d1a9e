"""Records what the commands of a page print: `python -m tests.docs.record docs/session.md`.

A line with an ellipsis is kept if it still matches; so is a command without output.
"""

import os
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.docs.blocks import agrees, blocks, steps
from tests.docs.running import ROOT, UNSET, environment, make_project, run_step, write_block


def recorded(page, folder):
    """The text of `page` with the current outputs, and the seconds that the commands took."""
    text = (ROOT / page).read_text("utf-8")
    seconds = 0.0
    for block in blocks(text):
        write_block(block, folder)
        if block.language != "console":
            continue
        for step in steps(block):
            start = time.perf_counter()
            code, printed = run_step(step, folder)
            seconds += time.perf_counter() - start
            assert code == step.exit_code, f"$ {step.command}\n{printed}"
            if step.printed and not agrees(step.printed, printed):
                text = text.replace(f"\n{step.printed}\n", f"\n{printed.strip()}\n", 1)
    return text, seconds


if __name__ == "__main__":
    page = sys.argv[1]
    with TemporaryDirectory() as scratch:
        folder = Path(scratch) / "reformdata"
        make_project(folder)
        for name in UNSET:
            os.environ.pop(name, None)
        os.environ.update(environment(page, Path(scratch) / "bin"))
        os.chdir(folder)
        text, seconds = recorded(page, folder)
    (ROOT / page).write_text(text, "utf-8")
    sys.stderr.write(f"{seconds:.1f} s\n")
