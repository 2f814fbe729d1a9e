"""The table of rules: every thing that can be wrong with the data, with its code.

The hundreds tell the stage: 0 files and characters, 1 YAML, 2 the fields of one file,
3 the data as a whole, 4 the wording, 5 the evidence. A code is never given again.
"""

from reformdata.findings import Message, Rule

_R = Rule
_M = Message

# ---- 0: files and characters
NOT_A_REGULAR_FILE = _R(
    code="RD001",
    name="not-a-regular-file",
    message=_M("{what_da} er ikke en almindelig fil", "{what_en} is not a regular file"),
    advice=_M(
        "læg en almindelig fil i stedet for et link, en mappe eller en enhed",
        "put a plain file in place of a link, a folder or a device",
    ),
)
FILE_TOO_LARGE = _R(
    code="RD002",
    name="file-too-large",
    message=_M("filen er større end {limit} bytes", "the file is larger than {limit} bytes"),
    advice=_M(
        "en post er én handling; del den, eller forkort dens tekst",
        "a record is one act: split it, or shorten its text",
    ),
)
NOT_UTF8 = _R(
    code="RD003",
    name="not-utf8",
    message=_M("byten {byte} kan ikke læses som UTF-8", "the byte {byte} cannot be read as UTF-8"),
    advice=_M("gem filen igen som UTF-8", "save the file again as UTF-8"),
)
FORBIDDEN_CHARACTER = _R(
    code="RD004",
    name="forbidden-character",
    message=_M("tegnet {character} må ikke stå i en fil", "the character {character} may not stand in a file"),
    advice=_M(
        "slet tegnet; det er usynligt eller ændrer, hvordan teksten vises",
        "delete the character: it is invisible or changes how the text is shown",
    ),
)
NOT_NFC = _R(
    code="RD005",
    name="not-nfc",
    message=_M("`{found}` er ikke skrevet i normalformen NFC", "`{found}` is not in the normal form NFC"),
    advice=_M(
        "skriv bogstavet som ét tegn, fx å, og ikke som bogstav og løst tegn",
        "write the letter as one character, such as å, and not as a letter and a loose mark",
    ),
)
UNKNOWN_FILE = _R(
    code="RD006",
    name="unknown-file",
    message=_M("filen hører ikke til her", "the file does not belong here"),
    advice=_M(
        "en fil i records/ hedder fx sources/<kilde>/01-kort-navn.yaml eller actors/<id>.yaml",
        "a file in records/ is named like sources/<source>/01-short-name.yaml or actors/<id>.yaml",
    ),
)
FILE_NAME_DISAGREES = _R(
    code="RD007",
    name="file-name-disagrees",
    message=_M(
        "id'et `{found}` passer ikke til filens navn", "the id `{found}` does not agree with the name of the file"
    ),
)
EMPTY_DATA_SET = _R(
    code="RD008",
    name="empty-data-set",
    message=_M("der er ingen poster i {where}", "there are no records in {where}"),
    advice=_M(
        "stå i mappen, der har records/ i sig, eller giv dens sti",
        "stand in the folder that holds records/, or give its path",
    ),
)
MISSING_FILE = _R(
    code="RD009",
    name="missing-file",
    message=_M("filen mangler", "the file is missing"),
    advice=_M(
        "hver mappe i records/sources/ har en source.yaml, som beskriver kilden",
        "every folder in records/sources/ has a source.yaml that describes the source",
    ),
)
UNREADABLE_FILE = _R(
    code="RD010",
    name="unreadable-file",
    message=_M("filen kan ikke læses: {reason}", "the file cannot be read: {reason}"),
)

# ---- 1: YAML
YAML_SYNTAX = _R(
    code="RD101",
    name="yaml-syntax",
    message=_M("det er ikke gyldig YAML: {problem_da}", "this is not valid YAML: {problem_en}"),
)
DUPLICATE_KEY = _R(
    code="RD102",
    name="duplicate-key",
    message=_M("nøglen `{found}` står her for anden gang", "the key `{found}` stands here a second time"),
    advice=_M("behold den ene; den første står på linje {line}", "keep one of them: the first is on line {line}"),
)
ALIAS = _R(
    code="RD103",
    name="alias",
    message=_M("ankre og aliasser er ikke tilladt", "anchors and aliases are not allowed"),
    advice=_M(
        "skriv værdien ud, hvor den skal stå; sæt tekst, der begynder med & eller *, i anførselstegn",
        "write the value out where it is to stand; put text that starts with & or * in quotes",
    ),
)
TAG = _R(
    code="RD104",
    name="tag",
    message=_M("mærket `{found}` er ikke tilladt", "the tag `{found}` is not allowed"),
    advice=_M(
        "slet mærket; sæt tekst, der begynder med !, i anførselstegn",
        "delete the tag; put text that starts with ! in quotes",
    ),
)
DIRECTIVE = _R(
    code="RD105",
    name="directive",
    message=_M("YAML-direktiver er ikke tilladt", "YAML directives are not allowed"),
    advice=_M("slet linjen, der begynder med %", "delete the line that starts with %"),
)
SECOND_DOCUMENT = _R(
    code="RD106",
    name="second-document",
    message=_M("her begynder et andet dokument i samme fil", "a second document starts here in the same file"),
    advice=_M("læg hver post i sin egen fil", "put each record in a file of its own"),
)
TOO_DEEP = _R(
    code="RD107",
    name="too-deep",
    message=_M("filen har mere end {limit} lag inden i hinanden", "the file is nested more than {limit} levels deep"),
)
TOO_MANY_NODES = _R(
    code="RD108",
    name="too-many-nodes",
    message=_M("filen har mere end {limit} værdier", "the file holds more than {limit} values"),
)
BAD_KEY = _R(
    code="RD109",
    name="bad-key",
    message=_M("`{found}` kan ikke være en nøgle", "`{found}` cannot be a key"),
    advice=_M(
        "en nøgle består af små bogstaver a-z, cifre og _", "a key is made of the small letters a-z, digits and _"
    ),
)
FOLDED_TEXT = _R(
    code="RD110",
    name="folded-text",
    message=_M("teksten er foldet over flere linjer", "the text is folded over several lines"),
    advice=_M(
        "skriv den på én linje, eller i en blok, der begynder med |-",
        "write it on one line, or in a block that starts with |-",
    ),
)
UNQUOTED_COLON = _R(
    code="RD111",
    name="unquoted-colon",
    message=_M("et kolon midt i teksten læses som en ny nøgle", "a colon inside the text is read as a new key"),
    advice=_M(
        "sæt teksten i anførselstegn, eller skriv den i en blok, der begynder med |-",
        "put the text in quotes, or write it in a block that starts with |-",
    ),
)
TAB = _R(
    code="RD112",
    name="tab",
    message=_M("tabulator kan ikke bruges som indrykning", "a tab cannot be used for indentation"),
    advice=_M("ryk ind med mellemrum, to for hvert lag", "indent with spaces, two for each level"),
)
WRONG_SHAPE = _R(
    code="RD113",
    name="wrong-shape",
    message=_M("filen skal indeholde {shape_da}, men {found_da}", "the file must hold {shape_en}, but {found_en}"),
)
COMMENT_IN_TEXT = _R(
    code="RD114",
    name="comment-in-text",
    message=_M(
        "teksten klippes af ved #, som begynder en kommentar", "the text is cut off at #, which starts a comment"
    ),
    advice=_M(
        "sæt teksten i anførselstegn, eller skriv kommentaren på sin egen linje",
        "put the text in quotes, or write the comment on a line of its own",
    ),
)
TRAILING_LINE_BREAK = _R(
    code="RD115",
    name="trailing-line-break",
    message=_M("tekstblokken ender med et linjeskift", "the block of text ends with a line break"),
    advice=_M("begynd blokken med |- i stedet for |", "start the block with |- in place of |"),
)

# ---- 2: the fields of one file
UNKNOWN_FIELD = _R(
    code="RD201",
    name="unknown-field",
    message=_M("feltet `{found}` findes ikke her", "there is no field `{found}` here"),
)
MISSING_FIELD = _R(
    code="RD202",
    name="missing-field",
    message=_M("feltet `{field}` mangler", "the field `{field}` is missing"),
)
MISSING_TRANSLATION = _R(
    code="RD203",
    name="missing-translation",
    message=_M("teksten mangler på {language_da}", "the text is missing in {language_en}"),
    advice=_M("skriv både da: og en:", "write both da: and en:"),
)
UNKNOWN_TERM = _R(
    code="RD204",
    name="unknown-term",
    message=_M(
        "`{found}` er ikke en værdi, som `{field}` kan have", "`{found}` is not a value that `{field}` can have"
    ),
)
BAD_VALUE = _R(
    code="RD205",
    name="bad-value",
    message=_M("`{found}` passer ikke i `{field}`", "`{found}` does not fit `{field}`"),
)
WRONG_TYPE = _R(
    code="RD206",
    name="wrong-type",
    message=_M("{field_da} skal være {shape_da}", "{field_en} must be {shape_en}"),
)
BAD_PERIOD = _R(
    code="RD207",
    name="bad-period",
    message=_M("perioden `{found}` kan ikke læses: {reason_da}", "the period `{found}` cannot be read: {reason_en}"),
    advice=_M(
        "skriv fx 2018, 2018-11, 2018-11-02, 2018/2022 eller 2019/..",
        "write for example 2018, 2018-11, 2018-11-02, 2018/2022 or 2019/..",
    ),
)
EMPTY_VALUE = _R(
    code="RD208",
    name="empty-value",
    message=_M("{field_da} er tom", "{field_en} is empty"),
    advice=_M("skriv en værdi, eller udelad feltet helt", "write a value, or leave the field out altogether"),
)

# ---- 3: the data as a whole
DUPLICATE_ID = _R(
    code="RD301",
    name="duplicate-id",
    message=_M("id'et `{found}` er allerede brugt i {other}", "the id `{found}` is already used in {other}"),
    advice=_M(
        "giv posten det næste ledige nummer; et nummer bruges kun én gang, også efter en post, der er taget ud",
        "give the record the next free number: a number is used once only, that of a withdrawn record too",
    ),
)
UNKNOWN_REFERENCE = _R(
    code="RD302",
    name="unknown-reference",
    message=_M("`{found}` findes ikke blandt {table_da}", "`{found}` is not among the {table_en}"),
    advice=_M(
        "ret id'et, eller skriv først den post, det skal pege på",
        "correct the id, or first write the entry that it is to point to",
    ),
)
DANGLING_RELATION = _R(
    code="RD303",
    name="dangling-relation",
    message=_M("posten `{found}` findes ikke", "there is no record `{found}`"),
    advice=_M("ret id'et, eller slet henvisningen", "correct the id, or delete what points to it"),
)
RELATION_TO_RETIRED = _R(
    code="RD304",
    name="relation-to-retired",
    message=_M("posten `{found}` er taget ud", "the record `{found}` is withdrawn"),
    advice=_M("slet forbindelsen; posten har ingen afløser", "delete the relation: the record has no successor"),
)
RELATION_OF_KINDS = _R(
    code="RD305",
    name="relation-of-kinds",
    message=_M("`{found}` kan ikke gå fra {from_da} til {to_da}", "`{found}` cannot run from {from_en} to {to_en}"),
    advice=_M(
        "vælg en anden type, eller vend forbindelsen om: den læses fra denne post til den anden",
        "choose another type, or turn the relation round: it is read from this record to the other",
    ),
)
SELF_RELATION = _R(
    code="RD306",
    name="self-relation",
    message=_M("`{found}` er forbundet med sig selv", "`{found}` is related to itself"),
    advice=_M("skriv den anden posts id, eller slet forbindelsen", "write the id of the other record, or delete it"),
)
REPEATED_RELATION = _R(
    code="RD307",
    name="repeated-relation",
    message=_M(
        "forbindelsen {type} til `{found}` er der allerede", "the relation {type} to `{found}` is there already"
    ),
    advice=_M(
        "slet den ene; en gensidig forbindelse skrives kun ved den ene ende",
        "delete one of them: a mutual relation is written at one end only",
    ),
)
RELATION_CYCLE = _R(
    code="RD308",
    name="relation-cycle",
    message=_M("{type} går i ring: {cycle}", "{type} runs in a circle: {cycle}"),
    advice=_M("slet den af forbindelserne, der ikke passer", "delete the one of the relations that does not hold"),
)
PARAGRAPH_BEYOND_SOURCE = _R(
    code="RD309",
    name="paragraph-beyond-source",
    message=_M(
        "kilden har {count_da}; der er intet afsnit {found}",
        "the source has {count_en}: there is no paragraph {found}",
    ),
    advice=_M(
        "et afsnit er en linje, der ikke er tom; de tælles fra 1, overskrifter med",
        "a paragraph is a line that is not blank; they are counted from 1, headings included",
    ),
)
UNCOVERED_PARAGRAPH = _R(
    code="RD310",
    name="uncovered-paragraph",
    message=_M(
        "hverken brugt af en post eller sprunget over med en grund: {paragraphs_da}",
        "neither cited by a record nor skipped with a reason: {paragraphs_en}",
    ),
    advice=_M(
        "skriv for hvert afsnit en post, der hviler på det, eller sæt dets nummer under skipped: i kildens source.yaml",
        "for each paragraph write a record that rests on it, or put its number under skipped: in the source.yaml",
    ),
)
SKIPPED_BUT_CITED = _R(
    code="RD311",
    name="skipped-but-cited",
    message=_M(
        "afsnit {found} er sprunget over, men {record} hviler på det",
        "paragraph {found} is skipped, yet {record} rests on it",
    ),
    advice=_M("slet nummeret det ene af de to steder", "delete the number in one of the two places"),
)
RETIRED_WITHOUT_WORD = _R(
    code="RD312",
    name="retired-without-word",
    message=_M(
        "posten er taget ud uden afløser og uden grund", "the record is withdrawn with neither successor nor reason"
    ),
    advice=_M(
        "skriv replaced_by: med den nye posts id, eller reason: på dansk og engelsk",
        "write replaced_by: with the id of the new record, or reason: in Danish and English",
    ),
)
CIRCULAR_PARENT = _R(
    code="RD313",
    name="circular-parent",
    message=_M("{field} går i ring: {cycle}", "{field} runs in a circle: {cycle}"),
    advice=_M("ret eller slet feltet i den af dem, der ligger øverst", "correct or delete it in the topmost of them"),
)
VOICE_OF_THE_WRONG_KIND = _R(
    code="RD314",
    name="voice-of-the-wrong-kind",
    message=_M("`{actor}` er ikke en person og har ikke {field}", "`{actor}` is not a person and has no {field}"),
    advice=_M("slet feltet, eller skriv personen under actor:", "delete the field, or write the person under actor:"),
)
REPEATED_VALUE = _R(
    code="RD315",
    name="repeated-value",
    message=_M("`{found}` står her for anden gang", "`{found}` stands here a second time"),
    advice=_M("slet gentagelsen", "delete the repeat"),
)
FINGERPRINTS_DISAGREE = _R(
    code="RD316",
    name="fingerprints-disagree",
    message=_M(
        "fingeraftrykkene gælder {paragraphs_da}, men kilden har {count_da}",
        "the fingerprints are of {paragraphs_en}, but the source has {count_en}",
    ),
    advice=_M(
        "skriv filen igen med: reformdata source fingerprint",
        "write the file again with: reformdata source fingerprint",
    ),
)
REPORTED_BY_THE_VOICE = _R(
    code="RD317",
    name="reported-by-the-voice",
    message=_M("`{found}` er selv stemmen", "`{found}` is the voice itself"),
    advice=_M(
        "udelad reported_by: det nævner en anden, der bringer ordene videre",
        "leave reported_by out: it names somebody else who passes the words on",
    ),
)
SOURCE_WITHOUT_RECORD = _R(
    code="RD318",
    name="source-without-record",
    severity="warning",
    message=_M("ingen post hviler på kilden `{found}`", "no record rests on the source `{found}`"),
    advice=_M(
        "skriv dens poster, eller slet mappen; en kilde uden handlinger hører ikke til her",
        "write its records, or delete the folder: a source without acts does not belong here",
    ),
)
PAIR_ACROSS_SOURCES = _R(
    code="RD319",
    name="pair-across-sources",
    message=_M("`{found}` hører til en anden kilde", "`{found}` belongs to another source"),
    advice=_M(
        "paired-with binder to halvdele af ét greb i samme kilde; på tværs af kilder passer same-as, answers eller contrasts",
        "paired-with ties two halves of one move in one source; across sources same-as, answers or contrasts may fit",
    ),
)
DELETED_RECORD = _R(
    code="RD320",
    name="deleted-record",
    message=_M(
        "posten `{found}` er slettet uden at efterlade en gravsten",
        "the record `{found}` is deleted and leaves no tombstone",
    ),
    advice=_M(
        "læg filen tilbage, og tag posten ud med: reformdata retire {found}; eller skriv kun id:, status: retired, "
        "reason: og retired: i den",
        "put the file back, and withdraw the record by: reformdata retire {found}; or write only id:, status: retired, "
        "reason: and retired: in it",
    ),
)

# ---- 4: the wording
UNTRANSLATED = _R(
    code="RD401",
    name="untranslated",
    message=_M("teksten er ikke oversat til {language_da}", "the text is not translated into {language_en}"),
    advice=_M(
        "skriv den på dansk under da: og på engelsk under en:",
        "write it in Danish under da: and in English under en:",
    ),
)
NUMBERS_DIFFER = _R(
    code="RD402",
    name="numbers-differ",
    message=_M("tallet `{found}` står kun på {language_da}", "the number `{found}` stands in the {language_en} only"),
    advice=_M(
        "skriv samme tal på begge sprog; et tal over tolv med cifre",
        "write the same number in both languages; one above twelve in digits",
    ),
)
NAMES_DIFFER = _R(
    code="RD403",
    name="names-differ",
    severity="warning",
    message=_M("navnet `{found}` står kun på {language_da}", "the name `{found}` stands in the {language_en} only"),
    advice=_M(
        "nævn det på begge sprog; brug et navn, som står i {file}, eller tilføj det der under aliases:",
        "name it in both languages by a name that stands in {file}, or add the other there under aliases:",
    ),
)
STRENGTH_DIFFERS = _R(
    code="RD404",
    name="strength-differs",
    message=_M("`{found}` passer ikke til {other}", "`{found}` does not go with {other}"),
    advice=_M(
        "skal svarer til must, bør til ought, kan til may, på begge sprog og i strength:",
        "must answers to skal, ought to bør, may to kan, in both languages and in strength:",
    ),
)
BOILERPLATE = _R(
    code="RD405",
    name="boilerplate",
    severity="warning",
    message=_M(
        "de samme ord står {count} gange, første gang i {first}", "the same words stand {count} times, first in {first}"
    ),
    advice=_M("skriv, hvad der gælder netop her", "write what holds here in particular"),
)
NEAR_DUPLICATE = _R(
    code="RD406",
    name="near-duplicate",
    severity="warning",
    message=_M("posten ligner `{found}` til forveksling", "the record is all but the same as `{found}`"),
    advice=_M(
        "slå de to sammen, skriv forskellen frem, eller forbind dem med same-as",
        "merge the two, bring out how they differ, or relate them by same-as",
    ),
)
TITLE_NO_CLAUSE = _R(
    code="RD407",
    name="title-no-clause",
    message=_M("titlen {fault_da}", "the title {fault_en}"),
    advice=_M(
        "en titel er handlingen som én sætning: stort begyndelsesbogstav, intet punktum, højst {limit} tegn",
        "a title is the act as one clause: a capital first, no full stop, at most {limit} characters",
    ),
)
OVERLONG_TEXT = _R(
    code="RD408",
    name="overlong-text",
    severity="warning",
    message=_M(
        "teksten har {sentences} sætninger og {characters} tegn",
        "the text has {sentences} sentences and {characters} characters",
    ),
    advice=_M(
        "højst {most_sentences} sætninger og {most_characters} tegn; en post er én handling",
        "at most {most_sentences} sentences and {most_characters} characters: a record is one act",
    ),
)
UNCLASSIFIED_RECORD = _R(
    code="RD409",
    name="unclassified-record",
    severity="warning",
    message=_M("posten har hverken områder (areas) eller temaer (themes)", "the record has neither areas nor themes"),
    advice=_M(
        "skriv mindst ét område eller ét tema, så posten kan findes",
        "write at least one area or one theme, so that the record can be found",
    ),
)
UNUSED_ENTRY = _R(
    code="RD410",
    name="unused-entry",
    severity="warning",
    message=_M("intet peger på `{found}`", "nothing points to `{found}`"),
    advice=_M(
        "brug det i en post, eller slet det; en tabel rummer kun det, som data bruger",
        "use it in a record, or delete it: a table holds only what the data uses",
    ),
)
INITIATIVE_WITHOUT_OWNER = _R(
    code="RD411",
    name="initiative-without-owner",
    severity="warning",
    message=_M("initiativet har ingen ejer", "the initiative has no owner"),
    advice=_M(
        "skriv under owners: hvem der har besluttet det eller udfører det; er det ingen bestemt, er posten et udsagn",
        "write under owners: who decided it or carries it out; if nobody in particular, the record is a statement",
    ),
)
PROPOSAL_WITHOUT_ADDRESSEE = _R(
    code="RD412",
    name="proposal-without-addressee",
    severity="warning",
    message=_M(
        "forslaget har ingen modtager, men teksten siger `{found}`",
        "the proposal has no addressee, yet its text says `{found}`",
    ),
    advice=_M("skriv addressees: [{actor}]", "write addressees: [{actor}]"),
)

# ---- 5: the evidence
COPIED_WORDS = _R(
    code="RD501",
    name="copied-words",
    message=_M(
        "{count} ord i træk står også i {file}: `{found}`", "{count} words in a row stand in {file} too: `{found}`"
    ),
    advice=_M(
        "sig det med dine egne ord; navne på love, reformer og organisationer hører til i deres tabel",
        "say it in your own words; names of laws, reforms and organisations belong in their table",
    ),
)
SOURCE_WITHOUT_TEXT = _R(
    code="RD502",
    name="source-without-text",
    severity="warning",
    message=_M(
        "ingen fil i mappen er genkendt som kilden `{found}`; dens tekst er måske ikke sammenlignet",
        "no file in the folder is known as the source `{found}`: its text may not have been compared",
    ),
    advice=_M(
        "læg kildens tekst i mappen som UTF-8; er det en ny kilde, så skriv dens fingeraftryk: reformdata source fingerprint",
        "put the text of the source in the folder as UTF-8; if the source is new, write its fingerprints: "
        "reformdata source fingerprint",
    ),
)

RULES: tuple[Rule, ...] = tuple(value for value in tuple(globals().values()) if isinstance(value, Rule))
"""Every rule, in the order of the codes."""
