"""How many small mistakes in the code do the tests notice? `python -m tests.mutation` makes some, one at a time.

A mutant is a function with one operator, constant or statement changed. The tests run once as they are, to learn which of
them call which function. Then for each mutant a copy of the process puts the changed code into the function and runs
those tests, the fastest first, until one fails. A mutant that no test fails for has survived.
"""

import argparse
import ast
import copy
import functools
import gc
import os
import signal
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from random import Random
from types import CodeType, FunctionType
from typing import Any, NamedTuple

import pytest

from tests import ROOT

CODE = ("reformdata/curation/reading", "reformdata/curation/checks", "reformdata/store/compiling.py")
TESTS = (
    "tests/curation/reading", "tests/curation/checks", "tests/curation/rules", "tests/curation/test_cases.py",
    "tests/curation/test_cache.py", "tests/contributions/test_breakages.py", "tests/evidence/test_copying.py",
    "tests/curation/fixing", "tests/store/test_compiling.py", "tests/dataset/test_search.py", "tests/dataset/overlay",
)  # fmt: skip
LONGEST = 30
"""A mutant counts as noticed if a test takes so many seconds and ten times as long as without it: it does not end."""

_COMPARISONS = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_OPERATORS = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr}


class Mutant(NamedTuple):
    """A function with one change."""

    file: str
    function: str
    line: int
    change: str
    code: CodeType


def _changes(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """What may stand in place of `node`."""
    match node:
        case ast.Compare(ops=[one]) if type(one) in _COMPARISONS:
            other = copy.deepcopy(node)
            other.ops = [_COMPARISONS[type(one)]()]
            yield "compare", other
        case ast.BoolOp():
            other = copy.deepcopy(node)
            other.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
            yield "and/or", other
        case ast.UnaryOp(op=ast.Not()):
            yield "without not", node.operand
        case ast.BinOp() if type(node.op) in _OPERATORS:
            other = copy.deepcopy(node)
            other.op = _OPERATORS[type(node.op)]()
            yield "operator", other
        case ast.Constant(value=bool() as value):
            yield "constant", ast.Constant(not value)
        case ast.Constant(value=int() as value):
            yield "constant", ast.Constant(value + 1)
        case ast.Constant(value=str() as value):
            yield "constant", ast.Constant(f"{value}X")
        case ast.Return(value=ast.Constant(None)):
            pass
        case ast.Return(value=ast.expr()):
            yield "return None", ast.Return(ast.Constant(None))
        case ast.If() | ast.IfExp() | ast.While():
            other = copy.deepcopy(node)
            other.test = ast.UnaryOp(ast.Not(), other.test)
            yield "condition", other
        case ast.Continue():
            yield "break", ast.Break()
        case ast.Expr(value=ast.Call()) | ast.AugAssign():
            yield "left out", ast.Pass()


def _places(function: ast.AST) -> Iterator[tuple[ast.AST, str, int | None]]:
    """The parent, the field and the index of everything in the body of a function that may be changed."""
    body = list(getattr(function, "body", []))
    waiting = [(function, "body", index) for index, _ in enumerate(body)]
    while waiting:
        parent, field, index = waiting.pop()
        held = getattr(parent, field)
        node = held if index is None else held[index]
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            continue  # a docstring
        yield parent, field, index
        for name, value in ast.iter_fields(node):
            if name in ("annotation", "returns", "decorator_list", "pattern") or isinstance(node, ast.JoinedStr):
                continue
            each = enumerate(value) if isinstance(value, list) else [(None, value)]
            waiting += [(node, name, at) for at, one in each if isinstance(one, ast.AST)]


def _functions(tree: ast.AST, prefix: str = "") -> Iterator[tuple[str, ast.AST]]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef):
            yield f"{prefix}{node.name}", node
        elif isinstance(node, ast.ClassDef):
            yield from _functions(node, f"{prefix}{node.name}.")


def _code_of(code: CodeType, name: str) -> CodeType:
    first, _, rest = name.partition(".")
    found = next(one for one in code.co_consts if isinstance(one, CodeType) and one.co_name == first)
    return _code_of(found, rest) if rest else found


def mutants(path: Path) -> Iterator[Mutant]:
    """Every mutant of the functions and methods in the file at `path`."""
    tree = ast.parse(path.read_text("utf-8"))
    alone = ast.Module([], [])  # the function or the class by itself: to compile the whole file takes much longer
    for statement, (name, function) in [
        (one, found) for one in tree.body for found in _functions(ast.Module([one], []))
    ]:
        alone.body = [statement]
        for parent, field, index in list(_places(function)):
            held = getattr(parent, field)
            node = held if index is None else held[index]
            for change, other in _changes(node):
                _put(parent, field, index, other)
                code = _code_of(compile(ast.fix_missing_locations(alone), str(path), "exec"), name)
                yield Mutant(path.relative_to(ROOT).as_posix(), name, getattr(node, "lineno", 0), change, code)
                _put(parent, field, index, node)


def _put(parent: ast.AST, field: str, index: int | None, node: ast.AST) -> None:
    if index is None:
        setattr(parent, field, node)
    else:
        getattr(parent, field)[index] = node


class Mutation:
    """The plugin of pytest that runs the tests on mutants instead of once."""

    def __init__(self, count: int, seed: int) -> None:
        self.count, self.seed = count, seed
        self.callers: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)
        self.counts: Counter[str] = Counter()

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Learn which tests call what, then run them on the mutants."""
        items = list(session.items)
        for item, following in zip(items, [*items[1:], None], strict=True):
            _forget()  # a test calls what an earlier one only asked for
            called, before = set(), time.perf_counter()
            sys.setprofile(lambda frame, event, _, called=called: called.add(frame.f_code) if event == "call" else None)
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            sys.setprofile(None)
            for code in called:
                self.callers[code.co_filename, code.co_qualname][item.nodeid] = time.perf_counter() - before
        if session.testsfailed:
            raise session.Failed("the tests fail without any mutant")
        files = [
            path
            for each in CODE
            for path in sorted((ROOT / each).rglob("*.py") if (ROOT / each).is_dir() else [ROOT / each])
        ]
        made = [mutant for path in files for mutant in mutants(path)]
        known = [mutant for mutant in made if self.callers.get((str(ROOT / mutant.file), mutant.function))]
        chosen = Random(self.seed).sample(known, min(self.count, len(known)))  # noqa: S311 - no secret
        _say(f"\n{len(made)} mutants, {len(made) - len(known)} of them in functions that only an import calls")
        _say(f"{len(chosen)} of the others are tried")
        for number, mutant in enumerate(chosen, 1):
            outcome = self._try(mutant, items, session)
            self.counts[outcome] += 1
            if outcome == "survived":
                line = (ROOT / mutant.file).read_text("utf-8").splitlines()[mutant.line - 1].strip()
                _say(f"{number}: {mutant.file}:{mutant.line} {mutant.function}: {mutant.change}: {line}")
            if number % 20 == 0 or number == len(chosen):
                _say(", ".join(f"{count} {outcome}" for outcome, count in sorted(self.counts.items())))
        return True

    def _try(self, mutant: Mutant, items: list[pytest.Item], session: pytest.Session) -> str:
        took = self.callers[str(ROOT / mutant.file), mutant.function]
        running = sorted((item for item in items if item.nodeid in took), key=lambda item: took[item.nodeid])
        child = os.fork()
        if child == 0:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            try:
                _install(mutant)
                for item, following in zip(running, [*running[1:], None], strict=False):
                    signal.alarm(LONGEST + int(10 * took[item.nodeid]))
                    item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
                    if session.testsfailed:
                        os._exit(1)
            except BaseException:  # the mutant broke pytest itself
                os._exit(1)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        return "survived" if status == 0 else "killed" if os.WIFEXITED(status) else "timed out"


def _say(line: str) -> None:
    print(line, file=sys.__stdout__, flush=True)  # past what pytest captures


@functools.cache
def _caches() -> list[Any]:
    """What remembers the results of a function of the project."""
    cached = (one for one in gc.get_objects() if isinstance(one, functools._lru_cache_wrapper))
    return [one for one in cached if one.__module__.startswith("reformdata")]


def _forget() -> None:
    for one in _caches():
        one.cache_clear()


def _install(mutant: Mutant) -> None:
    """Put the code of `mutant` into every function that has the original, and forget what it returned before."""
    gc.unfreeze()  # a command that a test ran has hidden what was there from `get_objects`
    for one in gc.get_objects():
        if isinstance(one, FunctionType):
            code = one.__code__
            if (code.co_filename, code.co_qualname) == (str(ROOT / mutant.file), mutant.function):
                one.__code__ = mutant.code
    _forget()


def main() -> int:
    """Try a sample of the mutants; 1 if fewer than `--least` percent of them are noticed."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument("--count", type=int, default=200, help="how many mutants")
    parser.add_argument("--seed", type=int, default=1, help="which ones")
    parser.add_argument("--least", type=int, default=90, help="the percentage that must be noticed")
    args = parser.parse_args()
    plugin = Mutation(args.count, args.seed)
    options = [
        "-q",
        "-x",
        "-n",
        "0",
        "--capture=sys",
        "-p",
        "no:cacheprovider",
        "--hypothesis-profile",
        "quick",
        "--hypothesis-seed",
        "0",
    ]
    code = pytest.main([*options, "-m", "not slow and not heavy", *TESTS], plugins=[plugin])
    total = sum(plugin.counts.values())
    return int(code != 0 or (total - plugin.counts["survived"]) * 100 < args.least * total)


if __name__ == "__main__":
    sys.exit(main())
