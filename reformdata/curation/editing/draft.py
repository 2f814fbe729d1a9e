"""A new record: the answers, the text of its file, and writing it with the next number of its source."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from reformdata.about import CODEBOOK_EDITION
from reformdata.curation.editing.fields import Answers, Field
from reformdata.curation.formatting import dump
from reformdata.curation.reading.names import slug
from reformdata.errors import refusal
from reformdata.files import write_file
from reformdata.models import LANGUAGES, Kind, Review
from reformdata.models.text import NEEDS_TRANSLATION

_LAST_NUMBER = 999
_NAME = re.compile(r"([0-9]{2,3})-.*\.yaml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A record without a number."""

    kind: Kind
    source: str
    answers: Answers
    added: date

    def text(self, number: int) -> str:
        """The text of its file, in the canonical form, if it gets `number`."""
        tree: dict[str, Any] = {"id": f"{self.source}.{number:02}", "kind": self.kind.value}
        tree |= nest_answers(self.answers)
        tree["curation"] = {"added": self.added, "codebook": CODEBOOK_EDITION, "review": Review.SINGLE.value}
        return dump("records", tree)

    def file(self, number: int) -> str:
        """The path of its file from the root of the checkout, if it gets `number`."""
        titles = (str(self.answers.get(("title", language), "")) for language in LANGUAGES)
        title = next((title for title in titles if title not in ("", NEEDS_TRANSLATION)), "")
        return f"records/sources/{self.source}/{number:02}-{slug(title)}.yaml"


def nest_answers(answers: Answers) -> dict[str, Any]:
    """The `answers` as a file holds them, each at its place; blank ones are left out."""
    tree: dict[str, Any] = {}
    for (*above, last), value in answers.items():
        if value:
            _mapping_at(tree, above)[last] = value
    return tree


def _mapping_at(tree: dict[str, Any], keys: Iterable[str]) -> dict[str, Any]:
    for key in keys:
        tree = tree.setdefault(key, {})
    return tree


def missing(fields: Iterable[Field], answers: Answers) -> Iterator[Field]:
    """The unanswered ones of `fields` that are required, or whose other language is answered."""
    for field in fields:
        if answers.get(field.loc):
            continue
        other = {"da": "en", "en": "da"}.get(field.loc[-1])
        begun = other and answers.get((*field.loc[:-1], other))
        if field.required or begun:
            yield field


def write(draft: Draft, root: Path) -> Path:
    """Write `draft` as the next record of its source.

    Args:
        draft: a complete record.
        root: the folder that holds `records/`.

    Returns:
        The path of its file.

    Raises:
        RefusedError: if the source has no number left.
        OSError: if it cannot be written; nothing is left of it then.
    """
    folder = root / "records" / "sources" / draft.source
    number = next_number(folder)
    while True:
        with _claim(folder, number) as free:
            if free:
                path = root / draft.file(number)
                write_file(path, draft.text(number).encode())
                return path
        number = next_number(folder, after=number)


def next_number(folder: Path, *, after: int = 0) -> int:
    """One more than `after` and than the highest number of the files in `folder`, withdrawn records included.

    A gap is not filled: it may be the number of a record that was cited and then deleted by mistake.

    Raises:
        RefusedError: if the source has no number left.
    """
    last = max(after, *_used_numbers(folder), 0)
    if last >= _LAST_NUMBER:
        raise refusal(
            f"kilden `{folder.name}` har allerede en post {_LAST_NUMBER}; del kilden i to",
            f"the source `{folder.name}` has a record {_LAST_NUMBER} already: split the source in two",
        )
    return last + 1


@contextmanager
def _claim(folder: Path, number: int) -> Iterator[bool]:
    """Reserve `number`; False if it is taken.

    Two records with one number can have different file names, so creating the file itself reserves nothing. The claim
    is a file named after the number alone; it is made with O_EXCL before the folder is read.
    """
    claim = folder / f".{number:02}.claim"
    try:
        claim.open("xb").close()
    except FileExistsError:
        yield False
        return
    try:
        yield number not in _used_numbers(folder)
    finally:
        claim.unlink(missing_ok=True)


def _used_numbers(folder: Path) -> set[int]:
    found = (_NAME.fullmatch(path.name) for path in folder.iterdir())
    return {int(name[1]) for name in found if name}
