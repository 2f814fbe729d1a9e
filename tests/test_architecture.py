"""The architecture, read from the imports: two worlds on one ground, the curator's and the analyst's."""

import ast
import sys
from graphlib import TopologicalSorter
from typing import NamedTuple

import pytest

from tests import ROOT

PACKAGE = ROOT / "reformdata"

GROUND = {"models", "errors", "evidence", "layers"}
CURATOR = {
    "findings", "rules", "reading", "checks", "formatting", "curating",
    "completion", "fixing", "forms", "generated", "reference", "starter",
}  # fmt: skip
ANALYST = {
    "tables", "store", "compiled", "dataset", "views", "exports",
    "agreement", "atomic", "citing", "codebook", "comparison", "conditions", "cut", "data_dictionary", "decoding", "extras",
    "frames", "markdown", "notebook", "plotting", "schemas", "search", "statistics", "tracing", "words",
}  # fmt: skip
FRONT = {"__init__", "__main__", "cli"}

#: What a package may import of ours; what is not here is free within its world.
LEFTWARDS = {
    "models": set(),
    "findings": {"models"},
    "rules": {"models", "findings"},
    "reading": {"models", "layers", "findings", "rules"},
    "checks": {"models", "findings", "rules", "reading", "evidence"},
    "evidence": {"models"},
    "tables": {"models"},
}
LIGHT = {"pydantic", "pydantic_core"}
"""What the analyst's install brings."""


class Import(NamedTuple):
    """One import of a module of ours."""

    module: str
    name: str
    """What is imported: a module of ours in full, another's by the name of its package."""
    function: str
    """The function that it stands in; empty at the top of the module."""

    @property
    def of(self):
        """The package or module of ours that imports."""
        return unit(self.module)


def unit(module):
    """The package or module directly under `reformdata` to which `module` belongs."""
    return ([*module.split("."), "__init__"])[1]


def _modules():
    for path in sorted(PACKAGE.rglob("*.py")):
        name = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
        yield name.removesuffix(".__init__"), ast.parse(path.read_text("utf-8"))


MODULES = dict(_modules())


def _imports(module, node, function=""):
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            continue  # for type checkers alone
        if isinstance(child, ast.FunctionDef):
            yield from _imports(module, child, function or child.name)
        elif isinstance(child, ast.Import):
            yield from (Import(module, _known(alias.name), function) for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            yield from (Import(module, _known(child.module, alias.name), function) for alias in child.names)
        else:
            yield from _imports(module, child, function)


def _known(module, name=""):
    if module.partition(".")[0] != "reformdata":
        return module.partition(".")[0]
    return f"{module}.{name}" if f"{module}.{name}" in MODULES else module


IMPORTS = [each for module, tree in MODULES.items() for each in _imports(module, tree)]
OURS = [each for each in IMPORTS if each.name.partition(".")[0] == "reformdata" and each.name != "reformdata"]
THEIRS = [
    each
    for each in IMPORTS
    if each.name.partition(".")[0] != "reformdata" and each.name not in sys.stdlib_module_names | {"__future__"}
]


def test_every_module_belongs_to_a_world():
    """Whoever adds a module says here which."""
    assert {unit(module) for module in MODULES} <= GROUND | CURATOR | ANALYST | FRONT


@pytest.mark.parametrize("package", LEFTWARDS)
def test_imports_go_leftwards(package):
    """What stands at the bottom imports nothing of ours, and so on upwards, inside functions too."""
    told = {unit(each.name) for each in OURS if each.of == package}

    assert told - {package} <= LEFTWARDS[package]


def test_no_module_imports_itself_on_a_detour():
    """At the top of the modules there is an order in which all can be imported."""
    tops = {module: {each.name for each in OURS if each.module == module and not each.function} for module in MODULES}

    assert len(tuple(TopologicalSorter(tops).static_order())) >= len(MODULES)


def test_the_ground_knows_neither_world():
    """It may name what it does not import, in a type."""
    assert [each for each in OURS if each.of in GROUND and unit(each.name) not in GROUND] == []


def test_one_function_leads_from_the_analyst_to_the_curator():
    """A checkout is read where it is loaded, and nowhere else."""
    crossings = {(each.module, each.function) for each in OURS if each.of in ANALYST and unit(each.name) in CURATOR}

    assert {module for module, _ in crossings} == {"reformdata.dataset.dataset"}
    assert len(crossings) == 1
    assert "" not in dict(crossings).values()


def test_only_the_curator_reads_yaml():
    """The analyst's install has no PyYAML."""
    assert {each.of for each in THEIRS if each.name == "yaml"} <= CURATOR | {"cli"}


def test_the_analyst_needs_pydantic_alone():
    """Every other library is imported inside the function that uses it."""
    assert {
        each for each in THEIRS if each.of in ANALYST | GROUND and not each.function and each.name not in LIGHT
    } == set()


def test_the_front_door_imports_nothing():
    """`import reformdata` costs next to nothing."""
    assert [each for each in IMPORTS if each.module == "reformdata" and not each.function] == []


@pytest.mark.parametrize("package", sorted(CURATOR | ANALYST | GROUND))
def test_nothing_imports_the_command_line(package):
    """It stands on all of it."""
    assert [each for each in OURS if each.of == package and unit(each.name) == "cli"] == []


def test_only_the_command_line_prints():
    """What it calls can be called from a notebook."""
    printing = {
        module
        for module, tree in MODULES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("print", "sys.stdout.write", "sys.stderr.write")
    }

    assert {unit(module) for module in printing} == {"cli"}
