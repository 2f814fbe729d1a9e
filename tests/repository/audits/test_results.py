"""The results of the audits: what is read, what is refused, and the tables made from them."""

import pytest

from reformdata.errors import RefusedError
from reformdata.repository.audits.results import read_audits, refresh
from reformdata.repository.places import MissingPlaceError
from tests import ROOT

HEADING = "id,paragraphs,faithful,strength,danish,english,same,coding,fault,serious,note\n"
FIRST = HEADING + "ny-2020.01,2,1,1,1,1,1,1,0,0,\nny-2020.02,3; 4,1,1,0,0,1,1,1,0,Kluntet | clumsy\n"
SECOND = HEADING + 'ny-2020.01,2,1,0,1,1,1,1,1,1,"Kan, not skal"\nny-2020.02,3; 4,1,1,1,0,1,1,1,0,Reads as translated\n'
ABOUT = """\
seed: 7
size: 2
day: 2026-11-29
commit: 1234567
readers:
  - name: reader-1
    kind: language model
    saw: record and paragraphs
  - name: reader-2
    kind: language model
    saw: record and paragraphs
corrections:
  - record: ny-2020.02
    done: Both texts were rewritten.
"""
PAGE = "<!-- begin: criteria --><!-- end: criteria -->\n<!-- begin: audits -->\nobsolete\n<!-- end: audits -->\n"


@pytest.fixture
def root(tmp_path):
    """A checkout with two records and one audit by two readers."""
    source = tmp_path / "records" / "sources" / "ny-2020"
    source.mkdir(parents=True)
    for name in ("01-a.yaml", "02-b.yaml", "source.yaml"):
        (source / name).touch()
    write(tmp_path, "README.md", "")
    write(tmp_path, "0.2.0/about.yaml", ABOUT)
    write(tmp_path, "0.2.0/reader-1.csv", FIRST)
    write(tmp_path, "0.2.0/reader-2.csv", SECOND)
    return tmp_path


def write(root, name, text):
    """Write a file of `audits/`."""
    path = root / "audits" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def part(root):
    """The part of the page about the audits."""
    return refresh(PAGE, read_audits(root)).partition("<!-- begin: audits -->\n")[2]


def test_the_page_shows_counts_and_faults(root):
    """A record passes for all readers if each of them lets it pass; every fault is listed, the serious ones marked."""
    assert part(root) == (
        """\
All readers so far are language models; no person has read a sample.

| criterion | outside reading, November 2026 (of 80) | audit of 0.2.0 (of 2) |
| --- | --- | --- |
| `faithful` | 73 (91%) | 2 (100%) |
| `strength` | 79 (99%) | 1 (50%) |
| `danish` | 33 (41%) | 1 (50%) |
| `english` | 14 (18%) | 1 (50%) |
| `same` | 74 (92%) | 2 (100%) |
| `coding` | 68 (85%) | 2 (100%) |

### Version 0.2.0

2 records drawn with the seed 7 from commit 1234567; read on 2026-11-29.

- `reader-1`: a language model, who saw record and paragraphs
- `reader-2`: a language model, who saw record and paragraphs

| passed by | `reader-1` | `reader-2` | all readers |
| --- | --- | --- | --- |
| `faithful` | 2 (100%) | 2 (100%) | 2 (100%) |
| `strength` | 2 (100%) | 1 (50%) | 1 (50%) |
| `danish` | 1 (50%) | 2 (100%) | 1 (50%) |
| `english` | 1 (50%) | 1 (50%) | 1 (50%) |
| `same` | 2 (100%) | 2 (100%) | 2 (100%) |
| `coding` | 2 (100%) | 2 (100%) | 2 (100%) |
| no fault | 1 (50%) | 0 (0%) | 0 (0%) |
| no serious fault | 2 (100%) | 1 (50%) | 1 (50%) |

| record | reader | criterion | note | what was done |
| --- | --- | --- | --- | --- |
| `ny-2020.01` | `reader-2` | strength (**serious**) | Kan, not skal | nothing yet |
| `ny-2020.02` | `reader-1` | danish, english | Kluntet """
        r"\|"
        """ clumsy | Both texts were rewritten. |
| `ny-2020.02` | `reader-2` | english | Reads as translated | Both texts were rewritten. |
<!-- end: audits -->
"""
    )


def test_the_page_without_an_audit(tmp_path):
    """It says so, and shows the outside reading alone."""
    made = part(tmp_path)

    assert made.startswith("No audit has been made yet. All readers so far are language models; no person has")
    assert "| `english` | 14 (18%) |\n" in made


def test_a_person_is_entered_beside_the_models(root):
    """Its form may come from a Danish spreadsheet; then not all readers are language models."""
    write(root, "0.2.0/about.yaml", ABOUT.replace("kind: language model", "kind: person", 1))
    write(
        root, "0.2.0/reader-1.csv", "\ufeff" + FIRST.replace(",", ";").replace("3; 4", '"3; 4"').replace("\n", "\r\n")
    )

    made = part(root)

    assert made.startswith("The readers of each audit are listed below: some are language models, some are people.")
    assert "- `reader-1`: a person, who saw" in made
    assert "| `danish` | 1 (50%) | 2 (100%) | 1 (50%) |" in made


def test_one_reader_without_a_fault(root):
    """There is no column for all readers, and no table of faults."""
    write(root, "0.2.0/about.yaml", ABOUT.partition("  - name: reader-2")[0])
    write(root, "0.2.0/reader-1.csv", HEADING + "".join(f"ny-2020.0{n},2,1,1,1,1,1,1,0,0,\n" for n in (1, 2)))

    made = part(root)

    assert "| passed by | `reader-1` |\n" in made
    assert made.endswith("| no serious fault | 2 (100%) |\n\nNo reader found a fault.\n<!-- end: audits -->\n")


def test_the_newest_audit_comes_first(root):
    """Columns are in the order of time, sections the other way."""
    for name, text in (("about.yaml", ABOUT.replace("2026-11-29", "2027-03-01")), ("reader-1.csv", FIRST), ("reader-2.csv", SECOND)):  # fmt: skip
        write(root, f"0.10.0/{name}", text)

    made = part(root)

    assert "(of 80) | audit of 0.2.0 (of 2) | audit of 0.10.0 (of 2) |" in made
    assert made.index("### Version 0.10.0") < made.index("### Version 0.2.0")


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("reader-1.csv", "ny-2020.02", "ny-2020.20", "audits/0.2.0/reader-1.csv:3: there is no record `ny-2020.20`"),
        ("reader-1.csv", "ny-2020.02", "ny-2020.01", "audits/0.2.0/reader-1.csv:3: `ny-2020.01` is there twice"),
        ("reader-1.csv", ",same,", ",equal,", "audits/0.2.0/reader-1.csv: the column `same` is missing"),
        ("reader-1.csv", HEADING, "", "audits/0.2.0/reader-1.csv: the column `id` is missing"),
        (
            "reader-1.csv",
            "2,1,1,1,1,1,1,0",
            "2,1,1,yes,1,1,1,0",
            "audits/0.2.0/reader-1.csv:2: the column `danish` holds `yes`; write 1 or 0",
        ),
        (
            "reader-2.csv",
            'ny-2020.01,2,1,0,1,1,1,1,1,1,"Kan, not skal"',
            "ny-2020.01,2,1,0",
            "audits/0.2.0/reader-2.csv:2: the column `danish` holds ``; write 1 or 0",
        ),
        (
            "reader-1.csv",
            "1,1,1,1,1,1,0,0,",
            "1,1,1,1,1,1,1,0,x",
            "audits/0.2.0/reader-1.csv:2: `fault` must be 1 if a criterion is 0, and 0 otherwise;"
            " `serious` can only be 1 if `fault` is",
        ),
        (
            "reader-1.csv",
            "1,1,1,1,1,1,0,0,",
            "1,1,1,1,1,1,0,1,x",
            "audits/0.2.0/reader-1.csv:2: `fault` must be 1 if a criterion is 0, and 0 otherwise;"
            " `serious` can only be 1 if `fault` is",
        ),
        (
            "reader-1.csv",
            "Kluntet | clumsy",
            " ",
            "audits/0.2.0/reader-1.csv:3: write in `note` what the fault is",
        ),
        (
            "reader-2.csv",
            "ny-2020.02,3; 4,1,1,1,0,1,1,1,0,Reads as translated\n",
            "",
            "audits/0.2.0/reader-2.csv must have the same 2 records as the other forms of the audit",
        ),
        ("about.yaml", "size: 2", "size: 3", "audits/0.2.0/reader-1.csv must have the same 3 records as the other forms of the audit"),
        ("about.yaml", "record: ny-2020.02", "record: ny-2020.03", "audits/0.2.0/about.yaml: there is no record `ny-2020.03`"),
        ("about.yaml", "seed: 7\n", "", "audits/0.2.0/about.yaml: seed: Field required"),
        (
            "about.yaml",
            "kind: language model",
            "kind: expert",
            "audits/0.2.0/about.yaml: readers.0.kind: Input should be 'language model' or 'person'",
        ),
    ],
)  # fmt: skip
def test_a_file_that_is_not_as_it_should_be(root, file, old, new, message):
    """The first mistake is an error that says where it is and what to write."""
    path = root / "audits" / "0.2.0" / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")

    with pytest.raises(RefusedError) as caught:
        read_audits(root)

    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("file", "content", "message"),
    [
        ("about.yaml", b"seed: 7\nseed: 8\n", "audits/0.2.0/about.yaml:2: duplicate key `seed`"),
        ("reader-1.csv", FIRST.replace("Kluntet", "Kl\u00f8det").encode("cp1252"), "audits/0.2.0/reader-1.csv:3: the byte 0xF8 cannot be read as UTF-8"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read(root, file, content, message):
    """The message is that of the reader of records."""
    (root / "audits" / "0.2.0" / file).write_bytes(content)

    with pytest.raises(RefusedError) as caught:
        read_audits(root)

    assert str(caught.value) == message


def test_a_form_that_is_missing(root):
    """Every reader of `about.yaml` has a form."""
    (root / "audits" / "0.2.0" / "reader-2.csv").unlink()

    with pytest.raises(RefusedError, match=r"^audits/0\.2\.0/reader-2\.csv: "):
        read_audits(root)


def test_a_page_without_its_places_is_refused():
    """The error names the page and the marks."""
    with pytest.raises(MissingPlaceError, match=r"^docs/quality\.md must contain <!-- begin: criteria -->"):
        refresh("", [])


@pytest.mark.shipped
def test_every_fault_of_a_published_audit_has_an_answer():
    """What a reader found is corrected, or it is said why not."""
    for audit in read_audits(ROOT):
        answered = {correction.record for correction in audit.about.corrections}
        found = {id_ for reading in audit.readings.values() for id_, judgement in reading.items() if judgement.failed}

        assert found <= answered, audit.version
