"""The chart of what became of proposals and initiatives."""

from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from reformdata.dataset.plotting.counting import AREA, INK, NOTHING, RECORDS, add_titles, tooltips
from reformdata.dataset.verdicts import VERDICT, WITHOUT_VERDICT
from reformdata.models import Label, Language, Verdict
from reformdata.store.file import Store

if TYPE_CHECKING:
    import altair

VERDICTS: Mapping[str, Label] = MappingProxyType({**{one.value: one.label for one in Verdict}, **WITHOUT_VERDICT})
"""The label of each verdict and of each reason for having none, in the order of the segments."""
COLOURS: Mapping[str, str] = MappingProxyType(
    {
        Verdict.DONE: "#009E73", Verdict.PARTLY: "#F0E442", Verdict.UNDER_WAY: "#0072B2", Verdict.DECIDED: "#56B4E9",
        Verdict.REJECTED: "#D55E00", Verdict.DROPPED: "#E69F00", Verdict.REVERSED: "#CC79A7",
        Verdict.NO_TRACE: "#767676", "not-assessable": "#c4c4c4", "not-looked": "#efefef",
    }
)  # fmt: skip
"""The colour of each: what is known has a hue, what is not known is grey."""

_DARK = frozenset({Verdict.UNDER_WAY, Verdict.NO_TRACE})
"""The segments whose numbers are white."""
_WIDTH, _DIGIT = 600, 8
"""The width in pixels of the longest bar, and the room that a digit takes."""
_FEWEST = 10
"""The scale goes to at least this number, so that a single record has no long bar."""
_VERDICT = Label("Seneste vurdering", "Latest verdict")
_LEGEND = Label("Seneste vurdering (poster)", "Latest verdict (records)")
_OF = """
FROM records LEFT JOIN outcomes ON outcomes.record = records.id
WHERE kind <> 'statement' AND records.id IN (SELECT value FROM json_each(?))
"""
_ALL = f"SELECT {VERDICT}, source {_OF}"
_AREAS = f"""
SELECT areas.name_{{lang}}, verdict, count(*)
FROM record_areas JOIN areas ON areas.id = record_areas.area
JOIN (SELECT records.id AS act, {VERDICT} AS verdict {_OF}) ON act = record_areas.record
GROUP BY areas.id, verdict
"""  # noqa: S608 - our own names


def outcomes(store: Store, ids: str, lang: Language, most: int) -> "altair.LayerChart":
    """Stacked bars by area, with their sums at the end."""
    import altair as alt

    counted = store.rows(_AREAS.format(lang=lang), (ids,))
    sums: Counter[str] = Counter()
    for area, _, count in counted:
        sums[area] += count
    order = sorted(sums, key=lambda of: (-sums[of], of))[:most]
    # Newer data may use more verdicts.
    verdicts = list(dict.fromkeys((*VERDICTS, *sorted(verdict for _, verdict, _ in counted))))
    names = [VERDICTS[one].in_(lang) if one in VERDICTS else one for one in verdicts]
    acts = store.rows(_ALL, (ids,))
    each = Counter(verdict for verdict, _ in acts)
    entries = [f"{name} ({each[verdict]})" for name, verdict in zip(names, verdicts, strict=True)]
    largest = max((_FEWEST, *sums.values()))
    rows = [
        {
            "of": area, "verdict": names[place], "entry": entries[place], "place": place, "count": count,
            "number": str(count) if count / largest * _WIDTH > _DIGIT * len(str(count)) else "",
            "ink": "white" if verdicts[place] in _DARK else INK,
        }
        for area, place, count in sorted((area, verdicts.index(verdict), count) for area, verdict, count in counted)
        if area in order
    ]  # fmt: skip
    scale = alt.Scale(domain=entries, range=[COLOURS.get(one, INK) for one in verdicts])
    base = alt.Chart(alt.InlineData(values=rows)).encode(y=alt.Y("of:N", title=None, sort=order), order="place:Q")
    across = alt.X("count:Q", axis=None, stack="zero", scale=alt.Scale(domain=[0, largest]))
    bars = base.mark_bar(stroke="#555555", strokeWidth=0.5).encode(
        x=across,
        color=alt.Color(
            "entry:N", title=_LEGEND.in_(lang), scale=scale, legend=alt.Legend(offset=40, symbolType="square")
        ),
        tooltip=tooltips({"of": AREA, "verdict": _VERDICT, "count": RECORDS}, lang),
    )
    numbers = base.mark_text(fontSize=11).encode(
        x=alt.X("count:Q", stack="zero", bandPosition=0.5), text="number:N", color=alt.Color("ink:N", scale=None)
    )
    end = base.mark_text(align="left", dx=6, color=INK, fontSize=12, fontWeight="bold")
    chart: altair.LayerChart = bars + numbers + end.encode(x="sum(count):Q", text="sum(count):Q", order=alt.value(0))
    sources = len({source for _, source in acts})
    title = Label("Hvad der blev af det", "What became of it")
    subtitle = Label(
        f"Forslag og initiativer (n = {len(acts)}; kilder: {sources}) efter politikområde og seneste vurdering; "
        "en post kan høre til flere områder",
        f"Proposals and initiatives (n = {len(acts)}; sources: {sources}) by policy area and latest verdict; "
        "a record may belong to several areas",
    )
    return add_titles(chart.properties(width=_WIDTH, height=alt.Step(24)), title, subtitle if rows else NOTHING, lang)
