"""What cannot be seen, or is not what it looks like, may not stand in a file."""

from pathlib import Path

import pytest

from reformdata.reading.checkout import read_checkout
from tests.reading.good import FILES, RECORD
from tests.reading.telling import Told, told

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


@pytest.mark.parametrize(("old", "new", "expected"), CASES)
def test_a_character_that_may_not_stand_is_told(root: Path, old: str, new: str, expected: list[Told]):
    """A record with one such character gives just the finding for it, by its name, and never the character itself."""
    text = FILES[RECORD].replace(old, new, 1)
    assert text != FILES[RECORD]
    (root / RECORD).write_text(text, encoding="utf-8", newline="")

    findings = read_checkout(root).findings

    assert {finding.file for finding in findings} == {RECORD}
    assert told(findings) == expected
