"""The reading of pages, on which the test of the docs stands."""

import pytest

from tests.docs.blocks import Block, Step, agrees, arguments, blocks, steps

PAGE = """Before.
```python
x = 1
```
~
```yaml records/a.yaml
id: a
```
Between ```code``` words.
````markdown
```console
$ no
```
````
"""


def test_a_block_knows_its_language_its_file_and_its_line():
    """A block in a block is none."""
    assert blocks(PAGE) == [
        Block("python", "", "x = 1\n", 3),
        Block("yaml", "records/a.yaml", "id: a\n", 7),
        Block("markdown", "", "```console\n$ no\n```\n", 11),
    ]


def test_a_command_knows_what_it_prints_and_how_it_ends():
    """A backslash carries on a command; the exit code is 0 unless a comment says otherwise."""
    block = Block("console", "", "$ one \\\n    two  # exit code 1\nfirst\n\nsecond\n$ three\n", 5)

    assert steps(block) == [
        Step("one two", 1, "first\n\nsecond", 5),
        Step("three", 0, "", 10),
    ]


def test_a_console_block_begins_with_a_command():
    """Else nobody would run it."""
    with pytest.raises(AssertionError, match="line 3: a console block begins with a command"):
        steps(Block("console", "", "reformdata validate\n", 3))


@pytest.mark.parametrize(
    ("expected", "printed", "verdict"),
    [
        ("a\nb", "a\nb\n", True),
        ("a\nb", "a\nc\n", False),
        ("a … c", "a bb c", True),
        ("a … c", "a bb d", False),
        ("a\n…\nd", "a\nb\nc\nd", True),
        ("a\n…\nd", "a\nd", True),
        ("…", "anything\nat all", True),
        ("a ...", "a b", True),
        ("a.b", "axb", False),
        ("a", "a\nb", False),
    ],
)
def test_an_ellipsis_stands_for_anything(expected, printed, verdict):
    """And nothing else does."""
    assert agrees(expected, printed) is verdict


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ('reformdata search "to ord" --lang da', ["search", "to ord", "--lang", "da"]),
        ("reformdata stats | head", None),
        ("git status", None),
    ],
)
def test_a_command_of_ours_needs_no_shell(command, words):
    """Unless it is joined to others."""
    assert arguments(command) == words
