"""The closed vocabularies of the codebook at the prompt: what each value is called, and what it means."""

from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import TYPE_CHECKING, Any, overload

from reformdata.errors import UnknownIdError, library
from reformdata.models import LANGUAGES, TABLES, VOCABULARIES, Language, Term, markup
from reformdata.models.languages import check_language
from reformdata.models.terms import vocabulary_name

if TYPE_CHECKING:
    import pandas

_WIDTH = 96


class Codebook(Sequence[Term]):
    """The values of one vocabulary, or of all. Immutable; `print` shows them with their definitions."""

    def __init__(self, terms: Sequence[Term], lang: Language | None = None) -> None:
        self._terms = tuple(terms)
        self._lang = lang

    def to_dicts(self) -> list[dict[str, str]]:
        """A row for each value: `vocabulary`, `value`, `label_da`, `label_en`, `definition_da`, `definition_en`.

        In one language there are `label` and `definition` instead of the last four.
        """
        return [
            {"vocabulary": vocabulary_name(type(term)), "value": term.value}
            | {
                f"{part}{'' if self._lang else f'_{one}'}": getattr(term, part).in_(one)
                for part in ("label", "definition")
                for one in self._languages()
            }
            for term in self
        ]

    def to_pandas(self) -> "pandas.DataFrame":
        """The rows of `to_dicts` as a pandas frame of text.

        Raises:
            MissingExtraError: an ImportError, without the extra `pandas`.
        """
        made_by = library("pandas", extra="pandas", purpose="a pandas frame")
        frame: pandas.DataFrame = made_by.DataFrame(self.to_dicts(), dtype="string")
        return frame

    @overload
    def __getitem__(self, index: int) -> Term: ...
    @overload
    def __getitem__(self, index: slice) -> "Codebook": ...
    def __getitem__(self, index: int | slice) -> "Term | Codebook":
        return Codebook(self._terms[index], self._lang) if isinstance(index, slice) else self._terms[index]

    def __iter__(self) -> Iterator[Term]:
        return iter(self._terms)

    def __len__(self) -> int:
        return len(self._terms)

    def __repr__(self) -> str:
        names = dict.fromkeys(vocabulary_name(type(term)) for term in self)
        listed = next(iter(names)) if len(names) == 1 else f"{len(names)} vocabularies"
        return f"<Codebook: {listed}, {len(self)} values>"

    def __str__(self) -> str:
        return "\n".join(line for term in self for line in self._lines(term))

    def _repr_html_(self) -> str:
        head, rows = ("vocabulary", "value", "meaning"), []
        for term in self:
            meaning = "".join(
                f'<div lang="{one}"><strong>{markup.escape(term.label.in_(one))}</strong>:'
                f" {markup.escape(term.definition.in_(one))}</div>"
                for one in self._languages()
            )
            rows.append((markup.escape(vocabulary_name(type(term))), markup.keep_on_one_line(term.value), meaning))
        return markup.collection(repr(self), rows, head)

    def _lines(self, term: Term) -> Iterator[str]:
        yield f"{vocabulary_name(type(term))}: {term.value}"
        for one in self._languages():
            text = f"{term.label.in_(one)}: {term.definition.in_(one)}"
            yield from wrap(text, _WIDTH, initial_indent="  ", subsequent_indent="    ")

    def _languages(self) -> Sequence[Language]:
        return (self._lang,) if self._lang else LANGUAGES


def codebook(vocabulary: Any = None, *, lang: Language | None = None) -> Codebook:
    """What the values of a vocabulary are called and mean; of all vocabularies without an argument.

    Areas, themes, target groups and actors are no closed vocabularies: see `ds.areas` and the others.

    Args:
        vocabulary: the name of a vocabulary, as of a column or of a condition: "strength", "status", "relation_type".
        lang: the one language to show; both if None.

    Raises:
        UnknownIdError: a KeyError, if there is no such vocabulary; it suggests similar names.
        ConditionValueError: a ValueError, for an unsupported language.
    """
    if lang is not None:
        check_language(lang)
    named = {vocabulary_name(one): one for one in VOCABULARIES}
    if vocabulary is None:
        return Codebook([term for one in VOCABULARIES for term in one], lang)
    name = str(vocabulary)
    if name not in named:
        table = next((one for one in TABLES if name in (one, one.removesuffix("s"))), None)
        because = f"what it can be is in the data: ds.{table}" if table else ""
        raise UnknownIdError(name, "vocabularies", () if table else named, because=because)
    return Codebook(list(named[name]), lang)
