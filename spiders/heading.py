"""The title and time line above a body that no selector names, by what the address, the head and the list call it."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

import regex
from lxml.html import HtmlElement

from extractors.text import fold
from spiders.assemble import meta, title_of
from spiders.blocks import Block, line
from spiders.dates import HANOI
from spiders.lines import time_stamp
from spiders.page import Page

_TITLE_CLASS = regex.compile(r"title|headline|tieu-?de|subject|heading", regex.IGNORECASE)
_PUBLISHED = regex.compile(r"đăng|cập nhật|xuất bản|đưa tin", regex.IGNORECASE)
_TAGS = {"h1": 3, "h2": 2, "h3": 1}
_ABOVE, _INTO = 10, 5
_MIN, _MAX = 10, 300
_PROSE = 180
_ENOUGH = 2.0


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of an article, its time line, and the number of the page's line where the body begins."""

    title: str = ""
    time: str = ""
    body_start: int = 0


def find_heading(page: Page, chosen: Sequence[int], recurring: frozenset[int]) -> Heading:
    """Return the heading of a body given as line numbers; without a sure title the page's own."""
    if not chosen:
        return Heading()
    lines, first = page.blocks, chosen[0]
    # A line under the first paragraph is no title, even when a caption repeats it.
    prose = next((n for n in range(first, len(lines)) if len(lines[n].text) > _PROSE), len(lines))
    near = range(max(0, first - _ABOVE), min(prose, first + _INTO))
    names = _names(page)
    scores = {n: _score(lines[n], names) for n in near if n not in recurring and _MIN <= len(lines[n].text) <= _MAX}
    best = max(scores, key=lambda n: (scores[n], n), default=-1)
    titled = best >= 0 and scores[best] >= _ENOUGH
    after = best + 1 if titled else first
    below = [n for n in range(after, min(after + 4, len(lines))) if time_stamp(lines[n].text)]
    above = [n for n in range(after - titled - 1, max(after - titled - 4, -1), -1) if _may_date(lines[n].text, page)]
    time = next(iter(below + above), -1)
    title = lines[best].text if titled else title_of(page)
    return Heading(title, lines[time].text if time >= 0 else "", max(after, time + 1, first))


def _may_date(text: str, page: Page) -> bool:
    """Return whether a line above a title can be its date: not the day of the visit, which headers print."""
    stamp = time_stamp(text)
    visited = page.fetched_at.astimezone(HANOI).date().isoformat() if page.fetched_at else ""
    return stamp is not None and (stamp.day != visited or _PUBLISHED.search(text) is not None)


def _words(text: str) -> frozenset[str]:
    return frozenset(regex.findall(r"[a-z0-9]+", fold(text)))


def _names(page: Page) -> list[frozenset[str]]:
    """Return what else calls the article by its title, as sets of words: address, list, head."""
    path = unquote(urlsplit(page.url).path)
    parts = [p for p in path.split("/") if p.count("-") >= 2]
    shown = next((line(t) for t in page.tree.iter("title")), "")
    heads = [meta(page, "og:title"), *regex.split(r"\\s[|»–-]\\s", shown)]
    told = [*parts, *heads, page.listing.title if page.listing else ""]
    return [w for t in told if len(w := _words(t)) >= 3]


def _alike(own: frozenset[str], name: frozenset[str]) -> float:
    """Return how far a line is a name of the article: the same words, or all those of a shortened name."""
    shortened = 0.8 * len(own & name) / len(name) if 4 <= len(name) <= len(own) <= 3 * len(name) else 0.0
    return max(len(own & name) / len(own | name), shortened)


def _score(block: Block, names: list[frozenset[str]]) -> float:
    own = _words(block.text)
    alike = max((_alike(own, n) for n in names), default=0.0)
    score = 5 * alike if alike > 0.5 else 0.0
    node: HtmlElement = block.element
    near = [node, *(a for a in node.iterancestors() if len(a) == 1), *node][:4]
    score += max((_TAGS.get(e.tag, 0) for e in near), default=0)
    score += 1.5 * any(_TITLE_CLASS.search(e.get("class") or "") for e in near)
    return score - 1.5 * block.text.endswith((".", ":", ";")) - 2 * (block.density > 0.8)
