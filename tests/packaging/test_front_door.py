"""The names that the package offers, and what it costs to import it."""

import ast
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

import reformdata as rd
from reformdata import errors
from tests import ROOT


def _run(code):
    """What a fresh Python prints."""
    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=ROOT
    )
    return done.stdout.split()


def test_names_are_sorted_and_resolve():
    """Every name of `__all__` resolves, `dir` shows it, and they are sorted without repeats."""
    assert rd.__all__ == sorted(set(rd.__all__))
    assert [name for name in rd.__all__ if not hasattr(rd, name)] == []
    assert set(rd.__all__) <= set(dir(rd))


def test_type_checkers_see_the_same_names():
    """What the stub imports, what is imported on demand, and `__all__` are the same names from the same modules."""
    tree = ast.parse((ROOT / "reformdata" / "__init__.pyi").read_text("utf-8"))
    seen = {name.name: line.module for line in tree.body if isinstance(line, ast.ImportFrom) for name in line.names}

    assert sorted(seen) == rd.__all__
    assert seen == rd._MODULES


def test_unknown_name():
    """An unknown name raises an AttributeError, as for any module."""
    with pytest.raises(AttributeError, match="module 'reformdata' has no attribute 'laod'"):
        rd.laod  # noqa: B018 - the look-up is tested


def test_the_package_imports_one_module():
    """`import reformdata` imports no other module that Python itself does not import."""
    bare = _run("import sys; print(*sys.modules)")
    ours = _run("import sys, reformdata; print(*sys.modules)")

    assert set(ours) - set(bare) == {"reformdata"}


def test_checking_clean_data_imports_only_what_it_needs():
    """`reformdata validate` without findings imports nothing that fixes, loads or reads texts."""
    code = "from reformdata.cli import main; main(['validate', 'tests/fixtures/checkout']); import sys; print(*sys.modules)"
    unneeded = {
        "reformdata.curation.fixing",
        "reformdata.dataset.dataset",
        "reformdata.store.compiling",
        "reformdata.evidence",
        "urllib.request",
    }

    assert set(_run(code)) & {"reformdata.curation.checks", *unneeded} == {"reformdata.curation.checks"}


def test_getting_a_record_imports_only_what_it_needs():
    """Neither YAML nor charts, citations or exports."""
    corpus = "from tests.fixtures.corpus import CORPUS; from reformdata.store.compiling import compile_corpus"
    store = "from reformdata.store.file import Store; from reformdata.dataset.dataset import Dataset"
    first = "Dataset(Store.of_bytes(compile_corpus(CORPUS)))[next(iter(CORPUS.records))]"
    unneeded = {
        "yaml",
        "reformdata.dataset.plotting",
        "reformdata.dataset.citing.selections",
        "reformdata.exports",
        "reformdata.dataset.comparison",
    }

    assert set(_run(f"{corpus}; {store}; {first}; import sys; print(*sys.modules)")) & unneeded == set()


def test_errors_are_built_ins_too():
    """Every error has a base of ours and one of Python's, and either can be caught; every warning is a UserWarning."""
    ours = [value for value in vars(errors).values() if isinstance(value, type) and value.__module__ == errors.__name__]
    leaves = [one for one in ours if one not in (rd.ReformdataError, rd.ReformdataWarning, errors.RefusedError)]

    bases = {one.__name__: tuple(base.__name__ for base in one.__bases__) for one in leaves}
    assert bases == {
        "UnknownIdError": ("ReformdataError", "KeyError"),
        "UnknownPositionError": ("ReformdataError", "IndexError"),
        "UnknownConditionError": ("ReformdataError", "TypeError"),
        "ConditionValueError": ("ReformdataError", "ValueError"),
        "MissingDataError": ("ReformdataError", "OSError"),
        "DamagedDataError": ("ReformdataError", "OSError"),
        "InvalidCheckoutError": ("ReformdataError", "ValueError"),
        "CollidingIdsError": ("ReformdataError", "ValueError"),
        "DanglingReferenceError": ("ReformdataError", "ValueError"),
        "UnknownFormatError": ("ReformdataError", "ValueError"),
        "UnreadableCitationError": ("ReformdataError", "ValueError"),
        "DifferentDataError": ("ReformdataError", "ValueError"),
        "UnsortedRecordsError": ("ReformdataError", "ValueError"),
        "TooManyRecordsError": ("ReformdataError", "ValueError"),
        "MissingExtraError": ("ReformdataError", "ImportError"),
        "RetiredRecordWarning": ("ReformdataWarning",),
        "NewerDataWarning": ("ReformdataWarning",),
    }
    assert {one.__name__ for one in (*leaves, rd.ReformdataError, rd.ReformdataWarning)} <= set(rd.__all__)


@pytest.mark.parametrize(
    "error",
    [
        rd.UnknownIdError("kl", "actors", ["kle"]),
        rd.UnknownIdError("minister", "actors", candidates={"anna-holm": "Anna Holm"}),
        rd.UnknownPositionError(7, 4),
        rd.UnknownConditionError("aera", ["area"]),
        rd.ConditionValueError("area", "scools", expected=["schools"]),
        rd.MissingDataError(Path("x"), "nothing"),
        rd.DamagedDataError(None, "empty"),
        rd.DanglingReferenceError("kl"),
        rd.MissingExtraError("curate", "reading"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_errors_can_be_pickled(error):
    """So that another process can raise them."""
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes

    assert (type(copy), str(copy), vars(copy)) == (type(error), str(error), vars(error))
