"""Fingerprints, and their file."""

from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from reformdata.curation.reading.strict_yaml import parse
from reformdata.evidence.fingerprint import fingerprint, fingerprint_text, fingerprints_yaml, sketch, sketch_hashes
from reformdata.models import Fingerprint, Fingerprints


def _hash(text):
    return sha256(text.encode()).hexdigest()


def test_fingerprint_is_a_digest_and_the_smallest_hashes_of_word_triples():
    """It can be computed from the normalised text with SHA-256 alone."""
    triples = ["byens bibliotek har", "bibliotek har åbent", "har åbent hele", "åbent hele natten"]
    assert fingerprint(7, "Byens\u00a0bibliotek har åbent hele natten!") == Fingerprint(
        paragraph=7,
        words=6,
        sha256=_hash("Byens bibliotek har åbent hele natten!"),
        sketch="".join(sorted(_hash(triple)[:8] for triple in triples)),
    )


def test_short_paragraph_has_no_sketch_and_can_be_guessed():
    """With a sketch, a paragraph of five words would be easier to guess."""
    short = fingerprint(1, "Byens bibliotek har åbent nu")
    assert (short.words, short.sketch, short.guessable) == (5, "", True)
    assert not fingerprint(1, "Byens bibliotek har åbent hele natten").guessable


def test_a_sketch_has_the_sixteen_smallest_hashes():
    """In order, and each once; `sketch_hashes` splits what `sketch` joined."""
    hashes = [f"{number:08x}" for number in range(40, 0, -1)]
    made = sketch([*hashes, *hashes])
    assert made == "".join(f"{number:08x}" for number in range(1, 17))
    assert sketch_hashes(Fingerprint(paragraph=1, words=9, sha256="0" * 64, sketch=made)) == {*hashes[-16:]}


def test_text_without_a_paragraph_has_no_fingerprints():
    """A blank file cannot be a source."""
    with pytest.raises(ValueError, match="has no paragraph"):
        fingerprint_text(b" \n\xc2\xa0\n")


def test_a_byte_order_mark_is_not_part_of_the_first_paragraph():
    """The digest of the file differs; that of the paragraph does not."""
    plain, marked = fingerprint_text(b"Velkommen"), fingerprint_text(b"\xef\xbb\xbfVelkommen")
    assert (plain.paragraphs, plain.sha256 != marked.sha256) == (marked.paragraphs, True)


def test_the_file_is_yaml_with_quoted_hashes():
    """One line a field, in a fixed order."""
    made = Fingerprints(sha256="1" * 64, paragraphs=(Fingerprint(paragraph=1, words=2, sha256="2" * 64, sketch=""),))
    assert fingerprints_yaml(made).splitlines()[1:] == [
        f'sha256: "{"1" * 64}"',
        "paragraphs:",
        "  - paragraph: 1",
        "    words: 2",
        f'    sha256: "{"2" * 64}"',
        '    sketch: ""',
    ]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(st.characters(codec="utf-8"), min_size=1), min_size=1).map("\n".join))
def test_the_file_is_read_back_by_the_strict_reader(text):
    """For any text."""
    content = text.encode()
    if not text.strip("\ufeff").strip():
        return
    made = fingerprint_text(content)
    tree, findings = parse(fingerprints_yaml(made), "records/sources/a/fingerprints.yaml")
    assert (TypeAdapter(Fingerprints).validate_python(tree), findings) == (made, [])
