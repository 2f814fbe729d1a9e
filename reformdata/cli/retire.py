"""Withdraw a record: leave a tombstone in its place, and point what refers to it to its successor.

A relation that its successor cannot have is removed, and named. Paragraphs that no other record rests on go to
a successor of the same source; without one, --skip says why they give no record.

Exit code 0: done; 1: not done, because other data would become invalid; 2: wrong use.
"""

import argparse
import sys

from reformdata.cli import fail
from reformdata.cli.data import add_root
from reformdata.cli.dates import day_of
from reformdata.cli.language import add_language
from reformdata.cli.layout import say
from reformdata.cli.output import View
from reformdata.cli.output.told import told
from reformdata.curation.checks.paragraphs import paragraph_names
from reformdata.curation.editing.changes import apply
from reformdata.curation.editing.retiring import Retirement, plan_retirement
from reformdata.curation.reading.checkout import read_checkout
from reformdata.errors import RefusedError
from reformdata.findings import Message
from reformdata.models import Label, SkipReason


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Give `parser` the arguments of this command."""
    parser.add_argument("id", metavar="ID", help="the record: kl-2020-temaside.06")
    parser.add_argument("--by", metavar="ID", help="the record that takes its place")
    parser.add_argument("--reason-da", metavar="TEXT", help="why it is withdrawn, in Danish")
    parser.add_argument("--reason-en", metavar="TEXT", help="why it is withdrawn, in English")
    parser.add_argument(
        "--skip", metavar="REASON", choices=list(SkipReason), help="why its paragraphs give no record: %(choices)s"
    )
    parser.add_argument("--date", metavar="DAY", help="the day on which it is withdrawn (default: today)")
    add_root(parser)
    add_language(parser)


def run(args: argparse.Namespace) -> int:
    """Withdraw `args.id` and name every record that has changed."""
    reason = _reason(args)
    if isinstance(reason, Message):
        return fail(reason)
    checkout = read_checkout(args.root)
    skip = next((term for term in SkipReason if term == args.skip), None)
    try:
        on = day_of(args.date)
        retirement = plan_retirement(checkout, args.id, by=args.by, reason=reason, skip=skip, on=on)
    except RefusedError as error:
        return fail(error.message)
    for line in told(retirement.findings, View(root=checkout.root, language=args.lang), retirement.lines):
        print(line, file=sys.stderr)
    if any(finding.rule.severity == "error" for finding in retirement.findings):
        fail(Message("intet er ændret", "nothing is changed"))
        return 1
    apply(retirement.changes, checkout.root)
    for message in _notices(retirement, args):
        print(say(message, args.lang))
    return 0


def _reason(args: argparse.Namespace) -> Label | Message | None:
    """The reason that was given; or why it is none."""
    if bool(args.reason_da) != bool(args.reason_en):
        return Message("giv både --reason-da og --reason-en", "give both --reason-da and --reason-en")
    if args.reason_da:
        return Label(" ".join(args.reason_da.split()), " ".join(args.reason_en.split()))
    if args.by:
        return None
    return Message(
        "sig, hvad der er trådt i stedet (--by), eller hvorfor posten er taget ud (--reason-da, --reason-en)",
        "say what has taken its place (--by), or why the record is withdrawn (--reason-da, --reason-en)",
    )


def _notices(retirement: Retirement, args: argparse.Namespace) -> list[Message]:
    made = [Message(f"{args.id} er taget ud", f"{args.id} is withdrawn")]
    made += [
        Message(f"{record}: henviser nu til {args.by}", f"{record}: now points to {args.by}")
        for record in retirement.repointed
    ]
    made += [
        Message(f"{record}: forbindelsen `{type_}` er fjernet", f"{record}: the relation `{type_}` is removed")
        for record, type_ in retirement.removed
    ]
    if retirement.own:
        listed = ", ".join(retirement.own)
        made.append(
            Message(
                f"postens egne forbindelser er væk: {listed}", f"the relations that it had itself are gone: {listed}"
            )
        )
    return made + _paragraphs(retirement, args)


def _paragraphs(retirement: Retirement, args: argparse.Namespace) -> list[Message]:
    if not retirement.left:
        return []
    left = paragraph_names(retirement.left)
    if retirement.inherits:
        return [Message(f"{args.by}: hviler nu også på {left.da}", f"{args.by}: now rests on {left.en} too")]
    return [Message(f"{left.da}: sprunget over ({args.skip})", f"{left.en}: skipped ({args.skip})")]
