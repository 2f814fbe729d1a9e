"""Rules whose wrong input cannot be shown on a page: each with its input and the exact answer."""

import os
import re
from pathlib import Path

import pytest

from tests.curation.rules.pages import FIXTURE, answer, write_checkout

RECORD = "records/sources/skovby-2020-brev/02-mad-giver-ro.yaml"
LINK = "records/sources/skovby-2020-brev/04-andet.yaml"
TEXT = (FIXTURE / RECORD).read_text(encoding="utf-8")


def test_a_link_is_not_followed(tmp_path):
    """RD001: what it points to may lie outside of the checkout."""
    write_checkout({}, tmp_path)
    (tmp_path / LINK).symlink_to("/etc/passwd")
    assert answer(tmp_path) == (
        "error[RD001]: a link is not a regular file\n"
        f" --> {LINK}\n"
        "  = help: replace the link, folder or device with a regular file\n"
    )


def test_a_file_of_two_megabytes_is_not_read(tmp_path):
    """RD002: the limit is 64 KiB."""
    assert answer(write_checkout({RECORD: TEXT + "#" * 2_000_000}, tmp_path)) == (
        "error[RD002]: the file is larger than 65536 bytes\n"
        f" --> {RECORD}\n"
        "  = help: a record holds one act: split the record, or shorten its text\n"
    )


def test_latin_1_is_refused_at_its_first_byte_and_shown_as_far_as_it_can_be(tmp_path):
    """RD003: the byte is named, and shown as a replacement character."""
    assert answer(write_checkout({RECORD: TEXT.encode("latin-1")}, tmp_path)) == (
        "error[RD003]: the byte 0xE5 cannot be read as UTF-8\n"
        f" --> {RECORD}:4:11\n"
        "  |\n"
        "4 |   da: Et m\ufffdltid midt p\ufffd dagen giver ro i timerne\n"
        "  |           ^\n"
        "  = help: save the file again as UTF-8. Notepad: File, Save as, Encoding: UTF-8. Word: Save As, Plain Text, "
        "Other encoding: Unicode (UTF-8). VS Code: click the encoding at the bottom right, choose first Reopen with "
        "Encoding, Western (Windows 1252), then Save with Encoding, UTF-8\n"
    )


@pytest.mark.parametrize(
    ("character", "name"),
    [("\u202e", "U+202E (RIGHT-TO-LEFT OVERRIDE)"), ("\u200b", "U+200B (ZERO WIDTH SPACE)"), ("\x1b", "U+001B")],
)
def test_a_character_that_is_not_seen_is_refused_and_shown_as_its_escape(character, name, tmp_path):
    """RD004: the answer holds no such character itself."""
    said = answer(write_checkout({RECORD: TEXT.replace("lessons", f"les{character}sons")}, tmp_path))
    assert said == (
        f"error[RD004]: the character {name} is not allowed in a file\n"
        f" --> {RECORD}:5:42\n"
        "  |\n"
        f"5 |   en: A meal at midday makes for calm les\\u{ord(character):04x}sons\n"
        f"  |{' ' * 42}^^^^^^\n"
        "  = help: delete the character: it is invisible or changes how the text is shown\n"
    )


def test_a_letter_and_a_loose_mark_are_refused(tmp_path):
    """RD005: å is one character."""
    assert answer(write_checkout({RECORD: TEXT.replace("måltid", "ma\u030altid")}, tmp_path)) == (
        "error[RD005]: `a\u030a` is not in the normal form NFC\n"
        f" --> {RECORD}:4:11\n"
        "  |\n"
        "4 |   da: Et ma\u030altid midt på dagen giver ro i timerne\n"
        "  |           ^\n"
        "  = help: write the letter as one character, such as å, not as a letter and a separate accent\n"
    )


@pytest.mark.parametrize("folder", [".", "records", "records/sources"])
def test_an_empty_data_set_is_an_error(folder, tmp_path):
    """RD008: that nothing is wrong with nothing must not look like success."""
    (tmp_path / folder).mkdir(parents=True, exist_ok=True)
    assert answer(tmp_path) == (
        "error[RD008]: there are no records in records/\n"
        " --> records\n"
        "  = help: run the command in the folder that contains records/, or give the path of that folder\n"
    )


def test_a_file_that_the_system_does_not_let_be_read_is_reported(tmp_path, monkeypatch):
    """RD010: with the system's own words for it."""

    def refuse(path, _flags, real=os.open):
        if Path(path).name == Path(RECORD).name:
            raise PermissionError(13, "Permission denied")
        return real(path, _flags)

    monkeypatch.setattr(os, "open", refuse)
    assert answer(write_checkout({}, tmp_path)) == (
        f"error[RD010]: the file cannot be read: you have no access to it\n --> {RECORD}\n"
    )


def test_thousands_of_values_are_refused(tmp_path):
    """RD108: at the first that is too many."""
    many = TEXT.replace("paragraphs: [3]", f"paragraphs: [{','.join('3' * 6000)}]")
    said = answer(write_checkout({RECORD: many}, tmp_path))
    assert re.sub(r":9:\d+\n.*\Z", ":9:…", said, flags=re.DOTALL) == (
        f"error[RD108]: the file holds more than 5000 values\n --> {RECORD}:9:…"
    )
    assert max(map(len, said.split("\n"))) < 120


def test_what_looks_like_a_command_to_ci_does_not_start_a_line(tmp_path):
    """No line of an answer starts with two colons, and none has a control character."""
    hostile = TEXT.replace("areas: [schools]", 'areas: ["::error::x", "%0A::stop-commands::y"]')
    hostile = hostile.replace("claim: finding", '"::set-output name=x::y": z')
    said = answer(write_checkout({RECORD: hostile, "records/::warning::x.yaml": "::error::\n"}, tmp_path))
    assert said.count("error[") >= 2
    assert [line for line in said.split("\n") if line.lstrip().startswith("::")] == []
