"""The files of a small good checkout, of invented matter."""

RECORD = "records/sources/by-2020/01-faelles-indgang.yaml"

FILES = {
    RECORD: """\
# yaml-language-server: $schema=../../../schemas/record.schema.json
id: by-2020.01
kind: proposal
title:
  da: Åbn én indgang til byens tilbud
  en: Open one door to the services of the town
text:
  da: |-
    Byen bør samle sine tilbud ét sted: borgerne skal kun spørge én gang.
  en: |-
    The town ought to gather its services in one place: citizens need ask only once.
paragraphs: [1, 2]
voice:
  actor: mette-holm
  office: {da: Borgmester, en: Mayor}
  for: byen
areas: [housing]
themes: [access]
target_groups: [citizens]
quantities:
  - value: 2.5
    of: {da: årsværk, en: full-time equivalents}
    qualifier: over
relations:
  - type: elaborates
    to: by-2020.02
    reason:
      da: Siger hvordan
      en: Says how
action: introduce
strength: ought
addressees: [byen]
curation:
  added: 2026-11-22
  codebook: "1.1"
  review: second-reader
""",
    "records/sources/by-2020/02-forsoeg.yaml": """\
id: by-2020.02
kind: initiative
title: {da: Byen prøver én indgang, en: The town tries one door}
text: {da: Et forsøg er i gang., en: A trial is under way.}
paragraphs: [3]
voice: {actor: byen}
form: trial
owners: [byen]
status: running
period: 2020-01/2021
curation: {added: 2026-11-22, codebook: "1.1", review: single-reader}
""",
    "records/sources/by-2020/03-taget-ud.yaml": """\
id: by-2020.03
status: retired
replaced_by: by-2020.02
retired: 2026-11-22
""",
    "records/sources/by-2020/source.yaml": """\
id: by-2020
title: {da: Byens plan, en: The plan of the town}
kind: news
publisher: byen
date: 2020-05-01
paragraphs: 4
skipped:
  - paragraphs: [4]
    reason: courtesy
""",
    "records/sources/by-2020/fingerprints.yaml": f"""\
sha256: {"0a" * 32}
paragraphs:
  - paragraph: 1
    words: 12
    sha256: {"1b" * 32}
    sketch: {"0000002c" * 16}
""",
    "records/sources/by-2020/readings.yaml": """\
codebook: "1.1"
first:
  - {paragraphs: [1], kind: proposal, voice: byen, records: [by-2020.01]}
second:
  - {paragraphs: [1, 2], kind: proposal, voice: byen}
""",
    "records/actors/byen.yaml": """\
id: byen
kind: authority
name: {da: Byen, en: The town}
description: {da: En opdigtet by., en: An invented town.}
""",
    "records/actors/mette-holm.yaml": """\
id: mette-holm
kind: person
name: {da: Mette Holm, en: Mette Holm}
description: {da: Opdigtet borgmester., en: An invented mayor.}
""",
    "records/reforms/en-indgang.yaml": """\
id: en-indgang
form: reform
name: {da: Én indgang, en: One door}
description: {da: En opdigtet reform., en: An invented reform.}
""",
    "records/laws/byloven.yaml": """\
id: byloven
name: {da: Byloven, en: The town act}
description: {da: En opdigtet lov., en: An invented act.}
""",
    "records/documents/byens-brev.yaml": """\
id: byens-brev
title: {da: Byens brev om én indgang, en: The town's letter on one door}
kind: official-page
publisher: byen
date: 2021
url: https://example.org/en-indgang
seen: 2026-11-28
form: excerpt
""",
    "records/outcomes/by-2020.01.yaml": """\
id: by-2020.01
test: {da: Byen har én indgang., en: The town has one door.}
assessable: action
readings: {first: action, second: "no"}
assessments:
  - as_of: 2022-01-31
    verdict: done
    scope: some-places
    link: same-content
    since: 2021-03
    text: {da: Indgangen er åben., en: The door is open.}
    evidence:
      - document: byens-brev
        says: {da: Den er åben for alle., en: It is open to all.}
      - record: by-2020.02
        says: {da: Det begyndte som et forsøg., en: It began as a trial.}
    searched:
      - {place: Byens hjemmeside, query: én indgang}
    readers: 2
    agreed: false
""",
    "records/areas.yaml": """\
- id: housing
  name: {da: Bolig, en: Housing}
  definition: {da: Boliger og byggeri., en: Homes and building.}
  cofog1999: ["06.1"]
  cap: [14]
- id: schools
  name: {da: Skoler, en: Schools}
  definition: {da: Grundskolen., en: Primary and lower secondary school.}
""",
    "records/themes.yaml": """\
- {id: access, name: {da: Adgang, en: Access}, definition: {da: Vejen ind., en: The way in.}}
""",
    "records/glossary.yaml": """\
- id: indgang
  name: {da: indgang, en: door}
  forms: [indgang]
  rejected: [entrance]
  note: {da: Om tilbud., en: Of services.}
""",
    "records/target-groups.yaml": """\
- id: citizens
  name: {da: Borgere, en: Citizens}
  definition: {da: Alle i byen., en: Everyone in town.}
""",
}
