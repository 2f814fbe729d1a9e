"""The wording of records: two languages that agree, and texts that say something."""

from array import array
from dataclasses import replace

import pytest

from reformdata.curation.checks import digests, names, translation, wording
from reformdata.curation.reading.checkout import locate_word, locate_words
from reformdata.curation.rules import INITIATIVE_WITHOUT_OWNER, SOURCE_WITHOUT_RECORD
from reformdata.findings import Span
from reformdata.models import LANGUAGES, Label, Strength, Text
from tests.curation.checks.altering import (
    FIXTURE,
    INITIATIVE,
    PROPOSAL,
    STATEMENT,
    add_copy,
    alter,
    base,
    empty,
    findings_of,
    put,
    relation,
    tombstone,
)

FILE = "02-mad-giver-ro.yaml"


@pytest.mark.parametrize(
    ("da", "en", "language"),
    [
        ("Facebook", "Facebook", None),
        ("Program 2020", "Program 2020", None),
        ("Fri Skole Nu", "Fri skole nu", "en"),
        ("Maden skal være gratis for alle", "The food must be free for all", None),
        ("Maden skal være til at få med hjem", "Maden kan være til at få med hjem", "en"),
        ("The food must be free and it is for all of them", "The food is free for all", "da"),
        ("Skolerne i Skovby og i Engby", "Schools in Skovby and Engby", None),
        ("Det er at give en hånd", "To offer a hand, as in 'det er at give en hånd'", "en"),
        ("Det er godt", "It is good that they call it 'at være med på en lytter' of the hall", None),
    ],
)
def test_a_text_stands_in_two_languages(da, en, language):
    """Neither the same words twice, nor three common words of the wrong language that outweigh those of the right one."""
    assert translation.untranslated_into(Text(da, en)) == language


def test_an_untranslated_text_is_found_and_a_name_is_not():
    """A name may be of any length and the same in both."""
    wrong = alter(base(), "records", STATEMENT, title=Label("Mad til alle elever", "Mad til alle elever"))
    wrong = alter(wrong, "actors", "skovby", name=Label("Foreningen Mad til alle", "Foreningen Mad til alle"))
    assert findings_of(translation.untranslated, wrong) == [
        ("RD401", FILE, ("title", "en"), "the text is not translated into English")
    ]


@pytest.mark.parametrize(
    ("da", "en", "expected"),
    [
        ("Syv skoler", "Seven schools", []),
        ("7 skoler", "Seven schools", []),
        ("7 skoler", "8 schools", [("da", "7"), ("en", "8")]),
        ("1.200 elever", "1,200 pupils", []),
        ("1.200 elever", "1.200 pupils", [("da", "1.200"), ("en", "1.200")]),
        ("2,5 årsværk", "2.5 full-time posts", []),
        ("40 pct. af dem", "40 per cent of them", []),
        ("40 %", "40 percent", []),
        ("40 procent", "40 pupils", [("da", "40 procent"), ("en", "40")]),
        ("10 mio. kroner", "10 million kroner", []),
        ("10 millioner", "10 billion", [("da", "10 millioner"), ("en", "10 billion")]),
        ("3 milliarder", "3 billion", []),
        ("ti tusinde", "10,000", []),
        ("den 28. oktober 2020", "on 28 October 2020", []),
        ("i 2020'erne", "in the 2020s", []),
        ("2018-2022", "2018–2022", []),
        ("kl. 12.30", "at 12:30", []),
        ("9. klasse", "the ninth grade", []),
        ("hvert halve år", "every six months", []),
        ("treårig aftale", "three-year agreement", []),
        ("begge parter", "the 2 parties", []),
        ("en af de to", "one of the pair", []),
        ("Tiden er moden", "The time is ripe", []),
        ("fire gange", "often", [("da", "fire")]),
        ("ofte", "three times, three times", [("en", "three")]),
        ("Q4 og H1N1", "Q4 and H1N1", []),
    ],
)
def test_numbers_agree_whatever_their_dress(da, en, expected):
    """Digits, words to twelve, thousands, decimals, per cent, millions, dates; ordinals and halves answer but do not ask."""
    assert list(translation.unmatched_numbers(da, en)) == expected


def test_a_number_in_one_language_only_is_found_at_its_text():
    """Each is reported in its language."""
    wrong = alter(base(), "records", STATEMENT, title=Label("Ro på 12 skoler", "Calm at 13 schools"))
    assert findings_of(translation.numbers_differ, wrong) == [
        ("RD402", FILE, ("title", "da"), "the number `12` is only in the Danish text"),
        ("RD402", FILE, ("title", "en"), "the number `13` is only in the English text"),
    ]


@pytest.mark.parametrize(
    ("da", "en", "found"),
    [
        ("Skovby Kommune giver ro", "The Municipality of Skovby gives calm", None),
        ("Skovbys mad giver ro", "The meals of Skovby give calm", None),
        ("Skovby Kommunes mad", "The town's meals", "Skovby Kommune"),
        ("Byens mad", "Skovby's meals", "Skovby"),
        ("Madordningens virkning", "The effect of the meals scheme", None),
        ("Skolelovens regler", "The rules of the Schools Act", None),
        ("skolelovens regler", "The rules", "skoleloven"),
        ("Reglerne", "The Schools Act", "Schools Act"),
        ("Regeringens regler", "The rules", None),
        ("Anna Holms ord", "The words of the mayor", "Anna Holm"),
        ("Skovbyen", "The town in the wood", None),
        ("Skovbys mad", "The meals of Newskovby", "Skovby"),
        ("Skovbys mad", "The meals of Newskovby and Skovby", None),
    ],
)
def test_names_stand_in_both_languages(da, en, found):
    """By any name that the entry has, with any ending; the government is a common noun."""
    checkout = alter(base(), "records", STATEMENT, title=Label(da, en))
    assert [finding.found for finding in names.names_differ(checkout)] == ([found] if found else [])


def test_a_name_that_two_entries_bear_is_answered_by_either():
    """An alias may be that of a town and of its council."""
    twin = alter(base(), "actors", "anna-holm", aliases=("Skovby", "Skovby"))
    assert (
        findings_of(
            names.names_differ, alter(twin, "records", STATEMENT, title=Label("Skovbys mad", "Meals of Anna Holm"))
        )
        == []
    )


def test_a_programme_of_several_words_is_a_name_only_as_it_is_written():
    """In small letters they are not a name; an abbreviation in small letters is another word."""
    named = alter(
        base(), "reforms", "madordningen", name=Label("Sammen om maden", "Together at table"), aliases=("MAD",)
    )
    words = alter(named, "records", STATEMENT, title=Label("De er sammen om maden: mad til alle", "They eat as one"))
    assert findings_of(names.names_differ, words) == []
    name = alter(named, "records", STATEMENT, title=Label("Forsøget Sammen om maden", "The trial"))
    assert [finding.found for finding in names.names_differ(name)] == ["Sammen om maden"]


def test_the_longest_name_at_a_place_is_the_one_that_is_found():
    """A shorter name inside of it asks for nothing."""
    longer = alter(base(), "laws", "skoleloven", name=Label("Skovby Kommunes vedtægt", "The bye-law"))
    checkout = alter(
        longer, "records", STATEMENT, title=Label("Skovby Kommunes vedtægt giver ro", "The bye-law makes calm")
    )
    assert findings_of(names.names_differ, checkout) == []


@pytest.mark.parametrize(
    ("title", "language", "expected"),
    [
        ("Skolen bør lukke, så alle kan gå", "da", "bør"),
        ("Skolen må ikke lukke", "da", "må ikke"),
        ("Skolen må lukke", "da", None),
        ("Luk skolen, der ikke kan mere", "da", None),
        ("Det handler om, hvad skolen skal", "da", None),
        ("Måske bør skolen lukke", "da", None),
        ("The school has to close", "en", "has to"),
        ("The school must not close", "en", "must not"),
        ("Perhaps the school should close", "en", None),
        ("Close the school that can", "en", None),
        ("Schools may close", "en", "may"),
        ("Schools may not close", "en", "may not"),
        ("No school may be closed in winter", "en", None),
        ("Ingen kan lukke skolen", "da", None),
    ],
)
def test_the_modal_verb_of_a_title_is_that_of_its_main_clause(title, language, expected):
    """A verb in a subordinate clause is ignored, and one after perhaps or nobody."""
    assert translation.modal_verb(title, language) == expected


def test_a_title_is_as_strong_as_its_proposal_says():
    """Both languages are compared with the field."""
    wrong = alter(base(), "records", PROPOSAL, strength=Strength.MAY)
    file = "01-skriv-loven-om.yaml"
    assert findings_of(translation.strength_differs, wrong) == [
        ("RD404", file, ("title", "da"), "`bør` does not match strength: may"),
        ("RD404", file, ("title", "en"), "`ought` does not match strength: may"),
    ]


@pytest.mark.parametrize(
    ("da", "en", "found"),
    [
        ("Det bør ske. Det bør ske nu.", "It must happen. It must happen now.", "must"),
        ("Det skal ske, og det bør ske nu.", "It must happen.", None),
        ("Det skal ske.", "It is to happen.", None),
        ("Det kan ske.", "It must happen.", None),
        ("Det må ikke ske.", "It should not happen.", "should"),
    ],
)
def test_a_text_does_not_advise_in_one_language_and_demand_in_the_other(da, en, found):
    """Only texts that differ throughout are reported; kan and may say too many things else."""
    checkout = alter(base(), "records", STATEMENT, text=Text(da, en))
    assert [finding.found for finding in translation.texts_differ_in_strength(checkout)] == ([found] if found else [])


@pytest.mark.parametrize(
    ("da", "en", "found"),
    [
        ("Regeringen bør handle.", "It ought to be done.", "Regeringen"),
        ("Derfor skal regeringen handle.", "It must be done.", "regeringen"),
        ("Der bør handles.", "The government ought to act.", "government"),
        ("Der bør handles.", "The government's plan ought to change.", None),
        ("Regeringen handler, og der bør ske mere.", "More ought to happen.", None),
        ("Regeringen bør kunne fravige reglerne.", "The government ought to be able to deviate.", None),
        ("Regeringen skal have lov til det, og bør regeringen fritages?", "The government must be freed.", None),
        ("Regeringen bør ikke høres.", "The government should not be consulted.", None),
        ("Der bør ske mere.", "The government should have the right to it.", None),
        ("Regeringen skal have en plan.", "It must be.", "Regeringen"),
    ],
)
def test_a_proposal_that_says_who_is_to_act_has_an_addressee(da, en, found):
    """A known actor right beside the verb, unless it is to be free to do something, or something is to be done with it."""
    checkout = alter(base(), "records", PROPOSAL, text=Text(da, en), addressees=())
    assert [finding.found for finding in names.proposals_without_addressee(checkout)] == ([found] if found else [])


def test_a_proposal_with_an_addressee_and_a_statement_are_not_asked_for_one():
    """Whom the text names beside the verb does not matter then."""
    text = Text("Regeringen bør handle.", "The government ought to act.")
    assert findings_of(names.proposals_without_addressee, alter(base(), "records", PROPOSAL, text=text)) == []
    assert findings_of(names.proposals_without_addressee, alter(base(), "records", STATEMENT, text=text)) == []


def test_a_proposal_behind_a_statement_is_asked_for_an_addressee_too():
    """The statement before it has none and ends nothing."""
    text = Text("Regeringen bør handle.", "The government ought to act.")
    checkout = add_copy(base(), PROPOSAL, 9, text=text, addressees=())
    assert [finding.found for finding in names.proposals_without_addressee(checkout)] == ["Regeringen"]


def test_where_there_are_no_names_none_are_found():
    """A data set without actors, reforms and laws has nothing to look for."""
    nameless = put(empty(), "records", PROPOSAL, base().corpus.records[PROPOSAL])
    assert findings_of(names.names_differ, nameless) == []
    assert findings_of(names.proposals_without_addressee, nameless) == []


def test_words_that_stand_three_times_are_a_formula():
    """In titles, texts and reasons, whatever their case and spaces; names, offices and tombstones may repeat."""
    same = Label("Samme ord", "The same words")
    wrong = base()
    for number in (5, 6, 7, 8):
        wrong = add_copy(
            wrong,
            INITIATIVE,
            number,
            title=Label(f"Nr {number}", f"No {number}"),
            text=Text("SAMME  ord", "The  same words"),
        )
        wrong = put(wrong, "retired", f"skovby-2020-brev.2{number}", tombstone(20 + number, reason=same))
    assert findings_of(wording.boilerplate, wrong) == [
        ("RD405", "skovby-2020-brev.07.yaml", ("text", "da"),
         "the same text is used 4 times, first in skovby-2020-brev.05")
    ]  # fmt: skip


def test_two_records_may_share_a_reason():
    """The third time it is a formula."""
    twice = alter(
        base(), "records", PROPOSAL, relations=(relation("answers", STATEMENT), relation("answers", INITIATIVE))
    )
    assert findings_of(wording.boilerplate, twice) == []


TEXT = Text(
    "Skolerne i kommunen har i to år givet alle elever et varmt måltid midt på dagen uden betaling fra forældrene.",
    "The schools of the municipality have for two years given every pupil a hot meal at midday without payment.",
)
LIKE = Text(
    "Skolerne i kommunen har i to år givet alle elever et koldt måltid midt på dagen uden betaling fra familierne.",
    "Pupils of the town eat at school, and nobody pays.",
)


def test_two_records_that_are_alike_in_one_language_are_near_duplicates():
    """The later of the two is reported, unless a relation such as same-as joins them."""
    one = alter(base(), "records", STATEMENT, text=TEXT)
    wrong = add_copy(one, STATEMENT, 9, text=LIKE, relations=())
    assert findings_of(wording.near_duplicates, wrong) == [
        ("RD406", "skovby-2020-brev.09.yaml", ("text", "da"),
         "the record is almost the same as `skovby-2020-brev.02`")
    ]  # fmt: skip
    tied = add_copy(one, STATEMENT, 9, text=LIKE, relations=(relation("same-as", STATEMENT),))
    assert findings_of(wording.near_duplicates, tied) == []
    both = add_copy(one, STATEMENT, 9, text=TEXT, relations=())
    assert [loc for _, _, loc, _ in findings_of(wording.near_duplicates, both)] == [("text", "da")]


@pytest.mark.parametrize(("last", "expected"), [("seks", [("text", "da")]), ("seks syv", [])])
def test_records_that_share_half_of_their_triples_are_near_duplicates(last, expected):
    """Two of the four that either has; with two of five they are not."""
    title = Label("En to tre", "One two three")
    one = alter(base(), "records", STATEMENT, title=title, text=Text("Fire fem.", "Four five."))
    both = add_copy(one, STATEMENT, 9, text=Text(f"Fire {last}.", "Alpha beta gamma delta."), relations=())
    assert [loc for _, _, loc, _ in findings_of(wording.near_duplicates, both)] == expected


def test_hashes_are_counted_some_at_a_time_and_all_together(monkeypatch):
    """Those of each array are in ascending order, over the whole range of a signed number of 64 bits."""
    least, most = -(1 << 63), (1 << 63) - 1
    arrays = [array("q", each) for each in ([least, -7, 0, most], [], [-7, 3, most], [least, -7, 3, 4])]
    expected = {least: 2, -7: 3, 3: 2, most: 2}
    for at_once in (1, 2, 3, 100):
        monkeypatch.setattr(digests, "_AT_ONCE", at_once)
        assert digests.count_repeated(arrays) == expected


def test_words_of_four_letters_and_more_count_in_a_title():
    """By their stems."""
    assert wording.content_stems("Til ro i byens skove", "da") == {"by", "skov"}
    assert wording.content_stems("Food for all", "en") == {"food"}


def test_records_that_share_a_turn_of_phrase_are_no_duplicates():
    """Three words in common do not make two records one."""
    other = Text("Køkkenet har givet alle elever et æble.", "The kitchen has handed out an apple.")
    checkout = add_copy(alter(base(), "records", STATEMENT, text=TEXT), INITIATIVE, 9, text=other)
    assert findings_of(wording.near_duplicates, checkout) == []


def test_a_text_in_twenty_records_is_a_formula_and_no_pair_of_duplicates():
    """Otherwise each pair would be reported: 190 findings."""
    many = base()
    for number in range(10, 29):
        many = add_copy(many, INITIATIVE, number)
    assert findings_of(wording.near_duplicates, many) == []
    assert [code for code, *_ in findings_of(wording.boilerplate, many)] == ["RD405", "RD405"]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Skolerne serverer mad", []),
        ("Skolerne serverer mad.", ["ends with a full stop"]),
        ("skolerne serverer mad", ["starts with a lower-case letter"]),
        ("Skolemad", ["is a single word"]),
        ("7 skoler serverer mad", []),
        ("Mad " * 39 + "Mad!", []),
        ("Mad " * 39 + "Mad til", ["has 163 characters"]),
    ],
)
def test_a_title_is_a_clause(title, expected):
    """Capital, no full stop, more than one word, at most 160 characters."""
    assert [fault.en for fault in wording.title_faults(title)] == expected


def test_a_title_that_is_no_clause_is_found_in_its_language():
    """The other language is not."""
    wrong = alter(base(), "records", STATEMENT, title=Label("Ro", "Calm in lessons"))
    assert findings_of(wording.titles_that_are_not_a_clause, wrong) == [
        ("RD407", FILE, ("title", "da"), "the title is a single word")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Én sætning uden punktum", 1),
        ("Én. To? Tre! Fire…", 4),
        ("Det koster ca. 5 mio. Kroner, dvs. pct. Det er meget.", 1),
        ("Mødet er den 28. oktober kl. 12.30 hos A. Holm.", 1),
        ("Hun sagde: »Ja.« Så gik hun.", 2),
        ("Fx. Det er fint", 1),
    ],
)
def test_sentences_are_counted_past_abbreviations_and_dates(text, expected):
    """A full stop within a sentence ends none."""
    assert wording.sentences(text) == expected


@pytest.mark.parametrize(
    ("text", "reported"),
    [
        ("Ét. To. Tre. Fire.", []),
        ("Ét. To. Tre. Fire. Fem.", ["the text has 5 sentences and 23 characters"]),
        ("x" * 900, []),
        ("x" * 901, ["the text has 1 sentences and 901 characters"]),
    ],
)
def test_a_text_has_at_most_four_sentences_and_900_characters(text, reported):
    """One more of either is found."""
    checkout = alter(base(), "records", STATEMENT, text=Text(text, "It is so."))
    assert [message for *_, message in findings_of(wording.overlong_texts, checkout)] == reported


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ("syv", Span(2, 5, 2, 8)),
        ("da", Span(1, 1, 3, 12)),
        ("otte", Span(1, 1, 3, 12)),
        ("slut", Span(3, 5, 3, 9)),
        ("efter", Span(1, 1, 3, 12)),
    ],
)
def test_the_place_of_a_text_is_narrowed_to_the_word_in_it(found, expected):
    """As a word of its own, and only within the place that the finding has."""
    lines = ["|-", "    syv dage", "    slut paa efter"]
    assert locate_word(lines, Span(1, 1, 3, 12), found) == expected


def test_a_finding_without_a_place_or_a_value_stays_as_it_is():
    """There is nothing to narrow: no file is opened."""
    nowhere = SOURCE_WITHOUT_RECORD.finding("records/none.yaml", ("id",), found="a")
    whole = INITIATIVE_WITHOUT_OWNER.finding("records/none.yaml", span=Span(1, 1, 1, 2))
    assert list(locate_words(FIXTURE, [nowhere, whole], {})) == [nowhere, whole]


@pytest.mark.parametrize(
    ("title", "text", "found"),
    [
        (("Skolerne skal give mad", "Schools must give food"), ("Mad skal gives af skolerne.", "Food must be given by schools."), "da"),
        (("Skolerne skal give mad", "Schools must give food"), ("Maden er varm.", "The food of a school."), "en"),
        (("Skolerne skal give mad", "Schools must give food"), ("Maden er varm.", "The food is warm."), None),
    ],
)  # fmt: skip
def test_a_text_that_only_repeats_its_title_is_found(title, text, found):
    """Whatever the forms and the order of its longer words; one language is enough."""
    checkout = alter(base(), "records", STATEMENT, title=Label(*title), text=Text(*text))
    assert findings_of(wording.texts_that_repeat_the_title, checkout) == (
        [("RD414", FILE, ("text", found), "the text says only what the title says")] if found else []
    )


@pytest.mark.parametrize(
    ("da", "en", "found"),
    [
        ("Dette gælder alle.", "This applies to all.", ["Dette", "This"]),
        ("De samme krav gælder.", "The same requirements apply.", ["De samme", "The same"]),
        ("Andre gør det.", "Others do it.", ["Andre", "Others"]),
        ("Det viser en analyse.", "It is shown by an analysis.", ["Det", "It"]),
        ("Det er en betingelse for, at det lykkes.", "Only then does it succeed.", ["Det", "Only then"]),
        ("Det er vigtigt, at alle er med.", "It is important that all take part.", []),
        ("Det bør drøftes, hvad skolen er.", "It should be discussed what a school is.", []),
        ("Det er svært at lave mad.", "It is hard to cook.", []),
        ("Det nye køkken er færdigt.", "Its kitchen is new.", ["Its"]),
        ("De skal lave mad.", "They must cook.", ["De", "They"]),
        ("De syv skoler laver mad.", "Those who cook are few.", []),
        ("Derfor er der mad.", "Those are fed.", ["Derfor", "Those"]),
        ("Deres mad er god.", "Item two is food.", []),
        ("Så længe maden er varm, er der ro.", "So-called hot food is warm.", []),
        ("Så er der mad.", "So there is food.", ["Så", "So"]),
        ("På den måde er der ro.", "In this way there is calm.", ["På den måde", "In this way"]),
    ],
)
def test_a_title_and_a_text_do_not_open_with_a_word_that_refers_back(da, en, found):
    """It and det may refer forward."""
    checkout = alter(base(), "records", STATEMENT, text=Text(da, en))
    assert [finding.found for finding in wording.dependent_openings(checkout)] == found
    titled = alter(base(), "records", STATEMENT, title=Label(da, en))
    assert [finding.loc[0] for finding in wording.dependent_openings(titled)] == ["title"] * len(found)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Grunden til forslaget", "da", False),
        ("Virkningen efter år to under loven", "da", False),
        ("Kommunens og lovens anden halvdel", "da", False),
        ("Loven gælder", "da", True),
        ("Byen brugte pengene", "da", True),
        ("Pengene bruges klogt", "da", True),
        ("Byen kan", "da", True),
        ("The reason for the proposal", "en", False),
        ("The effect as a reason across KL's law", "en", False),
        ("The law applies", "en", True),
        ("The town used it", "en", True),
        ("Children ought to eat", "en", True),
    ],
)
def test_a_word_can_be_a_finite_verb_by_its_ending_or_is_a_frequent_one(text, language, expected):
    """Genitives and frequent words with such an ending are not."""
    assert wording.has_finite_verb(text, language) is expected


def test_a_reason_without_verb_is_found():
    """In both languages; a verb in one of them is enough."""
    none, one = Label("Grunden til forslaget", "The reason"), Label("Grunden til forslaget", "It explains the proposal")
    checkout = alter(
        base(),
        "records",
        STATEMENT,
        relations=tuple(replace(relation("motivates", PROPOSAL), reason=reason) for reason in (one, none)),
    )
    assert findings_of(wording.reasons_without_verb, checkout) == [
        ("RD417", FILE, ("relations", 1, "reason", "da"), "the reason has no finite verb")
    ]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("at og", None),
        ("at og med", "da"),
        ("and with the", "en"),
        ("at og med på the", "da"),
        ("at og med på the and", None),
        ("and with the that at og", None),
        ("at og med på som the and", "da"),
    ],
)
def test_the_language_is_that_of_three_frequent_words_and_more_than_twice_those_of_the_other(text, language):
    """Exactly twice as many say nothing."""
    assert [one for one in LANGUAGES if translation.is_written_in(one, text)] == ([language] if language else [])
