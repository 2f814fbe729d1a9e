"""Search: words in every form, compounds, ranking, and what is shown of a hit.

The pairs of words below come from records of November 2026: a word as one would ask for it, and the form in the
record. Search by the start of a word, which SQLite alone offers, finds 44 of 79.
"""

from dataclasses import replace

import pytest

import reformdata as rd
from reformdata.dataset import search
from reformdata.dataset.dataset import Dataset
from reformdata.dataset.search import MOST_WORDS, Part, parse
from reformdata.models import Label, RecordId
from reformdata.store.compiling import compile_corpus
from reformdata.store.file import Store
from reformdata.store.stems import danish, english, parts
from tests.fixtures.corpus import BARE, CORPUS, INITIATIVE, PROPOSAL, STATEMENT, by_id

_INFLECTED = """
plejehjem plejehjemmene, plejehjemmene plejehjem, plejehjem plejehjemmets, borger borgernes, borgerne borger,
kommune kommunernes, kommunerne kommunens, lov lovens, loven lov, regel reglerne, regler reglen, regler regel,
kvalitet kvaliteten, opgave opgaverne, opgaverne opgave, tilbud tilbuddene, botilbuddet botilbuddenes, leder lederens,
ledere ledernes, ledelse ledelsen, skole skolernes, skoler skolen, frist fristerne, barn børnene, børn barnet,
menneske menneskers, virksomhed virksomhederne, evne evnen, forskning forskningens, system systemerne,
ressource ressourcerne, middel midlerne, metode metoderne, politiker politikernes, minister ministerens, pulje puljerne,
effektiv effektivt, vigtig vigtigere, vigtig vigtigt, social sociale, offentlig offentligt, frihed friheden,
socialchef socialchefernes, indsats indsatserne, municipality municipalities, manager managers, rule rules,
reform reforms, require requires, report reports
"""
_COMPOUNDED = """
pleje ældrepleje, pleje hjemmeplejen, ældre ældreområdet, område ældreområdet, minister statsministeren,
kommission ledelseskommissionen, reform folkeskolereformen, reform nærhedsreform, styring effektstyring,
krav dokumentationskrav, rapport kvalitetsrapporter, indsats jobindsatsen, teknologi velfærdsteknologi,
skole folkeskolen, folkeskole folkeskolens, lov serviceloven, opgave kerneopgaver, data økonomidata, hjem plejehjem,
ledelse skoleledelserne, forenkling regelforenklingen, aftale rammeaftalerne, center jobcentrenes
"""
_SPELLED = "aeldre ældre, aeldrepleje ældreplejen, foraeldre forældre, oekonomi økonomien, boern børn, omraade område"


def _pairs(text):
    return [tuple(pair.split()) for pair in text.split(",")]


_PAIRS = _pairs(_INFLECTED) + _pairs(_COMPOUNDED) + _pairs(_SPELLED)


@pytest.fixture(scope="module")
def words():
    """A data set with a record for each of the words, which is its title in both languages."""
    first_parts = ("stat", "job", "kerne", "ramme")  # of compounds, which are recognised by words of the texts
    titles = dict.fromkeys((*first_parts, *(word for pair in _PAIRS for word in pair)))
    records = (
        replace(BARE, id=RecordId(f"{BARE.id.source}.{number:03}"), title=Label(word, word))
        for number, word in enumerate(titles, start=100)
    )
    return Dataset(Store.of_bytes(compile_corpus(replace(CORPUS, records=by_id(records), retired={}, outcomes={}))))


@pytest.mark.parametrize(("asked", "written"), _PAIRS)
def test_recall(words, asked, written):
    """A word is found in a record that has another form of it, a compound with it, or æ, ø and å in it."""
    assert written in words.search(asked).to_pandas()["title_da"].tolist()


@pytest.mark.parametrize(
    ("asked", "spared"),
    [
        ("leje", "plejehjem"), ("visning", "undervisning"), ("far", "får"), ("skab", "fællesskab"), ("form", "reform"),
        ("magt", "opmagasinering"), ("borgmester", "borger"), ("for", "forslag"), ("led", "ledelse"), ("tal", "taler"),
        ("leder", "billede"), ("leder", "led"), ("lov", "lovende"), ("lov", "lover"), ("by", "byrde"), ("stat", "status"),
    ],
)  # fmt: skip
def test_precision(asked, spared):
    """A word is not found in one that only looks as if it held it."""
    query = parse(asked)

    assert query.mark(spared) == (Part(spared, hit=False),)


@pytest.mark.parametrize(
    ("stem", "forms"),
    [
        (danish, "plejehjem plejehjemmet plejehjemmene plejehjemmenes plejehjems"),
        (danish, "kommune kommuner kommunen kommunerne kommunernes kommunens"),
        (danish, "regel regler reglen reglerne reglernes"),
        (danish, "center centret centre centrene"),
        (danish, "kvalitet kvaliteten kvaliteter"),
        (danish, "vigtig vigtigt vigtige vigtigere"),
        (danish, "analyse analyserne analyseret analyserede analyserer"),
        (danish, "idé ideer idéer ideerne"),
        (danish, "ældre ældres"),
        (danish, "indsats indsatsen indsatserne indsatsernes"),
        (danish, "pris prisen priser"),
        (english, "policy policies"),
        (english, "plan plans planned planning"),
        (english, "require requires required requiring"),
    ],
)
def test_stems(stem, forms):
    """The forms of a word have one stem."""
    assert len({stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    "words", ["hus hud", "får far", "mulig mulighed", "kommune kommission", "status stat", "by byg"]
)
def test_danish_words_that_differ(words):
    """Different words keep different stems."""
    one, two = words.split()

    assert danish(one) != danish(two)


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("statsministeren", ("minist",)),  # a title is found by what the person is
        ("afbureaukratiseringen", ("bureaukratisering",)),
        ("ubureaukratiske", ("bureaukratisk",)),
        ("forældrene", ()),
        ("udvikling", ()),
        ("nærhospitaler", ()),
    ],
)
def test_parts(word, found):
    """A word is also found by what follows a prefix; a title only by its last part."""
    assert parts(word, frozenset({"stat", "minist", "ældr", "tal"})) == found


def test_parts_of_compounds():
    """A word is a compound if its last part is a known word, the longest that will do, and its first one too or long."""
    known = frozenset({"plej", "hjem", "reform", "form", "lov", "visning"})

    words = ("plejehjemmene", "nærhedsreformen", "serviceloven", "undervisning", "pleje", "reform", "tvivl")
    assert [parts(word, known) for word in words] == [
        ("plej", "hjem"), ("nærhed", "reform"), ("servic", "lov"), (), (), (), (),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("skemaerne", [STATEMENT.id, INITIATIVE.id, PROPOSAL.id]),  # written `skemaet`, `skema`
        ("lærer", [INITIATIVE.id, PROPOSAL.id]),
        ("skole leder", [BARE.id]),  # written `skoleledere`
        ("skoleleder", [BARE.id]),
        ("laererne", [INITIATIVE.id, PROPOSAL.id]),
        ("abolishing forms", [PROPOSAL.id]),
        ("skole-ledere", []),  # side by side, as written
        ("skemaet", [STATEMENT.id, INITIATIVE.id, PROPOSAL.id]),
        ("planlægge lærerne", [PROPOSAL.id]),
        ('"planlægge lærerne"', []),
        ('"the long form"', [PROPOSAL.id]),
        ("LFS", [STATEMENT.id, INITIATIVE.id, PROPOSAL.id]),  # an alias of an actor
        ("vejl", [BARE.id]),  # the start of a longer word, from four letters
        ("vej", []),
        ("vej*", [BARE.id]),  # the start of a word, on request
        ("vejl OR eleverne", [BARE.id, STATEMENT.id, PROPOSAL.id]),
        ("OR eleverne", []),  # `or` is a word where nothing stands on both sides of it
        ("the", []),  # a word of English grammar alone
        ("dokumentation:", [STATEMENT.id]),
        ("NOT OR* (", []),
        ("_", []),
        ("x" * 3000, []),
        (" ".join(f"ord{number}" for number in range(MOST_WORDS)), []),
        ('nordby" OR "skema', []),
        ("title_da : nordby", []),
    ],
    ids=lambda value: str(value)[:30],
)
def test_search(ds, text, ids):
    """A search finds other forms, and compounds as two words and the other way round; it obeys `OR` and `*` alone."""
    assert sorted(ds.search(text).ids) == sorted(ids)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("ord " * (MOST_WORDS + 1), f"give at most {MOST_WORDS} words"),
        *((text, "give a word to look for") for text in ("", "  ", "!?", '""', '" "')),
    ],
)
def test_no_words_or_too_many(ds, text, hint):
    """A search needs a word, and a whole document is refused."""
    with pytest.raises(rd.ConditionValueError, match=hint):
        ds.search(text)


def test_language(ds):
    """In one language only its titles, texts and names count; one record need not mix them."""
    assert ds.search("teachers", "en").ids == ds.search("teachers").ids
    assert ds.search("teachers")
    assert not ds.search("teachers", "da")
    assert ds.search("the", "en")
    assert not ds.search("lærerne teachers")
    assert "lang=da" in ds.search("lærer", "da").cite()
    with pytest.raises(ValueError, match="lang='de': no such value"):
        ds.search("lærer", "de")


def test_nearest_words(ds):
    """A search that finds nothing names what is like the words that no record has."""
    found = ds.search("lærrerne")

    assert found.nearest_words[0] == "lærerne"
    assert repr(found) == f"<Records: none; nearest words: {', '.join(found.nearest_words)}>"
    assert ds.search("lærerne").nearest_words == ds.search("xyzzy").nearest_words == ds.records[:0].nearest_words == ()


def test_why_a_record_was_found(ds):
    """A snippet names what was hit, with its field, where the words are not in title or text."""
    (shown, *_) = ds.search("LFS").snippets()

    assert str(shown).endswith(
        "gengivet af: Landsforum for Skoler (»LFS«); nævnte aktører: Landsforum for Skoler (»LFS«)"
    )
    assert "<br>gengivet af: Landsforum for Skoler (<mark>LFS</mark>)" in shown._repr_html_()
    assert ds.search("skemaet").snippets()[0].names == ()


def test_the_word_itself_comes_before_its_other_forms(words):
    """Of two titles the one with the very form that was asked for is the better match."""
    assert [row["title_da"] for row in words.search("plejehjemmene").to_dicts()][:1] == ["plejehjemmene"]


def test_snippets(ds):
    """Of each record the title and the text, with every form of what was asked for marked."""
    shown = ds.search("skemaer").filter(kind=["proposal", "statement"]).snippets()

    assert [(one.id, one.language, str(one)) for one in shown[::-1]] == [
        (STATEMENT.id, "da", "»Skemaet« tager tid fra eleverne\n=Dokumentation fylder mere end undervisning."),
        (
            PROPOSAL.id,
            "da",
            'Afskaf »skemaet«, og lad lærerne planlægge selv\nLandsforum vil af med "det lange skema", som skolerne udfylder'
            " hvert år.\nTiden skal bruges på eleverne.".replace('skema"', '»skema«"'),
        ),
    ]
    assert repr(shown[-1]) == (
        f"<Snippet {STATEMENT.id}: »Skemaet« tager tid fra eleverne / =Dokumentation fylder mere end undervisning.>"
    )


def test_language_of_snippets(ds):
    """The wanted language if it has the words, else the other; the wanted one if neither has."""
    assert [one.language for one in ds.search("guide").snippets("da")] == ["en"]
    assert [one.language for one in ds.search("vejledning").snippets("en")] == ["da"]
    assert [one.language for one in ds.search("LFS").snippets("en")] == ["en"] * 3
    assert ds.search("LFS").snippets("en")[0].title[0].hit is False


def test_snippets_stay_with_what_a_search_found(ds):
    """A filter or a slice of a search shows the same hits; a filter by words shows those."""
    found = ds.search("skemaet")

    assert found.filter(kind="proposal").snippets() == found[1:2].snippets() == (found.snippets()[1],)
    assert ds.records.filter(text="skemaet", kind="proposal").snippets() == (found.snippets()[1],)


def test_snippets_of_records_that_were_not_searched(ds):
    """Without words there are no marks, and of no records there are no snippets."""
    assert [part.hit for one in ds.records.snippets() for part in (*one.title, *one.text)] == [False] * 8
    assert ds.records[:0].snippets() == ds.search("zzz").snippets() == ()
    with pytest.raises(ValueError, match="lang='de': no such value"):
        ds.records.snippets("de")


def test_snippet_as_html(ds):
    """In a notebook a snippet is escaped, its language marked and its hits marked."""
    shown = ds.search('"det lange skema"').snippets()[0]._repr_html_()

    assert shown == (
        '<p lang="da"><strong>Afskaf skemaet, og lad lærerne planlægge selv</strong><br>Landsforum vil af med &quot;<mark>det</mark>'
        " <mark>lange</mark> <mark>skema</mark>&quot;, som skolerne udfylder hvert år.\nTiden skal bruges på eleverne.</p>"
    )


def test_snippets_at_the_prompt(ds):
    """A line for each; in a notebook, one below the other."""
    shown = ds.search("skemaet").snippets()

    assert repr(shown).splitlines()[0].startswith(f"<Snippet {shown[0].id}: ")
    assert shown._repr_html_() == "".join(one._repr_html_() for one in shown)


def test_a_table_names_whom_the_voice_speaks_for_and_who_reports_it(ds):
    """In a notebook, beside the voice."""
    shown = ds.records._repr_html_()

    assert "for</th>" in shown
    assert "reported by</th>" in shown
    assert "Landsforum for Skoler" in ds.search("skemaet").filter(kind="statement")._repr_html_()


@pytest.mark.parametrize("before", [0, 10, 100, 400])
@pytest.mark.parametrize("after", [0, 10, 400])
def test_a_passage_holds_the_first_hit(before, after):
    """A long text is cut between words to about two hundred characters around the first hit, and says where it was cut."""
    text = f"{'ord ' * before}Hjemmet{' ord' * after}"
    shown = search.snippet("x", [("da", "", text)], parse("hjem")).text

    joined = "".join(part.text for part in shown)
    assert [part.text for part in shown if part.hit] == ["Hjemmet"]
    assert joined.strip("…") in text
    assert len(joined) <= 202
    assert (joined[0] == "…", joined[-1] == "…") == (before >= 100, after == 400)
    assert set(joined.strip("…").split()) <= {"ord", "Hjemmet"}


def test_a_text_without_spaces_is_cut_too():
    """A passage of one endless word is cut where it must be."""
    shown = search.snippet("x", [("da", "", "x" * 1000)], parse("hjem")).text

    assert [part.text for part in shown] == ["x" * 200, "…"]
