"""The errors and warnings of the package.

Bad *records* do not raise: they are findings (`reformdata.findings`).
"""

import errno
from collections.abc import Iterable, Mapping
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from reformdata.messages import Message, closest_names, visible

if TYPE_CHECKING:
    from reformdata.findings import Finding

_NOTHING = Message("", "")
_MOST_CANDIDATES = 10
_IN_DANISH: Mapping[str, str] = MappingProxyType(
    {
        "records": "posterne",
        "actors": "aktørerne",
        "reforms": "reformerne",
        "laws": "lovene",
        "sources": "kilderne",
        "documents": "dokumenterne",
        "outcomes": "udfaldene",
        "areas": "områderne",
        "themes": "temaerne",
        "target_groups": "målgrupperne",
        "tables": "tabellerne",
        "vocabularies": "vokabularerne",
    }
)
"""What is looked for, by the name of its table."""
_SYSTEM_REASONS: Mapping[int, Message] = MappingProxyType(
    {
        errno.ENOENT: Message("filen eller mappen findes ikke", "there is no such file or folder"),
        errno.EEXIST: Message("filen eller mappen findes allerede", "the file or folder exists already"),
        errno.EACCES: Message("du har ikke adgang", "you have no access to it"),
        errno.EPERM: Message("det er ikke tilladt", "it is not allowed"),
        errno.EROFS: Message("drevet kan kun læses", "the drive is read-only"),
        errno.ENOSPC: Message("der er ikke mere plads på drevet", "no space is left on the drive"),
        errno.EISDIR: Message("det er en mappe og ikke en fil", "it is a folder and not a file"),
        errno.ENOTDIR: Message("en del af stien er en fil og ikke en mappe", "a part of the path is a file and not a folder"),
        errno.ENOTEMPTY: Message("mappen er ikke tom", "the folder is not empty"),
        errno.ENAMETOOLONG: Message("navnet er for langt", "the name is too long"),
        errno.ELOOP: Message("der er for mange henvisninger efter hinanden", "too many links one after the other"),
        errno.EFBIG: Message("filen er for stor", "the file is too large"),
        errno.EMFILE: Message("for mange filer er åbne", "too many files are open"),
        errno.EBUSY: Message("den er i brug", "it is in use"),
        errno.EIO: Message("drevet kan ikke læses eller skrives", "the drive cannot be read or written"),
    }
)  # fmt: skip


def system_reason(error: OSError) -> Message:
    """Why the operating system refused, in words that do not depend on the system or on its language."""
    if (known := _SYSTEM_REASONS.get(error.errno or 0)) is not None:
        return known
    said = error.strerror or str(error)
    code = errno.errorcode.get(error.errno or 0)
    return Message(f"systemet melder fejl {code}" if code else said, said)


def _message(text: Message | str) -> Message:
    return text if isinstance(text, Message) else Message(text, text)


def _joined(*parts: Message) -> Message:
    return Message("".join(part.da for part in parts), "".join(part.en for part in parts))


def _after(mark: str, text: Message | str) -> Message:
    """`text` after `mark`; nothing if there is no text."""
    return _joined(_message(mark), _message(text)) if text not in {"", _NOTHING} else _NOTHING


def _suggestion(close: tuple[str, ...]) -> Message:
    if not close:
        return _NOTHING
    return Message(
        f"; mente du {' eller '.join(map(repr, close))}?", f"; did you mean {' or '.join(map(repr, close))}?"
    )


def _candidates(names: Mapping[str, str]) -> Message:
    """The question which of several is meant, each with its names."""
    shown = [f"{id_!r} ({name})" if name else repr(id_) for id_, name in names.items()][:_MOST_CANDIDATES]
    more = len(names) - len(shown)
    several = len(names) > 1
    return Message(
        f"; mente du {'en af disse: ' * several}{', '.join(shown)}{f' og {more} andre' if more else ''}?",
        f"; did you mean {'one of these: ' * several}{', '.join(shown)}{f' and {more} more' if more else ''}?",
    )


def _listed(known: tuple[str, ...]) -> Message:
    listed = ", ".join(known)
    return Message(f" (der er: {listed})", f" (there are: {listed})") if known else _NOTHING


class ReformdataError(Exception):
    """The base of every error of this package.

    Attributes:
        message: what is wrong, in Danish and English; `str()` of the error is the English.
    """

    message: Message

    def __str__(self) -> str:
        return self.message.en

    def __reduce__(self) -> tuple[object, ...]:
        # Python would call the class with the message alone, and a pool of processes would hang on that.
        return _restore, (type(self), self.args, self.__dict__)


def _restore(kind: type[ReformdataError], args: tuple[object, ...], state: dict[str, object]) -> ReformdataError:
    error = kind.__new__(kind, *args)
    error.args = args  # which an OSError takes in __init__ only
    error.__dict__.update(state)
    return error


class UnknownIdError(ReformdataError, KeyError):
    """No record, or no entry of a reference table, has the id.

    Attributes:
        id: the id, the name or the object that was asked for.
        table: where it was looked for: "records", "actors", …
        nearest: similar ids of that table, or those of the entries that the name may stand for, the likeliest first.
        candidates: the names of each of these entries, by its id.
        because: why it is not there, if that is known; otherwise empty.
    """

    def __init__(
        self,
        id: object,  # noqa: A002 - the field's name
        table: str,
        known: Iterable[str] = (),
        *,
        candidates: Mapping[str, str] = MappingProxyType({}),
        because: Message | str = "",
    ) -> None:
        self.id = id
        self.table = table
        self.candidates = dict(candidates)
        self.nearest = tuple(candidates) or closest_names(str(id), known)
        self.because = _message(because).en
        shown, named = visible(repr(id)), table.replace("_", " ")
        self.message = _joined(
            Message(f"{shown} findes ikke blandt {_IN_DANISH.get(table, named)}", f"{shown} is not among the {named}"),
            _after(": ", because),
            _candidates(self.candidates) if self.candidates else _suggestion(self.nearest),
        )
        super().__init__(id)


class UnknownPositionError(ReformdataError, IndexError):
    """There are fewer records than the position that was asked for.

    Attributes:
        position: the position.
        count: how many records there are.
    """

    def __init__(self, position: int, count: int) -> None:
        self.position = position
        self.count = count
        da = f"pladserne er 0 til {count - 1} eller -1 til -{count} fra enden" if count else "der er ingen"
        en = f"the positions are 0 to {count - 1}, or -1 to -{count} from the end" if count else "there are none"
        self.message = Message(f"ingen post på plads {position}: {da}", f"no record at position {position}: {en}")
        super().__init__(self.message.en)


class UnknownConditionError(ReformdataError, TypeError):
    """`filter` was given a condition that does not exist.

    Attributes:
        name: the name of the condition.
        known: the names that exist; if it belongs to other kinds of records, those that only these records have.
    """

    def __init__(self, name: str, known: Iterable[str], *, suggestions: Iterable[str] = (), because: str = "") -> None:
        self.name = name
        self.known = tuple(known)
        close = tuple(suggestions) or closest_names(name, self.known)[:1]
        here = Message(f" her: {because}", f" here: {because}")
        self.message = _joined(
            Message(f"filter() har ingen betingelse {name!r}", f"filter() has no condition {name!r}"),
            here if because else _joined(_suggestion(close), _listed(self.known)),
        )
        super().__init__(self.message.en)


class ConditionValueError(ReformdataError, ValueError):
    """A condition was given a value that it cannot have.

    Attributes:
        name: the name of the condition.
        value: the value that was given.
        expected: the values that it can have, if they can be listed.
        candidates: what the value may stand for: the names of each by its id, the likeliest first.
    """

    def __init__(
        self,
        name: str,
        value: object,
        *,
        expected: Iterable[str] = (),
        candidates: Mapping[str, str] = MappingProxyType({}),
        hint: Message | str = "",
    ) -> None:
        self.name = name
        self.value = value
        self.expected = tuple(expected)
        self.candidates = dict(candidates)
        given = f"{name}={visible(repr(value))}"
        self.message = _joined(
            Message(f"{given}: værdien kan ikke bruges", f"{given}: no such value"),
            _candidates(candidates) if candidates else _suggestion(closest_names(str(value), self.expected)),
            _after("; ", hint),
            _NOTHING if candidates else _listed(self.expected),
        )
        super().__init__(self.message.en)


class DifferentDataError(ReformdataError, ValueError):
    """Records of one data set were joined to, or compared with, those of another.

    Attributes:
        left, right: the version of the data of each, with the last day if it is limited to one.
    """

    def __init__(self, left: str, right: str) -> None:
        self.left = left
        self.right = right
        self.message = Message(
            f"posterne er fra forskellige datasæt: {left} til venstre, {right} til højre;"
            " tag begge fra ét datasæt, som load() har åbnet",
            f"the records are of different data sets: {left} on the left, {right} on the right;"
            " take both from one data set that load() opened",
        )
        super().__init__(self.message.en)


class UnsortedRecordsError(ReformdataError, ValueError):
    """Records that are not in the order of their ids were sliced by ids."""

    def __init__(self) -> None:
        self.message = Message(
            'posterne er ikke sorteret efter id; sortér dem først: .sort_by("id")',
            'the records are not in the order of their ids; sort them first: .sort_by("id")',
        )
        super().__init__(self.message.en)


class MissingDataError(ReformdataError, OSError):
    """There is no data at the path.

    Attributes:
        path: where it was looked for.
    """

    def __init__(self, path: Path, hint: Message | str) -> None:
        self.path = path
        found = Message(f"der er ingen data fra reformdata i {path}", f"no data of reformdata in {path}")
        self.message = _joined(found, _after(": ", hint))
        super().__init__(self.message.en)


class DamagedDataError(ReformdataError, OSError):
    """A compiled file is damaged, of another program, or of another layout.

    The checksum of a file of at most 16 MiB is verified when it is opened. In a larger file, and in a copy to which
    SQLite has written since, what cannot be read raises this error when it is asked for.

    Attributes:
        path: the file; None for data held in memory.
    """

    def __init__(self, path: Path | None, problem: Message | str) -> None:
        self.path = path
        because = _message(problem)
        self.message = Message(
            f"{path or 'data i hukommelsen'} kan ikke bruges: {because.da};"
            " installér den nyeste reformdata, eller dan filen igen",
            f"{path or 'the data in memory'} cannot be used: {because.en};"
            " install the newest reformdata, or build the file again",
        )
        super().__init__(self.message.en)


class InvalidCheckoutError(ReformdataError, ValueError):
    """The records of a checkout have errors, so that no data set can be made of them.

    Attributes:
        root: the folder of the checkout.
        findings: what is wrong, as `reformdata validate` shows it.
        problem: what is wrong in one sentence, if it is not a finding; otherwise empty.
    """

    def __init__(self, root: Path, findings: "Iterable[Finding]", *, problem: Message | str = "") -> None:
        self.root = root
        self.findings = tuple(findings)
        self.problem = _message(problem).en
        wrong = _message(problem) if problem else _first(self.findings)
        self.message = Message(
            f"{root}: {wrong.da}; se alt med: reformdata validate",
            f"{root}: {wrong.en}; to see everything run: reformdata validate",
        )
        super().__init__(self.message.en)


def _first(findings: "tuple[Finding, ...]") -> Message:
    first, count = findings[0], len(findings)
    where = f"{first.file}:{first.span.line}" if first.span else first.file
    return Message(
        f"{count} fejl, den første i {where}: {first.message.da} ({first.rule.code})",
        f"{count} error{'s' * (count != 1)}, the first in {where}: {first.message.en} ({first.rule.code})",
    )


class CollidingIdsError(ReformdataError, ValueError):
    """An overlay uses ids that the data below it uses for something else.

    Attributes:
        own: the name of the data on top.
        ids: the table and the id of each.
    """

    def __init__(self, own: str, ids: Iterable[tuple[str, str]]) -> None:
        self.own = own
        self.ids = tuple(ids)
        named = ", ".join(f"{table}/{id_}" for table, id_ in self.ids[:3]) + (" …" if len(self.ids) > 3 else "")
        self.message = Message(
            f"{own}: id'er, som de underliggende data også har: {named}; giv dem andre id'er",
            f"{own}: ids that the data below it has as well: {named}; give its entries other ids",
        )
        super().__init__(self.message.en)


class DanglingReferenceError(ReformdataError, ValueError):
    """Data that is to be compiled names an id that it does not hold.

    Attributes:
        reference: the id, or the table that names it.
    """

    def __init__(self, reference: str) -> None:
        self.reference = reference
        self.message = Message(f"henvisning uden mål: {reference}", f"unresolved reference: {reference}")
        super().__init__(self.message.en)


class UnknownFormatError(ReformdataError, ValueError):
    """There is no export of that name.

    Attributes:
        format: the name.
        known: the names that exist.
        nearest: similar names, the closest first.
    """

    def __init__(self, format: str, known: Iterable[str], *, suggestions: Iterable[str] = ()) -> None:  # noqa: A002 - what is asked for
        self.format = format
        self.known = tuple(known)
        self.nearest = tuple(suggestions) or closest_names(str(format), self.known)
        self.message = _joined(
            Message(f"ingen eksport hedder {format!r}", f"no export is called {format!r}"),
            _suggestion(self.nearest),
            _listed(self.known),
        )
        super().__init__(self.message.en)


class TooManyRecordsError(ReformdataError, ValueError):
    """More records than can be drawn with their titles.

    Attributes:
        number: how many there are.
        most: how many can be drawn.
    """

    def __init__(self, number: int, most: int) -> None:
        self.number = number
        self.most = most
        theme = 'ds.records.filter(theme="trust").plot.network(of="records")'
        trace = 'ds.trace(id).records.plot.network(of="records")'
        self.message = Message(
            f"{number} af posterne er forbundet, og højst {most} tegnes med titel; vælg et tema, {theme}, eller et"
            f" forløb, {trace}, eller færre poster efter område eller kilde; most={number} tegner dem alle",
            f"{number} of the records are related, and at most {most} are drawn with their titles; choose a theme,"
            f" {theme}, or a trace, {trace}, or fewer records by area or source; most={number} draws all",
        )
        super().__init__(self.message.en)


class UnreadableCitationError(ReformdataError, ValueError):
    """The text to be verified cites no selection of records, or was altered.

    Attributes:
        problem: what is wrong with it.
    """

    def __init__(self, problem: Message | str) -> None:
        self.problem = _message(problem).en
        self.message = Message(
            f"teksten kan ikke bruges som henvisning til et udvalg af poster: {_message(problem).da}; i Python danner .cite() en henvisning",
            f"not the citation of a selection: {self.problem}; Records.cite() makes one",
        )
        super().__init__(self.message.en)


class MissingExtraError(ReformdataError, ImportError):
    """What was asked for needs an optional dependency.

    Attributes:
        extra: the extra of this package that brings it.
    """

    def __init__(self, extra: str, purpose: Message | str) -> None:
        self.extra = extra
        install = f'pip install "reformdata[{extra}]"'
        self.message = Message(
            f"{_message(purpose).da} kræver et tilvalg: {install}",
            f"{_message(purpose).en} needs an optional extra: {install}",
        )
        super().__init__(self.message.en)


class ReformdataWarning(UserWarning):
    """The base of every warning of this package.

    Attributes:
        message: the warning, in Danish and English; `str()` of it is the English.
    """

    def __init__(self, message: Message | str) -> None:
        self.message = _message(message)
        super().__init__(self.message.en)


class RetiredRecordWarning(ReformdataWarning):
    """The id is that of a withdrawn record; the record that replaced it was returned."""


class NewerDataWarning(ReformdataWarning):
    """The data is newer than this version of the library and holds what it does not know."""


class RefusedError(ReformdataError, ValueError):
    """What a curator asked for cannot be done. The command line shows the message and ends with exit code 2."""

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(message.en)


def refusal(da: str, en: str) -> RefusedError:
    """The error whose message is `da` in Danish and `en` in English."""
    return RefusedError(Message(da, en))


def library(name: str, *, extra: str, purpose: Message | str) -> Any:
    """The module `name`.

    Raises:
        MissingExtraError: an ImportError that says what to install, if it is not there.
    """
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        # One that is there and lacks something of its own is another matter.
        if error.name != name.partition(".")[0]:
            raise
        raise MissingExtraError(extra, purpose) from error
