"""How values are written on a page: numbers of a language, links, and the templates."""

import json
import re
from decimal import Decimal
from types import SimpleNamespace
from typing import Any, NamedTuple

from reformdata.errors import library
from reformdata.models import Label, Language, Text
from reformdata.models.dates import format_date, format_period
from reformdata.site.wording import WORDS

_LONGEST_PATH = 40


class Link(NamedTuple):
    """A text that may lead somewhere."""

    text: str
    href: str = ""
    lang: str = ""
    """The language of the text, where it is not that of the page."""


class Words(SimpleNamespace):
    """The texts of the interface in a language: `ui.records` in a template, or `ui["records"]`."""

    def __init__(self, language: Language) -> None:
        super().__init__(**{name: label.in_(language) for name, label in WORDS.items()})

    def __getitem__(self, name: str) -> str:
        return str(getattr(self, name))


def format_number(value: int | Decimal | float, language: Language) -> str:
    """`1.234,5`, `1,234.5`; a minus sign for a hyphen."""
    written = f"{Decimal(str(value)).normalize():,f}".replace("-", "\u2212")
    return written.translate(str.maketrans(",.", ".,")) if language == "da" else written


def format_percent(part: int, whole: int, language: Language) -> str:
    """`48 %`, `48%`; a dash of nothing."""
    if not whole:
        return "–"
    space = "\u00a0" if language == "da" else ""
    share = round(100 * part / whole)
    return f"{'< 1' if part and not share else share}{space}%"


def format_bytes(size: int, language: Language) -> str:
    """`372 KB`, `5,3 MB`; of 1024, and at least `1 KB`."""
    kilobytes = -(-size // 1024)
    if kilobytes < 1024:
        return f"{kilobytes} KB"
    return f"{format_number(round(size / 1024**2, 1), language)} MB"


def json_in_html(value: Any) -> str:
    """`value` as JSON that may stand inside an element `script`: no `<` can end it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def web_address(url: object) -> str:
    """`url` if it is an address on the web; otherwise nothing, so that no `javascript:` is ever a link."""
    return str(url) if re.match(r"https?://", str(url or "")) else ""


def short_address(url: str) -> str:
    """`url` to be read: `kl.dk/om-kl`; the start of a long path is left out."""
    short = re.sub(r"^https?://(www\.)?|/$", "", url)
    host, _, path = short.partition("/")
    return short if len(path) <= _LONGEST_PATH else f"{host}/…{path[-_LONGEST_PATH:]}"


class _Memory(dict[str, bytes]):
    """What Jinja asks of the client of a cache."""

    def set(self, key: str, value: bytes) -> None:
        """Keep `value`."""
        self[key] = value


_COMPILED = _Memory()
"""The templates as code, which is the same in both languages."""


def environment(language: Language) -> Any:
    """The templates in `language`: every value is escaped, an unknown name is an error.

    Raises:
        MissingExtraError: an ImportError, without the extra `site`.
    """
    jinja2 = library("jinja2", extra="site", purpose="the site")
    library("markdown_it", extra="site", purpose="the site")
    made = jinja2.Environment(
        loader=jinja2.PackageLoader("reformdata.site"),
        auto_reload=False,
        bytecode_cache=jinja2.MemcachedBytecodeCache(_COMPILED),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )

    # Each page copies them, and the chain of mappings that Jinja makes takes longer to copy than most pages to render.
    made.make_globals = lambda given: {**made.globals, **(given or {})}

    def text(value: Label | Text | str | None) -> str:
        return value if isinstance(value, str) else value.in_(language) if value else ""

    made.filters.update(
        t=text,
        day=lambda value: format_date(value, language),
        period=lambda value: format_period(value, language),
        number=lambda value: format_number(value, language),
        bytes=lambda size: format_bytes(size, language),
        percent=lambda part, whole: format_percent(part, whole, language),
        web=web_address,
        place=short_address,
    )
    made.globals.update(ui=Words(language), lang=language)
    return made
