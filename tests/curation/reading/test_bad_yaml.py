"""What is not of the dialect is told as somebody who writes records would put it."""

from pathlib import Path

import pytest

from tests.curation.reading.telling import Told, told_of_record


def _unclosed(line: int, column: int) -> Told:
    """The finding for a `"` that is not closed on its line."""
    return Told(
        "RD101",
        line,
        column,
        "det er ikke gyldig YAML: anførselstegnet bliver ikke lukket på sin linje",
        "this is not valid YAML: the quotation mark is not closed on its line",
        'skriv et " efter teksten på samme linje, eller slet det første; et " inde i "…" skrives \\"',
        'write a " after the text on the same line, or delete the first one; a " inside "…" is written \\"',
    )


CASES = [
    pytest.param(
        "strength: ought",
        "<<<<<<< HEAD\nstrength: ought\n=======\nstrength: may\n>>>>>>> main",
        [
            Told(
                "RD101",
                31,
                1,
                "det er ikke gyldig YAML: to ændringer er stødt sammen og ikke flettet",
                "this is not valid YAML: two changes met here and were not merged",
                "behold den ene side, og slet linjerne med <<<<<<<, ======= og >>>>>>>",
                "keep one side, and delete the lines of <<<<<<<, ======= and >>>>>>>",
            )
        ],
        id="what git leaves of a conflict",
    ),
    pytest.param(
        "  for: byen",
        "  for_: byen",
        [
            Told(
                "RD109",
                16,
                3,
                "`for_` kan ikke være en nøgle",
                "`for_` cannot be a key",
                "en nøgle består af små bogstaver a-z, cifre og _",
                "a key is made of the small letters a-z, digits and _",
            )
        ],
        id="the Python name of a field",
    ),
    pytest.param(
        "strength: ought",
        "strength: ought\nstrength: may",
        [
            Told(
                "RD102",
                32,
                1,
                "nøglen `strength` står her for anden gang",
                "the key `strength` stands here a second time",
                "behold den ene; den første står på linje 31",
                "keep one of them: the first is on line 31",
            )
        ],
        id="a duplicate key",
    ),
    pytest.param(
        "  da: Åbn én indgang til byens tilbud",
        "  da: Åbn én indgang: byens tilbud",
        [
            Told(
                "RD111",
                5,
                21,
                "et kolon midt i teksten læses som en ny nøgle",
                "a colon inside the text is read as a new key",
                "sæt teksten i anførselstegn, eller skriv den i en blok, der begynder med |-",
                "put the text in quotes, or write it in a block that starts with |-",
            )
        ],
        id="a colon in unquoted prose",
    ),
    pytest.param(
        "  da: Åbn én indgang til byens tilbud",
        "  da:\n    Åbn én indgang: byens tilbud",
        [
            Told(
                "RD111",
                6,
                19,
                "et kolon midt i teksten læses som en ny nøgle",
                "a colon inside the text is read as a new key",
                "sæt teksten i anførselstegn, eller skriv den i en blok, der begynder med |-",
                "put the text in quotes, or write it in a block that starts with |-",
            )
        ],
        id="a colon in prose below its key",
    ),
    pytest.param(
        "{da: Borgmester, en: Mayor}",
        "{da: Byens: borgmester, en: Mayor}",
        [
            Told(
                "RD111",
                15,
                21,
                "et kolon midt i teksten læses som en ny nøgle",
                "a colon inside the text is read as a new key",
                "sæt teksten i anførselstegn, eller skriv den i en blok, der begynder med |-",
                "put the text in quotes, or write it in a block that starts with |-",
            )
        ],
        id="a colon in a flow mapping",
    ),
    pytest.param(
        "areas: [housing]",
        "areas:\n  - Byens bolig: og mere",
        [
            Told(
                "RD111",
                18,
                16,
                "et kolon midt i teksten læses som en ny nøgle",
                "a colon inside the text is read as a new key",
                "sæt teksten i anførselstegn, eller skriv den i en blok, der begynder med |-",
                "put the text in quotes, or write it in a block that starts with |-",
            )
        ],
        id="a colon in a list item",
    ),
    pytest.param(
        "  da: Åbn én indgang til byens tilbud",
        "  da: Åbn sag #5 igen",
        [
            Told(
                "RD114",
                5,
                15,
                "teksten klippes af ved #, som begynder en kommentar",
                "the text is cut off at #, which starts a comment",
                "sæt teksten i anførselstegn, eller skriv kommentaren på sin egen linje",
                "put the text in quotes, or write the comment on a line of its own",
            )
        ],
        id="a hash in prose",
    ),
    pytest.param(
        "  da: Åbn én indgang til byens tilbud",
        "  da: Sag # 5",
        [
            Told(
                "RD114",
                5,
                11,
                "teksten klippes af ved #, som begynder en kommentar",
                "the text is cut off at #, which starts a comment",
                "sæt teksten i anførselstegn, eller skriv kommentaren på sin egen linje",
                "put the text in quotes, or write the comment on a line of its own",
            )
        ],
        id="a hash after one word",
    ),
    pytest.param(
        "  da: |-\n    Byen",
        "  da: >-\n    Byen",
        [
            Told(
                "RD110",
                8,
                7,
                "teksten er foldet over flere linjer",
                "the text is folded over several lines",
                "skriv den på én linje, eller i en blok, der begynder med |-",
                "write it on one line, or in a block that starts with |-",
            )
        ],
        id="a folded block",
    ),
    pytest.param(
        "  da: Åbn én indgang til byens tilbud",
        "  da: Åbn én indgang\n    til byens tilbud",
        [
            Told(
                "RD110",
                5,
                7,
                "teksten er foldet over flere linjer",
                "the text is folded over several lines",
                "skriv den på én linje, eller i en blok, der begynder med |-",
                "write it on one line, or in a block that starts with |-",
            )
        ],
        id="a plain text over two lines",
    ),
    pytest.param(
        "  da: Åbn én indgang til byens tilbud",
        '  da: "Åbn én indgang\n    til byens tilbud"',
        [
            Told(
                "RD110",
                5,
                7,
                "teksten er foldet over flere linjer",
                "the text is folded over several lines",
                "skriv den på én linje, eller i en blok, der begynder med |-",
                "write it on one line, or in a block that starts with |-",
            )
        ],
        id="a quoted text over two lines",
    ),
    pytest.param(
        "  da: |-\n    Byen",
        "  da: |\n    Byen",
        [
            Told(
                "RD115",
                8,
                7,
                "tekstblokken ender med et linjeskift",
                "the block of text ends with a line break",
                "begynd blokken med |- i stedet for |",
                "start the block with |- in place of |",
            )
        ],
        id="a block that ends with a line break",
    ),
    pytest.param(
        "en: Mayor",
        "en: &m Mayor",
        [
            Told(
                "RD103",
                15,
                32,
                "ankre og aliasser er ikke tilladt",
                "anchors and aliases are not allowed",
                "skriv værdien ud, hvor den skal stå; sæt tekst, der begynder med & eller *, i anførselstegn",
                "write the value out where it is to stand; put text that starts with & or * in quotes",
            )
        ],
        id="an anchor",
    ),
    pytest.param(
        "en: Mayor",
        "en: *m",
        [
            Told(
                "RD103",
                15,
                32,
                "ankre og aliasser er ikke tilladt",
                "anchors and aliases are not allowed",
                "skriv værdien ud, hvor den skal stå; sæt tekst, der begynder med & eller *, i anførselstegn",
                "write the value out where it is to stand; put text that starts with & or * in quotes",
            )
        ],
        id="an alias",
    ),
    pytest.param(
        "  da: Åbn én",
        "  da: * Åbn én",
        [
            Told(
                "RD103",
                5,
                7,
                "ankre og aliasser er ikke tilladt",
                "anchors and aliases are not allowed",
                "skriv værdien ud, hvor den skal stå; sæt tekst, der begynder med & eller *, i anførselstegn",
                "write the value out where it is to stand; put text that starts with & or * in quotes",
            )
        ],
        id="a star before prose",
    ),
    pytest.param(
        "strength: ought",
        "strength: !!python/object:os.system ought",
        [
            Told(
                "RD104",
                31,
                11,
                "mærket `!!python/object:os.system` er ikke tilladt",
                "the tag `!!python/object:os.system` is not allowed",
                "slet mærket; sæt tekst, der begynder med !, i anførselstegn",
                "delete the tag; put text that starts with ! in quotes",
            )
        ],
        id="a Python tag",
    ),
    pytest.param(
        "areas: [housing]",
        "areas: !!set [housing]",
        [
            Told(
                "RD104",
                17,
                8,
                "mærket `!!set` er ikke tilladt",
                "the tag `!!set` is not allowed",
                "slet mærket; sæt tekst, der begynder med !, i anførselstegn",
                "delete the tag; put text that starts with ! in quotes",
            )
        ],
        id="a tag on a list",
    ),
    pytest.param(
        "strength: ought",
        "strength: !x!y ought",
        [
            Told(
                "RD104",
                31,
                11,
                "mærket `!x!y` er ikke tilladt",
                "the tag `!x!y` is not allowed",
                "slet mærket; sæt tekst, der begynder med !, i anførselstegn",
                "delete the tag; put text that starts with ! in quotes",
            )
        ],
        id="a tag without a handle",
    ),
    pytest.param(
        "# yaml-language-server: $schema=../../../schemas/record.schema.json\n",
        "%YAML 1.1\n---\n",
        [
            Told(
                "RD105",
                1,
                1,
                "YAML-direktiver er ikke tilladt",
                "YAML directives are not allowed",
                "slet linjen, der begynder med %",
                "delete the line that starts with %",
            )
        ],
        id="a version directive",
    ),
    pytest.param(
        "# yaml-language-server: $schema=../../../schemas/record.schema.json\n",
        "%FOO bar\n---\n",
        [
            Told(
                "RD105",
                1,
                1,
                "YAML-direktiver er ikke tilladt",
                "YAML directives are not allowed",
                "slet linjen, der begynder med %",
                "delete the line that starts with %",
            )
        ],
        id="an unknown directive",
    ),
    pytest.param(
        "# yaml-language-server: $schema=../../../schemas/record.schema.json\n",
        "%YAML 2.0\n---\n",
        [
            Told(
                "RD105",
                1,
                1,
                "YAML-direktiver er ikke tilladt",
                "YAML directives are not allowed",
                "slet linjen, der begynder med %",
                "delete the line that starts with %",
            )
        ],
        id="a future version",
    ),
    pytest.param(
        "strength: ought",
        "strength: ought\n---\nid: x",
        [
            Told(
                "RD106",
                32,
                1,
                "her begynder et andet dokument i samme fil",
                "a second document starts here in the same file",
                "læg hver post i sin egen fil",
                "put each record in a file of its own",
            )
        ],
        id="a second document",
    ),
    pytest.param(
        "strength: ought",
        "? [a]\n: b",
        [
            Told(
                "RD109",
                31,
                3,
                "`[a]` kan ikke være en nøgle",
                "`[a]` cannot be a key",
                "en nøgle består af små bogstaver a-z, cifre og _",
                "a key is made of the small letters a-z, digits and _",
            )
        ],
        id="a list as key",
    ),
    pytest.param(
        "strength: ought",
        "Strength: ought",
        [
            Told(
                "RD109",
                31,
                1,
                "`Strength` kan ikke være en nøgle",
                "`Strength` cannot be a key",
                "en nøgle består af små bogstaver a-z, cifre og _",
                "a key is made of the small letters a-z, digits and _",
            )
        ],
        id="a key with a capital",
    ),
    pytest.param(
        "strength: ought",
        '"": ought',
        [
            Told(
                "RD109",
                31,
                1,
                "`` kan ikke være en nøgle",
                "`` cannot be a key",
                "en nøgle består af små bogstaver a-z, cifre og _",
                "a key is made of the small letters a-z, digits and _",
            )
        ],
        id="an empty key",
    ),
    pytest.param(
        "  da: Åbn én",
        "  da: 'Åbn én",
        [
            Told(
                "RD101",
                5,
                7,
                "det er ikke gyldig YAML: anførselstegnet bliver ikke lukket på sin linje",
                "this is not valid YAML: the quotation mark is not closed on its line",
                "skriv et ' efter teksten på samme linje, eller slet det første; en apostrof inde i '…' skrives to gange",
                "write a ' after the text on the same line, or delete the first one; an apostrophe inside '…' is written twice",
            )
        ],
        id="an unclosed quote",
    ),
    pytest.param(
        "  da: Åbn én",
        '  da: "Åbn én',
        [_unclosed(5, 7)],
        id="a quote that the next one closes",
    ),
    pytest.param(
        "title:\n  da: Åbn",
        'title:\n  "da: Åbn',
        [_unclosed(5, 3)],
        id="a quote before a key that the next one closes",
    ),
    pytest.param(
        "title:\n  da: Åbn",
        'title: {"da: Åbn',
        [_unclosed(4, 9)],
        id="a quote in braces that the next one closes",
    ),
    pytest.param(
        "  da: Åbn én indgang til byens tilbud\n  en: Open one door to",
        '  da: "Åbn én indgang til byens tilbud\n  en: Open one door" to',
        [_unclosed(5, 7)],
        id="a quote closed in the text of another key",
    ),
    pytest.param(
        "  da: Åbn én indgang til byens tilbud\n  en: Open one door to the services of the town",
        '  da: "Åbn én indgang til byens tilbud\n  en: Open one door to the services of the town"',
        [_unclosed(5, 7)],
        id="a quote closed at the end of another text",
    ),
    pytest.param(
        "  da: Åbn én indgang til byens tilbud\n  en: Open one",
        '  da: "Åbn én indgang til byens tilbud\n  en: Open \\q one',
        [_unclosed(5, 7)],
        id="a quote not closed before a backslash on another line",
    ),
    pytest.param(
        "  da: Åbn én indgang til byens tilbud",
        '  da: "Åbn én indgang\n    til" byens tilbud',
        [_unclosed(5, 7)],
        id="a quote over two lines with text after it",
    ),
    pytest.param(
        "  da: Åbn én indgang til byens tilbud",
        '  da: "Åbn" én indgang',
        [
            Told(
                "RD101",
                5,
                13,
                "det er ikke gyldig YAML: her fortsætter teksten efter sit sluttegn",
                "this is not valid YAML: the text goes on here after its closing mark",
                "sæt teksten i anførselstegn, eller skriv den i en blok, der begynder med |-",
                "put the text in quotes, or write it in a block that starts with |-",
            )
        ],
        id="text after a quote",
    ),
    pytest.param(
        "areas: [housing]",
        "areas: [housing",
        [
            Told(
                "RD101",
                17,
                8,
                "det er ikke gyldig YAML: [ bliver ikke lukket med ]",
                "this is not valid YAML: [ is not closed with ]",
                "skriv [a, b]",
                "write [a, b]",
            )
        ],
        id="a list that is not closed",
    ),
    pytest.param(
        "{da: Borgmester, en: Mayor}",
        "{da: Borgmester, en: Mayor",
        [
            Told(
                "RD101",
                15,
                11,
                "det er ikke gyldig YAML: { bliver ikke lukket med }",
                "this is not valid YAML: { is not closed with }",
                "skriv {da: …, en: …}",
                "write {da: …, en: …}",
            )
        ],
        id="a brace that is not closed",
    ),
    pytest.param(
        "areas: [housing]",
        "areas: [housing, [schools]",
        [
            Told(
                "RD101",
                17,
                8,
                "det er ikke gyldig YAML: [ bliver ikke lukket med ]",
                "this is not valid YAML: [ is not closed with ]",
                "skriv [a, b]",
                "write [a, b]",
            )
        ],
        id="two unclosed things in a row",
    ),
    pytest.param(
        "strength: ought",
        "  strength: ought",
        [
            Told(
                "RD101",
                31,
                3,
                "det er ikke gyldig YAML: nøglen er rykket forkert ind",
                "this is not valid YAML: the key is indented wrongly",
                "ryk ind med to mellemrum for hvert lag; nøgler i samme lag står lige under hinanden",
                "indent by two spaces for each level; keys of one level stand right below each other",
            )
        ],
        id="a key indented too far",
    ),
    pytest.param(
        "  for: byen",
        " for: byen",
        [
            Told(
                "RD101",
                16,
                2,
                "det er ikke gyldig YAML: linjen passer ikke ind her",
                "this is not valid YAML: the line does not fit in here",
                "ryk ind med to mellemrum for hvert lag; nøgler i samme lag står lige under hinanden",
                "indent by two spaces for each level; keys of one level stand right below each other",
            )
        ],
        id="a key indented too little",
    ),
    pytest.param(
        "strength: ought",
        "ought",
        [
            Told(
                "RD101",
                31,
                1,
                "det er ikke gyldig YAML: linjen har ingen nøgle med kolon",
                "this is not valid YAML: the line has no key with a colon",
                "skriv nøgle: værdi; tekst over flere linjer står i en blok, der begynder med |-, rykket ind under sin nøgle",
                "write key: value; text over several lines stands in a block that starts with |-, indented below its key",
            )
        ],
        id="a line without a key",
    ),
    pytest.param(
        "strength: ought",
        "strength:ought",
        [
            Told(
                "RD101",
                31,
                9,
                "det er ikke gyldig YAML: der mangler et mellemrum efter kolonet",
                "this is not valid YAML: a space is missing after the colon",
                "skriv et mellemrum efter kolonet",
                "write a space after the colon",
            )
        ],
        id="no space after the colon",
    ),
    pytest.param(
        "action: introduce\nstrength: ought",
        "action:\n  a:b\n  strength: ought",
        [
            Told(
                "RD101",
                31,
                4,
                "det er ikke gyldig YAML: der mangler et mellemrum efter kolonet",
                "this is not valid YAML: a space is missing after the colon",
                "skriv et mellemrum efter kolonet",
                "write a space after the colon",
            )
        ],
        id="no space after the first of two colons",
    ),
    pytest.param(
        "strength: ought",
        "strength: - ought",
        [
            Told(
                "RD101",
                31,
                11,
                "det er ikke gyldig YAML: en streg begynder en liste og kan ikke stå her",
                "this is not valid YAML: a dash starts a list and cannot stand here",
                "begynd listen på sin egen linje, eller sæt teksten i anførselstegn",
                "start the list on a line of its own, or put the text in quotes",
            )
        ],
        id="a dash where no list starts",
    ),
    pytest.param(
        "  da: Åbn én",
        "  da: ? Åbn én",
        [
            Told(
                "RD101",
                5,
                7,
                "det er ikke gyldig YAML: teksten begynder med et spørgsmålstegn",
                "this is not valid YAML: the text starts with a question mark",
                "sæt teksten i anførselstegn, eller skriv den i en blok, der begynder med |-",
                "put the text in quotes, or write it in a block that starts with |-",
            )
        ],
        id="a question mark first",
    ),
    pytest.param(
        "  da: Åbn én",
        "  da: @Åbn én",
        [
            Told(
                "RD101",
                5,
                7,
                "det er ikke gyldig YAML: en tekst kan ikke begynde med dette tegn",
                "this is not valid YAML: a text cannot start with this character",
                "sæt teksten i anførselstegn, eller skriv den i en blok, der begynder med |-",
                "put the text in quotes, or write it in a block that starts with |-",
            )
        ],
        id="an at sign first",
    ),
    pytest.param(
        "  da: Åbn én",
        "  da: , Åbn én",
        [
            Told(
                "RD101",
                5,
                7,
                "det er ikke gyldig YAML: en tekst kan ikke begynde med dette tegn",
                "this is not valid YAML: a text cannot start with this character",
                "sæt teksten i anførselstegn, eller skriv den i en blok, der begynder med |-",
                "put the text in quotes, or write it in a block that starts with |-",
            )
        ],
        id="a comma first",
    ),
    pytest.param(
        "  da: Åbn én",
        "  da: > Åbn én",
        [
            Told(
                "RD101",
                5,
                7,
                "det er ikke gyldig YAML: en tekst kan ikke begynde med | eller >",
                "this is not valid YAML: a text cannot start with | or >",
                "sæt teksten i anførselstegn, eller skriv den i en blok, der begynder med |-",
                "put the text in quotes, or write it in a block that starts with |-",
            )
        ],
        id="a greater-than sign first",
    ),
    pytest.param(
        "  da: Åbn én indgang til byens tilbud",
        '  da: "Åbn \\q"',
        [
            Told(
                "RD101",
                5,
                12,
                "det er ikke gyldig YAML: \\ begynder her en kode, som ikke findes",
                "this is not valid YAML: \\ starts a code here that does not exist",
                "skriv \\\\ for en omvendt skråstreg, eller brug '…'",
                "write \\\\ for a backslash, or use '…'",
            )
        ],
        id="an unknown escape",
    ),
    pytest.param(
        "  da: |-\n    Byen",
        "  da: |0\n    Byen",
        [
            Told(
                "RD101",
                8,
                7,
                "det er ikke gyldig YAML: en tekst kan ikke begynde med | eller >",
                "this is not valid YAML: a text cannot start with | or >",
                "sæt teksten i anførselstegn, eller skriv den i en blok, der begynder med |-",
                "put the text in quotes, or write it in a block that starts with |-",
            )
        ],
        id="a block with indentation 0",
    ),
    pytest.param(
        "{da: Borgmester, en: Mayor}",
        "{da:, en: Mayor}",
        [
            Told(
                "RD101",
                15,
                14,
                "det er ikke gyldig YAML: der mangler et mellemrum efter kolonet",
                "this is not valid YAML: a space is missing after the colon",
                "skriv et mellemrum efter kolonet",
                "write a space after the colon",
            )
        ],
        id="a colon before a comma",
    ),
    pytest.param(
        "strength: ought",
        '"strength"\nnote: ought',
        [
            Told(
                "RD101",
                31,
                1,
                "det er ikke gyldig YAML: linjen har ingen nøgle med kolon",
                "this is not valid YAML: the line has no key with a colon",
                "skriv nøgle: værdi; tekst over flere linjer står i en blok, der begynder med |-, rykket ind under sin nøgle",
                "write key: value; text over several lines stands in a block that starts with |-, indented below its key",
            )
        ],
        id="a quoted text alone on its line",
    ),
    pytest.param(
        "  da: Åbn én indgang til byens tilbud",
        '  da: "Åbn \\u202e"',
        [
            Told(
                "RD004",
                5,
                7,
                "tegnet U+202E (RIGHT-TO-LEFT OVERRIDE) må ikke stå i en fil",
                "the character U+202E (RIGHT-TO-LEFT OVERRIDE) may not stand in a file",
                "slet tegnet; det er usynligt eller ændrer, hvordan teksten vises",
                "delete the character: it is invisible or changes how the text is shown",
            )
        ],
        id="a bidi control in an escape",
    ),
    pytest.param(
        "  da: Åbn én indgang til byens tilbud",
        '  da: "A\\u030Abn"',
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
        id="a decomposed letter in an escape",
    ),
    pytest.param(
        "  da: Åbn én indgang til byens tilbud",
        '  da: "\\tÅbn"',
        [
            Told(
                "RD004",
                5,
                7,
                "tegnet U+0009 (TAB) må ikke stå i en fil",
                "the character U+0009 (TAB) may not stand in a file",
                "skriv et almindeligt mellemrum",
                "write a plain space",
            )
        ],
        id="a tab in an escape",
    ),
]


@pytest.mark.parametrize(("old", "new", "expected"), CASES)
def test_a_breach_of_the_dialect_is_told(root: Path, old: str, new: str, expected: list[Told]):
    """A record with one breach of the dialect gives just the finding for it, in both languages."""
    assert told_of_record(root, old, new) == expected
