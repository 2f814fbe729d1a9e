"""Damaged checkouts and what is reported of them, in `reading/cases/*.md`, `checks/cases/*.md` and `contributions/breakages/*.md`.

A case is a heading and some blocks. `diff` damages a file of a good checkout, its main record unless another is named;
`yaml` writes a whole file; `remove` deletes one. `text` is the report: for each finding its place, its code, its
message and advice in Danish and in English, and its fix; then the ids that could not be read, except the main record's.
The file of a finding is left out if it is the main record. [U+202E] stands for a character that cannot be seen, and
[U+DCE5] for a byte, 0xE5, that is no UTF-8. The breakages also have what `validate --fix` makes of the files.

After a change of words: python -m tests.curation.renew
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from reformdata.curation.checks import validate
from reformdata.curation.fixing import changes
from reformdata.curation.formatting import format_text
from reformdata.curation.reading.checkout import read_checkout
from reformdata.findings import Finding
from tests import FIXTURE
from tests.curation.reading import good

_CASE = re.compile(r"^## (?P<name>.+)\n(?P<body>(?:(?!## ).*\n)*)", re.MULTILINE)
_BLOCK = re.compile(r"^```(?P<kind>\w+)(?: (?P<file>.+))?\n(?P<content>(?:(?!```).*\n)*)```$", re.MULTILINE)


@dataclass(frozen=True)
class Case:
    """What is done to a good checkout, and the expected report."""

    name: str
    damages: tuple[tuple[str, str, str], ...]
    """The kind of each block, the file that it is about, and its content."""
    report: str


@dataclass(frozen=True)
class Suite:
    """Cases that damage the same checkout and are reported in the same way."""

    folder: Path
    record: str
    """The main record."""
    files: Callable[[], Mapping[str, str]]
    """The good checkout."""
    check: Callable[[Path], tuple[Iterable[Finding], Mapping[str, frozenset[str]]]]
    """The findings, and the ids that could not be read."""
    fixes: bool = False
    """Whether the report has what `validate --fix` makes of the files."""

    def paths(self) -> list[Path]:
        """The files with the cases."""
        return sorted(self.folder.glob("*.md"))

    def cases(self, path: Path) -> list[Case]:
        """The cases in the file at `path`."""
        return [self._case(match["name"], match["body"]) for match in _CASE.finditer(path.read_text(encoding="utf-8"))]

    def write(self, case: Case, root: Path) -> None:
        """Write the checkout of `case` to `root`."""
        files = dict(self.files())
        for kind, file, content in case.damages:
            if kind == "remove":
                del files[file]
            else:
                files[file] = _patched(files[file], content) if kind == "diff" else content
        for file, text in files.items():
            path = root / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode("utf-8", "surrogateescape"))

    def report(self, case: Case, root: Path) -> str:
        """What is reported of the checkout of `case`, which is written to `root`."""
        self.write(case, root)
        findings, unread = self.check(root)
        lines = [line for finding in findings for line in _lines(finding, self.record)]
        lines += [
            f"not read: {table} {', '.join(sorted(ids))}"
            for table, ids in sorted(unread.items())
            if ids != {"by-2020.01"}
        ]
        if self.fixes:
            lines += ["--fix:", *(list(_fixed_lines(root, self.record)) or ["  nothing"])]
        return "".join(f"{line}\n" for line in lines)

    def _case(self, name: str, body: str) -> Case:
        blocks = list(_BLOCK.finditer(body))
        damages = [
            (block["kind"], block["file"] or self.record, _raw(block["content"]))
            for block in blocks
            if block["kind"] != "text"
        ]
        return Case(name, tuple(damages), "".join(block["content"] for block in blocks if block["kind"] == "text"))


def renewed(text: str, reports: Iterator[str]) -> str:
    """The text of a file of cases with `reports` as what its cases report."""
    return re.sub(r"^```text\n(?:(?!```).*\n)*```$", lambda _: f"```text\n{next(reports)}```", text, flags=re.MULTILINE)


def _patched(text: str, diff: str) -> str:
    lines = [(line[:1], line[1:]) for line in diff.split("\n")[:-1]]
    old = "".join(f"{line}\n" for sign, line in lines if sign != "+")
    new = "".join(f"{line}\n" for sign, line in lines if sign != "-")
    assert f"\n{text}".count(f"\n{old}") == 1, old
    return f"\n{text}".replace(f"\n{old}", f"\n{new}")[1:]


def _lines(finding: Finding, record: str) -> Iterator[str]:
    file = "" if finding.file == record else f"{finding.file}:"
    place = f"{finding.span.line}:{finding.span.column}" if finding.span else ""
    yield f"{f'{file}{place}'.rstrip(':') or record} {finding.rule.code}"
    for language in ("da", "en"):
        advice = f" → {getattr(finding.advice, language)}" if finding.advice else ""
        yield f"  {_visible(getattr(finding.message, language) + advice)}"
    if finding.fix:
        values = (finding.fix.value,) if isinstance(finding.fix.value, str) else finding.fix.value
        yield f"  fix: {', '.join(values)}{' (safe)' if finding.fix.safe else ''}"


def _fixed_lines(root: Path, record: str) -> Iterator[str]:
    made = changes(validate(root), lambda contents: validate(root, contents=contents))
    for change in made:
        if change.file != record:
            yield f"  {change.file}"
        old, new = (text.decode().replace("\r\n", "\n").split("\n") for text in (change.old, change.new))
        if b"\r\n" in change.old:
            yield "  line ends"
        yield from (
            f"  {_visible(line)}".rstrip() for line in unified_diff(old, new, n=0) if line[:3] not in _DIFF_HEADS
        )


_DIFF_HEADS = ("---", "+++", "@@ ")


def _visible(text: str) -> str:
    return "".join(character if _is_seen(character) else f"[U+{ord(character):04X}]" for character in text)


def _is_seen(character: str) -> bool:
    return character.isprintable() and character != "\ufffd" and not unicodedata.combining(character)


def _raw(text: str) -> str:
    return re.sub(r"\[U\+([0-9A-F]{4,6})\]", lambda match: chr(int(match[1], 16)), text)


def _read(root: Path) -> tuple[Iterable[Finding], Mapping[str, frozenset[str]]]:
    checkout = read_checkout(root)
    return checkout.findings, checkout.broken


def _fixture() -> Mapping[str, str]:
    """The base checkout in the canonical form, with areas for the elderly."""
    files = {path.relative_to(FIXTURE).as_posix(): path.read_text("utf-8") for path in FIXTURE.rglob("*.yaml")}
    files["records/areas.yaml"] += ELDERLY
    return {file: format_text(text) for file, text in files.items()}


ELDERLY = """\
- id: elder-care
  name: {da: Ældrepleje, en: Elder care}
  definition: {da: Hjælp til ældre., en: Help for the elderly.}
- id: home-help
  name: {da: Hjælp i hjemmet, en: Help at home}
  definition: {da: Hjælp i eget hjem., en: Help in their own homes.}
- id: home-nursing
  name: {da: Hjælp i Hjemmet, en: Nursing at home}
  definition: {da: Sygepleje i eget hjem., en: Nursing in their own homes.}
"""


def _check(root: Path) -> tuple[Iterable[Finding], Mapping[str, frozenset[str]]]:
    return [one for one in validate(root).findings if one.rule.code != "RD410"], {}


BREAKAGES = Suite(
    Path(__file__).parent.parent / "contributions" / "breakages",
    "records/sources/skovby-2020-brev/02-mad-giver-ro.yaml",
    _fixture,
    _check,
    fixes=True,
)
"""What contributors do to files by mistake."""

SUITES = (
    Suite(Path(__file__).parent / "reading" / "cases", good.RECORD, lambda: good.FILES, _read),
    Suite(
        Path(__file__).parent / "checks" / "cases",
        "records/sources/skovby-2020-brev/02-mad-giver-ro.yaml",
        _fixture,
        _check,
    ),
    BREAKAGES,
)
