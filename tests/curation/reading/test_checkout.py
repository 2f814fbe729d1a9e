"""A checkout is read as a whole; what is wrong with its files is in `cases/files.md`."""

import shutil
from pathlib import Path

import pytest

from reformdata.curation.reading.checkout import Checkout, Place, locate, read_checkout
from reformdata.findings import Finding, Rule, Span
from reformdata.messages import Message
from reformdata.models import Corpus, Initiative, Proposal, Retired
from tests.curation.reading.good import FILES, RECORD

SOURCE = "records/sources/by-2020"


def _write(root: Path, file: str, text: str) -> None:
    path = root / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _codes(checkout: Checkout) -> list[tuple[str, str]]:
    return [(finding.rule.code, finding.file) for finding in checkout.findings]


def test_every_entry_is_read_into_its_table(root: Path):
    """A good checkout is read without findings, each table by id."""
    checkout = read_checkout(root)
    assert checkout.findings == ()
    assert checkout.file_count == len(FILES)
    assert checkout.broken == {}
    assert checkout.root == root
    assert {table: list(getattr(checkout.corpus, table)) for table in Corpus.__dataclass_fields__} == {
        "records": ["by-2020.01", "by-2020.02"],
        "retired": ["by-2020.03"],
        "outcomes": ["by-2020.01"],
        "sources": ["by-2020"],
        "fingerprints": ["by-2020"],
        "readings": ["by-2020"],
        "actors": ["byen", "mette-holm"],
        "reforms": ["en-indgang"],
        "laws": ["byloven"],
        "documents": ["byens-brev"],
        "areas": ["housing", "schools"],
        "themes": ["access"],
        "target_groups": ["citizens"],
        "glossary": ["indgang"],
    }
    records = checkout.corpus.records
    assert [type(record) for record in records.values()] == [Proposal, Initiative]
    assert type(checkout.corpus.retired["by-2020.03"]) is Retired
    assert records["by-2020.01"].text.da == "Byen bør samle sine tilbud ét sted: borgerne skal kun spørge én gang."


def test_a_source_is_uncertain_if_two_of_its_files_have_one_id(root: Path):
    """Which paragraphs its records cite is not known then; two actors of one id say nothing of that."""
    assert read_checkout(root).uncertain == frozenset()
    (root / "records/themes.yaml").write_text(2 * (root / "records/areas.yaml").read_text("utf-8"), "utf-8")
    assert read_checkout(root).uncertain == frozenset()
    shutil.copy(root / RECORD, root / SOURCE / "01-en-anden.yaml")
    assert read_checkout(root).uncertain == {"by-2020"}


def test_every_entry_has_its_place(root: Path):
    """The place of an entry is its file, and in a list file its index."""
    places = read_checkout(root).places
    assert places["records", "by-2020.01"] == Place(file=RECORD)
    assert places["retired", "by-2020.03"] == Place(file=f"{SOURCE}/03-taget-ud.yaml")
    assert places["fingerprints", "by-2020"] == Place(file=f"{SOURCE}/fingerprints.yaml")
    assert places["outcomes", "by-2020.01"] == Place(file="records/outcomes/by-2020.01.yaml")
    assert places["areas", "schools"] == Place(file="records/areas.yaml", loc=(1,))


def test_a_table_is_in_the_order_of_its_ids(root: Path):
    """Entries of a list file are sorted by id, whatever their order in the file."""
    _write(root, "records/areas.yaml", FILES["records/areas.yaml"].replace("id: schools", "id: air"))
    assert list(read_checkout(root).corpus.areas) == ["air", "housing"]


def test_the_records_folder_itself_may_be_given(root: Path, monkeypatch: pytest.MonkeyPatch):
    """`records/` gives the same checkout as the folder that holds it, also as the working directory."""
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


@pytest.mark.parametrize("file", [RECORD, "records/actors/new.yaml", "records/actors/new.txt", "records/new"])
def test_a_link_is_reported_and_not_followed(root: Path, file: str):
    """A link in `records/` is a finding, to a file or to a folder, whatever its name."""
    (root / file).unlink(missing_ok=True)
    (root / file).symlink_to("/etc")
    findings = read_checkout(root).findings
    assert [(finding.rule.code, finding.file, finding.message.en) for finding in findings] == [
        ("RD001", file, "a link is not a regular file")
    ]


def test_a_linked_records_folder_is_not_read(root: Path):
    """`records/` itself must be a folder and not a link to one."""
    (root / "records").rename(root / "elsewhere")
    (root / "records").symlink_to(root / "elsewhere")
    checkout = read_checkout(root)
    assert checkout.file_count == 0
    assert sorted(_codes(checkout)) == [("RD001", "records"), ("RD008", "records")]


def test_a_file_called_records_is_reported(tmp_path: Path):
    """It cannot be read as a folder, and there are no records."""
    (tmp_path / "records").touch()
    assert _codes(read_checkout(tmp_path)) == [("RD008", "records"), ("RD010", "records")]


def test_a_linked_description_is_reported_once(root: Path):
    """Where `source.yaml` is a link, it is not reported as missing as well."""
    (root / SOURCE / "source.yaml").unlink()
    (root / SOURCE / "source.yaml").symlink_to("/etc/passwd")
    assert [code for code, _ in _codes(read_checkout(root))] == ["RD001"]


def test_the_first_of_two_records_with_one_id_is_kept(root: Path):
    """The first by the names of their files."""
    _write(root, f"{SOURCE}/01-zebra.yaml", FILES[RECORD].replace("Åbn én", "Luk én"))
    checkout = read_checkout(root)
    assert checkout.corpus.records["by-2020.01"].title.da == "Åbn én indgang til byens tilbud"
    assert checkout.places["records", "by-2020.01"].file == RECORD


def test_a_misnamed_entry_is_read_under_the_id_that_it_gives(root: Path):
    """But it does not take the place of the entry whose id that is."""
    _write(root, "records/actors/byen.yaml", FILES["records/actors/byen.yaml"].replace("id: byen", "id: staden"))
    _write(root, RECORD, FILES[RECORD].replace("id: by-2020.01", "id: by-2020.02"))
    checkout = read_checkout(root)
    assert [code for code, _ in _codes(checkout)] == ["RD007", "RD007"]
    assert list(checkout.corpus.actors) == ["mette-holm", "staden"]
    assert type(checkout.corpus.records["by-2020.02"]) is Initiative
    assert checkout.places["records", "by-2020.02"].file == f"{SOURCE}/02-forsoeg.yaml"
    assert checkout.broken == {"actors": frozenset({"byen"}), "records": frozenset({"by-2020.01"})}


def test_the_good_entries_of_a_list_are_read_although_another_is_broken(root: Path):
    """One wrong entry of a list file does not affect the others."""
    _write(root, "records/areas.yaml", FILES["records/areas.yaml"].replace("{da: Bolig, en: Housing}", "Bolig"))
    assert list(read_checkout(root).corpus.areas) == ["schools"]


def test_the_ids_of_a_list_that_is_not_utf_8_are_known(root: Path):
    """So that references to its entries are not reported as well."""
    (root / "records/areas.yaml").write_bytes(FILES["records/areas.yaml"].encode("latin-1") + b"# \xe6\n")
    checkout = read_checkout(root)
    assert _codes(checkout) == [("RD003", "records/areas.yaml")]
    assert checkout.broken == {"areas": frozenset({"housing", "schools"})}


def test_a_list_that_is_a_folder_or_too_large_has_no_known_ids(root: Path):
    """Neither is searched for ids."""
    (root / "records/areas.yaml").unlink()
    (root / "records/areas.yaml").mkdir()
    _write(root, "records/themes.yaml", "- id: a\n" * 20_000)
    checkout = read_checkout(root)
    assert _codes(checkout) == [("RD006", "records/areas.yaml/"), ("RD002", "records/themes.yaml")]
    assert checkout.broken == {}


# ---- places of findings

RULE = Rule(code="RD999", name="a-rule", message=Message("noget", "something"))


@pytest.mark.parametrize(
    ("finding", "span"),
    [
        pytest.param(RULE.finding(RECORD, ("voice", "for")), Span(16, 8, 16, 12), id="a value"),
        pytest.param(RULE.finding(RECORD, ("voice", "for"), on_key=True), Span(16, 3, 16, 6), id="a key"),
        pytest.param(
            RULE.finding(RECORD, ("voice", "nobody", 3), on_key=True), Span(14, 3, 16, 12), id="no such field"
        ),
        pytest.param(RULE.finding("records/themes.yaml", (7,)), Span(1, 1, 1, 94), id="no such entry"),
        pytest.param(RULE.finding("records/gone.yaml", span=Span(1, 2, 3, 4)), Span(1, 2, 3, 4), id="a span"),
        pytest.param(RULE.finding("records/gone.yaml"), None, id="a missing file"),
        pytest.param(RULE.finding("records/actors"), None, id="a folder"),
        pytest.param(RULE.finding("README.md"), None, id="a file outside of records/"),
        pytest.param(RULE.finding("records/laws/a.yaml"), None, id="a file that cannot be parsed"),
        pytest.param(RULE.finding("records/laws/b.yaml"), None, id="an empty file"),
    ],
)
def test_a_finding_is_located_at_its_value_its_key_or_the_nearest_block_around_it(
    root: Path, finding: Finding, span: Span | None
):
    """Where nothing can be looked up it has no span; a span that it already has is kept."""
    shutil.copy(root / RECORD, root / "README.md")
    _write(root, "records/laws/a.yaml", "[" * 60_000)
    _write(root, "records/laws/b.yaml", "# tom\n")
    assert [located.span for located in locate(root, [finding])] == [span]


def test_a_checkout_is_immutable(root: Path):
    """Neither it nor its tables can be changed."""
    checkout: Checkout = read_checkout(root)
    with pytest.raises(AttributeError):
        checkout.file_count = 0  # type: ignore[misc]  # the point of the test
    with pytest.raises(TypeError):
        checkout.corpus.records["x"] = checkout.corpus.records["by-2020.01"]  # type: ignore[index]  # the point of the test
