"""The day on which something is done to the records."""

from datetime import date

from reformdata.curation.editing.typed import day


def day_of(said: str | None) -> date:
    """The day that `--date` says; today without it.

    Raises:
        TypedError: if it says none.
    """
    return date.fromisoformat(day(said)) if said else date.today()
