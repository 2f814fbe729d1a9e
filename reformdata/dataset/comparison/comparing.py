"""What differs between two versions of the data.

Bodies are compared as the JSON in the compiled files: values that this version of the library does not know are
reported like any other, and only what differs is parsed.
"""

import json
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple, TypeAlias

from reformdata.dataset.comparison.changes import WHATS, Change, FieldChange, What, freeze
from reformdata.dataset.comparison.comparison import Comparison
from reformdata.dataset.dataset import Dataset, load
from reformdata.dataset.opening import FILE_NAME
from reformdata.errors import DamagedDataError, MissingDataError
from reformdata.models import TABLES, Label
from reformdata.models.ids import successor_chain
from reformdata.store.file import read_connection

_Bodies: TypeAlias = Mapping[str, str]
"""The entries of a table as JSON, by id, in the order of the table."""

_MEMBER = f"reformdata/{FILE_NAME}"
"""The compiled file in a wheel."""
_MAX_BYTES = 1 << 30
"""The size to which a wheel may unpack: a few kilobytes of zip can unpack to any size."""
_ORDER = ("records", "retired", "outcomes", *TABLES, "fingerprints")


class _Version(NamedTuple):
    name: str
    tables: Mapping[str, _Bodies]


def diff(old: Dataset | str | Path, new: Dataset | str | Path) -> Comparison:
    """What changed from the data set `old` to `new`, in records, tombstones, reference tables and fingerprints.

    Args:
        old: a data set; or the path of a checkout, of a built package, of a compiled file or of a wheel (`.whl`).
        new: another of these.

    Raises:
        MissingDataError: an OSError, if there is no data at a path.
        DamagedDataError: an OSError, if a file is damaged or of another program.
        InvalidCheckoutError: a ValueError, if the records of a checkout have errors.
        MissingExtraError: an ImportError, for a checkout without the extra `curate`.
    """
    before, after = _version(old), _version(new)
    tables = (*_ORDER, *sorted({*before.tables, *after.tables}.difference(_ORDER)))
    changes = (
        change
        for table in tables
        for change in sorted(_changes(table, before.tables, after.tables), key=lambda change: WHATS.index(change.what))
    )
    return Comparison(before.name, after.name, tuple(changes))


def _version(data: Dataset | str | Path) -> _Version:
    if isinstance(data, Dataset):
        return _bodies(data)
    path = Path(data)
    if path.suffix != ".whl" or not path.is_file():
        return _bodies(load(path))
    with TemporaryDirectory(prefix="reformdata-", ignore_cleanup_errors=True) as folder:
        file = Path(folder) / FILE_NAME
        file.write_bytes(_read_compiled_file(path))
        return _bodies(load(file))


def _bodies(dataset: Dataset) -> _Version:
    tables: dict[str, dict[str, str]] = {}
    with read_connection(dataset.connect()) as connection:
        for table, id_, body in connection.execute("SELECT table_name, id, json FROM bodies ORDER BY key"):
            tables.setdefault(table, {})[id_] = body
    return _Version(dataset.version, tables)


def _changes(table: str, before: Mapping[str, _Bodies], after: Mapping[str, _Bodies]) -> Iterator[Change]:
    if table == "retired":
        yield from _retired_changes(before, after)
        return
    old, new = before.get(table, {}), after.get(table, {})
    retired = after.get("retired", {}) if table == "records" else {}
    fresh = {id_: json.loads(new[id_]) for id_ in new if id_ not in old}
    gone = {id_: json.loads(old[id_]) for id_ in old if id_ not in new}
    moves = _moves(gone, fresh, lambda id_: _successor(id_, retired))

    for id_, body in gone.items():
        yield _change_of_gone(table, id_, body, moves.get(id_), retired, fresh)
    for id_, body in fresh.items():
        if id_ not in moves.values():
            yield Change(what="added", table=table, id=id_, name=_name(body))
    for id_ in new:
        if id_ in old and new[id_] != old[id_]:
            body = json.loads(new[id_])
            fields = tuple(_field_changes(json.loads(old[id_]), body))
            yield Change(what="changed", table=table, id=id_, name=_name(body), fields=fields)


def _change_of_gone(
    table: str,
    id_: str,
    body: dict[str, Any],
    moved_to: str | None,
    retired: _Bodies,
    fresh: Mapping[str, dict[str, Any]],
) -> Change:
    """The change of an entry whose id is no longer in its table."""
    tombstone = json.loads(retired[id_]) if id_ in retired else {}
    reason = _label(tombstone.get("reason"))
    if moved_to:
        now = fresh[moved_to]
        fields = tuple(field for field in _field_changes(body, now) if field.field != "id")
        return Change(what="moved", table=table, id=id_, to=moved_to, name=_name(now), reason=reason, fields=fields)
    successor = _successor(id_, retired)
    what: What = "merged" if successor else "retired" if tombstone else "removed"
    return Change(what=what, table=table, id=id_, to=successor, name=_name(body), reason=reason)


def _retired_changes(before: Mapping[str, _Bodies], after: Mapping[str, _Bodies]) -> Iterator[Change]:
    """What happened to the entries of `retired`; records that were retired since are reported with the records."""
    old, new = before.get("retired", {}), after.get("retired", {})
    for id_, text in new.items():
        body = json.loads(text)
        if id_ in old:
            if old[id_] != text:
                fields = tuple(_field_changes(json.loads(old[id_]), body))
                yield Change(what="changed", table="retired", id=id_, fields=fields)
        elif id_ not in before.get("records", {}):
            successor, reason = body.get("replaced_by"), _label(body.get("reason"))
            yield Change(what="added", table="retired", id=id_, to=successor, reason=reason)
    for id_ in old:
        if id_ not in new:
            yield Change(what="removed", table="retired", id=id_)


def _moves(
    gone: Mapping[str, dict[str, Any]], fresh: Mapping[str, dict[str, Any]], successor: Callable[[str], str | None]
) -> dict[str, str]:
    """The new id in `fresh` of each entry of `gone` that has the same words there."""
    by_words: dict[str, list[str]] = {}
    for id_, body in fresh.items():
        by_words.setdefault(_words(body), []).append(id_)
    moves: dict[str, str] = {}
    for id_, body in gone.items():
        alike = by_words.get(_words(body), [])
        named = successor(id_)
        # A named successor is the new id, even if another entry has the same words.
        found = named if named in alike else None if named or not alike else alike[0]
        if found:
            moves[id_] = found
            alike.remove(found)
    return moves


def _words(body: Mapping[str, Any]) -> str:
    """The words of an entry, by which it is recognised under another id; its JSON if it has none."""
    said = [body.get(field) for field in ("title", "name", "text", "definition", "description")]
    return json.dumps(said if any(said) else body, sort_keys=True)


def _successor(id_: str, retired: _Bodies) -> str | None:
    """The record that replaces the retired record `id_` in the end; None if there is none."""

    def successor_of(one: str) -> str | None:
        successor: str | None = json.loads(retired[one]).get("replaced_by") if one in retired else None
        return successor

    last = successor_chain(id_, successor_of)[-1]
    return None if last in retired or last == id_ else last


def _field_changes(old: Mapping[str, Any], new: Mapping[str, Any], above: str = "") -> Iterator[FieldChange]:
    """The fields, also of parts, in which two bodies differ: in the order of `new`, then those that are gone."""
    for name in dict.fromkeys((*new, *old)):
        before, after = old.get(name), new.get(name)
        if before == after:
            continue
        if isinstance(before or after, dict) and isinstance(after or before, dict):
            yield from _field_changes(before or {}, after or {}, f"{above}{name}.")
        else:
            yield FieldChange(field=above + name, before=freeze(before), after=freeze(after))


def _name(body: Mapping[str, Any]) -> Label | None:
    return _label(body.get("title") or body.get("name"))


def _label(value: Any) -> Label | None:
    return Label(value["da"], value["en"]) if value else None


def _read_compiled_file(wheel: Path) -> bytes:
    try:
        with zipfile.ZipFile(wheel) as archive, archive.open(_MEMBER) as member:
            content = member.read(_MAX_BYTES + 1)
    except KeyError as error:
        raise MissingDataError(wheel, f"there is no {_MEMBER} in it") from error
    # A RuntimeError: it is encrypted, or compressed in an unknown way.
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError) as error:
        raise DamagedDataError(wheel, "it is not a wheel or is damaged") from error
    if len(content) > _MAX_BYTES:
        raise DamagedDataError(wheel, f"its data is larger than {_MAX_BYTES:,} bytes")
    return content
