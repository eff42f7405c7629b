"""From the lines of a body to an article: tools, repeats and related news off; captions, byline, source told apart."""

from collections.abc import Sequence
from dataclasses import dataclass

import regex
from lxml import etree
from lxml.html import HtmlElement

from extractors.text import fold
from spiders.article import Article, article_id, normal_url
from spiders.attachments import linked
from spiders.blocks import Block, clean, line
from spiders.duplicates import once
from spiders.encoding import vietnamese
from spiders.lines import is_byline, is_caption, is_lead, is_related_heading, is_source, is_tool, time_stamp
from spiders.links import absolute
from spiders.page import Page

_DATE_BEHIND = regex.compile(r"\s*\([\s\d/.:,|-]*\)\s*$")
_BREADCRUMB = regex.compile(r"breadcrumb|sitemappath|duong-?dan|pathway", regex.IGNORECASE)
_PROSE = 240


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What stands beside a body, as far as it was found; `time` is the line that prints when it was published."""

    title: str = ""
    time: str = ""
    byline: str = ""
    section: str = ""
    tags: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    lead: str = ""


def assemble(page: Page, lines: Sequence[Block], parts: Parts) -> Article | None:
    """Return the article that the lines of a body make, its date not yet weighed; None when nothing is left of them."""
    found = [b for b in once(lines, parts.title) if not is_tool(b.text)]
    heading, found = _split_heading(found, parts.title)
    found = _without_related(found)
    if not found:
        return None
    time = parts.time or next((b.text for b in heading if time_stamp(b.text)), "")
    texts = [b.text for b in found]
    article = Article(
        article_id=article_id(page.url),
        url=normal_url(page.url),
        text="\n".join(texts),
        title=_DATE_BEHIND.sub("", parts.title),
    )
    article.places = _places(found)
    article.published_raw = time
    article.lead = parts.lead or next((b.text for b in found[:2] if is_lead(b)), "")
    article.captions = [*parts.captions, *(b.text for b in found if is_caption(b))]
    article.byline = parts.byline or next(
        (b.text for b in reversed(found[-4:]) if is_byline(b) and not is_source(b.text) and not is_caption(b)), ""
    )
    article.source_line = next((t for t in reversed(texts[-5:]) if is_source(t)), "")
    article.section = parts.section or meta(page, "article:section") or breadcrumb(page, parts.title)
    article.tags = list(parts.tags)
    article.attachments = linked(page, found)
    article.canonical_url = canonical(page)
    article.language = "vi" if vietnamese(article.text[:5000]) > 0.5 else "und"
    article.flags = sorted({f"repaired-{b.repaired}" for b in found if b.repaired} | set(page.notes))
    article.fetched_at = page.fetched_at.isoformat() if page.fetched_at else ""
    return article


def _split_heading(found: list[Block], title: str) -> tuple[list[Block], list[Block]]:
    """Part off what repeats the title and prints the time before the first paragraph."""
    key = _key(title)
    for n, block in enumerate(found):
        if not (time_stamp(block.text) or (key and _key(block.text) == key)) or len(block.text) > _PROSE:
            return found[:n], found[n:]
    return found, []


def _key(text: str) -> str:
    return "".join(c for c in fold(text) if c.isalnum())


def _without_related(found: list[Block]) -> list[Block]:
    """Return the lines without the list of other news (tin khác) and what follows it, unless prose follows."""
    for n, block in enumerate(found):
        if is_related_heading(block.text):
            rest = found[n + 1 :]
            if not any(len(b.text) > _PROSE and b.density < 0.3 for b in rest):
                return found[:n]
    return found


def _places(found: list[Block]) -> list[tuple[int, str]]:
    trees: dict[HtmlElement, etree._ElementTree] = {}
    places, start = [], 0
    for block in found:
        tree = trees.setdefault(block.element, block.element.getroottree())
        places.append((start, tree.getpath(block.element)))
        start += len(block.text) + 1
    return places


def meta(page: Page, name: str) -> str:
    """Return the content of the first meta element of that name, property or itemprop."""
    for node in page.tree.iter("meta"):
        if name in (node.get("property"), node.get("name"), node.get("itemprop")):
            return clean(node.get("content") or "")
    return ""


def canonical(page: Page) -> str:
    """Return the address a page names as its own, empty when it names none."""
    links = (n.get("href") for n in page.tree.iter("link") if (n.get("rel") or "").lower() == "canonical")
    return absolute(page, next((h for h in links if h), "") or meta(page, "og:url"))


def breadcrumb(page: Page, title: str) -> str:
    """Return the last section (chuyên mục) that a page's breadcrumb names above the article itself."""
    trails = (
        e
        for e in page.tree.iter("div", "ul", "ol", "nav", "span", "p")
        if _BREADCRUMB.search(e.get("class") or e.get("id") or "")
    )
    for trail in trails:
        names = [
            name
            for a in trail.iter("a")
            if (name := line(a)) and _key(name) not in ("", "trangchu", "home", _key(title))
        ]
        if names:
            return names[-1]
    return ""


def title_of(page: Page) -> str:
    """Return the title a page gives itself: a heading its head repeats, og:title, the list's link, the title tag."""
    shown = next((line(t) for t in page.tree.iter("title")), "")
    told = meta(page, "og:title")
    headings = [text for h in page.tree.iter("h1", "h2", "h3") if len(text := line(h)) > 10]
    repeated = next((h for h in headings if _key(h) in _key(told) or _key(h) in _key(shown)), "")
    return repeated or told or (page.listing.title if page.listing else "") or shown
