"""A comparison in words, in Danish or in English: as lines for a terminal, and as Markdown for release notes."""

import json
from collections.abc import Callable, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import groupby
from typing import Any, NamedTuple

from reformdata.dataset.comparison.changes import Change, FieldChange, What, counts, thaw
from reformdata.messages import Message
from reformdata.models import Language
from reformdata.models.labels import TABLE_LABELS
from reformdata.models.markup import escape_markdown

_WHATS: Mapping[What, Message] = {
    "added": Message("tilføjet", "added"),
    "retired": Message("taget ud", "withdrawn"),
    "merged": Message("lagt sammen", "merged"),
    "moved": Message("flyttet", "moved"),
    "changed": Message("ændret", "changed"),
    "removed": Message("fjernet", "removed"),
}
_NO_CHANGES = Message("Ingen ændringer i data.", "No changes in the data.")
_NOTHING = Message("(intet)", "(nothing)")
_ORDER = Message("en anden rækkefølge", "another order")
_ELEMENTS = Message("{count} dele", "{count} parts")

_MANY = 12
"""The most elements of a list that are shown; of more, such as fingerprints, only the number."""
_SENTENCE = 40
"""The length from which a text is shown with its changed words marked; a shorter one is shown before and after."""
_ALIKE = 0.5
"""The likeness of two texts below which they are shown one after the other: marked words would be unreadable."""


class Format(NamedTuple):
    """An output format."""

    escape: Callable[[str], str]
    removed: Callable[[str], str]
    """Marks text that was removed."""
    added: Callable[[str], str]
    versions: str
    heading: str
    entry: str
    field: str


TERMINAL = Format(
    lambda text: " ".join(text.split()), "[-{}-]".format, "{{+{}+}}".format, "{} → {}:", "\n{}", "  {}", "      {}"
)
MARKDOWN = Format(escape_markdown, "~~{}~~".format, "**{}**".format, "**{} → {}:**", "\n### {}\n", "- {}", "  - {}")


def render(before: str, after: str, changes: Sequence[Change], language: Language, form: Format) -> str:
    """A heading for each table and kind of change, under it the entries, under each its fields."""
    lines = [f"{form.versions.format(form.escape(before), form.escape(after))} {_summary(changes, language)}"]
    for (table, what), group in groupby(changes, key=lambda change: (change.table, change.what)):
        members = list(group)
        title = f"{_table(table).in_(language)}: {_WHATS[what].in_(language)} ({len(members)})"
        lines.append(form.heading.format(title))
        for change in members:
            lines.append(form.entry.format(_head(change, language, form)))
            lines += (
                form.field.format(f"{form.escape(field.field)}: {_difference(field, language, form)}")
                for field in change.fields
            )
    return "\n".join((*lines, ""))


def _table(name: str) -> Message:
    return TABLE_LABELS.get(name) or Message(name, name)


def _summary(changes: Sequence[Change], language: Language) -> str:
    parts = []
    for table, numbers in counts(changes).items():
        counted = ", ".join(f"{count} {_WHATS[what].in_(language)}" for what, count in numbers.items())
        parts.append(f"{_table(table).in_(language).lower()}: {counted}")
    return "; ".join(parts) + "." if parts else _NO_CHANGES.in_(language)


def _head(change: Change, language: Language, form: Format) -> str:
    to = f" → {form.escape(change.to)}" if change.to else ""
    name = f": {form.escape(change.name.in_(language))}" if change.name else ""
    reason = f" ({form.escape(change.reason.in_(language))})" if change.reason else ""
    return f"{form.escape(change.id)}{to}{name}{reason}"


def _difference(field: FieldChange, language: Language, form: Format) -> str:
    if field.is_list:
        return _list_difference(field, language, form)
    before, after = _value(field.before, language), _value(field.after, language)
    if isinstance(field.before, str) and isinstance(field.after, str) and len(before) >= _SENTENCE:
        words = before.split(), after.split()
        if SequenceMatcher(None, *words, autojunk=False).ratio() >= _ALIKE:
            return _word_difference(*words, form)
    return f"{form.escape(before)} → {form.escape(after)}"


def _list_difference(field: FieldChange, language: Language, form: Format) -> str:
    if not field.removed and not field.added:
        return _ORDER.in_(language)
    gone = [form.removed(form.escape(element)) for element in _elements(field.removed, language)]
    new = [form.added(form.escape(element)) for element in _elements(field.added, language)]
    return ", ".join((*gone, *new))


def _elements(elements: tuple[Any, ...], language: Language) -> list[str]:
    if len(elements) > _MANY:
        return [_ELEMENTS.in_(language).format(count=len(elements))]
    return [_value(element, language) for element in elements]


def _word_difference(before: list[str], after: list[str], form: Format) -> str:
    parts: list[str] = []
    for tag, start, end, new_start, new_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        gone, new = " ".join(before[start:end]), " ".join(after[new_start:new_end])
        if tag == "equal":
            parts.append(form.escape(gone))
            continue
        parts += [form.removed(form.escape(gone))] * bool(gone) + [form.added(form.escape(new))] * bool(new)
    return " ".join(parts)


def _value(value: Any, language: Language) -> str:
    """A value of a record as text: a label in the language of the reader, a mapping as its parts."""
    if value is None:
        return _NOTHING.in_(language)
    if isinstance(value, str):
        return value
    if not isinstance(value, Mapping):
        return json.dumps(thaw(value), ensure_ascii=False)
    if {"da", "en"} == set(value):
        return str(value[language])
    return ", ".join(_value(part, language) for part in value.values())
