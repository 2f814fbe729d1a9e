"""What a model refuses becomes findings; their words are in `cases/fields.md`."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from reformdata.curation.reading.problems import PATTERNS, PERIOD_REASONS, problems
from reformdata.curation.reading.strict_yaml import Tree, parse
from reformdata.models import TABLES, Fingerprints, Outcome, Period, Readings, RecordFile
from tests.curation.reading.good import FILES, RECORD

FILE = "records/sources/by-2020/02-forsoeg.yaml"
RECORDS: TypeAdapter[Any] = TypeAdapter(RecordFile)
MODELS: dict[str, type[Any]] = {**TABLES, "outcomes": Outcome, "fingerprints": Fingerprints, "readings": Readings}


def _tree(file: str) -> dict[str, Tree]:
    tree, findings = parse(FILES[file], file)
    assert isinstance(tree, dict)
    assert findings == []
    return tree


def _patterns(schema: Any) -> set[str]:
    if isinstance(schema, dict):
        own = {schema["pattern"]} if isinstance(schema.get("pattern"), str) else set()
        return own.union(*map(_patterns, schema.values()))
    return set().union(*map(_patterns, schema)) if isinstance(schema, list) else set()


def test_every_pattern_of_the_models_has_words():
    """No contributor ever meets a regular expression; the pattern of a period has reasons of its own."""
    schemas = [RECORDS.json_schema(), *(TypeAdapter(model).json_schema() for model in MODELS.values())]
    period = TypeAdapter(Period).json_schema()["pattern"]
    numbers = {pattern for pattern in _patterns(schemas) if pattern.startswith(("^-?", "^(?!^[-+"))}
    assert _patterns(schemas) - {period} - numbers == set(PATTERNS)


def test_every_reason_of_a_period_is_known():
    """The reasons that we translate are just those that a period can give."""
    reasons = set()
    for text in ("x", "201X-05", "2018-XX-05", "0000", "2018-13", "2018-02-30", "../..", "2020/2018"):
        with pytest.raises(ValueError, match=re.escape(text)) as caught:
            Period(text)
        reasons.add(str(caught.value).removeprefix(f"'{text}' "))
    assert reasons == set(PERIOD_REASONS)


# ---- random damage

LEAVES = st.sampled_from(
    ["", "x", "~", "null", "0", "12", "proposal", "retired", "X" * 400, " y", "2018-13", "../..", "1,5"]
)
TREES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=2).map(tuple)
        | st.dictionaries(st.sampled_from(["da", "en", "id", "kind", "status", "x", "strenght"]), inner, max_size=3)
    ),
    max_leaves=4,
)


@st.composite
def damaged(draw: st.DrawFn) -> Tree:
    """A good tree in which a few values were dropped, exchanged or added."""
    tree: Tree = _tree(draw(st.sampled_from([RECORD, FILE, "records/sources/by-2020/03-taget-ud.yaml"])))
    for _ in range(draw(st.integers(1, 3))):
        tree = _damage(draw, tree)
    return tree


def _damage(draw: st.DrawFn, tree: Tree) -> Tree:
    if isinstance(tree, tuple) and tree and draw(st.booleans()):
        index = draw(st.integers(0, len(tree) - 1))
        return (*tree[:index], _damage(draw, tree[index]), *tree[index + 1 :])
    if isinstance(tree, dict) and tree and draw(st.integers(0, 3)):
        key = draw(st.sampled_from(sorted(tree)))
        without = {name: value for name, value in tree.items() if name != key}
        return draw(st.sampled_from([without, {**tree, f"{key}x": tree[key]}, {**tree, key: _damage(draw, tree[key])}]))
    return draw(TREES)


@given(damaged())
def test_everything_wrong_is_reported(tree: Tree):
    """Random damage to the fields is accepted by the model or reported at a place, without an exception."""
    if not isinstance(tree, dict):
        return
    try:
        RECORDS.validate_python(tree)
    except ValidationError as error:
        found = problems(error, None, RECORD)
        assert found
        for finding in found:
            assert "{" not in finding.message.da.replace(str(finding.found), "")
            assert finding.message.en
            assert _holds(tree, finding.loc)


def _holds(tree: Tree, loc: tuple[str | int, ...]) -> bool:
    """Whether there is something at `loc` in `tree`."""
    value: Any = tree
    for part in loc:
        if isinstance(value, str):
            return False
        value = value[part]
    return True
