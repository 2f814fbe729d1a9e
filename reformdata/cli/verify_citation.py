"""Check whether a cited selection of records is unchanged in the current data.

The citation is what `Records.cite` gave, in any style, and may be surrounded by other text. The records that were
withdrawn or are not in the data are listed; for a citation in the style `json`, also those that have changed.

Exit code 0: the same records with the same content; 1: not the same; 2: no citation, no such data, or wrong use.
"""

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from reformdata.cli.options import add_data, add_format, add_language
from reformdata.cli.parser import Parser
from reformdata.cli.terminal import print_json, print_lines
from reformdata.dataset.citing.selections import Verification, verify_citation
from reformdata.errors import InvalidCheckoutError, RefusedError, UnreadableCitationError
from reformdata.messages import Message
from reformdata.models import Language

DANISH = """Kontrollér, om et udvalg af poster, som der er henvist til, er uændret i de nuværende data.

Henvisningen er en, som `cite` i Python har dannet, i en hvilken som helst stil, og den kan stå midt i anden tekst. De poster, der er
taget ud eller ikke findes i data, bliver vist; for en henvisning i formatet `json` også dem, der er ændret.

Afslutningskode 0: de samme poster med det samme indhold; 1: ikke de samme; 2: ingen henvisning, ingen sådanne data eller
forkert brug.
"""

_MAX_BYTES = 1 << 26
"""More than the citation of a million records; a device or a log is not read to its end."""

_CHANGES = {
    "changed": Message("ændret", "changed"),
    "retired": Message("taget ud", "withdrawn"),
    "missing": Message("findes ikke i disse data", "not in this data"),
}
_NO_DETAILS = Message(
    "kun en henvisning i formatet json viser, hvilke poster der er ændret: .cite(\"json\")",
    "only a citation in the style json shows which records have changed: .cite(\"json\")",
)  # fmt: skip


def add_arguments(parser: Parser) -> None:
    """Add the arguments of this command to `parser`."""
    parser.add_argument(
        "citation",
        metavar=parser.text("HENVISNING", "CITATION"),
        help=parser.text(
            "en fil, - for standardinput eller selve teksten", "a file, - for standard input, or the text itself"
        ),
    )
    add_data(parser)
    add_format(parser)
    add_language(parser)


def run(args: argparse.Namespace) -> int:
    """Compare the selection that `args.citation` cites with the data."""
    try:
        verification = verify_citation(_content(args.citation), args.data)
    except InvalidCheckoutError as error:  # its own exit code, 1, means that the records have changed
        raise RefusedError(error.message) from error
    if args.format == "json":
        versions = {"cited": verification.cited.version, "found": verification.found.version}
        print_json({"same": verification.same, **versions, **{name: getattr(verification, name) for name in _CHANGES}})
    else:
        print_lines(_render(verification, args.lang))
    return 0 if verification.same else 1


def _content(citation: str) -> str:
    """The text of the citation: from standard input, from the file of that name, or `citation` itself."""
    if citation == "-":
        content = sys.stdin.buffer.read(_MAX_BYTES)
    elif os.path.isfile(citation):  # noqa: PTH113 - Path.is_file fails for a text longer than a name may be
        with Path(citation).open("rb") as file:
            content = file.read(_MAX_BYTES)
    else:
        return citation
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableCitationError(Message("den er ikke UTF-8", "it is not UTF-8")) from error


def _render(verification: Verification, language: Language) -> Iterator[str]:
    then, now = verification.cited, verification.found
    da, en = ("post", "record") if then.count == 1 else ("poster", "records")
    if verification.same:
        yield Message(
            f"Uændret, {now.count} {da}: citeret fra version {then.version}, fundet igen i version {now.version}.",
            f"The same, {now.count} {en}: cited from version {then.version}, found again in version {now.version}.",
        ).in_(language)
        return
    yield Message(
        f"Ikke det samme: {then.count} {da} citeret fra version {then.version}, {now.count} i version {now.version}.",
        f"Not the same: {then.count} {en} cited from version {then.version}, {now.count} in version {now.version}.",
    ).in_(language)
    for field, message in _CHANGES.items():
        ids = getattr(verification, field)
        if ids:
            yield f"  {message.in_(language)}: {', '.join(ids)}"
    if verification.changed is None:
        yield f"  {_NO_DETAILS.in_(language)}"
