"""What every chart shares: the records that it is of, its size and letters, and the frame with title and small print."""

import json
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias, get_args

from reformdata.dataset.citing.references import short_reference
from reformdata.dataset.plotting.chart import FONT, Chart, Row
from reformdata.dataset.statistics import size_of
from reformdata.errors import ConditionValueError, library
from reformdata.models import Label, Language
from reformdata.models.languages import check_language
from reformdata.store.file import Store

Theme: TypeAlias = Literal["screen", "paper"]
Width: TypeAlias = Literal["full", "two", "one"]

INK, GREY, FAINT, GRID = "#222222", "#5c5c5c", "#c4c4c4", "#e6e6e6"
BOLD = 1.1
"""How much wider bold letters are."""
CHOSEN = "(SELECT value FROM json_each(:ids))"
"""SQL for the ids of the records that a chart is of, as `Canvas.rows` binds them."""

_PIXELS: Mapping[Width, int] = {"full": 900, "two": 661, "one": 321}
"""The widths in pixels, of which there are 96 to the inch: 175 mm and 85 mm are the columns of many journals."""
_ALL, _SOME = Label("alle poster", "all records"), Label("valgt ved id", "chosen by id")
_SELECTION = Label("Udvalg", "Selection")
_PARTS = re.compile(r"[^-/\xa0]*[-/\xa0]|[^-/\xa0]+")
_OF_SOURCES = f"SELECT count(DISTINCT source) FROM records WHERE id IN {CHOSEN}"  # noqa: S608 - our own names


@dataclass(frozen=True, slots=True)
class Letters:
    """The sizes of the letters in pixels, and the margin of the chart."""

    title: float
    subtitle: float
    label: float
    small: float
    margin: int


_LETTERS: Mapping[Theme, Letters] = {"screen": Letters(18, 13, 12, 10, 16), "paper": Letters(13, 10.5, 10, 8.5, 4)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Canvas:
    """The records that a chart is of, and how it is to look.

    Raises:
        ConditionValueError: for a language, a theme or a width that does not exist.
        MissingExtraError: without the extra `plot`.
    """

    store: Store
    ids: tuple[str, ...]
    query: str
    """What led to the records, as their citation says it; empty for all records."""
    lang: Language = "en"
    title: str | None = None
    """Instead of the title that the chart has; none at all if it is empty."""
    theme: Theme = "screen"
    width: Width = "full"

    def __post_init__(self) -> None:
        check_language(self.lang)
        for name, value, known in (("theme", self.theme, Theme), ("width", self.width, Width)):
            if value not in get_args(known):
                chosen = name == "theme" and value in self.store.ids("themes")
                hint = (
                    f"it is how the chart looks; for a theme of reform: .filter(theme={value!r}).plot" if chosen else ""
                )
                raise ConditionValueError(name, value, expected=get_args(known), hint=hint)
        library("altair", extra="plot", purpose="a chart")

    @property
    def letters(self) -> Letters:
        """The sizes of the letters."""
        return _LETTERS[self.theme]

    @property
    def room(self) -> int:
        """The width in pixels between the margins."""
        return _PIXELS[self.width] - 2 * self.letters.margin

    def rows(self, sql: str, **parameters: object) -> list[tuple[Any, ...]]:
        """What `sql` selects, with `{lang}` replaced by the language and `:ids` by the ids of the records, for `CHOSEN`."""
        return self.store.rows(sql.format(lang=self.lang), {"ids": json.dumps(self.ids), **parameters})

    def wrap(self, text: str, width: float, size: float | None = None) -> list[str]:
        """`text` in lines of at most `width` pixels, in letters of `size`, by default those of labels."""
        size = size or self.letters.label
        lines = [""]
        for word in text.split(" "):
            start = " " if lines[-1] else ""
            # A word that is longer than a line, such as an id, is broken; after a hyphen or a slash, if it has any.
            parts = [word] if text_width(word, size) <= width else _PARTS.findall(word)
            for part in [part for one in parts for part in ([one] if text_width(one, size) <= width else one)]:
                if text_width(lines[-1] + start + part, size) <= width:
                    lines[-1] += start + part
                else:
                    lines.append(part)
                start = ""
        return lines if lines[0] else lines[1:]

    def legend(self, entries: Sequence[str], room: float, **options: Any) -> Any:
        """A legend above the chart, with as many columns as `room` pixels hold of `entries`."""
        import altair

        size = self.letters.label
        each = max((text_width(entry, size) for entry in entries), default=0) + size * 2.6
        columns = max(1, min(len(entries), int(room // each)))
        return altair.Legend(orient="top", direction="horizontal", title=None, columns=columns, **options)

    def empty(self, title: Label, words: Label) -> Chart:
        """A chart that says in words that there is nothing to show."""
        import altair as alt

        size = self.letters.subtitle
        lines = self.wrap(words.in_(self.lang), self.room, size)
        text = alt.Chart(alt.InlineData(values=[{"words": lines}])).mark_text(
            align="left", baseline="top", fontSize=size, lineHeight=size * 1.3, color=INK
        )
        drawing = text.encode(text="words:N", x=alt.value(0), y=alt.value(0))
        return self.frame(drawing.properties(width=self.room, height=size * 1.3 * len(lines)), title, words, [], ())

    def frame(
        self, drawing: Any, title: Label, subtitle: Label, table: Sequence[Row], drawn: Collection[str] | None = None
    ) -> Chart:
        """`drawing` between its titles and the small print: which records, how many, of how many sources, and the citation.

        Args:
            drawing: an Altair chart without a title or configuration, at most `room` pixels wide with its labels.
            title: what it shows.
            subtitle: how it counts.
            table: the numbers that it shows.
            drawn: the ids of the records that it shows, if these are not all of them.
        """
        import altair as alt

        letters, lang = self.letters, self.lang
        heading = title.in_(lang) if self.title is None else self.title
        small = (self._selection(self.ids if drawn is None else drawn), short_reference(self.store, lang))
        lines = [line for text in small for line in self.wrap(text, self.room, letters.small)]
        below = alt.TitleParams(
            lines, orient="bottom", anchor="start", frame="bounds", offset=letters.margin * 0.75 + 4,
            fontSize=letters.small, fontWeight="normal", color=GREY, lineHeight=letters.small * 1.35,
        )  # fmt: skip
        above = alt.TitleParams(
            self.wrap(heading, self.room / BOLD, letters.title) if heading else [],
            subtitle=self.wrap(subtitle.in_(lang), self.room, letters.subtitle) if table else [],
            anchor="start", frame="bounds", offset=letters.subtitle, color=INK, subtitleColor=GREY,
            fontSize=letters.title, lineHeight=letters.title * 1.2,
            subtitleFontSize=letters.subtitle, subtitleLineHeight=letters.subtitle * 1.3, subtitlePadding=5,
        )  # fmt: skip
        description = " ".join(f"{text.rstrip('.')}." for text in (heading, subtitle.in_(lang), *small) if text)
        chart = (
            alt.vconcat(drawing.properties(title=below), title=above, background="white", padding=letters.margin)
            .properties(description=description)
            .configure(font=FONT, aria=False)
            .configure_view(stroke=None)
            .configure_legend(labelColor=INK, labelLimit=0, labelFontSize=letters.label)
        )
        return Chart(chart, table, description)

    def _selection(self, drawn: Collection[str]) -> str:
        """Which records the chart is of, and how many it shows: `Selection: area=elder-care (70). n = 37 records from 8 sources`."""
        lang = self.lang
        (sources,) = self.store.rows(_OF_SOURCES, {"ids": json.dumps(list(drawn))})[0]
        every = len(self.ids) == len(self.store.record_ids())
        which = self.query or (_ALL if every else _SOME).in_(lang)
        whole = "" if len(drawn) == len(self.ids) else f" ({len(self.ids)})"
        return f"{_SELECTION.in_(lang)}: {which}{whole}. n = {size_of(len(drawn), sources).in_(lang)}."


_WIDTHS: Mapping[str, float] = {
    **dict.fromkeys("ijl'|", 0.24), **dict.fromkeys(" .,:;!/()[]{}Iftr-·", 0.32), **dict.fromkeys("ckszvxyJ", 0.5),
    **dict.fromkeys("mMWwæÆ@%…", 0.9), **dict.fromkeys("ABCDEFGHKLNOPQRSTUVXYZÅØ&", 0.73),
}  # fmt: skip
"""The width of letters in Helvetica and Arial, as a part of their size; of the others it is 0.56."""


def text_width(text: str, size: float) -> float:
    """The width of `text` in pixels, about."""
    return sum(_WIDTHS.get(letter, 0.56) for letter in text) * size


def tooltips(fields: Mapping[str, Label], lang: Language) -> list[Any]:
    """Tooltips of the Altair chart with the values of the fields, each with its label."""
    import altair

    return [altair.Tooltip(f"{field}:N", title=word.in_(lang)) for field, word in fields.items()]
