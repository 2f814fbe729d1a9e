"""A record tried before it is written: what `validate` would say of it, and would not say without it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from types import MappingProxyType
from typing import Any, NamedTuple

from pydantic import TypeAdapter, ValidationError

from reformdata.curation.checks import check
from reformdata.curation.reading.characters import refused
from reformdata.curation.reading.checkout import Checkout, Place
from reformdata.curation.reading.problems import problems
from reformdata.curation.reading.strict_yaml import parse
from reformdata.curation.rules import UNCOVERED_PARAGRAPH
from reformdata.findings import Finding
from reformdata.models import Corpus, RecordFile
from reformdata.models.ids import in_order


class Trial(NamedTuple):
    """What came of trying a record."""

    record: Any
    """The record; None if its file cannot be read as one."""
    findings: tuple[Finding, ...]
    """What is wrong because of it: in its own file, then in others."""

    @property
    def errors(self) -> tuple[Finding, ...]:
        """Those of the findings for which the record cannot stand."""
        return tuple(finding for finding in self.findings if finding.rule.severity == "error")


def try_record(checkout: Checkout, file: str, text: str) -> Trial:
    """Read `text` as the record file `file` of `checkout`, and check it among the others; nothing is written."""
    wrong = refused(text, file)
    tree, syntax = parse(text, file) if not wrong else (None, [])
    if tree is None:
        return Trial(None, (*wrong, *syntax))
    try:
        record = TypeAdapter(RecordFile).validate_python(tree)
    except ValidationError as error:
        return Trial(None, tuple(problems(error, None, file)))
    after = with_entries(checkout, {("records", record.id): (record, file)})
    # A record only lessens what is not covered, yet what is left is told in other words than before.
    found = [finding for finding in new_findings(checkout, after) if finding.rule is not UNCOVERED_PARAGRAPH]
    return Trial(record, tuple(sorted(found, key=lambda finding: finding.file != file)))


def with_entries(checkout: Checkout, entries: dict[tuple[str, str], tuple[Any, str]]) -> Checkout:
    """`checkout` as if each of `entries`, by table and id, stood in the file named."""
    tables: dict[str, dict[str, Any]] = {}
    places = dict(checkout.places)
    for (table, id_), (entry, file) in entries.items():
        tables.setdefault(table, dict(getattr(checkout.corpus, table)))[id_] = entry
        places[table, id_] = Place(file=file)
    ordered = {
        table: MappingProxyType(dict(sorted(values.items(), key=lambda pair: in_order(pair[0]))))
        for table, values in tables.items()
    }
    corpus: Corpus = replace(checkout.corpus, **ordered)
    return replace(checkout, corpus=corpus, places=MappingProxyType(places))


def new_findings(before: Checkout, after: Checkout) -> list[Finding]:
    """What the checks find in `after` and did not find in `before`."""
    known = Counter(map(_told, check(before)))
    return list(_beyond(known, check(after)))


def _beyond(known: Counter[tuple[Any, ...]], findings: Iterable[Finding]) -> Iterable[Finding]:
    for finding in findings:
        told = _told(finding)
        if known[told] > 0:
            known[told] -= 1
        else:
            yield finding


def _told(finding: Finding) -> tuple[Any, ...]:
    return finding.rule.code, finding.file, finding.loc, finding.found, finding.message.en
