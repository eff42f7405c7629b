"""What a platform family is: its marks, its layouts, and how links and articles are read with them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import ClassVar
from urllib.parse import urlsplit

import re2

from spiders.article import Article
from spiders.assemble import Parts
from spiders.layout import Layout, parts_of, read, select
from spiders.links import addresses, date_beside, follow, link_title, next_page
from spiders.page import Follow, Link, Page, Recognition
from spiders.registry import Portal

MIN_TITLE = 15


@lru_cache(maxsize=256)
def _pattern(pattern: str) -> "re2._Regexp":
    return re2.compile(f"(?i){pattern}")


@cache
def _patterns(wanted: tuple[str, ...]) -> "re2.Set":
    options = re2.Options()
    options.case_sensitive = False
    found = re2.Set.SearchSet(options)
    for pattern in wanted:
        found.Add(pattern)
    found.Compile()
    return found


class Refused(Exception):
    """A page that is no article; `reason` is a word for the issues table, `detail` says what was seen."""

    def __init__(self, reason: str, detail: str = ""):
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign of a family: a pattern, and how telling it is, 0 to 1.

    It is looked for in the address (`url`), in the decoded HTML (`html`), or in both and counted once (`any`): the
    stores of a family's files, which its pages link to and its addresses lead into.
    """

    where: str
    pattern: str
    weight: float


class Platform:
    """A family of portals that share markup; subclasses set the data, and override what data cannot say."""

    name: ClassVar[str] = ""
    title: ClassVar[str] = ""
    marks: ClassVar[tuple[Mark, ...]] = ()
    layouts: ClassVar[tuple[Layout, ...]] = ()
    # Patterns of addresses (searched in path and query) that are articles, and lists of them.
    article_url: ClassVar[str] = ""
    list_url: ClassVar[str] = ""
    # Paths under which the family serves RSS and sitemaps, tried when a portal's first page announces no feed.
    feeds: ClassVar[tuple[str, ...]] = ()

    def recognise(self, page: Page) -> Recognition:
        """Return how sure the family is that a page is its own: independent marks add up, none is proof alone."""
        seen: dict[Mark, str] = {}
        doubt = 1.0
        for where, text in (("url", page.url), ("html", page.html)):
            marks = [m for m in self.marks if m.where in (where, "any") and m not in seen]
            for mark in (marks[n] for n in _patterns(tuple(m.pattern for m in marks)).Match(text) or ()):
                found = _pattern(mark.pattern).search(text)
                seen[mark] = f"{where}: {found[0][:60]}"
                doubt *= 1 - mark.weight
        return Recognition(self.name, round(1 - doubt, 3), tuple(seen.values()))

    def links(self, page: Page, portal: Portal | None = None) -> Iterator[Link]:
        """Yield every address a page links to, absolute and once, with its role and what a list prints beside it.

        A link met twice keeps its longest title and the first date printed beside it.
        """
        found: dict[str, Link] = {}
        for url, node in addresses(page):
            title = link_title(node) if node.tag in ("a", "area") else ""
            known = found.get(url)
            dated = known.date_raw if known and known.date_raw else date_beside(node) if len(title) >= MIN_TITLE else ""
            longest = max(title, known.title if known else "", key=len)
            found[url] = Link(url, self.role(url, longest), longest, dated)
        yield from found.values()

    def role(self, url: str, title: str = "") -> str:
        """Return what an address leads to, as far as the address tells: article, list or page."""
        parts = urlsplit(url)
        where = f"{parts.path}?{parts.query}" if parts.query else parts.path
        if self.list_url and _pattern(self.list_url).search(where):
            return "list"
        if self.article_url and _pattern(self.article_url).search(where):
            return "article"
        return "page"

    def next_page(self, page: Page, portal: Portal | None = None) -> Follow | None:
        """Return the request that opens the next page of a list, or None on its last page."""
        for layout in self._layouts(page, portal):
            for node in select(page.tree, layout.next):
                if found := follow(page, node):
                    return found
        return next_page(page)

    def article(self, page: Page, portal: Portal | None = None) -> Article | None:
        """Return the article that the selectors find, undated, or None when no layout has a body on this page."""
        for layout in self._layouts(page, portal):
            if found := read(page, layout):
                found.extractor = f"selectors:{self.name}"
                return found
        return None

    def parts(self, page: Page, portal: Portal | None = None) -> Parts:
        """Return what the selectors find beside a body, for a page whose body no layout finds."""
        found = [parts_of(page, layout) for layout in self._layouts(page, portal)]
        return max(found, key=lambda p: (bool(p.time), bool(p.title)), default=Parts())

    def _layouts(self, page: Page, portal: Portal | None) -> Iterator[Layout]:
        own = Layout.of(portal.selectors) if portal and portal.selectors else Layout()
        yield from (own.over(layout) for layout in self.layouts if layout.in_use(page))
        if own.body or own.next:
            yield own
