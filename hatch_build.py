"""Compiles `records/` into the wheel; nothing of it is left in the tree."""

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledFile(BuildHookInterface[Any]):
    """Puts `reformdata/reformdata.sqlite` into a wheel; an editable install reads `records/` itself."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the data aside and say where it lies."""
        if version == "editable":
            return
        self._aside = tempfile.TemporaryDirectory(prefix="reformdata-")
        file = Path(self._aside.name, "reformdata.sqlite")
        _compile(Path(self.root), file)
        build_data["force_include"][str(file)] = "reformdata/reformdata.sqlite"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove what was compiled."""
        if version != "editable":
            self._aside.cleanup()


def _compile(root: Path, file: Path) -> None:
    """Compile the records of the checkout at `root`, or end the build with what is wrong with them."""
    sys.path.insert(0, str(root))
    sys.dont_write_bytecode = True
    from reformdata.curation.checks import validate
    from reformdata.curation.reading.checkout import read_checkout
    from reformdata.store.compiling import write

    errors = [finding for finding in validate(root).findings if finding.rule.severity == "error"]
    if errors:
        lines = "\n".join(f"{one.file}: {one.rule.code} {one.message.en}" for one in errors)
        raise SystemExit(f"The data is not fit to be built ({len(errors)} errors); see: reformdata validate\n{lines}")
    write(read_checkout(root).corpus, file)
