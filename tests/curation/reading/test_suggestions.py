"""The names of terms, which are suggested for their values, and periods; other suggestions are in `cases/suggestions.md`."""

import pytest

from reformdata.curation.reading.checkout import read_checkout
from reformdata.curation.reading.field_suggestions import possible_periods, suggest_term
from reformdata.findings import Fix
from reformdata.models import Review, SkipReason, Term
from tests.curation.reading.good import FILES, RECORD

INITIATIVE = "records/sources/by-2020/02-forsoeg.yaml"
SOURCE = "records/sources/by-2020/source.yaml"
DOCUMENT = "records/documents/byens-brev.yaml"
OUTCOME = "records/outcomes/by-2020.01.yaml"
PLACES = {
    "Kind": (RECORD, "kind: proposal", "kind: "),
    "Strength": (RECORD, "strength: ought", "strength: "),
    "Action": (RECORD, "action: introduce", "action: "),
    "Claim": (RECORD, "kind: proposal", "kind: statement\nclaim: "),
    "Tone": (RECORD, "kind: proposal", "kind: statement\ntone: "),
    "RelationType": (RECORD, "type: elaborates", "type: "),
    "Qualifier": (RECORD, "qualifier: over", "qualifier: "),
    "Review": (RECORD, "review: second-reader", "review: "),
    "Form": (INITIATIVE, "form: trial", "form: "),
    "Status": (INITIATIVE, "status: running", "status: "),
    "SourceKind": (SOURCE, "kind: news", "kind: "),
    "SkipReason": (SOURCE, "reason: courtesy", "reason: "),
    "ActorKind": ("records/actors/byen.yaml", "kind: authority", "kind: "),
    "DocumentKind": (DOCUMENT, "kind: official-page", "kind: "),
    "SeenAs": (DOCUMENT, "form: excerpt", "form: "),
    "Assessable": (OUTCOME, "assessable: action", "assessable: "),
    "WhyNot": (OUTCOME, "assessable: action", "assessable: action\nwhy_not: "),
    "Verdict": (OUTCOME, "verdict: done", "verdict: "),
    "Scope": (OUTCOME, "scope: some-places", "scope: "),
    "Link": (OUTCOME, "link: same-content", "link: "),
}
"""Where a value of each vocabulary stands: the file, the line, and what is written before the value instead."""


@pytest.mark.parametrize("terms", Term.__subclasses__(), ids=lambda terms: terms.__name__)
def test_the_label_of_a_term_is_answered_with_its_value(terms: type[Term], root):
    """In a file, in either language: the advice says just what to write, and the fix writes it."""
    file, line, before = PLACES[terms.__name__]
    assert FILES[file].count(line) == 1
    for term, language in ((term, language) for term in terms for language in ("da", "en")):
        label = term.label.in_(language)
        if label == term.value:
            continue
        (root / file).write_text(FILES[file].replace(line, f"{before}{label}"), encoding="utf-8")
        (found,) = (each for each in read_checkout(root).findings if each.rule.code == "RD204")
        assert found.found == label
        assert found.advice
        assert found.advice.da in (f"skriv `{term}`", f"skriv `{term}` ({term.label.da})")
        assert found.advice.en in (f"write `{term}`", f"write `{term}` ({term.label.en})")
        assert found.fix == Fix(term.value)


@pytest.mark.parametrize(
    ("said", "advice", "fix"),
    [
        ("overskrft", "mente du `heading` (overskrift)?", Fix("heading")),
        ("sideelement", "mente du `furniture` (sideelementer)?", Fix("furniture")),
        ("headng", None, None),  # the values themselves are compared for every field that lists them
        ("navigation", "mente du `furniture` (sideelementer)?", Fix("furniture")),  # a word of its definition
        ("overs", "mente du `heading` (overskrift)?", None),
    ],
)
def test_what_is_like_one_label_is_fixed(said, advice, fix):
    """What is hardly like it is not."""
    found = suggest_term(said, SkipReason)
    assert (found[0] and found[0].da, found[1]) == (advice, fix)


def test_what_is_like_two_labels_is_not_fixed():
    """That is, in one language or in both."""
    advice, fix = suggest_term("x language model", Review)
    assert advice is not None
    assert fix is None


def test_what_is_like_no_label_is_answered_with_all_of_them():
    """Each with its value; nothing is fixed."""
    advice, fix = suggest_term("reklame", SkipReason)
    assert advice is not None
    assert all(f"`{term}`" in advice.da and term.label.da in advice.da for term in SkipReason)
    assert fix is None


@pytest.mark.parametrize(
    ("written", "periods"),
    [
        ("2019", ("2019",)),
        ("1. oktober 2020", ("2020-10-01",)),
        ("torsdag den 1. oktober 2020", ("2020-10-01",)),
        ("Thursday, 1 October 2020", ("2020-10-01",)),
        ("4/9/2020", ("2020-04-09", "2020-09-04")),
        ("oktober 2020", ("2020-10",)),
        ("2019-2021", ("2019/2021",)),
        ("2021-2019", ()),
        ("august 2020 - oktober 2021", ("2020-08/2021-10",)),
        ("1. juli 2023 til og med 2026", ("2023-07-01/2026",)),
        ("1 July 2023 to 31 December 2026", ("2023-07-01/2026-12-31",)),
        ("sommeren 2020", ("2020-22",)),
        ("2019-2020-2021", ()),
    ],
)
def test_what_a_period_can_mean(written, periods):
    """As it is written in a file; several if it is open, none if it is no period."""
    assert possible_periods(written) == periods
