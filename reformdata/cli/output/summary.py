"""The closing line: what was found, and in how much, so that "no findings" cannot mean that nothing was checked."""

from reformdata.curation.checks import Report
from reformdata.findings import Message


def summary(report: Report) -> Message:
    """How many errors and warnings, in how many files and records, by how many checks."""
    errors = _counted(report.errors, ("fejl", "fejl"), ("error", "errors"))
    warnings = _counted(report.warnings, ("advarsel", "advarsler"), ("warning", "warnings"))
    found = _joined([*[errors] * bool(report.errors), *[warnings] * bool(report.warnings)])
    files = _counted(report.files, ("fil", "filer"), ("file", "files"))
    records = _counted(report.records, ("post", "poster"), ("record", "records"))
    checks = _counted(report.checks, ("kontrol", "kontroller"), ("check", "checks"))
    older = _older(report.older)
    return Message(
        f"{found.da} i {files.da} med {records.da} ({checks.da} på tværs af dem).{older.da}",
        f"{found.en} in {files.en} with {records.en} ({checks.en} across them).{older.en}",
    )


def _older(count: int) -> Message:
    if not count:
        return Message("", "")
    older = _counted(count, ("ældre fund", "ældre fund"), ("older finding", "older findings"))
    return Message(f" {older.da} er udeladt.", f" {older.en} left out.")


def _counted(count: int, da: tuple[str, str], en: tuple[str, str]) -> Message:
    one = 0 if count == 1 else 1
    return Message(f"{count} {da[one]}", f"{count} {en[one]}")


def _joined(found: list[Message]) -> Message:
    if not found:
        return Message("Ingen fund", "No findings")
    return Message(" og ".join(each.da for each in found), " and ".join(each.en for each in found))
