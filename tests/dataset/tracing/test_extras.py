"""Optional libraries."""

import pytest

from reformdata.errors import MissingExtraError, library


def test_a_library_that_is_not_there_is_named_with_its_extra():
    """In one sentence, with what installs it."""
    with pytest.raises(MissingExtraError) as raised:
        library("no_such_library.part", extra="plot", purpose="a chart")
    assert str(raised.value) == 'a chart needs an optional extra: pip install "reformdata[plot]"'
    assert raised.value.extra == "plot"


def test_a_library_that_lacks_something_itself_says_so(tmp_path, monkeypatch):
    """To install our extra would not help."""
    (tmp_path / "half_a_library.py").write_text("import no_such_library\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(ModuleNotFoundError, match="no_such_library") as raised:
        library("half_a_library", extra="plot", purpose="a chart")
    assert raised.type is ModuleNotFoundError
