"""`reformdata validate`: what it prints and how it ends."""

import io
import json
import sys
from itertools import count

import pytest

from reformdata.cli import main
from reformdata.cli.terminal import Progress
from reformdata.curation.checks import CHECKS
from tests.curation.rules.pages import FIXTURE, write_checkout

STATEMENT = "records/sources/skovby-2020-brev/02-mad-giver-ro.yaml"
INITIATIVE = "records/sources/skovby-2020-brev/03-madordning.yaml"


@pytest.fixture(autouse=True)
def _colorful(monkeypatch):
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")


def _with(tmp_path, file, old, new):
    """The base checkout with `old` changed to `new` in one file."""
    text = (FIXTURE / file).read_text(encoding="utf-8")
    assert old in text
    return str(write_checkout({file: text.replace(old, new)}, tmp_path))


@pytest.fixture
def wrong(tmp_path):
    """A checkout with an error."""
    return _with(tmp_path, STATEMENT, "[schools]", "[scools]")


@pytest.fixture
def doubtful(tmp_path):
    """A checkout with a warning."""
    return _with(tmp_path, INITIATIVE, "owners: [skovby]\n", "")


GUESS = {
    "en": "{} can be fixed with --unsafe-fixes: the program guesses what is most likely; see the changes first with: "
    "reformdata validate --unsafe-fixes --diff",
    "da": "{} kan rettes med --unsafe-fixes: programmet gætter på det mest sandsynlige; se ændringerne først med: "
    "reformdata validate --unsafe-fixes --diff",
}
"""What is said of fixes that are not safe, after their number."""


def test_a_clean_checkout_ends_with_0_and_says_how_much_was_checked(capsys, monkeypatch):
    """The default folder is the current one."""
    assert main(["validate", str(FIXTURE)]) == 0
    assert capsys.readouterr() == (f"No findings in 13 files with 3 records ({len(CHECKS)} checks across them).\n", "")
    monkeypatch.chdir(FIXTURE)
    assert main(["validate", "--lang", "da"]) == 0
    said = f"Ingen fund i 13 filer med 3 poster ({len(CHECKS)} kontroller på tværs af dem).\n"
    assert capsys.readouterr() == (said, "")


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ("error[RD302]: `scools` is not among the areas in records/areas.yaml", "help: did you mean `schools`?", "expected",
                f"1 error in 13 files with 3 records ({len(CHECKS)} checks across them).\n{GUESS['en'].format('1')}\n")),
        ("da", ("fejl[RD302]: `scools` findes ikke blandt områderne i records/areas.yaml", "hjælp: mente du `schools`?", "forventet",
                f"1 fejl i 13 filer med 3 poster ({len(CHECKS)} kontroller på tværs af dem).\n{GUESS['da'].format('1')}\n")),
    ],
)  # fmt: skip
def test_an_error_ends_with_1(wrong, capsys, language, expected):
    """The finding is shown in full, in either language."""
    message, advice, heading, closing = expected
    assert main(["validate", wrong, "--lang", language]) == 1
    assert (
        capsys.readouterr().out
        == f"""\
{message}
  --> {STATEMENT}:11:9
   |
11 | areas: [scools]
   |         ^^^^^^
   = {advice}
   = {heading}: `school-meals`, `schools`

{closing}"""
    )


def test_on_one_line_an_empty_field_has_its_expected_values(tmp_path, capsys):
    """In other formats they are on a separate line."""
    assert main(["validate", _with(tmp_path, STATEMENT, "tone: favourable", "tone:"), "--format", "concise"]) == 1
    assert capsys.readouterr().out.splitlines()[0] == (
        f"{STATEMENT}:18:6: error[RD208] `tone` is empty; write `tone: …`: how it speaks of its subject; "
        "expected: `critical`, `neutral`, `favourable`"
    )


FIXES = {"paragraphs: [3]": "paragraphs: 3", "[schools]": "[scools]", "claim: finding": "claim: rød"}
"""A lone value, which is safe to fix; a near miss, which is not; and what nobody can fix."""


@pytest.fixture
def mixed(tmp_path):
    """A checkout with findings that can be fixed safely, less safely, and not at all."""
    text = (FIXTURE / STATEMENT).read_text(encoding="utf-8")
    for right, wrong in FIXES.items():
        assert right in text
        text = text.replace(right, wrong)
    areas = "records/areas.yaml"
    meals = (FIXTURE / areas).read_text(encoding="utf-8").replace("parent: schools", "parent: scools")
    return str(write_checkout({STATEMENT: text, areas: meals}, tmp_path))


@pytest.mark.parametrize(
    ("language", "offer"),
    [
        ("en", ["[*] 1 can be fixed with: reformdata validate --fix", GUESS["en"].format("1 more")]),
        ("da", ["[*] 1 kan rettes med: reformdata validate --fix", GUESS["da"].format("1 til")]),
    ],
)
def test_the_last_lines_say_how_much_can_be_fixed_and_how(mixed, capsys, language, offer):
    """What is safe is marked; what is not is only counted, and the line says what it means and how to see it first."""
    assert main(["validate", mixed, "--format", "concise", "--lang", language]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[-2:] == offer
    assert ["[*]" in line for line in lines] == ["RD206" in line or line is lines[-2] for line in lines]


def _codes_and_fixes(found, code):
    return {(each[code], each.get("fix", each.get("properties", {}).get("fix"))) for each in found}


def test_json_and_sarif_mark_what_can_be_fixed(mixed, capsys):
    """As "safe", "unsafe" or nothing."""
    expected = {("RD206", "safe"), ("RD302", "unsafe"), ("RD204", None)}
    main(["validate", mixed, "--format", "json"])
    assert _codes_and_fixes(json.loads(capsys.readouterr().out)["findings"], "code") == expected
    main(["validate", mixed, "--format", "sarif"])
    assert _codes_and_fixes(json.loads(capsys.readouterr().out)["runs"][0]["results"], "ruleId") == expected


def test_a_warning_alone_ends_with_0(doubtful, capsys):
    """A warning does not fail the check."""
    assert main(["validate", doubtful, "--format", "concise"]) == 0
    assert capsys.readouterr().out == (
        f"{INITIATIVE}:2:7: warning[RD411] the initiative has no owner; write under owners: who decided it or carries "
        "it out; if no one in particular, the record is a statement\n"
        f"1 warning in 13 files with 3 records ({len(CHECKS)} checks across them).\n"
    )


def test_an_empty_folder_is_an_error(tmp_path, capsys):
    """Without records nothing was checked."""
    assert main(["validate", str(tmp_path), "--format", "concise"]) == 1
    assert capsys.readouterr().out.startswith("records: error[RD008] there are no records in records/; ")


def test_json_holds_all_that_is_known_in_both_languages(wrong, capsys):
    """For programs: whole values, and in ASCII."""
    assert main(["validate", wrong, "--format", "json"]) == 1
    printed = capsys.readouterr().out
    assert printed.isascii()
    assert json.loads(printed) == {
        "findings": [
            {
                "code": "RD302",
                "name": "unknown-reference",
                "severity": "error",
                "file": STATEMENT,
                "loc": ["areas", 0],
                "line": 11,
                "column": 9,
                "end_line": 11,
                "end_column": 15,
                "message": {
                    "da": "`scools` findes ikke blandt områderne i records/areas.yaml",
                    "en": "`scools` is not among the areas in records/areas.yaml",
                },
                "help": {"da": "mente du `schools`?", "en": "did you mean `schools`?"},
                "found": "scools",
                "expected": ["school-meals", "schools"],
                "fix": "unsafe",
            }
        ],
        "errors": 1,
        "warnings": 0,
        "files": 13,
        "records": 3,
        "checks": len(CHECKS),
        "older": 0,
    }


class _Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.mark.parametrize(
    ("variables", "colored"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True), ({"TERM": "dumb"}, False), (None, False)],
)
def test_only_a_terminal_gets_colour_and_only_if_it_may(variables, colored, wrong, monkeypatch):
    """`NO_COLOR` has an effect if it is not empty; the last case is a pipe."""
    for name, value in (variables or {}).items():
        monkeypatch.setenv(name, value)
    stream = io.StringIO() if variables is None else _Terminal()
    monkeypatch.setattr(sys, "stdout", stream)
    assert main(["validate", wrong]) == 1
    printed = stream.getvalue()
    assert printed.startswith("\x1b[1;31merror[RD302]\x1b[0m: \x1b[1m`scools`" if colored else "error[RD302]: `scools`")
    assert ("\x1b" in printed) == colored


@pytest.fixture
def texts(tmp_path):
    """A folder with a text that has eight words in common with a record."""
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "brev.txt").write_text("Vi ved, at lærerne på kommunens syv skoler har lagt mærke.", encoding="utf-8")
    return folder


COPY = f"{STATEMENT}:7:7: error[RD501] 8 words in a row are also in brev.txt: `lærerne på kommunens syv skoler har lagt mærke`"


@pytest.mark.parametrize(("areas", "more"), [("[schools]", []), ("[schools, schools]", ["--fix"])])
def test_the_wording_is_compared_with_texts_at_hand(texts, tmp_path, capsys, areas, more):
    """Also after fixing; without them it is not, and the count of checks says which it was."""
    checkout = _with(tmp_path / "checkout", STATEMENT, "areas: [schools]", f"areas: {areas}")
    assert main(["validate", checkout, *more, "--format", "concise", "--texts", str(texts)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(";")[0] for line in lines if " error[" in line] == [COPY]
    assert f"({len(CHECKS) + 1} checks across them)" in lines[-1]


def test_a_missing_folder_of_texts_is_wrong_use(capsys):
    """It does not count as an empty folder."""
    assert main(["validate", str(FIXTURE), "--texts", "nowhere"]) == 2
    assert capsys.readouterr() == ("", "reformdata: nowhere: there is no such file or folder\n")


def test_what_was_found_is_shown_again_without_reading(doubtful, capsys, monkeypatch, tmp_path):
    """Unless --no-cache is given; a cache that cannot be written is done without."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    monkeypatch.setattr("reformdata.curation.cache._TICK", -(10**15))
    assert main(["validate", doubtful, "--format", "json"]) == 0
    said = capsys.readouterr().out
    monkeypatch.setattr("reformdata.cli.validate._show", lambda report, *_: shown.append(report))
    shown = []
    with monkeypatch.context() as changed:
        changed.setattr("reformdata.curation.checks.read_checkout", None)
        assert main(["validate", doubtful]) == 0
        with pytest.raises(TypeError):
            main(["validate", doubtful, "--no-cache"])
    assert [finding.rule.code for finding in shown[0].findings] == [json.loads(said)["findings"][0]["code"]]


def test_what_can_be_fixed_is_known_until_it_is_fixed(tmp_path, capsys, monkeypatch):
    """Then the files are looked at anew."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    monkeypatch.setattr("reformdata.curation.cache._TICK", -(10**15))
    root = _with(tmp_path, STATEMENT, "[schools]", "[schools, schools]")
    assert main(["validate", root]) == 1
    said = capsys.readouterr().out
    with monkeypatch.context() as changed:
        changed.setattr("reformdata.curation.fixing.fixes", None)
        assert main(["validate", root]) == 1
    assert capsys.readouterr().out == said
    assert "[*] 1 can be fixed with: reformdata validate --fix" in said
    assert main(["validate", root, "--fix"]) == 0
    assert capsys.readouterr().out.startswith("No findings")
    assert main(["validate", root, "--fix", "--no-cache"]) == 0


def test_progress_is_told_on_a_terminal_that_waits(capsys, monkeypatch):
    """Nothing in a pipe, and nothing of what takes less than a second."""
    times = iter((0.0, 0.5, 1.5, 1.5, 1.6))
    monkeypatch.setattr("time.monotonic", lambda: next(times))
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    with Progress("en") as progress:
        progress(10, 2000)
        progress(1000, 2000)
        progress(1100, 2000)
    assert capsys.readouterr().err == "\r\x1b[K1,000 of 2,000 files read\r\x1b[K"
    monkeypatch.setattr(sys.stderr, "isatty", lambda: False, raising=False)
    times = iter((0.0, 9.0, 9.0))
    with Progress("da") as progress:
        progress(1000, 2000)
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    "words",
    [
        ["new", "proposal", "--no-input"],
        ["source", "add", "text.txt", "--no-input"],
        ["actor", "add", "--no-input"],
        ["outcome", "add", "skovby-2020-brev.01", "--no-input"],
    ],
    ids=lambda words: " ".join(words[:2]),
)
def test_a_command_that_asks_says_that_it_reads_first(words, capsys, monkeypatch):
    """As `validate` does: on a terminal that waits, and not in a pipe."""
    for is_terminal in (True, False):
        times = count(0.0, 2.0)
        monkeypatch.setattr("time.monotonic", lambda times=times: next(times))
        monkeypatch.setattr(sys.stderr, "isatty", lambda is_terminal=is_terminal: is_terminal, raising=False)
        assert main([*words, "--root", str(FIXTURE), "--lang", "da"]) == 2
        shown = capsys.readouterr().err
        assert shown.startswith("\r\x1b[K1 af 13 filer læst") is is_terminal
        assert ("\r\x1b[K13 af 13 filer læst\r\x1b[K" in shown) is is_terminal
