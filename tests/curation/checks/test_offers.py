"""A name in the place of an id is answered with the id, where the data tells which."""

from pathlib import Path

import pytest

from reformdata.cli import main
from reformdata.curation.checks import validate
from reformdata.curation.checks.offers import record_meant
from reformdata.curation.formatting import format_text
from reformdata.findings import Fix
from reformdata.models.names import folded
from tests.curation.rules.pages import FIXTURE, lay

RECORD = "records/sources/skovby-2020-brev/02-mad-giver-ro.yaml"
CANONICAL = format_text((FIXTURE / RECORD).read_text(encoding="utf-8"))
ELDERLY = """\
- id: elder-care
  name: {da: Ældrepleje, en: Elder care}
  definition: {da: Hjælp til ældre., en: Help for the elderly.}
- id: home-help
  name: {da: Hjælp i hjemmet, en: Help at home}
  definition: {da: Hjælp i eget hjem., en: Help in their own homes.}
- id: home-nursing
  name: {da: Hjælp i Hjemmet, en: Nursing at home}
  definition: {da: Sygepleje i eget hjem., en: Nursing in their own homes.}
"""
RECORD_GRAMMAR = "the id of a record is the id of its source, a dot, and two or three digits: kl-2020-temaside.06"


def _root(root: Path, old: str, new: str) -> Path:
    """A checkout of which one record has `new` in the place of `old`, and with areas for the elderly."""
    assert CANONICAL.count(old) == 1
    areas = (FIXTURE / "records/areas.yaml").read_text(encoding="utf-8")
    return lay({RECORD: CANONICAL.replace(old, new), "records/areas.yaml": format_text(areas + ELDERLY)}, root)


def _told(root: Path, old: str, new: str) -> list[tuple[str, str | None, str | None, Fix | None]]:
    """What is said of the record: code, the advice in both languages, and what is to be written."""
    return [
        (finding.rule.code, finding.advice and finding.advice.da, finding.advice and finding.advice.en, finding.fix)
        for finding in validate(_root(root, old, new)).findings
        if finding.file == RECORD
    ]


@pytest.mark.parametrize(
    "said", ["Ældrepleje", "ældrepleje", "Aeldrepleje", "AELDREPLEJE", "Elder care", "Elder-Care"]
)  # fmt: skip
def test_an_area_by_its_name_is_answered_with_its_id(tmp_path: Path, said: str) -> None:
    """In either language, in capitals or not, with æ or ae."""
    assert _told(tmp_path, "areas: [schools]", f"areas: [{said}]") == [
        ("RD205", "skriv `elder-care` (Ældrepleje)", "write `elder-care`", Fix("elder-care"))
    ]


def test_an_actor_by_an_alias_is_answered_with_its_id(tmp_path: Path) -> None:
    """In a block of its own, too."""
    assert _told(tmp_path, "actor: skovby", "actor: SKOVBY") == [
        (
            "RD205",
            "skriv `skovby` (Skovby Kommune)",
            "write `skovby` (The Municipality of Skovby)",
            Fix("skovby"),
        )
    ]


def test_a_name_that_has_the_form_of_an_id_is_answered_with_the_id(tmp_path: Path) -> None:
    """It is no id of the table, and nothing is like it."""
    assert _told(tmp_path, "areas: [schools]", "areas: [skolemad]") == [
        ("RD302", "skriv `school-meals` (Skolemad)", "write `school-meals`", Fix("school-meals"))
    ]


def test_a_name_of_two_entries_is_answered_with_both(tmp_path: Path) -> None:
    """Neither is taken."""
    assert _told(tmp_path, "areas: [schools]", "areas: [Hjælp i hjemmet]") == [
        (
            "RD205",
            "mente du `home-help` (Hjælp i hjemmet) eller `home-nursing` (Hjælp i Hjemmet)?",
            "did you mean `home-help` (Help at home) or `home-nursing` (Nursing at home)?",
            None,
        )
    ]


@pytest.mark.parametrize(("said", "code"), [("Ældreplejen", "RD205"), ("aeldreplejen", "RD302")])
def test_something_like_a_name_is_a_question(tmp_path: Path, said: str, code: str) -> None:
    """It is not taken for the name."""
    assert _told(tmp_path, "areas: [schools]", f"areas: [{said}]") == [
        (code, "mente du `elder-care` (Ældrepleje)?", "did you mean `elder-care`?", None)
    ]


def test_what_is_like_an_id_is_asked_by_the_id(tmp_path: Path) -> None:
    """As ever."""
    assert _told(tmp_path, "areas: [schools]", "areas: [scools]") == [
        ("RD302", "mente du `schools`?", "did you mean `schools`?", None)
    ]


@pytest.mark.parametrize("said", ["Månen", '" Ældrepleje "', "Æ" * 81])
def test_what_nothing_is_called_is_told_the_form_of_an_id(tmp_path: Path, said: str) -> None:
    """Blanks at the ends are fixed by themselves; what is too long is not compared."""
    assert [(code, fix) for code, _, _, fix in _told(tmp_path, "areas: [schools]", f"areas: [{said}]")] == [
        ("RD205", None)
    ]


def test_what_nothing_is_called_is_told_where_the_ids_stand(tmp_path: Path) -> None:
    """The form of an id alone would help nobody to one that is there."""
    assert _told(tmp_path, "areas: [schools]", "areas: [Månen]") == [
        (
            "RD205",
            "skriv et id fra områderne i records/areas.yaml, eller tilføj det dér først",
            "write an id from the areas in records/areas.yaml, or add it there first",
            None,
        )
    ]


@pytest.mark.parametrize(
    ("said", "advice"),
    [("SKOVBY", "{actor: skovby}"), ("Anna Holm", "{actor: anna-holm}"), ("Månen", "{actor: Månen}")],
)
def test_a_name_in_the_place_of_a_voice_is_answered_with_the_actor(tmp_path: Path, said: str, advice: str) -> None:
    """If it is one."""
    assert _told(tmp_path, "voice:\n  actor: skovby", f"voice: {said}") == [
        ("RD206", f"skriv voice: {advice}", f"write voice: {advice}", None)
    ]


def test_a_value_that_is_no_id_is_left_to_its_rule(tmp_path: Path) -> None:
    """A paragraph has no name."""
    assert _told(tmp_path, "paragraphs: [3]", "paragraphs: [Skoler]") == [
        (
            "RD205",
            "skriv et helt tal med højst seks cifre, fx 12",
            "write a whole number of at most six digits, such as 12",
            None,
        )
    ]


@pytest.mark.parametrize(
    ("said", "ids"),
    [
        ("Ældrepleje", ("elder-care",)),
        ("Ældrepleje, schools", ("elder-care", "schools")),
        ("skolemad", ("school-meals",)),
    ],
)
def test_names_without_brackets_are_answered_with_a_list_of_ids(
    tmp_path: Path, said: str, ids: tuple[str, ...]
) -> None:
    """Each between commas is a name of just one entry."""
    written = f"areas: [{', '.join(ids)}]"
    assert _told(tmp_path, "areas: [schools]", f"areas: {said}") == [
        ("RD206", f"skriv {written}", f"write {written}", Fix(ids))
    ]


@pytest.mark.parametrize(
    ("said", "advice", "fix"),
    [
        ("schools", "write areas: [schools]", Fix(("schools",), safe=True)),
        ("Ældrepleje, Månen", "write areas: […]", None),
        ("Hjælp i hjemmet", "write areas: […]", None),
    ],
)
def test_a_list_that_is_not_all_of_names_is_left(tmp_path: Path, said: str, advice: str, fix: Fix | None) -> None:
    """An id needs brackets alone; a name that nothing or more than one thing has is for its writer."""
    assert [each[2:] for each in _told(tmp_path, "areas: [schools]", f"areas: {said}")] == [(advice, fix)]


def test_names_are_fixed_only_when_asked_for(tmp_path: Path) -> None:
    """To the ids."""
    root = _root(tmp_path, "areas: [schools]", "areas: [Skoler, Skolemad]")
    text = (root / RECORD).read_text(encoding="utf-8")
    main(["validate", "--fix", str(root)])
    assert (root / RECORD).read_text(encoding="utf-8") == text
    main(["validate", "--unsafe-fixes", str(root)])
    assert (root / RECORD).read_text(encoding="utf-8") == text.replace("Skoler, Skolemad", "schools, school-meals")


# ---- records


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("skovby-2020-brev.1", "RD205"),
        ("skovby-2020-brev.001", "RD303"),
        ("skovby-2020-brev/01-skriv-loven-om.yaml", "RD205"),
        ("Skovby-2020-brev.01", "RD205"),
        ("skovbi-2020-brev.01", "RD303"),
    ],
)
def test_a_record_by_an_id_written_otherwise_is_answered_with_its_id(tmp_path: Path, said: str, code: str) -> None:
    """With a figure left out, by its file, or with a slip in the source."""
    expected = [(code, "skriv `skovby-2020-brev.01`", "write `skovby-2020-brev.01`", Fix("skovby-2020-brev.01"))]
    assert _told(tmp_path, "to: skovby-2020-brev.01", f"to: {said}") == expected
    main(["validate", "--unsafe-fixes", str(tmp_path)])
    assert (tmp_path / RECORD).read_text(encoding="utf-8") == CANONICAL


def test_a_record_by_something_else_is_told_the_form_of_an_id(tmp_path: Path) -> None:
    """Such as its title."""
    told = _told(tmp_path, "to: skovby-2020-brev.01", "to: Skriv loven om")
    assert [(code, en, fix) for code, _, en, fix in told] == [("RD205", RECORD_GRAMMAR, None)]


@pytest.mark.parametrize(
    ("said", "known", "meant"),
    [
        ("by-2020-brev.2", ["by-2020-brev.02", "by-2020-tale.02"], "by-2020-brev.02"),
        ("by-2020-bref.02", ["by-2020-brev.02", "by-2020-tale.02"], "by-2020-brev.02"),
        ("by-2020-brev.03", ["by-2020-brev.02", "by-2020-brev.04"], None),
        ("by-2020-c.02", ["by-2020-a.02", "by-2020-b.02"], None),
        ("by-2020-a.02", ["by-2020-a.02", "by-2020-b.02"], "by-2020-a.02"),
        ("kl.02", ["by-2020-brev.02"], None),
        ("by 2020", ["by-2020-brev.02"], None),
    ],
)
def test_a_number_is_never_guessed_and_a_source_only_if_one_is_nearest(
    said: str, known: list[str], meant: str | None
) -> None:
    """Of two records of a source none is nearer; of two sources that are as like, neither."""
    assert record_meant(said, known) == meant


def test_names_are_the_same_however_they_are_spelt() -> None:
    """Letters and figures count, and nothing between them."""
    assert (
        folded("Bæredygtighed – på ØKO-vis") == folded("baeredygtighed paa oeko_vis") == "baeredygtighed paa oeko vis"
    )
