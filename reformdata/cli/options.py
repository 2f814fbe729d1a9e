"""The arguments that several commands share, and the language in which they speak."""

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from reformdata.cli.language import LANGUAGES, language_of
from reformdata.cli.parser import Parser
from reformdata.cli.terminal import printable
from reformdata.errors import RefusedError, refusal
from reformdata.messages import Message
from reformdata.store.settings import find_root, marked_root, read_settings

if TYPE_CHECKING:  # the models import Pydantic, which `reformdata --version` does without
    from datetime import date

    from reformdata.curation.editing.fields import Answers, Choice, Field, InputKind, Loc
    from reformdata.curation.reading.checkout import Checkout
    from reformdata.models import Language

MAY_BE_REPEATED = ("; kan gentages", "; may be repeated")
_METAVARS: "Mapping[InputKind, str]" = MappingProxyType(
    {
        "line": "LINJE",
        "prose": "TEKST",
        "numbers": "NUMRE",
        "day": "DAG",
        "period": "PERIODE",
        "one": "VÆRDI",
        "many": "VÆRDIER",
        "lines": "LINJER",
        "figures": "TAL",
        "relations": "FORBINDELSER",
        "evidence": "BELÆG",
        "searches": "SØGNINGER",
    }
)
"""The Danish placeholder for the value of a field; the English one is the name of its kind of input."""
_NO_ADVICE = Message("", "")
CHECK_COPYING = Message(
    "Kontrollér, at intet er skrevet af efter kilden: reformdata validate --texts MAPPE",
    "Check that nothing is copied from the source: reformdata validate --texts FOLDER",
)


def may_ask(args: argparse.Namespace) -> bool:
    """Whether the command may ask: at a terminal, unless `--no-input` is given."""
    # A process that was started without its standard input has None in its place.
    return bool(sys.stdin and sys.stdin.isatty() and sys.stdout.isatty() and not args.no_input)


def next_command(args: argparse.Namespace, command: str, *, option: str = "--root") -> str:
    """The whole command line of a `command` that goes on with the folder `args.root`, in the same language.

    Folder and language are named only where the command would take others without. `option` is that for the folder; it
    is empty for a command that takes the folder as an argument.
    """
    parts = ["reformdata", command]
    if args.root.resolve() != find_root(Path()).resolve():
        parts += [option, _quote(args.root)]
    if args.lang != (read_settings(args.root).language or language_of(os.environ)):
        parts += ["--lang", args.lang]
    return " ".join(filter(None, parts))


def given_texts(args: argparse.Namespace) -> list[Path]:
    """The texts that `args` name by `--texts`, without those that REFORMDATA_TEXTS names."""
    return [path for path in args.texts if path not in _texts_of_environment()]


def texts_options(args: argparse.Namespace) -> str:
    """The options `--texts` of `args`, with a blank before each; what REFORMDATA_TEXTS names is not repeated."""
    return "".join(f" --texts {_quote(path)}" for path in given_texts(args))


def _quote(path: Path) -> str:
    from shlex import quote  # here, since most commands name no path

    return quote(printable(path))


def _texts_of_environment() -> list[Path]:
    return [Path(folder) for folder in os.environ.get("REFORMDATA_TEXTS", "").split(os.pathsep) if folder]


def typed_values(
    args: argparse.Namespace,
    fields: "Iterable[Field]",
    choices: "Callable[[Field], Sequence[Choice]]",
    before: "Answers",
) -> "tuple[dict[Loc, Any], list[Message]]":
    """The values of the options for `fields`, and what is wrong with the others, each after the name of its option.

    Args:
        args: what was given.
        fields: the fields with an option.
        choices: gives the values that a field can have.
        before: the answers that were given before.
    """
    from reformdata.curation.editing.answers import by_texts, value_of  # here, since it needs the extra `curate`

    values: dict[Loc, Any] = {}
    faults: list[Message] = []
    for field in fields:
        typed = getattr(args, field.option.removeprefix("--").replace("-", "_"))
        if typed is None:
            continue
        try:
            text = typed if isinstance(typed, str) else "\n".join(typed)
            values[field.loc] = value_of(text, field, choices(field), by_texts({**before, **values}))
        except RefusedError as error:
            faults.append(Message(f"{field.option}: {error.message.da}", f"{field.option}: {error.message.en}"))
    return values, faults


def absent_options(fields: "Iterable[Field]") -> list[Message]:
    """A sentence that names the options for `fields`, which are missing; none if there are none."""
    listed = ", ".join(field.option for field in fields)
    return [Message(f"der mangler: {listed}", f"missing: {listed}")] if listed else []


def refuse(faults: Sequence[Message]) -> None:
    """Refuse what has `faults`, all of them at once.

    Raises:
        RefusedError: if there are any.
    """
    if faults:
        raise refusal("\n".join(each.da for each in faults), "\n".join(each.en for each in faults))


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


def add_language(parser: Parser) -> None:
    """Add the option `--lang` to `parser`."""
    parser.add_argument(
        "--lang",
        choices=LANGUAGES,
        metavar=parser.text("SPROG", "LANG"),
        help=parser.text(
            "sproget, da eller en (ellers mappens eller computerens sprog)",
            "language of the output, da or en (default: that of the folder, or of the environment)",
        ),
    )


def _data(parser: Parser) -> str:
    return parser.text(
        "en mappe med poster, en bygget pakke eller en kompileret fil (ellers mappen med egne data, du står i, "
        "eller de installerede data)",
        "a checkout, a built package or a compiled file (default: the folder of own data you are in, "
        "or the installed data)",
    )


def _folder(parser: Parser) -> str:
    return parser.text(
        "den mappe, der indeholder records/ (ellers den, du står i)",
        "the folder that holds records/ (default: the one you are in)",
    )


def add_data(parser: Parser) -> None:
    """Add the option `--data`, for the data to read, to `parser`."""
    parser.add_argument(
        "--data", type=Path, default=marked_root(), metavar=parser.text("STI", "PATH"), help=_data(parser)
    )


def add_data_path(parser: Parser) -> None:
    """Add the optional argument `path`, for the data to read, to `parser`."""
    parser.add_argument(
        "path", nargs="?", type=Path, default=marked_root(), metavar=parser.text("STI", "PATH"), help=_data(parser)
    )


def add_checkout_path(parser: Parser) -> None:
    """Add the optional argument `path`, for the checkout to read, to `parser`."""
    parser.add_argument(
        "path", nargs="?", type=_checkout, default=".", metavar=parser.text("STI", "PATH"), help=_folder(parser)
    )


def add_texts(parser: Parser) -> None:
    """Add the option `--texts`, for folders with the texts of sources, to `parser`."""
    parser.add_argument(
        "--texts",
        action="append",
        type=Path,
        default=_texts_of_environment(),
        metavar=parser.text("MAPPE", "DIR"),
        help=parser.text(
            "sammenlign ordlyden med kildernes tekster i MAPPE og i de mapper, som REFORMDATA_TEXTS nævner",
            "compare the wording with the texts of the sources in DIR, and in the folders that REFORMDATA_TEXTS names",
        ),
    )


def add_root(parser: Parser) -> None:
    """Add the option `--root`, for the checkout to change, to `parser`."""
    parser.add_argument(
        "--root", type=_checkout, default=".", metavar=parser.text("MAPPE", "ROOT"), help=_folder(parser)
    )


def _checkout(text: str) -> Path:
    """The folder of data that an argument means."""
    return find_root(Path(text))


def add_format(parser: Parser, *others: str, about: str = "") -> None:
    """Add the options `--format`, for text, JSON or one of `others`, and `--json` to `parser`; `about` describes them."""
    formats = ("text", *others, "json")
    first = ", ".join(formats[:-1])
    listed = about or parser.text(f"{first} eller json", f"{first} or json")
    parser.add_argument(
        "--format",
        choices=formats,
        default="text",
        help=parser.text(f"{listed} (ellers text)", f"{listed} (default: text)"),
    )
    parser.add_argument(
        "--json",
        dest="format",
        action="store_const",
        const="json",
        default="text",
        help=parser.text("det samme som --format json", "short for --format json"),
    )


def add_field(parser: Parser, field: "Field", da: str = "", en: str = "", *, several: bool = False) -> None:
    """Add the option for `field` to `parser`; its help is its description and values, then `da` or `en`."""
    prompt = parser.text(field.prompt.da, field.prompt.en).removesuffix(".")
    values = ", ".join(
        term.label.in_(parser.language) if parser.language == "da" else term for term in field.terms or ()
    )
    parser.add_argument(
        field.option,
        action="append" if several else "store",
        metavar=parser.text(_METAVARS[field.input_kind], field.input_kind.upper()),
        help=f"{prompt}{f': {values}' if values else ''}{parser.text(da, en)}",
    )


def add_date(parser: Parser, meaning: str) -> None:
    """Add the option `--date`, for the day with this `meaning`, to `parser`."""
    parser.add_argument(
        "--date",
        metavar=parser.text("DAG", "DAY"),
        help=parser.text(f"{meaning} (ellers i dag)", f"{meaning} (default: today)"),
    )


def parse_date(text: str | None) -> "date":
    """The day given by `--date`; today without it.

    Raises:
        RefusedError: if `text` is not a date.
    """
    from datetime import date

    from reformdata.curation.editing.answers import parse_day  # here, since it needs the extra `curate`

    return parse_day(text) if text else date.today()


def named_choice(
    option: str,
    name: str,
    choices: "tuple[Choice, ...]",
    *,
    table: str | None = None,
    otherwise: Message = _NO_ADVICE,
) -> str:
    """The id of the one of `choices` that `option` calls `name`, by its id or its name in either language.

    Raises:
        RefusedError: if there is none; its message ends with `otherwise`.
    """
    from reformdata.curation.editing.answers import choice_id  # here, since it needs the extra `curate`

    try:
        return choice_id(" ".join(name.split()), choices, table=table)
    except RefusedError as error:
        message = error.message
        raise refusal(f"{option}: {message.da}{otherwise.da}", f"{option}: {message.en}{otherwise.en}") from error
