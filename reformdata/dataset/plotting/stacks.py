"""Stacked bars: what became of acts by area, and how strongly proposals are put by addressee."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from reformdata.dataset.plotting import layout
from reformdata.dataset.plotting.canvas import CHOSEN, INK, Canvas, text_width
from reformdata.dataset.plotting.chart import Chart, Row
from reformdata.dataset.plotting.counting import AREA, IN_AREAS, TOTAL, Groups, areas, count_by, groups
from reformdata.dataset.plotting.pixels import boxes, drawing, texts, texts_in
from reformdata.dataset.verdicts import VERDICT, WITHOUT_VERDICT
from reformdata.messages import Message
from reformdata.models import Label, Strength, Verdict

VERDICTS: Mapping[str, Label | Message] = MappingProxyType(
    {**{one.value: one.label for one in Verdict}, **WITHOUT_VERDICT}
)
"""The label of each verdict and of each reason for having none, in the order of the segments."""
COLOURS: Mapping[str, str] = MappingProxyType(
    {
        Verdict.DONE: "#009E73", Verdict.PARTLY: "#F0E442", Verdict.UNDER_WAY: "#0072B2", Verdict.DECIDED: "#56B4E9",
        Verdict.REJECTED: "#D55E00", Verdict.DROPPED: "#E69F00", Verdict.REVERSED: "#CC79A7",
        Verdict.NO_TRACE: "#767676", "not-assessable": "#c4c4c4", "not-looked": "#efefef",
    }
)  # fmt: skip
"""The colour of each: what is known has a hue of Okabe and Ito, what is not known is grey."""
STRENGTHS: Mapping[str, str] = MappingProxyType(
    {Strength.MAY: "#bddf26", Strength.OUGHT: "#1f988b", Strength.MUST: "#440154"}
)
"""The colours of Viridis, the darker the stronger."""

_FEWEST = 10
"""The scale goes to at least this number, so that a single record has no long bar."""
_ADDRESSEE = Label("Modtager", "Addressee")
_VERDICTS = f"""
SELECT id, {VERDICT} FROM records WHERE kind <> 'statement' AND id IN {CHOSEN}
"""  # noqa: S608 - our own names
_STRENGTHS = f"SELECT id, strength FROM records WHERE strength IS NOT NULL AND id IN {CHOSEN}"  # noqa: S608 - our own names
_ADDRESSEES = f"""
SELECT DISTINCT actors.id, name_{{lang}} FROM record_addressees JOIN actors ON actors.id = actor WHERE record IN {CHOSEN}
"""  # noqa: S608 - our own names


def outcomes(canvas: Canvas, most: int) -> Chart:
    """What became of proposals and initiatives, by area."""
    verdicts = dict(canvas.rows(_VERDICTS))
    found = areas(canvas, most, verdicts)
    title = Label("Hvad der blev af det", "What became of it")
    subtitle = Label(
        f"Forslag og initiativer (n = {len(found.shown)}) efter politikområde og seneste vurdering. {IN_AREAS.da}",
        f"Proposals and initiatives (n = {len(found.shown)}) by policy area and latest verdict. {IN_AREAS.en}",
    )
    nothing = Label(
        "Ingen forslag eller initiativer at vise; hvad der blev af udsagn, vurderes ikke",
        "No proposals or initiatives to show; what became of statements is not assessed",
    )
    without = len(verdicts) - len(frozenset().union(*found.records.values()))
    subtitle = _add_without(subtitle, without, Label("politikområde", "a policy area"))
    return _stacks(canvas, found, verdicts, VERDICTS, COLOURS, AREA, (title, subtitle, nothing))


def strength_by_addressee(canvas: Canvas, most: int) -> Chart:
    """How strongly proposals are put, by whom they are addressed to."""
    strengths = dict(canvas.rows(_STRENGTHS))
    found = groups(canvas, "addressee", dict(canvas.rows(_ADDRESSEES)), most, strengths)
    without = len(strengths) - len(frozenset().union(*found.records.values()))
    title = Label("Hvor stærkt der foreslås, og til hvem", "How strongly it is proposed, and to whom")
    subtitle = Label(
        f"Forslag (n = {len(found.shown)}) efter modtager og styrke. Et forslag tæller ved hver af sine modtagere",
        f"Proposals (n = {len(found.shown)}) by addressee and strength. A proposal counts for each of its addressees",
    )
    subtitle = _add_without(subtitle, without, Label("modtager", "an addressee"))
    nothing = Label("Ingen forslag med en modtager at vise", "No proposals with an addressee to show")
    labels = {one.value: one.label for one in Strength}
    return _stacks(canvas, found, strengths, labels, STRENGTHS, _ADDRESSEE, (title, subtitle, nothing))


def _add_without(subtitle: Label, number: int, what: Label) -> Label:
    """`subtitle`, with the number of acts that have no row, if there are any."""
    if not number:
        return subtitle
    return Label(
        f"{subtitle.da}; {number} uden {what.da} er ikke med",
        f"{subtitle.en}; {number} without {what.en} {'is' if number == 1 else 'are'} left out",
    )


def _stacks(
    canvas: Canvas,
    found: Groups,
    values: Mapping[str, str],
    known: Mapping[str, Label | Message],
    colours: Mapping[str, str],
    what: Label,
    words: tuple[Label, Label, Label],
) -> Chart:
    """Bars of the groups, with a segment for each value that `known` names, and their sums at the end."""
    title, subtitle, nothing = words
    if not found.names:
        return canvas.empty(title, nothing)
    lang, size = canvas.lang, canvas.letters.label
    order = list(dict.fromkeys((*known, *sorted(set(values.values())))))  # newer data may use more values
    names = [known[one].in_(lang) if one in known else one for one in order]
    fills = [colours.get(one, INK) for one in order]
    entries = zip(names, count_by(found.shown, values, order), fills, strict=True)
    counts = {id_: count_by(found.records[id_], values, order) for id_ in found.names}
    sums = {id_: len(found.records[id_]) for id_ in found.names}
    table: list[Row] = [
        {what.in_(lang): name, **dict(zip(names, counts[id_], strict=True)), TOTAL.in_(lang): sums[id_]}
        for id_, name in found.names.items()
    ]
    legend, top = layout.legend(
        canvas, [(f"{name} ({count})", fill, "square") for name, count, fill in entries if count]
    )
    rows = layout.rows(canvas, found.names, top, depths=found.depths)
    largest = max(_FEWEST, *sums.values())
    scale = (canvas.room - rows.width - text_width(str(largest), size * 1.1) - size * 0.5) / largest
    segments: list[dict[str, Any]] = [
        {
            **rows.bar(id_), "text": str(count), "split": count < sums[id_], "colour": fills[place],
            "x": rows.width + sum(counts[id_][:place]) * scale, "x2": rows.width + sum(counts[id_][: place + 1]) * scale,
        }
        for id_ in found.names
        for place, count in enumerate(counts[id_])
        if count
    ]  # fmt: skip
    # A bar of one segment has its number at the end.
    numbered = [one for one in segments if one["split"] and text_width(one["text"], size) + 3 <= one["x2"] - one["x"]]
    ends = [
        {"x": rows.width + total * scale + size * 0.4, "y": rows.middle(id_), "text": str(total)}
        for id_, total in sums.items()
    ]
    layers = [
        *legend, rows.labels(), boxes(segments, stroke="#555555", strokeWidth=0.5),
        texts_in(numbered, fontSize=size * 0.92),
        texts(ends, align="left", fontSize=size, fontWeight="bold"),
    ]  # fmt: skip
    return canvas.frame(drawing(canvas, layers, rows.bottom), title, found.add_left_out(subtitle), table, found.shown)
