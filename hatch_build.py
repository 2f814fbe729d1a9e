"""Compiles `records/` into the wheel and leaves no file in the source tree."""

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledFile(BuildHookInterface[Any]):
    """Adds `reformdata/reformdata.sqlite` to a wheel; an editable install reads `records/` instead."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the data in a temporary folder and add the file to the wheel."""
        if version == "editable":
            return
        self._folder = tempfile.TemporaryDirectory(prefix="reformdata-")
        file = Path(self._folder.name, "reformdata.sqlite")
        _compile(Path(self.root), file)
        build_data["force_include"][str(file)] = "reformdata/reformdata.sqlite"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the temporary folder."""
        if version != "editable":
            self._folder.cleanup()


def _compile(root: Path, file: Path) -> None:
    """Compile the records of the checkout at `root`; end the build if they have errors."""
    sys.path.insert(0, str(root))
    sys.dont_write_bytecode = True
    from reformdata.curation.checks import validate
    from reformdata.curation.reading.checkout import read_checkout
    from reformdata.store.compiling import write

    errors = [finding for finding in validate(root).findings if finding.rule.severity == "error"]
    if errors:
        lines = "\n".join(f"{one.file}: {one.rule.code} {one.message.en}" for one in errors)
        raise SystemExit(f"The data has {len(errors)} errors; see them with: reformdata validate\n{lines}")
    write(read_checkout(root).corpus, file)
