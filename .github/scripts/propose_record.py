"""Answer a filled form, and propose the record that was made of it as a pull request; run by workflows/forms.yml.

This runs with a token that can write, so it imports nothing but the standard library, and takes what another job made of
the form as text from a stranger: it decides only what a new file and a message hold. Everything goes through `gh api`.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

RECORD = re.compile(r"records/sources/[a-z0-9-]+/[0-9]{2,3}-[a-z0-9-]+\.yaml")
LARGEST = 64 * 1024
"""Characters of a record or an answer; GitHub allows 65,536 in a message."""
TRANSLATE = "needs-translation"
"""The mark of a text that is to be translated, and the label of its pull request."""


def main(folder: Path, repository: str, base: str, issue: int) -> None:
    """Propose the record in `folder`, if there is one, and answer with its `reply.md`.

    Args:
        folder: what the job that read the form has made: `reply.md`, and at most one file in `records/sources/`.
        repository: its owner and name.
        base: the branch to change.
        issue: the number of the issue with the form.
    """
    root = f"repos/{repository}"
    branch = f"form-{issue}"
    answer = _read(folder / "reply.md")
    found = [path for path in sorted((folder / "records").rglob("*")) if path.is_file()]
    if _exists(root, branch):
        sys.stdout.write(f"{branch} exists: maintainers change the record there\n")
        return
    if found:
        names = [path.relative_to(folder).as_posix() for path in found]
        if len(names) > 1 or not RECORD.fullmatch(names[0]):
            raise SystemExit(f"not one record: {names}")
        answer += f"\n{_propose(root, base, branch, issue, names[0], _read(found[0]), answer)}\n"
    _api("POST", f"{root}/issues/{issue}/comments", body=answer)


def _propose(root: str, base: str, branch: str, issue: int, name: str, content: str, answer: str) -> str:
    """Open a pull request that adds the file `name` with `content`; returns its address."""
    parent = _api("GET", f"{root}/git/ref/heads/{base}")["object"]["sha"]
    above = _api("GET", f"{root}/git/commits/{parent}")["tree"]["sha"]
    title = f"Add the record of issue {issue}"
    file = {"path": name, "mode": "100644", "type": "blob", "content": content}
    tree = _api("POST", f"{root}/git/trees", base_tree=above, tree=[file])["sha"]
    commit = _api("POST", f"{root}/git/commits", message=title, tree=tree, parents=[parent])["sha"]
    _api("POST", f"{root}/git/refs", ref=f"refs/heads/{branch}", sha=commit)
    # A draft, since the checks of a pull request by a workflow start only when a maintainer marks it as ready.
    body = f"{answer}\nCloses #{issue}\n"
    try:
        made = _api("POST", f"{root}/pulls", title=title, head=branch, base=base, body=body, draft=True)
    except SystemExit:  # so that the form can be read again
        _api("DELETE", f"{root}/git/refs/heads/{branch}")
        raise
    if TRANSLATE in content:
        _api("POST", f"{root}/issues/{int(made['number'])}/labels", labels=[TRANSLATE])
    return str(made["html_url"])


def _exists(root: str, branch: str) -> bool:
    """Whether there is a branch of that name; the address also finds longer names."""
    refs = _api("GET", f"{root}/git/matching-refs/heads/{branch}")
    return any(ref["ref"] == f"refs/heads/{branch}" for ref in refs)


def _read(path: Path) -> str:
    if path.is_symlink() or path.stat().st_size > 4 * LARGEST:
        raise SystemExit(f"not a small file: {path.name!r}")
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".yaml" and len(text) > LARGEST:
        raise SystemExit(f"too large for a record: {path.name!r}")
    return text[: LARGEST - 1000]  # with room for what is added


def _api(method: str, address: str, **values: Any) -> Any:
    """What GitHub answers; `values` are passed by the standard input, so no shell and no argument holds them."""
    command = ["gh", "api", "--method", method, address, *(["--input", "-"] if values else [])]
    sent = json.dumps(values) if values else None
    done = subprocess.run(command, input=sent, capture_output=True, text=True, check=False)  # noqa: S603 - a fixed program, without a shell
    if done.returncode:
        raise SystemExit(f"{method} {address}: {done.stderr.strip()}")
    return json.loads(done.stdout or "null")


if __name__ == "__main__":
    main(Path(sys.argv[1]), os.environ["GITHUB_REPOSITORY"], os.environ["BASE"], int(os.environ["ISSUE"]))
