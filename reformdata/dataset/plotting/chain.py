"""The chart of a single chain: what led to a record, what came of it, and its outcome, over time."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from reformdata.dataset.plotting import layout
from reformdata.dataset.plotting.canvas import BOLD, FAINT, GREY, INK, Canvas
from reformdata.dataset.plotting.chart import Chart
from reformdata.dataset.plotting.kinds import COLOURS as KIND_COLOURS
from reformdata.dataset.plotting.kinds import KIND, SHAPES
from reformdata.dataset.plotting.pixels import curves, drawing, lines, points, texts
from reformdata.dataset.plotting.stacks import COLOURS, VERDICTS
from reformdata.dataset.steps import Node, Step, follow, nodes
from reformdata.dataset.verdicts import VERDICT
from reformdata.models import Label, Language, RecordId, Scope, WhyNot

_TIME = 0.3
"""The part of the width that the axis of the time takes."""
_BOW = 0.07
"""How far the line between two records of one day bends at most, as a part of the width."""
_NOTHING = Label("Posten er ikke blandt de valgte", "The record is not among those chosen")

_OUTCOME = Label("Hvad der blev af det", "What became of it")
_SINCE, _ASSESSED = Label("siden", "since"), Label("vurderet", "assessed")
_ID, _DATE, _TITLE = Label("Id", "Id"), Label("Dato", "Date"), Label("Titel", "Title")
_VOICE = Label("Stemme", "Voice")
_RELATION = Label("Forbindelse", "Relation")

_LATEST = f"""
SELECT {VERDICT}, why_not, scope, since, since_earliest, since_latest, as_of, text_{{lang}}
FROM (SELECT id FROM records WHERE id = :root AND kind <> 'statement') LEFT JOIN outcomes ON outcomes.record = id
"""  # noqa: S608 - our own names
_TERMS = {**VERDICTS, **{one.value: one.label for vocabulary in (Scope, WhyNot) for one in vocabulary}}


@dataclass(frozen=True, slots=True)
class _Label:
    """A record, or the outcome, as it is written: what it says, and in grey the facts about it."""

    title: Sequence[str]
    facts: Sequence[str]


@dataclass(frozen=True, slots=True)
class _Verdict:
    """The latest verdict on an outcome."""

    label: _Label
    colour: str
    days: tuple[date, date] | None
    """The days between which it is drawn; None if nothing was assessed."""
    known: bool
    """Whether the days are those since which it holds, and not that of the assessment."""
    day: str
    """That since which it holds, or that of the assessment; empty if there is none."""


def chain(canvas: Canvas, root: RecordId, depth: int | None) -> Chart:
    """A row for each record, the oldest first, and one for the outcome: a mark on the axis of the time, and its label."""
    store, lang, chosen, steps = canvas.store, canvas.lang, frozenset(canvas.ids), []
    reached = {root} & chosen
    for step in follow(store, root, "both", depth):
        if step.start in reached and step.end in chosen:
            reached.add(step.end)
            steps.append(step)
    title = Label("Hvad der førte til det, og hvad der blev af det", "What led to it, and what became of it")
    if not reached:
        return canvas.empty(title, _NOTHING)
    shown = list(nodes(store, reached).values())
    subtitle = Label(
        f"{root}, med det, som det er forbundet med, og udfaldet",
        f"{root}, with what it is related to, and the outcome",
    )
    query = "; ".join(filter(None, (canvas.query, f"trace={root}")))
    canvas = replace(canvas, ids=tuple(node.id for node in shown), query=query)
    verdict = _verdict(canvas, root)
    heads = [label.in_(lang) for label in (_DATE, _ID, KIND, _VOICE, _TITLE, _RELATION)]
    rows = [
        (
            str(node.date), str(node.id), node.kind.label.in_(lang), node.voice.in_(lang), node.title.in_(lang),
            _relation(node, steps, root, lang),
        )
        for node in shown
    ]  # fmt: skip
    if verdict:
        rows.append((verdict.day, "", "", "", " ".join((*verdict.label.title, "–", *verdict.label.facts)), ""))
    table = [dict(zip(heads, row, strict=True)) for row in rows]
    return canvas.frame(_draw(canvas, shown, steps, root, verdict), title, subtitle, table, [node.id for node in shown])


def _verdict(canvas: Canvas, root: str) -> _Verdict | None:
    rows, lang = canvas.rows(_LATEST, root=root), canvas.lang
    if not rows:
        return None
    (value, why_not, scope, since, earliest, latest, as_of, text), *_ = rows
    facts = [_word(one, lang) for one in (why_not, scope) if one]
    facts += [f"{word.in_(lang)} {day}" for word, day in ((_SINCE, since), (_ASSESSED, as_of)) if day]
    first = earliest or latest or as_of
    days = (date.fromisoformat(first), date.fromisoformat(latest or first)) if first else None
    said = _wrap(canvas, f"{_OUTCOME.in_(lang)}: {_word(value, lang)}", bold=True)
    label = _Label(said, [line for part in (text, " · ".join(facts)) if part for line in _wrap(canvas, part)])
    return _Verdict(label, COLOURS.get(value, INK), days, since is not None, since or as_of or "")


def _word(value: str, lang: Language) -> str:
    return _TERMS[value].in_(lang) if value in _TERMS else value  # newer data may use more values


def _relation(node: Node, steps: Sequence[Step], root: str, lang: Language) -> str:
    """How a record is related to the one from which it was reached: `answers .03`."""
    step = next((step for step in steps if step.end == node.id != root), None)
    if step is None:
        return ""
    start = f".{step.start.number:02}" if step.start.source == node.id.source else step.start
    return f"{step.edge.seen_from(node.id)[1].in_(lang)} {start}"


def _label(canvas: Canvas, node: Node, steps: Sequence[Step], root: str) -> _Label:
    lang = canvas.lang
    facts = (
        node.id,
        node.kind.label.in_(lang),
        node.date.isoformat(),
        node.voice.in_(lang),
        _relation(node, steps, root, lang),
    )
    together = (fact.replace(" ", "\N{NO-BREAK SPACE}") for fact in facts if fact)  # a fact stays on a line
    return _Label(
        _wrap(canvas, node.title.in_(lang), bold=node.id == root), _wrap(canvas, "\N{NO-BREAK SPACE}· ".join(together))
    )


def _wrap(canvas: Canvas, text: str, *, bold: bool = False) -> list[str]:
    return canvas.wrap(text, (canvas.room * (1 - _TIME) - canvas.letters.label * 2.5) / (BOLD if bold else 1))


def _draw(canvas: Canvas, shown: Sequence[Node], steps: Sequence[Step], root: str, verdict: _Verdict | None) -> Any:
    size = canvas.letters.label
    line = size * 1.3
    bow, end = canvas.room * _BOW, canvas.room * _TIME
    left = end + size * 2
    days = [*(node.date for node in shown), *(verdict.days if verdict and verdict.days else ())]
    years = layout.Years(days, max(bow / 2, size * 1.2), end - size, size)
    labels = [_label(canvas, node, steps, root) for node in shown] + ([verdict.label] if verdict else [])
    top, tops = size * 3, []
    for label in labels:
        tops.append(top)
        top += line * (len(label.title) + len(label.facts)) + size * 1.1
    marks: dict[str, dict[str, Any]] = {
        node.id: {"x": years.at(node.date), "y": y, "colour": KIND_COLOURS[node.kind], "shape": SHAPES[node.kind]}
        for node, y in zip(shown, tops, strict=False)
    }
    outcome = (
        [{
            "x": years.at(verdict.days[0]), "x2": years.at(verdict.days[1]), "y": tops[-1], "y2": tops[-1],
            "colour": verdict.colour if verdict.known else "white", "shape": "diamond",
        }]
        if verdict and verdict.days
        else []
    )  # fmt: skip
    leaders = [
        {"x": mark["x"] + size * 0.8, "x2": left - size * 0.6, "y": mark["y"], "y2": mark["y"]}
        for mark in (*marks.values(), *outcome)
    ]
    bows = [row for number, step in enumerate(steps) for row in _bow(number, step, marks, root, bow)]
    main = [*(node.id == root for node in shown), *([True] if verdict else [])]
    titles = [{"x": left, "y": y, "text": label.title} for label, y in zip(labels, tops, strict=True)]
    facts = [
        {"x": left, "y": y + line * len(label.title), "text": label.facts}
        for label, y in zip(labels, tops, strict=True)
    ]
    writing: dict[str, Any] = {"align": "left", "fontSize": size, "lineHeight": line}
    layers = [
        *years.layers(size * 0.6, top - size),
        lines(leaders, color=FAINT, strokeDash=[1, 3]),
        *(
            curves([row for row in bows if row["near"] == near], color=colour, strokeWidth=width)
            for near, colour, width in ((False, FAINT, 1.1), (True, GREY, 1.4))
        ),
        points(marks.values(), size * 0.9, stroke="white", strokeWidth=0.8),
        lines(outcome, color=INK, strokeWidth=3),
        points(outcome, size * 1.2, stroke=INK, strokeWidth=1.2),
        *(
            texts([title for title, one in zip(titles, main, strict=True) if one == bold], fontWeight=weight, **writing)
            for bold, weight in ((True, "bold"), (False, "normal"))
        ),
        texts(facts, color=GREY, **writing),
    ]
    return drawing(canvas, layers, top - size)


def _bow(
    number: int, step: Step, marks: Mapping[str, Mapping[str, Any]], root: str, most: float
) -> Iterator[dict[str, Any]]:
    """The points of the line of a relation: bent, so that lines between records of one day do not cover each other."""
    one, other = marks[step.start], marks[step.end]
    bent = min(one["x"], other["x"]) - min(most, abs(other["y"] - one["y"]) / 3)
    for point in range(13):
        t = point / 12
        weights = (1 - t) ** 2, 2 * t * (1 - t), t**2
        places = (one["x"], bent, other["x"]), (one["y"], (one["y"] + other["y"]) / 2, other["y"])
        x, y = (round(sum(map(float.__mul__, weights, map(float, place))), 1) for place in places)
        yield {"x": x, "y": y, "line": number, "point": point, "near": root in {step.start, step.end}}
