"""The page of the command line: each command with what it does and what it takes, made from the parsers."""

import argparse
import re
from collections.abc import Iterator
from inspect import cleandoc

from reformdata.cli import ACTIONS, COMMANDS, load_command
from reformdata.models.markup import escape_markdown

PAGE = "docs/cli.md"

_HEAD = """# The command line

- **Using the data**: [show](#show), [search](#search), [stats](#stats), [trace](#trace), [outcome](#outcome),
  [coverage](#coverage), [export](#export), [cite](#cite), [verify-citation](#verify-citation), [diff](#diff), [hydrate](#hydrate), [site](#site), [demo](#demo)
- **Working on the records**: [validate](#validate), [fmt](#fmt), [explain](#explain), [new](#new), [from-form](#from-form),
  [source](#source), [actor](#actor), [reform](#reform), [law](#law), [retire](#retire), [rename](#rename), [agreement](#agreement), [sample](#sample),
  [build](#build), [schema](#schema)
- **Records of your own**: [init](#init)

`reformdata COMMAND --help` shows the same as this page. Exit code 0: all is well; 1: findings; 2: wrong use. Output is in Danish if
the machine's locale is Danish, otherwise in English; choose with `--lang da` or `--lang en`.

A *checkout* is a folder with `records/`, such as a clone of the repository; reading one, and most of the commands for working on the
records, needs the extra `curate`. A *built package* is a folder that `build` wrote; a *compiled file* is the `reformdata.sqlite` in it.
This page is made by `reformdata schema`.
"""


def page() -> str:
    """The page, in Markdown."""
    return "\n".join((_HEAD, *map(_command, COMMANDS)))


def _command(name: str) -> str:
    actions = (line for action in ACTIONS.get(name, ()) for line in _section(f"{name} {action}", "###"))
    return "\n".join([*_section(name, "##"), *actions])


def _section(name: str, level: str) -> Iterator[str]:
    command, parser = load_command(name)
    yield from (f"{level} {name}", "", cleandoc(command.__doc__ or ""), "", *_arguments(parser, f"reformdata {name}"))


def _arguments(parser: argparse.ArgumentParser, command: str) -> Iterator[str]:
    actions = [action for action in parser._actions if not isinstance(action, argparse._HelpAction)]
    subcommands = [action for action in actions if isinstance(action, argparse._SubParsersAction)]
    own = [action for action in actions if action not in subcommands]
    if own or not subcommands:
        yield from (f"| `{command}` | |", "| --- | --- |", *map(_row, own), "")
    for action in subcommands:
        for name, sub in action.choices.items():
            yield from _arguments(sub, f"{command} {name}")


def _row(action: argparse.Action) -> str:
    name = " ".join(filter(None, (", ".join(action.option_strings), _value(action))))
    text = argparse.HelpFormatter("reformdata")._expand_help(action) if action.help else ""
    others = [str(choice) for choice in action.choices or () if str(choice) not in re.findall(r"[\w-]+", text)]
    return f"| `{name}` | {escape_markdown('; one of '.join(filter(None, (text, ', '.join(others)))))} |"


def _value(action: argparse.Action) -> str:
    """The placeholder for the value; nothing for a flag."""
    if action.nargs == 0:
        return ""
    name = action.metavar if isinstance(action.metavar, str) else action.dest.upper()
    many = {"*": f"[{name} …]", "+": f"{name} …", "?": f"[{name}]"}
    return many.get(str(action.nargs), name)
