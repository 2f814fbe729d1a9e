"""The day on which something is done to the records."""

from datetime import date

from reformdata.curation.editing.answers import parse_day


def day_of(said: str | None) -> date:
    """The day that `--date` says; today without it.

    Raises:
        RefusedError: if it says none.
    """
    return parse_day(said) if said else date.today()
