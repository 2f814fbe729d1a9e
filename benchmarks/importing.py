"""What `import reformdata` costs, as a whole process, over a Python that does nothing.

Run from the root of the checkout: `python -m benchmarks.importing`. Ratios are of one run; exit code 1 if one misses.
"""

import subprocess
import sys

from benchmarks.timing import medians, report

ROUNDS = 31


def _modules(code: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", f"import sys\n{code}\nprint(*sys.modules)"], check=True, capture_output=True, text=True
    )
    return set(done.stdout.split())


def main() -> int:
    """Time it and count the modules."""
    taken = medians({"pass": ("pass",), "ours": ("import reformdata",)}, rounds=ROUNDS)
    more = _modules("import reformdata") - _modules("")
    print(
        f"python -c pass: {taken['pass'] * 1000:.1f} ms; modules that import reformdata adds: {', '.join(sorted(more))}"
    )
    return 0 if report("import reformdata / pass", taken["ours"] / taken["pass"], 1.15) else 1


if __name__ == "__main__":
    sys.exit(main())
