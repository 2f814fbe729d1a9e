"""Explain a rule: what it asks for, and why.

Without a rule, all rules are listed.

Exit code 0; 2: wrong use.
"""

import argparse

from reformdata.cli.options import add_language
from reformdata.cli.output.text import SEVERITY
from reformdata.cli.parser import Parser
from reformdata.cli.terminal import unknown_name
from reformdata.curation.rules import RULES, name_in, open_message, page

DANISH = """Forklar en regel: hvad den kræver, og hvorfor.

Uden en regel vises en liste over alle regler.

Afslutningskode 0; 2: forkert brug.
"""


def add_arguments(parser: Parser) -> None:
    """Add the arguments of this command to `parser`."""
    parser.add_argument(
        "rule",
        nargs="?",
        metavar=parser.text("REGEL", "RULE"),
        help=parser.text(
            "en kode som RD302 eller et navn på dansk eller engelsk som ukendt-henvisning",
            "a code, such as RD302, or a name in either language, such as unknown-reference",
        ),
    )
    add_language(parser)


def run(args: argparse.Namespace) -> int:
    """Print the page of `args.rule`, or the list of all rules."""
    if args.rule is None:
        for rule in RULES:
            severity, message = SEVERITY[rule.severity].in_(args.lang), open_message(rule.message.in_(args.lang))
            print(f"{rule.code}  {severity:8}  {name_in(rule, args.lang):29}  {message}")
        return 0
    by_name = {name: rule for rule in RULES for name in (rule.code, rule.name, name_in(rule, "da"))}
    wanted = args.rule.upper() if args.rule.upper() in by_name else args.rule.lower()
    if wanted not in by_name:
        raise unknown_name("der er ingen regel", "there is no rule", args.rule, by_name, "reformdata explain")
    print(page(by_name[wanted], args.lang), end="")
    return 0
