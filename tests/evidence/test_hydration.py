"""Which file is which source, and the passages of a record."""

from pathlib import Path
from random import Random
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reformdata.curation.reading.checkout import read_checkout
from reformdata.evidence.fingerprint import fingerprint_text, sketch_hashes
from reformdata.evidence.hydration import Likeness, Passage, Passages, ReadFile, hydrate, identify
from reformdata.evidence.texts import Unread, copy_of
from reformdata.models import RecordId
from tests.evidence.conftest import SOURCE
from tests.evidence.perturbing import OTHER, PUBLISHED, perturb

TEXT = "\n".join(PUBLISHED).encode()
OTHER_TEXT = "\n".join(OTHER).encode()
SOURCES = MappingProxyType({"library": fingerprint_text(TEXT), "pool": fingerprint_text(OTHER_TEXT)})
WANTED = frozenset(each for one in SOURCES.values() for two in one.paragraphs for each in sketch_hashes(two))


def _identify(content, sources=SOURCES):
    return identify(copy_of("a.txt", content, WANTED), sources)


LIBRARY, POOL = Likeness("library", 1.0), Likeness("pool", 1.0)
QUOTING = "\n".join([*OTHER, PUBLISHED[4], PUBLISHED[12]]).encode()
EDITED = fingerprint_text(TEXT.replace("håndværkerne".encode(), b"de").replace(b"Aksel Toft", b"Jens Toft"))
MENU = b"Forside\nOm bladet\nAnnonce"


@pytest.mark.parametrize(
    ("content", "sources", "expected"),
    [
        # Each text is known by its content, although the menus of both are the same.
        (TEXT, SOURCES, (LIBRARY,)),
        (OTHER_TEXT, SOURCES, (POOL,)),
        # Two long paragraphs and the menus are not enough.
        (QUOTING, {"library": SOURCES["library"]}, ()),
        # A text of several sources is unclear.
        (TEXT + b"\n" + OTHER_TEXT, SOURCES, (LIBRARY, POOL)),
        # A source and its second edition are distinguished by the digest of the file.
        (TEXT, {"edited": EDITED, "library": SOURCES["library"]}, (LIBRARY,)),
        # Headings do not count, so a source of short lines is recognised only by its file.
        (MENU, {"menu": fingerprint_text(MENU)}, (Likeness("menu", 1.0),)),
        (MENU + b"\n", {"menu": fingerprint_text(MENU)}, ()),
        (TEXT, {}, ()),
    ],
)
def test_a_text_is_identified_by_its_content(content, sources, expected):
    """One source, several that it could be, or none."""
    assert _identify(content, sources) == expected


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32))
def test_a_changed_copy_is_recognised(seed):
    """Despite changed words and dropped or added lines."""
    random = Random(seed)  # noqa: S311 - not Hypothesis's own, which would drop every paragraph
    copy = "\n".join(part.text for part in perturb(PUBLISHED, random)).encode()
    assert [each.source for each in _identify(copy)] == ["library"]


def _folder(path: Path, **contents: bytes) -> Path:
    for name, content in contents.items():
        (path / f"{name}.txt").write_bytes(content)
    return path


def test_every_file_of_a_folder_is_listed(tmp_path):
    """The best copy is used, others are duplicates; an unreadable file has its reason."""
    _folder(
        tmp_path,
        a_copy=TEXT.replace(b"time", b"stund"),
        b_best=TEXT,
        c_same=TEXT,
        d_both=TEXT + b"\n" + OTHER_TEXT,
        e_binary=b"\0",
        f_latin="på".encode("latin-1"),
        g_other=b"Noget helt andet, som ingen kilde har sagt.",
    )
    found = hydrate(SOURCES, tmp_path)
    share = found.files[0].likeness[0].share
    assert found.files == (
        ReadFile("a_copy.txt", "duplicate", (Likeness("library", share),)),
        ReadFile("b_best.txt", "source", (LIBRARY,)),
        ReadFile("c_same.txt", "duplicate", (LIBRARY,)),
        ReadFile("d_both.txt", "unclear", (LIBRARY, POOL)),
        Unread("e_binary.txt", "binary"),
        Unread("f_latin.txt", "not-utf-8"),
        ReadFile("g_other.txt", "other", ()),
    )
    assert 0.9 < share < 1
    assert (found.missing, repr(found)) == (("pool",), "<Hydration: 1 of 2 sources found in 7 files>")


@pytest.fixture
def record(checkout):
    """A record based on paragraphs 7, 8 and 9."""
    return read_checkout(checkout).corpus.records[RecordId(f"{SOURCE}.02")]


def test_a_record_has_its_passages_with_old_and_new_numbers(record, tmp_path):
    """One moved, one edited, one missing: the state of the record is the worst of them."""
    copy = [
        "Menu",
        *PUBLISHED[:6],
        PUBLISHED[6].removeprefix("• "),
        PUBLISHED[8].replace("gamle", "store"),
        *PUBLISHED[9:],
    ]
    folder = _folder(tmp_path, copy="\n".join(copy).encode())
    passages = hydrate({SOURCE: fingerprint_text(TEXT)}, folder).passages(record)
    edited = PUBLISHED[8].replace("gamle", "store")
    assert passages == Passages(
        f"{SOURCE}.02",
        SOURCE,
        "copy.txt",
        (
            Passage(7, "moved", (8,), 100, PUBLISHED[6].removeprefix("• ")),
            Passage(8, "missing"),
            Passage(9, "edited", (9,), passages.passages[2].similarity, edited),
        ),
    )
    assert 60 <= passages.passages[2].similarity <= 90
    assert (passages.state, len(passages), list(passages)) == ("missing", 3, list(passages.passages))
    assert passages.text == f"{PUBLISHED[6].removeprefix('• ')}\n{edited}"


def test_record_of_a_source_without_a_copy_has_no_text(record, tmp_path):
    """Its passages are missing, each by its number."""
    passages = hydrate({SOURCE: fingerprint_text(TEXT)}, tmp_path).passages(record)
    assert passages == Passages(
        f"{SOURCE}.02", SOURCE, None, (Passage(7, "missing"), Passage(8, "missing"), Passage(9, "missing"))
    )
    assert passages.text is None


def test_a_paragraph_beyond_the_source_is_missing(texts):
    """A number beyond the fingerprints is not an error here."""
    found = hydrate({SOURCE: fingerprint_text(TEXT)}, texts).sources[SOURCE]
    assert found.passage(999) == Passage(999, "missing")
