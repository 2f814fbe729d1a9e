"""A selection of records as it is cited: the version of the data, the records, and a digest of their content.

It is written as a sentence in a reference and as a JSON object, and both can be read back and verified. The
sentence has one digest for all records; the object has one for each, and can tell which of them have changed.
Both give the query that led to the records, as text for people only.

A record's digest is the SHA-256 of its canonical JSON: its fields as the compiled file holds them, sorted,
without blanks, in UTF-8. That of a selection is the SHA-256 of a line `id digest` for each record, in the
order of the ids; how a search ranked them does not count.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Annotated, Any, NamedTuple, TypeAlias

from pydantic import ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError, model_validator
from pydantic.dataclasses import dataclass as model

from reformdata.dataset.opening import open_store
from reformdata.errors import UnreadableCitationError
from reformdata.messages import Message, visible
from reformdata.models import Language, RecordId
from reformdata.models.ids import id_sort_key
from reformdata.store.file import Store

_Digest: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]

_INCONSISTENT = Message(
    "antallet eller kontrolsummen passer ikke til posterne", "its count or its digest is not that of its records"
)


@model(frozen=True, kw_only=True, config=ConfigDict(extra="forbid", validate_by_name=True, serialize_by_alias=True))
class CitedSelection:
    """What a citation says of a selection."""

    version: Annotated[str, Field(alias="reformdata", pattern=r"^[0-9A-Za-z.+!-]{1,64}$")]
    """The version of the data."""
    as_of: date | None = None
    """The last day of the data that was selected from; None if it was not limited."""
    query: Any = None
    """The query that led to the records, as text for people."""
    count: Annotated[int, Field(ge=0)]
    sha256: _Digest
    records: dict[RecordId, _Digest | None]
    """The digest of each record; None in a citation that was read from a sentence, which gives only the ids."""

    @model_validator(mode="after")
    def _is_consistent(self) -> "CitedSelection":
        if len(self.records) != self.count or (self.has_digests and digest(self.records) != self.sha256):
            raise ValueError(_INCONSISTENT.en)
        return self

    @property
    def has_digests(self) -> bool:
        """Whether the digest of each record is known."""
        return None not in self.records.values()

    def to_json(self) -> str:
        """The selection as a JSON object."""
        return _ADAPTER.dump_json(self, indent=2, exclude_none=True).decode()


_ADAPTER = TypeAdapter(CitedSelection)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Verification:
    """How a cited selection compares with the data now. The ids of records are sorted as ids are."""

    cited: CitedSelection
    found: CitedSelection
    """The same records in the data as it is now."""
    changed: tuple[str, ...] | None
    """Records that hold something else; None if the citation has no digest for each record."""
    retired: tuple[str, ...]
    """Records that were withdrawn since."""
    missing: tuple[str, ...]
    """Records that are not in this data at all: it is an older version, or another collection."""

    def __repr__(self) -> str:
        then, now = (f"{one.count} in {one.version}" for one in (self.cited, self.found))
        named = (("changed", self.changed), ("withdrawn", self.retired), ("missing", self.missing))
        other = "".join(f"; {what}: {', '.join(ids)}" for what, ids in named if ids)
        return f"<Verification: {'same' if self.same else 'not the same'}; cited {then}, found {now}{other}>"

    @property
    def same(self) -> bool:
        """Whether all records were found, and they hold the same."""
        return (self.cited.count, self.cited.sha256) == (self.found.count, self.found.sha256)


def verify_citation(citation: str, path: str | Path | Sequence[str | Path | None] | None = None) -> Verification:
    """Compare the records of a cited selection with what they were when it was cited.

    Args:
        citation: what `Records.cite` gave, in any style.
        path: the data to compare with, as `load` takes it; the installed data if None.

    Raises:
        UnreadableCitationError: a ValueError, if `citation` cites no selection.
        MissingDataError, DamagedDataError, InvalidCheckoutError: as `load` raises them.
    """
    cited = read_citation(citation)
    store = open_store(path, as_of=cited.as_of)
    found = cite_selection(store, tuple(cited.records), cited.query)
    gone = [id_ for id_ in cited.records if id_ not in found.records]
    retired = tuple(id_ for id_ in gone if store.has("retired", id_))
    changed = tuple(id_ for id_, one in found.records.items() if cited.records[id_] != one)
    return Verification(
        cited=cited,
        found=found,
        changed=changed if cited.has_digests else None,
        retired=retired,
        missing=tuple(id_ for id_ in gone if id_ not in retired),
    )


def cite_selection(store: Store, ids: Sequence[str], query: str | None) -> CitedSelection:
    """How the records `ids` are cited; `query` says what led to them."""
    bodies = store.rows(
        "SELECT id, json FROM bodies WHERE table_name = 'records' AND id IN (SELECT value FROM json_each(?))",
        (json.dumps(ids),),
    )
    records: dict[RecordId, str | None] = {
        RecordId(id_): _sha256(json.dumps(json.loads(body), ensure_ascii=False, sort_keys=True, separators=(",", ":")))
        for id_, body in sorted(bodies, key=lambda row: id_sort_key(row[0]))
    }
    return CitedSelection(
        version=store.meta("version"),
        as_of=store.as_of,
        query=query or None,
        count=len(records),
        sha256=digest(records),
        records=records,
    )


def digest(records: Mapping[RecordId, str | None]) -> str:
    """The digest of a selection, from those of its records."""
    return _sha256("".join(f"{id_} {records[id_]}\n" for id_ in sorted(records, key=id_sort_key)))


def _sha256(text: str) -> str:
    return sha256(text.encode()).hexdigest()


# ---- as a sentence


class _Wording(NamedTuple):
    """The fixed words of the sentence in a language."""

    selection: str
    record: str
    records: str
    version: str
    as_of: str
    query: str


_WORDINGS: Mapping[Language, _Wording] = {
    "da": _Wording("Udvalg af", "post", "poster", "fra version", "pr.", "Forespørgsel"),
    "en": _Wording("Selection of", "record", "records", "from version", "as of", "Query"),
}
_SENTENCES = tuple(
    re.compile(
        rf"{one.selection} (?P<count>[0-9]+) {one.record}\w* {one.version} (?P<version>[^\s,:]+)"
        rf"(?: {re.escape(one.as_of)} (?P<as_of>[0-9-]+))?(?:: (?P<ids>[a-z0-9.,; -]+))?, SHA-256 (?P<sha256>[0-9a-f]+)"
    )
    for one in _WORDINGS.values()
)
_IDS_OF_SOURCE = re.compile(r"([a-z0-9-]+)\.([0-9,-]+)")
_RANGE = re.compile(r"([0-9]{2,3})(?:-([0-9]{2,3}))?")


def selection_notes(selection: CitedSelection, language: Language) -> Iterator[str]:
    """The sentence that states the selection, then one with the query if there is one; without their full stops."""
    words = _WORDINGS[language]
    as_of = f" {words.as_of} {selection.as_of}" if selection.as_of else ""
    ids = f": {_format_ids(selection.records)}" if selection.records else ""
    yield (
        f"{words.selection} {selection.count} {words.record if selection.count == 1 else words.records}"
        f" {words.version} {selection.version}{as_of}{ids}, SHA-256 {selection.sha256}"
    )
    if selection.query:
        yield f"{words.query}: {selection.query}"


def _format_ids(ids: Iterable[RecordId]) -> str:
    """`kl-2020-temaside.01-04,09; fm-2018-tale.12`: the numbers of each source, neighbours as a range."""
    sources = groupby(ids, key=lambda id_: id_.source)
    return "; ".join(f"{source}.{_format_numbers(id_.rpartition('.')[2] for id_ in of)}" for source, of in sources)


def _format_numbers(numbers: Iterable[str]) -> str:
    ranges: list[tuple[str, str]] = []
    for number in numbers:
        first, last = ranges[-1] if ranges else ("", "-1")
        if number == f"{int(last) + 1:0{len(first)}}":
            ranges[-1] = (first, number)
        else:
            ranges.append((number, number))
    return ",".join(first if first == last else f"{first}-{last}" for first, last in ranges)


def _read_ids(text: str) -> Iterator[str]:
    for source, numbers in _IDS_OF_SOURCE.findall(text):
        for first, last in _RANGE.findall(numbers):
            yield from (f"{source}.{n:0{len(first)}}" for n in range(int(first), int(last or first) + 1))


def read_citation(text: str) -> CitedSelection:
    """The selection that `text` cites: its JSON object, or a reference in any style and either language.

    Raises:
        UnreadableCitationError: if there is none in it, or it is not consistent.
    """
    try:
        if text.lstrip().startswith("{") and '"sha256"' in text:
            return _ADAPTER.validate_json(text.strip())
        plain = " ".join(text.split())  # it may have been wrapped
        found = next(filter(None, (sentence.search(plain) for sentence in _SENTENCES)), None)
        if found is None:
            raise UnreadableCitationError(
                Message("der er ingen henvisning i den", "no selection of records is cited in it")
            )
        facts = found.groupdict()
        ids = _read_ids(facts.pop("ids") or "")
        return _ADAPTER.validate_python({**facts, "records": dict.fromkeys(ids)})
    except ValidationError as error:
        raise UnreadableCitationError(_problem(error)) from error


def _problem(error: ValidationError) -> Message:
    """What is wrong with a citation, in words that do not depend on Pydantic."""
    problems = error.errors()
    fields = sorted({visible(str(problem["loc"][0])) for problem in problems if problem["loc"]})
    if fields:
        listed = ", ".join(fields)
        return Message(f"forkert eller mangler i den: {listed}", f"wrong or missing in it: {listed}")
    if problems[0]["type"] == "json_invalid":
        return Message("den er ikke gyldig JSON", "it is not valid JSON")
    return _INCONSISTENT
