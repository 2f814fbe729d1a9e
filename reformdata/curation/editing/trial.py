"""What speaks against a change before it is written: findings that `validate` would add, and records that say the same."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from math import log
from pathlib import Path
from statistics import fmean
from types import MappingProxyType
from typing import Any, NamedTuple, TypeAlias

from pydantic import TypeAdapter, ValidationError

from reformdata.curation.checks import OF_BOTH_LANGUAGES, check
from reformdata.curation.checks.copying import copies
from reformdata.curation.checks.digests import digest_of
from reformdata.curation.checks.each import NAMED
from reformdata.curation.checks.entries import once, words_of
from reformdata.curation.checks.entries import texts as texts_of
from reformdata.curation.checks.wording import STEMMERS, content_stems
from reformdata.curation.editing.draft import Draft, missing
from reformdata.curation.editing.fields import Field, InputKind, Loc, fields_of_kind
from reformdata.curation.reading.checkout import Checkout, Place, is_own
from reformdata.curation.reading.files import character_findings
from reformdata.curation.reading.problems import problems
from reformdata.curation.reading.quotes import without_curly_quotes
from reformdata.curation.reading.strict_yaml import parse
from reformdata.curation.rules import QUANTITY_NOT_IN_TEXT, UNCOVERED_PARAGRAPH, UNUSED_ENTRY
from reformdata.findings import Finding, new_findings
from reformdata.models import LANGUAGES, TABLES, Initiative, Language, Outcome, Proposal, RecordFile, Statement
from reformdata.models.ids import id_sort_key
from reformdata.store.stems import index_text, lexicon

LIKELY = 0.5
"""The share of the words of a new title, weighted by rarity, that a likely duplicate contains: the mean of both languages."""

_MOST = 5
_SHORT = 3
"""Letters of a word that a text may leave out of a name."""
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


def try_record(checkout: Checkout, file: str, text: str, texts: Iterable[Path] = ()) -> Trial:
    """Read `text` as the record file `file` of `checkout`, and check it among the others; nothing is written.

    Args:
        checkout: the other records.
        file: the path of the file, from the root of the checkout.
        text: what it would hold.
        texts: folders with the texts of sources; the wording of the record is compared with them.

    Raises:
        FileNotFoundError: if one of `texts` does not exist.
    """
    return _try_file(lambda _: _prepared(checkout), file, text, "records", RecordFile, texts)


def try_outcome(checkout: Checkout, file: str, text: str) -> Trial:
    """Read `text` as the outcome file `file` of `checkout`, and check it among the others; nothing is written."""
    return _try_file(lambda _: _prepared(checkout), file, text, "outcomes", Outcome)


def try_entry(checkout: Checkout, file: str, text: str, table: str) -> Trial:
    """Read `text` as the file `file` of an entry of `table`, and check it among the others; nothing is written."""
    return _try_file(lambda entry: _prepared_for(checkout, entry), file, text, table, TABLES[table])


_Prepared: TypeAlias = tuple[Checkout, tuple[Finding, ...]]
"""A checkout to which an entry is to be added, and what is wrong with it before."""


@once
def _prepared(checkout: Checkout) -> _Prepared:
    """`checkout` with its records as checked by themselves, so that only a new one will be."""
    digests = {id_: digest_of(checkout, record) for id_, record in checkout.corpus.records.items()}
    prepared = replace(checkout, digests=digests, checked=(), named=checkout.names)
    return prepared, tuple(check(prepared))


def _prepared_for(checkout: Checkout, entry: Any) -> _Prepared:
    """`checkout` with its records as checked by themselves, but for those that may name `entry`."""
    prepared, _ = _prepared(checkout)
    names = [entry.name.da, entry.name.en, *getattr(entry, "aliases", ()), getattr(entry, "abbreviation", None) or ""]
    words = [_long(words_of(name)) for name in names if name]
    digests = dict(prepared.digests)
    for id_, record in checkout.corpus.records.items():
        said = " ".join(text.in_(language) for _, text in texts_of(record) for language in LANGUAGES).casefold()
        if any(all(word in said for word in each) for each in words):
            del digests[id_]
    prepared = replace(prepared, digests=digests)
    return prepared, tuple(check(prepared))


def _long(words: Sequence[str]) -> Sequence[str]:
    """`words` without articles and the like, which a text may leave out of a name."""
    return [word for word in words if len(word) > _SHORT] or words


@cache
def _adapter(model: Any) -> TypeAdapter[Any]:
    return TypeAdapter(model)


def _try_file(
    prepare: Callable[[Any], _Prepared],
    file: str,
    text: str,
    table: str,
    model: Any,
    texts: Iterable[Path] = (),
) -> Trial:
    wrong = character_findings(text, file)
    tree, syntax = parse(text, file) if not wrong else (None, [])
    if tree is None:
        return Trial(None, (*wrong, *syntax))
    tree, quotes = without_curly_quotes(tree, file)
    if quotes:
        return Trial(None, tuple(quotes))
    try:
        entry = _adapter(model).validate_python(tree)
    except ValidationError as error:
        # The kind of a record says what its model is.
        return Trial(None, tuple(problems(error, None if model is RecordFile else model, file)))
    checkout, before = prepare(entry)
    after = _with_entry(checkout, table, entry, file)
    found = list(filter(is_own, new_findings(before, check(after))))
    for folder in texts:
        found += [each for each in copies(after, folder) if each.file == file]
    # A record covers paragraphs, so a finding about those that are left has another message, and is not new; that
    # nothing points to a new entry is no fault of it.
    found = [each for each in found if each.rule not in (UNCOVERED_PARAGRAPH, UNUSED_ENTRY)]
    return Trial(entry, tuple(sorted(found, key=lambda finding: finding.file != file)))


_TEXTS = frozenset((part, language) for part in ("title", "text") for language in LANGUAGES)
"""The fields in one of which a figure has to be, in each language."""


def try_answers(checkout: Checkout, draft: Draft, number: int, texts: Iterable[Path] = ()) -> tuple[Finding, ...]:
    """What is wrong with the answers of `draft`, whatever is answered to the rest; nothing is written.

    The other fields are filled in two ways that differ as much as they can. What is found both times is wrong by the
    answers alone. The record is checked without those that it does not point to, so that each answer can be checked.

    Raises:
        FileNotFoundError: if one of `texts` does not exist.
    """
    fields = fields_of_kind(draft.kind)
    answered = {field.loc for field in fields if draft.answers.get(field.loc)}
    unanswered = {field.loc for field in fields} - answered
    alone = _alone(checkout, draft)
    prepared = alone, tuple(check(alone))
    found: list[list[Finding]] = []
    for filling in (_sparsely, _fully):
        filled = replace(draft, answers={**filling(fields, draft, alone), **draft.answers})
        file = draft.file(number)
        trial = _try_file(lambda _: prepared, file, filled.text(number), "records", RecordFile, texts)
        # A character that is not allowed has a place only in the text, which is filled here and not for the user.
        found.append(
            [
                each if each.loc else each.with_span(None)
                for each in trial.findings
                if each.file != file or not each.loc or _is_about(each.loc, answered)
                if each.rule is not QUANTITY_NOT_IN_TEXT or answered >= _TEXTS
                if each.rule not in OF_BOTH_LANGUAGES or not _other_half(each.loc) & unanswered
            ]
        )
    once, again = ({(each.rule.code, each.loc, each.message.en): each for each in findings} for findings in found)
    return tuple(finding for key, finding in once.items() if key in again)


def _is_about(loc: tuple[Any, ...], answered: Iterable[Loc]) -> bool:
    """Whether `loc` is the place of an answer, or in it."""
    path = tuple(map(str, loc))
    return any(path[: len(each)] == each for each in answered)


def _other_half(loc: tuple[Any, ...]) -> set[Loc]:
    """The place of the same text in the other language, if `loc` is that of a text."""
    other = {"da": "en", "en": "da"}.get(loc[-1]) if loc else None
    return {(*loc[:-1], other)} if other else set()


def _alone(checkout: Checkout, draft: Draft) -> Checkout:
    """`checkout` with the source of `draft` and the records that it points to, and no others."""
    corpus = checkout.corpus
    pointed = {str(each["to"]) for each in draft.answers.get(("relations",)) or ()}
    return replace(
        checkout,
        corpus=replace(
            corpus,
            records=_only(corpus.records, pointed),
            sources=_only(corpus.sources, {draft.source}),
            documents={},
            outcomes={},
            fingerprints={},
            readings={},
        ),
        digests={},
        named=checkout.names,
    )


def _only(entries: Mapping[str, Any], ids: Iterable[str]) -> dict[str, Any]:
    return {id_: entries[id_] for id_ in ids if id_ in entries}


def _sparsely(fields: Iterable[Field], draft: Draft, checkout: Checkout) -> dict[Loc, Any]:
    """What is required and not answered: the first value that exists, and a text's other language."""
    filled: dict[Loc, Any] = {}
    for field in missing(fields, draft.answers):
        other = (*field.loc[:-1], "en" if field.loc[-1] == "da" else "da")
        choices = field.choices(checkout.corpus)
        filled[field.loc] = choices[0].id if choices else draft.answers.get(other) or _FILLERS[field.input_kind][0]
    return _listed(fields, filled)


def _fully(fields: Iterable[Field], draft: Draft, checkout: Checkout) -> dict[Loc, Any]:
    """Every field that is not answered, as far as there is a value for it: the last that exists."""
    filled: dict[Loc, Any] = {}
    for field in fields:
        choices = field.choices(checkout.corpus)
        if choices or field.input_kind in _FILLERS:
            filled[field.loc] = choices[-1].id if choices else _FILLERS[field.input_kind][1]
    return _listed(fields, {loc: value for loc, value in filled.items() if not draft.answers.get(loc)})


def _listed(fields: Iterable[Field], values: Mapping[Loc, str]) -> dict[Loc, Any]:
    several = {field.loc for field in fields if field.input_kind in ("many", "numbers")}
    return {loc: (value,) if loc in several else value for loc, value in values.items()}


_FILLERS: Mapping[InputKind, tuple[str, str]] = MappingProxyType(
    {
        "line": ("Der er andet", "Noget andet"),
        "prose": ("Der er andet.", "Noget andet."),
        "numbers": ("1", "2"),
        "day": ("2000-01-01", "2000-01-02"),
        "period": ("2000", "2000-01"),
    }
)
"""Two values for a field that is not chosen from a list."""


def _with_entry(checkout: Checkout, table: str, entry: Any, file: str) -> Checkout:
    entries = {**getattr(checkout.corpus, table), entry.id: entry}
    ordered = MappingProxyType(dict(sorted(entries.items(), key=lambda pair: id_sort_key(pair[0]))))
    places = MappingProxyType({**checkout.places, (table, entry.id): Place(file=file)})
    corpus = replace(checkout.corpus, **{table: ordered})
    return replace(checkout, corpus=corpus, places=places, named=None if table in NAMED else checkout.named)


class Likeness(NamedTuple):
    """A record, and the share of the words of a new title that it contains, from 0 to 1."""

    id: str
    share: float


def likely_duplicates(
    records: Iterable[Proposal | Statement | Initiative], title: Mapping[Language, str]
) -> list[Likeness]:
    """Up to five of `records` with most words of `title` in both languages, in any form, the likeliest first.

    A language in which the title has less than two words of its own does not count.
    """
    listed = tuple(records)
    shares: dict[str, list[float]] = {record.id: [] for record in listed}
    for language in LANGUAGES:
        wanted = content_stems(title.get(language, ""), language)
        if len(wanted) < _WORDS:
            continue
        texts = {record.id: f"{record.title.in_(language)} {record.text.in_(language)}" for record in listed}
        stemmer = STEMMERS[language]
        known = lexicon(texts.values()) if language == "da" else frozenset()
        shared = {id_: wanted & set(index_text(text, stemmer, known=known).split()) for id_, text in texts.items()}
        counts = Counter(stem for stems in shared.values() for stem in stems)
        weights = {stem: log((2 + len(listed)) / (1 + counts[stem])) for stem in wanted}
        whole = sum(weights.values())
        for id_, stems in shared.items():
            shares[id_].append(sum(weights[stem] for stem in stems) / whole)
    means = {id_: fmean(each) for id_, each in shares.items() if each}
    ranked = sorted(means.items(), key=lambda pair: (-pair[1], pair[0]))
    return [Likeness(id_, share) for id_, share in ranked if share >= LIKELY][:_MOST]
