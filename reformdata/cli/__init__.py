"""The command line: finds the command, runs it, and turns errors into a sentence and an exit code.

A command is a module of this package with `add_arguments(parser)` and `run(args) -> int`. Its docstring is its help in
English, its `DANISH` the same in Danish. It is imported only when it is called: `reformdata --version` needs neither Pydantic nor PyYAML.
"""

import argparse
import io
import os
import sys
import warnings
from collections.abc import Mapping, Sequence
from functools import partial
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from reformdata.about import __version__
from reformdata.cli.options import add_language, chosen_language, first_language
from reformdata.cli.parser import Parser, argparse_in, parser_in
from reformdata.cli.terminal import print_error, printable, unknown_name
from reformdata.errors import InvalidCheckoutError, ReformdataError, ReformdataWarning, system_reason
from reformdata.findings import Message

if TYPE_CHECKING:  # the models import Pydantic, which `reformdata --version` does without
    from reformdata.models import Language

COMMANDS: Mapping[str, Message] = MappingProxyType(
    {
        "validate": Message(
            "Kontrollér posterne, og vis, hvad der er galt, hvor det er, og hvordan det rettes.",
            "Check the records and report what is wrong, where, and how to fix it.",
        ),
        "fmt": Message(
            "Skriv filer om til den faste form: nøglernes rækkefølge, anførselstegn, blokke og linjeskift.",
            "Rewrite files in the canonical form: order of keys, quoting, blocks and line ends.",
        ),
        "explain": Message(
            "Forklar en regel: hvad den kræver, og hvorfor.",
            "Explain a rule: what it asks for, and why.",
        ),
        "new": Message(
            "Skriv en ny post: spørg om dens felter, vis poster, der ligner, og giv den det næste nummer.",
            "Write a new record: ask for its fields, show similar records, and give it the next number.",
        ),
        "from-form": Message(
            "Lav en udfyldt formular fra GitHub om til en post.",
            "Turn a completed issue form from GitHub into a record.",
        ),
        "retire": Message(
            "Tag en post ud: Filen bliver liggende som spor, og henvisninger rettes til den, der afløser posten.",
            "Withdraw a record: leave a tombstone, and point references to its successor.",
        ),
        "rename": Message(
            "Giv et opslag et andet id, og ret alt det, der henviser til det.",
            "Give an entry another id, and update everything that refers to it.",
        ),
        "source": Message(
            "Tilføj en kilde, eller forny fingeraftrykkene af dens tekst.",
            "Add a source, or renew the fingerprints of its text.",
        ),
        "actor": Message(
            "Opret en aktør; findes der aktører med et navn, der ligner, bliver de vist først.",
            "Add an actor, after a search for those that have a name like it.",
        ),
        "reform": Message(
            "Opret en reform; findes der reformer med et navn, der ligner, bliver de vist først.",
            "Add a reform, after a search for those that have a name like it.",
        ),
        "law": Message(
            "Opret en lov; findes der love med et navn, der ligner, bliver de vist først.",
            "Add a law, after a search for those that have a name like it.",
        ),
        "build": Message(
            "Kontrollér en mappe med poster, og skriv dens data som en datapakke (Data Package): CSV-filer med en beskrivelse og én SQLite-fil.",
            "Check a checkout and write its data as a Data Package: CSV files with a description, and one SQLite file.",
        ),
        "export": Message(
            "Skriv data i et andet format: csv, jsonl, parquet, croissant, datapackage, sqlite, xlsx, jsonld eller turtle.",
            "Write the data in another format: csv, jsonl, parquet, croissant, datapackage, sqlite, xlsx, jsonld or turtle.",
        ),
        "site": Message(
            "Skriv data som et websted på dansk og engelsk: sider, søgning, nyhedsstrømme og JSON, med eller uden en webserver.",
            "Write the data as a static site in Danish and English: pages, search, feeds and JSON, for any web server or none.",
        ),
        "schema": Message(
            "Skriv de filer i en mappe, der bliver dannet automatisk: schemas/, datapackage.json, formularerne og det meste af docs/.",
            "Write the generated files of a checkout: schemas/, datapackage.json, the issue forms and most of docs/.",
        ),
        "show": Message(
            "Vis hele poster: hvad hver af dem siger, hvem der siger det, hvor det står, og hvad den er forbundet med.",
            "Show records in full: what each says, who says it, where it is stated and what it is related to.",
        ),
        "search": Message(
            "Søg i posterne på dansk og engelsk; det bedste resultat kommer først.",
            "Search the records, in Danish and in English; the best match comes first.",
        ),
        "stats": Message(
            "Tæl posterne: efter art, kilde, år, område, tema, stemme og mere.",
            "Count the records: by kind, source, year, area, theme, voice and more.",
        ),
        "diff": Message(
            "Vis, hvad der er ændret mellem to versioner af data: nye, udtagne, sammenlagte, flyttede og ændrede poster, felt for felt.",
            "Show what changed between two versions of the data: added, withdrawn, merged, moved, and changed by field.",
        ),
        "trace": Message(
            "Følg en posts forbindelser: hvad der kom før den, og hvad der kom af den, i kilden og på tværs af kilder.",
            "Follow the relations of a record: what came before it and what came of it, within and across sources.",
        ),
        "outcome": Message(
            "Vis, hvad der blev af forslag og initiativer: vurderingen, siden hvornår, og på hvilket belæg.",
            "Show what became of proposals and initiatives: the verdict, since when, and on what evidence.",
        ),
        "coverage": Message(
            "Vis for hver kilde, hvor mange afsnit der er brugt af poster, og hvor mange der er sprunget over og hvorfor.",
            "Show for each source how many paragraphs records cite, and how many were skipped and why.",
        ),
        "agreement": Message(
            "Vis, hvor enige de to uafhængige læsere af hver kilde var, før de afklarede forskellene.",
            "Show how far the two independent readings of each source agreed before they were settled.",
        ),
        "sample": Message(
            "Træk tilfældige poster til en revision: som en liste, som en læsers skema eller i fuld længde med afkrydsningsfelter.",
            "Draw records at random, for an audit: as a list, as the form of a reader, or in full with check boxes.",
        ),
        "hydrate": Message(
            "Find de steder, som posterne henviser til, i dine egne kopier af kilderne.",
            "Find the passages that records cite in your own copies of the sources.",
        ),
        "init": Message(
            "Opret en samling til dine egne data: med samme opbygning, vokabularer og kontrol, men uden poster.",
            "Start a repository for your own data: the same layout, vocabularies and checks, and no records.",
        ),
        "cite": Message(
            "Henvis til data, eller til poster med deres kilder, som tekst, BibTeX, RIS eller CSL-JSON.",
            "Cite the data, or records with their sources, as text, BibTeX, RIS or CSL-JSON.",
        ),
        "verify-citation": Message(
            "Kontrollér, om et udvalg af poster, som der er henvist til, er uændret i de nuværende data.",
            "Check whether a cited selection of records is unchanged in the current data.",
        ),
        "demo": Message(
            "Få en rundvisning i data: antal, én hel post med dens forbindelser og de næste skridt.",
            "Take a tour of the data: counts, one record in full with its relations, and where to go next.",
        ),
    }
)
"""The commands, each with the first line of its help, which is in its module: to read it there would import them all."""

ACTIONS: Mapping[str, tuple[str, ...]] = MappingProxyType({"outcome": ("due", "add")})
"""The commands with actions that are modules of their own; any other first argument is an id."""

_EXTRA = frozenset({"yaml", "frictionless"})
"""What the extra `curate` installs."""

FINDINGS = 1
WRONG_USE = 2
INTERRUPTED = 130
CLOSED_PIPE = 141
"""Exit codes: argparse also gives 2; the last two are those that a shell gives for SIGINT and SIGPIPE."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code: 0 all is well, 1 findings, 2 wrong use.

    Args:
        argv: the command and its arguments; those of the process by default.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal without æ, ø and å shows escapes
            stream.reconfigure(errors="backslashreplace")
    given = sys.argv[1:] if argv is None else argv
    language = first_language(given)
    try:
        with argparse_in(language):
            code = _run(_top_parser(language).parse_args(given), language)
        sys.stdout.flush()  # here, where a closed pipe can still be caught
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Python flushes once more at exit and would report the same pipe again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CLOSED_PIPE
    return code


def _top_parser(language: "Language") -> Parser:
    """The parser of what stands before the name of a command, which also lists the commands."""
    width = max(map(len, COMMANDS))
    listed = "\n".join(f"  {name:{width}}  {line.in_(language)}" for name, line in COMMANDS.items())
    parser = parser_in(language, "reformdata", formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.description = parser.text(
        "Åbne data om reformen af den danske offentlige sektor.",
        "Open data on the reform of the Danish public sector.",
    )
    parser.epilog = parser.text(
        f"kommandoer:\n{listed}\n\nMere om en kommando: reformdata KOMMANDO --help",
        f"commands:\n{listed}\n\nFor more on a command: reformdata COMMAND --help",
    )
    version = parser.text("vis versionen", "show the version and exit")
    parser.add_argument("--version", action="version", version=f"reformdata {__version__}", help=version)
    add_language(parser)
    command = parser.text("en af kommandoerne nedenfor", "one of the commands below")
    parser.add_argument("command", metavar=parser.text("KOMMANDO", "COMMAND"), help=command)
    arguments = parser.text("dens argumenter", "its arguments")
    rest = parser.add_argument("arguments", metavar="…", nargs=argparse.REMAINDER, help=arguments)
    rest.required = False  # Python 3.11 would name it with the command, if that is missing
    return parser


def _run(top: argparse.Namespace, language: "Language") -> int:
    name, argv = top.command, top.arguments
    try:
        if name not in COMMANDS:
            raise unknown_name("der er ingen kommando", "there is no command", name, COMMANDS, "reformdata --help")
        if argv and argv[0] in ACTIONS.get(name, ()):
            name, argv = f"{name} {argv[0]}", argv[1:]
        command, parser = load_command(name, language)
        args = parser.parse_args(argv)
        args.lang = args.lang or top.lang
        args.lang = language = chosen_language(args)
        with warnings.catch_warnings():
            warnings.showwarning = partial(_print_warning, language)
            code: int = command.run(args)
    except BrokenPipeError:
        raise
    except (ReformdataError, ModuleNotFoundError, OSError) as error:
        if isinstance(error, ModuleNotFoundError) and error.name not in _EXTRA:
            raise
        print_error(_reason(error, name), language)
        return FINDINGS if isinstance(error, InvalidCheckoutError) else WRONG_USE
    return code


def load_command(name: str, language: "Language") -> tuple[Any, Parser]:
    """The module of the command `name`, or of a command and one of its `ACTIONS`, and its parser in `language`."""
    module = import_module(f"reformdata.cli.{name.replace('-', '_').replace(' ', '_')}")
    parser = parser_in(language, f"reformdata {name}")
    parser.description = parser.text(module.DANISH, module.__doc__ or "")
    module.add_arguments(parser)
    return module, parser


def _reason(error: ReformdataError | ModuleNotFoundError | OSError, name: str) -> Message:
    if isinstance(error, ReformdataError):
        return error.message
    if isinstance(error, ModuleNotFoundError):
        install = 'pip install "reformdata[curate]"'
        return Message(f"`{name}` kræver et tilvalg: {install}", f"`{name}` needs an optional extra: {install}")
    path, reason = f"{printable(error.filename)}: " if error.filename else "", system_reason(error)
    return Message(f"{path}{reason.da}", f"{path}{reason.en}")


def _print_warning(language: "Language", warning: Warning | str, *_: object, **__: object) -> None:
    """Print a warning like any other sentence, without the line of code that gave it."""
    said = warning.message.in_(language) if isinstance(warning, ReformdataWarning) else str(warning)
    print(f"reformdata: {printable(said)}", file=sys.stderr)
