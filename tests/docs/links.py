"""The links of a Markdown page."""

import re

_LINK = re.compile(r"\]\(([^)\s]+)\)")
_CODE = re.compile(r"^```.*?^```|`[^`\n]*`", re.MULTILINE | re.DOTALL)


def broken(page, root):
    """The links of `page`, a path from `root`, to missing files or headings."""
    text = (root / page).read_text("utf-8")
    return [link for link in _LINK.findall(_CODE.sub("", text)) if not _has_target(link, root / page)]


def _has_target(link, page):
    if link.startswith(("http://", "https://", "mailto:")):
        return True
    file, _, heading = link.partition("#")
    target = (page.parent / file) if file else page
    if not target.exists():
        return False
    return not heading or target.suffix != ".md" or heading in _headings(target.read_text("utf-8"))


def _headings(text):
    """The anchors of the headings, as GitHub makes them."""
    titles = re.findall(
        r"^#+ +(.+?) *$", _CODE.sub(lambda code: code[0] if code[0][1] != "`" else "", text), re.MULTILINE
    )
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}
