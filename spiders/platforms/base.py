"""What a platform family is: its marks, its layouts, and how links and articles are read with them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import ClassVar

from lxml import etree
from lxml.cssselect import CSSSelector
from lxml.html import HtmlElement

from spiders.article import Article
from spiders.page import Follow, Link, Page, Recognition
from spiders.registry import Portal


class Refused(Exception):
    """A page that is no article; `reason` is a word for the issues table, `detail` says what was seen."""

    def __init__(self, reason: str, detail: str = ""):
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign of a family in the address (`url`) or in the decoded HTML (`html`): a pattern and how telling it is, 0 to 1."""

    where: str
    pattern: str
    weight: float


@dataclass(frozen=True, slots=True)
class Layout:
    """The selectors of one generation of a template, CSS or XPath (begins with / or ( or .//), empty when it has none.

    `drop` is cut out of the body; `item`, `item_link` and `item_date` read list pages; `until` is the last day the
    template was in use, so that pages of the archive stay readable after a change.
    """

    body: str = ""
    title: str = ""
    lead: str = ""
    time: str = ""
    byline: str = ""
    section: str = ""
    tags: str = ""
    drop: str = ""
    item: str = ""
    item_link: str = ""
    item_date: str = ""
    next: str = ""
    until: date | None = None


@lru_cache(maxsize=1024)
def _compiled(selector: str) -> etree.XPath:
    if selector.startswith(("/", "(", ".//", "./")):
        return etree.XPath(selector)
    return CSSSelector(selector, translator="html")


def select(node: HtmlElement, selector: str) -> list[HtmlElement]:
    """Return the elements a selector names under a node, in document order; none for an empty selector."""
    return [e for e in _compiled(selector)(node) if isinstance(e, HtmlElement)] if selector else []


def words(node: HtmlElement | None) -> str:
    """Return the text of an element on one line."""
    return " ".join("".join(node.itertext()).split()) if node is not None else ""


class Platform:
    """A family of portals that share markup; subclasses set the data, and override what data cannot say."""

    name: ClassVar[str] = "generic"
    title: ClassVar[str] = ""
    marks: ClassVar[tuple[Mark, ...]] = ()
    layouts: ClassVar[tuple[Layout, ...]] = (Layout(),)
    article_url: ClassVar[str] = ""
    list_url: ClassVar[str] = ""
    feeds: ClassVar[tuple[str, ...]] = ()

    def recognise(self, page: Page) -> Recognition:
        """Return how sure the family is that a page is its own: independent marks add up, none is proof alone."""
        seen, doubt = [], 1.0
        for mark in self.marks:
            if re.search(mark.pattern, page.url if mark.where == "url" else page.html, re.IGNORECASE):
                seen.append(f"{mark.where}: {mark.pattern}")
                doubt *= 1 - mark.weight
        return Recognition(self.name, round(1 - doubt, 3), tuple(seen))

    def links(self, page: Page, portal: Portal | None = None) -> Iterator[Link]:
        """Yield every address a page links to, absolute and once, with its role and what a list prints beside it."""
        raise NotImplementedError

    def next_page(self, page: Page, portal: Portal | None = None) -> Follow | None:
        """Return the request that opens the next page of a list, or None on its last page."""
        return None

    def article(self, page: Page, portal: Portal | None = None) -> Article | None:
        """Return the article that the family's selectors find, or None when no layout has a body on this page."""
        return None
