"""Checkouts of any size: the sources and records of this one over again, under new ids and with their words permuted.

The tables, outcomes and fingerprints stay as they are. The same count and seed give the same files.
"""

import random
import re
import shutil
from pathlib import Path

from reformdata.curation.reading.checkout import read_checkout

_ROOT = Path(__file__).parents[1]
# Titles and reasons on their lines, and the lines of blocks; an office is indented otherwise.
_PROSE = re.compile(r"^(?P<head>(?: {2}| {6})(?:da|en): [\"']?| {4,}(?![a-z_]+:|-))(?P<words>\S.* .*\S)$", re.MULTILINE)


def write_copies(root: Path, count: int, seed: int = 0) -> int:
    """Write a checkout with at least `count` records to the folder `root`; returns how many it has.

    Whole sources are copied, so that their relations and paragraphs are those of this checkout.
    """
    shutil.copytree(_ROOT / "records", root / "records")
    sources = root / "records" / "sources"
    folders = sorted(path for path in sources.iterdir() if path.is_dir())
    texts = {path: path.read_text("utf-8") for folder in folders for path in sorted(folder.glob("[0-9s]*.yaml"))}
    each = sum(path.name != "source.yaml" for path in texts)
    names = re.compile(rf"(?<![\w-])({'|'.join(folder.name for folder in folders)})(?=\.[0-9]|$)", re.MULTILINE)
    units = _units(_ROOT)
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    written = each
    while written < count:
        suffix = f"-{written // each:04}"
        for path, text in texts.items():
            target = sources / f"{path.parent.name}{suffix}" / path.name
            target.parent.mkdir(exist_ok=True)
            renamed = names.sub(rf"\1{suffix}", text)
            target.write_text(_PROSE.sub(lambda line: _permuted(line, units, chance), renamed), "utf-8", newline="\n")
        written += each
    return written


def _units(root: Path) -> re.Pattern[str]:
    """A pattern of what stays together: a name, an abbreviation with the words that explain it, or a word."""
    corpus = read_checkout(root).corpus
    named = (*corpus.actors.values(), *corpus.reforms.values(), *corpus.laws.values())
    known = {name for entry in named for name in (entry.name.da, entry.name.en, *entry.aliases)}
    known = {re.sub("^(?:the|den|det|de) ", "", name, flags=re.IGNORECASE) for name in known}
    longest = sorted((name for name in known if " " in name), key=len, reverse=True)
    return re.compile(
        rf"\S*(?:{'|'.join(map(re.escape, longest))})\S*|\S*(?-i:[A-ZÆØÅ]{{2,}})\S* \S+ \S+|\S+", re.IGNORECASE
    )


def _permuted(line: re.Match[str], units: re.Pattern[str], chance: random.Random) -> str:
    """The line with its words in another order, but the first and the last, which carry quotation marks and full stops."""
    first, *words = units.findall(line["words"])
    last = words[-1:]
    words = words[:-1]
    chance.shuffle(words)
    return f"{line['head']}{' '.join((first, *words, *last))}"
