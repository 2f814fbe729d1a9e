"""The command line in Danish and in English: help, wrong use and errors are in one language, and nothing is mixed."""

import argparse
import ast
import errno
import locale
import os
import re
import warnings
from inspect import getsource
from pathlib import Path

import pytest

import reformdata as rd
from reformdata import errors
from reformdata.cli import ACTIONS, COMMANDS, WRONG_USE, main
from reformdata.cli.language import first_language, language_of
from reformdata.cli.parser import DANISH, argparse_in
from reformdata.cli.running import load_command
from reformdata.curation.rules import EMPTY_DATA_SET
from reformdata.errors import system_reason
from reformdata.exports.contents import PartialExportError
from reformdata.exports.targets import EndingError, ExistingFileError, ForeignFolderError, MissingFolderError

NAMES = [*COMMANDS, *(f"{name} {action}" for name, actions in ACTIONS.items() for action in actions)]
ENGLISH_WORDS = re.compile(
    r"\b(the|of|with|and|that|which|from|what|is|are|default|records?|options|show)\b", re.IGNORECASE
)
DANISH_WORDS = re.compile(r"\b(og|af|med|der|som|fra|hvad|er|ellers|post(er|en)?|valgmuligheder|vis)\b", re.IGNORECASE)
QUOTED = re.compile(r'"[^"]*"|`[^`]*`|[\w-]*-[\w-]+|\{[^}]*\}|\S*[/.]\S*', re.DOTALL)
"""Commands, options, values, paths and examples, which are the same in both languages."""
SAME_METAVARS = {"ID", "URL", "N", "FORMAT", "TEXT.txt"}
NEVER_SEEN = (
    "conflicting", "cannot", "invalid option string", "invalid conflict_resolution", "dest= is", "is not callable",
    "required' is an invalid", "mutually exclusive", ".__call__", "can't open", "argument \"-\"", "unknown parser",
    "is deprecated", "warning: ", "program's version", "subcommands", " (default: ", "%(heading)s:",
)  # fmt: skip
"""Parts of the sentences that only a mistake in a parser can bring up, that no parser here uses, or that have no words."""


def _parsers(name):
    """The parsers of a command and of its actions, in English and in Danish."""
    with argparse_in("en"):
        english = load_command(name, "en")[1]
    with argparse_in("da"):
        danish = load_command(name, "da")[1]
    yield english, danish
    for en, da in zip(english._actions, danish._actions, strict=True):
        if isinstance(en, argparse._SubParsersAction):
            assert en.choices.keys() == da.choices.keys()
            yield from zip(en.choices.values(), da.choices.values(), strict=True)


def _help(parser, language):
    with argparse_in(language):
        return QUOTED.sub(" ", parser.format_help().replace(parser.prog, ""))


@pytest.mark.parametrize("name", NAMES)
def test_the_help_of_a_command_is_in_one_language(name):
    """No word of the other language is in it."""
    for english, danish in _parsers(name):
        assert ENGLISH_WORDS.findall(_help(danish, "da")) == []
        assert [found[0] for found in DANISH_WORDS.findall(_help(english, "en"))] == []


@pytest.mark.parametrize("name", NAMES)
def test_the_help_says_the_same_in_both_languages(name):
    """As many paragraphs, the same options in each, and a Danish text for each argument."""
    for english, danish in _parsers(name):
        paragraphs = [(parser.description or "").strip().split("\n\n") for parser in (english, danish)]
        options = [[sorted(set(re.findall(r"--[\w-]+", part))) for part in parts] for parts in paragraphs]
        assert options[0] == options[1]
        for en, da in zip(english._actions, danish._actions, strict=True):
            assert (en.option_strings, en.dest, en.nargs, en.default) == (
                da.option_strings,
                da.dest,
                da.nargs,
                da.default,
            )
            assert en.help != da.help or not ENGLISH_WORDS.search(str(en.help)), en.dest
            assert en.metavar is None or en.metavar != da.metavar or en.metavar in SAME_METAVARS, en.dest
            assert en.metavar or en.choices or en.nargs == 0 or en.dest.upper() in SAME_METAVARS, en.dest


def test_every_sentence_of_argparse_has_a_danish_one():
    """Those that this version of Python has and a user can get to see."""
    calls = [node for node in ast.walk(ast.parse(getsource(argparse))) if isinstance(node, ast.Call)]
    said = [
        text.value
        for call in calls
        if isinstance(call.func, ast.Name) and call.func.id in {"_", "ngettext"}
        for text in call.args
        if isinstance(text, ast.Constant)
    ]
    assert len(said) > 30
    assert [text for text in said if text not in DANISH and not any(part in text for part in NEVER_SEEN)] == []


def test_the_commands_and_the_actions_are_listed_where_one_is_missing(capsys):
    """On standard error, with exit code 2."""
    assert main(["--lang", "da"]) == WRONG_USE
    out, err = capsys.readouterr()
    assert out == ""
    assert "\n  actor            Opret en aktør" in err
    with pytest.raises(SystemExit) as left:
        main(["--lang", "da", "actor"])
    assert left.value.code == WRONG_USE
    assert "\n    add       Opret en aktør" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["--none"], "reformdata: fejl: der mangler: KOMMANDO"),
        (["sample"], "reformdata sample: fejl: der mangler: --seed"),
        (["sample", "--seed", "x"], "reformdata sample: fejl: --seed: 'x' er ikke et helt tal"),
        (["sample", "--seed"], "reformdata sample: fejl: --seed: der skal angives én værdi"),
        (["show"], "reformdata show: fejl: der mangler: ID"),
        (["validate", "--fix=1"], "reformdata validate: fejl: --fix: kan ikke have en værdi: '1'"),
        (["validate", "--none"], "reformdata validate: fejl: ukendte argumenter: --none"),
        (["coverage", "--format", "xml"], "reformdata coverage: fejl: --format: værdien 'xml' findes ikke"),
    ],
)
def test_wrong_use_is_told_in_danish(argv, said, capsys):
    """With the usage before it, in Danish too, and exit code 2; argparse is as it was afterwards."""
    with pytest.raises(SystemExit) as left:
        main(["--lang", "da", *argv])
    out, err = capsys.readouterr()
    assert (left.value.code, out) == (WRONG_USE, "")
    assert err.startswith("brug: reformdata")
    assert said in err
    assert argparse._("usage: ") == "usage: "


@pytest.mark.parametrize("argv", [["--lang", "da", "validat"], ["--lang=da", "validat"], ["validat", "--lang", "da"]])
def test_the_language_can_be_chosen_before_or_after_the_command(argv, capsys):
    """Even where no command is found."""
    assert main(argv) == WRONG_USE
    assert capsys.readouterr().err == "reformdata: der er ingen kommando `validat`; mente du `validate`?\n"


def test_the_language_before_the_command_holds_for_its_actions(tmp_path, capsys):
    """And one after the command holds against one before it."""
    argv = ["source", "fingerprint", "none", "none.txt", "--root", str(tmp_path)]
    assert main(["--lang", "da", *argv]) == WRONG_USE
    assert capsys.readouterr().err == "reformdata: der er ingen mappe records/sources/none\n"
    assert main(["--lang", "da", *argv, "--lang", "en"]) == WRONG_USE
    assert capsys.readouterr().err == "reformdata: there is no folder records/sources/none\n"


def test_a_language_that_does_not_exist_is_told_in_the_language_of_the_locale(monkeypatch):
    """So is anything else as long as `--lang` says nothing that can be used."""
    monkeypatch.setenv("LC_ALL", "da_DK.UTF-8")
    assert [first_language(argv) for argv in (["--lang", "sv"], ["validate", "--lang"], [])] == ["da", "da", "da"]
    assert first_language(["search", "--lang", "en", "x"]) == "en"


def test_settings_that_cannot_be_read_do_not_keep_help_away(tmp_path, monkeypatch, capsys):
    """The command that reads them says what is wrong."""
    (tmp_path / "reformdata.toml").write_text("language = ", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["--help"]) == 0
    assert capsys.readouterr().out.startswith("usage: ")


@pytest.mark.parametrize(
    ("name", "language"),
    [("da_DK", "da"), ("Danish_Denmark", "da"), ("dan_XX", "en"), ("en_GB", "en"), ("C", "en"), (None, "en")],
)
def test_without_variables_the_system_gives_the_language(name, language, monkeypatch):
    """On Windows none is set."""
    monkeypatch.setattr(locale, "getlocale", lambda: (name, "cp1252"))
    assert language_of({}) == language


PATH = Path("x")
RAISED = [
    rd.UnknownIdError("kl", "actors", ["kle"], because=rd.errors.Message("taget ud", "withdrawn")),
    rd.UnknownIdError("minister", "target_groups", candidates={"anna-holm": "Anna Holm", "b": ""}),
    rd.UnknownPositionError(7, 4),
    rd.UnknownConditionError("aera", ["area"]),
    rd.ConditionValueError("area", "scools", expected=["schools"]),
    rd.DifferentDataError("1", "2"),
    rd.UnsortedRecordsError(),
    rd.MissingDataError(PATH, ""),
    rd.DamagedDataError(None, ""),
    rd.InvalidCheckoutError(PATH, [EMPTY_DATA_SET.finding("records/x", where="records/")]),
    rd.CollidingIdsError("x", [("actors", "kl")]),
    rd.DanglingReferenceError("kl"),
    rd.UnknownFormatError("cvs", ["csv"]),
    rd.TooManyRecordsError(50, 40),
    rd.UnreadableCitationError(""),
    rd.MissingExtraError("curate", ""),
    PartialExportError(""),
    ForeignFolderError(PATH, ("1", "2", "3", "4")),
    ExistingFileError(PATH),
    MissingFolderError(PATH),
    EndingError(Path("x.csv"), "xlsx", (".xlsx",)),
    EndingError(Path("x.csv"), "parquet", ()),
]


@pytest.mark.parametrize("error", RAISED, ids=lambda error: type(error).__name__)
def test_the_message_of_an_error_is_in_both_languages(error):
    """Its text in Python is the English one."""
    assert str(error) == error.message.en
    assert ENGLISH_WORDS.findall(QUOTED.sub(" ", error.message.da)) == []
    assert [found[0] for found in DANISH_WORDS.findall(QUOTED.sub(" ", error.message.en))] == []


def test_every_error_of_the_library_is_among_them():
    """Those that the library raises; the command line alone raises a RefusedError, which has both."""
    ours = {
        value for value in vars(errors).values() if isinstance(value, type) and issubclass(value, rd.ReformdataError)
    }
    assert ours - {type(error) for error in RAISED} == {rd.ReformdataError, errors.RefusedError}


def test_the_reasons_of_the_system_are_our_words(tmp_path):
    """The system gives them in its own language; a reason that is not known is named by its code."""
    with pytest.raises(FileNotFoundError) as caught:
        (tmp_path / "none").read_bytes()
    assert system_reason(caught.value).da == "filen eller mappen findes ikke"
    assert system_reason(caught.value).en == "there is no such file or folder"
    unknown = OSError(errno.EXDEV, os.strerror(errno.EXDEV))
    assert system_reason(unknown).da == "systemet melder fejl EXDEV"
    assert system_reason(unknown).en == os.strerror(errno.EXDEV)
    assert system_reason(OSError("the disk is gone")).en == "the disk is gone"


def test_a_warning_is_in_the_language_of_the_output(monkeypatch, capsys):
    """And its text in Python is the English one."""

    def run(_args):
        warnings.warn(rd.RetiredRecordWarning(errors.Message("taget ud", "withdrawn")), stacklevel=1)
        return 0

    monkeypatch.setattr("reformdata.cli.validate.run", run)
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        assert main(["validate", "--lang", "da"]) == 0
    assert capsys.readouterr().err == "reformdata: taget ud\n"
    assert str(rd.RetiredRecordWarning(errors.Message("taget ud", "withdrawn"))) == "withdrawn"
