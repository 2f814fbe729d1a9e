"""Charts of the number of records by year, policy area and voice, and the style of all charts."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from reformdata.models import Kind, Label, Language
from reformdata.store.file import Store

if TYPE_CHECKING:
    import altair

INK, GREY, FAINT = "#222222", "#666666", "#c4c4c4"

KINDS: Mapping[Kind, str] = {Kind.STATEMENT: "#0072B2", Kind.PROPOSAL: "#E69F00", Kind.INITIATIVE: "#009E73"}
"""The colour of each kind, in the order of every chart."""

_SHAPES: Mapping[Kind, str] = {Kind.STATEMENT: "circle", Kind.PROPOSAL: "square", Kind.INITIATIVE: "triangle-up"}

RECORDS = Label("Antal poster", "Number of records")
KIND = Label("Art", "Kind")
NOTHING = Label("Ingen poster at vise", "No records to show")
"""The subtitle of an empty chart."""

_Chart = TypeVar("_Chart", bound=Any)

_PLURALS: Mapping[Kind, Label] = {
    Kind.STATEMENT: Label("Udsagn", "Statements"),
    Kind.PROPOSAL: Label("Forslag", "Proposals"),
    Kind.INITIATIVE: Label("Initiativer", "Initiatives"),
}
AREA = Label("Politikområde", "Policy area")
_YEAR, _VOICE = Label("År", "Year"), Label("Stemme", "Voice")

_TICKS = 8
"""About how many numbers the axis of the years has."""

_YEARS = """
SELECT substr(date, 1, 4), kind, count(*) FROM records
WHERE id IN (SELECT value FROM json_each(?)) GROUP BY 1, 2
"""
_AREAS = """
SELECT areas.name_{lang}, records.kind, count(*)
FROM record_areas JOIN records ON records.id = record_areas.record JOIN areas ON areas.id = record_areas.area
WHERE records.id IN (SELECT value FROM json_each(?)) GROUP BY areas.id, records.kind
"""
_ACTORS = """
SELECT voice_name_{lang} || coalesce(' (' || voice_for_name_{lang} || ')', ''), kind, count(*) FROM records
WHERE id IN (SELECT value FROM json_each(?)) GROUP BY voice, voice_for, kind
"""


def timeline(store: Store, ids: str, lang: Language) -> "altair.LayerChart":
    """Stacked bars by year, with their sums above."""
    import altair as alt

    rows = _rows(store, _YEARS, ids, lang)
    years = sorted({int(row["of"]) for row in rows})
    every = [str(year) for year in range(years[0], years[-1] + 1)] if years else []
    across = alt.X("of:O", title=None, scale=alt.Scale(domain=every), axis=alt.Axis(labelAngle=0))
    base = alt.Chart(alt.InlineData(values=rows)).encode(x=across)
    # Not tickMinStep, with which a chart of one or two records has halves of records.
    ticks = min(max(_sums(rows).values(), default=1), _TICKS)
    bars = base.mark_bar(stroke="white", strokeWidth=1).encode(
        y=alt.Y("count:Q", title=RECORDS.in_(lang), axis=alt.Axis(tickCount=ticks)),
        color=colours(lang),
        order="place:Q",
        tooltip=tooltips({"of": _YEAR, "kind": KIND, "count": RECORDS}, lang),
    )
    sums = base.mark_text(dy=-8, color=INK, fontSize=12).encode(y="sum(count):Q", text="sum(count):Q")
    title = Label("Hvornår det blev sagt", "When it was said")
    subtitle = Label("Poster efter år og art", "Records by year and kind")
    chart: altair.LayerChart = bars + sums
    return add_titles(chart.properties(width=alt.Step(84), height=300), title, subtitle if rows else NOTHING, lang)


def areas(store: Store, ids: str, lang: Language, most: int) -> "altair.FacetChart":
    """Bars by area, a column for each kind."""
    title = Label("Hvad det handler om", "What it is about")
    subtitle = Label(
        "Poster efter politikområde og art; en post kan høre til flere områder",
        "Records by policy area and kind; a record may belong to several areas",
    )
    return _columns(_rows(store, _AREAS, ids, lang), AREA, title, subtitle, lang, most)


def actors(store: Store, ids: str, lang: Language, most: int) -> "altair.FacetChart":
    """Bars by voice, a column for each kind."""
    title = Label("Hvem der taler", "Who speaks")
    subtitle = Label(
        "Poster efter stemme (og den, stemmen taler for) og art",
        "Records by voice (and whom the voice speaks for) and kind",
    )
    return _columns(_rows(store, _ACTORS, ids, lang), _VOICE, title, subtitle, lang, most)


def _columns(
    rows: Sequence[dict[str, Any]], what: Label, title: Label, subtitle: Label, lang: Language, most: int
) -> "altair.FacetChart":
    import altair as alt

    sums = _sums(rows)
    order = sorted(sums, key=lambda of: (-sums[of], of))[:most]
    shown = [row for row in rows if row["of"] in order]
    largest = max((row["count"] for row in shown), default=1)
    base = alt.Chart().encode(
        x=alt.X("count:Q", axis=None, scale=alt.Scale(domain=[0, largest])),
        y=alt.Y("of:N", title=None, sort=order),
    )
    bars = base.mark_bar().encode(
        color=colours(lang, legend=None), tooltip=tooltips({"of": what, "kind": KIND, "count": RECORDS}, lang)
    )
    numbers = base.mark_text(align="left", dx=4, color=INK, fontSize=12).encode(text="count:Q")
    columns = alt.Column("kinds:N", title=None, sort=[label.in_(lang) for label in _PLURALS.values()])
    layers: altair.LayerChart = bars + numbers
    sized = layers.properties(width=160, height=alt.Step(21))
    chart = sized.facet(data=alt.InlineData(values=shown), column=columns, spacing=36)
    return add_titles(chart, title, subtitle if rows else NOTHING, lang)


def _sums(rows: Sequence[dict[str, Any]]) -> Counter[str]:
    sums: Counter[str] = Counter()
    for row in rows:
        sums[row["of"]] += row["count"]
    return sums


def _rows(store: Store, sql: str, ids: str, lang: Language) -> list[dict[str, Any]]:
    """A row for each bar: its name, its kind and the number of records."""
    places = {kind.value: (place, kind) for place, kind in enumerate(KINDS)}
    return [
        {
            "of": of,
            "kind": places[kind][1].label.in_(lang),
            "kinds": _PLURALS[places[kind][1]].in_(lang),
            "place": places[kind][0],
            "count": count,
        }
        for of, kind, count in store.rows(sql.format(lang=lang), (ids,))
    ]


def colours(lang: Language, **options: Any) -> Any:
    """The colour channel, by the field `kind`."""
    import altair

    scale = altair.Scale(domain=[kind.label.in_(lang) for kind in KINDS], range=list(KINDS.values()))
    return altair.Color("kind:N", title=KIND.in_(lang), scale=scale, **options)


def shapes(lang: Language, **options: Any) -> Any:
    """The shape channel, by the field `kind`."""
    import altair

    scale = altair.Scale(domain=[kind.label.in_(lang) for kind in _SHAPES], range=list(_SHAPES.values()))
    return altair.Shape("kind:N", title=KIND.in_(lang), scale=scale, **options)


def tooltips(fields: Mapping[str, Label], lang: Language) -> list[Any]:
    """Tooltips with the values of the fields, each with its label."""
    import altair

    return [altair.Tooltip(f"{field}:N", title=word.in_(lang)) for field, word in fields.items()]


def add_titles(chart: _Chart, title: Label, subtitle: Label, lang: Language) -> _Chart:
    """`chart` with its titles, uncut labels, a white background and a description for screen readers."""
    import altair

    heading = altair.TitleParams(
        title.in_(lang), subtitle=subtitle.in_(lang), color=INK, subtitleColor=GREY,
        anchor="start", offset=16, fontSize=18, subtitleFontSize=13,
    )  # fmt: skip
    done: _Chart = (
        chart.properties(title=heading, description=f"{title.in_(lang)}. {subtitle.in_(lang)}.", background="white", padding=16)
        .configure(font="Helvetica Neue, Arial, Liberation Sans, sans-serif")
        .configure_view(stroke=None)
        .configure_axis(
            labelLimit=0, labelFontSize=12, labelColor=INK, titleFontSize=12, titleColor=GREY, titleFontWeight="normal",
            domain=False, ticks=False, gridColor="#e6e6e6", labelPadding=6,
        )
        .configure_legend(labelFontSize=12, labelColor=INK, titleFontSize=12, titleColor=GREY, titleFontWeight="normal", labelLimit=0)
        .configure_header(labelAnchor="start", labelFontSize=13, labelFontWeight="bold", labelColor=INK, title=None, labelLimit=0)
    )  # fmt: skip
    return done
