"""Makes contributions to the data in a copy of the project."""

import re
import shutil

from reformdata.cli import main
from tests import ROOT

# What is compiled is copied: it is valid in the copy, and compiling the tests again takes as long as running them.
_NOT_SOURCE = shutil.ignore_patterns(".git", ".venv", ".*_cache", ".coverage*", "node_modules", "out", "dist", "build")
_LETTER = ROOT / "tests" / "fixtures" / "checkout" / "records"
_COPIED = (
    "actors/skovby.yaml",
    "actors/anna-holm.yaml",
    "laws/skoleloven.yaml",
    "reforms/madordningen.yaml",
    "sources/skovby-2020-brev/source.yaml",
    "sources/skovby-2020-brev/01-skriv-loven-om.yaml",
    "sources/skovby-2020-brev/02-mad-giver-ro.yaml",
)
_NEW_AREA = """\
- id: school-meals
  name: {da: Skolemad, en: School meals}
  definition:
    da: Mad, som en skole giver sine elever i løbet af dagen.
    en: Food that a school gives its pupils during the day.
  parent: primary-school
"""
_NEW_RECORD = """\
id: kl-2020-social.15
kind: statement
title: {da: Frihed kræver tillid mellem politikere og ansatte, en: Freedom requires trust between politicians and staff}
text:
  da: Politikere og ansatte finder løsningerne sammen.
  en: Politicians and staff find the solutions together.
paragraphs: [12]
voice: {actor: kl}
areas: [social-services]
themes: [trust]
claim: description
tone: neutral
curation: {added: 2026-11-22, codebook: "1.1", review: single-reader}
"""


def copy_project(root):
    """Copy the project to the new folder `root`."""
    shutil.copytree(ROOT, root, ignore=_NOT_SOURCE)


def add_source(root):
    """Add a source that one reader has read, with actors, a law, a reform and an area of its own.

    It has no fingerprints and gives a proposal and a statement but no initiative. The statement has neither area nor
    theme, which is a warning.
    """
    records = root / "records"
    source = records / "sources" / "havby-2020-brev"
    source.mkdir()
    for name in _COPIED:
        text = (_LETTER / name).read_text("utf-8")
        # Other tests expect that the shipped data has no Skovby.
        path = records / name.replace("skovby", "havby")
        path.write_text(text.replace("skovby", "havby").replace("Skovby", "Havby"), "utf-8")
    _replace(source / "source.yaml", "heading}", "heading}\n  - {paragraphs: [4], reason: narration}")
    _replace(source / "01-skriv-loven-om.yaml", "laws: ", "reforms: [madordningen]\nlaws: ")
    _replace(source / "02-mad-giver-ro.yaml", "areas: [schools]\n", "")
    with (records / "areas.yaml").open("a", encoding="utf-8") as areas:
        areas.write(_NEW_AREA)


def correct(root):
    """Retire a record, add one to its source, and correct the text and themes of all records of another source."""
    reasons = ("--reason-da", "Den gentager en anden post.", "--reason-en", "It repeats another record.")
    # A record that is followed is withdrawn once its outcome is gone, or is that of its successor.
    (root / "records" / "outcomes" / "kl-2020-social.10.yaml").unlink(missing_ok=True)
    assert main(["retire", "kl-2020-social.10", "--by", "kl-2020-social.11", *reasons, "--root", str(root)]) == 0
    sources = root / "records" / "sources"
    (sources / "kl-2020-social" / "15-vejen.yaml").write_text(_NEW_RECORD, "utf-8")
    for path in (sources / "kl-2020-temaside").glob("[0-9]*.yaml"):
        text = re.sub(r"(?<=^    )(?=\S)", "Rettet: ", path.read_text("utf-8"), count=1, flags=re.MULTILINE)
        path.write_text(re.sub(r"^themes: .*", "themes: [case-handling]", text, flags=re.MULTILINE), "utf-8")


def _replace(path, old, new):
    """Replace `old`, which the file has, by `new`."""
    text = path.read_text("utf-8")
    assert old in text, f"{path.name} has no {old!r}"
    path.write_text(text.replace(old, new), "utf-8")
