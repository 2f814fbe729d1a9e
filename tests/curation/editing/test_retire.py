"""`reformdata retire`: it leaves a tombstone and no dangling reference."""

import pytest

from reformdata.curation.reading.checkout import read_checkout
from reformdata.models import Label
from tests.curation.editing.answers import FOLDER, SOURCE, options

ONE, TWO, THREE, FOUR = (f"{SOURCE}.0{number}" for number in (1, 2, 3, 4))
DAY = ("--date", "2026-11-23")
REASON = ("--reason-da", "Den siger intet for sig", "--reason-en", "It says nothing of its own")


@pytest.fixture
def four(run):
    """A fourth record, a proposal, which is part of the first."""
    assert run("new", "proposal", *options(paragraphs="2, 4"))[0] == 0


def _text(root, name):
    return (root / FOLDER / name).read_text("utf-8")


@pytest.mark.usefixtures("four")
def test_the_successor_takes_the_place(run, root, findings):
    """The file is a tombstone, references lead to the successor, and `validate` finds no error."""
    before = _text(root, "02-mad-giver-ro.yaml")
    assert run("retire", ONE, "--by", FOUR, *DAY)[:2] == (
        0,
        f"{ONE} is withdrawn\n{TWO}: now refers to {FOUR}\n{FOUR}: the relation `part-of` is removed\n",
    )
    assert _text(root, "01-skriv-loven-om.yaml") == (
        "# yaml-language-server: $schema=../../../schemas/record.schema.json\n"
        f"id: {ONE}\nstatus: retired\nreplaced_by: {FOUR}\nretired: 2026-11-23\n"
    )
    assert _text(root, "02-mad-giver-ro.yaml") == before.replace(f"to: {ONE}", f"to: {FOUR}")
    assert "relations" not in _text(root, "04-staten-boer-betale-for-koekkener.yaml")
    assert findings() == [
        ("RD410", "records/laws/skoleloven.yaml", "`skoleloven` is not used"),
        ("RD410", "records/target-groups.yaml", "`pupils` is not used"),
    ]


def test_a_successor_of_the_same_source_takes_over_the_paragraphs(run, root, findings):
    """Those that no other record cites."""
    assert run("retire", TWO, "--by", ONE, *DAY) == (
        0,
        f"{TWO} is withdrawn\n"
        f"the record's own relations are removed: motivates {ONE}\n"
        f"{ONE}: now also cites paragraph 3\n",
        "",
    )
    assert "\nparagraphs: [2, 3]\n" in _text(root, "01-skriv-loven-om.yaml")
    assert findings() == []


def test_a_record_that_is_followed_is_not_withdrawn(run, root):
    """Its outcome would be that of no record; once it is that of the successor, the record can go."""
    outcome = f"id: {ONE}\ntest: {{da: Loven er ændret., en: The act is changed.}}\nassessable: action\n"
    file = root / "records" / "outcomes" / f"{ONE}.yaml"
    file.parent.mkdir()
    file.write_text(outcome, encoding="utf-8")
    code, _, err = run("retire", ONE, "--by", THREE, *DAY)
    assert (code, "RD323" in err, "nothing was changed" in err) == (1, True, True)
    file.unlink()
    file.with_name(f"{THREE}.yaml").write_text(outcome.replace(ONE, THREE), encoding="utf-8")
    assert run("retire", ONE, "--by", THREE, *DAY)[0] == 0


def test_without_a_successor_the_relations_are_removed(run, root, findings):
    """Each is named; the paragraphs are skipped for the reason that is given."""
    code, out, err = run("retire", ONE, *REASON, *DAY, "--skip", "repetition")
    assert code == 0
    assert "warning[RD410]: `regeringen` is not used" in err
    assert out == f"{ONE} is withdrawn\n{TWO}: the relation `motivates` is removed\nparagraph 2: skipped (repetition)\n"
    assert "relations" not in _text(root, "02-mad-giver-ro.yaml")
    assert _text(root, "source.yaml").endswith(
        "skipped:\n  - paragraphs: [1]\n    reason: heading\n  - paragraphs: [2]\n    reason: repetition\n"
    )
    assert {code for code, _, _ in findings()} <= {"RD410"}
    reason = Label("Den siger intet for sig", "It says nothing of its own")
    assert read_checkout(root).corpus.retired[ONE].reason == reason


@pytest.mark.parametrize("said", ["gentagelse", "Gentagelse", "repetition"])
def test_the_reason_for_skipping_may_be_danish(run, root, said):
    """It is shown in the language of the output, and written with its value."""
    code, out, _ = run("--lang", "da", "retire", ONE, *REASON, *DAY, "--skip", said)
    assert (code, out.splitlines()[-1]) == (0, "afsnit 2: sprunget over (gentagelse)")
    assert "reason: repetition\n" in _text(root, "source.yaml")


def test_an_unknown_reason_for_skipping_is_named_with_those_that_exist(run):
    """With their names."""
    code, _, err = run("--lang", "da", "retire", ONE, *REASON, *DAY, "--skip", "træt")
    assert code == 2
    assert "--skip: `træt` findes ikke. Værdierne er `heading` (overskrift)" in err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((f"{SOURCE}.09", "--by", ONE), f"there is no record `{SOURCE}.09`; did you mean `{ONE}`?"),
        ((ONE, "--by", "x"), "there is no record `x`"),
        ((ONE, "--by", ONE), "a record cannot replace itself"),
        ((ONE,), "give the record that takes its place (--by), or why it is withdrawn (--reason-da, --reason-en)"),
        ((ONE, "--reason-da", "x"), "give both --reason-da and --reason-en"),
        ((ONE, "--by", TWO, "--date", "x"), "`x` is not a date; write 26 September 2022, 26/9-2022 or 2022-09-26"),
        (
            (ONE, *REASON),
            "no other record rests on paragraph 2: give the reason why it needs none with --skip "
            "(heading, byline, furniture, narration, courtesy, repetition, procedure, off-topic), or write another "
            "record of it first",
        ),
    ],
)  # fmt: skip
def test_a_refused_withdrawal_gives_one_sentence(run, state, arguments, message):
    """And nothing is changed."""
    before = state()
    assert run("retire", *arguments) == (2, "", f"reformdata: {message}\n")
    assert state() == before


@pytest.mark.usefixtures("four")
def test_a_record_is_withdrawn_once_and_its_successor_may_follow(run, findings):
    """A withdrawn record is no successor."""
    run("retire", TWO, "--by", ONE, *DAY)
    for record, by in ((TWO, ONE), (FOUR, TWO)):
        assert run("retire", record, "--by", by) == (2, "", f"reformdata: `{TWO}` is already withdrawn\n")
    assert run("retire", ONE, "--by", FOUR, *DAY)[0] == 0
    assert {code for code, _, _ in findings()} <= {"RD410"}


def test_a_relation_in_brackets_is_removed_too(run, root, findings):
    """The file is brought into the canonical form for it."""
    path = root / FOLDER / "02-mad-giver-ro.yaml"
    text = path.read_text("utf-8")
    start, end = text.index("relations:"), text.index("claim:")
    reason = "reason: {da: Den ene er grunden, en: The one is the reason}"
    flow = f"relations: [{{type: motivates, to: {ONE}, {reason}}}, {{type: supports, to: {FOUR}, {reason}}}]\n"
    other = _text(root, "02-mad-giver-ro.yaml").replace(f"id: {TWO}", f"id: {FOUR}")
    other = other[: other.index("relations:")] + other[other.index("claim:") :]
    other = other.replace("Et måltid midt på dagen giver ro i timerne", "Der er larm uden frokost")
    other = other.replace("A meal at midday makes for calm lessons", "There is noise without lunch")
    (root / FOLDER / "04-larm.yaml").write_text(other, encoding="utf-8")
    path.write_text(text[:start] + flow + text[end:], encoding="utf-8")
    assert run("retire", ONE, *REASON, *DAY, "--skip", "repetition")[0] == 0
    expected = f"relations:\n  - type: supports\n    to: {FOUR}\n    reason:\n      da: Den ene er grunden\n      en: The one is the reason\nclaim:"
    assert expected in path.read_text("utf-8")
    assert {code for code, _, _ in findings()} <= {"RD405", "RD406", "RD410"}
