"""Show for each source how many paragraphs records cite, and how many were skipped and why.

Every paragraph of a source gave a record or was skipped with a reason, so what is not in the data was considered
and not overlooked.

Exit code 0; 2: wrong use.
"""

import argparse
from typing import Any

from reformdata.cli.options import add_data_path, add_format, add_language
from reformdata.cli.parser import Parser
from reformdata.cli.terminal import print_json
from reformdata.dataset.covering import coverage as count_coverage
from reformdata.dataset.opening import open_store
from reformdata.evidence.coverage import SourceCoverage

DANISH = """Vis for hver kilde, hvor mange afsnit der er brugt af poster, og hvor mange der er sprunget over og hvorfor.

Hvert afsnit i en kilde har givet en post eller er sprunget over med en begrundelse, så det, der ikke er med i data, er
overvejet og ikke overset.

Afslutningskode 0; 2: forkert brug.
"""


def add_arguments(parser: Parser) -> None:
    """Add the arguments of this command to `parser`."""
    add_data_path(parser)
    add_format(parser)
    add_language(parser)


def run(args: argparse.Namespace) -> int:
    """Print the coverage of the data at `args.path`."""
    coverage = count_coverage(open_store(args.path))
    if args.format == "json":
        sources = {name: _counts(one) for name, one in coverage.sources.items()}
        print_json({"sources": sources, "total": _counts(coverage.total)})
    else:
        print(coverage.to_text(args.lang))
    return 0


def _counts(one: SourceCoverage) -> dict[str, Any]:
    return {name: value if isinstance(value, int) else dict(value) for name, value in one._asdict().items()}
