"""Charts of records in Danish or in English: `ds.plot`, or `.plot` of any records.

A notebook shows them as pictures that need no network, and `save` writes them for a paper. The colours are those of
Okabe and Ito and of Viridis, which colour-blind readers can distinguish and which differ when printed in grey.
"""

from collections.abc import Sequence
from typing import Never

from reformdata.dataset.hints import WHICH_CHART, Hinting
from reformdata.dataset.lookup import resolve
from reformdata.dataset.network import OF, Of
from reformdata.dataset.plotting import bars, chain, matrix, network, related, stacks, timeline
from reformdata.dataset.plotting.canvas import Canvas, Theme, Width
from reformdata.dataset.plotting.chart import Chart
from reformdata.errors import ConditionValueError
from reformdata.models import Initiative, Language, Proposal, RecordId, Statement
from reformdata.store.file import Store

CHARTS = (
    "timeline", "areas", "kinds_by_voice", "themes_by_area", "strength_by_addressee", "outcomes", "chain", "network",
)  # fmt: skip
"""The names of the charts, which are methods of `Plot`."""

_ACTORS, _RECORDS = 20, 40
"""How many actors and how many records a network has at most by default."""


class Plot(Hinting):
    """The charts of some records. Each needs the extra `plot`.

    A number in a chart is the number of records that `filter` finds with the same condition: an area includes the
    areas within it, and a record counts in each of its areas, themes and addressees, once in each.

    Args (of each):
        lang: the language of the words, "da" or "en".
        title: instead of the title that the chart has; none at all if it is empty.
        theme: "screen", or "paper" for print: smaller letters and margins.
        width: "two" or "one" column of a paper, 175 mm or 85 mm; or "full", which is 900 pixels.
        most: how many rows there are at most, of charts that take it; the chart says if any are left out.

    Raises (each):
        ConditionValueError: a ValueError, for an unsupported language, theme or width, or a `most` below 1.
        MissingExtraError: an ImportError, without the extra.
    """

    def __init__(self, store: Store, ids: Sequence[str], query: str = "") -> None:
        self._store = store
        self._ids = tuple(ids)
        self._query = query

    def __call__(self, *_: Never, **__: Never) -> Never:
        """An error that names the charts."""
        raise TypeError(f"plot is no function: {WHICH_CHART}")

    def timeline(
        self, lang: Language = "en", *, title: str | None = None, theme: Theme = "screen", width: Width = "full"
    ) -> Chart:
        """When the sources are from: a mark for each, however long it is, and its number of records of each kind."""
        return timeline.timeline(self._canvas(lang, title, theme, width))

    def areas(
        self,
        lang: Language = "en",
        *,
        most: int = 25,
        title: str | None = None,
        theme: Theme = "screen",
        width: Width = "full",
    ) -> Chart:
        """How many records of each kind there are in each policy area, in the `most` frequent areas.

        Each kind has its own column, so that an area with proposals and no initiative is seen at once.
        """
        return bars.kinds_by_area(self._canvas(lang, title, theme, width, most), most)

    def kinds_by_voice(
        self,
        lang: Language = "en",
        *,
        most: int = 25,
        title: str | None = None,
        theme: Theme = "screen",
        width: Width = "full",
    ) -> Chart:
        """How many records of each kind the `most` frequent voices answer for; with the organisation that a person speaks for."""
        return bars.kinds_by_voice(self._canvas(lang, title, theme, width, most), most)

    def themes_by_area(
        self,
        lang: Language = "en",
        *,
        most: int = 30,
        title: str | None = None,
        theme: Theme = "screen",
        width: Width = "full",
    ) -> Chart:
        """How many records have both a theme and a policy area: a matrix of the `most` frequent themes, and of as many areas as fit."""
        return matrix.themes_by_area(self._canvas(lang, title, theme, width, most), most)

    def strength_by_addressee(
        self,
        lang: Language = "en",
        *,
        most: int = 25,
        title: str | None = None,
        theme: Theme = "screen",
        width: Width = "full",
    ) -> Chart:
        """How strongly proposals are put to each of the `most` frequent addressees."""
        return stacks.strength_by_addressee(self._canvas(lang, title, theme, width, most), most)

    def outcomes(
        self,
        lang: Language = "en",
        *,
        most: int = 25,
        title: str | None = None,
        theme: Theme = "screen",
        width: Width = "full",
    ) -> Chart:
        """What became of the proposals and initiatives in each policy area, in the `most` frequent areas.

        Acts are counted by their latest verdict, and those without one too: those that cannot be assessed, those
        that nobody has looked into yet, and those of which a search found no trace are three different segments.
        """
        return stacks.outcomes(self._canvas(lang, title, theme, width, most), most)

    def chain(
        self, id: str | Proposal | Statement | Initiative, lang: Language = "en", *, depth: int | None = 2, title: str | None = None, theme: Theme = "screen", width: Width = "full"  # noqa: A002 - the field's name
    ) -> Chart:  # fmt: skip
        """What led to the record `id`, what came of it, and the latest verdict on its outcome, over time.

        It shows what `Dataset.trace` finds among these records, the oldest at the top. The verdict stands at the day
        since which it holds, or, where that is not known, at the day of the assessment, as an empty mark.

        Args:
            id: the record, or its id.
            lang: the language of the words.
            depth: how many relations to follow one after the other; None for no limit.
            title: as for the others.
            theme: as for the others.
            width: as for the others.

        Raises:
            UnknownIdError: a KeyError, if there is no such record. One that is not among these records has no marks.
            ConditionValueError: as for the others, and for a `depth` below 0.
        """
        canvas = self._canvas(lang, title, theme, width)
        return chain.chain(canvas, RecordId(resolve(self._store, "records", id)), depth)

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
            title: as for the others.
            theme: as for the others.
            width: as for the others.

        Raises:
            TooManyRecordsError: a ValueError, if more than `most` records are related.
            ConditionValueError: as for the others, and for another `of`.
        """
        if of not in OF:
            raise ConditionValueError("of", of, expected=OF)
        canvas = self._canvas(lang, title, theme, width, 1 if most is None else most)
        if of == "actors":
            return network.draw(canvas, _ACTORS if most is None else most)
        return related.draw(canvas, _RECORDS if most is None else most)

    def _canvas(self, lang: Language, title: str | None, theme: Theme, width: Width, most: int = 1) -> Canvas:
        if most < 1:
            raise ConditionValueError("most", most, hint="give how many to show, at least 1")
        return Canvas(
            store=self._store, ids=self._ids, query=self._query, lang=lang, title=title, theme=theme, width=width
        )
