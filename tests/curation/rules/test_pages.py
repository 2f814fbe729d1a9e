"""Every page is true: its wrong input is reported as it says, and its right input has no findings."""

import re
from string import Formatter

import pytest

from reformdata.cli.output.text import SEVERITY
from reformdata.curation.reading.problems import PATTERNS
from reformdata.curation.rules import RULES, file_name, index, name_in, open_message, page
from reformdata.models import LANGUAGES
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
    "RD335",  # the same
    "RD501",  # the text of a source
    "RD502",  # the texts of other sources
)
"""Rules whose wrong input cannot be shown on a page; all but the last four are tested in `test_unshown`, RD320 and RD335 in `tests/cli/changed`."""


def _code(rule):
    return rule.code


def test_every_rule_has_a_page_and_every_page_a_rule():
    """The pages in the folder are those of the table."""
    assert sorted(path.name for path in FOLDER.glob("*.md")) == sorted(map(file_name, RULES))


def test_every_page_shows_wrong_input_unless_that_cannot_be_shown():
    """The exceptions are listed, each with its reason."""
    assert tuple(rule.code for rule in RULES if rule not in SHOWN) == NOT_SHOWN


@pytest.mark.parametrize("rule", SHOWN, ids=_code)
def test_wrong_input_is_answered_to_the_letter_in_both_languages(rule, tmp_path):
    """All findings are of the rule of the page; after a change of words run: python -m tests.curation.renew."""
    root = write_checkout(read(rule).wrong, tmp_path)
    for language in LANGUAGES:
        said = answer(root, language)
        assert said == read(rule).answers[language]
        heads = {line.partition(":")[0] for line in said.split("\n") if line[:1].isalpha()}
        assert heads == {f"{SEVERITY[rule.severity].in_(language)}[{rule.code}]"}


@pytest.mark.parametrize("rule", SHOWN, ids=_code)
def test_the_right_input_has_no_findings(rule, tmp_path):
    """The same, fixed, is without findings."""
    assert read(rule).right != {}
    assert answer(write_checkout(read(rule).right, tmp_path)) == ""


_FORM = re.compile(
    r"# (?P<code>RD\d{3}) (?P<en>[a-z0-9-]+) · (?P<da>[a-zæøå0-9-]+)\n\n"
    r"## Dansk\n\n(?P<danish>(?!#).+?)\n\n## English\n\n(?P<english>(?!#).+?)\n(?P<examples>\n## .+)?",
    re.DOTALL,
)
"""What the file of a page looks like: its first line, a section for each language, and the shared examples."""
_OF_DANISH = {"og", "er", "som", "ikke", "på", "af", "det", "den"}
_OF_ENGLISH = {"and", "is", "the", "of", "that", "not", "has", "with"}
_EXPECTED = "# RDnnn name · navn, ## Dansk, ## English, ## Forkert · Wrong, ## Rigtigt · Right"


def _prose(text):
    """The words of `text` outside of code, quotations and what is in italics."""
    return set(re.findall(r"[\wæøå]+", re.sub(r"`[^`]*`|\*[^*]*\*|“[^”]*”", "", text).lower()))


@pytest.mark.parametrize("rule", RULES, ids=_code)
def test_the_file_of_a_page_has_a_section_in_each_language(rule):
    """Each is in its own language, and every heading of the examples is in both."""
    form = _FORM.fullmatch((FOLDER / file_name(rule)).read_text(encoding="utf-8"))
    assert form, f"the form is: {_EXPECTED}"
    assert (form["code"], form["en"], form["da"]) == (rule.code, rule.name, name_in(rule, "da"))
    assert not _prose(form["danish"]) & _OF_ENGLISH
    assert not _prose(form["english"]) & _OF_DANISH
    assert all(" · " in line for line in (form["examples"] or "").split("\n") if line.startswith("## "))


@pytest.mark.parametrize("rule", RULES, ids=_code)
def test_a_page_in_one_language_has_nothing_of_the_other(rule):
    """Neither headings nor explanation nor findings."""
    pages = {language: page(rule, language) for language in LANGUAGES}
    for language, text in pages.items():
        assert text.startswith(f"# {rule.code} {name_in(rule, language)}\n\n")
        assert re.search(r"[^\n]\n\Z", text)
        assert not re.search(r"^## (Dansk|English)| · |^```text .", text, re.MULTILINE)
    headings = {language: re.findall("^## .*", text, re.MULTILINE) for language, text in pages.items()}
    assert len(headings["da"]) == len(headings["en"])
    assert not set(headings["da"]) & set(headings["en"])


def test_codes_ascend_and_no_code_or_name_is_repeated():
    """The table is in the order of its codes."""
    codes = [rule.code for rule in RULES]
    assert codes == sorted(set(codes))
    names = [name for rule in RULES for name in {rule.name, name_in(rule, "da")}]
    assert len(set(names)) == len(names)


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
