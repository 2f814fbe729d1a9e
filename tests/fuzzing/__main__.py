"""Run one target or all, for some seconds each: `python -m tests.fuzzing [NAME …] --seconds 60`.

Each target runs in a process of its own, which Atheris ends. What breaks it is written to `tests/fuzzing/crashes/NAME/`.
"""

import argparse
import re
import subprocess
import sys
import tempfile
from pathlib import Path

_CRASHES = Path(__file__).with_name("crashes")
NAMES = ("reader", "fixer", "formatter", "form", "period", "copy", "compiled")


def _fuzz(name: str, libfuzzer: list[str]) -> None:
    import atheris

    with atheris.instrument_imports(include=["reformdata"]):
        from tests.fuzzing.targets import TARGETS
    atheris.Setup([sys.argv[0], *libfuzzer], TARGETS[name])
    atheris.Fuzz()


def _run(name: str, seconds: int) -> bool:
    from tests.fuzzing.seeds import seeds

    (_CRASHES / name).mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for number, seed in enumerate(seeds(name)):
            (Path(folder) / str(number)).write_bytes(seed)
        options = [f"-max_total_time={seconds}", "-timeout=20", "-rss_limit_mb=4096", "-max_len=20000"]
        options += ["-print_final_stats=1", f"-artifact_prefix={_CRASHES / name}/", folder]
        command = [sys.executable, "-m", "tests.fuzzing", name, "--one", *options]
        done = subprocess.run(command, capture_output=True, text=True, check=False, errors="replace")  # noqa: S603 - our own module
    executed = re.search(r"number_of_executed_units: *(\d+)", done.stderr)
    said = f"{int(executed[1]):,} inputs" if executed else "no figures"
    print(f"{name:10} {said}, {'no crash' if done.returncode == 0 else 'a crash:'}", flush=True)
    if done.returncode:
        lines = done.stderr.splitlines()
        print("\n".join(line for line in lines if not re.match(r"#\d+\s|INFO: Instr", line))[-4000:], flush=True)
    if not any((_CRASHES / name).iterdir()):
        (_CRASHES / name).rmdir()
    return done.returncode == 0


def main() -> int:
    """Run the targets that are asked for; 1 if one crashed."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzzing", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"{', '.join(NAMES)} (default: all)")
    parser.add_argument("--seconds", type=int, default=60, help="for how long, each")
    parser.add_argument("--one", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.one is not None:
        _fuzz(args.names[0], args.one)
        return 0
    held = [_run(name, args.seconds) for name in args.names or NAMES]
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
