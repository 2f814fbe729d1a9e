"""A record withdrawn: a tombstone in its place, and what pointed to it led on to its successor or let go."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Any

from reformdata.curation.checks.paragraphs import named
from reformdata.curation.editing.changes import Changes
from reformdata.curation.editing.edits import Edit, replace_values, text_of, with_skip, without_items
from reformdata.curation.editing.errors import CuratingError
from reformdata.curation.editing.trial import new_findings, with_entries
from reformdata.curation.formatting import dump
from reformdata.curation.reading.checkout import Checkout
from reformdata.curation.rules import (
    PAIR_ACROSS_SOURCES,
    RELATION_CYCLE,
    RELATION_KIND_MISMATCH,
    REPEATED_RELATION,
    SELF_RELATION,
    UNCOVERED_PARAGRAPH,
)
from reformdata.findings import Finding, Message, nearest, visible
from reformdata.models import Label, RecordId, Retired, SkipReason

_DOES_NOT_FIT = frozenset(
    rule.code
    for rule in (PAIR_ACROSS_SOURCES, RELATION_CYCLE, RELATION_KIND_MISMATCH, REPEATED_RELATION, SELF_RELATION)
)
"""What may be wrong with a relation to the successor that was right with the one to its predecessor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Retirement:
    """What has to change for a record to be withdrawn."""

    changes: Changes
    repointed: tuple[str, ...]
    """The records with a relation that now leads to the successor."""
    removed: tuple[tuple[str, str], ...]
    """The records that lose a relation, each with the type of it."""
    own: tuple[str, ...]
    """The relations that the record had itself and that go with it: `part-of kl-2020-temaside.09`."""
    left: tuple[int, ...]
    """The paragraphs that no other record cites: the successor takes them over, or they are skipped."""
    inherits: bool
    """Whether the successor is of the same source."""
    findings: tuple[Finding, ...]
    """What is then wrong that was not before."""

    @property
    def lines(self) -> dict[str, list[str]]:
        """The lines of each file as it will be, for findings to quote."""
        return {file: text.split("\n") for file, text in self.changes.texts.items()}


def retired(
    checkout: Checkout, id_: str, *, by: str | None, reason: Label | None, skip: SkipReason | None, on: date
) -> Retirement:
    """What has to change for the record `id_` to be withdrawn.

    Args:
        checkout: where the record is.
        id_: the record.
        by: the record that takes its place, if one does.
        reason: why it is withdrawn; needed where no other takes its place.
        skip: why a paragraph that nothing else rests on gave no record; needed if there is one, unless the
            successor is of the same source, which then takes it over.
        on: the day.

    Raises:
        CuratingError: if it cannot be: there is no such record, or a file that may point to it cannot be read.
    """
    _check(checkout, id_, by)
    successor = RecordId(by) if by else None
    stone = Retired(id=RecordId(id_), status="retired", replaced_by=successor, reason=reason, retired=on)
    left = _left(checkout, stone)
    inherits = successor is not None and successor.source == stone.id.source
    if left and not inherits and skip is None:
        raise CuratingError(_uncovered(left))
    kept, dropped = _relations(checkout, stone)
    edits: dict[str, list[Edit]] = {record: [] for record in (*kept, *dropped)}
    for record, numbers in kept.items():
        edits[record] += [Edit(("relations", number, "to"), str(successor)) for number in numbers]
    if left and successor is not None and inherits:
        whole = sorted({*checkout.corpus.records[successor].paragraphs, *left})
        edits.setdefault(successor, []).append(Edit(("paragraphs",), f"[{', '.join(map(str, whole))}]"))
    texts = {checkout.places["records", id_].file: _stone_text(stone)}
    for record, wanted in sorted(edits.items()):
        file = checkout.places["records", record].file
        texts[file] = without_items(
            replace_values(text_of(checkout, file), wanted), "relations", dropped.get(record, ())
        )
    if left and skip is not None and not inherits:
        file = checkout.places["sources", stone.id.source].file
        texts[file] = with_skip(text_of(checkout, file), left, skip.value)
    return Retirement(
        changes=Changes(texts=texts),
        repointed=tuple(sorted(kept)),
        removed=tuple(
            (record, checkout.corpus.records[record].relations[number].type.value)
            for record, numbers in sorted(dropped.items())
            for number in numbers
        ),
        own=tuple(f"{each.type.value} {each.to}" for each in checkout.corpus.records[id_].relations),
        left=left,
        inherits=inherits,
        findings=tuple(_apart_from_paragraphs(new_findings(checkout, _after(checkout, stone, dropped)))),
    )


def _left(checkout: Checkout, stone: Retired) -> tuple[int, ...]:
    """The paragraphs that no other record cites and that are not skipped."""
    source = stone.id.source
    others = [r for r in checkout.corpus.records.values() if r.id.source == source and r.id != stone.id]
    cited = {number for record in others for number in record.paragraphs}
    skipped = {number for skip in checkout.corpus.sources[source].skipped for number in skip.paragraphs}
    return tuple(sorted(set(checkout.corpus.records[stone.id].paragraphs) - cited - skipped))


def _uncovered(left: tuple[int, ...]) -> Message:
    listed = named(left)
    return Message(
        f"ingen anden post hviler på {listed.da}; sig med --skip, hvorfor det ikke giver nogen "
        f"({', '.join(SkipReason)}), eller skriv først en anden post af det",
        f"no other record rests on {listed.en}: say by --skip why that gives none "
        f"({', '.join(SkipReason)}), or first write another record of it",
    )


def _apart_from_paragraphs(findings: list[Finding]) -> Iterator[Finding]:
    """The findings without those of paragraphs that no record cites any more: they are accounted for in another way."""
    return (finding for finding in findings if finding.rule.code != UNCOVERED_PARAGRAPH.code)


def _check(checkout: Checkout, id_: str, by: str | None) -> None:
    records = checkout.corpus.records
    broken = [finding for finding in checkout.findings if finding.rule.severity == "error"]
    if broken:
        file = broken[0].file
        raise CuratingError(
            Message(
                f"{file} kan ikke læses og kan henvise til posten; ret den først (reformdata validate)",
                f"{file} cannot be read and may point to the record: fix it first (reformdata validate)",
            )
        )
    for each in (id_, *([by] if by else [])):
        if each in checkout.corpus.retired:
            raise CuratingError(Message(f"`{each}` er allerede taget ud", f"`{each}` is withdrawn already"))
        if each not in records:
            offer = nearest(each, records)
            raise CuratingError(
                Message(
                    f"der er ingen post `{visible(each)}`" + (f"; {offer.da}" if offer else ""),
                    f"there is no record `{visible(each)}`" + (f"; {offer.en}" if offer else ""),
                )
            )
    if id_ == by:
        raise CuratingError(Message("en post kan ikke afløse sig selv", "a record cannot take its own place"))


_Numbers = Mapping[str, tuple[int, ...]]
"""Relations by the record that has them: their places in its list."""


def _relations(checkout: Checkout, stone: Retired) -> tuple[_Numbers, _Numbers]:
    """The relations to the withdrawn record that can lead on to its successor, and those that cannot."""
    pointing: dict[str, tuple[int, ...]] = {
        record.id: tuple(number for number, relation in enumerate(record.relations) if relation.to == stone.id)
        for record in checkout.corpus.records.values()
        if record.id != stone.id
    }
    pointing = {record: numbers for record, numbers in pointing.items() if numbers}
    if stone.replaced_by is None:
        return {}, pointing
    found = new_findings(checkout, _after(checkout, stone, {}))
    places = {checkout.places["records", record].file: record for record in pointing}
    unfit: defaultdict[str, set[int]] = defaultdict(set)
    for finding in found:
        record = places.get(finding.file)
        if record and finding.rule.code in _DOES_NOT_FIT and len(finding.loc) > 1:
            number = finding.loc[1]
            unfit[record].add(number if number in pointing[record] else pointing[record][0])
    kept: dict[str, tuple[int, ...]] = {}
    dropped: dict[str, tuple[int, ...]] = {}
    for record, numbers in pointing.items():
        fitting = tuple(number for number in numbers if number not in unfit[record])
        kept |= {record: fitting} if fitting else {}
        dropped |= {record: tuple(sorted(unfit[record]))} if unfit[record] else {}
    return kept, dropped


def _after(checkout: Checkout, stone: Retired, dropped: _Numbers) -> Checkout:
    """`checkout` as it will be."""
    entries: dict[tuple[str, str], tuple[Any, str]] = {
        ("retired", stone.id): (stone, checkout.places["records", stone.id].file)
    }
    for record in checkout.corpus.records.values():
        if any(relation.to == stone.id for relation in record.relations):
            relations = tuple(
                replace(relation, to=stone.replaced_by) if relation.to == stone.id and stone.replaced_by else relation
                for number, relation in enumerate(record.relations)
                if number not in dropped.get(record.id, ())
            )
            file = checkout.places["records", record.id].file
            entries["records", record.id] = (replace(record, relations=relations), file)
    made = with_entries(checkout, entries)
    left = {id_: record for id_, record in made.corpus.records.items() if id_ != stone.id}
    return replace(made, corpus=replace(made.corpus, records=MappingProxyType(left)))


def _stone_text(stone: Retired) -> str:
    reason = {"da": stone.reason.da, "en": stone.reason.en} if stone.reason else None
    return dump(
        "records",
        {
            "id": stone.id,
            "status": stone.status,
            "replaced_by": stone.replaced_by,
            "reason": reason,
            "retired": stone.retired,
        },
    )
