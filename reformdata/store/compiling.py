"""The compiled file: all of the data in one SQLite file, for look-up by id, SQL and search.

It holds
- every table of `tables`, STRICT, with its foreign keys;
- `bodies`: each record, outcome and entry as JSON, by table and id, from which `Store` makes objects;
- `search`: a full-text index without its texts (words, stems and parts of compounds, see `stems`); its `rowid` is the
  `key` of `bodies`;
- `compounds`: the Danish words that a search finds by a part of them;
- `related_records`: a view of the relations with date, kind and title of both records;
- `documentation`: a description of every table and column in Danish and English, with the vocabulary of its values;
- `meta`: name, version, licence and citation of the data.

The same corpus gives the same bytes, at any time and with any version of SQLite.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import TypeAdapter

from reformdata.about import LICENCE, NAME, PUBLISHER, TITLE_EN, __version__
from reformdata.errors import DanglingReferenceError
from reformdata.files import write_file
from reformdata.models import TABLES as REFERENCE_TABLES
from reformdata.models import Corpus, Doc, Proposal, Record, Statement
from reformdata.models.ids import id_sort_key
from reformdata.models.terms import vocabulary_name
from reformdata.store.file import APPLICATION_ID, FORMAT, Store, add_checksum
from reformdata.store.objects import MODELS
from reformdata.store.stems import compounds, danish, english, index_text, lexicon
from reformdata.tables import TABLES, Table

_STORED = {
    "string": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "INTEGER", "date": "TEXT", "array": "TEXT",
}  # fmt: skip

_KEPT = ("records", "retired", "outcomes", "fingerprints", *REFERENCE_TABLES)
"""The parts of a corpus that are stored as objects: all but the readings, which only curators use."""

_OWN_TABLES = """
CREATE TABLE bodies (
  key INTEGER PRIMARY KEY, table_name TEXT NOT NULL, id TEXT NOT NULL, type TEXT NOT NULL, json TEXT NOT NULL,
  UNIQUE (table_name, id)
) STRICT;
CREATE TABLE documentation (
  table_name TEXT NOT NULL, column_name TEXT, type TEXT, items TEXT, vocabulary TEXT,
  description_da TEXT NOT NULL, description_en TEXT NOT NULL
) STRICT;
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE compounds (part TEXT NOT NULL, word TEXT NOT NULL, PRIMARY KEY (part, word)) STRICT, WITHOUT ROWID;
CREATE VIRTUAL TABLE search USING fts5(
  title_da, title_en, text_da, text_en, names_da, names_en, content = '', tokenize = "unicode61 remove_diacritics 0"
);
"""
# remove_diacritics 0: by default SQLite folds å to a, and finds "far" for "får".

VIEWS: Mapping[str, tuple[str, Doc]] = MappingProxyType(
    {
        "related_records": (
            "SELECT relations.record, one.kind, one.date, one.title_da, one.title_en,"
            " relations.type, terms.label_da AS type_da, terms.label_en AS type_en,"
            ' relations."to", other.kind AS to_kind, other.date AS to_date,'
            " other.title_da AS to_title_da, other.title_en AS to_title_en,"
            " relations.reason_da, relations.reason_en"
            " FROM relations JOIN records AS one ON one.id = relations.record"
            ' JOIN records AS other ON other.id = relations."to"'
            " JOIN terms ON terms.vocabulary = 'relation_type' AND terms.value = relations.type",
            Doc(
                "Hver forbindelse med art, dato og titel på begge poster.",
                "Every relation, with the kind, the date and the title of both records.",
            ),
        )
    }
)
"""Views for users of SQL: the SELECT and the description of each."""


def write(corpus: Corpus, path: Path) -> None:
    """Write `corpus` as a compiled file to `path`; an old file is replaced when the new one is complete.

    Raises:
        DanglingReferenceError: if a reference of `corpus` does not resolve.
        OSError: if the file cannot be written.
    """
    write_file(path, compile_corpus(corpus))


def corpus_of(store: Store) -> Corpus:
    """The corpus of a compiled file, without the readings, which are not stored as objects."""
    return Corpus(
        **{
            table: MappingProxyType({str(id_): one for id_, one in zip(ids, store.objects(table, ids), strict=True)})
            for table in _KEPT
            for ids in [sorted(store.ids(table), key=id_sort_key)]
        }
    )


def compile_corpus(corpus: Corpus, *, overlay: str = "", facts: Mapping[str, str] = MappingProxyType({})) -> bytes:
    """The content of the compiled file of `corpus`.

    Args:
        corpus: all of the data.
        overlay: the names of the overlays in it, for the citation.
        facts: what the table `meta` says instead of, or beside, what it would.

    Raises:
        DanglingReferenceError: if a reference of `corpus` does not resolve.
    """
    texts = [*danish_texts(corpus)]
    known = lexicon(texts)
    # In memory SQLite writes neither its version nor a count of writes to the header.
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        connection.execute("PRAGMA page_size = 4096")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.executescript(_OWN_TABLES)
        connection.execute("BEGIN")
        _write_tables(connection, corpus)
        connection.executemany("INSERT INTO bodies VALUES (?, ?, ?, ?, ?)", _bodies(corpus))
        for view, (select, _) in VIEWS.items():
            connection.execute(f"CREATE VIEW {view} AS {select}")
        connection.executemany("INSERT INTO documentation VALUES (?, ?, ?, ?, ?, ?, ?)", _documentation())
        connection.executemany("INSERT INTO meta VALUES (?, ?)", sorted({**_meta(corpus, overlay), **facts}.items()))
        connection.executemany(
            "INSERT INTO search (rowid, title_da, title_en, text_da, text_en, names_da, names_en)"
            " VALUES ((SELECT key FROM bodies WHERE table_name = 'records' AND id = ?), ?, ?, ?, ?, ?, ?)",
            _search_rows(corpus, known),
        )
        connection.executemany(
            "INSERT INTO compounds VALUES (?, ?)",
            ((part, word) for part, found in sorted(compounds(texts, known).items()) for word in sorted(found)),
        )
        connection.execute("INSERT INTO search (search) VALUES ('optimize')")
        connection.execute("COMMIT")
        connection.execute("VACUUM")
        return add_checksum(connection.serialize())
    finally:
        connection.close()


def _write_tables(connection: sqlite3.Connection, corpus: Corpus) -> None:
    for table in TABLES:
        connection.execute(_create(table))
        places = ", ".join("?" * len(table.columns))
        try:
            rows = [tuple(map(_cell, row)) for row in table.rows(corpus)]
        except KeyError as error:
            raise DanglingReferenceError(str(error)) from error
        connection.executemany(f'INSERT INTO "{table.name}" VALUES ({places})', rows)  # noqa: S608 - our own names
        for key in table.foreign_keys:
            if key.columns != table.primary_key[: len(key.columns)]:  # the primary key has an index
                name = "_".join(("by", table.name, *key.columns))
                connection.execute(f'CREATE INDEX "{name}" ON "{table.name}" ({_names(key.columns)})')
    dangling = connection.execute("PRAGMA foreign_key_check").fetchone()
    if dangling:
        raise DanglingReferenceError(f"a row of {dangling[0]} to {dangling[2]}")


def _create(table: Table) -> str:
    parts = [f'"{one.name}" {_STORED[one.type]}{" NOT NULL" if one.required else ""}' for one in table.columns]
    parts.append(f"PRIMARY KEY ({_names(table.primary_key)})")
    parts += [
        f'FOREIGN KEY ({_names(key.columns)}) REFERENCES "{key.table}" ({_names(key.references)})'
        for key in table.foreign_keys
    ]
    return f'CREATE TABLE "{table.name}" ({", ".join(parts)}) STRICT'


def _names(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _cell(value: Any) -> str | int | float | None:
    """`value` as SQLite stores it: dates as ISO 8601, tuples as JSON."""
    if isinstance(value, tuple):
        return json.dumps(value)  # of ids or numbers
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    return value  # type: ignore[no-any-return]  # a str, an int or None


def _bodies(corpus: Corpus) -> Iterator[tuple[int, str, str, str, str]]:
    adapters = {model: TypeAdapter(model) for model in MODELS.values()}
    values = ((table, id_, value) for table in _KEPT for id_, value in getattr(corpus, table).items())
    for key, (table_name, id_, value) in enumerate(values, start=1):
        body = adapters[type(value)].dump_json(value, by_alias=True, exclude_defaults=True)
        yield key, table_name, id_, type(value).__name__, body.decode()


def _documentation() -> Iterator[tuple[str | None, ...]]:
    for table in TABLES:
        yield table.name, None, None, None, None, table.doc.da, table.doc.en
        for one in table.columns:
            vocabulary = vocabulary_name(one.vocabulary) if one.vocabulary else None
            yield table.name, one.name, one.type, one.items, vocabulary, one.doc.da, one.doc.en
    for view, (_, doc) in VIEWS.items():
        yield view, None, None, None, None, doc.da, doc.en


def _meta(corpus: Corpus, overlay: str) -> dict[str, str]:
    # The year of the latest record: the citation must not depend on the day of the build.
    year = max((record.curation.added.year for record in corpus.records.values()), default=0)
    dated = f" ({year})" if year else ""
    return {
        "name": NAME,
        "title": f"{TITLE_EN}.",
        "version": __version__,
        "format": str(FORMAT),
        "licence": LICENCE,
        "citation": f"{PUBLISHER}{dated}. {NAME}: {TITLE_EN} (version {__version__}) [Data set]. CC BY 4.0."
        + (f" With own data from {overlay}." if overlay else ""),
        **({"own": overlay} if overlay else {}),
    }


def danish_texts(corpus: Corpus) -> Iterator[str]:
    """The Danish texts that show which words there are: of the records, and of what they point to."""
    for record in corpus.records.values():
        yield from (record.title.da, record.text.da, *(relation.reason.da for relation in record.relations))
    for table in REFERENCE_TABLES:
        for entry in getattr(corpus, table).values():
            known = (getattr(entry, name, None) for name in ("name", "title", "description", "definition"))
            yield from (text.da for text in known if text)
            yield from getattr(entry, "aliases", ())


def _search_rows(corpus: Corpus, known: frozenset[str]) -> Iterator[tuple[str, ...]]:
    for id_, record in corpus.records.items():
        title, text = record.title, record.text
        entries = [getattr(corpus, table)[id_] for table, id_ in pointers(record)]
        aliases = [alias for entry in entries for alias in getattr(entry, "aliases", ())]
        yield (
            id_,
            index_text(title.da, danish, known=known),
            index_text(title.en, english),
            index_text(text.da, danish, known=known),
            index_text(text.en, english),
            index_text("\n".join((*(entry.name.da for entry in entries), *aliases)), danish, known=known),
            index_text("\n".join((*(entry.name.en for entry in entries), *aliases)), english),
        )


def pointers(record: Record) -> tuple[tuple[str, str], ...]:
    """The table and the id of each entry by whose name a search finds `record`."""
    return tuple(dict.fromkeys(_pointers(record)))


def _pointers(record: Record) -> Iterator[tuple[str, str]]:
    actors = [record.voice.actor, record.voice.for_, record.reported_by, *record.mentions]
    if isinstance(record, Proposal):
        actors += record.addressees
    elif not isinstance(record, Statement):
        actors += (*record.owners, *record.partners)
    yield from (("actors", id_) for id_ in actors if id_)
    for table in ("areas", "themes", "target_groups", "reforms", "laws"):
        yield from ((table, id_) for id_ in getattr(record, table))
