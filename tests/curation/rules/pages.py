"""The pages of the rules as test cases; their output is renewed by: python -m tests.curation.renew."""

import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import reformdata.curation.rules
from reformdata.cli.output.text import View, render
from reformdata.curation.checks import validate
from reformdata.curation.rules import file_name, page
from reformdata.findings import Rule
from reformdata.models import LANGUAGES, Language
from tests import FIXTURE

FOLDER = Path(reformdata.curation.rules.__file__).parent

_HEADINGS: dict[Language, tuple[str, str]] = {"da": ("Forkert", "Rigtigt"), "en": ("Wrong", "Right")}
_BLOCK = re.compile(r"^```(?P<kind>yaml|text)(?: (?P<path>\S+))?\n(?P<content>.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Page:
    """What a page shows: files that break the rule, what is reported of them, and the same fixed."""

    wrong: dict[str, str]
    answers: dict[Language, str]
    right: dict[str, str]


def read(rule: Rule) -> Page:
    """The blocks of the page of `rule`; none where its input cannot be shown as text."""
    pages = {language: _parts(page(rule, language), headings) for language, headings in _HEADINGS.items()}
    answers = {language: "".join(_contents(wrong, "text")) for language, (wrong, _) in pages.items()}
    wrong, right = pages["en"]
    return Page(_files(wrong), answers, _files(right))


def _parts(text: str, headings: tuple[str, str]) -> tuple[str, str]:
    """What stands under the two `headings` of a page."""
    wrong, right = headings
    _, _, rest = text.partition(f"\n## {wrong}\n")
    under_wrong, _, under_right = rest.partition(f"\n## {right}\n")
    return under_wrong, under_right


def _contents(part: str, kind: str) -> Iterator[str]:
    return (block["content"] for block in _BLOCK.finditer(part) if block["kind"] == kind)


def _files(part: str) -> dict[str, str]:
    return {block["path"]: block["content"] for block in _BLOCK.finditer(part) if block["kind"] == "yaml"}


def write_checkout(files: dict[str, str | bytes], folder: Path) -> Path:
    """The base checkout in `folder`, with `files` added or replaced; returns `folder`."""
    shutil.copytree(FIXTURE, folder, dirs_exist_ok=True)
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def answer(root: Path, language: Language = "en") -> str:
    """What `reformdata validate` says in `language` of the checkout at `root`, without its closing line."""
    report = validate(root)
    view = View(root=report.root, language=language)
    return "\n".join("".join(f"{line}\n" for line in render(finding, view)) for finding in report.findings)


def renew(rules: Iterable[Rule]) -> None:
    """Write into the pages of `rules` what is now said of what they show."""
    for rule in rules:
        wrong = read(rule).wrong
        if not wrong:
            continue
        path = FOLDER / file_name(rule)
        text = path.read_text(encoding="utf-8")
        with tempfile.TemporaryDirectory() as folder:
            root = write_checkout(wrong, Path(folder))
            for language in LANGUAGES:
                text = with_answer(text, language, answer(root, language))
        path.write_text(text, encoding="utf-8")


def with_answer(text: str, language: Language, said: str) -> str:
    """The file `text` of a page with `said` as its answer in `language`."""
    fence = f"```text {language}\n"
    return re.sub(f"^{fence}.*?^```$", lambda _: f"{fence}{said}```", text, flags=re.MULTILINE | re.DOTALL)
