"""The copy guard."""

import shutil

import pytest

from reformdata.curation.checks.copying import copied_words
from reformdata.curation.reading.checkout import read_checkout
from reformdata.curation.rules import COPIED_WORDS, SOURCE_WITHOUT_TEXT
from reformdata.evidence.fingerprint import fingerprint_text, fingerprints_yaml
from tests.evidence.conftest import SOURCE, statement
from tests.evidence.perturbing import PUBLISHED

FOLDER = f"records/sources/{SOURCE}"


@pytest.fixture(autouse=True)
def _fingerprinted(checkout):
    text = fingerprints_yaml(fingerprint_text("\n".join(PUBLISHED).encode()))
    (checkout / FOLDER / "fingerprints.yaml").write_text(text, encoding="utf-8")


def _found(checkout, texts, da=None, en="Nobody asks"):
    if da:
        (checkout / FOLDER / "04-kopi.yaml").write_text(statement("04", da, en, [5]), encoding="utf-8")
    return [(f.rule, f.file, f.loc, f.values) for f in copied_words(read_checkout(checkout), texts)]


def _copied(said, loc):
    values = (("count", str(len(said.split()))), ("file", "article.txt"), ("found", said))
    return (COPIED_WORDS, f"{FOLDER}/04-kopi.yaml", loc, values)


def test_own_words_are_not_a_copy(checkout, texts):
    """The records of the checkout have their own words; seven words in a row may be the same by chance."""
    assert _found(checkout, texts) == []
    assert _found(checkout, texts, "Lånerne kan nu låse sig ind med nøgle") == []


def test_eight_words_in_a_row_are_a_copy(checkout, texts):
    """Case, signs and spaces do not make other words; the whole run is shown, in each field that has it."""
    said = "lånerne kan nu låse sig ind med et kort"
    assert _found(checkout, texts, "Sådan: LÅNERNE kan (nu)  låse sig ind; med et-kort, hedder det") == [
        _copied(said, ("title", "da")),
        _copied(said, ("text", "da")),
    ]


def test_every_run_in_either_language_is_a_copy(checkout, texts):
    """A sentence that was left in Danish among the English ones too; other words separate two runs."""
    one, two = "lånerne kan nu låse sig ind med et kort", "ordningen begyndte som et lille forsøg på to måneder"
    assert _found(checkout, texts, f"{one} ligesom {two}", two.capitalize()) == [
        _copied(said, (field, language))
        for field in ("title", "text")
        for said, language in ((one, "da"), (two, "da"), (two, "en"))
    ]


@pytest.fixture
def _named(checkout):
    (checkout / "records" / "reforms").mkdir()
    (checkout / "records" / "reforms" / "natforsoeg.yaml").write_text(
        "id: natforsoeg\nform: trial\nname:\n  da: Natforsøget\n  en: The night trial\n"
        "aliases: [Et lille forsøg på to måneder i dag bruger]\n"
        "description:\n  da: Et forsøg.\n  en: A trial.\n",
        encoding="utf-8",
    )


@pytest.mark.usefixtures("_named")
def test_words_within_a_name_are_not_a_copy(checkout, texts):
    """A name may have any length; a run that starts before it is a copy."""
    assert _found(checkout, texts, "Vi har et lille forsøg på to måneder i dag") == []
    said = "som et lille forsøg på to måneder i dag"
    assert _found(checkout, texts, said) == [_copied(said, ("title", "da")), _copied(said, ("text", "da"))]


def test_the_title_of_a_document_is_a_name(checkout, texts):
    """It is given as published, so that it is not in words of our own."""
    title = "Et lille forsøg på to måneder i dag bruger"
    (checkout / "records" / "documents").mkdir()
    (checkout / "records" / "documents" / "omtale.yaml").write_text(
        f"id: omtale\ntitle:\n  da: {title}\n  en: A small trial\nkind: press\nseen: 2026-11-28\nform: page\n",
        encoding="utf-8",
    )
    assert _found(checkout, texts) == []


def test_source_whose_text_is_not_there_is_warned_of(checkout, tmp_path):
    """A folder without it, or with files that cannot be read, proves nothing."""
    folder = tmp_path / "other"
    folder.mkdir()
    (folder / "binary.txt").write_bytes(b"\0")
    (folder / "latin.txt").write_bytes("på".encode("latin-1"))
    assert _found(checkout, folder) == [(SOURCE_WITHOUT_TEXT, f"{FOLDER}/source.yaml", ("id",), (("found", SOURCE),))]
    assert SOURCE_WITHOUT_TEXT.severity == "warning"


def test_one_file_is_the_text_of_one_source(checkout, texts, tmp_path):
    """The other sources are not expected in it, unless it is the text of none."""
    (text,) = texts.iterdir()
    other = checkout / "records" / "sources" / "skovby-2021-brev"
    shutil.copytree(checkout / FOLDER, other)
    for file in other.iterdir():
        file.write_text(file.read_text("utf-8").replace(SOURCE, other.name), "utf-8")
    (other / "fingerprints.yaml").unlink()
    none = tmp_path / "none.txt"
    none.write_text("Noget andet.\n", "utf-8")

    assert _found(checkout, text) == []
    assert [rule for rule, *_ in _found(checkout, none)] == [SOURCE_WITHOUT_TEXT] * 2
