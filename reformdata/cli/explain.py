"""Say what a rule asks for, and why.

Without a rule, all rules are listed.
"""

import argparse
from collections.abc import Mapping
from difflib import get_close_matches

from reformdata.cli import fail
from reformdata.cli.options import add_language
from reformdata.curation.rules import RULES
from reformdata.curation.rules.pages import open_message, page
from reformdata.findings import Message, visible


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Give `parser` the arguments of this command."""
    parser.add_argument("rule", nargs="?", help="a code, such as RD302, or a name, such as unknown-reference")
    add_language(parser)


def run(args: argparse.Namespace) -> int:
    """Print the page of `args.rule`, or the list of all rules."""
    if args.rule is None:
        for rule in RULES:
            message = rule.message.da if args.lang == "da" else rule.message.en
            print(f"{rule.code}  {rule.severity:7}  {rule.name:26}  {open_message(message)}")
        return 0
    by_name = {name: rule for rule in RULES for name in (rule.code, rule.name)}
    wanted = args.rule.upper() if args.rule.upper() in by_name else args.rule.lower()
    if wanted not in by_name:
        raise RefusedError(_unknown(args.rule, by_name))
    print(page(by_name[wanted]), end="")
    return 0


def _unknown(found: str, known: Mapping[str, object]) -> Message:
    close = get_close_matches(found, known, n=1)
    da = f"mente du `{close[0]}`?" if close else "se dem alle med: reformdata explain"
    en = f"did you mean `{close[0]}`?" if close else "to see them all: reformdata explain"
    return Message(f"der er ingen regel `{visible(found)}`; {da}", f"there is no rule `{visible(found)}`; {en}")
