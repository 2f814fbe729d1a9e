"""What cannot be done with the records as they stand, or as somebody wants it."""

from reformdata.findings import Message


class CuratingError(ValueError):
    """It cannot be done so; nothing has been changed.

    Attributes:
        message: why, and what to do.
    """

    def __init__(self, message: Message) -> None:
        super().__init__(message.en)
        self.message = message
