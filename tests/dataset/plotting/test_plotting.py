"""What all charts share: words, small print, size, and how they are shown and saved."""

import re
import sys
from itertools import pairwise

import pytest

import reformdata as rd
from reformdata.dataset.plotting import CHARTS, stacks
from reformdata.dataset.plotting.kinds import COLOURS
from reformdata.models import Kind, Verdict
from tests.dataset.plotting.charts import draw, rows_with, words
from tests.fixtures.corpus import INITIATIVE, PROPOSAL, SOURCES

WIDTHS = {"full": 900, "two": 661, "one": 321}


def _size(chart):
    return re.search(r'^<svg [^>]*width="([0-9.]+)" height="([0-9.]+)"', chart.svg).groups()


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_has_its_words_in_both_languages(name, ds):
    """Title, subtitle, small print, labels and the table are in the language; Altair checks it against Vega-Lite's schema."""
    da, en = (draw(ds.plot, name, lang) for lang in ("da", "en"))

    for chart, selection in ((da, "Udvalg: "), (en, "Selection: ")):
        spec = chart.altair.to_dict()
        (drawing,) = spec["vconcat"]
        title = " ".join(spec["title"]["text"])
        assert chart.description == spec["description"]
        assert chart.description.startswith(f"{title}. {' '.join(spec['title']['subtitle'])}")
        assert drawing["title"]["text"][0].startswith(selection)
    assert da.description != en.description
    assert set(da.table[0]) != set(en.table[0])


@pytest.mark.parametrize("name", CHARTS)
def test_small_print(name, ds):
    """It has the conditions as the citation has them, n, the number of sources, and the citation with the version."""
    chosen = ds.records.filter(since=2018)
    small = draw(chosen.plot, name).description

    assert "since=2018" in small
    assert "Query: since=2018." in chosen.cite()
    if name != "chain":
        found = re.search(
            rf"Selection: since=2018(?: \({len(chosen)}\))?\. n = (\d+) records? from \d sources?\.", small
        )
        assert 1 <= int(found[1]) <= len(chosen)
    assert f"reformdata (version {ds.version}) [Data set]. CC\N{NO-BREAK SPACE}BY\N{NO-BREAK SPACE}4.0." in small


def test_small_print_of_all_records_of_one_and_of_some(ds):
    """All, one in the singular, and those that no condition describes."""
    everything = f"Selection: all records. n = {len(ds.records)} records from {len(SOURCES)} sources."
    assert everything in ds.plot.timeline().description
    assert (
        f"all records ({len(ds.records)}). n = 3 records from 2 sources." in ds.plot.areas().description
    )  # one has no area
    assert "Udvalg: [:1]. n = 1 post fra 1 kilde." in ds.records[:1].plot.areas("da").description


def test_small_print_as_of_a_day(web_file):
    """It says so, as the citation does."""
    assert "Data as of 2018-12-31." in rd.load(web_file, as_of=2018).plot.timeline().description


@pytest.mark.parametrize("name", CHARTS)
@pytest.mark.parametrize(
    ("theme", "width"), [("screen", "full"), ("paper", "two"), ("paper", "one"), ("screen", "one")]
)
def test_nothing_sticks_out(theme, width, name, ds):
    """A picture is as wide as was asked for, so that no label was longer than the room for it."""
    assert int(_size(draw(ds.plot, name, "en", theme=theme, width=width))[0]) == WIDTHS[width]


@pytest.mark.parametrize("name", CHARTS)
def test_charts_of_nothing(name, ds):
    """They say so in words, and have no marks, no table and no numbers."""
    chart = draw(ds.records[:0].plot, name, "da", width="one")

    assert chart.table == ()
    assert re.search(r"\b(Ingen|ikke)\b", " ".join(" ".join(row["words"]) for row in rows_with(chart, "words")))
    assert "n = 0 poster fra 0 kilder" in chart.description
    assert len(rows_with(chart)) == 1


@pytest.mark.parametrize("name", CHARTS)
def test_no_zero_is_written(name, ds):
    """What is not there has no number."""
    written = words(draw(ds.plot, name))
    assert [text for text in written if re.search(r"(?<![\d.-])0(?![\d.-])", text)] == []


def test_another_title_and_none(ds):
    """A long one is wrapped; without one the subtitle stays."""
    chart = ds.plot.areas(title="What is said of schools, of day care and of care for older people", width="one")
    assert [len(chart.altair.to_dict()["title"]["text"]) > 1, _size(chart)[0]] == [True, "321"]
    assert chart.description.startswith("What is said of schools, of day care")

    bare = ds.plot.areas(title="")
    assert bare.altair.to_dict()["title"]["text"] == []
    assert bare.description.startswith("A record counts in each of its areas")


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_is_shown_without_a_network(name, ds):
    """A notebook shows a picture with a text alternative, without scripts or links to other files."""
    chart = draw(ds.plot, name)
    svg = chart._repr_svg_()

    assert svg.startswith('<svg role="img" aria-label="')
    assert not re.search(r"<script|<image|<foreignObject|@import|(?:href|src)=|\bid=", svg.replace("xmlns:xlink=", ""))
    assert len(re.findall(r"\b(?:role|aria-label)=", svg)) == 2


def test_text_alternative_is_escaped(ds):
    """Also of a title with quotation marks."""
    title = 'Who says "trust" & <why>'
    svg = ds.plot.areas(title=title).svg
    assert 'aria-label="Who says &quot;trust&quot; &amp; &lt;why&gt;. ' in svg


def test_a_notebook_chooses_the_picture(ds):
    """IPython finds an SVG picture and text, and no other format."""
    formatters = pytest.importorskip("IPython.core.formatters", reason="notebooks need IPython")
    data, _ = formatters.DisplayFormatter().format(ds.plot.timeline())

    assert set(data) == {"image/svg+xml", "text/plain"}
    assert data["text/plain"].startswith("<Chart: When the sources are from.")


@pytest.mark.parametrize(("ending", "start"), [("svg", b"<svg "), ("PDF", b"%PDF"), ("png", b"\x89PNG")])
def test_save(ending, start, ds, tmp_path):
    """By the ending of the path."""
    path = ds.plot.areas("da").save(tmp_path / f"chart.{ending}")
    assert path.read_bytes().startswith(start)


def test_save_again(ds, tmp_path):
    """A file is replaced on request only, as an export does it."""
    path = ds.plot.areas("da").save(tmp_path / "chart.svg")

    with pytest.raises(FileExistsError, match=r"chart\.svg"):
        ds.plot.areas("en").save(path)
    assert ds.plot.areas("en").save(path, overwrite=True).read_text().count("What it is about") >= 1


def test_size_on_paper(ds, tmp_path):
    """A column is 85 mm wide in a PDF; a PNG has as many pixels as the scale says."""
    chart = ds.plot.areas(width="one")
    (box,) = re.findall(rb"/MediaBox \[0 0 ([0-9.]+)", chart.save(tmp_path / "chart.pdf").read_bytes())
    png = chart.save(str(tmp_path / "chart.png"), scale=2).read_bytes()

    assert round(float(box) / 72 * 25.4) == 85
    assert int.from_bytes(png[16:20]) == 2 * 321


def test_save_as_something_else(ds, tmp_path):
    """The error lists the endings."""
    with pytest.raises(rd.ConditionValueError, match=r"end it in \.svg, \.pdf or \.png"):
        ds.plot.areas().save(tmp_path / "chart.jpeg")
    assert list(tmp_path.iterdir()) == []


def test_colours_can_be_distinguished():
    """They come from the palette of Okabe and Ito or from Viridis, and differ in lightness."""
    palette = {"#000000", "#E69F00", "#56B4E9", "#009E73", "#F0E442", "#0072B2", "#D55E00", "#CC79A7"}

    def lightness(colour):
        parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
        return sum(weight * part**2.2 for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))

    assert set(COLOURS) == set(Kind)
    assert set(COLOURS.values()) <= palette
    for colours in (COLOURS, stacks.STRENGTHS):
        light = sorted(map(lightness, colours.values()))
        assert min(upper - lower for lower, upper in pairwise(light)) > 0.08

    greys = [stacks.COLOURS[one] for one in stacks.VERDICTS if one not in {*Verdict} - {Verdict.NO_TRACE}]
    assert list(stacks.COLOURS) == list(stacks.VERDICTS)
    assert set(stacks.COLOURS.values()) - set(greys) <= palette
    assert all(len({grey[at : at + 2] for at in (1, 3, 5)}) == 1 for grey in greys)
    assert min(abs(one - next_) for one, next_ in pairwise(map(lightness, stacks.COLOURS.values()))) > 0.08


@pytest.mark.parametrize("name", CHARTS)
@pytest.mark.parametrize(("option", "value", "known"), [("lang", "sv", "da, en"), ("theme", "dark", "screen, paper"), ("width", "three", "full, two, one")])  # fmt: skip
def test_unknown_look(option, value, known, name, ds):
    """The error lists what there is."""
    with pytest.raises(ValueError, match=rf"{option}='{value}': no such value.* \(there are: {known}\)"):
        draw(ds.plot, name, **{option: value})


@pytest.mark.parametrize("name", ["areas", "kinds_by_voice", "themes_by_area", "strength_by_addressee", "outcomes"])
@pytest.mark.parametrize("most", [0, -1])
def test_no_number_of_rows(name, most, ds):
    """It is an error, not a slice from the end."""
    with pytest.raises(
        rd.ConditionValueError, match=f"most={most!r}: no such value; give how many to show, at least 1"
    ):
        draw(ds.plot, name, most=most)


@pytest.mark.parametrize("name", CHARTS)
def test_a_missing_library_is_named(name, ds, monkeypatch):
    """The error names the extra; also that of the library that draws."""
    chart = draw(ds.plot, name)
    for library, needs in (("altair", lambda: draw(ds.plot, name)), ("vl_convert", lambda: chart.svg)):
        monkeypatch.setitem(sys.modules, library, None)
        with pytest.raises(rd.MissingExtraError, match=r'pip install "reformdata\[plot\]"'):
            needs()


def test_the_chart_of_altair_can_be_changed(ds):
    """It is an ordinary Altair chart."""
    wider = ds.plot.areas().altair.properties(padding=40)
    assert wider.to_dict()["padding"] == 40


def test_selections_have_the_charts(ds):
    """Those chosen are drawn and no other."""
    (row,) = ds.proposals.filter(area="schools").plot.kinds_by_voice("da").table
    assert row == {"Stemme": "Anna Holm (Landsforum for Skoler)", "Forslag": 1, "I alt": 1}
    assert (PROPOSAL.kind, INITIATIVE.kind) == (Kind.PROPOSAL, Kind.INITIATIVE)
