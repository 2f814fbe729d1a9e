"""The results of the audits, in `audits/`, and the generated parts of the page about them.

An audit is a folder named after its version, with `about.yaml` and the completed form of each reader, `NAME.csv`.
"""

import csv
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import StringIO
from itertools import chain
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass as model

from reformdata.curation.reading import strict_yaml
from reformdata.curation.reading.files import MARK, list_files, read_text
from reformdata.errors import RefusedError, refusal
from reformdata.findings import Finding
from reformdata.messages import visible
from reformdata.models.languages import LANGUAGES
from reformdata.models.markup import escape_markdown, markdown_table
from reformdata.models.text import CLOSED, Line
from reformdata.repository.audits.form import COLUMNS, CRITERIA
from reformdata.repository.places import fill_places

PAGE = "docs/quality.md"

_OUTSIDE_SIZE = 80
_OUTSIDE = {"faithful": 73, "strength": 79, "danish": 33, "english": 14, "same": 74, "coding": 68}
"""How many records of version 0.1.0 passed in the outside reading of November 2026, from which the criteria come."""


@model(frozen=True, config=CLOSED)
class Reader:
    """Who filled in a form."""

    name: Annotated[Line, Field(pattern=r"^[a-z0-9-]+$")]
    """The name of the form's file, without `.csv`."""
    kind: Literal["language model", "person"]
    saw: Line
    """What the reader had: the record, its paragraphs, the codebook …"""


@model(frozen=True, config=CLOSED)
class Correction:
    """What was done about the faults that were found in a record."""

    record: Line
    done: Line


@model(frozen=True, config=CLOSED)
class About:
    """How an audit was made: `about.yaml`."""

    seed: int
    size: Annotated[int, Field(gt=0)]
    day: date
    commit: Line
    """The commit from which the sample was drawn."""
    readers: Annotated[tuple[Reader, ...], Field(min_length=1)]
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one reader found of one record."""

    failed: tuple[str, ...]
    serious: bool
    note: str


@dataclass(frozen=True, slots=True)
class Audit:
    """One audit with all its readings."""

    version: str
    about: About
    readings: Mapping[str, Mapping[str, Judgement]]
    """The judgement of each record, by the reader's name and the record's id."""

    def count(self, passes: Callable[[Judgement], bool], readers: Sequence[str]) -> int:
        """How many records pass for each of `readers`."""
        judgements = [self.readings[reader] for reader in readers]
        return sum(all(passes(one[id_]) for one in judgements) for id_ in judgements[0])


def read_audits(root: Path) -> list[Audit]:
    """The audits in the checkout `root`, the earliest first.

    Raises:
        RefusedError: if a file is missing, or not as it should be.
    """
    # From the names of files, so that the page can be made while a record has an error.
    known = frozenset(file.id for file in list_files(root)[0] if file.table == "records")
    folders = (path for path in (root / "audits").glob("*") if path.is_dir())
    return sorted((_audit(path, known) for path in folders), key=lambda audit: (audit.about.day, audit.version))


def refresh(text: str, audits: Sequence[Audit]) -> str:
    """`text` of the page with its generated parts renewed.

    Raises:
        MissingPlaceError: if a part has no place on the page.
    """
    return fill_places(PAGE, text, {"criteria": _criteria(), "audits": "\n\n".join(_parts(audits))})


def _audit(folder: Path, known: Collection[str | None]) -> Audit:
    about = _about(folder / "about.yaml")
    readings = {reader.name: _reading(folder / f"{reader.name}.csv", known) for reader in about.readers}
    sample = next(iter(readings.values())).keys()
    for name, reading in readings.items():
        if len(reading) != about.size or reading.keys() != sample:
            place = _place(folder / f"{name}.csv")
            raise refusal(
                f"{place} skal have de samme {about.size} poster som de andre skemaer i revisionen",
                f"{place} must have the same {about.size} records as the other forms of the audit",
            )
    for correction in about.corrections:
        if correction.record not in sample:
            raise _unknown(_place(folder / "about.yaml"), correction.record)
    return Audit(folder.name, about, readings)


def _about(path: Path) -> About:
    place = _place(path)
    tree, findings = strict_yaml.parse(_text(path), place)
    if findings:
        raise _refusal(findings[0])
    try:
        return TypeAdapter(About).validate_python(tree)
    except ValidationError as error:
        first = error.errors()[0]
        problem = f"{place}: {'.'.join(map(str, first['loc']))}: {first['msg']}"
        raise refusal(problem, problem) from error


def _reading(path: Path, known: Collection[str | None]) -> dict[str, Judgement]:
    text = _text(path).removeprefix(MARK)
    heading = text.partition("\n")[0]
    # A spreadsheet in Danish separates by semicolons.
    rows = csv.DictReader(StringIO(text), delimiter=max(",;", key=heading.count), restval="")
    name = _place(path)
    for column in COLUMNS:
        if column not in (rows.fieldnames or ()):
            raise refusal(f"{name}: kolonnen `{column}` mangler", f"{name}: the column `{column}` is missing")
    judgements: dict[str, Judgement] = {}
    for row in rows:
        place = f"{name}:{rows.line_num}"
        if row["id"] not in known:
            raise _unknown(place, row["id"])
        if row["id"] in judgements:
            raise refusal(f"{place}: `{row['id']}` er der to gange", f"{place}: `{row['id']}` is there twice")
        judgements[row["id"]] = _judgement(row, place)
    return judgements


def _judgement(row: Mapping[str, str], place: str) -> Judgement:
    for column in (*CRITERIA, "fault", "serious"):
        if row[column] not in ("0", "1"):
            found = visible(row[column])
            raise refusal(
                f"{place}: kolonnen `{column}` indeholder `{found}`; skriv 1 eller 0",
                f"{place}: the column `{column}` holds `{found}`; write 1 or 0",
            )
    failed = tuple(column for column in CRITERIA if row[column] == "0")
    if (row["fault"] == "1") != bool(failed) or row["serious"] > row["fault"]:
        raise refusal(
            f"{place}: `fault` skal være 1, hvis et kriterium er 0, og ellers 0; `serious` kan kun være 1, hvis `fault` er",
            f"{place}: `fault` must be 1 if a criterion is 0, and 0 otherwise; `serious` can only be 1 if `fault` is",
        )
    if failed and not row["note"].strip():
        raise refusal(f"{place}: skriv i `note`, hvad fejlen er", f"{place}: write in `note` what the fault is")
    return Judgement(failed, row["serious"] == "1", row["note"])


def _place(path: Path) -> str:
    return "/".join(path.parts[-3:])


def _text(path: Path) -> str:
    text, findings = read_text(path, _place(path))
    if text is None:
        raise _refusal(findings[0])
    return text


def _refusal(finding: Finding) -> RefusedError:
    line = f":{finding.span.line}" if finding.span else ""
    return refusal(*(f"{finding.file}{line}: {finding.message.in_(language)}" for language in LANGUAGES))


def _unknown(place: str, id_: str) -> RefusedError:
    shown = visible(id_)
    return refusal(f"{place}: der er ingen post `{shown}`", f"{place}: there is no record `{shown}`")


def _criteria() -> str:
    rows = ((f"`{column}`", one.passes.en, one.fails.en) for column, one in CRITERIA.items())
    return markdown_table("criterion|1: the record passes|0: it fails", rows)


def _parts(audits: Sequence[Audit]) -> Iterator[str]:
    yield _readers(audits)
    yield _before_and_after(audits)
    yield from chain.from_iterable(map(_audit_parts, reversed(audits)))


def _readers(audits: Sequence[Audit]) -> str:
    kinds = {reader.kind for audit in audits for reader in audit.about.readers}
    made = "" if audits else "No audit has been made yet. "
    if "person" in kinds:
        return "The readers of each audit are listed below: some are language models, some are people."
    return f"{made}All readers so far are language models; no person has read a sample."


def _before_and_after(audits: Sequence[Audit]) -> str:
    heading = ["criterion", f"outside reading, November 2026 (of {_OUTSIDE_SIZE})"]
    heading += [f"audit of {audit.version} (of {audit.about.size})" for audit in audits]
    rows = (
        (
            f"`{column}`",
            _share(before, _OUTSIDE_SIZE),
            *(_share(audit.count(_passes(column), list(audit.readings)), audit.about.size) for audit in audits),
        )
        for column, before in _OUTSIDE.items()
    )
    return markdown_table("|".join(heading), rows)


def _audit_parts(audit: Audit) -> Iterator[str]:
    about, names = audit.about, list(audit.readings)
    yield f"### Version {audit.version}"
    yield f"{about.size} records drawn with the seed {about.seed} from commit {about.commit}; read on {about.day}."
    yield "\n".join(f"- `{one.name}`: a {one.kind}, who saw {escape_markdown(one.saw)}" for one in about.readers)
    columns = [*([name] for name in names), *([names] if len(names) > 1 else [])]
    questions = {f"`{column}`": _passes(column) for column in CRITERIA} | {
        "no fault": lambda one: not one.failed,
        "no serious fault": lambda one: not one.serious,
    }
    heading = ["passed by", *(f"`{name}`" for name in names), *(["all readers"] if len(names) > 1 else [])]
    yield markdown_table(
        "|".join(heading),
        ((asked, *(_share(audit.count(passes, one), about.size) for one in columns)) for asked, passes in questions.items()),
    )  # fmt: skip
    faults = list(_faults(audit))
    yield markdown_table("record|reader|criterion|note|what was done", faults) if faults else "No reader found a fault."


def _faults(audit: Audit) -> Iterator[tuple[str, ...]]:
    done = {one.record: escape_markdown(one.done) for one in audit.about.corrections}
    for id_ in next(iter(audit.readings.values())):
        for reader, reading in audit.readings.items():
            if (found := reading[id_]).failed:
                criteria = ", ".join(found.failed) + (" (**serious**)" if found.serious else "")
                yield f"`{id_}`", f"`{reader}`", criteria, escape_markdown(found.note), done.get(id_, "nothing yet")


def _passes(column: str) -> Callable[[Judgement], bool]:
    return lambda judgement: column not in judgement.failed


def _share(count: int, size: int) -> str:
    return f"{count} ({count / size:.0%})"
