"""Characters that are not allowed in a file, beside the cases in `cases/characters.md`."""

from pathlib import Path
from unicodedata import normalize

import pytest

from reformdata.curation.reading.checkout import read_checkout
from reformdata.curation.reading.files import character_findings
from reformdata.curation.reading.strict_yaml import parse
from reformdata.findings import Span
from reformdata.messages import is_visible
from tests.curation.reading.good import FILES, RECORD
from tests.test_findings import UNSEEN


def _reported(root: Path, text: str) -> list[tuple[str, int, int, str]]:
    """The findings of the record: code, line, column and message."""
    (root / RECORD).write_text(text, encoding="utf-8", newline="")
    return [
        (finding.rule.code, finding.span.line, finding.span.column, finding.message.en)
        for finding in read_checkout(root).findings
        if finding.file == RECORD and finding.span
    ]


def test_a_file_that_is_not_in_the_normal_form_is_checked_for_other_faults(root: Path):
    """Each is reported at its column in the file as it is; the loose marks cause no other finding."""
    text = normalize("NFD", FILES[RECORD]).replace("{da: Borgmester,", "{da: Ma\u030alborgmester, dk: x,")
    assert _reported(root, text) == [
        ("RD005", 5, 7, "`A\u030a` is not in the normal form NFC"),
        ("RD005", 9, 32, "`e\u0301` is not in the normal form NFC"),
        ("RD005", 15, 17, "`a\u030a` is not in the normal form NFC"),
        ("RD201", 15, 32, "there is no field `dk` here"),
        ("RD005", 22, 14, "`a\u030a` is not in the normal form NFC"),
    ]


def test_a_line_of_loose_marks_alone_is_reported_whole():
    """They have no letter before them; those of the normal form are in another order."""
    (finding,) = character_findings("a: b\n\u0301\u0323\n", RECORD)

    assert (finding.rule.code, finding.found, finding.span) == ("RD005", "\u0301\u0323", Span(2, 1, 2, 3))


def test_the_values_of_a_file_that_is_not_in_the_normal_form_are_read_in_it(root: Path):
    """So that they equal those of other files."""
    (root / RECORD).write_text(normalize("NFD", FILES[RECORD]), encoding="utf-8", newline="")
    composed = read_checkout(root).corpus.records["by-2020.01"]
    (root / RECORD).write_text(FILES[RECORD], encoding="utf-8", newline="")
    assert composed == read_checkout(root).corpus.records["by-2020.01"]


def test_in_quotes_a_loose_mark_is_reported_once(root: Path):
    """At the letter; an escape in a file in the normal form is reported at its value."""
    quoted = FILES[RECORD].replace("da: Åbn én indgang til byens tilbud", 'da: "Åbn én"')
    assert [each[:3] for each in _reported(root, quoted.replace("Å", "A\u030a"))] == [("RD005", 5, 8)]
    assert [each[:3] for each in _reported(root, quoted.replace("Å", "A\\u030a"))] == [("RD005", 5, 7)]
    assert [each[:3] for each in _reported(root, quoted.replace('"Åbn', '"A\u030abn\\u200b'))] == [
        ("RD004", 5, 7),
        ("RD005", 5, 8),
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("id: by-2020.01\n", "idd: by-2020.01\n", ("RD201", 1, 2)),
        ("strength: ought", "strength: skal", ("RD204", 30, 11)),
        ("id: by-2020.01\n", "id: &a by-2020.01\n", ("RD103", 1, 6)),
        ("strength: ought", "strength: [", ("RD101", 30, 11)),
    ],
)
def test_a_byte_order_mark_hides_nothing(root: Path, old: str, new: str, expected: tuple[str, int, int]):
    """On the first line it counts as the character that it is, on the others not at all; syntax is reported as well."""
    text = FILES[RECORD].partition("\n")[2].replace(old, new)
    found = [each[:3] for each in _reported(root, "\ufeff" + text)]
    assert found[0] == ("RD004", 1, 1)
    assert expected in found


def test_an_error_of_libyaml_without_a_place_is_reported_after_a_byte_order_mark():
    """It has no place there either."""
    tree, findings = parse("\ufeffa: \x00\n", "a.yaml")
    assert (tree, findings) == parse("a: \x00\n", "a.yaml")
    assert [(finding.rule.code, finding.span) for finding in findings] == [("RD101", None)]


@pytest.mark.parametrize("hidden", ["\u200b", "\u202e", "\ufeff"])
def test_a_file_with_a_character_that_can_hide_text_is_not_read(root: Path, hidden: str):
    """Even where it has other faults: only its characters are reported."""
    text = FILES[RECORD].replace("Åbn", "A\u030abn").replace("en: Mayor", f"en: {hidden}Mayor\nfarve: rød")
    assert {code for code, *_ in _reported(root, text)} == {"RD004", "RD005"}


@pytest.mark.parametrize("hidden", UNSEEN)
@pytest.mark.parametrize("written", ["raw", "escaped"])
def test_no_invisible_character_is_allowed(root: Path, hidden: str, written: str):
    """Neither in the file itself nor as an escape in quotes; no message repeats it."""
    shown = hidden if written == "raw" else f"\\U{ord(hidden):08x}"
    found = _reported(
        root, FILES[RECORD].replace("da: Åbn én", f'da: "Åbn {shown}én').replace("tilbud\n", 'tilbud"\n', 1)
    )
    assert [each[0] for each in found] == ["RD004"]
    assert f"U+{ord(hidden):04X}" in found[0][3]
    assert is_visible(found[0][3])


def test_a_hidden_character_in_the_name_of_a_file_is_not_repeated(root: Path):
    """Its escape is."""
    (root / "records" / "actors" / "kl\u3164.yaml").touch()
    assert [finding.file for finding in read_checkout(root).findings] == ["records/actors/kl\\u3164.yaml"]


def test_only_a_tab_before_any_other_character_is_one_of_indentation():
    """A capital X is one, too."""
    assert [(one.rule.code, one.span) for text in ("X\ta", "  \ta") for one in character_findings(text, "a.yaml")] == [
        ("RD004", Span(1, 2, 1, 3)),
        ("RD112", Span(1, 3, 1, 4)),
    ]
