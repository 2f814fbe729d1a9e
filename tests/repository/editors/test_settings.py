"""The settings for editors in the repository."""

import json
import re

import pytest

from reformdata.cli.output import FORMATS
from reformdata.cli.output.text import View, concise
from reformdata.curation.checks import Report
from reformdata.curation.rules import DUPLICATE_ID, UNKNOWN_FILE
from reformdata.findings import Span
from reformdata.models import LANGUAGES, Corpus
from reformdata.repository.schemas import IDS, json_schemas
from tests import ROOT

SCHEMAS = json.loads((ROOT / ".vscode/settings.json").read_text("utf-8"))["yaml.schemas"]
[TASK] = json.loads((ROOT / ".vscode/tasks.json").read_text("utf-8"))["tasks"]


def test_every_schema_is_set_for_its_files():
    """But not that of the ids, which the others refer to."""
    assert SCHEMAS.keys() == {f"./schemas/{name}" for name in json_schemas(Corpus()) if name != IDS}


def test_every_file_of_the_data_has_just_one_schema():
    """Also if its first line names none."""
    matched = [path for pattern in SCHEMAS.values() for path in ROOT.glob(pattern)]

    assert sorted(matched) == sorted((ROOT / "records").rglob("*.yaml"))


@pytest.mark.shipped
def test_the_first_line_of_a_file_names_the_same_schema():
    """Other editors than VS Code use it."""
    for schema, pattern in SCHEMAS.items():
        for path in ROOT.glob(pattern):
            first = path.read_text("utf-8").partition("\n")[0]
            _, is_named, named = first.partition("$schema=")
            if is_named:
                assert (path.parent / named).resolve() == ROOT / schema, path


def test_the_task_finds_every_finding_in_what_validate_prints():
    """One of its patterns fits each line, whether the finding has a line or is about a whole file, in both languages."""
    file = "records/areas.yaml"
    with_line = DUPLICATE_ID.finding(file, (0,), found="x", other=file).with_span(Span(3, 7, 3, 9))
    findings = (with_line, UNKNOWN_FILE.finding("records/notes.txt"))
    report = Report(root=ROOT, findings=findings, files=2, records=0, checks=1)
    for language in LANGUAGES:
        *lines, closing = concise(report, View(root=ROOT, language=language))
        first, second = map(_problem, lines)
        assert first | {"message": ""} == {
            "file": file, "line": "3", "column": "7", "severity": "error", "code": DUPLICATE_ID.code, "message": ""
        }  # fmt: skip
        assert first["message"].startswith(with_line.message.in_(language))
        assert (second["file"], second["code"]) == ("records/notes.txt", UNKNOWN_FILE.code)
        assert _problem(closing) is None


def _problem(line):
    """What VS Code reads from a line: the groups of the one pattern that fits it."""
    patterns = [matcher["pattern"] for matcher in TASK["problemMatcher"]]
    found = [(pattern, re.search(pattern["regexp"], line)) for pattern in patterns]
    read = [
        {name: match[group] for name, group in pattern.items() if isinstance(group, int)}
        for pattern, match in found
        if match
    ]
    assert len(read) <= 1
    return read[0] if read else None


def test_the_task_is_the_command_whose_output_it_reads():
    """It is an option of `reformdata validate`."""
    assert TASK["args"] == ["validate", "--format", "concise"]
    assert "concise" in FORMATS
