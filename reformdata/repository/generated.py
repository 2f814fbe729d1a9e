"""The files made from models, rules, glossary and audits: schemas, descriptor, issue forms, pages of the docs."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from reformdata.curation import rules
from reformdata.curation.reading.checkout import read_checkout
from reformdata.models import Corpus
from reformdata.repository import api_page, codebook, data_dictionary, glossary_page, issue_forms, schemas, starter
from reformdata.repository.audits import results
from reformdata.tables import datapackage

IDS = f"schemas/{schemas.IDS}"
API = api_page.PAGE
CODEBOOK = codebook.PAGE
QUALITY = results.PAGE
TASKS = ".vscode/tasks.json"
RULES = "docs/rules.md"
DATA_DICTIONARY = "docs/data-dictionary.md"
GLOSSARY = glossary_page.PAGE


def files(root: Path) -> dict[str, str]:
    """What each generated file should hold, by its path from `root`, the folder of the checkout.

    Raises:
        OSError: if the page of the codebook or of the audits cannot be read; both are written by hand but for their
            generated parts.
        MissingPlaceError: if one of them has no place for a generated part.
        RefusedError: if a file of an audit is not as it should be.
    """
    corpus = read_checkout(root).corpus
    return {
        **_schemas(corpus),
        TASKS: starter.template("tasks.json"),
        "datapackage.json": _json(datapackage.descriptor()),
        **issue_forms.files(corpus),
        API: api_page.page(),
        RULES: rules.index(),
        DATA_DICTIONARY: data_dictionary.page(),
        GLOSSARY: glossary_page.page(corpus.glossary.values()),
        CODEBOOK: codebook.refresh((root / CODEBOOK).read_text("utf-8")),
        QUALITY: results.refresh((root / QUALITY).read_text("utf-8"), results.read_audits(root)),
    }


def local_files(corpus: Corpus, sources: Iterable[str]) -> dict[str, str]:
    """What a checkout may have in place of generated files, for its own editor: the schema of the ids of `corpus`.

    Args:
        corpus: the entries that its records may refer to.
        sources: the ids of the sources to which records can be added.
    """
    return {IDS: _json(schemas.ids_schema(schemas.offers(corpus, sources)))}


def obsolete_schemas(root: Path) -> list[str]:
    """Schemas under `root` that no model makes any more, sorted."""
    found = {path.relative_to(root).as_posix() for path in (root / "schemas").rglob("*.schema.json")}
    return sorted(found - _schemas(Corpus()).keys())


def _schemas(corpus: Corpus) -> dict[str, str]:
    return {
        **{f"schemas/{name}": _json(schema) for name, schema in schemas.json_schemas(corpus).items()},
        **{f"schemas/tables/{name}": _json(schema) for name, schema in datapackage.table_schemas().items()},
    }


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
