"""A whole checkout: all its entries by their ids, and everything that is wrong with its files."""

import re
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple, TypeAlias

from pydantic import TypeAdapter, ValidationError

from reformdata.curation import rules
from reformdata.curation.reading.files import (
    SIDECARS,
    DataFile,
    list_files,
    missing_sources,
    read_bytes,
    read_text,
    table_of,
    value_digest,
)
from reformdata.curation.reading.names import next_number, record_file, renamed
from reformdata.curation.reading.plain_yaml import read_plain
from reformdata.curation.reading.problems import problems, skeleton
from reformdata.curation.reading.quotes import may_have_curly_quotes, without_curly_quotes
from reformdata.curation.reading.strict_yaml import Tree, parse, spans, to_nfc
from reformdata.curation.rules import DUPLICATE_ID, EMPTY_DATA_SET
from reformdata.findings import Finding, Loc, Span
from reformdata.messages import Message
from reformdata.models import TABLES, Corpus, Initiative, Outcome, Proposal, RecordFile, Retired, Statement
from reformdata.models.ids import ENTRY_ID, RECORD_ID, id_sort_key
from reformdata.store.overlay import VOCABULARIES, add_overlay, collisions, repetitions
from reformdata.store.settings import find_root

_NO_CONTENTS: Mapping[str, bytes] = MappingProxyType({})


class Place(NamedTuple):
    """Where an entry is written."""

    file: str
    """Path from the root of the checkout, with `/`."""
    loc: Loc = ()
    """The index of the entry in a file that holds a list of them."""


class Digest(NamedTuple):
    """What the checks across records need of the texts and references of a record, in little memory."""

    texts: "array[int]"
    """A hash of each text that should not be used again and again, Danish before English, in the order of the fields."""
    triples: tuple["array[int]", "array[int]"]
    """The hashes of the word triples of title and text in Danish and in English, in ascending order."""
    references: tuple[tuple[str, str], ...]
    """What it refers to: table and id."""


class Facts(NamedTuple):
    """Digests of what the checks across records see: if they are the same, so is what these find."""

    fields: bytes = b""
    """That of the entries without the texts of records, and of their places."""
    texts: bytes = b""
    """That of the digests of the texts of records."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkout:
    """What was read of a checkout: the entries, the places where they are written, and what is wrong."""

    root: Path
    """The folder that holds `records/`."""
    corpus: Corpus
    places: Mapping[tuple[str, str], Place]
    """Where each entry is written, by its table ("records", "retired", "outcomes", "actors", …) and its id."""
    broken: Mapping[str, frozenset[str]]
    """The ids of entries that could not be read, by table: references to them are not reported."""
    findings: tuple[Finding, ...]
    """The findings of reading, in the order in which they are shown."""
    file_count: int
    """How many files were read."""
    digests: Mapping[str, Digest] = field(default_factory=dict)
    """Those of the records that were checked by themselves when they were read; `corpus` has them without their texts."""
    checked: tuple[tuple[int, Finding], ...] = ()
    """What was found wrong with those, each with the number of its check."""
    uncertain: frozenset[str] = frozenset()
    """The sources with a record that does not count, since another one has its id."""
    facts: Facts | None = None
    """None if what decides about them is not in the files alone, or nobody asks."""
    named: Corpus | None = None
    """The data whose names and terms texts are compared with; that of `corpus` unless it is only a part."""

    @property
    def names(self) -> Corpus:
        """The data whose names and terms texts are compared with."""
        return self.named or self.corpus

    def owns(self, table: str, id_: str) -> bool:
        """Whether a file of the checkout holds the entry, and not the published data below it."""
        place = self.places.get((table, id_))
        return place is not None and not place.file.startswith(_PUBLISHED)


def read_checkout(
    root: Path,
    contents: Mapping[str, bytes] = _NO_CONTENTS,
    read: "Reader | None" = None,
    oldest_first: "Ages" = tuple,
) -> Checkout:
    """Read every file of `records/`. Faults of the files become findings, never errors.

    Args:
        root: a folder of data, or one that `find_root` finds it from.
        contents: what to read instead of some of the files, by their names in findings.
        read: reads the files, in their order; by default one after another with `read_file`.
        oldest_first: the names of files with one id in the order in which they were added; the first keeps the id.
    """
    root = find_root(root)
    files, strays, findings = list_files(root)
    ids = {file.id for file in files if file.table == "records" and file.id}
    meant: list[DataFile] = []
    for stray in strays:
        finding, right = renamed(stray, ids)
        findings.append(finding)
        if right:
            meant.append(right)
            ids |= {right.id} if right.table == "records" and right.id else set()
    known = {(file.table, file.id) for file in meant}
    missing = [one for one in missing_sources(root, files) if (one.table, one.id) not in known]
    findings += [rules.MISSING_FILE.finding(one.file) for one in missing]
    if not any(file.table == "records" for file in (*files, *meant)):
        findings.append(EMPTY_DATA_SET.finding("records", where="records/"))
    entries = [entry for file in missing for entry in _unread(file)]
    entries += [entry._replace(misnamed=True) for file in meant for entry in _unread(file)]
    given = [file._replace(content=contents[file.file]) if file.file in contents else file for file in files]
    for found, wrong in read(root, given) if read else map(read_file, given):
        entries += found
        findings += wrong
    twice = _used_twice(entries, oldest_first)
    findings = [_with_other(finding, entries) for finding in findings] + list(_duplicate_ids(twice, entries))
    later = {entry.place for entry, _ in twice}
    checkout = checkout_of(root, sorted(entries, key=lambda entry: entry.place in later))
    return replace(
        checkout,
        findings=locate(root, findings, contents),
        file_count=len(files),
        uncertain=frozenset(entry.id.rpartition(".")[0] for entry, _ in twice if _id_space(entry.table) == "records"),
        facts=_all_facts(entries) if read and not twice else None,
    )


def checkout_of(root: Path, entries: Sequence["ReadEntry"]) -> Checkout:
    """The checkout with these entries, which have no findings."""
    chosen = _chosen(entries)
    corpus: dict[str, dict[str, Any]] = defaultdict(dict)
    for entry in chosen:
        corpus[entry.table][entry.id] = entry.value
    places = _places(entries)
    return Checkout(
        root=root,
        corpus=Corpus(**{table: MappingProxyType(values) for table, values in corpus.items()}),
        places=places,
        broken=_broken(entries),
        findings=(),
        file_count=0,
        digests={entry.id: entry.digest for entry in chosen if entry.digest},
        checked=tuple(
            (number, _moved(finding, places[entry.table, entry.id]))
            for entry in chosen
            for number, finding in entry.checked
        ),
    )


def _all_facts(entries: Iterable["ReadEntry"]) -> Facts:
    seen = [
        (entry.table, entry.id, *entry.place, entry.misnamed, entry.value is None, *entry.facts) for entry in entries
    ]
    fields, texts = [one[:-1] for one in seen], [one[-1] for one in seen]
    return Facts(value_digest(fields), value_digest(texts))


_SEEN_ALONE = frozenset({"title", "text", "quantities"})
"""The keys of a record that no check across records sees but by the digest of its texts; nor do they see reasons."""


def _fields_of(tree: Any, value: Any) -> Facts:
    """The facts of an entry with the content `tree`, of which `value` was made; the digest of its texts is made later."""
    if isinstance(value, Proposal | Statement | Initiative):
        tree = {key: part for key, part in tree.items() if key not in _SEEN_ALONE}
        tree["relations"] = tuple(
            {key: part for key, part in relation.items() if key != "reason"} for relation in tree.get("relations", ())
        )
    return Facts(value_digest(tree))


def _moved(finding: Finding, place: Place) -> Finding:
    """`finding` in the file at `place`, which is another one if several files have an entry of that id."""
    return finding if finding.file == place.file else replace(finding, file=place.file, span=None)


# ---- the entries of one file


class ReadEntry(NamedTuple):
    """An entry that was read; without a value, the id of an entry that could not be read."""

    table: str
    id: str
    place: Place
    value: Any = None
    misnamed: bool = False
    """Whether its id and the name of its file disagree."""
    digest: Digest | None = None
    """That of a record that was checked by itself, whose `value` is without texts."""
    checked: tuple[tuple[int, Finding], ...] = ()
    """What was found wrong with it, each with the number of its check."""
    facts: Facts = Facts()
    """Those of the entry alone; none if it could not be read."""


Ages: TypeAlias = Callable[[Sequence[str]], Sequence[str]]
"""Puts the names of files in the order in which they were added."""
ReadFile: TypeAlias = tuple[list[ReadEntry], list[Finding]]
"""What was read of a file: its entries, and what is wrong with it."""
Reader: TypeAlias = Callable[[Path, Sequence[DataFile]], Iterable[ReadFile]]
"""Reads the files of a checkout, whose folder comes first, and gives what it read in the same order."""


@cache
def _adapter(table: str) -> TypeAdapter[Any]:
    """The validator of `table`; built when first needed, since that takes longer than to read a file."""
    return TypeAdapter(_MODELS.get(table, RecordFile))


_MODELS: Mapping[str, type[Any]] = MappingProxyType({**SIDECARS, **TABLES, "outcomes": Outcome})
"""The model of each table; a record file can have several."""


def read_file(data_file: DataFile) -> ReadFile:
    """Read one file."""
    text, characters = read_text(data_file.path, data_file.file, data_file.content)
    if text is None:
        return _unread(data_file), characters
    plain = None if characters else read_plain(text)
    tree, syntax = parse(text, data_file.file) if plain is None else (plain, [])
    if tree is None:
        return _unread(data_file), [*characters, *syntax]
    tree = to_nfc(tree) if characters else tree
    # In the glossary they belong to a term that is always written so.
    quotes: list[Finding] = []
    if data_file.table != "glossary" and may_have_curly_quotes(text):
        tree, quotes = without_curly_quotes(tree, data_file.file)
    if data_file.id is None and isinstance(tree, tuple):
        entries, findings = _read_list(data_file, tree)
    elif data_file.id is not None and isinstance(tree, dict):
        entries, findings = _read_entry(data_file, tree, data_file.id)
    else:
        entries, findings = _unread(data_file), [_wrong_shape(data_file, tree)]
    return entries, [*characters, *quotes, *findings]


def _read_list(data_file: DataFile, tree: tuple[Tree, ...]) -> ReadFile:
    entries: list[ReadEntry] = []
    findings: list[Finding] = []
    for index, item in enumerate(tree):
        place = Place(file=data_file.file, loc=(index,))
        value, wrong = _validated(data_file, item, place)
        findings += wrong
        named = item.get("id") if isinstance(item, dict) else None
        if isinstance(named, str):
            entries.append(ReadEntry(data_file.table, named, place, value, facts=_fields_of(item, value)))
    return entries, findings


def _read_entry(data_file: DataFile, tree: dict[str, Tree], expected: str) -> ReadFile:
    place = Place(file=data_file.file)
    value, findings = _validated(data_file, tree, place)
    facts = _fields_of(tree, value)
    if data_file.table in SIDECARS:
        return [ReadEntry(data_file.table, expected, place, value, facts=facts)], findings
    named = tree.get("id")
    findings = [
        replace(finding, advice=_id_advice(data_file, expected, named)) if _is_about_id(finding) else finding
        for finding in findings
    ]
    table = "retired" if isinstance(value, Retired) else data_file.table
    if not isinstance(named, str) or named == expected:
        return [ReadEntry(table, expected, place, value, facts=facts)], findings
    # References to the id in the file name are not reported as well.
    entries = [
        ReadEntry(table, named, place, value, misnamed=True, facts=facts),
        ReadEntry(table, expected, place, misnamed=True),
    ]
    if not any(finding.loc == ("id",) for finding in findings):
        disagrees, advice = rules.FILE_NAME_DISAGREES, _id_advice(data_file, expected, named)
        findings.append(disagrees.finding(data_file.file, ("id",), found=named, expected=(expected,), advice=advice))
    return entries, findings


def _id_advice(data_file: DataFile, expected: str, named: Tree | None) -> Message:
    """That the id should be the one that the name of the file says, or the name the one for the id."""
    folder, _, name = data_file.file.rpartition("/")
    better = None
    if data_file.table == "records" and isinstance(named, str) and re.fullmatch(RECORD_ID, named):
        better = record_file(named, name)
    elif data_file.table not in ("records", "sources") and isinstance(named, str) and re.fullmatch(ENTRY_ID, named):
        better = f"{folder}/{named}.yaml"
    if better is None or table_of(better) is None:
        return Message(f"skriv id: {expected}", f"write id: {expected}")
    better = better.removeprefix(f"{folder}/")
    return Message(
        f"skriv id: {expected}, eller kald filen {better}", f"write id: {expected}, or call the file {better}"
    )


def _with_other(finding: Finding, entries: Sequence[ReadEntry]) -> Finding:
    """`finding`; if it says that the id is that of another file, with the advice to change the id."""
    if finding.rule is not rules.FILE_NAME_DISAGREES:
        return finding
    space = table_of(finding.file)
    others = (
        one.place.file
        for one in entries
        if one.id == finding.found and _id_space(one.table) == space and not one.misnamed
    )
    other, expected = next(others, None), finding.expected[0]
    if other is None:
        return finding
    advice = Message(
        f"skriv id: {expected}; {finding.found} er {other}", f"write id: {expected}; {finding.found} is {other}"
    )
    return replace(finding, advice=advice)


def _is_about_id(finding: Finding) -> bool:
    """Whether `finding` says that the id is missing or invalid: the name of the file shows what it should be."""
    is_invalid = finding.rule is rules.BAD_VALUE and finding.loc == ("id",)
    return is_invalid or (finding.rule is rules.MISSING_FIELD and not finding.loc and ("field", "id") in finding.values)


def _validated(data_file: DataFile, tree: Tree, place: Place) -> tuple[Any, list[Finding]]:
    try:
        # by_name: what is `date` in a file is `stated_date` in Python alone.
        return _adapter(data_file.table).validate_python(tree, by_name=False), []
    except ValidationError as error:
        return None, problems(error, _MODELS.get(data_file.table), data_file.file, place.loc)


def _wrong_shape(data_file: DataFile, tree: Tree) -> Finding:
    fields, entries = (
        Message("felter og værdier", "fields and values"),
        Message("en liste med opslag", "a list of entries"),
    )
    shape = fields if data_file.id else entries
    advice = _right_shape(data_file, tree)
    return rules.WRONG_SHAPE.finding(data_file.file, advice=advice, shape=shape, content=_content(tree))


def _content(tree: Tree) -> Message:
    match tree:
        case "":
            return Message("er tom", "is empty")
        case str():
            return Message("indeholder en tekst", "contains a text")
        case tuple():
            return Message("indeholder en liste", "contains a list")
        case _:
            return Message("indeholder felter og værdier", "contains fields and values")


def _right_shape(data_file: DataFile, tree: Tree) -> Message | None:
    if data_file.id and isinstance(tree, tuple):
        return Message(
            "filen er én post: slet bindestregen, og lad nøglerne begynde ved linjens start",
            "the file is one entry: delete the dash, and start the keys at the beginning of the line",
        )
    if data_file.table == "fingerprints":
        return rules.FINGERPRINTS_DISAGREE.advice
    if data_file.table == "records":
        return Message(
            f"begynd med `id: {data_file.id}` og på næste linje `kind: proposal` (eller statement, initiative): så viser næste "
            "kontrol de felter, der mangler; eller brug: reformdata new proposal",
            f"start with `id: {data_file.id}` and on the next line `kind: proposal` (or statement, initiative): then the next "
            "check lists the missing fields; or use: reformdata new proposal",
        )
    fields = skeleton(_MODELS[data_file.table])
    if data_file.id:
        return Message(
            f"begynd med disse felter, ét på hver linje: {fields}", f"start with these fields, one a line: {fields}"
        )
    return Message(
        f"begynd hvert opslag med en bindestreg: - {{{fields}}}", f"start each entry with a dash: - {{{fields}}}"
    )


_ID_LINE = re.compile(rb"^ *(?:- +)?(?:\{ *)?id: *[\"']?([a-z0-9-]+)", re.MULTILINE)


def _unread(data_file: DataFile) -> list[ReadEntry]:
    """The ids of a file that could not be read: that of its name, or those that can be seen in its bytes."""
    place = Place(file=data_file.file)
    if data_file.id is not None:
        return [ReadEntry(data_file.table, data_file.id, place)]
    data = read_bytes(data_file.path, data_file.file, data_file.content)[0] or b""
    return [ReadEntry(data_file.table, found.decode(), place) for found in _ID_LINE.findall(data)]


# ---- the whole checkout


def _id_space(table: str) -> str:
    """Records and tombstones share one set of ids."""
    return "records" if table == "retired" else table


def _used_twice(entries: Iterable[ReadEntry], oldest_first: Ages) -> list[tuple[ReadEntry, Place]]:
    """Each entry whose id an older file has, with the place of that; files with a wrong id have a finding already."""
    by_id: dict[tuple[str, str], list[ReadEntry]] = defaultdict(list)
    for entry in entries:
        if not entry.misnamed:
            by_id[_id_space(entry.table), entry.id].append(entry)
    found: list[tuple[ReadEntry, Place]] = []
    for same in by_id.values():
        if len({entry.place for entry in same}) > 1:
            order = list(oldest_first(list(dict.fromkeys(entry.place.file for entry in same))))
            oldest, *later = sorted(same, key=lambda entry: (order.index(entry.place.file), entry.place.loc))
            found += [(entry, oldest.place) for entry in later if entry.place != oldest.place]
    return found


def _duplicate_ids(twice: Iterable[tuple[ReadEntry, Place]], entries: Sequence[ReadEntry]) -> Iterator[Finding]:
    """A finding for each entry whose id another one has; for a record, it names the next free number."""
    ids = {entry.id for entry in entries if _id_space(entry.table) == "records"}
    for entry, other in twice:
        advice = Message("giv den ene et andet id, eller slet den", "give one of the two another id, or delete it")
        if _id_space(entry.table) == "records":
            source = entry.id.rpartition(".")[0]
            free = f"{source}.{next_number(source, ids):02}"
            ids.add(free)
            name = record_file(free, entry.place.file.rpartition("/")[2]).rpartition("/")[2]
            advice = Message(
                f"giv posten det næste ledige nummer: skriv id: {free}, og kald filen {name}",
                f"give the record the next free number: write id: {free}, and call the file {name}",
            )
        yield DUPLICATE_ID.finding(
            entry.place.file, (*entry.place.loc, "id"), found=entry.id, other=other.file, advice=advice
        )


def _chosen(entries: Iterable[ReadEntry]) -> list[ReadEntry]:
    """The entry of each id that counts, in the order of their ids."""
    chosen: dict[tuple[str, str], ReadEntry] = {}
    for entry in sorted(entries, key=lambda entry: (id_sort_key(entry.id), entry.misnamed)):
        if entry.value is not None:
            chosen.setdefault((_id_space(entry.table), entry.id), entry)
    return list(chosen.values())


def _places(entries: Iterable[ReadEntry]) -> Mapping[tuple[str, str], Place]:
    places: dict[tuple[str, str], Place] = {}
    for entry in sorted(entries, key=lambda entry: entry.misnamed):
        places.setdefault((entry.table, entry.id), entry.place)
    return MappingProxyType(places)


def _broken(entries: Sequence[ReadEntry]) -> Mapping[str, frozenset[str]]:
    left = {(entry.table, entry.id) for entry in entries}
    left -= {(entry.table, entry.id) for entry in entries if entry.value is not None}
    return MappingProxyType({table: frozenset(id_ for other, id_ in left if other == table) for table, _ in left})


# ---- the places of findings


Spans: TypeAlias = Mapping[tuple[Loc, bool], Span]
"""The span of each value of a file, by its `loc` and False, and of each key, by its `loc` and True."""


def locate(
    root: Path,
    findings: Iterable[Finding],
    contents: Mapping[str, bytes] = _NO_CONTENTS,
    known: dict[str, Spans] | None = None,
) -> tuple[Finding, ...]:
    """The findings with their lines and columns, in the order in which they are shown. Only their files are read.

    Args:
        root: the folder that holds `records/`.
        findings: the findings to locate.
        contents: what to read instead of some of the files, as in `read_checkout`.
        known: the spans of files that were looked up before, which gets those of others.
    """
    located: list[Finding] = []
    known = {} if known is None else known
    for finding in findings:
        if finding.span is None and finding.file not in known:
            known[finding.file] = _spans(root, finding.file, contents.get(finding.file))
        located.append(finding if finding.span else finding.with_span(span_of(finding, known[finding.file])))
    return tuple(sorted(located, key=lambda finding: finding.order))


def _spans(root: Path, file: str, content: bytes | None) -> Spans:
    text = read_text(root / file, file, content)[0] if table_of(file) else None
    if text is None or (read_plain(text) is None and parse(text, file)[1]):
        return {}
    return spans(text)


def span_of(finding: Finding, known: Spans) -> Span | None:
    """The span of `finding` among those of its file; where the field is missing, that of the block around it."""
    if (finding.loc, finding.on_key) in known:
        span = known[finding.loc, finding.on_key]
        return Span(span.end_line, span.end_column, span.end_line, span.end_column + 1) if finding.at_end else span
    above = (finding.loc[:length] for length in range(len(finding.loc), -1, -1))
    return next((known[loc, False] for loc in above if (loc, False) in known), None)


def locate_words(root: Path, findings: Iterable[Finding], contents: Mapping[str, bytes]) -> Iterator[Finding]:
    """The findings, each narrowed to the word that was found, if that is within its place.

    Args:
        root: the folder that holds `records/`.
        findings: findings with lines and columns.
        contents: what to read instead of some of the files, as in `read_checkout`.
    """
    lines_of = cache(lambda file: (read_text(root / file, file, contents.get(file))[0] or "").split("\n"))
    for finding in findings:
        if finding.found is not None and finding.span is not None:
            finding = finding.with_span(locate_word(lines_of(finding.file), finding.span, finding.found))
        yield finding


def locate_word(lines: Sequence[str], span: Span, found: str) -> Span:
    """The place of the first word `found` within `span`; `span` itself if it is not there."""
    word = re.compile(rf"(?<!\w){re.escape(found)}(?!\w)")
    for number in range(span.line, span.end_line + 1):
        line = lines[number - 1]
        start = span.column - 1 if number == span.line else 0
        end = span.end_column - 1 if number == span.end_line else len(line)
        match = word.search(line, start, end)
        if match:
            return Span(number, match.start() + 1, number, match.end() + 1)
    return span


_PUBLISHED = "reformdata:"
"""The start of the file name of a published entry; no file of a checkout starts so."""

_TAKEN = Message(
    "de udgivne data har allerede det id; vælg et andet id her, eller slet filen og brug det, der er udgivet",
    "the published data already has that id: give this entry another id, or delete it and use the published one",
)
_REDEFINED = Message(
    "de udgivne data beskriver det anderledes; slet det her, eller giv det et andet id",
    "the published data describes it differently: delete this entry, or give it another id",
)


def overlay(base: Corpus, own: Checkout) -> Checkout:
    """`own` with the entries and places of `base` added, and with the findings of `own`.

    An id that both have is a finding. A vocabulary of `own` may repeat entries of `base` but not change them; `own`
    need not have a record yet.
    """
    published = _published_places((field.name, id_) for field in fields(base) for id_ in getattr(base, field.name))
    places = {**published, **own.places, **_published_places(repetitions(base, own.corpus))}
    read = (one for one in own.findings if one.rule is not EMPTY_DATA_SET or not own.file_count)
    return replace(
        own,
        corpus=add_overlay(base, own.corpus),
        places=MappingProxyType(places),
        findings=tuple(sorted((*read, *locate(own.root, _collisions(base, own))), key=lambda one: one.order)),
    )


def is_own(finding: Finding) -> bool:
    """Whether `finding` is about a file of the own data."""
    return not finding.file.startswith(_PUBLISHED)


def _published_places(keys: Iterator[tuple[str, str]]) -> dict[tuple[str, str], Place]:
    return {(table, id_): Place(file=f"{_PUBLISHED}{table}/{id_}") for table, id_ in keys}


def _collisions(base: Corpus, own: Checkout) -> Iterator[Finding]:
    for table, id_ in collisions(base, own.corpus):
        place = own.places[table, id_]
        other, advice = f"{_PUBLISHED}{table}/{id_}", _REDEFINED if table in VOCABULARIES else _TAKEN
        yield DUPLICATE_ID.finding(place.file, (*place.loc, "id"), found=id_, other=other, advice=advice)
