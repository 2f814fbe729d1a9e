"""The closing line: what was found, and in how much, so that "no findings" cannot mean that nothing was checked."""

from reformdata.checks import Report
from reformdata.findings import Message


def summary(report: Report) -> Message:
    """How many errors and warnings, in how many files and records, by how many checks."""
    if not report.findings:
        found = Message("Ingen fund", "No findings")
    else:
        found = _joined(
            _counted(report.errors, ("fejl", "fejl"), ("error", "errors")),
            _counted(report.warnings, ("advarsel", "advarsler"), ("warning", "warnings")),
        )
    files = _counted(report.files, ("fil", "filer"), ("file", "files"))
    records = _counted(report.records, ("post", "poster"), ("record", "records"))
    checks = _counted(report.checks, ("kontrol", "kontroller"), ("check", "checks"))
    return Message(
        f"{found.da} i {files.da} med {records.da} ({checks.da} på tværs af dem).",
        f"{found.en} in {files.en} with {records.en} ({checks.en} across them).",
    )


def _counted(count: int, da: tuple[str, str], en: tuple[str, str]) -> Message:
    one = 0 if count == 1 else 1
    return Message(f"{count} {da[one]}", f"{count} {en[one]}")


def _joined(one: Message, other: Message) -> Message:
    return Message(f"{one.da} og {other.da}", f"{one.en} and {other.en}")
