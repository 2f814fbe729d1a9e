"""What may have been meant by something that is no id: an entry by its name, a record by an id that is written otherwise.

Findings are made where only the id is known. Here they are told again with the whole of the data at hand.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from functools import cache
from types import MappingProxyType
from typing import TypeAlias

from reformdata.curation.checks.fields import REFERENCES
from reformdata.curation.checks.places import broken_records, source_of
from reformdata.curation.checks.references import TABLE_NAMES
from reformdata.curation.reading.checkout import Checkout, table_of
from reformdata.curation.rules import BAD_VALUE, DANGLING_RELATION, UNKNOWN_REFERENCE, WRONG_TYPE
from reformdata.findings import LONGEST_SHOWN, Finding, Fix, Message, meant, nearest
from reformdata.models import TABLES, Entry, Initiative, Proposal, Retired, Statement
from reformdata.models.names import folded, names

_ABOUT_IDS = frozenset({BAD_VALUE.code, UNKNOWN_REFERENCE.code, DANGLING_RELATION.code, WRONG_TYPE.code})

_MODELS = (*(("records", model) for model in (Proposal, Statement, Initiative, Retired)), *TABLES.items())
WANTED: Mapping[tuple[str, tuple[str, ...]], str] = MappingProxyType(
    {
        (table, tuple(key for _, key in path if key)): other
        for table, model in _MODELS
        for path, other in REFERENCES[model]
    }
)
"""The table whose id is wanted, by the table of an entry and the names of the fields that lead to the value."""

_CLOSE = 0.8
"""How alike a name must be to what was written for its entry to be offered."""


def offered(checkout: Checkout, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings, each that is about an id with the one that was meant, if the data tells."""
    called = cache(lambda table: _ids_by_name(getattr(checkout.corpus, table)))
    known = checkout.corpus.records.keys() | checkout.corpus.retired.keys() | broken_records(checkout)
    for finding in findings:
        table = _wanted(finding)
        said = finding.found or ""
        if table is None:
            yield finding
        elif table == "records":
            yield _with_record(finding, said, known)
        elif finding.rule is WRONG_TYPE and finding.loc[-1] == "voice":
            yield _with_voice(finding, said, called(table))
        elif finding.rule is WRONG_TYPE:
            yield _with_list(finding, said, called(table))
        else:
            yield _with_entry(finding, said, table, _named(checkout, table), called(table))


def _wanted(finding: Finding) -> str | None:
    """The table of which an id is wanted at the place of `finding`, if what stands there may be meant for one."""
    said = finding.found
    if finding.rule.code not in _ABOUT_IDS or said is None or said != said.strip() or len(said) > LONGEST_SHOWN:
        return None
    fields = tuple(part for part in finding.loc if isinstance(part, str))
    fields += ("actor",) if fields == ("voice",) else ()
    return WANTED.get((table_of(finding.file) or "", fields))


# ---- entries of reference tables


_Names: TypeAlias = Mapping[str, tuple[str, ...]]
"""The ids of a table by what its entries are called."""


def _ids_by_name(entries: Mapping[str, Entry]) -> _Names:
    """The ids of `entries` by all that they are called, folded; a name can be that of several."""
    found: dict[str, tuple[str, ...]] = {}
    for id_, entry in entries.items():
        for name in set(map(folded, names(entry))):
            found[name] = (*found.get(name, ()), id_)
    return found


def _named(checkout: Checkout, table: str) -> Callable[[str], Message]:
    """How an id of `table` is shown: with the label of its entry, where that says more."""
    entries = getattr(checkout.corpus, table)
    return lambda id_: Message(_labelled(id_, entries[id_].name.da), _labelled(id_, entries[id_].name.en))


def _labelled(id_: str, label: str) -> str:
    return f"`{id_}`" if folded(label) == folded(id_) else f"`{id_}` ({label})"


def _with_entry(finding: Finding, said: str, table: str, named: Callable[[str], Message], called: _Names) -> Finding:
    """`finding` with the entry that is called what was written, or those that are, or one whose name is like it."""
    ids = called.get(folded(said), ())
    if len(ids) == 1:
        label = named(ids[0])
        return replace(finding, advice=Message(f"skriv {label.da}", f"write {label.en}"), fix=Fix(ids[0]))
    if not ids and not nearest(said, finding.expected):
        close = get_close_matches(folded(said), called, n=1, cutoff=_CLOSE)
        ids = called[close[0]] if close else ()
    if ids:
        return replace(finding, advice=_asked([named(id_) for id_ in ids]))
    return replace(finding, advice=_looked_up(table)) if finding.rule is BAD_VALUE else finding


def _looked_up(table: str) -> Message:
    """Where the ids stand of which one is wanted."""
    where = TABLE_NAMES[table]
    return Message(
        f"skriv et id fra {where.da}, eller tilføj det dér først",
        f"write an id from the {where.en}, or add it there first",
    )


def _asked(labels: Sequence[Message]) -> Message:
    """The question which of some entries was meant."""
    da, en = " eller ".join(label.da for label in labels), " or ".join(label.en for label in labels)
    return Message(f"mente du {da}?", f"did you mean {en}?")


def _with_list(finding: Finding, said: str, called: _Names) -> Finding:
    """`finding`, that a lone text is no list, with the ids that are called so: as a whole, or between commas."""
    ids = _ids([said], called) or _ids(said.split(","), called)
    if not ids or (finding.fix and finding.fix.value == ids):
        return finding
    written = f"{finding.loc[-1]}: [{', '.join(ids)}]"
    return replace(finding, advice=Message(f"skriv {written}", f"write {written}"), fix=Fix(ids))


def _with_voice(finding: Finding, said: str, called: _Names) -> Finding:
    """`finding`, that a name is no voice, with the actor of that name."""
    ids = called.get(folded(said), ())
    if len(ids) != 1:
        return finding
    written = f"voice: {{actor: {ids[0]}}}"
    return replace(finding, advice=Message(f"skriv {written}", f"write {written}"))


def _ids(names: Iterable[str], called: _Names) -> tuple[str, ...]:
    """The ids of the entries that are called by `names`; none if one of them is no name, or that of several."""
    found = [called.get(folded(name), ()) for name in names]
    return tuple(ids[0] for ids in found) if all(len(ids) == 1 for ids in found) else ()


# ---- records

_WRITTEN = re.compile(
    r"(?P<source>[a-z0-9-]+?)[ ./#_-]+(?P<number>[0-9]{1,3})(?:-[a-z0-9-]+)?(?:\.yaml)?", re.IGNORECASE
)
"""The id of a record as people write it: `kl-2020-temaside.6`, `kl-2020-temaside/06-kvalitetsrapporter.yaml`."""


def _with_record(finding: Finding, said: str, known: Iterable[str]) -> Finding:
    """`finding` with the record that was meant."""
    id_ = record_meant(said, known)
    if id_ is None:
        return finding
    return replace(finding, advice=Message(f"skriv `{id_}`", f"write `{id_}`"), fix=Fix(id_))


def record_meant(said: str, known: Iterable[str]) -> str | None:
    """The one of the `known` ids that `said` is, written otherwise, or with a slip in the source.

    A number is never guessed: of two records of a source none is nearer.
    """
    found = _WRITTEN.fullmatch(said)
    if not found:
        return None
    number, source = f"{int(found['number']):02}", found["source"].lower()
    sources = sorted(source_of(id_) for id_ in known if id_.rpartition(".")[2] == number)
    likely = meant(source, sources)
    return f"{likely}.{number}" if likely else None
