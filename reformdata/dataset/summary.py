"""What a data set says of itself in a line."""

from collections.abc import Sequence

from reformdata.messages import Message
from reformdata.models.languages import Language
from reformdata.store.file import Store


def summary(store: Store) -> Message:
    """The version and the size of all that `store` shows."""
    sql = "SELECT count(*), count(DISTINCT source), min(date), max(date) FROM records"
    ((count, sources, *days),) = store.rows(sql)
    span = f", {years(days)}" if count else ""
    da, en = (f", som det var {store.as_of}", f", as of {store.as_of}") if store.as_of else ("", "")
    name = f"reformdata {store.version}"
    return Message(
        f"{name}, {count} post{'er' * (count != 1)} fra {sources} kilde{'r' * (sources != 1)}{span}{da}",
        f"{name}, {count} record{'s' * (count != 1)} from {sources} source{'s' * (sources != 1)}{span}{en}",
    )


def first_line(store: Store, language: Language) -> str:
    """What is above an account of a data set: its `repr`, or the same in Danish."""
    return f"<{'Datasæt' if language == 'da' else 'Dataset'}: {summary(store).in_(language)}>"


def years(days: Sequence[str]) -> str:
    """The range of years of `days`, which are in ISO 8601: `2018–2021`."""
    first, last = min(days)[:4], max(days)[:4]
    return first if first == last else f"{first}–{last}"
