"""Prepare the text of a source: write the fingerprints by which its paragraphs are found again.

`source add TEXT.txt` makes the folder of a new source, with its description and the fingerprints of TEXT.txt,
and lists the paragraphs that records are to account for. `source fingerprint SOURCE-ID TEXT.txt` writes
records/sources/SOURCE-ID/fingerprints.yaml anew. The text stays where it is; no sentence of it comes into the
data. If there are fingerprints already, it names the records whose paragraphs have changed, and how.

Exit code 0: written, or the same as before; 1: written, and records need a look; 2: wrong use.
"""

import argparse
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from reformdata.cli import fail, source_add
from reformdata.cli.options import add_root
from reformdata.cli.hydrate import change, percent
from reformdata.cli.options import add_language
from reformdata.cli.texts import can_be_read, text_content, too_long
from reformdata.curation.reading.checkout import read_checkout
from reformdata.evidence.fingerprint import fingerprint_text, sketched
from reformdata.evidence.identify import ENOUGH, likeness
from reformdata.evidence.resolve import Match, resolve
from reformdata.evidence.sidecar import sidecar
from reformdata.evidence.texts import Copy, copy_of
from reformdata.files import write_file
from reformdata.findings import Message, nearest, visible
from reformdata.models import Corpus, Fingerprints, Language
from reformdata.models.ids import ENTRY_ID

FINGERPRINTS = "fingerprints.yaml"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Give `parser` the arguments of this command."""
    commands = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    fingerprint = commands.add_parser(
        "fingerprint", help="write the fingerprints of a text", description="Write the fingerprints of a text."
    )
    fingerprint.add_argument("source", metavar="SOURCE-ID", help="the id of the source: its folder in records/sources")
    fingerprint.add_argument("text", metavar="TEXT.txt", type=Path, help="the text, in UTF-8, one paragraph per line")
    add_root(fingerprint)
    add_language(fingerprint)
    source_add.add_arguments(
        commands.add_parser("add", help="make the folder of a new source", description=source_add.__doc__)
    )


def run(args: argparse.Namespace) -> int:
    """Do what `args.action` says."""
    return source_add.run(args) if args.action == "add" else _fingerprint(args)


def _fingerprint(args: argparse.Namespace) -> int:
    """Write the fingerprints of `args.text` and print what has changed."""
    checkout = read_checkout(args.root)
    sources = checkout.root / "records" / "sources"
    if not re.fullmatch(ENTRY_ID, args.source) or not (sources / args.source).is_dir():
        raise RefusedError(_no_source(args.source, sources))
    content = text_content(args.text)
    if isinstance(content, Message):
        raise RefusedError(content)
    new = fingerprint_text(content)
    old = checkout.corpus.fingerprints.get(args.source)
    matches = _matches(old, content) if old else ()
    if isinstance(matches, Message):
        raise RefusedError(Message(f"{args.source}: {matches.da}", f"{args.source}: {matches.en}"))
    written = sidecar(new).encode()
    if not can_be_read(written):
        raise RefusedError(too_long(len(new.paragraphs)))
    write_file(sources / args.source / FINGERPRINTS, written)
    changes = list(_changes(checkout.corpus, args.source, matches, args.lang))
    print(_written(args.source, new).in_(args.lang))
    print(*changes, sep="\n", end="\n" if changes else "")
    return 1 if changes else 0


def _no_source(source: str, sources: Path) -> Message:
    known = sorted(path.name for path in sources.iterdir()) if sources.is_dir() else []
    offer = nearest(source, known)
    return Message(
        f"der er ingen mappe records/sources/{visible(source)}" + (f"; {offer.da}" if offer else ""),
        f"there is no folder records/sources/{visible(source)}" + (f"; {offer.en}" if offer else ""),
    )


def _matches(old: Fingerprints, content: bytes) -> Sequence[Match] | Message:
    """What became of each paragraph that had a fingerprint; or, of another text altogether, that it is one."""
    wanted = frozenset(each for one in old.paragraphs for each in sketched(one))
    copy = copy_of("", content, wanted)
    share = likeness(old, copy) if isinstance(copy, Copy) else 0
    if isinstance(copy, Copy) and (copy.sha256 == old.sha256 or share >= ENOUGH):
        return resolve(old.paragraphs, copy.lines)
    held = percent(share)
    return Message(
        f"teksten er ikke en kopi af kilden; den har {held} % af dens ord. Er kilden en anden nu, så slet {FINGERPRINTS} først",
        f"the text is no copy of the source: it has {held} % of its words. If the source is another now, "
        f"delete {FINGERPRINTS} first",
    )


def _written(source: str, new: Fingerprints) -> Message:
    count = len(new.paragraphs)
    short = sum(each.guessable for each in new.paragraphs)
    return Message(
        f"records/sources/{source}/{FINGERPRINTS}: {count} afsnit, heraf {short} så korte, at de kan gættes",
        f"records/sources/{source}/{FINGERPRINTS}: {count} paragraphs, {short} of them so short that they can be guessed",
    )


def _changes(corpus: Corpus, source: str, matches: Iterable[Match], language: Language) -> Iterator[str]:
    """A line for each record, and one for what was skipped, whose paragraphs are not as they were."""
    changed = {match.paragraph: match for match in matches if match.state != "exact"}
    cited = {str(record.id): record.paragraphs for record in corpus.records.values() if record.id.source == source}
    entry = corpus.sources.get(source)
    skipped = [number for skip in entry.skipped for number in skip.paragraphs] if entry else []
    for what, paragraphs in (*cited.items(), (f"records/sources/{source}/source.yaml, skipped", skipped)):
        parts = [
            change(match.found, match.paragraph, match.state, match.similarity, language)
            for match in (changed[number] for number in paragraphs if number in changed)
        ]
        if parts:
            yield f"{what}: {', '.join(parts)}"
