"""The keys of a file before and after a fix: none may be lost."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from reformdata.curation.fixing.repairs import fix_of
from reformdata.curation.reading.strict_yaml import Tree, parse
from reformdata.curation.rules import UNKNOWN_FIELD
from reformdata.findings import Finding, Loc


def keeps_keys(old: bytes, new: bytes, fixed: Iterable[Finding]) -> bool:
    """Whether `new` can be read and has the keys of `old`, misspelt ones with their right names.

    If `old` can be read, each key is compared at its place. Otherwise `new` needs as many keys of each name as the
    lines of `old` have, since their levels are unknown.

    Args:
        old: the content of a file in UTF-8.
        new: the content after a fix.
        fixed: the findings that were fixed.
    """
    before, after = _text(old), _text(new)
    now, wrong = parse(after, "")
    if now is None or wrong:
        return False
    was, _ = parse(before, "")
    if was is None:
        return not Counter(written_keys(before)) - Counter(str(key) for *_, key in _locs(now))
    names = {
        finding.loc: str(fix.value) for finding in fixed if finding.rule is UNKNOWN_FIELD and (fix := fix_of(finding))
    }
    return {_with_right_names(loc, names) for loc in _locs(was)} == set(_locs(now))


def _text(content: bytes) -> str:
    return content.decode().replace("\r\n", "\n")


def _locs(tree: Tree, loc: Loc = ()) -> Iterator[Loc]:
    """The place of every key in `tree`."""
    if isinstance(tree, tuple):
        for index, item in enumerate(tree):
            yield from _locs(item, (*loc, index))
    elif isinstance(tree, dict):
        for key, value in tree.items():
            yield (*loc, key)
            yield from _locs(value, (*loc, key))


def _with_right_names(loc: Loc, names: dict[Loc, str]) -> Loc:
    return tuple(names.get(loc[: index + 1], step) for index, step in enumerate(loc))


_KEY = re.compile(r"(?P<indent> *(?:- +)*)(?P<key>[a-z][a-z0-9_]*):(?:\s+(?P<value>.*)|$)")
_BLOCK = re.compile(r"[|>][-+0-9]{0,2}(?: +#.*)?\s*")
_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'")
_KEY_IN_BRACES = re.compile(r"[{,]\s*([a-z][a-z0-9_]*):(?=\s)")


def written_keys(text: str) -> Iterator[str]:
    """The keys in the lines of `text`, which need not be readable."""
    block = -1
    """The indentation of the key whose block the line may be in; -1 outside of one."""
    for line in text.split("\n"):
        indent = len(line) - len(line.lstrip())
        if block >= 0 and (indent > block or not line.strip()):
            continue
        found = _KEY.match(line)
        value = ((found["value"] or "") if found else line.lstrip(" -")).strip()
        block = len(found["indent"]) if found and _BLOCK.fullmatch(value) else -1
        if found:
            yield found["key"]
        if value.startswith(("{", "[")):
            yield from _KEY_IN_BRACES.findall(_QUOTED.sub("", value))
