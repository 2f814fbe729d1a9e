"""What contributors do to files by mistake: the table in `breakages/`, and that `validate --fix` never does harm to any of it."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from reformdata.curation.checks import Report, validate
from reformdata.curation.fixing import FileChange, changes, fix_bytes
from reformdata.curation.formatting import format_text
from reformdata.curation.reading.files import text_of
from reformdata.curation.reading.quotes import without_curly_quotes
from reformdata.curation.reading.strict_yaml import Tree, parse, to_nfc
from reformdata.curation.rules import REPEATED_VALUE, UNUSED_ENTRY
from tests.curation.cases import BREAKAGES, Case
from tests.curation.fixing.record import CANONICAL, RECORD
from tests.curation.rules.pages import write_checkout

CASES = [pytest.param(case, id=case.name) for path in BREAKAGES.paths() for case in BREAKAGES.cases(path)]


def test_the_table_has_all_kinds_of_breakages():
    """The number that a contributor makes."""
    assert len(CASES) >= 48


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("unsafe", [False, True], ids=["fix", "unsafe-fixes"])
def test_fixing_does_no_harm(case: Case, unsafe: bool, tmp_path: Path):
    """Not to any file of the checkout, which is the same after a second time."""
    BREAKAGES.write(case, tmp_path)
    assert_no_harm(tmp_path, unsafe=unsafe)


def assert_no_harm(root: Path, *, unsafe: bool = False) -> None:
    """Fix the checkout at `root` in memory, and compare it before and after."""
    check: Callable[..., Report] = partial(validate, root)
    before = check()
    made = changes(before, lambda contents: check(contents=contents), unsafe=unsafe)
    contents = {change.file: change.new for change in made}
    after = check(contents=contents)
    assert _count(after) <= _count(before)
    for change in made:
        assert_nothing_lost(change, unsafe=unsafe)
    _write(root, contents)
    assert [change.file for change in changes(check(), lambda more: check(contents=more), unsafe=unsafe)] == []


def _count(report: Report) -> int:
    """The findings, without unused entries, which are known only once every file can be read."""
    return sum(finding.rule is not UNUSED_ENTRY for finding in report.findings)


def _write(root: Path, contents: Mapping[str, bytes]) -> None:
    for file, content in contents.items():
        (root / file).write_bytes(content)


def assert_nothing_lost(change: FileChange, *, unsafe: bool) -> None:
    """The words, the comments and the blocks are still there; what could be read and had no fault is the same."""
    old, new = change.old.decode(), change.new.decode()
    if not any(finding.rule is REPEATED_VALUE for finding in change.fixed):
        lost = _words(old) - _words(new)
        replaced = {word for finding in change.fixed if finding.fix or unsafe for word in _words(finding.found or "")}
        assert set(lost) <= replaced
    assert _comments(old) <= _comments(new)
    if _tree(old) is not None:
        # Blanks at the ends of lines and an empty first line are shown by quotation marks.
        assert new.count("|-\n") >= old.count("|-\n") or re.search(r" $|\|-\n *\n", old, re.MULTILINE)
        if not change.fixed:
            assert _tree(new) == _tree(old)


def _words(text: str) -> Counter[str]:
    plain, _ = text_of(text.encode(), RECORD)
    whole = to_nfc(text if plain is None else plain)
    assert isinstance(whole, str)
    return Counter(re.findall(r"\w+", re.sub(r"\\n", " ", whole)))


def _comments(text: str) -> Counter[str]:
    return Counter(" ".join(comment.split()) for comment in re.findall(r"^\s*#.*$", text, re.MULTILINE))


def _tree(text: str) -> Tree | None:
    plain, findings = text_of(text.encode(), RECORD)
    tree = None if plain is None or findings else parse(plain, RECORD)[0]
    return None if tree is None or without_curly_quotes(tree, RECORD)[1] else tree


# ---- damages at any place

LINES = [f"{line}\n" for line in CANONICAL.split("\n")[:-1]]
_OLD = "# a remark of the writer\n"


def _around(line: str, first: str, last: str) -> str:
    key, colon, value = line.rstrip("\n").partition(": ")
    return f"{key}{colon}{first}{value}{last}\n" if value else line


DAMAGES: Mapping[str, Callable[[str], str]] = {
    "indent": lambda line: f" {line}",
    "indent a level": lambda line: f"  {line}",
    "outdent": lambda line: line.removeprefix(" "),
    "outdent a level": lambda line: line.removeprefix("  "),
    "tab": lambda line: line.replace("  ", "\t", 1),
    "tab after colon": lambda line: line.replace(": ", ":\t", 1),
    "delete": lambda _: "",
    "delete value": lambda line: line.partition(": ")[0].rstrip("\n") + "\n",
    "double": lambda line: line * 2,
    "comment": lambda line: _OLD + line,
    "trailing comment": lambda line: f"{line.rstrip()}  # why\n",
    "close comment": lambda line: f"{line.rstrip()} # why\n",
    "empty line": lambda line: f"\n{line}",
    "colon": lambda line: line.replace(" ", ": ", 1) if line.startswith(" ") else line.replace(" ", " a: ", 1),
    "colon at the end": lambda line: f"{line.rstrip()}:\n",
    "no space": lambda line: line.replace(": ", ":", 1),
    "open quote": lambda line: _around(line, '"', ""),
    "close quote": lambda line: _around(line, "", '"'),
    "quotes": lambda line: _around(line, '"', '"'),
    "apostrophes": lambda line: _around(line, "'", "'"),
    "curly quotes": lambda line: _around(line, "“", "”"),
    "half curly": lambda line: _around(line, '"', "”"),
    "brackets": lambda line: _around(line, "[", "]"),
    "braces": lambda line: _around(line, "{", "}"),
    "open bracket": lambda line: _around(line, "[", ""),
    "dash": lambda line: re.sub(r"^( *)", r"\1- ", line),
    "no dash": lambda line: line.replace("- ", "  ", 1),
    "bullet": lambda line: re.sub(r"^( *)", "\\1\u2022\t", line),
    "two lines": lambda line: re.sub(r"(\w) (\w)", r"\1\n      \2", line, count=1),
    "folded": lambda line: line.replace("|-", ">"),
    "no minus": lambda line: line.replace("|-", "|"),
    "no block": lambda line: line.replace(" |-", ""),
    "CRLF": lambda line: line.replace("\n", "\r\n"),
    "CR": lambda line: line.replace("\n", "\r"),
    "no-break space": lambda line: line.replace(" ", "\u00a0", 1),
    "loose accent": lambda line: line.replace("å", "a\u030a"),
    "zero width": lambda line: line.replace(" ", "\u200b ", 1),
    "blanks at the end": lambda line: line.replace("\n", "   \n"),
    "conflict": lambda line: f"<<<<<<< HEAD\n{line}=======\n{line}>>>>>>> other\n",
    "second document": lambda line: f"---\n{line}",
    "fence": lambda line: f"```\n{line}```\n",
    "anchor": lambda line: _around(line, "&a ", ""),
    "asterisk": lambda line: _around(line, "*", ""),
    "exclamation": lambda line: _around(line, "!", ""),
    "hash": lambda line: line.replace(" ", " # ", 1),
    "twice in a list": lambda line: line.replace("]", ", schools]"),
    "capital": lambda line: line.capitalize(),
}
"""What can be done to a line, by name."""

damages = st.lists(st.tuples(st.sampled_from(sorted(DAMAGES)), st.integers(0, len(LINES) - 1)), min_size=1, max_size=3)


def damaged(done: list[tuple[str, int]]) -> str:
    """The record with lines damaged, one after the other."""
    lines = list(LINES)
    for name, number in done:
        lines[number] = DAMAGES[name](lines[number])
    return "".join(lines)


@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(damages)
@example([("delete", 7)])
def test_what_is_done_to_the_text_alone_does_no_harm(done: list[tuple[str, int]]):
    """Without the checks: what keeps a file from being read, and the canonical form."""
    data = damaged(done).encode()
    new, fixed = fix_bytes(data, RECORD, (), unsafe=True)
    assert fix_bytes(new, RECORD, (), unsafe=True) == (new, ())
    assert_nothing_lost(FileChange(Path(RECORD), RECORD, data, new, fixed), unsafe=True)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small checkout, in the canonical form."""
    root = write_checkout({}, tmp_path_factory.mktemp("small"))
    for path in root.rglob("*.yaml"):
        path.write_text(format_text(path.read_text("utf-8")), "utf-8")
    return root


@pytest.mark.slow
@settings(max_examples=80, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(damages, st.booleans())
def test_no_damage_of_lines_is_made_worse(small: Path, done: list[tuple[str, int]], unsafe: bool):
    """With all checks, and in one to three lines at once."""
    (small / RECORD).write_bytes(damaged(done).encode())
    try:
        assert_no_harm(small, unsafe=unsafe)
    finally:
        (small / RECORD).write_text(CANONICAL, encoding="utf-8")
