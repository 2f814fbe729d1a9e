"""The timeline: when the sources are from, and how many records of each kind there are of each."""

from datetime import date

from reformdata.dataset.plotting import layout
from reformdata.dataset.plotting.canvas import CHOSEN, FAINT, INK, Canvas, text_width
from reformdata.dataset.plotting.chart import Chart, Row
from reformdata.dataset.plotting.counting import TOTAL
from reformdata.dataset.plotting.kinds import COLOURS, PLURALS, SHAPES
from reformdata.dataset.plotting.pixels import boxes, drawing, lines, points, texts
from reformdata.models import Label

_NARROW = 400
"""The room in pixels below which the titles of the sources have less of it, and more lines."""
_DATE, _SOURCE = Label("Dato", "Date"), Label("Kilde", "Source")
_SOURCES = f"""
SELECT source, source_date, source_title_{{lang}}, kind, count(*) FROM records WHERE id IN {CHOSEN}
GROUP BY source, kind ORDER BY source_date, source
"""  # noqa: S608 - our own names


def timeline(canvas: Canvas) -> Chart:
    """A row for each source: its date and title, a mark at its date, and the number of its records of each kind."""
    lang, size = canvas.lang, canvas.letters.label
    title = Label("Hvornår kilderne er fra", "When the sources are from")
    dates: dict[str, date] = {}
    titles: dict[str, str] = {}
    counts: dict[str, dict[str, int]] = {}
    for source, dated, named, kind, count in canvas.rows(_SOURCES):
        dates[source], titles[source] = date.fromisoformat(dated), named
        counts.setdefault(source, {})[kind] = count
    if not counts:
        return canvas.empty(title, Label("Ingen poster at vise", "No records to show"))
    shown = [kind for kind in COLOURS if any(kind in by_kind for by_kind in counts.values())]
    legend, top = layout.legend(canvas, [(PLURALS[kind].in_(lang), COLOURS[kind], SHAPES[kind]) for kind in shown])
    share, most = (0.38, 3) if canvas.room < _NARROW else (0.5, 2)
    named = {source: _shorten(canvas, f"{dates[source]} {titles[source]}", share, most) for source in dates}
    rows = layout.rows(canvas, named, top + size * 1.8, share=share)
    column = size * 1.7 + max(text_width(str(count), size) for each in counts.values() for count in each.values())
    start, end = rows.width + size, canvas.room - len(shown) * column - size * 0.7
    years = layout.Years(list(dates.values()), start, end, size)
    leaders = [
        {"x": rows.width, "x2": end + size * 0.5, "y": rows.middle(source), "y2": rows.middle(source)}
        for source in dates
    ]
    marks = [
        {**rows.bar(source), "x": years.at(day) - 2, "x2": years.at(day) + 2, "colour": INK}
        for source, day in dates.items()
    ]
    numbers = [
        {
            "x": end + size * 1.4 + place * column, "y": rows.middle(source),
            "colour": COLOURS[kind], "shape": SHAPES[kind], "text": str(by_kind[kind]),
        }
        for source, by_kind in counts.items()
        for place, kind in enumerate(shown)
        if kind in by_kind
    ]  # fmt: skip
    layers = [
        *legend, rows.labels(), *years.layers(top + size * 0.6, rows.bottom),
        lines(leaders, color=FAINT, strokeDash=[1, 3]), boxes(marks), points(numbers, size * 0.75),
        texts(numbers, align="left", dx=size * 0.7, fontSize=size),
    ]  # fmt: skip
    subtitle = Label(
        "Et mærke er en kilde på sin dato, uanset dens længde; tallene er dens poster af hver art",
        "A mark is a source at its date, whatever its length; the numbers are its records of each kind",
    )
    table: list[Row] = [
        {
            _DATE.in_(lang): str(dates[source]), _SOURCE.in_(lang): titles[source],
            **{PLURALS[kind].in_(lang): by_kind.get(kind, 0) for kind in shown},
            TOTAL.in_(lang): sum(by_kind.values()),
        }
        for source, by_kind in counts.items()
    ]  # fmt: skip
    return canvas.frame(drawing(canvas, layers, rows.bottom), title, subtitle, table)


def _shorten(canvas: Canvas, text: str, share: float, most: int) -> str:
    """`text`, without the words at its end that would take more than `most` lines."""
    words = text.split(" ")
    while len(canvas.wrap(" ".join(words) + "…", canvas.room * share)) > most:
        words.pop()
    shortened = " ".join(words)
    return text if shortened == text else shortened.rstrip(" ,;:.") + "…"
