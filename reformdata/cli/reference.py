"""The pages of the command line: each command with what it does and what it takes, made from the parsers."""

import argparse
import re
from collections.abc import Iterator, Mapping
from inspect import cleandoc
from types import MappingProxyType

from reformdata.cli import ACTIONS, COMMANDS
from reformdata.cli.parser import Parser
from reformdata.cli.running import load_command
from reformdata.models import LANGUAGES, Language
from reformdata.models.markup import escape_markdown

PAGES: Mapping[Language, str] = MappingProxyType({"da": "docs/cli.da.md", "en": "docs/cli.md"})

_USING = "show, search, stats, trace, outcome, coverage, export, cite, verify-citation, diff, hydrate, site, demo"
_WORKING = "validate, fmt, explain, new, from-form, source, actor, reform, law, retire, rename, agreement, sample, build, schema"

_HEAD: Mapping[Language, str] = MappingProxyType(
    {
        "da": """# Kommandolinjen

[In English](cli.md)

- **Brug af data**: {using}
- **Arbejde med posterne**: {working}
- **Egne poster**: {own}

`reformdata KOMMANDO --help` viser det samme som denne side. Afslutningskoden, som andre programmer kan læse, er 0: alt er i orden;
1: fund; 2: forkert brug. Sproget er det, som mappens `reformdata.toml` angiver, og ellers dansk, hvis computerens sprog er dansk, og
engelsk, hvis det er et andet. Vælg selv med `--lang da` eller `--lang en`, før eller efter kommandoen.

En *mappe med poster* indeholder `records/`, fx en kopi af projektet, som du har hentet med git; for at læse den og bruge de fleste
kommandoer til arbejdet med posterne skal du installere tilvalget `curate`. En *bygget pakke* er en mappe, som `build` har skrevet; en
*kompileret fil* er `reformdata.sqlite` i den. En *periode* er et år, en måned, en dag eller et interval i formatet EDTF: `2018`, `2018-11`,
`2018-11-02`, `2018/2022` eller `2019/..` (og stadig).
Siden bliver dannet af `reformdata schema`.
""",
        "en": """# The command line

[På dansk](cli.da.md)

- **Using the data**: {using}
- **Working on the records**: {working}
- **Records of your own**: {own}

`reformdata COMMAND --help` shows the same as this page. Exit code 0: all is well; 1: findings; 2: wrong use. The language is the one
that the folder's `reformdata.toml` names, otherwise Danish if the machine's is Danish, and English if it is another. Choose with
`--lang da` or `--lang en`, before or after the command.

A *checkout* is a folder with `records/`, such as a clone of the repository; reading one, and most of the commands for working on the
records, needs the extra `curate`. A *built package* is a folder that `build` wrote; a *compiled file* is the `reformdata.sqlite` in it.
A *period* is a year, a month, a day or an interval in the format EDTF: `2018`, `2018-11`, `2018-11-02`, `2018/2022` or `2019/..` (and still).
This page is made by `reformdata schema`.
""",
    }
)


def pages() -> dict[str, str]:
    """The page in each language, in Markdown, by its path."""
    return {PAGES[language]: _page(language) for language in LANGUAGES}


def _page(language: Language) -> str:
    head = _HEAD[language].format(using=_links(_USING), working=_links(_WORKING), own=_links("init"))
    return "\n".join((head, *(_command(name, language) for name in COMMANDS)))


def _links(names: str) -> str:
    return ", ".join(f"[{name}](#{name})" for name in names.split(", "))


def _command(name: str, language: Language) -> str:
    actions = (line for action in ACTIONS.get(name, ()) for line in _section(f"{name} {action}", "###", language))
    return "\n".join([*_section(name, "##", language), *actions])


def _section(name: str, level: str, language: Language) -> Iterator[str]:
    _, parser = load_command(name, language)
    yield from (f"{level} {name}", "", cleandoc(parser.description or ""), "")
    yield from _arguments(parser, f"reformdata {name}")


def _arguments(parser: Parser, command: str) -> Iterator[str]:
    actions = [action for action in parser._actions if not isinstance(action, argparse._HelpAction)]
    subcommands = [action for action in actions if isinstance(action, argparse._SubParsersAction)]
    own = [action for action in actions if action not in subcommands]
    if own or not subcommands:
        yield from (f"| `{command}` | |", "| --- | --- |", *(_row(action, parser) for action in own), "")
    for action in subcommands:
        for name, sub in action.choices.items():
            yield from _arguments(sub, f"{command} {name}")


def _row(action: argparse.Action, parser: Parser) -> str:
    name = " ".join(filter(None, (", ".join(action.option_strings), _value(action))))
    text = argparse.HelpFormatter("reformdata")._expand_help(action) if action.help else ""
    others = [str(choice) for choice in action.choices or () if str(choice) not in re.findall(r"[\w-]+", text)]
    one_of = parser.text("; én af ", "; one of ")
    return f"| `{name}` | {escape_markdown(one_of.join(filter(None, (text, ', '.join(others)))))} |"


def _value(action: argparse.Action) -> str:
    """The placeholder for the value; nothing for a flag."""
    if action.nargs == 0:
        return ""
    name = action.metavar if isinstance(action.metavar, str) else action.dest.upper()
    many = {"*": f"[{name} …]", "+": f"{name} …", "?": f"[{name}]"}
    return many.get(str(action.nargs), name)
