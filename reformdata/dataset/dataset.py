"""`load()` and the data set that it opens."""

import sqlite3
import warnings
from collections.abc import Sequence
from datetime import date
from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Never, TypeAlias, overload

from reformdata.dataset.conditions import days, is_office
from reformdata.dataset.hints import Hinting
from reformdata.dataset.lookup import id_in, resolve
from reformdata.dataset.opening import DataPath, open_store
from reformdata.dataset.records import Entries, Records, Tables
from reformdata.dataset.search import find, parse
from reformdata.dataset.statistics import Counts, Value, stats
from reformdata.dataset.steps import DEPTH, Direction
from reformdata.dataset.summary import summary
from reformdata.dataset.tracing import Related, Trace, related, trace
from reformdata.errors import ConditionValueError, RetiredRecordWarning, UnknownIdError
from reformdata.messages import Message
from reformdata.models import (
    TABLES,
    Actor,
    Area,
    Document,
    Fingerprints,
    GlossaryTerm,
    Initiative,
    Kind,
    Language,
    Law,
    Outcome,
    Proposal,
    Reform,
    Retired,
    Source,
    Statement,
    TargetGroup,
    Theme,
    markup,
)
from reformdata.models.cards import Card
from reformdata.models.ids import successor_chain
from reformdata.models.languages import check_language
from reformdata.store.file import Store

if TYPE_CHECKING:
    from reformdata.dataset.network import Network, Of
    from reformdata.dataset.plotting import Plot
    from reformdata.evidence.coverage import Coverage
    from reformdata.evidence.hydration import Hydration, Passages


def load(path: DataPath | Sequence[DataPath] = None, *, as_of: int | str | date | None = None) -> "Dataset":
    """Open the data.

    Args:
        path: a compiled file, a built package (a folder with `reformdata.sqlite`), or a checkout (a
            folder with `records/`, which is read anew and needs the extra `curate`). If None, the data that
            was installed with this package. If a list, the first with the others as overlays:
            `load([None, "my-records"])`; records of an overlay may refer to entries of the data before it.
        as_of: the last day to show: a date, or the end of a year (2018) or month ("2018-11"). Later records are
            hidden, with relations to them and the later sources that no other record rests on; so are later assessments,
            and a record that can be assessed and was not by then has the verdict `not-looked`. If None, everything is
            shown.

    Raises:
        MissingDataError: an OSError, if there is no data at `path`.
        DamagedDataError: an OSError, if the file is damaged or of another program.
        InvalidCheckoutError: a ValueError, if the records of a checkout have errors, or, in an overlay, an id of
            the data before it.
        CollidingIdsError: a ValueError, if a compiled file that is an overlay has such an id.
        MissingExtraError: an ImportError, for a checkout without the extra `curate`.
        ConditionValueError: a ValueError, if `as_of` is not a day, month or year.
    """
    return Dataset(open_store(path, as_of=as_of))


AnyRecord: TypeAlias = Proposal | Statement | Initiative
"""A record of any of the three kinds."""


class Dataset(Hinting):
    """All records and all reference tables. Immutable; can be used from several threads and in other processes.

    Opening a data set only checks that its file is intact; objects are made when they are asked for.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def __setattr__(self, name: str, value: object) -> None:
        if "_store" in vars(self):
            raise AttributeError(f"{name} cannot be set: a data set is immutable")
        super().__setattr__(name, value)

    def __dir__(self) -> list[str]:
        return [name for name in super().__dir__() if not name.startswith("_")]

    def _ipython_key_completions_(self) -> list[str]:
        return list(self.records.ids)

    def __getitem__(self, id: str | AnyRecord) -> AnyRecord:  # noqa: A002 - the field's name
        """The record with the id, in any case; for a withdrawn one, with a warning, the record that replaced it.

        A record, of any data set, stands for its id.

        Raises:
            UnknownIdError: a KeyError, if there is none; it suggests similar ids.
        """
        wanted = id_in("records", id)
        record: AnyRecord | None = self._store.get("records", wanted) if wanted is not None else None
        if record is not None:
            return record
        if wanted is None or not self._store.has("retired", wanted):
            found: AnyRecord = self._store.get("records", resolve(self._store, "records", id))
            return found
        successor = self._successor(wanted)
        replaced = Message(
            f"{wanted!r} er taget ud; den er afløst af {successor!r}",
            f"{wanted!r} was withdrawn; it was replaced by {successor!r}",
        )
        warnings.warn(RetiredRecordWarning(replaced), stacklevel=2)
        followed: AnyRecord | None = self._store.get("records", successor)
        if followed is None:
            raise UnknownIdError(successor, "records", self.records.ids)
        return followed

    __iter__ = None  # otherwise Python would try ds[0]; iterate over `records`, `actors`, …

    def __contains__(self, id: object) -> bool:  # noqa: A002 - the field's name
        """Whether a record has the id; the ids of withdrawn records do not count."""
        return isinstance(id, str) and self._store.has("records", id)

    @cached_property
    def records(self) -> Records[AnyRecord]:
        """Every record, in the order of the ids."""
        return Records(self._store, self._store.record_ids())

    @cached_property
    def proposals(self) -> Records[Proposal]:
        """The records that say what ought to be done."""
        return self._of_kind(Kind.PROPOSAL)

    @cached_property
    def statements(self) -> Records[Statement]:
        """The records that assert, judge, predict or take a stance."""
        return self._of_kind(Kind.STATEMENT)

    @cached_property
    def initiatives(self) -> Records[Initiative]:
        """The records of what exists, is decided or is announced."""
        return self._of_kind(Kind.INITIATIVE)

    @cached_property
    def sources(self) -> Entries[Source]:
        """The documents that the records rest on."""
        return Entries(self._store, "sources")

    @cached_property
    def fingerprints(self) -> Entries[Fingerprints]:
        """What identifies the paragraphs of each source in a text of it, by the id of the source."""
        return Entries(self._store, "fingerprints")

    @cached_property
    def actors(self) -> Entries[Actor]:
        """The persons, organisations and groups that speak, act or are addressed."""
        return Entries(self._store, "actors")

    @cached_property
    def reforms(self) -> Entries[Reform]:
        """The named reforms, agreements and programmes."""
        return Entries(self._store, "reforms")

    @cached_property
    def laws(self) -> Entries[Law]:
        """The laws."""
        return Entries(self._store, "laws")

    @cached_property
    def documents(self) -> Entries[Document]:
        """The documents that show what became of records."""
        return Entries(self._store, "documents")

    @cached_property
    def outcomes(self) -> Entries[Outcome]:
        """What became of proposals and initiatives, by the id of the record."""
        return Entries(self._store, "outcomes")

    def outcome(self, record: str | AnyRecord) -> Outcome | None:
        """What became of a proposal or an initiative, or None if nobody has looked yet. Statements are not assessed.

        An outcome whose `assessable` is `no` says why that cannot be assessed, and one with the verdict `no-trace`
        that a search found nothing: three different things.

        Args:
            record: a record or its id.

        Raises:
            UnknownIdError: a KeyError, if there is no such record.
            ConditionValueError: a ValueError, if it is a statement.
        """
        act = self[record]
        if isinstance(act, Statement):
            hint = "it is a statement; only what became of proposals and initiatives is assessed"
            raise ConditionValueError("record", str(act.id), hint=hint)
        outcome: Outcome | None = self._store.get("outcomes", act.id)
        return outcome

    @cached_property
    def areas(self) -> Entries[Area]:
        """The policy areas."""
        return Entries(self._store, "areas")

    @cached_property
    def themes(self) -> Entries[Theme]:
        """The themes of reform."""
        return Entries(self._store, "themes")

    @cached_property
    def target_groups(self) -> Entries[TargetGroup]:
        """The groups of people whom acts are to benefit or are about."""
        return Entries(self._store, "target_groups")

    def office_holders(self, office: str, on: int | str | date | None = None) -> tuple[Actor, ...]:
        """The persons in the data who held an office, by its name in Danish or English, the earliest first.

        Args:
            office: words of its name, in any case: `"beskæftigelsesminister"`, `"Minister for Employment"`, or
                `"minister"`, which finds every minister.
            on: a day, a month or a year, of which they held it for some part; at any time by default.

        Raises:
            ConditionValueError: a ValueError, if `on` is none of these.
        """
        first, last = days("on", on) if on is not None else (date.min, date.max)
        held = self._store.rows(
            "SELECT actor, title_da, title_en FROM actor_offices WHERE coalesce(period_earliest, ?) <= ?"
            " AND coalesce(period_latest, ?) >= ? ORDER BY period_earliest, actor",
            (str(date.min), str(last), str(date.max), str(first)),
        )
        found = dict.fromkeys(actor for actor, *titles in held if is_office(office, *titles))
        return tuple(self._store.objects("actors", tuple(found)))

    @cached_property
    def glossary(self) -> Entries[GlossaryTerm]:
        """The Danish terms, and the English that translates them throughout the data."""
        return Entries(self._store, "glossary")

    @cached_property
    def tables(self) -> Tables:
        """Every table by its name, for frames: `ds.tables["quantities"].to_pandas()`."""
        return Tables(self._store)

    def search(self, text: str, lang: Language | None = None) -> Records[AnyRecord]:
        """The records that hold every word of `text`, in Danish or English, the best match first.

        Looks in titles, texts, and the names of whom and what a record points to; a title counts most.
        A word is found in its other forms (`plejehjem`: `plejehjemmene`), as a part of a compound (`pleje`:
        `ældrepleje`), and written with aa, ae, oe for å, æ, ø; a compound is found as two words, and two words as a
        compound. A word of four letters or more that no record has is taken as the start of a word, and so is one with
        a star: `lov*`. Words in double quotes are found only side by side, as written; `OR` between words finds either.
        `.snippets()` of the result shows where the words are, and `.nearest_words` what may have been meant if nothing
        is found.

        Args:
            text: the words.
            lang: only what a record says in this language; both if None.

        Raises:
            ConditionValueError: a ValueError, if there is no word in `text`, or for an unsupported language.
        """
        search = parse(text, self._store, lang)
        query = f"text={text}" if lang is None else f"text={text}, lang={lang}"
        return Records(self._store, find(self._store, search), search, query=query)

    def trace(self, id: str | AnyRecord, direction: Direction = "both", *, depth: int | None = DEPTH) -> Trace:  # noqa: A002 - the field's name
        """What led to a record and what came of it, both ways, at most three relations away, within and across sources.

        Forward leads from a statement to the proposal that it motivates and to the statement that it supports; from
        any record to what answers, implements, elaborates or is part of it; and from the earlier to the later of two
        that are paired, contrasted or the same. Backward is the other way. A trace never turns round on its way.

        Args:
            id: a record, or its id.
            direction: "forward" or "backward" for one way only.
            depth: how many relations to follow one after the other; None for no limit.

        Raises:
            UnknownIdError: a KeyError, if there is no such record.
            ConditionValueError: a ValueError, for another direction, or a depth that is not a whole number of relations.
        """
        return trace(self._store, self[id].id, direction=direction, depth=depth)

    def related(self, record: str | AnyRecord) -> Related:
        """The relations of a record to others, `outgoing`, and of others to it, `incoming`: one step only.

        Args:
            record: a record, or its id.

        Raises:
            UnknownIdError: a KeyError, if there is no such record.
        """
        return related(self._store, self[record].id)

    def answered_by(self, proposal: str | Proposal) -> Records[AnyRecord]:
        """The records that answer a proposal or carry it out, by a relation `answers` or `implements`; of any kind.

        A proposal is answered if there is one: `ds.proposals.filter(answered=True)`.

        Args:
            proposal: a proposal, or its id.

        Raises:
            UnknownIdError: a KeyError, if there is no such record.
            ConditionValueError: a ValueError, if it is no proposal.
        """
        record = self[proposal]
        if not isinstance(record, Proposal):
            hint = Message(
                f"den er af arten {record.kind.label.da}, og kun forslag bliver besvaret; se ds.related",
                f"it is of the kind {record.kind}, and only proposals are answered; see ds.related",
            )
            raise ConditionValueError("proposal", str(record.id), hint=hint)
        return Records(self._store, self._store.answers(record.id))

    def show(self, record: str | AnyRecord, *, lang: Language | None = None) -> Card:
        """A record in full, as `reformdata show` prints it: for `print` and for a notebook.

        Args:
            record: a record, or its id.
            lang: the one language of all of it; if None, title and text are in both, and the rest in English.

        Raises:
            UnknownIdError: a KeyError, if there is no such record.
            ConditionValueError: a ValueError, for an unsupported language.
        """
        if lang is not None:
            check_language(lang)
        shown = self[record]
        return Card(shown, self._store.surroundings(shown), lang)

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
        """How many of all records there are for each value of a dimension, or of two: see `Records.stats`."""
        return stats(self._store, None, by, (also, *more), lang)

    def coverage(self) -> "Coverage":
        """How many paragraphs of each source records cite, how many were skipped and why, and its records by kind."""
        from reformdata.dataset.covering import coverage  # here, since reading the data does not need it

        return coverage(self._store)

    def passages(self, record: str | AnyRecord, texts: "str | PathLike[str] | Hydration") -> "Passages":
        """The passages that a record rests on, each *exact*, *moved*, *edited* or *missing*.

        Args:
            record: a record, or its id.
            texts: a folder of texts, or one text; or, so that they are read once for many records, what
                `hydrate` found in them.

        Raises:
            UnknownIdError: a KeyError, if there is no such record.
            FileNotFoundError: if there is nothing at the path.
        """
        hydration = self.hydrate(texts) if isinstance(texts, (str, PathLike)) else texts
        return hydration.passages(self[record])

    def hydrate(self, texts: str | PathLike[str]) -> "Hydration":
        """Find the passages of all records in texts that you have; no text is part of the data.

        Args:
            texts: a folder of text files, or one file; a file is recognised as a source by its content.

        Returns:
            What was found; `ds.passages(record, found)` gives the passages of one record.

        Raises:
            FileNotFoundError: if there is nothing at `texts`.
        """
        from reformdata.evidence.hydration import hydrate

        return hydrate(self.fingerprints, Path(texts))

    def network(self, of: "Of" = "actors") -> "Network":
        """Who has to do with whom in all records: see `Records.network`."""
        return self.records.network(of)

    @property
    def plot(self) -> "Plot":
        """Charts of all records, which can be saved: `.timeline()`, `.areas()`, `.kinds_by_voice()`, `.themes_by_area()`, `.strength_by_addressee()`, `.outcomes()`, `.chain(id)`, `.network()`."""
        return self.records.plot

    def connect(self) -> sqlite3.Connection:
        """A read-only connection to all tables, for SQL; `documentation` says what they hold. Close it when done."""
        return self._store.connect()

    def export(self, format: str, path: str | Path, *, overwrite: bool = False) -> Path:  # noqa: A002 - the field's word
        """Write the data in a format of other programs; the same data gives the same bytes.

        To export some records, ask the selection: `ds.proposals.filter(theme="trust").export("csv", "out")`.

        Args:
            format: `csv`, `jsonl`, `parquet`, `croissant` or `datapackage`, a folder that describes itself;
                `sqlite`, `xlsx`, `jsonld` or `turtle`, a file.
            path: the file, or the folder. A folder that holds an earlier export and nothing else is replaced; any other
                must be new or empty. A file must be new, in an existing folder. An ending must be that of the format.
            overwrite: replace an existing file, whatever wrote it. It does not apply to folders.

        Returns:
            `path`.

        Raises:
            UnknownFormatError: a ValueError; it offers the nearest format.
            EndingError: a ValueError, if the ending of the path is that of another format, such as `out.csv` for `xlsx`.
            ExistingFileError: an OSError, if the file exists and `overwrite` is false.
            MissingFolderError: an OSError, if the folder of the file does not exist.
            ForeignFolderError: an OSError, if the folder holds anything that no export wrote.
            PartialExportError: a ValueError, if the data is as of a day and the format includes a compiled file.
            MissingExtraError: an ImportError, if the format needs an extra that is not installed.
            OSError: if it cannot be written; then nothing has changed.
        """
        from reformdata.exports import export

        return export(self._store, format, path, overwrite=overwrite)

    @property
    def as_of(self) -> date | None:
        """The last day of what is shown; None if everything is."""
        return self._store.as_of

    @property
    def version(self) -> str:
        """The version of the data."""
        return self._store.version

    @property
    def citation(self) -> str:
        """How to cite the data, as one line."""
        return self._store.citation

    def cite(self, *records: str | AnyRecord, style: str = "text", lang: Language = "en") -> str:
        """How to cite the data; or, given `records`, each of them with the source that it rests on.

        To cite a selection, ask the selection: `ds.proposals.filter(area="primary-school").cite()`.

        Args:
            records: records, or their ids.
            style: "text", a line for each; "bibtex"; "ris"; or "csl-json", a list.
            lang: the language of titles, names and words.

        Raises:
            UnknownIdError: a KeyError, if there is no such record.
            ConditionValueError: a ValueError, for another style, an unsupported language, or a selection.
        """
        # Imported here: reading the data does not need it.
        from reformdata.dataset.citing.references import format_references, of_dataset, of_records

        check_language(lang)
        if any(isinstance(one, Records) for one in records):
            hint = Message("spørg udvalget selv: udvalg.cite()", "ask the selection itself: selection.cite()")
            raise ConditionValueError("records", records[0], hint=hint)
        references = [*of_records(self._store, (self[one].id for one in records), lang)]
        return format_references(references or [of_dataset(self._store, lang)], style, lang)

    def __repr__(self) -> str:
        return f"<Dataset: {summary(self._store).en}>"

    def _repr_html_(self) -> str:
        sizes = {name: len(getattr(self, name)) for name in ("proposals", "statements", "initiatives", *TABLES)}
        cells = ((f"<code>.{name}</code>", str(size)) for name, size in sizes.items())
        cited = f'<div style="{markup.SMALL}">{markup.escape(self.citation)}</div>'
        return f"{markup.heading(repr(self))}{markup.table(cells)}{cited}"

    def _of_kind(self, kind: Kind) -> Records[Any]:
        ids = self._store.column("SELECT id FROM records WHERE kind = ? ORDER BY source, number", (kind.value,))
        return Records(self._store, ids, query=f"kind={kind.value}", kinds=frozenset({kind}))

    def _successor(self, id_: str) -> str:
        """The id at the end of the chain of successors that starts at the withdrawn `id_`."""
        last = successor_chain(id_, lambda each: getattr(self._store.get("retired", each), "replaced_by", None))[-1]
        retired: Retired | None = self._store.get("retired", last)
        if retired is None and last != id_:
            return last
        if retired is None or retired.replaced_by is not None:  # a circle
            raise UnknownIdError(id_, "records", self.records.ids)
        why = retired.reason or Message("der er ikke angivet en begrundelse", "no reason is given")
        withdrawn = Message(f"taget ud den {retired.retired}: {why.da}", f"withdrawn on {retired.retired}: {why.en}")
        raise UnknownIdError(id_, "records", because=withdrawn)
