"""A record that is being written: what was answered so far, and the text of its file."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from reformdata.about import CODEBOOK_EDITION
from reformdata.curation.editing.fields import Answers, Field, Loc, fields_of_kind
from reformdata.curation.editing.numbering import next_number, write_numbered
from reformdata.curation.editing.slugs import slug
from reformdata.curation.formatting import dump
from reformdata.models import Kind, Review


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A record without a number."""

    kind: Kind
    source: str
    answers: Answers
    added: date

    def missing(self) -> Iterator[Field]:
        """The fields that want an answer: the required ones, and the other half of what is begun."""
        return missing(self.kind, self.answers)

    def text(self, number: int) -> str:
        """The text of its file, in the canonical form, if it gets `number`."""
        tree: dict[str, Any] = {"id": f"{self.source}.{number:02}", "kind": self.kind.value}
        for loc, value in self.answers.items():
            if value:
                _put(tree, loc, value)
        tree["curation"] = {"added": self.added, "codebook": CODEBOOK_EDITION, "review": Review.SINGLE.value}
        return dump("records", tree)

    def file(self, number: int) -> str:
        """The path of its file from the root of the checkout, if it gets `number`."""
        return f"records/sources/{self.source}/{number:02}-{self.slug}.yaml"

    @property
    def slug(self) -> str:
        """The words of the title in the name of the file."""
        return slug(str(self.answers.get(("title", "da"), "")))


def missing(kind: Kind, answers: Answers) -> Iterator[Field]:
    """The fields of a record of `kind` that want an answer: the required ones, and the other half of what is begun."""
    for field in fields_of_kind(kind):
        if answers.get(field.loc):
            continue
        other = {"da": "en", "en": "da"}.get(field.loc[-1])
        begun = other and answers.get((*field.loc[:-1], other))
        if field.required or begun:
            yield field


def write(draft: Draft, root: Path) -> Path:
    """Write `draft` as the next record of its source; give the path of its file.

    Args:
        draft: the record, which nothing is missing of.
        root: the folder that holds `records/`.

    Raises:
        CuratingError: if the source has no number left.
        OSError: if it cannot be written; nothing is left of it then.
    """
    folder = root / "records" / "sources" / draft.source
    number = next_number(folder)
    while True:
        path = write_numbered(folder, draft.slug, draft.text(number), number)
        if path:
            return path
        number = next_number(folder, after=number)


def _put(tree: dict[str, Any], loc: Loc, value: Any) -> None:
    *above, last = loc
    for key in above:
        tree = tree.setdefault(key, {})
    tree[last] = value
