"""Take the pictures of docs/site.md: `make pictures`, before a release. Needs chromium, and looks best with Noto Sans.

The files show the data of the release; they are not renewed when a record changes.
"""

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

import reformdata as rd
from reformdata.site.building import write_site
from reformdata.site.pages import Place

DOCS = Path(__file__).parent
RECORD = "kl-2020-temaside.15"
PICTURES = (
    ("front", "da/index.html", 1280, "light"),
    ("record", f"da/records/{RECORD}.html", 1280, "light"),
    ("ledger", "en/sources/kl-2020-temaside.html", 1280, "light"),
    ("list", "da/records.html?kind=proposal&year=2020", 1280, "light"),
    ("outcomes", "da/outcomes.html", 1280, "dark"),
    ("timeline", "en/timeline.html", 768, "light"),
    ("network", "da/reforms/frisaettelsen.html#network", 768, "light"),
    ("search", "da/records.html?q=plejehjem", 320, "dark"),
)
"""The name of each picture, its page, the width of the window and the colours."""


def take(page: Page, address: str, path: Path) -> None:
    """Save what is in sight of the page at `address`."""
    page.goto(address, wait_until="networkidle")
    page.screenshot(path=path)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Path(folder) / "site"
        write_site(rd.load()._store, site, Place(repository="https://github.com/example/reformdata"), DOCS)
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name, page, width, colours in PICTURES:
            window = browser.new_page(
                viewport={"width": width, "height": 900}, color_scheme=colours, reduced_motion="reduce"
            )
            take(window, f"{site.as_uri()}/{page}", DOCS / "site" / f"{name}.png")
            window.close()
        browser.close()
