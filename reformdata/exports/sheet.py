"""Excel for a reader: the records in one sheet, with names and labels in one language, the codebook and the citation.

A column without a value in any record is left out, and so are the ids of what has a name. Every text is written as
text, never as a formula or a link; days are days.
"""

import io
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from reformdata.about import LICENCE
from reformdata.errors import ConditionValueError
from reformdata.exports.contents import Content, contents, table_of
from reformdata.exports.xlsx import open_workbook, text_of, write_cell
from reformdata.models import LANGUAGES, VOCABULARIES, Label, Language, Term
from reformdata.models.labels import COLUMN_LABELS, TABLE_LABELS
from reformdata.models.languages import danish_order
from reformdata.store.file import Store

if TYPE_CHECKING:
    from xlsxwriter import Workbook

_VOCABULARY_OF = {tuple(term.value for term in terms): terms for terms in VOCABULARIES}
_SHEETS = (TABLE_LABELS["records"], Label("Kodebog", "Codebook"), Label("Henvisning", "Citation"))
_CODEBOOK = (
    Label("Kolonne", "Column"),
    Label("Navn i data", "Name in the data"),
    Label("Værdi", "Value"),
    Label("Betydning", "Meaning"),
)
_CITATION = (Label("Emne", "Subject"), Label("Indhold", "Content"))
_DAYS: Mapping[Language, str] = {"da": "dd-mm-yyyy", "en": "yyyy-mm-dd"}
_NARROWEST, _WIDE, _WIDEST = 10, 36, 60
_LONG = 100
"""The number of characters from which a text gets the widest column."""


class _Shown(NamedTuple):
    """A column of the sheet of records."""

    heading: str
    name: str
    """Its name in the data."""
    stem: str
    """That name without its language, and without `_name`."""
    meaning: str
    terms: type[Term] | None
    values: tuple[Any, ...]


def workbook(store: Store, language: Language, wanted: Sequence[str] | None = None) -> bytes:
    """The records of `store`, which is a selection, as an Excel workbook in `language`, with the columns `wanted`.

    Raises:
        ConditionValueError: a ValueError, for an unknown column.
        MissingExtraError: an ImportError, if XlsxWriter is not installed.
    """
    tables = contents(store)
    shown = list(_columns(table_of(tables, "records"), language, keep_empty=wanted is not None))
    if wanted is not None:
        shown = [_chosen(shown, name) for name in wanted]
    target = io.BytesIO()
    with open_workbook(target, store, tables) as book:
        names = [sheet.in_(language) for sheet in _SHEETS]
        records = zip(*(one.values for one in shown), strict=True)
        _fill(book, names[0], [one.heading for one in shown], list(records), language)
        meanings = [row for one in shown for row in _meanings(one, tables, language)]
        _fill(book, names[1], [one.in_(language) for one in _CODEBOOK], meanings, language)
        _fill(book, names[2], [one.in_(language) for one in _CITATION], list(_citation(store, language)), language)
    return target.getvalue()


def _chosen(shown: Sequence[_Shown], name: str) -> _Shown:
    """The column of a name: that in the data, with or without its language, or the heading."""
    found = next((one for one in shown if name in (one.stem, one.name, one.heading)), None)
    if found is None:
        raise ConditionValueError("columns", name, expected=[one.stem for one in shown])
    return found


def _columns(records: Content, language: Language, *, keep_empty: bool) -> Iterator[_Shown]:
    """The columns in `language`, with the labels of terms for their values."""
    columns = {column.name: column for column in records.table.columns}
    (other,) = (f"_{one}" for one in LANGUAGES if one != language)
    for place, (name, column) in enumerate(columns.items()):
        named = {f"{name}_name_{language}", f"{name}_{language}"} & columns.keys()
        values = tuple(row[place] for row in records.rows)
        is_empty = values and not any(value not in (None, "", ()) for value in values)
        is_rank = name.removesuffix("_rank") in columns.keys() - {name}  # a reader sorts by the labels
        if name.endswith(other) or named or (is_empty and not keep_empty) or is_rank:
            continue
        stem = name.removesuffix(f"_{language}").removesuffix("_name")
        terms = _VOCABULARY_OF.get(column.enum)
        heading = COLUMN_LABELS.get(stem, Label(stem, stem)).in_(language)
        labels = {term.value: term.label.in_(language) for term in terms or ()}
        shown = tuple(labels.get(value, value) for value in values) if terms else values
        doc = columns.get(stem, column).doc  # of a name, what its id means
        yield _Shown(heading, name, stem, doc.da if language == "da" else doc.en, terms, shown)


def _meanings(shown: _Shown, tables: Sequence[Content], language: Language) -> Iterator[tuple[str, ...]]:
    """What the column means, then what each of its values means where they are terms or described entries."""
    yield shown.heading, shown.name, "", shown.meaning
    for term in shown.terms or ():
        yield shown.heading, shown.name, term.label.in_(language), term.definition.in_(language)
    entries = next((one for one in tables if one.table.name == shown.stem), None)
    rows = entries.dicts() if entries else ()
    for row in sorted(rows, key=lambda row: danish_order(row[f"name_{language}"])):
        about = row.get(f"definition_{language}") or row.get(f"description_{language}")
        yield shown.heading, shown.name, row[f"name_{language}"], about or ""


def _citation(store: Store, language: Language) -> Iterator[tuple[str, Any]]:
    """How the selection is cited, and what it is."""
    cited = json.loads(store.selection["json"])
    yield _SHEETS[2].in_(language), store.selection[language]
    if "query" in cited:
        yield Label("Forespørgsel", "Query").in_(language), cited["query"]
    yield TABLE_LABELS["records"].in_(language), cited["count"]
    yield Label("Version af data", "Version of the data").in_(language), store.version
    yield Label("Licens", "Licence").in_(language), LICENCE
    yield "SHA-256", cited["sha256"]


def _fill(
    book: "Workbook", name: str, headings: Sequence[str], rows: Sequence[Sequence[Any]], language: Language
) -> None:
    """Add a sheet with a frozen row of headings and a filter, its text wrapped."""
    sheet = book.add_worksheet(name)
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": _DAYS[language], "valign": "top", "align": "left"})
    for at, heading in enumerate(headings):
        sheet.write_string(0, at, heading, head)
        longest = max((len(text_of(row[at])) for row in rows), default=0)
        widest = _WIDE if longest < _LONG else _WIDEST
        sheet.set_column(at, at, min(max(_NARROWEST, len(heading) + 3, longest + 1), widest))
    for number, row in enumerate(rows, start=1):
        for at, value in enumerate(row):
            write_cell(sheet, number, at, value, plain, day=day)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(rows), 1), len(headings) - 1)
    sheet.set_landscape()
    sheet.repeat_rows(0)
