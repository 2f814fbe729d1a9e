"""What is wrong with the values of a file that can be read, mended in its tree."""

from collections.abc import Iterable

from reformdata.curation.formatting.nodes import Branch, Entry, node
from reformdata.curation.rules import (
    BAD_VALUE,
    REPEATED_VALUE,
    UNKNOWN_FIELD,
    UNKNOWN_REFERENCE,
    UNKNOWN_TERM,
)
from reformdata.findings import Finding, Fix, Loc, meant


def mend_values(root: Entry, findings: Iterable[Finding], *, unsafe: bool) -> list[Finding]:
    """Mend the values under `root` in place, and give those of `findings` that are gone with it."""
    # All are looked up before the first is mended, since that can move the others.
    placed = [(finding, _entry_at(root, finding.loc)) for finding in findings]
    return [finding for finding, place in placed if place and _mend_value(finding, *place, unsafe=unsafe)]


def _entry_at(root: Entry, loc: Loc) -> tuple[Branch, Entry] | None:
    """The entry at `loc`, and what holds it."""
    holder, entry = None, root
    for step in loc:
        holder = entry.value if isinstance(entry.value, Branch) else None
        found = _child(holder, step) if holder else None
        if found is None:
            return None
        entry = found
    return (holder, entry) if holder else None


def _child(holder: Branch, step: str | int) -> Entry | None:
    if isinstance(step, int):
        return holder.entries[step] if holder.is_list and step < len(holder.entries) else None
    return next((entry for entry in holder.entries if entry.key == step), None)


def _mend_value(finding: Finding, holder: Branch, entry: Entry, *, unsafe: bool) -> bool:
    """Mend one value, if that is safe or wanted, and say whether it was."""
    if finding.rule is REPEATED_VALUE:
        return _remove_repeat(holder, entry)
    if finding.rule is BAD_VALUE and _strip(entry):
        return True
    fix = fix_of(finding)
    if fix is None or not (fix.safe or unsafe):
        return False
    if finding.rule is UNKNOWN_FIELD:
        return _rename(holder, entry, str(fix.value))
    entry.value = node(fix.value)
    return True


def _rename(holder: Branch, entry: Entry, key: str) -> bool:
    if any(other.key == key for other in holder.entries):
        return False
    entry.key = key
    return True


def _remove_repeat(holder: Branch, entry: Entry) -> bool:
    place = next(index for index, other in enumerate(holder.entries) if other is entry)
    if all(other.value != entry.value for other in holder.entries[:place]):
        return False  # it stands in another list too: which of them is right, a reader of the source has to say
    del holder.entries[place]
    holder.below += [*entry.above, *[entry.behind] * bool(entry.behind)]
    return True


def _strip(entry: Entry) -> bool:
    """Take the blanks at the ends of a text away; no text may have them."""
    value = entry.value
    if not isinstance(value, str) or value.strip() in ("", value):
        return False
    entry.value = value.strip()
    return True


def fix_of(finding: Finding) -> Fix | None:
    """What is to be written instead of what was found, where there is one answer: that of the rule, or a near miss."""
    if finding.fix:
        return finding.fix
    likely = near(finding)
    return Fix(likely) if likely else None


def near(finding: Finding) -> str | None:
    """The one value that a near miss is most likely meant to be; None if there is none, or more than one."""
    if finding.rule not in (UNKNOWN_FIELD, UNKNOWN_TERM, UNKNOWN_REFERENCE) or finding.found is None:
        return None
    return meant(finding.found, finding.expected)
