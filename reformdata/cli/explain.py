"""Explain a rule: what it asks for, and why.

Without a rule, all rules are listed.

Exit code 0; 2: wrong use.
"""

import argparse
from collections.abc import Mapping

from reformdata.cli.options import add_language
from reformdata.curation.rules import RULES
from reformdata.curation.rules.pages import open_message, page
from reformdata.errors import RefusedError
from reformdata.findings import Message, suggestion_message, visible


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this command to `parser`."""
    parser.add_argument("rule", nargs="?", help="a code, such as RD302, or a name, such as unknown-reference")
    add_language(parser)


def run(args: argparse.Namespace) -> int:
    """Print the page of `args.rule`, or the list of all rules."""
    if args.rule is None:
        for rule in RULES:
            message = rule.message.in_(args.lang)
            print(f"{rule.code}  {rule.severity:7}  {rule.name:26}  {open_message(message)}")
        return 0
    by_name = {name: rule for rule in RULES for name in (rule.code, rule.name)}
    wanted = args.rule.upper() if args.rule.upper() in by_name else args.rule.lower()
    if wanted not in by_name:
        raise RefusedError(_unknown(args.rule, by_name))
    print(page(by_name[wanted]), end="")
    return 0


def _unknown(found: str, known: Mapping[str, object]) -> Message:
    advice = suggestion_message(found, known) or Message(
        "se dem alle: reformdata explain", "to list them: reformdata explain"
    )
    return Message(
        f"der er ingen regel `{visible(found)}`; {advice.da}", f"there is no rule `{visible(found)}`; {advice.en}"
    )
