"""Say whether the selection of records that a citation describes is still the same in the current data.

The citation is what `Records.cite` gave, in any style, and may be surrounded by other text. For one in
the style `json`, it lists the records that were added, changed, withdrawn or are no longer found.

Exit code 0: the same records, holding the same; 1: not the same; 2: no citation, no such data, or wrong use.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from reformdata.cli import fail
from reformdata.cli.options import add_data
from reformdata.cli.options import add_language
from reformdata.dataset.citing.verifying import Verification, verify_citation
from reformdata.errors import InvalidCheckoutError, UnreadableCitationError
from reformdata.findings import Message
from reformdata.models import Language

_MAX_BYTES = 1 << 26
"""Far more than the citation of a million records by hand; a device or a log is not read to its end."""

_CHANGES = {
    "added": Message("kommet til", "added"),
    "changed": Message("ændret", "changed"),
    "retired": Message("taget ud", "withdrawn"),
    "left": Message(
        "findes, men svarer ikke længere til forespørgslen", "there, but no longer what the query asks for"
    ),
    "missing": Message("findes ikke i disse data", "not in this data"),
}
_NO_DETAILS = Message(
    "hvilke poster det er, kan kun en henvisning i formen json sige: .cite(\"json\")",
    "which records those are, only a citation in the style json can tell: .cite(\"json\")",
)  # fmt: skip


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Give `parser` the arguments of this command."""
    parser.add_argument("citation", metavar="CITATION", help="a file, - for standard input, or the text itself")
    add_data(parser)
    add_language(parser)


def run(args: argparse.Namespace) -> int:
    """Print what came of the selection that `args.citation` cites."""
    try:
        verification = verify_citation(_content(args.citation), args.data)
    except InvalidCheckoutError as error:  # whose own exit code, 1, would say that the records are not the same
        raise RefusedError(Message(str(error), str(error)))
    for line in _told(verification, args.lang):
        print(line)
    return 0 if verification.same else 1


def _content(citation: str) -> str:
    """The text of what was given: of the standard input, of a file of that name, or itself."""
    if citation == "-":
        return _decoded(sys.stdin.buffer.read(_MAX_BYTES))
    if not _is_file(citation):
        return citation
    with Path(citation).open("rb") as file:
        return _decoded(file.read(_MAX_BYTES))


def _is_file(citation: str) -> bool:
    try:
        return Path(citation).is_file()
    except OSError:  # a text can be longer than a name may be
        return False


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableCitationError("it is not UTF-8") from error


def _told(verification: Verification, language: Language) -> Iterator[str]:
    then, now = verification.cited, verification.found
    if verification.same:
        yield Message(
                f"Uændret, {_posts(now.count)}: citeret fra version {then.version}, fundet igen i version {now.version}.",
                f"The same, {_records(now.count)}: cited from version {then.version}, found again in version {now.version}.",
            ).in_(language)
        return
    yield Message(
            f"Ikke det samme: {_posts(then.count)} citeret fra version {then.version}, {now.count} i version {now.version}.",
            f"Not the same: {_records(then.count)} cited from version {then.version}, {now.count} in version {now.version}.",
        ).in_(language)
    if verification.changes is None:
        yield f"  {_NO_DETAILS.in_(language)}"
        return
    for field, message in _CHANGES.items():
        ids = getattr(verification.changes, field)
        if ids:
            yield f"  {message.in_(language)}: {', '.join(ids)}"


def _posts(count: int) -> str:
    return f"{count} {'post' if count == 1 else 'poster'}"


def _records(count: int) -> str:
    return f"{count} {'record' if count == 1 else 'records'}"
