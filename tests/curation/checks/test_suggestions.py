"""Suggestions for wrong ids, beside the cases in `cases/suggestions.md`."""

from pathlib import Path

import pytest

from reformdata.cli import main
from reformdata.curation.checks import validate
from reformdata.curation.checks.id_suggestions import suggest_record
from reformdata.curation.formatting import format_text
from reformdata.models.names import fold
from tests import FIXTURE
from tests.curation.rules.pages import write_checkout

RECORD = "records/sources/skovby-2020-brev/02-mad-giver-ro.yaml"
SOURCE = "records/sources/skovby-2020-brev/source.yaml"


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (RECORD, "areas: [schools]", "areas: [Skoler]"),
        (RECORD, "skovby-2020-brev.01", "skovby-2020-brev.1"),
        (SOURCE, "reason: heading", "reason: overskrift"),
        (SOURCE, "reason: heading", "reason: overskrft"),
    ],
)
def test_names_and_misspelt_ids_are_fixed_only_when_asked_for(tmp_path: Path, file: str, old: str, new: str) -> None:
    """To the ids."""
    good = format_text((FIXTURE / file).read_text(encoding="utf-8"))
    assert old in good
    wrong = good.replace(old, new)
    write_checkout({file: wrong}, tmp_path)
    main(["validate", "--fix", str(tmp_path)])
    assert (tmp_path / file).read_text(encoding="utf-8") == wrong
    main(["validate", "--unsafe-fixes", str(tmp_path)])
    assert (tmp_path / file).read_text(encoding="utf-8") == good


@pytest.mark.parametrize(("length", "fix"), [(80, "schools"), (81, None)])
def test_a_name_is_taken_for_an_id_if_it_can_be_shown_whole(tmp_path: Path, length: int, fix: str | None) -> None:
    """A longer value is prose."""
    name = f"Skoler {'x' * (length - 7)}"
    areas = (FIXTURE / "records" / "areas.yaml").read_text("utf-8").replace("da: Skoler,", f"da: {name},")
    record = (FIXTURE / RECORD).read_text("utf-8").replace("areas: [schools]", f"areas: [{name}]")
    report = validate(write_checkout({"records/areas.yaml": areas, RECORD: record}, tmp_path))

    (found,) = (finding for finding in report.findings if finding.rule.code == "RD205" and finding.file == RECORD)
    assert (found.fix and found.fix.value) == fix


@pytest.mark.parametrize(
    ("findings_of", "known", "suggestion"),
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
    findings_of: str, known: list[str], suggestion: str | None
) -> None:
    """No record of a source is more likely than another, nor one of two equally similar sources."""
    assert suggest_record(findings_of, known) == suggestion


def test_names_are_the_same_however_they_are_spelt() -> None:
    """Only letters and digits count."""
    assert fold("Bæredygtighed – på ØKO-vis") == fold("baeredygtighed paa oeko_vis") == "baeredygtighed paa oeko vis"
