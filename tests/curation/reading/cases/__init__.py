"""The damaged checkouts in the `.md` files of this folder, each with what reading it reports.

A case is a heading and some blocks. `diff` damages a file of the good checkout, that of `good.RECORD` unless another
is named; `yaml` writes a whole file; `remove` deletes one. `text` is the report: for each finding its place, its code,
and its message and advice in Danish and in English; then the ids that could not be read, but for that of `good.RECORD`.
The file of a finding is left out where it is `good.RECORD`. [U+202E] stands for a character that cannot be seen.

After a change of words: python -m tests.curation.renew
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reformdata.curation.reading.checkout import Checkout, read_checkout
from reformdata.findings import Finding
from tests.curation.reading.good import FILES, RECORD

FOLDER = Path(__file__).parent

_CASE = re.compile(r"^## (?P<name>.+)\n(?P<body>(?:(?!## ).*\n)*)", re.MULTILINE)
_BLOCK = re.compile(r"^```(?P<kind>\w+)(?: (?P<file>.+))?\n(?P<content>(?:(?!```).*\n)*)```$", re.MULTILINE)


@dataclass(frozen=True)
class Case:
    """What is done to the good checkout, and the expected report."""

    name: str
    damages: tuple[tuple[str, str, str], ...]
    """The kind of each block, the file that it is about, and its content."""
    report: str


def read_cases(path: Path) -> list[Case]:
    """The cases in the file at `path`."""
    return [_case(match["name"], match["body"]) for match in _CASE.finditer(path.read_text(encoding="utf-8"))]


def all_cases() -> list[Case]:
    """Every case of this folder."""
    return [case for path in sorted(FOLDER.glob("*.md")) for case in read_cases(path)]


def report(case: Case, root: Path) -> str:
    """What is reported of the checkout of `case`, which is written to `root`."""
    files = dict(FILES)
    for kind, file, content in case.damages:
        if kind == "remove":
            del files[file]
        else:
            files[file] = _patched(files[file], content) if kind == "diff" else content
    for file, text in files.items():
        path = root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    return "".join(f"{line}\n" for line in _lines(read_checkout(root)))


def renewed(text: str, reports: Iterator[str]) -> str:
    """The text of a file of cases with `reports` as what its cases report."""
    return re.sub(r"^```text\n(?:(?!```).*\n)*```$", lambda _: f"```text\n{next(reports)}```", text, flags=re.MULTILINE)


def _case(name: str, body: str) -> Case:
    blocks = list(_BLOCK.finditer(body))
    damages = [
        (block["kind"], block["file"] or RECORD, _raw(block["content"])) for block in blocks if block["kind"] != "text"
    ]
    return Case(name, tuple(damages), "".join(block["content"] for block in blocks if block["kind"] == "text"))


def _patched(text: str, diff: str) -> str:
    lines = [(line[:1], line[1:]) for line in diff.split("\n")[:-1]]
    old = "".join(f"{line}\n" for sign, line in lines if sign != "+")
    new = "".join(f"{line}\n" for sign, line in lines if sign != "-")
    assert f"\n{text}".count(f"\n{old}") == 1, old
    return f"\n{text}".replace(f"\n{old}", f"\n{new}")[1:]


def _lines(checkout: Checkout) -> Iterator[str]:
    for finding in checkout.findings:
        yield _place(finding)
        for language in ("da", "en"):
            advice = f" → {getattr(finding.advice, language)}" if finding.advice else ""
            yield f"  {_visible(getattr(finding.message, language) + advice)}"
        if finding.fix:
            values = (finding.fix.value,) if isinstance(finding.fix.value, str) else finding.fix.value
            yield f"  fix: {', '.join(values)}{' (safe)' if finding.fix.safe else ''}"
    for table, ids in sorted(checkout.broken.items()):
        if ids != {"by-2020.01"}:
            yield f"not read: {table} {', '.join(sorted(ids))}"


def _place(finding: Finding) -> str:
    file = "" if finding.file == RECORD else f"{finding.file}:"
    span = f"{finding.span.line}:{finding.span.column}" if finding.span else ""
    return f"{f'{file}{span}'.rstrip(':') or RECORD} {finding.rule.code}"


def _visible(text: str) -> str:
    return "".join(character if _is_seen(character) else f"[U+{ord(character):04X}]" for character in text)


def _is_seen(character: str) -> bool:
    return character.isprintable() and character != "\ufffd" and not unicodedata.combining(character)


def _raw(text: str) -> str:
    return re.sub(r"\[U\+([0-9A-F]{4,6})\]", lambda match: chr(int(match[1], 16)), text)
