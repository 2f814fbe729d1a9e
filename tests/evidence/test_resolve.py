"""Finding the paragraphs of a source in a copy."""

from hashlib import sha256
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reformdata.curation.reading.checkout import read_checkout
from reformdata.evidence.fingerprint import fingerprint, paragraphs, sketch_hashes
from reformdata.evidence.resolve import Match, Pair, heaviest_chain, resolve
from reformdata.evidence.texts import lines
from tests import ROOT
from tests.evidence.perturbing import OTHER, PUBLISHED, perturb, wrapped


def _resolve(source, copy):
    fingerprints = [fingerprint(number, text) for number, text in enumerate(source, start=1)]
    wanted = frozenset(each for one in fingerprints for each in sketch_hashes(one))
    return resolve(fingerprints, lines(copy, wanted))


LONG = [text for text in PUBLISHED if len(text.split()) > 15]


def test_same_text_is_exact_throughout():
    """Repeated headings included."""
    expected = tuple(Match(number, "exact", (number,), 100) for number in range(1, len(PUBLISHED) + 1))
    assert _resolve(PUBLISHED, PUBLISHED) == expected


SIX = "Byens store bibliotek holder nu åbent"
SHORTER = "Personalet går hjem klokken fem hver eneste dag om sommeren, og derefter er huset lånernes eget"
LONGER = f"{SHORTER} indtil at mørket for vinduet læse bliver sammen"
QUOTE = " ".join(LONG[0].split()[:8])
OTHER_WORDS = {"siger": "fortæller glad", "ingen": "der er ingen som", "læser rejsebøger": "bladrer lidt"}


def _reworded(text, words):
    for old, new in words.items():
        text = text.replace(old, new)
    return text


@pytest.mark.parametrize(
    ("source", "copy", "found"),
    [
        # Lines before a paragraph move it: the text is the same, the number is not.
        (LONG[:2], ["Menu", "Søg", *LONG[:2]], ["moved 3", "moved 4"]),
        # A dropped paragraph is missing; no other line matches it.
        (LONG[:3], [LONG[0], LONG[2]], ["exact 1", "missing", "moved 2"]),
        # A paragraph that changed places is found, also with another word, or with three eighths of its triples.
        (LONG[:4], [LONG[3], *LONG[:3]], ["moved 2", "moved 3", "moved 4", "moved 1"]),
        (LONG[:4], [_reworded(LONG[3], {"siger": "fortæller"}), *LONG[:3]], ["moved 2", "moved 3", "moved 4", "edited 1"]),
        (LONG[:4], [_reworded(LONG[3], OTHER_WORDS), *LONG[:3]], ["moved 2", "moved 3", "moved 4", "edited 1"]),
        # So are six words with one changed, by one of their four triples; a line of another length is not taken for them.
        ([*LONG[:2], SIX], [_reworded(SIX, {"holder": "har"}), *LONG[:2]], ["moved 2", "moved 3", "edited 1"]),
        ([*LONG[:2], SIX], ["Byens store bibliotek", *LONG[:2]], ["moved 2", "moved 3", "missing"]),
        # A line that is another paragraph, word for word, is not taken for a longer one that opens with it.
        ([LONGER, SHORTER], [SHORTER], ["missing", "moved 1"]),
        # Of equal paragraphs the first is missing, not the second.
        (["Læs også", LONG[0], "Læs også", LONG[1]], ["Menu", LONG[0], "Læs også", LONG[1]], ["missing", "exact 2", "exact 3", "exact 4"]),
        # A dropped pull quote is missing, although the body has the same words.
        ([QUOTE, LONG[1], LONG[0]], [LONG[1], LONG[0]], ["missing", "moved 1", "moved 2"]),
        # Of a repeated paragraph, the unchanged one matches its line, the changed one the other.
        ([LONG[0], LONG[1], LONG[0]], [LONG[0], LONG[1], _reworded(LONG[0], {"byens": "hele byens"})], ["exact 1", "exact 2", "edited 3"]),
        # Three paragraphs on one line are all found.
        (LONG[:4], [" ".join(LONG[:3]), LONG[3]], ["edited 1", "edited 1", "edited 1", "moved 2"]),
        # A short paragraph with a changed word is known by its place, but not by a line of another length, or of two words.
        ([LONG[0], "En rolig aften", LONG[1]], [LONG[0], "En stille aften", LONG[1]], ["exact 1", "edited 2", "exact 3"]),
        ([LONG[0], "En rolig aften", LONG[1]], [LONG[0], "Annonce", LONG[1]], ["exact 1", "missing", "exact 3"]),
        ([LONG[0], "En rolig aften", LONG[1]], [LONG[0], "Log ind her nu", LONG[1]], ["exact 1", "missing", "exact 3"]),
        ([LONG[0], "Næste skridt", LONG[1]], [LONG[0], "Log ind", LONG[1]], ["exact 1", "missing", "exact 3"]),
        # A line of signs is a paragraph like any other.
        (["***", LONG[0]], ["***", LONG[0]], ["exact 1", "exact 2"]),
    ],
)  # fmt: skip
def test_each_paragraph_has_its_state_and_its_line(source, copy, found):
    """What was moved, changed, dropped, repeated or joined is recognised."""
    matches = _resolve(source, copy)
    assert [" ".join(map(str, [match.state, *match.found])) for match in matches] == found
    assert {match.similarity for match in matches if match.state in ("exact", "moved")} <= {100}


@pytest.mark.parametrize(
    ("source", "copy", "similarity"),
    [
        # Three of the triples have the changed word.
        (["Lånerne kan nu låse sig ind med et kort"], ["Lånerne kan nu lukke sig ind med et kort"], 57),
        # 100 only where no character has changed.
        ([LONG[0]], [LONG[0] + "!"], 99),
        ([SIX], [_reworded(SIX, {"holder": "har"})], 25),
        # Short paragraphs have no sketch to compare.
        (["En rolig aften"], ["En stille aften"], None),
    ],
)
def test_changed_words_are_measured(source, copy, similarity):
    """In percent of the triples."""
    assert _resolve(source, copy) == (Match(1, "edited", (1,), similarity),)


def test_a_line_beside_a_shortened_paragraph_is_not_added_to_it():
    """A teaser with the dropped word is not part of the paragraph below, which has enough words without it."""
    source = "Lånerne kan nu låse sig ind med et kort om natten"
    shorter = source.replace("et kort", "kort")
    found = _resolve([source, LONG[0]], ["Kom ind med et kort, og bliv til i morgen", shorter, LONG[0]])
    assert found[0].found == (2,)


def test_nothing_is_found_in_another_text_of_the_same_site():
    """But its menu, which is the same."""
    found = {match.paragraph: match.state for match in _resolve(PUBLISHED, OTHER) if match.state != "missing"}
    assert found == {1: "exact", 2: "exact", 14: "moved", 19: "moved", 21: "moved"}


@pytest.mark.parametrize("width", [40, 72, 100])
def test_copy_with_broken_lines_is_found_word_for_word(width):
    """A paragraph that is broken into several lines is the same text."""
    copy = list(wrapped(PUBLISHED, width))
    expected = [
        tuple(line for line, part in enumerate(copy, start=1) if part.origins == (number,))
        for number in range(1, len(PUBLISHED) + 1)
    ]
    found = _resolve(PUBLISHED, [part.text for part in copy])
    assert [match.found for match in found] == expected
    assert {match.similarity for match in found} == {100}


def test_broken_lines_with_a_changed_word_are_found():
    """Its lines are those that hold something of it."""
    copy = [part.text for part in wrapped(LONG[:3], 60)]
    copy[1] = copy[1].replace(copy[1].split()[1], "måske")
    found = _resolve(LONG[:3], copy)
    assert [match.state for match in found] == ["edited", "moved", "moved"]
    assert found[0].found[:2] == (1, 2)


def _check(source, copy):
    """No paragraph of six words or more is lost, and none of those is found where it is not."""
    there = {origin for part in copy for origin in part.origins}
    for one, match in zip(source, _resolve(source, [part.text for part in copy]), strict=True):
        if fingerprint(1, one).guessable:
            continue
        assert bool(match.found) == (match.paragraph in there), match
        for line in match.found:
            assert copy[line - 1].origins == (match.paragraph,), match


@pytest.mark.slow
@settings(max_examples=80, deadline=None)
@given(st.randoms(use_true_random=False))
def test_no_paragraph_is_lost_in_a_changed_copy(random):
    """Menus, advertisements, other signs, changed words, dropped and shifted paragraphs: all are found or rightly missing."""
    _check(PUBLISHED, perturb(PUBLISHED, random))


@pytest.mark.slow
@pytest.mark.shipped
def test_no_paragraph_of_the_sources_is_lost(source_texts):
    """The same is true of the source texts of the data; other texts in their folder are not looked at."""
    known = {one.sha256 for one in read_checkout(ROOT).corpus.fingerprints.values()}
    for path in sorted(source_texts.iterdir()):
        content = path.read_bytes()
        if sha256(content).hexdigest() not in known:
            continue
        source = paragraphs(content.decode())
        for seed in range(20):
            _check(source, perturb(source, Random(seed)))  # noqa: S311 - the same copies every time


def _weight(chain):
    return sum(pair.weight for pair in chain)


@given(
    st.lists(st.builds(Pair, st.integers(0, 4), st.integers(0, 4), st.integers(1, 9)), max_size=9),
)
def test_chain_is_the_heaviest_that_rises_in_both(pairs):
    """Compared with every chain that there is."""
    chains = [[]]
    for pair in sorted(pairs):
        chains += [
            [*chain, pair]
            for chain in chains
            if not chain or (chain[-1].source < pair.source and chain[-1].copy < pair.copy)
        ]
    found = heaviest_chain(pairs)
    assert found in chains
    assert _weight(found) == max(map(_weight, chains))
