"""The command line: answers `--help` and `--version`, and leaves everything else to `running`.

A command is a module of this package with `add_arguments(parser)` and `run(args) -> int`. Its docstring is its help in
English, its `DANISH` the same in Danish. It is imported only when it is called. This module imports neither argparse
nor anything that does, since that takes longer than all that `--help` and `--version` do.
"""

from __future__ import annotations

import gc
import io
import os
import sys
from types import MappingProxyType

from reformdata.about import __version__
from reformdata.cli.language import LANGUAGES, first_language
from reformdata.messages import Message

TYPE_CHECKING = False  # importing `typing` would take longer than this module
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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

FINDINGS = 1
WRONG_USE = 2
INTERRUPTED = 130
CLOSED_PIPE = 141
"""Exit codes: argparse also gives 2; the last two are those that a shell gives for SIGINT and SIGPIPE."""

USAGE = Message(
    "reformdata [-h] [--version] [--lang SPROG] KOMMANDO …", "reformdata [-h] [--version] [--lang LANG] COMMAND …"
)
_PAGE = Message(
    """brug: {usage}

Åbne data om reformen af den danske offentlige sektor.

valgmuligheder, før kommandoen:
  -h, --help    vis denne hjælp
  --version     vis versionen
  --lang SPROG  sproget, da eller en (ellers mappens eller computerens sprog)

kommandoer:
{commands}

Mere om en kommando: reformdata KOMMANDO --help""",
    """usage: {usage}

Open data on the reform of the Danish public sector.

options, before the command:
  -h, --help   show this help message and exit
  --version    show the version and exit
  --lang LANG  language of the output, da or en (default: that of the folder, or of the environment)

commands:
{commands}

For more on a command: reformdata COMMAND --help""",
)


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
        code = _answer(given, language)
        sys.stdout.flush()  # here, where a closed pipe can still be caught
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Python flushes once more at exit and would report the same pipe again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CLOSED_PIPE
    return code


def _answer(argv: Sequence[str], language: Language) -> int:
    option = _first_option(argv)
    if option == "--version":
        print(f"reformdata {__version__}")
    elif option in ("-h", "--help"):
        print(_help(language))
    elif not option:
        print(_help(language), file=sys.stderr)
        return WRONG_USE
    else:
        gc.disable()  # until the command runs: imports leave no garbage, and looking for it is a tenth of a start
        try:
            from reformdata.cli.running import run

            return run(argv, language)
        finally:
            gc.enable()
    return 0


def _first_option(argv: Sequence[str]) -> str:
    """The first argument that does not choose the language; empty if there is none."""
    first, following = (*argv, "", "")[:2]
    option, equals, language = first.partition("=")
    if option != "--lang" or (language or following) not in LANGUAGES:
        return first
    return _first_option(argv[1 if equals else 2 :])


def _help(language: Language) -> str:
    width = max(map(len, COMMANDS))
    listed = "\n".join(f"  {name:{width}}  {line.in_(language)}" for name, line in COMMANDS.items())
    return _PAGE.in_(language).format(usage=USAGE.in_(language), commands=listed)
