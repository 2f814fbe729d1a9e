"""How much of each source the records of a compiled file cover."""

import json

from reformdata.evidence.coverage import Coverage, SourceFacts, count_coverage
from reformdata.store.file import Store


def coverage(store: Store) -> Coverage:
    """What `Dataset.coverage` gives of all that `store` shows."""
    skipped: dict[str, dict[int, str]] = {}
    for source, number, reason in store.rows(
        "SELECT source, paragraph, skipped FROM source_paragraphs WHERE skipped IS NOT NULL"
    ):
        skipped.setdefault(source, {})[number] = reason
    sources = store.rows("SELECT id, date, paragraphs FROM sources ORDER BY id")
    facts = {id_: SourceFacts(int(day[:4]), count, skipped.get(id_, {})) for id_, day, count in sources}
    records = store.rows("SELECT source, kind, paragraphs FROM records")
    return count_coverage(facts, [(source, kind, json.loads(cited)) for source, kind, cited in records])
