"""What the docs show is true: every block of them is run, in a copy of the project, from top to bottom of each page."""

import io
import os
import shutil
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
import yaml

import reformdata
from reformdata import generated
from reformdata.cli import COMMANDS, main, reference
from reformdata.errors import MissingExtraError
from reformdata.reading.checkout import read_checkout
from tests.docs.blocks import agrees, arguments, blocks, steps
from tests.docs.links import broken

ROOT = Path(__file__).parents[2]
PAGES = sorted(
    path.relative_to(ROOT).as_posix()
    for path in (*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / ".github").rglob("*.md"))
)
KNOWN = {"python", "console", "yaml", "text", "sql", "toml", "json", "r", "markdown"}
"""The languages that a block may have; what is no command, Python or record is fenced as text."""


def _is_run(page):
    return any(block.file or block.language in ("python", "console", "yaml") for block in blocks(page))


@pytest.fixture(scope="session")
def project(tmp_path_factory):
    """A copy of the project, as one commit of git, to copy again for each page."""
    root = tmp_path_factory.mktemp("docs") / "project"
    root.mkdir()
    for name in ("records", "schemas", "docs", ".github"):
        shutil.copytree(ROOT / name, root / name)
    for path in (*ROOT.glob("*.md"), ROOT / "datapackage.json", ROOT / "pyproject.toml", ROOT / "CITATION.cff"):
        shutil.copy(path, root)
    for words in (
        ["init", "--quiet", "--initial-branch=main"],
        ["add", "--all"],
        [*_AS_IDA, "commit", "--quiet", "-m", "Start"],
    ):
        subprocess.run(["git", "-C", root, *words], check=True)  # noqa: S603, S607
    return root


_AS_IDA = ["-c", "user.name=Ida", "-c", "user.email=ida@example.org"]


@pytest.fixture
def folder(project, tmp_path, monkeypatch):
    """A copy of the project in which one stands, with `reformdata` on the path."""
    copy = tmp_path / "reformdata"
    shutil.copytree(project, copy)
    command = tmp_path / "bin" / "reformdata"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m reformdata "$@"\n')
    command.chmod(0o755)
    monkeypatch.chdir(copy)
    monkeypatch.setenv("PATH", f"{command.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "Ida")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "ida@example.org")
    for name in ("NO_COLOR", "FORCE_COLOR", "GITHUB_STEP_SUMMARY", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    return copy


@pytest.mark.parametrize("page", [page for page in PAGES if _is_run((ROOT / page).read_text("utf-8"))])
def test_every_block_of_a_page_is_true(page, folder, monkeypatch):
    """Commands print what is shown, Python runs, records validate; a Danish page speaks to a Danish machine."""
    monkeypatch.setenv("LC_ALL", "da_DK.UTF-8" if page.endswith(".da.md") else "C.UTF-8")
    names = {"__name__": page}
    for block in blocks((ROOT / page).read_text("utf-8")):
        where = f"{page}:{block.line}"
        assert block.language in KNOWN, f"{where}: a block in {block.language!r}"
        if block.file:
            (folder / block.file).parent.mkdir(parents=True, exist_ok=True)
            (folder / block.file).write_text(block.text, "utf-8")
        if block.language == "python":
            _run_python(block, where, names)
        elif block.language == "console":
            for step in steps(block):
                _run_step(step, f"{page}:{step.line}", folder)
        elif block.language == "yaml":
            _validate(block, where, folder)


def _run_python(block, where, names):
    code = compile("\n" * (block.line - 1) + block.text, where.rpartition(":")[0], "exec")
    with redirect_stdout(io.StringIO()):
        try:
            exec(code, names)  # noqa: S102 - that is what the test is for
        except MissingExtraError as error:
            pytest.skip(f"{where}: {error}")


def _run_step(step, where, folder):
    code, printed = _run_ours(step.command) if arguments(step.command) is not None else _run_shell(step.command, folder)

    assert code == step.exit_code, f"{where}: $ {step.command}\n{printed}"
    if step.printed:
        assert agrees(step.printed, printed), f"{where}: $ {step.command}\nshown:\n{step.printed}\nprinted:\n{printed}"


def _run_ours(command):
    """In this process, which is many times quicker than another."""
    with redirect_stdout(io.StringIO()) as printed, redirect_stderr(printed):
        try:
            code = main(arguments(command))
        except SystemExit as stopped:  # argparse's, after --help or a wrong option
            code = stopped.code
    return code or 0, printed.getvalue()


def _run_shell(command, folder):
    done = subprocess.run(  # noqa: S603 - the commands of our own pages
        ["bash", "-o", "pipefail", "-c", command],  # noqa: S607
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=60,
        check=False,
        text=True,
        encoding="utf-8",
    )
    return done.returncode, done.stdout


def _validate(block, where, folder):
    """The file that the block is has nothing wrong; a record without a file is read as if it had one."""
    held = yaml.safe_load(block.text)
    file = block.file
    if not file and isinstance(held, dict) and {"id", "kind", "paragraphs"} <= held.keys():
        source, _, number = held["id"].partition(".")
        file = f"records/sources/{source}/{number}-shown.yaml"
        for path in (folder / file).parent.glob(f"{number}-*.yaml"):
            path.unlink()
        (folder / file).write_text(block.text, "utf-8")
    if file.startswith("records/"):
        wrong = [found for found in read_checkout(folder).findings if found.file == file]
        assert wrong == [], where


def test_the_page_of_the_command_line_is_up_to_date():
    """It is made from the parsers."""
    committed = (ROOT / reference.PAGE).read_text("utf-8")

    assert committed == reference.page(), f"{reference.PAGE} is out of date; to renew it run: reformdata schema"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_its_part_on_the_page(command):
    """Code is asked for its commands, the docs for each of them."""
    assert f"\n## {command}\n\n{COMMANDS[command]}\n" in (ROOT / reference.PAGE).read_text("utf-8")


@pytest.mark.parametrize("name", sorted(set(reformdata.__all__) - {"__version__"}))
def test_every_public_name_has_its_part_on_the_page(name):
    """Code is asked for its names, the docs for each of them."""
    assert f"\n### {name}\n" in (ROOT / generated.API).read_text("utf-8")


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_somewhere(page):
    """Links within the project lead to files that are there."""
    assert broken(page, ROOT) == []
