"""The matrix of themes by policy areas."""

from math import ceil, sqrt

from reformdata.dataset.plotting import layout
from reformdata.dataset.plotting.canvas import BOLD, Canvas, text_width
from reformdata.dataset.plotting.chart import Chart, Row
from reformdata.dataset.plotting.counting import areas, groups
from reformdata.dataset.plotting.pixels import boxes, drawing, texts, texts_in
from reformdata.models import LANGUAGES, Label

_THEME = Label("Tema", "Theme")
_EMPTY = "#f4f4f4"
_SHADES = (
    "#fde725", "#b5de2b", "#6ece58", "#35b779", "#1f9e89", "#26828e", "#31688e", "#3e4989", "#482878", "#440154",
)  # fmt: skip
"""The colours of Viridis, the darker the more."""


def themes_by_area(canvas: Canvas, most: int) -> Chart:
    """A row for each theme, a column for each area, and in the cells the number of records that have both."""
    lang, size = canvas.lang, canvas.letters.label
    title = Label("Temaer efter politikområde", "Themes by policy area")
    themes = groups(canvas, "theme", dict(canvas.rows("SELECT id, name_{lang} FROM themes")), most)
    room = canvas.room - layout.rows(canvas, themes.names, 0).width
    with_theme = frozenset().union(*(themes.records[one] for one in themes.names))
    columns = areas(canvas, int(room // (size * 2.5)), with_theme)
    if not columns.names:
        nothing = Label("Ingen poster med både tema og politikområde", "No records with both a theme and a policy area")
        return canvas.empty(title, nothing)
    heads = {area: canvas.wrap(name, size * 11 / BOLD) for area, name in columns.names.items()}
    height = BOLD * max(text_width(line, size) for each in heads.values() for line in each)
    rows = layout.rows(canvas, themes.names, height + size)
    width = min((canvas.room - rows.width - 1) / len(heads), size * 4)
    counts = {
        (theme, area): len(themes.records[theme] & columns.records[area]) for theme in themes.names for area in heads
    }
    largest = max(counts.values())
    cells = [
        {
            "x": rows.width + place * width, "x2": rows.width + (place + 1) * width,
            "y": rows.tops[theme], "y2": rows.ends[theme],
            "colour": _shade(counts[theme, area] / largest), "text": str(counts[theme, area]),
        }
        for theme in themes.names
        for place, area in enumerate(heads)
        if counts[theme, area]
    ]  # fmt: skip
    right = rows.width + len(heads) * width
    ground = {"x": rows.width, "x2": right, "y": height + size, "y2": rows.bottom, "colour": _EMPTY}
    line = size * 1.15
    tops = [
        {"x": rows.width + (place + 0.5) * width - (len(text) - 1) * line / 2, "y": height + size * 0.5, "text": text, "depth": columns.depths[area]}
        for place, (area, text) in enumerate(heads.items())
    ]  # fmt: skip
    look = {"align": "left", "angle": 270, "fontSize": size, "lineHeight": line}
    layers = [
        rows.labels(), boxes([ground, *cells], stroke="white"), texts_in(cells, fontSize=size * 0.92),
        texts([top for top in tops if not top["depth"]], fontWeight="bold", **look),
        texts([top for top in tops if top["depth"]], **look),
    ]  # fmt: skip
    table: list[Row] = [
        {_THEME.in_(lang): name, **{head: counts[theme, area] for area, head in columns.names.items()}}
        for theme, name in themes.names.items()
    ]
    subtitle = Label(
        "Poster med både temaet og området; et område omfatter områderne i det, og en post kan have flere af begge. "
        "Områder med fed skrift er de øverste; lysegrå felter er uden poster",
        "Records with both the theme and the area; an area includes the areas within it, and a record may have several "
        "of both. Areas in bold are the top ones; light grey cells have no records",
    )
    left_out = _note(subtitle, themes.total - len(themes.names), columns.total - len(heads))
    return canvas.frame(drawing(canvas, layers, rows.bottom), title, left_out, table, with_theme & columns.shown)


def _shade(share: float) -> str:
    return _SHADES[ceil(sqrt(share) * len(_SHADES)) - 1]  # so that few and fewer differ too


def _note(subtitle: Label, themes: int, areas: int) -> Label:
    """`subtitle`, with what is left out."""
    left_out = (
        (themes, Label("tema", "theme"), Label("temaer", "themes")),
        (areas, Label("område", "area"), Label("områder", "areas")),
    )
    da, en = (
        [f"{number} {(one if number == 1 else many).in_(lang)}" for number, one, many in left_out if number]
        for lang in LANGUAGES
    )
    if not da:
        return subtitle
    return Label(
        f"{subtitle.da}. Udeladt som de sjældneste: {' og '.join(da)}",
        f"{subtitle.en}. Left out as the rarest: {' and '.join(en)}",
    )
