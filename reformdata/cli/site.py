"""Write the data as a static site in Danish and English: pages, search, feeds and JSON, for any web server or none.

The site works in any folder of a server and opened from a disk. With --base-url its pages also name their full
address, and there is a sitemap. Run in a checkout, it also has the codebook and the page on quality, and its records
link to their files where --repository is given.

The folder appears complete or not at all. It may replace an earlier site; a folder that holds anything else is refused.

Exit code 0: written; 2: wrong use.
"""

import argparse
import gc
import re
from collections.abc import Mapping
from pathlib import Path

from reformdata.cli.export import why_not_written
from reformdata.cli.options import add_data, add_language, add_root
from reformdata.cli.parser import Parser
from reformdata.cli.terminal import printable
from reformdata.dataset.dataset import load
from reformdata.dataset.opening import open_store
from reformdata.errors import MissingExtraError, RefusedError, refusal
from reformdata.exports.targets import ForeignFolderError
from reformdata.messages import Message

DANISH = """Skriv data som et websted på dansk og engelsk: sider, søgning, nyhedsstrømme og JSON, med eller uden en webserver.

Webstedet virker i enhver mappe på en server og åbnet fra en disk. Med --base-url angiver siderne også deres fulde
adresse, og der er en oversigt til søgemaskiner (sitemap). I en mappe med poster kommer kodebogen og siden om kvalitet også
med, og med --repository får posterne link til deres filer.

Mappen bliver skrevet helt eller slet ikke. Den kan erstatte et tidligere websted; en mappe med noget andet i bliver
afvist.

Afslutningskode 0: skrevet; 2: forkert brug.
"""

_ADDRESS = re.compile(r"https?://[a-zA-Z0-9._~:/-]+")


def add_arguments(parser: Parser) -> None:
    """Add the arguments of this command to `parser`."""
    parser.add_argument(
        "directory",
        type=Path,
        metavar=parser.text("MAPPE", "DIRECTORY"),
        help=parser.text(
            "den mappe, der skrives: en ny, en tom eller et tidligere websted",
            "the folder to write: a new or empty one, or an earlier site",
        ),
    )
    parser.add_argument(
        "--base-url",
        default="",
        metavar="URL",
        help=parser.text("den adresse, webstedet får", "the address that the site will have"),
    )
    parser.add_argument(
        "--repository",
        default="",
        metavar="URL",
        help=parser.text(
            "adressen på GitHub; så får siderne link til at rette og melde fejl",
            "the address of the repository on GitHub, for links to edit and report",
        ),
    )
    parser.add_argument(
        "--earlier",
        action="append",
        default=[],
        type=Path,
        metavar=parser.text("STI", "PATH"),
        help=parser.text(
            "data fra en tidligere udgave, den ældste først; api/v1/changes/ siger så, hvad der er ændret siden",
            "the data of an earlier version, the oldest first; api/v1/changes/ then says what has changed since",
        ),
    )
    add_root(parser)
    add_data(parser)
    add_language(parser)


def run(args: argparse.Namespace) -> int:
    """Write the site to `args.directory`, and report it."""
    from reformdata.site.building import write_site
    from reformdata.site.pages import Place

    gc.disable()  # what is made is kept to the end, and looking for garbage takes a twentieth of the time
    for name in ("base_url", "repository"):
        _require_address(name, getattr(args, name))
    checkout = args.root if (args.root / "records").is_dir() else None
    place = Place(
        base_url=f"{args.base_url.rstrip('/')}/" if args.base_url else "",
        repository=args.repository.rstrip("/"),
        files=_files(checkout) if checkout and not args.data else {},
    )
    store, earlier = open_store(args.data or checkout), [load(one) for one in args.earlier]
    try:
        count = write_site(store, args.directory, place, checkout / "docs" if checkout else None, earlier)
    except MissingExtraError as error:
        raise RefusedError(_missing(error.extra)) from error
    except (ForeignFolderError, NotADirectoryError) as error:
        raise RefusedError(why_not_written(args.directory, error)) from error
    path = printable(args.directory)
    print(
        Message(f"{path}: {count} filer; åbn {path}/index.html", f"{path}: {count} files; open {path}/index.html").in_(
            args.lang
        )
    )
    return 0


def _require_address(name: str, address: str) -> None:
    if address and not _ADDRESS.fullmatch(address):
        option, shown = f"--{name.replace('_', '-')}", printable(address)
        raise refusal(
            f"{option} {shown}: ikke en adresse; den begynder med https:// og har hverken mellemrum, ? eller #",
            f"{option} {shown}: not an address; it begins with https:// and has no space, ? or #",
        )


def _missing(extra: str) -> Message:
    install = f'pip install "reformdata[{extra}]"'
    return Message(f"`site` kræver et tilvalg: {install}", f"`site` needs an optional extra: {install}")


def _files(root: Path) -> Mapping[str, str]:
    """The path of the file of each record, by its id."""
    found = sorted(root.glob("records/sources/*/[0-9]*.yaml"))
    return {f"{path.parent.name}.{path.name.partition('-')[0]}": path.relative_to(root).as_posix() for path in found}
