"""Every block of the docs is run, in a copy of the project, from top to bottom of each page."""

import io
import shutil
from contextlib import redirect_stdout

import pytest
import yaml

import reformdata
from reformdata.cli import COMMANDS, reference
from reformdata.curation.editing.trial import try_record
from reformdata.curation.reading.checkout import read_checkout
from reformdata.errors import MissingExtraError
from reformdata.repository import generated
from tests.docs.blocks import agrees, blocks, steps
from tests.docs.links import broken
from tests.docs.running import ROOT, UNSET, environment, make_project, missing_for_r, run_r, run_step, write_block

pytestmark = pytest.mark.shipped

PAGES = sorted(
    path.relative_to(ROOT).as_posix()
    for path in (*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / ".github").rglob("*.md"))
)
KNOWN = {"python", "console", "yaml", "text", "sql", "toml", "json", "r", "markdown"}
"""The languages that a block may have; anything that is not a command, Python or a record is `text`."""


def _is_run(page):
    return any(block.file or block.language in ("python", "console", "yaml", "r") for block in blocks(page))


@pytest.fixture(scope="session")
def project(tmp_path_factory):
    """A copy of the project, to copy again for each page."""
    root = tmp_path_factory.mktemp("docs") / "project"
    make_project(root)
    return root


@pytest.fixture
def folder(project, tmp_path, monkeypatch):
    """A copy of the project, as the current folder."""
    copy = tmp_path / "reformdata"
    shutil.copytree(project, copy)
    monkeypatch.chdir(copy)
    for name in UNSET:
        monkeypatch.delenv(name, raising=False)
    return copy


@pytest.mark.slow
@pytest.mark.parametrize("page", [page for page in PAGES if _is_run((ROOT / page).read_text("utf-8"))])
def test_every_block_of_a_page_runs_as_shown(page, folder, tmp_path, monkeypatch):
    """Commands print what is shown, Python and R run, records validate; a Danish page runs in a Danish locale."""
    for name, value in environment(page, tmp_path / "bin").items():
        monkeypatch.setenv(name, value)
    names = {"__name__": page}
    script, skipped = "", []
    for block in blocks((ROOT / page).read_text("utf-8")):
        where = f"{page}:{block.line}"
        assert block.language in KNOWN, f"{where}: a block in {block.language!r}"
        write_block(block, folder)
        if block.language == "python":
            if page != "docs/analysis.md":  # tests/dataset/frames/test_analysis_page.py runs them
                _run_python(block, where, names)
        elif block.language == "console":
            for step in steps(block):
                _run_step(step, f"{page}:{step.line}", folder)
        elif block.language == "yaml":
            _validate(block, where, folder)
        elif block.language == "r":
            if missing := missing_for_r(block.text):
                skipped.append(f"{where}: {missing}")
            else:
                script += block.text  # the blocks of a page are one session
                code, printed = run_r(script, folder)
                assert code == 0, f"{where}: {printed}"
    if skipped:
        pytest.skip("; ".join(skipped))


def _run_python(block, where, names):
    code = compile("\n" * (block.line - 1) + block.text, where.rpartition(":")[0], "exec")
    with redirect_stdout(io.StringIO()):
        try:
            exec(code, names)  # noqa: S102 - the purpose of the test
        except MissingExtraError as error:
            pytest.skip(f"{where}: {error}")


def _run_step(step, where, folder):
    code, printed = run_step(step, folder)

    assert code == step.exit_code, f"{where}: $ {step.command}\n{printed}"
    if step.printed:
        assert agrees(step.printed, printed), f"{where}: $ {step.command}\nshown:\n{step.printed}\nprinted:\n{printed}"


def _validate(block, where, folder):
    """A data file has no findings; a record that is shown without a file has none either."""
    content = yaml.safe_load(block.text)
    if block.file.startswith("records/"):
        assert [found for found in read_checkout(folder).findings if found.file == block.file] == [], where
    elif isinstance(content, dict) and {"kind", "paragraphs"} <= content.keys():
        tried = try_record(read_checkout(folder), "shown.yaml", block.text)
        assert tried.entry, f"{where}: {[found.message.en for found in tried.errors]}"


def test_the_pages_of_the_command_line_are_up_to_date():
    """They are made from the parsers."""
    for path, page in reference.pages().items():
        assert (ROOT / path).read_text("utf-8") == page, f"{path} is out of date; to renew it run: reformdata schema"


@pytest.mark.parametrize("page", PAGES)
def test_every_link_has_a_target(page):
    """Links within the project lead to existing files and headings."""
    assert broken(page, ROOT) == []


def test_every_command_and_every_public_name_is_documented():
    """The pages of the command line have a section for each command, the page of the library one for each name."""
    api = (ROOT / generated.API).read_text("utf-8")

    for language, path in reference.PAGES.items():
        page = (ROOT / path).read_text("utf-8")
        head = page.partition("\n## ")[0]
        assert [name for name, line in COMMANDS.items() if f"\n## {name}\n\n{line.in_(language)}\n" not in page] == []
        assert [name for name in COMMANDS if f"[{name}](#{name})" not in head] == []
    assert [name for name in reformdata.__all__ if name != "__version__" and f"\n### {name}\n" not in api] == []
