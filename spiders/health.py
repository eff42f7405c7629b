"""Health of a portal (tình trạng cổng): ok, declared empty or broken, told from what it gave before; no I/O."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Literal

import regex

from extractors.text import fold
from spiders.page import Page

Outcome = Literal["ok", "empty", "broken"]

# Fewer articles than this say nothing about a template.
_ENOUGH = 5
# A figure below this part of what is usual is no chance any more.
_LOW = 0.5
# Where at least this part of the new pages are articles, pages without any are a sign.
_PART = 0.2
# A total of fewer articles than this may halve by chance.
_MANY = 10
# A portal that brought news at least so often is missed after so many times its longest pause, and some days at least.
_REGULAR = 4
_PAUSES = 3
_LEAST_PAUSE = timedelta(days=7)
# Ends of a crawl (spiders.run.PortalResult) that say by themselves that a portal is broken.
FAILED = {
    "robots": "robots.txt disallows everything",
    "blocked": "the portal answers with block pages",
    "unreachable": "the portal does not answer",
}
_EMPTY = regex.compile(
    r"(?:chua co|khong co|hien khong co) (?:bai viet|tin tuc|tin bai|tin nao|du lieu|noi dung|ban ghi)"
    r"|(?:noi dung|du lieu|chuyen muc|trang|website|cong thong tin)[\p{L} ]{0,30}"
    r"dang (?:duoc )?(?:cap nhat|xay dung|nang cap|bao tri)"
    r"|tam (?:ngung|dung) (?:hoat dong|cap nhat)"
)
_SHORT_PAGE = 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What one run saw of a portal.

    `crawl` is why the crawl of it ended (spiders.run.PortalResult); `new` are pages, not files; `articles` are all that
    the archive gives, `fresh` those not known before. The last four are of the articles read in this run: how many,
    with a date, with a byline, with a body by selector (the rest fell back to the lines alone).
    """

    portal: str
    at: datetime
    crawl: str = "finished"
    pages: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    articles: int = 0
    fresh: int = 0
    sampled: int = 0
    dated: int = 0
    bylined: int = 0
    selected: int = 0
    # Whether the portal is known to have selectors, and whether its pages say that there is nothing to show.
    has_selectors: bool = False
    declared: bool = False
    outcome: Outcome = "ok"


@dataclass(frozen=True, slots=True)
class Health:
    """The verdict on a portal; `reasons` say what is wrong, empty when nothing is."""

    outcome: Outcome = "ok"
    reasons: list[str] = field(default_factory=list)


def judge(now: Visit, history: Sequence[Visit]) -> Health:
    """Return how a portal is, given what earlier runs saw of it, oldest first."""
    if now.crawl in FAILED:
        return Health("broken", [FAILED[now.crawl]])
    good = [visit for visit in history if visit.outcome == "ok"]
    if not now.articles and now.declared and not any(visit.articles for visit in good):
        return Health("empty", ["the portal says that it has no articles"])
    reasons = list(_reasons(now, history, good))
    return Health("broken" if reasons else "ok", reasons)


def _reasons(now: Visit, history: Sequence[Visit], good: Sequence[Visit]) -> Iterator[str]:
    if not now.articles:
        yield f"{now.pages} pages and no article"
        return
    before = good[-1].articles if good else 0
    if before >= _MANY and now.articles < _LOW * before:
        yield f"{now.articles} articles, {before} before"
    if barren := _barren([*history, now], good):
        yield barren
    recent = _recent([*history, now], "sampled")
    for name, said in (("selected", "a body by selector"), ("dated", "a date")):
        count, of = _share(recent, name, "sampled")
        known, usual = _share(good, name, "sampled")
        low = _LOW * known / usual if usual >= _ENOUGH else 0.0
        if of >= _ENOUGH and count < low * of:
            yield f"{count} of {of} articles have {said}, usually {known / usual:.0%}"
        elif of >= _ENOUGH and not count and not usual and name == "selected" and now.has_selectors:
            yield f"none of {of} articles has {said}: no selector fits"
    if silent := _silence(now, good):
        yield silent


def _barren(visits: Sequence[Visit], good: Sequence[Visit]) -> str:
    """Say that new pages give no article where a good part of them did; empty when they do."""
    count, of = _share(_recent(visits, "new"), "fresh", "new")
    known, usual = _share(good, "fresh", "new")
    if count or of < _ENOUGH or known < _PART * max(usual, 1):
        return ""
    return f"none of {of} new pages gives an article"


def _recent(visits: Sequence[Visit], name: str) -> list[Visit]:
    """Return the latest visits that together have seen enough of something to speak of it."""
    kept: list[Visit] = []
    for visit in reversed(visits):
        kept.append(visit)
        if sum(getattr(v, name) for v in kept) >= _ENOUGH:
            break
    return kept


def _share(visits: Iterable[Visit], name: str, of: str) -> tuple[int, int]:
    found = [(getattr(visit, name), getattr(visit, of)) for visit in visits]
    return sum(count for count, _ in found), sum(whole for _, whole in found)


def _silence(now: Visit, good: Sequence[Visit]) -> str:
    """Say for how long a portal that brought news regularly has brought none; empty when that is usual."""
    if now.fresh:
        return ""
    news = [visit.at for visit in good if visit.fresh]
    if len(news) < _REGULAR:
        return ""
    longest = max(later - earlier for earlier, later in pairwise(news))
    pause = now.at - news[-1]
    if pause <= max(_PAUSES * longest, _LEAST_PAUSE):
        return ""
    return f"nothing new for {pause.days} days, never more than {longest.days + 1} before"


def declares_empty(page: Page) -> bool:
    """Tell whether a page says that there is nothing to show (chưa có bài viết, đang cập nhật)."""
    text = " ".join(block.text for block in page.blocks)
    return len(text) <= _SHORT_PAGE and bool(_EMPTY.search(fold(text)))
