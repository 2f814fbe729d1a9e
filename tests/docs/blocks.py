"""The fenced blocks of a Markdown page."""

import re
import shlex
from typing import NamedTuple

_FENCE = re.compile(
    r"^(?P<indent> {0,3})(?P<fence>```+)(?P<info>[^`\n]*)\n(?P<text>.*?)^ {0,3}(?P=fence)[ ]*$",
    re.MULTILINE | re.DOTALL,
)
_EXIT = re.compile(r"\s+# exit code (\d+)$")
_ELLIPSIS = re.compile(r"…|\.\.\.")


class Block(NamedTuple):
    """A fenced block: its language, the file that it names, and its text."""

    language: str
    file: str
    """The second word after the fence: the path of the file with this content; usually empty."""
    text: str
    line: int
    """The line of the page on which the text begins."""


class Step(NamedTuple):
    """A command of a console block, and its expected output."""

    command: str
    exit_code: int
    printed: str
    line: int


def blocks(page):
    """The blocks of the text of a page, from top to bottom."""
    return [_block(found, page) for found in _FENCE.finditer(page)]


def _block(found, page):
    language, _, file = found["info"].strip().partition(" ")
    return Block(language, file.strip(), found["text"], page.count("\n", 0, found.start("text")) + 1)


def steps(block):
    """The commands of a console block; a line with $ begins one, and a backslash at its end continues it."""
    lines = block.text.replace("\\\n", "\0\n").split("\n")
    made = []
    for number, line in enumerate(lines[:-1], block.line):
        if made and made[-1][0].endswith("\0"):
            made[-1][0] = made[-1][0][:-1] + line.strip()
        elif line.startswith("$ "):
            made.append([line[2:], [], number])
        else:
            assert made, f"line {number}: a console block begins with a command, `$ …`"
            made[-1][1].append(line)
    return [_step(command, "\n".join(printed), line) for command, printed, line in made]


def _step(command, printed, line):
    comment = _EXIT.search(command)
    return Step(_EXIT.sub("", command), int(comment[1]) if comment else 0, printed.strip("\n"), line)


def agrees(expected, printed):
    """Whether `printed` matches `expected`: an ellipsis matches any text, on a line of its own any lines."""
    pattern = ""
    for line in expected.split("\n"):
        if line.strip() in ("…", "..."):
            pattern += r"(?:.*\n)*?"
        else:
            pattern += ".*?".join(re.escape(part) for part in _ELLIPSIS.split(line.rstrip())) + r"[ ]*\n"
    return re.fullmatch(pattern, printed.strip("\n") + "\n") is not None


def arguments(command):
    """The arguments of a command of ours that needs no shell; None for any other."""
    if re.search(r"[|<>&;`$*~]", command):
        return None
    words = shlex.split(command)
    return words[1:] if words[0] == "reformdata" else None
