"""Feeds and sitemaps (RSS, Atom, sitemap.xml) read as lists of links."""

from collections.abc import Iterator
from datetime import timedelta, timezone
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin

from lxml import etree

from spiders.page import Link, Page

_HANOI = timezone(timedelta(hours=7))
_ROOTS = {"rss": "item", "RDF": "item", "feed": "entry", "urlset": "url", "sitemapindex": "sitemap"}
_DATES = ("pubDate", "published", "updated", "date")
_HEAD = 1000


def is_feed(page: Page) -> bool:
    """Tell whether a page is a feed or a sitemap, by its beginning."""
    head = page.body[:_HEAD].decode("utf-8", "replace")
    return any(f"<{root}" in head for root in ("rss", "rdf:RDF", "feed", "urlset", "sitemapindex"))


def links(page: Page) -> Iterator[Link]:
    """Yield what a feed or sitemap lists: articles with title and date, further sitemaps as lists, others as pages."""
    # Entities are left alone: a feed of a few bytes could unfold to gigabytes.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    root = etree.fromstring(page.body.lstrip(), parser)
    kind = _name(root) if root is not None else ""
    if root is None or kind not in _ROOTS:
        return
    role = {"urlset": "page", "sitemapindex": "list"}.get(kind, "article")
    for node in root.iter("{*}" + _ROOTS[kind]):
        told = {_name(child): child for child in node if isinstance(child.tag, str)}
        link = told.get("link", told.get("loc"))
        if link is None:
            continue
        if url := (link.get("href") or link.text or "").strip():
            raw = next(((told[name].text or "").strip() for name in _DATES if name in told), "")
            title = " ".join((told["title"].text or "").split()) if "title" in told else ""
            yield Link(urljoin(page.url, url), role, title, _as_printed(raw))


def _name(node: etree._Element) -> str:
    return etree.QName(node).localname


def _as_printed(date: str) -> str:
    """Return the date of a mail header as portals print dates, any other as it is."""
    try:
        return parsedate_to_datetime(date).astimezone(_HANOI).strftime("%d/%m/%Y %H:%M")
    except (ValueError, TypeError, OverflowError):
        return date
