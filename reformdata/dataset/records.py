"""Records as a sequence, entries as a mapping, and tables. They hold ids, and fetch objects on demand."""

import json
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from heapq import nsmallest
from typing import TYPE_CHECKING, Any, TypeVar, Unpack, overload

from reformdata.dataset import frames
from reformdata.dataset.conditions import Conditions, check_language, describe, select
from reformdata.dataset.frames import Selection
from reformdata.dataset.search import Query, Snippet, parse, snippet
from reformdata.errors import ConditionValueError, UnknownIdError
from reformdata.models import LANGUAGES, Kind, Label, Language, markup
from reformdata.store.file import Store

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

    from reformdata.dataset.network import Network, Of
    from reformdata.dataset.plotting import Plot

T_co = TypeVar("T_co", covariant=True)

_SHOWN = ("id", "kind", "date", "voice_name_da", "voice_name_en", "title_da", "title_en")
"""The columns of a record in a notebook."""
_KIND_LABELS = {kind.value: kind.label for kind in Kind}


class Tabular(ABC):
    """Rows that can be converted to a data frame. The methods differ only in the library.

    Args (of each):
        lang: the language whose columns are kept, without their suffix: `title` for `title_da`,
            and `areas_names` for `areas_da`, since `areas` holds the ids. Both languages if None.
        columns: the names of at least one column, in the wanted order; all columns if None. docs/data-dictionary.md
            lists them with their types, which do not depend on the rows.

    Raises (each):
        ConditionValueError: a ValueError, for an unsupported language or an unknown column.
        MissingExtraError: an ImportError that says what to install, if the library is missing.
    """

    __slots__ = ()

    @abstractmethod
    def _selection(self) -> Selection:
        """The table and the rows of it."""

    def to_pandas(self, lang: Language | None = None, *, columns: Sequence[str] | None = None) -> "pandas.DataFrame":
        """A pandas frame, with nullable types; `frame.attrs["citation"]` says how to cite it."""
        return frames.to_pandas(self._selection(), lang, columns)

    def to_polars(self, lang: Language | None = None, *, columns: Sequence[str] | None = None) -> "polars.DataFrame":
        """A Polars frame."""
        return frames.to_polars(self._selection(), lang, columns)

    def to_arrow(self, lang: Language | None = None, *, columns: Sequence[str] | None = None) -> "pyarrow.Table":
        """An Arrow table; its metadata holds the citation, and what every field means."""
        return frames.to_arrow(self._selection(), lang, columns)

    def to_dicts(self, lang: Language | None = None, *, columns: Sequence[str] | None = None) -> list[dict[str, Any]]:
        """One dictionary per row, of `str`, `int`, `decimal.Decimal`, `datetime.date`, lists and None; needs no library."""
        return frames.to_dicts(self._selection(), lang, columns)


class Table(Tabular):
    """One table of the data, such as `records`, `relations` or `quantities`."""

    __slots__ = ("_store", "name")

    def __init__(self, store: Store, name: str) -> None:
        self._store = store
        self.name = name

    def __len__(self) -> int:
        count: int = self._store.rows(f'SELECT count(*) FROM "{self.name}"')[0][0]  # noqa: S608 - a name of our own file
        return count

    def __repr__(self) -> str:
        return f"<Table {self.name}: {len(self)} rows>"

    def _selection(self) -> Selection:
        return Selection(store=self._store, table=self.name)


class Tables(Mapping[str, Table]):
    """Every table of the data by its name."""

    __slots__ = ("_names", "_store")

    def __init__(self, store: Store) -> None:
        self._store = store
        self._names = store.column(
            "SELECT table_name FROM documentation WHERE type IS NOT NULL GROUP BY 1 ORDER BY min(rowid)"
        )

    def __getitem__(self, name: str) -> Table:
        if name not in self._names:
            raise UnknownIdError(name, "tables", self._names)
        return Table(self._store, name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __repr__(self) -> str:
        return f"<Tables: {', '.join(self._names)}>"


class Records(Tabular, Sequence[T_co]):
    """Records in a fixed order: by id, or, from a search, the best match first. Immutable."""

    __slots__ = ("_ids", "_query", "_search", "_store")

    def __init__(self, store: Store, ids: Sequence[str], search: Query | None = None, *, query: str = "") -> None:
        self._store = store
        self._ids = tuple(ids)
        self._search = search
        self._query = query  # what led to these records, as text for a citation

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids, in the same order."""
        return self._ids

    def filter(self, **conditions: Unpack[Conditions]) -> "Records[T_co]":
        """The records that meet every condition, in the same order.

        A list means any of its values: `theme=["deregulation", "trust"]`. `area` includes the areas within it;
        `actor` is the voice itself, `organisation` the voice or the organisation that it speaks for; `since` and
        `until` take a year (2018), a month ("2018-11") or a day, and include it.

        Raises:
            UnknownConditionError: a TypeError, for an unknown condition.
            ConditionValueError: a ValueError, for a value that the condition cannot have.
        """
        chosen = frozenset(select(self._store, conditions))
        search = parse(conditions["text"]) if "text" in conditions else self._search
        query = "; ".join(filter(None, (self._query, describe(conditions))))
        return Records(self._store, [id_ for id_ in self._ids if id_ in chosen], search, query=query)

    def sample(self, n: int, seed: int = 0) -> "Records[T_co]":
        """`n` records drawn at random, in the same order; the same seed draws the same from the same records.

        A record is drawn if the SHA-256 of `SEED:ID` is among the `n` lowest, so the draw does not depend on the machine
        or on the version of Python, and a larger sample holds the smaller one.

        Args:
            n: how many, at most as many as there are.
            seed: another number draws other records.

        Raises:
            ConditionValueError: a ValueError, if there are fewer than `n` records, or `n` is negative.
        """
        if not 0 <= n <= len(self):
            raise ConditionValueError("n", n, hint=f"give a number from 0 to {len(self)}")
        drawn = frozenset(nsmallest(n, self._ids, key=lambda id_: sha256(f"{seed}:{id_}".encode()).digest()))
        query = "; ".join(filter(None, (self._query, f"sample={n}, seed={seed}")))
        return Records(self._store, [id_ for id_ in self._ids if id_ in drawn], self._search, query=query)

    def cite(self, style: str = "text", *, lang: Language = "en") -> str:
        """How to cite these records as a selection that others can verify: see `verify_citation`.

        The citation gives the version of the data, the ids of the records, a SHA-256 of what they hold, and, for
        people to read, the conditions of `filter` and `search` that led to them.

        Args:
            style: "text", "bibtex", "ris" or "csl-json"; or "json" for an object that holds a digest of each
                record, from which `verify_citation` can tell which of them have changed.
            lang: the language of its words.

        Raises:
            ConditionValueError: a ValueError, for another style, or an unsupported language.
        """
        # Imported here: reading the data does not need it.
        from reformdata.dataset.citing.references import SELECTION_STYLES, format_references, of_selection
        from reformdata.dataset.citing.selections import cite_selection

        check_language(lang)
        if style not in SELECTION_STYLES:
            raise ConditionValueError("style", style, expected=SELECTION_STYLES)
        selection = cite_selection(self._store, self._ids, self._query)
        if style == "json":
            return selection.to_json()
        return format_references([of_selection(self._store, selection, lang)], style, lang)

    def snippets(self, lang: Language = "da") -> tuple[Snippet, ...]:
        """For each record its title and a passage of its text, with the words of the last search marked.

        They are in `lang`, or in the other language if the words occur only there. A record that was found by the
        name of an entry, or not by a search, has no marks.
        """
        check_language(lang)
        languages = sorted(LANGUAGES, key=lambda one: one != lang)
        names = [f"{part}_{language}" for language in languages for part in ("title", "text")]
        return tuple(
            snippet(row["id"], [(one, row[f"title_{one}"], row[f"text_{one}"]) for one in languages], self._search)
            for row in self.to_dicts(columns=["id", *names])
        )

    def network(self, of: "Of" = "actors") -> "Network":
        """Who has to do with whom in these records: nodes, and directed edges that name their records.

        Args:
            of: "actors": who asks, answers, reports, speaks for or mentions whom, presents whose initiative, or works
                with whom. An answer counts if it is among these records; what it answers need not be. An actor has no
                edge to itself. "records": their relations to each other.

        Raises:
            ConditionValueError: a ValueError, for another `of`.
        """
        from reformdata.dataset.network import network

        return network(self._store, self._ids, of)

    @property
    def plot(self) -> "Plot":
        """Charts of these records, which can be saved: `.timeline()`, `.areas()`, `.kinds_by_voice()`, `.themes_by_area()`, `.strength_by_addressee()`, `.outcomes()`, `.chain(id)`, `.network()`."""
        from reformdata.dataset.plotting import Plot

        return Plot(self._store, self._ids, self._query)

    def _selection(self) -> Selection:
        return Selection(store=self._store, table="records", ids=self._ids)

    def __len__(self) -> int:
        return len(self._ids)

    @overload
    def __getitem__(self, index: int) -> T_co: ...
    @overload
    def __getitem__(self, index: slice) -> "Records[T_co]": ...
    def __getitem__(self, index: int | slice) -> "T_co | Records[T_co]":
        if isinstance(index, slice):
            bounds = (index.start, index.stop, *([index.step] if index.step else ()))
            part = ":".join("" if bound is None else str(bound) for bound in bounds)
            return Records(self._store, self._ids[index], self._search, query=f"{self._query} [{part}]".lstrip())
        if isinstance(index, str):
            raise TypeError(f"records are indexed by position; to look up an id, ask the data set: ds[{index!r}]")
        record: T_co = next(self._store.objects("records", (self._ids[index],)))
        return record

    def __iter__(self) -> Iterator[T_co]:
        return self._store.objects("records", self._ids)

    def __contains__(self, value: object) -> bool:
        """Whether it contains the record, or the record with that id."""
        if isinstance(value, str):
            return value in self._ids
        id_ = getattr(value, "id", None)
        return id_ in self._ids and self._store.get("records", str(id_)) == value

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Records):
            return NotImplemented
        same_ids = self._ids == other._ids
        return same_ids and (self._store is other._store or list(self) == list(other))

    def __hash__(self) -> int:
        return hash(self._ids)

    def __repr__(self) -> str:
        rows = self._store.rows(
            "SELECT kind, date FROM records WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(self._ids),)
        )
        if not rows:
            return "<Records: none>"
        return f"<Records: {_counts([kind for kind, _ in rows])}, {years([day for _, day in rows])}>"

    def _repr_html_(self) -> str:
        rows = self[: markup.ROWS].to_dicts(columns=_SHOWN)
        table = markup.table(map(_cells, rows), ("id", "kind", "date", "voice", "title")) if rows else ""
        return f"{markup.heading(repr(self))}{table}{markup.more(len(self) - len(rows))}"


V_co = TypeVar("V_co", covariant=True)


class Entries(Tabular, Mapping[str, V_co]):
    """The entries of a reference table by id, in the order of their ids. Immutable."""

    __slots__ = ("_ids", "_store", "_table")

    def __init__(self, store: Store, table: str) -> None:
        self._store = store
        self._table = table
        self._ids = store.ids(table)

    def __getitem__(self, id: str) -> V_co:  # noqa: A002 - the field's name
        entry: V_co | None = self._store.get(self._table, id)
        if entry is None:
            raise UnknownIdError(id, self._table, self._ids)
        return entry

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)

    def __contains__(self, id: object) -> bool:  # noqa: A002 - the field's name
        return id in self._ids

    def _selection(self) -> Selection:
        # The table of fingerprints has a row for each paragraph.
        return Selection(store=self._store, table={"fingerprints": "source_paragraphs"}.get(self._table, self._table))

    def __repr__(self) -> str:
        few = ", ".join(self._ids[:3]) + (", …" if len(self._ids) > 3 else "")
        return f"<Entries: {len(self._ids)} {self._table.replace('_', ' ')}: {few}>"

    def _repr_html_(self) -> str:
        first = self._ids[: markup.ROWS]
        cells = ((markup.keep_on_one_line(id_), _name_of(self[id_])) for id_ in first)
        heading = markup.heading(f"{len(self)} {self._table.replace('_', ' ')}")
        return f"{heading}{markup.table(cells, ('id', 'name'))}{markup.more(len(self) - len(first))}"


def years(days: Sequence[str]) -> str:
    """The range of years of `days`, which are in ISO 8601: `2018–2021`."""
    first, last = min(days)[:4], max(days)[:4]
    return first if first == last else f"{first}–{last}"


def _counts(kinds: Sequence[str]) -> str:
    """`12 proposals`, or `14 (12 proposals, 2 statements)`."""
    counted = Counter(kinds)
    parts = [f"{counted[kind]} {kind}{'s' * (counted[kind] > 1)}" for kind in Kind if kind in counted]
    return parts[0] if len(parts) == 1 else f"{len(kinds)} ({', '.join(parts)})"


def _cells(row: Mapping[str, Any]) -> tuple[str, ...]:
    return (
        markup.keep_on_one_line(row["id"]),
        markup.inline(_KIND_LABELS.get(row["kind"]) or Label(row["kind"], row["kind"])),
        markup.keep_on_one_line(row["date"]),
        markup.inline(Label(row["voice_name_da"], row["voice_name_en"])),
        markup.stack(Label(row["title_da"], row["title_en"])),
    )


def _name_of(entry: Any) -> str:
    label = getattr(entry, "title", None) or getattr(entry, "name", None) or getattr(entry, "summary", None)
    return markup.inline(label) if label else ""
