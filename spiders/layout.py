"""Selectors of a template, and the article they cut out of a page."""

from dataclasses import dataclass, fields, replace
from datetime import date
from functools import lru_cache

from lxml import etree
from lxml.cssselect import CSSSelector
from lxml.html import HtmlElement

from spiders.article import Article
from spiders.assemble import Parts, assemble, title_of
from spiders.blocks import blocks, line
from spiders.page import Page


@dataclass(frozen=True, slots=True)
class Layout:
    """The selectors of one generation of a template, CSS or XPath (begins with / . or a parenthesis), empty for none.

    `drop` is cut out of the body, `next` is the link to a list's next page; `until` is the last day the template was
    in use: pages fetched later are not read with it, pages of the archive are.
    """

    body: str = ""
    title: str = ""
    lead: str = ""
    time: str = ""
    byline: str = ""
    section: str = ""
    tags: str = ""
    drop: str = ""
    next: str = ""
    until: date | None = None

    @classmethod
    def of(cls, selectors: dict[str, str]) -> "Layout":
        """Return the layout a portal record gives; ValueError names a selector that does not exist."""
        names = {f.name for f in fields(cls)}
        if unknown := sorted(set(selectors) - names):
            raise ValueError(f"no selector {', '.join(unknown)}; known: {', '.join(sorted(names))}")
        until = selectors.get("until")
        return cls(**(selectors | {"until": date.fromisoformat(until) if until else None}))  # type: ignore[arg-type]

    def over(self, other: "Layout") -> "Layout":
        """Return the other layout with this one's selectors wherever it has any."""
        return replace(other, **{f.name: v for f in fields(self) if (v := getattr(self, f.name))})

    def in_use(self, page: Page) -> bool:
        """Return whether the template was still in use when the page was fetched."""
        return self.until is None or page.fetched_at is None or page.fetched_at.date() <= self.until


@lru_cache(maxsize=1024)
def _compiled(selector: str) -> etree.XPath:
    if selector.startswith(("/", "(", "./")):
        return etree.XPath(selector)
    return CSSSelector(selector, translator="html")


def select(node: HtmlElement, selector: str) -> list[HtmlElement]:
    """Return the elements a selector names under a node, in document order; none for an empty selector."""
    found = _compiled(selector)(node) if selector else []
    return [e for e in found if isinstance(e, HtmlElement)] if isinstance(found, list) else []


def first_line(node: HtmlElement, selector: str) -> str:
    """Return the text of the first element with any that a selector names."""
    return next((text for e in select(node, selector) if (text := line(e))), "")


def read(page: Page, layout: Layout) -> Article | None:
    """Return the article a layout finds on a page, its date not yet weighed; None when the body is not there."""
    bodies = _outermost(select(page.tree, layout.body))
    drop = frozenset(select(page.tree, layout.drop))
    lines = [b for body in bodies for b in blocks(body, drop)]
    if not lines:
        return None
    lead = [b for e in select(page.tree, layout.lead) if not _inside(e, bodies) for b in blocks(e)]
    parts = Parts(
        title=first_line(page.tree, layout.title) or title_of(page),
        time=first_line(page.tree, layout.time),
        byline=first_line(page.tree, layout.byline),
        section=first_line(page.tree, layout.section),
        tags=tuple(line(e) for e in select(page.tree, layout.tags)),
        lead=" ".join(b.text for b in lead) or first_line(page.tree, layout.lead),
    )
    return assemble(page, lead + lines, parts)


def _outermost(found: list[HtmlElement]) -> list[HtmlElement]:
    return [e for e in found if not any(a in found for a in e.iterancestors())]


def _inside(node: HtmlElement, bodies: list[HtmlElement]) -> bool:
    return any(a in bodies for a in node.iterancestors())
