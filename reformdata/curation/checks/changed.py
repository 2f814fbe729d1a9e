"""What is wrong now and was not before: the findings of a change, whichever files they are in.

A change in one file can make another one wrong: who withdraws a record leaves relations to it dangling, and who
edits a list of areas unsettles records. So both states are checked as a whole, and the findings of the earlier one
are taken from those of the later one. None that is new can be missed that way, and none that is old is shown.

What is not there any more no check of the later state can miss: records that are gone are told from the two of them.
"""

from collections.abc import Iterator
from dataclasses import replace

from reformdata.curation.checks import Report
from reformdata.curation.rules import DELETED_RECORD
from reformdata.findings import Finding, new_findings


def since(before: Report, after: Report) -> Report:
    """`after` with only those of its findings that `before` has not, and with the records that went without a word.

    Two findings are the same if they say the same of the same field of the same file; on which line, and at which
    place of a list, does not count. Of several that are the same as many are old as `before` has.
    """
    new = new_findings(before.findings, after.findings)
    found = sorted((*new, *_deleted(before, after)), key=lambda finding: finding.order)
    return replace(after, findings=tuple(found), older=len(after.findings) - len(new))


def _deleted(before: Report, after: Report) -> Iterator[Finding]:
    """The records of `before` that are neither records nor tombstones any more: an id is never given again."""
    for id_ in before.ids.keys() - after.ids.keys() - after.unread:
        yield DELETED_RECORD.at(before.ids[id_], found=id_)
