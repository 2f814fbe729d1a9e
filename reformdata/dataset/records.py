"""Records as a sequence, entries as a mapping, and tables. They hold ids, and fetch objects on demand."""

import json
from abc import ABC, abstractmethod
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from heapq import nsmallest
from itertools import filterfalse, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Never, TypeVar, Unpack, overload

from reformdata.dataset import frames
from reformdata.dataset.conditions import ALL_KINDS, Conditions, ask, describe, list_conditions, name_condition, select
from reformdata.dataset.frames import Selection
from reformdata.dataset.hints import Hinting
from reformdata.dataset.lookup import id_in, resolve
from reformdata.dataset.search import Query, Snippets, nearest, parse, snippets
from reformdata.dataset.statistics import Counts, Value, find_dimension, stats
from reformdata.dataset.summary import years
from reformdata.errors import (
    ConditionValueError,
    DifferentDataError,
    UnknownIdError,
    UnknownPositionError,
    UnsortedRecordsError,
)
from reformdata.messages import Message
from reformdata.models import LANGUAGES, Kind, Label, Language, Outcome, markup
from reformdata.models.ids import id_sort_key
from reformdata.models.languages import check_language
from reformdata.store.file import Store

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

    from reformdata.dataset.network import Network, Of
    from reformdata.dataset.plotting import Plot

T_co = TypeVar("T_co", covariant=True)
U = TypeVar("U")

_NAMED = ("voice", "voice_for", "reported_by")
_SHOWN = ("id", "kind", "date", "title_da", "title_en", *(f"{one}_name_{lang}" for one in _NAMED for lang in LANGUAGES))
"""The columns of a record in a notebook."""
_KIND_LABELS = {kind.value: kind.label for kind in Kind}


class Tabular(Hinting, ABC):
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

    def _repr_html_(self) -> str:
        shown = self.to_dicts()[: markup.ROWS]
        rows = [[markup.escape("" if cell is None else str(cell)) for cell in row.values()] for row in shown]
        return markup.collection(repr(self), rows, shown[0] if shown else (), left=len(self) - len(rows))

    def _selection(self) -> Selection:
        return Selection(store=self._store, table=self.name)


class Tables(Hinting, Mapping[str, Table]):
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

    def _ipython_key_completions_(self) -> list[str]:
        return list(self._names)

    def __repr__(self) -> str:
        return f"<Tables: {', '.join(self._names)}>"


class Records(Tabular, Sequence[T_co]):
    """Records in a fixed order: by id; from a search, the best match first; or as `sort_by` sorted them. Immutable.

    `a | b`, `a & b` and `a - b` join two selections of one data set, in the order of `a`.
    """

    __slots__ = ("_ids", "_kinds", "_query", "_search", "_store")

    def __init__(
        self,
        store: Store,
        ids: Sequence[str],
        search: Query | None = None,
        *,
        query: str = "",
        kinds: frozenset[Kind] = ALL_KINDS,
    ) -> None:
        self._store = store
        self._ids = tuple(ids)
        self._search = search
        self._query = query  # what led to these records, as text for a citation
        self._kinds = kinds  # of which there can be records here

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids, in the same order."""
        return self._ids

    @list_conditions
    def filter(self, *values: Never, **conditions: Unpack[Conditions]) -> "Records[T_co]":
        """The records that meet every condition, in the same order.

        A list means any of its values: `theme=["deregulation", "trust"]`. A value is an id, a name or an alias in
        Danish or English, in any case, or an object: `ds.themes["trust"]`, `record.voice`. The government
        (`regeringen`) means every government. A day is a date or `"2018-11-02"`, a month `"2018-11"`, a year 2018.

        Conditions:
        {conditions}

        Raises:
            UnknownConditionError: a TypeError, for an unknown condition, one that records of these kinds do not have, or
                a value without the name of its condition.
            ConditionValueError: a ValueError, for a value that the condition cannot have, or a name that fits several.
        """
        if values:
            raise name_condition(self._store, values[0])
        asked, kinds = ask(self._store, conditions, self._kinds)
        chosen = frozenset(select(self._store, asked))
        search = parse(conditions["text"], self._store) if "text" in conditions else self._search
        query = "; ".join(filter(None, (self._query, describe(asked))))
        return Records(self._store, [id_ for id_ in self._ids if id_ in chosen], search, query=query, kinds=kinds)

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
            hint = Message(f"angiv et tal fra 0 til {len(self)}", f"give a number from 0 to {len(self)}")
            raise ConditionValueError("n", n, hint=hint)
        drawn = frozenset(nsmallest(n, self._ids, key=lambda id_: sha256(f"{seed}:{id_}".encode()).digest()))
        return self._step([id_ for id_ in self._ids if id_ in drawn], f"sample={n}, seed={seed}")

    def head(self, n: int = 5) -> "Records[T_co]":
        """The first `n` records, or all if there are fewer.

        Raises:
            ConditionValueError: a ValueError, if `n` is negative.
        """
        return self._step(self._ids[: _check_count(n)], f"head={n}")

    def tail(self, n: int = 5) -> "Records[T_co]":
        """The last `n` records, or all if there are fewer, in the same order.

        Raises:
            ConditionValueError: a ValueError, if `n` is negative.
        """
        return self._step(self._ids[max(len(self) - _check_count(n), 0) :], f"tail={n}")

    def sort_by(self, *columns: str, descending: bool = False) -> "Records[T_co]":
        """The records sorted by one or more columns of the table `records`, the first column first.

        The sort is stable, and records without a value come last, also if `descending`. `strength`, `tone`, `status` and
        `review` are sorted by their order, ids as the records are, and other texts by the Danish alphabet.

        Args:
            columns: at least one name, as `ds.records.to_dicts()` has them: `sort_by("strength", "date")`.
            descending: the highest value first, in every column.

        Raises:
            ConditionValueError: a ValueError, for an unknown column, which lists what there is, or no column.
        """
        if not columns:
            raise ConditionValueError("columns", columns, hint='name at least one, as in sort_by("date")')
        places = frames.sort_rows(self._selection(), columns, descending=descending)
        step = f"sort_by={'/'.join(columns)}{', descending=True' if descending else ''}"
        return self._step([self._ids[place] for place in places], step)

    def value_counts(self, column: str, lang: Language | None = None) -> dict[Any, int]:
        """How many of the records have each value of a dimension of `stats`, or of a column of the table `records`, most first.

        A record without a value is not counted. A dimension, such as `theme` or `themes`, counts as in `stats`, and as
        `filter` finds: an area includes the areas within it. Of another column that holds lists each value in the list is
        counted, so a record may count several times, or not at all.

        Args:
            column: the dimension; or the name of the column, as `ds.records.to_dicts(lang)` has it.
            lang: the language of labels and names, which then stand for the terms and the ids; the values themselves
                if None.

        Raises:
            ConditionValueError: a ValueError, for an unknown column, which lists what there is, or an unsupported language.
        """
        if lang is not None and lang not in LANGUAGES and find_dimension(lang):
            hint = f"to count by two: .stats([{column!r}, {lang!r}])"
            raise ConditionValueError("lang", lang, expected=LANGUAGES, hint=hint)
        dimension = find_dimension(column)
        if dimension is None:
            return frames.count_values(self._selection(), column, lang)
        counts = self.stats(dimension, lang=lang)
        return dict(sorted(counts.items(), key=lambda one: -one[1]))

    @overload
    def stats(self, by: str = "kind", also: None = None, *, lang: Language | None = None) -> Counts[Value]: ...
    @overload
    def stats(self, by: str, also: str, *, lang: Language | None = None) -> Counts[tuple[Value, Value]]: ...
    @overload
    def stats(
        self, by: tuple[str, str] | list[str], also: None = None, *, lang: Language | None = None
    ) -> Counts[tuple[Value, Value]]: ...
    def stats(
        self,
        by: str | tuple[str, str] | list[str] = "kind",
        also: str | None = None,
        *more: Never,
        lang: Language | None = None,
    ) -> Counts[Any]:
        """How many of these records there are for each value of a dimension, or for each pair of values of two.

        A value counts the records that `filter` finds by it. So a record with several areas, themes, … counts once for
        each of them; an area includes the areas within it, and the government every government. An actor counts what it
        says itself and what is said on its behalf, a voice only the former. Only an office counts what names exactly that
        office, in Danish if `lang` is None. `verdict` counts proposals and initiatives by the latest verdict on what
        became of them; those without are `not-assessable`, or `not-looked` if nobody has looked yet. `relation` counts
        the relations of the records to others, by type.

        Where records name each government, `regeringen` is no value beside them, but `counts["regeringen"]` is the number
        of all together, and `print` shows it. The values come in the order of their counts, the most first; years, which
        are numbers, in their own order. `print` names the years without records; nothing is counted for them.

        Args:
            by: `kind`, `source`, `year`, `area`, `theme`, `target_group`, `voice`, `organisation`, `actor`, `office`,
                `reported_by`, `addressee`, `owner`, `mentions`, `reform`, `law`, `action`, `strength`, `claim`, `tone`,
                `form`, `status`, `relation`, `assessable` or `verdict`, also in the plural; or two of these, as in
                `["strength", "organisation"]`.
            also: the second of two dimensions: `stats("strength", "organisation")` is the same.
            more: a third is an error that says how pandas counts by three.
            lang: names the values in this language; by their ids and values if None.

        Raises:
            ConditionValueError: a ValueError, for an unknown dimension, more than two, which pandas can count by, or an
                unsupported language.
        """
        return stats(self._store, self._ids, by, (also, *more), lang)

    def __or__(self, other: "Records[U]") -> "Records[T_co | U]":
        """These records, then those of `other` that are not among them.

        Raises:
            DifferentDataError: a ValueError, if they are of different data sets.
        """
        return self._combine("|", other, lambda mine, theirs: dict.fromkeys((*mine, *theirs)))

    def __and__(self, other: "Records[Any]") -> "Records[T_co]":
        """These records, if they are also in `other`; in the same order. The error is that of `|`."""
        return self._combine("&", other, lambda mine, theirs: filter(frozenset(theirs).__contains__, mine))

    def __sub__(self, other: "Records[Any]") -> "Records[T_co]":
        """These records without those of `other`, in the same order. The error is that of `|`."""
        return self._combine("-", other, lambda mine, theirs: filterfalse(frozenset(theirs).__contains__, mine))

    if not TYPE_CHECKING:  # a type checker is to report it

        def __add__(self, other: object) -> None:
            raise TypeError("selections are joined by |, as in a | b; a & b has what both hold, a - b the rest of a")

    def _combine(
        self, sign: str, other: "Records[Any]", take: Callable[[tuple[str, ...], tuple[str, ...]], Iterable[str]]
    ) -> "Records[Any]":
        if not isinstance(other, Records):
            return NotImplemented
        if not self._store.has_same_records(other._store):
            raise DifferentDataError(*(f"version {one.describe()}" for one in (self._store, other._store)))
        query = f"({self._query or 'all records'} {sign} {other._query or 'all records'})"
        kinds = self._kinds | other._kinds if sign == "|" else self._kinds
        search = self._search or other._search
        return Records(self._store, tuple(take(self._ids, other._ids)), search, query=query, kinds=kinds)

    def _step(self, ids: Sequence[str], step: str) -> "Records[T_co]":
        """The records `ids` of these; `step` says in the query how they were chosen."""
        return self._of(ids, "; ".join(filter(None, (self._query, step))))

    def _of(self, ids: Sequence[str], query: str) -> "Records[T_co]":
        return Records(self._store, ids, self._search, query=query, kinds=self._kinds)

    def export(self, format: str, path: str | Path, *, overwrite: bool = False) -> Path:  # noqa: A002 - the field's word
        """Write these records in a format of other programs, as `Dataset.export` writes all of the data.

        Only what these records need is written with them: their sources and outcomes, and the actors, areas and so on
        that they refer to. The codebook and the citation of the selection are inside. Relations to other records are left
        out, and so is evidence that is another record.

        Args:
            format: `csv`, `jsonl`, `parquet` or `croissant`, a folder; `xlsx`, `jsonld` or `turtle`, a file.
            path: as for `Dataset.export`.
            overwrite: as for `Dataset.export`.

        Returns:
            `path`.

        Raises:
            PartialExportError: a ValueError, for `sqlite` and `datapackage`, which always hold all of the data.
            UnknownFormatError, EndingError, ExistingFileError, MissingFolderError, ForeignFolderError, MissingExtraError,
            OSError: as `Dataset.export` raises them.
        """
        from reformdata.exports import export

        return export(self._compiled(), format, path, overwrite=overwrite)

    def to_excel(
        self,
        path: str | Path,
        lang: Language = "da",
        *,
        columns: Sequence[str] | None = None,
        overwrite: bool = False,
    ) -> Path:
        """Write these records as an Excel workbook to be read, in their order; needs the extra `xlsx`.

        The first sheet has a row for each record, with labels and names in one language instead of values and ids, and
        the headings in that language; lists are `a; b`, days are days, and no text is a formula. A column that is empty
        in every record is left out. The other sheets are the codebook of the columns and values, and the citation.

        Args:
            path: the file, which ends in `.xlsx` and must be new, in an existing folder.
            lang: the language, "da" or "en"; Danish by default.
            columns: the names of the columns in the wanted order, as they are in the data, without language:
                `["id", "title", "text", "source_title", "voice"]` leaves out every code, for blind coding. All if None.
            overwrite: replace an existing file, whatever wrote it.

        Returns:
            `path`.

        Raises:
            ConditionValueError: a ValueError, for an unsupported language or an unknown column.
            EndingError: a ValueError, if the path ends otherwise.
            ExistingFileError, MissingFolderError, MissingExtraError, OSError: as `Dataset.export` raises them.
        """
        from reformdata.exports import export_sheet

        check_language(lang)
        if isinstance(columns, str) or columns == []:
            raise ConditionValueError("columns", columns, hint="give a list of names")
        return export_sheet(self._compiled(), path, lang, columns, overwrite=overwrite)

    def _compiled(self) -> Store:
        """These records and what they refer to as a store of their own, which knows how they are cited."""
        from reformdata.store.selection import select_records

        cited = {"da": self.cite(lang="da"), "en": self.cite(), "json": self.cite("json")}
        facts = {f"selection.{style}": text for style, text in cited.items()}
        return select_records(self._store, self._ids, {"citation": cited["en"], **facts})

    def cite(self, style: str = "text", *, lang: Language = "en") -> str:
        """How to cite these records as a selection that others can verify: see `verify_citation`.

        The citation gives the version of the data, the ids of the records, a SHA-256 of what they hold, and, for
        people to read, the steps that led to them: the conditions of `filter` and `search`, slices, sorting and so on.

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

    def snippets(self, lang: Language = "da") -> Snippets:
        """For each record its title and a passage of its text, with the words of the last search marked.

        They are in `lang`, or in the other language if the words occur only there. A record that was found by the
        name of what it points to says so in a third line: `temaer: tillid`.
        """
        return snippets(self._store, self._ids, self._search, lang)

    @property
    def nearest_words(self) -> tuple[str, ...]:
        """If a search found nothing: the words in the data that are most like those that no record has."""
        return () if self._ids else nearest(self._store, self._store.record_ids(), self._search)

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

    @property
    def outcomes(self) -> "Entries[Outcome]":
        """What became of those of these records that are followed up, by the id of the record."""
        followed = frozenset(self._store.ids("outcomes"))
        return Entries(self._store, "outcomes", [id_ for id_ in self._ids if id_ in followed])

    @property
    def tables(self) -> Tables:
        """Every table with the rows that belong to these records, as `export` writes them: `.tables["quantities"]`."""
        return Tables(self._compiled())

    def _selection(self) -> Selection:
        return Selection(store=self._store, table="records", ids=self._ids)

    def __len__(self) -> int:
        return len(self._ids)

    @overload
    def __getitem__(self, index: int) -> T_co: ...
    @overload
    def __getitem__(self, index: slice) -> "Records[T_co]": ...
    def __getitem__(self, index: int | slice) -> "T_co | Records[T_co]":
        """The record at a position; or those of a slice, by positions or by ids: `records["a.01":"a.07"]` holds both ends."""
        if isinstance(index, slice):
            bounds = (index.start, index.stop, *([index.step] if index.step else ()))
            part = ":".join("" if bound is None else str(bound) for bound in bounds)
            by_id = isinstance(index.start, str) or isinstance(index.stop, str)
            ids = self._between(index) if by_id else self._ids[index]
            return self._of(ids, f"{self._query} [{part}]".lstrip())
        if not hasattr(index, "__index__"):
            asked = f"ds[{index!r}]" if isinstance(index, str) else "ds[id]"
            raise TypeError(f"records are indexed by position; to look up an id, ask the data set: {asked}")
        try:
            id_ = self._ids[index]
        except IndexError:
            raise UnknownPositionError(index, len(self)) from None
        record: T_co = next(self._store.objects("records", (id_,)))
        return record

    def _between(self, ids: slice) -> list[str]:
        """The ids from the one to the other, both included; they may be of any records of the data, also withdrawn ones."""
        bounds = [one for one in (ids.start, ids.stop) if one is not None]
        if ids.step is not None or not all(isinstance(one, str) for one in bounds):
            raise TypeError("a slice is of two positions or of two ids, and one of ids has no step")
        for one in bounds:
            if not (self._store.has("records", one) or self._store.has("retired", one)):
                raise UnknownIdError(one, "records", self._store.record_ids())
        keys = [id_sort_key(id_) for id_ in self._ids]
        if any(one > other for one, other in pairwise(keys)):
            raise UnsortedRecordsError
        first = bisect_left(keys, id_sort_key(ids.start)) if ids.start is not None else 0
        last = bisect_right(keys, id_sort_key(ids.stop)) if ids.stop is not None else None
        return list(self._ids[first:last])

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
            near = self.nearest_words
            return f"<Records: none; nearest words: {', '.join(near)}>" if near else "<Records: none>"
        return f"<Records: {_counts([kind for kind, _ in rows])}, {years([day for _, day in rows])}>"

    def _repr_html_(self) -> str:
        rows = [*map(_cells, self[: markup.ROWS].to_dicts(columns=_SHOWN))]
        columns = ("id", "kind", "date", "voice", "for", "reported by", "title")
        return markup.collection(repr(self), rows, columns, left=len(self) - len(rows))


V_co = TypeVar("V_co", covariant=True)


class Entries(Tabular, Mapping[str, V_co]):
    """The entries of a reference table by id, in the order of their ids. Immutable.

    An entry is also found by its name or an alias in Danish or English, in any case: `ds.actors["KL"]`. A name that
    fits several entries, or is only a part of their names, is an error that lists them.
    """

    __slots__ = ("_chosen", "_ids", "_store", "_table")

    def __init__(self, store: Store, table: str, ids: Sequence[str] | None = None) -> None:
        self._store = store
        self._table = table
        self._chosen = None if ids is None else dict.fromkeys(ids)
        self._ids = store.ids(table) if ids is None else tuple(ids)

    def __getitem__(self, id: object) -> V_co:  # noqa: A002 - the field's name
        """The entry with an id or a name, or that an object stands for.

        Raises:
            UnknownIdError: a KeyError, if there is none, or the name fits several.
        """
        wanted = id_in(self._table, id)
        entry: V_co | None = self._store.get(self._table, wanted) if wanted is not None else None
        if entry is None:
            wanted = resolve(self._store, self._table, id)
            entry = self._store.get(self._table, wanted)
        if not self._is_chosen(wanted):
            raise UnknownIdError(wanted, self._table, because="it is of none of these records")
        return entry

    def _is_chosen(self, id_: str | None) -> bool:
        return self._chosen is None or id_ in self._chosen

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)

    def __contains__(self, id: object) -> bool:  # noqa: A002 - the field's name
        try:
            return self._is_chosen(resolve(self._store, self._table, id))
        except UnknownIdError:
            return False

    def _ipython_key_completions_(self) -> list[str]:
        return list(self._ids)

    def _selection(self) -> Selection:
        # The table of fingerprints has a row for each paragraph.
        table = {"fingerprints": "source_paragraphs"}.get(self._table, self._table)
        return Selection(store=self._store, table=table, ids=None if self._chosen is None else self._ids)

    def __repr__(self) -> str:
        few = ", ".join(self._ids[:3]) + (", …" if len(self._ids) > 3 else "")
        return f"<Entries: {len(self._ids)} {self._table.replace('_', ' ')}: {few}>"

    def _repr_html_(self) -> str:
        rows = [(markup.keep_on_one_line(id_), _name_of(self[id_])) for id_ in self._ids[: markup.ROWS]]
        head = f"{len(self)} {self._table.replace('_', ' ')}"
        return markup.collection(head, rows, ("id", "name"), left=len(self) - len(rows))


def _check_count(n: int) -> int:
    if n < 0:
        raise ConditionValueError("n", n, hint="give 0 or more")
    return n


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
        *(
            markup.inline(Label(row[f"{one}_name_da"], row[f"{one}_name_en"])) if row[f"{one}_name_da"] else ""
            for one in _NAMED
        ),
        markup.stack(Label(row["title_da"], row["title_en"])),
    )


def _name_of(entry: Any) -> str:
    label = getattr(entry, "title", None) or getattr(entry, "name", None) or getattr(entry, "summary", None)
    return markup.inline(label) if label else ""
