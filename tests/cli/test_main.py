"""The frame of the command line: commands are found, and what goes wrong is a sentence and an exit code."""

import errno
import json
import os
import subprocess
import sys
from importlib import import_module
from inspect import getdoc

import pytest

import reformdata
from reformdata.cli import CLOSED_PIPE, COMMANDS, INTERRUPTED, WRONG_USE, main
from reformdata.cli.language import language_of
from reformdata.cli.terminal import print_json
from reformdata.curation.rules import EMPTY_DATA_SET
from reformdata.errors import InvalidCheckoutError, UnknownIdError
from reformdata.messages import is_visible
from tests.curation.rules.pages import FIXTURE


def _python(*arguments, **options):
    return subprocess.run([sys.executable, *arguments], capture_output=True, check=False, timeout=60, **options)  # noqa: S603 - our own interpreter


@pytest.mark.parametrize("argv", [["--version"], ["--help"], ["--lang", "da", "-h"], ["--lang=en", "--version"]])
def test_help_and_the_version_are_given_without_argparse(argv):
    """It alone takes longer to import than all that they need, and so do typing, dataclasses and pathlib."""
    code = f"import sys; from reformdata.cli import main; main({argv}); print(*sys.modules)"
    *shown, modules = _python("-c", code, encoding="utf-8").stdout.splitlines()
    assert shown
    assert {"argparse", "dataclasses", "pathlib", "re", "typing", "pydantic", "yaml"}.isdisjoint(modules.split())


@pytest.mark.parametrize("argv", [["--version"], ["--lang", "da", "--version"]])
def test_the_version_is_that_of_the_package(argv, capsys):
    """In any language."""
    assert main(argv) == 0
    assert capsys.readouterr().out == f"reformdata {reformdata.__version__}\n"


def test_help_names_every_command(capsys):
    """Each with its line."""
    assert main(["--help"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(maxsplit=1) for line in lines if line.startswith("  ") and line.split()[0] in COMMANDS] == [
        [name, line.en] for name, line in COMMANDS.items()
    ]


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_a_module_whose_docstring_is_its_help(name, capsys):
    """Its first line is in the list of commands, and all of it in its own help."""
    module = import_module(f"reformdata.cli.{name.replace('-', '_')}")
    assert (getdoc(module) or "").splitlines()[0] == COMMANDS[name].en
    assert module.DANISH.splitlines()[0] == COMMANDS[name].da
    with pytest.raises(SystemExit) as left:
        main([name, "--help"])
    shown = capsys.readouterr().out
    assert left.value.code == 0
    assert shown.startswith(f"usage: reformdata {name} ")
    assert " ".join(COMMANDS[name].en.split()) in " ".join(shown.split())


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["validat"], "reformdata: there is no command `validat`; did you mean `validate`?\n"),
        (["x"], "reformdata: there is no command `x`; to list them: reformdata --help\n"),
        (
            ["\x1b[2J\n::error::"],
            "reformdata: there is no command `\\u001b[2J\\u000a::error::`; to list them: reformdata --help\n",
        ),
        (["validate", "no-such-folder"], "reformdata: there is no folder no-such-folder\n"),
        (["explain", "RD30"], "reformdata: there is no rule `RD30`; did you mean `RD301`?\n"),
        (["explain", "zzz"], "reformdata: there is no rule `zzz`; to list them: reformdata explain\n"),
    ],
)
def test_wrong_use_is_a_sentence_and_exit_code_2(argv, said, capsys, monkeypatch):
    """On the error stream, with nothing on the other; in Danish if the environment is Danish."""
    assert main(argv) == WRONG_USE
    assert capsys.readouterr() == ("", said)
    monkeypatch.setenv("LC_ALL", "da_DK.UTF-8")
    assert main(["validat"]) == WRONG_USE
    assert capsys.readouterr().err == "reformdata: der er ingen kommando `validat`; mente du `validate`?\n"


@pytest.mark.parametrize(
    "argv",
    [
        ["validate", "--format", "xml"], ["validate", "--lang", "sv"], ["--none"], ["--lang", "sv", "--help"],
        ["--lang"],
    ],
)  # fmt: skip
def test_arguments_that_do_not_exist_are_wrong_use(argv, capsys):
    """As argparse reports them."""
    with pytest.raises(SystemExit) as left:
        main(argv)
    assert left.value.code == WRONG_USE
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("hidden", ["\x1b[31m", "\u202e", "\u3164", "\ufe0f", "\U000e0041"])
@pytest.mark.parametrize(
    "argv",
    [
        ["{}"],
        ["show", "{}", "--data", str(FIXTURE)],
        ["show", "x", "--{}"],
        ["show", "x", "--lang={}"],
        ["validate", "{}"],
        ["init", "{}"],
    ],
)
def test_no_argument_is_repeated_with_characters_that_act_or_are_not_seen(argv, hidden, capsys, tmp_path, monkeypatch):
    """Neither by a command nor by argparse."""
    monkeypatch.chdir(tmp_path)
    try:
        code = main([each.format(f"a{hidden}b") for each in argv])
    except SystemExit as left:
        code = left.code
    said = "".join(capsys.readouterr())
    assert code == WRONG_USE
    assert "a\\" in said
    assert is_visible(said.replace("\n", ""))


def test_json_escapes_what_is_not_seen(capsys):
    """It can be read back as it was."""
    value = {"a": "x\u3164\U000e0041\x7f å\u00a0漢"}
    print_json(value)
    said = capsys.readouterr().out
    assert said == '{\n  "a": "x\\u3164\\udb40\\udc41\\u007f å\u00a0漢"\n}\n'
    assert json.loads(said) == value


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({}, "en"),
        ({"LANG": "da_DK.UTF-8"}, "da"),
        ({"LANG": "da"}, "da"),
        ({"LANG": "da_DK.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LC_ALL": "", "LC_MESSAGES": "da.UTF-8", "LANG": "en_GB"}, "da"),
        ({"REFORMDATA_LANG": "da", "LC_ALL": "C.UTF-8"}, "da"),
        ({"LANG": "dan_XX"}, "en"),
    ],
)
def test_the_first_locale_that_is_set_gives_the_language(environ, language):
    """An empty variable counts as not set."""
    assert language_of(environ) == language


def _failing(monkeypatch, error):
    """Let `validate` raise `error`."""

    def run(_args):
        raise error

    monkeypatch.setattr("reformdata.cli.validate.run", run)
    return main(["validate"])


def test_in_an_environment_without_yaml_validate_says_so():
    """With PyYAML hidden from a fresh interpreter: an analyst's installation has neither it nor Frictionless."""
    code = "import sys; sys.modules['yaml'] = None\nfrom reformdata.cli import main; sys.exit(main(['validate']))"
    done = _python(
        "-c", code, text=True, cwd=FIXTURE, env={"LC_ALL": "C.UTF-8", "PYTHONPATH": os.pathsep.join(sys.path)}
    )
    assert (done.returncode, done.stdout) == (WRONG_USE, "")
    assert done.stderr == 'reformdata: `validate` needs an optional extra: pip install "reformdata[curate]"\n'


def test_a_module_of_the_package_that_is_missing_is_not_a_missing_extra(monkeypatch):
    """It is a bug, and bugs are not hidden."""
    with pytest.raises(ModuleNotFoundError):
        _failing(monkeypatch, ModuleNotFoundError("No module named 'reformdata.x'", name="reformdata.x"))


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (
            OSError(errno.ENOSPC, "No space left", "out/records.csv"),
            WRONG_USE,
            "out/records.csv: no space is left on the drive",
        ),
        (OSError("the disk is gone"), WRONG_USE, "the disk is gone"),
        (UnknownIdError("kl.1", "records"), WRONG_USE, "'kl.1' is not among the records"),
        (
            InvalidCheckoutError(FIXTURE, [EMPTY_DATA_SET.finding("records", where="records/")]),
            1,
            f"{FIXTURE}: 1 error, the first in records: there are no records in records/ (RD008); "
            "to see everything run: reformdata validate",
        ),
    ],
)
def test_an_error_of_the_disk_or_the_data_is_a_sentence(error, code, said, monkeypatch, capsys):
    """No traceback; data with errors is 1, anything else 2."""
    assert _failing(monkeypatch, error) == code
    assert capsys.readouterr().err == f"reformdata: {said}\n"


def test_ctrl_c_ends_without_a_traceback(monkeypatch, capsys):
    """With the exit code that a shell gives."""
    assert _failing(monkeypatch, KeyboardInterrupt()) == INTERRUPTED
    assert capsys.readouterr() == ("", "")


def test_a_closed_pipe_ends_without_a_traceback():
    """`reformdata explain | true` says nothing on the error stream."""
    code = "import sys; from reformdata.cli import main; sys.exit(main(['explain']))"
    process = subprocess.Popen(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    process.stdout.close()
    with process.stderr as stream:
        said = stream.read()
    assert (process.wait(timeout=60), said) == (CLOSED_PIPE, b"")


def test_a_terminal_without_danish_letters_gets_escapes():
    """A character that cannot be printed does not stop a command."""
    environment = {"PYTHONIOENCODING": "ascii", "PYTHONPATH": os.pathsep.join(sys.path)}
    done = _python("-m", "reformdata", "explain", "RD302", "--lang", "da", env=environment)
    assert (done.returncode, done.stderr) == (0, b"")
    assert rb"m\xe5lgrupper" in done.stdout


def test_explain_prints_the_page_of_a_rule_by_its_code_or_name(capsys):
    """In any case of letters, and by the name in either language."""
    pages = []
    for name in ("RD302", "rd302", "unknown-reference", "Unknown-Reference", "Ukendt-henvisning"):
        assert main(["explain", name, "--lang", "en"]) == 0
        pages.append(capsys.readouterr().out)
    assert pages[0].startswith("# RD302 unknown-reference\n")
    assert set(pages) == {pages[0]}


def test_explain_prints_the_page_in_the_language_that_is_asked_for(capsys):
    """The example is the same, the explanation and the finding are not."""
    printed = {}
    for language in ("da", "en"):
        assert main(["explain", "RD310", "--lang", language]) == 0
        printed[language] = capsys.readouterr().out
    assert printed["da"].startswith("# RD310 ubrugt-afsnit\n\nHvert afsnit ")
    assert "\n## Forkert\n\n```yaml records/" in printed["da"]
    assert "\n```text\nfejl[RD310]: hverken " in printed["da"]
    assert printed["en"].startswith("# RD310 uncovered-paragraph\n\nEvery paragraph ")
    assert "\n## Wrong\n\n```yaml records/" in printed["en"]
    assert "\n```text\nerror[RD310]: neither " in printed["en"]


def test_explain_without_a_rule_lists_them_all(capsys):
    """In the language that is asked for."""
    assert main(["explain", "--lang", "da"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "RD303  fejl      henvisning-uden-post           posten … findes ikke" in lines
    assert main(["explain"]) == 0
    assert (
        "RD303  error     dangling-relation              there is no record …" in capsys.readouterr().out.splitlines()
    )
