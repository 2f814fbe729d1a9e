"""Ids that entries hold of others."""

from dataclasses import replace

from reformdata.curation.checks.entries import BILINGUAL, LISTS, REFERENCES
from reformdata.curation.checks.references import unknown_references
from reformdata.findings import Message
from reformdata.models import Area, Proposal, Retired, Source, Theme
from tests.curation.checks.altering import INITIATIVE, PROPOSAL, SOURCE, alter, base, broken, said


def _written(path):
    return ".".join(key or "*" for _, key in path)


def test_references_are_read_from_the_types_under_the_names_that_files_use():
    """A proposal points to nine tables' worth of ids; `for_` is `for` in the file."""
    assert [(_written(path), table) for path, table in REFERENCES[Proposal]] == [
        ("voice.actor", "actors"),
        ("voice.for", "actors"),
        ("reported_by", "actors"),
        ("areas.*", "areas"),
        ("themes.*", "themes"),
        ("target_groups.*", "target_groups"),
        ("reforms.*", "reforms"),
        ("laws.*", "laws"),
        ("mentions.*", "actors"),
        ("relations.*.to", "records"),
        ("addressees.*", "actors"),
    ]
    assert [(_written(path), table) for path, table in REFERENCES[Retired]] == [("replaced_by", "records")]
    assert REFERENCES[Theme] == ()


def test_lists_and_texts_are_read_from_the_types():
    """Lists in lists are found, and texts inside of lists."""
    assert [_written(path) for path in LISTS[Source]] == ["authors", "skipped", "skipped.*.paragraphs"]
    assert [_written(path) for path in BILINGUAL[Area]] == ["name", "definition"]
    assert [_written(path) for path in BILINGUAL[Proposal]] == [
        "title",
        "text",
        "voice.office",
        "quantities.*.of",
        "relations.*.reason",
    ]


def test_every_unknown_id_is_found_wherever_it_stands():
    """Records, sources and entries are looked at alike."""
    wrong = alter(base(), "records", PROPOSAL, laws=("skolelov",), addressees=("regering",))
    wrong = alter(wrong, "sources", SOURCE, publisher="skov", authors=("anna",))
    wrong = alter(wrong, "areas", "school-meals", parent="school")
    wrong = alter(wrong, "reforms", "madordningen", owners=("skovby", "x"))
    assert said(unknown_references, wrong) == [
        ("RD302", "01-skriv-loven-om.yaml", ("laws", 0), "`skolelov` is not among the laws in records/laws/"),
        ("RD302", "01-skriv-loven-om.yaml", ("addressees", 0), "`regering` is not among the actors in records/actors/"),
        ("RD302", "source.yaml", ("publisher",), "`skov` is not among the actors in records/actors/"),
        ("RD302", "source.yaml", ("authors", 0), "`anna` is not among the actors in records/actors/"),
        ("RD302", "madordningen.yaml", ("owners", 1), "`x` is not among the actors in records/actors/"),
        ("RD302", "areas.yaml", (1, "parent"), "`school` is not among the areas in records/areas.yaml"),
    ]


def test_the_nearest_known_id_is_offered():
    """An id that is like a known one is taken for a slip."""
    (finding,) = unknown_references(alter(base(), "records", INITIATIVE, reforms=("madordning",)))
    assert finding.advice == Message("mente du `madordningen`?", "did you mean `madordningen`?")
    assert finding.expected == ("madordningen",)


def test_an_id_whose_file_is_broken_is_not_reported():
    """One broken file gives its own finding, and none in the files that point to it."""
    assert said(unknown_references, broken(base(), "laws", "skoleloven")) == []
    gone = replace(broken(base(), "laws", "skoleloven"), broken={})
    assert [code for code, *_ in said(unknown_references, gone)] == ["RD302"]
