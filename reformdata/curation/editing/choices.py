"""The values that a field can have, by the names that people know them by."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from reformdata.models import Corpus, Label, Term, Text
from reformdata.models.names import folded


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that exists."""

    id: str
    label: Label
    aliases: tuple[str, ...] = ()
    definition: Text | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """All that it may be called by, the id first."""
        return (self.id, self.label.da, self.label.en, *self.aliases)


def of_table(corpus: Corpus, table: str) -> tuple[Choice, ...]:
    """The entries of a reference table of `corpus`, in the order of their ids."""
    entries: Mapping[str, object] = getattr(corpus, table)
    return tuple(Choice(id_, _label(entry), getattr(entry, "aliases", ())) for id_, entry in entries.items())


def of_terms(terms: Iterable[Term]) -> tuple[Choice, ...]:
    """The values of a closed vocabulary, in its order."""
    return tuple(Choice(term.value, term.label, definition=term.definition) for term in terms)


def resolve(said: str, choices: Iterable[Choice]) -> str | None:
    """The id of the value that is called `said`; None if none is, or if several are."""
    listed = tuple(choices)
    if any(choice.id == said for choice in listed):
        return said
    wanted = folded(said)
    found = {choice.id for choice in listed if wanted in map(folded, choice.names)}
    return found.pop() if len(found) == 1 else None


def nearest(said: str, choices: Iterable[Choice], *, most: int = 3) -> list[Choice]:
    """The values that are called most like `said`, the likest first: one that holds it, or differs by a slip of the hand."""
    wanted = folded(said)[:_LONGEST]
    ranked = [(max(_likeness(wanted, folded(name)) for name in choice.names), choice) for choice in choices]
    close = [(likeness, choice) for likeness, choice in ranked if likeness >= _CLOSE]
    return [choice for _, choice in sorted(close, key=lambda pair: -pair[0])[:most]]


def _likeness(wanted: str, name: str) -> float:
    """From 0 to 1; a name that holds what was typed counts, however much longer it is."""
    likeness = SequenceMatcher(None, wanted, name, autojunk=False).ratio()
    return max(likeness, _CLOSE) if len(wanted) >= _SHORTEST and wanted in name else likeness


_CLOSE = 0.6
_SHORTEST = 3
_LONGEST = 80
"""Characters of what somebody typed that are compared: to compare takes the square of them."""


def _label(entry: object) -> Label:
    # A source has a title, every other entry a name.
    label: Label = getattr(entry, "name", None) or getattr(entry, "title", None) or Label("–", "–")
    return label
