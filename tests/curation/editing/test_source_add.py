"""`reformdata source add`: a folder with description and fingerprints, and no text in it."""

import pytest

from reformdata.evidence.fingerprint import fingerprint_text, fingerprints_yaml

LINES = [
    "Menu",
    "Skovby åbner et værksted for unge, der vil lære at bygge både af træ",
    "Af Anna Holm",
    "3. marts 2021",
    "Del på Facebook",
    "Værkstedet får plads til tolv",
    "Læs også: Sejlerne i Skovby",
]
TEXT = "\n\n".join(LINES).encode()
GIVEN = {
    "--title-da": "Et værksted for unge i Skovby",
    "--title-en": "A workshop for young people in Skovby",
    "--publisher": "Skovby Kommune",
    "--author": "anna-holm",
    "--date": "2021-03-03",
    "--kind": "nyhed",
    "--url": "https://example.org/vaerksted",
}
ID = "skovby-2021-et-vaerksted-for-unge-i"
SOURCE = f"""\
# yaml-language-server: $schema=../../../schemas/source.schema.json
id: {ID}
title:
  da: Et værksted for unge i Skovby
  en: A workshop for young people in Skovby
kind: news
publisher: skovby
authors: [anna-holm]
date: 2021-03-03
url: https://example.org/vaerksted
paragraphs: 7
"""


@pytest.fixture(autouse=True)
def _in_the_checkout(root, monkeypatch):
    """The commands that are named need no option for the folder."""
    monkeypatch.chdir(root)


@pytest.fixture
def add(run, tmp_path):
    """Add a source from a text: what the command line answers."""

    def add(*arguments, content=TEXT, **other):
        path = tmp_path / "text.txt"
        path.write_bytes(content)
        options = {**GIVEN, **{f"--{name.replace('_', '-')}": value for name, value in other.items()}}
        given = [part for name, value in options.items() if value is not None for part in (name, value)]
        return run("source", "add", path, *given, *arguments)

    return add


def test_the_folder_of_a_new_source_is_made(add, state, tmp_path):
    """With two files; the id is made from publisher, year and title. The next step is said."""
    before = state()
    text = tmp_path / "text.txt"
    code, out, err = add()
    assert (code, err) == (0, "")
    assert (
        out
        == f"""\
records/sources/{ID}/source.yaml
records/sources/{ID}/fingerprints.yaml

7 paragraphs; each must be cited by a record or listed under skipped: in source.yaml:
    1  Menu
    2  Skovby åbner et værksted for unge, …
    3  Af Anna Holm
    4  3. marts 2021
    5  Del på Facebook
    6  Værkstedet får plads til tolv
    7  Læs også: Sejlerne i Skovby

Now write a record for each act (also new statement and new initiative), and list the rest under skipped:
  reformdata new proposal --source {ID} --texts {text}
At the end check, also that nothing is copied from the source:
  reformdata validate --texts {text}
"""
    )
    assert state() == {
        **before,
        f"records/sources/{ID}/source.yaml": SOURCE.encode(),
        f"records/sources/{ID}/fingerprints.yaml": fingerprints_yaml(fingerprint_text(TEXT)).encode(),
    }


def test_no_word_of_the_text_is_in_the_folder(add, state):
    """The first words of its paragraphs appear on the terminal only."""
    add(title_da="X", title_en="X", url=None)
    files = b"".join(content for path, content in state().items() if "/skovby-2021-" in path).decode()
    assert not [word for line in LINES for word in line.split() if len(word) > 4 and word in files]


def test_validate_lists_what_is_left_to_do(add, findings):
    """Paragraphs and records."""
    add("--id", "nyt")
    assert [(code, message) for code, file, message in findings() if file.startswith("records/sources/nyt")] == [
        ("RD318", "no record cites the source `nyt`"),
        ("RD310", "neither cited by a record nor skipped with a reason: paragraphs 1–7"),
    ]


def test_furniture_is_suggested_only_if_asked(add):
    """From the form of a line; a sentence is never suggested."""
    out = add("--suggest-skipped")[1]
    assert (
        "Perhaps (check them):\nskipped:\n"
        "  - paragraphs: [1, 5, 7]\n    reason: furniture\n  - paragraphs: [3, 4]\n    reason: byline\n" in out
    )


@pytest.mark.parametrize(
    ("other", "message"),
    [
        ({"publisher": "skovbi"}, "--publisher: there is no `skovbi`; did you mean `skovby` (The Municipality of Skovby)? "
            "The values are `anna-holm`, `regeringen` (The government), `skovby` (The Municipality of Skovby); add a new actor with: reformdata actor add"),
        (
            {"publisher": "zzz"},
            "--publisher: there is no `zzz`. The values are `anna-holm`, `regeringen` (The government), `skovby` (The Municipality of Skovby); add a new actor with: reformdata actor add",
        ),
        ({"author": "ana holm"}, "--author: there is no `ana holm`; did you mean `anna-holm`? The values are `anna-holm`, `regeringen` (The government), `skovby` (The Municipality of Skovby); add a new actor with: reformdata actor add"),
        ({"kind": "nyheder"}, "--kind: there is no `nyheder`; did you mean `news` (news item)? The values are `news` (news item), `theme-page`, "
            "`blog` (blog post), `report` (report of an event), `article` (news article), `opinion` (opinion piece), `platform` (government platform), `speech`, "
            "`debate` (parliamentary debate)"),
        ({"date": "2021-02-29"}, "--date: `2021-02-29` does not exist in the calendar"),
        ({"date": ""}, "missing: --date"),
        ({"author": "anna-holm, skovby"}, "--author: `skovby` is not a person: an organisation is the publisher, not an author; add a new actor with: reformdata actor add"),
        (
            {"title_en": None, "kind": None, "date": "soon", "url": "x"},
            "missing: --title-en, --kind\n--date: `soon` is not a date; write 26 September 2022, 26/9-2022 or 2022-09-26\n"
            "--url: `x` does not fit; an address starts with https:// and has no spaces and no letters other than a-z",
        ),
        ({"id": "skovby-2020-brev"}, "there is a source `skovby-2020-brev` already: give another id with --id"),
        (
            {"id": "../x"},
            "--id: `../x` does not fit; an id consists of lower-case letters a-z, digits and single hyphens: eksempel-2020",
        ),
        ({"title_da": " "}, "missing: --title-da"),
        ({"title_en": "A\u202eB"}, "--title-en: `A\\u202eB` does not fit"),
        (
            {"url": "javascript:x"},
            "--url: `javascript:x` does not fit; an address starts with https:// and has no spaces and no letters other than a-z",
        ),
    ],
)  # fmt: skip
def test_an_invalid_value_gives_one_sentence(add, state, other, message):
    """And nothing is written."""
    before = state()
    assert add(**other) == (2, "", f"reformdata: {message}\n")
    assert state() == before


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("på".encode("latin-1"), "{path}: not UTF-8: if it is Latin-1 or Windows-1252, save it as UTF-8"),
        (b"ord\n" * 5000, "the source has 5000 paragraphs, and the file of their fingerprints would be too large: split the source"),
    ],
)  # fmt: skip
def test_an_unusable_text_gives_one_sentence(add, state, tmp_path, content, reason):
    """And nothing is written; `source fingerprint` is tested with the other reasons."""
    before = state()
    assert add(content=content) == (2, "", f"reformdata: {reason.format(path=tmp_path / 'text.txt')}\n")
    assert state() == before


def test_the_text_of_a_source_is_refused_under_another_id(add, state):
    """The same file, and one with a word changed; a text that only shares a paragraph is another source."""
    add()
    before = state()
    changed = TEXT.replace(b"tolv", b"ti")
    for content, held in ((TEXT, 100), (changed, 100)):
        code, out, err = add("--id", "nyt", content=content)
        assert (code, out) == (2, "")
        assert err.startswith(f"reformdata: the text is the source `{ID}` already: it has {held} % of its words.")
    assert state() == before
    other = "\n".join([LINES[5], "Fjorten andre ord om noget helt andet, som ingen kilde her har skrevet om før."])
    assert add("--id", "nyt", content=other.encode())[0] == 0


def test_a_folder_without_records_is_wrong_use(tmp_path, add, root):
    """A checkout has the folder records/."""
    (root / "records").rename(tmp_path / "elsewhere")
    assert add() == (2, "", f"reformdata: {root}: there is no folder records/ here\n")


def test_all_faults_are_said_at_once(add, state, tmp_path):
    """That of the text among them."""
    before = state()
    code, out, err = add(kind="zzz", publisher=None, title_da=None, content="på".encode("latin-1"))
    assert (code, out, state()) == (2, "", before)
    assert [line.partition(":")[0] for line in err.removeprefix("reformdata: ").splitlines()] == [
        "missing", "--kind", str(tmp_path / "text.txt"),
    ]  # fmt: skip


@pytest.mark.slow
def test_what_is_missing_is_asked_for(terminal, root, tmp_path):
    """Each answer is checked at once; the id is suggested, and one that is taken is refused."""
    pytest.importorskip("pty", reason="this system has no pseudo-terminals")
    text = tmp_path / "text.txt"
    text.write_bytes(TEXT)
    at = terminal("source", "add", str(text), "--lang", "da", "--title-da", GIVEN["--title-da"])
    for answer in (
        GIVEN["--title-en"], "nyhed", "3. marts 2021", "skovbi", "Skovby Kommune", "Anna Holm",
        "www.example.org", "?", GIVEN["--url"], "skovby-2020-brev", "",
    ):  # fmt: skip
        at.answer(answer)
    assert at.end() == 0, at.shown
    assert (root / "records" / "sources" / ID / "source.yaml").read_text("utf-8") == SOURCE
    assert "Opret en ny med: reformdata actor add --lang da\n" in at.shown
    assert "`www.example.org` passer ikke; en adresse begynder med https://" in at.shown
    assert "kilden `skovby-2020-brev` findes allerede" in at.shown
    assert f"  reformdata new forslag --source {ID} --texts {text} --lang da\n" in at.shown


@pytest.mark.slow
def test_a_source_is_not_written_if_the_user_stops(terminal, state, tmp_path):
    """Ctrl-C: a sentence, and exit code 1."""
    pytest.importorskip("pty", reason="this system has no pseudo-terminals")
    (tmp_path / "text.txt").write_bytes(TEXT)
    before = state()
    at = terminal("source", "add", str(tmp_path / "text.txt"))
    at.interrupt()
    assert at.end() == 1
    assert at.shown.endswith("\nreformdata: stopped; nothing was written\n")
    assert state() == before


@pytest.mark.slow
def test_the_answers_are_kept_when_the_user_stops(terminal, root, state, tmp_path):
    """The command that goes on names the text; an answer that was refused is asked for again."""
    pytest.importorskip("pty", reason="this system has no pseudo-terminals")
    text = tmp_path / "min tekst.txt"
    text.write_bytes(TEXT)
    at = terminal("source", "add", str(text), "--title-da", GIVEN["--title-da"])
    for answer in (GIVEN["--title-en"], "nyhed", "3. marts 2021", "Ukendt"):
        at.answer(answer)
    at.interrupt()
    assert at.end() == 1
    again = f"reformdata source add '{text}' --resume"
    assert f"Press Ctrl-C first: your answers are kept, and you go on with: {again}\n" in at.shown
    assert at.shown.endswith(f"\nreformdata: stopped; your answers are kept. Go on with: {again}\n")
    at = terminal("source", "add", str(text), "--resume")
    for answer in ("Skovby Kommune", "Anna Holm", GIVEN["--url"], ""):
        at.answer(answer)
    assert at.end() == 0, at.shown
    assert (root / "records" / "sources" / ID / "source.yaml").read_text("utf-8") == SOURCE
    assert ".reformdata/source.json" not in state()


def test_there_are_no_answers_to_go_on_with(add):
    """Without a first try."""
    assert add("--resume") == (2, "", "reformdata: there are no answers to go on with\n")
