"""Follow the relations of a record: what came before it and what came of it, within and across sources.

Each branch gives the relation of a record to the one before, the reason, and what became of a proposal or an initiative.
A record is shown in full once; where it occurs again, the trace refers to that.

Exit code 0; 2: no such record, or wrong use.
"""

import argparse
import textwrap
from collections.abc import Iterator, Sequence

from reformdata.cli.options import add_data, add_format, add_language
from reformdata.cli.terminal import print_json, print_lines
from reformdata.dataset.dataset import load
from reformdata.dataset.steps import DEPTH, DIRECTIONS, WAYS, Node, Way
from reformdata.dataset.tracing import BECAME, Branch, Trace
from reformdata.findings import Message
from reformdata.models import Language

_WIDTH = 96
_HEADINGS: dict[Way, Message] = {
    "backward": Message("Hvad der kom før", "What came before"),
    "forward": Message("Hvad der kom af det", "What came of it"),
}
_NOTHING = Message("intet i dataene", "nothing in the data")
_ELSEWHERE = Message("vist et andet sted her", "shown elsewhere here")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this command to `parser`."""
    parser.add_argument("id", metavar="ID", help="id of a record: kl-2020-temaside.14")
    parser.add_argument(
        "--direction", choices=DIRECTIONS, default="both", help="backward, forward or both (default: both)"
    )
    parser.add_argument(
        "--depth",
        type=_depth,
        default=DEPTH,
        metavar="N",
        help=f"how many relations to follow one after the other, or `all` (default: {DEPTH})",
    )
    add_data(parser)
    add_format(parser, about="text, or json: the relations, in both languages")
    add_language(parser)


def run(args: argparse.Namespace) -> int:
    """Print the trace of the record `args.id`."""
    trace = load(args.data).trace(args.id, direction=args.direction, depth=args.depth)
    if args.format == "json":
        print_json(trace.to_dicts())
        return 0
    ways = WAYS if args.direction == "both" else (args.direction,)
    print_lines(tree(trace, ways, language=args.lang))
    return 0


def tree(trace: Trace, ways: Sequence[Way], *, language: Language) -> Iterator[str]:
    """The trace as lines: the record, and below it a tree for each of `ways`."""
    root = trace.nodes[trace.root]
    yield from _about(root, "", language)
    yield from _outcome(root, "", language)
    for way in ways:
        yield ""
        yield _HEADINGS[way].in_(language)
        branches = trace.tree(way)
        yield from _branches(trace, branches, "", language) if branches else (f"  {_NOTHING.in_(language)}",)


def _branches(trace: Trace, branches: Sequence[Branch], indent: str, language: Language) -> Iterator[str]:
    for branch in branches:
        last = branch is branches[-1]
        step = branch.step
        under = f"{indent}{'   ' if last else '│  '}"
        relation = step.edge.seen_from(step.start)[1].in_(language)
        again = "" if step.first else f" ({_ELSEWHERE.in_(language)})"
        yield f"{indent}{'└─' if last else '├─'} {relation} {step.end}{again}"
        if step.first:
            beyond = f"{under}{'│  ' if branch.branches else '   '}"
            node = trace.nodes[step.end]
            yield from _about(node, beyond, language, named=False)
            yield from _wrap(f"– {step.edge.reason.in_(language)}", beyond)
            yield from _outcome(node, beyond, language)
        yield from _branches(trace, branch.branches, under, language)


def _about(node: Node, indent: str, language: Language, *, named: bool = True) -> Iterator[str]:
    facts = (node.kind.label.in_(language), node.date.isoformat(), node.voice.in_(language))
    yield f"{indent}{f'{node.id} · ' if named else ''}{' · '.join(facts)}"
    yield from _wrap(node.title.in_(language), indent)


def _outcome(node: Node, indent: str, language: Language) -> Iterator[str]:
    if node.outcome:
        yield from _wrap(f"→ {BECAME.in_(language)}: {node.outcome.in_(language)}", indent)


def _wrap(text: str, indent: str) -> list[str]:
    width = max(_WIDTH - len(indent), 30)  # however deep the tree goes, some words go on a line
    lines = textwrap.wrap(text, width, subsequent_indent="  " if text.startswith(("–", "→")) else "")
    return [f"{indent}{line}" for line in lines]


def _depth(value: str) -> int | None:
    if value == "all":
        return None
    if not value.isdecimal():
        raise argparse.ArgumentTypeError(f"{value!r} is neither a number nor `all`")
    return int(value)
