"""`make release` and the workflow of a tag: what is refused, what is written, and a release without the network."""

import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from types import SimpleNamespace

import pytest
import yaml

import reformdata as rd
from reformdata.about import NAME, PUBLISHER, TITLE_EN, __version__
from reformdata.exports import FORMATS
from tests import FIXTURE, ROOT
from tests.cli.changed.repositories import ENVIRONMENT, commit, git, start
from tests.contributions.making import copy_project

SCRIPT = ".github/scripts/release.py"
WORKFLOW = yaml.load((ROOT / ".github/workflows/release.yml").read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 - it returns only strings, lists and mappings
STATEMENT = "records/sources/skovby-2020-brev/02-mad-giver-ro.yaml"
CHANGELOG = "# Changelog\n\n## [Unreleased]\n\n### Added\n- Soup.\n\n## [1.2.3] - 2026-01-01\n\n### Added\n- Bread.\n"


def _script():
    spec = importlib.util.spec_from_file_location("release_script", ROOT / SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


release = _script()


@pytest.fixture
def repository(tmp_path, monkeypatch):
    """A small repository on main whose version, 1.2.3, is tagged and has an entry of the changelog after it."""
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    root = tmp_path / "repository"
    root.mkdir()
    start(root)
    shutil.copytree(FIXTURE / "records", root / "records")
    for name in ("reformdata/about.py", "CITATION.cff", ".zenodo.json", "README.md"):
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text((ROOT / name).read_text("utf-8").replace(__version__, "1.2.3"), "utf-8")
    (root / "CHANGELOG.md").write_text(CHANGELOG, "utf-8")
    commit(root)
    git(root, "tag", "v1.2.3")
    return root


@pytest.fixture
def prepare(repository, monkeypatch):
    """Run `prepare` without what it runs in other processes; returns what these were."""
    ran = []
    monkeypatch.setattr(release, "_run", lambda _root, *command: ran.append(command[1:]))

    def run(version, previous=None):
        release.prepare(repository, version, previous)
        return ran

    return run


def _replace(path, old, new):
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def _delete_readme_version(root):
    _replace(root / "README.md", "<Dataset: reformdata 1.2.3, ", "<Dataset: ")
    commit(root)


def _delete_unreleased(root):
    _replace(root / "CHANGELOG.md", "### Added\n- Soup.\n\n", "")
    commit(root)


def _delete_heading(root):
    _replace(root / "CHANGELOG.md", "## [Unreleased]", "## Soon")
    commit(root)


def _make_an_error(root):
    _replace(root / STATEMENT, "[schools]", "[scools]")
    commit(root)


@pytest.mark.parametrize(
    ("change", "version", "refusal"),
    [
        (None, "", "`` is not a version; write three numbers, such as VERSION=1.2.0"),
        (None, "1.3", "`1.3` is not a version"),
        (None, "01.3.0", "`01.3.0` is not a version"),
        (None, "1.3.0rc1", "`1.3.0rc1` is not a version"),
        (None, "1.2.3", "1.2.3 is not higher than 1.2.3, the version in reformdata/about.py"),
        (None, "1.1.9", "1.1.9 is not higher than 1.2.3"),
        (lambda root: (root / "new.txt").touch(), "1.2.4", "not everything is committed: new.txt; commit it, or"),
        (lambda root: git(root, "switch", "--create=x"), "1.2.4", "the branch is x, and a release is made on main"),
        (lambda root: git(root, "switch", "--detach"), "1.2.4", "the branch is none, and a release is made on main"),
        (lambda root: git(root, "tag", "v1.2.4"), "1.2.4", "v1.2.4 is tagged already"),
        (_delete_unreleased, "1.2.4", "CHANGELOG.md says nothing under ## [Unreleased]"),
        (_delete_heading, "1.2.4", "CHANGELOG.md has no heading ## [Unreleased]"),
        (None, "1.3.0", "audits/ has no audit of 1.3.0; docs/quality.md says how to make one"),
        (_make_an_error, "1.2.4", "unresolved reference: 'scools'"),
        (_delete_readme_version, "1.2.4", "README.md should have one version where release.py looks for it, and has 0"),
    ],
)
def test_what_is_refused(repository, prepare, change, version, refusal):
    """With what was found and what to do, and without a change to a file that is checked before all is written."""
    if change:
        change(repository)
    with pytest.raises(SystemExit) as caught:
        prepare(version)
    assert refusal in str(caught.value)
    assert "[1.2.4]" not in (repository / "CHANGELOG.md").read_text("utf-8")


def test_what_is_written(repository, prepare):
    """The version and the day in each file that names them; the generated files and the pictures are renewed."""
    _replace(repository / STATEMENT, "[schools]", "[school-meals]")
    commit(repository)
    ran = prepare("1.2.4")
    assert ran == [("-m", "reformdata", "schema"), ("docs/refresh.py",), ("-m", "tests.fixtures.packages")]
    changed = {line[3:] for line in git(repository, "status", "--porcelain").splitlines() if line}
    assert changed >= {"CITATION.cff", "CHANGELOG.md", "README.md", "reformdata/about.py"}
    day = re.search(r'date-released: "(.{10})"', (repository / "CITATION.cff").read_text("utf-8"))[1]
    assert (repository / "CHANGELOG.md").read_text("utf-8") == (
        f"# Changelog\n\n## [Unreleased]\n\n## [1.2.4] - {day}\n\n### Data\n- Records: 1 changed.\n"
        "- Field by field, since v1.2.3: `changes.json`, attached to the release.\n\n### Added\n- Soup.\n\n"
        "## [1.2.3] - 2026-01-01\n\n### Added\n- Bread.\n"
    )
    assert json.loads((repository / ".zenodo.json").read_text("utf-8"))["version"] == "1.2.4"
    assert "<Dataset: reformdata 1.2.4, " in (repository / "README.md").read_text("utf-8")
    assert "\nversion: 1.2.4\n" in (repository / "CITATION.cff").read_text("utf-8")
    assert '__version__ = "1.2.4"\n' in (repository / "reformdata" / "about.py").read_text("utf-8")

    release.tag(repository)
    assert git(repository, "describe", "HEAD") == "v1.2.4"
    assert git(repository, "status", "--porcelain") == ""
    with pytest.raises(SystemExit, match=r"has the version that is committed: run make release VERSION="):
        release.tag(repository)


def _withdraw(root):
    """Withdraw a record in favour of another."""
    (root / STATEMENT).write_text(
        "id: skovby-2020-brev.02\nstatus: retired\nreplaced_by: skovby-2020-brev.01\nretired: 2026-11-22\n", "utf-8"
    )


def _delete(root):
    (root / STATEMENT).unlink()
    with (root / STATEMENT).parent.joinpath("source.yaml").open("a", encoding="utf-8") as file:
        file.write("  - {paragraphs: [3], reason: narration}\n")


@pytest.mark.parametrize(
    ("change", "version", "least"),
    [(_withdraw, "1.2.4", "1.3.0"), (_delete, "1.3.0", "2.0.0")],
)
def test_a_step_that_is_too_small_is_refused(repository, prepare, change, version, least):
    """For what docs/versions.md promises: a version says how large its changes of the data are."""
    change(repository)
    (repository / "audits" / version).mkdir(parents=True)
    (repository / "audits" / version / "about.yaml").touch()
    commit(repository)
    with pytest.raises(SystemExit, match=rf"ids are .*skovby-2020-brev\.02.* at least {least}: see docs/versions\.md"):
        prepare(version)


@pytest.mark.parametrize(
    ("old", "new", "whats", "least"),
    [
        ((0, 1, 0), (0, 1, 1), ("added",), "0.2.0"),
        ((0, 1, 0), (0, 2, 0), ("removed",), None),
        ((0, 1, 0), (0, 1, 1), ("moved",), "0.2.0"),
        ((1, 1, 0), (1, 2, 0), ("moved",), "2.0.0"),
        ((1, 1, 0), (1, 2, 0), ("kept", "merged", "retired", "added", "changed"), None),
        ((1, 1, 0), (1, 1, 1), ("changed",), None),
        ((1, 1, 0), (2, 0, 0), ("removed",), None),
    ],
)
def test_how_large_a_step_has_to_be(old, new, whats, least):
    """Below 1.0.0 the second number is enough for every change."""
    changes = [SimpleNamespace(what="moved" if what == "kept" else what, id=what) for what in whats]
    if least is None:
        release.check_step(old, new, changes, frozenset({"kept"}))
    else:
        with pytest.raises(SystemExit, match=f"at least {least}"):
            release.check_step(old, new, changes, frozenset({"kept"}))


def test_the_notes_on_withdrawn_records_say_where_they_lead(repository):
    """And name those that lead nowhere."""
    _withdraw(repository)
    commit(repository)
    comparison = release.compare(repository, "1.3.0", None, rd.load(repository))
    assert (comparison.before, comparison.after) == ("v1.2.3", "v1.3.0")
    assert "  - Merged: `skovby-2020-brev.02` → `skovby-2020-brev.01`.\n" in release.data_notes(comparison)


def test_the_first_release_says_what_the_data_holds(repository):
    """Without a tag there is nothing to compare with."""
    git(repository, "tag", "--delete", "v1.2.3")
    comparison = release.compare(repository, "1.2.4", None, rd.load(repository))
    assert release.data_notes(comparison).startswith("- The first release with a tag. It holds 3 records, 1 sources, ")


def test_data_that_did_not_change(repository):
    """Is said to be that of the last release."""
    comparison = release.compare(repository, "1.2.4", None, rd.load(repository))
    assert release.data_notes(comparison) == "- The data is that of v1.2.3.\n"


def test_a_last_release_that_cannot_be_read(repository, compiled_file):
    """Its wheel, or its compiled file, is compared with instead."""
    good = (repository / STATEMENT).read_bytes()
    _make_an_error(repository)
    git(repository, "tag", "--force", "v1.2.3")
    (repository / STATEMENT).write_bytes(good)
    data = rd.load(repository)
    with pytest.raises(SystemExit, match=r"cannot read the records of v1\.2\.3; give the wheel .* PREVIOUS=FILE\.whl"):
        release.compare(repository, "1.2.4", None, data)
    assert release.compare(repository, "1.2.4", compiled_file, data).removed


@pytest.mark.shipped
def test_the_files_of_a_citation_agree():
    """`.zenodo.json` with `about.py` and with CITATION.cff."""
    zenodo = json.loads((ROOT / ".zenodo.json").read_text("utf-8"))
    cff = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert (zenodo["title"], zenodo["version"]) == (f"{NAME}: {TITLE_EN}", __version__)
    assert (zenodo["title"], zenodo["version"]) == (cff["title"], cff["version"])
    assert (zenodo["creators"], cff["authors"]) == ([{"name": PUBLISHER}], [{"name": PUBLISHER}])
    assert (zenodo["description"], zenodo["keywords"]) == (cff["abstract"], cff["keywords"])
    assert (zenodo["upload_type"], zenodo["license"].upper()) == (cff["type"], cff["license"][1])


def test_each_job_of_the_release_has_the_least_rights():
    """What can write or sign installs nothing, checks nothing out, and waits for the tests."""
    jobs = WORKFLOW["jobs"]
    rights = {name: job["permissions"] for name, job in jobs.items()}
    assert rights == {
        "test": {"contents": "read"},
        "build": {"contents": "read"},
        "publish": {"id-token": "write"},
        "attest": {"id-token": "write", "attestations": "write"},
        "release": {"contents": "write"},
    }
    assert jobs["publish"]["environment"] == {"name": "pypi"}
    assert {name: job.get("needs") for name, job in jobs.items() if name in ("publish", "attest", "release")} == {
        "publish": ["test", "build"],
        "attest": ["test", "build"],
        "release": ["publish", "attest"],
    }
    for name in ("publish", "attest", "release"):
        first, *_ = jobs[name]["steps"]
        assert first["uses"].startswith("actions/download-artifact@")
        assert "checkout" not in str(jobs[name])
        assert "install" not in str(jobs[name])


@pytest.mark.slow
@pytest.mark.shipped
@pytest.mark.skipif(os.name == "nt", reason="the runner is Linux, and the steps scripts of bash")
def test_a_release_without_the_network(tmp_path):
    """From the command to the files that are attached, in a copy of the project, with the steps of the workflow."""
    root = tmp_path / "reformdata"
    copy_project(root)
    environment = {**os.environ, **ENVIRONMENT, "PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "1"}
    for words in (("init", "--quiet", "--initial-branch=main"), ("add", "--all"), ("commit", "--quiet", "-mStart")):
        git(root, *words)
    major, minor, _ = __version__.split(".")
    version = f"{major}.{int(minor) + 1}.0"
    if not list((root / "audits").glob(f"{version}*")):
        (latest,) = sorted((root / "audits").glob("*/"))[-1:]
        shutil.copytree(latest, root / "audits" / version)
        git(root, "add", "--all")
        git(root, "commit", "--quiet", "-mAudit")

    def run(*command):
        done = subprocess.run(  # noqa: S603 - our own commands
            command, cwd=root, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    run(sys.executable, SCRIPT, "prepare", version)
    assert run(sys.executable, SCRIPT, "tag") == (
        f"Tagged v{version}. To publish it: git push --atomic origin main v{version}\n"
    )
    assert git(root, "describe", "HEAD") == f"v{version}"
    assert (root / "tests" / "fixtures" / "packages" / f"{major}.{int(minor) + 1}" / "answers.json").exists()
    run(sys.executable, "-m", "reformdata", "schema")  # writes nothing new
    assert git(root, "status", "--porcelain") == ""

    steps = {step["name"]: step["run"] for step in WORKFLOW["jobs"]["build"]["steps"] if "name" in step}
    bin_ = tmp_path / "bin"
    bin_.mkdir()
    for name, code in {"python": '"$@"', "reformdata": '-m reformdata "$@"'}.items():
        (bin_ / name).write_text(f'#!/bin/sh\nexec "{sys.executable}" {code}\n', "utf-8")
        (bin_ / name).chmod(0o755)
    environment |= {
        "GITHUB_REF_NAME": f"v{version}",
        "PATH": os.pathsep.join([str(bin_), os.path.dirname(sys.executable), os.environ["PATH"]]),  # noqa: PTH120
    }
    for name in ("Build the sdist, and the wheel from it", "Make what is attached to the release", "Check it"):
        run("bash", "-e", "-o", "pipefail", "-c", steps[name])

    attached = {path.name: path.read_bytes() for path in (root / "attached").iterdir()}
    kinds = ["csv.zip", "jsonl.zip", "parquet.zip", "croissant.zip", "datapackage.zip", "audits.zip"]
    assert set(attached) == {
        *(f"reformdata-{version}-{kind}" for kind in kinds),
        *(f"reformdata-{version}.{ending}" for ending in ("sqlite", "xlsx", "jsonld", "ttl", "tar.gz")),
        f"reformdata-{version}-py3-none-any.whl",
        "changes.json",
        "notes.md",
        "SHA256SUMS",
    }
    assert len(kinds) - 1 + 4 == len(FORMATS)
    sums = dict(line.split("  ")[::-1] for line in attached.pop("SHA256SUMS").decode().splitlines())
    assert sums == {name: hashlib.sha256(content).hexdigest() for name, content in attached.items()}
    with zipfile.ZipFile(root / "attached" / f"reformdata-{version}-audits.zip") as archive:
        assert {"docs/quality.md", f"audits/{version}/about.yaml"} <= set(archive.namelist())
    assert attached["notes.md"].startswith(b"### Data\n- The first release with a tag. It holds ")
    changes = json.loads(attached["changes.json"])
    assert (changes["before"], changes["after"]) == ("", f"v{version}")
    assert {change["what"] for change in changes["changes"]} == {"added"}

    run(sys.executable, SCRIPT, "assets", f"v{version}", "dist", "again")
    assert (root / "again" / "SHA256SUMS").read_bytes() == (root / "attached" / "SHA256SUMS").read_bytes()
