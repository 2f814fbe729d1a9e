"""Charts of records in Danish or in English: `ds.plot`, or `.plot` of any records.

They are Altair charts, and can be changed further or saved as SVG, PNG or HTML. The colours are those of Okabe and
Ito, which colour-blind readers can distinguish; shape or position always says the same.
"""

import json
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from reformdata.dataset.conditions import check_language
from reformdata.dataset.network import OF, Of
from reformdata.dataset.plotting import chain, counting, network, outcomes, related
from reformdata.dataset.plotting.canvas import Canvas, Theme, Width
from reformdata.dataset.plotting.chart import Chart
from reformdata.errors import ConditionValueError, UnknownIdError, library
from reformdata.models import Language, RecordId
from reformdata.store.file import Store

if TYPE_CHECKING:
    import altair

CHARTS = ("timeline", "areas", "actors", "network", "outcomes", "chain")
"""The names of the charts, which are methods of `Plot`."""

_ACTORS, _RECORDS = 20, 40
"""How many actors and how many records a network has at most by default."""


class Plot:
    """The charts of some records.

    Each needs the extra `plot` and takes the language of its words, "da" or "en"; `chain` takes an id before it.

    Raises (each):
        ConditionValueError: a ValueError, for an unsupported language, or a `most` below 1.
        MissingExtraError: an ImportError, without the extra.
    """

    def __init__(self, store: Store, ids: Sequence[str], query: str = "") -> None:
        self._store = store
        self._ids = json.dumps(list(ids))
        self._canvas = partial(Canvas, store=store, ids=tuple(ids), query=query)

    def timeline(self, lang: Language = "en") -> "altair.LayerChart":
        """How many records of each kind there are in each year; a year without any keeps its place."""
        _check(lang)
        return counting.timeline(self._store, self._ids, lang)

    def areas(self, lang: Language = "en", *, most: int = 25) -> "altair.FacetChart":
        """How many records of each kind there are in each policy area, in the `most` frequent areas.

        Each kind has its own column, so that an area with proposals and no initiative is seen at once. A record
        counts in each of its areas, and not in the areas above them.
        """
        _check(lang, most)
        return counting.areas(self._store, self._ids, lang, most)

    def actors(self, lang: Language = "en", *, most: int = 25) -> "altair.FacetChart":
        """How many records of each kind the `most` frequent voices answer for; with the organisation that a person speaks for."""
        _check(lang, most)
        return counting.actors(self._store, self._ids, lang, most)

    def network(
        self,
        lang: Language = "en",
        *,
        of: Of = "actors",
        most: int | None = None,
        title: str | None = None,
        theme: Theme = "screen",
        width: Width = "full",
    ) -> Chart:
        """Who has to do with whom in these records, or which of them are related.

        Args:
            lang: the language of the words.
            of: "actors": the strongest of `Records.network`, on an oval, with arrows for what they have to do with each
                other; mere mentions are not drawn. "records": those that are related to each other, with their titles,
                in groups that no relation connects. Made for the records of one theme or one trace.
            most: of actors, how many are drawn, 20 by default; of records, how many may be drawn, 40 by default.
            title: instead of that of the chart; none at all if empty.
            theme: how the chart looks.
            width: of the page, or of a column.

        Raises:
            TooManyRecordsError: a ValueError, if more than `most` records are related.
            ConditionValueError: as for the others, and for another `of`.
        """
        if of not in OF:
            raise ConditionValueError("of", of, expected=OF)
        _check(lang, 1 if most is None else most)
        canvas = self._canvas(lang=lang, title=title, theme=theme, width=width)
        if of == "actors":
            return network.draw(canvas, _ACTORS if most is None else most)
        return related.draw(canvas, _RECORDS if most is None else most)

    def outcomes(self, lang: Language = "en", *, most: int = 25) -> "altair.LayerChart":
        """What became of the proposals and initiatives in each policy area, in the `most` frequent areas.

        Acts are counted by their latest verdict, and those without one too: those that cannot be assessed, those
        that nobody has looked into yet, and those of which a search found no trace are three different segments. An
        act counts in each of its areas, and not in the areas above them.
        """
        _check(lang, most)
        return outcomes.outcomes(self._store, self._ids, lang, most)

    def chain(self, id: str, lang: Language = "en", *, depth: int | None = 2) -> "altair.LayerChart":  # noqa: A002 - the field's name
        """What led to the record `id`, what came of it, and the latest verdict on its outcome, over time.

        It shows what `Dataset.trace` finds among these records, the oldest at the top. The verdict stands at the day
        since which it holds, or, where that is not known, at the day of the assessment, as an empty mark.

        Args:
            id: of the record.
            lang: the language of the words.
            depth: how many relations to follow one after the other; None for no limit.

        Raises:
            UnknownIdError: a KeyError, if there is no such record. One that is not among these records has no marks.
            ConditionValueError: as for the others, and for a `depth` below 0.
        """
        _check(lang)
        if not self._store.has("records", id):
            raise UnknownIdError(id, "records", self._store.record_ids())
        return chain.chain(self._store, json.loads(self._ids), RecordId(id), lang, depth)


def _check(lang: str, most: int = 1) -> None:
    check_language(lang)
    library("altair", extra="plot", purpose="a chart")
    if most < 1:
        raise ConditionValueError("most", most, hint="give how many to show, at least 1")
