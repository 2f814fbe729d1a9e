"""The records that a user names."""

from collections.abc import Iterable
from typing import Any

from reformdata.dataset.frames import Selection, to_dicts
from reformdata.store.file import Store


def record_ids(store: Store, given: Iterable[str]) -> list[str]:
    """The id of the record that each of `given` means.

    Raises:
        UnknownIdError: if one means none.
    """
    return [id_ if store.has("records", id_) else _followed(store, id_) for id_ in given]


def _followed(store: Store, id_: str) -> str:
    from reformdata.dataset.dataset import Dataset  # here, since it imports the models, which most ids do without

    return str(Dataset(store)[id_].id)


def record_rows(store: Store, ids: list[str]) -> list[dict[str, Any]]:
    """The rows of the records `ids`, as `Records.to_dicts` gives them."""
    return to_dicts(Selection(store=store, table="records", ids=ids), None, None)
