"""Selectors of a template, and the article they cut out of a page."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import lru_cache

import regex
from lxml import etree
from lxml.cssselect import CSSSelector
from lxml.html import HtmlElement

from spiders.article import Article
from spiders.assemble import Parts, assemble, title_of
from spiders.blocks import Block, blocks, line
from spiders.dates import first_stamp
from spiders.lines import time_stamp
from spiders.page import Page

# A comma outside brackets and parentheses.
_ALTERNATIVES = regex.compile(r",\s*(?![^(\[]*[)\]])")
_MAX_BODIES = 4
_LEAD = 60


@dataclass(frozen=True, slots=True)
class Layout:
    """The selectors of one generation of a template, CSS or XPath (begins with / . or a parenthesis), empty for none.

    Alternatives stand apart by commas, the preferred first. `captions` are those outside the body, `drop` is cut out of
    it, `next` is the link to a list's next page; `until` is the last day the template was in use: pages fetched later
    are not read with it, pages of the archive are.
    """

    body: str = ""
    title: str = ""
    lead: str = ""
    time: str = ""
    byline: str = ""
    section: str = ""
    tags: str = ""
    captions: str = ""
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
    """Return the elements a selector names, in document order; of alternatives the first that is there."""
    for alternative in _ALTERNATIVES.split(selector) if selector else ():
        found = _compiled(alternative)(node)
        if isinstance(found, list) and found:
            return [e for e in found if isinstance(e, HtmlElement)]
    return []


def first_line(node: HtmlElement, selector: str, bodies: Sequence[HtmlElement] = ()) -> str:
    """Return the text of the first element with any that a selector names, outside the bodies if there is one."""
    found = [(_inside(e, bodies), text) for e in select(node, selector) if (text := line(e))]
    return min(found, key=lambda f: f[0], default=(False, ""))[1]


def time_line(node: HtmlElement, selector: str) -> str:
    """Return the first text with a date, printed or machine-readable, among the elements a selector names."""
    for alternative in _ALTERNATIVES.split(selector) if selector else ():
        for e in select(node, alternative):
            for text in (line(e), e.get("datetime") or "", e.get("content") or ""):
                if first_stamp(text):
                    return text
    return ""


def parts_of(page: Page, layout: Layout, bodies: Sequence[HtmlElement] = ()) -> Parts:
    """Return what a layout finds beside a body."""
    return Parts(
        title=first_line(page.tree, layout.title, bodies),
        time=time_line(page.tree, layout.time),
        byline=first_line(page.tree, layout.byline),
        section=first_line(page.tree, layout.section),
        tags=tuple(line(e) for e in select(page.tree, layout.tags)),
        captions=tuple(
            dict.fromkeys(t for e in select(page.tree, layout.captions) if not _inside(e, bodies) and (t := line(e)))
        ),
    )


def read(page: Page, layout: Layout) -> Article | None:
    """Return the article a layout finds on a page, its date not yet weighed; None when the body is not there.

    Many bodies are a list of news, and a body of links is a menu.
    """
    bodies = _outermost(select(page.tree, layout.body))
    drop = frozenset(e for part in _ALTERNATIVES.split(layout.drop) for e in select(page.tree, part))
    lines = [b for body in bodies for b in blocks(body, drop)]
    if not lines or len(bodies) > _MAX_BODIES or sum(b.linked for b in lines) > sum(len(b.text) for b in lines) / 2:
        return None
    before = [e for e in select(page.tree, layout.lead) if not _inside(e, bodies)]
    lead = [b for e in before for b in blocks(e)] or _between(page, layout, bodies)
    parts = parts_of(page, layout, bodies)
    told = " ".join(b.text for b in lead) or first_line(page.tree, layout.lead)
    return assemble(page, lead + lines, replace(parts, lead=told, title=parts.title or title_of(page)))


def _between(page: Page, layout: Layout, bodies: Sequence[HtmlElement]) -> list[Block]:
    """Return the paragraphs that stand between the title and the body, where templates put a lead."""
    title = next((e for e in select(page.tree, layout.title) if not _inside(e, bodies) and line(e)), None)
    common = next((a for a in title.iterancestors() if _inside(bodies[0], [a])), None) if title is not None else None
    if title is None or common is None:
        return []
    order = {e: n for n, e in enumerate(common.iter())}
    found = blocks(common, {*bodies, title, *select(page.tree, layout.drop)})
    above = [b for b in found if order[title] < order[b.element] < order[bodies[0]]]
    return [b for b in above if len(b.text) >= _LEAD and b.density < 0.3 and not time_stamp(b.text)]


def _inside(node: HtmlElement, bodies: Sequence[HtmlElement]) -> bool:
    return any(a in bodies for a in (node, *node.iterancestors()))


def _outermost(found: list[HtmlElement]) -> list[HtmlElement]:
    return [e for e in found if not any(a in found for a in e.iterancestors())]
