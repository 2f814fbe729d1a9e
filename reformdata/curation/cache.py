"""What earlier checks of a checkout found, kept in a folder of it, `.reformdata_cache/`, which may be deleted at any time.

Kept are the whole report and how it was shown, for as long as no file has changed, and what was read of each record. A file counts as
unchanged if its content is, or if its size, times and number on the disk are and it is older than the check: of
a file that was changed within the same tick of the clock, the times would not show it.

Each file of the cache is sealed with a secret of the user, so that a checkout from elsewhere cannot bring findings
along: it is not read unless this user has written it, with the same versions of all that decides.
"""

import marshal
import os
import sys
from _thread import get_ident  # as `threading` has it, whose import takes a millisecond
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:  # a report that is still right is shown without reading anything
    from reformdata.curation.checks.each import Reading
    from reformdata.curation.fixing import Applicability
    from reformdata.curation.reading.checkout import ReadFile
    from reformdata.curation.reading.files import DataFile
    from reformdata.curation.report import Report
    from reformdata.findings import Finding

FOLDER = ".reformdata_cache"
_PACKAGE = Path(__file__).parents[1]
_LIBRARIES = ("pydantic", "pydantic_core", "yaml")
"""The libraries that decide whether a file is right."""
_TICK = 2_000_000_000
"""Nanoseconds; no file system has a coarser clock."""
_SEAL = 32
_State = tuple[int, ...]
"""What changes with a file: mode, size, number on the disk, and the times of its content and of its state."""


class _Kept(NamedTuple):
    state: _State | None
    """None if it cannot tell whether the file has changed."""
    content: bytes | None
    """The digest of the content; None, or empty, if there is none."""
    read: Any
    """A `ReadFile`, which is not named here, since Python would compile that; None if nothing was read."""


class _Shard(NamedTuple):
    """What is kept of the files of one folder, and what is known of them now."""

    before: dict[str, _Kept]
    now: dict[str, _Kept]


class Cache:
    """The cache of one checkout."""

    def __init__(self, root: Path, secret: bytes, part: str = "") -> None:
        """Open the cache of the checkout at `root`, or make one.

        Args:
            root: the folder that holds `records/`.
            secret: what only this user knows.
            part: a part for another state of the same files; it also knows what the rest does.

        Raises:
            OSError: if it cannot be written.
        """
        self.root = root
        self.part = part
        self._secret = secret
        self._folder = root / FOLDER
        with suppress(FileExistsError):
            self._folder.mkdir()
            (self._folder / ".gitignore").write_text("*\n", encoding="utf-8")
        if self._folder.is_symlink():
            raise NotADirectoryError(str(self._folder))
        self.now = self._clock()
        """The clock of the file system when this was opened."""

    def _clock(self) -> int:
        probe = self._folder / f"{os.getpid()}-{get_ident()}.now"
        probe.touch()
        try:
            return probe.stat().st_mtime_ns
        finally:
            probe.unlink(missing_ok=True)

    # ---- the whole report

    @cached_property
    def _signature(self) -> bytes | None:
        """The state of everything that decides about the report; None if it may change unseen."""
        listed = sorted(_states(self.root / "records"))
        for folder in (_PACKAGE, *(_library(name) for name in _LIBRARIES)):
            listed += sorted(_states(folder, deep=folder is _PACKAGE))
        if not all(self._is_telling(state) for _, state in listed):
            return None
        return _digest(sys.version, listed)

    def report(self) -> "Report | None":
        """The report of the last check, if it would be the same now."""
        kept: Report | None = self._known("report")
        if kept is None:
            return None
        from dataclasses import replace  # here, as pickle, since a report that is shown again needs neither

        return replace(kept, root=self.root)

    def keep_report(self, report: "Report") -> None:
        """Remember the `report` of the files as they were when this was first asked for one."""
        self._keep("report", report)

    def fixes(self) -> "Mapping[Finding, Applicability] | None":
        """The findings of the last report that can be fixed, if they would be the same now."""
        kept: Mapping[Finding, Applicability] | None = self._known("fixes")
        return kept

    def keep_fixes(self, fixes: "Mapping[Finding, Applicability]") -> None:
        """Remember which findings of the report can be fixed."""
        self._keep("fixes", fixes)

    def shown(self, look: str) -> tuple[int, str] | None:
        """The exit code and the text of the report when it was last shown with this `look`, if they would be the same now."""
        body = self._body(_name("shown", look), self._signature) if self._signature else None
        if body is None:
            return None
        then, code, text = marshal.loads(body)  # noqa: S302 - sealed by this user
        return (code, text) if then <= self.now else None

    def keep_shown(self, look: str, code: int, text: str) -> None:
        """Remember the exit code and the `text` with which the report was shown."""
        if self._signature:
            self._write(_name("shown", look), self._signature, marshal.dumps((self.now, code, text)))

    def _known(self, name: str) -> Any:
        kept = self._load(name, self._signature) if self._signature else None
        return kept[1] if kept and kept[0] <= self.now else None

    def _keep(self, name: str, value: object) -> None:
        if self._signature:
            self._save(name, self._signature, (self.now, value))

    # ---- what was read of each file

    def recall(self, files: "Sequence[DataFile]", decided_by: bytes) -> "list[ReadFile | None]":
        """What was read of each of `files`, as far as that is known and they have not changed."""
        self._shards = {}
        earlier: dict[str, list[Mapping[str, _Kept]]] = {}
        found: list[ReadFile | None] = []
        for file in files:
            folder = _folder(file)
            if folder not in earlier:
                parts = dict.fromkeys((self.part, ""))
                earlier[folder] = [self._shard(folder, part, decided_by) for part in parts]
                self._shards[folder] = _Shard(dict(earlier[folder][0]), {})
            state = None if file.content is not None else self._state(file.path)
            kept = self._unchanged(file, state, [part[file.file] for part in earlier[folder] if file.file in part])
            self._shards[folder].now[file.file] = kept or _Kept(state, b"", None)
            found.append(kept and kept.read)
        return found

    def keep(self, files: "Sequence[DataFile]", read: "Sequence[Reading]", decided_by: bytes) -> None:
        """Remember what was `read` of `files`, which are those that were not recalled."""
        if any(file.content is not None for file in files):
            return  # nobody has written them yet
        for file, reading in zip(files, read, strict=True):
            now = self._shards[_folder(file)].now
            now[file.file] = now[file.file]._replace(content=reading.content, read=reading.read)
        for folder, shard in self._shards.items():
            known = {file: kept for file, kept in shard.now.items() if kept.content}
            if known != shard.before:
                self._save(_name(self.part, folder), self._decided(decided_by), (self.now, known))

    # ---- what was found across records

    def recall_across(self, facts: bytes) -> "Mapping[int, Sequence[Finding]] | None":
        """What the checks across records found, if they saw the same `facts`, by the numbers of the checks."""
        kept: Mapping[int, Sequence[Finding]] | None = self._load(self._across(facts), self._decided(facts))
        return kept

    def keep_across(self, facts: bytes, found: "Mapping[int, Sequence[Finding]]") -> None:
        """Remember what they `found`."""
        self._save(self._across(facts), self._decided(facts), found)

    def _across(self, facts: bytes) -> str:
        return _name(self.part, f"across {len(facts)}")  # the checks that compare texts see more facts

    def _shard(self, folder: str, part: str, decided_by: bytes) -> Mapping[str, "_Kept"]:
        now, kept = self._load(_name(part, folder), self._decided(decided_by)) or (0, {})
        if now > self.now:  # the clock has been set back: times tell nothing
            return {file: one._replace(state=None) for file, one in kept.items()}
        return kept

    def _unchanged(self, file: "DataFile", state: _State | None, kept: "Sequence[_Kept]") -> "_Kept | None":
        """The one of `kept` that was read of what `file` is now."""
        if kept and state and kept[0].state == state:
            return kept[0]
        content = _content(file) if kept else None
        return next((one._replace(state=state) for one in kept if one.content == content), None)

    def _state(self, path: str) -> _State | None:
        try:
            state = _state(os.lstat(path))
        except OSError:
            return None
        return state if self._is_telling(state) else None

    def _is_telling(self, state: _State) -> bool:
        """Whether a later change would change the state."""
        return os.name != "nt" and bool(state) and max(state[-2:]) < self.now - _TICK

    def _decided(self, decided_by: bytes) -> bytes:
        return _digest(self._versions, decided_by)

    @cached_property
    def _versions(self) -> bytes:
        """The versions of all that decides what is read of a file."""
        import pydantic
        import yaml

        sources = [(path.relative_to(_PACKAGE).as_posix(), path.read_bytes()) for path in _PACKAGE.rglob("*.py")]
        return _digest(sys.version, pydantic.VERSION, yaml.__version__, sorted(sources))

    # ---- files of the cache

    def _load(self, name: str, decided: bytes) -> Any:
        """What is kept under `name`; None if there is nothing that this user kept when the same decided."""
        body = self._body(name, decided)
        if body is None:
            return None
        import pickle

        return pickle.loads(body)  # noqa: S301 - sealed by this user

    def _save(self, name: str, decided: bytes, value: object) -> None:
        """Keep `value` under `name`; if that fails, nothing is kept."""
        import pickle

        self._write(name, decided, pickle.dumps(value, protocol=5))

    def _body(self, name: str, decided: bytes) -> bytes | None:
        """The content of a file of the cache, if this user has written it when the same decided."""
        try:
            data = (self._folder / name).read_bytes()
        except OSError:
            return None
        seal, body = data[:_SEAL], data[_SEAL:]
        # The seals are compared by their digests, so that the time it takes says nothing of the right one.
        return body if self._sealed(seal) == self._sealed(self._seal(name, decided, body)) else None

    def _write(self, name: str, decided: bytes, body: bytes) -> None:
        aside = self._folder / f"{name}.{os.getpid()}-{get_ident()}.new"
        try:
            aside.write_bytes(self._seal(name, decided, body) + body)
            aside.replace(self._folder / name)
        except OSError:
            with suppress(OSError):
                aside.unlink(missing_ok=True)

    def _seal(self, name: str, decided: bytes, body: bytes) -> bytes:
        return self._sealed(_digest(name, decided) + body)

    def _sealed(self, content: bytes) -> bytes:
        return blake2b(content, key=self._secret, digest_size=_SEAL).digest()


class Remembered:
    """Remembers what this process has read of the files as they are, while it tries other contents; and what `beyond` does."""

    def __init__(self, beyond: Cache | None = None) -> None:
        self.beyond = beyond
        self.decided_by = b""
        self.known: dict[str, ReadFile] = {}
        self.across: dict[bytes, Mapping[int, Sequence[Finding]]] = {}

    def recall_across(self, facts: bytes) -> "Mapping[int, Sequence[Finding]] | None":
        """What the checks across records found, if they saw the same `facts`, by the numbers of the checks."""
        if facts not in self.across and self.beyond and (known := self.beyond.recall_across(facts)) is not None:
            self.across[facts] = known
        return self.across.get(facts)

    def keep_across(self, facts: bytes, found: "Mapping[int, Sequence[Finding]]") -> None:
        """Remember what they `found`; what is beyond learns only of the first time, since later contents are tried."""
        if self.beyond and all(len(known) != len(facts) for known in self.across):
            self.beyond.keep_across(facts, found)
        self.across[facts] = found

    def recall(self, files: "Sequence[DataFile]", decided_by: bytes) -> "list[ReadFile | None]":
        """What was read of each of `files`, as far as that is known."""
        if self.known:
            same = decided_by == self.decided_by
            return [self.known.get(file.file) if same and file.content is None else None for file in files]
        nothing: list[ReadFile | None] = [None] * len(files)
        found = self.beyond.recall(files, decided_by) if self.beyond else nothing
        self.decided_by = decided_by
        self.known = {file.file: one for file, one in zip(files, found, strict=True) if one and file.content is None}
        return found

    def keep(self, files: "Sequence[DataFile]", read: "Sequence[Reading]", decided_by: bytes) -> None:
        """Remember what was `read` of `files`, unless they were given other contents."""
        if decided_by != self.decided_by or any(file.content is not None for file in files):
            return
        self.known.update((file.file, one.read) for file, one in zip(files, read, strict=True))
        if self.beyond:
            self.beyond.keep(files, read, decided_by)


def _library(name: str) -> Path:
    """The folder of a library, found without importing it."""
    found = find_spec(name)
    return Path(found.origin).parent if found and found.origin else Path()


def _folder(file: "DataFile") -> str:
    return file.file.rpartition("/")[0]


def _name(part: str, folder: str) -> str:
    return _digest(part, folder).hex()


def _content(file: "DataFile") -> bytes | None:
    from reformdata.curation.reading.files import content_digest, read_bytes

    content = read_bytes(file.path, file.file, file.content)[0]
    return None if content is None else content_digest(content)


def _digest(*parts: object) -> bytes:
    return blake2b(repr(parts).encode(errors="surrogatepass"), digest_size=16).digest()


def _state(found: os.stat_result) -> _State:
    return found.st_mode, found.st_size, found.st_ino, found.st_mtime_ns, found.st_ctime_ns


def _states(folder: Path, *, deep: bool = True) -> Iterator[tuple[str, _State]]:
    """The state of each file in `folder`, also below it if `deep`; an empty one for what cannot be seen."""
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    if deep and entry.name != "__pycache__":
                        yield from _states(Path(entry.path))
                else:
                    yield entry.path, _state(entry.stat(follow_symlinks=False))
    except OSError:
        yield str(folder), ()
