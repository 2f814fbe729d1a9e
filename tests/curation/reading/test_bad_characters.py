"""What cannot be seen, or is not what it looks like, may not stand in a file."""

from pathlib import Path
from unicodedata import normalize

import pytest

from reformdata.curation.reading.checkout import read_checkout
from reformdata.curation.reading.strict_yaml import parse
from tests.curation.reading.good import FILES, RECORD
from tests.curation.reading.telling import Told, told, told_of_record

CASES = [
    pytest.param(
        "  for: byen",
        "\tfor: byen",
        [
            Told(
                "RD112",
                16,
                1,
                "tabulator kan ikke bruges som indrykning",
                "a tab cannot be used for indentation",
                "ryk ind med mellemrum, to for hvert lag",
                "indent with spaces, two for each level",
            )
        ],
        id="a tab as indentation",
    ),
    pytest.param(
        "en: Mayor",
        "en: Mayor\tof",
        [
            Told(
                "RD004",
                15,
                37,
                "tegnet U+0009 (TAB) må ikke stå i en fil",
                "the character U+0009 (TAB) may not stand in a file",
                "skriv et almindeligt mellemrum",
                "write a plain space",
            )
        ],
        id="a tab in a text",
    ),
    pytest.param(
        "til byens",
        "til \u202ebyens",
        [
            Told(
                "RD004",
                5,
                26,
                "tegnet U+202E (RIGHT-TO-LEFT OVERRIDE) må ikke stå i en fil",
                "the character U+202E (RIGHT-TO-LEFT OVERRIDE) may not stand in a file",
                "slet tegnet; det er usynligt eller ændrer, hvordan teksten vises",
                "delete the character: it is invisible or changes how the text is shown",
            )
        ],
        id="a bidi control",
    ),
    pytest.param(
        "til byens",
        "til\u200bbyens",
        [
            Told(
                "RD004",
                5,
                25,
                "tegnet U+200B (ZERO WIDTH SPACE) må ikke stå i en fil",
                "the character U+200B (ZERO WIDTH SPACE) may not stand in a file",
                "slet tegnet; det er usynligt eller ændrer, hvordan teksten vises",
                "delete the character: it is invisible or changes how the text is shown",
            )
        ],
        id="a zero-width space",
    ),
    pytest.param(
        "til byens",
        "til\xa0byens",
        [
            Told(
                "RD004",
                5,
                25,
                "tegnet U+00A0 (NO-BREAK SPACE) må ikke stå i en fil",
                "the character U+00A0 (NO-BREAK SPACE) may not stand in a file",
                "skriv et almindeligt mellemrum",
                "write a plain space",
            )
        ],
        id="a no-break space",
    ),
    pytest.param(
        "til byens",
        "til by\xadens",
        [
            Told(
                "RD004",
                5,
                28,
                "tegnet U+00AD (SOFT HYPHEN) må ikke stå i en fil",
                "the character U+00AD (SOFT HYPHEN) may not stand in a file",
                "slet tegnet; det er usynligt eller ændrer, hvordan teksten vises",
                "delete the character: it is invisible or changes how the text is shown",
            )
        ],
        id="a soft hyphen",
    ),
    pytest.param(
        "til byens",
        "til b\ufffdens",
        [
            Told(
                "RD004",
                5,
                27,
                "tegnet U+FFFD (REPLACEMENT CHARACTER) må ikke stå i en fil",
                "the character U+FFFD (REPLACEMENT CHARACTER) may not stand in a file",
                "tegnet gik tabt, da filen blev gemt; skriv det igen",
                "the character was lost when the file was saved: write it anew",
            )
        ],
        id="a lost letter",
    ),
    pytest.param(
        "til byens",
        "til \x1b[2Jbyens",
        [
            Told(
                "RD004",
                5,
                26,
                "tegnet U+001B må ikke stå i en fil",
                "the character U+001B may not stand in a file",
                "slet tegnet; det er usynligt eller ændrer, hvordan teksten vises",
                "delete the character: it is invisible or changes how the text is shown",
            )
        ],
        id="an escape character",
    ),
    pytest.param(
        "til byens",
        "til\rbyens",
        [
            Told(
                "RD004",
                5,
                25,
                "tegnet U+000D må ikke stå i en fil",
                "the character U+000D may not stand in a file",
                "slet tegnet; det er usynligt eller ændrer, hvordan teksten vises",
                "delete the character: it is invisible or changes how the text is shown",
            )
        ],
        id="a lone carriage return",
    ),
    pytest.param(
        "til byens",
        "til\x85byens",
        [
            Told(
                "RD004",
                5,
                25,
                "tegnet U+0085 må ikke stå i en fil",
                "the character U+0085 may not stand in a file",
                "slet tegnet; det er usynligt eller ændrer, hvordan teksten vises",
                "delete the character: it is invisible or changes how the text is shown",
            )
        ],
        id="a next-line character",
    ),
    pytest.param(
        "til byens",
        "til\u2028byens",
        [
            Told(
                "RD004",
                5,
                25,
                "tegnet U+2028 (LINE SEPARATOR) må ikke stå i en fil",
                "the character U+2028 (LINE SEPARATOR) may not stand in a file",
                "slet tegnet; det er usynligt eller ændrer, hvordan teksten vises",
                "delete the character: it is invisible or changes how the text is shown",
            )
        ],
        id="a line separator",
    ),
    pytest.param(
        "til byens",
        "til \ue000byens",
        [
            Told(
                "RD004",
                5,
                26,
                "tegnet U+E000 må ikke stå i en fil",
                "the character U+E000 may not stand in a file",
                "slet tegnet; det er usynligt eller ændrer, hvordan teksten vises",
                "delete the character: it is invisible or changes how the text is shown",
            )
        ],
        id="a private character",
    ),
    pytest.param(
        "til byens",
        "til \u0378byens",
        [
            Told(
                "RD004",
                5,
                26,
                "tegnet U+0378 må ikke stå i en fil",
                "the character U+0378 may not stand in a file",
                "slet tegnet; det er usynligt eller ændrer, hvordan teksten vises",
                "delete the character: it is invisible or changes how the text is shown",
            )
        ],
        id="an unassigned character",
    ),
    pytest.param(
        "# yaml-language",
        "\ufeff# yaml-language",
        [
            Told(
                "RD004",
                1,
                1,
                "tegnet U+FEFF (ZERO WIDTH NO-BREAK SPACE) må ikke stå i en fil",
                "the character U+FEFF (ZERO WIDTH NO-BREAK SPACE) may not stand in a file",
                "gem filen som UTF-8 uden BOM",
                "save the file as UTF-8 without a byte order mark",
            )
        ],
        id="a byte order mark",
    ),
    pytest.param(
        "Åbn én",
        "A\u030abn \xe9n",
        [
            Told(
                "RD005",
                5,
                7,
                "`A\u030a` er ikke skrevet i normalformen NFC",
                "`A\u030a` is not in the normal form NFC",
                "skriv bogstavet som ét tegn, fx å, og ikke som bogstav og løst tegn",
                "write the letter as one character, such as å, and not as a letter and a loose mark",
            )
        ],
        id="a decomposed letter",
    ),
    pytest.param(
        "Åbn én",
        "\xc5bn \u1eb9\u0302n",
        [
            Told(
                "RD005",
                5,
                11,
                "`\u1eb9\u0302` er ikke skrevet i normalformen NFC",
                "`\u1eb9\u0302` is not in the normal form NFC",
                "skriv bogstavet som ét tegn, fx å, og ikke som bogstav og løst tegn",
                "write the letter as one character, such as å, and not as a letter and a loose mark",
            )
        ],
        id="a letter with two marks",
    ),
]


def _both(root: Path, text: str) -> list[tuple[str, int | None, int | None, str]]:
    """What is told of the record: code, line, column and message."""
    (root / RECORD).write_text(text, encoding="utf-8", newline="")
    findings = [finding for finding in read_checkout(root).findings if finding.file == RECORD]
    return [(item.code, item.line, item.column, item.en) for item in told(findings)]


def test_a_file_that_is_not_composed_is_read_for_what_else_is_wrong(root: Path):
    """Each at its column in the file as it stands, and without what the loose marks alone would make wrong."""
    text = normalize("NFD", FILES[RECORD]).replace("{da: Borgmester,", "{da: Ma\u030alborgmester, dk: x,")
    assert _both(root, text) == [
        ("RD005", 5, 7, "`A\u030a` is not in the normal form NFC"),
        ("RD005", 9, 32, "`e\u0301` is not in the normal form NFC"),
        ("RD005", 15, 17, "`a\u030a` is not in the normal form NFC"),
        ("RD201", 15, 32, "there is no field `dk` here"),
        ("RD005", 22, 14, "`a\u030a` is not in the normal form NFC"),
    ]


def test_what_a_file_that_is_not_composed_says_is_read_composed(root: Path):
    """So that its words are those of other files."""
    (root / RECORD).write_text(normalize("NFD", FILES[RECORD]), encoding="utf-8", newline="")
    composed = read_checkout(root).corpus.records["by-2020.01"]
    (root / RECORD).write_text(FILES[RECORD], encoding="utf-8", newline="")
    assert composed == read_checkout(root).corpus.records["by-2020.01"]


def test_in_quotes_a_loose_mark_is_told_once(root: Path):
    """At the letter; an escape in a file that is composed is told at its value."""
    quoted = FILES[RECORD].replace("da: Åbn én indgang til byens tilbud", 'da: "Åbn én"')
    assert [each[:3] for each in _both(root, quoted.replace("Å", "A\u030a"))] == [("RD005", 5, 8)]
    assert [each[:3] for each in _both(root, quoted.replace("Å", "A\\u030a"))] == [("RD005", 5, 7)]
    assert [each[:3] for each in _both(root, quoted.replace('"Åbn', '"A\u030abn\\u200b'))] == [
        ("RD004", 5, 7),
        ("RD005", 5, 8),
    ]


@pytest.mark.parametrize(
    ("old", "new", "told_too"),
    [
        ("id: by-2020.01\n", "idd: by-2020.01\n", ("RD201", 1, 2)),
        ("strength: ought", "strength: skal", ("RD204", 30, 11)),
        ("id: by-2020.01\n", "id: &a by-2020.01\n", ("RD103", 1, 6)),
        ("strength: ought", "strength: [", ("RD101", 30, 11)),
    ],
)
def test_a_byte_order_mark_hides_nothing(root: Path, old: str, new: str, told_too: tuple[str, int, int]):
    """On the first line it counts as the character that it is, on the others not at all; syntax is told as well."""
    text = FILES[RECORD].partition("\n")[2].replace(old, new)
    found = [each[:3] for each in _both(root, "\ufeff" + text)]
    assert found[0] == ("RD004", 1, 1)
    assert told_too in found


def test_what_libyaml_says_without_a_place_is_told_behind_a_byte_order_mark_too():
    """Nothing is lost on the way."""
    tree, findings = parse("\ufeffa: \x00\n", "a.yaml")
    assert (tree, findings) == parse("a: \x00\n", "a.yaml")
    assert [(finding.rule.code, finding.span) for finding in findings] == [("RD101", None)]


@pytest.mark.parametrize("hidden", ["\u200b", "\u202e", "\ufeff"])
def test_what_can_hide_something_keeps_a_file_from_being_read(root: Path, hidden: str):
    """Also where the file is not composed."""
    text = FILES[RECORD].replace("Åbn", "A\u030abn").replace("en: Mayor", f"en: {hidden}Mayor\nfarve: rød")
    assert {code for code, *_ in _both(root, text)} == {"RD004", "RD005"}


@pytest.mark.parametrize(("old", "new", "expected"), CASES)
def test_a_character_that_may_not_stand_is_told(root: Path, old: str, new: str, expected: list[Told]):
    """A record with one such character gives just the finding for it, by its name, and never the character itself."""
    assert told_of_record(root, old, new) == expected
