"""Values in HTML and Markdown, without effect as markup.

The HTML of records and entries in a notebook has no script, no style sheet and no request to anywhere; its colours are
those that the notebook has for its text, so that it reads in light and in dark. Text is marked with its language.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from html import escape as escape
from typing import Any

from reformdata.models.languages import LANGUAGES, Language
from reformdata.models.periods import Period
from reformdata.models.terms import Term
from reformdata.models.text import Label, Text

ROWS = 200
"""How many rows of a collection are shown, in a box that can be scrolled."""

SMALL = "opacity:.8;font-size:.9em"
_SCROLLED = "max-height:30em;overflow:auto"
_BOX = "border-left:3px solid currentColor;padding:.2em 0 .2em .8em;margin:.4em 0;max-width:60em"
_CELL = "text-align:left;vertical-align:top;padding:.15em .8em .15em 0"
_ABOVE = frozenset({"id", "kind", "title", "name", "text", "description", "definition", "curation"})
"""What stands above the table of the other fields; and what is about the curator's work."""


class HtmlCard:
    """A model that a notebook shows as a card."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        return card(self)


def card(thing: Any) -> str:
    """A record or an entry: its id and sort, what it says in both languages, and a table of what else it holds."""
    kind = getattr(thing, "kind", None)
    sort = f" · {inline(kind.label)}" if kind else ""
    texts = "".join(_texts(thing, language) for language in LANGUAGES)
    facts = ((escape(name), _value(value)) for name, value in _values(thing).items() if name not in _ABOVE)
    return box(f'<div style="{SMALL}">{escape(thing.id)}{sort}</div>{texts}{table(facts)}')


def box(content: str) -> str:
    """HTML with a line at its side."""
    return f'<div style="{_BOX}">{content}</div>'


def collection(head: str, rows: Sequence[Iterable[str]], columns: Iterable[str], *, left: int = 0) -> str:
    """A table of all `rows` in a box that can be scrolled, below the line `head`; and how many rows are `left` out."""
    shown = f'<div style="{_SCROLLED}">{table(rows, columns)}</div>' if rows else ""
    more = f'<div style="{SMALL}">… {left} more</div>' if left > 0 else ""
    return f"{heading(head)}{shown}{more}"


def inline(label: Label | Text) -> str:
    """`label` in both languages, each in an element that says which; once, if it is the same in both."""
    if label.da == label.en:
        return escape(label.da)
    return " / ".join(f'<span lang="{language}">{escape(label.in_(language))}</span>' for language in LANGUAGES)


def stack(label: Label) -> str:
    """`label` in both languages, one below the other."""
    return "".join(f'<div lang="{language}">{escape(label.in_(language))}</div>' for language in LANGUAGES)


def table(rows: Iterable[Iterable[str]], heading: Iterable[str] = ()) -> str:
    """A table of cells that are HTML, under a heading of plain words if there is one."""
    words = "".join(f'<th style="{_CELL}">{escape(word)}</th>' for word in heading)
    head = f"<thead><tr>{words}</tr></thead>" if words else ""
    cells = ("".join(f'<td style="{_CELL}">{content}</td>' for content in row) for row in rows)
    body = "".join(f"<tr>{row}</tr>" for row in cells)
    return f"<table>{head}<tbody>{body}</tbody></table>"


def heading(text: str) -> str:
    """A line above a table: the `repr` of what is shown, without its brackets."""
    return f"<div><strong>{escape(text.strip('<>'))}</strong></div>"


def keep_on_one_line(value: object) -> str:
    """A short value that stays on one line."""
    return f'<span style="white-space:nowrap">{escape(str(value))}</span>'


def _texts(thing: Any, language: Language) -> str:
    parts = (getattr(thing, name, None) for name in ("title", "name", "summary", "text", "description", "definition"))
    texts = [escape(part.in_(language)) for part in parts if part]
    if not texts:
        return ""
    shown = "<br>".join([*(f"<strong>{text}</strong>" for text in texts[:1]), *texts[1:]])
    return f'<div lang="{language}" style="margin:.4em 0">{shown}</div>'


def _values(thing: Any) -> Mapping[str, Any]:
    values = {field.name.rstrip("_"): getattr(thing, field.name) for field in fields(thing)}
    return {name: value for name, value in values.items() if value not in (None, ())}


def _value(value: Any) -> str:
    """A value of a field: terms and labels in both languages; parts of several values one below the other, in a table if they have parts again."""
    if isinstance(value, Term | Label | Text):
        return inline(value.label if isinstance(value, Term) else value)
    if isinstance(value, tuple):
        return ("<br>" if any(map(_has_parts, value)) else ", ").join(map(_value, value))
    if _has_parts(value):
        values = _values(value)
        if any(isinstance(one, tuple) and any(map(_has_parts, one)) for one in values.values()):
            return table((escape(name), _value(one)) for name, one in values.items())
        return " · ".join(map(_value, values.values()))
    return escape(str(value))


def _has_parts(value: Any) -> bool:
    return is_dataclass(value) and not isinstance(value, Period)


_ACTS = re.compile(r"[\\`*_\[\]~$|&<>]")
_LINKED = re.compile(r"(?<=@)|(?<=#)|(?<=www)(?=\.)|(?<=:)(?=//)", re.IGNORECASE)
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def escape_markdown(text: str) -> str:
    """`text` for the middle of a line or for a cell of a table.

    An empty comment keeps GitHub from making a link of an address, or of a name or a number that is called by one.
    """
    parts = _LINKED.split(" ".join(text.split()))
    return "<!-- -->".join(_ACTS.sub(lambda found: _ENTITIES.get(found[0], f"\\{found[0]}"), part) for part in parts)


def markdown_table(heading: str, rows: Iterable[Iterable[str]]) -> str:
    """A table of cells that are Markdown; the names of its columns are separated by `|`."""
    names = heading.split("|")
    lines = (names, ["---"] * len(names), *rows)
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
