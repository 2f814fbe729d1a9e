"""What speaks against a change before it is written: findings that `validate` would add, and records that say the same."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from math import log
from types import MappingProxyType
from typing import Any, NamedTuple

from pydantic import TypeAdapter, ValidationError

from reformdata.curation.checks import check
from reformdata.curation.checks.wording import STEMMERS, content_stems
from reformdata.curation.reading.checkout import Checkout, Place
from reformdata.curation.reading.files import character_findings
from reformdata.curation.reading.problems import problems
from reformdata.curation.reading.strict_yaml import parse
from reformdata.curation.rules import UNCOVERED_PARAGRAPH
from reformdata.findings import Finding, new_findings
from reformdata.models import LANGUAGES, Initiative, Language, Proposal, RecordFile, Statement
from reformdata.models.scalars import id_sort_key
from reformdata.store.stems import index_text, lexicon

LIKELY = 0.5
"""The share of the words of a new title, weighted by rarity, that a likely duplicate contains."""

_MOST = 5
_WORDS = 2
"""A single word is in many records and makes none of them a duplicate."""


class Trial(NamedTuple):
    """The result of trying a record."""

    record: Any
    """The record; None if its file cannot be read as one."""
    findings: tuple[Finding, ...]
    """What is wrong because of it: in its own file, then in others."""

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that keep the record from being written."""
        return tuple(finding for finding in self.findings if finding.rule.severity == "error")


def try_record(checkout: Checkout, file: str, text: str) -> Trial:
    """Read `text` as the record file `file` of `checkout`, and check it among the others; nothing is written."""
    wrong = character_findings(text, file)
    tree, syntax = parse(text, file) if not wrong else (None, [])
    if tree is None:
        return Trial(None, (*wrong, *syntax))
    try:
        record = TypeAdapter(RecordFile).validate_python(tree)
    except ValidationError as error:
        return Trial(None, tuple(problems(error, None, file)))
    after = _with_record(checkout, record, file)
    # A record covers paragraphs, so a finding about those that are left has another message, and is not new.
    found = [each for each in new_findings(check(checkout), check(after)) if each.rule is not UNCOVERED_PARAGRAPH]
    return Trial(record, tuple(sorted(found, key=lambda finding: finding.file != file)))


def _with_record(checkout: Checkout, record: Any, file: str) -> Checkout:
    records = {**checkout.corpus.records, record.id: record}
    ordered = MappingProxyType(dict(sorted(records.items(), key=lambda pair: id_sort_key(pair[0]))))
    places = MappingProxyType({**checkout.places, ("records", record.id): Place(file=file)})
    return replace(checkout, corpus=replace(checkout.corpus, records=ordered), places=places)


class Likeness(NamedTuple):
    """A record, and the share of the words of a new title that it contains, from 0 to 1."""

    id: str
    share: float


def likely_duplicates(
    records: Iterable[Proposal | Statement | Initiative], title: Mapping[Language, str]
) -> list[Likeness]:
    """Up to five of `records` with most words of `title` in either language, in any form, the likeliest first."""
    listed = tuple(records)
    shares: dict[str, float] = {}
    for language in LANGUAGES:
        wanted = content_stems(title.get(language, ""), language)
        if len(wanted) < _WORDS:
            continue
        texts = {record.id: f"{record.title.in_(language)} {record.text.in_(language)}" for record in listed}
        stemmer = STEMMERS[language]
        known = lexicon(texts.values()) if language == "da" else ()
        shared = {id_: wanted & set(index_text(text, stemmer, known=known).split()) for id_, text in texts.items()}
        counts = Counter(stem for stems in shared.values() for stem in stems)
        weights = {stem: log((2 + len(listed)) / (1 + counts[stem])) for stem in wanted}
        whole = sum(weights.values())
        for id_, stems in shared.items():
            shares[id_] = max(shares.get(id_, 0), sum(weights[stem] for stem in stems) / whole)
    ranked = sorted(shares.items(), key=lambda pair: (-pair[1], pair[0]))
    return [Likeness(id_, share) for id_, share in ranked if share >= LIKELY][:_MOST]
