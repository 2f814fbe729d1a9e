"""The files that are made from the models and the rules: schemas, descriptor, issue forms, codebook page, list of rules."""

import json
from pathlib import Path
from typing import Any

from reformdata.curation import rules
from reformdata.models import Corpus
from reformdata.repository import api_page, codebook, data_dictionary, issue_forms, schemas
from reformdata.tables import datapackage

IDS = f"schemas/{schemas.IDS}"
API = api_page.PAGE
CODEBOOK = "docs/codebook.md"
RULES = "docs/rules.md"
DATA_DICTIONARY = "docs/data-dictionary.md"


def files(root: Path) -> dict[str, str]:
    """What each generated file should hold, by its path from `root`, the folder of the checkout.

    Raises:
        OSError: if the codebook page cannot be read; it is written by hand but for its generated parts.
        MissingPlaceError: if the codebook page has no place for a generated part.
    """
    return {
        **{f"schemas/{name}": _json(schema) for name, schema in schemas.json_schemas().items()},
        **{f"schemas/tables/{name}": _json(schema) for name, schema in datapackage.table_schemas().items()},
        "datapackage.json": _json(datapackage.descriptor()),
        **issue_forms.files(),
        API: api_page.page(),
        RULES: rules.index(),
        DATA_DICTIONARY: data_dictionary.page(),
        CODEBOOK: codebook.refresh((root / CODEBOOK).read_text("utf-8")),
    }


def local_files(corpus: Corpus) -> dict[str, str]:
    """What a checkout may have in place of generated files, for its own editor: the schema of the ids of `corpus`."""
    return {IDS: _json(schemas.ids_schema(schemas.offers(corpus)))}


def obsolete_schemas(root: Path) -> list[str]:
    """Schemas under `root` that no model makes any more, sorted."""
    found = {path.relative_to(root).as_posix() for path in (root / "schemas").rglob("*.schema.json")}
    return sorted(found - files(root).keys())


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
