"""Withdrawing a record, and giving an entry another id, with every reference to it.

A tombstone replaces a withdrawn record, and relations to it lead to its successor or are removed.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pydantic import TypeAdapter

from reformdata.curation import rules
from reformdata.curation.checks import check
from reformdata.curation.checks.entries import REFERENCES, nodes
from reformdata.curation.checks.paragraphs import paragraph_names
from reformdata.curation.editing.changes import (
    Edit,
    FileChanges,
    replace_values,
    require_readable,
    text_of,
    with_skip,
    without_items,
)
from reformdata.curation.formatting import dump
from reformdata.curation.reading.checkout import Checkout, read_checkout
from reformdata.errors import refusal
from reformdata.findings import Finding, Loc, new_findings
from reformdata.messages import suggestion_message, visible
from reformdata.models import Label, RecordId, Retired, SkipReason
from reformdata.models.fields import follow
from reformdata.models.ids import ENTRY_ID

_DOES_NOT_FIT = frozenset(
    {rules.PAIR_ACROSS_SOURCES.code, rules.RELATION_CYCLE.code, rules.RELATION_KIND_MISMATCH.code}
    | {rules.REPEATED_RELATION.code, rules.SELF_RELATION.code}
)
"""The rules that a relation to the successor may break where the one to the withdrawn record kept them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Retirement:
    """The changes that withdraw a record."""

    changes: FileChanges
    repointed: tuple[str, ...]
    """The records with a relation that now leads to the successor."""
    removed: tuple[tuple[str, str], ...]
    """The records that lose a relation, each with the type of it."""
    own: tuple[str, ...]
    """The relations of the record itself, which are deleted with it: `part-of kl-2020-temaside.09`."""
    left: tuple[int, ...]
    """The paragraphs that no other record cites: they go to the successor, or are skipped."""
    inherits: bool
    """Whether the successor gets these paragraphs: it is of the same source."""
    findings: tuple[Finding, ...]
    """What the changes make wrong."""


def plan_retirement(
    checkout: Checkout, id_: str, *, by: str | None, reason: Label | None, skip: SkipReason | None, on: date
) -> Retirement:
    """The changes that withdraw the record `id_`.

    Args:
        checkout: the checkout with the record.
        id_: the record.
        by: its successor, if it has one.
        reason: why it is withdrawn; required without a successor.
        skip: why the paragraphs that no other record cites give no record; not required if there are none, or a
            successor of the same source takes them over.
        on: the day.

    Raises:
        RefusedError: if there is no such record, `skip` is required, or a file cannot be read.
    """
    _check_withdrawal(checkout, id_, by)
    record = checkout.corpus.records[RecordId(id_)]
    successor = checkout.corpus.records[RecordId(by)] if by else None
    tombstone = Retired(
        id=record.id, status="retired", replaced_by=successor.id if successor else None, reason=reason, retired=on
    )
    left = _uncited_paragraphs(checkout, record.id)
    inherits = successor is not None and successor.id.source == tombstone.id.source
    if left and not inherits and skip is None:
        listed, reasons = paragraph_names(left), ", ".join(SkipReason)
        danish = ", ".join(reason.label.da for reason in SkipReason)
        raise refusal(
            f"ingen anden post bygger på {listed.da}; angiv med --skip, hvorfor det ikke giver nogen ({danish}), "
            "eller skriv først en anden post om det",
            f"no other record rests on {listed.en}: give the reason why it needs none with --skip ({reasons}), "
            "or write another record of it first",
        )
    before = tuple(check(checkout))
    kept, dropped = _relations(checkout, tombstone, before)
    texts = _texts(checkout, tombstone, kept, dropped)
    if left and successor and inherits:
        file = checkout.places["records", successor.id].file
        paragraphs = ", ".join(map(str, sorted({*successor.paragraphs, *left})))
        old_text = texts.get(file) or text_of(checkout, file)
        texts[file] = replace_values(old_text, [Edit(("paragraphs",), f"[{paragraphs}]")])
    elif left and skip:
        file = checkout.places["sources", tombstone.id.source].file
        texts[file] = with_skip(text_of(checkout, file), left, skip.value)
    return Retirement(
        changes=FileChanges(texts=texts),
        repointed=tuple(sorted(kept)),
        removed=tuple(
            (pointing, checkout.corpus.records[RecordId(pointing)].relations[number].type.value)
            for pointing, numbers in sorted(dropped.items())
            for number in numbers
        ),
        own=tuple(f"{relation.type.value} {relation.to}" for relation in record.relations),
        left=left,
        inherits=inherits,
        findings=tuple(_new_findings(checkout, before, texts)),
    )


def _check_withdrawal(checkout: Checkout, id_: str, by: str | None) -> None:
    require_readable(checkout)
    records = checkout.corpus.records
    for each in (id_, *([by] if by else [])):
        if each in checkout.corpus.retired:
            raise refusal(f"`{each}` er allerede taget ud", f"`{each}` is already withdrawn")
        if each not in records:
            suggestion = suggestion_message(each, records)
            raise refusal(
                f"der er ingen post `{visible(each)}`" + (f"; {suggestion.da}" if suggestion else ""),
                f"there is no record `{visible(each)}`" + (f"; {suggestion.en}" if suggestion else ""),
            )
    if id_ == by:
        raise refusal("en post kan ikke afløse sig selv", "a record cannot replace itself")


def _uncited_paragraphs(checkout: Checkout, id_: RecordId) -> tuple[int, ...]:
    """The paragraphs of the withdrawn record that no other record cites and that are not skipped."""
    records = checkout.corpus.records
    others = [each for each in records.values() if each.id.source == id_.source and each.id != id_]
    used = {number for each in (*others, *checkout.corpus.sources[id_.source].skipped) for number in each.paragraphs}
    return tuple(sorted(set(records[id_].paragraphs) - used))


_Numbers = Mapping[str, tuple[int, ...]]
"""Indexes of relations, by the record that has them."""


def _relations(checkout: Checkout, tombstone: Retired, before: Sequence[Finding]) -> tuple[_Numbers, _Numbers]:
    """The relations to the withdrawn record that can lead to its successor, and those that cannot."""
    pointing: dict[str, tuple[int, ...]] = {
        record.id: numbers
        for record in checkout.corpus.records.values()
        if record.id != tombstone.id
        and (numbers := tuple(index for index, relation in enumerate(record.relations) if relation.to == tombstone.id))
    }
    if tombstone.replaced_by is None:
        return {}, pointing
    records = {checkout.places["records", record].file: record for record in pointing}
    unfit: defaultdict[str, set[int]] = defaultdict(set)
    for finding in _new_findings(checkout, before, _texts(checkout, tombstone, pointing, {})):
        record = records.get(finding.file)
        if record and finding.rule.code in _DOES_NOT_FIT and len(finding.loc) > 1:
            number = finding.loc[1]
            unfit[record].add(number if number in pointing[record] else pointing[record][0])
    kept = {
        record: tuple(each for each in numbers if each not in unfit[record]) for record, numbers in pointing.items()
    }
    return {record: numbers for record, numbers in kept.items() if numbers}, {
        record: tuple(sorted(numbers)) for record, numbers in unfit.items() if numbers
    }


def _texts(checkout: Checkout, tombstone: Retired, kept: _Numbers, dropped: _Numbers) -> dict[str, str]:
    tree = TypeAdapter(Retired).dump_python(tombstone, mode="json")
    texts = {checkout.places["records", tombstone.id].file: dump("records", tree)}
    for changed in sorted({*kept, *dropped}):
        file = checkout.places["records", changed].file
        edits = [Edit(("relations", number, "to"), str(tombstone.replaced_by)) for number in kept.get(changed, ())]
        text = replace_values(text_of(checkout, file), edits)
        texts[file] = without_items(text, "relations", dropped.get(changed, ()))
    return texts


def _new_findings(checkout: Checkout, before: Sequence[Finding], texts: Mapping[str, str]) -> list[Finding]:
    contents = {file: text.encode() for file, text in texts.items()}
    return new_findings(before, check(read_checkout(checkout.root, contents)))


LONGEST = 64
"""Characters of an id."""


def plan_rename(checkout: Checkout, table: str, old: str, new: str) -> FileChanges:
    """The changes that give the entry `old` of `table` the id `new`.

    Raises:
        RefusedError: if there is no `old`, `new` is taken or is not an id, or a file cannot be read.
    """
    _check_new_id(checkout, table, old, new)
    edits: dict[str, list[Edit]] = defaultdict(list)
    for file, edit in _edits(checkout, table, old, new):
        edits[file].append(edit)
    texts = {file: replace_values(text_of(checkout, file), found) for file, found in sorted(edits.items())}
    return FileChanges(texts=texts, names=_names(checkout, table, old, new))


def _check_new_id(checkout: Checkout, table: str, old: str, new: str) -> None:
    require_readable(checkout)
    known = getattr(checkout.corpus, table)
    if old not in known:
        suggestion = suggestion_message(old, known)
        raise refusal(
            f"der er ingen `{visible(old)}` i {table}" + (f"; {suggestion.da}" if suggestion else ""),
            f"there is no `{visible(old)}` among the {table}" + (f"; {suggestion.en}" if suggestion else ""),
        )
    if not re.fullmatch(ENTRY_ID, new) or len(new) > LONGEST:
        raise refusal(
            f"`{visible(new)}` er ikke et id: små bogstaver a-z, cifre og enkelte bindestreger, højst {LONGEST} tegn",
            f"`{visible(new)}` is not an id: small letters a-z, digits and single hyphens, at most {LONGEST} characters",
        )
    if new in known:
        raise refusal(
            f"`{new}` findes allerede i {table}; to opslag kan ikke have samme id",
            f"`{new}` is already among the {table}: two entries cannot have one id",
        )


def _edits(checkout: Checkout, table: str, old: str, new: str) -> Iterator[tuple[str, Edit]]:
    place = checkout.places[table, old]
    yield place.file, Edit((*place.loc, "id"), new)
    if table == "sources":
        yield from _record_ids(checkout, old, new)
        return
    for file, loc, found in _references(checkout, table):
        if found == old:
            yield file, Edit(loc, new)


def _record_ids(checkout: Checkout, old: str, new: str) -> Iterator[tuple[str, Edit]]:
    """The ids of the records of the source `old`, and the references to them."""
    for each in ("records", "retired"):
        for entry in getattr(checkout.corpus, each).values():
            if entry.id.source == old:
                yield checkout.places[each, entry.id].file, Edit(("id",), _of_source(entry.id, new))
    for file, loc, found in _references(checkout, "records"):
        if found.source == old:
            yield file, Edit(loc, _of_source(found, new))


def _of_source(id_: RecordId, source: str) -> str:
    return f"{source}.{id_.rpartition('.')[2]}"


def _references(checkout: Checkout, table: str) -> Iterator[tuple[str, Loc, RecordId]]:
    """Every reference to `table`, also in readings: its file, its place and the id."""
    for own, key, node in nodes(checkout.corpus):
        place = checkout.places[own, key]
        for path, other in REFERENCES[type(node)]:
            if other == table:
                for loc, found in follow(node, path):
                    yield place.file, (*place.loc, *loc), found
    for source, readings in checkout.corpus.readings.items():
        file = checkout.places["readings", source].file
        for reader in ("first", "second"):
            for number, act in enumerate(getattr(readings, reader)):
                if table == "actors":
                    yield file, (reader, number, "voice"), act.voice
                if table == "records":
                    for index, record in enumerate(act.records):
                        yield file, (reader, number, "records", index), record


def _names(checkout: Checkout, table: str, old: str, new: str) -> dict[str, str]:
    place = checkout.places[table, old]
    if table == "sources":
        folder = place.file.rpartition("/")[0]
        outcomes = (RecordId(id_) for id_ in checkout.corpus.outcomes)
        return {
            **{
                checkout.places["outcomes", id_].file: f"records/outcomes/{_of_source(id_, new)}.yaml"
                for id_ in outcomes
                if id_.source == old
            },
            folder: f"{folder.rpartition('/')[0]}/{new}",
        }
    return {} if place.loc else {place.file: f"records/{table}/{new}.yaml"}  # a list file keeps its name
