"""What charts count: the records that `filter` finds, for each area, theme or actor."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import cache

from reformdata.dataset.conditions import ALL_KINDS, ask, select
from reformdata.dataset.plotting.canvas import CHOSEN, Canvas
from reformdata.models import Label
from reformdata.store.file import Store

TOTAL = Label("I alt", "Total")
AREA = Label("Politikområde", "Policy area")
IN_AREAS = Label(
    "En post tæller i hvert af sine områder, og et område omfatter områderne i det",
    "A record counts in each of its areas, and an area includes the areas within it",
)
"""How charts by policy area count."""

_KINDS = f"SELECT id, kind FROM records WHERE id IN {CHOSEN}"  # noqa: S608 - our own names


@dataclass(frozen=True, slots=True)
class Groups:
    """Records in groups, which may share records; the groups are in the order of a chart."""

    names: Mapping[str, str]
    """The name of each group by its id."""
    records: Mapping[str, Set[str]]
    total: int
    """How many groups there are with those that are left out."""
    depths: Mapping[str, int] = field(default_factory=dict)
    """Within how many others each group lies."""

    @property
    def shown(self) -> frozenset[str]:
        """The records of the groups that are kept, each once."""
        return frozenset().union(*(self.records[id_] for id_ in self.names))

    def add_left_out(self, subtitle: Label) -> Label:
        """`subtitle`, with a sentence that says so if some groups are left out."""
        shown = len(self.names)
        if self.total == shown:
            return subtitle
        return Label(
            f"{subtitle.da}. Vist: de {shown} hyppigste af {self.total}",
            f"{subtitle.en}. Shown: the {shown} most frequent of {self.total}",
        )


def kinds(canvas: Canvas) -> Mapping[str, str]:
    """The kind of each record of the chart."""
    return dict(canvas.rows(_KINDS))


def groups(
    canvas: Canvas, condition: str, names: Mapping[str, str], most: int, among: Iterable[str] | None = None
) -> Groups:
    """For the `most` frequent of `names` the records that `filter` finds by it, the most frequent first.

    Args:
        canvas: the records that are counted.
        condition: of `filter`.
        names: the name of each value of the condition.
        most: how many groups are kept.
        among: the ids of those records that count; by default all of them.
    """
    counted = frozenset(canvas.ids if among is None else among)
    found = {id_: counted & _found(canvas.store, condition, id_) for id_ in names}
    order = sorted((id_ for id_ in names if found[id_]), key=lambda id_: (-len(found[id_]), names[id_]))
    return Groups({id_: names[id_] for id_ in order[:most]}, found, len(order))


def _found(store: Store, condition: str, id_: str) -> frozenset[str]:
    asked, _ = ask(store, {condition: id_}, ALL_KINDS)
    return frozenset(select(store, asked))


def areas(canvas: Canvas, most: int, among: Iterable[str] | None = None) -> Groups:
    """The records of the `most` frequent areas; an area is followed by those within it."""
    rows = canvas.rows("SELECT id, parent, name_{lang} FROM areas")
    parents = {id_: parent for id_, parent, _ in rows}
    found = groups(canvas, "area", {id_: name for id_, _, name in rows}, len(rows), among)

    @cache
    def path(id_: str) -> tuple[tuple[int, str], ...]:
        above = path(parents[id_]) if parents[id_] else ()
        return (*above, (-len(found.records[id_]), found.names[id_]))

    # An area is at least as frequent as those within it, so none is kept without the areas above it.
    kept = sorted(found.names, key=lambda id_: (-len(found.records[id_]), len(path(id_))))[:most]
    order = sorted(kept, key=path)
    names, depths = {id_: found.names[id_] for id_ in order}, {id_: len(path(id_)) - 1 for id_ in order}
    return replace(found, names=names, depths=depths)


def count_by(ids: Iterable[str], values: Mapping[str, str], order: Sequence[str]) -> list[int]:
    """How many of `ids` have each value of `order`."""
    found = [values[id_] for id_ in ids]
    return [found.count(value) for value in order]
