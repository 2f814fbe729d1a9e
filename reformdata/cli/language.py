"""The language in which the command line speaks."""

import argparse
import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the models bring Pydantic, which `reformdata --version` does without
    from reformdata.models import Language


def from_environment(environ: Mapping[str, str]) -> "Language":
    """Danish where the locale in `environ` is Danish, else English; the first variable that is set decides."""
    locale = next((environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(name)), "")
    return "da" if locale.partition("_")[0].partition(".")[0] == "da" else "en"


def add_language(parser: argparse.ArgumentParser) -> None:
    """Give `parser` the option `--lang`."""
    parser.add_argument(
        "--lang",
        choices=("da", "en"),
        default=from_environment(os.environ),
        help="language of the answer, da or en (default: that of the environment)",
    )
