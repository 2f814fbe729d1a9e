"""The workflow for issue forms: from the event of an issue to an answer and a pull request, without GitHub."""

import json
import os
import subprocess
import sys

import pytest
import yaml

from tests import ROOT
from tests.cli.changed.repositories import base_files, write_files
from tests.curation.editing.test_forms import FILE, form

WORKFLOW = yaml.load((ROOT / ".github/workflows/forms.yml").read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 - it returns only strings, lists and mappings
SCRIPT = ROOT / ".github" / "scripts" / "propose_record.py"
pytestmark = pytest.mark.skipif(os.name == "nt", reason="the runner is Linux, and the steps scripts of bash")

GH = """\
import json, os, sys
method, address = sys.argv[3:5]
assert sys.argv[1:3] == ["api", "--method"]
sent = json.load(sys.stdin) if "--input" in sys.argv else None
with open(os.environ["CALLS"], "a", encoding="utf-8") as calls:
    calls.write(json.dumps([method, address.removeprefix("repos/a/b/"), sent]) + "\\n")
if address.endswith(os.environ.get("FAILS") or "nothing"):
    sys.exit("gh: not permitted (HTTP 403)")
if "matching-refs" in address:
    print(json.dumps([{"ref": name} for name in os.environ["REFS"].split()]))
elif method != "DELETE":
    print(json.dumps({"sha": "c", "object": {"sha": "a"}, "tree": {"sha": "t"}, "number": 45, "html_url": "https://github.com/a/b/pull/45"}))
"""


@pytest.fixture
def programs(tmp_path):
    """The environment of a runner: `gh`, `reformdata` and the files that GitHub names."""
    folder = tmp_path / "bin"
    folder.mkdir()
    (tmp_path / "temp").mkdir()
    command = "import sys\nfrom reformdata.cli import main\nsys.exit(main())\n"
    for name, code in {"gh": GH, "reformdata": command}.items():
        (folder / name).write_text(f"#!{sys.executable}\n{code}", encoding="utf-8")
        (folder / name).chmod(0o755)
    return {
        "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "LC_ALL": "C.UTF-8",
        "HOME": str(tmp_path),
        "CALLS": str(tmp_path / "calls"),
        "REFS": "",
        "RUNNER_TEMP": str(tmp_path / "temp"),
        "GITHUB_EVENT_PATH": str(tmp_path / "event.json"),
        "GITHUB_REPOSITORY": "a/b",
        "BASE": "main",
        "ISSUE": "12",
        "GH_TOKEN": "x",
    }


def run(command, folder, environment):
    """The exit code and what was printed."""
    done = subprocess.run(  # noqa: S603 - the scripts of the workflow
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=60
    )
    return done.returncode, done.stdout + done.stderr


def read(text, title, tmp_path, programs):
    """Run the step that reads the form in a checkout of the fixture; returns the folder with what it made."""
    checkout = tmp_path / "checkout"
    checkout.mkdir()
    write_files(base_files(), checkout)
    event = {"issue": {"number": 12, "title": title, "body": text}}
    (tmp_path / "event.json").write_text(json.dumps(event), encoding="utf-8")
    (step,) = (step for step in WORKFLOW["jobs"]["read"]["steps"] if step.get("name"))
    code, said = run(["bash", "-e", "-o", "pipefail", "-c", step["run"]], checkout, programs)
    assert code == 0, said
    return checkout / "made"


def propose(made, tmp_path, programs, **environment):
    """Run the script that proposes; returns its exit code, what it printed and its calls of GitHub."""
    code, said = run([sys.executable, str(SCRIPT), str(made)], tmp_path, {**programs, **environment})
    calls = (tmp_path / "calls").read_text("utf-8").splitlines()
    return code, said, [tuple(json.loads(line)) for line in calls]


jq = pytest.mark.skipif(
    subprocess.run(["bash", "-c", "command -v jq"], capture_output=True, check=False).returncode != 0,  # noqa: S607
    reason="jq is not installed here; a runner has it",
)
HOSTILE = "`touch x` $(touch x) ${{ github.token }}'; touch x #\n\"; touch x\n@kl Closes #1"


@jq
@pytest.mark.parametrize("title", ["[forslag] Køkkener", HOSTILE])
def test_a_filled_form_becomes_a_pull_request(tmp_path, programs, title):
    """Of one file, with the answer, which is also a comment; nothing of an issue is run."""
    made = read(form(note=HOSTILE).replace("\n", "\r\n"), title, tmp_path, programs)
    code, said, calls = propose(made, tmp_path, programs)
    assert (code, said) == (0, "")
    assert [call[:2] for call in calls] == [
        ("GET", "git/matching-refs/heads/form-12"),
        ("GET", "git/ref/heads/main"),
        ("GET", "git/commits/a"),
        ("POST", "git/trees"),
        ("POST", "git/commits"),
        ("POST", "git/refs"),
        ("POST", "pulls"),
        ("POST", "issues/12/comments"),
    ]
    sent = {address: values for _, address, values in calls}
    (file,) = sent["git/trees"]["tree"]
    assert (file["path"], file["mode"]) == (FILE, "100644")
    assert "title:\n  da: Staten bør betale for køkkener\n" in file["content"]
    assert sent["git/refs"] == {"ref": "refs/heads/form-12", "sha": "c"}
    pull = sent["pulls"]
    assert (pull["head"], pull["base"], pull["draft"], pull["title"]) == (
        "form-12",
        "main",
        True,
        "Add the record of issue 12",
    )
    assert pull["body"].endswith("\nCloses #12\n")
    assert f"```text\n{HOSTILE}\n```\n" in pull["body"]
    assert sent["issues/12/comments"]["body"].endswith("\nhttps://github.com/a/b/pull/45\n")
    assert not [path for path in tmp_path.rglob("x") if path.is_file()]


@jq
def test_a_form_with_a_finding_is_answered(tmp_path, programs):
    """In its language, with no branch and no pull request."""
    made = read(form(voice_actor="Skovbi"), "[forslag] ", tmp_path, programs)
    code, said, calls = propose(made, tmp_path, programs)
    assert (code, said) == (0, "")
    assert [call[:2] for call in calls] == [
        ("GET", "git/matching-refs/heads/form-12"),
        ("POST", "issues/12/comments"),
    ]
    assert calls[-1][2]["body"].startswith("Tak for dit bidrag. Det kan ikke blive til en post endnu.")


@jq
@pytest.mark.parametrize("body", [None, "", HOSTILE])
def test_an_issue_that_is_no_form_is_answered(tmp_path, programs, body):
    """Such as a blank issue that got the label."""
    made = read(body, "x", tmp_path, programs)
    assert [path.name for path in made.iterdir()] == ["reply.md"]
    assert "RD202" in (made / "reply.md").read_text("utf-8")


@jq
def test_a_draft_in_one_language_gets_a_label(tmp_path, programs):
    """It is found by those who translate."""
    made = read(form(title_en=""), "[forslag] ", tmp_path, programs)
    _, _, calls = propose(made, tmp_path, programs)
    assert ("POST", "issues/45/labels", {"labels": ["needs-translation"]}) in calls


def make(folder, **files):
    """What the first job hands on."""
    for name, text in {"reply.md": "Tak.\n", **files}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_a_form_that_was_proposed_is_left_to_its_pull_request(tmp_path, programs):
    """Nothing that a maintainer wrote there is overwritten; a branch with a longer name is another."""
    made = make(tmp_path / "made", **{FILE: "id: x\n"})
    code, said, calls = propose(made, tmp_path, programs, REFS="refs/heads/form-123 refs/heads/form-12")
    assert (code, said, len(calls)) == (0, "form-12 exists: maintainers change the record there\n", 1)
    code, _, calls = propose(made, tmp_path, programs, REFS="refs/heads/form-123")
    assert (code, calls[-1][:2]) == (0, ("POST", "issues/12/comments"))


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({".github/workflows/x.yml": ""}, None),
        ({"records/areas.yaml": ""}, "not one record: ['records/areas.yaml']"),
        ({"records/sources/a/01-b.yml": ""}, "not one record"),
        ({"records/sources/a/b/01-b.yaml": ""}, "not one record"),
        ({"records/sources/a/01-b.yaml": "", "records/sources/a/02-b.yaml": ""}, "not one record"),
        ({FILE: "x" * 70_000}, "too large for a record"),
        ({FILE: "x" * 300_000}, "not a small file"),
    ],
)
def test_only_a_new_record_is_passed_on(tmp_path, programs, files, message):
    """Whatever the first job made."""
    made = make(tmp_path / "made", **files)
    code, said, calls = propose(made, tmp_path, programs)
    assert (code, message is None or message in said) == (int(message is not None), True)
    assert "git/trees" not in [address for _, address, _ in calls]


def test_a_link_is_not_followed(tmp_path, programs):
    """It could hold a secret of the runner."""
    made = make(tmp_path / "made")
    (made / FILE).parent.mkdir(parents=True)
    (made / FILE).symlink_to("/etc/hostname")
    code, said, _ = propose(made, tmp_path, programs)
    assert (code, "not a small file" in said) == (1, True)


def test_a_pull_request_that_is_refused_leaves_no_branch(tmp_path, programs):
    """So the form can be read again when the setting is right; what GitHub says is shown."""
    made = make(tmp_path / "made", **{FILE: "id: x\n"})
    code, said, calls = propose(made, tmp_path, programs, FAILS="/pulls")
    assert (code, said) == (1, "POST repos/a/b/pulls: gh: not permitted (HTTP 403)\n")
    assert calls[-1][:2] == ("DELETE", "git/refs/heads/form-12")


def test_only_the_job_that_installs_nothing_can_write():
    """The reader has a read-only token; the writer runs one script of the default branch."""
    reader, writer = WORKFLOW["jobs"]["read"], WORKFLOW["jobs"]["propose"]
    assert WORKFLOW["permissions"] == {}
    assert reader["permissions"] == {"contents": "read"}
    assert writer["permissions"] == {"contents": "write", "issues": "write", "pull-requests": "write"}
    assert [step["run"] for step in writer["steps"] if "run" in step] == [
        "python3 .github/scripts/propose_record.py made"
    ]
    assert "github.token" not in str(reader)
    assert WORKFLOW["on"] == {"issues": {"types": ["opened", "edited", "reopened"]}}
