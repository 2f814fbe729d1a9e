"""What is made to hang, crash or flood a reader is refused within a second, and never raises."""

from pathlib import Path

import pytest
import yaml
from yaml.scanner import ScannerError

from reformdata.curation.reading.checkout import read_checkout
from reformdata.curation.reading.strict_yaml import MAX_DEPTH, MAX_NODES, MAX_SIDECAR_NODES, parse, spans
from tests.curation.reading.good import RECORD

FILE = "records/actors/a.yaml"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("[" * 100_000, "RD107", id="100,000 lists in each other"),
        pytest.param("[" * 30_000 + "]" * 30_000, "RD107", id="30,000 lists in each other, closed"),
        pytest.param('[{"":' * 50_000, "RD109", id="lists and mappings in each other"),
        pytest.param("{" * 65_536, "RD109", id="mappings as keys of mappings"),
        pytest.param("- " * 30_000, "RD107", id="lists of lists on one line"),
        pytest.param("? " * 30_000, "RD109", id="explicit keys"),
        pytest.param("- a\n" * 16_000, "RD108", id="a long list"),
        pytest.param("a: [" + "b," * 30_000 + "]", "RD108", id="a long list on one line"),
        pytest.param("a:\n" * 20_000, "RD102", id="one key many times"),
        pytest.param("a: 'x\n" + "x\n" * 30_000, "RD101", id="an unclosed quote"),
        pytest.param("a: " + "[]" * 30_000, "RD101", id="lists side by side"),
        pytest.param("!" * 60_000, "RD104", id="a long tag"),
        pytest.param("&" * 60_000, "RD103", id="a long anchor"),
        pytest.param("%" * 60_000, "RD105", id="a long directive"),
        pytest.param('"' + "\\" * 60_000, "RD101", id="a long run of backslashes"),
        pytest.param("---\n" * 16_000, "RD106", id="many documents"),
        pytest.param("a: &a [x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n", "RD103", id="an alias bomb"),
        pytest.param("a: &a {b: *a}\n", "RD103", id="an alias that holds itself"),
        pytest.param("<<: {a: b}\n", "RD109", id="a merge key"),
        pytest.param("a: !!binary aGVq\n", "RD104", id="a binary"),
        pytest.param("a: !!python/name:os.system\n", "RD104", id="a Python name"),
        pytest.param("x" * 60_000 + ": y\n", "RD101", id="a long key"),
        pytest.param('"' + "x" * 900 + '": y\n', "RD109", id="a key longer than a field's name"),
        pytest.param("a: \x00\n", "RD101", id="a NUL that nobody filtered"),
    ],
)
def test_a_hostile_text_is_refused(text: str, code: str):
    """The walk stops at the first breach: no recursion, no crash, and no work for what follows."""
    tree, findings = parse(text, FILE)
    assert (tree, [finding.rule.code for finding in findings]) == (None, [code])


def test_depth_is_allowed_up_to_its_limit():
    """Eight levels are read, nine are not."""
    assert parse("[" * MAX_DEPTH + "]" * MAX_DEPTH, FILE)[1] == []
    assert [finding.rule.code for finding in parse("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1), FILE)[1]] == ["RD107"]


def refusing_beyond(levels: int, problem: str) -> type[yaml.CSafeLoader]:
    """A loader that refuses a text with more than so many brackets, before it gives any event of it."""

    class Loader(yaml.CSafeLoader):
        def __init__(self, text: str) -> None:
            super().__init__(text)
            self.brackets = [index for index, character in enumerate(text) if character in "[{"]

        def get_event(self) -> yaml.Event:
            if len(self.brackets) <= levels:
                return super().get_event()
            index = self.brackets[levels]
            mark = yaml.Mark("", index, 0, index, None, None)
            raise ScannerError("while increasing flow level", mark, problem, mark)

    return Loader


@pytest.mark.parametrize("levels", [9, 100, 10**6])
@pytest.mark.parametrize("problem", ["exceeded maximum nesting depth", "too deep"])
@pytest.mark.parametrize(
    ("text", "code", "column"),
    [
        pytest.param("[" * 1_200, "RD107", 9, id="lists"),
        pytest.param("a: " + "[" * 1_200, "RD107", 11, id="lists below a key"),
        pytest.param("[" * 1_001 + "'x", "RD107", 9, id="lists, then an unclosed quote"),
        pytest.param("[{a: " * 300, "RD107", 21, id="lists and mappings in each other"),
        pytest.param("{" * 1_200, "RD109", 2, id="mappings as keys"),
        pytest.param("[!x " * 300, "RD104", 2, id="tags"),
        pytest.param("{a: b, a: " * 120, "RD102", 8, id="a duplicate key"),
    ],
)
def test_no_limit_of_the_parser_decides(
    levels: int, problem: str, text: str, code: str, column: int, monkeypatch: pytest.MonkeyPatch
):
    """PyYAML 6.0.4 refuses a thousand levels, earlier versions do not, later ones may refuse more: nothing changes."""
    monkeypatch.setattr(yaml, "CSafeLoader", refusing_beyond(levels, problem))
    findings = parse(text, FILE)[1]
    assert [(finding.rule.code, finding.span and finding.span.column) for finding in findings] == [(code, column)]


@pytest.mark.parametrize(
    ("file", "limit"), [(FILE, MAX_NODES), ("records/sources/a/fingerprints.yaml", MAX_SIDECAR_NODES)]
)
def test_nodes_are_allowed_up_to_their_limit(file: str, limit: int):
    """The list itself counts; a list of one item too many is not read."""
    assert parse("- a\n" * (limit - 1), file)[1] == []
    assert parse("- a\n" * (limit - 2) + "- []\n", file)[1] == []
    for one_more in ("a", "[]", "{}"):
        assert [finding.message.en for finding in parse("- a\n" * (limit - 1) + f"- {one_more}\n", file)[1]] == [
            f"the file holds more than {limit} values"
        ]


def test_the_largest_fingerprints_are_read_and_located():
    """A source of 3,000 paragraphs has fingerprints below both limits."""
    entry = f"  - paragraph: 1\n    words: 12\n    sha256: {'1b' * 32}\n    sketch: {'0000002c' * 16}\n"
    text = f"sha256: {'0a' * 32}\nparagraphs:\n{entry * 3_000}"
    file = "records/sources/a/fingerprints.yaml"
    assert len(text) < 1024 * 1024
    assert parse(text, file)[1] == []
    assert len(spans(text)) == 1 + 2 * (2 + 4 * 3_000) + 3_000


def test_thousands_of_wrong_values_give_few_findings(root: Path):
    """A list of 4,000 wrong ids and a block of 2,000 unknown fields give fifty findings, not six thousand."""
    fields = "".join(f"field{number}: x\n" for number in range(600))
    (root / RECORD).write_text(f"id: by-2020.01\nkind: proposal\nareas: [{'X, ' * 3_000}]\n{fields}")
    findings = read_checkout(root).findings
    assert len(findings) == 50


def test_nothing_that_acts_in_a_terminal_or_a_log_is_echoed(root: Path):
    """Neither an escape sequence nor a line break of a bad file reaches a message."""
    (root / RECORD).write_text('id: "\\e[2J::error::x"\n')
    (root / "records/actors/a\n::error::b\x1b[2J.yaml").touch()
    findings = read_checkout(root).findings
    shown = "".join(f"{finding.file}{finding.message.da}{finding.message.en}" for finding in findings)
    assert [finding.rule.code for finding in findings] == ["RD006", "RD004"]
    assert shown.isprintable()
