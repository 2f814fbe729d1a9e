"""A comparison in words."""

from dataclasses import replace

import pytest

import reformdata as rd
from reformdata.models import Label, RecordId, Strength, Text
from tests.dataset.comparison.altering import CORPUS, REASON, alter, opened, put, renumber, withdraw
from tests.fixtures.corpus import BARE, PROPOSAL, STATEMENT

VERSION = rd.__version__
TITLE = Label(
    "Afskaf det lange skema, og lad lærerne planlægge selv",
    "Abolish the long form, and let teachers plan by themselves",
)


def _corpus():
    """One with something of most kinds of change."""
    corpus = withdraw(CORPUS, STATEMENT.id, to=PROPOSAL.id, reason=REASON)
    corpus = renumber(corpus, BARE.id, "nordby-2018-blog.06")
    corpus = put(corpus, "records", replace(BARE, id=RecordId("nordby-2018-blog.10"), title=Label("Ny", "New")))
    corpus = alter(corpus, "records", PROPOSAL.id, strength=Strength.MUST, areas=("schools",), stated_date=None,
                   quantities=PROPOSAL.quantities[:1], title=TITLE, laws=("skoleloven",), target_groups=("teachers", "pupils"))  # fmt: skip
    return alter(corpus, "themes", "documentation", definition=Text("Ny", "New"))


COMPARISON = rd.diff(opened(CORPUS), opened(_corpus()))


def test_in_english_for_a_terminal():
    """Of a long text the words that changed, of a short value what it was and is, of a list its elements."""
    assert COMPARISON.to_text().splitlines() == [
        f"{VERSION} → {VERSION}: records: 1 added, 1 merged, 1 moved, 2 changed; themes: 1 changed.",
        "",
        "Records: added (1)",
        "  nordby-2018-blog.10: New",
        "",
        "Records: merged (1)",
        "  nordby-2018-blog.02 → landsforum-2019-nyhed.01: The form takes time away from pupils (It says two things)",
        "",
        "Records: moved (1)",
        "  nordby-2018-blog.04 → nordby-2018-blog.06: Nordby publishes a guide",
        "",
        "Records: changed (2)",
        "  landsforum-2019-nyhed.01: Abolish the long form, and let teachers plan by themselves",
        "      title.da: Afskaf [-skemaet,-] {+det lange skema,+} og lad lærerne planlægge selv",
        "      title.en: Abolish the {+long+} form, and let teachers plan by themselves",
        "      areas: [-primary-schools-]",
        "      target_groups: another order",
        "      quantities: [-2.5, hours a week, at-least-]",
        "      strength: ought → must",
        "      date: 2019-05-03 → (nothing)",
        "      relations: [-answers, nordby-2018-blog.02, The proposal responds to the complaint about the form-]",
        "  nordby-2018-blog.03: Nordby tries schools without the form",
        "      relations: [-part-of, nordby-2018-blog.04, The trial is described in the guide-]",
        "",
        "Themes: changed (1)",
        f"  documentation: {CORPUS.themes['documentation'].name.en}",
        f"      definition.da: {CORPUS.themes['documentation'].definition.da} → Ny",
        f"      definition.en: {CORPUS.themes['documentation'].definition.en} → New",
    ]


def test_in_danish_for_release_notes():
    """Headings and lists."""
    lines = COMPARISON.to_markdown("da").splitlines()
    assert lines[0] == (
        f"**{VERSION} → {VERSION}:** poster: 1 tilføjet, 1 lagt sammen, 1 flyttet, 2 ændret; temaer: 1 ændret."
    )
    assert lines[2:10] == [
        "### Poster: tilføjet (1)",
        "",
        "- nordby-2018-blog.10: Ny",
        "",
        "### Poster: lagt sammen (1)",
        "",
        "- nordby-2018-blog.02 → landsforum-2019-nyhed.01: Skemaet tager tid fra eleverne (Den siger to ting)",
        "",
    ]
    assert "  - title.da: Afskaf ~~skemaet,~~ **det lange skema,** og lad lærerne planlægge selv" in lines
    assert "  - target\\_groups: en anden rækkefølge" in lines


def test_no_changes_are_one_line():
    """In either form and language."""
    none = rd.diff(opened(CORPUS), opened(CORPUS))
    assert (len(none), bool(none), none.to_dicts()) == (0, False, [])
    assert none.to_text() == f"{VERSION} → {VERSION}: No changes in the data.\n"
    assert none.to_markdown("da") == f"**{VERSION} → {VERSION}:** Ingen ændringer i data.\n"


@pytest.mark.parametrize("render", [rd.Comparison.to_text, rd.Comparison.to_markdown])
def test_an_unknown_language_is_reported(render):
    """Even where there is nothing to tell."""
    with pytest.raises(rd.ConditionValueError, match="lang='sv': no such value"):
        render(rd.diff(opened(CORPUS), opened(CORPUS)), "sv")


def test_markdown_in_a_record_is_escaped():
    """It starts no markup, no mention and no line."""
    corpus = alter(CORPUS, "records", BARE.id, text=Text("x", "# <b>@kl</b>\n- [a](http://b.dk) | *c*"))
    (line,) = [line for line in rd.diff(opened(CORPUS), opened(corpus)).to_markdown().splitlines() if "text.en" in line]
    assert line == (
        "  - text.en: The guide is for heads of schools. → "
        r"#<!-- --> &lt;b&gt;@<!-- -->kl&lt;/b&gt; - \[a\](http:<!-- -->//b.dk) \| \*c\*"
    )


def test_a_sentence_that_was_written_anew_is_reported_whole():
    """Marked words would be unreadable."""
    corpus = alter(CORPUS, "records", PROPOSAL.id, title=Label(PROPOSAL.title.da, "Schools should be rid of paperwork"))
    text = rd.diff(opened(CORPUS), opened(corpus)).to_text()
    assert f"title.en: {PROPOSAL.title.en} → Schools should be rid of paperwork\n" in text


def test_of_a_long_list_the_number_is_reported():
    """As of fingerprints that were made anew."""
    id_ = "landsforum-2019-nyhed"
    prints = CORPUS.fingerprints[id_]
    many = tuple(replace(prints.paragraphs[0], paragraph=number) for number in range(5, 20))
    corpus = replace(CORPUS, fingerprints={id_: replace(prints, paragraphs=(*prints.paragraphs, *many))})
    corpus = alter(corpus, "sources", id_, paragraphs=19)
    assert "      paragraphs: {+15 parts+}\n" in rd.diff(opened(CORPUS), opened(corpus)).to_text()
