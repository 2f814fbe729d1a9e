"""Records as people write them: any order, any quoting, comments and blank lines wherever YAML has them."""

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

WORDS = st.text(alphabet="aåÆ bcé漢😀:#-'\"\\{}[],.?!|>&*%@`~=<01/", max_size=12)
LINES = WORDS | st.sampled_from(["no", "null", "1.1", "2020-10-28", "12:09", "kl", "a: b", "x #y", " x ", "a,b", "0x1"])
PROSE = LINES | st.lists(LINES, min_size=1, max_size=4).map("\n".join)
IDS = st.lists(st.sampled_from(["kl", "regeringen", "trust", "2020-planen", "kl-2020-temaside.06"]) | LINES, max_size=3)
NUMBERS = st.lists(st.integers(1, 99).map(str), max_size=3)


def both(texts: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    """A text in both languages."""
    return st.fixed_dictionaries({}, optional={"da": texts, "en": texts})


RECORDS = st.fixed_dictionaries(
    {},
    optional={
        "id": LINES,
        "kind": st.sampled_from(["proposal", "statement", "initiative", "propsal"]),
        "title": both(LINES),
        "text": both(PROSE),
        "paragraphs": NUMBERS,
        "date": st.sampled_from(["2020-10-28", "2020"]),
        "voice": st.fixed_dictionaries({}, optional={"actor": LINES, "office": both(LINES), "for": LINES}),
        "areas": IDS,
        "mentions": IDS | LINES,
        "quantities": st.lists(st.fixed_dictionaries({"value": LINES}, optional={"of": both(LINES)}), max_size=2),
        "relations": st.lists(both(LINES) | LINES | IDS, max_size=2),
        "status": LINES,
        "curation": st.fixed_dictionaries({}, optional={"codebook": LINES, "added": LINES}),
        "unknown": LINES | IDS | both(PROSE),
    },
)
ENTRIES = st.lists(st.fixed_dictionaries({"id": LINES}, optional={"name": both(LINES), "definition": both(PROSE)}))
READINGS = st.fixed_dictionaries(
    {"codebook": LINES, "first": st.lists(st.fixed_dictionaries({"paragraphs": NUMBERS}, optional={"voice": LINES}))}
)
TREES = RECORDS | ENTRIES | READINGS


@st.composite
def messy(draw: DrawFn, trees: st.SearchStrategy[Any] = TREES) -> str:
    """A text that holds one of `trees`; not each is in the strict dialect."""
    tree = draw(trees)
    value = _flow(draw, tree) if not tree or draw(st.integers(0, 9)) == 0 else None
    body = [value] if value is not None else _block(draw, tree, 0)
    start = draw(
        st.sampled_from([[], ["---"], ["--- # begins"], ["# yaml-language-server: $schema=x/record.schema.json"]])
    )
    end = draw(st.sampled_from([[], ["..."], ["# ends"], ["  # ends"], [""]]))
    return "\n".join([*start, *body, *end]) + draw(st.sampled_from(["\n", "", "\n\n"]))


def _block(draw: DrawFn, tree: Any, indent: int) -> list[str]:
    lines: list[str] = []
    pairs = draw(st.permutations(list(tree.items()))) if isinstance(tree, Mapping) else [("-", item) for item in tree]
    for key, value in pairs:
        lines += draw(
            st.sampled_from(
                [[]] * 4 + [[""], ["  "], [f"{' ' * indent}# above"], ["# at the edge"], [f"{' ' * indent}   #deep"]]
            )
        )
        head = f"{' ' * indent}{key}" + ("" if key == "-" else draw(st.sampled_from([":", ":", " :"])))
        lines += _entry(draw, head, value, indent, is_item=key == "-")
    return lines


def _entry(draw: DrawFn, head: str, value: Any, indent: int, *, is_item: bool) -> list[str]:
    comment = draw(st.sampled_from([""] * 5 + ["  # behind", " # near", "  #", "  #tight", "   "]))
    if isinstance(value, str):
        return _scalar(draw, head, value, indent, comment)
    if not value or draw(st.booleans()):
        return [f"{head} {_flow(draw, value)}{comment}"]
    step = draw(st.integers(1, 4))
    below = _block(draw, value, indent + step)
    if is_item and isinstance(value, Mapping) and step > 1 and below[0][: indent + step].isspace() and below[0].strip():
        return [f"{head}{' ' * (step - 1)}{below[0].lstrip()}", *below[1:]]
    return [f"{head}{comment}", *below]


def _scalar(draw: DrawFn, head: str, value: str, indent: int, comment: str) -> list[str]:
    style = draw(st.sampled_from(["plain", "double", "single", "block", "below"]))
    if style == "block" and value:
        step = draw(st.integers(1, 4))
        return [f"{head} |-{comment}", *(f"{' ' * (indent + step)}{line}" for line in value.split("\n"))]
    if style == "below" and value:
        return [f"{head}{comment}", f"{' ' * (indent + 2)}{_quoted(value)}"]
    return [f"{head} {_written(value, style)}{comment}"]


def _written(value: str, style: str) -> str:
    if style == "single" and "\n" not in value:
        return "'" + value.replace("'", "''") + "'"
    return value if style == "plain" and value.replace(" ", "").isalnum() else _quoted(value)


def _quoted(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _flow(draw: DrawFn, value: Any) -> str:
    if isinstance(value, str):
        return _written(value, draw(st.sampled_from(["plain", "double", "single"])))
    parts = (
        [f"{key}: {_flow(draw, item)}" for key, item in value.items()]
        if isinstance(value, Mapping)
        else [_flow(draw, item) for item in value]
    )
    start, end = "{}" if isinstance(value, Mapping) else "[]"
    between = draw(st.sampled_from(["", " ", "\n      ", " # within\n      "]))
    return start + between + f",{between or ' '}".join(parts) + between + end
