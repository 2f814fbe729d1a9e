"""The workflows and the hooks: valid, safe, and with the effects that their names promise."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from reformdata.cli import COMMANDS
from tests import ROOT
from tests.cli.changed.repositories import base_files, commit, git, start, write_files

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
STATEMENT = "records/sources/skovby-2020-brev/02-mad-giver-ro.yaml"
AREAS = "records/areas.yaml"
WRITING = {
    ("forms.yml", "propose"),
    ("site.yml", "publish"),
    ("release.yml", "publish"),
    ("release.yml", "attest"),
    ("release.yml", "release"),
}
"""The jobs whose token can do more than read: they install nothing and run no code of the checkout but `propose_record.py`."""


def _run(*command, **options):
    return subprocess.run(  # noqa: S603 - programs of the development environment
        command, capture_output=True, text=True, check=False, timeout=60, **options
    )


def _program(name):
    """A program that is installed with the Python of the tests."""
    path = Path(sys.executable).parent / name
    if not path.exists():
        pytest.skip(f"{name} is not installed here; it is in the dependency group dev")
    return str(path)


def _workflow(path):
    # The base loader, since YAML 1.1 takes the key `on` for true.
    return yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - it returns only strings, lists and mappings


CI = _workflow(ROOT / ".github" / "workflows" / "ci.yml")


@pytest.mark.parametrize("persona", ["regular", "pedantic", "auditor"])
def test_zizmor_finds_nothing(persona):
    """Offline; every action is pinned by the hash of its commit."""
    done = _run(
        _program("zizmor"), "--persona", persona, "--offline", "--no-progress", "--color=never", str(ROOT / ".github")
    )
    assert (done.returncode, done.stdout) == (0, "No findings to report. Good job!\n"), done.stdout + done.stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    ("schema", "file"),
    [
        *(("vendor.github-workflows", path) for path in WORKFLOWS),
        ("vendor.citation-file-format", ROOT / "CITATION.cff"),
    ],
    ids=lambda value: value if isinstance(value, str) else value.name,
)
def test_a_file_for_github_fits_its_schema(schema, file):
    """With the schema in check-jsonschema."""
    done = _run(_program("check-jsonschema"), "--builtin-schema", schema, str(file))
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("command", "file"),
    [("validate-config", ".pre-commit-config.yaml"), ("validate-manifest", ".pre-commit-hooks.yaml")],
)
def test_the_hooks_are_valid(command, file, monkeypatch, tmp_path):
    """The hooks of this repository, and those for other repositories."""
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path))
    done = _run(_program("pre-commit"), command, str(ROOT / file))
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_can_only_read(path):
    """Its token can only read, but for the jobs in `WRITING`; it has no secrets and no cache."""
    workflow = _workflow(path)
    assert workflow["permissions"] == {}
    for name, job in workflow["jobs"].items():
        if (path.name, name) not in WRITING:  # see test_forms.py, test_release.py and below
            assert set(job["permissions"].items()) <= {("contents", "read")}
        assert "secrets" not in str(job)
        assert [step for step in job["steps"] if "cache" in str(step)] == []
        checkouts = [step for step in job["steps"] if step.get("uses", "").startswith("actions/checkout@")]
        assert [step["with"]["persist-credentials"] for step in checkouts] == ["false"] * len(checkouts)


def test_the_triggers_of_each_workflow():
    """A pull request starts the tests, a schedule or a maintainer `make newest`; the site is built at a push as well, a release at a tag."""
    starts = {path.name: set(_workflow(path)["on"]) for path in WORKFLOWS}
    assert starts == {
        "ci.yml": {"pull_request"},
        "forms.yml": {"issues"},
        "newest.yml": {"schedule", "workflow_dispatch"},
        "release.yml": {"push"},
        "site.yml": {"pull_request", "push", "workflow_dispatch"},
    }
    assert "ready_for_review" in CI["on"]["pull_request"]["types"]


def test_a_pull_request_is_answered_in_danish():
    """What is wrong and what changes are said in Danish. A `reformdata.toml` would set the language of every command here."""
    says = [step["run"] for step in CI["jobs"]["data"]["steps"] if step.get("run", "").startswith("reformdata ")]
    assert [command.split()[1] for command in says] == ["validate", "diff"]
    assert all("--lang da" in command for command in says)


def test_the_site_is_published_from_main_alone():
    """The job that publishes checks nothing out, runs no command, and is not started by a pull request."""
    job = _workflow(ROOT / ".github" / "workflows" / "site.yml")["jobs"]["publish"]
    assert job["permissions"] == {"pages": "write", "id-token": "write"}
    assert job["if"] == "${{ github.event_name != 'pull_request' && github.ref == 'refs/heads/main' }}"
    assert [step["uses"].partition("@")[0] for step in job["steps"]] == ["actions/deploy-pages"]


def test_the_python_versions_are_those_of_the_classifiers():
    """Each supported version is tested."""
    classifiers = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["classifiers"]
    supported = [name.rpartition(" :: ")[2] for name in classifiers if "Python :: 3." in name]
    assert CI["jobs"]["test"]["strategy"]["matrix"]["python"] == supported


@pytest.mark.parametrize("path", sorted((ROOT / "locks").glob("*.txt")), ids=lambda path: path.name)
def test_a_lock_file_has_hashes_and_no_addresses(path):
    """Every line is a version or one of its hashes, so any package index can be used."""
    text = path.read_text(encoding="utf-8")
    lines = re.findall(
        r"^(?:[a-z0-9][a-z0-9.-]*==[^ ]+(?: ; .+)?|    --hash=sha256:[0-9a-f]{64})(?: \\)?$", text, re.MULTILINE
    )
    assert lines == text.splitlines()
    assert re.findall(r"==.*\n(?!    --hash=)", text) == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_no_text_of_a_pull_request_becomes_part_of_a_script(path):
    """Scripts get values of GitHub as environment variables."""
    scripts = [step["run"] for job in _workflow(path)["jobs"].values() for step in job["steps"] if "run" in step]
    assert [script for script in scripts if "${{" in script] == []


def test_the_code_comes_from_the_base_and_the_data_from_the_head():
    """Only the base is installed."""
    steps = CI["jobs"]["data"]["steps"]
    checkouts = {step["with"]["path"]: step["with"]["ref"] for step in steps if "checkout" in step.get("uses", "")}
    assert checkouts == {
        "base": "${{ github.event.pull_request.base.sha }}",
        "head": "${{ github.event.pull_request.head.sha }}",
    }
    assert [step["run"] for step in steps if "install" in step.get("run", "")] == [
        "python -m pip install './base[curate]'"
    ]


@pytest.fixture
def runner(tmp_path):
    """A function that runs a step of the job, with the checkouts and the installed command."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "head").mkdir()
    head = start(tmp_path / "head")
    write_files(base_files(), head)
    (head / "reformdata").mkdir()
    (head / "reformdata" / "__init__.py").write_text(
        "raise SystemExit('the code of the pull request ran')\n", encoding="utf-8"
    )
    base = commit(head)
    command = tmp_path / "bin" / "reformdata"
    code = f"#!{sys.executable}\nimport sys\nfrom reformdata.cli import main\nsys.exit(main())\n"
    command.write_text(code, encoding="utf-8")
    command.chmod(0o755)
    variables = {
        "BASE": base,
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"),
        "PATH": f"{command.parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "LC_ALL": "C.UTF-8",
        "HOME": str(tmp_path),
    }

    def run(name):
        (step,) = (step for step in CI["jobs"]["data"]["steps"] if step.get("name") == name)
        cwd = tmp_path / step.get("working-directory", ".")
        return _run("bash", "-e", "-o", "pipefail", "-c", step["run"], cwd=cwd, env=variables)

    return head, run


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="the runner is Linux, and the step a script of bash")
def test_a_pull_request_gets_its_findings_and_its_changes(runner, tmp_path):
    """An annotation at the line, a table and the changes; the code of the head does not run."""
    head, run = runner
    git(head, "switch", "--quiet", "--create=change")
    path = head / STATEMENT
    path.write_bytes(path.read_bytes().replace(b"[schools]", b"[scools]"))
    commit(head)
    checked = run("Say what is wrong, at its lines")
    assert (checked.returncode, checked.stderr) == (1, "")
    assert [line for line in checked.stdout.splitlines() if line.startswith("::")] == [
        f"::error file={STATEMENT},line=11,endLine=11,col=9,endColumn=15,title=RD302 ukendt-henvisning::"
        "`scools` findes ikke blandt områderne i records/areas.yaml%0Amente du `schools`?"
    ]
    assert "| ❌ | RD302 |" in (tmp_path / "summary.md").read_text(encoding="utf-8")

    path.write_bytes(path.read_bytes().replace(b"[scools]", b"[school-meals]"))
    commit(head)
    assert run("Say what is wrong, at its lines").returncode == 0
    changes = run("Say what changes in the data")
    assert (changes.returncode, changes.stderr) == (0, "")
    assert "  - areas: ~~schools~~, **school-meals**\n" in (tmp_path / "summary.md").read_text(encoding="utf-8")


@pytest.mark.skipif(os.name == "nt", reason="the runner is Linux, and the step a script of bash")
def test_a_pull_request_may_not_delete_a_record(runner):
    """The message says how to withdraw it, even if the remaining data is valid."""
    head, run = runner
    git(head, "switch", "--quiet", "--create=change")
    (head / STATEMENT).unlink()
    source = (head / STATEMENT).parent / "source.yaml"
    source.write_bytes(source.read_bytes() + b"  - {paragraphs: [3], reason: narration}\n")
    commit(head)
    checked = run("Say what is wrong, at its lines")
    assert (checked.returncode, checked.stderr) == (1, "")
    assert [line for line in checked.stdout.splitlines() if line.startswith("::")] == [
        f"::error file={STATEMENT},title=RD320 slettet-post::"
        "posten `skovby-2020-brev.02` er slettet, men ikke taget ud%0Agendan filen, og tag posten ud med: reformdata "
        "retire skovby-2020-brev.02; eller lad kun id:, status: retired, reason: og retired: stå i den"
    ]


@pytest.mark.parametrize("file", [".pre-commit-config.yaml", ".pre-commit-hooks.yaml"])
def test_every_hook_runs_an_existing_command(file):
    """And only programs of the development environment."""
    content = yaml.safe_load((ROOT / file).read_text(encoding="utf-8"))
    hooks = content if isinstance(content, list) else [hook for repo in content["repos"] for hook in repo["hooks"]]
    commands = [hook["entry"].split() for hook in hooks]
    ours = [rest[0] for program, *rest in commands if program.rpartition("/")[2] == "reformdata"]
    assert set(ours) == {"fmt", "validate"}
    assert set(ours) <= set(COMMANDS)
    assert {program for program, *_ in commands} <= {"reformdata", ".venv/bin/reformdata", ".venv/bin/ruff"}
