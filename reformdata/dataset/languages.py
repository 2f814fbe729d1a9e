"""The argument `lang` of many functions."""

from reformdata.errors import ConditionValueError
from reformdata.models.text import LANGUAGES


def check_language(lang: str) -> None:
    """Raise a ConditionValueError for an unsupported language."""
    if lang not in LANGUAGES:
        raise ConditionValueError("lang", lang, expected=LANGUAGES)
