"""A selection of records as it is cited: what was asked for, of which version, how many records, and their digest.

It is written as a sentence in a reference and as a JSON object; both can be read back. The sentence has
one digest for all records and can only tell whether they are the same; the object has one for each
record and can tell which are not.

A record's digest is the SHA-256 of its canonical JSON: its fields as the compiled file holds them, sorted,
without blanks, in UTF-8. That of a selection is the SHA-256 of a line `id digest` for each record, in the
order of the ids; how a search ranked them does not count.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Annotated, Any, TypeAlias

from pydantic import ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError, model_validator
from pydantic.dataclasses import dataclass as model

from reformdata.dataset.citing.queries import BY_HAND, Steps, read_query, written
from reformdata.errors import UnreadableCitationError
from reformdata.findings import visible
from reformdata.models import Language, RecordId
from reformdata.models.ids import in_order
from reformdata.store.file import Store

_Digest: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
_Count: TypeAlias = Annotated[int, Field(ge=0)]

_NOT_TOGETHER = "its count or its digest is not that of its records"


@model(
    frozen=True,
    kw_only=True,
    config=ConfigDict(extra="forbid", validate_by_name=True, serialize_by_alias=True),
)
class CitedSelection:
    """What a citation says of a selection."""

    version: Annotated[str, Field(alias="reformdata", pattern=r"^[0-9A-Za-z.+!-]{1,64}$")]
    """The version of the data."""
    as_of: date | None = None
    """The day to which the data was cut, if it was."""
    query: Steps
    count: _Count
    sha256: _Digest
    records: dict[RecordId, _Digest] | None = None
    """The digest of each record; None if it was read from a sentence, which has no room for them."""

    @model_validator(mode="after")
    def _holds_together(self) -> "CitedSelection":
        if self.records is not None and (len(self.records), digest(self.records)) != (self.count, self.sha256):
            raise ValueError(_NOT_TOGETHER)
        return self

    def to_json(self) -> str:
        """The selection as a JSON object."""
        return _ADAPTER.dump_json(self, indent=2, exclude_none=True).decode()


_ADAPTER = TypeAdapter(CitedSelection)


def cited(store: Store, ids: Sequence[str], steps: Steps | None) -> CitedSelection:
    """How the records `ids`, which `steps` led to or a hand picked if None, are cited."""
    found = digests(store, ids)
    return CitedSelection(
        version=store.meta("version"),
        as_of=store.as_of,
        query=({BY_HAND: tuple(found)},) if steps is None else steps,
        count=len(found),
        sha256=digest(found),
        records={RecordId(id_): one for id_, one in found.items()},
    )


def digests(store: Store, ids: Sequence[str]) -> dict[str, str]:
    """The digest of each of the records `ids`, in the order of the ids."""
    bodies: dict[str, str] = dict(
        store.rows(
            "SELECT id, json FROM bodies WHERE table_name = 'records' AND id IN (SELECT value FROM json_each(?))",
            (json.dumps(ids),),
        )
    )
    return {id_: _sha256(_canonical(json.loads(bodies[id_]))) for id_ in sorted(bodies, key=in_order)}


def digest(records: Mapping[RecordId, str] | Mapping[str, str]) -> str:
    """The digest of a selection, from those of its records."""
    return _sha256("".join(f"{id_} {records[id_]}\n" for id_ in sorted(records, key=in_order)))  # type: ignore[index]  # a key of its own


def _canonical(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _sha256(text: str) -> str:
    return sha256(text.encode()).hexdigest()


# ---- as a sentence


@dataclass(frozen=True, slots=True)
class _Words:
    """The fixed words of the sentence in a language."""

    selection: str
    records: tuple[str, str]
    by: str
    version: str
    as_of: str


_WORDS: Mapping[Language, _Words] = {
    "da": _Words("Udvalg af", ("post", "poster"), "ved", "fra version", "pr."),
    "en": _Words("Selection of", ("record", "records"), "by", "from version", "as of"),
}
_SENTENCES = tuple(
    re.compile(
        rf"{words.selection} (?P<count>[0-9]+) (?:{'|'.join(words.records)}) {words.by} (?P<query>\S+)"
        rf" {words.version} (?P<version>[^\s,]+)(?: {re.escape(words.as_of)} (?P<as_of>[0-9-]+))?, SHA-256 (?P<sha256>[0-9a-f]+)"
    )
    for words in _WORDS.values()
)


def stated(selection: CitedSelection, language: Language) -> str:
    """The selection as a sentence without its full stop."""
    words = _WORDS[language]
    cut = f" {words.as_of} {selection.as_of}" if selection.as_of else ""
    return (
        f"{words.selection} {selection.count} {words.records[selection.count != 1]} {words.by} {written(selection.query)}"
        f" {words.version} {selection.version}{cut}, SHA-256 {selection.sha256}"
    )


def read(text: str) -> CitedSelection:
    """The selection that `text` cites: its JSON object, or a reference in any style and either language.

    Raises:
        UnreadableCitationError: if there is none in it, or it does not hold together.
    """
    if not isinstance(text, str):
        raise UnreadableCitationError("it is no text")
    try:
        if text.lstrip().startswith("{") and '"sha256"' in text:
            return _ADAPTER.validate_json(text.strip())
        return _of_sentence(text)
    except ValidationError as error:
        raise UnreadableCitationError(_problem(error)) from error


def _problem(error: ValidationError) -> str:
    """What is wrong with a citation, in words that do not depend on Pydantic."""
    problems = error.errors()
    fields = sorted({visible(str(problem["loc"][0])) for problem in problems if problem["loc"]})
    if fields:
        return f"wrong or missing in it: {', '.join(fields)}"
    return "it is not valid JSON" if problems[0]["type"] == "json_invalid" else _NOT_TOGETHER


def _of_sentence(text: str) -> CitedSelection:
    # What BibTeX escapes of a sentence it escapes with a backslash; a sentence itself has none.
    plain = " ".join(text.replace("\\", "").split())
    found = [match for match in (sentence.search(plain) for sentence in _SENTENCES) if match]
    if not found:
        raise UnreadableCitationError("no selection of records is cited in it")
    return _ADAPTER.validate_python({**found[0].groupdict(), "query": read_query(found[0]["query"])})
