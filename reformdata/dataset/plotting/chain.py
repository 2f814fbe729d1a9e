"""The chart of a single chain: what led to a record, what came of it, and its outcome, over time."""

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from reformdata.dataset.plotting.counting import FAINT, GREY, INK, KIND, NOTHING, add_titles, colours, shapes, tooltips
from reformdata.dataset.plotting.outcomes import COLOURS, VERDICTS
from reformdata.dataset.steps import Node, Step, follow, nodes
from reformdata.dataset.verdicts import VERDICT
from reformdata.models import Label, Language, RecordId, Scope, WhyNot
from reformdata.store.file import Store

if TYPE_CHECKING:
    import altair

_WIDTH, _LABELS = 280, 310
"""Where the axis of the time ends and where the labels begin, in pixels."""
_LETTERS = 116
"""The most letters of a line."""
_LINE, _BETWEEN = 16, 13
"""Pixels of a line of a label, and between two labels."""
_BOW = 70
"""How far the line between two records of one day bends at most."""
_TICKS = 6
"""At most how many years have a number."""

_OUTCOME = Label("Hvad der blev af det", "What became of it")
_SINCE, _ASSESSED = Label("siden", "since"), Label("vurderet", "assessed")
_ID, _DATE, _TITLE = Label("Id", "Id"), Label("Dato", "Date"), Label("Titel", "Title")
_RELATION, _REASON = Label("Forbindelse", "Relation"), Label("Grund", "Reason")

_LATEST = f"""
SELECT {VERDICT}, why_not, scope, since, since_earliest, since_latest, as_of, text_{{lang}}
FROM (SELECT id FROM records WHERE id = ? AND kind <> 'statement') LEFT JOIN outcomes ON outcomes.record = id
"""  # noqa: S608 - our own names
_TERMS = {**VERDICTS, **{one.value: one.label for vocabulary in (Scope, WhyNot) for one in vocabulary}}


@dataclass(frozen=True, slots=True)
class _Label:
    """A record, or the outcome, as it is written: what it says, and in grey the facts about it."""

    title: Sequence[str]
    facts: Sequence[str]

    @property
    def height(self) -> int:
        return _LINE * (len(self.title) + len(self.facts)) + _BETWEEN


@dataclass(frozen=True, slots=True)
class _Verdict:
    """The latest verdict on an outcome."""

    label: _Label
    colour: str
    days: tuple[date, date] | None
    """The days between which it is drawn; None if nothing was assessed."""
    known: bool
    """Whether the days are those since which it holds, and not that of the assessment."""


def chain(store: Store, ids: Sequence[str], root: RecordId, lang: Language, depth: int | None) -> "altair.LayerChart":
    """A row for each record, the oldest first, and one for the outcome: a mark on the axis of the time, and its label."""
    chosen, steps = frozenset(ids), []
    reached = {root} & chosen
    for step in follow(store, root, "both", depth):
        if step.start in reached and step.end in chosen:
            reached.add(step.end)
            steps.append(step)
    shown = list(nodes(store, reached).values())
    title = Label("Hvad der førte til det, og hvad der blev af det", "What led to it, and what became of it")
    sources = len({node.id.source for node in shown})
    subtitle = Label(
        f"{root}, med det, som det er forbundet med, og udfaldet (poster: {len(shown)}; kilder: {sources})",
        f"{root}, with what it is related to, and the outcome (records: {len(shown)}; sources: {sources})",
    )
    verdict = _verdict(store, root, lang) if shown else None
    return add_titles(_chart(shown, steps, root, verdict, lang), title, subtitle if shown else NOTHING, lang)


def _verdict(store: Store, root: str, lang: Language) -> _Verdict | None:
    rows = store.rows(_LATEST.format(lang=lang), (root,))
    if not rows:
        return None
    (value, why_not, scope, since, earliest, latest, as_of, text), *_ = rows
    facts = [_word(one, lang) for one in (why_not, scope) if one]
    facts += [f"{word.in_(lang)} {day}" for word, day in ((_SINCE, since), (_ASSESSED, as_of)) if day]
    first = earliest or latest or as_of
    days = (date.fromisoformat(first), date.fromisoformat(latest or first)) if first else None
    label = _Label(
        _wrap(f"{_OUTCOME.in_(lang)}: {_word(value, lang)}"), [*_wrap(text or ""), *_wrap(" · ".join(facts))]
    )
    return _Verdict(label, COLOURS.get(value, INK), days, since is not None)


def _word(value: str, lang: Language) -> str:
    return _TERMS[value].in_(lang) if value in _TERMS else value  # newer data may use more values


def _label(node: Node, steps: Sequence[Step], root: str, lang: Language) -> _Label:
    facts = [node.id, node.kind.label.in_(lang), node.date.isoformat(), node.voice.in_(lang)]
    step = next((step for step in steps if step.end == node.id != root), None)
    if step:
        start = f".{step.start.number:02}" if step.start.source == node.id.source else step.start
        facts.append(f"{step.edge.seen_from(node.id)[1].in_(lang)} {start}")
    together = (fact.replace(" ", "\N{NO-BREAK SPACE}") for fact in facts)
    return _Label(_wrap(node.title.in_(lang)), _wrap(" · ".join(together)))


def _wrap(text: str) -> list[str]:
    return textwrap.wrap(text, _LETTERS, break_on_hyphens=False)


def _chart(
    shown: Sequence[Node], steps: Sequence[Step], root: str, verdict: _Verdict | None, lang: Language
) -> "altair.LayerChart":
    import altair as alt

    labels = [_label(node, steps, root, lang) for node in shown] + ([verdict.label] if verdict else [])
    tops = [sum(label.height for label in labels[:place]) for place in range(len(labels) + 1)]
    days = [*(node.date for node in shown), *(verdict.days if verdict and verdict.days else ())]
    years = range(min(days).year, max(days).year + 2) if days else range(0)

    def at(day: date) -> float:
        first, last = date(years[0], 1, 1).toordinal(), date(years[-1], 1, 1).toordinal()
        return round((day.toordinal() - first) / (last - first) * _WIDTH, 1)

    marks: dict[str, dict[str, Any]] = {
        node.id: {
            "x": at(node.date), "y": top, "kind": node.kind.label.in_(lang), "id": node.id,
            "title": node.title.in_(lang), "date": node.date.isoformat(),
        }
        for node, top in zip(shown, tops, strict=False)
    }  # fmt: skip
    main = [*(node.id == root for node in shown), *([True] if verdict else [])]
    titles = [
        {"y": top, "title": label.title, "main": one} for label, top, one in zip(labels, tops[:-1], main, strict=True)
    ]
    facts = [
        {"y": top + _LINE * len(label.title), "facts": label.facts}
        for label, top in zip(labels, tops[:-1], strict=True)
    ]
    step = -(-len(years) // _TICKS) or 1
    ticks = [{"x": at(date(year, 1, 1)), "year": str(year) if place % step == 0 else ""} for place, year in enumerate(years)]  # fmt: skip
    outcome = (
        [{"x": at(verdict.days[0]), "x2": at(verdict.days[1]), "y": tops[-2], "said": verdict.label.title[0]}]
        if verdict and verdict.days
        else []
    )
    leaders = [{"x": mark["x"] + 9, "y": mark["y"]} for mark in (*marks.values(), *outcome)]
    bows = [row for number, one in enumerate(steps) for row in _bow(number, one, marks, root, lang)]

    x, y = alt.X("x:Q", scale=None, axis=None), alt.Y("y:Q", scale=None, axis=None)

    def of(rows: Sequence[Mapping[str, Any]]) -> Any:
        return alt.Chart(alt.InlineData(values=list(rows)))

    def words(rows: Sequence[Mapping[str, Any]], text: str, **look: Any) -> Any:
        mark = of(rows).mark_text(align="left", baseline="middle", fontSize=12, lineHeight=_LINE, **look)
        return mark.encode(x=alt.value(_LABELS), y=y, text=f"{text}:N")

    years_text = of(ticks).mark_text(color=GREY, fontSize=12, baseline="bottom")
    layers: list[Any] = [
        of(ticks).mark_rule(color="#e6e6e6").encode(x=x, y=alt.value(-24), y2=alt.value(tops[-1])),
        years_text.encode(x=x, y=alt.value(-28), text="year:N"),
        of(leaders).mark_rule(color=FAINT, strokeDash=[1, 3]).encode(x=x, x2=alt.value(_LABELS - 8), y=y),
        *(
            of([row for row in bows if row["near"] == near])
            .mark_line(color=colour, strokeWidth=width, aria=False)
            .encode(x=x, y=y, detail="line:N", order="point:Q", tooltip=tooltips({"relation": _RELATION, "reason": _REASON}, lang))
            for near, colour, width in ((False, FAINT, 1.1), (True, GREY, 1.4))
        ),
        of(list(marks.values()))
        .mark_point(filled=True, size=90, opacity=1, stroke="white", strokeWidth=0.8)
        .encode(x=x, y=y, color=colours(lang, legend=None), shape=shapes(lang, legend=None), tooltip=tooltips({"id": _ID, "kind": KIND, "title": _TITLE, "date": _DATE}, lang)),
        of(outcome).mark_rule(color=INK, strokeWidth=3).encode(x=x, x2="x2:Q", y=y),
        of(outcome)
        .mark_point(
            shape="diamond", size=170, opacity=1, stroke=INK, strokeWidth=1.2, filled=True,
            fill=verdict.colour if verdict and verdict.known else "white",
        )
        .encode(x=x, y=y, tooltip=tooltips({"said": _OUTCOME}, lang)),
        words([row for row in titles if row["main"]], "title", color=INK, fontWeight="bold"),
        words([row for row in titles if not row["main"]], "title", color=INK),
        words(facts, "facts", color=GREY),
    ]  # fmt: skip
    return alt.LayerChart(layer=layers).properties(width=_WIDTH, height=max(tops[-1], 1))


def _bow(
    number: int, step: Step, marks: Mapping[str, Mapping[str, Any]], root: str, lang: Language
) -> Iterator[dict[str, Any]]:
    """The points of the line of a relation: bent, so that lines between records of one day do not cover each other."""
    one, other = marks[step.start], marks[step.end]
    bent = min(one["x"], other["x"]) - min(_BOW, abs(other["y"] - one["y"]) / 3)
    for point in range(13):
        t = point / 12
        weights = (1 - t) ** 2, 2 * t * (1 - t), t**2
        places = (one["x"], bent, other["x"]), (one["y"], (one["y"] + other["y"]) / 2, other["y"])
        x, y = (round(sum(map(float.__mul__, weights, map(float, place))), 1) for place in places)
        yield {
            "x": x, "y": y, "line": number, "point": point, "near": root in {step.start, step.end},
            "relation": step.edge.type.label.in_(lang), "reason": step.edge.reason.in_(lang),
        }  # fmt: skip
