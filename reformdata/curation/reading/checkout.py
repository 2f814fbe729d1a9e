"""A whole checkout: every file of `records/` by its name, every entry by its id, and all that is wrong with them."""

import os
import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from pydantic import TypeAdapter, ValidationError

from reformdata.curation.reading.files import not_regular, read_bytes, read_text
from reformdata.curation.reading.problems import problems, skeleton
from reformdata.curation.reading.strict_yaml import Tree, composed, parse, spans
from reformdata.curation.rules import (
    BAD_VALUE,
    DUPLICATE_ID,
    EMPTY_DATA_SET,
    FILE_NAME_DISAGREES,
    FINGERPRINTS_DISAGREE,
    MISSING_FIELD,
    MISSING_FILE,
    UNKNOWN_FILE,
    UNREADABLE_FILE,
    WRONG_SHAPE,
)
from reformdata.findings import Finding, Loc, Message, Span, visible
from reformdata.models import TABLES, Corpus, Fingerprints, Readings, RecordFile, Retired
from reformdata.models.ids import ENTRY_ID, in_order

_NO_CONTENTS: Mapping[str, bytes] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an entry stands."""

    file: str
    """Path from the root of the checkout, with `/`."""
    loc: Loc = ()
    """The index of the entry in a file that holds a list of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkout:
    """What was read of a checkout: the data that could be, where each of it stands, and what is wrong."""

    root: Path
    """The folder that holds `records/`."""
    corpus: Corpus
    places: Mapping[tuple[str, str], Place]
    """Where each entry stands, by its table ("records", "retired", "fingerprints", "actors", …) and its id."""
    broken: Mapping[str, frozenset[str]]
    """By table the ids that a file stands for which could not be read: a reference to them is not dangling."""
    findings: tuple[Finding, ...]
    """What reading found, in the order in which it is shown."""
    file_count: int
    """How many files were read."""


def read_checkout(root: Path, contents: Mapping[str, bytes] = _NO_CONTENTS) -> Checkout:
    """Read every file of `records/`, whatever state they are in.

    Args:
        root: the folder that holds `records/`, or that folder itself.
        contents: what to read instead of some of the files, by the names that findings call them.
    """
    root = _root_of(root)
    listing = _listing(root)
    missing = _missing_sources(root, listing)
    findings = [*listing.findings, *(MISSING_FILE.at(slot.file) for slot in missing)]
    entries = [entry for slot in missing for entry in _unread(slot)]
    for slot in listing.slots:
        read, wrong = _read(slot._replace(content=contents.get(slot.file)))
        entries += read
        findings += wrong
    findings += _twins(entries)
    return Checkout(
        root=root,
        corpus=_corpus(entries),
        places=_places(entries),
        broken=_broken(entries),
        findings=located(root, findings, contents),
        file_count=len(listing.slots),
    )


def located(
    root: Path, findings: Iterable[Finding], contents: Mapping[str, bytes] = _NO_CONTENTS
) -> tuple[Finding, ...]:
    """The findings with their lines and columns, in the order in which they are shown; reads only the files they name.

    Args:
        root: the folder that holds `records/`.
        findings: the findings to locate.
        contents: what to read instead of some of the files, as in `read_checkout`.
    """
    placed: list[Finding] = []
    known: dict[str, Mapping[tuple[Loc, bool], Span]] = {}
    for finding in findings:
        if finding.span is None and finding.file not in known:
            known[finding.file] = _spans(root, finding.file, contents.get(finding.file))
        placed.append(finding if finding.span else finding.at(span_of(finding, known[finding.file])))
    return tuple(sorted(placed, key=lambda finding: finding.order))


def _spans(root: Path, file: str, content: bytes | None) -> Mapping[tuple[Loc, bool], Span]:
    text = read_text(root / file, file, content)[0] if table_of(file) else None
    if text is None or parse(text, file)[1]:
        return {}
    return spans(text)


def span_of(finding: Finding, known: Mapping[tuple[Loc, bool], Span]) -> Span | None:
    """Where `finding` is among the places `known` of its file; where its own is not written, what holds it."""
    if (finding.loc, finding.on_key) in known:
        span = known[finding.loc, finding.on_key]
        return Span(span.end_line, span.end_column, span.end_line, span.end_column + 1) if finding.at_end else span
    above = (finding.loc[:length] for length in range(len(finding.loc), -1, -1))
    return next((known[loc, False] for loc in above if (loc, False) in known), None)


def table_of(file: str) -> str | None:
    """The table to which the entries of `file` belong, "records" for tombstones too; None if it is no file of data."""
    _, *parts = file.split("/")
    meaning = _meaning(tuple(parts)) if parts else None
    return meaning[0] if meaning else None


# ---- which files there are


class _Slot(NamedTuple):
    """What the name of a file says of its content."""

    path: Path
    file: str
    table: str
    """That of its entries; "records" for a record or a tombstone."""
    id: str | None
    """The id that its entry must have; None where it holds a list of them."""
    content: bytes | None = None
    """What to read instead of the file."""


class _Listing(NamedTuple):
    slots: list[_Slot]
    findings: list[Finding]


_LISTS = MappingProxyType({"areas.yaml": "areas", "themes.yaml": "themes", "target-groups.yaml": "target_groups"})
_FOLDERS = frozenset({"sources", "actors", "reforms", "laws"})
_SIDECARS: Mapping[str, type[Any]] = MappingProxyType({"fingerprints": Fingerprints, "readings": Readings})
"""What stands beside a source under its id and has no id of its own: tables by the stems of their files."""

_NAME = re.compile(r"(?P<stem>[a-z0-9][a-z0-9-]{0,63})\.yaml")
_RECORD_NAME = re.compile(r"(?P<number>0[1-9]|[1-9][0-9]{1,2})-[a-z0-9-]+")
_SOURCE_NAME = re.compile(ENTRY_ID)
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})
_RENAME = Message("kald filen {name}", "call the file {name}")
_DEVICE_NAME = Message("Windows tillader ikke en fil med dette navn", "Windows does not allow a file of this name")


def _root_of(root: Path) -> Path:
    """The folder that holds `records/`, given it or `records/` itself."""
    if root.resolve().name == "records" and not (root / "records").is_dir():
        return root.resolve().parent
    return root


def _listing(root: Path) -> _Listing:
    listing = _Listing([], [])
    _list_folder(root / "records", (), listing)
    if not any(slot.table == "records" for slot in listing.slots):
        listing.findings.append(EMPTY_DATA_SET.at("records", where="records/"))
    return listing


def _list_folder(folder: Path, parts: tuple[str, ...], listing: _Listing) -> None:
    """Add what `folder` holds to `listing`; no link is followed."""
    if folder.is_symlink():
        listing.findings.append(not_regular(stat.S_IFLNK, _shown(parts)))
        return
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    except OSError as error:
        listing.findings.append(UNREADABLE_FILE.at(_shown(parts), reason=error.strerror))
        return
    for entry in entries:
        _list_entry(entry, (*parts, entry.name), listing)


def _list_entry(entry: os.DirEntry[str], parts: tuple[str, ...], listing: _Listing) -> None:
    file = _shown(parts)
    if entry.is_symlink():
        listing.findings.append(not_regular(stat.S_IFLNK, file))
    elif entry.is_dir(follow_symlinks=False):
        if _may_hold_files(parts):
            _list_folder(Path(entry.path), parts, listing)
        else:
            listing.findings.append(UNKNOWN_FILE.at(f"{file}/"))
    else:
        _list_file(Path(entry.path), file, parts, listing)


def _list_file(path: Path, file: str, parts: tuple[str, ...], listing: _Listing) -> None:
    meaning = _meaning(parts)
    if meaning:
        listing.slots.append(_Slot(path, file, *meaning))
        return
    listing.findings.append(UNKNOWN_FILE.at(file, advice=_name_advice(parts)))


def _name_advice(parts: tuple[str, ...]) -> Message | None:
    """What is wrong with the name alone, if a file of its folder may have one that is like it."""
    name = parts[-1]
    if name.partition(".")[0].lower() in _DEVICES:
        return _DEVICE_NAME
    better = re.sub(r"\.ya?ml$", ".yaml", re.sub(r"[\s_-]+", "-", name.lower()))
    return _RENAME.filled({"name": better}) if _meaning((*parts[:-1], better)) else None


def _may_hold_files(parts: tuple[str, ...]) -> bool:
    if len(parts) == 1:
        return parts[0] in _FOLDERS
    return len(parts) == 2 and parts[0] == "sources" and bool(_SOURCE_NAME.fullmatch(parts[1])) and len(parts[1]) <= 64


def _meaning(parts: tuple[str, ...]) -> tuple[str, str | None] | None:
    """The table and the id that the path of a file stands for; None if it stands for nothing."""
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
        case ("sources", source, _) if name["stem"] in _SIDECARS:
            return name["stem"], source
        case ("sources", source, _):
            record = _RECORD_NAME.fullmatch(name["stem"])
            return ("records", f"{source}.{record['number']}") if record else None
    return None


def _missing_sources(root: Path, listing: _Listing) -> list[_Slot]:
    """The `source.yaml` of each folder in `sources/` that has none."""
    folders = {
        slot.file.rpartition("/")[0] for slot in listing.slots if slot.table == "records" or slot.table in _SIDECARS
    }
    described = {slot.file.rpartition("/")[0] for slot in listing.slots if slot.table == "sources"}
    files = [f"{folder}/source.yaml" for folder in sorted(folders - described)]
    # One that is a link has been told as such.
    return [_Slot(root / file, file, "sources", file.split("/")[2]) for file in files if not (root / file).is_symlink()]


def _shown(parts: tuple[str, ...]) -> str:
    """The path in the checkout, in which nothing acts: a name may hold line breaks, escapes, or bytes that are no text."""
    return "/".join(("records", *(part if part.isprintable() else visible(part) for part in parts)))


# ---- what stands in them


class _Entry(NamedTuple):
    """An entry that was read; or, without a value, an id of which something could not be."""

    table: str
    id: str
    place: Place
    value: Any = None
    misnamed: bool = False
    """Whether its file's name promises another id."""


@cache
def _adapter(table: str) -> TypeAdapter[Any]:
    """What makes the entries of `table`; built when first needed, since building costs more than a file does."""
    if table == "records":
        return TypeAdapter(RecordFile)
    return TypeAdapter(_model(table))


def _model(table: str) -> type[Any]:
    return _SIDECARS.get(table) or TABLES[table]


def _read(slot: _Slot) -> tuple[list[_Entry], list[Finding]]:
    """The entries of a file, and what is wrong with it."""
    text, characters = read_text(slot.path, slot.file, slot.content)
    if text is None:
        return _unread(slot), characters
    tree, syntax = parse(text, slot.file)
    if tree is None:
        return _unread(slot), [*characters, *syntax]
    entries, findings = _read_tree(slot, composed(tree) if characters else tree)
    return entries, [*characters, *findings]


def _read_tree(slot: _Slot, tree: Tree) -> tuple[list[_Entry], list[Finding]]:
    if slot.id is None:
        return _read_list(slot, tree)
    if not isinstance(tree, dict):
        return _unread(slot), [_wrong_shape(slot, tree)]
    return _read_entry(slot, tree)


def _read_list(slot: _Slot, tree: Tree) -> tuple[list[_Entry], list[Finding]]:
    if not isinstance(tree, tuple):
        return _unread(slot), [_wrong_shape(slot, tree)]
    entries: list[_Entry] = []
    findings: list[Finding] = []
    for index, item in enumerate(tree):
        place = Place(file=slot.file, loc=(index,))
        value, wrong = _validated(slot, item, place)
        findings += wrong
        named = item.get("id") if isinstance(item, dict) else None
        if isinstance(named, str):
            entries.append(_Entry(slot.table, named, place, value))
    return entries, findings


def _read_entry(slot: _Slot, tree: dict[str, Tree]) -> tuple[list[_Entry], list[Finding]]:
    expected = slot.id or ""
    place = Place(file=slot.file)
    value, findings = _validated(slot, tree, place)
    if slot.table in _SIDECARS:
        return [_Entry(slot.table, expected, place, value)], findings
    named = tree.get("id")
    findings = [replace(finding, advice=_write_id(expected)) if _is_of_id(finding) else finding for finding in findings]
    table = "retired" if isinstance(value, Retired) else slot.table
    if not isinstance(named, str) or named == expected:
        return [_Entry(table, expected, place, value)], findings
    # What points to the id that the file's name promises is not to be reported as well.
    entries = [_Entry(table, named, place, value, misnamed=True), _Entry(table, expected, place)]
    if any(finding.loc == ("id",) for finding in findings):
        return entries, findings
    advice = _write_id(expected)
    return entries, [
        *findings,
        FILE_NAME_DISAGREES.at(slot.file, ("id",), found=named, expected=(expected,), advice=advice),
    ]


def _is_of_id(finding: Finding) -> bool:
    """Whether `finding` says that the id of a file's entry is missing or is none; the name of the file tells it."""
    is_none = finding.rule is BAD_VALUE and finding.loc == ("id",)
    return is_none or (finding.rule is MISSING_FIELD and not finding.loc and ("field", "id") in finding.values)


def _write_id(id_: str) -> Message:
    return Message(f"skriv id: {id_}, eller omdøb filen", f"write id: {id_}, or rename the file")


def _validated(slot: _Slot, tree: Tree, place: Place) -> tuple[Any, list[Finding]]:
    try:
        return _adapter(slot.table).validate_python(tree), []
    except ValidationError as error:
        model = None if slot.table == "records" else _model(slot.table)
        return None, problems(error, model, slot.file, place.loc)


def _wrong_shape(slot: _Slot, tree: Tree) -> Finding:
    shape = ("felter og værdier", "fields and values") if slot.id else ("en liste af poster", "a list of entries")
    found = ("er tom", "is empty") if tree == "" else _SHAPES[type(tree)]
    return WRONG_SHAPE.at(
        slot.file,
        advice=_right_shape(slot, tree),
        shape_da=shape[0],
        shape_en=shape[1],
        found_da=found[0],
        found_en=found[1],
    )


def _right_shape(slot: _Slot, tree: Tree) -> Message | None:
    """How to begin the file, or to put right what is in it."""
    if slot.id and isinstance(tree, tuple):
        return _NO_DASH
    if slot.table == "fingerprints":
        return FINGERPRINTS_DISAGREE.advice
    if slot.table == "records":
        return _BEGIN_RECORD.filled({"id": slot.id or ""})
    fields = skeleton(_model(slot.table))
    if slot.id:
        return Message(
            f"begynd med disse felter, ét på hver linje: {fields}", f"start with these fields, one a line: {fields}"
        )
    return Message(f"begynd hver post med en streg: - {{{fields}}}", f"start each entry with a dash: - {{{fields}}}")


_NO_DASH = Message(
    "filen er én post: slet stregen, og lad nøglerne begynde ved linjens start",
    "the file is one entry: delete the dash, and start the keys at the beginning of the line",
)
_BEGIN_RECORD = Message(
    "begynd med `id: {id}` og på næste linje `kind: proposal` (eller statement, initiative): så viser næste kontrol de felter, der mangler; "
    "eller brug: reformdata new proposal",
    "start with `id: {id}` and on the next line `kind: proposal` (or statement, initiative): then the next check "
    "lists the missing fields; or use: reformdata new proposal",
)


_SHAPES: Mapping[type, tuple[str, str]] = MappingProxyType(
    {
        str: ("indeholder en tekst", "contains a text"),
        tuple: ("indeholder en liste", "contains a list"),
        dict: ("indeholder felter og værdier", "contains fields and values"),
    }
)


_ID_LINE = re.compile(rb"^ *(?:- +)?(?:\{ *)?id: *[\"']?([a-z0-9-]+)", re.MULTILINE)


def _unread(slot: _Slot) -> list[_Entry]:
    """The ids that stand for a file which could not be read: its own, or those that a look at its bytes shows."""
    place = Place(file=slot.file)
    if slot.id is not None:
        return [_Entry(slot.table, slot.id, place)]
    data = read_bytes(slot.path, slot.file, slot.content)[0] or b""
    return [_Entry(slot.table, found.decode(), place) for found in _ID_LINE.findall(data)]


# ---- the whole of it


_TAKEN = Message("giv den ene et andet id, eller slet den", "give one of the two another id, or delete it")


def _space(table: str) -> str:
    """Records and the tombstones of records share their ids."""
    return "records" if table == "retired" else table


def _twins(entries: list[_Entry]) -> Iterator[Finding]:
    """A finding for each id that is used again; that a file has an id of another name has been said."""
    first: dict[tuple[str, str], Place] = {}
    for entry in entries:
        if entry.value is None or entry.misnamed:
            continue
        space = _space(entry.table)
        other = first.setdefault((space, entry.id), entry.place)
        if other != entry.place:
            advice = None if space == "records" else _TAKEN
            loc = (*entry.place.loc, "id")
            yield DUPLICATE_ID.at(entry.place.file, loc, found=entry.id, other=other.file, advice=advice)


def _corpus(entries: list[_Entry]) -> Corpus:
    tables: dict[str, dict[str, Any]] = {}
    taken: set[tuple[str, str]] = set()
    for entry in sorted(entries, key=lambda entry: (in_order(entry.id), entry.misnamed)):
        if entry.value is not None and (_space(entry.table), entry.id) not in taken:
            taken.add((_space(entry.table), entry.id))
            tables.setdefault(entry.table, {})[entry.id] = entry.value
    return Corpus(**{table: MappingProxyType(values) for table, values in tables.items()})


def _places(entries: list[_Entry]) -> Mapping[tuple[str, str], Place]:
    places: dict[tuple[str, str], Place] = {}
    for entry in sorted(entries, key=lambda entry: entry.misnamed):
        places.setdefault((entry.table, entry.id), entry.place)
    return MappingProxyType(places)


def _broken(entries: list[_Entry]) -> Mapping[str, frozenset[str]]:
    read = {(entry.table, entry.id) for entry in entries if entry.value is not None}
    ids: dict[str, set[str]] = {}
    for entry in entries:
        if (entry.table, entry.id) not in read:
            ids.setdefault(entry.table, set()).add(entry.id)
    return MappingProxyType({table: frozenset(found) for table, found in ids.items()})
