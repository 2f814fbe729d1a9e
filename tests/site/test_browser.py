"""The site in a real browser, from a server and from a disk: what a reader sees, clicks, types and prints."""

import csv
import io
import json
import re
import shutil
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import pytest

from reformdata.models import LANGUAGES
from tests.fixtures.corpus import BARE, CORPUS, INITIATIVE, PROPOSAL, STATEMENT
from tests.site.conftest import COPY, HOSTILE

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
Axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed (Debian: apt-get install chromium)"),
]

SCHEMES = ("light", "dark")
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


class _Handler(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        """Nothing is printed."""


@pytest.fixture(scope="module")
def address(folder):
    """The address of a server of the site on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=folder))
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="module")
def chromium():
    """The browser; without its sandbox, which it does not have for the user root."""
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def opened(chromium):
    """A function that opens a window with the options of a browser context."""

    @contextmanager
    def window(**options):
        context = chromium.new_context(reduced_motion="reduce", **options)
        context.set_default_timeout(20_000)
        page = context.new_page()
        yield page
        context.close()

    return window


@pytest.fixture
def page(opened):
    """A window."""
    with opened() as page:
        yield page


@pytest.fixture(scope="module")
def kinds(folder):
    """The addresses of pages of every kind within the folder of a language: all single pages, and of each folder one."""
    home = folder / "da"
    single = [path.name for path in home.glob("*.html")]
    chosen = [min(one.glob("*.html")).relative_to(home).as_posix() for one in home.iterdir() if one.is_dir()]
    records = [f"records/{one.id}.html" for one in (PROPOSAL, STATEMENT, INITIATIVE, BARE, *CORPUS.retired.values())]
    return sorted({*single, *chosen, *records})


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", ["server", "disk"])
def test_pages_open(page, folder, address, kinds, language, place):
    """Every kind of page opens without a message of the browser, asks nobody else, and fits a narrow screen."""
    home = address if place == "server" else f"{folder.as_uri()}/"
    wrong = []
    page.on("console", lambda message: wrong.append((page.url, message.type, message.text)))
    page.on("pageerror", lambda error: wrong.append((page.url, "error", str(error))))
    page.on("request", lambda request: request.url.startswith(home) or wrong.append((page.url, "asks", request.url)))
    page.on(
        "requestfailed",
        lambda request: request.url.endswith("icon.svg") or wrong.append((page.url, "failed", request.url)),
    )
    page.set_viewport_size({"width": 320, "height": 640})
    for path in ("index.html", "404.html", *(f"{language}/{kind}" for kind in kinds)):
        page.goto(f"{home}{path}")
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 320:
            wrong.append((path, "width", width))

    assert wrong == []


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_accessible(opened, address, kinds, language, scheme):
    """Axe finds nothing wrong on any kind of page."""
    axe, wrong = Axe(), []
    with opened(color_scheme=scheme) as page:
        for path in ("index.html", "404.html", *(f"{language}/{kind}" for kind in kinds)):
            page.goto(f"{address}{path}")
            page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
            found = axe.run(page, options={"runOnly": RULES, "resultTypes": ["violations"]}).response["violations"]
            wrong += [(path, one["id"], one["nodes"][0]["html"], len(one["nodes"])) for one in found]

    assert wrong == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_accessible_results(opened, address, scheme):
    """Axe finds nothing wrong in what the scripts write: results, filters, and the answer to a file."""
    axe, wrong = Axe(), []
    with opened(color_scheme=scheme) as page:
        page.goto(f"{address}da/records.html?q=skemaet&kind=statement")
        page.wait_for_selector("#found mark")
        wrong += axe.run(page).response["violations"]
        page.goto(f"{address}da/sources/landsforum-2019-nyhed.html")
        page.set_input_files("#copy", _file(COPY))
        page.wait_for_selector(".state")
        wrong += axe.run(page).response["violations"]

    assert wrong == []


@pytest.mark.parametrize("place", ["server", "disk"])
def test_search(page, folder, address, place):
    """A word typed on the front page finds records, with the word marked; an unknown word finds none."""
    home = address if place == "server" else f"{folder.as_uri()}/"
    page.goto(f"{home}da/index.html")
    page.fill("#q", "eleverne")
    page.press("#q", "Enter")
    page.wait_for_selector("#found mark")

    assert _asked(page) == {"q": ["eleverne"]}
    assert STATEMENT.title.da in page.locator("#found .row > a").all_inner_texts()
    page.fill("#q", "xyzzy")
    page.press("#q", "Enter")
    page.wait_for_selector("#found .row", state="detached")
    assert page.inner_text("#count").startswith("0 poster")


def test_nearest_words(page, address):
    """A search that finds nothing offers the nearest words, which find something."""
    page.goto(f"{address}da/records.html?q=eleverme&kind=statement")
    page.click("#found p a >> nth=0")
    page.wait_for_selector("#found mark")

    assert _asked(page) == {"q": ["eleverne"], "kind": ["statement"]}


def test_why_it_was_found(page, address):
    """A record that has the word in a name only says in which."""
    page.goto(f"{address}da/records.html?q=LFS")
    page.wait_for_selector("#found mark")

    assert "partnere: Landsforum for Skoler (LFS)" in page.locator("#found .row p").all_inner_texts()


def test_hostile_results(page, address):
    """Markup in a title is text among results too."""
    page.goto(f"{address}da/records.html?q=quoted")
    page.wait_for_selector("#found mark")

    assert page.inner_text("#found .row > a") == " ".join(HOSTILE.da.split())
    assert page.locator("#found script").count() == 0


def _asked(page):
    return parse_qs(urlsplit(page.url).query)


def _counts(page, facet):
    return {
        link.get_attribute("data-value"): int(link.locator("span").text_content())
        for link in page.locator(f"[data-facet={facet}]").all()
    }


def test_facets(page, address):
    """A filter is in the address, its count is what it shows, and the others count what they would show with it."""
    page.goto(f"{address}en/records.html")
    page.click("[data-facet=kind][data-value=initiative]")
    page.wait_for_selector("[data-facet=kind][aria-current]")

    assert _asked(page) == {"kind": ["initiative"]}
    initiatives = [one for one in CORPUS.records.values() if one.kind == "initiative"]
    assert page.locator("#found .row").count() == len(initiatives) == _counts(page, "kind")["initiative"]
    assert _counts(page, "theme") == {
        theme: sum(theme in one.themes for one in initiatives) for theme in _counts(page, "theme")
    }
    for facet in ("area", "voice", "year", "verdict"):
        assert _counts(page, facet) == _shown(page, facet), facet


def _shown(page, facet):
    """How many records each value of a facet shows if it is chosen too."""
    found = {}
    for value in _counts(page, facet):
        link = page.locator(f"[data-facet={facet}][data-value='{value}']")
        link.evaluate("link => { link.closest('details').open = true; link.click(); }")
        page.wait_for_selector(f"[data-facet={facet}][data-value='{value}'][aria-current]")
        found[value] = page.locator("#found .row").count()
        link.click()
        page.wait_for_selector(f"[data-facet={facet}][data-value='{value}']:not([aria-current])")
    return found


def test_facets_state(page, address):
    """The filters of an address are there after loading it, going back undoes the last one, and all can be removed."""
    page.goto(f"{address}en/records.html?kind=statement")
    page.wait_for_selector("[data-facet=kind][aria-current]")
    page.click("[data-facet=verdict][data-value=not-followed]")
    page.wait_for_selector("[data-facet=verdict][aria-current]")
    assert _asked(page) == {"kind": ["statement"], "verdict": ["not-followed"]}

    page.go_back()
    page.wait_for_selector("[data-facet=verdict][data-value=not-followed]:not([aria-current])")
    assert page.locator("[data-facet][aria-current]").count() == 1
    page.click("#count a")
    page.wait_for_selector("[data-facet=kind][data-value=statement]:not([aria-current])")
    assert page.locator("#found .row").count() == len(CORPUS.records)


def test_facets_by_keyboard(page, address):
    """A filter is chosen and removed with the keys alone, and the focus stays where it was."""
    page.goto(f"{address}da/records.html")
    page.focus("#q")
    page.keyboard.press("Tab")  # the button
    page.keyboard.press("Tab")  # the first heading of the filters
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-facet=kind][aria-current]")
    assert page.evaluate("document.activeElement.getAttribute('aria-current')") == "true"
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-facet=kind]:not([aria-current])")
    assert _asked(page) == {}


def test_facets_on_a_narrow_screen(opened, address):
    """The filters are folded on a narrow screen, so that the records are in sight, and name what is chosen."""
    with opened(viewport={"width": 320, "height": 700}) as page:
        page.goto(f"{address}da/records.html?kind=statement")
        page.wait_for_selector("[data-facet=kind][aria-current]", state="attached")
        assert page.locator(".facets details[open]").count() == 0
        assert "udsagn" in page.inner_text(".facets summary >> nth=0")
        assert page.locator("#found .row >> nth=0").bounding_box()["y"] < 700


def _saved(page, form):
    with page.expect_download() as download:
        page.click(f"[data-take={form}]")
    assert download.value.suggested_filename == f"reformdata.{form}"
    return Path(download.value.path()).read_text("utf-8-sig")


@pytest.mark.parametrize("place", ["server", "disk"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_saving_what_was_found(page, folder, address, place, language):
    """What a filter leaves is saved as a table and as references; without one, all records are; of nothing there is no file."""
    home = address if place == "server" else f"{folder.as_uri()}/"
    statements = {str(one.id) for one in CORPUS.records.values() if one.kind == "statement"}
    page.goto(f"{home}{language}/records.html?kind=statement")
    page.wait_for_selector("[data-facet=kind][aria-current]")
    page.wait_for_selector("#count a")
    head, *rows = csv.reader(io.StringIO(_saved(page, "csv")), delimiter=";" if language == "da" else ",")
    assert head[3] == ("Titel" if language == "da" else "Title")
    assert {row[0] for row in rows} == statements
    titles = {row[0]: row[3] for row in rows}
    assert titles[str(STATEMENT.id)] == STATEMENT.title.in_(language)
    assert set(re.findall(r"^@misc{(.*),$", _saved(page, "bib"), re.MULTILINE)) == statements
    assert set(re.findall(r"^ID  - (.*)$", _saved(page, "ris"), re.MULTILINE)) == statements

    page.click("#count a")
    page.wait_for_selector("#count a", state="detached")
    assert len(re.findall(r"^TY  - DATA$", _saved(page, "ris"), re.MULTILINE)) == len(CORPUS.records)
    page.fill("#q", "xyzzy")
    page.press("#q", "Enter")
    page.wait_for_selector(".take", state="hidden")


def test_no_formulas_in_the_table(page, address):
    """A title that a spreadsheet would take for a formula is text in the table, and quotation marks are kept."""
    page.route(
        "**/index-en/records.js",
        lambda route: route.fulfill(
            content_type="text/javascript",
            body=route.fetch().text().replace(json.dumps(STATEMENT.title.en), json.dumps('=1+"2"')),
        ),
    )
    page.goto(f"{address}en/records.html")

    assert [row[3] for row in csv.reader(io.StringIO(_saved(page, "csv"))) if row[0] == STATEMENT.id] == ['\'=1+"2"']


def test_search_by_id(page, address):
    """The id of a record, typed as a search, opens its page."""
    page.goto(f"{address}da/index.html")
    page.fill("#q", str(STATEMENT.id))
    page.press("#q", "Enter")
    page.wait_for_url(f"{address}da/records/{STATEMENT.id}.html")


def test_search_from_every_page(page, address):
    """A page without a search field leads to one, which has the focus."""
    page.goto(f"{address}en/records/{STATEMENT.id}.html")
    page.click(".to-search")
    page.wait_for_url(f"{address}en/records.html#q")

    assert page.evaluate("document.activeElement.id") == "q"


def test_figure_to_records(page, address):
    """A figure of what became of it opens the list with as many records."""
    page.goto(f"{address}da/outcomes.html")
    figure = page.locator(".matrix td a").first
    number = int(figure.inner_text())
    figure.click()
    page.wait_for_selector("#count a")

    assert page.locator("#found .row").count() == number


@pytest.mark.parametrize(
    "path", [f"records/{PROPOSAL.id}.html", "sources/landsforum-2019-nyhed.html", "outcomes.html", "index.html"]
)
def test_language_switch(page, address, path):
    """The other language shows the same page."""
    page.goto(f"{address}da/{path}")
    page.click(".switch")
    page.wait_for_load_state()

    assert page.url == f"{address}en/{path}"
    assert page.evaluate("document.documentElement.lang") == "en"


def test_language_switch_keeps_filters(page, address):
    """The other language shows the same records."""
    page.goto(f"{address}da/records.html?kind=statement")
    page.wait_for_selector("[data-facet=kind][aria-current]")
    page.click(".switch")
    page.wait_for_selector("[data-facet=kind][aria-current]")

    assert page.url == f"{address}en/records.html?kind=statement"


def _file(lines, name="copy.txt", encoding="utf-8"):
    return {"name": name, "mimeType": "text/plain", "buffer": "\n".join(lines).encode(encoding)}


@pytest.mark.parametrize("place", ["server", "disk"])
def test_finder(page, folder, address, place):
    """A copy is recognised, also one with other lines around it; another text and other encodings are refused."""
    home = address if place == "server" else f"{folder.as_uri()}/"
    asked = []
    page.goto(f"{home}en/sources/landsforum-2019-nyhed.html")
    page.on("request", lambda request: request.url.endswith("icon.svg") or asked.append(request.url))

    def answer(*file, **options):
        page.evaluate("document.getElementById('result').textContent = ''")
        page.set_input_files("#copy", _file(*file, **options))
        sync_api.expect(page.locator("#result")).not_to_be_empty()
        return page.inner_text("#result"), page.locator(".state").all_inner_texts()

    assert answer(COPY) == ("4 of 4 paragraphs were found: 4 in the same place and 0 elsewhere.", ["same place"] * 4)
    shifted = ("A menu", *COPY[:2], COPY[3])
    assert answer(shifted)[1] == ["line 2 of your file", "line 3 of your file", "not found", "same place"]
    other, states = answer(["Noget helt andet", "i to linjer"])
    assert other.startswith("This does not look like this source")
    assert states == []
    assert answer(COPY, encoding="utf-16")[0] == "The file cannot be read as text in UTF-8."
    assert asked == []


def test_copying(opened, address):
    """A citation is copied as it is shown."""
    with opened(permissions=["clipboard-read", "clipboard-write"]) as page:
        page.goto(f"{address}en/records/{STATEMENT.id}.html")
        page.click("[data-copy=cite-text]")
        sync_api.expect(page.locator("[data-copy=cite-text]")).to_have_text("Copied")
        assert page.evaluate("navigator.clipboard.readText()") == page.inner_text("#cite-text").strip()


def test_without_script(opened, address):
    """Without script, filters lead to pages with as many records as they say, and what needs script says so."""
    with opened(java_script_enabled=False) as page:
        page.goto(f"{address}en/records.html")
        assert page.locator("noscript").inner_text().startswith("Search needs JavaScript")
        link = page.locator("[data-facet=kind][data-value=statement]")
        count = int(link.locator("span").inner_text())
        link.click()
        assert page.url == f"{address}en/terms/kind.statement.html"
        assert page.locator(".row").count() == count
        page.goto(f"{address}en/sources/landsforum-2019-nyhed.html")
        assert page.locator("#copy").is_hidden()
        assert page.locator("noscript").inner_text().startswith("This needs JavaScript")
        page.goto(f"{address}en/records/{PROPOSAL.id}.html")
        assert page.locator("[data-copy] >> visible=true").count() == 0


_FOCUSABLE = """
  [...document.querySelectorAll('a[href], button, input, summary, [tabindex="0"]')]
    .filter((one) => one.checkVisibility({ visibilityProperty: true })).length
"""
_FOCUS = """
  (() => {
    const one = document.activeElement, style = getComputedStyle(one);
    if (one === document.body) return null;
    one.dataset.visited = "yes";
    const box = one.getBoundingClientRect();
    return {
      html: one.outerHTML.slice(0, 80), outline: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
      inside: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0,
    };
  })()
"""


@pytest.mark.parametrize(
    "path", ["index.html", "records.html", f"records/{PROPOSAL.id}.html", "sources/landsforum-2019-nyhed.html", "outcomes.html"]
)  # fmt: skip
def test_keyboard(page, address, path):
    """The tab key reaches everything that can be used, in sight and with a visible focus."""
    page.goto(f"{address}da/{path}")
    reached = 0
    while (focus := (page.keyboard.press("Tab"), page.evaluate(_FOCUS))[1]) and reached < 2000:
        reached += 1
        assert focus["outline"], focus
        assert focus["inside"], focus

    assert reached == page.evaluate(_FOCUSABLE)


def test_skip_link(page, address):
    """The first stop of the tab key leads past the menu."""
    page.goto(f"{address}da/outcomes.html")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_print(opened, address):
    """A record on paper is black on white, also for those whose screen is dark, without menus, and with its citation."""
    with opened(color_scheme="dark") as page:
        page.goto(f"{address}da/records/{PROPOSAL.id}.html")
        page.emulate_media(media="print")
        for hidden in (".top nav", ".actions", "footer ul", "[data-copy]"):
            assert page.locator(f"{hidden} >> visible=true").count() == 0, hidden
        assert page.locator("#cite-text").is_visible()
        colours = "(() => { const s = getComputedStyle(document.body); return [s.color, s.backgroundColor]; })()"
        assert page.evaluate(colours) == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
        assert page.pdf(format="A4").startswith(b"%PDF")


def test_steady(page, address):
    """Nothing on the page of a record moves while it loads."""
    page.goto(f"{address}da/records/{PROPOSAL.id}.html")
    moved = page.evaluate("""
      new Promise((resolve) => {
        let sum = 0;
        new PerformanceObserver((list) => { for (const one of list.getEntries()) sum += one.value; })
          .observe({ type: "layout-shift", buffered: true });
        setTimeout(() => resolve(sum), 300);
      })
    """)

    assert moved == 0
