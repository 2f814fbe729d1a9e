"""`reformdata validate --fix`: what is fixed and what is not, and what it prints."""

import unicodedata

import pytest
from hypothesis import given

from reformdata.cli import main
from reformdata.curation.checks import validate
from reformdata.curation.fixing import fix_bytes, fix_of
from reformdata.curation.formatting import format_text
from reformdata.curation.reading.files import text_of
from reformdata.curation.reading.strict_yaml import parse
from reformdata.curation.rules import RULES, UNKNOWN_REFERENCE
from reformdata.findings import Fix
from tests.curation.fixing.record import CANONICAL, GOOD, RECORD, changed
from tests.curation.reading.test_strict_yaml import PIECES, damaged
from tests.curation.rules.pages import FIXTURE, read, write_checkout

FILE = "records/sources/by-2020/readings.yaml"


def _fixed(text, *, findings=()):
    new, found = fix_bytes(text.encode(), RECORD, findings, unsafe=False)
    return new.decode(), [finding.rule.code for finding in found]


PAGES = {rule.code: read(rule) for rule in RULES}


@pytest.mark.parametrize("code", ["RD110", "RD111", "RD112", "RD115", "RD206", "RD315", "RD201", "RD204", "RD302"])
def test_the_wrong_example_of_a_page_is_fixed_to_the_right_one(code, tmp_path):
    """Near misses only with --unsafe-fixes."""
    page = PAGES[code]
    root = write_checkout(page.wrong, tmp_path)
    if code in ("RD201", "RD204", "RD302"):
        assert main(["validate", "--fix", str(root)]) == 1
        assert main(["validate", "--unsafe-fixes", str(root)]) == 0
    else:
        assert main(["validate", "--fix", str(root)]) == 0
    for file, right in page.right.items():
        assert (root / file).read_text(encoding="utf-8") == format_text(right)


@pytest.mark.parametrize(
    ("wrong", "right", "codes"),
    [
        ("da: Husk: a", "da: |-\n  Husk: a", ["RD111"]),
        ("da: Husk: a: b", "da: |-\n  Husk: a: b", ["RD111"]),
        ("da: a\n  b", "da: |-\n  a b", ["RD110"]),
        ("da: 'a\n\n  b'", "da: |-\n  a\n  b", ["RD110"]),
        ("da: >  # c\n  a\n  b", "da: |-  # c\n  a b", ["RD110"]),
        ("da: |\n  a\n\n", "da: |-\n  a", ["RD115"]),
        ("da: 'a\n  b'\nen: >\n  c", "da: |-\n  a b\nen: |-\n  c", ["RD110", "RD110"]),
        ("da: a\u00a0b\u2003c", "da: |-\n  a b c", ["RD004", "RD004"]),
        ("da: a\tb", "da: |-\n  a b", ["RD004"]),
        (unicodedata.normalize("NFD", "da: på å"), "da: |-\n  på å", ["RD005"]),
    ],
)  # fmt: skip
def test_what_keeps_a_file_from_being_read_is_fixed(wrong, right, codes):
    """Also several errors of one file, one after the other."""

    def within(text):
        return "description:\n" + "".join(f"  {line}\n" for line in text.split("\n"))

    assert _fixed(within(wrong)) == (within(right), codes)


@pytest.mark.parametrize(
    "text",
    [
        "title: {da: Husk: a, en: b}\n",
        "title: {\n  da: Husk: a,\n  en: b}\n",
        "da: Husk: a # b\n",
        "da: 'a' b\n",
        "da: a # b c\n",
        "Husk at: gøre\n",
        "id: a\nid: b\n",
        "id: &a b\n",
        "da: a\u200bb\n",
        'da: "A\\u030abn"\n',
        "da: a\rb\n",
        'da: "a\\u200b\n  b"\n',
        'da: Husk: a"\n',
        "names:\n   a\n  - b\n",
        "voice:\n  office:\n    da: a\n\ten: b\n",
        "text:\n  da: |-\n    a\n\tb\n",
        "da: Husk: a\nen: 'b' c\n",
    ],
)
def test_what_has_more_than_one_answer_is_left(text):
    """Such as a comment or a text, a tab of unknown width, or a second error."""
    assert _fixed(text) == (text, [])


@pytest.mark.parametrize(
    ("data", "fixed", "codes"),
    [
        ("\ufeff" + CANONICAL, CANONICAL, ["RD004"]),
        (GOOD.replace("\n", "  \r\n", 3), CANONICAL, []),
        ("da: æ\n".encode("latin-1"), "da: æ\n".encode("latin-1"), []),
    ],
)
def test_a_byte_order_mark_and_line_ends_are_fixed_but_not_another_encoding(data, fixed, codes):
    """Line ends are part of the form and are not reported."""
    content = data if isinstance(data, bytes) else data.encode()
    new, found = fix_bytes(content, RECORD, (), unsafe=True)
    assert new == (fixed if isinstance(fixed, bytes) else fixed.encode())
    assert [finding.rule.code for finding in found] == codes


@pytest.mark.parametrize(
    ("tabbed", "spaced"),
    [
        ("title:\n\tda: a\n\ten: b\n", "title:\n  da: a\n  en: b\n"),
        ("text:\n\tda: |-\n\t\ta\n\t\tb\n", "text:\n  da: |-\n    a\n    b\n"),
        ("title:\n\tda: Husk: a\n", 'title:\n  da: "Husk: a"\n'),
    ],
)
def test_tabs_are_fixed_if_their_width_does_not_matter(tabbed, spaced):
    """The values are the same with every width of a tab."""
    assert _fixed(tabbed)[0] == spaced


@pytest.mark.parametrize(
    ("old", "wrong", "right", "code"),
    [
        ("areas: [schools]", "areas:\n  - schools\n  # why\n  - schools  # twice", "areas:\n  - schools\n  # why\n  # twice", "RD315"),
        ("claim: finding", 'claim: finding\nreported_by: " anna-holm "', "reported_by: anna-holm", "RD205"),
    ],
)  # fmt: skip
def test_a_repeated_value_and_blanks_at_the_ends_of_a_text_are_removed(tmp_path, old, wrong, right, code):
    """The comments on a removed value are kept at the end of its list."""
    text = GOOD.replace(old, wrong)
    new, codes = _fixed(text, findings=validate(write_checkout({RECORD: text}, tmp_path)).findings)
    assert codes == [code]
    assert f"{right}\n" in new


def test_a_paragraph_that_is_skipped_in_two_places_is_left(tmp_path, capsys):
    """Only a reader of the source knows which reason is right."""
    source = "records/sources/skovby-2020-brev/source.yaml"
    text = (FIXTURE / source).read_text(encoding="utf-8")
    root = write_checkout({source: f"{text}  - {{paragraphs: [1], reason: courtesy}}\n"}, tmp_path)
    assert main(["validate", "--fix", "--format", "concise", str(root)]) == 1
    assert "error[RD315] duplicate value `1`" in capsys.readouterr().out
    assert "  - paragraphs: [1]\n    reason: courtesy\n" in (root / source).read_text(encoding="utf-8")


@given(damaged() | PIECES)
def test_fixing_ends_and_keeps_values(text):
    """A fixed file has nothing left to fix, and a readable file keeps its values."""
    data = text.encode()
    new, _ = fix_bytes(data, FILE, (), unsafe=True)
    assert fix_bytes(new, FILE, (), unsafe=True) == (new, ())
    read_before, _ = text_of(data, FILE)
    if read_before is not None and not parse(read_before, FILE)[1]:
        assert parse(new.decode(), FILE) == parse(read_before, FILE)


# ---- invalid values


def _record(root, *changes):
    """Write the record in the canonical form to `root`, with some lines changed."""
    text = changed(*changes)
    write_checkout({RECORD: text}, root)
    return text


@pytest.mark.parametrize(
    ("pairs", "first"),
    [
        ([("paragraphs: [3]", "paragraphs: 3, 3")], "`paragraphs` must be a list; now `[3, 3]`"),
        ([("added: 2026-11-22", "added: 22/11 2026")], "; now `2026-11-22`"),
        (
            [("kind: statement", "kind: udsagn"), ("claim: finding", "claim: Resultat"), ("favourable", "positiv")],
            "; now `statement`",
        ),
    ],
)
def test_another_notation_is_fixed_only_on_request(tmp_path, capsys, pairs, first):
    """Values between commas, a day, and terms by their names in either language; the new value is reported."""
    text = _record(tmp_path, *pairs)
    assert main(["validate", "--fix", str(tmp_path)]) == 1
    assert (tmp_path / RECORD).read_text(encoding="utf-8") == text
    capsys.readouterr()
    assert main(["validate", "--unsafe-fixes", str(tmp_path)]) == 0
    assert (tmp_path / RECORD).read_text(encoding="utf-8") == CANONICAL
    assert capsys.readouterr().err.splitlines()[0].endswith(first)


@pytest.mark.parametrize("day", ["4/9/2020", "04-09-2020", "i går", "2020-13-01"])
def test_an_ambiguous_or_invalid_day_is_left(tmp_path, day):
    """It is not put in quotation marks either."""
    text = _record(tmp_path, ("added: 2026-11-22", f"added: {day}"))
    assert main(["validate", "--unsafe-fixes", str(tmp_path)]) == 1
    assert (tmp_path / RECORD).read_text(encoding="utf-8") == text


# ---- near misses


@pytest.mark.parametrize(
    ("found", "expected", "fix"),
    [
        ("regeringn", ["regeringen", "regionen", "kl"], "regeringen"),
        ("social-servces", ["social-services", "adult-social-services"], "social-services"),
        ("law-1", ["law-2", "law-3"], None),
        ("kl", ["danske-regioner"], None),
    ],
)
def test_a_near_miss_is_fixed_to_the_only_similar_value(found, expected, fix):
    """If two are equally similar, neither is taken."""
    finding = UNKNOWN_REFERENCE.finding("a.yaml", found=found, expected=expected, field="areas", table="areas")
    assert fix_of(finding) == (Fix(fix) if fix else None)


def test_a_field_is_not_renamed_to_an_existing_one(tmp_path):
    """The field would have two values."""
    text = GOOD.replace("claim: finding", "claim: finding\nclam: stance")
    root = write_checkout({RECORD: text}, tmp_path)
    assert main(["validate", "--unsafe-fixes", str(root)]) == 1
    assert "clam: stance\n" in (root / RECORD).read_text(encoding="utf-8")


def test_what_a_fix_uncovers_is_fixed_too(tmp_path, capsys):
    """A quoted colon uncovers a misspelt field, and that a misspelt area."""
    text = GOOD.replace("claim: finding", "clam: finding").replace("[schools]", "[scools]")
    page = PAGES["RD111"].wrong[RECORD]
    colon = next(line for line in page.split("\n") if line.startswith("  da: Lærerne er enige"))
    old = next(line for line in text.split("\n")[6:] if line.startswith("  da: "))
    root = write_checkout({RECORD: text.replace(old, colon)}, tmp_path)
    assert main(["validate", "--unsafe-fixes", "--format", "concise", str(root)]) == 0
    printed = [line.split(": ", 1)[1] for line in capsys.readouterr().err.splitlines() if line.startswith(RECORD)]
    assert printed == [
        "RD111 fixed: a colon in the text is read as a new key",
        "RD201 fixed: there is no field `clam` here; now `claim`",
        "RD302 fixed: `scools` is not among the areas in records/areas.yaml; now `schools`",
    ]


# ---- the command


@pytest.fixture
def root(tmp_path):
    """A checkout in the canonical form with a tab in one record."""
    write_checkout({}, tmp_path)
    assert main(["fmt", str(tmp_path)]) == 0
    (tmp_path / RECORD).write_text(CANONICAL.replace("  actor", "\tactor", 1), encoding="utf-8")
    return tmp_path


def test_it_reports_what_it_fixed_and_checks_again(root, capsys):
    """On standard error, so that the output of a format for machines stays valid; the second time there is nothing to fix."""
    capsys.readouterr()
    assert main(["validate", "--fix", "--format", "concise", str(root)]) == 0
    printed = capsys.readouterr()
    assert printed.err.endswith(": RD112 fixed: a tab cannot be used for indentation\n")
    assert printed.out.startswith("No findings in 13 files")
    assert (root / RECORD).read_text(encoding="utf-8") == CANONICAL
    assert main(["validate", "--fix", "--lang", "da", str(root)]) == 0
    assert capsys.readouterr().err == "Der er intet at rette.\n"
    (root / RECORD).write_text(GOOD, encoding="utf-8")
    assert main(["validate", "--fix", str(root)]) == 0
    assert capsys.readouterr().err == f"{RECORD}: written in the canonical form\n"


def test_wrong_quotation_marks_are_replaced(root, capsys):
    """Each pair by that of its language; the rest of the text stays."""
    said = CANONICAL.replace("da: |-\n    ", 'da: |-\n    De kalder det “frihed” og "ro", ikke »styr«. ', 1)
    said = said.replace("en: |-\n    ", "en: |-\n    They call it “freedom”, it's “calm”, not \u2018rule\u2019. ", 1)
    assert said != CANONICAL
    (root / RECORD).write_text(said, encoding="utf-8")
    capsys.readouterr()
    assert main(["validate", "--fix", "--format", "concise", str(root)]) == 0
    right = (
        said.replace('“frihed” og "ro"', "»frihed« og »ro«")
        .replace("“freedom”", "\u2018freedom\u2019")
        .replace("“calm”", "\u2018calm\u2019")
    )
    assert (root / RECORD).read_text(encoding="utf-8") == right
    assert (
        "RD421 fixed: `“frihed”` is not in the quotation marks that Danish has in the data" in capsys.readouterr().err
    )


def test_diff_shows_and_writes_nothing(root, capsys):
    """With exit code 1 if there is something to fix, else 0."""
    capsys.readouterr()
    before = (root / RECORD).read_bytes()
    assert main(["validate", "--diff", str(root)]) == 1
    assert (root / RECORD).read_bytes() == before
    printed = capsys.readouterr()
    assert printed.out.startswith(f"--- {RECORD}\n+++ {RECORD}\n")
    assert [line for line in printed.out.splitlines() if line[0] in "+-"][2:] == [
        "-\\u0009actor: skovby",
        "+  actor: skovby",
    ]
    main(["validate", "--fix", str(root)])
    capsys.readouterr()
    assert main(["validate", "--diff", str(root)]) == 0
    assert capsys.readouterr() == ("", "There is nothing to fix.\n")


@pytest.mark.parametrize("call", ["os.replace", "os.fsync"])
def test_a_full_disk_leaves_the_file_as_it_was(root, capsys, monkeypatch, call):
    """The message names the file, no other file is left beside it, and the exit code is 2."""

    def no_space(*_):
        raise OSError(28, "No space left on device")

    capsys.readouterr()
    records = root / "records"
    before = {path: path.read_bytes() for path in records.rglob("*.yaml")}
    monkeypatch.setattr(call, no_space)
    assert main(["validate", "--fix", str(root)]) == 2
    assert {path: path.read_bytes() for path in records.rglob("*") if path.is_file()} == before
    assert capsys.readouterr().err == f"reformdata: {root / RECORD}: no space is left on the drive\n"
