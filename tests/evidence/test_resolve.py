"""Finding the paragraphs of a source in a copy."""

import os
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reformdata.evidence.fingerprint import fingerprint, sketch_hashes
from reformdata.evidence.normalise import paragraphs
from reformdata.evidence.resolve import Match, Pair, heaviest_chain, resolve
from reformdata.evidence.texts import lines
from tests.evidence.perturbing import OTHER, PUBLISHED, perturb, wrapped


def _resolve(source, copy):
    fingerprints = [fingerprint(number, text) for number, text in enumerate(source, start=1)]
    wanted = frozenset(each for one in fingerprints for each in sketch_hashes(one))
    return resolve(fingerprints, lines(copy, wanted))


def _exact(*numbers):
    return tuple(Match(number, "exact", (number,), 100) for number in numbers)


LONG = [text for text in PUBLISHED if len(text.split()) > 15]


def test_same_text_is_exact_throughout():
    """Repeated headings included."""
    assert _resolve(PUBLISHED, PUBLISHED) == _exact(*range(1, len(PUBLISHED) + 1))


def test_lines_before_a_paragraph_move_it():
    """The text is the same, the number is not."""
    assert _resolve(LONG[:2], ["Menu", "Søg", *LONG[:2]]) == (
        Match(1, "moved", (3,), 100),
        Match(2, "moved", (4,), 100),
    )


def test_changed_words_are_measured():
    """Three of the triples have the changed word."""
    source = "Lånerne kan nu låse sig ind med et kort"
    assert _resolve([source], [source.replace("låse", "lukke")]) == (Match(1, "edited", (1,), 57),)


def test_similarity_is_100_only_where_no_character_has_changed():
    """An exclamation mark changes no word, but the text."""
    assert _resolve(LONG[:1], [LONG[0] + "!"]) == (Match(1, "edited", (1,), 99),)


def test_dropped_paragraph_is_missing():
    """Its neighbours are found, and no other line matches it."""
    assert _resolve(LONG[:3], [LONG[0], LONG[2]]) == (
        *_exact(1),
        Match(2, "missing"),
        Match(3, "moved", (2,), 100),
    )


def test_paragraph_that_changed_places_is_found():
    """A paragraph in another place is found too."""
    assert _resolve(LONG[:4], [LONG[3], *LONG[:3]]) == (
        Match(1, "moved", (2,), 100),
        Match(2, "moved", (3,), 100),
        Match(3, "moved", (4,), 100),
        Match(4, "moved", (1,), 100),
    )


def test_paragraph_that_changed_places_and_words_is_found():
    """Most of it is unchanged."""
    shifted = LONG[3].replace("siger", "fortæller")
    found = _resolve(LONG[:4], [shifted, *LONG[:3]])[3]
    assert (found.state, found.found) == ("edited", (1,))


def test_paragraph_that_changed_places_and_length_is_found():
    """Three eighths of the triples are enough anywhere."""
    shifted = (
        LONG[3]
        .replace("siger", "fortæller glad")
        .replace("ingen", "der er ingen som")
        .replace("læser rejsebøger", "bladrer lidt")
    )
    found = _resolve(LONG[:4], [shifted, *LONG[:3]])[3]
    assert (found.state, found.found) == ("edited", (1,))


def test_six_words_that_changed_places_and_one_word_are_found():
    """By one of its four triples, and its number of words."""
    source = [LONG[0], LONG[1], "Byens store bibliotek holder nu åbent"]
    found = _resolve(source, ["Byens store bibliotek har nu åbent", LONG[0], LONG[1]])
    assert found[2] == Match(3, "edited", (1,), 25)


def test_other_line_that_shares_a_triple_is_not_taken_elsewhere():
    """One triple is not enough for a line of another length in another place."""
    source = [LONG[0], LONG[1], "Byens store bibliotek holder nu åbent"]
    found = _resolve(source, ["Byens store bibliotek", LONG[0], LONG[1]])
    assert found[2] == Match(3, "missing")


def test_line_that_is_another_paragraph_word_for_word_is_not_taken():
    """A longer paragraph that opens with the same words, and was left out, does not take the line of the shorter."""
    said = "Personalet går hjem klokken fem hver eneste dag om sommeren, og derefter er huset lånernes eget"
    longer = f"{said} indtil at mørket for vinduet læse bliver sammen"
    assert _resolve([longer, said], [said]) == (Match(1, "missing"), Match(2, "moved", (1,), 100))


def test_a_line_beside_a_shortened_paragraph_is_not_added_to_it():
    """A teaser with the dropped word is not part of the paragraph below, which has enough words without it."""
    source = "Lånerne kan nu låse sig ind med et kort om natten"
    shorter = source.replace("et kort", "kort")
    found = _resolve([source, LONG[0]], ["Kom ind med et kort, og bliv til i morgen", shorter, LONG[0]])
    assert found[0].found == (2,)


def test_equal_paragraphs_are_taken_in_their_order():
    """The first of them is missing, not the second."""
    source = ["Læs også", LONG[0], "Læs også", LONG[1]]
    assert _resolve(source, ["Menu", *source[1:]]) == (Match(1, "missing"), *_exact(2, 3, 4))


def test_quoted_paragraph_does_not_take_the_place_of_the_quotation():
    """A dropped pull quote is missing, although the body has the same words."""
    quote = " ".join(LONG[0].split()[:8])
    assert _resolve([quote, LONG[1], LONG[0]], [LONG[1], LONG[0]]) == (
        Match(1, "missing"),
        Match(2, "moved", (1,), 100),
        Match(3, "moved", (2,), 100),
    )


def test_a_repeated_paragraph_is_found_twice_if_one_changed():
    """The unchanged one matches its line, the changed one the other."""
    changed = LONG[0].replace("byens", "hele byens")
    assert [match.found for match in _resolve([LONG[0], LONG[1], LONG[0]], [LONG[0], LONG[1], changed])] == [
        (1,),
        (2,),
        (3,),
    ]


def test_paragraphs_joined_on_one_line_are_all_found():
    """Three paragraphs on one line."""
    found = _resolve(LONG[:4], [" ".join(LONG[:3]), LONG[3]])
    assert [(match.state, match.found) for match in found] == [
        ("edited", (1,)),
        ("edited", (1,)),
        ("edited", (1,)),
        ("moved", (2,)),
    ]


def test_a_short_paragraph_with_a_changed_word_is_recognised_by_its_place():
    """It has no sketch to compare, so no similarity."""
    assert _resolve([LONG[0], "En rolig aften", LONG[1]], [LONG[0], "En stille aften", LONG[1]]) == (
        *_exact(1),
        Match(2, "edited", (2,), None),
        *_exact(3),
    )


@pytest.mark.parametrize("line", ["Annonce", "Log ind her nu", "Læs"])
def test_line_of_another_length_is_not_taken_for_a_short_paragraph(line):
    """An advertisement between the same neighbours is not the heading."""
    found = _resolve([LONG[0], "En rolig aften", LONG[1]], [LONG[0], line, LONG[1]])
    assert found[1] == Match(2, "missing")


def test_heading_of_two_words_is_not_known_by_its_place():
    """With one of its two words changed it is another heading."""
    found = _resolve([LONG[0], "Næste skridt", LONG[1]], [LONG[0], "Log ind", LONG[1]])
    assert found[1] == Match(2, "missing")


def test_nothing_is_found_in_another_text_of_the_same_site():
    """But its menu, which is the same."""
    found = {match.paragraph: match.state for match in _resolve(PUBLISHED, OTHER) if match.state != "missing"}
    assert found == {1: "exact", 2: "exact", 14: "moved", 19: "moved", 21: "moved"}


def test_signs_without_words_are_found():
    """A line of signs is a paragraph like any other."""
    assert _resolve(["***", LONG[0]], ["***", LONG[0]]) == _exact(1, 2)


@pytest.mark.parametrize("width", [40, 72, 100])
def test_copy_with_broken_lines_is_found_word_for_word(width):
    """A paragraph that stands on several lines is the same text."""
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
@pytest.mark.skipif("REFORMDATA_TEXTS" not in os.environ, reason="REFORMDATA_TEXTS names no folder of sources")
def test_no_paragraph_of_the_sources_is_lost():
    """The same holds of the texts that the data rests on."""
    for path in sorted(Path(os.environ["REFORMDATA_TEXTS"]).glob("*.txt")):
        source = paragraphs(path.read_text(encoding="utf-8"))
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
