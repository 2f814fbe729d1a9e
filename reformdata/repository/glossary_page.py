"""The page of the glossary: the English for each Danish term, and the words that must not translate it."""

from collections.abc import Iterable, Iterator

from reformdata.models import GlossaryTerm
from reformdata.models.languages import danish_order
from reformdata.models.markup import escape_markdown, markdown_table

PAGE = "docs/glossary.md"

_INTRODUCTION = """# Glossary

The English that translates each Danish term throughout the data. One decision holds for all records; `reformdata validate`
reports a word in the third column where the Danish text has the term ([RD413](../reformdata/curation/rules/RD413-rejected-translation.md)),
and `reformdata new` shows the English while a record is written. Made by `reformdata schema` from `records/glossary.yaml`."""


def page(terms: Iterable[GlossaryTerm]) -> str:
    """The page of `terms`, in the Danish order of their names, in Markdown."""
    rows = (tuple(_row(term)) for term in sorted(terms, key=lambda term: danish_order(term.name.da)))
    return f"{_INTRODUCTION}\n\n{markdown_table('dansk|English|not|note', rows)}\n"


def _row(term: GlossaryTerm) -> Iterator[str]:
    yield escape_markdown(term.name.da)
    yield escape_markdown(term.name.en)
    yield escape_markdown(", ".join(term.rejected))
    yield f"{escape_markdown(term.note.da)} *{escape_markdown(term.note.en)}*" if term.note else ""
