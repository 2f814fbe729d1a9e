"""The answer to a filled form on GitHub, in Markdown: in its issue, and in the pull request that is made of it."""

import re
from collections.abc import Iterator
from pathlib import Path

from reformdata.cli.output.text import SEVERITY, View
from reformdata.curation.editing.forms import Filled
from reformdata.curation.rules import path_in
from reformdata.findings import Finding
from reformdata.messages import Message
from reformdata.models.markup import escape_markdown, markdown_table

_HEAD = Message("|regel|sted|hvad der er galt|hjælp", "|rule|place|what is wrong|help")
_DONE = Message(
    "Tak for dit bidrag. Det er blevet til filen `{file}`, som en redaktør læser igennem. Vil du ændre noget, så skriv"
    " det i en kommentar.",
    "Thank you for your contribution. It has become the file `{file}`, which a maintainer reads. If you want to change"
    " anything, write a comment.",
)
_NOT_DONE = Message(
    "Tak for dit bidrag. Det kan ikke blive til en post endnu. Ret formularen: Tryk på de tre prikker øverst til højre i dit"
    " indlæg, og vælg *Edit*. Den bliver læst igen, når du gemmer.",
    "Thank you for your contribution. It cannot become a record yet. Correct the form: press the three dots at the top right"
    " of your post, and choose *Edit*. It is read again when you save.",
)
_NOTE = Message("Til redaktøren:", "To the maintainer:")


def reply(filled: Filled, file: Path | None, view: View) -> Iterator[str]:
    """The lines of the answer, in the language of `view`.

    Args:
        filled: the form as it was read.
        file: the record that was written, if it was.
        view: how findings are shown.
    """
    said = _DONE.fill({"file": file.as_posix()}) if file else _NOT_DONE
    yield said.in_(view.language)
    if filled.findings:
        yield ""
        yield markdown_table(_HEAD.in_(view.language), (_row(finding, view) for finding in filled.findings))
    if filled.note:
        # The fence is longer than any in the note, so nothing in it is Markdown.
        fence = "`" * max(3, *(len(run) + 1 for run in re.findall("`+", filled.note) or [""]))
        yield from ("", _NOTE.in_(view.language), "", f"{fence}text", filled.note, fence)


def _row(finding: Finding, view: View) -> tuple[str, ...]:
    # Relative to the page of an issue or a pull request, since the address of the repository is not known.
    page = f"../blob/HEAD/{path_in(finding.rule, view.language)}"
    cells = (_place(finding, view), finding.message.in_(view.language), view.help(finding))
    severity = SEVERITY[finding.rule.severity].in_(view.language)
    return (severity, f"[{finding.rule.code}]({page})", *map(escape_markdown, cells))


def _place(finding: Finding, view: View) -> str:
    """The heading of the form that `finding` is at, or its file."""
    lines = view.unwritten.get(finding.file, "").split("\n")
    line = lines[finding.span.line - 1] if finding.span and finding.span.line <= len(lines) else ""
    return (
        line.removeprefix("### ") if line.startswith("### ") else "" if finding.file in view.unwritten else finding.file
    )
