"""Every page is true: its wrong input is reported as it says, and its right input has no findings."""

from string import Formatter

import pytest

from reformdata.curation.reading.problems import PATTERNS
from reformdata.curation.rules import RULES, file_name, index, open_message, page
from tests import ROOT
from tests.curation.rules.pages import FOLDER, answer, read, write_checkout

SHOWN = tuple(rule for rule in RULES if read(rule).wrong)
NOT_SHOWN = (
    "RD001",  # a link, a named pipe
    "RD002",  # two megabytes
    "RD003",  # Latin-1
    "RD004",  # a character that is not seen
    "RD005",  # a letter that looks like another
    "RD008",  # no file at all
    "RD010",  # a file without permissions
    "RD108",  # thousands of values
    "RD320",  # two states of the data
    "RD501",  # the text of a source
    "RD502",  # the texts of other sources
)
"""Rules whose wrong input cannot be shown on a page; all but the last three are tested in `test_unshown`, RD320 in `tests/cli/changed`."""


def _code(rule):
    return rule.code


def test_every_rule_has_a_page_and_every_page_a_rule():
    """The pages in the folder are those of the table."""
    assert sorted(path.name for path in FOLDER.glob("*.md")) == sorted(map(file_name, RULES))


def test_every_page_shows_wrong_input_unless_that_cannot_be_shown():
    """The exceptions are listed, each with its reason."""
    assert tuple(rule.code for rule in RULES if rule not in SHOWN) == NOT_SHOWN


@pytest.mark.parametrize("rule", SHOWN, ids=_code)
def test_wrong_input_is_answered_to_the_letter(rule, tmp_path):
    """All findings are of the rule of the page; after a change of words run: python -m tests.curation.renew."""
    assert answer(write_checkout(read(rule).wrong, tmp_path)) == read(rule).answer
    heads = {line.partition(":")[0] for line in read(rule).answer.split("\n") if line[:1].isalpha()}
    assert heads == {f"{rule.severity}[{rule.code}]"}


@pytest.mark.parametrize("rule", SHOWN, ids=_code)
def test_the_right_input_has_no_findings(rule, tmp_path):
    """The same, fixed, is without findings."""
    assert read(rule).right != {}
    assert answer(write_checkout(read(rule).right, tmp_path)) == ""


@pytest.mark.parametrize("rule", RULES, ids=_code)
def test_a_page_starts_with_its_rule_and_says_why_in_both_languages(rule):
    """English first, then Danish in italics."""
    head, why, *_ = page(rule).split("\n")
    danish = [line for line in page(rule).split("\n") if line.startswith("*") and line.endswith("*")]
    assert head == f"# {rule.code} {rule.name}"
    assert why[0].isupper() or why[0] == "`"
    assert len(danish) == 1


def test_codes_ascend_and_no_code_or_name_is_repeated():
    """The table is in the order of its codes."""
    codes = [rule.code for rule in RULES]
    assert codes == sorted(set(codes))
    assert len({rule.name for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("rule", RULES, ids=_code)
def test_a_rule_speaks_both_languages_with_the_same_values(rule):
    """Both languages have the same placeholders, with the same names or with the language as suffix."""
    for message in filter(None, (rule.message, rule.advice)):
        da, en = (
            {field.removesuffix(f"_{language}") for _, field, _, _ in Formatter().parse(text) if field}
            for language, text in (("da", message.da), ("en", message.en))
        )
        assert da == en
        assert message.da != message.en


ADVICE = [*(rule.advice for rule in RULES if rule.advice), *PATTERNS.values()]


@pytest.mark.parametrize("advice", ADVICE, ids=lambda advice: advice.en[:20])
def test_advice_follows_a_colon(advice):
    """So it starts small, unless with an abbreviation, and has no full stop."""
    for text in (advice.da, advice.en):
        assert text[0].islower() or text[:2].isupper()
        assert not text.endswith(".") or text.endswith("/..")


def test_an_open_message_has_an_ellipsis_for_each_value():
    """Backticks go, since there is nothing left to quote."""
    assert open_message("`{found}` is not among the {table}") == "… is not among the …"
    assert open_message("the file is missing") == "the file is missing"


def test_the_list_of_rules_in_docs_is_made_from_the_table():
    """After a change to the table run: reformdata schema."""
    listed = ROOT / "docs" / "rules.md"
    assert listed.read_text(encoding="utf-8") == index()
