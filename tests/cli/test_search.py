"""`reformdata search`: what holds the words, in a terminal."""

import json

from tests.fixtures.corpus import PROPOSAL, STATEMENT


def test_found(command, compiled_file):
    """The best first: id, kind and title, and below it a passage of the text."""
    assert command("search", "dokumentation", "--lang", "da", "--data", compiled_file) == (
        0,
        "nordby-2018-blog.02  udsagn  Skemaet tager tid fra eleverne\n  =Dokumentation fylder mere end undervisning.\n",
        "",
    )


def test_hits_are_bold_on_a_terminal(command, compiled_file, monkeypatch):
    """Plain if NO_COLOR is set."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    _, bold, _ = command("search", "paperwork", "--lang", "en", "--data", compiled_file)
    monkeypatch.setenv("NO_COLOR", "1")
    _, plain, _ = command("search", "paperwork", "--lang", "en", "--data", compiled_file)

    assert "=\x1b[1mPaperwork\x1b[0m takes" in bold
    assert "=Paperwork takes" in plain


def test_several_words_are_one_search(command, compiled_file):
    """A record must have them all."""
    code, said, _ = command("search", "skemaet", "eleverne", "--json", "--data", compiled_file)

    assert code == 0
    assert {row["id"] for row in json.loads(said)} == {PROPOSAL.id, STATEMENT.id}


def test_nothing_found(command, compiled_file):
    """The message is on the error stream, and the exit code is 1."""
    assert command("search", "fjernvarme", "--lang", "da", "--data", compiled_file) == (
        1,
        "",
        "ingen post har alle ordene\n",
    )
    assert command("search", "fjernvarme", "--json", "--data", compiled_file) == (1, "[]\n", "")


def test_nearest_words(command, compiled_file):
    """Where nothing is found, the words that are most like those that no record has."""
    code, said, error = command("search", "eleverme", "--lang", "en", "--data", compiled_file)

    assert (code, said) == (1, "")
    assert error.startswith("no record holds all the words; nearest words: eleverne")


def test_why_found(command, compiled_file):
    """A record that was found by a name says so in a third line."""
    _, said, _ = command("search", "LFS", "--lang", "da", "--data", compiled_file)

    assert "\n  gengivet af: Landsforum for Skoler (LFS)" in said


def test_no_word(command, compiled_file):
    """Wrong use."""
    code, said, error = command("search", "!", "--data", compiled_file)

    assert (code, said) == (2, "")
    assert error == "reformdata: text='!': no such value; give a word to look for\n"
