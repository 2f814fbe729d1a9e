"""The pages of the rules as test cases; their output is renewed by: python -m tests.curation.renew."""

import re
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import reformdata.curation.rules
from reformdata.cli.output.text import View, render
from reformdata.curation.checks import validate
from reformdata.curation.rules import file_name, page
from reformdata.findings import Rule
from tests import FIXTURE

FOLDER = Path(reformdata.curation.rules.__file__).parent

_BLOCK = re.compile(r"^```(?P<kind>yaml|text)(?: (?P<path>\S+))?\n(?P<content>.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Page:
    """What a page shows: files that break the rule, what is reported of them, and the same fixed."""

    wrong: dict[str, str]
    answer: str
    right: dict[str, str]


def read(rule: Rule) -> Page:
    """The blocks of the page of `rule`; none where its input cannot be shown as text."""
    _, _, wrong = page(rule).partition("\n## Wrong\n")
    wrong, _, right = wrong.partition("\n## Right\n")
    answers = [block["content"] for block in _BLOCK.finditer(wrong) if block["kind"] == "text"]
    return Page(_files(wrong), "".join(answers), _files(right))


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


def answer(root: Path) -> str:
    """What `reformdata validate` says of the checkout at `root`, without its closing line."""
    report = validate(root)
    view = View(root=report.root)
    return "\n".join("".join(f"{line}\n" for line in render(finding, view)) for finding in report.findings)


def renew(rules: Iterable[Rule]) -> None:
    """Write into the pages of `rules` what is now said of what they show."""
    for rule in rules:
        wrong = read(rule).wrong
        if not wrong:
            continue
        with tempfile.TemporaryDirectory() as folder:
            text = with_answer(page(rule), answer(write_checkout(wrong, Path(folder))))
        (FOLDER / file_name(rule)).write_text(text, encoding="utf-8")


def with_answer(text: str, said: str) -> str:
    """The page `text` with `said` as its answer."""
    return re.sub(r"^```text\n.*?^```$", lambda _: f"```text\n{said}```", text, flags=re.MULTILINE | re.DOTALL)
