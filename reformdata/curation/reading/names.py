"""The right names of badly named files: what the name and the content of a file say that it should be called."""

import re
from collections.abc import Collection, Iterable
from textwrap import wrap
from typing import NamedTuple
from unicodedata import normalize

from reformdata.curation.reading.files import DataFile, Stray, may_hold_files, meaning, read_bytes
from reformdata.curation.rules import UNKNOWN_FILE
from reformdata.findings import Finding
from reformdata.messages import Message
from reformdata.models.ids import ENTRY_ID, RECORD_ID

LONGEST_SLUG = 40
"""Characters: with the folder and the number a path stays short enough for every file system."""

_DANISH = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ß": "ss", "ð": "d", "þ": "th", "ł": "l"})
_YAML = re.compile(r"\.ya?ml(?:\.txt)?$", re.IGNORECASE)
"""The end of a name that is meant as YAML; Notepad adds `.txt`."""
_ID = re.compile(r"^id: *[\"']?([a-z0-9.-]+)", re.MULTILINE)
_TITLE = re.compile(r"^title: *(?:\r?\n +|\{ *)da: *(.+?)(?:, en: .*)?$", re.MULTILINE)
_NUMBER = re.compile(r"0*([1-9][0-9]{0,2})(?![0-9])")
_RECORD, _ENTRY = re.compile(RECORD_ID), re.compile(ENTRY_ID)


def slug(title: str, *, longest: int = LONGEST_SLUG) -> str:
    """The first words of `title` that fit in `longest` characters, as part of a file name or an id.

    It has small letters a-z, digits and hyphens, and is `post` if `title` has no letter or digit.

    >>> slug("Afskaf kvalitetsrapporterne på børneområdet")
    'afskaf-kvalitetsrapporterne-paa'
    """
    # Composed first: otherwise `a` and a combining ring would become `a` and not `aa`.
    plain = normalize("NFKD", normalize("NFC", title).casefold().translate(_DANISH))
    words = re.findall(r"[a-z0-9]+", re.sub(r"[\u0300-\u036f'\u2019]", "", plain))
    return wrap(" ".join(words) or "post", longest)[0].replace(" ", "-")


def next_number(source: str, ids: Iterable[str]) -> int:
    """The number after the highest of the records of `source` among `ids`."""
    numbers = (id_.rpartition(".") for id_ in ids)
    return 1 + max((int(number) for own, _, number in numbers if own == source and number.isdigit()), default=0)


def record_file(id_: str, name: str, title: str = "") -> str:
    """The path that the file of the record `id_` should have, whose present name is `name`; `title` is for one without words."""
    source, _, number = id_.rpartition(".")
    words = re.sub(r"^[0-9]+(?:-|$)", "", slug(_YAML.sub("", name).removeprefix(f"{source}."), longest=60))
    return f"records/sources/{source}/{number}-{words or slug(title)}.yaml"


class Renamed(NamedTuple):
    """A file that does not belong where it is, and the file that it should be, if that is known."""

    finding: Finding
    right: DataFile | None = None


def renamed(stray: Stray, ids: Collection[str]) -> Renamed:
    """What is wrong with the name of `stray`, and how to correct it.

    Args:
        stray: a file or a folder that does not belong where it is.
        ids: the ids of the records whose files do.
    """
    if stray.is_folder:
        better = (*stray.parts[:-1], slug(stray.parts[-1], longest=64))
        advice = (
            Message(f"kald mappen {better[-1]}", f"call the folder {better[-1]}") if may_hold_files(better) else None
        )
        return Renamed(UNKNOWN_FILE.finding(f"{stray.file}/", advice=advice))
    right = _right_parts(stray, ids) if stray.parts[0] == "outcomes" or stray.advice is None else None
    means = meaning(right) if right else None
    new_id = None
    if right and means and means[0] == "records" and means[1] in ids:
        new_id = f"{right[1]}.{next_number(right[1], ids):02}"
        right = tuple(record_file(new_id, right[-1]).split("/")[1:])
        means = meaning(right)
    records = stray.path.parents[len(stray.parts) - 1]
    if right is None or means is None or records.joinpath(*right).exists():
        return Renamed(UNKNOWN_FILE.finding(stray.file, advice=stray.advice))
    name = right[-1] if right[:-1] == stray.parts[:-1] else "/".join(("records", *right))
    advice = Message(f"kald filen {name}", f"call the file {name}")
    if right[:-1] != stray.parts[:-1]:
        advice = Message(f"flyt filen til {name}", f"move the file to {name}")
    if new_id:
        advice = Message(f"{advice.da}, og skriv id: {new_id}", f"{advice.en}, and write id: {new_id}")
    return Renamed(UNKNOWN_FILE.finding(stray.file, advice=advice), DataFile(str(stray.path), stray.file, *means))


def _right_parts(stray: Stray, ids: Collection[str]) -> tuple[str, ...] | None:
    """The path that `stray` should have within `records/`; None if nothing says so."""
    folder, name = stray.parts[:-1], stray.parts[-1]
    if not _YAML.search(name):
        return None
    stem = _YAML.sub("", name)
    plain = (*folder, f"{slug(stem, longest=64)}.yaml")
    text = (read_bytes(stray.path, stray.file)[0] or b"").decode(errors="replace")
    found, title = _ID.search(text), _TITLE.search(text)
    id_ = found[1] if found else ""
    if _RECORD.fullmatch(id_) and folder[:1] != ("outcomes",):
        return tuple(record_file(id_, name, title[1] if title else "").split("/")[1:])
    if len(folder) == 1 and _ENTRY.fullmatch(id_) and meaning((*folder, f"{id_}.yaml")):
        return (*folder, f"{id_}.yaml")
    if meaning(plain):
        return plain
    match folder:
        case ("outcomes",):
            return (*folder, f"{id_ or stem.lower()}.yaml")
        case () if stem.casefold() == "source":
            return ("sources", id_, "source.yaml")
        case ("sources",):
            return ("sources", id_ or slug(stem, longest=64), "source.yaml")
        case ("sources", source):
            number = _NUMBER.match(stem.removeprefix(f"{source}."))
            right = int(number[1]) if number else next_number(source, ids)
            return tuple(record_file(f"{source}.{right:02}", name, title[1] if title else "").split("/")[1:])
    return None
