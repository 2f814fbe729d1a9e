"""The data that a command counts or looks things up in."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from pydantic import TypeAdapter

from reformdata.dataset.dataset import load
from reformdata.models import Corpus, Fingerprints, Initiative, Proposal, Statement
from reformdata.store.file import read_connection


def sources_and_records(path: Path | None) -> Corpus:
    """The sources, their fingerprints and the records of the data at `path`, as `load` takes it; no other table."""
    dataset = load(path)
    records: dict[str, Proposal | Statement | Initiative] = {record.id: record for record in dataset.records}
    with read_connection(dataset.connect()) as connection:
        rows = connection.execute(
            "SELECT id, json FROM bodies WHERE table_name = 'fingerprints' ORDER BY id"
        ).fetchall()
    return Corpus(
        sources=MappingProxyType(dict(dataset.sources)),
        fingerprints=_fingerprints(dict(rows)),
        records=MappingProxyType(records),
    )


def _fingerprints(bodies: Mapping[str, str]) -> Mapping[str, Fingerprints]:
    adapter = TypeAdapter(Fingerprints)
    return MappingProxyType({source: adapter.validate_json(body) for source, body in bodies.items()})
