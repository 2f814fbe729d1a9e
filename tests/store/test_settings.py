"""What `reformdata.toml` may hold, and from where a folder of data is found."""

import pytest

from reformdata.errors import RefusedError
from reformdata.store.settings import FILE, Settings, find_root, marked_root, read_settings


def test_a_folder_without_the_file_stands_alone(tmp_path):
    """And has no language of its own."""
    assert read_settings(tmp_path) == Settings(base=None, language=None)


def test_the_settings_are_read(tmp_path):
    """With comments and a byte for each letter of Danish."""
    (tmp_path / FILE).write_text('# æøå\nbase = "published"\nlanguage = "da"\n', "utf-8")
    assert read_settings(tmp_path) == Settings(base="published", language="da")


@pytest.mark.parametrize(
    ("content", "da", "en"),
    [
        (
            'langauge = "da"',
            "reformdata.toml: der er ingen indstilling `langauge`; mente du `language`?",
            "reformdata.toml: there is no setting `langauge`; did you mean `language`?",
        ),
        (
            "[x]\n",
            "reformdata.toml: der er ingen indstilling `x`; der er: base, language",
            "reformdata.toml: there is no setting `x`; there are: base, language",
        ),
        (
            'language = "dansk"',
            'reformdata.toml: `language` kan ikke være `dansk`; skriv "da" eller "en"',
            'reformdata.toml: `language` cannot be `dansk`; write "da" or "en"',
        ),
        (
            "base = true",
            'reformdata.toml: `base` kan ikke være `True`; skriv "published"',
            'reformdata.toml: `base` cannot be `True`; write "published"',
        ),
        (
            'base = "published"\nlanguage = da',
            'reformdata.toml, linje 2, er ikke TOML; en indstilling skrives sådan: language = "da"',
            'reformdata.toml, line 2, is not TOML; a setting is written like this: language = "da"',
        ),
        (
            b'# \xe6\nlanguage = "da"',
            "reformdata.toml er ikke UTF-8; gem filen som UTF-8",
            "reformdata.toml is not UTF-8; save it as UTF-8",
        ),
    ],
    ids=["misspelt", "unknown", "no such language", "not a text", "not TOML", "not UTF-8"],
)
def test_a_file_that_is_not_right_is_refused(tmp_path, content, da, en):
    """With what to write instead."""
    (tmp_path / FILE).write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(RefusedError) as refused:
        read_settings(tmp_path)
    assert (refused.value.message.da, refused.value.message.en) == (da, en)


@pytest.fixture
def data(tmp_path):
    """A folder of data, with a folder in its records."""
    (tmp_path / "data" / "records" / "sources" / "a-2020-b").mkdir(parents=True)
    (tmp_path / "data" / "notes").mkdir()
    return tmp_path / "data"


@pytest.mark.parametrize("below", [".", "records", "records/sources", "records/sources/a-2020-b", "notes"])
def test_the_current_folder_stands_for_the_one_that_it_lies_in(data, monkeypatch, below):
    """As with git."""
    monkeypatch.chdir(data / below)
    for path in (".", str(data / below)):
        assert find_root(type(data)(path)).resolve() == data


def test_a_folder_that_is_named_stands_for_itself(data, monkeypatch):
    """A folder that holds no data is not taken for one that does; records/ stands for the folder around it."""
    monkeypatch.chdir(data)
    assert find_root(data / "notes") == data / "notes"
    assert find_root(data / "records") == data
    assert find_root(data / "absent") == data / "absent"


def test_a_folder_called_records_without_sources_is_not_looked_for(tmp_path, monkeypatch):
    """It may hold anything, unless `reformdata.toml` lies beside it."""
    (tmp_path / "records").mkdir()
    (tmp_path / "notes").mkdir()
    monkeypatch.chdir(tmp_path / "notes")
    assert find_root(type(tmp_path)()) == type(tmp_path)()
    (tmp_path / FILE).touch()
    assert find_root(type(tmp_path)()) == tmp_path


def test_only_a_folder_with_settings_is_the_data_that_is_shown_there(data, monkeypatch):
    """In another one `reformdata show` shows the installed data."""
    monkeypatch.chdir(data / "notes")
    assert marked_root() is None
    (data / FILE).touch()
    assert marked_root() == data
