"""The arguments that several commands share, and how help is shown."""

import argparse
import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from textwrap import TextWrapper
from typing import TYPE_CHECKING, NoReturn

from reformdata.cli.terminal import printable
from reformdata.errors import refusal
from reformdata.findings import Message
from reformdata.store.settings import find_root, marked_root, read_settings

if TYPE_CHECKING:  # the models import Pydantic, which `reformdata --version` does without
    from reformdata.curation.reading.checkout import Checkout
    from reformdata.models import Language

CHECK_COPYING = Message(
    "Kontrollér, at intet er skrevet af efter kilden: reformdata validate --texts MAPPE",
    "Check that nothing is copied from the source: reformdata validate --texts FOLDER",
)
_DATA = (
    "a checkout, a built package or a compiled file (default: the folder of own data you are in, or the installed data)"
)
_CHECKOUT = "the folder that holds records/ (default: the one you are in)"


class Parser(argparse.ArgumentParser):
    """A parser whose errors repeat no argument that would control the terminal or not be seen."""

    def error(self, message: str) -> NoReturn:
        """Print `message` and end the process with the exit code 2."""
        super().error(printable(message))


class Manual(argparse.HelpFormatter):
    """Help in which the paragraphs of the description stay apart."""

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        filler = TextWrapper(width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)
        return "\n\n".join(filler.fill(" ".join(part.split())) for part in text.split("\n\n"))


def language_of(environ: Mapping[str, str]) -> "Language":
    """Danish if the locale in `environ` is Danish, else English; the first variable that is set decides."""
    locale = next((environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(name)), "")
    return "da" if locale.partition("_")[0].partition(".")[0] == "da" else "en"


def chosen_language(args: argparse.Namespace) -> "Language":
    """`--lang`; else the language set in the folder that `args` are about; else that of the environment.

    Raises:
        RefusedError: if the `reformdata.toml` of the folder is not as it should be.
    """
    given = (getattr(args, name, None) for name in ("root", "path", "data"))
    folder = next((each for each in given if isinstance(each, Path)), find_root(Path()))
    chosen: Language | None = getattr(args, "lang", None)
    return chosen or read_settings(folder).language or language_of(os.environ)


def require_folder(path: Path) -> None:
    """Refuse a `path` that is not a folder.

    Raises:
        RefusedError: if it is none.
    """
    if not path.is_dir():
        shown = printable(path)
        raise refusal(f"mappen {shown} findes ikke", f"there is no folder {shown}")


def require_records(root: Path) -> None:
    """Refuse a `root` that is not a checkout.

    Raises:
        RefusedError: if it holds no `records/`.
    """
    if not (root / "records").is_dir():
        shown = printable(root)
        raise refusal(f"{shown}: der er ingen mappe records/ her", f"{shown}: there is no folder records/ here")


def require_sources(checkout: "Checkout") -> None:
    """Refuse a `checkout` without a source of its own to add a record to.

    Raises:
        RefusedError: if it has none.
    """
    if not any(checkout.owns("sources", id_) for id_ in checkout.corpus.sources):
        where = printable(checkout.root / "records" / "sources")
        raise refusal(
            f"{where}: der er ingen kilder; tilføj en med: reformdata source add",
            f"{where}: there are no sources; add one with: reformdata source add",
        )


def add_language(parser: argparse.ArgumentParser) -> None:
    """Add the option `--lang` to `parser`."""
    parser.add_argument(
        "--lang",
        choices=("da", "en"),
        help="language of the output, da or en (default: that of the folder, or of the environment)",
    )


def add_data(parser: argparse.ArgumentParser) -> None:
    """Add the option `--data`, for the data to read, to `parser`."""
    parser.add_argument("--data", type=Path, default=marked_root(), metavar="PATH", help=_DATA)


def add_data_path(parser: argparse.ArgumentParser) -> None:
    """Add the optional argument `path`, for the data to read, to `parser`."""
    parser.add_argument("path", nargs="?", type=Path, default=marked_root(), help=_DATA)


def add_checkout_path(parser: argparse.ArgumentParser) -> None:
    """Add the optional argument `path`, for the checkout to read, to `parser`."""
    parser.add_argument("path", nargs="?", type=_checkout, default=".", help=_CHECKOUT)


def add_texts(parser: argparse.ArgumentParser) -> None:
    """Add the option `--texts`, for folders with the texts of sources, to `parser`."""
    parser.add_argument(
        "--texts",
        action="append",
        type=Path,
        default=[Path(folder) for folder in os.environ.get("REFORMDATA_TEXTS", "").split(os.pathsep) if folder],
        metavar="DIR",
        help="compare the wording with the texts of the sources in DIR, and in the folders that REFORMDATA_TEXTS names",
    )


def add_root(parser: argparse.ArgumentParser) -> None:
    """Add the option `--root`, for the checkout to change, to `parser`."""
    parser.add_argument("--root", type=_checkout, default=".", help=_CHECKOUT)


def _checkout(text: str) -> Path:
    """The folder of data that an argument means."""
    return find_root(Path(text))


def add_format(parser: argparse.ArgumentParser, *others: str, about: str = "") -> None:
    """Add the options `--format`, for text, JSON or one of `others`, and `--json` to `parser`; `about` describes them."""
    formats = ("text", *others, "json")
    listed = about or f"{', '.join(formats[:-1])} or json"
    parser.add_argument("--format", choices=formats, default="text", help=f"{listed} (default: text)")
    parser.add_argument(
        "--json", dest="format", action="store_const", const="json", default="text", help="short for --format json"
    )


def add_date(parser: argparse.ArgumentParser, meaning: str) -> None:
    """Add the option `--date`, for the day with this `meaning`, to `parser`."""
    parser.add_argument("--date", metavar="DAY", help=f"{meaning} (default: today)")


def parse_date(text: str | None) -> date:
    """The day given by `--date`; today without it.

    Raises:
        RefusedError: if `text` is not a date.
    """
    from reformdata.curation.editing.answers import parse_day  # here, since it needs the extra `curate`

    return parse_day(text) if text else date.today()
