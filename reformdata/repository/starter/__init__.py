"""What a repository of own data starts with: the layout, the vocabularies and the checks of the published data, no record."""

import json
from collections.abc import Iterator, Mapping
from importlib.resources import files as resources
from types import MappingProxyType

from pydantic import TypeAdapter

from reformdata.about import __version__
from reformdata.curation.formatting import dump
from reformdata.models import TABLES, Corpus, Language
from reformdata.models.markup import escape_markdown
from reformdata.repository import schemas
from reformdata.store import settings

FOLDERS = tuple(f"records/{name}" for name in ("sources", "outcomes", "actors", "reforms", "laws", "documents"))
"""The folders that are empty at first."""

# Without their dots: in this repository they would take effect.
_TEMPLATES: Mapping[str, str] = MappingProxyType(
    {
        "README.md": "README.md",
        ".editorconfig": "editorconfig",
        ".gitignore": "gitignore",
        settings.FILE: settings.FILE,
        ".vscode/tasks.json": "tasks.json",
        ".github/workflows/ci.yml": "ci.yml",
    }
)
_VOCABULARIES = {"areas": "areas.yaml", "themes": "themes.yaml", "target_groups": "target-groups.yaml"}


def starter_files(name: str, corpus: Corpus, *, language: Language) -> dict[str, bytes]:
    """The files of a repository called `name`, by path, with the vocabularies of `corpus` and findings in `language`."""
    texts = dict((*_templates(name, language), *_vocabularies(corpus), *_schemas(corpus)))
    return {path: text.encode() for path, text in texts.items()}


def template(file: str) -> str:
    """The text of the `file` of this folder."""
    return resources(__name__).joinpath(file).read_text("utf-8")


def _templates(name: str, language: Language) -> Iterator[tuple[str, str]]:
    for path, file in _TEMPLATES.items():
        yield (
            path,
            template(file)
            .replace("{{version}}", __version__)
            .replace("{{language}}", language)
            .replace("{{name}}", escape_markdown(name)),
        )


def _vocabularies(corpus: Corpus) -> Iterator[tuple[str, str]]:
    for table, file in _VOCABULARIES.items():
        adapter = TypeAdapter(TABLES[table])
        tree = [adapter.dump_python(entry, exclude_defaults=True) for entry in getattr(corpus, table).values()]
        yield f"records/{file}", dump(table, tree)


def _schemas(corpus: Corpus) -> Iterator[tuple[str, str]]:
    for name, schema in schemas.json_schemas(corpus).items():
        yield f"schemas/{name}", json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
