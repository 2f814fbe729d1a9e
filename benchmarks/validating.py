"""What `reformdata validate` on the data of this checkout costs, as a whole process, start and end included.

Beside it: a Python that imports what it cannot do without, and one that also loads each file with PyYAML's C loader
and does nothing with it, which is about the least that any program pays that reads the data. The first grows with
the data, the second does not. Exit code 1 if one misses its target.

Run from the root of the checkout: `python -m benchmarks.validating`.
"""

import sys
from pathlib import Path

from benchmarks.timing import medians, report

ROUNDS = 11
_ROOT = Path(__file__).parents[1]
_VALIDATE = "import sys; from reformdata.cli import main; sys.exit(main(['validate', sys.argv[1]]))"
_IMPORTS = "import pydantic, yaml"
_MODEL = "from pydantic import BaseModel; import yaml"
_LOADED = f"""{_MODEL}
import sys, pathlib
for path in pathlib.Path(sys.argv[1], "records").rglob("*.yaml"):
    yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)"""


def main() -> int:
    """Time the processes in turn and print the ratios."""
    taken = medians(
        {
            "validate": (_VALIDATE, str(_ROOT)),
            "imports": (_IMPORTS,),
            "model": (_MODEL,),
            "loaded": (_LOADED, str(_ROOT)),
        },
        rounds=ROUNDS,
    )
    ours = taken["validate"]
    files = sum(1 for _ in _ROOT.glob("records/**/*.yaml"))
    print(f"{files} files; {', '.join(f'{name} {seconds * 1000:.0f} ms' for name, seconds in taken.items())}")
    held = [
        report(f"validate / {_IMPORTS}", ours / taken["imports"], 8),
        report(f"validate / {_MODEL}", ours / taken["model"], 6),
        report("validate / that and PyYAML's C loader on every file", ours / taken["loaded"], 3),
    ]
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
