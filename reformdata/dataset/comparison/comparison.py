"""All changes from one version of the data to another, and their output formats."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, overload

from reformdata.dataset.comparison.changes import WHATS, Change, FieldChange, What, counts, thaw
from reformdata.dataset.comparison.rendering import MARKDOWN, TERMINAL, render
from reformdata.errors import library
from reformdata.models import Language, markup
from reformdata.models.languages import check_language

if TYPE_CHECKING:
    import pandas

COLUMNS = (
    "what", "table", "id", "to", "name_da", "name_en", "reason_da", "reason_en",
    "field", "before", "after", "removed", "added",
)  # fmt: skip
"""The columns of a comparison as a table."""
_TEXTS = COLUMNS.index("before")
"""The number of columns, from the left, that hold text; the others hold any value of a field."""


@dataclass(frozen=True, slots=True, repr=False)
class Comparison(Sequence[Change]):
    """All changes from one version to another, sorted by table, by what happened and by id; empty if there are none."""

    before: str
    """The version that was compared with."""
    after: str
    changes: tuple[Change, ...]

    @property
    def added(self) -> tuple[Change, ...]:
        """What is new."""
        return self._of("added")

    @property
    def retired(self) -> tuple[Change, ...]:
        """Records that were withdrawn without a successor."""
        return self._of("retired")

    @property
    def merged(self) -> tuple[Change, ...]:
        """Records that were withdrawn in favour of another."""
        return self._of("merged")

    @property
    def moved(self) -> tuple[Change, ...]:
        """What has a new id: another number, or the folder of another source."""
        return self._of("moved")

    @property
    def changed(self) -> tuple[Change, ...]:
        """What has other contents under the same id."""
        return self._of("changed")

    @property
    def removed(self) -> tuple[Change, ...]:
        """What is gone without a tombstone."""
        return self._of("removed")

    def to_dicts(self) -> list[dict[str, Any]]:
        """A row for each changed field, and one for each change without fields; the columns are `COLUMNS`."""
        return [row for change in self.changes for row in _rows(change)]

    def to_pandas(self) -> "pandas.DataFrame":
        """The rows of `to_dicts` as a pandas frame, which has its columns even if there are no changes.

        Raises:
            MissingExtraError: an ImportError, without pandas.
        """
        made_by = library("pandas", extra="pandas", purpose="a pandas frame")
        frame: pandas.DataFrame = made_by.DataFrame(self.to_dicts(), columns=list(COLUMNS), dtype="object")
        return frame.astype(dict.fromkeys(COLUMNS[:_TEXTS], "string"))

    def to_json(self) -> str:
        """The changes as JSON in ASCII, with their fields nested in them."""
        whole = {
            "before": self.before,
            "after": self.after,
            "changes": [_json_object(change) for change in self.changes],
        }
        return json.dumps(whole, indent=2)

    def to_text(self, lang: Language = "en") -> str:
        """The changes in words, for a terminal.

        Raises:
            ConditionValueError: a ValueError, for an unsupported language.
        """
        check_language(lang)
        return render(self.before, self.after, self.changes, lang, TERMINAL)

    def to_markdown(self, lang: Language = "en") -> str:
        """The changes in words, as the data part of a release's notes.

        Raises:
            ConditionValueError: a ValueError, for an unsupported language.
        """
        check_language(lang)
        return render(self.before, self.after, self.changes, lang, MARKDOWN)

    def counts(self) -> dict[str, dict[What, int]]:
        """For each table, how many entries were added, retired and so on; zeros are left out."""
        return counts(self.changes)

    def __len__(self) -> int:
        return len(self.changes)

    @overload
    def __getitem__(self, index: int) -> Change: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Change, ...]: ...
    def __getitem__(self, index: int | slice) -> Change | tuple[Change, ...]:
        return self.changes[index]

    def __iter__(self) -> Iterator[Change]:
        return iter(self.changes)

    def __repr__(self) -> str:
        counted = Counter(change.what for change in self.changes)
        listed = ", ".join(f"{counted[what]} {what}" for what in WHATS if what in counted) or "no changes"
        return f"<Comparison: {self.before} → {self.after}: {listed}>"

    def _repr_html_(self) -> str:
        rows = [
            (
                markup.escape(change.what),
                markup.keep_on_one_line(change.id if change.to is None else f"{change.id} → {change.to}"),
                markup.stack(change.name) if change.name else "",
                markup.escape(", ".join(field.field for field in change.fields)),
            )
            for change in self.changes[: markup.ROWS]
        ]
        return markup.collection(
            repr(self), rows, ("what", "id", "title or name", "fields"), left=len(self) - len(rows)
        )

    def _of(self, what: What) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if change.what == what)


def _rows(change: Change) -> Iterator[dict[str, Any]]:
    name, reason = change.name, change.reason
    head = (
        change.what, change.table, change.id, change.to,
        name and name.da, name and name.en, reason and reason.da, reason and reason.en,
    )  # fmt: skip
    for field in change.fields or (None,):
        yield dict(zip(COLUMNS, (*head, *_cells(field)), strict=True))


def _cells(field: FieldChange | None) -> tuple[Any, ...]:
    if field is None:
        return (None,) * 5
    values = map(thaw, (field.before, field.after))
    elements = map(thaw, (field.removed, field.added)) if field.is_list else (None, None)
    return (field.field, *values, *elements)


def _json_object(change: Change) -> dict[str, Any]:
    cells = (zip(COLUMNS[-5:], _cells(field), strict=True) for field in change.fields)
    nested = {
        "what": change.what,
        "table": change.table,
        "id": change.id,
        "to": change.to,
        **{key: label and asdict(label) for key, label in (("name", change.name), ("reason", change.reason))},
        "fields": [{key: value for key, value in row if value is not None} for row in cells],
    }
    return {key: value for key, value in nested.items() if value}
