"""Findings of a file that is not written yet: quoted from the text that it would have."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reformdata.cli.output.text import shown
from reformdata.cli.output.view import View
from reformdata.curation.reading.checkout import locate, locate_word, span_of
from reformdata.curation.reading.strict_yaml import parse, spans
from reformdata.findings import Finding, Loc, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class _Unwritten(View):
    """A view in which some files are as they would be."""

    texts: Mapping[str, Sequence[str]]

    def lines(self, file: str) -> list[str]:
        """The lines of `file` as it would be, else as it stands."""
        return list(self.texts[file]) if file in self.texts else View.lines(self, file)


def told(findings: Iterable[Finding], view: View, texts: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """The lines that show `findings`, an empty one behind each; `texts` are the lines of files that are not there."""
    unwritten = _Unwritten(root=view.root, language=view.language, color=view.color, texts=texts)
    for finding in findings:
        yield from shown(_placed(finding, view, texts), unwritten)
        yield ""


def _placed(finding: Finding, view: View, texts: Mapping[str, Sequence[str]]) -> Finding:
    """`finding` with its line and column, in the text that its file would have or has."""
    if finding.span:
        return finding
    if finding.file not in texts:
        return locate(view.root, [finding])[0]
    lines = texts[finding.file]
    span = span_of(finding, _places(lines, finding.file))
    return finding.with_span(locate_word(lines, span, finding.found) if span and finding.found else span)


def _places(lines: Sequence[str], file: str) -> Mapping[tuple[Loc, bool], Span]:
    text = "\n".join(lines)
    return {} if parse(text, file)[1] else spans(text)
