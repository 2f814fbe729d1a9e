"""A checkout is read whole: every file is accounted for, every fault told in one run."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from reformdata.curation.reading.checkout import Checkout, Place, located, read_checkout
from reformdata.findings import Message, Rule, Span
from reformdata.models import Corpus, Initiative, Proposal, Retired
from tests.curation.reading.good import FILES, RECORD
from tests.curation.reading.telling import Told, told

SOURCE = "records/sources/by-2020"


def _tables(corpus: Corpus) -> dict[str, list[str]]:
    return {table: list(getattr(corpus, table)) for table in Corpus.__dataclass_fields__}


def test_every_entry_is_read_into_its_table(root: Path):
    """A good checkout is read whole, each table by id, with nothing to tell."""
    checkout = read_checkout(root)
    assert checkout.findings == ()
    assert checkout.file_count == len(FILES)
    assert checkout.broken == {}
    assert checkout.root == root
    assert _tables(checkout.corpus) == {
        "records": ["by-2020.01", "by-2020.02"],
        "retired": ["by-2020.03"],
        "sources": ["by-2020"],
        "fingerprints": ["by-2020"],
        "readings": ["by-2020"],
        "actors": ["byen", "mette-holm"],
        "reforms": ["en-indgang"],
        "laws": ["byloven"],
        "areas": ["housing", "schools"],
        "themes": ["access"],
        "target_groups": ["citizens"],
    }
    records = checkout.corpus.records
    assert [type(record) for record in records.values()] == [Proposal, Initiative]
    assert type(checkout.corpus.retired["by-2020.03"]) is Retired
    assert records["by-2020.01"].text.da == "Byen bør samle sine tilbud ét sted: borgerne skal kun spørge én gang."


def test_every_entry_has_its_place(root: Path):
    """The place of an entry is its file, and in a file of many its index."""
    places = read_checkout(root).places
    assert places["records", "by-2020.01"] == Place(file=RECORD)
    assert places["retired", "by-2020.03"] == Place(file=f"{SOURCE}/03-taget-ud.yaml")
    assert places["fingerprints", "by-2020"] == Place(file=f"{SOURCE}/fingerprints.yaml")
    assert places["areas", "schools"] == Place(file="records/areas.yaml", loc=(1,))


def test_a_table_is_in_the_order_of_its_ids(root: Path):
    """Entries of a list file are sorted by id, whatever their order in the file."""
    _write(root, "records/areas.yaml", FILES["records/areas.yaml"].replace("id: schools", "id: air"))
    assert list(read_checkout(root).corpus.areas) == ["air", "housing"]


def test_the_records_folder_itself_may_be_given(root: Path, monkeypatch: pytest.MonkeyPatch):
    """`records/` gives the same checkout as the folder that holds it, also when one stands in it."""
    whole = read_checkout(root)
    given = read_checkout(root / "records")
    assert (given.root, given.corpus, given.places) == (root, whole.corpus, whole.places)

    monkeypatch.chdir(root / "records")
    assert read_checkout(Path()).corpus == whole.corpus


def test_the_order_in_which_the_system_lists_files_does_not_matter(
    root: Path, tmp_path_factory: pytest.TempPathFactory
):
    """A copy that was written in the opposite order reads the same."""
    copy = tmp_path_factory.mktemp("copy")
    for file in reversed(FILES):
        _write(copy, file, FILES[file])
    assert read_checkout(copy).places == read_checkout(root).places


# ---- files that do not belong


@pytest.mark.parametrize(
    "file",
    [
        "records/README.md",
        "records/.gitkeep",
        "records/source.yaml",
        "records/sources/by-2020.yaml",
        "records/actors/-byen.yaml",
        "records/actors/byen.yaml.bak",
        "records/actors/" + "a" * 65 + ".yaml",
        f"{SOURCE}/by-2020.04.yaml",
        f"{SOURCE}/04.yaml",
        f"{SOURCE}/4-kort.yaml",
        f"{SOURCE}/00-nul.yaml",
        f"{SOURCE}/099-for-langt.yaml",
        f"{SOURCE}/text.txt",
    ],
)
def test_an_unknown_file_is_told_and_not_skipped(root: Path, file: str):
    """A file whose name says nothing of its content is a finding."""
    _write(root, file, "id: x\n")
    findings = read_checkout(root).findings
    assert [finding.file for finding in findings] == [file]
    assert told(findings) == [
        Told("RD006", None, None, "filen hører ikke til her", "the file does not belong here",
             "en fil i records/ hedder fx sources/<kilde>/01-kort-navn.yaml eller actors/<id>.yaml",
             "a file in records/ is named like sources/<source>/01-short-name.yaml or actors/<id>.yaml")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("records/areas.yml", "areas.yaml"),
        ("records/actors/Byen.yaml", "byen.yaml"),
        ("records/actors/by en.yaml", "by-en.yaml"),
        (f"{SOURCE}/04_Kopi af  kort.YML", "04-kopi-af-kort.yaml"),
    ],
)
def test_a_name_that_is_only_written_wrongly_is_told_the_right_one(root: Path, file: str, name: str):
    """Capitals, blanks and `.yml` are what file managers and habits put there."""
    _write(root, file, "id: x\n")
    findings = [finding for finding in read_checkout(root).findings if finding.rule.code == "RD006"]
    assert [(finding.file, finding.advice) for finding in findings] == [
        (file, Message(f"kald filen {name}", f"call the file {name}"))
    ]


@pytest.mark.parametrize("name", ["con.yaml", "lpt1.yaml", "NUL.yaml", "aux.txt"])
def test_a_name_that_windows_keeps_for_a_device_is_told(root: Path, name: str):
    """A file that could not be checked out on Windows is refused with the reason."""
    _write(root, f"records/laws/{name}", "id: con\n")
    assert [(item.code, item.advice_da, item.advice_en) for item in told(read_checkout(root).findings)] == [
        ("RD006", "en fil med dette navn kan Windows ikke have", "a file of this name cannot stand on Windows")
    ]


@pytest.mark.parametrize(
    "folder",
    [
        "records/misc",
        "records/actors/danish",
        f"{SOURCE}/more",
        "records/sources/By-2020",
        "records/sources/" + "a" * 65,
    ],
)
def test_an_unknown_folder_is_told_once(root: Path, folder: str):
    """A folder that does not belong is one finding, whatever it holds; nothing in it is read."""
    _write(root, f"{folder}/a.yaml", "[")
    _write(root, f"{folder}/b.yaml", "[")
    assert [(finding.rule.code, finding.file) for finding in read_checkout(root).findings] == [("RD006", f"{folder}/")]


@pytest.mark.parametrize("file", [RECORD, "records/actors/new.yaml", "records/actors/new.txt", "records/new"])
def test_a_link_is_told_and_not_followed(root: Path, file: str):
    """A link in `records/` is a finding, be it to a file or to a folder, known by its name or not."""
    (root / file).unlink(missing_ok=True)
    (root / file).symlink_to("/etc")
    findings = read_checkout(root).findings
    assert [(finding.rule.code, finding.file, finding.message.en) for finding in findings] == [
        ("RD001", file, "a link is not a regular file")
    ]


def test_a_linked_records_folder_is_not_read(root: Path):
    """`records/` itself must be a folder and no link to one."""
    (root / "records").rename(root / "elsewhere")
    (root / "records").symlink_to(root / "elsewhere")
    checkout = read_checkout(root)
    assert checkout.file_count == 0
    assert {(finding.rule.code, finding.file) for finding in checkout.findings} == {
        ("RD001", "records"), ("RD008", "records"),
    }  # fmt: skip


def test_records_that_is_no_folder_is_told(tmp_path: Path):
    """A file called `records` is told as such, beside the lack of records."""
    (tmp_path / "records").touch()
    assert [(finding.rule.code, finding.file) for finding in read_checkout(tmp_path).findings] == [
        ("RD008", "records"), ("RD010", "records"),
    ]  # fmt: skip


@pytest.mark.parametrize("prepare", [Path.exists, lambda root: (root / "records/sources").mkdir(parents=True)])
def test_an_empty_data_set_is_an_error(tmp_path: Path, prepare: Callable[[Path], None]):
    """Where there is no record, that is told: no findings can never mean that nothing was read."""
    prepare(tmp_path)
    assert told(read_checkout(tmp_path).findings) == [
        Told("RD008", None, None, "der er ingen poster i records/", "there are no records in records/",
             "stå i mappen, der har records/ i sig, eller giv dens sti",
             "stand in the folder that holds records/, or give its path")
    ]  # fmt: skip


def test_a_source_without_its_description_is_told(root: Path):
    """A folder with records but without `source.yaml` is a finding at the file that is missing."""
    (root / SOURCE / "source.yaml").unlink()
    checkout = read_checkout(root)
    assert [finding.file for finding in checkout.findings] == [f"{SOURCE}/source.yaml"]
    assert told(checkout.findings) == [
        Told("RD009", None, None, "filen mangler", "the file is missing",
             "hver mappe i records/sources/ har en source.yaml, som beskriver kilden",
             "every folder in records/sources/ has a source.yaml that describes the source")
    ]  # fmt: skip
    assert checkout.broken == {"sources": frozenset({"by-2020"})}


def test_a_linked_description_is_told_once(root: Path):
    """Where `source.yaml` is a link, it is told to be a link and not to be missing as well."""
    (root / SOURCE / "source.yaml").unlink()
    (root / SOURCE / "source.yaml").symlink_to("/etc/passwd")
    assert [finding.rule.code for finding in read_checkout(root).findings] == ["RD001"]


# ---- ids


def test_two_records_with_one_id_are_told(root: Path):
    """The second of two files with one id is told, with the name of the first; the first is kept."""
    _write(root, f"{SOURCE}/01-zebra.yaml", FILES[RECORD].replace("Åbn én", "Luk én"))
    checkout = read_checkout(root)
    assert [finding.file for finding in checkout.findings] == [f"{SOURCE}/01-zebra.yaml"]
    assert told(checkout.findings) == [
        Told("RD301", 2, 5, f"id'et `by-2020.01` er allerede brugt i {RECORD}", f"the id `by-2020.01` is already used in {RECORD}",
             "giv posten det næste ledige nummer; et nummer bruges kun én gang, også efter en post, der er taget ud",
             "give the record the next free number: a number is used once only, that of a withdrawn record too")
    ]  # fmt: skip
    assert checkout.corpus.records["by-2020.01"].title.da == "Åbn én indgang til byens tilbud"
    assert checkout.places["records", "by-2020.01"].file == RECORD


def test_the_number_of_a_withdrawn_record_is_not_free(root: Path):
    """A record with the id of a tombstone is a twin of it."""
    _write(root, f"{SOURCE}/03-ny.yaml", FILES[RECORD].replace("id: by-2020.01", "id: by-2020.03"))
    findings = read_checkout(root).findings
    assert [(finding.rule.code, finding.file, finding.message.en) for finding in findings] == [
        ("RD301", f"{SOURCE}/03-taget-ud.yaml", f"the id `by-2020.03` is already used in {SOURCE}/03-ny.yaml")
    ]


def test_two_entries_of_a_list_with_one_id_are_told(root: Path):
    """In a file of many entries the second one is told, at its id."""
    _write(root, "records/areas.yaml", FILES["records/areas.yaml"].replace("id: schools", "id: housing"))
    assert told(read_checkout(root).findings) == [
        Told("RD301", 6, 7, "id'et `housing` er allerede brugt i records/areas.yaml",
             "the id `housing` is already used in records/areas.yaml",
             "giv den ene et andet id, eller slet den", "give one of the two another id, or delete it")
    ]  # fmt: skip


def test_an_entry_has_the_id_of_its_file(root: Path):
    """The id of an actor is its file's name; neither id counts as missing to those that point to it."""
    _write(root, "records/actors/byen.yaml", FILES["records/actors/byen.yaml"].replace("id: byen", "id: staden"))
    checkout = read_checkout(root)
    assert [(item.code, item.line, item.column, item.advice_en) for item in told(checkout.findings)] == [
        ("RD007", 1, 5, "write id: byen, or rename the file")
    ]
    assert list(checkout.corpus.actors) == ["mette-holm", "staden"]
    assert checkout.broken == {"actors": frozenset({"byen"})}


def test_a_misnamed_record_does_not_take_the_place_of_the_right_one(root: Path):
    """Where a file claims the id of another, only the claim is told, and the other is kept."""
    _write(root, RECORD, FILES[RECORD].replace("id: by-2020.01", "id: by-2020.02"))
    checkout = read_checkout(root)
    assert [finding.rule.code for finding in checkout.findings] == ["RD007"]
    assert type(checkout.corpus.records["by-2020.02"]) is Initiative
    assert checkout.places["records", "by-2020.02"].file == f"{SOURCE}/02-forsoeg.yaml"
    assert checkout.broken == {"records": frozenset({"by-2020.01"})}


def test_the_source_has_the_id_of_its_folder(root: Path):
    """A source whose id is not its folder's name is told, at its id."""
    file = f"{SOURCE}/source.yaml"
    _write(root, file, FILES[file].replace("id: by-2020", "id: by-2021"))
    findings = read_checkout(root).findings
    assert [(finding.rule.code, finding.file, finding.expected) for finding in findings] == [
        ("RD007", file, ("by-2020",))
    ]


# ---- files of another shape


@pytest.mark.parametrize(
    ("file", "text", "da", "en"),
    [
        (RECORD, "- a\n", "filen skal indeholde felter og værdier, men rummer en liste", "the file must hold fields and values, but holds a list"),
        (RECORD, "# kun en bemærkning\n", "filen skal indeholde felter og værdier, men er tom", "the file must hold fields and values, but is empty"),
        (RECORD, "", "filen skal indeholde felter og værdier, men er tom", "the file must hold fields and values, but is empty"),
        (RECORD, "forslag\n", "filen skal indeholde felter og værdier, men rummer en tekst", "the file must hold fields and values, but holds a text"),
        ("records/areas.yaml", "id: housing\n", "filen skal indeholde en liste af poster, men rummer felter og værdier", "the file must hold a list of entries, but holds fields and values"),
    ],
)  # fmt: skip
def test_a_file_of_another_shape_is_told(root: Path, file: str, text: str, da: str, en: str):
    """A list where a record should be, and the other way round, is one finding for the file."""
    _write(root, file, text)
    findings = [finding for finding in read_checkout(root).findings if finding.file == file]
    assert [(item.code, item.da, item.en) for item in told(findings)] == [("RD113", da, en)]


@pytest.mark.parametrize(
    ("file", "text", "da", "en"),
    [
        (
            "records/sources/by-2020/05-tom.yaml", "",
            "begynd med `id: by-2020.05` og på næste linje `kind: proposal` (eller statement, initiative): så nævnes hvert "
            "felt, der mangler; eller bliv spurgt: reformdata new proposal",
            "start with `id: by-2020.05` and on the next line `kind: proposal` (or statement, initiative): then every "
            "field that is missing is named; or be asked: reformdata new proposal",
        ),
        (
            "records/sources/by-2020/05-tom.yaml", "- id: by-2020.05\n",
            "filen er én post: slet stregen, og lad nøglerne begynde ved linjens start",
            "the file is one entry: delete the dash, and let the keys start at the margin",
        ),
        (
            "records/actors/byen.yaml", "# Byen\n",
            "begynd med disse felter, ét på hver linje: id: …, kind: …, name: {da: …, en: …}, description: {da: …, en: …}",
            "start with these fields, one a line: id: …, kind: …, name: {da: …, en: …}, description: {da: …, en: …}",
        ),
        (
            "records/themes.yaml", "id: access\n",
            "begynd hver post med en streg: - {id: …, name: {da: …, en: …}, definition: {da: …, en: …}}",
            "start each entry with a dash: - {id: …, name: {da: …, en: …}, definition: {da: …, en: …}}",
        ),
        (
            "records/sources/by-2020/fingerprints.yaml", "",
            "skriv filen igen med: reformdata source fingerprint",
            "write the file again with: reformdata source fingerprint",
        ),
    ],
)  # fmt: skip
def test_a_file_of_another_shape_is_told_how_to_begin(root: Path, file: str, text: str, da: str, en: str):
    """With what its kind of file has to hold."""
    _write(root, file, text)
    findings = [finding for finding in read_checkout(root).findings if finding.file == file]
    assert [(item.code, item.advice_da, item.advice_en) for item in told(findings)] == [("RD113", da, en)]


def test_an_item_of_a_list_file_must_be_an_entry(root: Path):
    """A text among the entries of a list file is told at its line."""
    _write(root, "records/themes.yaml", FILES["records/themes.yaml"] + "- access-two\n")
    assert [(item.code, item.line, item.column, item.da, item.en) for item in told(read_checkout(root).findings)] == [
        ("RD206", 2, 3, "en post i filen skal være en blok med felterne id, name, definition",
         "an entry of the file must be a block with the fields id, name, definition")
    ]  # fmt: skip


# ---- what could not be read


def test_a_broken_record_is_known_to_be_there(root: Path):
    """The id of a file with a fault is broken and not missing, whether its YAML or its fields are at fault."""
    _write(root, RECORD, "id: by-2020.01\nkind: [\n")
    assert read_checkout(root).broken == {"records": frozenset({"by-2020.01"})}

    _write(root, RECORD, "id: by-2020.01\nkind: proposal\n")
    assert read_checkout(root).broken == {"records": frozenset({"by-2020.01"})}


def test_the_good_entries_of_a_list_are_read_beside_a_broken_one(root: Path):
    """One wrong entry of a list file does not take the others with it."""
    _write(root, "records/areas.yaml", FILES["records/areas.yaml"].replace("{da: Bolig, en: Housing}", "Bolig"))
    checkout = read_checkout(root)
    assert list(checkout.corpus.areas) == ["schools"]
    assert checkout.broken == {"areas": frozenset({"housing"})}


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda text: text.encode() + b"\t- x\n", id="a tab"),
        pytest.param(lambda text: text.encode("latin-1") + b"# \xe6\n", id="Latin-1"),
        pytest.param(lambda text: text.encode() + b"- [\n", id="broken YAML"),
        pytest.param(lambda text: b"x:\n" + text.encode(), id="another shape"),
    ],
)
def test_the_ids_of_a_list_that_cannot_be_read_are_known(root: Path, spoil: Callable[[str], bytes]):
    """A fault in a list file does not make every reference to its entries dangle."""
    (root / "records/areas.yaml").write_bytes(spoil(FILES["records/areas.yaml"]))
    checkout = read_checkout(root)
    assert len(checkout.findings) == 1
    assert checkout.broken == {"areas": frozenset({"housing", "schools"})}


def test_a_list_that_cannot_even_be_opened_has_no_known_ids(root: Path):
    """A list file that is a folder is told, and nothing is known of its entries."""
    (root / "records/areas.yaml").unlink()
    (root / "records/areas.yaml").mkdir()
    checkout = read_checkout(root)
    assert [(finding.rule.code, finding.file) for finding in checkout.findings] == [("RD006", "records/areas.yaml/")]
    assert checkout.broken == {}


def test_a_list_that_is_too_large_has_no_known_ids(root: Path):
    """Of a list file beyond the limit not even the ids are looked for."""
    _write(root, "records/areas.yaml", "- id: a\n" * 20_000)
    checkout = read_checkout(root)
    assert [finding.rule.code for finding in checkout.findings] == ["RD002"]
    assert checkout.broken == {}


def test_all_faults_of_all_files_are_told_in_one_run(root: Path):
    """Three spoiled files give the findings of all three, in the order of files and lines."""
    _write(
        root,
        RECORD,
        FILES[RECORD].replace("strength: ought", "strength: aught").replace("added: 2026-11-22", "added: i dag"),
    )
    _write(root, "records/actors/byen.yaml", "\t")
    _write(root, "records/themes.yaml", "- {id: Access}\n")
    findings = read_checkout(root).findings
    assert [(finding.file, finding.rule.code, finding.span and finding.span.line) for finding in findings] == [
        ("records/actors/byen.yaml", "RD112", 1),
        (RECORD, "RD204", 31),
        (RECORD, "RD205", 34),
        ("records/themes.yaml", "RD202", 1),
        ("records/themes.yaml", "RD202", 1),
        ("records/themes.yaml", "RD205", 1),
    ]


# ---- places of findings

RULE = Rule(code="RD999", name="a-rule", message=Message("noget", "something"))


def test_a_finding_gets_the_span_of_its_value_or_of_its_key(root: Path):
    """A finding at a key is shown at the key, one at a value at the value."""
    findings = [RULE.at(RECORD, ("voice", "for")), RULE.at(RECORD, ("voice", "for"), on_key=True)]
    assert [finding.span for finding in located(root, findings)] == [Span(16, 3, 16, 6), Span(16, 8, 16, 12)]


def test_a_finding_at_what_is_not_written_is_shown_at_what_holds_it(root: Path):
    """Where there is no such field, the finding stands at the nearest block around it."""
    findings = [RULE.at(RECORD, ("voice", "nobody", 3), on_key=True), RULE.at("records/themes.yaml", (7,))]
    assert [finding.span for finding in located(root, findings)] == [Span(14, 3, 16, 12), Span(1, 1, 1, 94)]


@pytest.mark.parametrize("file", ["records/gone.yaml", "records/actors", "README.md"])
def test_a_finding_of_what_is_no_record_has_no_span(root: Path, file: str):
    """A missing file, a folder and a file that is not ours have no lines."""
    shutil.copy(root / RECORD, root / "README.md")
    assert [finding.span for finding in located(root, [RULE.at(file)])] == [None]


def test_a_finding_of_a_file_that_has_broken_since_has_no_span(root: Path):
    """A file that can no longer be parsed is not walked for places."""
    _write(root, RECORD, "[" * 60_000)
    assert [finding.span for finding in located(root, [RULE.at(RECORD)])] == [None]


def test_a_finding_of_an_emptied_file_has_no_span(root: Path):
    """A file without a value has no place for one."""
    _write(root, RECORD, "# tom\n")
    assert [finding.span for finding in located(root, [RULE.at(RECORD)])] == [None]


def test_a_finding_that_has_a_span_keeps_it(root: Path):
    """Only findings without a place are looked up, and the file of the others is not opened."""
    placed = RULE.at("records/gone.yaml", span=Span(1, 2, 3, 4))
    assert located(root, [placed]) == (placed,)


def test_a_checkout_does_not_change(root: Path):
    """A checkout and its tables are values: nothing can be set in them."""
    checkout: Checkout = read_checkout(root)
    with pytest.raises(AttributeError):
        checkout.file_count = 0  # type: ignore[misc]  # the point of the test
    with pytest.raises(TypeError):
        checkout.corpus.records["x"] = checkout.corpus.records["by-2020.01"]  # type: ignore[index]  # the point of the test


def _write(root: Path, file: str, text: str) -> None:
    path = root / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_a_record_that_is_marked_as_withdrawn_is_told_to_shed_its_fields(root: Path):
    """Of whatever kind they are; and what is missing of the tombstone."""
    _write(root, RECORD, FILES[RECORD].replace("strength: ought", "status: retired"))
    found = told(read_checkout(root).findings)
    assert {(item.code, item.advice_en) for item in found} == {
        (
            "RD201",
            "delete the field: of a record that is withdrawn (status: retired) only id, status, replaced_by, reason and "
            "retired are left",
        ),
        ("RD202", "write `retired: 2020-10-28`: the day on which it was withdrawn"),
    }
