"""What a record has to ask its data set for: its neighbours, its citation, its passages."""

from collections.abc import Callable
from os import PathLike
from typing import TYPE_CHECKING

from reformdata.models.ids import RecordId
from reformdata.models.text import Language

if TYPE_CHECKING:
    from reformdata.dataset.dataset import Dataset
    from reformdata.dataset.tracing import Related
    from reformdata.evidence import Hydration
    from reformdata.evidence.hydration import Passages


class Given:
    """A record that remembers the data set that gave it.

    That is no part of its value: two records are equal whatever data set gave them, and a copy that was
    changed, pickled or sent to another process has none.
    """

    __slots__ = ("_giver",)

    id: RecordId

    def related(self) -> "Related":
        """The relations of the record to others, `outgoing`, and of others to it, `incoming`, as in `Dataset.related`.

        Raises:
            ValueError: if no data set gave the record.
        """
        return self._dataset("related(id)").related(self.id)

    def cite(self, *, style: str = "text", lang: Language = "en") -> str:
        """How to cite the record with its data set and the source that it rests on, as in `Dataset.cite`.

        Raises:
            ValueError: if no data set gave the record; and as `Dataset.cite`.
        """
        return self._dataset("cite(id)").cite(self.id, style=style, lang=lang)

    def passages(self, texts: "str | PathLike[str] | Hydration") -> "Passages":
        """The passages that the record rests on, each *exact*, *moved*, *edited* or *missing*.

        Args:
            texts: a folder of texts, or one text; or, so that they are read once for many records, what
                `Dataset.hydrate` found in them.

        Raises:
            FileNotFoundError: if there is nothing at the path.
            ValueError: if a path is given and no data set gave the record.
        """
        if isinstance(texts, (str, PathLike)):
            texts = self._dataset("hydrate(folder)").hydrate(texts)
        return texts.passages(self)  # type: ignore[arg-type]  # each of the three kinds of record is a Given

    def _dataset(self, instead: str) -> "Dataset":
        try:
            giver: Callable[[], Dataset] = self._giver  # type: ignore[attr-defined]  # a slot, and no field
        except AttributeError:
            raise ValueError(f"no data set gave {self.id}: ask one, ds.{instead}") from None
        return giver()


def give(record: Given, giver: "Callable[[], Dataset]") -> None:
    """Let `record` remember `giver`, which gives the data set that it is from."""
    object.__setattr__(record, "_giver", giver)  # frozen is what a record says, not where it is from
