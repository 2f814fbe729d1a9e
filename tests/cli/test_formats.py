"""One convention in every command: `--format` with text by default, and `--json` as short for `--format json`."""

import json
from collections.abc import Mapping

import pytest

from reformdata.cli import ACTIONS, COMMANDS
from reformdata.cli.running import load_command
from tests.fixtures.corpus import PROPOSAL

FIXTURE = "tests/fixtures/checkout"
NO_DATA = (
    "fmt", "explain", "new", "actor", "reform", "law", "from-form", "retire", "rename", "source", "build", "export", "schema", "init", "cite", "demo", "site",
    "outcome add",
)  # fmt: skip
"""The commands that write files, ask, or show what is no data; `cite` has `--style`."""
FORMATS: Mapping[str, tuple[str, ...]] = {
    "validate": ("text", "concise", "github", "sarif", "junit", "json"),
    "show": ("text", "json"),
    "search": ("text", "json"),
    "stats": ("text", "json"),
    "diff": ("text", "markdown", "json"),
    "trace": ("text", "json"),
    "outcome": ("text", "json"),
    "outcome due": ("text", "json"),
    "coverage": ("text", "json"),
    "agreement": ("text", "markdown", "json"),
    "sample": ("text", "csv", "markdown", "json"),
    "hydrate": ("text", "json"),
    "verify-citation": ("text", "json"),
}


@pytest.fixture
def arguments(request, compiled_file, ds, tmp_path, tiny_checkout):
    """What each command needs beside its options."""
    checkout = str(request.config.rootpath / FIXTURE)
    of_data = {
        "validate": [checkout],
        "show": [PROPOSAL.id],
        "search": ["skemaet"],
        "stats": [compiled_file],
        "diff": [compiled_file, compiled_file],
        "trace": [PROPOSAL.id],
        "outcome": [PROPOSAL.id],
        "outcome due": ["--root", checkout],
        "coverage": [compiled_file],
        "agreement": [tiny_checkout],
        "sample": ["--seed", 7, "--size", 1],
        "hydrate": [tmp_path, "--root", compiled_file],
        "verify-citation": [ds.records.cite()],
    }
    with_data = {"show", "search", "trace", "outcome", "sample", "verify-citation"}
    return {
        name: [*given, *(["--data", compiled_file] if name in with_data else [])] for name, given in of_data.items()
    }


def _every_command():
    return [*COMMANDS, *(f"{name} {action}" for name, actions in ACTIONS.items() for action in actions)]


def _options(name):
    _, parser = load_command(name, "en")
    return {option: action for action in parser._actions for option in action.option_strings}


@pytest.mark.parametrize("name", _every_command())
def test_a_command_has_both_options_or_neither(name):
    """All formats of one kind have one name, in one order."""
    options = _options(name)

    assert (name in FORMATS) != (name in NO_DATA)
    if name in NO_DATA:
        assert not {"--format", "--json"} & options.keys()
    else:
        assert (options["--format"].choices, options["--format"].default) == (FORMATS[name], "text")
        assert (options["--json"].dest, options["--json"].const, options["--json"].default) == (
            "format",
            "json",
            "text",
        )


@pytest.mark.parametrize("name", FORMATS)
def test_json_is_short_for_the_format_json(name, command, arguments):
    """Both print the same, which is JSON; without them there is text."""
    first, *rest = name.split()
    given = [first, *rest, *arguments[name]]

    code, short, _ = command(*given, "--json")
    assert (code, short) == command(*given, "--format", "json")[:2]
    assert json.loads(short) not in ({}, [])
    assert command(*given)[1] == command(*given, "--format", "text")[1] != short


def test_what_is_due_as_json(command, request):
    """The ids of each group."""
    root = request.config.rootpath / FIXTURE
    groups = json.loads(command("outcome", "due", "--root", root, "--json")[1])

    assert set(groups) == {"old", "not_assessed", "no_outcome"}
    assert groups["no_outcome"] == ["skovby-2020-brev.01", "skovby-2020-brev.03"]


def test_a_citation_as_json(command, ds, compiled_file):
    """Whether it is the same, the versions, and the records of each difference."""
    said = command("verify-citation", ds.proposals.cite(style="json"), "--data", compiled_file, "--json")[1]

    assert json.loads(said) == {
        "same": True, "cited": ds.version, "found": ds.version, "changed": [], "retired": [], "missing": [],
    }  # fmt: skip
