"""Which data a command reads, or changes."""

import argparse
from pathlib import Path

_HELP = "a checkout, a built package or a compiled file (default: the installed data)"


def add_data(parser: argparse.ArgumentParser) -> None:
    """Give `parser` the option `--data`."""
    parser.add_argument("--data", type=Path, metavar="PATH", help=_HELP)


def add_path(parser: argparse.ArgumentParser) -> None:
    """Give `parser` the argument `path`, which may be left out."""
    parser.add_argument("path", nargs="?", type=Path, help=_HELP)


def add_root(parser: argparse.ArgumentParser) -> None:
    """Give `parser` the option `--root`, for the checkout that it changes."""
    parser.add_argument("--root", type=Path, default=Path(), help="the folder that holds records/ (default: this one)")
