"""The languages of the data."""

from typing import Literal, TypeAlias

from reformdata.errors import ConditionValueError

Language: TypeAlias = Literal["da", "en"]
LANGUAGES: tuple[Language, ...] = ("da", "en")

_LAST_LETTERS = str.maketrans("æøå", "{|}")


def check_language(lang: str) -> None:
    """Raise a ConditionValueError for an unsupported language."""
    if lang not in LANGUAGES:
        raise ConditionValueError("lang", lang, expected=LANGUAGES)


def danish_order(word: str) -> str:
    """The sort key of `word`: without regard to case, with æ, ø and å as the last letters of the alphabet."""
    return word.casefold().translate(_LAST_LETTERS)
