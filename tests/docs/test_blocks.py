"""Reading the blocks of a page, for the test of the docs."""

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


def test_a_block_has_a_language_a_file_and_a_line():
    """A block inside another is not a block of its own."""
    assert blocks(PAGE) == [
        Block("python", "", "x = 1\n", 3),
        Block("yaml", "records/a.yaml", "id: a\n", 7),
        Block("markdown", "", "```console\n$ no\n```\n", 11),
    ]


def test_a_command_has_its_output_and_its_exit_code():
    """A backslash continues a command; the exit code is 0 unless a comment says otherwise."""
    block = Block("console", "", "$ one \\\n    two  # exit code 1\nfirst\n\nsecond\n$ three\n", 5)

    assert steps(block) == [Step("one two", 1, "first\n\nsecond", 5), Step("three", 0, "", 10)]


def test_a_console_block_begins_with_a_command():
    """Otherwise it would not be run."""
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
def test_an_ellipsis_matches_any_text(expected, printed, verdict):
    """Nothing else matches any text."""
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
    """Unless it is combined with others."""
    assert arguments(command) == words
