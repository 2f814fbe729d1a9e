"""The data and its records as references: every style is read by another program, and says the same."""

import json
import re

import bibtexparser
import pytest
import rispy
from csl_reference import Reference as CslReference
from hypothesis import given
from hypothesis import strategies as st

import reformdata as rd
from reformdata.dataset.citing.references import Reference, format_references

TITLE = "reformdata: What has been proposed, said and undertaken in the reform of the Danish public sector"
RECORD = "landsforum-2019-nyhed.01"
NOTE = (
    "Record landsforum-2019-nyhed.01. Source: Anna Holm (2019-05-04). Mindre papir, mere skole [Less paper, more school],"
    " National Forum for Schools, <https://example.org/nyhed?id=7>, paragraphs 2, 4."
)


def test_the_data_as_text_is_its_citation(ds):
    """`ds.citation` and `ds.cite()` are one sentence."""
    citation = f"The reformdata contributors (2026). {TITLE} (version {rd.__version__}) [Data set]. CC BY 4.0."
    assert ds.cite() == ds.citation == citation


def test_the_day_of_limited_data_is_cited(compiled_file):
    """In every language."""
    limited = rd.load(compiled_file, as_of=2018)
    assert limited.cite() == limited.citation
    assert limited.cite(lang="da").endswith("CC BY 4.0. Data pr. 2018-12-31.")


def test_a_record_as_text(ds):
    """It names the record, the data and the source."""
    assert ds.cite(RECORD) == (
        "The reformdata contributors (2026). Abolish the form, and let teachers plan by themselves."
        f" In {TITLE} (version {rd.__version__}) [Data set]. CC BY 4.0. {NOTE}"
    )


def test_a_record_as_text_in_danish(ds):
    """Title, names and words are Danish; the title of the data and its author stay what they are."""
    assert ds.cite("nordby-2018-blog.04", lang="da") == (
        f"The reformdata contributors (2026). Nordby udgiver en vejledning. I {TITLE} (version {rd.__version__}) [Datasæt]. CC BY 4.0."
        " Post nordby-2018-blog.04. Kilde: (2018-09-30). Om at måle, hvad der tæller, afsnit 6."
    )


def test_bibtex_is_read_by_bibtexparser(ds):
    """An entry for each record, with every field, æøå as they are."""
    library = bibtexparser.parse_string(ds.cite(RECORD, "nordby-2018-blog.04", style="bibtex", lang="da"))
    assert library.failed_blocks == []
    first, second = library.entries
    assert (first.entry_type, first.key, second.key) == ("misc", RECORD, "nordby-2018-blog.04")
    assert {field.key: field.value for field in second.fields} == {
        "author": "{The reformdata contributors}",
        "title": "{Nordby udgiver en vejledning}",
        "year": "2026",
        "howpublished": f"I {TITLE}. Datasæt, version {rd.__version__}, CC BY 4.0",
        "note": "Post nordby-2018-blog.04. Kilde: (2018-09-30). Om at måle, hvad der tæller, afsnit 6.",
    }


def test_ris_is_read_by_rispy(ds):
    """A reference for each record, with every tag."""
    first, second = rispy.loads(ds.cite(RECORD, "nordby-2018-blog.04", style="ris"))
    assert second["id"] == "nordby-2018-blog.04"
    assert first == {
        "type_of_reference": "DATA",
        "id": RECORD,
        "authors": ["The reformdata contributors"],
        "title": "Abolish the form, and let teachers plan by themselves",
        "secondary_title": TITLE,
        "year": "2026",
        "edition": f"version {rd.__version__}",
        "language": "en",
        "custom1": "CC BY 4.0",
        "notes": [NOTE],
    }


def test_csl_json_is_of_its_schema(ds):
    """A model made from the schema of CSL-JSON takes it whole: it knows every field and changes none."""
    items = json.loads(ds.cite(RECORD, style="csl-json")) + json.loads(ds.cite(style="csl-json"))
    assert [CslReference.model_validate(item).csl_dump(mode="json") for item in items] == items
    assert items[0] == {
        "id": RECORD,
        "type": "dataset",
        "title": "Abolish the form, and let teachers plan by themselves",
        "container-title": TITLE,
        "author": [{"literal": "The reformdata contributors"}],
        "issued": {"date-parts": [[2026]]},
        "version": rd.__version__,
        "language": "en",
        "original-title": "Mindre papir, mere skole [Less paper, more school]",
        "original-author": [{"literal": "Anna Holm"}],
        "original-publisher": "National Forum for Schools",
        "original-date": {"date-parts": [[2019, 5, 4]]},
        "note": f"CC BY 4.0. {NOTE}",
    }


_TEX = {
    r"\textbackslash{}": "\\", r"\textbraceleft{}": "{", r"\textbraceright{}": "}", r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^", r"\textless{}": "<", r"\textgreater{}": ">", r"\textbar{}": "|",
}  # fmt: skip


def _typeset(value):
    """What TeX would print of `value`."""
    return re.sub(r"\\text[a-z]+\{\}|\\.", lambda match: _TEX.get(match[0]) or match[0][1:], value)


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1))
def test_any_title_comes_through(title):
    """Each style gives a title of any characters back."""
    title = " ".join(title.split()) or "x"
    one = Reference(key="a.01", title=title, year=2026, version="1", licence="CC BY 4.0")
    (entry,) = bibtexparser.parse_string(format_references([one], "bibtex", "en")).entries
    (tags,) = rispy.loads(format_references([one], "ris", "en"))
    (item,) = json.loads(format_references([one], "csl-json", "en"))
    assert _typeset(entry["title"].removeprefix("{").removesuffix("}")) == title
    assert (tags["title"], item["title"]) == (title, title)
    assert len(entry.fields) == 4


def test_a_line_break_does_not_start_a_tag():
    """A title of several lines stays one value."""
    one = Reference(key="a.01", title="A\nER  - \n\nTY  - BOOK", year=None, version="1", licence="CC BY 4.0")
    (tags,) = rispy.loads(format_references([one], "ris", "en"))
    assert tags["title"] == "A ER - TY - BOOK"
    assert "year" not in tags


def test_an_unknown_style_or_language_is_reported(ds):
    """Of the data, a record and a selection."""
    for cite in (ds.cite, ds.proposals.cite):
        with pytest.raises(rd.ConditionValueError, match="did you mean 'bibtex'"):
            cite(style="bibtec")
        with pytest.raises(rd.ConditionValueError, match="lang='sv': no such value"):
            cite(lang="sv")
    with pytest.raises(rd.ConditionValueError, match="text, bibtex, ris, csl-json, json"):
        ds.records.cite("apa")


def test_a_withdrawn_record_is_cited_as_its_successor(ds):
    """With the warning."""
    with pytest.warns(rd.RetiredRecordWarning):
        assert ds.cite("nordby-2018-blog.01") == ds.cite("nordby-2018-blog.02")
