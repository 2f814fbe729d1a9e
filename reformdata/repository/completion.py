"""What an editor offers for an id: those that a checkout has, each with its Danish name and what it is.

The committed schemas hold nothing that changes with a record. An editor finds the schema of a record by its
first line, and goes by no other, whatever its settings say (tried with yaml-language-server 1.25); nor may a schema
refer to a file that is not there, or the editor gives up on it. So there is a small schema of the ids, to which the
others refer: committed without offers, filled by `reformdata schema --local`, which has git overlook what it filled.
"""

from collections.abc import Iterator
from textwrap import shorten
from typing import Any

from reformdata.models import Corpus, Label, RecordId, Text
from reformdata.repository.schemas import NEXT, POINTED_TO

_WIDTH = 60
"""Characters of a label that yaml-language-server shows."""


def offers(corpus: Corpus) -> dict[str, list[dict[str, str]]]:
    """The snippets for the ids of each table of `corpus`, and for the id that the next record of a source would have."""
    return {
        **{table: [_entry_snippet(each) for each in getattr(corpus, table).values()] for table in POINTED_TO},
        "records": [_snippet(each.id, each.title, each.text) for each in corpus.records.values()],
        NEXT: [_snippet(id_, corpus.sources[source].title) for source, id_ in _next_ids(corpus)],
    }


def _entry_snippet(entry: Any) -> dict[str, str]:
    return _snippet(entry.id, entry.name, getattr(entry, "description", None) or entry.definition)


def _snippet(id_: str, name: Label, text: Text | None = None) -> dict[str, str]:
    da, en = (f": {text.da}", f": {text.en}") if text else ("", "")
    return {
        # The server would cut a longer one, and then take the cut one and the whole one for two.
        "label": shorten(f"{id_} · {name.da}", _WIDTH, placeholder="…"),
        "body": id_,
        "description": f"{name.en}{en}",
        "markdownDescription": f"**{name.da}**{da}\n\n*{name.en}{en}*",
    }


def _next_ids(corpus: Corpus) -> Iterator[tuple[str, str]]:
    """Each source with the id that its next record would have."""
    taken = [RecordId(id_) for id_ in (*corpus.records, *corpus.retired)]
    last = dict.fromkeys(corpus.sources, 0)
    last |= {id_.source: id_.number for id_ in sorted(taken, key=lambda id_: id_.number) if id_.source in last}
    return ((source, f"{source}.{number + 1:02}") for source, number in last.items())
