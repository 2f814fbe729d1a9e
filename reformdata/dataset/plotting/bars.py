"""Bars by kind: of each policy area, and of each voice."""

from reformdata.dataset.plotting import layout
from reformdata.dataset.plotting.canvas import BOLD, CHOSEN, Canvas, text_width
from reformdata.dataset.plotting.chart import Chart, Row
from reformdata.dataset.plotting.counting import AREA, IN_AREAS, TOTAL, Groups, areas, count_by, groups, kinds
from reformdata.dataset.plotting.kinds import COLOURS, PLURALS
from reformdata.dataset.plotting.pixels import boxes, drawing, texts
from reformdata.models import Label

_VOICE = Label("Stemme", "Voice")
_VOICES = f"""
SELECT DISTINCT voice, voice_name_{{lang}}, voice_for_name_{{lang}} FROM records WHERE id IN {CHOSEN} ORDER BY 1, 3
"""  # noqa: S608 - our own names


def kinds_by_area(canvas: Canvas, most: int) -> Chart:
    """Bars by area, a column for each kind."""
    title = Label("Hvad det handler om", "What it is about")
    nothing = Label("Ingen poster med et politikområde at vise", "No records with a policy area to show")
    return _columns(canvas, areas(canvas, most), AREA, title, IN_AREAS, nothing)


def kinds_by_voice(canvas: Canvas, most: int) -> Chart:
    """Bars by voice, a column for each kind."""
    names: dict[str, str] = {}
    behind: dict[str, list[str]] = {}
    for voice, name, organisation in canvas.rows(_VOICES):
        names[voice] = name
        behind.setdefault(voice, []).extend([organisation] if organisation else [])
    named = {voice: f"{name} ({', '.join(behind[voice])})" if behind[voice] else name for voice, name in names.items()}
    title = Label("Hvem der taler", "Who speaks")
    subtitle = Label(
        "Poster efter stemme; i parentes står, hvem stemmen taler for",
        "Records by voice; whom the voice speaks for stands in brackets",
    )
    nothing = Label("Ingen poster at vise", "No records to show")
    return _columns(canvas, groups(canvas, "voice", named, most), _VOICE, title, subtitle, nothing)


def _columns(canvas: Canvas, found: Groups, what: Label, title: Label, subtitle: Label, nothing: Label) -> Chart:
    if not found.names:
        return canvas.empty(title, nothing)
    lang, size = canvas.lang, canvas.letters.label
    of_kind = kinds(canvas)
    shown = [kind for kind in COLOURS if kind in of_kind.values()]
    heads = [PLURALS[kind].in_(lang) for kind in shown]
    counts = {id_: count_by(found.records[id_], of_kind, shown) for id_ in found.names}
    table: list[Row] = [
        {what.in_(lang): name, **dict(zip(heads, counts[id_], strict=True)), TOTAL.in_(lang): len(found.records[id_])}
        for id_, name in found.names.items()
    ]
    # No column is narrower than its heading.
    least = BOLD * max(text_width(head, size) for head in heads) + size * 0.4
    share = min(layout.SHARE, 1 - (len(shown) * least + size) / canvas.room)
    rows = layout.rows(canvas, found.names, size * 1.8, depths=found.depths, share=share)
    column = (canvas.room - rows.width) / len(shown)
    largest = max(max(each) for each in counts.values())
    scale = (column - text_width(str(largest), size) - size * 1.4) / largest
    starts = [rows.width + place * column for place in range(len(shown))]
    cells = [
        (rows.bar(id_), start, count, COLOURS[kind])
        for id_ in found.names
        for start, kind, count in zip(starts, shown, counts[id_], strict=True)
        if count
    ]
    bars = [{**edges, "x": x, "x2": x + max(count * scale, 1), "colour": colour} for edges, x, count, colour in cells]
    numbers = [
        {"x": x + count * scale + size * 0.4, "y": (edges["y"] + edges["y2"]) / 2, "text": str(count)}
        for edges, x, count, _ in cells
    ]
    headings = [{"x": x, "y": size * 0.6, "text": head} for x, head in zip(starts, heads, strict=True)]
    layers = [
        texts(headings, align="left", fontSize=size, fontWeight="bold"),
        rows.labels(), boxes(bars), texts(numbers, align="left", fontSize=size),
    ]  # fmt: skip
    return canvas.frame(drawing(canvas, layers, rows.bottom), title, found.add_left_out(subtitle), table, found.shown)
