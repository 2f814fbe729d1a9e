"""Excel: a workbook with a sheet for each table, one about the data, and one with the codebook.

Every text is written as text, never as a formula or a link; days and numbers have their types. Loses: the members of
an array are joined by `; `, and an empty text looks like none.
"""

import datetime
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import IO, TYPE_CHECKING, Any

from reformdata.about import NAME, READERS_DA, READERS_EN, TITLE_DA, TITLE_EN
from reformdata.errors import library
from reformdata.exports.contents import Content, contents, newest_day
from reformdata.exports.jsonl import documentation
from reformdata.messages import Message
from reformdata.store.file import Store

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet


_WIDEST = 60
_FIRST = {"records": 0, "terms": 1}
"""The place of the sheets before the others."""


def open_workbook(target: IO[bytes], store: Store, tables: Iterable[Content]) -> "Workbook":
    """A new workbook of `store`, which is written to `target` when it is closed.

    Raises:
        MissingExtraError: an ImportError, if XlsxWriter is not installed.
    """
    module = library("xlsxwriter", extra="xlsx", purpose=Message("at skrive en Excel-fil", "writing an Excel workbook"))
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    book: Workbook = module.Workbook(target, plain)
    # The day of the newest record, so that the same data gives the same bytes.
    created = datetime.datetime.combine(newest_day(tables) or datetime.date(1980, 1, 1), datetime.time())
    book.set_properties({"title": NAME, "comments": store.citation, "created": created})
    return book


def workbook(store: Store) -> bytes:
    """`store` as an Excel workbook.

    Raises:
        MissingExtraError: an ImportError, if XlsxWriter is not installed.
    """
    tables = contents(store)
    target = io.BytesIO()
    with open_workbook(target, store, tables) as book:
        head, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        _fill(book.add_worksheet("about"), ("", "dansk", "English"), _about(store), head, day)
        codebook = list(documentation(tables))
        sheet = book.add_worksheet("codebook")
        _fill(sheet, list(codebook[0]), [list(row.values()) for row in codebook], head, day)
        for content in sorted(tables, key=lambda one: _FIRST.get(one.table.name, len(_FIRST))):
            names = [column.name for column in content.table.columns]
            _fill(book.add_worksheet(content.table.name), names, content.rows, head, day)
    return target.getvalue()


def _about(store: Store) -> list[tuple[str, str, str]]:
    return [
        ("reformdata", TITLE_DA, TITLE_EN),
        ("readers", READERS_DA, READERS_EN),
        ("version", store.version, store.version),
        ("license", "CC BY 4.0", "CC BY 4.0"),
        ("citation", store.selection.get("da", store.citation), store.citation),
        (
            "sheets",
            "records er flad og bred og er for de fleste nok; codebook siger, hvad hver kolonne indeholder; terms forklarer"
            " værdierne; de andre ark er normalformen.",
            "records is flat and wide and enough for most; codebook says what every column holds; terms explains the"
            " values; the other sheets are the normal form.",
        ),
        (
            "formulas",
            "Alle tekster er skrevet som tekst; ingen celle er en formel.",
            "Every text is written as text; no cell is a formula.",
        ),
    ]


def _fill(
    sheet: "Worksheet", names: Sequence[str], rows: Sequence[Sequence[Any]], head: "Format", day: "Format"
) -> None:
    """Write a header row, frozen and with filters, and the rows below it."""
    for at, name in enumerate(names):
        sheet.write_string(0, at, name, head)
        longest = max((len(text_of(row[at])) for row in rows), default=0)
        sheet.set_column(at, at, min(max(len(name) + 3, longest + 1), _WIDEST))
    for number, row in enumerate(rows, start=1):
        for at, value in enumerate(row):
            write_cell(sheet, number, at, value, day=day)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(rows), 1), len(names) - 1)


def write_cell(
    sheet: "Worksheet", row: int, column: int, value: Any, plain: "Format | None" = None, *, day: "Format"
) -> None:
    """Write `value` of a table, a text as text and never as a formula; `day` is the format of days, `plain` of the others."""
    if value in (None, "", ()):
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value, plain)
    elif isinstance(value, int | Decimal):
        sheet.write_number(row, column, value, plain)
    elif isinstance(value, datetime.date):
        sheet.write_datetime(row, column, value, day)
    else:
        sheet.write_string(row, column, text_of(value), plain)


def text_of(value: Any) -> str:
    """`value` as the text of a cell; the members of an array are joined by `; `."""
    return "; ".join(map(str, value)) if isinstance(value, tuple) else str(value or "")
