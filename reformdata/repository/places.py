"""Pages that are written by hand but for their generated parts, between `<!-- begin: NAME -->` and `<!-- end: NAME -->`."""

import re
from collections.abc import Mapping

from reformdata.errors import ReformdataError
from reformdata.messages import Message


class MissingPlaceError(ReformdataError, ValueError):
    """A page has no place, or several, for a generated part.

    Attributes:
        page: the page.
        place: the two marks that the page needs once.
    """

    def __init__(self, page: str, place: str) -> None:
        self.page = page
        self.place = place
        self.message = Message(
            f"{page} skal indeholde {place} netop én gang", f"{page} must contain {place} exactly once"
        )
        super().__init__(self.message.en)


def fill_places(page: str, text: str, parts: Mapping[str, str]) -> str:
    """`text` of the page called `page` with its generated `parts`, by their names, renewed.

    Raises:
        MissingPlaceError: if a part has no place on the page, or several.
    """
    for name, part in parts.items():
        begin, end = f"<!-- begin: {name} -->", f"<!-- end: {name} -->"
        # No backslash of the part may be read as one of the template.
        made = f"{begin}\n{part}\n{end}".replace("\\", r"\\")
        text, found = re.subn(f"{re.escape(begin)}.*?{re.escape(end)}", made, text, flags=re.DOTALL)
        if found != 1:
            raise MissingPlaceError(page, f"{begin} … {end}")
    return text
