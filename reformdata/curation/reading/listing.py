"""The files of `records/`: what the name of each says of its content, and which do not belong there."""

import os
import re
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from reformdata.curation.reading.files import not_regular
from reformdata.curation.rules import EMPTY_DATA_SET, MISSING_FILE, UNKNOWN_FILE, UNREADABLE_FILE
from reformdata.findings import Finding, Message, visible
from reformdata.models import Fingerprints, Readings
from reformdata.models.ids import ENTRY_ID

SIDECARS: Mapping[str, type[Any]] = MappingProxyType({"fingerprints": Fingerprints, "readings": Readings})
"""The models of files beside a source that have no id of their own, by their tables, which are also their names."""

_LISTS = MappingProxyType({"areas.yaml": "areas", "themes.yaml": "themes", "target-groups.yaml": "target_groups"})
_FOLDERS = frozenset({"sources", "actors", "reforms", "laws"})
_NAME = re.compile(r"(?P<stem>[a-z0-9][a-z0-9-]{0,63})\.yaml")
_RECORD_NAME = re.compile(r"(?P<number>0[1-9]|[1-9][0-9]{1,2})-[a-z0-9-]+")
_SOURCE_NAME = re.compile(ENTRY_ID)
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})
_RENAME = Message("kald filen {name}", "call the file {name}")
_DEVICE_NAME = Message("Windows tillader ikke en fil med dette navn", "Windows does not allow a file of this name")


class DataFile(NamedTuple):
    """A file of `records/`, and what its name says of its content."""

    path: Path
    file: str
    """Path from the root of the checkout, with `/`, as findings show it."""
    table: str
    """The table of its entries; "records" for a record or a tombstone."""
    id: str | None
    """The id that its entry must have; None for a list of entries."""
    content: bytes | None = None
    """What to read instead of the file."""


def list_files(root: Path) -> tuple[list[DataFile], list[DataFile], list[Finding]]:
    """The files of `records/` in the folder `root`, the files that are missing, and what is wrong with either."""
    found = list(_in_folder(root / "records", ()))
    files = [one for one in found if isinstance(one, DataFile)]
    findings = [one for one in found if isinstance(one, Finding)]
    missing = _missing_sources(root, files)
    findings += [MISSING_FILE.finding(source.file) for source in missing]
    if not any(one.table == "records" for one in files):
        findings.append(EMPTY_DATA_SET.finding("records", where="records/"))
    return files, missing, findings


def table_of(file: str) -> str | None:
    """The table of the entries in `file`, "records" also for tombstones; None if its name is not that of a data file."""
    _, *parts = file.split("/")
    meaning = _meaning(tuple(parts)) if parts else None
    return meaning[0] if meaning else None


def _in_folder(folder: Path, parts: tuple[str, ...]) -> Iterator[DataFile | Finding]:
    """The files in `folder` and below it, and findings for all else; no link is followed."""
    if folder.is_symlink():
        yield not_regular(stat.S_IFLNK, _shown(parts))
        return
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    except OSError as error:
        yield UNREADABLE_FILE.finding(_shown(parts), reason=error.strerror)
        return
    for entry in entries:
        yield from _of_entry(entry, (*parts, entry.name))


def _of_entry(entry: os.DirEntry[str], parts: tuple[str, ...]) -> Iterator[DataFile | Finding]:
    file = _shown(parts)
    if entry.is_symlink():
        yield not_regular(stat.S_IFLNK, file)
    elif not entry.is_dir(follow_symlinks=False):
        meaning = _meaning(parts)
        yield (
            DataFile(Path(entry.path), file, *meaning)
            if meaning
            else UNKNOWN_FILE.finding(file, advice=_name_advice(parts))
        )
    elif _may_hold_files(parts):
        yield from _in_folder(Path(entry.path), parts)
    else:
        yield UNKNOWN_FILE.finding(f"{file}/")


def _name_advice(parts: tuple[str, ...]) -> Message | None:
    """How to rename the file, if only the spelling of its name is wrong."""
    name = parts[-1]
    if name.partition(".")[0].lower() in _DEVICES:
        return _DEVICE_NAME
    better = re.sub(r"\.ya?ml$", ".yaml", re.sub(r"[\s_-]+", "-", name.lower()))
    return _RENAME.fill({"name": better}) if _meaning((*parts[:-1], better)) else None


def _may_hold_files(parts: tuple[str, ...]) -> bool:
    if len(parts) == 1:
        return parts[0] in _FOLDERS
    return len(parts) == 2 and parts[0] == "sources" and bool(_SOURCE_NAME.fullmatch(parts[1])) and len(parts[1]) <= 64


def _meaning(parts: tuple[str, ...]) -> tuple[str, str | None] | None:
    """The table and the id that the path of a file stands for; None for an unknown file."""
    name = _NAME.fullmatch(parts[-1])
    if not name or name["stem"] in _DEVICES:
        return None
    match parts:
        case (list_file,) if list_file in _LISTS:
            return _LISTS[list_file], None
        case ("actors" | "reforms" | "laws" as table, _):
            return table, name["stem"]
        case ("sources", source, "source.yaml"):
            return "sources", source
        case ("sources", source, _) if name["stem"] in SIDECARS:
            return name["stem"], source
        case ("sources", source, _):
            record = _RECORD_NAME.fullmatch(name["stem"])
            return ("records", f"{source}.{record['number']}") if record else None
    return None


def _missing_sources(root: Path, files: list[DataFile]) -> list[DataFile]:
    """The `source.yaml` of each folder in `sources/` that has none."""
    folders = {one.file.rpartition("/")[0] for one in files if one.table == "records" or one.table in SIDECARS}
    described = {one.file.rpartition("/")[0] for one in files if one.table == "sources"}
    names = [f"{folder}/source.yaml" for folder in sorted(folders - described)]
    # One that is a link has its own finding.
    return [
        DataFile(root / name, name, "sources", name.split("/")[2]) for name in names if not (root / name).is_symlink()
    ]


def _shown(parts: tuple[str, ...]) -> str:
    """The path in the checkout, safe to show: a name may have line breaks, escapes, or bytes that are not text."""
    return "/".join(("records", *(part if part.isprintable() else visible(part) for part in parts)))
