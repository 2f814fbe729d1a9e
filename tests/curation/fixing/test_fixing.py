"""`reformdata validate --fix`: what is fixed and what is not, and that nothing is left half-written."""

import os
import unicodedata

import pytest
from hypothesis import given

from reformdata.cli import main
from reformdata.curation.checks import validate
from reformdata.curation.fixing import fix_bytes
from reformdata.curation.fixing.repairs import near
from reformdata.curation.formatting import format_text
from reformdata.curation.reading.files import text_of
from reformdata.curation.reading.strict_yaml import parse
from reformdata.curation.rules import RULES, UNKNOWN_REFERENCE
from tests.curation.formatting.failing import no_space
from tests.curation.reading.test_strict_yaml import PIECES, damaged
from tests.curation.rules.pages import FIXTURE, lay, read

RECORD = "records/sources/skovby-2020-brev/02-mad-giver-ro.yaml"
FILE = "records/sources/by-2020/readings.yaml"
GOOD = (FIXTURE / RECORD).read_text(encoding="utf-8")
CANONICAL = format_text(GOOD)


def _fixed(data, *, unsafe=False, findings=()):
    content = data if isinstance(data, bytes) else data.encode()
    new, found = fix_bytes(content, RECORD, findings, unsafe=unsafe)
    return new.decode(), [finding.rule.code for finding in found]


PAGES = {rule.code: read(rule) for rule in RULES}


@pytest.mark.parametrize("code", ["RD110", "RD111", "RD112", "RD115", "RD206", "RD315"])
def test_what_a_page_calls_wrong_is_fixed_to_what_it_calls_right(code, tmp_path):
    """Files and values: those of the rule's page, in the canonical form."""
    page = PAGES[code]
    root = lay(page.wrong, tmp_path)
    assert main(["validate", "--fix", str(root)]) == 0
    for file, right in page.right.items():
        assert (root / file).read_text(encoding="utf-8") == format_text(right)


@pytest.mark.parametrize("code", ["RD201", "RD204", "RD302"])
def test_a_near_miss_is_fixed_only_when_asked_for(code, tmp_path):
    """Safe fixing brings the files into form and leaves the word as it is."""
    page = PAGES[code]
    root = lay(page.wrong, tmp_path)
    assert main(["validate", "--fix", str(root)]) == 1
    assert main(["validate", "--unsafe-fixes", str(root)]) == 0
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
    """Several faults of one file, too, one behind the other."""

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
        "da: a\rb\n",
        'da: "a\\u200b\n  b"\n',
        'da: Husk: a"\n',
        "names:\n   a\n  - b\n",
    ],
)
def test_what_has_more_than_one_answer_is_left(text):
    """A comment or prose, a list or a text, a character that is not seen: its writer has to say."""
    assert _fixed(text) == (text, [])


def test_a_byte_order_mark_goes():
    """Some editors put one before a file."""
    assert _fixed("\ufeff" + CANONICAL) == (CANONICAL, ["RD004"])


def test_bytes_that_are_no_utf8_are_left():
    """Nobody knows which letter was meant."""
    assert fix_bytes(b"da: \xe5\n", RECORD, (), unsafe=True) == (b"da: \xe5\n", ())


@pytest.mark.parametrize(
    ("tabbed", "spaced"),
    [
        ("title:\n\tda: a\n\ten: b\n", "title:\n  da: a\n  en: b\n"),
        ("text:\n\tda: |-\n\t\ta\n\t\tb\n", "text:\n  da: |-\n    a\n    b\n"),
        ("title:\n\tda: Husk: a\n", 'title:\n  da: "Husk: a"\n'),
    ],
)
def test_tabs_are_fixed_if_their_width_says_nothing(tabbed, spaced):
    """However wide a tab is taken to be, the same is read."""
    assert _fixed(tabbed)[0] == spaced


@pytest.mark.parametrize("text", ["voice:\n  office:\n    da: a\n\ten: b\n", "text:\n  da: |-\n    a\n\tb\n"])
def test_tabs_among_spaces_are_left_if_their_width_matters(text):
    """Four columns or eight: the value would stand in another place."""
    assert _fixed(text) == (text, [])


def test_a_file_that_cannot_be_read_even_so_is_left():
    """Whether a part of it was fixed rightly cannot be checked."""
    assert _fixed("da: Husk: a\nen: 'b' c\n") == ("da: Husk: a\nen: 'b' c\n", [])


def test_line_ends_and_trailing_blanks_are_fixed():
    """They are no findings, and are part of the form."""
    assert _fixed(GOOD.replace("\n", "  \r\n", 3)) == (CANONICAL, [])


def test_a_comment_on_a_value_that_goes_is_kept(tmp_path):
    """At the end of its list."""
    text = GOOD.replace("areas: [schools]", "areas:\n  - schools\n  # why\n  - schools  # twice")
    findings = validate(lay({RECORD: text}, tmp_path)).findings
    new, codes = _fixed(text, findings=findings)
    assert codes == ["RD315"]
    assert "areas:\n  - schools\n  # why\n  # twice\n" in new


def test_a_paragraph_that_is_skipped_in_two_places_is_left(tmp_path, capsys):
    """Which of the reasons is right, only a reader of the source can say."""
    source = "records/sources/skovby-2020-brev/source.yaml"
    text = (FIXTURE / source).read_text(encoding="utf-8")
    root = lay({source: f"{text}  - {{paragraphs: [1], reason: courtesy}}\n"}, tmp_path)
    assert main(["validate", "--fix", "--format", "concise", str(root)]) == 1
    assert "error[RD315] duplicate value `1`" in capsys.readouterr().out
    assert "  - paragraphs: [1]\n    reason: courtesy\n" in (root / source).read_text(encoding="utf-8")


def test_blanks_at_the_ends_of_a_text_go(tmp_path):
    """No text may have them."""
    text = GOOD.replace("claim: finding", 'claim: finding\nreported_by: " anna-holm "')
    findings = validate(lay({RECORD: text}, tmp_path)).findings
    new, codes = _fixed(text, findings=findings)
    assert codes == ["RD205"]
    assert "reported_by: anna-holm\n" in new


@given(damaged() | PIECES)
def test_fixing_anything_ends_and_leaves_values_that_can_be_read(text):
    """What is fixed once has nothing left to fix, and what could be read has the values that it had."""
    data = text.encode()
    new, _ = fix_bytes(data, FILE, (), unsafe=True)
    assert fix_bytes(new, FILE, (), unsafe=True) == (new, ())
    read_before, _ = text_of(data, FILE)
    if read_before is not None and not parse(read_before, FILE)[1]:
        assert parse(new.decode(), FILE) == parse(read_before, FILE)


# ---- values that do not fit


def _record(root, *changes):
    """The record of `root` with some lines changed, brought into form before."""
    text = CANONICAL
    for old, new in changes:
        assert text.count(old) == 1
        text = text.replace(old, new)
    lay({RECORD: text}, root)
    return text


LONE = ("paragraphs: [3]", "areas: [schools]")


def test_a_lone_value_becomes_a_list_of_one(tmp_path):
    """It says the same: that is safe."""
    _record(tmp_path, *((each, each.replace("[", "").replace("]", "")) for each in LONE))
    assert main(["validate", "--fix", str(tmp_path)]) == 0
    assert (tmp_path / RECORD).read_text(encoding="utf-8") == CANONICAL


def test_values_between_commas_become_a_list_only_when_asked_for(tmp_path, capsys):
    """They could be one value with a comma in it."""
    text = _record(tmp_path, ("paragraphs: [3]", "paragraphs: 3, 3"))
    assert main(["validate", "--fix", str(tmp_path)]) == 1
    assert (tmp_path / RECORD).read_text(encoding="utf-8") == text
    capsys.readouterr()
    assert main(["validate", "--unsafe-fixes", "--format", "concise", str(tmp_path)]) == 0
    assert (tmp_path / RECORD).read_text(encoding="utf-8") == CANONICAL
    assert capsys.readouterr().err.splitlines() == [
        f"{RECORD}:11:13: RD206 fixed: `paragraphs` must be a list; now `[3, 3]`",
        f"{RECORD}:11:17: RD315 fixed: duplicate value `3`",
    ]


@pytest.mark.parametrize("day", ["4/9 2020", "04-09-2020", "i går", "2020-13-01"])
def test_what_no_rule_can_make_a_day_of_is_left_as_it_stands(tmp_path, day):
    """Quotation marks would not fix it, and which of two days is meant nobody but its writer knows."""
    text = _record(tmp_path, ("added: 2026-11-22", f"added: {day}"))
    assert main(["validate", "--unsafe-fixes", str(tmp_path)]) == 1
    assert (tmp_path / RECORD).read_text(encoding="utf-8") == text


def test_a_day_written_otherwise_is_fixed_only_when_asked_for(tmp_path):
    """To the one day that it can be."""
    text = _record(tmp_path, ("added: 2026-11-22", "added: 22/11 2026"))
    assert main(["validate", "--fix", str(tmp_path)]) == 1
    assert (tmp_path / RECORD).read_text(encoding="utf-8") == text
    assert main(["validate", "--unsafe-fixes", str(tmp_path)]) == 0
    assert (tmp_path / RECORD).read_text(encoding="utf-8") == CANONICAL


def test_a_term_by_its_name_is_fixed_only_when_asked_for(tmp_path):
    """In Danish or in English; that of the kind first, since it says what else is wrong."""
    text = _record(
        tmp_path, ("kind: statement", "kind: udsagn"), ("claim: finding", "claim: Resultat"), ("favourable", "positiv")
    )
    assert main(["validate", "--fix", str(tmp_path)]) == 1
    assert (tmp_path / RECORD).read_text(encoding="utf-8") == text
    assert main(["validate", "--unsafe-fixes", str(tmp_path)]) == 0
    assert (tmp_path / RECORD).read_text(encoding="utf-8") == CANONICAL


# ---- near misses


@pytest.mark.parametrize(
    ("found", "expected", "meant"),
    [
        ("regeringn", ["regeringen", "regionen", "kl"], "regeringen"),
        ("social-servces", ["social-services", "adult-social-services"], "social-services"),
        ("law-1", ["law-2", "law-3"], None),
        ("kl", ["danske-regioner"], None),
    ],
)
def test_a_near_miss_is_meant_for_the_one_value_that_is_like_it(found, expected, meant):
    """Where two are as like, neither is taken."""
    assert near(UNKNOWN_REFERENCE.at("a.yaml", found=found, expected=expected, field="areas", table="areas")) == meant


def test_a_field_is_not_renamed_to_one_that_is_there(tmp_path):
    """Two values would be left for one field."""
    text = GOOD.replace("claim: finding", "claim: finding\nclam: stance")
    root = lay({RECORD: text}, tmp_path)
    assert main(["validate", "--unsafe-fixes", str(root)]) == 1
    assert "clam: stance\n" in (root / RECORD).read_text(encoding="utf-8")


def test_what_shows_only_once_a_file_is_fixed_is_fixed_too(tmp_path, capsys):
    """A quoted colon uncovers a misspelt field, and that a misspelt area."""
    text = GOOD.replace("claim: finding", "clam: finding").replace("[schools]", "[scools]")
    page = PAGES["RD111"].wrong[RECORD]
    colon = next(line for line in page.split("\n") if line.startswith("  da: Lærerne er enige"))
    old = next(line for line in text.split("\n")[6:] if line.startswith("  da: "))
    root = lay({RECORD: text.replace(old, colon)}, tmp_path)
    assert main(["validate", "--unsafe-fixes", "--format", "concise", str(root)]) == 0
    told = [line.split(": ", 1)[1] for line in capsys.readouterr().err.splitlines() if line.startswith(RECORD)]
    assert told == [
        "RD111 fixed: a colon in the text is read as a new key",
        "RD201 fixed: there is no field `clam` here; now `claim`",
        "RD302 fixed: `scools` is not among the areas in records/areas.yaml; now `schools`",
    ]


# ---- the command


@pytest.fixture
def root(tmp_path):
    """A checkout in the canonical form with a tab in one record."""
    lay({}, tmp_path)
    assert main(["fmt", str(tmp_path)]) == 0
    (tmp_path / RECORD).write_text(CANONICAL.replace("  actor", "\tactor", 1), encoding="utf-8")
    return tmp_path


def test_it_says_what_it_fixed_and_checks_again(root, capsys):
    """On standard error, so that a machine's format stays whole."""
    capsys.readouterr()
    assert main(["validate", "--fix", "--format", "concise", str(root)]) == 0
    told = capsys.readouterr()
    assert told.err.endswith(": RD112 fixed: a tab cannot be used for indentation\n")
    assert told.out.startswith("No findings in 12 files")
    assert (root / RECORD).read_text(encoding="utf-8") == CANONICAL


def test_it_says_that_there_is_nothing_to_fix(root, capsys):
    """The second time."""
    main(["validate", "--fix", str(root)])
    capsys.readouterr()
    assert main(["validate", "--fix", "--lang", "da", str(root)]) == 0
    assert capsys.readouterr().err == "Der er intet at rette.\n"


def test_a_file_that_is_only_written_otherwise_is_named(root, capsys):
    """As brought into form."""
    (root / RECORD).write_text(GOOD, encoding="utf-8")
    capsys.readouterr()
    assert main(["validate", "--fix", str(root)]) == 0
    assert capsys.readouterr().err == f"{RECORD}: written in the canonical form\n"


def test_diff_shows_and_writes_nothing(root, capsys):
    """With exit code 1 if there is something to fix, else 0."""
    capsys.readouterr()
    before = (root / RECORD).read_bytes()
    assert main(["validate", "--diff", str(root)]) == 1
    assert (root / RECORD).read_bytes() == before
    said = capsys.readouterr()
    assert said.out.startswith(f"--- {RECORD}\n+++ {RECORD}\n")
    assert [line for line in said.out.splitlines() if line[0] in "+-"][2:] == [
        "-\\u0009actor: skovby",
        "+  actor: skovby",
    ]
    main(["validate", "--fix", str(root)])
    capsys.readouterr()
    assert main(["validate", "--diff", str(root)]) == 0
    assert capsys.readouterr() == ("", "There is nothing to fix.\n")


@pytest.mark.parametrize("output", ["text", "concise"])
def test_what_can_be_fixed_is_marked(root, capsys, output):
    """And the way to do it stands below."""
    capsys.readouterr()
    assert main(["validate", "--format", output, str(root)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert "a tab cannot be used for indentation [*]" in lines[0]
    assert lines[-1] == "[*] 1 can be fixed with: reformdata validate --fix"


def test_what_cannot_be_fixed_is_not_marked(tmp_path, capsys):
    """A near miss, for one."""
    root = lay({RECORD: GOOD.replace("[schools]", "[scools]")}, tmp_path)
    assert main(["validate", str(root)]) == 1
    assert "[*]" not in capsys.readouterr().out


@pytest.mark.parametrize("call", ["os.replace", "os.fsync"])
def test_a_full_disk_leaves_the_file_as_it_was(root, capsys, monkeypatch, call):
    """The file is named, nothing lies beside it, and the exit code is 2."""
    capsys.readouterr()
    before = {path: path.read_bytes() for path in root.rglob("*.yaml")}
    monkeypatch.setattr(call, no_space)
    assert main(["validate", "--fix", str(root)]) == 2
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before
    assert capsys.readouterr().err == f"reformdata: {root / RECORD}: No space left on device\n"


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is read-only to root")
def test_a_read_only_folder_is_told(root, capsys):
    """With exit code 2."""
    folder = (root / RECORD).parent
    folder.chmod(0o555)
    try:
        assert main(["validate", "--fix", str(root)]) == 2
    finally:
        folder.chmod(0o755)
    assert "Permission denied" in capsys.readouterr().err


def test_a_file_that_cannot_be_opened_is_a_finding(root, capsys, monkeypatch):
    """The others are fixed."""
    other = root / "records/actors/skovby.yaml"
    real = os.open
    denied = PermissionError(13, "Permission denied")

    def refuse(path, *args, **kwargs):
        if str(path) == str(other):
            raise denied
        return real(path, *args, **kwargs)

    monkeypatch.setattr("os.open", refuse)
    assert main(["validate", "--fix", str(root)]) == 1
    assert "error[RD010]" in capsys.readouterr().out
    assert (root / RECORD).read_text(encoding="utf-8") == CANONICAL
