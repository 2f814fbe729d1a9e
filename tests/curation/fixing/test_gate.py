"""A fix is written only if the file can be read, keeps its keys, and has fewer findings, none of them new."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reformdata.cli import main
from reformdata.curation.checks import Report, validate
from reformdata.curation.fixing import changes, fixes, keeps_keys, written_keys
from reformdata.curation.reading.strict_yaml import Tree, parse
from reformdata.curation.rules import UNUSED_ENTRY
from tests.curation.fixing.record import CANONICAL, RECORD, changed
from tests.curation.rules.pages import FIXTURE, write_checkout

OTHER = "records/sources/skovby-2020-brev/01-skriv-loven-om.yaml"


def _fixed(root: Path) -> dict[str, list[str]]:
    """The codes of what would be fixed in `root`, by file."""
    made = changes(validate(root), lambda contents: validate(root, contents=contents))
    return {change.file: [one.rule.code for one in change.fixed] for change in made if change.fixed}


TABS = ("  actor: skovby", "\tactor: skovby")
MISSPELT = ("tone: favourable", "tonality: favourable")


def test_a_fix_that_uncovers_a_fault_is_neither_marked_nor_written(tmp_path, capsys):
    """The tab would be gone, and an unknown field would be there."""
    text = changed(TABS, MISSPELT)
    root = write_checkout({RECORD: text}, tmp_path)
    assert main(["validate", "--format", "concise", str(root)]) == 1
    assert "[*]" not in capsys.readouterr().out
    assert main(["validate", "--fix", "--format", "concise", str(root)]) == 1
    assert "error[RD112]" in capsys.readouterr().out
    assert (root / RECORD).read_text(encoding="utf-8") == text


def _lone(file: str) -> str:
    """The text of `file` with its one area without brackets."""
    text = (FIXTURE / file).read_text(encoding="utf-8")
    return re.sub(r"^areas: \[(.*)\]$", r"areas: \1", text, count=1, flags=re.MULTILINE)


def test_a_fix_that_fails_does_not_keep_another_file_from_being_fixed(tmp_path):
    """Each file is judged by itself."""
    root = write_checkout({RECORD: changed(TABS, MISSPELT), OTHER: _lone(OTHER)}, tmp_path)
    assert _fixed(root) == {OTHER: ["RD206"]}


def test_a_fix_that_makes_another_file_wrong_is_refused_alone(tmp_path):
    """Only the fix that leads to an error in another file is refused."""
    root = write_checkout({RECORD: _lone(RECORD), OTHER: _lone(OTHER)}, tmp_path)
    assert _fixed(root) == {RECORD: ["RD206"], OTHER: ["RD206"]}
    report = validate(root)
    error = replace(report.findings[0], file="records/areas.yaml")

    def check(contents: Mapping[str, bytes]) -> Report:
        found = validate(root, contents=contents)
        return replace(found, findings=(*found.findings, *[error] * (RECORD in contents)))

    assert [change.file for change in changes(report, check) if change.fixed] == [OTHER]


def test_a_report_without_old_findings_is_marked_too(tmp_path):
    """Only the findings in the report are marked."""
    root = write_checkout({RECORD: _lone(RECORD), OTHER: _lone(OTHER)}, tmp_path)
    whole = validate(root)
    shown = replace(whole, findings=whole.findings[:1], older=1)
    marked = fixes(shown, lambda contents: validate(root, contents=contents))
    assert marked == {whole.findings[0]: "safe"}


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("a:\n  b: c\n- d: e\n", ["a", "b", "d"]),
        ("a: |-\n  b: c\n\n  d: e\nf: |  # why\n g: h\ni:\n", ["a", "f", "i"]),
        ("- - a: >-\n      b: c\n", ["a"]),
        ("a: {b: c, d: [{e: 'f, g: h'}]}\n", ["a", "b", "d", "e"]),
        ('a: {b: "c, d: e\n  f: "g"}\n', ["a", "b", "d", "f"]),
        ("- {a: b}\n", ["a"]),
        ("a: b, c: d\n# e: f\ng:h\n", ["a"]),
    ],
)
def test_the_keys_of_an_unreadable_text_are_found_in_its_lines(text, keys):
    """Not those within a block, in quotes or in a comment."""
    assert list(written_keys(text)) == keys


@pytest.mark.parametrize(
    ("old", "new", "kept"),
    [
        ("a: b\n", "a: c\n", True),
        ("a: b\n", "a: 'b\n", False),
        ("a: {b: c}\nd: {}\n", "a: {}\nd: {b: c}\n", False),
        ("a: [{b: c}]\n", "a: [{b: c}, {b: d}]\n", False),
        ("a: b: c\nd: e\n", "a: 'b: c'\nd: e\n", True),
        ('a: "b\nc: d\n', 'a: "b c: d"\n', False),
    ],
)
def test_keys_are_compared_at_their_places_if_both_texts_can_be_read(old, new, kept):
    """Else by their names."""
    assert keeps_keys(old.encode(), new.encode(), ()) is kept


# ---- damages


def _identities(report: Report) -> Counter[tuple[object, ...]]:
    """The findings by rule, file and field; without unused entries, which are known only once every file can be read."""
    return Counter(
        (one.rule.code, one.file, *(step for step in one.loc if isinstance(step, str)))
        for one in report.findings
        if one.rule is not UNUSED_ENTRY
    )


def _keys(tree: Tree | None) -> Counter[str]:
    """How often each key is in `tree`."""
    if isinstance(tree, dict):
        return sum(map(_keys, tree.values()), Counter(tree.keys()))
    return sum(map(_keys, tree), Counter()) if isinstance(tree, tuple) else Counter()


def assert_nothing_is_lost(root: Path, file: str, damaged: str, start: int) -> None:
    """Fix `damaged`, in which the character at `start` was changed, and compare keys and findings."""
    original = (root / file).read_text(encoding="utf-8")
    content = {file: damaged.encode()}
    check = partial(validate, root)
    (root / file).write_text(damaged, encoding="utf-8")
    try:
        before = check()
        made = changes(before, lambda contents: check(contents=contents), unsafe=True)
        content |= {change.file: change.new for change in made}
        after = check(contents=content) if made else before
    finally:
        (root / file).write_text(original, encoding="utf-8")
    assert not _identities(after) - _identities(before)
    if not any(change.fixed for change in made):
        return
    assert _identities(after).total() < _identities(before).total()
    # The damage itself may have taken the key of its own line.
    first = original.rfind("\n", 0, start) + 1
    own = Counter(re.findall(r"[a-z][a-z0-9_]*", original[first:].partition("\n")[0]))
    lost = _keys(parse(original, file)[0]) - _keys(parse(content[file].decode(), file)[0])
    assert not lost - own


@pytest.fixture(scope="module")
def small(tmp_path_factory) -> Path:
    """The small checkout, in the canonical form."""
    root = write_checkout({}, tmp_path_factory.mktemp("small"))
    assert main(["fmt", str(root)]) == 0
    return root


@pytest.mark.slow
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    start=st.integers(0, len(CANONICAL) - 1).filter(lambda index: CANONICAL[index] != "\n"),
    put=st.sampled_from([*"\"'[]{}:- |>#\t", ""]),
    instead=st.booleans(),
)
def test_no_damage_of_one_character_is_made_worse(small, start, put, instead):
    """Inserted, removed or replaced."""
    damaged = CANONICAL[:start] + put + CANONICAL[start + instead :]
    assert_nothing_is_lost(small, RECORD, damaged, start)


def test_an_unclosed_quote_is_left(small, capsys):
    """Otherwise the rest of the record would become part of the text, without its fields."""
    text = CANONICAL.replace("da: Et måltid", 'da: "Et måltid')
    (small / RECORD).write_text(text, encoding="utf-8")
    try:
        assert main(["validate", "--fix", "--format", "concise", str(small)]) == 1
        assert (small / RECORD).read_text(encoding="utf-8") == text
    finally:
        (small / RECORD).write_text(CANONICAL, encoding="utf-8")
    assert f"{RECORD}:4:7: error[RD101]" in capsys.readouterr().out
