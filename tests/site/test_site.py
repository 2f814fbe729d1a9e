"""The files of the site: what there is, that it is well formed and safe, and that links lead somewhere."""

import io
import json
import posixpath
import re
import sqlite3
import zipfile
from dataclasses import replace
from datetime import date
from html import unescape
from itertools import pairwise
from pathlib import Path
from urllib.parse import parse_qsl
from xml.etree import ElementTree

import html5lib
import pytest

import reformdata as rd
from reformdata.exports.targets import ForeignFolderError
from reformdata.models import LANGUAGES, TABLES, VOCABULARIES, Label, Relation, RelationType
from reformdata.models.terms import vocabulary_name
from reformdata.site.building import site_files
from reformdata.site.catalogue import Catalogue
from reformdata.site.pages import FOLDERS, Place
from reformdata.site.rendering import format_bytes, short_address
from reformdata.store.compiling import compile_corpus
from reformdata.store.file import Store
from tests.fixtures.corpus import CORPUS, PROPOSAL, STATEMENT, by_id
from tests.fixtures.packages import PACKAGES, unpack
from tests.site.conftest import SCRIPT

_ATOM = "{http://www.w3.org/2005/Atom}"


def _html(made):
    return {path: content.decode() for path, content in made.items() if path.endswith(".html")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages(made, language):
    """Every record, withdrawn record, entry and value of a vocabulary has a page in each language."""
    ids = [("records", id_) for id_ in (*CORPUS.records, *CORPUS.retired)]
    ids += [(folder, id_) for table, folder in FOLDERS.items() if table != "records" for id_ in getattr(CORPUS, table)]
    ids += [("terms", f"{vocabulary_name(terms)}.{term.value}") for terms in VOCABULARIES for term in terms]

    assert not [one for one in ids if f"{language}/{one[0]}/{one[1]}.html" not in made]
    assert {path[3:] for path in made if path.startswith("da/")} == {
        path[3:] for path in made if path.startswith("en/")
    }


def test_links(made):
    """Every link of every page leads to a file of the site, and to an element of it."""
    pages = _html(made)
    anchors = {path: set(re.findall(r'\bid="([^"]+)"', html)) for path, html in pages.items()}
    broken = []
    for path, html in pages.items():
        for link in map(unescape, re.findall(r'\b(?:href|src|action)="([^"]+)"', html)):
            target, _, anchor = link.removeprefix("https://example.org/rd/").partition("#")
            if target.startswith("https://"):
                continue
            start = "" if link.startswith("https://example.org/rd/") else posixpath.dirname(path)
            file = posixpath.normpath(posixpath.join(start, target.partition("?")[0])) if target else path
            if file not in made or (anchor and anchor not in anchors[file]):
                broken.append((path, link))

    assert broken == []


def test_validity(made):
    """Every page is HTML without an error, has one first heading, and its headings skip no level."""
    for path, html in _html(made).items():
        parser = html5lib.HTMLParser(strict=True)
        parser.parse(html)
        levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", html)]
        assert levels.count(1) == 1, path
        assert all(after <= before + 1 for before, after in pairwise(levels)), (path, levels)
        assert len(re.findall(r'\bid="([^"]+)"', html)) == len(set(re.findall(r'\bid="([^"]+)"', html))), path


def test_hostile_texts(made):
    """A text with markup is text: no script but those of the site, no handler, no style, no other address."""
    for path, html in _html(made).items():
        assert SCRIPT not in html, path
        scripts = re.findall(r"<script\b([^>]*)>", html)
        assert all(re.search(r'src="[^"]*static/\w+\.js"|type="application/(ld\+)?json"', one) for one in scripts), path
        assert not re.search(r"""<[^>]+\s(on\w+|style)\s*=""", re.sub(r'"[^"]*"', '""', html)), path
        assert "script-src 'self'" in html or "404" in path or path == "index.html"
        assert 'href="javascript:' not in html
    page = made[f"da/records/{PROPOSAL.id}.html"].decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    data = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert json.loads(data[1])["name"].startswith(SCRIPT)


def test_same_bytes(hostile_store, made):
    """The same data gives the same files."""
    place = Place(base_url="https://example.org/rd/", repository="https://github.com/x/y")

    assert site_files(hostile_store, place) == made


def test_record_page(made):
    """A record's page names its source, offers four citations, JSON and a report, and is small."""
    html = made[f"en/records/{PROPOSAL.id}.html"].decode()

    for part in (f"../sources/{PROPOSAL.id.source}.html#p2", 'id="cite-bibtex"', 'id="cite-ris"', 'id="cite-csl-json"'):
        assert part in html
    assert f"api/v1/records/{PROPOSAL.id}.json" in html
    assert f"issues/new?template=correction.yml&amp;record={PROPOSAL.id}" in html
    own = sum(len(made[f"static/{name}"]) for name in ("style.css", "copy.js", "icon.svg"))
    assert len(html.encode()) + own < 100_000


def test_tombstone(made):
    """The page and the JSON of a withdrawn record say so, and lead to the record that replaced it."""
    for id_, gone in CORPUS.retired.items():
        html, body = made[f"en/records/{id_}.html"].decode(), json.loads(made[f"api/v1/records/{id_}.json"])
        assert "This record was withdrawn" in html
        assert body["status"] == "retired"
        if gone.replaced_by in CORPUS.records:
            assert f"records/{gone.replaced_by}.html" in html


def test_ledger(made):
    """The page of a source has a row for each of its paragraphs."""
    for id_, source in CORPUS.sources.items():
        html = made[f"da/sources/{id_}.html"].decode()
        assert len(re.findall(r'<tr id="p\d+"', html)) == source.paragraphs


def test_api(made):
    """The lists and the single files hold the same records and entries, each with the addresses of its pages."""
    for table in ("records", *TABLES):
        listed = json.loads(made[f"api/v1/{table}.json"])
        assert listed["count"] == len(getattr(CORPUS, table))
        assert {one["id"] for one in listed[table]} == set(getattr(CORPUS, table))
    record = json.loads(made[f"api/v1/records/{PROPOSAL.id}.json"])
    assert record["pages"]["da"] == f"https://example.org/rd/da/records/{PROPOSAL.id}.html"
    assert record["paragraphs"] == list(PROPOSAL.paragraphs)
    changes = json.loads(made[f"api/v1/changes/{rd.__version__}.json"])
    assert {id_ for day in changes["days"] for id_ in day["added"]} == set(CORPUS.records)


def test_feeds(made):
    """Every feed is Atom with what it must have, and its entries lead to pages."""
    feeds = [path for path in made if path.endswith(".xml") and path != "sitemap.xml"]
    assert {"da/feed.xml", "en/feed.xml"} <= set(feeds)
    for path in feeds:
        feed = ElementTree.fromstring(made[path])  # noqa: S314 - our own file
        assert all(feed.find(f"{_ATOM}{name}") is not None for name in ("id", "title", "updated", "author"))
        ids = []
        for entry in feed.findall(f"{_ATOM}entry"):
            ids.append((entry.findtext(f"{_ATOM}id"), entry.findtext(f"{_ATOM}updated")))
            assert entry.find(f"{_ATOM}link").get("href").removeprefix("https://example.org/rd/") in made
        assert len(ids) == len(set(ids)), path


def test_sitemap_and_twins(made):
    """The sitemap lists every page of both languages; every page names its twin, and switches to it."""
    sitemap = made["sitemap.xml"].decode()
    for path, html in _html(made).items():
        if path[:3] in ("da/", "en/"):
            twin = ("en/" if path.startswith("da/") else "da/") + path[3:]
            assert f"<loc>https://example.org/rd/{path}</loc>" in sitemap
            assert f'hreflang="{twin[:2]}" href="https://example.org/rd/{twin}"' in html
            (switch,) = re.findall(r'<a class="switch" href="([^"]+)"', html)
            assert posixpath.normpath(posixpath.join(posixpath.dirname(path), switch)) == twin
    assert b"Sitemap: https://example.org/rd/sitemap.xml" in made["robots.txt"]


def test_facets(made):
    """The count beside each value of a facet is the number of records on the plain page that it leads to."""
    html = made["en/records.html"].decode()
    found = re.findall(r'<a href="([^"]+)" data-facet="(\w+)" data-value="([^"]+)">.*?<span>(\d+)</span>', html)
    assert {facet for _, facet, *_ in found} == {"kind", "verdict", "area", "theme", "voice", "year"}
    for target, facet, value, count in found:
        page = made[f"en/{target}"].decode()
        sections = (
            page.partition('<h2 id="as-')[0]
            if facet != "voice"
            else page.partition('id="as-voice"')[2].partition("</section>")[0]
        )
        assert len(re.findall(r'<li class="row', sections)) == int(count), (facet, value)


def test_outcomes_keep_what_is_not_known(made):
    """The figures of what became of it always have the share that cannot be assessed, and that of which nothing was found."""
    for language, words in (("da", ("kan ikke vurderes", "intet spor")), ("en", ("cannot be assessed", "no trace"))):
        html = made[f"{language}/outcomes.html"].decode()
        tables = re.findall(r"<table class=\"matrix\">.*?</thead>", html, re.DOTALL)
        assert len(tables) == 4
        assert all(word in table for table in tables for word in words)


def _values(cell):
    return cell if isinstance(cell, list) else [cell]


@pytest.mark.parametrize("language", LANGUAGES)
def test_figures_lead_to_their_records(made, language):
    """A figure of what became of it leads to a list with as many records, from the tables and from each bar."""
    script = made[f"static/index-{language}/records.js"].decode()
    rows = json.loads(script.partition(",")[2].removesuffix(");\n"))
    place = {"kind": 3, "verdict": 4, "area": 5, "voice": 7, "theme": 6, "year": 8}
    found = set()
    for path, html in _html(made).items():
        if not path.startswith(language):
            continue
        figures = re.findall(r'<a href="(?:\.\./)?records\.html\?([^"]+)">(?:(\d+)</a>|[^<]+</a> <b>(\d+)</b>)', html)
        for query, in_table, in_legend in figures:
            chosen = dict(parse_qsl(unescape(query), strict_parsing=True))
            kept = [row for row in rows if all(one in _values(row[place[name]]) for name, one in chosen.items())]
            assert len(kept) == int(in_table or in_legend), (path, query)
            found.update(chosen)

    assert found == set(place)


def test_status_at_the_top(made):
    """The page of a proposal or an initiative says beside its id what became of it, and leads to the reasons; a statement has none."""
    for id_, record in CORPUS.records.items():
        head = made[f"da/records/{id_}.html"].decode().partition("<h1>")[0]
        assert ('href="#became"' in head) == (record.kind != "statement"), id_


def test_figures_of_a_source(made):
    """A source with proposals or initiatives says what became of them."""
    for id_ in CORPUS.sources:
        followed = [one for one in CORPUS.records.values() if one.id.source == id_ and one.kind != "statement"]
        html = made[f"en/sources/{id_}.html"].decode()
        figures = map(int, re.findall(r"<b>(\d+)</b> <span>\(", html.partition('id="ledger"')[0]))
        assert sum(figures) == len(followed), id_


def test_news(made):
    """The front page says what the last days brought, and leads to them."""
    last = max(record.curation.added for record in CORPUS.records.values())
    number = sum(record.curation.added == last for record in CORPUS.records.values())
    for language, words in (("da", ("ny post", "nye poster")), ("en", ("new record", "new records"))):
        days = made[f"{language}/index.html"].decode().partition('<ul class="days">')[2].partition("</ul>")[0]
        assert f'href="changes/{last}.html"' in days
        assert f"{number} {words[number > 1]}" in days


@pytest.mark.parametrize("language", LANGUAGES)
def test_references_of_the_list(made, language):
    """The references that the list offers are those of the pages of its records, in its order."""
    rows, references = (
        json.loads(made[f"static/index-{language}/{name}.js"].decode().partition(",")[2].removesuffix(");\n"))
        for name in ("records", "references-0")
    )
    assert len(rows) == len(references) == len(CORPUS.records)
    for (id_, *_), written in zip(rows, references, strict=True):
        page = made[f"{language}/records/{id_}.html"].decode()
        shown = [
            re.search(rf'<pre id="cite-{style}"[^>]*>(.*?)</pre>', page, re.DOTALL)[1] for style in ("bibtex", "ris")
        ]
        assert list(map(unescape, shown)) == written


@pytest.mark.parametrize(
    ("size", "language", "shown"),
    [(0, "en", "0 KB"), (1, "en", "1 KB"), (1024 * 372, "da", "372 KB"), (1024**2 * 5.33, "da", "5,3 MB"), (1024**2, "en", "1 MB")],
)  # fmt: skip
def test_sizes_of_files(size, language, shown):
    """A size is in the unit that makes a short number, and never nothing for something."""
    assert format_bytes(int(size), language) == shown


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://www.kl.dk/om-kl/", "kl.dk/om-kl"),
        ("http://ft.dk", "ft.dk"),
        ("https://x.dk/a?id=7", "x.dk/a?id=7"),
        (f"https://x.dk/{'a' * 30}/{'b' * 38}", f"x.dk/…a/{'b' * 38}"),
    ],
)
def test_short_addresses(url, shown):
    """Two addresses of the same place stay different, and a long one keeps its end."""
    assert short_address(url) == shown


def test_unsafe_id(hostile_store, monkeypatch):
    """An id that would lead out of the folder is refused."""
    body = Catalogue.body
    monkeypatch.setattr(
        Catalogue, "body", lambda self, table: {"../../x": {}} if table == "retired" else body(self, table)
    )

    with pytest.raises(ValueError, match="cannot be the name of a page"):
        site_files(hostile_store, Place())


def test_command(command, compiled_file, tmp_path):
    """The command writes a site, replaces it, and refuses a folder with anything else and a wrong address."""
    out = tmp_path / "site"
    assert command("site", out, "--data", compiled_file, "--root", tmp_path)[0] == 0
    assert command("site", out, "--data", compiled_file, "--root", tmp_path)[0] == 0
    assert (out / "da" / "records" / f"{PROPOSAL.id}.html").is_file()
    assert not (out / "sitemap.xml").exists()

    (out / "mine.txt").write_text("x")
    code, _, error = command("site", out, "--data", compiled_file, "--root", tmp_path)
    assert (code, "mine.txt" in error) == (2, True)
    code, _, error = command("site", tmp_path / "new", "--data", compiled_file, "--base-url", "javascript:alert(1)")
    assert (code, "not an address" in error) == (2, True)


def test_foreign_folder(hostile_store, tmp_path):
    """A folder that a list of another program claims is not replaced."""
    from reformdata.site.building import write_site

    (tmp_path / "files.json").write_text('{"name": "other", "files": ["files.json"]}')
    with pytest.raises(ForeignFolderError):
        write_site(hostile_store, tmp_path, Place())


@pytest.fixture(scope="module")
def many():
    """The files of a site with more statements, and more relations of one type, than a page shows."""
    relation = Relation(type=RelationType.ELABORATES, to=STATEMENT.id, reason=Label("Samme sag", "The same"))
    copies = [replace(STATEMENT, id=f"nordby-2018-blog.{number}", relations=(relation,)) for number in range(100, 305)]
    store = Store.of_bytes(compile_corpus(replace(CORPUS, records=by_id([*CORPUS.records.values(), *copies]))))
    return site_files(store, Place())


def test_long_lists(many):
    """A list goes on over pages of a hundred records, each of which leads to all the others."""
    name = "da/themes/documentation"
    pages = [f"{name}.html", f"{name}/records-of-2.html", f"{name}/records-of-3.html"]
    rows = [re.findall(r'<li class="row.*?records/([^"]+)\.html', many[page].decode()) for page in pages]

    assert [len(found) for found in rows] == [100, 100, 6]
    assert len({id_ for found in rows for id_ in found}) == 206
    assert f"{name}/records-of-4.html" not in many
    for page in pages:
        pager = many[page].decode().partition('<nav class="pager"')[2].partition("</nav>")[0]
        led = [
            posixpath.normpath(posixpath.join(posixpath.dirname(page), one))
            for one in re.findall(r'href="([^"]+)"', pager)
        ]
        assert led == pages


def test_long_tables_of_relations(many):
    """A table of relations goes on over pages of a hundred too."""
    name = "en/terms/relation_type.elaborates"
    pages = [many[f"{name}.html"], *(many[f"{name}/relations-with-{number}.html"] for number in (2, 3))]
    rows = [re.findall(r"nordby-2018-blog\.(\d{3})\.html.*The same", page.decode()) for page in pages]

    assert [len(found) > 0 for found in rows] == [True] * 3
    assert max(map(len, rows)) <= 100
    assert {int(number) for found in rows for number in found} == set(range(100, 305))


def test_links_of_long_lists(many):
    """The links of further pages lead somewhere too."""
    test_links(many)


_LARGE = {"reading.html": 150_000, "sources": 200_000}
"""The most bytes of the pages that must stay whole: the codebook in words, and a ledger, to whose paragraphs others lead."""


@pytest.mark.shipped
def test_sizes():
    """No page of the published data has 100 KB or more, but for those that must stay whole."""
    docs = Path(__file__).parents[2] / "docs"
    sizes = {
        path: len(html)
        for path, html in site_files(rd.load()._store, Place(), docs).items()
        if "/" in path and path.endswith(".html")
    }
    large = {path: size for path, size in sizes.items() if size >= _LARGE.get(path.split("/")[1], 100_000)}

    assert large == {}


def test_downloads(made):
    """The files with all tables hold what the single files hold, and the page of the data offers them."""
    page = made["en/data.html"].decode()
    for name in ("reformdata.sqlite", "reformdata-csv.zip", "reformdata-jsonl.zip", "records.csv"):
        assert f'href="../data/{name}"' in page
    with zipfile.ZipFile(io.BytesIO(made["data/reformdata-csv.zip"])) as archive:
        assert all(archive.read(one) == made[f"data/{one}"] for one in archive.namelist())
        assert "records.csv" in archive.namelist()
    with zipfile.ZipFile(io.BytesIO(made["data/reformdata-jsonl.zip"])) as archive:
        assert len(archive.read("records.jsonl").splitlines()) == len(CORPUS.records)
    connection = sqlite3.connect(":memory:")
    connection.deserialize(made["data/reformdata.sqlite"])
    assert connection.execute("SELECT count(*) FROM records").fetchone() == (len(CORPUS.records),)
    connection.close()


def test_changes_by_version(hostile_store, tmp_path):
    """What a day brought is listed under the version that brought it, and what came after the last one apart."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "CHANGELOG.md").write_text("# Changelog\n\n## [Unreleased]\n\n## [0.9.0] - 2026-11-22\n")
    made = site_files(hostile_store, Place(), tmp_path / "docs")
    page = made["en/changes.html"].decode()
    first, later = (json.loads(made[f"api/v1/changes/{name}.json"]) for name in ("0.9.0", "unreleased"))
    added = {id_: record.curation.added for id_, record in CORPUS.records.items()}

    assert re.findall(r"<h2>(.*?)</h2>", page)[:2] == ["Not yet released", "Version 0.9.0"]
    assert page.index("Version 0.9.0") < page.index(">22 November 2026<")
    assert first["released"] == "2026-11-22"
    assert {day["day"] for day in first["days"]} == {str(day) for day in added.values() if day <= date(2026, 11, 22)}
    assert {day["day"] for day in later["days"]} == {str(day) for day in added.values() if day > date(2026, 11, 22)}
    assert 'href="../api/v1/changes/unreleased.json"' in made["en/data.html"].decode()


def test_pages_of_days(made):
    """The page of a day has the records that it brought, those with a new assessment and those that were withdrawn."""
    for day in {record.curation.added for record in CORPUS.records.values()}:
        html = made[f"en/changes/{day}.html"].decode().partition('id="new-records"')[2].partition("</section>")[0]
        found = set(re.findall(r'href="\.\./records/([^"]+)\.html"', html))
        assert found == {id_ for id_, record in CORPUS.records.items() if record.curation.added == day}
    for id_, gone in CORPUS.retired.items():
        assert f'href="../records/{id_}.html">{id_}<' in made[f"en/changes/{gone.retired}.html"].decode()


def test_compared_with_an_earlier_version(hostile_store, tmp_path):
    """With the data of an earlier version, the changes say what differs from it, also if it was kept long ago."""
    earlier = rd.load(unpack(min(PACKAGES.glob("0.*")), tmp_path))
    made = site_files(hostile_store, Place(), earlier=[earlier])
    name = "unreleased" if earlier.version == rd.__version__ else rd.__version__
    changes = json.loads(made[f"api/v1/changes/{name}.json"])

    assert changes["compared"]["before"] == earlier.version
    changed = {(one["what"], one["table"], one["id"]) for one in changes["compared"]["changes"]}
    assert ("changed", "records", PROPOSAL.id) in changed
    assert ("changed", "actors", "anna-holm") in changed


def test_answered(made):
    """The page of a proposal says which records answer it, or that none does."""
    html = made[f"en/records/{PROPOSAL.id}.html"].decode()

    assert "Answered by:" in html
    assert "no other record answers the proposal" in html


@pytest.mark.parametrize("page", ["index", "quality"])
def test_readers(made, page):
    """The front page and that on quality say that language models read the sources."""
    assert "instances of a large language model" in made[f"en/{page}.html"].decode()
    assert "instanser af en stor sprogmodel" in made[f"da/{page}.html"].decode()
