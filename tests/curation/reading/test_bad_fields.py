"""What is wrong with the fields of a record is told in the words of the field, at its place."""

from pathlib import Path

import pytest

from tests.curation.reading.telling import Told, told_of_record

CASES = [
    pytest.param(
        "strength: ought",
        "strenght: ought",
        [
            Told(
                "RD201",
                31,
                1,
                "feltet `strenght` findes ikke her",
                "there is no field `strenght` here",
                "mente du `strength`?",
                "did you mean `strength`?",
            )
        ],
        id="an unknown field near a known one",
    ),
    pytest.param(
        "strength: ought",
        "strength: ought\nclaim: finding",
        [
            Told(
                "RD201",
                32,
                1,
                "feltet `claim` findes ikke her",
                "there is no field `claim` here",
                "feltet hører til kind: statement",
                "the field belongs to kind: statement",
            )
        ],
        id="a field of another kind",
    ),
    pytest.param(
        "strength: ought",
        "strength: ought\nform: law",
        [
            Told(
                "RD201",
                32,
                1,
                "feltet `form` findes ikke her",
                "there is no field `form` here",
                "feltet hører til kind: initiative",
                "the field belongs to kind: initiative",
            )
        ],
        id="a field of another kind that is like one of its own",
    ),
    pytest.param(
        "strength: ought",
        "strength: Bør",
        [
            Told(
                "RD204",
                31,
                11,
                "`Bør` er ikke en værdi, som `strength` kan have",
                "`Bør` is not a value that `strength` can have",
                "skriv `ought` (bør)",
                "write `ought`",
            )
        ],
        id="the Danish name of a term",
    ),
    pytest.param(
        "strength: ought",
        "strength: ought\nfarve: rød",
        [
            Told(
                "RD201",
                32,
                1,
                "feltet `farve` findes ikke her",
                "there is no field `farve` here",
                "mente du `areas`?",
                "did you mean `areas`?",
            )
        ],
        id="a field of no model",
    ),
    pytest.param(
        "  for: byen",
        "  on_behalf: byen",
        [Told("RD201", 16, 3, "feltet `on_behalf` findes ikke her", "there is no field `on_behalf` here", None, None)],
        id="an unknown field in a block",
    ),
    pytest.param(
        "strength: ought\n",
        "",
        [
            Told(
                "RD202",
                3,
                7,
                "feltet `strength` mangler",
                "the field `strength` is missing",
                "skriv `strength: …`: hvor stærkt kilden udtrykker det",
                "write `strength: …`: how strongly the source puts it",
            )
        ],
        id="a missing field of its kind",
    ),
    pytest.param(
        "paragraphs: [1, 2]\n",
        "",
        [
            Told(
                "RD202",
                35,
                24,
                "feltet `paragraphs` mangler",
                "the field `paragraphs` is missing",
                "skriv `paragraphs: [3]`: de afsnit i kilden, som posten hviler på",
                "write `paragraphs: [3]`: the paragraphs of the source that the record rests on",
            )
        ],
        id="a missing field of every kind",
    ),
    pytest.param(
        "  actor: mette-holm\n",
        "",
        [
            Told(
                "RD202",
                13,
                1,
                "feltet `actor` mangler",
                "the field `actor` is missing",
                "skriv `actor: …`: den person eller organisation, der står inde for handlingen",
                "write `actor: …`: the person or organisation that answers for the act",
            )
        ],
        id="a missing field in a block",
    ),
    pytest.param(
        "  - value: 2.5\n    of:",
        "  - of:",
        [
            Told(
                "RD202",
                21,
                5,
                "feltet `value` mangler",
                "the field `value` is missing",
                "skriv `value: 7`: tallet",
                "write `value: 7`: the figure",
            )
        ],
        id="a missing field in a list",
    ),
    pytest.param(
        "  en: Open one door to the services of the town\n",
        "",
        [
            Told(
                "RD203",
                4,
                1,
                "teksten mangler på engelsk",
                "the text is missing in English",
                "skriv både da: og en:",
                "write both da: and en:",
            )
        ],
        id="a missing translation",
    ),
    pytest.param(
        "  da: Åbn én indgang til byens tilbud\n",
        "",
        [
            Told(
                "RD203",
                4,
                1,
                "teksten mangler på dansk",
                "the text is missing in Danish",
                "skriv både da: og en:",
                "write both da: and en:",
            )
        ],
        id="a missing Danish text",
    ),
    pytest.param(
        "  en: Open one door to the services of the town\n",
        "  en: Open one door to the services of the town\n  de: Eine Tür\n",
        [Told("RD201", 7, 3, "feltet `de` findes ikke her", "there is no field `de` here", None, None)],
        id="a third language",
    ),
    pytest.param(
        "action: introduce",
        "action: introduse",
        [
            Told(
                "RD204",
                30,
                9,
                "`introduse` er ikke en værdi, som `action` kan have",
                "`introduse` is not a value that `action` can have",
                "mente du `introduce`?",
                "did you mean `introduce`?",
            )
        ],
        id="an unknown term",
    ),
    pytest.param(
        "type: elaborates",
        "type: forklarer",
        [
            Told(
                "RD204",
                25,
                11,
                "`forklarer` er ikke en værdi, som `type` kan have",
                "`forklarer` is not a value that `type` can have",
                None,
                None,
            )
        ],
        id="an unknown term in a list",
    ),
    pytest.param(
        "kind: proposal",
        "kind: propsal",
        [
            Told(
                "RD204",
                3,
                7,
                "`propsal` er ikke en værdi, som `kind` kan have",
                "`propsal` is not a value that `kind` can have",
                "mente du `proposal`?",
                "did you mean `proposal`?",
            )
        ],
        id="a kind that there is not",
    ),
    pytest.param(
        "kind: proposal\n",
        "",
        [
            Told(
                "RD202",
                2,
                5,
                "feltet `kind` mangler",
                "the field `kind` is missing",
                "skriv `kind: …`: postens art",
                "write `kind: …`: the kind of the record",
            )
        ],
        id="no kind",
    ),
    pytest.param(
        "kind: proposal",
        "kind:",
        [
            Told(
                "RD208",
                3,
                6,
                "`kind` er tom",
                "`kind` is empty",
                "skriv `kind: …`: postens art",
                "write `kind: …`: the kind of the record",
            )
        ],
        id="an empty kind",
    ),
    pytest.param(
        "kind: proposal",
        "kind: [proposal]",
        [Told("RD206", 3, 7, "`kind` skal være en tekst", "`kind` must be a text", None, None)],
        id="a list as kind",
    ),
    pytest.param(
        "strength: ought",
        "strength: [ought]",
        [Told("RD206", 31, 11, "`strength` skal være en tekst", "`strength` must be a text", None, None)],
        id="a list as term",
    ),
    pytest.param(
        "areas: [housing]",
        "areas: [Housing]",
        [
            Told(
                "RD205",
                17,
                9,
                "`Housing` passer ikke i `areas`",
                "`Housing` does not fit `areas`",
                "et id består af små bogstaver a-z, cifre og enkelte bindestreger: kl-2020-temaside",
                "an id is made of the small letters a-z, digits and single hyphens: kl-2020-temaside",
            )
        ],
        id="an id with capitals",
    ),
    pytest.param(
        "    to: by-2020.02",
        "    to: by-2020-02",
        [
            Told(
                "RD205",
                26,
                9,
                "`by-2020-02` passer ikke i `to`",
                "`by-2020-02` does not fit `to`",
                "en posts id er kildens id, et punktum og to eller tre cifre: kl-2020-temaside.06",
                "the id of a record is that of its source, a dot, and two or three digits: kl-2020-temaside.06",
            )
        ],
        id="a bad record id",
    ),
    pytest.param(
        "  da: Åbn én indgang til byens tilbud",
        "  da: |-\n    Åbn\n    én",
        [
            Told(
                "RD205",
                5,
                7,
                "`Åbn\\u000aén` passer ikke i `da`",
                "`Åbn\\u000aén` does not fit `da`",
                "skriv teksten på én linje uden mellemrum først eller sidst",
                "write the text on one line, without blanks at its ends",
            )
        ],
        id="a text of several lines as title",
    ),
    pytest.param(
        "  da: Åbn én indgang til byens tilbud",
        "  da: 'Åbn '",
        [
            Told(
                "RD205",
                5,
                7,
                "`Åbn ` passer ikke i `da`",
                "`Åbn ` does not fit `da`",
                "skriv teksten på én linje uden mellemrum først eller sidst",
                "write the text on one line, without blanks at its ends",
            )
        ],
        id="a blank at the end of a text",
    ),
    pytest.param(
        "  da: Åbn én indgang til byens tilbud",
        "  da: ÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbn",
        [
            Told(
                "RD205",
                5,
                7,
                "`ÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅ…` passer ikke i `da`",
                "`ÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅbnÅ…` does not fit `da`",
                "skriv højst 300 tegn; her er 303",
                "write at most 300 characters; here are 303",
            )
        ],
        id="an overlong title",
    ),
    pytest.param(
        'codebook: "1.1"',
        "codebook: en",
        [
            Told(
                "RD205",
                35,
                13,
                "`en` passer ikke i `codebook`",
                "`en` does not fit `codebook`",
                'en udgave er to tal med punktum imellem: "1.1"',
                'an edition is two numbers with a dot between: "1.1"',
            )
        ],
        id="an edition that is none",
    ),
    pytest.param(
        "value: 2.5",
        "value: 2,5",
        [
            Told(
                "RD205",
                21,
                12,
                "`2,5` passer ikke i `value`",
                "`2,5` does not fit `value`",
                "skriv tallet med cifre og punktum for decimaler, fx 2.5",
                "write the number in digits, with a point for decimals, such as 2.5",
            )
        ],
        id="a comma in a number",
    ),
    pytest.param(
        "value: 2.5",
        "value: 1_000",
        [
            Told(
                "RD205",
                21,
                12,
                "`1_000` passer ikke i `value`",
                "`1_000` does not fit `value`",
                "skriv tallet med cifre og punktum for decimaler, fx 2.5",
                "write the number in digits, with a point for decimals, such as 2.5",
            )
        ],
        id="an underscore in a number",
    ),
    pytest.param(
        "paragraphs: [1, 2]",
        "paragraphs: [1, 0017]",
        [
            Told(
                "RD205",
                12,
                17,
                "`0017` passer ikke i `paragraphs`",
                "`0017` does not fit `paragraphs`",
                "skriv et helt tal med højst seks cifre, fx 12",
                "write a whole number of at most six digits, such as 12",
            )
        ],
        id="leading zeros",
    ),
    pytest.param(
        "paragraphs: [1, 2]",
        "paragraphs: [0, 2]",
        [
            Told(
                "RD205",
                12,
                14,
                "`0` passer ikke i `paragraphs`",
                "`0` does not fit `paragraphs`",
                "tæl fra 1",
                "count from 1",
            )
        ],
        id="paragraph 0",
    ),
    pytest.param(
        "paragraphs: [1, 2]",
        "paragraphs: 1",
        [
            Told(
                "RD206",
                12,
                13,
                "`paragraphs` skal være en liste",
                "`paragraphs` must be a list",
                "skriv paragraphs: [1]",
                "write paragraphs: [1]",
            )
        ],
        id="a lone number for a list",
    ),
    pytest.param(
        "paragraphs: [1, 2]",
        "paragraphs: []",
        [
            Told(
                "RD208",
                12,
                13,
                "`paragraphs` er tom",
                "`paragraphs` is empty",
                "skriv `paragraphs: [3]`: de afsnit i kilden, som posten hviler på",
                "write `paragraphs: [3]`: the paragraphs of the source that the record rests on",
            )
        ],
        id="an empty list",
    ),
    pytest.param(
        "paragraphs: [1, 2]",
        "paragraphs: [one, two]",
        [
            Told(
                "RD205",
                12,
                14,
                "`one` passer ikke i `paragraphs`",
                "`one` does not fit `paragraphs`",
                "skriv et helt tal med højst seks cifre, fx 12",
                "write a whole number of at most six digits, such as 12",
            ),
            Told(
                "RD205",
                12,
                19,
                "`two` passer ikke i `paragraphs`",
                "`two` does not fit `paragraphs`",
                "skriv et helt tal med højst seks cifre, fx 12",
                "write a whole number of at most six digits, such as 12",
            ),
        ],
        id="only bad items",
    ),
    pytest.param(
        "areas: [housing]",
        "areas: [[housing]]",
        [
            Told(
                "RD206", 17, 9, "en værdi i `areas` skal være en tekst", "a value of `areas` must be a text", None, None
            )
        ],
        id="a list in a list",
    ),
    pytest.param(
        "added: 2026-11-22",
        "added: 2026-02-30",
        [
            Told(
                "RD205",
                34,
                10,
                "`2026-02-30` passer ikke i `added`",
                "`2026-02-30` does not fit `added`",
                "skriv en dag, som kalenderen har, som år-måned-dag, fx 2020-10-28",
                "write a day that the calendar has, as year-month-day, such as 2020-10-28",
            )
        ],
        id="a date of the 30th of February",
    ),
    pytest.param(
        "added: 2026-11-22",
        "added: 22.11.2026",
        [
            Told(
                "RD205",
                34,
                10,
                "`22.11.2026` passer ikke i `added`",
                "`22.11.2026` does not fit `added`",
                "skriv `2026-11-22`",
                "write `2026-11-22`",
            )
        ],
        id="a Danish date",
    ),
    pytest.param(
        "added: 2026-11-22",
        "added: [2026]",
        [Told("RD206", 34, 10, "`added` skal være en dato", "`added` must be a date", None, None)],
        id="a list as date",
    ),
    pytest.param(
        "value: 2.5",
        "value: [2]",
        [Told("RD206", 21, 12, "`value` skal være et tal", "`value` must be a number", None, None)],
        id="a list as number",
    ),
    pytest.param(
        "paragraphs: [1, 2]",
        "paragraphs: [{a: b}]",
        [
            Told(
                "RD206",
                12,
                14,
                "en værdi i `paragraphs` skal være et helt tal",
                "a value of `paragraphs` must be a whole number",
                None,
                None,
            )
        ],
        id="a block as paragraph",
    ),
    pytest.param(
        "  office: {da: Borgmester, en: Mayor}",
        "  office: Borgmester",
        [
            Told(
                "RD206",
                15,
                11,
                "`office` skal være to tekster, da: og en:",
                "`office` must be two texts, da: and en:",
                "skriv office: {da: Borgmester, en: …}",
                "write office: {da: Borgmester, en: …}",
            )
        ],
        id="a text for two languages",
    ),
    pytest.param(
        "  office: {da: Borgmester, en: Mayor}",
        "  office: Borgmester, fungerende",
        [
            Told(
                "RD206",
                15,
                11,
                "`office` skal være to tekster, da: og en:",
                "`office` must be two texts, da: and en:",
                "skriv office: {da: …, en: …}",
                "write office: {da: …, en: …}",
            )
        ],
        id="a text for two languages that would end in braces",
    ),
    pytest.param(
        "addressees: [byen]",
        "addressees: [byen]\nmentions: Byen og staten",
        [
            Told(
                "RD206",
                33,
                11,
                "`mentions` skal være en liste",
                "`mentions` must be a list",
                "skriv mentions: […]",
                "write mentions: […]",
            )
        ],
        id="words in the place of a list of ids",
    ),
    pytest.param(
        "  - value: 2.5\n    of: {da: årsværk, en: full-time equivalents}\n    qualifier: over\n",
        "  - 2.5 årsværk\n",
        [
            Told(
                "RD206",
                21,
                5,
                "en værdi i `quantities` skal være en blok med felterne value, of, qualifier",
                "a value of `quantities` must be a block with the fields value, of, qualifier",
                "skriv {value: 7, of: {da: …, en: …}}",
                "write {value: 7, of: {da: …, en: …}}",
            )
        ],
        id="words in the place of a figure",
    ),
    pytest.param(
        "voice:\n  actor: mette-holm\n  office: {da: Borgmester, en: Mayor}\n  for: byen",
        "voice: mette-holm",
        [
            Told(
                "RD206",
                13,
                8,
                "`voice` skal være en blok med felterne actor, office, for",
                "`voice` must be a block with the fields actor, office, for",
                "skriv voice: {actor: mette-holm}",
                "write voice: {actor: mette-holm}",
            )
        ],
        id="a text for a block",
    ),
    pytest.param(
        "strength: ought",
        "strength:",
        [
            Told(
                "RD208",
                31,
                10,
                "`strength` er tom",
                "`strength` is empty",
                "skriv `strength: …`: hvor stærkt kilden udtrykker det",
                "write `strength: …`: how strongly the source puts it",
            )
        ],
        id="an empty value",
    ),
    pytest.param(
        "areas: [housing]",
        "areas:\n  -",
        [
            Told(
                "RD208",
                18,
                4,
                "en værdi i `areas` er tom",
                "a value of `areas` is empty",
                "skriv en værdi, eller udelad feltet helt",
                "write a value, or leave the field out altogether",
            )
        ],
        id="an empty value in a list",
    ),
    pytest.param(
        "strength: ought",
        "strength: ought\ndate: null",
        [
            Told(
                "RD208",
                32,
                7,
                "`date` er tom",
                "`date` is empty",
                "skriv en værdi, eller udelad feltet helt",
                "write a value, or leave the field out altogether",
            )
        ],
        id="null for a date",
    ),
    pytest.param(
        "themes: [access]",
        "themes: ~",
        [
            Told(
                "RD208",
                18,
                9,
                "`themes` er tom",
                "`themes` is empty",
                "skriv en værdi, eller udelad feltet helt",
                "write a value, or leave the field out altogether",
            )
        ],
        id="a tilde for a list",
    ),
    pytest.param(
        "  da: Åbn én indgang til byens tilbud",
        "  da:",
        [
            Told(
                "RD208",
                5,
                6,
                "`da` er tom",
                "`da` is empty",
                "skriv `da: …`: på dansk",
                "write `da: …`: in Danish",
            )
        ],
        id="an empty title",
    ),
    pytest.param(
        "strength: ought",
        "strength: ought\nperiod: 2018",
        [
            Told(
                "RD201",
                32,
                1,
                "feltet `period` findes ikke her",
                "there is no field `period` here",
                "feltet hører til kind: initiative",
                "the field belongs to kind: initiative",
            )
        ],
        id="a period of another kind",
    ),
    pytest.param(
        "id: by-2020.01",
        "id: by-2020.11",
        [
            Told(
                "RD007",
                2,
                5,
                "id'et `by-2020.11` passer ikke til filens navn",
                "the id `by-2020.11` does not agree with the name of the file",
                "skriv id: by-2020.01, eller omdøb filen",
                "write id: by-2020.01, or rename the file",
            )
        ],
        id="a wrong id for the file",
    ),
    pytest.param(
        "id: by-2020.01",
        "id: by-2021.01",
        [
            Told(
                "RD007",
                2,
                5,
                "id'et `by-2021.01` passer ikke til filens navn",
                "the id `by-2021.01` does not agree with the name of the file",
                "skriv id: by-2020.01, eller omdøb filen",
                "write id: by-2020.01, or rename the file",
            )
        ],
        id="a wrong id for the folder",
    ),
    pytest.param(
        "id: by-2020.01",
        "id: by-2020.1",
        [
            Told(
                "RD205",
                2,
                5,
                "`by-2020.1` passer ikke i `id`",
                "`by-2020.1` does not fit `id`",
                "skriv id: by-2020.01, eller omdøb filen",
                "write id: by-2020.01, or rename the file",
            )
        ],
        id="an id that is none",
    ),
    pytest.param(
        "id: by-2020.01",
        "id: [by-2020.01]",
        [Told("RD206", 2, 5, "`id` skal være en tekst", "`id` must be a text", None, None)],
        id="a list as id",
    ),
    pytest.param(
        "id: by-2020.01\n",
        "",
        [
            Told(
                "RD202",
                2,
                1,
                "feltet `id` mangler",
                "the field `id` is missing",
                "skriv id: by-2020.01, eller omdøb filen",
                "write id: by-2020.01, or rename the file",
            )
        ],
        id="no id",
    ),
]


@pytest.mark.parametrize(("old", "new", "expected"), CASES)
def test_a_wrong_field_is_told(root: Path, old: str, new: str, expected: list[Told]):
    """A record with one thing wrong in its fields gives just the findings for it, in both languages."""
    assert told_of_record(root, old, new) == expected
