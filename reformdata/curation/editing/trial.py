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
from reformdata.curation.reading.quotes import without_curly_quotes
from reformdata.curation.reading.strict_yaml import parse
from reformdata.curation.rules import UNCOVERED_PARAGRAPH
from reformdata.findings import Finding, new_findings
from reformdata.models import LANGUAGES, Initiative, Language, Outcome, Proposal, RecordFile, Statement
from reformdata.models.scalars import id_sort_key
from reformdata.store.stems import index_text, lexicon

LIKELY = 0.5
"""The share of the words of a new title, weighted by rarity, that a likely duplicate contains."""

_MOST = 5
_WORDS = 2
"""A single word is in many records and makes none of them a duplicate."""


class Trial(NamedTuple):
    """The result of trying a record or an outcome."""

    entry: Any
    """The record or outcome; None if its file cannot be read as one."""
    findings: tuple[Finding, ...]
    """What is wrong because of it: in its own file, then in others."""

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that keep it from being written."""
        return tuple(finding for finding in self.findings if finding.rule.severity == "error")


def try_record(checkout: Checkout, file: str, text: str) -> Trial:
    """Read `text` as the record file `file` of `checkout`, and check it among the others; nothing is written."""
    return _try_file(checkout, file, text, "records", RecordFile)


def try_outcome(checkout: Checkout, file: str, text: str) -> Trial:
    """Read `text` as the outcome file `file` of `checkout`, and check it among the others; nothing is written."""
    return _try_file(checkout, file, text, "outcomes", Outcome)


def _try_file(checkout: Checkout, file: str, text: str, table: str, model: Any) -> Trial:
    wrong = character_findings(text, file)
    tree, syntax = parse(text, file) if not wrong else (None, [])
    if tree is None:
        return Trial(None, (*wrong, *syntax))
    tree, quotes = without_curly_quotes(tree, file)
    if quotes:
        return Trial(None, tuple(quotes))
    try:
        entry = TypeAdapter(model).validate_python(tree, by_name=False)
    except ValidationError as error:
        # The kind of a record says what its model is.
        return Trial(None, tuple(problems(error, None if model is RecordFile else model, file)))
    after = _with_entry(checkout, table, entry, file)
    # A record covers paragraphs, so a finding about those that are left has another message, and is not new.
    found = [each for each in new_findings(check(checkout), check(after)) if each.rule is not UNCOVERED_PARAGRAPH]
    return Trial(entry, tuple(sorted(found, key=lambda finding: finding.file != file)))


def _with_entry(checkout: Checkout, table: str, entry: Any, file: str) -> Checkout:
    entries = {**getattr(checkout.corpus, table), entry.id: entry}
    ordered = MappingProxyType(dict(sorted(entries.items(), key=lambda pair: id_sort_key(pair[0]))))
    places = MappingProxyType({**checkout.places, (table, entry.id): Place(file=file)})
    return replace(checkout, corpus=replace(checkout.corpus, **{table: ordered}), places=places)


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
