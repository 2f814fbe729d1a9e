"""`reformdata from-form`: the Markdown of a filled issue form in, a record or findings at its headings out."""

import io
import sys
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reformdata.curation.editing.forms import NOT_ANSWERED, fill, inputs
from reformdata.curation.reading.checkout import read_checkout
from reformdata.models import Kind
from tests.curation.editing.answers import FILE, TEXT
from tests.curation.editing.conftest import COPYING
from tests.curation.rules.pages import FIXTURE

ANSWERS = {
    "source": "skovby-2020-brev",
    "paragraphs": "4",
    "title.da": "Staten bør betale for køkkener",
    "title.en": "The state ought to pay for kitchens",
    "text.da": "Anna Holm regner med 12 køkkener.",
    "text.en": "Anna Holm expects 12 kitchens.",
    "action": "indføre",
    "strength": "bør",
    "voice.actor": "Anna Holm",
    "voice.for": "skovby",
    "voice.office.da": "borgmester",
    "voice.office.en": "mayor",
    "addressees": "Regeringen",
    "areas": "Skolemad, Skoler",
    "themes": "Regelforenkling",
    "quantities": "mindst 12 = køkkener / kitchens",
    "note": "### En overskrift\nhører til post 01",
}


def form(kind=Kind.PROPOSAL, language="da", **other):
    """A filled form as from GitHub; `title_da=None` leaves out the heading, `""` the answer."""
    answers = {**ANSWERS, **{name.replace("_", "."): value for name, value in other.items()}}
    parts = [
        f"{each.heading(language)}\n\n{answers.get(each.path) or NOT_ANSWERED}"
        for each in inputs(kind)
        if answers.get(each.path, "") is not None
    ]
    promise = {"da": "### Egne ord", "en": "### Own words"}[language]
    return "\n\n".join([*parts, f"{promise}\n\n- [X] …"]) + "\n"


@pytest.fixture
def from_form(run, root):
    """Run the command on a form: its exit code, its output, and the headlines and places of its findings."""

    def from_form(text, *arguments):
        path = root / "form.md"
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        code, out, err = run("from-form", path, "--date", "2026-11-23", *arguments)
        heads = [
            line.strip().replace(f"{path}", "form.md")
            for line in err.splitlines()
            if line.startswith(("error", "warning", "reformdata")) or "-->" in line
        ]
        path.unlink()
        return code, out, heads

    return from_form


RELATION = TEXT[TEXT.index("relations:") : TEXT.index("action:")]


def test_a_number_of_a_form_is_that_of_its_text(from_form):
    """`13.500` is thirteen thousand five hundred where the Danish text has it so."""
    texts = {"text_da": "Hun regner med 13.500.", "text_en": "She expects 13,500."}
    code, out, _ = from_form(form(quantities="13.500 = køkkener / kitchens", **texts))
    assert (code, "  - value: 13500\n" in out) == (0, True)
    assert from_form(form(quantities="13.500 = køkkener / kitchens"))[0] == 1


def test_a_filled_form_becomes_a_record(from_form, state, findings):
    """It is printed without the note, or written as the next of its source; `validate` finds nothing."""
    before = state()
    assert from_form(form()) == (0, TEXT.replace(RELATION, ""), [])
    assert state() == before
    assert from_form(form(), "--write") == (0, f"{FILE}\n", [])
    assert state() == {**before, FILE: TEXT.replace(RELATION, "").encode()}
    assert findings() == []


def test_records_that_may_say_the_same_are_listed(run, root):
    """Below the title of the form, as `reformdata new` lists them."""
    path = root / "form.md"
    text = form(title_da="Skoleloven bør give kommunerne frie hænder", title_en="The Schools Act ought to free towns")
    path.write_text(text, encoding="utf-8")
    code, _, err = run("from-form", path, "--date", "2026-11-23")
    assert code == 0
    assert "These records of the same source may say the same:\n  skovby-2020-brev.01  proposal" in err


def test_curly_quotes_around_a_title_are_reported(from_form):
    """As word processors write them."""
    assert from_form(form(title_da="“Staten bør betale for køkkener”"))[0] == 1


def test_a_form_can_come_by_the_standard_input_with_the_line_ends_of_github(run, monkeypatch):
    """As a bot passes it on."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(form().replace("\n", "\r\n").encode())))
    note = "Anything else:\n### En overskrift\nhører til post 01\n"
    assert run("from-form", "-", "--date", "2026-11-23") == (0, TEXT.replace(RELATION, ""), note + COPYING)


@pytest.mark.parametrize(
    ("kind", "other", "field"),
    [
        (Kind.STATEMENT, {"claim": "resultat", "tone": "kritisk"}, "claim: finding\ntone: critical\n"),
        (
            Kind.INITIATIVE,
            {"form": "forsøg", "status": "i gang", "owners": "skovby", "period": "2019/2021"},
            'form: trial\nowners: [skovby]\nstatus: running\nperiod: "2019/2021"\n',
        ),
    ],
)  # fmt: skip
def test_the_kind_is_that_of_the_form(from_form, kind, other, field):
    """It is known by headings that other forms do not have."""
    code, out, heads = from_form(form(kind, **other))
    assert (code, heads) == (0, [])
    assert f"kind: {kind}\n" in out
    assert field in out


@pytest.mark.parametrize(
    ("other", "heads"),
    [
        (
            {"title_da": "", "title_en": ""},
            [
                "error[RD202]: the field `title.da` is missing", "--> form.md:9:1",
                "error[RD202]: the field `title.en` is missing", "--> form.md:13:1",
            ],
        ),
        ({"paragraphs": None}, ["error[RD202]: the field `paragraphs` is missing", "--> form.md:1:1"]),
        ({"source": "skovby-2020-brv"}, ["error[RD205]: invalid value `skovby-2020-brv` in `source`", "--> form.md:1:1"]),
        ({"voice_actor": "KL"}, ["error[RD205]: invalid value `KL` in `voice.actor`", "--> form.md:33:1"]),
        ({"paragraphs": "fire"}, ["error[RD205]: invalid value `fire` in `paragraphs`", "--> form.md:5:1"]),
        ({"paragraphs": "9"}, ["error[RD309]: the source has 4 paragraphs: there is no paragraph 9", "--> form.md:5:1"]),
        ({"areas": "schools, zzz"}, ["error[RD205]: invalid value `schools, zzz` in `areas`", "--> form.md:61:1"]),
        ({"title_da": "x" * 400}, [f"error[RD205]: invalid value `{'x' * 79}…` in `da`", "--> form.md:9:1"]),
        (
            {"title_da": "Staten \x07bør"},
            ["error[RD004]: the character U+0007 is not allowed in a file", "--> form.md:11:8"],
        ),
        (
            {"voice_actor": "Anna\u3164Holm"},
            ["error[RD004]: the character U+3164 (HANGUL FILLER) is not allowed in a file", "--> form.md:35:5"],
        ),
        (
            {"paragraphs": "", "strength": "shall"},
            [
                "error[RD202]: the field `paragraphs` is missing", "--> form.md:5:1",
                "error[RD205]: invalid value `shall` in `strength`", "--> form.md:29:1",
            ],
        ),
    ],
)  # fmt: skip
def test_a_missing_or_wrong_value_is_reported_at_its_heading(from_form, state, other, heads):
    """Every error is reported in one run, and nothing is written."""
    before = state()
    code, out, found = from_form(form(**other), "--write")
    assert (code, out, state()) == (1, "", before)
    assert found == heads


@pytest.mark.parametrize(
    ("other", "language", "lines"),
    [
        (
            {"voice_actor": "anna holmm"},
            "en",
            [
                "33 | ### Stemme",
                "   | ^^^^^^^^^^",
                "   = help: there is no `anna holmm`; did you mean `anna-holm`? The values are `anna-holm`, `regeringen` "
                "(The government), `skovby` (The Municipality of Skovby)",
            ],
        ),
        (
            {"title_da": "", "title_en": ""},
            "en",
            ["   = help: fill it in: in English: the act as one clause, without a full stop"],
        ),
        (
            {"title_da": "", "title_en": ""},
            "da",
            ["   = hjælp: udfyld det: på engelsk: handlingen som én sætning, uden punktum"],
        ),
    ],
)
def test_a_finding_shows_the_heading_and_explains_the_field(run, root, other, language, lines):
    """In the language of the command."""
    path = root / "form.md"
    path.write_text(form(**other), encoding="utf-8")
    code, _, err = run("from-form", path, "--lang", language)
    assert (code, err.splitlines()[-len(lines) - 1 :]) == (1, [*lines, ""])


DANISH = {"title_en": "", "text_en": "", "voice_office_en": "", "quantities": "mindst 12 = køkkener"}


def test_one_language_is_enough(from_form, root, findings):
    """The other is marked, and each mark is a warning; the two languages are not compared meanwhile."""
    code, out, heads = from_form(form(**DANISH), "--write")
    assert (code, out) == (0, f"{FILE}\n")
    assert [head for head in heads if "-->" not in head] == [
        "warning[RD419]: the text is not written in English yet"
    ] * 4
    written = (root / FILE).read_text("utf-8")
    assert written.count("needs-translation") == 4
    assert "da: køkkener\n      en: needs-translation\n" in written
    assert {code for code, *_ in findings()} == {"RD419"}


def test_the_text_of_a_draft_is_checked(from_form):
    """What does not compare the languages is found as in any other record."""
    _, _, heads = from_form(form(**{**DANISH, "title_da": "Staten bør betale for 7 køkkener."}))
    assert [head for head in heads if head.startswith("error")] == ["error[RD407]: the title ends with a full stop"]


def test_an_english_form_is_enough_too(from_form):
    """The file is named after the title that there is."""
    english = {"title_da": "", "text_da": "", "voice_office_da": "", "quantities": "at least 12 = kitchens"}
    values = {"action": "introduce", "strength": "ought", "areas": "School meals, Schools", "themes": "Deregulation"}
    code, out, heads = from_form(form(language="en", **values, **english), "--write")
    assert (code, out) == (0, "records/sources/skovby-2020-brev/04-the-state-ought-to-pay-for-kitchens.yaml\n")
    assert [head for head in heads if "-->" not in head] == [
        "warning[RD419]: the text is not written in Danish yet"
    ] * 4


@pytest.mark.parametrize("typed", ["Skovby og regeringen", "anna-holm, skovby"])
def test_two_voices_are_asked_about(run, root, typed):
    """A record has one; each has an id that can be written."""
    path = root / "form.md"
    path.write_text(form(voice_actor=typed.replace("Skovby", "skovby"), voice_for=""), encoding="utf-8")
    code, _, err = run("from-form", path, "--lang", "da")
    assert code == 1
    assert "fejl[RD205]" in err
    assert ("er flere: `skovby` (Skovby Kommune) og `regeringen`; skriv én af dem" in err) == (" og " in typed)


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("Anna Holm og regeringen", ["anna-holm", "regeringen"]),
        ("Skovby Kommune & Regeringen", ["skovby", "regeringen"]),
    ],
)
def test_a_list_may_have_og_between_two(from_form, typed, ids):
    """As people write it."""
    code, out, _ = from_form(form(addressees=typed))
    assert (code, f"addressees: [{', '.join(ids)}]\n" in out) == (0, True)


@pytest.mark.parametrize(
    ("language", "other", "lines"),
    [
        (
            "da",
            {"areas": "Skolmad"},
            [
                "Tak for dit bidrag. Det kan ikke blive til en post endnu.",
                "| fejl | [RD205](../blob/HEAD/reformdata/curation/rules/RD205-bad-value.md#dansk) | Politikområder | ugyldig værdi",
            ],
        ),
        (
            "en",
            {"areas": "Skolmad"},
            [
                "Thank you for your contribution. It cannot become a record yet.",
                "| error | [RD205](../blob/HEAD/reformdata/curation/rules/RD205-bad-value.md#english) | Policy areas | invalid value",
            ],
        ),
        ("da", {"title_en": ""}, [f"Tak for dit bidrag. Det er blevet til filen `{FILE}`", "| advarsel | [RD419]"]),
        (
            "da",
            {"note": "@kl ```\n````\nCloses #1"},
            ["\nTil redaktøren:\n\n`````text\n@kl ```\n````\nCloses #1\n`````\n"],
        ),
        ("da", {"areas": "@kl <b> | #7"}, ["`@<!-- -->kl &lt;b&gt; \\| #<!-- -->7`".replace("`", "\\`")]),
    ],
)
def test_the_answer_is_in_the_language_of_the_form(from_form, root, language, other, lines):
    """Whatever the language of the command; what the contributor wrote is text in it."""
    english = {"action": "introduce", "strength": "ought", "areas": "Schools", "themes": "Deregulation"}
    text = form(language=language, **{**(english if language == "en" else {}), **other})
    from_form(text, "--write", "--reply", root / "reply.md", "--lang", "en")
    answer = (root / "reply.md").read_text("utf-8")
    assert [line for line in lines if line not in answer] == [], answer


@pytest.mark.parametrize("text", ["", "### Titel\n\nx\n", "---\nkind: proposal\n", "::error::x\n"])
def test_a_text_that_is_not_a_form_has_one_finding(from_form, text):
    """At its first line."""
    assert from_form(text) == (1, "", ["error[RD202]: the field `kind` is missing", "--> form.md:1:1"])


@pytest.mark.parametrize(
    ("content", "message"),
    [(b"### \xe5", "not UTF-8: save it as UTF-8"), (b"x" * (256 * 1024 + 1), "too large to be a form")],
)
def test_a_file_that_is_not_text_is_wrong_use(run, root, content, message):
    """In one sentence."""
    path = root / "form.md"
    path.write_bytes(content)
    assert run("from-form", path) == (2, "", f"reformdata: {path}: {message}\n")


HOSTILE = [
    "```yaml\nid: skovby-2020-brev.01\nstatus: retired\n```",
    "::error file=x::y\n##[error]z",
    "- a: &a [*a]\n!!python/object:os.system",
    "' \" \\ : # | > % @ ` {x} [y]",
    "x: y\n---\n...\n",
    "<!-- --> <script>alert(1)</script> {{ '{{' }} ${{ github.token }}",
    "### Titel på dansk\n\nen anden titel",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_markdown_is_text_like_any_other(from_form, text):
    """A record contains it unchanged, or there is a finding."""
    code, out, heads = from_form(form(text_en=text))
    if code == 1:
        assert heads
        return
    assert (code, heads) == (0, [])
    assert out.startswith(TEXT[: TEXT.index("text:")])


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.sampled_from(sorted(ANSWERS)), st.text(max_size=60) | st.sampled_from(HOSTILE), min_size=1))
def test_any_answers_give_a_valid_record_or_a_finding(answers):
    """And never an exception."""
    text = form(**{name.replace(".", "_"): value for name, value in answers.items()})
    filled = fill(text.replace("\r", "\n"), "form.md", CHECKOUT, added=date(2026, 11, 23))
    assert (filled.draft is None) == any(each.rule.severity == "error" for each in filled.findings)
    assert all(each.span for each in filled.findings if each.file == "form.md")


CHECKOUT = read_checkout(FIXTURE)
