"""Changing files of a checkout together: the changes, their diff, writing them, and edits of a file's text."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import unified_diff
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from reformdata.curation.formatting import format_text
from reformdata.curation.reading.checkout import Checkout
from reformdata.curation.reading.files import read_text
from reformdata.curation.reading.strict_yaml import spans
from reformdata.errors import refusal
from reformdata.files import write_files
from reformdata.findings import Loc, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class FileChanges:
    """Files to change in a checkout; paths are from its root, with `/`."""

    texts: Mapping[str, str] = field(default_factory=dict)
    """The new text of each file, under its present name."""
    names: Mapping[str, str] = field(default_factory=dict)
    """The new name of each file or folder that gets one."""


def apply(changes: FileChanges, root: Path) -> None:
    """Make `changes` in the checkout at `root`: all of them or, if one fails, none.

    Raises:
        FileExistsError: if a new name is taken.
        OSError: if a file cannot be written or renamed.
    """
    texts = {root / file: text.encode() for file, text in changes.texts.items()}
    write_files(texts, {root / name: root / other for name, other in changes.names.items()})


def diff(changes: FileChanges, root: Path) -> Iterator[str]:
    """`changes` as lines of a unified diff; a file that only gets another name is a line of its own."""
    for file, text in changes.texts.items():
        before = (root / file).read_text("utf-8").splitlines()
        yield from unified_diff(before, text.splitlines(), f"a/{file}", f"b/{_new_name(file, changes)}", lineterm="")
    for name, other in changes.names.items():
        yield f"rename {name} -> {other}"


def _new_name(file: str, changes: FileChanges) -> str:
    for name, other in changes.names.items():
        if file == name or file.startswith(f"{name}/"):
            return other + file.removeprefix(name)
    return file


def require_readable(checkout: Checkout) -> None:
    """Check that every file of `checkout` can be read: references in another one would be lost.

    Raises:
        RefusedError: if there is one that cannot.
    """
    broken = next((finding.file for finding in checkout.findings if finding.rule.severity == "error"), None)
    if broken:
        raise refusal(
            f"{broken} kan ikke læses, og henvisninger i den ville gå tabt; ret den først (reformdata validate)",
            f"{broken} cannot be read, and references in it would be lost: fix it first (reformdata validate)",
        )


class Edit(NamedTuple):
    """The new value at a place: an id or a list of numbers in brackets, which need no quotes."""

    loc: Loc
    value: str


def text_of(checkout: Checkout, file: str) -> str:
    """The text of `file`, which was read into `checkout`.

    Raises:
        FileNotFoundError: if it cannot be read any more.
    """
    text = read_text(checkout.root / file, file)[0]
    if text is None:
        raise FileNotFoundError(2, "it was changed by another program in the meantime", str(checkout.root / file))
    return text


def replace_values(text: str, edits: Iterable[Edit]) -> str:
    """`text`, which the strict reader accepts, with the new values of `edits`."""
    places = spans(text)
    found = sorted((*_indexes(text, places[edit.loc, False]), edit.value) for edit in edits)
    for start, end, value in reversed(found):
        text = text[:start] + value + text[end:]
    return text


def without_items(text: str, key: str, numbers: Iterable[int]) -> str:
    """`text` without the entries `numbers` of the list under `key`, and without `key` if none is left.

    A text with the list in brackets is first brought into the canonical form, in which an entry has lines of its own.
    """
    dropped = set(numbers)
    if not dropped:
        return text
    places = spans(text)
    if text[_indexes(text, places[(key,), False])[0]] == "[":
        text = format_text(text)
        places = spans(text)
    items = sorted(loc[1] for loc, on_key in places if len(loc) == 2 and loc[0] == key and not on_key)
    lines = text.split("\n")
    if dropped >= set(items):
        span = places[(key,), True]
        return "\n".join(lines[: span.line - 1] + lines[places[(key,), False].end_line :])
    for item in sorted(dropped, reverse=True):
        span = places[(key, item), False]
        del lines[span.line - 1 : span.end_line]
    return "\n".join(lines)


def with_skip(text: str, paragraphs: Iterable[int], reason: str) -> str:
    """The text of a `source.yaml` with `paragraphs` added under `skipped`, in the canonical form."""
    text = format_text(text)
    entry = [f"  - paragraphs: [{', '.join(map(str, paragraphs))}]", f"    reason: {reason}"]
    places = spans(text)
    if (("skipped",), False) not in places:
        return "\n".join([text.rstrip("\n"), "skipped:", *entry, ""])
    lines = text.split("\n")
    end = places[("skipped",), False].end_line
    return "\n".join([*lines[:end], *entry, *lines[end:]])


def _indexes(text: str, span: Span) -> tuple[int, int]:
    starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
    return starts[span.line - 1] + span.column - 1, starts[span.end_line - 1] + span.end_column - 1
