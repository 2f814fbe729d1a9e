"""The distributions: their content, the same bytes twice, and their use in another environment."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile

import pytest

import reformdata as rd
from reformdata.curation.reading.checkout import read_checkout
from reformdata.store.compiling import compile_corpus
from tests import ROOT, TURNED

_NOT_SOURCE = shutil.ignore_patterns(".*", "__pycache__", "out", "dist", "build")

pytestmark = [pytest.mark.slow, pytest.mark.shipped]


def _run(*command, cwd, **environment):
    return subprocess.run(  # noqa: S603 - our own commands
        [str(part) for part in command],
        cwd=cwd,
        env={name: value for name, value in os.environ.items() if name != "PYTHONPATH"} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def _build(tree, out, *kinds, **environment):
    """Build the `kinds` in `tree`; by default an sdist, and a wheel from that sdist."""
    # Without isolation: the tests have the requirements of the build.
    command = (sys.executable, "-m", "build", "--no-isolation", *kinds, "--outdir", out, tree)
    return _run(*command, cwd=tree, SOURCE_DATE_EPOCH="1600000000", **environment)


def _copy(to):
    shutil.copytree(ROOT, to, ignore=_NOT_SOURCE)
    return to


def _digests(folder):
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(folder.iterdir())}


@pytest.fixture(scope="session")
def tree(tmp_path_factory):
    """A copy of the repository."""
    return _copy(tmp_path_factory.mktemp("tree") / "reformdata")


@pytest.fixture(scope="session")
def built(tree, tmp_path_factory):
    """A folder with an sdist, and the wheel built from that sdist."""
    out = tmp_path_factory.mktemp("dist")
    done = _build(tree, out)
    assert done.returncode == 0, done.stdout + done.stderr
    return out


@pytest.fixture(scope="session")
def wheel(built):
    """The wheel in `built`."""
    return next(built.glob("*.whl"))


def test_build_leaves_the_tree_as_it_was(tree, built):
    """It gets no new file, neither the compiled data nor byte code."""
    assert len(list(built.iterdir())) == 2
    left = {file.relative_to(tree) for file in tree.rglob("*") if file.is_file()}

    assert {path for path in left if path.suffix in (".pyc", ".sqlite", ".whl")} == set()
    assert {path for path in left if not (ROOT / path).exists()} == set()


def test_two_builds_give_the_same_bytes(built, tmp_path):
    """Also elsewhere, from files that were touched and that only their owner may read, without the sdist in between."""
    touched = _copy(tmp_path / "et andet sted æøå")
    for file in touched.rglob("*"):
        file.chmod(file.stat().st_mode & 0o700)
        os.utime(file, (1_700_000_000, 1_700_000_000))
    place = {"TZ": "Pacific/Chatham", "LC_ALL": "da_DK.UTF-8", "PYTHONHASHSEED": "7", "PYTHONPATH": str(TURNED.parent)}

    before = os.umask(0o077)
    try:
        done = _build(touched, tmp_path / "dist", "--sdist", "--wheel", **place)
    finally:
        os.umask(before)

    assert done.returncode == 0, done.stdout + done.stderr
    assert _digests(tmp_path / "dist") == _digests(built)


def test_wheel_holds_the_compiled_data(wheel):
    """The wheel holds the data of the checkout as one compiled file, the marker of types, and no record file."""
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        compiled = archive.read("reformdata/reformdata.sqlite")

    assert compiled == compile_corpus(read_checkout(ROOT).corpus)
    assert "reformdata/py.typed" in names
    assert {name.partition("/")[0] for name in names} == {"reformdata", f"reformdata-{rd.__version__}.dist-info"}
    assert [name for name in names if name.endswith(".yaml")] == []


def test_wheel_requires_only_pydantic(wheel):
    """PyYAML and Frictionless come with the extra."""
    with zipfile.ZipFile(wheel) as archive:
        metadata = archive.read(f"reformdata-{rd.__version__}.dist-info/METADATA").decode()
    needs = [
        line.removeprefix("Requires-Dist: ") for line in metadata.splitlines() if line.startswith("Requires-Dist: ")
    ]

    assert sorted(need for need in needs if "extra ==" not in need) == ["pydantic<3,>=2.11"]
    assert {need.partition(">")[0] for need in needs if "extra == 'curate'" in need} == {"pyyaml", "frictionless"}


def test_sdist_holds_what_a_build_needs(built):
    """The sdist holds the records, the hook and the tests, and nothing compiled."""
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}

    assert {"hatch_build.py", "pyproject.toml", "records/areas.yaml", "tests/packaging/test_wheel.py"} <= names
    assert {file.relative_to(ROOT).as_posix() for file in (ROOT / "records").rglob("*.yaml")} <= names
    assert [name for name in names if name.endswith((".sqlite", ".pyc"))] == []


def test_data_with_errors_is_not_built(tmp_path):
    """The build fails and names the file and the error."""
    tree = _copy(tmp_path / "tree")
    area = tree / "records" / "areas.yaml"
    area.write_text(area.read_text(encoding="utf-8").replace("name:", "nam:", 1), encoding="utf-8")

    done = _build(tree, tmp_path / "dist", "--wheel")

    assert done.returncode != 0
    assert "errors; see them with: reformdata validate" in done.stdout + done.stderr
    assert "records/areas.yaml: RD201 " in done.stdout + done.stderr
    assert list((tmp_path / "dist").glob("*")) == []


def _uv(*arguments, cwd):
    """Run the installer that is installed beside the Python that runs the tests."""
    return _run(sys.executable, "-m", "uv", *arguments, cwd=cwd)


@pytest.fixture(scope="session")
def installed(wheel, tmp_path_factory):
    """The Python of a new environment with the wheel and its dependencies, in the versions tested here."""
    folder = tmp_path_factory.mktemp("installed")
    python = folder / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python"
    versions = folder / "versions.txt"
    versions.write_text(
        _uv("pip", "freeze", "--exclude-editable", "--python", sys.executable, cwd=folder).stdout, "utf-8"
    )
    assert _uv("venv", "--python", sys.executable, folder / "venv", cwd=folder).returncode == 0
    done = _uv("pip", "install", "--python", python, "--constraint", versions, wheel, cwd=folder)
    if "error sending request" in done.stderr:
        pytest.skip(f"the package index cannot be reached: {done.stderr.strip().splitlines()[-1]}")
    assert done.returncode == 0, done.stderr
    return python


def test_the_installed_package_loads_the_data(installed, tmp_path):
    """Outside the checkout it is typed, complete and searchable."""
    code = (
        "import json, reformdata as rd\n"
        "ds = rd.load()\n"
        "print(json.dumps([len(ds.records), ds.proposals[0].title.da, list(ds.search('kvalitetsrapport').ids), ds.version,"
        " [record.id for record in ds.records.filter(actor='kl')]]))\n"
    )
    done = _run(installed, "-W", "error", "-c", code, cwd=tmp_path)

    ds = rd.load(ROOT)
    expected = [len(ds.records), ds.proposals[0].title.da, list(ds.search("kvalitetsrapport").ids), rd.__version__]
    assert (done.stderr, json.loads(done.stdout)) == ("", [*expected, list(ds.records.filter(actor="kl").ids)])


def test_the_installed_package_is_light(installed, tmp_path):
    """The wheel brings only Pydantic and its dependencies."""
    done = _uv("pip", "list", "--no-cache", "--python", installed, "--format=json", cwd=tmp_path)

    assert {package["name"] for package in json.loads(done.stdout)} == {
        "reformdata", "pydantic", "pydantic-core", "annotated-types", "typing-extensions", "typing-inspection",
    }  # fmt: skip


def test_a_checkout_needs_the_extra(installed, tmp_path):
    """The error names what to install."""
    code = f"import reformdata as rd\ntry: rd.load({str(ROOT)!r})\nexcept ImportError as error: print(error)"

    done = _run(installed, "-c", code, cwd=tmp_path)

    assert (done.stdout, done.stderr) == (
        'reading a checkout needs an optional extra: pip install "reformdata[curate]"\n',
        "",
    )
