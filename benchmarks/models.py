"""What it costs to keep many records: a slotted Pydantic dataclass against a `BaseModel` of the same fields.

Both kinds are made from the same texts, in turn, in a process of their own, with the garbage
collector on; all are kept. Prints the ratios of time and of memory, dataclass over model.

    python -m benchmarks.models [COUNT]
"""

import gc
import json
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass, is_dataclass
from statistics import median
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, create_model

from reformdata.models import Proposal

COUNT = 20_000
ROUNDS = 5

RECORD = {
    "id": "by-2020.01",
    "kind": "proposal",
    "title": {"da": "Åbn én indgang til byens tilbud", "en": "Open one door to the services of the town"},
    "text": {
        "da": " ".join(["Byen bør samle sine tilbud ét sted."] * 3),
        "en": " ".join(["The town ought to gather its services."] * 3),
    },
    "paragraphs": ["1", "2"],
    "voice": {"actor": "mette-holm", "office": {"da": "Borgmester", "en": "Mayor"}, "for": "byen"},
    "areas": ["housing", "schools"],
    "themes": ["access"],
    "target_groups": ["citizens"],
    "quantities": [{"value": "2.5", "of": {"da": "årsværk", "en": "full-time equivalents"}, "qualifier": "at-least"}],
    "relations": [{"type": "elaborates", "to": "by-2020.02", "reason": {"da": "Siger hvordan", "en": "Says how"}}],
    "action": "introduce",
    "strength": "ought",
    "addressees": ["byen"],
    "curation": {"added": "2026-11-22", "codebook": "1.1", "review": "second-reader"},
}


@dataclass(frozen=True)
class Cost:
    """What it took to make and keep all records: seconds, and bytes."""

    seconds: float
    bytes: int


def as_base_model(model: type[Any], made: dict[type[Any], type[BaseModel]]) -> type[BaseModel]:
    """A frozen, closed `BaseModel` with the fields, types and aliases of the dataclass `model`."""
    if model not in made:
        hints = get_type_hints(model, include_extras=True)
        fields: dict[str, Any] = {
            name: (
                _exchanged(hints[name], made),
                Field(default=... if info.is_required() else info.default, alias=info.alias),
            )
            for name, info in model.__pydantic_fields__.items()
        }
        made[model] = create_model(model.__name__, __config__=ConfigDict(extra="forbid", frozen=True), **fields)
    return made[model]


def _exchanged(hint: Any, made: dict[type[Any], type[BaseModel]]) -> Any:
    """The type `hint` with a `BaseModel` in place of every dataclass in it."""
    if get_origin(hint) is Annotated:
        inner, *marks = get_args(hint)
        return Annotated[(_exchanged(inner, made), *marks)]
    if get_origin(hint) in (Union, UnionType):
        return Union[tuple(_exchanged(inner, made) for inner in get_args(hint))]  # noqa: UP007 - made of a list
    if get_origin(hint) is tuple:
        return tuple[_exchanged(get_args(hint)[0], made), ...]
    return as_base_model(hint, made) if is_dataclass(hint) and hasattr(hint, "__pydantic_fields__") else hint


def cost(read: Callable[[str], object], count: int) -> Cost:
    """What it takes to make `count` records with `read` and to keep them."""
    text = json.dumps(RECORD, ensure_ascii=False)
    read(text)
    gc.collect()
    started = time.perf_counter()
    kept = [read(text) for _ in range(count)]
    seconds = time.perf_counter() - started
    del kept
    gc.collect()
    tracemalloc.start()
    kept = [read(text) for _ in range(count // 10)]
    size = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    return Cost(seconds, size * count // len(kept))


def reader(name: str) -> Callable[[str], object]:
    """What makes a record of that name from JSON."""
    made = Proposal if name == "dataclass" else as_base_model(Proposal, {})
    return TypeAdapter(made).validate_json


def measured(name: str, count: int) -> Cost:
    """The cost for the one or the other, in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.models", "--one", name, str(count)]
    seconds, size = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return Cost(float(seconds), int(size))


def main() -> None:
    """Measure both in turn and print the ratios."""
    if sys.argv[1:2] == ["--one"]:
        one = cost(reader(sys.argv[2]), int(sys.argv[3]))
        print(one.seconds, one.bytes)
        return
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    rounds = [(measured("dataclass", count), measured("model", count)) for _ in range(ROUNDS)]
    times = [slotted.seconds / model.seconds for slotted, model in rounds]
    sizes = [slotted.bytes / model.bytes for slotted, model in rounds]
    print(f"{count} records kept, collector on, median of {ROUNDS}; slotted dataclass over BaseModel")
    print(f"time   {median(times):.2f}  ({min(times):.2f} to {max(times):.2f})")
    print(
        f"memory {median(sizes):.2f}  ({rounds[0][0].bytes / count:.0f} over {rounds[0][1].bytes / count:.0f} bytes a record)"
    )


if __name__ == "__main__":
    main()
