"""What it costs to read a record, over what PyYAML's own C loader takes for the same text.

All steps are measured in turn in one process, on the records of this checkout; prints ratios.

    python -m benchmarks.reading [ROOT]
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import yaml
from pydantic import TypeAdapter

from reformdata.curation.reading.checkout import read_checkout
from reformdata.curation.reading.files import character_findings, read_text
from reformdata.curation.reading.strict_yaml import parse
from reformdata.models import RecordFile

ROUNDS = 15


def seconds(step: Callable[[], object]) -> float:
    """How long `step` takes, once."""
    started = time.perf_counter()
    step()
    return time.perf_counter() - started


def main() -> None:
    """Measure the steps in turn and print their ratios to PyYAML's C loader."""
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent.parent
    paths = sorted(root.glob("records/sources/*/[0-9]*.yaml"))
    texts = [path.read_text(encoding="utf-8") for path in paths]
    trees = [parse(text, "record.yaml")[0] for text in texts]
    adapter = TypeAdapter(RecordFile)

    steps: dict[str, Callable[[], object]] = {
        "PyYAML's CSafeLoader": lambda: [yaml.load(text, Loader=yaml.CSafeLoader) for text in texts],
        "events of libyaml alone": lambda: [list(yaml.parse(text, Loader=yaml.CSafeLoader)) for text in texts],
        "open and decode": lambda: [read_text(path, "record.yaml") for path in paths],
        "characters": lambda: [character_findings(text, "record.yaml") for text in texts],
        "strict parse": lambda: [parse(text, "record.yaml") for text in texts],
        "model": lambda: [adapter.validate_python(tree) for tree in trees],
        "all of a record": lambda: [
            adapter.validate_python(parse(read_text(path, "record.yaml")[0] or "", "record.yaml")[0]) for path in paths
        ],
    }
    rounds = [{name: seconds(step) for name, step in steps.items()} for _ in range(ROUNDS)]
    every = [path.read_text(encoding="utf-8") for path in root.glob("records/**/*.yaml")]
    whole = [
        seconds(lambda: read_checkout(root))
        / seconds(lambda: [yaml.load(text, Loader=yaml.CSafeLoader) for text in every])
        for _ in range(ROUNDS)
    ]
    print(f"{len(paths)} records; median of {ROUNDS}, over PyYAML's CSafeLoader on the same texts")
    for name in steps:
        ratio = median(taken[name] / taken["PyYAML's CSafeLoader"] for taken in rounds)
        each = median(taken[name] for taken in rounds) / len(paths) * 1e6
        print(f"{ratio:6.2f}  {each:7.0f} µs a record  {name}")
    print(f"{median(whole):6.2f}  the whole checkout, {len(every)} files, over CSafeLoader on all of them")


if __name__ == "__main__":
    main()
