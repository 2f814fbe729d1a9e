"""`reformdata source fingerprint`, `hydrate` and `coverage`."""

import json
import shutil
from pathlib import Path

import pytest

import reformdata as rd
from reformdata.evidence.fingerprint import fingerprint_text, fingerprints_yaml
from tests.evidence.conftest import SOURCE
from tests.evidence.perturbing import OTHER, PUBLISHED


@pytest.fixture
def written(command, checkout, texts):
    """The fingerprints of the checkout's source, written by the command."""
    assert command("source", "fingerprint", SOURCE, texts / "article.txt", "--root", checkout)[0] == 0
    return checkout / "records" / "sources" / SOURCE / "fingerprints.yaml"


@pytest.mark.parametrize("path", [str, Path])
@pytest.mark.usefixtures("written")
def test_record_finds_its_passages_in_a_folder(checkout, texts, path):
    """A folder is read for the one record; what `hydrate` found in it serves many."""
    ds = rd.load(checkout)
    record = ds[f"{SOURCE}.02"]

    passages = ds.passages(record, path(texts))

    assert passages == ds.passages(record.id, ds.hydrate(texts))
    assert (passages.state, len(passages)) == ("exact", 3)


def test_fingerprints_are_written_beside_the_source(written):
    """Nothing else is left there, and the file is that of the text."""
    assert written.read_text(encoding="utf-8") == fingerprints_yaml(fingerprint_text("\n".join(PUBLISHED).encode()))
    others = {"01-post.yaml", "02-post.yaml", "03-post.yaml", "source.yaml"}
    assert {path.name for path in written.parent.iterdir()} == {"fingerprints.yaml", *others}


def test_writing_again_changes_nothing(command, checkout, texts, written):
    """The same text gives the same file, and no record has changed."""
    before = written.read_bytes()
    answer = command("source", "fingerprint", SOURCE, texts / "article.txt", "--root", checkout)
    line = f"records/sources/{SOURCE}/fingerprints.yaml: 21 paragraphs, 9 of them so short that they can be guessed\n"
    assert (answer, written.read_bytes()) == ((0, line, ""), before)


def test_records_whose_paragraphs_changed_are_named_with_old_and_new_numbers(command, checkout, texts, written):
    """Moved, edited and missing, of records and of what was skipped."""
    copy = ["Menu", *PUBLISHED[:7], *PUBLISHED[8:10], PUBLISHED[10].replace("smed", "bager"), *PUBLISHED[11:]]
    (texts / "newer.txt").write_text("\n".join(copy), encoding="utf-8")
    code, out, err = command("source", "fingerprint", SOURCE, texts / "newer.txt", "--root", checkout)
    assert (code, err, out.splitlines()[1:]) == (
        1,
        "",
        [
            f"{SOURCE}.01: 5 → 6 moved, 6 → 7 moved",
            f"{SOURCE}.02: 7 → 8 moved, 8 missing",
            f"{SOURCE}.03: 11 edited (81 %)",
            f"records/sources/{SOURCE}/source.yaml, skipped: 1 → 2 moved, 2 → 3 moved, 3 → 4 moved, 4 → 5 moved",
        ],
    )
    assert written.read_text(encoding="utf-8") == fingerprints_yaml(fingerprint_text("\n".join(copy).encode()))


def test_wrong_text_does_not_replace_the_fingerprints(command, checkout, texts, written):
    """A mistake must not destroy the fingerprints."""
    before = written.read_bytes()
    (texts / "other.txt").write_text("\n".join(OTHER), encoding="utf-8")
    answer = command("source", "fingerprint", SOURCE, texts / "other.txt", "--root", checkout)
    assert answer == (
        2,
        "",
        f"reformdata: {SOURCE}: the text is not a copy of the source: it has 0 % of its words. If the source is another now, "
        "delete fingerprints.yaml first\n",
    )
    assert written.read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["source", "fingerprint", "noerreby-2016-bibliotk", "article.txt"], f"there is no folder records/sources/noerreby-2016-bibliotk; did you mean `{SOURCE}`?"),
        (["source", "fingerprint", "../../actors", "article.txt"], "there is no folder records/sources/../../actors"),
        (["source", "fingerprint", "", "article.txt"], "there is no folder records/sources/"),
        (["source", "fingerprint", SOURCE, "none.txt"], "none.txt: there is no such file or folder"),
        (["hydrate", "none"], "none: there is no such file or folder"),
    ],
)  # fmt: skip
def test_a_wrong_name_is_wrong_use(command, checkout, texts, monkeypatch, arguments, expected):
    """The nearest source is suggested; a path out of the folder is refused; a missing path is named."""
    monkeypatch.chdir(texts)
    assert command(*arguments, "--root", checkout) == (2, "", f"reformdata: {expected}\n")


def test_folder_without_records_is_wrong_use(command, tmp_path, texts):
    """There is nothing to suggest."""
    answer = command("source", "fingerprint", SOURCE, texts / "article.txt", "--root", tmp_path / "none")
    assert answer == (2, "", f"reformdata: there is no folder records/sources/{SOURCE}\n")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\0\1", "not a text: it has NUL characters"),
        ("på".encode("latin-1"), "not UTF-8: if it is Latin-1 or Windows-1252, save it as UTF-8"),
        (b" \n", "blank"),
        (b"a" * (4 * 1024 * 1024 + 1), "too large to be a source"),
    ],
)
def test_a_file_that_is_not_a_text_is_wrong_use(command, checkout, texts, content, reason, monkeypatch):
    """The message has the reason."""
    monkeypatch.chdir(texts)  # a long path would be shortened
    Path("bad.txt").write_bytes(content)
    done = command("source", "fingerprint", SOURCE, "bad.txt", "--root", checkout)
    assert done == (2, "", f"reformdata: bad.txt: {reason}\n")


def test_source_of_too_many_paragraphs_is_wrong_use(command, checkout, texts):
    """A file that the reader would refuse is not written."""
    path = texts / "long.txt"
    path.write_text("\n".join(f"Linje {number} i en meget lang tekst" for number in range(8000)), encoding="utf-8")
    _, out, err = command("source", "fingerprint", SOURCE, path, "--root", checkout)
    reason = "the source has 8000 paragraphs, and the file of their fingerprints would be too large: split the source"
    assert (out, err) == ("", f"reformdata: {reason}\n")
    assert not (checkout / "records" / "sources" / SOURCE / "fingerprints.yaml").exists()


@pytest.mark.usefixtures("written")
def test_all_records_are_found_in_the_text(command, checkout, texts):
    """Every file is listed, every paragraph counted, and the exit code is 0."""
    code, out, err = command("hydrate", texts, "--root", checkout)
    assert (code, err, out.splitlines()) == (
        0,
        "",
        [
            f"article.txt: {SOURCE} (100 %)",
            "",
            "source                   paragraphs  exact  moved  edited  missing  records  found",
            f"{SOURCE}          21     21      0       0        0        3      3",
            "",
            "3 records: 3 exact",
        ],
    )


@pytest.mark.usefixtures("written")
def test_missing_passage_gives_exit_code_1(command, checkout, texts):
    """The record is named with the state of each of its paragraphs, in Danish if requested."""
    copy = [*PUBLISHED[:7], *PUBLISHED[8:]]
    (texts / "article.txt").write_text("\n".join(copy), encoding="utf-8")
    code, out, _ = command("hydrate", texts, "--root", checkout, "--lang", "da")
    assert code == 1
    assert out.splitlines()[-4:] == [
        f"{SOURCE}.02: 7 uændret, 8 mangler, 9 → 8 flyttet",
        f"{SOURCE}.03: 11 → 10 flyttet, 12 → 11 flyttet, 13 → 12 flyttet, 15 → 14 flyttet, 17 → 16 flyttet, 18 → 17 flyttet",
        "",
        "3 poster: 1 uændret, 1 flyttet, 1 mangler",
    ]


@pytest.mark.usefixtures("written")
def test_folder_without_a_source_says_what_each_file_is(command, checkout, texts):
    """At most twenty are named and the rest counted; control characters are escaped."""
    (texts / "article.txt").unlink()
    (texts / "00\x1b[2J.txt").write_text("Hej", encoding="utf-8")
    (texts / "01.bin").write_bytes(b"\0")
    for number in range(10, 30):
        (texts / f"{number}.txt").write_text("\n".join(OTHER), encoding="utf-8")
    code, out, _ = command("hydrate", texts, "--root", checkout)
    shown = out.splitlines()
    assert (code, shown[:3], shown[20:22], shown[-1]) == (
        1,
        [
            "00\\u001b[2J.txt: none of the sources",
            "01.bin: not a text: it has NUL characters",
            "10.txt: none of the sources",
        ],
        ["… and 2 other files", f"{SOURCE}: there is no copy of the source"],
        "3 records: 3 missing",
    )


@pytest.mark.usefixtures("written")
def test_empty_folder_is_said_to_be_empty(command, checkout, tmp_path):
    """That is not wrong use."""
    folder = tmp_path / "empty"
    folder.mkdir()
    code, out, _ = command("hydrate", folder, "--root", checkout)
    assert (code, out.splitlines()[0]) == (1, "There are no files in the folder.")


def test_source_without_fingerprints_is_said_to_have_none(command, checkout, texts):
    """The message says how to write them."""
    code, out, _ = command("hydrate", texts, "--root", checkout)
    expected = f"{SOURCE}: the source has no fingerprints; to write them: reformdata source fingerprint"
    assert (code, out.splitlines()[1]) == (1, expected)


@pytest.mark.usefixtures("written")
def test_other_copies_are_named(command, checkout, texts):
    """The copy that is used comes first."""
    (texts / "a.txt").write_text("\n".join(PUBLISHED[:-1]), encoding="utf-8")
    _, out, _ = command("hydrate", texts, "--root", checkout)
    assert out.splitlines()[:2] == [f"article.txt: {SOURCE} (100 %)", f"a.txt: another copy of {SOURCE} (100 %)"]


@pytest.mark.usefixtures("written")
def test_file_that_could_be_several_sources_is_used_for_none(command, checkout, texts):
    """The file has to be split first."""
    second = checkout / "records" / "sources" / "svoemmehal"
    shutil.copytree(second.with_name(SOURCE), second, ignore=shutil.ignore_patterns("0*"))
    source = (second / "source.yaml").read_text(encoding="utf-8").replace(f"id: {SOURCE}", "id: svoemmehal")
    (second / "source.yaml").write_text(source, encoding="utf-8")
    other = "\n".join(OTHER)
    (second / "fingerprints.yaml").write_text(fingerprints_yaml(fingerprint_text(other.encode())), encoding="utf-8")
    with (texts / "article.txt").open("a", encoding="utf-8") as article:
        article.write(f"\n{other}")
    code, out, _ = command("hydrate", texts, "--root", checkout)
    assert (code, out.splitlines()[:3]) == (
        1,
        [
            f"article.txt: could be several of the sources: {SOURCE} (100 %), svoemmehal (100 %)",
            f"{SOURCE}: there is no copy of the source",
            "svoemmehal: there is no copy of the source",
        ],
    )


@pytest.mark.usefixtures("written")
def test_json_has_every_record_and_no_text(command, checkout, texts):
    """Programs get the numbers; the text is the user's."""
    (texts / "b.bin").write_bytes(b"\0")
    code, out, _ = command("hydrate", texts, "--root", checkout, "--format", "json")
    answer = json.loads(out)
    first = answer["records"][0]
    assert (code, answer["files"], answer["missing"], len(answer["records"]), first) == (
        0,
        [
            {"name": "article.txt", "role": "source", "sources": {SOURCE: 1.0}},
            {"name": "b.bin", "role": "unread", "reason": "binary"},
        ],
        [],
        3,
        {
            "id": f"{SOURCE}.01",
            "source": SOURCE,
            "file": "article.txt",
            "state": "exact",
            "passages": [
                {"paragraph": number, "state": "exact", "found": [number], "similarity": 100} for number in (5, 6)
            ],
        },
    )


def test_coverage_counts_paragraphs_and_records(command, checkout):
    """A table of paragraphs, one of the reasons for skipping, one of records."""
    code, out, err = command("coverage", checkout)
    assert (code, err, out.splitlines()) == (
        0,
        "",
        [
            "The data has one source in all, of 2016.",
            "Of 21 paragraphs, records cite 11, 10 were skipped for a reason (heading 3, byline 1, furniture 6), and 0 are uncovered.",
            "",
            "source                   paragraphs  cited  skipped  uncovered",
            f"{SOURCE}          21     11       10          0",
            "total                            21     11       10          0",
            "",
            "Skipped, by reason:",
            "source                   heading  byline  furniture  narration  courtesy  repetition  procedure  off-topic",
            f"{SOURCE}        3       1          6          0         0           0          0          0",
            "total                          3       1          6          0         0           0          0          0",
            "",
            "Records, by kind:",
            "source                   proposal  statement  initiative",
            f"{SOURCE}         0          3           0",
            "total                           0          3           0",
        ],
    )


def test_coverage_as_json(command, checkout):
    """The same numbers for programs."""
    one = {
        "paragraphs": 21,
        "cited": 11,
        "skipped": {
            "heading": 3, "byline": 1, "furniture": 6, "narration": 0,
            "courtesy": 0, "repetition": 0, "procedure": 0, "off-topic": 0,
        },
        "uncovered": 0,
        "records": {"proposal": 0, "statement": 3, "initiative": 0},
    }  # fmt: skip
    code, out, _ = command("coverage", checkout, "--format", "json")
    assert (code, json.loads(out)) == (0, {"sources": {SOURCE: one}, "total": one})
