"""From the place of a whole text to that of the word in it which a finding is about."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from reformdata.curation.reading.files import read_text
from reformdata.findings import Finding, Span


def narrowed(root: Path, findings: Iterable[Finding], contents: Mapping[str, bytes]) -> Iterator[Finding]:
    """The findings, each with the place of what was found, where that stands within the place it has.

    Args:
        root: the folder that holds `records/`.
        findings: the findings with their places.
        contents: what to read instead of some of the files, as in `read_checkout`.
    """
    lines_of = cache(lambda file: (read_text(root / file, file, contents.get(file))[0] or "").split("\n"))
    for finding in findings:
        if finding.found is None or finding.span is None:
            yield finding
        else:
            yield finding.at(narrow(lines_of(finding.file), finding.span, finding.found))


def narrow(lines: Sequence[str], span: Span, found: str) -> Span:
    """The place of the first `found` within `span`, as a word of its own; `span` itself if it is not there."""
    word = re.compile(rf"(?<!\w){re.escape(found)}(?!\w)")
    for number in range(span.line, span.end_line + 1):
        line = lines[number - 1]
        start = span.column - 1 if number == span.line else 0
        end = span.end_column - 1 if number == span.end_line else len(line)
        match = word.search(line, start, end)
        if match:
            return Span(number, match.start() + 1, number, match.end() + 1)
    return span
