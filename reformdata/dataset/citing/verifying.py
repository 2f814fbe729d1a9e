"""Whether a cited selection is still the same in the data as it is now."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from reformdata.dataset.citing.queries import BY_HAND, Steps
from reformdata.dataset.citing.selections import CitedSelection, cited, read
from reformdata.dataset.conditions import select
from reformdata.dataset.opening import open_store
from reformdata.store.file import Store

_ONE = frozenset({"since", "until", "text"})
"""The conditions that take one value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """In what a selection differs from what was cited; ids of records, sorted as ids are."""

    added: tuple[str, ...]
    """Selected now, and not then."""
    changed: tuple[str, ...]
    """Selected then and now, and not the same in what they hold."""
    retired: tuple[str, ...]
    """Withdrawn since."""
    left: tuple[str, ...]
    """Still there, and no longer what was asked for."""
    missing: tuple[str, ...]
    """Not in this data at all: it is an older version, or of another collection."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Verification:
    """How a cited selection compares with the data now."""

    cited: CitedSelection
    found: CitedSelection
    """The same query, asked of the data as it is now."""
    changes: Changes | None
    """Where the two differ; None if the citation has no digest for each record."""

    def __repr__(self) -> str:
        then, now = (f"{one.count} in {one.version}" for one in (self.cited, self.found))
        return f"<Verification: {'same' if self.same else 'not the same'}; cited {then}, found {now}>"

    @property
    def same(self) -> bool:
        """Whether the same records were found, and they hold the same."""
        return (self.cited.count, self.cited.sha256) == (self.found.count, self.found.sha256)


def verify_citation(citation: str, path: str | Path | Sequence[str | Path | None] | None = None) -> Verification:
    """Select again what was cited, and compare.

    Args:
        citation: what `Records.cite` gave, in any style.
        path: the data to select from, as `load` takes it; the installed data if None.

    Raises:
        UnreadableCitationError: a ValueError, if `citation` cites no selection.
        UnknownConditionError: a TypeError, if its query has a condition that this version has not.
        ConditionValueError: a ValueError, if its query names what is no longer in the data.
        MissingDataError, DamagedDataError, InvalidCheckoutError: as `load` raises them.
    """
    then = read(citation)
    store = open_store(path, as_of=then.as_of)
    now = cited(store, _asked_again(store, then.query), then.query)
    return Verification(cited=then, found=now, changes=_changes(store, then, now))


def _asked_again(store: Store, query: Steps) -> tuple[str, ...]:
    """The ids of the records that `query` leads to in `store`."""
    ids = store.column("SELECT id FROM records")
    for step in query:
        conditions = {
            name: values[0] if name in _ONE and len(values) == 1 else values
            for name, values in step.items()
            if name != BY_HAND
        }
        chosen = frozenset(select(store, conditions)).intersection(step.get(BY_HAND, ids))
        ids = tuple(id_ for id_ in ids if id_ in chosen)
    return ids


def _changes(store: Store, then: CitedSelection, now: CitedSelection) -> Changes | None:
    if then.records is None or now.records is None:
        return None
    gone = [id_ for id_ in then.records if id_ not in now.records]
    retired = tuple(id_ for id_ in gone if store.has("retired", id_))
    left = tuple(id_ for id_ in gone if store.has("records", id_))
    return Changes(
        added=tuple(id_ for id_ in now.records if id_ not in then.records),
        changed=tuple(id_ for id_, one in now.records.items() if then.records.get(id_, one) != one),
        retired=retired,
        left=left,
        missing=tuple(id_ for id_ in gone if id_ not in {*retired, *left}),
    )
