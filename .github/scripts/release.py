"""Make a release: what `make release VERSION=1.2.3` and workflows/release.yml run. docs/versions.md explains it.

`prepare` checks that the version can be released and writes it, with what changed in the data, into the files that name
it; `tag` commits and tags them; `assets` writes the files that are attached to the release.
"""

import argparse
import hashlib
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from reformdata import Comparison, Dataset

Version: TypeAlias = tuple[int, int, int]

ABOUT = "reformdata/about.py"
CHANGELOG = "CHANGELOG.md"
UNRELEASED = "## [Unreleased]\n"
DATA = "### Data\n"
MAJOR, MINOR, PATCH = range(3)
"""The numbers of a version, by their place."""
SHOWN = 3
"""The most ids that a message lists."""
_VERSION = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)", re.ASCII)
_PLACES: Mapping[str, tuple[tuple[str, str], ...]] = {
    ABOUT: ((r'(?<=^__version__ = ")[^"]+', "version"),),
    "CITATION.cff": ((r"(?<=^version: ).+", "version"), (r'(?<=^date-released: ")[^"]+', "day")),
    ".zenodo.json": ((r'(?<=^  "version": ")[^"]+', "version"),),
    "README.md": ((r"(?<=<Dataset: reformdata )[0-9.]+(?=, )", "version"),),
}
"""Where the version or the day of the release stands in a file: once in each place."""


def prepare(root: Path, version: str, previous: Path | None) -> None:
    """Check that `version` can be released, and write it into the files of the checkout `root`.

    Args:
        root: the checkout.
        version: the version to release.
        previous: the wheel or the compiled file of the last release; by default its tag is read.
    """
    wanted, current = _parsed(version), _parsed(_written(root))
    if wanted <= current:
        raise SystemExit(f"{version} is not higher than {_text(current)}, the version in {ABOUT}")
    check_repository(root, version)
    changelog = (root / CHANGELOG).read_text("utf-8")
    if not _section(changelog, UNRELEASED).strip():
        raise SystemExit(f"{CHANGELOG} says nothing under {UNRELEASED.strip()}; write what users will notice")
    if wanted[PATCH] == 0 and not list((root / "audits").glob(f"{version}*")):
        raise SystemExit(f"audits/ has no audit of {version}; docs/quality.md says how to make one")
    data = _load(root)
    comparison = compare(root, version, previous, data)
    if comparison.before:
        kept = frozenset(row["id"] for row in data.tables["retired"].to_dicts())
        check_step(current, wanted, comparison, kept)
    day = datetime.now(UTC).date().isoformat()
    for name, places in _PLACES.items():
        _write_places(root / name, places, {"version": version, "day": day})
    (root / CHANGELOG).write_text(released(changelog, version, day, data_notes(comparison)), "utf-8")
    # In new processes, which import the new version.
    _run(root, sys.executable, "-m", "reformdata", "schema")
    _run(root, sys.executable, "docs/refresh.py")
    _run(root, sys.executable, "-m", "tests.fixtures.packages")


def tag(root: Path) -> None:
    """Commit what `prepare` wrote, and tag it."""
    version = _written(root)
    if _git(root, "diff", "--quiet", "HEAD", "--", ABOUT, check=False).returncode == 0:
        raise SystemExit(f"{ABOUT} has the version that is committed: run make release VERSION=…")
    _git(root, "add", "--all")
    _git(root, "commit", "--quiet", "--message", f"Release {version}")
    _git(root, "tag", "--annotate", f"v{version}", "--message", f"reformdata {version}")
    sys.stdout.write(f"Tagged v{version}. To publish it: git push --atomic origin main v{version}\n")


def assets(root: Path, name: str, dist: Path, folder: Path, previous: Path | None) -> None:
    """Write into the new `folder` what is attached to the release `name`, a tag, with the SHA-256 of each file.

    Args:
        root: the checkout of the tag.
        name: the tag.
        dist: a folder with the wheel, whose data is exported, and the sdist.
        folder: the folder to make.
        previous: the wheel or the compiled file of the last release; by default its tag is read.
    """
    from reformdata.exports import ENDINGS, FOLDERS, FORMATS

    version = _written(root)
    if name != f"v{version}":
        raise SystemExit(f"the tag is {name}, and the version in {ABOUT} is {version}")
    notes = _section((root / CHANGELOG).read_text("utf-8"), f"## [{version}]")
    (wheel,), (sdist,) = dist.glob("*.whl"), dist.glob("*.tar.gz")
    folder.mkdir(parents=True)
    for file in (wheel, sdist):
        shutil.copy(file, folder)
    with TemporaryDirectory(prefix="reformdata-") as made:
        with zipfile.ZipFile(wheel) as archive:
            ds = _load(Path(archive.extract("reformdata/reformdata.sqlite", made)))
        if ds.version != version:
            raise SystemExit(f"{wheel.name} holds the data of version {ds.version}, not of {version}")
        for kind in FORMATS:
            if kind in FOLDERS:
                ds.export(kind, Path(made, kind))
                _zip(Path(made), kind, folder / f"reformdata-{version}-{kind}.zip")
            else:
                ds.export(kind, folder / f"reformdata-{version}{ENDINGS[kind][0]}")
        comparison = compare(root, version, previous, ds)
    _zip(root, "audits", folder / f"reformdata-{version}-audits.zip", "docs/quality.md")
    (folder / "changes.json").write_text(f"{comparison.to_json()}\n", "utf-8")
    (folder / "notes.md").write_text(notes.partition("\n")[2].strip() + "\n", "utf-8")
    digests = [f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in sorted(folder.iterdir())]
    (folder / "SHA256SUMS").write_text("".join(digests), "utf-8")


def check_repository(root: Path, version: str) -> None:
    """Check that `root` is on main, with everything committed, and has no tag for `version` yet."""
    changed = _git(root, "status", "--porcelain").stdout.splitlines()
    if changed:
        names = _listed([line[3:] for line in changed])
        raise SystemExit(
            f"not everything is committed: {names}; commit it, or put it aside with: git stash --include-untracked"
        )
    branch = _git(root, "branch", "--show-current").stdout.strip()
    if branch != "main":
        raise SystemExit(f"the branch is {branch or 'none'}, and a release is made on main: git switch main")
    if _git(root, "tag", "--list", f"v{version}").stdout:
        raise SystemExit(f"v{version} is tagged already; a version is released once")


def check_step(old: Version, new: Version, comparison: "Comparison", kept: frozenset[str]) -> None:
    """Check that the step from `old` to `new` is as large as docs/versions.md requires for the changes of the data.

    Args:
        old: the last version.
        new: the version to release.
        comparison: what changed.
        kept: the ids of the records that were withdrawn and still lead somewhere.
    """
    lost = [one for one in comparison if one.what == "removed" or (one.what == "moved" and one.id not in kept)]
    other = [one for one in comparison if one.what != "changed"]
    if lost:
        changes, needed, why = lost, MAJOR, "ids are gone"
    elif other:
        changes, needed, why = other, MINOR, "ids are new or withdrawn"
    else:
        return
    if not old[MAJOR]:
        needed = MINOR  # below 1.0.0 the second number stands for the first
    if new[: needed + 1] <= old[: needed + 1]:
        least = (*old[:needed], old[needed] + 1, 0, 0)[:3]
        ids = _listed([one.id for one in changes])
        raise SystemExit(f"{why} ({ids}), so that {_text(new)} has to be at least {_text(least)}: see docs/versions.md")


def compare(root: Path, version: str, previous: Path | None, new: "Dataset") -> "Comparison":
    """What changed in the data since the last release, which it names; since nothing if there is no release.

    Args:
        root: the checkout.
        version: the version to release.
        previous: the wheel or the compiled file of the last release; by default its tag is read.
        new: the data of this release.
    """
    import reformdata as rd

    last = _git(root, "describe", "--tags", "--abbrev=0", "--match=v[0-9]*", f"--exclude=v{version}", check=False)
    name = last.stdout.strip()
    with _data_of(root, name, previous) as old:
        comparison = rd.diff(old, new)
    return replace(comparison, before=name or (f"v{comparison.before}" if previous else ""), after=f"v{version}")


def data_notes(comparison: "Comparison") -> str:
    """The lines on the data for the changelog: the numbers, and the ids that now lead elsewhere or nowhere."""
    from reformdata.models.labels import TABLE_LABELS

    counts = {table: numbers for table, numbers in comparison.counts().items() if table != "retired"}
    names = {table: TABLE_LABELS[table].en for table in counts}
    if not comparison.before:
        held = ", ".join(f"{numbers['added']} {names[table].lower()}" for table, numbers in counts.items())
        return f"- The first release with a tag. It holds {held}.\n"
    if not comparison:
        return f"- The data is that of {comparison.before}.\n"
    lines = []
    for table, numbers in counts.items():
        counted = ", ".join(f"{number} {_WORDS.get(what, what)}" for what, number in numbers.items())
        lines.append(f"- {names[table]}: {counted}.")
        for what in ("retired", "merged", "moved", "removed"):
            ids = [
                f"`{one.id}`" + (f" → `{one.to}`" if one.to else "")
                for one in comparison
                if (one.table, one.what) == (table, what)
            ]
            lines += [f"  - {_WORDS.get(what, what).capitalize()}: {', '.join(ids)}."] * bool(ids)
    lines.append(f"- Field by field, since {comparison.before}: `changes.json`, attached to the release.")
    return "\n".join(lines) + "\n"


_WORDS: Mapping[str, str] = {"retired": "withdrawn"}
"""What the changelog calls that which happened to a record, where it is not the word of a comparison."""


def released(changelog: str, version: str, day: str, notes: str) -> str:
    """The changelog in which what was unreleased stands under `version`, with `notes` first in its part on the data."""
    section = _section(changelog, UNRELEASED)
    text = section if DATA in section else f"\n{DATA}\n{section.lstrip()}"
    text = text.replace(DATA, DATA + notes, 1)
    return changelog.replace(UNRELEASED + section, f"{UNRELEASED}\n## [{version}] - {day}\n{text}", 1)


def _section(changelog: str, heading: str) -> str:
    """What follows `heading` up to the next heading of a version."""
    before, found, rest = changelog.partition(heading)
    if not found or (before and not before.endswith("\n")):
        raise SystemExit(f"{CHANGELOG} has no heading {heading.strip()}")
    return re.split(r"^(?=## )", rest, maxsplit=1, flags=re.MULTILINE)[0]


@contextmanager
def _data_of(root: Path, name: str, previous: Path | None) -> Iterator["Path | Dataset"]:
    """The data of `previous`, else of the tag `name`, else no data."""
    import reformdata as rd
    from reformdata.cli.git import commit, export_commit
    from reformdata.models import Corpus
    from reformdata.store.compiling import write

    if previous or not name:
        with TemporaryDirectory(prefix="reformdata-") as made:
            empty = Path(made, "reformdata.sqlite")
            write(Corpus(), empty)
            yield previous or empty
        return
    with export_commit(root, commit(root, name)) as folder:
        try:
            yield rd.load(folder)
        except rd.InvalidCheckoutError:
            raise SystemExit(
                f"this version cannot read the records of {name}; give the wheel of that release: PREVIOUS=FILE.whl"
            ) from None


def _load(path: Path) -> "Dataset":
    import reformdata as rd

    try:
        return rd.load(path)
    except rd.ReformdataError as error:
        raise SystemExit(str(error)) from None


def _zip(root: Path, name: str, target: Path, *others: str) -> None:
    """Write the folder `name` of `root`, and `others`, as a zip file whose bytes depend on the contents alone."""
    files = sorted(path for path in (root / name).rglob("*") if path.is_file())
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in (*files, *(root / other for other in others)):
            entry = zipfile.ZipInfo(file.relative_to(root).as_posix())
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, file.read_bytes(), zipfile.ZIP_DEFLATED)


def _write_places(path: Path, places: Sequence[tuple[str, str]], values: Mapping[str, str]) -> None:
    text = path.read_text("utf-8")
    for pattern, value in places:
        text, found = re.subn(pattern, values[value], text, flags=re.MULTILINE)
        if found != 1:
            raise SystemExit(f"{path.name} should have one {value} where release.py looks for it, and has {found}")
    path.write_text(text, "utf-8")


def _written(root: Path) -> str:
    """The version in `about.py`, which is read, not imported: another version may be installed."""
    found = re.search(_PLACES[ABOUT][0][0], (root / ABOUT).read_text("utf-8"), re.MULTILINE)
    if not found:
        raise SystemExit(f"{ABOUT} has no __version__")
    return found[0]


def _parsed(version: str) -> Version:
    found = _VERSION.fullmatch(version)
    if not found:
        raise SystemExit(f"`{version}` is not a version; write three numbers, such as VERSION=1.2.0")
    return int(found[1]), int(found[2]), int(found[3])


def _text(version: Sequence[int]) -> str:
    return ".".join(map(str, version))


def _listed(names: Sequence[str]) -> str:
    more = [f"{len(names) - SHOWN} more"] if len(names) > SHOWN else []
    return ", ".join([*names[:SHOWN], *more])


def _git(root: Path, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(  # noqa: S603 - a list, no shell
        ["git", *arguments],  # noqa: S607 - the git of the machine
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    if check and done.returncode:
        raise SystemExit(f"git {arguments[0]} failed: {done.stderr.strip()}")
    return done


def _run(root: Path, *command: str) -> None:
    done = subprocess.run(command, cwd=root, env=os.environ, check=False)  # noqa: S603 - programs of the project
    if done.returncode:
        raise SystemExit(f"{command[-1]} failed; to put aside what was written: git stash --include-untracked")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    actions = parser.add_subparsers(dest="action", required=True)
    preparing = actions.add_parser("prepare")
    preparing.add_argument("version")
    actions.add_parser("tag")
    attaching = actions.add_parser("assets")
    attaching.add_argument("name")
    attaching.add_argument("dist", type=Path)
    attaching.add_argument("folder", type=Path)
    for action in (preparing, attaching):
        action.add_argument("--previous", type=Path)
    return parser.parse_args()


if __name__ == "__main__":
    given = _arguments()
    if given.action == "prepare":
        prepare(Path(), given.version, given.previous)
    elif given.action == "tag":
        tag(Path())
    else:
        assets(Path(), given.name, given.dist, given.folder, given.previous)
