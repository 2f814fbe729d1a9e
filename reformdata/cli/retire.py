"""Withdraw a record: leave a tombstone, and point references to its successor.

A relation that the successor cannot have is removed and listed. Paragraphs that no other record cites go to
a successor in the same source; without one, --skip says why they give no record.

Exit code 0: done; 1: not done, because other data would become invalid; 2: wrong use.
"""

import argparse
import sys
from collections.abc import Iterator

from reformdata.cli.options import add_date, add_language, add_root, named_choice, parse_date
from reformdata.cli.output.text import View, render_unwritten
from reformdata.cli.parser import Parser
from reformdata.cli.terminal import print_error, print_lines
from reformdata.curation.checks.paragraphs import paragraph_names
from reformdata.curation.editing.changes import apply
from reformdata.curation.editing.fields import term_choices
from reformdata.curation.editing.ids import Retirement, plan_retirement
from reformdata.curation.reading.checkout import read_checkout
from reformdata.errors import refusal
from reformdata.messages import Message
from reformdata.models import Label, SkipReason

DANISH = """Tag en post ud: Filen bliver liggende som spor, og henvisninger rettes til den, der afløser posten.

En forbindelse, som afløseren ikke kan have, bliver fjernet og vist. Afsnit, som ingen anden post bruger, går til en
afløser i samme kilde; uden en afløser siger --skip, hvorfor de ikke giver en post.

Afslutningskode 0: gjort; 1: ikke gjort, fordi andre data ville blive ugyldige; 2: forkert brug.
"""


def add_arguments(parser: Parser) -> None:
    """Add the arguments of this command to `parser`."""
    parser.add_argument(
        "id", metavar="ID", help=parser.text("posten: eksempel-2020.06", "the record: eksempel-2020.06")
    )
    parser.add_argument(
        "--by", metavar="ID", help=parser.text("den post, der afløser den", "the record that takes its place")
    )
    parser.add_argument(
        "--reason-da",
        metavar=parser.text("TEKST", "TEXT"),
        help=parser.text("hvorfor den tages ud, på dansk", "why it is withdrawn, in Danish"),
    )
    parser.add_argument(
        "--reason-en",
        metavar=parser.text("TEKST", "TEXT"),
        help=parser.text("hvorfor den tages ud, på engelsk", "why it is withdrawn, in English"),
    )
    parser.add_argument(
        "--skip",
        metavar=parser.text("BEGRUNDELSE", "REASON"),
        help=parser.text(
            f"hvorfor dens afsnit ikke giver en post: {', '.join(reason.label.da for reason in SkipReason)}",
            f"why its paragraphs give no record: {', '.join(SkipReason)}",
        ),
    )
    add_date(parser, parser.text("den dag, den tages ud", "the day on which it is withdrawn"))
    add_root(parser)
    add_language(parser)


def run(args: argparse.Namespace) -> int:
    """Withdraw `args.id` and name every record that has changed."""
    reason = _reason(args)
    skip = _skip_reason(args.skip)
    checkout = read_checkout(args.root)
    retirement = plan_retirement(checkout, args.id, by=args.by, reason=reason, skip=skip, on=parse_date(args.date))
    view = View(root=checkout.root, language=args.lang, unwritten=retirement.changes.texts)
    print_lines(render_unwritten(retirement.findings, view), sys.stderr)
    if any(finding.rule.severity == "error" for finding in retirement.findings):
        print_error(Message("intet er ændret", "nothing was changed"), args.lang)
        return 1
    apply(retirement.changes, checkout.root)
    print_lines(message.in_(args.lang) for message in _notices(retirement, args, skip))
    return 0


def _skip_reason(name: str | None) -> SkipReason | None:
    if name is None:
        return None
    value = named_choice("--skip", name, term_choices(SkipReason))
    return next(term for term in SkipReason if term == value)


def _reason(args: argparse.Namespace) -> Label | None:
    """The reason given by the options; None if a successor is reason enough."""
    if bool(args.reason_da) != bool(args.reason_en):
        raise refusal("angiv både --reason-da og --reason-en", "give both --reason-da and --reason-en")
    if args.reason_da:
        return Label(" ".join(args.reason_da.split()), " ".join(args.reason_en.split()))
    if args.by:
        return None
    raise refusal(
        "angiv, hvilken post der afløser den (--by), eller hvorfor den er taget ud (--reason-da, --reason-en)",
        "give the record that takes its place (--by), or why it is withdrawn (--reason-da, --reason-en)",
    )


def _notices(retirement: Retirement, args: argparse.Namespace, skip: SkipReason | None) -> Iterator[Message]:
    yield Message(f"{args.id} er taget ud", f"{args.id} is withdrawn")
    for record in retirement.repointed:
        yield Message(f"{record}: henviser nu til {args.by}", f"{record}: now refers to {args.by}")
    for record, type_ in retirement.removed:
        yield Message(f"{record}: forbindelsen `{type_}` er fjernet", f"{record}: the relation `{type_}` is removed")
    if retirement.own:
        listed = ", ".join(retirement.own)
        yield Message(
            f"postens egne forbindelser er fjernet: {listed}", f"the record's own relations are removed: {listed}"
        )
    if retirement.left:
        left = paragraph_names(retirement.left)
        if retirement.inherits:
            yield Message(f"{args.by}: bygger nu også på {left.da}", f"{args.by}: now also cites {left.en}")
        else:
            da, en = (skip.label.da, skip.label.en) if skip else ("", "")
            yield Message(f"{left.da}: sprunget over ({da})", f"{left.en}: skipped ({en})")
