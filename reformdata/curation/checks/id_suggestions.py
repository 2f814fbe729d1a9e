"""Suggestions for wrong ids from the data as a whole: the id of an entry for its name, a record for a misspelt id."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from types import MappingProxyType
from typing import TypeAlias

from reformdata.curation.checks.entries import REFERENCES, broken_records, source_of
from reformdata.curation.checks.references import TABLE_NAMES
from reformdata.curation.reading.checkout import Checkout
from reformdata.curation.reading.files import table_of
from reformdata.curation.rules import BAD_VALUE, DANGLING_RELATION, UNKNOWN_REFERENCE, WRONG_TYPE
from reformdata.findings import Finding, Fix
from reformdata.messages import LONGEST_SHOWN, Message, closest_names, likely_correction, suggestion_message
from reformdata.models import TABLES, Entry, Initiative, Outcome, Proposal, Retired, Statement
from reformdata.models.names import fold, name_of, names

_ABOUT_IDS = frozenset({BAD_VALUE.code, UNKNOWN_REFERENCE.code, DANGLING_RELATION.code, WRONG_TYPE.code})

_MODELS = (
    *(("records", model) for model in (Proposal, Statement, Initiative, Retired)),
    ("outcomes", Outcome),
    *TABLES.items(),
)
REFERENCE_TABLES: Mapping[tuple[str, tuple[str, ...]], str] = MappingProxyType(
    {
        (table, tuple(key for _, key in path if key)): other
        for table, model in _MODELS
        for path, other in REFERENCES[model]
    }
)
"""The table that a field refers to, by the table of its entry and the keys that lead to it."""


def add_suggestions(checkout: Checkout, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings, those about ids with a suggestion where the data has one."""
    ids_by_name = cache(lambda table: _ids_by_name(getattr(checkout.corpus, table)))
    known = checkout.corpus.records.keys() | checkout.corpus.retired.keys() | broken_records(checkout)
    for finding in findings:
        table = _table_referred_to(finding)
        text = finding.found or ""
        if table is None:
            yield finding
        elif table == "records":
            yield _with_record(finding, text, known)
        elif finding.rule is WRONG_TYPE and finding.loc[-1] == "voice":
            yield _with_voice(finding, text, ids_by_name(table))
        elif finding.rule is WRONG_TYPE:
            yield _with_list(finding, text, ids_by_name(table))
        else:
            yield _with_entry(finding, text, table, _label_of(checkout, table), ids_by_name(table))


def _table_referred_to(finding: Finding) -> str | None:
    """The table that the field of `finding` refers to, if its value may be meant as an id."""
    text = finding.found
    if finding.rule.code not in _ABOUT_IDS or text is None or text != text.strip() or len(text) > LONGEST_SHOWN:
        return None
    fields = tuple(part for part in finding.loc if isinstance(part, str))
    fields += ("actor",) if fields == ("voice",) else ()
    return REFERENCE_TABLES.get((table_of(finding.file) or "", fields))


# ---- entries of reference tables


_Names: TypeAlias = Mapping[str, tuple[str, ...]]
"""The ids of a table by the folded names of its entries."""


def _ids_by_name(entries: Mapping[str, Entry]) -> _Names:
    """The ids of `entries` by all their folded names; several entries can have the same name."""
    found: dict[str, tuple[str, ...]] = {}
    for id_, entry in entries.items():
        for name in set(map(fold, names(entry))):
            found[name] = (*found.get(name, ()), id_)
    return found


def _label_of(checkout: Checkout, table: str) -> Callable[[str], Message]:
    """A function that shows an id of `table` with the name of its entry, unless they are the same."""
    entries = getattr(checkout.corpus, table)

    def label(id_: str) -> Message:
        name = name_of(entries[id_])
        return Message(_labelled(id_, name.da), _labelled(id_, name.en))

    return label


def _labelled(id_: str, label: str) -> str:
    return f"`{id_}`" if fold(label) == fold(id_) else f"`{id_}` ({label})"


def _with_entry(
    finding: Finding, text: str, table: str, label: Callable[[str], Message], ids_by_name: _Names
) -> Finding:
    """`finding` with the entries of that name as suggestions, or the entry with the most similar name."""
    ids = ids_by_name.get(fold(text), ())
    if len(ids) == 1:
        one = label(ids[0])
        return replace(finding, advice=Message(f"skriv {one.da}", f"write {one.en}"), fix=Fix(ids[0]))
    if not ids and not suggestion_message(text, finding.expected):
        close = closest_names(fold(text), ids_by_name)
        ids = ids_by_name[close[0]] if close else ()
    if ids:
        labels = [label(id_) for id_ in ids]
        da, en = " eller ".join(label.da for label in labels), " or ".join(label.en for label in labels)
        return replace(finding, advice=Message(f"mente du {da}?", f"did you mean {en}?"))
    if finding.rule is BAD_VALUE:
        da, en = TABLE_NAMES[table].da, TABLE_NAMES[table].en
        advice = (
            f"skriv et id fra {da}, eller tilføj det dér først",
            f"write an id from the {en}, or add it there first",
        )
        return replace(finding, advice=Message(*advice))
    return finding


def _with_list(finding: Finding, text: str, ids_by_name: _Names) -> Finding:
    """`finding` about a text in place of a list, with the ids of that name, as a whole or between commas."""
    ids = _ids([text], ids_by_name) or _ids(text.split(","), ids_by_name)
    if not ids or (finding.fix and finding.fix.value == ids):
        return finding
    written = f"{finding.loc[-1]}: [{', '.join(ids)}]"
    return replace(finding, advice=Message(f"skriv {written}", f"write {written}"), fix=Fix(ids))


def _with_voice(finding: Finding, text: str, ids_by_name: _Names) -> Finding:
    ids = ids_by_name.get(fold(text), ())
    if len(ids) != 1:
        return finding
    written = f"voice: {{actor: {ids[0]}}}"
    return replace(finding, advice=Message(f"skriv {written}", f"write {written}"))


def _ids(names: Iterable[str], ids_by_name: _Names) -> tuple[str, ...]:
    """The ids of the entries with these names; none unless each is the name of just one entry."""
    found = [ids_by_name.get(fold(name), ()) for name in names]
    return tuple(ids[0] for ids in found) if all(len(ids) == 1 for ids in found) else ()


# ---- records

_WRITTEN = re.compile(
    r"(?P<source>[a-z0-9-]+?)[ ./#_-]+(?P<number>[0-9]{1,3})(?:-[a-z0-9-]+)?(?:\.yaml)?", re.IGNORECASE
)
"""Other ways to write the id of a record: `kl-2020-temaside.6`, `kl-2020-temaside/06-kvalitetsrapporter.yaml`."""


def _with_record(finding: Finding, text: str, known: Iterable[str]) -> Finding:
    id_ = suggest_record(text, known)
    if id_ is None:
        return finding
    return replace(finding, advice=Message(f"skriv `{id_}`", f"write `{id_}`"), fix=Fix(id_))


def suggest_record(text: str, known: Iterable[str]) -> str | None:
    """The one of the `known` ids that `text` is another way to write, or has a slip in the source of.

    The number is never guessed: no record of a source is more likely than another.
    """
    found = _WRITTEN.fullmatch(text)
    if not found:
        return None
    number, source = f"{int(found['number']):02}", found["source"].lower()
    sources = sorted(source_of(id_) for id_ in known if id_.rpartition(".")[2] == number)
    likely = likely_correction(source, sources)
    return f"{likely}.{number}" if likely else None
