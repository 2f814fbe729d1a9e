"""The table of rules: everything that can be wrong with the data, with its code.

The hundreds are the stages: 0 files and characters, 1 YAML, 2 the fields of one file,
3 the data as a whole, 4 the wording, 5 the evidence. A code is never used again for another rule.
"""

import copyreg
from collections.abc import Mapping
from string import Formatter
from types import MappingProxyType
from typing import TYPE_CHECKING

from reformdata.findings import Rule, Severity
from reformdata.messages import Message

if TYPE_CHECKING:  # a report that is kept names its rules, and is shown without a model
    from reformdata.models.languages import Language

LANGUAGE_NAMES: Mapping[str, Message] = MappingProxyType(
    {"da": Message("dansk", "Danish"), "en": Message("engelsk", "English")}
)


def _rule(code_and_name: str, *, da: str, en: str, severity: Severity = "error") -> Rule:
    """A rule; `da` and `en` say what is wrong and, after an arrow, what to do about it in general."""
    code, name = code_and_name.split()
    (message_da, _, advice_da), (message_en, _, advice_en) = da.partition(" → "), en.partition(" → ")
    return Rule(
        code=code,
        name=name,
        severity=severity,
        message=Message(message_da, message_en),
        advice=Message(advice_da, advice_en) if advice_en else None,
    )


# ---- 0: files and characters
NOT_A_REGULAR_FILE = _rule(
    "RD001 not-a-regular-file",
    da="{what_da} er ikke en almindelig fil → erstat linket, mappen eller enheden med en almindelig fil",
    en="{what_en} is not a regular file → replace the link, folder or device with a regular file",
)
FILE_TOO_LARGE = _rule(
    "RD002 file-too-large",
    da="filen er større end {limit} bytes → en post rummer én handling: del posten, eller forkort teksten",
    en="the file is larger than {limit} bytes → a record holds one act: split the record, or shorten its text",
)
NOT_UTF8 = _rule(
    "RD003 not-utf8",
    da="byten {byte} kan ikke læses som UTF-8 → gem filen igen som UTF-8. Notesblok: Filer, Gem som, Kodning: UTF-8. Word: Gem som, Almindelig tekst, Anden kodning: Unicode (UTF-8). VS Code: klik på kodningen nederst til højre, vælg først Reopen with Encoding, Western (Windows 1252), så Save with Encoding, UTF-8",
    en="the byte {byte} cannot be read as UTF-8 → save the file again as UTF-8. Notepad: File, Save as, Encoding: UTF-8. Word: Save As, Plain Text, Other encoding: Unicode (UTF-8). VS Code: click the encoding at the bottom right, choose first Reopen with Encoding, Western (Windows 1252), then Save with Encoding, UTF-8",
)
FORBIDDEN_CHARACTER = _rule(
    "RD004 forbidden-character",
    da="tegnet {character} er ikke tilladt i en fil → slet tegnet; det er usynligt eller ændrer, hvordan teksten vises",
    en="the character {character} is not allowed in a file → delete the character: it is invisible or changes how the text is shown",
)
NOT_NFC = _rule(
    "RD005 not-nfc",
    da="`{found}` er ikke skrevet i normalformen NFC → skriv bogstavet som ét tegn, fx å, ikke som et bogstav og et løst accenttegn",
    en="`{found}` is not in the normal form NFC → write the letter as one character, such as å, not as a letter and a separate accent",
)
UNKNOWN_FILE = _rule(
    "RD006 unknown-file",
    da="filen hører ikke til her → en fil i records/ hedder fx sources/<kilde>/01-kort-navn.yaml eller actors/<id>.yaml",
    en="the file does not belong here → a file in records/ is named like sources/<source>/01-short-name.yaml or actors/<id>.yaml",
)
FILE_NAME_DISAGREES = _rule(
    "RD007 file-name-disagrees",
    da="id'et `{found}` passer ikke til filnavnet",
    en="the id `{found}` does not match the file name",
)
EMPTY_DATA_SET = _rule(
    "RD008 empty-data-set",
    da="der er ingen poster i {where} → kør kommandoen i mappen, der indeholder records/, eller angiv mappens sti",
    en="there are no records in {where} → run the command in the folder that contains records/, or give the path of that folder",
)
MISSING_FILE = _rule(
    "RD009 missing-file",
    da="filen mangler → hver mappe i records/sources/ skal have en source.yaml, som beskriver kilden",
    en="the file is missing → every folder in records/sources/ must have a source.yaml that describes the source",
)
UNREADABLE_FILE = _rule(
    "RD010 unreadable-file", da="filen kan ikke læses: {reason_da}", en="the file cannot be read: {reason_en}"
)

# ---- 1: YAML
YAML_SYNTAX = _rule("RD101 yaml-syntax", da="ugyldig YAML: {problem_da}", en="invalid YAML: {problem_en}")
DUPLICATE_KEY = _rule(
    "RD102 duplicate-key",
    da="nøglen `{found}` forekommer to gange → slet den ene; den første står på linje {line}",
    en="duplicate key `{found}` → delete one of them: the first is on line {line}",
)
ALIAS = _rule(
    "RD103 alias",
    da="ankre og aliasser er ikke tilladt → skriv værdien helt ud; sæt tekst, der begynder med & eller *, i anførselstegn",
    en="anchors and aliases are not allowed → write the value in full; put text that starts with & or * in quotes",
)
TAG = _rule(
    "RD104 tag",
    da="mærket `{found}` er ikke tilladt → slet mærket; sæt tekst, der begynder med !, i anførselstegn",
    en="the tag `{found}` is not allowed → delete the tag; put text that starts with ! in quotes",
)
DIRECTIVE = _rule(
    "RD105 directive",
    da="YAML-direktiver er ikke tilladt → slet linjen, der begynder med %",
    en="YAML directives are not allowed → delete the line that starts with %",
)
SECOND_DOCUMENT = _rule(
    "RD106 second-document",
    da="her begynder et andet dokument i samme fil → læg hver post i sin egen fil",
    en="a second document starts here in the same file → put each record in a file of its own",
)
TOO_DEEP = _rule(
    "RD107 too-deep",
    da="filen har mere end {limit} indlejrede niveauer",
    en="the file has more than {limit} nested levels",
)
TOO_MANY_NODES = _rule(
    "RD108 too-many-nodes", da="filen har mere end {limit} værdier", en="the file holds more than {limit} values"
)
BAD_KEY = _rule(
    "RD109 bad-key",
    da="`{found}` er ikke en gyldig nøgle → en nøgle består af små bogstaver a-z, cifre og _",
    en="`{found}` is not a valid key → a key consists of lower-case letters a-z, digits and _",
)
FOLDED_TEXT = _rule(
    "RD110 folded-text",
    da="teksten strækker sig over flere linjer → skriv den på én linje, eller i en blok, der begynder med |-",
    en="the text runs over several lines → write it on one line, or in a block that starts with |-",
)
UNQUOTED_COLON = _rule(
    "RD111 unquoted-colon",
    da="et kolon i teksten læses som en ny nøgle → sæt teksten i anførselstegn, eller skriv den i en blok, der begynder med |-",
    en="a colon in the text is read as a new key → put the text in quotes, or write it in a block that starts with |-",
)
TAB = _rule(
    "RD112 tab",
    da="tabulator kan ikke bruges som indrykning → ryk ind med mellemrum, to for hvert niveau",
    en="a tab cannot be used for indentation → indent with spaces, two for each level",
)
WRONG_SHAPE = _rule(
    "RD113 wrong-shape",
    da="filen skal indeholde {shape_da}, men {content_da}",
    en="the file must contain {shape_en}, but {content_en}",
)
COMMENT_IN_TEXT = _rule(
    "RD114 comment-in-text",
    da="teksten afbrydes ved #, som begynder en kommentar → sæt teksten i anførselstegn, eller skriv kommentaren på sin egen linje",
    en="the text is cut off at #, which starts a comment → put the text in quotes, or write the comment on its own line",
)
TRAILING_LINE_BREAK = _rule(
    "RD115 trailing-line-break",
    da="tekstblokken ender med et linjeskift → begynd blokken med |- i stedet for |",
    en="the block of text ends with a line break → start the block with |- instead of |",
)
CURLY_QUOTES = _rule(
    "RD116 curly-quotes",
    da="`{found}` står i krumme anførselstegn → slet dem, eller brug lige anførselstegn: i YAML er krumme en del af teksten",
    en="`{found}` is in curly quotes → delete them, or use straight quotes: in YAML curly ones are part of the text",
)

# ---- 2: the fields of one file
UNKNOWN_FIELD = _rule(
    "RD201 unknown-field", da="feltet `{found}` findes ikke her", en="there is no field `{found}` here"
)
MISSING_FIELD = _rule("RD202 missing-field", da="feltet `{field}` mangler", en="the field `{field}` is missing")
MISSING_TRANSLATION = _rule(
    "RD203 missing-translation",
    da="teksten mangler på {language_da} → skriv både da: og en:",
    en="the text is missing in {language_en} → write both da: and en:",
)
UNKNOWN_TERM = _rule(
    "RD204 unknown-term",
    da="`{found}` er ikke en af værdierne for `{field}`",
    en="`{found}` is not one of the values of `{field}`",
)
BAD_VALUE = _rule(
    "RD205 bad-value", da="ugyldig værdi `{found}` i `{field}`", en="invalid value `{found}` in `{field}`"
)
WRONG_TYPE = _rule("RD206 wrong-type", da="{field_da} skal være {shape_da}", en="{field_en} must be {shape_en}")
BAD_PERIOD = _rule(
    "RD207 bad-period",
    da="perioden `{found}` kan ikke læses: {reason_da} → skriv fx 2018, 2018-11, 2018-11-02, 2018/2022 eller 2019/..",
    en="the period `{found}` cannot be read: {reason_en} → write, for example, 2018, 2018-11, 2018-11-02, 2018/2022 or 2019/..",
)
EMPTY_VALUE = _rule(
    "RD208 empty-value",
    da="{field_da} er tom → skriv en værdi, eller udelad feltet",
    en="{field_en} is empty → write a value, or leave the field out",
)

# ---- 3: the data as a whole
DUPLICATE_ID = _rule(
    "RD301 duplicate-id",
    da="id'et `{found}` er allerede brugt i {other} → giv posten det næste ledige nummer; et nummer bruges kun én gang, også når posten er taget ud",
    en="the id `{found}` is already used in {other} → give the record the next free number: a number is used only once, even after its record is withdrawn",
)
UNKNOWN_REFERENCE = _rule(
    "RD302 unknown-reference",
    da="`{found}` findes ikke blandt {table_da} → ret id'et, eller tilføj først det opslag, det skal henvise til",
    en="`{found}` is not among the {table_en} → correct the id, or first add the entry that it should refer to",
)
DANGLING_RELATION = _rule(
    "RD303 dangling-relation",
    da="posten `{found}` findes ikke → ret id'et, eller slet henvisningen",
    en="there is no record `{found}` → correct the id, or delete the reference",
)
RELATION_TO_RETIRED = _rule(
    "RD304 relation-to-retired",
    da="posten `{found}` er taget ud → slet forbindelsen; posten har ingen afløser",
    en="the record `{found}` is withdrawn → delete the relation: the record has no successor",
)
RELATION_KIND_MISMATCH = _rule(
    "RD305 relation-kind-mismatch",
    da="en forbindelse af typen {type_da} kan ikke gå fra {from_da} til {to_da}",
    en="a relation of type {type_en} cannot go from {from_en} to {to_en}",
)
SELF_RELATION = _rule(
    "RD306 self-relation",
    da="`{found}` er forbundet med sig selv → skriv id'et på en anden post, eller slet forbindelsen",
    en="`{found}` is related to itself → write the id of another record, or delete the relation",
)
REPEATED_RELATION = _rule(
    "RD307 repeated-relation",
    da="forbindelsen {type} til `{found}` findes allerede → slet den ene; en gensidig forbindelse skrives kun i den ene af de to poster",
    en="the relation {type} to `{found}` already exists → delete one of them: a mutual relation is written in only one of the two records",
)
RELATION_CYCLE = _rule(
    "RD308 relation-cycle",
    da="forbindelserne {type} går i ring: {cycle} → slet den forbindelse, der ikke passer",
    en="the {type} relations form a circle: {cycle} → delete the relation that is wrong",
)
PARAGRAPH_BEYOND_SOURCE = _rule(
    "RD309 paragraph-beyond-source",
    da="kilden har {count_da}; der er intet afsnit {found} → et afsnit er en linje, der ikke er tom; afsnit tælles fra 1, også overskrifter",
    en="the source has {count_en}: there is no paragraph {found} → a paragraph is a line that is not blank; paragraphs are counted from 1, headings included",
)
UNCOVERED_PARAGRAPH = _rule(
    "RD310 uncovered-paragraph",
    da="hverken brugt af en post eller sprunget over med en begrundelse: {paragraphs_da} → skriv for hvert afsnit en post, der bygger på det, eller skriv under skipped: i kildens source.yaml, hvorfor der ikke er nogen: - {{paragraphs: [{first}], reason: heading}}",
    en="neither cited by a record nor skipped with a reason: {paragraphs_en} → for each paragraph write a record that cites it, or say under skipped: in source.yaml why there is none: - {{paragraphs: [{first}], reason: heading}}",
)
SKIPPED_BUT_CITED = _rule(
    "RD311 skipped-but-cited",
    da="afsnit {found} er sprunget over, men {record} bygger på det → slet nummeret et af de to steder",
    en="paragraph {found} is skipped, but {record} cites it → delete the number in one of the two places",
)
RETIRED_WITHOUT_REASON = _rule(
    "RD312 retired-without-reason",
    da="posten er taget ud uden afløser og uden begrundelse → skriv replaced_by: med den nye posts id, eller reason: på dansk og engelsk",
    en="the record is withdrawn without a successor or a reason → write replaced_by: with the id of the new record, or reason: in Danish and English",
)
CIRCULAR_PARENT = _rule(
    "RD313 circular-parent",
    da="{field} går i ring: {cycle} → ret eller slet feltet i den øverste af dem",
    en="{field} forms a circle: {cycle} → correct or delete the field in the topmost of them",
)
VOICE_OF_THE_WRONG_KIND = _rule(
    "RD314 voice-of-the-wrong-kind",
    da="`{actor}` er ikke en person og kan ikke have {field} → slet feltet, eller skriv personen under actor:",
    en="`{actor}` is not a person and cannot have {field} → delete the field, or write the person under actor:",
)
REPEATED_VALUE = _rule(
    "RD315 repeated-value",
    da="værdien `{found}` forekommer to gange → slet den ene",
    en="duplicate value `{found}` → delete one of them",
)
FINGERPRINTS_DISAGREE = _rule(
    "RD316 fingerprints-disagree",
    da="fingeraftrykkene dækker {paragraphs_da}, men kilden har {count_da} → skriv filen igen med: reformdata source fingerprint",
    en="the fingerprints cover {paragraphs_en}, but the source has {count_en} → write the file again with: reformdata source fingerprint",
)
REPORTED_BY_THE_VOICE = _rule(
    "RD317 reported-by-the-voice",
    da="`{found}` er allerede stemmen → udelad reported_by; feltet er til en anden, der gengiver ordene",
    en="`{found}` is already the voice → leave out reported_by: it is for someone else who passes the words on",
)
SOURCE_WITHOUT_RECORD = _rule(
    "RD318 source-without-record",
    severity="warning",
    da="ingen post bygger på kilden `{found}` → skriv dens poster, eller slet mappen; en kilde uden poster hører ikke til her",
    en="no record cites the source `{found}` → write its records, or delete the folder: a source without records does not belong here",
)
PAIR_ACROSS_SOURCES = _rule(
    "RD319 pair-across-sources",
    da="`{found}` hører til en anden kilde → paired-with forbinder to halvdele af samme greb i én kilde; brug same-as, answers eller contrasts mellem kilder",
    en="`{found}` belongs to another source → paired-with joins two halves of one measure in the same source; between sources use same-as, answers or contrasts",
)
DELETED_RECORD = _rule(
    "RD320 deleted-record",
    da="posten `{found}` er slettet, men ikke taget ud → gendan filen, og tag posten ud med: reformdata retire {found}; eller lad kun id:, status: retired, reason: og retired: stå i den",
    en="the record `{found}` was deleted, not withdrawn → restore the file, and withdraw the record with: reformdata retire {found}; or keep only id:, status: retired, reason: and retired: in it",
)
OVERLAPPING_OFFICES = _rule(
    "RD321 overlapping-offices",
    da="`{found}` er også {title_da} i en del af perioden → ret perioderne; et embede i en regering har én indehaver ad gangen",
    en="`{found}` is also {title_en} for part of that period → correct the periods: an office of a government has one holder at a time",
)
OFFICE_NOT_HELD = _rule(
    "RD322 office-not-held",
    da="`{actor}` var ikke {found_da} den {day_da} → skriv embedet, som det hed den dag, på begge sprog, eller tilføj det under offices: i {file}",
    en="`{actor}` was not {found_en} on {day_en} → write the office as it was called that day, in both languages, or add it under offices: in {file}",
)
OUTCOME_OF_WRONG_RECORD = _rule(
    "RD323 outcome-of-wrong-record",
    da="`{found}` kan ikke have et udfald: {fault_da} → ret id'et og filens navn, eller slet filen; kun forslag og initiativer følges",
    en="`{found}` cannot have an outcome: {fault_en} → correct the id and the file name, or delete the file: only proposals and initiatives are followed",
)
ASSESSMENT_TOO_EARLY = _rule(
    "RD324 assessment-too-early",
    da="vurderingen er fra {day_da}, men {what_da} er fra {other_da} → ret den dag, der er forkert; en vurdering kan ikke bygge på noget senere",
    en="the assessment is of {day_en}, but {what_en} is of {other_en} → correct the day that is wrong: an assessment cannot rest on anything later",
)
NO_TRACE_WITHOUT_SEARCH = _rule(
    "RD325 no-trace-without-search",
    da="konklusionen `{found}` siger ikke, hvor der er søgt → skriv searched: med sted og søgeord; uden søgning ved man intet",
    en="the verdict `{found}` does not say where a search was made → write searched: with place and query: without a search nothing is known",
)
ASSESSMENT_OF_UNASSESSABLE = _rule(
    "RD326 assessment-of-unassessable",
    da="udfaldet er vurderet, selv om det ikke kan vurderes (assessable: no) → slet vurderingerne, eller ret assessable",
    en="the outcome is assessed although it cannot be (assessable: no) → delete the assessments, or correct assessable",
)
ASSESSMENTS_OUT_OF_ORDER = _rule(
    "RD327 assessments-out-of-order",
    da="vurderingen fra {day_da} skal være senere end den foregående, fra {other_da} → skriv vurderingerne i rækkefølge, højst én for hver dag",
    en="the assessment of {day_en} must be later than the one before it, of {other_en} → write the assessments in order, at most one for each day",
)
VERDICT_WITHOUT_EVIDENCE = _rule(
    "RD328 verdict-without-evidence",
    da="`{found}` har intet belæg → skriv evidence: med et dokument eller en anden post, og hvad der står i det",
    en="`{found}` has no evidence → write evidence: with a document or another record, and what it says",
)
WHY_NOT_MISMATCH = _rule(
    "RD329 why-not-mismatch",
    da="why_not passer ikke til assessable: {found} → skriv why_not, når assessable er no, og kun da",
    en="why_not does not match assessable: {found} → write why_not if assessable is no, and only then",
)
WRONG_EVIDENCE = _rule(
    "RD330 wrong-evidence",
    da="belægget er {fault_da} → skriv enten document: med ét dokument eller record: med én anden post",
    en="the evidence is {fault_en} → write either document: with one document or record: with one other record",
)
AGREED_WITH_NOBODY = _rule(
    "RD331 agreed-with-nobody",
    da="én læser kan ikke være enig med nogen → slet agreed, eller ret readers",
    en="a single reader cannot agree with anybody → delete agreed, or correct readers",
)
INCOMPLETE_VERDICT = _rule(
    "RD332 incomplete-verdict",
    da="`{found}` mangler {field} → skriv {field}; det kan kun udelades, når intet er sket",
    en="`{found}` needs {field} → write {field}: it can be left out only where nothing has happened",
)
PRESS_ALONE = _rule(
    "RD333 press-alone",
    severity="warning",
    da="`{found}` bygger kun på presseomtale → find loven, aftalen eller myndighedens side, og tilføj den som belæg",
    en="`{found}` rests on the press alone → find the law, the agreement or the page of an authority, and add it as evidence",
)
OUTCOME_WITHOUT_TEST = _rule(
    "RD334 outcome-without-test",
    da="der mangler en test → skriv under test:, før du søger, hvad der skal til, for at det er gjort",
    en="there is no test → write under test:, before you search, what would count as done",
)
REMOVED_ID = _rule(
    "RD335 removed-id",
    severity="warning",
    da="id'et `{found}` findes ikke mere → gendan det, hvis det er udgivet; ellers får næste udgave et nyt hovedversionsnummer (major), for andres data og henvisninger bruger id'et",
    en="the id `{found}` is gone → restore it if it has been published: otherwise the next release is a new major version, since the data and references of others use the id",
)

# ---- 4: the wording
UNTRANSLATED = _rule(
    "RD401 untranslated",
    da="teksten er ikke oversat til {language_da} → skriv den på dansk under da: og på engelsk under en:",
    en="the text is not translated into {language_en} → write it in Danish under da: and in English under en:",
)
NUMBERS_DIFFER = _rule(
    "RD402 numbers-differ",
    da="tallet `{found}` står kun på {language_da} → skriv samme tal på begge sprog; brug cifre for tal over tolv",
    en="the number `{found}` is only in the {language_en} text → write the same number in both languages; use digits above twelve",
)
NAMES_DIFFER = _rule(
    "RD403 names-differ",
    severity="warning",
    da="navnet `{found}` står kun på {language_da} → nævn det på begge sprog med et navn fra {file}, eller tilføj det andet navn dér under aliases:",
    en="the name `{found}` is only in the {language_en} text → name it in both languages with a name from {file}, or add the other name there under aliases:",
)
STRENGTH_DIFFERS = _rule(
    "RD404 strength-differs",
    da="`{found}` passer ikke til {other} → skal svarer til must, bør til ought og kan til may, på begge sprog og i strength:",
    en="`{found}` does not match {other} → skal corresponds to must, bør to ought and kan to may, in both languages and in strength:",
)
BOILERPLATE = _rule(
    "RD405 boilerplate",
    severity="warning",
    da="den samme tekst er brugt {count} gange, første gang i {first} → skriv, hvad der gælder for netop denne post",
    en="the same text is used {count} times, first in {first} → write what applies to this record in particular",
)
NEAR_DUPLICATE = _rule(
    "RD406 near-duplicate",
    severity="warning",
    da="posten er næsten magen til `{found}` → slå de to sammen, gør forskellen tydelig, eller forbind dem med same-as",
    en="the record is almost the same as `{found}` → merge the two, make the difference clear, or relate them with same-as",
)
TITLE_NOT_A_CLAUSE = _rule(
    "RD407 title-not-a-clause",
    da="titlen {fault_da} → skriv handlingen som én sætning: stort begyndelsesbogstav, intet punktum, højst {limit} tegn",
    en="the title {fault_en} → write the act as one clause: a capital first, no full stop, at most {limit} characters",
)
OVERLONG_TEXT = _rule(
    "RD408 overlong-text",
    severity="warning",
    da="teksten har {sentences} sætninger og {characters} tegn → højst {most_sentences} sætninger og {most_characters} tegn; en post er én handling",
    en="the text has {sentences} sentences and {characters} characters → at most {most_sentences} sentences and {most_characters} characters: a record is one act",
)
UNCLASSIFIED_RECORD = _rule(
    "RD409 unclassified-record",
    severity="warning",
    da="posten har hverken områder (areas) eller temaer (themes) → skriv mindst ét område eller ét tema, så posten kan findes",
    en="the record has neither areas nor themes → write at least one area or one theme, so that the record can be found",
)
UNUSED_ENTRY = _rule(
    "RD410 unused-entry",
    severity="warning",
    da="`{found}` bliver ikke brugt → henvis til det i en post, eller slet det; en tabel rummer kun det, som data bruger",
    en="`{found}` is not used → refer to it in a record, or delete it: a table contains only what the data uses",
)
INITIATIVE_WITHOUT_OWNER = _rule(
    "RD411 initiative-without-owner",
    severity="warning",
    da="initiativet har ingen ejer → skriv under owners: hvem der har besluttet det eller udfører det; er det ingen bestemt, er posten et udsagn",
    en="the initiative has no owner → write under owners: who decided it or carries it out; if no one in particular, the record is a statement",
)
PROPOSAL_WITHOUT_ADDRESSEE = _rule(
    "RD412 proposal-without-addressee",
    severity="warning",
    da="forslaget har ingen modtager, men teksten siger `{found}` → skriv addressees: [{actor}]",
    en="the proposal has no addressee, but its text says `{found}` → write addressees: [{actor}]",
)
REJECTED_TRANSLATION = _rule(
    "RD413 rejected-translation",
    severity="warning",
    da="`{found}` oversætter ikke `{danish}` → skriv {english}; ordlisten siger, hvornår hvilket ord er rigtigt",
    en="`{found}` does not translate `{danish}` → write {english}: the glossary says when which word is right",
)
TEXT_REPEATS_TITLE = _rule(
    "RD414 text-repeats-title",
    severity="warning",
    da="teksten siger kun det, som titlen siger → skriv, hvad kilden siger mere om handlingen",
    en="the text says only what the title says → write what else the source says of the act",
)
DEPENDENT_OPENING = _rule(
    "RD415 dependent-opening",
    severity="warning",
    da="begyndelsen `{found}` henviser til noget uden for feltet → nævn det, der menes, så rækken kan læses alene",
    en="the opening `{found}` refers to something outside the field → name what is meant, so that the row can be read alone",
)
UNEXPLAINED_ABBREVIATION = _rule(
    "RD416 unexplained-abbreviation",
    severity="warning",
    da="forkortelsen `{found}` er ikke forklaret på engelsk → skriv ved første brug i posten, hvad den står for eller er",
    en="the abbreviation `{found}` is not explained in English → say at its first use in the record what it stands for or is",
)
REASON_WITHOUT_VERB = _rule(
    "RD417 reason-without-verb",
    severity="warning",
    da="begrundelsen har intet bøjet verbum → skriv en hel sætning, som siger, hvordan de to poster hører sammen",
    en="the reason has no finite verb → write a whole sentence that says how the two records belong together",
)
EQUAL_TITLES = _rule(
    "RD418 equal-titles",
    da="`{other}` i samme kilde har samme titel → skriv i begge titler, hvad der adskiller de to handlinger; er det samme handling, så slet den nye post",
    en="`{other}` of the same source has the same title → say in both titles what sets the two acts apart; if they are one act, delete the new record",
)
TO_BE_TRANSLATED = _rule(
    "RD419 to-be-translated",
    severity="warning",
    da="teksten er endnu ikke skrevet på {language_da} → skriv den i stedet for needs-translation",
    en="the text is not written in {language_en} yet → write it in place of needs-translation",
)
QUANTITY_NOT_IN_TEXT = _rule(
    "RD420 quantity-not-in-text",
    da="tallet `{found}` står hverken i titlen eller teksten på {language_da} → skriv det på begge sprog, med cifre eller som ord op til tolv (13.500 på dansk er 13,500 på engelsk), eller ret tallet under value",
    en="the number `{found}` is in neither the title nor the text in {language_en} → write it in both languages, in digits or as a word up to twelve (13.500 in Danish is 13,500 in English), or correct the number under value",
)
WRONG_QUOTATION_MARKS = _rule(
    "RD421 wrong-quotation-marks",
    severity="warning",
    da="`{found}` har ikke de anførselstegn, som {language_da} har i data → skriv `{right}`",
    en="`{found}` is not in the quotation marks that {language_en} has in the data → write `{right}`",
)

# ---- 5: the evidence
COPIED_WORDS = _rule(
    "RD501 copied-words",
    da="{count} ord i træk står også i {file}: `{found}` → brug dine egne ord; navne på love, reformer og organisationer hører til i deres tabel",
    en="{count} words in a row are also in {file}: `{found}` → use your own words; names of laws, reforms and organisations belong in their table",
)
SOURCE_WITHOUT_TEXT = _rule(
    "RD502 source-without-text",
    severity="warning",
    da="ingen fil i mappen blev genkendt som kilden `{found}`; dens tekst er måske ikke sammenlignet → læg kildens tekst i mappen som UTF-8; er det en ny kilde, så skriv dens fingeraftryk: reformdata source fingerprint",
    en="no file in the folder was recognised as the source `{found}`: its text may not have been compared → put the text of the source in the folder as UTF-8; if the source is new, write its fingerprints: reformdata source fingerprint",
)

RULES: tuple[Rule, ...] = tuple(value for value in tuple(globals().values()) if isinstance(value, Rule))
"""Every rule, in the order of the codes."""


_STAGES = {
    "0": "Files and characters · Filer og tegn",
    "1": "YAML",
    "2": "The fields of one file · En fils felter",
    "3": "The data as a whole · Data som helhed",
    "4": "The wording · Ordlyden",
    "5": "The evidence · Belægget",
}
"""The headings of the list, by the first digit of a code."""


def _rule_of(code: str) -> Rule:
    return next(rule for rule in RULES if rule.code == code)


# A rule that comes from another process or from a file is the one of the table.
copyreg.pickle(Rule, lambda rule: (_rule_of, (rule.code,)))


def file_name(rule: Rule) -> str:
    """The name of the page of `rule`, in the folder of this module."""
    return f"{rule.code}-{rule.name}.md"


def path_in(rule: Rule, language: "Language") -> str:
    """The way to the page of `rule` from the root of the repository, with the section of `language`."""
    return f"reformdata/curation/rules/{file_name(rule)}#{_LANGUAGE_SECTIONS[language].lower()}"


def name_in(rule: Rule, language: "Language") -> str:
    """The name of `rule` in `language`; the Danish one is in the first line of its page."""
    return rule.name if language == "en" else _both(rule).partition("\n")[0].rpartition(" · ")[2]


def page(rule: Rule, language: "Language") -> str:
    """The page of `rule` in `language`, in Markdown: its reason, an example that breaks it, and the same corrected.

    The file has a section for each language. The sections with examples are shared: each has its heading in both
    languages, and what is reported of an example is in a block for each.
    """
    _, *sections = _both(rule).rstrip("\n").split("\n\n## ")
    parts = [f"# {rule.code} {name_in(rule, language)}"]
    for heading, _, body in (section.partition("\n\n") for section in sections):
        if heading == _LANGUAGE_SECTIONS[language]:
            parts.append(body)
        elif heading not in _LANGUAGE_SECTIONS.values():
            parts += [f"## {Message(*heading.split(' · ')).in_(language)}", _blocks_in(body, language)]
    return "\n\n".join(parts) + "\n"


def _blocks_in(body: str, language: "Language") -> str:
    own = (block for block in body.split("\n\n```") if block.partition("\n")[0] != _OTHER_REPORTS[language])
    return "\n\n```".join(own).replace(f"```text {language}\n", "```text\n")


_LANGUAGE_SECTIONS: "Mapping[Language, str]" = MappingProxyType({"da": "Dansk", "en": "English"})
_OTHER_REPORTS: "Mapping[Language, str]" = MappingProxyType({"da": "text en", "en": "text da"})


def _both(rule: Rule) -> str:
    from importlib.resources import files  # here, since a check reads no page

    return files("reformdata.curation.rules").joinpath(file_name(rule)).read_text(encoding="utf-8")


def index() -> str:
    """The list of all rules, in Markdown; the content of `docs/rules.md`."""
    lines = [
        "# Rules",
        "",
        "Every thing that `reformdata validate` can find, by its code. A code never changes its meaning and is",
        "never given again; `reformdata explain RD302` prints the page of a rule in Danish or English. Made by",
        "`reformdata schema`.",
    ]
    stage = ""
    for rule in RULES:
        if rule.code[2] != stage:
            stage = rule.code[2]
            lines += [
                "",
                f"## {_STAGES[stage]}",
                "",
                "| code | name | navn | | what is wrong | hvad der er galt |",
                "|---|---|---|---|---|---|",
            ]
        link = f"[{rule.code}](../reformdata/curation/rules/{file_name(rule)})"
        messages = f"{open_message(rule.message.en)} | {open_message(rule.message.da)}"
        lines.append(f"| {link} | {rule.name} | {name_in(rule, 'da')} | {rule.severity} | {messages} |")
    return "\n".join(lines) + "\n"


def open_message(message: str) -> str:
    """The message of a rule with an ellipsis where a finding has a value: "there is no record …"."""
    parts = Formatter().parse(message.replace("`", ""))
    return "".join(text + ("" if field is None else "…") for text, field, _, _ in parts)
