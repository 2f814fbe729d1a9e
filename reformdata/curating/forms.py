"""The issue forms of GitHub: from the Markdown that a filled form becomes to the answers it holds.

A form becomes `### Label`, a blank line and the value, once for each of its fields. `LABELS` is what the forms in
`.github/ISSUE_TEMPLATE/` call their fields; a test holds the two together.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from reformdata.findings import Message

LABELS: Mapping[str, Message] = MappingProxyType(
    {
        "kind": Message("Art", "Kind"),
        "source": Message("Kilde", "Source"),
        "paragraphs": Message("Afsnit", "Paragraphs"),
        "voice": Message("Stemme", "Voice"),
        "for": Message("Taler for", "Speaks for"),
        "office-da": Message("Embede på dansk", "Office in Danish"),
        "office-en": Message("Embede på engelsk", "Office in English"),
        "reported-by": Message("Bragt videre af", "Reported by"),
        "title-da": Message("Titel på dansk", "Title in Danish"),
        "title-en": Message("Titel på engelsk", "Title in English"),
        "text-da": Message("Tekst på dansk", "Text in Danish"),
        "text-en": Message("Tekst på engelsk", "Text in English"),
        "areas": Message("Områder", "Areas"),
        "themes": Message("Temaer", "Themes"),
        "action": Message("Handling", "Action"),
        "strength": Message("Styrke", "Strength"),
        "addressees": Message("Modtagere", "Addressees"),
        "claim": Message("Påstand", "Claim"),
        "tone": Message("Tone", "Tone"),
        "form": Message("Form", "Form"),
        "owners": Message("Ejere", "Owners"),
        "partners": Message("Parter", "Partners"),
        "status": Message("Status", "Status"),
        "period": Message("Periode", "Period"),
        "target-groups": Message("Målgrupper", "Target groups"),
        "reforms": Message("Reformer", "Reforms"),
        "laws": Message("Love", "Laws"),
        "mentions": Message("Nævner", "Mentions"),
        "spoken-on": Message("Talt den", "Spoken on"),
    }
)
"""What the fields of the forms are called, by the names of the options of `reformdata new`; in a form `da / en`."""

NOT_ANSWERED = "_No response_"
"""What GitHub writes for a field that was left empty."""

LARGEST = 256 * 1024
"""Bytes; GitHub ends an issue at 65,536 characters."""


class Section(NamedTuple):
    """A heading of a filled form, and what stands below it."""

    name: str
    """That of the field."""
    value: str
    line: int
    """Of the heading, from 1."""
    heading: str


def label(name: str) -> str:
    """What the forms call the field `name`: `Kilde / Source`."""
    both = LABELS[name]
    return both.da if both.da == both.en else f"{both.da} / {both.en}"


def sections(text: str) -> Iterator[Section]:
    """The fields of a filled form, in their order; of headings that are no field's, nothing.

    A value may hold anything: a heading counts only if it is, letter by letter, that of a field not met before.
    So nothing that is pasted into one field can answer for a field above it, and a fence or a `::` is text.
    """
    names = {f"### {label(name)}": name for name in LABELS}
    lines = text.split("\n")
    starts: list[tuple[int, str]] = []
    for number, line in enumerate(lines):
        name = names.get(line.rstrip())
        if name and name not in (met for _, met in starts):
            starts.append((number, name))
    ends = [number for number, _ in starts[1:]] + [len(lines)]
    for (start, name), end in zip(starts, ends, strict=True):
        value = "\n".join(lines[start + 1 : end]).strip()
        yield Section(name, "" if value == NOT_ANSWERED else value, start + 1, lines[start])
