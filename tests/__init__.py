"""The tests, laid out as the package is."""

from pathlib import Path

ROOT = Path(__file__).parents[1]
"""The checkout."""
TURNED = ROOT / "tests" / "turned" / "sitecustomize.py"
"""Makes Python list folders from the end, if its folder is in PYTHONPATH."""
FIXTURE = ROOT / "tests" / "fixtures" / "checkout"
"""A small checkout to read and to change copies of."""
