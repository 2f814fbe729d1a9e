"""Giving an entry another id: its file gets the new name, and every reference the new id."""

import re
from collections import defaultdict
from collections.abc import Iterator

from reformdata.curation.checks.entries import REFERENCES, follow, nodes
from reformdata.curation.editing.changes import Edit, FileChanges, replace_values, require_readable, text_of
from reformdata.curation.reading.checkout import Checkout
from reformdata.errors import refusal
from reformdata.findings import Loc, suggestion_message, visible
from reformdata.models import RecordId
from reformdata.models.ids import ENTRY_ID

LONGEST = 64
"""Characters of an id."""


def plan_rename(checkout: Checkout, table: str, old: str, new: str) -> FileChanges:
    """The changes that give the entry `old` of `table` the id `new`.

    Raises:
        RefusedError: if there is no `old`, `new` is taken or is not an id, or a file cannot be read.
    """
    _check(checkout, table, old, new)
    edits: dict[str, list[Edit]] = defaultdict(list)
    for file, edit in _edits(checkout, table, old, new):
        edits[file].append(edit)
    texts = {file: replace_values(text_of(checkout, file), found) for file, found in sorted(edits.items())}
    return FileChanges(texts=texts, names=_names(checkout, table, old, new))


def _check(checkout: Checkout, table: str, old: str, new: str) -> None:
    require_readable(checkout)
    known = getattr(checkout.corpus, table)
    if old not in known:
        suggestion = suggestion_message(old, known)
        raise refusal(
            f"der er ingen `{visible(old)}` i {table}" + (f"; {suggestion.da}" if suggestion else ""),
            f"there is no `{visible(old)}` among the {table}" + (f"; {suggestion.en}" if suggestion else ""),
        )
    if not re.fullmatch(ENTRY_ID, new) or len(new) > LONGEST:
        raise refusal(
            f"`{visible(new)}` er ikke et id: små bogstaver a-z, cifre og enkelte bindestreger, højst {LONGEST} tegn",
            f"`{visible(new)}` is not an id: small letters a-z, digits and single hyphens, at most {LONGEST} characters",
        )
    if new in known:
        raise refusal(
            f"`{new}` findes allerede i {table}; to poster kan ikke have samme id",
            f"`{new}` is already among the {table}: two entries cannot have one id",
        )


def _edits(checkout: Checkout, table: str, old: str, new: str) -> Iterator[tuple[str, Edit]]:
    place = checkout.places[table, old]
    yield place.file, Edit((*place.loc, "id"), new)
    if table == "sources":
        yield from _record_ids(checkout, old, new)
        return
    for file, loc, found in _references(checkout, table):
        if found == old:
            yield file, Edit(loc, new)


def _record_ids(checkout: Checkout, old: str, new: str) -> Iterator[tuple[str, Edit]]:
    """The ids of the records of the source `old`, and the references to them."""
    for each in ("records", "retired"):
        for entry in getattr(checkout.corpus, each).values():
            if entry.id.source == old:
                yield checkout.places[each, entry.id].file, Edit(("id",), _of_source(entry.id, new))
    for file, loc, found in _references(checkout, "records"):
        if found.source == old:
            yield file, Edit(loc, _of_source(found, new))


def _of_source(id_: RecordId, source: str) -> str:
    return f"{source}.{id_.rpartition('.')[2]}"


def _references(checkout: Checkout, table: str) -> Iterator[tuple[str, Loc, RecordId]]:
    """Every reference to `table`, also in readings: its file, its place and the id."""
    for own, key, node in nodes(checkout.corpus):
        place = checkout.places[own, key]
        for path, other in REFERENCES[type(node)]:
            if other == table:
                for loc, found in follow(node, path):
                    yield place.file, (*place.loc, *loc), found
    for source, readings in checkout.corpus.readings.items():
        file = checkout.places["readings", source].file
        for reader in ("first", "second"):
            for number, act in enumerate(getattr(readings, reader)):
                if table == "actors":
                    yield file, (reader, number, "voice"), act.voice
                if table == "records":
                    for index, record in enumerate(act.records):
                        yield file, (reader, number, "records", index), record


def _names(checkout: Checkout, table: str, old: str, new: str) -> dict[str, str]:
    place = checkout.places[table, old]
    if table == "sources":
        folder = place.file.rpartition("/")[0]
        return {folder: f"{folder.rpartition('/')[0]}/{new}"}
    return {} if place.loc else {place.file: f"records/{table}/{new}.yaml"}  # a list file keeps its name
