"""The errors and warnings of the package.

Bad *records* do not raise: they are findings (`reformdata.findings`).
"""

from collections.abc import Iterable, Mapping
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import Any

from reformdata.findings import Finding, Message, closest_names, visible


def _suggestion(close: tuple[str, ...]) -> str:
    return f"; did you mean {' or '.join(map(repr, close))}?" if close else ""


_MOST_CANDIDATES = 10


def _candidates(names: Mapping[str, str]) -> str:
    """The question which of several is meant, each with its names."""
    shown = [f"{id_!r} ({name})" if name else repr(id_) for id_, name in names.items()][:_MOST_CANDIDATES]
    more = f" and {len(names) - len(shown)} more" if len(names) > len(shown) else ""
    return f"; did you mean {'one of these: ' if len(names) > 1 else ''}{', '.join(shown)}{more}?"


def _listed(known: tuple[str, ...]) -> str:
    return f" (there are: {', '.join(known)})" if known else ""


class ReformdataError(Exception):
    """The base of every error of this package."""

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
        because: str = "",
    ) -> None:
        self.id = id
        self.table = table
        self.candidates = dict(candidates)
        self.nearest = tuple(candidates) or closest_names(str(id), known)
        self.because = because
        super().__init__(id)

    def __str__(self) -> str:
        # KeyError would show the repr of its argument and nothing else.
        reason = f": {self.because}" if self.because else ""
        advice = _candidates(self.candidates) if self.candidates else _suggestion(self.nearest)
        return f"{visible(repr(self.id))} is not among the {self.table.replace('_', ' ')}{reason}{advice}"


class UnknownPositionError(ReformdataError, IndexError):
    """There are fewer records than the position that was asked for.

    Attributes:
        position: the position.
        count: how many records there are.
    """

    def __init__(self, position: int, count: int) -> None:
        self.position = position
        self.count = count
        known = f"the positions are 0 to {count - 1}, or -1 to -{count} from the end" if count else "there are none"
        super().__init__(f"no record at position {position}: {known}")


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
        advice = f" here: {because}" if because else f"{_suggestion(close)}{_listed(self.known)}"
        super().__init__(f"filter() has no condition {name!r}{advice}")


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
        hint: str = "",
    ) -> None:
        self.name = name
        self.value = value
        self.expected = tuple(expected)
        self.candidates = dict(candidates)
        advice = _candidates(candidates) if candidates else _suggestion(closest_names(str(value), self.expected))
        listed = "" if candidates else _listed(self.expected)
        hinted = f"; {hint}" if hint else ""
        super().__init__(f"{name}={visible(repr(value))}: no such value{advice}{hinted}{listed}")


class DifferentDataError(ReformdataError, ValueError):
    """Records of one data set were joined to, or compared with, those of another.

    Attributes:
        left, right: the version of the data of each, with the last day if it is limited to one.
    """

    def __init__(self, left: str, right: str) -> None:
        self.left = left
        self.right = right
        super().__init__(
            f"the records are of different data sets: {left} on the left, {right} on the right;"
            " take both from one data set that load() opened"
        )


class UnsortedRecordsError(ReformdataError, ValueError):
    """Records that are not in the order of their ids were sliced by ids."""

    def __init__(self) -> None:
        super().__init__('the records are not in the order of their ids; sort them first: .sort_by("id")')


class MissingDataError(ReformdataError, OSError):
    """There is no data at the path.

    Attributes:
        path: where it was looked for.
    """

    def __init__(self, path: Path, hint: str) -> None:
        self.path = path
        super().__init__(f"no data of reformdata in {path}: {hint}")


class DamagedDataError(ReformdataError, OSError):
    """A compiled file is damaged, of another program, or of another layout.

    The checksum of a file of at most 16 MiB is verified when it is opened. In a larger file, and in a copy to which
    SQLite has written since, what cannot be read raises this error when it is asked for.

    Attributes:
        path: the file; None for data held in memory.
    """

    def __init__(self, path: Path | None, problem: str) -> None:
        self.path = path
        name = path or "the data in memory"
        super().__init__(f"{name} cannot be used: {problem}; install the newest reformdata, or build the file again")


class InvalidCheckoutError(ReformdataError, ValueError):
    """The records of a checkout have errors, so that no data set can be made of them.

    Attributes:
        root: the folder of the checkout.
        findings: what is wrong, as `reformdata validate` shows it.
        problem: what is wrong in one sentence, if it is not a finding; otherwise empty.
    """

    def __init__(self, root: Path, findings: Iterable[Finding], *, problem: str = "") -> None:
        self.root = root
        self.findings = tuple(findings)
        self.problem = problem
        super().__init__(f"{root}: {problem or _first(self.findings)}; to see everything run: reformdata validate")


def _first(findings: tuple[Finding, ...]) -> str:
    first = findings[0]
    line = f":{first.span.line}" if first.span else ""
    count = "1 error" if len(findings) == 1 else f"{len(findings)} errors"
    return f"{count}, the first in {first.file}{line}: {first.message.en} ({first.rule.code})"


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
        super().__init__(f"{own}: ids that the data below it has as well: {named}; give its entries other ids")


class DanglingReferenceError(ReformdataError, ValueError):
    """Data that is to be compiled names an id that it does not hold.

    Attributes:
        reference: the id, or the table that names it.
    """

    def __init__(self, reference: str) -> None:
        self.reference = reference
        super().__init__(f"unresolved reference: {reference}")


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
        super().__init__(f"no export is called {format!r}{_suggestion(self.nearest)}{_listed(self.known)}")


class TooManyRecordsError(ReformdataError, ValueError):
    """More records than can be drawn with their titles.

    Attributes:
        number: how many there are.
        most: how many can be drawn.
    """

    def __init__(self, number: int, most: int) -> None:
        self.number = number
        self.most = most
        super().__init__(
            f"{number} of the records are related, and at most {most} are drawn with their titles; choose a theme, "
            'ds.records.filter(theme="trust").plot.network(of="records"), or a trace, '
            'ds.trace(id).records.plot.network(of="records"), or fewer records by area or source; '
            f"most={number} draws all"
        )


class UnreadableCitationError(ReformdataError, ValueError):
    """The text to be verified cites no selection of records, or was altered.

    Attributes:
        problem: what is wrong with it.
    """

    def __init__(self, problem: str) -> None:
        self.problem = problem
        super().__init__(f"not the citation of a selection: {problem}; Records.cite() makes one")


class MissingExtraError(ReformdataError, ImportError):
    """What was asked for needs an optional dependency.

    Attributes:
        extra: the extra of this package that brings it.
    """

    def __init__(self, extra: str, purpose: str) -> None:
        self.extra = extra
        super().__init__(f'{purpose} needs an optional extra: pip install "reformdata[{extra}]"')


class ReformdataWarning(UserWarning):
    """The base of every warning of this package."""


class RetiredRecordWarning(ReformdataWarning):
    """The id is that of a withdrawn record; the record that replaced it was returned."""


class NewerDataWarning(ReformdataWarning):
    """The data is newer than this version of the library and holds what it does not know."""


class RefusedError(ReformdataError, ValueError):
    """What a curator asked for cannot be done. The command line shows the message and ends with exit code 2.

    Attributes:
        message: the reason and what to do instead, in Danish and English.
    """

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(message.en)


def refusal(da: str, en: str) -> RefusedError:
    """The error whose message is `da` in Danish and `en` in English."""
    return RefusedError(Message(da, en))


def library(name: str, *, extra: str, purpose: str) -> Any:
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
