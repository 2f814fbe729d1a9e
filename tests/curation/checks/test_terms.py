"""Terms that the glossary decides on, and abbreviations."""

import pytest

from reformdata.curation.checks import terms
from reformdata.models import GlossaryTerm, Label, RelationType, Text
from reformdata.models.records import Relation
from tests.curation.checks.altering import INITIATIVE, PROPOSAL, STATEMENT, alter, base, findings_of, put

FILE = "02-mad-giver-ro.yaml"


def checkout(**fields):
    """The base checkout with one term, and a statement that has other fields."""
    term = GlossaryTerm(
        id="krav", name=Label("krav", "requirement"), forms=("krav", "proceskrav"), rejected=("demand", "demands")
    )
    return alter(put(base(), "glossary", "krav", term), "records", STATEMENT, **fields)


@pytest.mark.parametrize(
    ("da", "en", "found"),
    [
        ("Kravene til skolerne er store", "The demands on schools are high", ["demands"]),
        ("Kravene til skolerne er store", "Demands on schools are a demand", ["Demands"]),
        ("Skolerne har mange proceskrav", "Schools face a lot of demands", ["demands"]),
        ("Kravene til skolerne er store", "The requirements on schools are high", []),
        ("Kravene til skolerne er store", "Demanding requirements on-demand", ["demand"]),
        ("Efterspørgslen er stor", "Demand is high", []),
        ("Fagkravene til skolerne er store", "The demands on schools are high", []),
    ],
)
def test_an_english_word_that_the_glossary_rejects_is_found_where_the_danish_has_the_term(da, en, found):
    """By its forms with any ending, at the start of a word; the English word is whole, in any case."""
    altered = checkout(title=Label(da, en))
    assert [finding.found for finding in terms.rejected_translations(altered)] == found


def test_a_rejected_word_is_reported_with_the_right_one():
    """In reasons and descriptions too; names of entries are official."""
    wrong = checkout(
        relations=(Relation(RelationType.MOTIVATES, PROPOSAL, Label("Kravet er klart", "The demand is clear")),)
    )
    wrong = alter(wrong, "actors", "skovby", name=Label("Kravforeningen", "The Demand Association"))
    wrong = alter(wrong, "laws", "skoleloven", description=Text("Stiller krav.", "Makes demands."))
    found = list(terms.rejected_translations(wrong))
    assert [(each.rule.code, each.file.rpartition("/")[2], each.loc) for each in found] == [
        ("RD413", FILE, ("relations", 0, "reason", "en")),
        ("RD413", "skoleloven.yaml", ("description", "en")),
    ]
    assert found[0].message.en == "`demand` does not translate `krav`"


def test_a_term_without_rejected_words_rejects_none():
    """It is only recognised."""
    glossary = terms.compile_glossary([GlossaryTerm(id="mad", name=Label("mad", "food"))])
    assert [pattern.term.id for pattern in terms.terms_in("Maden er god", glossary)] == ["mad"]
    assert glossary[0].rejected.search("anything") is None


@pytest.mark.parametrize(
    ("row", "explained"),
    [
        ("KLK, the consultancy of municipalities, says so", True),
        ("KLK, KL's consultancy, says so", True),
        ("KLK (a consultancy) says so", True),
        ("The KLK tool (a consultancy) says so", True),
        ("The consultancy (KLK) says so", True),
        ("The act (AAB, called KLK in the source) says so", True),
        ("The consultancy KLK says so", True),
        ("It and its consultancy, KLK, say so", True),
        ("A well-known consultancy KLK says so", True),
        ("The chair of KLK says so", False),
        ("KLK says so", False),
        ("KLK, FSD and others say so", False),
        ("KLKs (many) say so", False),
    ],
)
def test_an_abbreviation_is_explained_by_what_stands_beside_it(row, explained):
    """An apposition, brackets, or a noun before it; a preposition is no noun."""
    assert terms.is_explained("KLK", row) is explained


def test_an_unexplained_abbreviation_is_reported_once_for_a_record():
    """An explanation in the text serves the title; well-known ones and numerals need none."""
    title, text = Label("Ord om SKF", "SKF and the EU on Part III"), Text("SKF siger det.", "SKF says so, with SKF.")
    assert findings_of(
        terms.unexplained_abbreviations, alter(base(), "records", STATEMENT, title=title, text=text)
    ) == [("RD416", FILE, ("title", "en"), "the abbreviation `SKF` is not explained in English")]
    text = Text("SKF siger det.", "SKF, the school office, says so.")
    assert (
        findings_of(terms.unexplained_abbreviations, alter(base(), "records", STATEMENT, title=title, text=text)) == []
    )


def test_the_full_name_of_the_entry_explains_its_abbreviation():
    """But not where the English name is the abbreviation itself."""
    text = Text("Skolefonden SKF og AH gør det.", "SKF and AH do: the school fund of Skovby and Anna Holm.")
    wrong = alter(base(), "records", INITIATIVE, text=text)
    named = alter(
        wrong, "actors", "skovby", abbreviation="SKF", name=Label("Skolefonden", "SKF – The School Fund of Skovby")
    )
    named = alter(named, "actors", "anna-holm", abbreviation="AH", name=Label("AH", "AH"))
    assert [finding.found for finding in terms.unexplained_abbreviations(named)] == ["AH"]
