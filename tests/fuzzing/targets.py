"""What is read, each by a function of some bytes that raises if something breaks that must hold.

A mistake in the bytes is a finding or an exception of the project; anything else is a crash.
"""

import warnings
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from functools import cache

from reformdata.curation.editing.forms import fill
from reformdata.curation.fixing import fix_bytes
from reformdata.curation.formatting import format_bytes
from reformdata.curation.reading.checkout import read_checkout, read_file
from reformdata.curation.reading.files import list_files, text_of
from reformdata.curation.reading.strict_yaml import parse
from reformdata.dataset.dataset import Dataset
from reformdata.errors import DamagedDataError, NewerDataWarning
from reformdata.evidence.fingerprint import fingerprint_text, sketch_hashes
from reformdata.evidence.resolve import resolve
from reformdata.evidence.texts import Unread, copy_of
from reformdata.findings import Finding
from reformdata.messages import is_visible
from reformdata.models import TABLES, Period
from reformdata.store.compiling import compile_corpus
from reformdata.store.file import Store
from tests import FIXTURE
from tests.evidence.perturbing import PUBLISHED
from tests.fixtures.corpus import CORPUS

DAY = date(2026, 11, 23)
EDIT = 4
"""The bytes of one change to a compiled file: three for its place, one for the new byte there."""

_FILE = "records/sources/by-2020/01-x.yaml"
_FILES = list_files(FIXTURE)[0]
_CHECKOUT = read_checkout(FIXTURE)
_TEXT = fingerprint_text("\n".join(PUBLISHED).encode())
_WANTED = frozenset(each for one in _TEXT.paragraphs for each in sketch_hashes(one))


def _check_shown(findings: list[Finding] | tuple[Finding, ...]) -> None:
    for finding in findings:
        for message in (finding.message, finding.advice):
            assert message is None or all(map(is_visible, (message.da, message.en))), message


def reader(data: bytes) -> None:
    """The first byte chooses the file of the fixture that has the rest as its content."""
    data_file = _FILES[data[0] % len(_FILES)] if data else _FILES[0]
    entries, findings = read_file(data_file._replace(content=data[1:]))
    _check_shown(findings)
    assert findings or all(entry.value is not None for entry in entries)


def fixer(data: bytes) -> None:
    """What is fixed can be read and is not fixed again."""
    new, fixed = fix_bytes(data, _FILE, (), unsafe=True)
    if fixed:
        assert format_bytes(new, _FILE) == (new, [])
        assert fix_bytes(new, _FILE, (), unsafe=True) == (new, ())


def formatter(data: bytes) -> None:
    """The canonical form has the same values and is its own canonical form."""
    formatted, findings = format_bytes(data, _FILE)
    _check_shown(findings)
    if formatted is not None:
        text, _ = text_of(data, _FILE)
        assert format_bytes(formatted, _FILE) == (formatted, [])
        assert parse(str(text), _FILE) == parse(formatted.decode(), _FILE)


def form(data: bytes) -> None:
    """A filled form gives a record, or an error and no record."""
    filled = fill(data.decode(errors="replace").replace("\r\n", "\n"), "form.md", _CHECKOUT, added=DAY)
    _check_shown(filled.findings)
    assert (filled.draft is None) == any(finding.rule.severity == "error" for finding in filled.findings)


def period(data: bytes) -> None:
    """A text is no period, or one that can be asked for everything."""
    text = data.decode(errors="replace")
    try:
        one = Period(text)
    except ValueError:
        return
    assert str(one) == text
    assert one.earliest is None or one.latest is None or one.earliest <= one.latest
    assert one.includes(one.earliest or date.min)
    assert (one.precision, one.qualifiers, one <= one) is not None


def copy(data: bytes) -> None:
    """A file that somebody has is no copy of the source, or one in which each paragraph is found or missing."""
    found = copy_of("x.txt", data, _WANTED)
    if isinstance(found, Unread):
        return
    matches = resolve(_TEXT.paragraphs, found.lines)
    assert [match.paragraph for match in matches] == [one.paragraph for one in _TEXT.paragraphs]
    assert all(1 <= line <= len(found.lines) for match in matches for line in match.found)


@cache
def _compiled() -> bytes:
    return compile_corpus(CORPUS)


def compiled(data: bytes) -> None:
    """A compiled file with some bytes changed, whose checksum is not verified, is refused or gives objects."""
    content = bytearray(_compiled())
    for start in range(0, len(data) - EDIT + 1, EDIT):
        content[int.from_bytes(data[start : start + EDIT - 1]) % len(content)] = data[start + EDIT - 1]
    with warnings.catch_warnings(), suppress(DamagedDataError):
        warnings.simplefilter("ignore", NewerDataWarning)
        dataset = Dataset(Store.of_bytes(bytes(content)))
        for table in ("records", *TABLES):
            list(dataset._store.entries(table))
        list(dataset.search("skema").ids)


TARGETS: Mapping[str, Callable[[bytes], None]] = {
    each.__name__: each for each in (reader, fixer, formatter, form, period, copy, compiled)
}
