"""Charts of records in Danish or in English: `ds.plot`, or `.plot` of any records.

They are Altair charts, and can be changed further or saved as SVG, PNG or HTML. The colours are those of Okabe and
Ito, which colour-blind readers can distinguish; shape or position always says the same.
"""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from reformdata.dataset.conditions import check_language
from reformdata.dataset.plotting import counting, network
from reformdata.errors import ConditionValueError, library
from reformdata.models import Language
from reformdata.store.file import Store

if TYPE_CHECKING:
    import altair

CHARTS = ("timeline", "areas", "actors", "network")
"""The names of the charts, which are methods of `Plot`."""


class Plot:
    """The charts of some records.

    Each needs the extra `plot` and takes the language of its words, "da" or "en".

    Raises (each):
        ConditionValueError: a ValueError, for an unsupported language, or a `most` below 1.
        MissingExtraError: an ImportError, without the extra.
    """

    def __init__(self, store: Store, ids: Sequence[str]) -> None:
        self._store = store
        self._ids = json.dumps(list(ids))

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

    def network(self, lang: Language = "en") -> "altair.LayerChart":
        """The records and their relations: a cloud for each source, in the order of their dates.

        A record that is related to none of the others is left out. Point at a record or a relation to see what it
        says. The same records always lie in the same places. Made for some hundred records: of more, choose first.
        """
        _check(lang)
        return network.network(self._store, self._ids, lang)


def _check(lang: str, most: int = 1) -> None:
    check_language(lang)
    library("altair", extra="plot", purpose="a chart")
    if most < 1:
        raise ConditionValueError("most", most, hint="give how many to show, at least 1")
