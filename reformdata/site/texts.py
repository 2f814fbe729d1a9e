"""Markdown of the repository as HTML: the codebook, the rules, the page on quality, the changelog."""

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from reformdata.errors import library

_COMMENT = re.compile(r"<!--.*?-->\n?", re.DOTALL)


def slug(heading: str) -> str:
    """The anchor of a heading, as GitHub makes it."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def render(markdown: str, resolve: Callable[[str], str | None], *, level: int = 1) -> tuple[str, str]:
    """The first heading of `markdown` as text, and the rest as HTML. HTML in it is text.

    Args:
        markdown: the page.
        resolve: what a link of the page leads to on the site; None for a link that is left out.
        level: how many levels the headings below the first are lowered by, minus one.
    """
    parser = _parser()
    tokens = parser.parse(_COMMENT.sub("", markdown))
    title, kept = "", []
    used: dict[str, int] = {}
    skip_until = -1
    for place, token in enumerate(tokens):
        if place <= skip_until:
            continue
        if token.type == "heading_open":
            content = tokens[place + 1].content.replace("`", "")
            if token.tag == "h1" and not title:
                title, skip_until = content, place + 2
                continue
            anchor = slug(content)
            used[anchor] = used.get(anchor, -1) + 1
            token.attrSet("id", f"{anchor}-{used[anchor]}" if used[anchor] else anchor)
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1]) + level - 1)}"
        if token.type == "table_open":
            token.attrSet("class", "prose-table")
        for child in token.children or ():
            _point(child, resolve)
        kept.append(token)
    return title, parser.renderer.render(kept, parser.options, {})


@cache
def _parser() -> Any:
    return (
        library("markdown_it", extra="site", purpose="the site")
        .MarkdownIt("commonmark", {"html": False})
        .enable("table")
    )


def _point(token: Any, resolve: Callable[[str], str | None]) -> None:
    """Let a link lead to the page of the site; one that leads nowhere becomes a link without a target; no pictures."""
    if token.type == "image":
        token.type, token.tag = "text", ""
    if token.type == "link_open":
        target = resolve(str(token.attrGet("href") or ""))
        token.attrs = {"href": target} if target else {}
